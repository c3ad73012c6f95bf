//! `article-widget render`, as a site's build, a batch engine and an edge filter run it.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic"
)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};

use article_widget::format::{self, ReadOptions};
use article_widget::render::{self, Options};
use common::{Ended, command, end, root, run};
use serde_json::{Value, json};

const STORY: &str = "tests/fixtures/native/complete.json";

fn rendered(json: &str, base: Option<&str>) -> String {
    let mut read = ReadOptions::default();
    read.base = base.map(Into::into);
    let article = format::read(json, &read).unwrap().article;
    let options = Options::new("./article-widget.css");
    let options = base.into_iter().fold(options, |options, base| options.attribute("src", base));
    render::render(&article, &options)
}

fn story(number: usize) -> String {
    json!({ "headline": format!("Story {number}"), "language": "en", "body": "<p>It is told.</p>" })
        .to_string()
}

/// A folder of articles, and of what is none.
fn articles(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..count {
        let inside = folder.path().join(format!("in/{}", number % 3));
        fs::create_dir_all(&inside).unwrap();
        fs::write(inside.join(format!("{number}.json")), story(number)).unwrap();
    }
    folder
}

/// Every file below a folder, but for the manifests.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in folder.read_dir().unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            let inside = files(&entry.path()).into_iter();
            found.extend(inside.map(|(inner, text)| (format!("{name}/{inner}"), text)));
        } else if !name.starts_with(".article-widget") {
            found.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    found
}

fn render_into(folder: &Path, line: &str) -> Ended {
    end(command(folder).args(["render", "in", "--out"]).args(line.split(' ')))
}

#[test]
fn one_article_goes_to_standard_output_as_the_library_renders_it() {
    let json = fs::read_to_string(root().join(STORY)).unwrap();
    let ended = run(&format!("render {STORY}"));
    assert_eq!(ended.out, format!("{}\n", rendered(&json, None)));
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let base = "https://news.example/api/42.json";
    let ended = end(command(root()).args(["render", "-", "--base", base]).write_stdin(&*json));
    assert_eq!(ended.out, format!("{}\n", rendered(&json, Some(base))));
    let ended = run(&format!("render {STORY} --base https://news.example/api/"));
    assert!(
        ended.out.starts_with("<article-widget src=\"https://news.example/api/complete.json\"")
    );
}

