//! What the widget looks like: pictures of everything, and the pictures and trees that tests compare with.

use crate::args::Args;
use crate::build;
use crate::failure::Result;
use crate::setup::{self, Driver, Engine};
use crate::shell::{Shell, run};

/// Pictures of every article.
pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let engine = args.value("--engine")?.as_deref().map(Engine::named).transpose()?;
    let only = args.value("--only")?;
    let readme = args.flag("--readme");
    args.finish()?;
    setup::for_build(&mut shell)?;
    let engines = match engine {
        Some(engine) => vec![engine],
        None if readme => vec![Engine::Chromium],
        None => Engine::ALL.to_vec(),
    };
    build::release(&shell)?;
    for engine in engines {
        let driver = setup::for_browser(&shell, engine)?;
        let mut cargo = shell.cargo(["run", "--package", "e2e", "--bin", "pictures", "--"]);
        if let Some(only) = &only {
            cargo.args(["--only", only]);
        }
        if readme {
            cargo.arg("--readme");
        }
        driver.tell(&mut cargo);
        run(cargo.env("DIST", build::folder(&shell, false)))?;
    }
    Ok(())
}

/// Stores the pictures and the trees of roles of now as those that are wanted.
pub fn accept(mut shell: Shell, args: Args) -> Result<()> {
    args.finish()?;
    setup::for_build(&mut shell)?;
    setup::for_hosts(&shell)?;
    let driver: Driver = setup::for_browser(&shell, Engine::Chromium)?;
    build::release(&shell)?;
    let mut cargo =
        shell.cargo(["test", "--package", "e2e", "--tests", "--", "looks::", "roles::"]);
    driver.tell(&mut cargo);
    cargo.env("DIST", build::folder(&shell, false));
    run(cargo.env("PICTURES", "accept").env("INSTA_UPDATE", "always"))
}
