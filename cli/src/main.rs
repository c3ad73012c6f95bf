//! `article-widget`: checks articles and renders them, as the widget shows them.

mod check;
mod input;
mod progress;
mod render;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Puts articles into web pages: checks the JSON they come in, and renders them.
#[derive(Parser)]
#[command(name = "article-widget", version, about, max_term_width = 100)]
struct Line {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    color: colorchoice_clap::Color,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Render(render::Arguments),
}

fn main() -> ExitCode {
    let line = Line::parse();
    line.color.write_global();
    let ended = match line.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Render(arguments) => render::run(&arguments),
    };
    match ended {
        Ok(code) => code,
        // Whoever reads no further, such as `head`, wants no more.
        Err(error) if is_closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("article-widget: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_closed(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
