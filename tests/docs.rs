//! The documentation says what the code does: its examples are read, its tables are compared.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use article_widget::article::{Article, Style};
use article_widget::component::{ArticleView, ArticleViewProps};
use article_widget::format::{ReadOptions, Reading, read};
use serde_json::{Value, json};
use yew::LocalServerRenderer;

const BASE: &str = "https://news.example/api/articles/42.json";

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every page for readers: its path and its text.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = vec!["README.md".to_owned()];
    for entry in root.join("docs").read_dir().unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") {
            names.push(format!("docs/{name}"));
        }
    }
    names.sort();
    names.into_iter().map(|name| (name.clone(), file(&name))).collect()
}

/// The fenced blocks of a page: the words after the fence, and what is inside.
fn fenced(page: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let inside: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((info, inside.join("\n")));
        }
    }
    blocks
}

/// The rows of the table whose head begins with a cell; no row is the head itself.
fn table(page: &str, first: &str) -> Vec<Vec<String>> {
    let head = format!("| {first} |");
    let rows: Vec<Vec<String>> = page
        .lines()
        .skip_while(|line| !line.starts_with(&head))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()
        })
        .collect();
    assert!(!rows.is_empty(), "there is no table {head}");
    rows
}

/// The words in backticks.
fn codes(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn first_codes(page: &str, first: &str) -> BTreeSet<String> {
    table(page, first).iter().flat_map(|row| codes(&row[0])).collect()
}

/// What stands between each start and the next end.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
}

fn set<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

fn reading(article: &str) -> Reading {
    let mut options = ReadOptions::default();
    options.base = Some(BASE.into());
    read(article, &options).unwrap_or_else(|error| panic!("{error}\n{article}"))
}

fn warnings(reading: &Reading) -> Vec<String> {
    reading
        .warnings
        .iter()
        .map(|warning| format!("{}: {}", warning.path, warning.message))
        .collect()
}

#[test]
fn every_json_example_is_read_and_warns_only_where_the_page_says_so() {
    let mut count = 0;
    for (name, page) in pages() {
        for (info, example) in
            fenced(&page).into_iter().filter(|(info, _)| info.starts_with("json"))
        {
            let value: Value = serde_json::from_str(&example)
                .unwrap_or_else(|error| panic!("{name}: {error}\n{example}"));
            // A list of blocks, or one alone, stands for an article with that body.
            let article = match value {
                Value::Array(_) => json!({ "headline": "A", "body": value }).to_string(),
                _ if value.get("type").is_some() => {
                    json!({ "headline": "A", "body": [value] }).to_string()
                }
                _ => example,
            };
            let told = warnings(&reading(&article));
            assert_eq!(info == "json warns", !told.is_empty(), "{name}: {told:?}\n{article}");
            count += 1;
        }
    }
    assert!(count >= 5, "{count}");
}

#[test]
fn the_warnings_of_the_example_are_those_that_the_page_lists() {
    let page = file("docs/article-json.md");
    let blocks = fenced(&page);
    let at = blocks.iter().position(|(info, _)| *info == "json warns").unwrap();
    let (_, listed) = &blocks[at + 1];
    assert_eq!(warnings(&reading(&blocks[at].1)).join("\n"), *listed);
}

#[test]
fn every_block_of_the_table_is_in_the_example_and_every_example_in_the_table() {
    let page = file("docs/article-json.md");
    let listed = first_codes(&page, "`type`");
    let source = file("src/format/native.rs");
    let arms = source.split("fn block(").nth(1).unwrap().split("unknown =>").next().unwrap();
    let known: BTreeSet<String> = arms
        .lines()
        .filter_map(|line| {
            line.trim().strip_prefix('"')?.split_once("\" =>").map(|(name, _)| name.to_owned())
        })
        .collect();
    assert_eq!(listed, known);
    let blocks = fenced(&page);
    let (_, example) =
        blocks.iter().find(|(info, text)| *info == "json" && text.starts_with('[')).unwrap();
    let example: Vec<Value> = serde_json::from_str(example).unwrap();
    let shown = example.iter().filter_map(|block| block.get("type")?.as_str());
    assert_eq!(set(shown), known);
}

#[test]
fn every_field_of_the_table_is_one_of_the_article() {
    let page = file("docs/article-json.md");
    let blocks = fenced(&page);
    let example: Value = serde_json::from_str(&blocks[0].1).unwrap();
    let fields = set(example.as_object().unwrap().keys().map(String::as_str));
    assert_eq!(first_codes(&page, "field"), fields);
    // serde reads the same, and writes each field: none is unknown to it.
    let article: Article = serde_json::from_str(&blocks[0].1).unwrap();
    let article = article.settled(Some(BASE));
    assert_eq!(article, reading(&blocks[0].1).article);
    let written = serde_json::to_value(&article).unwrap();
    assert_eq!(set(written.as_object().unwrap().keys().map(String::as_str)), fields);
}

