//! The worker of examples/edge-worker on workerd, for docs/scale.md.

use crate::build;
use crate::edge;
use crate::failure::Result;
use crate::package;
use crate::setup;
use crate::shell::{Shell, run};

/// Prints what it costs.
pub fn measure(shell: &mut Shell) -> Result<()> {
    setup::for_build(shell)?;
    setup::for_hosts(shell)?;
    build::release(shell)?;
    package::make(shell)?;
    edge::build(shell)?;
    run(shell.command("node").arg("examples/edge-worker/bench.mjs"))
}
