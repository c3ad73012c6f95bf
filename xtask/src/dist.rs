//! What Trunk's hook calls at the end of each build.

mod gallery;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::failure::{Failure, Result, While};
use crate::setup;
use crate::shell::{Shell, run};

/// Files of the widget that Trunk does not build, and their names in `dist/`.
const FILES: &[(&str, &str)] = &[
    ("src/element/article-widget.js", "article-widget.js"),
    ("src/element/define.js", "define.js"),
    ("styles/article-widget.css", "article-widget.css"),
    ("src/frame/frame.html", "frame.html"),
    ("src/frame/frame.js", "frame.js"),
    ("src/frame/article-widget-frame.js", "article-widget-frame.js"),
    ("types/article-widget.d.ts", "article-widget.d.ts"),
    ("types/custom-elements.json", "custom-elements.json"),
];
const ENTRY: &str = "define.js";
/// Folders of what is loaded when wanted: where they lie, their names in `dist/`, the extension of
/// their files.
const FOLDERS: [(&str, &str, &str); 2] =
    [("src/labels", "labels", "json"), ("styles/themes", "themes", "css")];
/// The same of modules, which are bundled with what they import.
const MODULES: (&str, &str) = ("src/element/modules", "modules");
/// What belongs to the preview alone.
const PREVIEW: &str = "preview";

/// Works on Trunk's staging folder only: a file written among the sources would start
/// `trunk serve` building again, for ever.
pub fn task(shell: Shell, args: Args) -> Result<()> {
    args.finish()?;
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or_else(|| {
        Failure::new("`dist` is called by Trunk, which names its folder.").help("cargo xtask build")
    })?;
    for (from, to) in FILES {
        copy(&shell.root().join(from), &staging.join(to))?;
    }
    tell_version(&staging.join(ENTRY))?;
    for (from, to, extension) in FOLDERS {
        copy_folder(&shell.root().join(from), &staging.join(to), extension)?;
    }
    gallery::write(shell.root(), &staging.join(PREVIEW))?;
    if !setup::npm_is_ready(&shell) || shell.find("node").is_none() {
        println!(
            "Without modules and not optimised: `cargo xtask setup` installs what is missing."
        );
        return Ok(());
    }
    let is_release = env::var("TRUNK_PROFILE").as_deref() == Ok("release");
    let mut node = shell.command("node");
    node.args(["xtask/npm/modules.mjs", MODULES.0]).arg(staging.join(MODULES.1));
    run(node.args(is_release.then_some("--minify")))?;
    let script = if is_release { "xtask/npm/optimise.mjs" } else { "xtask/npm/renew.mjs" };
    run(shell.command("node").arg(script).arg(&staging))
}

/// The entry takes over prerendered articles of its own version only.
fn tell_version(entry: &Path) -> Result<()> {
    let script = fs::read_to_string(entry).doing("reading the entry")?;
    let script = script.replace("__VERSION__", env!("CARGO_PKG_VERSION"));
    fs::write(entry, script).doing("writing the entry")
}

fn copy_folder(from: &Path, to: &Path, extension: &str) -> Result<()> {
    let entries = from.read_dir().doing(format_args!("reading {}", from.display()))?;
    fs::create_dir_all(to).doing(format_args!("making {}", to.display()))?;
    for entry in entries.flatten() {
        let file = entry.path();
        if file.extension().is_some_and(|found| found == extension) {
            copy(&file, &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).doing(format_args!("copying {}", from.display())).map(drop)
}
