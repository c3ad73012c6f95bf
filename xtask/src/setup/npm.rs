use std::fs;
use std::path::PathBuf;

use super::step;
use crate::failure::{Failure, Result, While};
use crate::shell::{Shell, ask, run};

const NODE: u32 = 20;

/// A folder with a lock file, by which its packages are installed.
pub struct Packages {
    folder: &'static str,
    what: &'static str,
}

/// wasm-opt, the minifier and the accessibility checker.
pub const TOOLS: Packages = Packages {
    folder: "xtask/npm",
    what: "wasm-opt, esbuild, axe-core and HTML validators from npm",
};

/// What hosts are built with.
pub const HOSTS: Packages = Packages {
    folder: "examples",
    what: "React, Vue, Svelte, Vite, webpack and TypeScript from npm",
};

/// What puts the worker for edge runtimes onto a provider of one.
pub const EDGE: Packages =
    Packages { folder: "examples/edge-worker", what: "wrangler from npm, 400 MB" };

/// What the benchmark compares the widget with.
pub const PEERS: Packages =
    Packages { folder: "benches/peers", what: "DOMPurify, Lit, React, Vue and zero-md from npm" };

/// What drives the benchmark's browser.
pub const BENCH: Packages = Packages { folder: "benches/browser", what: "puppeteer-core from npm" };

impl Packages {
    /// Installs exactly the versions of the lock file.
    pub fn install(&self, shell: &Shell) -> Result<()> {
        if self.is_done(shell) {
            return Ok(());
        }
        step(self.what, &format!("a few seconds, in {}", self.folder), || {
            check_node(shell)?;
            run(shell.command("npm").arg("ci").current_dir(self.path(shell)))
                .map_err(|failure| failure.help("the npm registry must be reachable; try again"))?;
            fs::copy(self.lock(shell), self.copy_of_lock(shell))
                .doing("noting what npm installed")?;
            Ok(())
        })
    }

    pub fn is_done(&self, shell: &Shell) -> bool {
        let (wanted, installed) = (fs::read(self.lock(shell)), fs::read(self.copy_of_lock(shell)));
        matches!((wanted, installed), (Ok(wanted), Ok(installed)) if wanted == installed)
    }

    /// Where they are.
    pub fn path(&self, shell: &Shell) -> PathBuf {
        shell.root().join(self.folder)
    }

    fn lock(&self, shell: &Shell) -> PathBuf {
        self.path(shell).join("package-lock.json")
    }

    fn copy_of_lock(&self, shell: &Shell) -> PathBuf {
        self.path(shell).join("node_modules/.installed-lock.json")
    }
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
