//! Everything that CI runs, in an order that finds the cheap mistakes first.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::args::Args;
use crate::audit;
use crate::bench;
use crate::build;
use crate::failure::{Failure, Result};
use crate::hosts;
use crate::package;
use crate::setup::{self, Engine};
use crate::shell::{Shell, duration, run};
use crate::size;

const TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

struct Step {
    name: &'static str,
    about: &'static str,
    run: fn(&Plan) -> Result<()>,
}

/// The browser tests come last: their runner's closing line closes the whole.
const STEPS: [Step; 13] = [
    Step { name: "fmt", about: "the code is formatted", run: fmt },
    Step { name: "clippy", about: "lints, for this machine", run: clippy },
    Step { name: "clippy-wasm", about: "lints, for the browser", run: clippy_wasm },
    Step { name: "audit", about: "what comes from elsewhere may come", run: audit },
    Step { name: "unit", about: "tests without a browser", run: unit },
    Step { name: "docs", about: "the documentation builds", run: docs },
    Step { name: "browser", about: "tests of the Wasm inside a browser", run: browser },
    Step { name: "build", about: "the release build", run: build_release },
    Step { name: "size", about: "no file outgrew its recorded size", run: sizes },
    Step { name: "package", about: "the release package", run: package },
    Step { name: "hosts", about: "the examples are built with it", run: hosts },
    Step { name: "bench", about: "the pages of the benchmark work", run: bench },
    Step { name: "e2e", about: "the built widget in a real browser", run: e2e },
];

struct Plan {
    shell: Shell,
    engines: Vec<Engine>,
    /// Also what takes long.
    all: bool,
}

pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let all = args.flag("--all");
    let engine = args.value("--engine")?.as_deref().map(Engine::named).transpose()?;
    let only = args.value("--only")?;
    args.finish()?;
    let steps = chosen(only.as_deref())?;
    let by_name = engine.is_some();
    let engines = engine.map_or_else(|| Engine::ALL.to_vec(), |engine| vec![engine]);

    let started = Instant::now();
    let needs = |names: &[&str]| steps.iter().any(|step| names.contains(&step.name));
    if needs(&["browser", "build", "size", "package", "hosts", "bench", "e2e"]) {
        setup::for_build(&mut shell)?;
    } else if needs(&["clippy-wasm"]) {
        setup::for_checks(&mut shell)?;
    }
    if needs(&["hosts", "e2e"]) {
        setup::for_hosts(&shell)?;
    }
    let engines =
        if needs(&["browser", "e2e"]) { with_drivers(&shell, engines, by_name)? } else { engines };
    let mut times = vec![("set-up", started.elapsed())];
    let plan = Plan { shell, engines, all };

    for (at, step) in steps.iter().enumerate() {
        if at > 0 && at + 1 == steps.len() {
            report(&times);
        }
        println!("\n══ {} of {}: {} — {}", at + 1, steps.len(), step.name, step.about);
        let started = Instant::now();
        (step.run)(&plan).map_err(|failure| {
            eprintln!("\n{failure}");
            Failure::new(format!("the step `{}`: {}.", step.name, step.about))
                .help(format!("cargo xtask test --only {} runs just this step", step.name))
        })?;
        times.push((step.name, started.elapsed()));
    }
    Ok(())
}

fn chosen(only: Option<&str>) -> Result<Vec<&'static Step>> {
    let Some(only) = only else { return Ok(STEPS.iter().collect()) };
    match STEPS.iter().find(|step| step.name == only) {
        Some(step) => Ok(vec![step]),
        None => {
            let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
            Err(Failure::new(format!("There is no step `{only}`."))
                .help(format!("take one of: {}", names.join(", "))))
        }
    }
}

