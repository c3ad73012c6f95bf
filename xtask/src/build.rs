pub mod reproduce;

use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::failure::{Failure, Result};
use crate::setup;
use crate::shell::{Shell, read, run};

pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let (small, twice) = (args.flag("--small"), args.flag("--reproducible"));
    args.finish()?;
    setup::for_build(&mut shell)?;
    if twice {
        return reproduce::task(&shell);
    }
    if small {
        self::small(&shell)?
    } else {
        release(&shell)?
    }
    println!("Built: {}", folder(&shell, small).display());
    Ok(())
}

/// Where a build lies.
pub fn folder(shell: &Shell, small: bool) -> PathBuf {
    if small { shell.target_dir().join("small/dist") } else { shell.root().join("dist") }
}

pub fn release(shell: &Shell) -> Result<()> {
    run(shell.command("trunk").args(["build", "--release"]))
}

/// A release without some formats, of the whole Wasm alone, in a folder of its own.
pub fn without(shell: &Shell, formats: &str, dist: &Path) -> Result<()> {
    let mut trunk = shell.command("trunk");
    trunk
        .args(["build", "--release", "--dist"])
        .arg(dist)
        .env("ARTICLE_WIDGET_WITHOUT", formats)
        .env("ARTICLE_WIDGET_WHOLE_ONLY", "1");
    run(&mut trunk)
}

/// std rebuilt for size, and a panic that ends at once without a word. Both are unstable flags of
/// the stable compiler; a folder of its own keeps the other builds from starting anew.
fn small(shell: &Shell) -> Result<()> {
    need_sources(shell)?;
    let target = shell.target_dir().join("small");
    let flags = "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none \
                 -Zlocation-detail=none -Clink-arg=--emit-relocs";
    let mut trunk = shell.command("trunk");
    trunk
        .args(["build", "--release", "--dist"])
        .arg(folder(shell, true))
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTC_BOOTSTRAP", "1")
        // For the target alone: Trunk's hook compiles for this machine, with the plain std.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags)
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    run(&mut trunk)
}

fn need_sources(shell: &Shell) -> Result<()> {
    let sysroot = read(shell.command("rustc").args(["--print", "sysroot"]))?;
    let sources = PathBuf::from(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    if sources.is_dir() {
        return Ok(());
    }
    run(shell.command("rustup").args(["component", "add", "rust-src"])).map_err(|_| {
        Failure::new("The sources of std are missing.").help("rustup component add rust-src")
    })
}
