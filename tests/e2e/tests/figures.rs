//! What an article costs a page and leaves of it, as docs/hosts.md tells: each figure is held against the page by
//! the test that finds it.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::{Context, Result};
use e2e::browser::Engine;
use e2e::{Host, Scene, scene};

use crate::pages::{codes, file, table};
use crate::stories::{STORY, minimal};

const PAGE: &str = "docs/hosts.md";
// The tables' first cells.
const REQUESTS: &str = "what a page shows";
pub const PIXELS: &str = "a page with";
pub const POLICIES: &str = "under the policy";

fn row(head: &str, what: &str) -> Result<Vec<String>> {
    let mut rows = table(&file(PAGE), head).into_iter();
    rows.find(|row| row[0] == what).with_context(|| format!("{PAGE} does not tell of «{what}»"))
}

/// Tells a figure of this browser's; fails where the page says another.
pub fn tell(scene: &Scene, head: &str, what: &str, figure: usize) -> Result<()> {
    let engine = scene.page.engine();
    writeln!(std::io::stderr(), "{PAGE}: {head}, {what}: {figure} in {engine:?}")?;
    let row = row(head, what)?;
    let engines = [Engine::Chromium, Engine::Firefox, Engine::Webkit];
    let cells = engines.iter().zip(&row[row.len() - engines.len()..]);
    for (_, said) in cells.filter(|(one, _)| **one == engine) {
        assert_eq!(*said, figure.to_string(), "{head}: {what}");
    }
    Ok(())
}

/// How often the page's policy was violated so far.
pub async fn violations(scene: &Scene) -> Result<usize> {
    scene.page.get("e2e.problems.filter((problem) => problem.startsWith('policy:')).length").await
}

/// Bytes of the built files after brotli, as recorded.
fn sizes() -> BTreeMap<String, u32> {
    let lines = file("xtask/size-budget.txt");
    let lines = lines.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.trim().split_once(' ').unwrap())
        .map(|(bytes, name)| (name.to_owned(), bytes.parse().unwrap()))
        .collect()
}

/// Holds what was asked for since the last step against what the page says of this one.
fn asked_for(scene: &Scene, before: &mut usize, what: &str) -> Result<()> {
    let log = scene.server.log();
    let mut asked: Vec<String> = log[*before..]
        .iter()
        .filter_map(|seen| match seen.path.strip_prefix("/w/") {
            Some(name) => Some(name.to_owned()),
            None => seen.path.starts_with("/news/").then(|| "src".to_owned()),
        })
        .collect();
    *before = log.len();
    asked.sort();
    let sizes = sizes();
    let bytes: u32 = asked.iter().filter_map(|name| sizes.get(name)).sum();
    let kilobytes = f64::from(bytes) / 1000.0;
    writeln!(
        std::io::stderr(),
        "{PAGE}: requests, {what}: {} of {kilobytes:.1} KB: {}",
        asked.len(),
        asked.join(", ")
    )?;
    let row = row(REQUESTS, what)?;
    let mut said = codes(&row[1]);
    said.sort();
    assert_eq!(said, asked, "{what}");
    assert_eq!(row[2], asked.len().to_string(), "{what}");
    // As much as a file may grow before its size is recorded anew.
    assert!((row[3].parse::<f64>()? - kilobytes).abs() <= 0.6, "{what}: {bytes} bytes");
    Ok(())
}

#[test]
fn a_page_asks_for_what_is_told_and_for_no_more() {
    scene(async |s| {
        s.server.json(STORY, &minimal("First"));
        s.server.json("/news/other.json", &minimal("Other"));
        let body = format!(
            r#"<div style="height: 20000px"></div><article-widget src="{STORY}" loading="lazy"></article-widget>"#
        );
        s.visit(&Host::new(body)).await?;
        // What was observed before is told of before.
        s.page
            .js("return new Promise((done) => new IntersectionObserver(() => setTimeout(done)).observe(e2e.widget()))")
            .await?;
        let mut before = 0;
        asked_for(s, &mut before, "the script, no element near the view")?;

        s.page.js("scrollTo(0, document.body.scrollHeight)").await?;
        s.ready().await?;
        asked_for(s, &mut before, "the first article")?;

        s.page
            .js("for (const id of ['one', 'two']) document.body.insertAdjacentHTML('beforeend', `<article-widget id=${id} src=/news/other.json></article-widget>`)")
            .await?;
        s.state("#one", "ready").await?;
        s.state("#two", "ready").await?;
        asked_for(s, &mut before, "two more elements with one `src`")?;

        s.page.js("e2e.widget('#one').setAttribute('labels-lang', 'de')").await?;
        s.page.until("e2e.text(e2e.part('read-time', '#one'))?.includes('Min')").await?;
        asked_for(s, &mut before, "words in German")?;

        for (what, attribute, value, is_there) in [
            ("the first tool: `progress`", "progress", "", "e2e.part('progress')"),
            (
                "another: `controls`",
                "controls",
                "contents share text-size theme",
                "e2e.part('tools')",
            ),
            ("another: `collapse`", "collapse", "1", "!e2e.part('continue')"),
            (
                "another: `structured-data`",
                "structured-data",
                "",
                "document.querySelector('script[type=\"application/ld+json\"]')",
            ),
        ] {
            s.page.js(&format!("e2e.widget().setAttribute('{attribute}', '{value}')")).await?;
            s.page.until(is_there).await?;
            let loaded = format!(
                "performance.getEntriesByType('resource').some(({{ name }}) => name.endsWith('/{attribute}.js'))"
            );
            s.page.until(&loaded).await?;
            asked_for(s, &mut before, what)?;
        }
        Ok(())
    });
}
