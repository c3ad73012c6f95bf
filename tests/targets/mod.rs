//! What is fuzzed: each target reads a text and checks what came of it. `cargo xtask fuzz` lets
//! libFuzzer make the texts, `tests/corpus.rs` replays those that were saved.

#![allow(clippy::panic, reason = "a test may panic")]

#[path = "../check/mod.rs"]
mod check;

use std::sync::LazyLock;

use article_widget::format::read;
use article_widget::html;
use check::{check, options};
use serde_json::{Value, json};

type Target = (&'static str, fn(&str));

/// Every target and its name.
pub const TARGETS: [Target; 6] = [
    ("json_to_article", json_to_article),
    ("html_to_blocks", html_to_blocks),
    ("srcset", srcset),
    ("url", url),
    ("language", language),
    ("markdown", markdown),
];

/// Runs the target of a name on what a fuzzer made.
pub fn run(name: &str, bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for (_, target) in TARGETS.iter().filter(|(known, _)| *known == name) {
        target(text);
    }
}

/// The formats, by the folders of their fixtures.
static FORMATS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = root.ancestors().find(|folder| folder.join("ARCHITECTURE.md").exists());
    let folder = root.map(|root| root.join("tests/fixtures"));
    let entries = folder.and_then(|folder| folder.read_dir().ok()).into_iter().flatten();
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name != "html").collect();
    names.sort();
    names
});

/// A document, in the format that is recognised and in the one that its first character names.
fn json_to_article(text: &str) {
    let mut rest = text.chars();
    // `A` is the first format.
    let number = rest.next().and_then(|first| (first as usize).checked_sub('A' as usize));
    let forced = number.and_then(|number| FORMATS.get(number));
    for (format, text) in [(None, text), (forced, rest.as_str())] {
        if let Ok(reading) = read(text, &options(format.map(String::as_str))) {
            check(&reading, text.len());
        }
    }
}

fn html_to_blocks(text: &str) {
    reads("native", &json!({ "headline": "A", "body": ["x", { "type": "html", "html": text }] }));
    let once = html::text(text);
    assert!(html::text(&once.to_html()) == once, "another text when read back: {text:?}");
}

/// What comes first is a paragraph, so that there is always a body.
fn markdown(text: &str) {
    reads("forem", &json!({ "title": "A", "markdown": format!("x\n\n{text}") }));
}

fn srcset(text: &str) {
    let picture = json!({ "src": "a.jpg", "srcset": text });
    reads(
        "native",
        &json!({ "headline": "A", "hero": picture, "body": [format!("x<img src=a srcset='{text}'>")] }),
    );
}

fn url(text: &str) {
    let named = json!({ "name": "A", "url": text });
    let article = json!({
        "headline": "A", "hero": text, "url": text, "authors": [named], "publisher": named,
        "body": [
            "x",
            { "type": "image", "src": text, "url": text },
            { "type": "embed", "url": text },
            { "type": "video", "src": text, "poster": text },
            { "type": "quote", "text": "x", "url": text },
            format!("<a href='{text}'>x</a><a href=\"{text}\">y</a><iframe src=\"{text}\"></iframe>")
        ]
    });
    reads("native", &article);
}

fn language(text: &str) {
    let article = json!({
        "headline": "A", "language": text, "published": text, "updated": text, "direction": text, "readMinutes": text,
        "body": [format!("<p lang=\"{text}\">x</p>y"), { "type": "code", "text": "x", "language": text }]
    });
    reads("native", &article);
}

/// An article that must be one, whatever stands in the fields in question.
fn reads(format: &str, article: &Value) {
    let text = article.to_string();
    match read(&text, &options(Some(format))) {
        Ok(reading) => check(&reading, text.len()),
        Err(error) => panic!("{error}: {text}"),
    }
}