#[test]
fn options_are_the_elements_attributes() {
    let out = run(&format!(
        "render {STORY} --page --assets https://cdn.example/w -a theme=dark -a heading-level=3 \
         --attribute controls=share --format native --width 640"
    ))
    .out;
    for part in [
        "<!DOCTYPE html>",
        r#"<link rel="stylesheet" href="https://cdn.example/w/article-widget.css">"#,
        r#"<script type="module" src="https://cdn.example/w/article-widget.js" fetchpriority="low"></script>"#,
        r#"<article-widget format="native" theme="dark" heading-level="3" controls="share" state="ready">"#,
        "<h3 part=\"headline\"",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    let own = run(&format!("render {STORY} --page --stylesheet /a.css --script /b.js")).out;
    assert!(own.contains("href=\"/a.css\"") && own.contains("src=\"/b.js\""), "{own}");
    assert!(!run(&format!("render {STORY} --page --script=")).out.contains("type=\"module\""));
}

#[test]
fn a_page_beside_its_json_names_it_and_leaves_relative_addresses_as_they_are() {
    let out = run(&format!("render {STORY} --beside")).out;
    assert!(out.starts_with("<article-widget src=\"complete.json\""), "{out}");
    assert!(out.contains("src=\"img/ferry.jpg\""), "{out}");
}

#[test]
fn the_style_sheet_of_a_package_is_found_by_its_entry() {
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path();
    for name in ["0123456789ab", "ba9876543210"] {
        fs::create_dir(package.join(name)).unwrap();
        fs::write(package.join(name).join("article-widget.css"), "").unwrap();
    }
    fs::write(package.join("article-widget.js"), "import('./ba9876543210/x.js')").unwrap();
    let story = root().join(STORY);
    let render = |files: &Path| {
        let mut command = command(root());
        end(command.args(["render", "--assets", "/w"]).arg(&story).arg("--files").arg(files))
    };
    let out = render(package).out;
    assert!(out.contains("href=\"/w/ba9876543210/article-widget.css\""), "{out}");
    fs::write(package.join("article-widget.css"), "").unwrap();
    assert!(render(package).out.contains("href=\"/w/article-widget.css\""));
    let nothing = render(&package.join("nowhere"));
    assert!(nothing.code == 1 && nothing.err.contains("nowhere"), "{}", nothing.err);
}

#[test]
fn a_wrong_use_is_told_as_one() {
    for line in [
        "render".to_owned(),
        format!("render {STORY} {STORY}"),
        format!("render {STORY} --stream"),
        format!("render {STORY} --shard 3/3"),
        format!("render {STORY} --shard 0/2"),
        format!("render {STORY} --beside --base https://news.example/"),
        format!("render {STORY} -a state=error"),
        format!("render {STORY} -a on=1 -a x[]=2"),
        format!("render {STORY} --base /api/"),
        "render - --out x".into(),
        format!("render {STORY} {STORY} --out x"),
    ] {
        let ended = run(&line);
        assert_eq!(ended.code, 2, "{line}\n{}", ended.err);
        assert!(ended.err.contains("error:") && ended.out.is_empty(), "{}", ended.err);
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let ended = run("render preview/articles/broken.json");
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(
        ended.err.contains("broken.json: error: Not valid JSON") && ended.err.contains("line 5")
    );
}

#[test]
fn a_folder_becomes_a_folder_and_a_bad_file_stops_nothing() {
    let folder = articles(700);
    let path = folder.path();
    fs::write(path.join("in/bad.json"), r#"{"headline": "A"}"#).unwrap();
    fs::write(path.join("in/worse.json"), b"\"\xff\"").unwrap();
    let ended = render_into(path, "out --base https://news.example/api/");
    assert_eq!(ended.code, 1);
    assert_eq!(
        ended.err,
        "in/bad.json: error: body: missing, and an article needs it [no-article]\n\
         in/worse.json: error: byte 1 is not UTF-8 [file]\n\
         700 rendered, 0 unchanged, 2 failed\n"
    );
    let written = files(&path.join("out"));
    assert_eq!(written.len(), 700);
    for number in [0, 1, 2, 698] {
        let base = format!("https://news.example/api/{}/{number}.json", number % 3);
        let html = &written[&format!("{}/{number}.html", number % 3)];
        assert_eq!(*html, rendered(&story(number), Some(&base)));
    }
}

#[test]
fn only_what_has_changed_is_rendered_again() {
    let folder = articles(12);
    let path = folder.path();
    let summary = |line: &str| render_into(path, line).err;
    assert_eq!(summary("out"), "12 rendered, 0 unchanged, 0 failed\n");
    assert_eq!(summary("out"), "0 rendered, 12 unchanged, 0 failed\n");
    fs::write(path.join("in/1/1.json"), story(100)).unwrap();
    fs::remove_file(path.join("out/0/0.html")).unwrap();
    assert_eq!(summary("out"), "2 rendered, 10 unchanged, 0 failed\n");
    assert!(files(&path.join("out"))["1/1.html"].contains("Story 100"));
    // Other options make other files.
    assert_eq!(summary("out -a theme=dark"), "12 rendered, 0 unchanged, 0 failed\n");
    assert_eq!(summary("out -a theme=dark"), "0 rendered, 12 unchanged, 0 failed\n");
    // A run that was broken off in the middle of a line.
    let manifest = path.join("out/.article-widget");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.split_at(text.len() - 5).0).unwrap();
    assert_eq!(summary("out -a theme=dark"), "1 rendered, 11 unchanged, 0 failed\n");
    assert_eq!(summary("out -a theme=dark"), "0 rendered, 12 unchanged, 0 failed\n");
    assert_eq!(summary("out -a theme=dark -q"), "");
}

#[test]
fn files_are_replaced_whole_and_readable_by_all() {
    let folder = articles(3);
    let path = folder.path();
    render_into(path, "out");
    let html = path.join("out/0/0.html");
    let before = fs::File::open(&html).unwrap();
    fs::write(path.join("in/0/0.json"), story(50)).unwrap();
    render_into(path, "out");
    // Who had it open still reads the old one.
    let old = std::io::read_to_string(before).unwrap();
    assert!(old.contains("Story 0") && fs::read_to_string(&html).unwrap().contains("Story 50"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let usual = path.join("usual");
        fs::write(&usual, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&html), mode(&usual));
    }
    let names: Vec<_> = path.join("out/0").read_dir().unwrap().collect();
    assert_eq!(names.len(), 1, "nothing is left behind: {names:?}");
}

#[test]
fn two_articles_never_become_one_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a/x.json", "b/x.json"] {
        fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        fs::write(folder.path().join(name), story(1)).unwrap();
    }
    let ended = end(command(folder.path()).args(["render", "a", "b", "--out", "out"]));
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("a/x.json and b/x.json would both become x.html"), "{}", ended.err);
}

#[test]
fn shards_of_a_folder_cover_it_exactly_once_and_equal_the_single_run() {
    let folder = articles(100);
    let path = folder.path();
    render_into(path, "whole");
    let whole = files(&path.join("whole"));
    assert_eq!(whole.len(), 100);
    let mut union = BTreeMap::new();
    for index in 0..3 {
        render_into(path, &format!("part{index} --shard {index}/3"));
        let part = files(&path.join(format!("part{index}")));
        assert!((15..60).contains(&part.len()), "{}", part.len());
        for (name, text) in part {
            assert!(union.insert(name.clone(), text).is_none(), "{name} twice");
        }
        // Into one folder, too, each with a manifest of its own.
        render_into(path, &format!("together --shard {index}/3"));
    }
    assert_eq!(union, whole);
    assert_eq!(files(&path.join("together")), whole);
    assert_eq!(render_into(path, "together --shard 1/3").err.split(' ').next(), Some("0"));
}

