//! `article-widget check`: what an article's JSON says, and what is missing, ignored or wrong in it.

mod fields;
mod findings;
mod place;
mod report;

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use article_widget::format;
use clap::Args;
use rayon::prelude::*;

use crate::input::{self, Input};
use crate::progress;
use crate::terminal;
use findings::{Finding, Level};
use report::{Checked, Subject};

/// Say which format an article's JSON is in, show the article as it will read, and list what is
/// missing, ignored or wrong
///
/// Exit status: 0 when all is fine; 1 when an article cannot be read, or with --strict when there are
/// warnings; 2 when the command is not used as it is meant to be.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Files, folders (every .json in them), or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: input::Reading,
    /// Check every article of a list or feed, not only the first
    #[arg(long, conflicts_with = "item")]
    all: bool,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Write one line of JSON for each article
    #[arg(long)]
    json: bool,
    /// Write errors and warnings only
    #[arg(long, short, conflicts_with = "json")]
    quiet: bool,
    /// Show the articles themselves even where there are several
    #[arg(long, conflicts_with_all = ["json", "quiet"])]
    show: bool,
    /// The language of the widget's own words, instead of the article's
    #[arg(long, value_name = "TAG")]
    labels_lang: Option<String>,
    /// Columns to set the article in, instead of the terminal's
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=400))]
    width: Option<u16>,
}

/// So many documents are read at a time, so that memory stays flat.
const AT_A_TIME: usize = 64;

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let inputs = input::gather(&arguments.files);
    if inputs.is_empty() {
        anstream::eprintln!("article-widget: there is no .json in the folder");
        return Ok(ExitCode::FAILURE);
    }
    let bar = progress::bar(inputs.len(), "checked");
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    let mut tally = report::Tally::default();
    for some in inputs.chunks(AT_A_TIME) {
        let checked: Vec<Vec<Checked>> = some
            .par_iter()
            .map(|input| {
                let checked = check(input, arguments);
                bar.inc(1);
                checked
            })
            .collect();
        for checked in checked.iter().flatten() {
            tally.count(checked);
            bar.suspend(|| tell(checked, inputs.len(), arguments, &mut out))?;
        }
    }
    bar.finish_and_clear();
    if !arguments.json && !arguments.quiet && tally.articles() > 1 {
        writeln!(out, "{tally}")?;
    }
    out.flush()?;
    let failed = tally.errors > 0 || arguments.strict && tally.warnings > 0;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Checks the articles of one document.
fn check(input: &Input, arguments: &Arguments) -> Vec<Checked> {
    let name = input.name();
    let text = match input.text() {
        Ok(text) => text,
        Err(error) => {
            let message = error.to_string();
            let finding = Finding::new(Level::Error, "file", "", message);
            return vec![Checked::failed(&name, "", finding)];
        }
    };
    let mut all = Vec::new();
    let mut options = arguments.reading.options();
    options.base = input.base(options.base.as_deref());
    let ended = format::read_each(&text, &options, |item| {
        let mut checked = match &item.reading {
            Ok(reading) => Checked {
                file: name.clone(),
                path: item.path.clone(),
                findings: findings::of(&text, &item.path, reading),
                subject: Some(Subject::new(reading, arguments.labels_lang.as_deref())),
            },
            Err(error) => {
                let kind = error.kind.as_str();
                let finding = Finding::new(Level::Error, kind, &item.path, &*error.message);
                Checked::failed(&name, &item.path, finding)
            }
        };
        if !arguments.all && arguments.reading.item.is_none() && item.count > 1 {
            let message = format!(
                "the first of {} articles; --item picks another, --all checks every one",
                item.count
            );
            checked.findings.push(Finding::new(Level::Hint, "one-of-many", &item.path, message));
        }
        all.push(checked);
        if arguments.all { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    if let Err(error) = ended {
        let finding = Finding::new(Level::Error, error.kind.as_str(), "", error.message);
        all.push(Checked::failed(&name, "", finding));
    }
    all
}

fn tell(
    checked: &Checked,
    files: usize,
    arguments: &Arguments,
    out: &mut impl Write,
) -> Result<()> {
    if arguments.json {
        serde_json::to_writer(&mut *out, checked).map_err(io::Error::from)?;
        return Ok(writeln!(out)?);
    }
    if arguments.quiet {
        return report::lines(checked, out);
    }
    report::heading(checked, out)?;
    let is_shown = arguments.show || files == 1 && !arguments.all;
    if let Some(subject) = checked.subject.as_ref().filter(|_| is_shown) {
        let width = arguments.width.map_or_else(terminal::width, usize::from);
        write!(out, "\n{}\n", terminal::article(&subject.article, &subject.texts, width))?;
    }
    report::findings(checked, out)
}
