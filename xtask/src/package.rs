//! What is published: the release build with names by content, and the npm tarball of it.

use std::fs;
use std::path::{Path, PathBuf};

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
    let folder = folder(shell);
    let above = folder.with_file_name("");
    fs::create_dir_all(&above).doing("making the folder of the package")?;
    assemble(shell, &build::folder(shell, false), &folder)?;
    let mut npm = shell.command("npm");
    run(npm.args(["pack", "--silent", "--pack-destination"]).arg(&above).arg(&folder))
}

/// The same of the small build, without a tarball, where that has been built.
pub fn make_small(shell: &Shell) -> Result<Option<PathBuf>> {
    let dist = build::folder(shell, true);
    if !dist.is_dir() {
        return Ok(None);
    }
    let folder = dist.with_file_name("package");
    assemble(shell, &dist, &folder)?;
    Ok(Some(folder))
}

fn assemble(shell: &Shell, dist: &Path, folder: &Path) -> Result<()> {
    run(shell.command("node").arg("xtask/npm/package.mjs").args([dist, folder]))
}
