//! Where rustup cannot reach its server, Debian's packages give a compiler, its sources and a
//! linker; std for wasm32, which no package brings, is built from those sources.

use std::fs;
use std::path::Path;

use super::target::{TARGET, contains_std};
use super::{apt, step};
use crate::failure::{Failure, Result, While};
use crate::shell::{Shell, ask, read, run};

/// The name under which rustup knows Debian's compiler.
const TOOLCHAIN: &str = "debian-wasm";
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const STD: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
/// Beside std: the version that built it, since an upgraded compiler refuses the older std.
const BUILT_BY: &str = "built-by.txt";
/// Without rust-web-llvm there is no `rust-lld`, which the compiler calls to link for wasm32.
const PACKAGES: [&str; 6] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rustfmt-web", "rust-web-clippy"];

pub fn is_here(shell: &Shell) -> bool {
    apt::is_here(shell)
}

/// Whether an earlier run has built std, with the compiler that is installed now.
pub fn is_built(shell: &Shell) -> bool {
    let std = Path::new(STD);
    contains_std(std) && std.join(BUILT_BY).is_file() && fits(shell, std)
}

/// False for a std of ours that another version of the compiler built.
pub fn fits(shell: &Shell, std: &Path) -> bool {
    match fs::read_to_string(std.join(BUILT_BY)) {
        Ok(built_by) => Some(built_by) == compiler_version(shell),
        Err(_) => true,
    }
}

pub fn install(shell: &mut Shell) -> Result<()> {
    step("Debian's Rust packages", "1 to 2 minutes", || install_packages(shell))?;
    step("std for wasm32 from Debian's sources", "1 to 2 minutes", || build_std(shell))?;
    adopt(shell)
}

/// Debian's compiler for this checkout, and for all that this run starts.
pub fn adopt(shell: &mut Shell) -> Result<()> {
    if shell.find("rustup").is_none() {
        return Ok(());
    }
    step("Debian's compiler as rustup's toolchain for this folder", "a second", || {
        if !is_linked(shell) {
            run(shell.command("rustup").args(["toolchain", "link", TOOLCHAIN, "/usr"]))?;
        }
        // So that a plain `trunk serve` finds the target too.
        run(shell.command("rustup").args(["override", "set", TOOLCHAIN]))
    })?;
    shell.use_toolchain(TOOLCHAIN);
    Ok(())
}

fn install_packages(shell: &Shell) -> Result<()> {
    apt::install(shell, &apt::missing(shell, &PACKAGES))?;
    let version = compiler_version(shell)
        .ok_or_else(|| Failure::new(format!("{RUSTC} does not run, although just installed.")))?;
    let llvm = llvm_version(&version)
        .ok_or_else(|| Failure::new(format!("`{RUSTC} -vV` names no version of LLVM.")))?;
    let linker = format!("lld-{llvm}");
    if shell.find(&linker).is_some() {
        return Ok(());
    }
    apt::install(shell, &[&linker])
}

fn build_std(shell: &Shell) -> Result<()> {
    let folder = shell.target_dir().join("debian-std");
    let _ = fs::remove_dir_all(&folder);
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).doing(format_args!("writing {name}"))
    };
    fs::create_dir_all(folder.join("src")).doing("making a folder for std")?;
    write("src/lib.rs", "")?;
    write(
        "Cargo.toml",
        "[package]\nname = \"nothing\"\nedition = \"2024\"\n[workspace]\n\
         [profile.release]\nlto = \"fat\"\n",
    )?;
    let mut cargo = shell.command(CARGO);
    cargo
        .current_dir(&folder)
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without the bitcode a later build with link-time optimisation fails.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTUP_TOOLCHAIN")
        .args(["build", "--release", "-Zbuild-std=std,panic_abort", "--target", TARGET]);
    run(&mut cargo)?;
    let version = compiler_version(shell).unwrap_or_default();
    write(BUILT_BY, &version)?;

    let mut built = vec![folder.join(BUILT_BY)];
    let deps = folder.join("target").join(TARGET).join("release/deps");
    for entry in deps.read_dir().doing("reading the folder of the built std")?.flatten() {
        let file = entry.path();
        let name = entry.file_name();
        let is_library = file.extension().is_some_and(|extension| extension == "rlib");
        if is_library && !name.to_string_lossy().starts_with("libnothing-") {
            built.push(file);
        }
    }
    read(apt::as_root(shell, "rm")?.args(["-rf", STD]))?;
    read(apt::as_root(shell, "mkdir")?.args(["-p", STD]))?;
    read(apt::as_root(shell, "cp")?.args(&built).arg(STD))?;
    // What was compiled against another std is stale, and cargo does not see it.
    let _ = fs::remove_dir_all(shell.target_dir().join(TARGET));
    let _ = fs::remove_dir_all(&folder);
    Ok(())
}

fn is_linked(shell: &Shell) -> bool {
    let toolchains = ask(shell.command("rustup").args(["toolchain", "list"]));
    let is_ours = |line: &str| line.split_whitespace().next() == Some(TOOLCHAIN);
    toolchains.is_some_and(|list| list.lines().any(is_ours))
}

fn compiler_version(shell: &Shell) -> Option<String> {
    ask(shell.command(RUSTC).arg("-vV"))
}

fn llvm_version(printed: &str) -> Option<&str> {
    let version = printed.lines().find_map(|line| line.strip_prefix("LLVM version: "))?;
    version.split('.').next()
}

#[cfg(test)]
mod tests {
    use super::llvm_version;

    #[test]
    fn the_linker_is_the_one_of_the_compilers_llvm() {
        assert_eq!(llvm_version("rustc 1.96.0\nLLVM version: 22.1.2\n"), Some("22"));
        assert_eq!(llvm_version("rustc 1.96.0\n"), None);
    }
}