fn stream(line: &str, input: impl Into<Vec<u8>>) -> (i32, Vec<Value>) {
    let ended = end(command(root()).args(line.split(' ')).write_stdin(input));
    let answers = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (ended.code, answers)
}

#[test]
fn a_stream_answers_every_line_in_order() {
    let mut lines: Vec<String> = (0..500).map(story).collect();
    lines[3] = "{not JSON".into();
    lines[4] = String::new();
    lines[5] = r#"{"headline": "A"}"#.into();
    let base = "https://news.example/6.json";
    lines[6] = format!(r#"{{"id": "six", "base": "{base}", "article": {}}}"#, story(6));
    lines[7] = json!({ "id": 77, "article": story(7) }).to_string();
    lines[8] = "x".repeat((16 << 20) + 1);
    lines[9] = format!("\"{}\"", "\u{feff}");
    let mut input = lines.join("\n").into_bytes();
    input.extend(b"\n\"\xff\"");
    let (code, answers) = stream("render --stream", input);
    assert_eq!((code, answers.len()), (1, 501));
    let error = |at: usize| (answers[at]["error"]["kind"].as_str().unwrap(), &answers[at]["path"]);
    assert_eq!(error(3), ("not-json", &json!("")));
    assert_eq!(error(4).0, "not-json");
    assert_eq!(error(5), ("no-article", &json!("body")));
    assert_eq!(error(8).0, "too-large");
    assert_eq!(error(9).0, "unknown-format");
    assert_eq!(error(500).0, "not-json");
    assert_eq!(answers[6], json!({ "id": "six", "html": rendered(&story(6), Some(base)) }));
    assert_eq!(answers[7], json!({ "id": 77, "html": rendered(&story(7), None) }));
    for at in (0..3).chain(10..500) {
        assert_eq!(answers[at], json!({ "id": at + 1, "html": rendered(&story(at), None) }));
    }
}

#[test]
fn shards_of_a_stream_cover_it_exactly_once_and_equal_the_single_run() {
    let input = (0..100).map(story).collect::<Vec<_>>().join("\n");
    let (code, whole) = stream("render --stream", input.clone());
    assert_eq!((code, whole.len()), (0, 100));
    let mut union: Vec<Value> = (0..7)
        .flat_map(|index| stream(&format!("render --stream --shard {index}/7"), input.clone()).1)
        .collect();
    union.sort_by_key(|answer| answer["id"].as_u64());
    assert_eq!(union, whole);
}

#[test]
fn who_asks_for_one_article_gets_its_answer_before_asking_for_the_next() {
    let mut child = Process::new(env!("CARGO_BIN_EXE_article-widget"))
        .args(["render", "--stream"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for number in 0..5 {
        writeln!(input, "{}", story(number)).unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert!(answer.contains(&format!("Story {number}")), "{answer}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..5000).map(|number| story(number) + "\n").collect();
    fs::write(folder.path().join("lines"), lines).unwrap();
    let program = env!("CARGO_BIN_EXE_article-widget");
    let line = format!("'{program}' render --stream <lines | head -n 1 | cut -c1-8");
    let output = Process::new("sh").args(["-c", &line]).current_dir(&folder).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "{\"id\":1,\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// The most memory that a command took for so many lines of 6 KB, of which one in a hundred is bad.
#[cfg(target_os = "linux")]
fn memory_for(lines: usize) -> u64 {
    let mut child = Process::new(env!("CARGO_BIN_EXE_article-widget"))
        .args(["render", "--stream", "--jobs", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let writer = std::thread::spawn(move || {
        let text = "The tide came in. ".repeat(340);
        for number in 0..lines {
            let id = if number % 100 == 7 { "," } else { "" };
            writeln!(input, r#"{{"headline": "Tides"{id}, "body": "<p>{text}"}}"#).unwrap();
        }
        // Its end would be the command's, and with it what Linux tells of it.
        input
    });
    let mut answers = BufReader::new(output).lines();
    let mut failed = 0;
    for _ in 0..lines {
        failed += usize::from(answers.next().unwrap().unwrap().contains("\"error\""));
    }
    assert_eq!(failed, lines.div_ceil(100));
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes = most.split_whitespace().next().unwrap().parse().unwrap();
    drop(writer.join().unwrap());
    child.wait().unwrap();
    kilobytes
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_stream_takes_no_more_memory_than_a_short_one() {
    // What is written and waits is bounded; the long one alone has 12 MB of lines, and as much of answers.
    let (short, long) = (memory_for(300), memory_for(2_000));
    assert!(long < short + 4_096, "{short} KB for 300 lines, {long} KB for 2,000");
}
