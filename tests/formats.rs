//! Every format but the project's own: what its fixtures are read as, and what they survive.
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

use std::ops::ControlFlow;
use std::path::PathBuf;

use article_widget::ErrorKind;
use article_widget::article::{Article, Block};
use article_widget::format::{ReadOptions, Reading, read, read_each};
use proptest::prelude::*;
use serde_json::{Value, json};

fn options() -> ReadOptions {
    let mut options = ReadOptions::default();
    options.base = Some("https://news.example/api/articles/42.json".into());
    options
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures"))
}

/// Every fixture: its format, its name and its text.
fn fixtures() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for format in std::fs::read_dir(folder()).unwrap() {
        let format = format.unwrap();
        let name = format.file_name().into_string().unwrap();
        if name == "native" {
            continue;
        }
        for file in std::fs::read_dir(format.path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            found.push((name.clone(), stem, std::fs::read_to_string(path).unwrap()));
        }
    }
    found.sort();
    found
}

fn reading(format: &str, name: &str) -> Reading {
    let path = folder().join(format).join(format!("{name}.json"));
    read(&std::fs::read_to_string(path).unwrap(), &options()).unwrap()
}

fn told(reading: &Reading) -> Vec<String> {
    let warnings = reading.warnings.iter();
    warnings.map(|warning| format!("{}: {}", warning.path, warning.message)).collect()
}

#[test]
fn every_fixture_is_recognised_and_reads_as_its_snapshot() {
    for (format, name, text) in fixtures() {
        let reading =
            read(&text, &options()).unwrap_or_else(|error| panic!("{format}/{name}: {error}"));
        assert_eq!(reading.format, format, "{name}");
        insta::assert_json_snapshot!(
            format!("{format}-{name}"),
            json!({ "warnings": told(&reading), "article": reading.article })
        );
    }
}

#[test]
fn a_format_that_is_named_reads_as_it_does_when_it_is_recognised() {
    for (format, name, text) in fixtures() {
        let mut named = options();
        named.format = Some(format.clone());
        assert_eq!(
            read(&text, &named).unwrap(),
            read(&text, &options()).unwrap(),
            "{format}/{name}"
        );
    }
}

fn words(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph { text } | Block::Heading { text, .. } => out.push(text.to_plain()),
            Block::Quote(quote) | Block::Pullquote(quote) => words(&quote.blocks, out),
            Block::List(list) => {
                for item in &list.items {
                    out.push(item.text.to_plain());
                    words(&item.blocks, out);
                }
            }
            other => out.push(format!("{other:?}")),
        }
    }
}

fn minute(date: &Option<String>) -> Option<String> {
    let date = date.as_deref()?;
    // The story's own minute, written in three zones.
    let date = date.get(..16)?.replace("T11:12", "T09:12").replace("T05:12", "T09:12");
    Some(date.replace("31T09:00", "31T07:00").replace("31T03:00", "31T07:00"))
}

