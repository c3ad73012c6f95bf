//! The tasks of article-widget: `cargo xtask help` lists them.

mod args;
mod audit;
mod bench;
mod build;
mod contract;
mod crates;
mod dist;
mod edge;
mod failure;
mod fuzz;
mod hosts;
mod oembed;
mod package;
mod pictures;
mod preview;
mod section;
mod setup;
mod shell;
mod size;
mod soak;
mod test;

use std::process::ExitCode;

use args::Args;
use failure::{Failure, Result};
use shell::Shell;

const HELP: &str = "\
Tasks of article-widget, each as `cargo xtask TASK`:

  preview [FILE] [--port N] [--no-open] [--release]
                        build the preview, serve it and show it (with FILE: that article)
  test [--only STEP] [--engine chromium|firefox|webkit] [--all]
                        everything that CI runs, in every engine or in one; --all adds the long tests
  build [--small]       `trunk build --release` into dist/; --small: with std rebuilt for size
  build --reproducible  two builds in two folders elsewhere, and whether all hashes are the same
  package               the release package in target/package/: names by content, hashes, npm tarball
  size [--small]        raw and compressed bytes of every built file
  size --check          the same, and fail when a file outgrew the recorded size
  size --accept         record the sizes of now
  size --crates         where the bytes of the Wasm are, by crate
  size --formats        what each format weighs, into docs/formats.md: a build without each, 20 minutes
  contract              write types, manifest and the documentation's tables from contract/src/table.rs
  crates                write docs/crates.md: what is compiled for the Wasm, and why
  fuzz [TARGET] [--seconds N]
                        let libFuzzer make texts for the readers (60 s each)
  bench [--rounds N] [--only loading|shifts|scale|memory]
                        measure the widget and its peers in Chromium, into docs/benchmarks.md
  bench --smoke         a short round of it, which writes nothing: whether its pages work
  bench --native        measure how fast articles are read
  bench --render [--rounds N]
                        measure how fast articles are rendered
  audit [--online]      licences, sources, bans and known faults of what comes from elsewhere; --online: fail where
                        the lists of known faults cannot be had
  soak [--articles N] [--seconds N] [--seed N]
                        articles that come and go in one page, with faults at random: 1,000 in 600 s
  bench --edge          print what the worker for edge runtimes costs
  pictures [--engine E] [--only TEXT] [--readme]
                        every article in every look, column and direction, in target/pictures/; --only: of the articles
                        whose name contains the text; --readme: the README's own instead
  accept                store the pictures and the trees of roles of now as those that tests compare with
  example NAME [--port N]
                        build an example of a host and serve it: plain, strict-csp, react, react-server, vue, svelte,
                        yew, iframe, static-site; wordpress: the plug-in, ready to be copied into a site; edge-worker: articles rendered
                        in a Workers runtime
  oembed FILE --src URL --frame URL [--width N] [--height N]
                        print the oEmbed answer for an article, for CMSs that discover it
  setup [--engine E]    install what the tasks above need (they do it by themselves)
  help                  this page
";

fn main() -> ExitCode {
    match perform(Args::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(mut args: Args) -> Result<()> {
    let help = args.flag("--help") || args.flag("-h");
    let task = args.next_word().filter(|_| !help).unwrap_or_else(|| "help".to_owned());
    let shell = Shell::new()?;
    match task.as_str() {
        "accept" => pictures::accept(shell, args),
        "audit" => audit::task(shell, args),
        "bench" => bench::task(shell, args),
        "build" => build::task(shell, args),
        "contract" => contract::task(shell, args),
        "crates" => crates::task(shell, args),
        "dist" => dist::task(shell, args),
        "example" => hosts::task(shell, args),
        "oembed" => oembed::task(shell, args),
        "package" => package::task(shell, args),
        "fuzz" => fuzz::task(shell, args),
        "pictures" => pictures::task(shell, args),
        "preview" => preview::task(shell, args),
        "setup" => setup::task(shell, args),
        "size" => size::task(shell, args),
        "soak" => soak::task(shell, args),
        "test" => test::task(shell, args),
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(Failure::new(format!("There is no task `{task}`.")).help("cargo xtask help")),
    }
}
