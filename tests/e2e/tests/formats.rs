//! Articles of every format in a browser, and which part of the Wasm they take.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::gallery::ARE_THERE;
use e2e::server::workspace;
use e2e::{Host, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::stories::{TAG, fails_with, minimal, show, told_on_the_console};

/// The part for plain articles of our own, that for articles of common formats, and all that there is.
const NATIVE: &str = "/w/article-widget-app_bg.wasm";
const COMMON: &str = "/w/article-widget-common.wasm";
const WHOLE: &str = "/w/article-widget-whole.wasm";
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
        assert_eq!(s.server.requests(WHOLE).len(), 1, "all widgets share what was loaded");
        Ok(())
    });
}

/// Which parts have been asked for.
fn parts(s: &Scene) -> Vec<&'static str> {
    [NATIVE, COMMON, WHOLE].into_iter().filter(|part| !s.server.requests(part).is_empty()).collect()
}

#[test]
fn common_formats_need_no_more_than_their_part() {
    scene(async |s| {
        let post = fs::read(workspace().join("tests/fixtures/wordpress/story.json"))?;
        s.server.put(SOURCE, Reply::new("application/json", post));
        s.open(&format!(r#"<article-widget format="wordpress" src="{SOURCE}"></article-widget>"#))
            .await?;
        s.ready().await?;
        s.page.js("e2e.widget().removeAttribute('format')").await?;
        for format in [
            "wordpress",
            "wordpress.com",
            "jsonfeed",
            "ghost",
            "schema.org",
            "postlight",
            "readability",
            "substack",
        ] {
            let text = fs::read_to_string(
                workspace().join(format!("tests/fixtures/{format}/story.json")),
            )?;
            let state = s.page.js_with("const widget = e2e.widget(); widget.article = JSON.parse(arguments[0]); return widget.ready", vec![text.into()]).await?;
            assert_eq!(state, "ready", "{format}");
        }
        assert_eq!(parts(s), [COMMON]);
        Ok(())
    });
}

#[test]
fn a_format_that_is_named_loads_its_part_at_once() {
    scene(async |s| {
        for (name, format, part) in [
            ("native", "native/minimal", NATIVE),
            ("native", "native/null-fields", NATIVE),
            ("jsonfeed", "jsonfeed/story", COMMON),
            ("", "native/minimal", NATIVE),
            ("editorjs", "editorjs/story", WHOLE),
            ("drupal", "drupal/story", WHOLE),
        ] {
            let fixture = fs::read(workspace().join(format!("tests/fixtures/{format}.json")))?;
            let before = s.server.log().len();
            s.server.put(SOURCE, Reply::new("application/json", fixture));
            s.open(&format!(r#"<article-widget format="{name}" src="{SOURCE}"></article-widget>"#))
                .await?;
            s.ready().await?;
            let log = s.server.log();
            let asked: Vec<_> = log[before..]
                .iter()
                .map(|seen| seen.path.as_str())
                .filter(|path| path.ends_with(".wasm"))
                .collect();
            assert_eq!(asked, [part], "{format}");
        }
        Ok(())
    });
}

#[test]
fn an_address_may_tell_the_part() {
    scene(async |s| {
        for (address, format) in [
            ("/wp-json/wp/v2/posts/42", "wordpress"),
            ("/feed.json", "jsonfeed"),
            ("/ghost/api/content/posts/42", "ghost"),
        ] {
            let story = workspace().join(format!("tests/fixtures/{format}/story.json"));
            s.server.put(address, Reply::new("application/json", fs::read(story)?));
            s.open(&format!(r#"<article-widget src="{address}"></article-widget>"#)).await?;
            s.ready().await?;
        }
        assert_eq!(parts(s), [COMMON]);
        Ok(())
    });
}

#[test]
fn a_page_full_of_articles_needs_no_more_than_their_part() {
    scene(async |s| {
        let mut page = String::new();
        for number in 0..100 {
            s.server.json(&format!("/{number}.json"), &minimal(&format!("Number {number}")));
            page.push_str(&format!(r#"<article-widget src="/{number}.json"></article-widget>"#));
        }
        s.open(&page).await?;
        s.page.until(ARE_THERE).await?;
        s.page.js("for (const widget of document.querySelectorAll('article-widget')) widget.setAttribute('heading-level', '3')").await?;
        s.page.until("[...document.querySelectorAll('article-widget')].every((widget) => widget.shadowRoot.querySelector('h3'))").await?;
        s.page
            .js("for (const widget of document.querySelectorAll('article-widget')) widget.remove()")
            .await?;
        assert_eq!(parts(s), [NATIVE]);
        Ok(())
    });
}

#[test]
fn words_that_one_article_has_fetched_are_there_for_the_next() {
    scene(async |s| {
        let all = "[...document.querySelectorAll('article-widget')]";
        let mut story = minimal("Eine Geschichte");
        story["language"] = json!("de");
        s.server.json("/news/story.json", &story);
        s.open(&TAG.repeat(2)).await?;
        s.page.until(ARE_THERE).await?;
        let asked = s.server.requests("/w/labels/de.json").len();
        s.page.js(&format!("document.body.insertAdjacentHTML('beforeend', '{TAG}')")).await?;
        s.page.until(&format!("{all}.length === 3 && {all}.every((widget) => widget.shadowRoot.textContent.includes('Lesezeit'))")).await?;
        assert_eq!(s.server.requests("/w/labels/de.json").len(), asked);
        assert_eq!(parts(s), [NATIVE]);
        Ok(())
    });
}

#[test]
fn all_blocks_of_our_own_need_no_more_than_their_part() {
    scene(async |s| {
        let path = workspace().join("preview/articles/blocks.json");
        let story = serde_json::from_str::<Value>(&fs::read_to_string(path)?)?;
        let blocks = story["body"].as_array().context("a body")?;
        for kind in ["html", "embed", "audio", "video", "gallery", "table", "code", "callout"] {
            assert!(blocks.iter().any(|block| block["type"] == kind), "{kind}");
        }
        show(s, &story).await?;
        assert_eq!(parts(s), [NATIVE]);
        Ok(())
    });
}

/// One that is drawn in another task than it is read in.
fn long() -> Value {
    let mut story = minimal("Long");
    story["body"] =
        json!("<p>A paragraph of <em>many</em>, none of which says more.</p>".repeat(2000));
    story
}

#[test]
fn a_long_article_needs_no_more_than_its_part() {
    scene(async |s| {
        show(s, &long()).await?;
        assert_eq!(s.page.get::<u32>("e2e.part('body').children.length").await?, 2000);
        assert_eq!(parts(s), [NATIVE]);
        Ok(())
    });
}

#[test]
fn the_page_has_its_turn_between_the_reading_of_a_long_article_and_its_drawing() {
    scene(async |s| {
        s.server.json("/long.json", &long());
        show(s, &minimal("The next")).await?;
        s.page
            .js("window.held = [];
                const { setTimeout } = window;
                window.setTimeout = (run, time, ...given) => time ? setTimeout(run, time, ...given) : held.push(run);
                e2e.widget().setAttribute('src', '/long.json')")
            .await?;
        s.page.until("held.length === 1").await?;
        assert_eq!(s.page.get::<String>("e2e.widget().state").await?, "loading");
        s.page.js("held.pop()()").await?;
        s.ready().await?;
        assert_eq!(s.text("headline").await?.as_deref(), Some("Long"));
        // Whoever asks for another one meanwhile gets that alone.
        s.page.js("e2e.widget().reload()").await?;
        s.page.until("held.length === 1").await?;
        s.page.js("e2e.widget().setAttribute('src', '/news/story.json')").await?;
        s.page.until("e2e.part('headline')?.textContent === 'The next'").await?;
        s.page.js("held.pop()()").await?;
        s.page.js("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))").await?;
        assert_eq!(s.text("headline").await?.as_deref(), Some("The next"));
        assert_eq!(s.events("article-load").await?.len(), 3);
        Ok(())
    });
}

#[test]
fn one_of_ours_after_one_of_a_common_format_takes_the_whole() {
    scene(async |s| {
        let post = fs::read(workspace().join("tests/fixtures/wordpress/story.json"))?;
        s.server.put("/wp-json/wp/v2/posts/42", Reply::new("application/json", post));
        s.server.json("/news/story.json", &minimal("Ours"));
        s.open(r#"<article-widget src="/wp-json/wp/v2/posts/42"></article-widget>"#).await?;
        s.ready().await?;
        s.page.js("e2e.widget().setAttribute('src', '/news/story.json')").await?;
        s.page.until("e2e.part('headline')?.textContent === 'Ours'").await?;
        assert_eq!(parts(s), [COMMON, WHOLE]);
        assert!(s.events("article-error").await?.is_empty());
        Ok(())
    });
}

#[test]
fn articles_of_a_list_need_no_more_than_their_part() {
    scene(async |s| {
        let mut second = minimal("Second");
        second["url"] = json!("https://news.example/second");
        let list = json!([minimal("First"), second]);
        s.server.json("/list.json", &list);
        s.server.json("/articles.json", &json!({ "articles": list }));
        for (attributes, headline) in [
            ("", "First"),
            (r#"item="1""#, "Second"),
            (r#"item="https://news.example/second""#, "Second"),
            (r#"item="1" format="native""#, "Second"),
        ] {
            for address in ["/list.json", "/articles.json"] {
                s.open(&format!(
                    r#"<article-widget src="{address}" {attributes}></article-widget>"#
                ))
                .await?;
                s.ready().await?;
                assert_eq!(s.text("headline").await?.as_deref(), Some(headline), "{attributes}");
            }
        }
        assert_eq!(parts(s), [NATIVE]);
        Ok(())
    });
}

#[test]
fn what_is_no_article_is_told_by_the_whole() {
    scene(async |s| {
        s.server.json("/plain.json", &minimal("Plain"));
        s.server.put(SOURCE, Reply::html("<!doctype html><title>Sign in</title>"));
        let tag = |id: &str, address: &str| {
            format!(r#"<article-widget id="{id}" src="{address}"></article-widget>"#)
        };
        s.open(&tag("plain", "/plain.json")).await?;
        s.state("#plain", "ready").await?;
        s.page
            .js(&format!(
                "document.body.insertAdjacentHTML('beforeend', `{}`)",
                tag("none", SOURCE)
            ))
            .await?;
        s.state("#none", "error").await?;
        let detail = s.detail("article-error").await?;
        assert_eq!(detail["kind"], "not-json", "{detail}");
        assert_eq!(s.events("article-error").await?.len(), 1);
        told_on_the_console(s).await?;
        assert_eq!(s.server.requests(SOURCE).len(), 1, "its text is there already");
        assert_eq!(parts(s), [NATIVE, WHOLE]);
        assert_eq!(s.text("headline").await?.as_deref(), Some("Plain"));
        Ok(())
    });
}

#[test]
fn an_article_that_takes_more_than_its_part_is_read_again_without_a_word() {
    scene(async |s| {
        s.server.json("/plain.json", &minimal("Plain"));
        s.server.json("/news/story.json", &blocks());
        s.open(r#"<article-widget id="plain" src="/plain.json"></article-widget>"#).await?;
        s.state("#plain", "ready").await?;
        let text = "window.drawn = e2e.part('headline', '#plain');
            document.body.insertAdjacentHTML('beforeend', '<article-widget id=tree src=/news/story.json></article-widget>')";
        s.page.js(text).await?;
        s.state("#tree", "ready").await?;
        assert_eq!(
            s.page.get::<String>("e2e.text(e2e.part('headline', '#tree'))").await?,
            "A tree"
        );
        assert_eq!(parts(s), [NATIVE, WHOLE]);
        assert_eq!(s.server.requests("/news/story.json").len(), 1, "its text is there already");
        assert!(s.page.get::<bool>("drawn === e2e.part('headline', '#plain')").await?);
        assert_eq!(s.events("article-load").await?.len(), 2);
        // What was drawn by the part can be drawn anew by the whole.
        s.page.js("e2e.widget('#plain').setAttribute('heading-level', '4')").await?;
        s.page.until("e2e.part('headline', '#plain').localName === 'h4'").await?;
        assert_eq!(s.server.requests(WHOLE).len(), 1);
        Ok(())
    });
}

#[test]
fn an_article_after_another_may_take_more() {
    scene(async |s| {
        let story =
            json!({ "headline": "Plain", "body": [{ "type": "paragraph", "text": "Text." }] });
        let more = json!({ "headline": "More", "body": "<h2>A body</h2><pre><code>of = code;</code></pre>" });
        s.server.json("/news/story.json", &story);
        s.server.json("/news/more.json", &more);
        s.open(r#"<article-widget format="native" src="/news/story.json"></article-widget>"#)
            .await?;
        s.ready().await?;
        s.page.js("e2e.widget().setAttribute('src', '/news/more.json')").await?;
        s.page.until("e2e.part('headline')?.textContent === 'More'").await?;
        s.ready().await?;
        assert_eq!(parts(s), [NATIVE, WHOLE]);
        assert!(s.page.get::<bool>("!!e2e.part('body').querySelector('h3')").await?);
        Ok(())
    });
}

async fn shows_the_tree(s: &Scene) -> Result<()> {
    s.ready().await?;
    assert_eq!(s.text("headline").await?.as_deref(), Some("A tree"));
    Ok(())
}

fn whole() -> Result<Reply> {
    let whole = fs::read(e2e::server::dist().join("article-widget-whole.wasm"))?;
    Ok(Reply::new("application/wasm", whole))
}

#[test]
fn what_loads_on_demand_is_tried_once_more_past_the_cache() {
    scene(async |s| {
        s.server.put_each(WHOLE, [Reply::new("application/wasm", "not the file"), whole()?]);
        s.server.json("/news/story.json", &blocks());
        s.open(TAG).await?;
        shows_the_tree(s).await
    });
}

#[test]
fn a_part_that_cannot_be_loaded_is_an_error_from_which_retry_recovers() {
    scene(async |s| {
        s.server.put(WHOLE, Reply::new("text/plain", "gone").status(500));
        s.server.json("/news/story.json", &blocks());
        s.open(TAG).await?;
        let detail = fails_with(s, "network").await?;
        let message = detail["message"].as_str().context("a message")?;
        assert!(message.starts_with("The widget's own files could not be loaded: Error: 500 "));
        s.server.put(WHOLE, whole()?);
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
        let gate = e2e::Gate::closed();
        s.server.put(WHOLE, whole()?.behind(&gate));
        s.server.json("/news/story.json", &blocks());
        s.server.json("/news/next.json", &minimal("The next"));
        s.open(TAG).await?;
        s.server.until(WHOLE, "asked for", |seen| !seen.is_empty()).await?;
        s.page.js("e2e.widget().setAttribute('src', '/news/next.json')").await?;
        s.server.until("/news/next.json", "asked for", |seen| !seen.is_empty()).await?;
        gate.open();
        s.ready().await?;
        assert_eq!(s.text("headline").await?.as_deref(), Some("The next"));
        assert_eq!(s.events("article-load").await?.len(), 1);
        Ok(())
    });
}
