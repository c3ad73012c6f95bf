//! `article-widget check`, as a publisher and a CI job run it.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic"
)]

mod common;

use std::fs;

use common::{command, end, root, run};
use serde_json::Value;

const STORY: &str = "tests/fixtures/native/complete.json";
const SAMPLE: &str = "preview/articles/sample.json";

#[test]
fn an_article_is_shown_as_it_reads_and_what_it_lacks_below_it() {
    insta::assert_snapshot!("complete", run(&format!("check {STORY} --width 72")).out);
    insta::assert_snapshot!("narrow", run("check preview/articles/blocks.json --width 40").out);
}

#[test]
fn an_article_reads_in_its_own_language() {
    insta::assert_snapshot!("arabic", run("check preview/articles/arabic.json --width 60").out);
    let english = run("check preview/articles/arabic.json --labels-lang en").out;
    assert!(english.contains("4\u{a0}min\u{a0}read"), "{english}");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (article, columns) in
        [("blocks", 30), ("blocks", 200), ("japanese", 33), ("long-words", 25), ("hebrew", 47)]
    {
        let shown = run(&format!("check preview/articles/{article}.json --width {columns}")).out;
        let article = shown.split("\n\n").skip(1).collect::<Vec<_>>();
        let (_, article) = article.split_last().unwrap();
        // Code stays as it is.
        let is_set = |line: &&str| !line.starts_with("      ");
        for line in article.iter().flat_map(|part| part.lines()).filter(is_set) {
            let width = textwrap::core::display_width(line);
            assert!(width <= columns.min(78), "{width} > {columns}: {line}");
        }
    }
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    assert!(!run(&format!("check {SAMPLE}")).out.contains('\u{1b}'));
    assert!(run(&format!("check {SAMPLE} --color always")).out.contains("\u{1b}[1m"));
    let forced = end(command(root()).args(["check", SAMPLE]).env("CLICOLOR_FORCE", "1"));
    assert!(forced.out.contains('\u{1b}'));
    let refused = command(root())
        .args(["check", SAMPLE])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!refused.stdout.contains(&0x1b));
}

#[test]
fn nothing_in_an_article_can_command_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "\\u001b]0;title\\u0007\\u001b[2J\\u009b31m";
    let article = format!(
        r#"{{ "headline": "A{evil}", "kicker": "{evil}", "language": "en", "body": [
            {{ "type": "paragraph", "text": "B{evil}" }}, {{ "type": "code", "text": "C{evil}" }},
            {{ "type": "{evil}" }}, {{ "type": "table", "rows": [["D{evil}"]] }},
            {{ "type": "embed", "url": "https://a.example/", "title": "E{evil}" }} ] }}"#
    );
    fs::write(folder.path().join("evil.json"), article).unwrap();
    for line in [&["check", "evil.json"][..], &["check", "-q", "evil.json"]] {
        let ended = end(command(folder.path()).args(line));
        let is_plain = |c: char| !c.is_control() || c == '\n';
        assert!(ended.out.chars().all(is_plain), "{:?}", ended.out);
        assert!(ended.out.contains("unknown block"), "{}", ended.out);
    }
}

#[test]
fn the_exit_status_tells_a_job_what_to_do() {
    for (line, code) in [
        (format!("check {SAMPLE}"), 0),
        (format!("check --strict {SAMPLE}"), 0),
        ("check tests/fixtures/native/unknown-blocks.json".into(), 0),
        ("check --strict tests/fixtures/native/unknown-blocks.json".into(), 1),
        ("check preview/articles/broken.json".into(), 1),
        (format!("check {SAMPLE} no-such-file.json"), 1),
        (format!("check --format ghost {SAMPLE}"), 1),
        (format!("check --item 7 {SAMPLE}"), 1),
        ("check src".into(), 1),
        ("check".into(), 2),
        (format!("check --format gopher {SAMPLE}"), 2),
        (format!("check --base news.example {SAMPLE}"), 2),
        (format!("check --json --quiet {SAMPLE}"), 2),
        ("chekc".into(), 2),
    ] {
        let ended = run(&line);
        assert_eq!(ended.code, code, "{line}\n{}{}", ended.out, ended.err);
    }
}

