//! The project's own article JSON: what it is read as, and what is said of what is wrong.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unreachable,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use article_widget::ErrorKind;
use article_widget::article::Article;
use article_widget::format::{ReadOptions, read};
use serde_json::json;

fn options() -> ReadOptions {
    let mut options = ReadOptions::default();
    options.base = Some("https://news.example/api/articles/42.json".into());
    options
}

#[test]
fn every_fixture_reads_as_its_snapshot() {
    insta::glob!("fixtures/native/*.json", |path| {
        let reading = read(&std::fs::read_to_string(path).unwrap(), &options()).unwrap();
        assert_eq!(reading.format, "native");
        let warnings: Vec<String> = reading
            .warnings
            .iter()
            .map(|warning| format!("{}: {}", warning.path, warning.message))
            .collect();
        insta::assert_json_snapshot!(json!({ "warnings": warnings, "article": reading.article }));
    });
}

#[test]
fn serde_reads_what_the_reader_reads() {
    let mut compared = 0;
    for entry in
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/native")).unwrap()
    {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let base = options().base;
        let reading = read(&text, &options()).unwrap();
        // serde has no lenient form: it is held to what needs none.
        if !reading.warnings.is_empty() || path.ends_with("null-fields.json") {
            continue;
        }
        let article: Article = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(article.settled(base.as_deref()), reading.article, "{}", path.display());
        compared += 1;
    }
    assert!(compared >= 5);
}

#[test]
fn what_is_written_reads_back() {
    insta::glob!("fixtures/native/*.json", |path| {
        let article = read(&std::fs::read_to_string(path).unwrap(), &options()).unwrap().article;
        let written = serde_json::to_string(&article).unwrap();
        let again = read(&written, &ReadOptions::default()).unwrap();
        assert_eq!(again.warnings, []);
        assert_eq!(again.article, article);
        assert_eq!(serde_json::from_str::<Article>(&written).unwrap(), article);
    });
}

fn error(text: &str) -> (ErrorKind, String) {
    let error = read(text, &ReadOptions::default()).unwrap_err();
    (error.kind, error.message)
}

#[test]
fn an_article_needs_a_headline_and_a_body() {
    for (text, message) in [
        (r#"{"body": "<p>a</p>"}"#, "headline: missing, and an article needs it"),
        (r#"{"headline": "", "body": "<p>a</p>"}"#, "headline: missing, and an article needs it"),
        (r#"{"headline": "a"}"#, "body: missing, and an article needs it"),
        (r#"{"headline": "a", "body": []}"#, "body: missing, and an article needs it"),
        (r#"{"headline": "a", "body": 7}"#, "body: missing, and an article needs it"),
        (r#"[{"headline": "a", "body": null}]"#, "[0].body: missing, and an article needs it"),
        ("[]", "The JSON is an empty list."),
    ] {
        assert_eq!(error(text), (ErrorKind::NoArticle, message.into()), "{text}");
    }
}

#[test]
fn json_that_is_no_article_is_named() {
    assert_eq!(
        error(r#"{"id": 1, "slug": "a"}"#),
        (
            ErrorKind::UnknownFormat,
            "The JSON is in no known format: it is an object with the keys id, slug.".into()
        )
    );
    for text in ["null", "7", "\"a\"", "{}", "[7]", "[null]"] {
        assert_eq!(error(text).0, ErrorKind::UnknownFormat, "{text}");
    }
    let mut options = ReadOptions::default();
    options.format = Some("gopher".into());
    assert_eq!(read("{}", &options).unwrap_err().message, "No format is called \"gopher\".");
}

#[test]
fn an_item_of_a_list_can_be_chosen() {
    let list = r#"[{"headline": "a", "body": "x"}, {"headline": "b", "body": "x"}]"#;
    let mut options = ReadOptions::default();
    assert_eq!(read(list, &options).unwrap().article.headline.to_plain(), "a");
    options.item = Some("1".into());
    assert_eq!(read(list, &options).unwrap().article.headline.to_plain(), "b");
    options.item = Some("2".into());
    assert_eq!(read(list, &options).unwrap_err().kind, ErrorKind::NoArticle);
}

/// Every field of the complete article in turn, with a value of every wrong kind.
#[test]
fn no_wrong_value_anywhere_is_fatal_or_silent() {
    let complete: serde_json::Value =
        serde_json::from_str(include_str!("fixtures/native/complete.json")).unwrap();
    let wrong = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!(1e300),
        json!(""),
        json!("x"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"a": 1}),
    ];
    let mut tried = 0;
    for path in paths(&complete, String::new()) {
        for value in &wrong {
            let mut article = complete.clone();
            *article.pointer_mut(&path).unwrap() = value.clone();
            match read(&article.to_string(), &options()) {
                Ok(_) => {}
                Err(error) => {
                    assert!(path == "/headline" || path == "/body", "{path} = {value}: {error}");
                    assert_eq!(error.kind, ErrorKind::NoArticle);
                }
            }
            tried += 1;
        }
    }
    assert!(tried > 1000, "{tried}");
}

fn paths(value: &serde_json::Value, at: String) -> Vec<String> {
    let mut found = Vec::new();
    let inner: Vec<(String, &serde_json::Value)> = match value {
        serde_json::Value::Object(members) => {
            members.iter().map(|(key, value)| (key.clone(), value)).collect()
        }
        serde_json::Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    for (key, value) in inner {
        let path = format!("{at}/{key}");
        found.extend(paths(value, path.clone()));
        found.push(path);
    }
    found
}
