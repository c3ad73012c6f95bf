use std::fs;

use super::step;
use crate::failure::{Failure, Result, While};
use crate::shell::{Shell, ask, run};

const TRUNK_SERIES: &str = "0.21.";
const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";

pub fn trunk(shell: &Shell) -> Result<()> {
    let found = version(shell, "trunk");
    if found.is_some_and(|version| version.starts_with(TRUNK_SERIES)) {
        return Ok(());
    }
    step(&format!("Trunk {TRUNK}"), "5 minutes on 2 cores, in cargo's folder of programs", || {
        cargo_install(shell, &["--locked", &format!("trunk@{TRUNK}")])
    })
}

/// Exactly the version of the crate: the two share an unstable format.
pub fn wasm_bindgen(shell: &Shell) -> Result<()> {
    let lock = shell.root().join("Cargo.lock");
    let lock = fs::read_to_string(&lock).doing("reading Cargo.lock")?;
    let wanted = locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| Failure::new("Cargo.lock names no wasm-bindgen."))?;
    let both = ["wasm-bindgen", "wasm-bindgen-test-runner"];
    if both.iter().all(|program| version(shell, program).as_deref() == Some(wanted)) {
        return Ok(());
    }
    step(
        &format!("the wasm-bindgen programs {wanted}"),
        "2 minutes on 2 cores, in cargo's folder of programs",
        || cargo_install(shell, &[&format!("wasm-bindgen-cli@{wanted}")]),
    )
}

pub fn geckodriver(shell: &Shell) -> Result<()> {
    if shell.find("geckodriver").is_some() {
        return Ok(());
    }
    step("geckodriver", "2 minutes on 2 cores, in cargo's folder of programs", || {
        cargo_install(shell, &["--locked", "geckodriver"])
    })
}

pub fn cargo_fuzz(shell: &Shell) -> Result<()> {
    if shell.find("cargo-fuzz").is_some() {
        return Ok(());
    }
    step("cargo-fuzz", "1 minute on 2 cores, in cargo's folder of programs", || {
        cargo_install(shell, &["--locked", "cargo-fuzz"])
    })
}

pub fn cargo_deny(shell: &Shell) -> Result<()> {
    if has_cargo_deny(shell) {
        return Ok(());
    }
    step(
        &format!("cargo-deny {CARGO_DENY}"),
        "4 minutes on 2 cores, in cargo's folder of programs",
        || cargo_install(shell, &["--locked", &format!("cargo-deny@{CARGO_DENY}")]),
    )
}

/// Whether it is there, in the version whose rules deny.toml is written for.
pub fn has_cargo_deny(shell: &Shell) -> bool {
    version(shell, "cargo-deny").as_deref() == Some(CARGO_DENY)
}

fn cargo_install(shell: &Shell, what: &[&str]) -> Result<()> {
    let mut cargo = shell.cargo(["install"]);
    // These programs run for seconds and compile for minutes: half of that is the last polish.
    cargo
        .args(what)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    run(&mut cargo).map_err(|failure| {
        failure.help(
            "read cargo's message above; crates.io must be reachable and a C compiler installed",
        )
    })
}

fn version(shell: &Shell, program: &str) -> Option<String> {
    shell.find(program)?;
    let printed = ask(shell.command(program).arg("--version"))?;
    printed.split_whitespace().nth(1).map(str::to_owned)
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    lines.find(|line| {
        let name = line.strip_prefix("name = \"").and_then(|rest| rest.strip_suffix('"'));
        name == Some(package)
    })?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_locked_version_is_that_of_the_package_of_exactly_this_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "bindgen"), None);
    }
}
