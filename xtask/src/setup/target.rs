use std::path::{Path, PathBuf};

use super::{debian, step};
use crate::failure::{Failure, Result};
use crate::shell::{Shell, ask, run};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// std for wasm32: from rustup, or else, on Debian, built from Debian's sources.
pub fn install(shell: &mut Shell) -> Result<()> {
    let folder = library_folder(shell);
    if folder.as_deref().is_some_and(|folder| contains_std(folder) && debian::fits(shell, folder)) {
        return Ok(());
    }
    if debian::is_built(shell) {
        return debian::adopt(shell);
    }
    let by_rustup = step(&format!("the target {TARGET}"), "a few seconds", || {
        if shell.find("rustup").is_none() {
            return Err(Failure::new("There is no rustup."));
        }
        // A failure here has a cure, and is no news to trace.
        run(shell.command("rustup").args(["target", "add", TARGET]).env("RUST_BACKTRACE", "0"))
    });
    let Err(failure) = by_rustup else { return Ok(()) };
    if !debian::is_here(shell) {
        return Err(failure.help(format!(
            "install Rust from https://rustup.rs, then run `rustup target add {TARGET}`; where \
             rustup's server is out of reach, any Rust whose std includes {TARGET} will do"
        )));
    }
    println!("   rustup cannot add the target here; Debian's Rust packages can take its place.");
    debian::install(shell)
}

/// Where the compiler in use looks for std of the target.
fn library_folder(shell: &Shell) -> Option<PathBuf> {
    let mut rustc = shell.command("rustc");
    let printed = ask(rustc.args(["--print", "target-libdir", "--target", TARGET]))?;
    Some(PathBuf::from(printed.trim()))
}

pub fn contains_std(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}
