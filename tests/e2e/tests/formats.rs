//! Articles of every format in a browser: most formats are read by a part of the Wasm that loads on demand.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::server::workspace;
use e2e::{Host, Outcome, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::stories::{TAG, fails_with, full, minimal, serve};

const REST: &str = "/w/article-widget-rest.wasm";
const SOURCE: &str = "/api/articles/42.json";
/// Where the snapshots' articles come from.
const ORIGIN: &str = "https://news.example";

/// What a story of Editor.js holds.
fn blocks() -> Value {
    json!({ "title": "A tree", "blocks": [{ "type": "paragraph", "data": { "text": "Its leaf" } }] })
}

/// Every snapshot of an article, with the fixture it was made from.
fn snapshots() -> Result<Vec<(String, PathBuf, Value)>> {
    let mut found = Vec::new();
    for format in fs::read_dir(workspace().join("tests/fixtures"))? {
        for file in fs::read_dir(format?.path())? {
            let fixture = file?.path();
            let stem = |path: &std::path::Path| {
                path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned)
            };
            let format = fixture
                .parent()
                .and_then(|folder| folder.file_name())
                .and_then(|name| name.to_str());
            let name =
                format!("{}-{}", format.context("a folder")?, stem(&fixture).context("a name")?);
            let snapshot = workspace().join(format!("tests/snapshots/formats__{name}.snap"));
            if let Ok(snapshot) = fs::read_to_string(snapshot) {
                let text =
                    snapshot.splitn(3, "---\n").nth(2).context("a snapshot without a head")?;
                let article = serde_json::from_str::<Value>(text)?["article"].take();
                found.push((name, fixture, article));
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

#[test]
fn every_format_reads_as_it_does_natively() {
    scene(async |s| {
        s.open("").await?;
        let snapshots = snapshots()?;
        assert!(snapshots.len() > 40, "{}", snapshots.len());
        for (name, fixture, expected) in snapshots {
            s.server.put(SOURCE, Reply::new("application/json", fs::read(fixture)?));
            let read = s
                .page
                .js_with(
                    "const widget = document.createElement('article-widget');
                     widget.setAttribute('src', arguments[0]);
                     document.body.replaceChildren(widget);
                     return widget.ready.then((state) => state === 'ready' ? JSON.stringify(widget.article) : state)",
                    vec![SOURCE.into()],
                )
                .await?;
            // A URL without a scheme takes the server's.
            let read = read.as_str().context("a text")?.replace(&s.server.origin(), ORIGIN);
            let read = serde_json::from_str::<Value>(&read.replace("http://", "https://"));
            let expected = expected.to_string().replace("http://", "https://");
            assert_eq!(read?, serde_json::from_str::<Value>(&expected)?, "{name}");
        }
        assert_eq!(s.server.requests(REST).len(), 1, "all widgets share what was loaded");
        Ok(())
    });
}

#[test]
fn common_formats_need_no_more_than_the_first_part() {
    scene(async |s| {
        serve(s, &full());
        s.open(TAG).await?;
        s.ready().await?;
        for format in ["wordpress", "jsonfeed", "ghost", "schema.org"] {
            let text = fs::read_to_string(
                workspace().join(format!("tests/fixtures/{format}/story.json")),
            )?;
            let state = s.page.js_with("const widget = e2e.widget(); widget.article = JSON.parse(arguments[0]); return widget.ready", vec![text.into()]).await?;
            assert_eq!(state, "ready", "{format}");
        }
        s.page.js("e2e.widget().article = { a: 1 }").await?;
        fails_with(s, "unknown-format").await?;
        assert!(s.server.requests(REST).is_empty());
        Ok(())
    });
}

async fn shows_the_tree(s: &Scene) -> Result<()> {
    s.ready().await?;
    assert_eq!(s.text("headline").await?.as_deref(), Some("A tree"));
    Ok(())
}

#[test]
fn what_loads_on_demand_is_tried_once_more_past_the_cache() {
    scene(async |s| {
        let rest = fs::read(e2e::server::dist().join("article-widget-rest.wasm"))?;
        s.server.put_each(
            REST,
            [Reply::new("application/wasm", "not the file"), Reply::new("application/wasm", rest)],
        );
        s.server.json("/news/story.json", &blocks());
        s.open(TAG).await?;
        shows_the_tree(s).await
    });
}

#[test]
fn a_part_that_cannot_be_loaded_is_an_error_from_which_retry_recovers() {
    scene(async |s| {
        let rest = fs::read(e2e::server::dist().join("article-widget-rest.wasm"))?;
        s.server.put(REST, Reply::new("text/plain", "gone").status(500));
        s.server.json("/news/story.json", &blocks());
        s.open(TAG).await?;
        let detail = fails_with(s, "network").await?;
        assert_eq!(detail["message"], "A file of the widget could not be loaded.");
        s.server.put(REST, Reply::new("application/wasm", rest));
        s.page.click("e2e.part('retry')").await?;
        shows_the_tree(s).await
    });
}

#[test]
fn a_policy_that_forbids_what_loads_on_demand_is_named() {
    scene(async |s| {
        let policy = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
        let widgets = Host::new(r#"<article-widget></article-widget>"#);
        s.visit(&widgets.header(CONTENT_SECURITY_POLICY, policy)).await?;
        let forbid = "const policy = document.createElement('meta');
            policy.httpEquiv = 'Content-Security-Policy'; policy.content = \"connect-src 'none'\";";
        s.page
            .js_with(
                &format!("{forbid} const widget = e2e.widget(); widget.article = arguments[0];
                    return widget.ready.then(() => {{ document.head.append(policy); widget.article = arguments[1]; }})"),
                vec![minimal("First"), blocks()],
            )
            .await?;
        let detail = fails_with(s, "blocked").await?;
        let message = detail["message"].as_str().context("a message")?;
        assert!(message.ends_with(&format!("{} in connect-src.", s.server.origin())), "{message}");
        s.expect_problem("policy: connect-src").await
    });
}

#[test]
fn a_source_that_changes_while_a_part_loads_wins() {
    scene(async |s| {
        let rest = fs::read(e2e::server::dist().join("article-widget-rest.wasm"))?;
        let gate = e2e::Gate::closed();
        s.server.put(REST, Reply::new("application/wasm", rest).behind(&gate));
        s.server.json("/news/story.json", &blocks());
        s.server.json("/news/next.json", &minimal("The next"));
        s.open(TAG).await?;
        s.server.until(REST, "asked for", |seen| !seen.is_empty()).await?;
        s.page.js("e2e.widget().setAttribute('src', '/news/next.json')").await?;
        s.ready().await?;
        gate.open();
        s.server
            .until(REST, "served", |seen| seen.iter().all(|seen| seen.outcome == Outcome::Served))
            .await?;
        assert_eq!(s.text("headline").await?.as_deref(), Some("The next"));
        assert_eq!(s.events("article-load").await?.len(), 1);
        Ok(())
    });
}