#[test]
fn the_inline_elements_of_the_page_are_those_of_the_allow_list() {
    let page = file("docs/article-json.md");
    let section = page.split("## Inline HTML").nth(1).unwrap().split("Also ").next().unwrap();
    let listed: BTreeSet<String> = codes(section).into_iter().collect();
    let source = file("src/article/text.rs");
    let known = set(between(
        between(&source, "const STYLES", ";\n\n")[0].split('=').nth(1).unwrap(),
        "\"",
        "\"",
    )
    .into_iter()
    .step_by(2));
    assert_eq!(listed, known);
    for name in listed {
        assert_eq!(Style::from_tag(&name).unwrap().tag(), name);
    }
}

#[test]
fn the_attributes_of_the_page_are_those_that_the_element_reads() {
    let listed = first_codes(&file("docs/embedding.md"), "attribute");
    let entry = file("src/element/article-widget.js");
    let lists = between(&entry, "const ATTRIBUTES_OF_", "]");
    let observed: BTreeSet<&str> = lists
        .iter()
        .flat_map(|list| between(list, "\"", "\"").into_iter().step_by(2))
        .chain(["state"])
        .collect();
    assert!(entry.contains(
        "observedAttributes = [...ATTRIBUTES_OF_SOURCE, ...ATTRIBUTES_OF_VIEW, \"state\"]"
    ));
    let element = file("src/element.rs");
    let sheet = file("styles/article-widget.css");
    let mut read: BTreeSet<&str> = observed;
    read.extend(between(&entry, "getAttribute(\"", "\""));
    read.extend(between(&element, "attribute(\"", "\""));
    read.extend(between(&sheet, ":host([", "=").into_iter().filter(|name| !name.contains(']')));
    assert_eq!(listed, set(read));
}

#[test]
fn the_variables_of_the_page_are_those_of_the_style_sheet_with_their_defaults() {
    let page = file("docs/theming.md");
    let sheet = file("styles/article-widget.css");
    let code = sheet.split_once("*/").unwrap().1;
    let entry = file("src/element/article-widget.js");
    let mut known = BTreeSet::new();
    for text in [code, &entry] {
        known.extend(
            between(text, "var(--article-", ",").iter().map(|name| format!("--article-{name}")),
        );
    }
    let rows = table(&page, "variable");
    assert_eq!(rows.iter().map(|row| codes(&row[0])[0].clone()).collect::<BTreeSet<_>>(), known);
    assert_eq!(rows.len(), known.len());
    let host = between(code, ":host {", "\n}")[0];
    for row in &rows {
        let (name, default) = (&codes(&row[0])[0], &codes(&row[1])[0]);
        if name == "--article-min-height" {
            assert!(entry.contains(&format!("var({name},{default})")));
            continue;
        }
        let private = name.replace("--article-", "--_");
        let value = between(host, &format!("{private}:"), ";")[0];
        assert_eq!(value.split_whitespace().collect::<Vec<_>>().join(" "), *default, "{name}");
    }
}

#[test]
fn the_variables_of_every_css_example_exist() {
    let known = first_codes(&file("docs/theming.md"), "variable");
    let mut count = 0;
    for (name, page) in pages() {
        for (info, example) in fenced(&page) {
            if info.starts_with("css") || info.starts_with("html") {
                for variable in between(&example, "--article-", ":") {
                    let variable = format!("--article-{variable}");
                    assert!(known.contains(&variable), "{name}: {variable}");
                    count += 1;
                }
            }
        }
    }
    assert!(count >= 5, "{count}");
}

fn drawn(article: Article, hide: &str) -> String {
    let props = ArticleViewProps {
        article: Rc::new(article),
        heading_level: 2,
        hide: hide.to_owned().into(),
        theme: "auto".into(),
        words_per_minute: None,
    };
    pollster::block_on(
        LocalServerRenderer::<ArticleView>::with_props(props).hydratable(false).render(),
    )
}

#[test]
fn the_parts_of_the_page_are_those_that_are_drawn_and_hide_does_what_it_says() {
    let page = file("docs/embedding.md");
    let json = file("docs/article-json.md");
    let example = &fenced(&json)[0].1;
    let article = reading(example).article;
    let whole = drawn(article.clone(), "");
    let entry = file("src/element/article-widget.js");
    let mut known = set(between(&whole, "part=\"", "\""));
    known.extend(set(between(&entry, "part: \"", "\"")));
    assert_eq!(first_codes(&page, "part"), known);

    for row in table(&page, "part") {
        let part = &codes(&row[0])[0];
        let attribute = format!("part=\"{part}\"");
        if whole.contains(&attribute) {
            let is_gone = !drawn(article.clone(), part).contains(&attribute);
            assert_eq!(is_gone, row[2].starts_with("yes"), "{part}");
        }
    }
}