/// Of all engines, those that this system cannot have are named and left out; an engine that was
/// asked for by name must be there.
fn with_drivers(shell: &Shell, engines: Vec<Engine>, by_name: bool) -> Result<Vec<Engine>> {
    let mut there = Vec::new();
    for engine in engines {
        match setup::for_browser(shell, engine) {
            Ok(_) => there.push(engine),
            Err(failure) if !by_name && engine != Engine::Chromium => {
                println!("── NOT RUN: {}. {failure}", engine.name());
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(there)
}

/// The times are told before the last step, so that its own closing line stays the last.
fn report(times: &[(&str, Duration)]) {
    println!("\n── Passed so far:");
    for (name, time) in times {
        println!("   {name:<12} {:>12}", duration(*time));
    }
}

fn fmt(plan: &Plan) -> Result<()> {
    run(&mut plan.shell.cargo(["fmt", "--all", "--check"]))
        .map_err(|failure| failure.help("cargo fmt --all"))
}

fn clippy(plan: &Plan) -> Result<()> {
    let mut cargo = plan.shell.cargo(["clippy", "--workspace", "--all-targets"]);
    run(cargo.args(["--", "-D", "warnings"]))
}

fn clippy_wasm(plan: &Plan) -> Result<()> {
    // A Yew application takes the components without the element.
    for which in [["--all-targets", "--all-features"], ["--lib", "--no-default-features"]] {
        let mut cargo = plan.shell.cargo(["clippy", "--package", "article-widget"]);
        run(cargo.args(which).args(TARGET).args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

/// Compiling cargo-deny takes longer than most steps, and asking for known faults needs others: both only with `--all`.
fn audit(plan: &Plan) -> Result<()> {
    if plan.all {
        return audit::everything(&plan.shell).map(drop);
    }
    if audit::has_program(&plan.shell) {
        return audit::rules(&plan.shell);
    }
    println!("── NOT RUN: cargo-deny is not installed; `cargo xtask audit` does that.");
    Ok(())
}

fn unit(plan: &Plan) -> Result<()> {
    let mut cargo = plan.shell.cargo(["test", "--workspace", "--exclude", "e2e"]);
    if plan.all {
        cargo.env("PROPTEST_CASES", "20000");
    }
    run(plan.tell(&mut cargo))?;
    engines_of_batches(plan)
}

/// Batch engines, where there is Java for Spark.
fn engines_of_batches(plan: &Plan) -> Result<()> {
    match setup::for_batch(&plan.shell) {
        Ok(python) => {
            let mut cargo = plan.shell.cargo(["test", "--package", "article-widget-cli"]);
            cargo.args(["--test", "batch", "--", "--ignored"]).env("PYSPARK_PYTHON", python);
            run(&mut cargo)
        }
        Err(failure) => {
            println!("── NOT RUN: batch engines. {failure}");
            Ok(())
        }
    }
}

fn docs(plan: &Plan) -> Result<()> {
    let mut cargo = plan.shell.cargo(["doc", "--no-deps", "--package", "article-widget"]);
    run(cargo.env("RUSTDOCFLAGS", "-D warnings"))
}

fn package(plan: &Plan) -> Result<()> {
    package::make(&plan.shell)
}

fn hosts(plan: &Plan) -> Result<()> {
    hosts::check(&plan.shell)
}

fn browser(plan: &Plan) -> Result<()> {
    if !plan.shell.root().join("tests/browser.rs").is_file() {
        println!("── NOT RUN: there is no tests/browser.rs.");
        return Ok(());
    }
    for engine in &plan.engines {
        if *engine == Engine::Webkit {
            println!("── NOT RUN: webkit, which the runner of wasm-bindgen cannot drive.");
            continue;
        }
        let driver = setup::for_browser(&plan.shell, *engine)?;
        // Without the element, as an application compiles it. It is also four scripts instead of six for the
        // runner's server, which has four threads: a connection that comes while all four hold another may wait
        // for ever, and the browser with it.
        let mut cargo = plan.shell.cargo(["test", "--package", "article-widget"]);
        cargo
            .args(["--no-default-features", "--test", "browser"])
            .args(TARGET)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("RUST_BACKTRACE", "0");
        // The runner takes the first driver that the environment names.
        for other in Engine::ALL {
            cargo.env_remove(other.driver_variable());
        }
        driver.tell(&mut cargo);
        run(plan.tell(&mut cargo))?;
    }
    Ok(())
}

fn build_release(plan: &Plan) -> Result<()> {
    if plan.all {
        build::reproduce::task(&plan.shell)?;
    }
    build::release(&plan.shell)
}

fn sizes(plan: &Plan) -> Result<()> {
    size::check(&plan.shell)
}

fn bench(plan: &Plan) -> Result<()> {
    if !plan.engines.contains(&Engine::Chromium) {
        println!("── NOT RUN: the benchmark is Chromium's.");
        return Ok(());
    }
    bench::smoke(&plan.shell)
}

fn e2e(plan: &Plan) -> Result<()> {
    let dist = build::folder(&plan.shell, false);
    let real_hosts = plan.all && has_servers(&plan.shell);
    for engine in &plan.engines {
        if plan.engines.len() > 1 {
            println!("── {}", engine.name());
        }
        let driver = setup::for_browser(&plan.shell, *engine)?;
        // `--tests` leaves out documentation tests, whose closing line would count none.
        let mut cargo = plan.shell.cargo(["test", "--package", "e2e", "--tests"]);
        driver.tell(cargo.env("DIST", &dist).env("E2E_SECOND_TRY", "1"));
        if real_hosts {
            cargo.args(["--", "--include-ignored"]);
        }
        run(plan.tell(&mut cargo))?;
    }
    Ok(())
}

/// Whether the tests on web servers of others' make can run.
fn has_servers(shell: &Shell) -> bool {
    setup::for_servers(shell)
        .inspect_err(|failure| println!("── NOT RUN: tests on other servers. {failure}"))
        .is_ok()
}

impl Plan {
    /// Tests that take long look for this variable.
    fn tell<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        if self.all {
            command.env("TEST_ALL", "1");
        }
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_tests_close_the_whole() {
        assert_eq!(STEPS.last().map(|step| step.name), Some("e2e"));
    }

    #[test]
    fn one_step_can_be_chosen() {
        assert_eq!(chosen(Some("docs")).unwrap().len(), 1);
        assert_eq!(chosen(None).unwrap().len(), STEPS.len());
        assert!(chosen(Some("e3e")).is_err());
    }
}
