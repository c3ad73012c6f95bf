//! An article a line in, an answer a line out: the step of any engine that maps lines.

use std::borrow::Cow;
use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use anyhow::{Result, anyhow};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::one::{Failure, Renderer, Source};
use super::shard::Shard;

/// Longer lines are no articles, and not kept.
const LONGEST: u64 = 16 << 20;
/// How many lines wait for their turn at most.
const WAITING: usize = 64;
/// How many bytes are rendered side by side at most.
const AT_A_TIME: usize = 8 << 20;

/// A line, if it is not too long, with its number.
struct Line {
    number: u64,
    text: Option<Vec<u8>>,
}

/// A line that says what its article is called and where its JSON came from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    #[serde(default)]
    id: Value,
    base: Option<String>,
    #[serde(borrow)]
    article: &'a RawValue,
}

#[derive(Serialize)]
struct Answer {
    id: Value,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Html { html: String },
    Failed { error: Fault, path: String },
}

#[derive(Serialize)]
struct Fault {
    kind: &'static str,
    message: String,
}

pub(super) fn run(renderer: &Renderer, shard: Option<Shard>) -> Result<ExitCode> {
    let (sender, receiver) = sync_channel(WAITING);
    let reader = thread::spawn(move || -> io::Result<()> {
        let mut input = io::stdin().lock();
        let mut number = 0;
        while let Some(text) = next(&mut input)? {
            let is_ours = shard.is_none_or(|shard| shard.has_line(number));
            number += 1;
            // Whoever took them has gone.
            if is_ours && sender.send(Line { number, text }).is_err() {
                break;
            }
        }
        Ok(())
    });
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut has_failed = false;
    while let Some(lines) = batch(&receiver) {
        let answers: Vec<Answer> =
            lines.into_par_iter().map(|line| answer(renderer, line)).collect();
        for answer in &answers {
            has_failed |= matches!(answer.outcome, Outcome::Failed { .. });
            serde_json::to_writer(&mut out, answer).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        // Whoever asks for one article waits for its answer.
        out.flush()?;
    }
    reader.join().map_err(|_| anyhow!("the standard input could not be read"))??;
    Ok(if has_failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The next line without its end; of one that is too long, only that it was there.
fn next(input: &mut impl BufRead) -> io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    if input.by_ref().take(LONGEST + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Some(Some(line)));
    }
    if line.len() as u64 <= LONGEST {
        return Ok(Some(Some(line)));
    }
    drop(line);
    input.skip_until(b'\n')?;
    Ok(Some(None))
}

/// What is there, after waiting for the first; none after the last.
fn batch(lines: &Receiver<Line>) -> Option<Vec<Line>> {
    let size = |line: &Line| line.text.as_ref().map_or(0, Vec::len);
    let first = lines.recv().ok()?;
    let mut bytes = size(&first);
    let mut batch = vec![first];
    while bytes < AT_A_TIME
        && let Ok(line) = lines.try_recv()
    {
        bytes += size(&line);
        batch.push(line);
    }
    Some(batch)
}

fn answer(renderer: &Renderer, line: Line) -> Answer {
    let number = Value::from(line.number);
    let Some(bytes) = line.text else {
        let message = format!("the line is longer than {} MiB", LONGEST >> 20);
        return failed(number, "too-large", message);
    };
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let message = format!("byte {} is not UTF-8", error.valid_up_to());
            return failed(number, "not-json", message);
        }
    };
    let (id, base, article) = match serde_json::from_str(text) {
        Ok(Envelope { id, base, article }) => {
            let id = if id.is_null() { number } else { id };
            // Engines that know no JSON keep it as text.
            let quoted = serde_json::from_str::<String>(article.get());
            (id, base, quoted.map_or(Cow::Borrowed(article.get()), Cow::Owned))
        }
        // It is the article itself, or nothing; its reader will tell.
        Err(_) => (number, None, Cow::Borrowed(text)),
    };
    let base = base.or_else(|| renderer.base().map(str::to_owned));
    let outcome = match renderer.html(&article, Source { src: base.clone(), base }) {
        Ok(html) => Outcome::Html { html: String::from_utf8_lossy(&html).into_owned() },
        Err(Failure { kind, path, message }) => {
            Outcome::Failed { error: Fault { kind, message }, path }
        }
    };
    Answer { id, outcome }
}

fn failed(id: Value, kind: &'static str, message: String) -> Answer {
    let outcome = Outcome::Failed { error: Fault { kind, message }, path: String::new() };
    Answer { id, outcome }
}
