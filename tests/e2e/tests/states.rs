//! Loading, failing, recovering: what stands in the article's place, and what the host is told.

use anyhow::Result;
use e2e::{Gate, Host, Outcome, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::stories::{STORY, TAG, fails_with, full, minimal, serve, show};

const ENTER: char = '\u{e007}';
const TAB: char = '\u{e004}';

/// Whether a reader sees this text anywhere on the page.
async fn sees(scene: &Scene, text: &str) -> Result<bool> {
    let seen = "const walk = (node) => {
            if (node.nodeType === 3) return node.data.includes(arguments[0]) && visible(node.parentElement);
            return [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].some(walk);
        };
        const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
        return walk(document.body);";
    Ok(scene.page.js_with(seen, vec![text.into()]).await? == Value::Bool(true))
}

#[test]
fn without_a_source_the_element_is_idle_and_shows_its_own_content() {
    scene(async |s| {
        s.open("<article-widget><p>Own content</p></article-widget>").await?;
        s.state("article-widget", "idle").await?;
        assert!(sees(s, "Own content").await?);
        assert_eq!(
            s.page
                .get::<u32>("e2e.parts('skeleton').filter((e) => e.checkVisibility()).length")
                .await?,
            0
        );
        Ok(())
    });
}

#[test]
fn a_skeleton_stands_while_the_server_is_silent() {
    scene(async |s| {
        s.server.put(STORY, Reply::silent());
        s.open(TAG).await?;
        s.state("article-widget", "loading").await?;
        s.page.until("e2e.part('skeleton')?.checkVisibility() && e2e.part('skeleton').getBoundingClientRect().height > 100").await?;
        assert_eq!(s.events("article-load").await?, Vec::<Value>::new());
        Ok(())
    });
}

#[test]
fn the_state_goes_from_loading_to_ready() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put(STORY, Reply::json(&minimal("At last")).behind(&gate));
        s.open(TAG).await?;
        s.state("article-widget", "loading").await?;
        assert_eq!(s.page.get::<String>("e2e.widget().state").await?, "loading");
        gate.open();
        s.ready().await?;
        assert_eq!(s.page.get::<String>("e2e.widget().state").await?, "ready");
        assert!(!s.page.get::<bool>("e2e.part('skeleton')?.checkVisibility() ?? false").await?);
        assert_eq!(s.page.get::<Value>("e2e.widget().ready").await?, json!("ready"));
        Ok(())
    });
}

#[test]
fn the_custom_state_is_that_of_the_moment_and_no_other() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put(STORY, Reply::json(&minimal("At last")).behind(&gate));
        s.server.put("/gone.json", Reply::new("text/plain", "").status(404));
        s.open(TAG).await?;
        if !s.page.get::<bool>("CSS.supports('selector(:state(ready))')").await? {
            return s.not_run("this browser has no custom states");
        }
        let matched = "['idle', 'loading', 'ready', 'error'].filter((it) => e2e.widget().matches(`:state(${it})`))";
        s.state("article-widget", "loading").await?;
        assert_eq!(s.page.get::<Value>(matched).await?, json!(["loading"]));
        gate.open();
        s.ready().await?;
        assert_eq!(s.page.get::<Value>(matched).await?, json!(["ready"]));
        s.page.js("e2e.widget().setAttribute('src', '/gone.json')").await?;
        fails_with(s, "http").await?;
        assert_eq!(s.page.get::<Value>(matched).await?, json!(["error"]));
        s.page.js("e2e.widget().removeAttribute('src')").await?;
        s.state("article-widget", "idle").await?;
        assert_eq!(s.page.get::<Value>(matched).await?, json!(["idle"]));
        Ok(())
    });
}

#[test]
fn the_fallback_stands_in_the_skeletons_place_while_loading_and_goes_when_the_article_is_there() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put(STORY, Reply::json(&minimal("At last")).behind(&gate));
        s.open(r#"<article-widget src="/news/story.json"><a href="/original">Read the original</a></article-widget>"#).await?;
        s.state("article-widget", "loading").await?;
        assert!(sees(s, "Read the original").await?);
        assert!(!s.page.get::<bool>("e2e.part('skeleton')?.checkVisibility() ?? false").await?);
        gate.open();
        s.ready().await?;
        assert!(!sees(s, "Read the original").await?);
        assert!(sees(s, "At last").await?);
        Ok(())
    });
}