#[test]
fn the_speeds_of_the_page_are_those_that_are_counted_with() {
    let page = file("docs/read-time.md");
    let source = file("src/read_time.rs");
    let constant =
        |name: &str| between(&source, &format!("const {name}: u32 = "), ";")[0].to_owned();
    let mut known: BTreeSet<(String, String)> =
        between(between(&source, "const SPEEDS", "];")[0], "(\"", ")")
            .into_iter()
            .filter_map(|row| row.split_once("\", "))
            .map(|(language, speed)| (language.to_owned(), speed.to_owned()))
            .collect();
    assert!(known.len() > 10);
    known.insert(("any other".into(), constant("MEAN_SPEED")));
    let listed = table(&page, "language")
        .into_iter()
        .map(|row| (codes(&row[0]).pop().unwrap_or_else(|| row[0].clone()), row[1].clone()))
        .collect::<BTreeSet<_>>();
    assert_eq!(listed, known);
    let scripts: Vec<String> =
        table(&page, "script").into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(scripts, [constant("CHINESE_CHARACTERS"), constant("JAPANESE_CHARACTERS")]);
}

#[test]
fn the_kinds_of_error_are_those_of_the_contract() {
    let page = file("docs/embedding.md");
    let mut listed = first_codes(&page, "kind");
    let reserved = page.lines().find(|line| line.contains("are reserved")).unwrap();
    listed.extend(codes(reserved));
    let source = file("src/error.rs");
    let known = set(between(&source, " => \"", "\""));
    assert_eq!(listed, known);
}

#[test]
fn every_error_text_of_the_page_is_one_that_is_told() {
    let page = file("docs/embedding.md");
    let told = |text: &str, format: Option<&str>, item: Option<&str>| {
        let mut options = ReadOptions::default();
        options.format = format.map(Into::into);
        options.item = item.map(Into::into);
        let error = read(text, &options).unwrap_err();
        (error.kind.as_str(), error.message)
    };
    let deep = "[".repeat(200);
    for (kind, message) in [
        told(&deep, None, None),
        told("<!doctype html>", None, None),
        told("{\n\"headline\": \"A\",\n  \"body\" : \"B\"[", None, None),
        told(r#"{"id": 1, "slug": "a"}"#, None, None),
        told("{}", Some("gopher"), None),
        told(r#"{"headline": "A"}"#, None, None),
        told("[]", None, None),
        told(r#"[{"headline": "A", "body": "B"}]"#, None, Some("7")),
    ] {
        let row =
            table(&page, "kind").into_iter().find(|row| row[0] == format!("`{kind}`")).unwrap();
        assert!(codes(&row[1]).contains(&message), "{kind}: {message}\n{row:?}");
    }
    let entry = file("src/element/article-widget.js");
    let blocked = table(&page, "kind").into_iter().find(|row| row[0] == "`blocked`").unwrap();
    assert!(entry.contains(&codes(&blocked[1])[0]));
    assert!(file("src/fetch.rs").contains("The answer is larger than 5 MB."));
}

#[test]
fn every_link_between_the_pages_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = pages();
    for name in ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"] {
        pages.push((name.into(), file(name)));
    }
    for (name, page) in &pages {
        for target in between(page, "](", ")") {
            if target.contains("://") {
                continue;
            }
            let (path, place) = target.split_once('#').unwrap_or((target, ""));
            let folder = Path::new(name).parent().unwrap();
            let path = if path.is_empty() { name.into() } else { folder.join(path) };
            assert!(root.join(&path).exists(), "{name}: {target}");
            if !place.is_empty() {
                let headings = file(path.to_str().unwrap());
                let found =
                    headings.lines().filter_map(|line| line.strip_prefix('#')).any(|heading| {
                        let heading =
                            heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
                        heading.replace([',', '.', '\''], "") == place
                    });
                assert!(found, "{name}: {target}");
            }
        }
    }
}

#[test]
fn every_slot_and_event_of_the_page_is_in_the_code() {
    let page = file("docs/embedding.md");
    let entry = file("src/element/article-widget.js");
    let view = file("src/view.rs");
    let events = first_codes(&page, "event");
    assert_eq!(
        events,
        set(between(&entry, "\"article-", "\"")
            .into_iter()
            .filter(|name| matches!(*name, "load" | "error" | "link")))
        .iter()
        .map(|name| format!("article-{name}"))
        .collect()
    );
    let mut slots = set(between(&entry, "make(\"slot\", { name: \"", "\""));
    slots.extend(set(between(&view, "slot(\"", "\"")));
    assert_eq!(first_codes(&page, "slot"), slots);
}
