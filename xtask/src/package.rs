//! What is published: the release build with names by content, and the npm tarball of it.

use std::fs;
use std::path::PathBuf;

use crate::args::Args;
use crate::build;
use crate::failure::{Result, While};
use crate::setup;
use crate::shell::{Shell, run};

const NAME: &str = "article-widget";

pub fn task(mut shell: Shell, args: Args) -> Result<()> {
    args.finish()?;
    setup::for_build(&mut shell)?;
    build::release(&shell)?;
    make(&shell)?;
    println!("Packaged: {}", folder(&shell).display());
    Ok(())
}

/// The unpacked package; its tarball lies beside it.
pub fn folder(shell: &Shell) -> PathBuf {
    shell.target_dir().join("package").join(NAME)
}

/// From the build that is there.
pub fn make(shell: &Shell) -> Result<()> {
    let (dist, folder) = (build::folder(shell, false), folder(shell));
    let above = folder.with_file_name("");
    fs::create_dir_all(&above).doing("making the folder of the package")?;
    let mut node = shell.command("node");
    run(node.arg("xtask/npm/package.mjs").args([&dist, &folder]))?;
    let mut npm = shell.command("npm");
    run(npm.args(["pack", "--silent", "--pack-destination"]).arg(&above).arg(&folder))
}