#[test]
fn the_hosts_own_loading_content_wins_over_fallback_and_skeleton() {
    scene(async |s| {
        s.server.put(STORY, Reply::silent());
        s.open(
            r#"<article-widget src="/news/story.json"><p slot="loading">One moment</p><p>Fallback</p></article-widget>"#,
        )
        .await?;
        s.state("article-widget", "loading").await?;
        s.page.until("document.querySelector('[slot=loading]').checkVisibility()").await?;
        assert!(!sees(s, "Fallback").await?);
        assert!(!s.page.get::<bool>("e2e.part('skeleton')?.checkVisibility() ?? false").await?);
        Ok(())
    });
}

#[test]
fn an_error_shows_a_panel_and_the_fallback_below_it() {
    scene(async |s| {
        s.open(r#"<article-widget src="/news/story.json"><p>Fallback</p></article-widget>"#)
            .await?;
        fails_with(s, "http").await?;
        assert!(sees(s, "Fallback").await?);
        assert!(s.page.get::<bool>("e2e.part('error').matches('[role=status]') && e2e.part('error').checkVisibility()").await?);
        assert!(
            s.page
                .get::<bool>(
                    "e2e.part('retry').matches('button') && e2e.part('retry').checkVisibility()"
                )
                .await?
        );
        Ok(())
    });
}

#[test]
fn the_hosts_own_error_content_stands_in_the_panels_place() {
    scene(async |s| {
        s.open(r#"<article-widget src="/news/story.json"><p slot="error">Sorry for that</p></article-widget>"#).await?;
        fails_with(s, "http").await?;
        assert!(sees(s, "Sorry for that").await?);
        assert!(!s.page.get::<bool>("e2e.part('error')?.checkVisibility() ?? false").await?);
        Ok(())
    });
}

#[test]
fn content_of_the_host_stands_before_and_after_the_body() {
    scene(async |s| {
        serve(s, &full());
        s.open(
            r#"<article-widget src="/news/story.json"><p slot="before-body">Before</p><p slot="after-body">After</p></article-widget>"#,
        )
        .await?;
        s.ready().await?;
        assert!(sees(s, "Before").await? && sees(s, "After").await?);
        let order: Value = s
            .page
            .js("const box = (element) => element.getBoundingClientRect();
                 const [before, after] = [...document.querySelectorAll('[slot]')].map(box);
                 const body = box(e2e.part('body'));
                 return [box(e2e.part('hero')).bottom <= before.top, before.bottom <= body.top, body.bottom <= after.top,
                     before.left === body.left, after.width === body.width]")
            .await?;
        assert_eq!(
            order,
            json!([true, true, true, true, true]),
            "they stand where their names say, in the text's column"
        );
        Ok(())
    });
}

#[test]
fn the_host_hears_of_a_loaded_article() {
    scene(async |s| {
        show(s, &full()).await?;
        let events = s.events("article-load").await?;
        assert_eq!(events.len(), 1, "{events:?}");
        let event = &events[0];
        assert_eq!((&event["bubbles"], &event["composed"]), (&json!(true), &json!(true)));
        let detail = &event["detail"];
        assert_eq!(detail["headline"], "Harbour library opens its reading room");
        assert_eq!(detail["format"], "native");
        assert_eq!(detail["minutes"], 3);
        assert!(detail["words"].as_u64().unwrap() > 5, "{detail}");
        assert_eq!(detail["warnings"], json!([]));
        Ok(())
    });
}

#[test]
fn the_host_hears_of_a_failed_article() {
    scene(async |s| {
        s.server.put(STORY, Reply::html("<h1>Not here</h1>").status(404));
        s.open(TAG).await?;
        let detail = fails_with(s, "http").await?;
        assert_eq!(detail["status"], 404);
        let events = s.events("article-error").await?;
        assert_eq!(events.len(), 1, "{events:?}");
        assert_eq!((&events[0]["bubbles"], &events[0]["composed"]), (&json!(true), &json!(true)));
        assert_eq!(s.events("article-load").await?, Vec::<Value>::new());
        assert!(
            s.text("error").await?.unwrap().contains("404"),
            "the reader can tell what happened"
        );
        assert_eq!(s.page.get::<Value>("e2e.widget().ready").await?, json!("error"));
        Ok(())
    });
}

#[test]
fn what_an_unwilling_server_says_is_told_in_its_kind() {
    scene(async |s| {
        s.server.put("/500", Reply::new("text/plain", "oh").status(500));
        s.server
            .put("/html", Reply::html("<!doctype html><title>Sign in</title><p>Please sign in"));
        s.server.put("/empty", Reply::new("application/json", ""));
        s.server.put(
            "/truncated",
            Reply::new("application/json", r#"{ "headline": "A", "body": "<p>B"#),
        );
        s.server.put("/text", Reply::new("text/plain", "just words"));
        s.server.json("/unknown", &json!({ "weather": { "today": "rain" } }));
        s.server.json("/no-body", &json!({ "headline": "Only a headline" }));
        s.server.json(
            "/no-headline",
            &json!({ "body": [{ "type": "paragraph", "text": "Only a body" }] }),
        );
        let cut = Reply::json(&full()).cut_after(20);
        s.server.put("/cut", cut);
        let large =
            format!(r#"{{ "headline": "A", "body": "<p>{}</p>" }}"#, "word ".repeat(2_000_000));
        s.server.put("/large", Reply::new("application/json", large));
        s.server.put(
            "/deep",
            Reply::new("application/json", "[".repeat(100_000) + &"]".repeat(100_000)),
        );
        for (path, kind) in [
            ("/404", "http"),
            ("/500", "http"),
            ("/html", "not-json"),
            ("/empty", "not-json"),
            ("/truncated", "not-json"),
            ("/text", "not-json"),
            ("/unknown", "unknown-format"),
            ("/no-body", "no-article"),
            ("/no-headline", "no-article"),
            ("/cut", "network"),
            ("/large", "too-large"),
        ] {
            s.open(&format!(r#"<article-widget src="{path}"></article-widget>"#)).await?;
            let detail = fails_with(s, kind).await?;
            let panel = s
                .page
                .get::<bool>("e2e.part('error').checkVisibility() && !!e2e.part('retry')")
                .await?;
            assert!(panel, "{path}: there is a panel with a way out");
            if path == "/html" {
                let said =
                    format!("{} {}", detail["message"], s.text("error").await?.unwrap_or_default());
                assert!(said.contains("HTML") || said.contains("web page"), "{said}");
            }
        }
        s.open(r#"<article-widget src="/deep"></article-widget>"#).await?;
        s.failed().await?;
        let kind = s.detail("article-error").await?["kind"].clone();
        assert!(kind == "not-json" || kind == "too-large", "{kind}");
        s.page.js("e2e.widget().setAttribute('src', '/good')").await?;
        s.server.json("/good", &minimal("Still alive"));
        s.page.js("e2e.widget().reload()").await?;
        s.ready().await?;
        crate::stories::told_on_the_console(s).await?;
        Ok(())
    });
}

#[test]
fn a_server_that_does_not_exist_is_a_network_error() {
    scene(async |s| {
        let gone = e2e::Server::start().await?;
        let url = gone.url("/story.json");
        drop(gone);
        s.open(&format!(r#"<article-widget src="{url}"></article-widget>"#)).await?;
        fails_with(s, "network").await?;
        Ok(())
    });
}

#[test]
fn a_silent_server_is_given_up_and_its_request_aborted() {
    scene(async |s| {
        s.server.put(STORY, Reply::silent());
        s.open(r#"<article-widget src="/news/story.json" timeout="500"></article-widget>"#).await?;
        fails_with(s, "timeout").await?;
        s.server
            .until(STORY, "aborted", |seen| {
                seen.iter().all(|request| request.outcome == Outcome::Aborted)
            })
            .await
    });
}

#[test]
fn a_server_that_stalls_or_drips_in_mid_answer_is_given_up() {
    scene(async |s| {
        for reply in [Reply::json(&full()).stall_after(40), Reply::json(&full()).drip()] {
            s.server.put(STORY, reply);
            s.open(r#"<article-widget src="/news/story.json" timeout="500"></article-widget>"#)
                .await?;
            fails_with(s, "timeout").await?;
            s.server
                .until(STORY, "aborted", |seen| {
                    seen.iter().all(|request| request.outcome == Outcome::Aborted)
                })
                .await?;
        }
        Ok(())
    });
}

#[test]
fn json_under_another_content_type_is_an_article_all_the_same() {
    scene(async |s| {
        s.server.put(STORY, Reply::new("text/plain", minimal("Plain").to_string()));
        s.open(TAG).await?;
        s.ready().await?;
        let marked = format!("\u{feff}{}", minimal("With a mark"));
        s.server.put(STORY, Reply::new("application/octet-stream", marked));
        s.open(TAG).await?;
        s.ready().await?;
        assert_eq!(s.text("headline").await?.unwrap(), "With a mark");
        Ok(())
    });
}

#[test]
fn retry_brings_the_article_when_the_server_has_recovered() {
    scene(async |s| {
        s.open(TAG).await?;
        fails_with(s, "http").await?;
        serve(s, &full());
        s.page.click("e2e.part('retry')").await?;
        s.ready().await?;
        assert_eq!(s.text("headline").await?.unwrap(), "Harbour library opens its reading room");
        let gone: bool = s.page.get("!e2e.part('error')").await?;
        assert!(gone, "the panel is gone");
        assert_eq!(s.events("article-load").await?.len(), 1);
        s.page.until("e2e.focused() === e2e.part('headline')").await?;
        Ok(())
    });
}

#[test]
fn retry_works_with_the_keyboard_and_the_focus_stays_in_the_article() {
    scene(async |s| {
        s.open(TAG).await?;
        fails_with(s, "http").await?;
        s.page.press(TAB).await?;
        assert!(
            s.page.get::<bool>("e2e.focused() === e2e.part('retry')").await?,
            "Tab reaches the button"
        );
        serve(s, &full());
        s.page.press(ENTER).await?;
        s.ready().await?;
        s.page.until("e2e.focused() === e2e.part('headline')").await?;
        Ok(())
    });
}

#[test]
fn a_retry_that_fails_again_offers_another() {
    scene(async |s| {
        s.open(TAG).await?;
        fails_with(s, "http").await?;
        s.server.put(STORY, Reply::new("text/plain", "").status(503));
        s.page.click("e2e.part('retry')").await?;
        s.page.until("e2e.events.length === 2").await?;
        assert_eq!(s.events("article-error").await?[1]["detail"]["status"], 503);
        s.page.until("e2e.focused() === e2e.part('retry')").await?;
        crate::stories::told_on_the_console(s).await?;
        serve(s, &full());
        s.page.click("e2e.part('retry')").await?;
        s.ready().await
    });
}

#[test]
fn reload_fetches_the_newest_version_and_says_when_it_is_there() {
    scene(async |s| {
        show(s, &minimal("The first version")).await?;
        let gate = Gate::closed();
        s.server.put(STORY, Reply::json(&minimal("The second version")).behind(&gate));
        s.page
            .js("window.shown = null;
                 e2e.widget().reload().then((state) => { window.shown = [state, e2e.text(e2e.part('headline'))]; })")
            .await?;
        s.server.until(STORY, "asked for again", |seen| seen.len() == 2).await?;
        assert_eq!(s.page.get::<Value>("shown").await?, Value::Null, "it is not there yet");
        gate.open();
        s.page.until("shown").await?;
        assert_eq!(s.page.get::<Value>("shown").await?, json!(["ready", "The second version"]));
        Ok(())
    });
}

#[test]
fn ready_tells_of_the_next_state_and_not_of_the_last() {
    scene(async |s| {
        show(s, &minimal("The first version")).await?;
        let gate = Gate::closed();
        s.server.put("/missing.json", Reply::new("text/plain", "").status(404).behind(&gate));
        s.page
            .js("window.next = null;
                 setTimeout(() => {
                     e2e.widget().setAttribute('src', '/missing.json');
                     e2e.widget().ready.then((state) => { window.next = state; });
                 })")
            .await?;
        s.server.until("/missing.json", "asked for", |seen| seen.len() == 1).await?;
        assert_eq!(s.page.get::<Value>("next").await?, Value::Null, "it is not known yet");
        gate.open();
        assert_eq!(s.page.until("next").await?, "error");
        crate::stories::told_on_the_console(s).await
    });
}

#[test]
fn a_lazy_widget_loads_when_it_comes_near_the_view() {
    scene(async |s| {
        serve(s, &full());
        let body = r#"<div style="height: 20000px"></div><article-widget src="/news/story.json" loading="lazy"></article-widget>"#;
        s.visit(&Host::new(body)).await?;
        // An eager one above shows when this page's widgets have had their chance.
        s.server.json("/other.json", &minimal("Eager"));
        s.page.js("document.body.insertAdjacentHTML('afterbegin', '<article-widget id=eager src=/other.json></article-widget>')").await?;
        s.state("#eager", "ready").await?;
        assert_eq!(s.server.requests(STORY).len(), 0, "nothing is asked for yet");
        s.page.js("scrollTo(0, document.body.scrollHeight)").await?;
        s.state("article-widget:not(#eager)", "ready").await?;
        assert_eq!(s.server.requests(STORY).len(), 1);
        Ok(())
    });
}
