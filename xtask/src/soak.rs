//! A page that stays open for long: articles that come and go, with faults at random among them.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::args::Args;
use crate::build;
use crate::failure::Result;
use crate::setup::{self, Engine};
use crate::shell::{Shell, run};

const TEST: &str = "soak::";

pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let articles = args.number("--articles", 1_000)?;
    let seconds = args.number("--seconds", 600)?;
    let seed = args.value("--seed")?.unwrap_or_else(seed_of_now);
    args.finish()?;
    setup::for_build(&mut shell)?;
    let driver = setup::for_browser(&shell, Engine::Chromium)?;
    build::release(&shell)?;
    let mut cargo = shell.cargo(["test", "--package", "e2e", "--test", "browser", TEST]);
    cargo
        .env("DIST", build::folder(&shell, false))
        .env("SOAK_ARTICLES", articles.to_string())
        .env("SOAK_SECONDS", seconds.to_string())
        .env("SOAK_SEED", &seed);
    driver.tell(&mut cargo);
    run(&mut cargo).map_err(|failure| {
        failure.help(format!("cargo xtask soak --seed {seed} does the same again"))
    })
}

fn seed_of_now() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    now.as_secs().to_string()
}
