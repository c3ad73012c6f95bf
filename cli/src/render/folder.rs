//! Many articles, a file for each.

use std::collections::HashMap;
use std::fs::{self, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use rayon::prelude::*;
use tempfile::Builder;

use super::manifest::{Manifest, hash};
use super::one::{Failure, Renderer};
use super::{Arguments, usage};
use crate::input::Input;
use crate::progress;

/// So many are rendered between two lines of the manifest and of what went wrong.
const AT_A_TIME: usize = 256;

/// How it went with one article.
enum Outcome {
    Rendered { name: String, hash: String },
    Unchanged,
    Failed(Failure),
}

#[derive(Default)]
struct Tally {
    rendered: usize,
    unchanged: usize,
    failed: usize,
}

pub(super) fn run(
    renderer: &Renderer,
    inputs: Vec<Input>,
    out: &Path,
    arguments: &Arguments,
) -> Result<ExitCode> {
    let files = files(inputs, arguments);
    fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    let name = match arguments.shard {
        // Several machines may write into one folder.
        Some(shard) => format!(".article-widget-{}", shard.name()),
        None => ".article-widget".to_owned(),
    };
    let mut manifest = Manifest::open(out, &name, &renderer.fingerprint())
        .with_context(|| out.join(&name).display().to_string())?;
    let bar = progress::bar(files.len(), "rendered");
    let mut tally = Tally::default();
    for some in files.chunks(AT_A_TIME) {
        let outcomes: Vec<Outcome> = some
            .par_iter()
            .map(|(input, file)| {
                let outcome = render(renderer, input, file, out, &manifest);
                bar.inc(1);
                outcome.unwrap_or_else(Outcome::Failed)
            })
            .collect();
        let mut notes = Vec::new();
        for ((input, _), outcome) in some.iter().zip(outcomes) {
            match outcome {
                Outcome::Rendered { name, hash } => {
                    tally.rendered += 1;
                    notes.push((name, hash));
                }
                Outcome::Unchanged => tally.unchanged += 1,
                Outcome::Failed(failure) => {
                    tally.failed += 1;
                    bar.suspend(|| anstream::eprintln!("{}", failure.line(&input.name())));
                }
            }
        }
        manifest.note(notes)?;
    }
    bar.finish_and_clear();
    manifest.close()?;
    let Tally { rendered, unchanged, failed } = tally;
    if !arguments.quiet || failed > 0 {
        anstream::eprintln!("{rendered} rendered, {unchanged} unchanged, {failed} failed");
    }
    Ok(if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The inputs of this share with the files that they become. No two may become the same.
fn files(inputs: Vec<Input>, arguments: &Arguments) -> Vec<(Input, PathBuf)> {
    let mut taken: HashMap<PathBuf, String> = HashMap::new();
    let mut files = Vec::new();
    for input in inputs {
        let Some(relative) = input.relative().map(Path::to_owned) else {
            usage("the standard input has no name that a file in a folder could have");
        };
        let file = relative.with_extension("html");
        if let Some(other) = taken.insert(file.clone(), input.name()) {
            let file = file.display();
            usage(&format!("{other} and {} would both become {file}", input.name()));
        }
        let name = relative.to_string_lossy();
        if arguments.shard.is_none_or(|shard| shard.has_name(&name)) {
            files.push((input, file));
        }
    }
    files
}

fn render(
    renderer: &Renderer,
    input: &Input,
    file: &Path,
    out: &Path,
    manifest: &Manifest,
) -> Result<Outcome, Failure> {
    let text = input.text().map_err(Failure::file)?;
    let (name, hash) = (file.to_string_lossy().into_owned(), hash(text.as_bytes()));
    let path = out.join(file);
    if manifest.has(&name, &hash) && path.is_file() {
        return Ok(Outcome::Unchanged);
    }
    let html = renderer.html(&text, renderer.source(input))?;
    let folder = path.parent().unwrap_or(out);
    // Asking costs less than trying to make it, for which the threads would queue.
    if !folder.is_dir() {
        fs::create_dir_all(folder).map_err(Failure::file)?;
    }
    replace(&path, |file| file.write_all(&html)).map_err(Failure::file)?;
    Ok(Outcome::Rendered { name, hash })
}

/// Writes a file so that nobody ever sees half of it.
pub(super) fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".article-widget-").suffix(".tmp");
    // As for any other file, and not only for whoever renders.
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let mut file = BufWriter::new(builder.tempfile_in(folder)?);
    write(&mut file)?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.persist(path)?;
    Ok(())
}
