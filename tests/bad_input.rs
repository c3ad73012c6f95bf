//! Every field of every format in turn with nothing or something wrong in it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod check;

use std::panic::catch_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use article_widget::ErrorKind;
use article_widget::article::Article;
use article_widget::format::read;
use check::{check, options};
use serde_json::{Value, json};

struct Fixture {
    format: String,
    name: String,
    document: Value,
}

fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut found = Vec::new();
    for format in std::fs::read_dir(folder).unwrap() {
        let format = format.unwrap();
        for file in std::fs::read_dir(format.path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                found.push(Fixture {
                    format: format.file_name().into_string().unwrap(),
                    name: path.file_stem().unwrap().to_str().unwrap().into(),
                    document: serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(),
                });
            }
        }
    }
    found.sort_by(|a, b| (&a.format, &a.name).cmp(&(&b.format, &b.name)));
    found
}

/// Counts the documents that were read, and keeps what went wrong.
#[derive(Default)]
struct Tally {
    tried: usize,
    wrong: Vec<String>,
    /// The articles of this fixture: what changes nothing need not be checked again.
    checked: Vec<Article>,
}

impl Tally {
    /// Reads, and is content with an article that is fit to be shown or with an error that says
    /// that there is none.
    fn read(&mut self, text: &str, format: Option<&str>, what: impl Fn() -> String) {
        self.tried += 1;
        let checked = &self.checked;
        let ended = catch_unwind(|| match read(text, &options(format)) {
            Ok(reading)
                if !reading.article.body.is_empty() && checked.contains(&reading.article) =>
            {
                None
            }
            Ok(reading) => {
                check(&reading, text.len());
                Some(reading.article)
            }
            Err(error) => {
                let expected = matches!(
                    error.kind,
                    ErrorKind::NoArticle | ErrorKind::Restricted | ErrorKind::UnknownFormat
                );
                assert!(expected && error.message.len() > 10, "{error}");
                None
            }
        });
        match ended {
            Ok(article) => self.checked.extend(article),
            Err(panic) => {
                let why = panic.downcast_ref::<String>().map(String::as_str);
                let why = why.or(panic.downcast_ref::<&str>().copied()).unwrap_or_default();
                self.wrong.push(format!("{}: {why:.300}", what()));
            }
        }
    }
}

/// Nothing, every wrong type, empty, and huge.
fn wrong_values() -> Vec<String> {
    let deep = (0..60).fold(json!("x"), |inner, _| json!([inner]));
    let wrong = [
        json!(null),
        json!(true),
        json!(1e300),
        json!(""),
        json!(" \u{a0}\n"),
        json!("<p>a</p><script>b</script>"),
        json!([]),
        json!({}),
        json!({ "a": 1 }),
        json!("<b>long</b> ".repeat(200)),
        json!(vec!["<p>many</p>"; 50]),
        deep,
    ];
    wrong.iter().map(Value::to_string).collect()
}

fn paths(value: &Value, at: String, found: &mut Vec<String>) {
    let mut inner = |key: &str, value: &Value| {
        let path = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        paths(value, path.clone(), found);
        found.push(path);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| inner(key, value)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| inner(&at.to_string(), value));
        }
        _ => {}
    }
}

fn without(document: &Value, path: &str) -> Value {
    let mut document = document.clone();
    let (parent, key) = path.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(members) => {
            members.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        Value::Array(items) => {
            items.remove(key.parse().unwrap());
        }
        _ => {}
    }
    document
}

/// What stands where a wrong value will.
const PLACE: &str = "wrong value";

/// Tries a fixture with each of its fields wrong in each way.
fn try_fixture(fixture: &Fixture, wrong: &[String], tally: &mut Tally) {
    let mut found = Vec::new();
    paths(&fixture.document, String::new(), &mut found);
    for path in &found {
        let mut document = fixture.document.clone();
        *document.pointer_mut(path).unwrap() = json!(PLACE);
        let text = document.to_string();
        let (before, after) = text.split_once(&format!("\"{PLACE}\"")).unwrap();
        for value in wrong {
            let what = || format!("{}/{}: {path} = {value:.60}", fixture.format, fixture.name);
            tally.read(&[before, value, after].concat(), Some(&fixture.format), what);
        }
        let what = || format!("{}/{}: without {path}", fixture.format, fixture.name);
        tally.read(&without(&fixture.document, path).to_string(), None, what);
    }
}

/// Shares the fixtures between the processors.
fn with_all(fixtures: &[Fixture], work: impl Fn(&Fixture, &mut Tally) + Sync) -> usize {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut tally = Tally::default();
        while let Some(fixture) = fixtures.get(next.fetch_add(1, Ordering::Relaxed)) {
            tally.checked.clear();
            work(fixture, &mut tally);
        }
        tally
    };
    let count = thread::available_parallelism().map_or(1, usize::from);
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let wrong: Vec<_> = tallies.iter().flat_map(|tally| &tally.wrong).take(20).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    tallies.iter().map(|tally| tally.tried).sum()
}

#[test]
fn whatever_stands_in_a_field_the_article_is_whole_or_there_is_an_error() {
    let wrong = wrong_values();
    let tried = with_all(&fixtures(), |fixture, tally| try_fixture(fixture, &wrong, tally));
    println!("{tried} documents were read");
    assert!(tried > 50_000, "{tried}");
}

#[test]
fn a_format_forced_on_the_document_of_another_gives_a_whole_article_or_an_error() {
    let fixtures = fixtures();
    let mut formats: Vec<&str> = fixtures.iter().map(|fixture| &*fixture.format).collect();
    formats.dedup();
    with_all(&fixtures, |fixture, tally| {
        let text = fixture.document.to_string();
        for format in &formats {
            let what = || format!("{}/{} as {format}", fixture.format, fixture.name);
            tally.read(&text, Some(format), what);
        }
    });
}

#[test]
fn a_document_that_is_cut_anywhere_is_told_to_be_no_json() {
    for fixture in fixtures() {
        let text = fixture.document.to_string();
        for at in (1..text.len()).step_by(7).filter(|at| text.is_char_boundary(*at)) {
            let error = read(&text[..at], &options(None)).unwrap_err();
            assert_eq!(error.kind, ErrorKind::NotJson, "{}/{}", fixture.format, fixture.name);
        }
    }
}
