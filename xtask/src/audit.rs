//! What comes into the builds from elsewhere: licences, sources, bans, known faults.

use std::process::Command;

use crate::args::Args;
use crate::failure::{Failure, Result};
use crate::setup::programs;
use crate::shell::{Shell, ask, run};

/// Each set of crates, and how cargo-deny is told of it.
const CRATES: [(&str, &[&str]); 2] = [
    ("the workspace", &["--workspace"]),
    ("the fuzz targets", &["--manifest-path", "fuzz/Cargo.toml"]),
];
/// Folders with packages from npm, none of which is published.
const PACKAGES: [&str; 5] =
    ["xtask/npm", "examples", "examples/edge-worker", "benches/browser", "benches/peers"];

pub fn task(shell: Shell, mut args: Args) -> Result<()> {
    let must_ask = args.flag("--online");
    args.finish()?;
    let unasked = everything(&shell)?;
    if unasked.is_empty() {
        println!("Everything was checked.");
    } else if must_ask {
        return Err(Failure::new(format!("Not checked: {}.", unasked.join(", "))).help(
            "the services must be reachable; without `--online` the rest is checked all the same",
        ));
    }
    Ok(())
}

/// Checks all that can be checked here, and gives what could not.
pub fn everything(shell: &Shell) -> Result<Vec<String>> {
    programs::cargo_deny(shell)?;
    rules(shell)?;
    let mut unasked = Vec::new();
    if !faults_of_crates(shell)? {
        unasked.push("known faults of crates".to_owned());
    }
    for folder in PACKAGES {
        if !faults_of_packages(shell, folder)? {
            unasked.push(format!("known faults of packages in {folder}"));
        }
    }
    for what in &unasked {
        println!("── NOT CHECKED: {what}, as the service that lists them does not answer.");
    }
    Ok(unasked)
}

/// Licences, sources and bans, for which nobody has to be asked.
pub fn rules(shell: &Shell) -> Result<()> {
    each(shell, &["bans", "licenses", "sources"])
}

pub fn has_program(shell: &Shell) -> bool {
    programs::has_cargo_deny(shell)
}

fn each(shell: &Shell, what: &[&str]) -> Result<()> {
    for (name, which) in CRATES {
        println!("── {name}");
        // Not every exception is one of both.
        let quiet = ["--allow", "license-exception-not-encountered"];
        run(deny(shell, which).arg("check").args(quiet).args(what)).map_err(|failure| {
            failure.help("cargo-deny names the crate and who brings it; deny.toml holds the rules")
        })?;
    }
    Ok(())
}

fn deny(shell: &Shell, which: &[&str]) -> Command {
    let mut cargo = shell.cargo(["deny", "--locked", "--config", "deny.toml"]);
    cargo.args(which);
    cargo
}

/// Whether the list of advisories could be had; an older copy of it will not do.
fn faults_of_crates(shell: &Shell) -> Result<bool> {
    if ask(deny(shell, &["--workspace"]).args(["fetch", "db"])).is_none() {
        return Ok(false);
    }
    each(shell, &["advisories"])?;
    Ok(true)
}

/// Whether the registry answered.
fn faults_of_packages(shell: &Shell, folder: &str) -> Result<bool> {
    let mut npm = shell.command("npm");
    npm.args(["audit", "--package-lock-only", "--json"]).current_dir(shell.root().join(folder));
    let Ok(output) = npm.output() else { return Ok(false) };
    let answer = String::from_utf8_lossy(&output.stdout);
    if !is_report(&answer) {
        return Ok(false);
    }
    println!("── packages in {folder}: {}", if output.status.success() { "ok" } else { "faults" });
    if output.status.success() {
        return Ok(true);
    }
    Err(Failure::new(format!("npm knows of faults in packages of {folder}:\n{answer}"))
        .help(format!("cd {folder} && npm audit; then raise the versions in its package.json")))
}

/// A failure is told as JSON too.
fn is_report(answer: &str) -> bool {
    answer.contains("\"auditReportVersion\"")
}

#[cfg(test)]
mod tests {
    use super::is_report;

    #[test]
    fn a_registry_that_refuses_has_reported_nothing() {
        assert!(is_report("{\n  \"auditReportVersion\": 2,\n  \"vulnerabilities\": {}\n}"));
        assert!(!is_report("{\n  \"error\": { \"summary\": \"405 Method Not Allowed\" }\n}"));
        assert!(!is_report(""));
    }
}
