//! The JSON Schema of the article JSON, as a publisher's editor or build uses it.
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

#[allow(dead_code, reason = "another test program uses the rest")]
mod pages;

use std::collections::BTreeSet;

use article_widget::article::Article;
use article_widget::format::{ReadOptions, read};
use jsonschema::Validator;
use pages::{examples, file, first_codes, root};
use serde_json::{Value, json};

fn schema() -> Value {
    serde_json::from_str(&file("schema/article.schema.json")).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

fn complete() -> Value {
    serde_json::from_str(&file("tests/fixtures/native/complete.json")).unwrap()
}

/// What the schema has against a document.
fn objections(document: &Value) -> Vec<String> {
    validator()
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn the_schema_itself_is_valid() {
    assert!(jsonschema::meta::validate(&schema()).is_ok());
}

#[test]
fn what_serde_reads_is_accepted() {
    let mut accepted = 0;
    for entry in root().join("tests/fixtures/native").read_dir().unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        if serde_json::from_str::<Article>(&text).is_ok() {
            let document = serde_json::from_str(&text).unwrap();
            assert_eq!(objections(&document), [""; 0], "{}", path.display());
            accepted += 1;
        }
    }
    assert!(accepted >= 5, "{accepted}");
}

#[test]
fn what_is_written_is_accepted() {
    let article = read(&complete().to_string(), &ReadOptions::default()).unwrap().article;
    assert_eq!(objections(&serde_json::to_value(article).unwrap()), [""; 0]);
}

#[test]
fn the_examples_of_the_documentation_are_accepted() {
    let mut accepted = 0;
    for (name, info, example) in examples("json") {
        let example: Value = serde_json::from_str(&example).unwrap();
        let article = match example {
            Value::Array(_) => json!({ "headline": "A", "body": example }),
            _ => example,
        };
        let read = read(&article.to_string(), &ReadOptions::default()).unwrap();
        // Other examples are there to be read leniently.
        if info == "json" && read.format == "native" {
            assert_eq!(objections(&article), [""; 0], "{name}: {article}");
            accepted += 1;
        }
    }
    assert!(accepted >= 3, "{accepted}");
}

#[test]
fn a_schema_named_in_the_article_itself_is_no_part_of_it() {
    let mut article = complete();
    let before = read(&article.to_string(), &ReadOptions::default()).unwrap();
    article["$schema"] = json!("article.schema.json");
    assert_eq!(objections(&article), [""; 0]);
    assert_eq!(read(&article.to_string(), &ReadOptions::default()).unwrap(), before);
}

#[test]
fn mistakes_are_refused() {
    let accepted = json!({ "headline": "A", "body": [{ "type": "paragraph", "text": "B" }] });
    assert_eq!(objections(&accepted), [""; 0]);
    for (path, value) in [
        ("/headline", Value::Null),
        ("/headline", json!(7)),
        ("/body", Value::Null),
        ("/body", json!({})),
        ("/body/0", json!(7)),
        ("/body/0", json!({ "text": "B" })),
        ("/body/0/type", json!("paragraf")),
        ("/body/0/text", json!(["B"])),
        ("/body/0", json!({ "type": "heading", "text": "B", "level": 1 })),
        ("/body/0", json!({ "type": "image", "url": "a.jpg" })),
        ("/body/0", json!({ "type": "gallery" })),
        ("/body/0", json!({ "type": "embed", "src": "https://video.example/1" })),
        ("/body/0", json!({ "type": "video", "url": "a.mp4" })),
        ("/body/0", json!({ "type": "list", "items": [7] })),
        ("/body/0", json!({ "type": "table", "rows": ["A"] })),
        ("/body/0", json!({ "type": "quote", "text": 7 })),
        ("/body/0", json!({ "type": "quote", "blocks": [{ "type": "paragraf" }] })),
        ("/body/0", json!({ "type": "callout", "text": 7 })),
        ("/body/0", json!({ "type": "html", "text": "<p>B" })),
    ] {
        let mut article = accepted.clone();
        *article.pointer_mut(path).unwrap() = value.clone();
        assert_ne!(objections(&article), [""; 0], "{path} = {value}");
    }
    for field in ["headline", "body"] {
        let mut article = accepted.clone();
        article.as_object_mut().unwrap().remove(field);
        assert_ne!(objections(&article), [""; 0], "without {field}");
    }
    for (field, value) in [
        ("kicker", json!(7)),
        ("standfirst", json!({ "html": "A" })),
        ("hero", json!({ "width": 1200 })),
        ("hero", json!({ "src": "a.jpg", "width": "1200" })),
        ("authors", json!([{ "url": "/a" }])),
        ("publisher", json!(["A"])),
        ("readMinutes", json!(-3)),
        ("readMinutes", json!(2.5)),
        ("direction", json!("left")),
    ] {
        let mut article = accepted.clone();
        article[field] = value;
        assert_ne!(objections(&article), [""; 0], "{article}");
    }
}

#[test]
fn the_schema_knows_the_fields_and_blocks_of_the_page() {
    let page = file("docs/article-json.md");
    let schema = schema();
    let known = |at: &str| -> BTreeSet<String> {
        schema.pointer(at).unwrap().as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(first_codes(&page, "field"), known("/properties"));
    let blocks = schema.pointer("/$defs/Block/oneOf").unwrap().as_array().unwrap();
    let mut types: BTreeSet<String> = blocks
        .iter()
        .map(|block| block["properties"]["type"]["const"].as_str().unwrap().to_owned())
        .collect();
    types.insert("html".into());
    assert_eq!(first_codes(&page, "`type`"), types);
}
