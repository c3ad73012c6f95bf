//! Whatever the tasks need and a fresh machine lacks. Every step looks first and is skipped when
//! there is nothing to do, so the tasks simply ask for what they use.

mod apt;
mod batch;
mod browsers;
mod debian;
mod npm;
pub mod programs;
mod servers;
mod target;

use std::path::PathBuf;
use std::time::Instant;

pub use browsers::{Driver, Engine};

use crate::args::Args;
use crate::failure::Result;
use crate::shell::{Shell, duration};

pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let engine = args.value("--engine")?.as_deref().map_or(Ok(Engine::Chromium), Engine::named)?;
    args.finish()?;
    for_build(&mut shell)?;
    browsers::install(&shell, engine)?;
    println!("Everything is set up.");
    Ok(())
}

/// Target, Trunk, wasm-bindgen and the tools on node.
pub fn for_build(shell: &mut Shell) -> Result<()> {
    target::install(shell)?;
    npm::TOOLS.install(shell)?;
    programs::trunk(shell)?;
    programs::wasm_bindgen(shell)
}

/// The wasm32 target alone, for checks that link nothing.
pub fn for_checks(shell: &mut Shell) -> Result<()> {
    target::install(shell)
}

/// What hosts are built with; gives its folder.
pub fn for_hosts(shell: &Shell) -> Result<PathBuf> {
    npm::HOSTS.install(shell)?;
    Ok(npm::HOSTS.path(shell))
}

/// PHP, for the plug-in for WordPress.
pub fn for_php(shell: &Shell) -> Result<()> {
    servers::php(shell)
}

/// Web servers of others' make, for the long tests, and what runs the edge worker as its providers do.
pub fn for_servers(shell: &Shell) -> Result<()> {
    servers::install(shell)?;
    npm::EDGE.install(shell)
}

/// Batch engines; gives the Python with Spark.
pub fn for_batch(shell: &Shell) -> Result<PathBuf> {
    batch::install(shell)
}

/// A browser and its driver.
pub fn for_browser(shell: &Shell, engine: Engine) -> Result<Driver> {
    browsers::install(shell, engine)
}

/// What the benchmark needs; gives the browser's program.
pub fn for_bench(shell: &Shell) -> Result<PathBuf> {
    npm::PEERS.install(shell)?;
    npm::BENCH.install(shell)?;
    browsers::chromium(shell)
}

/// Says what is about to happen and how long that may take, and afterwards how long it took.
fn step(name: &str, expected: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("── Set-up: {name} ({expected})");
    let started = Instant::now();
    work()?;
    println!("   done in {}", duration(started.elapsed()));
    Ok(())
}

/// For Trunk's hook, which installs nothing.
pub fn npm_is_ready(shell: &Shell) -> bool {
    npm::TOOLS.is_done(shell)
}
