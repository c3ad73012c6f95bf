//! The worker of examples/edge-worker on workerd, for docs/scale.md.

use crate::edge;
use crate::failure::Result;
use crate::setup;
use crate::shell::{Shell, run};

/// Prints what it costs; the release package must be there.
pub fn measure(shell: &mut Shell) -> Result<()> {
    setup::for_build(shell)?;
    setup::for_hosts(shell)?;
    edge::build(shell)?;
    run(shell.command("node").arg("examples/edge-worker/bench.mjs"))
}