#[test]
fn standard_input_is_a_file_too() {
    let json = fs::read(root().join(SAMPLE)).unwrap();
    let ended = end(command(root()).args(["check", "-", "--quiet"]).write_stdin(json));
    assert_eq!((ended.code, ended.out.as_str()), (0, ""));
    let ended = end(command(root()).args(["check", "-"]).write_stdin(&b"\"\xff\""[..]));
    assert!(ended.out.contains("error   byte 1 is not UTF-8 [file]"), "{}", ended.out);
    assert_eq!(ended.code, 1);
}

#[test]
fn a_folder_stands_for_all_json_in_it_and_one_bad_file_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let story = fs::read(root().join(SAMPLE)).unwrap();
    for at in 0..150 {
        let inside = folder.path().join(format!("articles/{}", at % 3));
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join(format!("{at:03}.json")), &story).unwrap();
    }
    fs::write(folder.path().join("articles/1/bad.json"), r#"{"headline": "A", "body": [}"#)
        .unwrap();
    fs::write(folder.path().join("articles/notes.txt"), "no JSON").unwrap();
    fs::create_dir(folder.path().join("articles/.git")).unwrap();
    fs::write(folder.path().join("articles/.git/x.json"), "hidden").unwrap();
    let ended = end(command(folder.path()).args(["check", "articles"]));
    assert_eq!(ended.code, 1);
    assert_eq!(ended.err, "", "no progress where there is no terminal");
    let summary = "151 articles, 150 of them readable; 1 error; 0 warnings; 0 hints";
    assert_eq!(ended.out.lines().last(), Some(summary));
    let names: Vec<&str> =
        ended.out.lines().filter_map(|line| line.strip_suffix(": native, 606 words")).collect();
    assert_eq!(names.len(), 150, "{}", ended.out);
    assert!(names.is_sorted());
    let ended = end(command(folder.path()).args(["check", "-q", "articles"]));
    assert_eq!(ended.out.lines().count(), 1, "{}", ended.out);
    assert!(ended.out.starts_with("articles/1/bad.json: error: "), "{}", ended.out);
}

#[test]
fn a_list_is_checked_by_its_first_one_or_all() {
    let list = "tests/fixtures/wordpress/traps.json";
    assert!(run(&format!("check {list}")).out.contains("the first of 2 articles"));
    assert!(run(&format!("check {list} --item 1 -q")).out.contains("[1]"));
    let all = run(&format!("check {list} --all --json")).out;
    let paths: Vec<Value> = all
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["path"].clone())
        .collect();
    assert_eq!(paths, ["[0]", "[1]"]);
}

#[test]
fn addresses_are_relative_to_the_base() {
    let with = run(&format!("check {STORY} --base https://news.example/api/1.json"));
    assert!(with.out.contains("[1] https://news.example/crew"), "{}", with.out);
    assert!(run(&format!("check {STORY}")).out.contains("[1] /crew"));
}

#[test]
fn machines_get_a_line_of_json_for_each_article() {
    let lines = run(&format!("check --json {STORY} preview/articles/broken.json")).out;
    insta::assert_snapshot!("json", lines);
}

/// Every format's fixtures: what is found has a place that exists in the JSON.
#[test]
fn every_finding_has_a_place_in_the_json() {
    let all = run("check --json --all tests/fixtures").out;
    let mut found = 0;
    for line in all.lines() {
        let checked: Value = serde_json::from_str(line).unwrap();
        let file = checked["file"].as_str().unwrap();
        let text = fs::read_to_string(root().join(file)).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        for finding in checked["findings"].as_array().unwrap() {
            let path = finding["path"].as_str().unwrap();
            let is_missing = finding["code"].as_str().unwrap().starts_with("no-");
            assert!(is_missing || is_there(&document, path), "{file}: {finding}");
            found += 1;
        }
    }
    assert!(found > 100, "{found}");
}

fn is_there(document: &Value, path: &str) -> bool {
    let steps = path.split(['.', '[']).filter(|step| !step.is_empty());
    steps.map(|step| step.trim_end_matches(']')).try_fold(document.clone(), inside).is_some()
}

/// What a key or an index leads to, also in a document that is written as text.
fn inside(at: Value, step: &str) -> Option<Value> {
    match at {
        Value::String(text) => inside(serde_json::from_str(&text).ok()?, step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?).cloned(),
        at => at.get(step).cloned(),
    }
}
