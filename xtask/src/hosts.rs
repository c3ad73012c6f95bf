//! The examples: real hosts, built with the release package.

use std::fs;
use std::path::Path;

use crate::args::Args;
use crate::build;
use crate::edge;
use crate::failure::{Failure, Result, While};
use crate::package;
use crate::setup;
use crate::shell::{Shell, run};

/// What must be built before it is served, and by what its types are checked.
const BUILT: [(&str, Build); 6] = [
    ("react", Build::Vite(&["typescript/bin/tsc", "--project"])),
    ("react-server", Build::Own),
    ("vue", Build::Vite(&["vue-tsc/bin/vue-tsc.js", "--project"])),
    (
        "svelte",
        Build::Vite(&["svelte-check/bin/svelte-check", "--fail-on-warnings", "--workspace"]),
    ),
    ("yew", Build::Trunk),
    ("static-site", Build::Render),
];

const WORDPRESS: &str = "examples/wordpress";
/// What has no page of its own.
const OTHERS: [&str; 2] = ["wordpress", "edge-worker"];

#[derive(Clone, Copy)]
enum Build {
    Vite(&'static [&'static str]),
    /// By a script of its own.
    Own,
    Trunk,
    /// By the command, from the articles that all examples share.
    Render,
}

/// Builds one example and serves it.
pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let port = args.value("--port")?.unwrap_or_else(|| "8090".to_owned());
    let name = args.next_word().unwrap_or_default();
    args.finish()?;
    let is_page = shell.root().join("examples").join(&name).join("index.html").is_file();
    if !is_page && !OTHERS.contains(&&*name) {
        return Err(Failure::new(format!("There is no example `{name}`.")).help(
            "take plain, strict-csp, react, react-server, vue, svelte, yew, iframe, static-site, wordpress or edge-worker",
        ));
    }
    setup::for_build(&mut shell)?;
    build::release(&shell)?;
    package::make(&shell)?;
    if name == "wordpress" {
        return assemble(&shell);
    }
    install(&shell)?;
    if name == "edge-worker" {
        edge::build(&shell)?;
        return run(shell.command("node").args(["examples/edge-worker/serve.mjs", &port]));
    }
    if let Some((name, how)) = BUILT.iter().find(|(known, _)| *known == name) {
        make(&shell, name, *how)?;
    }
    run(shell.command("node").args(["examples/serve.mjs", &name, &port]))
}

/// The plug-in with the widget's files in it, as it goes into a site's folder of plug-ins.
fn assemble(shell: &Shell) -> Result<()> {
    let to = shell.target_dir().join("package/wordpress/article-widget");
    copy(&shell.root().join(WORDPRESS).join("article-widget"), &to)?;
    copy(&package::folder(shell), &to.join("package"))?;
    println!("Copy this folder into wp-content/plugins and activate it: {}", to.display());
    Ok(())
}

/// Builds all, with their types checked.
pub fn check(shell: &Shell) -> Result<()> {
    install(shell)?;
    run(shell
        .command("node")
        .arg(program(shell, "typescript/bin/tsc"))
        .args(["--project", "examples/types"]))?;
    for (name, how) in BUILT {
        make(shell, name, how)?;
    }
    edge::build(shell)?;
    plugin(shell)
}

/// The plug-in for WordPress: its PHP is sound, and writes what it should.
fn plugin(shell: &Shell) -> Result<()> {
    if let Err(failure) = setup::for_php(shell) {
        println!("── NOT RUN: the plug-in for WordPress. {failure}");
        return Ok(());
    }
    for file in ["article-widget/article-widget.php", "article-widget/editor.asset.php"] {
        run(shell.command("php").arg("-l").arg(shell.root().join(WORDPRESS).join(file)))?;
    }
    run(shell.command("php").arg(shell.root().join(WORDPRESS).join("tests/unit.php")))
}

/// As `npm install` does with a package: its files lie beside those of the frameworks.
fn install(shell: &Shell) -> Result<()> {
    let installed = setup::for_hosts(shell)?.join("node_modules/article-widget");
    if installed.exists() {
        fs::remove_dir_all(&installed).doing("removing the package of before")?;
    }
    copy(&package::folder(shell), &installed)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).doing(format_args!("making {}", to.display()))?;
    for entry in from.read_dir().doing(format_args!("reading {}", from.display()))?.flatten() {
        let (file, target) = (entry.path(), to.join(entry.file_name()));
        if file.is_dir() {
            copy(&file, &target)?;
        } else {
            fs::copy(&file, target).doing(format_args!("copying {}", file.display()))?;
        }
    }
    Ok(())
}

fn make(shell: &Shell, name: &str, how: Build) -> Result<()> {
    let folder = shell.root().join("examples").join(name);
    match how {
        Build::Vite(types) => {
            let (checker, arguments) = types.split_first().unwrap_or((&"", &[]));
            let mut node = shell.command("node");
            run(node.arg(program(shell, checker)).args(arguments).arg(&folder))?;
            let mut node = shell.command("node");
            let vite = program(shell, "vite/bin/vite.js");
            run(node.arg(vite).args(["build", "--logLevel", "warn"]).current_dir(&folder))
        }
        Build::Own => run(shell.command("node").arg(folder.join("build.js"))),
        Build::Trunk => run(shell.command("trunk").arg("build").current_dir(&folder)),
        Build::Render => render(shell, &folder),
    }
}

/// The pages beside their JSON, as they are published.
fn render(shell: &Shell, folder: &Path) -> Result<()> {
    let (dist, articles) = (folder.join("dist"), folder.join("dist/articles"));
    copy(&shell.root().join("examples/public/articles"), &articles)?;
    fs::copy(folder.join("index.html"), dist.join("index.html")).doing("copying the front page")?;
    let mut cargo = shell.cargo(["run", "--quiet", "--package", "article-widget-cli", "--"]);
    cargo.arg("render").arg(&articles).arg("--out").arg(&articles).args(["--page", "--beside"]);
    run(cargo.args(["--assets", "/article-widget/", "--files"]).arg(package::folder(shell)))
}

fn program(shell: &Shell, name: &str) -> std::path::PathBuf {
    shell.root().join("examples/node_modules").join(name)
}