#[test]
fn the_same_story_in_every_format_is_the_same_article() {
    let mut compared = 0;
    let mut wrong = Vec::new();
    for (format, _, text) in fixtures().into_iter().filter(|(_, name, _)| name == "story") {
        let article = match read(&text, &options()) {
            Ok(reading) => reading.article,
            Err(error) => {
                wrong.push(format!("{format}: {error}"));
                continue;
            }
        };
        let mut is = |what: &str, found: Option<String>, expected: &str| {
            if found.as_deref() != Some(expected) {
                wrong.push(format!("{format}: {what} is {found:?}"));
            }
        };
        is("headline", Some(article.headline.to_plain()), "Night ferry returns after eleven years");
        let hero = article.hero.unwrap_or_default();
        is("hero", hero.src.contains("ferry").then_some(hero.src).map(|_| String::new()), "");
        is("caption", Some(hero.caption.to_plain()), "The Aurora at her berth");
        is("credit", hero.credit, "Harbour Press");
        is("byline", article.authors.first().map(|author| author.name.clone()), "Mara Lind");
        if !matches!(format.as_str(), "blogger" | "rss2json") {
            let deck = article.standfirst.to_plain();
            is("standfirst", Some(deck), "The last boat left in 2005. This one means to stay.");
        }
        // Parsers of pages know no date of change.
        if !UNDATED.contains(&format.as_str()) {
            is("updated", minute(&article.updated), "2016-05-31T07:00");
        }
        is("published", minute(&article.published), "2016-05-30T09:12");
        let mut body = Vec::new();
        words(&article.body, &mut body);
        is("body", Some(body.join("/")), STORY);
        compared += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(compared, 26);
}

const UNDATED: [&str; 4] = ["postlight", "readability", "guardian-frontend", "rss2json"];
const STORY: &str = "She sailed at eight with a crew of nine./What it costs/Fares start at forty./Cabins/Decks/\
    We were told it could not be done.";

fn error(text: &str) -> (ErrorKind, String) {
    let error = read(text, &ReadOptions::default()).unwrap_err();
    (error.kind, error.message)
}

#[test]
fn an_error_in_place_of_an_article_is_told_in_its_own_words() {
    for text in [
        r#"{"code": "rest_post_invalid_id", "message": "Gone.", "data": {"status": 404}}"#,
        r#"{"errors": [{"message": "Gone.", "type": "NotFoundError"}]}"#,
        r#"{"meta": {"messages": [{"message": "Gone."}]}, "resources": []}"#,
        r#"{"sys": {"type": "Error", "id": "NotFound"}, "message": "Gone."}"#,
        r#"{"response": {"status": "error", "message": "Gone."}}"#,
        r#"{"error": "Gone.", "status": 404}"#,
        r#"{"error": true, "message": "Gone."}"#,
        r#"{"data": null, "error": {"status": 404, "message": "Gone."}}"#,
    ] {
        let message = "The JSON holds an error in place of an article: Gone.".to_owned();
        assert_eq!(error(text), (ErrorKind::NoArticle, message), "{text}");
    }
}

#[test]
fn empty_lists_hold_no_article() {
    for text in
        [r#"{"posts": []}"#, r#"{"version": "https://jsonfeed.org/version/1.1", "items": []}"#]
    {
        assert_eq!(
            error(text),
            (ErrorKind::NoArticle, "The JSON is an empty list.".into()),
            "{text}"
        );
    }
}

#[test]
fn lists_without_text_say_so_and_walls_are_named() {
    let (kind, message) =
        error(r#"{"type_of": "article", "title": "A", "url": "https://forem.example/a"}"#);
    assert_eq!(kind, ErrorKind::NoArticle);
    assert_eq!(
        message,
        "body: missing, and an article needs it; lists and previews do not hold it"
    );
    for text in [
        r#"{"title": {"rendered": "A"}, "content": {"rendered": "", "protected": true}}"#,
        r#"{"title": "A", "post_date": "2020-01-01", "body_html": null, "audience": "only_paid"}"#,
    ] {
        assert_eq!(error(text).0, ErrorKind::Restricted, "{text}");
    }
}

#[test]
fn an_item_is_picked_by_index_id_or_url() {
    let text = std::fs::read_to_string(folder().join("wordpress/traps.json")).unwrap();
    for item in ["1", "https://blog.example/?p=2"] {
        let mut options = options();
        options.item = Some(item.into());
        assert_eq!(read(&text, &options).unwrap().article.headline.to_plain(), "Second", "{item}");
    }
    let mut options = options();
    options.item = Some("2".into());
    assert_eq!(read(&text, &options).unwrap().article.headline.to_plain(), "Second", "by id");
    options.item = Some("77".into());
    assert_eq!(read(&text, &options).unwrap_err().kind, ErrorKind::NoArticle);
}

#[test]
fn an_item_of_a_feed_may_be_a_recording_alone() {
    let text = std::fs::read_to_string(folder().join("jsonfeed/podcast.json")).unwrap();
    let mut options = options();
    options.item = Some("8".into());
    let article = read(&text, &options).unwrap().article;
    assert_eq!(article.headline.to_plain(), "Only a recording");
    assert!(matches!(article.body.as_slice(), [Block::Audio(_)]), "{:?}", article.body);
}

/// The trees that are written as text, with something wrong in each of their fields.
#[test]
fn no_wrong_value_in_a_tree_that_is_written_as_text_is_fatal() {
    let wrong = [
        json!(null),
        json!(true),
        json!(1e300),
        json!(-1),
        json!("x"),
        json!([[]]),
        json!({"a": 1}),
    ];
    let mut tried = 0;
    for (name, field) in
        [("lexical", "lexical"), ("lexical-unknown", "lexical"), ("mobiledoc", "mobiledoc")]
    {
        let path = folder().join(format!("ghost/{name}.json"));
        let mut document: Value =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let whole: Value =
            serde_json::from_str(document["posts"][0][field].as_str().unwrap()).unwrap();
        for path in paths(&whole, String::new()) {
            for value in &wrong {
                let mut tree = whole.clone();
                *tree.pointer_mut(&path).unwrap() = value.clone();
                document["posts"][0][field] = tree.to_string().into();
                match read(&document.to_string(), &options()) {
                    Ok(reading) => assert!(
                        reading
                            .warnings
                            .iter()
                            .all(|it| it.path.starts_with(&format!("posts[0].{field}"))),
                        "{name} {path}: {:?}",
                        reading.warnings
                    ),
                    Err(error) => {
                        assert_eq!(error.kind, ErrorKind::NoArticle, "{name} {path} = {value}")
                    }
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "{tried}");
}

fn paths(value: &Value, at: String) -> Vec<String> {
    let mut found = Vec::new();
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    for (key, value) in inner {
        let path = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        found.extend(paths(value, path.clone()));
        found.push(path);
    }
    found
}

fn any_json() -> impl Strategy<Value = Value> {
    // Keys and values that formats look for, so that readers are reached.
    let key = prop::sample::select(vec![
        "title",
        "rendered",
        "content",
        "headline",
        "body",
        "type",
        "_type",
        "text",
        "children",
        "items",
        "url",
        "image",
        "blocks",
        "data",
        "model",
        "attrs",
        "marks",
        "format",
        "components",
        "role",
        "nodeType",
        "value",
        "root",
        "spans",
        "start",
        "end",
        "level",
        "resources",
        "assets",
        "fields",
        "sys",
        "content_elements",
        "content_html",
        "html",
        "uuid",
        "comment_id",
        "@type",
        "author",
        "date",
        "included",
        "attributes",
        "attachments",
        "mime_type",
        "asset",
        "_ref",
        "markdown",
        "body_markdown",
        "lexical",
        "mobiledoc",
        "keyEvent",
        "blockCreatedOn",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Into::into),
        (-3_i64..2_000_000_000_000).prop_map(Into::into),
        prop::sample::select(vec![
            "block",
            "paragraph",
            "text",
            "Article",
            "doc",
            "image",
            "list",
            "<p>a</p>",
            "2020-01-01",
            "heading",
            "document",
            "https://a.example/b.jpg",
            "span",
            "root",
            "table",
            "é",
            "a\nb",
            "strong",
            "link",
            "image-a-1x1-jpg",
            "audio/mpeg",
            "# a\n\n- *b* [c](d)",
            r#"{"sections": [[1, "p", [[0, [0], 1, "a"]]], [10, 0]], "cards": [["markdown", {"markdown": "a"}]], "markups": [["em"]]}"#,
            r#"{"root": {"children": [{"type": "paragraph", "children": [{"text": "a", "format": 3}]}]}}"#,
        ])
        .prop_map(Into::into),
        ".{0,6}".prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|members| Value::Object(
                members.into_iter().map(|(key, value)| (key.into(), value)).collect()
            )),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_json_is_fatal_in_any_format(value in any_json()) {
        let text = value.to_string();
        let _ = read(&text, &options());
        for format in formats() {
            let mut named = options();
            named.format = Some(format);
            let _ = read(&text, &named);
        }
    }
}

/// The names of the formats that have fixtures.
fn formats() -> Vec<String> {
    let mut names: Vec<String> = fixtures().into_iter().map(|(format, ..)| format).collect();
    names.dedup();
    names
}

#[test]
fn pictures_and_their_sizes_are_kept_and_crops_are_not() {
    let article: Article = reading("wordpress", "story").article;
    let hero = article.hero.unwrap();
    assert_eq!(
        hero.srcset.as_deref(),
        Some(
            "https://news.example/img/ferry.jpg 1280w, https://news.example/img/ferry-300x200.jpg 300w"
        )
    );
    assert_eq!((hero.width, hero.height), (Some(1280), Some(853)));
}

const FIELDS: [&str; 16] = [
    "kicker",
    "standfirst",
    "hero",
    "size",
    "srcset",
    "alt",
    "caption",
    "credit",
    "byline",
    "links",
    "published",
    "updated",
    "language",
    "minutes",
    "url",
    "publisher",
];

/// What an article has, in the order of `FIELDS`.
fn present(article: &Article) -> [bool; 16] {
    let hero = article.hero.clone().unwrap_or_default();
    [
        article.kicker.is_some(),
        !article.standfirst.is_empty(),
        article.hero.is_some(),
        hero.width.is_some(),
        hero.srcset.is_some(),
        hero.alt.is_some(),
        !hero.caption.is_empty(),
        hero.credit.is_some(),
        !article.authors.is_empty(),
        article.authors.iter().any(|author| author.url.is_some()),
        article.published.is_some(),
        article.updated.is_some(),
        article.language.is_some(),
        article.read_minutes.is_some(),
        article.url.is_some(),
        article.publisher.is_some(),
    ]
}

/// The table of the documentation: which fields each format's fixtures fill.
#[test]
fn the_table_of_fields_is_what_the_fixtures_fill() {
    let mut table =
        format!("| format | {} |\n|{}\n", FIELDS.join(" | "), " --- |".repeat(FIELDS.len() + 1));
    for format in formats() {
        let mut filled = [false; 16];
        for (_, _, text) in fixtures().into_iter().filter(|(name, ..)| *name == format) {
            for (filled, present) in
                filled.iter_mut().zip(present(&read(&text, &options()).unwrap().article))
            {
                *filled |= present;
            }
        }
        let cells = filled.map(|filled| if filled { "yes" } else { "" });
        table.push_str(&format!("| `{format}` | {} |\n", cells.join(" | ")));
    }
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md"));
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- fields -->\n").unwrap();
    let (found, after) = rest.split_once("<!-- end of fields -->").unwrap();
    if std::env::var_os("UPDATE_TABLES").is_some() {
        let page = format!("{before}<!-- fields -->\n{table}<!-- end of fields -->{after}");
        std::fs::write(path, page).unwrap();
    } else {
        assert_eq!(found, table, "run the test with UPDATE_TABLES=1");
    }
}

#[test]
fn the_worked_example_of_the_guide_is_a_format_that_is_there() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/formats.md")).unwrap();
    let example = page.split("```rust\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(example, std::fs::read_to_string(root.join("src/format/postlight.rs")).unwrap());
    let names = page.split("## Names").nth(1).unwrap().split("\n## ").next().unwrap();
    let listed: Vec<&str> =
        names.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let mut known = formats();
    known.push("native".into());
    for name in &known {
        assert!(listed.contains(&name.as_str()), "{name}");
    }
    assert_eq!(listed.len(), known.len());
}

#[test]
fn every_article_of_a_list_can_be_read_in_one_go() {
    let list = r#"[{"headline": "A", "body": "B"}, {"headline": "C"}, {"id": 7, "headline": "D", "body": "E"}]"#;
    let all = |options: &ReadOptions| {
        let mut found = Vec::new();
        read_each(list, options, |item| {
            let headline = item.reading.map(|reading| reading.article.headline.to_plain());
            found.push((item.path, item.index, item.count, headline.ok()));
            ControlFlow::Continue(())
        })
        .map(|()| found)
    };
    let first = ("[0]".into(), 0, 3, Some("A".into()));
    let third = ("[2]".into(), 2, 3, Some("D".into()));
    let mut options = ReadOptions::default();
    let read = all(&options).unwrap();
    assert_eq!(read, [first, ("[1]".into(), 1, 3, None), third.clone()]);
    options.item = Some("7".into());
    assert_eq!(all(&options).unwrap(), [third]);
    options.item = Some("8".into());
    assert_eq!(all(&options).unwrap_err().kind, ErrorKind::NoArticle);
    let mut visits = 0;
    read_each(list, &ReadOptions::default(), |_| {
        visits += 1;
        ControlFlow::Break(())
    })
    .unwrap();
    assert_eq!(visits, 1);
}
