use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::shell::{Shell, ask, run};

/// Whether this is Debian or a system made from it.
pub fn is_here(shell: &Shell) -> bool {
    Path::new("/etc/debian_version").exists() && shell.find("apt-get").is_some()
}

pub fn missing(shell: &Shell, packages: &[&'static str]) -> Vec<&'static str> {
    let is_missing = |package: &&'static str| {
        let mut query = shell.command("dpkg-query");
        let status = ask(query.args(["--show", "--showformat=${db:Status-Status}", package]));
        status.as_deref() != Some("installed")
    };
    packages.iter().copied().filter(is_missing).collect()
}

/// Never removes a package: what stands in the way is the reader's to decide about.
pub fn install(shell: &Shell, packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    let by_hand = |failure: Failure| {
        failure.help(format!("as root: apt-get update && apt-get install {list}"))
    };
    run(as_root(shell, "apt-get").map_err(by_hand)?.args(["-q", "update"])).map_err(by_hand)?;
    let mut apt = as_root(shell, "apt-get").map_err(by_hand)?;
    apt.args(["-q", "install", "--yes", "--no-install-recommends", "--no-remove"]).args(packages);
    run(&mut apt).map_err(by_hand)
}

/// A command with root's rights: as it is for root, by sudo for anybody else.
pub fn as_root(shell: &Shell, program: &str) -> Result<Command> {
    let is_root = ask(shell.command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let mut command = if is_root {
        let mut env = shell.command("env");
        env.arg("DEBIAN_FRONTEND=noninteractive");
        env
    } else if shell.find("sudo").is_some() {
        let mut sudo = shell.command("sudo");
        // Without a terminal nobody can type a password: better an error than a wait.
        if !std::io::IsTerminal::is_terminal(&std::io::stdin()) {
            sudo.arg("--non-interactive");
        }
        sudo.arg("DEBIAN_FRONTEND=noninteractive").stdin(std::process::Stdio::inherit());
        sudo
    } else {
        return Err(Failure::new(format!(
            "`{program}` needs root's rights, and there is no sudo."
        )));
    };
    command.arg(program);
    Ok(command)
}
