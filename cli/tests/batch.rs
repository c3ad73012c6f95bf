//! The engines of docs/scale.md that are there: Spark in local mode, by the example, and GNU parallel.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may panic")]

#[allow(dead_code, reason = "another test program uses the rest")]
mod common;

use std::fs;
use std::process::{Command, Stdio};

use common::{command, root};

/// Every fixture, a line each, and between them lines that are no articles.
fn lines() -> String {
    let mut lines = String::new();
    let formats = root().join("tests/fixtures").read_dir().unwrap();
    let mut files: Vec<_> = formats
        .filter_map(|folder| folder.unwrap().path().read_dir().ok())
        .flat_map(|folder| folder.map(|entry| entry.unwrap().path()))
        .filter(|file| file.extension().is_some_and(|name| name == "json"))
        .collect();
    files.sort();
    for (id, file) in files.iter().enumerate() {
        let article: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let base = format!("https://news.example/{id}.json");
        lines += &serde_json::json!({ "id": id, "base": base, "article": article }).to_string();
        lines += "\n";
        if id % 10 == 0 {
            lines += "{\"id\": \"bad\", \"article\": {}}\n";
        }
    }
    lines
}

fn by_one_run(lines: String) -> String {
    let mut alone = command(root());
    let output = alone.args(["render", "--stream"]).write_stdin(lines).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[ignore = "needs PySpark and Java: cargo xtask test --only unit"]
fn spark_gives_what_one_run_gives_byte_for_byte() {
    let python = std::env::var_os("PYSPARK_PYTHON").expect("cargo xtask test sets it");
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("lines"), folder.path().join("out"));
    let lines = lines();
    fs::write(&input, &lines).unwrap();
    let mut spark = Command::new(python);
    spark.arg(root().join("examples/batch/render.py")).args([&input, &out]).arg("3");
    let told = spark
        .env("ARTICLE_WIDGET", env!("CARGO_BIN_EXE_article-widget"))
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(told.status.success());
    let mut parts: Vec<_> = out.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    parts.retain(|file| file.file_name().unwrap().to_string_lossy().starts_with("part-"));
    parts.sort();
    assert!(parts.len() >= 3, "{parts:?}");
    let by_spark: String = parts.iter().map(|file| fs::read_to_string(file).unwrap()).collect();

    assert_eq!(by_spark, by_one_run(lines));
    let summary = String::from_utf8(told.stdout).unwrap();
    assert!(by_spark.lines().count() > 90 && summary.contains(" failed"), "{summary}");
}

#[test]
#[ignore = "needs GNU parallel: cargo xtask test --only unit"]
fn gnu_parallel_gives_what_one_run_gives_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let lines = lines();
    fs::write(folder.path().join("lines"), &lines).unwrap();
    let page = fs::read_to_string(root().join("docs/scale.md")).unwrap();
    let line = page.lines().find_map(|line| line.strip_prefix("| GNU parallel | `")).unwrap();
    let (shown, _) = line.split_once('`').unwrap();
    // So small that there are several.
    let blocks = shown.replace("--block 8M", "--block 60k");
    assert_ne!(blocks, shown);
    let line = blocks.replace("article-widget", env!("CARGO_BIN_EXE_article-widget"));
    let ended = Command::new("sh").args(["-c", &line]).current_dir(&folder).output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr);
    let answers = fs::read_to_string(folder.path().join("answers")).unwrap();
    assert_eq!(answers, by_one_run(lines), "{told}");
    // As many as there are parts with a bad line.
    assert!(ended.status.code().unwrap() > 1, "{told}");
}
