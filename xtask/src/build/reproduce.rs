//! Two builds in two folders, which must be the same to the byte.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result, While};
use crate::shell::{Shell, read, run};

/// Paths of different length and depth, which would show in what is built.
const FOLDERS: [&str; 2] = ["one", "the-other/further-down"];
const PACKAGES: &str = "xtask/npm/node_modules";

/// Builds what git knows of twice, away from this checkout, and compares the hashes of every file.
pub fn task(shell: &Shell) -> Result<()> {
    let above = env::temp_dir().join(format!("article-widget-reproduce-{}", std::process::id()));
    let outcome = compare(shell, &above);
    fs::remove_dir_all(&above).doing(format_args!("removing {}", above.display()))?;
    outcome
}

fn compare(shell: &Shell, above: &Path) -> Result<()> {
    let folders = FOLDERS.map(|name| above.join(name));
    for folder in &folders {
        copy(shell, folder)?;
    }
    let mut built = Vec::new();
    for folder in &folders {
        println!("── in {}", folder.display());
        let mut trunk = shell.command("trunk");
        trunk.args(["build", "--release"]).current_dir(folder);
        run(trunk.env("CARGO_TARGET_DIR", folder.join("target")))?;
        built.push(hashes(shell, &folder.join("dist"))?);
    }
    for hashes in &built {
        println!("{}", hashes.lines().last().unwrap_or_default());
    }
    let mut differing: Vec<&str> = Vec::new();
    if let [one, other] = built.as_slice() {
        differing.extend(other.lines().filter(|line| !one.lines().any(|it| it == *line)));
    }
    if differing.is_empty() {
        println!("Both builds are the same.");
        return Ok(());
    }
    Err(Failure::new(format!("The builds differ:\n  {}", differing.join("\n  "))))
}

/// As a clone would be, with what is not committed yet.
fn copy(shell: &Shell, folder: &Path) -> Result<()> {
    let mut git = shell.command("git");
    let files = read(git.args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    for file in files.lines() {
        let (from, to) = (shell.root().join(file), folder.join(file));
        // What was removed is still listed.
        if from.is_file() {
            let parent: PathBuf = to.parent().unwrap_or(folder).into();
            fs::create_dir_all(&parent).doing(format_args!("making {}", parent.display()))?;
            fs::copy(&from, &to).doing(format_args!("copying {file}"))?;
        }
    }
    // Installed from the same lock file; a copy of it would take longer than the build.
    link(&shell.root().join(PACKAGES), &folder.join(PACKAGES)).doing("linking the npm packages")
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(from, to)
}

fn hashes(shell: &Shell, dist: &Path) -> Result<String> {
    read(shell.command("node").arg("xtask/npm/hashes.mjs").arg(dist))
}
