use crate::args::Args;
use crate::failure::Result;
use crate::shell::{Shell, run};

/// A program of its own, so that the tasks start without what it needs.
pub fn task(shell: Shell, args: Args) -> Result<()> {
    args.finish()?;
    run(&mut shell.cargo(["run", "--quiet", "--package", "contract"]))
}
