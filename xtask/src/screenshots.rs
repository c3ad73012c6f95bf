use crate::args::Args;
use crate::build;
use crate::failure::Result;
use crate::setup::{self, Engine};
use crate::shell::{Shell, run};

pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let engine = args.value("--engine")?.as_deref().map_or(Ok(Engine::Chromium), Engine::named)?;
    args.finish()?;
    setup::for_build(&mut shell)?;
    let driver = setup::for_browser(&shell, engine)?;
    build::release(&shell)?;
    let mut cargo = shell.cargo(["run", "--package", "e2e", "--bin", "screenshots"]);
    driver.tell(&mut cargo);
    run(cargo.env("DIST", build::folder(&shell, false)))
}
