//! `article-widget render`: articles as HTML, on the page before any script.

mod folder;
mod manifest;
mod one;
mod shard;
mod stream;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, CommandFactory, error::ErrorKind};

use crate::Line;
use crate::input;
use one::Renderer;
use shard::Shard;

/// Turn articles into HTML with a declarative shadow root: the element as it draws itself, before any
/// script
///
/// Exit status: 0 when all was rendered; 1 when an article could not be; 2 when the command is not
/// used as it is meant to be.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Files, folders (every .json in them), or - for standard input
    #[arg(value_name = "FILE", required_unless_present = "stream")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: input::Reading,
    #[command(flatten)]
    drawing: one::Drawing,
    /// Write a file for each article into this folder; what has not changed since is left as it is
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Read an article a line from standard input and write an answer a line, in order
    #[arg(long, conflicts_with_all = ["files", "out"])]
    stream: bool,
    /// Render only share I of N, from 0/N on
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// How many articles are rendered at a time, instead of one for each core
    #[arg(long, value_name = "COUNT")]
    jobs: Option<usize>,
    /// Say nothing of what went well
    #[arg(long, short)]
    quiet: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if let Some(jobs) = arguments.jobs {
        rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global()?;
    }
    let renderer = Renderer::new(&arguments.reading, &arguments.drawing)?;
    if arguments.stream {
        return stream::run(&renderer, arguments.shard);
    }
    let inputs = input::gather(&arguments.files);
    match &arguments.out {
        Some(out) => folder::run(&renderer, inputs, out, arguments),
        None => to_standard_output(&renderer, &inputs, arguments),
    }
}

fn to_standard_output(
    renderer: &Renderer,
    inputs: &[input::Input],
    arguments: &Arguments,
) -> Result<ExitCode> {
    let ([input], None) = (inputs, arguments.shard) else {
        usage("several articles need a folder to be written into: --out FOLDER");
    };
    let text = input.text().with_context(|| input.name())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match renderer.write(&text, renderer.source(input), &mut out) {
        Ok(()) => {
            writeln!(out)?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        Err(failure) => {
            anstream::eprintln!("{}", failure.line(&input.name()));
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Ends as a wrong use of the command.
fn usage(message: &str) -> ! {
    Line::command().error(ErrorKind::ArgumentConflict, message).exit()
}
