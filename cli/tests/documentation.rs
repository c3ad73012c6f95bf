//! The examples of the page about the command, run as they stand there; its tables, by the code.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic"
)]

#[path = "../../tests/pages/mod.rs"]
#[allow(dead_code, reason = "another test program uses the rest")]
mod pages;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use pages::{between, codes, fenced, file, root, table};

const PAGE: &str = "docs/command.md";
const RENDERING: &str = "docs/prerendering.md";

/// A folder with what the examples are about.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: String| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let page = file(PAGE);
    let ferry = fenced(&page).into_iter().find(|(info, _)| info == "json warns").unwrap().1;
    put("ferry.json", ferry.clone());
    put("stories/ferry.json", ferry);
    put("stories/library.json", file("preview/articles/arabic.json"));
    put("stories/sub/talks.json", file("preview/articles/sample.json"));
    put("feed.json", file("tests/fixtures/jsonfeed/traps.json"));
    folder
}

/// What a command prints and how it ends, in a shell.
fn output(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_article-widget"));
    let mut path = program.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env("PATH", path)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// With `INSTA_UPDATE=always` the pages are written anew.
#[test]
fn every_example_prints_what_the_page_says() {
    for name in [PAGE, RENDERING] {
        let page = file(name);
        let folder = folder();
        let mut renewed = page.clone();
        let mut count = 0;
        for (_, session) in fenced(&page).into_iter().filter(|(info, _)| info == "console") {
            let mut expected = String::new();
            for command in session.lines().filter_map(|line| line.strip_prefix("$ ")) {
                expected.push_str(&format!("$ {command}\n{}", output(command, folder.path())));
                count += 1;
            }
            let expected = expected.trim_end();
            if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
                let block = |inside: &str| format!("```console\n{inside}\n```");
                renewed = renewed.replace(&block(&session), &block(expected));
            } else {
                assert_eq!(session, expected, "{name}");
            }
        }
        assert!(count >= 5, "{name}: {count}");
        if renewed != page {
            fs::write(root().join(name), renewed).unwrap();
        }
    }
}

#[test]
fn the_codes_of_the_page_are_those_that_are_found() {
    let listed: BTreeSet<String> =
        table(&file(PAGE), "code").iter().flat_map(|row| codes(&row[0])).collect();
    let sources = ["cli/src/check.rs", "cli/src/check/findings.rs"].map(file).concat();
    // A level, and the code after it.
    let told: BTreeSet<String> = between(&sources, "Level::", "}")
        .into_iter()
        .filter_map(|rest| rest.split_once(',')?.1.trim_start().strip_prefix('"'))
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .filter(|code| !code.contains(' '))
        .collect();
    assert_eq!(listed, told);
}

#[test]
fn the_options_of_the_command_are_all_told() {
    for (command, page) in [("check", PAGE), ("render", RENDERING)] {
        let page = file(page);
        let help = output(&format!("article-widget {command} --help"), &root());
        for option in between(&help, "\n      --", "\n").iter().chain(&between(&help, ", --", "\n"))
        {
            let name = option.split([' ', '\n']).next().unwrap();
            assert!(name == "help" || page.contains(&format!("--{name}")), "--{name}");
        }
    }
}
