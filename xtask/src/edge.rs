//! The worker of examples/edge-worker: the crate as Wasm, made small, with its scripts in one file.

use crate::failure::Result;
use crate::package;
use crate::shell::{Shell, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds it into the `dist/` of its folder, for the release package that is there.
pub fn build(shell: &Shell) -> Result<()> {
    let mut cargo = shell.cargo(["build", "--profile", "edge", "--package", "article-edge-worker"]);
    // In place of the flags for the widget's release, whose notes on relocations binaryen cannot keep.
    run(cargo.args(["--target", TARGET]).env("RUSTFLAGS", "-Ctarget-feature=+simd128"))?;
    let compiled = shell.target_dir().join(TARGET).join("edge/article_edge_worker.wasm");
    let mut node = shell.command("node");
    run(node.arg("examples/edge-worker/build.mjs").args([compiled, package::folder(shell)]))
}
