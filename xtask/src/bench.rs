//! What things cost, measured and written down in docs/benchmarks.md.

mod browser;
mod edge;
mod native;
mod render;

use crate::args::Args;
use crate::failure::Result;
use crate::shell::Shell;

const PAGE: &str = "docs/benchmarks.md";

pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    if args.flag("--native") {
        args.finish()?;
        native::measure(&shell)
    } else if args.flag("--render") {
        let rounds = args.number("--rounds", render::ROUNDS)?;
        args.finish()?;
        render::measure(&shell, rounds)
    } else if args.flag("--edge") {
        args.finish()?;
        edge::measure(&mut shell)
    } else {
        browser::task(shell, args)
    }
}

pub use browser::smoke;
