use std::fs;
use std::path::PathBuf;

use super::step;
use crate::failure::{Failure, Result, While};
use crate::shell::{Shell, ask, run};

const NODE: u32 = 20;

/// wasm-opt, the minifier and the accessibility checker, at the versions of the lock file.
pub fn install(shell: &Shell) -> Result<()> {
    if is_done(shell) {
        return Ok(());
    }
    step("wasm-opt, esbuild and axe-core from npm", "a few seconds, in xtask/npm", || {
        check_node(shell)?;
        run(shell.command("npm").arg("ci").current_dir(folder(shell)))
            .map_err(|failure| failure.help("the npm registry must be reachable; try again"))?;
        fs::copy(lock(shell), copy_of_lock(shell)).doing("noting what npm installed")?;
        Ok(())
    })
}

pub fn is_done(shell: &Shell) -> bool {
    let (wanted, installed) = (fs::read(lock(shell)), fs::read(copy_of_lock(shell)));
    matches!((wanted, installed), (Ok(wanted), Ok(installed)) if wanted == installed)
}

pub fn folder(shell: &Shell) -> PathBuf {
    shell.root().join("xtask/npm")
}

fn lock(shell: &Shell) -> PathBuf {
    folder(shell).join("package-lock.json")
}

fn copy_of_lock(shell: &Shell) -> PathBuf {
    folder(shell).join("node_modules/.installed-lock.json")
}

fn check_node(shell: &Shell) -> Result<()> {
    let help = format!(
        "install Node.js {NODE} or newer with npm, from your system's packages or \
         https://nodejs.org"
    );
    let printed = ask(shell.command("node").arg("--version"));
    let major = printed.as_deref().and_then(major_version);
    match major {
        Some(NODE..) if shell.find("npm").is_some() => Ok(()),
        Some(NODE..) => Err(Failure::new("There is no npm.").help(help)),
        Some(old) => Err(Failure::new(format!("Node.js {old} is too old.")).help(help)),
        None => Err(Failure::new("There is no Node.js.").help(help)),
    }
}

fn major_version(printed: &str) -> Option<u32> {
    printed.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major_version;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major_version("v20.20.2\n"), Some(20));
        assert_eq!(major_version("node"), None);
    }
}
