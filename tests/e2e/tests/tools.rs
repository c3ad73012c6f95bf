//! The reader's tools: each off until an attribute asks for it, and what it does then.

use anyhow::Result;
use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::browser::Engine;
use e2e::{Gate, Host, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::axe::is_accessible;
use crate::csp::STRICT;
use crate::figures::{POLICIES, tell, violations};
use crate::stories::{STORY, fails_with, full, serve, told_on_the_console, with_body};

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const ESCAPE: char = '\u{e00c}';
const LEFT: char = '\u{e012}';
const RIGHT: char = '\u{e014}';
const HOME: char = '\u{e011}';

/// All of them at once.
const ALL: &str = r#"collapse="3" progress structured-data refresh="60" cache controls="contents listen share text-size theme""#;

/// A story that is longer than any window.
fn long() -> Value {
    let mut body = vec![
        json!({ "type": "paragraph", "text": "The ferry left at <a href=\"#quay\">eight</a>." }),
    ];
    for chapter in 1..=4 {
        body.push(json!({ "type": "heading", "text": format!("Chapter {chapter}") }));
        for paragraph in 1..=6 {
            let text =
                format!("Paragraph {paragraph} of chapter {chapter}. The crossing was calm. ")
                    .repeat(12);
            body.push(json!({ "type": "paragraph", "text": text }));
        }
    }
    body.push(json!({ "type": "paragraph", "text": "<span id=\"quay\"></span>The last words." }));
    let mut story = full();
    story["body"] = json!(body);
    story
}

fn tag(attributes: &str) -> String {
    format!(
        r#"<main><h1>A host page</h1><article-widget src="{STORY}" {attributes}></article-widget></main>"#
    )
}

async fn open(scene: &Scene, article: &Value, attributes: &str) -> Result<()> {
    serve(scene, article);
    scene.open(&tag(attributes)).await?;
    scene.ready().await
}

async fn is_true(scene: &Scene, expression: &str) -> Result<()> {
    let holds: bool = scene.page.get(expression).await?;
    assert!(holds, "{expression}");
    Ok(())
}

/// Presses a button of the toolbar, by its name.
pub async fn press(scene: &Scene, name: &str) -> Result<()> {
    scene.page.click(&button(name)).await
}

fn button(name: &str) -> String {
    format!(
        "e2e.parts('tool').find((tool) => tool.ariaLabel === '{name}' && tool.checkVisibility())"
    )
}

async fn names(scene: &Scene) -> Result<Vec<String>> {
    scene.page.get("e2e.parts('tool').filter((tool) => tool.checkVisibility()).map((tool) => tool.ariaLabel)").await
}

pub const LOADS: &str = "e2e.events.filter(({ type }) => type === 'article-load').length";

const REST: &str = "e2e.all('.rest')[0]";

/// What a reader cannot see has no room.
pub const IS_OPEN: &str = "e2e.all('.rest')[0].getBoundingClientRect().height > 100";

#[test]
fn nothing_of_the_tools_is_loaded_until_an_attribute_asks() {
    scene(async |s| {
        open(s, &full(), "").await?;
        let loaded =
            |s: &Scene| s.server.log().iter().any(|seen| seen.path.starts_with("/w/modules/"));
        assert!(!loaded(s));
        is_true(s, "e2e.all('.tools-frame, [part=progress]').length === 0").await?;
        s.page.js("e2e.widget().setAttribute('progress', '')").await?;
        s.page.until("e2e.part('progress')").await?;
        assert!(loaded(s));
        Ok(())
    });
}

#[test]
fn all_tools_together_keep_to_a_strict_policy_and_are_accessible() {
    scene(async |s| {
        serve(s, &long());
        s.visit(&Host::new(tag(ALL)).header(CONTENT_SECURITY_POLICY, STRICT)).await?;
        s.ready().await?;
        s.page.until("e2e.part('tools') && document.querySelector('script[type=\"application/ld+json\"]')").await?;
        press(s, "Contents").await?;
        press(s, "Theme").await?;
        press(s, "Larger text").await?;
        press(s, "Copy link").await?;
        s.page.click("e2e.part('continue')").await?;
        s.page.until(IS_OPEN).await?;
        assert_eq!(s.problems().await?, [""; 0]);
        tell(s, POLICIES, "all reader's tools in use", violations(s).await?)?;
        // axe itself is a script that such a policy forbids.
        for theme in ["light", "dark", "sepia"] {
            s.open(&tag(&format!("{ALL} theme={theme}"))).await?;
            s.ready().await?;
            press(s, "Contents").await?;
            is_accessible(s, theme).await?;
            press(s, "Theme").await?;
            is_accessible(s, theme).await?;
        }
        Ok(())
    });
}

#[test]
fn tools_come_and_go_with_their_attributes_and_with_the_element() {
    scene(async |s| {
        open(s, &long(), ALL).await?;
        s.page.until("e2e.part('tools') && e2e.part('progress')").await?;
        s.page
            .js("for (const name of ['progress', 'controls', 'structured-data']) e2e.widget().removeAttribute(name)")
            .await?;
        s.page
            .until("!e2e.part('tools') && !e2e.part('progress') && !document.querySelector('script[type=\"application/ld+json\"]')")
            .await?;
        s.page.js("for (const name of ['progress', 'controls', 'structured-data']) e2e.widget().setAttribute(name, name === 'controls' ? 'share' : '')").await?;
        s.page.until("!!(e2e.part('tools') && e2e.part('progress') && document.querySelector('script[type=\"application/ld+json\"]'))").await?;
        assert_eq!(names(s).await?.last().unwrap(), "Copy link");
        s.page.js("window.gone = e2e.widget(); gone.remove()").await?;
        s.page
            .until("gone.shadowRoot.querySelectorAll('.tools-frame, [part=progress]').length === 0 && !document.querySelector('script[type=\"application/ld+json\"]')")
            .await?;
        s.page.js("document.querySelector('main').append(gone)").await?;
        s.page.until("e2e.part('tools') && e2e.part('progress')").await?;
        Ok(())
    });
}

#[test]
fn while_another_article_is_awaited_there_is_nothing_to_use_the_tools_on() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put("/slow.json", Reply::json(&full()).behind(&gate));
        open(s, &long(), "controls=\"share\" progress").await?;
        let are_there =
            "e2e.part('tool')?.checkVisibility() && e2e.part('progress')?.checkVisibility()";
        s.page.until(are_there).await?;
        s.page.js("e2e.widget().setAttribute('src', '/slow.json')").await?;
        s.page.until("e2e.part('skeleton')?.checkVisibility()").await?;
        s.page.until("!e2e.part('tool').checkVisibility()").await?;
        is_true(s, "!e2e.part('progress').checkVisibility()").await?;
        gate.open();
        s.ready().await?;
        s.page.until(are_there).await?;
        is_true(s, "e2e.part('tool').getBoundingClientRect().height >= 44").await
    });
}

#[test]
fn a_widget_that_is_moved_keeps_its_tools_and_their_looks() {
    scene(async |s| {
        open(s, &long(), ALL).await?;
        s.page.until("e2e.part('tools')").await?;
        let looks = "e2e.style(e2e.part('tool'), 'min-height')";
        assert_eq!(s.page.get::<String>(looks).await?, "44px");
        s.page.js("window.bar = e2e.part('tools'); document.body.prepend(e2e.widget())").await?;
        s.page.until("e2e.part('tools') === bar").await?;
        s.page.until(&format!("{looks} === '44px'")).await?;
        Ok(())
    });
}

#[test]
fn tools_speak_the_widgets_language() {
    scene(async |s| {
        open(
            s,
            &long(),
            "controls=\"contents text-size\" progress collapse=\"2\" labels-lang=\"de\"",
        )
        .await?;
        s.page.until("e2e.part('tools')").await?;
        assert_eq!(names(s).await?, ["Inhalt", "Kleinere Schrift", "Größere Schrift"]);
        assert_eq!(s.text("continue").await?.unwrap(), "Weiterlesen");
        s.page.js("e2e.widget().setAttribute('labels-lang', 'en')").await?;
        s.page.until("e2e.parts('tool')[0].ariaLabel === 'Contents'").await?;
        s.page.until("e2e.text(e2e.part('continue')) === 'Continue reading'").await?;
        s.page.js("e2e.widget().setAttribute('labels-lang', 'zh-TW')").await?;
        s.page.until("e2e.all('.tools-frame')[0].lang === 'zh-TW'").await?;
        s.page.until("!/[a-z]/i.test(e2e.parts('tool')[0].ariaLabel)").await?;
        Ok(())
    });
}

/* --- Continue reading -------------------------------------------------------------------------- */

#[test]
fn continue_reading_opens_the_rest_and_takes_the_focus_there() {
    scene(async |s| {
        open(s, &long(), r#"collapse="3""#).await?;
        is_true(
            s,
            &format!(
                "{REST}.hidden === 'until-found' || {REST}.getAttribute('hidden') === 'until-found'"
            ),
        )
        .await?;
        is_true(
            s,
            &format!(
                "!({IS_OPEN}) && e2e.part('body').querySelectorAll(':scope > p').length === 2"
            ),
        )
        .await?;
        assert_eq!(s.text("continue").await?.unwrap(), "Continue reading");
        s.page.js("e2e.part('continue').focus()").await?;
        s.page.press(ENTER).await?;
        s.page.until(IS_OPEN).await?;
        is_true(s, &format!("e2e.focused() === {REST}.firstElementChild && !e2e.part('continue').checkVisibility()")).await
    });
}

#[test]
fn nothing_is_collapsed_by_a_number_that_is_none_or_too_large() {
    scene(async |s| {
        for number in ["0", "", "many", "-2", "3", "99"] {
            open(s, &full(), &format!(r#"collapse="{number}""#)).await?;
            is_true(s, "!e2e.part('continue') && e2e.all('.body > *').length === 3").await?;
        }
        s.page.js("e2e.widget().setAttribute('collapse', '2')").await?;
        s.page.until("e2e.part('continue')?.checkVisibility()").await?;
        s.page.click("e2e.part('continue')").await?;
        s.page.until("e2e.all('.rest:not([hidden])').length === 1").await?;
        s.page.js("e2e.widget().removeAttribute('collapse')").await?;
        s.page.until("!e2e.part('continue') && e2e.all('.body > *').length === 3").await.map(drop)
    });
}

#[test]
fn the_way_to_the_rest_can_be_left_to_the_page() {
    scene(async |s| {
        open(s, &long(), r#"collapse="3" hide="continue""#).await?;
        is_true(s, &format!("!e2e.part('continue') && !({IS_OPEN})")).await?;
        s.page.js("e2e.widget().removeAttribute('collapse')").await?;
        s.page.until("e2e.all('.body > p').length > 20").await.map(drop)
    });
}

#[test]
fn a_link_into_the_rest_opens_it() {
    scene(async |s| {
        open(s, &long(), r#"collapse="3""#).await?;
        s.page.click("e2e.part('body').querySelector('a')").await?;
        s.page.until(IS_OPEN).await?;
        s.page.until("e2e.focused()?.id === 'article-quay'").await.map(drop)
    });
}

#[test]
fn what_the_browser_finds_in_the_rest_opens_it() {
    scene(async |s| {
        open(s, &long(), r#"collapse="3""#).await?;
        s.page.js(&format!("{REST}.lastElementChild.dispatchEvent(new Event('beforematch', {{ bubbles: true }}))")).await?;
        s.page.until(IS_OPEN).await.map(drop)
    });
}

#[test]
fn what_was_opened_for_one_article_is_closed_for_the_next() {
    scene(async |s| {
        open(s, &long(), r#"collapse="3""#).await?;
        s.page.click("e2e.part('continue')").await?;
        s.page.until(IS_OPEN).await?;
        s.server.json("/news/other.json", &long());
        s.page.js("e2e.widget().setAttribute('src', '/news/other.json')").await?;
        s.page.until(&format!("{LOADS} === 2 && !({IS_OPEN})")).await.map(drop)
    });
}

#[test]
fn a_collapsed_article_is_printed_whole() {
    scene(async |s| {
        open(s, &long(), &format!("{ALL} style=\"display: block\"")).await?;
        if !s.page.emulate("print", &[]).await? {
            return s.not_run("the browser cannot emulate paper");
        }
        is_true(s, IS_OPEN).await?;
        is_true(s, "!e2e.part('continue').checkVisibility() && !e2e.part('tools').checkVisibility() && !e2e.part('progress').checkVisibility()").await?;
        s.page.emulate("", &[]).await?;
        is_true(s, &format!("!({IS_OPEN})")).await
    });
}

/* --- Progress ---------------------------------------------------------------------------------- */

#[test]
fn progress_goes_from_nothing_to_all_as_the_reader_scrolls() {
    scene(async |s| {
        open(s, &long(), "progress").await?;
        s.page.until("e2e.part('progress').ariaValueNow === '0'").await?;
        let bar = "(({ role, ariaLabel, ariaValueMax }) => [role, ariaLabel, ariaValueMax])(e2e.part('progress'))";
        assert_eq!(
            s.page.get::<Value>(bar).await?,
            json!(["progressbar", "Reading progress", "100"])
        );
        let drawn = "e2e.all('.progress-fill')[0].getBoundingClientRect()";
        is_true(s, &format!("{drawn}.width < 5")).await?;
        s.page.js("scrollTo(0, document.documentElement.scrollHeight / 2)").await?;
        s.page.until("+e2e.part('progress').ariaValueNow >= 40 && +e2e.part('progress').ariaValueNow <= 60 && e2e.part('progress').ariaValueNow % 5 === 0").await?;
        s.page.until(&format!("{drawn}.width > innerWidth / 4 && {drawn}.width < innerWidth * 3 / 4 && Math.abs({drawn}.top) < 1")).await?;
        s.page.js("scrollTo(0, document.documentElement.scrollHeight)").await?;
        s.page
            .until(&format!(
                "e2e.part('progress').ariaValueNow === '100' && {drawn}.width > innerWidth / 2"
            ))
            .await
            .map(drop)
    });
}

#[test]
fn progress_follows_a_box_that_scrolls_and_starts_at_the_right_in_arabic() {
    scene(async |s| {
        let mut story = long();
        story["language"] = json!("ar");
        serve(s, &story);
        let page = format!(
            "<div id=\"box\" style=\"height: 400px; overflow: auto\">{}</div>",
            tag("progress")
        );
        s.open(&page).await?;
        s.ready().await?;
        s.page.until("e2e.part('progress')?.ariaValueNow === '0'").await?;
        s.page
            .js("const box = document.querySelector('#box'); box.scrollTop = box.scrollHeight / 2")
            .await?;
        s.page.until("+e2e.part('progress').ariaValueNow > 0").await?;
        let edges = "((fill, bar) => fill.width > 1 && Math.abs(fill.right - bar.right) < 1)(e2e.all('.progress-fill')[0].getBoundingClientRect(), e2e.part('progress').getBoundingClientRect())";
        s.page.until(edges).await?;
        s.page.js("document.querySelector('#box').scrollTop = 1e6").await?;
        s.page.until("e2e.part('progress').ariaValueNow === '100'").await.map(drop)
    });
}

/* --- Structured data --------------------------------------------------------------------------- */

pub const DATA: &str = "[...document.head.querySelectorAll('script[type=\"application/ld+json\"]')].map((script) => JSON.parse(script.text))";

#[test]
fn structured_data_stands_in_the_head_and_follows_the_article() {
    scene(async |s| {
        let mut story = full();
        story["headline"] = json!("Fish & </script> chips");
        open(s, &story, "structured-data").await?;
        s.page.until(&format!("{DATA}.length === 1")).await?;
        let data: Value = s.page.get(&format!("{DATA}[0]")).await?;
        let hero = s.server.url("/news/images/hero.svg");
        assert_eq!(
            data,
            json!({
                "@context": "https://schema.org", "@type": "NewsArticle",
                "headline": "Fish & </script> chips",
                "description": "After nine years of work the doors are open.",
                "image": {
                    "@type": "ImageObject", "url": hero, "width": 1200, "height": 800,
                    "description": "A reading room with tall windows",
                    "caption": "The reading room on its first morning", "creditText": "Harbour Press"
                },
                "datePublished": "2024-03-01T07:30:00+01:00", "dateModified": "2024-03-02T18:05:00+01:00",
                "author": [
                    { "@type": "Person", "name": "Ada Fischer", "url": "https://news.example/ada" },
                    { "@type": "Person", "name": "Bo Lindqvist" }
                ],
                "publisher": { "@type": "Organization", "name": "Harbour News", "url": "https://news.example/" },
                "articleSection": "City", "inLanguage": "en",
                "url": "https://news.example/library", "mainEntityOfPage": "https://news.example/library",
                "timeRequired": "PT3M", "wordCount": 14
            })
        );
        is_true(s, "!document.head.innerHTML.includes('</script> chips')").await?;
        s.server.json("/news/other.json", &with_body(json!("<p>Another.</p>")));
        s.page.js("e2e.widget().setAttribute('src', '/news/other.json')").await?;
        s.page.until(&format!("{DATA}.length === 1 && {DATA}[0].headline === 'A story'")).await?;
        s.page.js("e2e.widget().setAttribute('src', '/nowhere.json')").await?;
        fails_with(s, "http").await?;
        s.page.until(&format!("{DATA}.length === 0")).await.map(drop)
    });
}

#[test]
fn structured_data_is_left_out_where_the_page_allows_no_policy_for_it() {
    scene(async |s| {
        serve(s, &full());
        let policy = format!("{STRICT}; trusted-types 'none'");
        s.visit(
            &Host::new(tag("structured-data progress")).header(CONTENT_SECURITY_POLICY, &policy),
        )
        .await?;
        s.ready().await?;
        s.page.until("e2e.part('progress')").await?;
        is_true(s, "document.querySelector('script[type=\"application/ld+json\"]') === null")
            .await?;
        // The browser tells of a policy that it refused; there is no asking first.
        s.page.js("e2e.problems.splice(0, e2e.problems.length, ...e2e.problems.filter((problem) => !problem.startsWith('policy: trusted-types ')))").await?;
        Ok(())
    });
}

/* --- Refresh and saved copies ------------------------------------------------------------------- */

fn hurried(attributes: &str) -> Host {
    hurry(Host::new(tag(attributes)))
}

/// The page, with the ten seconds of `refresh` passing in a tenth of one; every other time-out is as long as it is.
pub fn hurry(host: Host) -> Host {
    host.head(
        "<script>
            window.wait = window.setTimeout;
            window.setTimeout = (call, time, ...more) => wait(call, time > 5000 && time <= 10000 ? 100 : time, ...more);
        </script>",
    )
}

/// Tells the page that the browser has lost its network, or has it again.
async fn go(scene: &Scene, online: bool) -> Result<()> {
    let script =
        "Object.defineProperty(navigator, 'onLine', { value: arguments[0], configurable: true });
        dispatchEvent(new Event(arguments[0] ? 'online' : 'offline'))";
    scene.page.js_with(script, vec![json!(online)]).await.map(drop)
}

pub fn edition(words: &str) -> Value {
    let mut story = long();
    story["body"][1] = json!({ "type": "paragraph", "text": words });
    story
}

#[test]
fn a_newer_edition_takes_the_place_of_the_older_without_losing_the_readers() {
    scene(async |s| {
        serve(s, &edition("First edition."));
        s.visit(&hurried(r#"refresh="10" collapse="3""#)).await?;
        s.ready().await?;
        s.page.click("e2e.part('continue')").await?;
        s.page.until(IS_OPEN).await?;
        // The reader is at a crosshead, with the focus on it.
        let place = "e2e.all('h3').find((heading) => heading.textContent === 'Chapter 3')";
        s.page.js(&format!("{place}.tabIndex = -1; {place}.focus(); {place}.scrollIntoView(); window.top0 = {place}.getBoundingClientRect().top")).await?;
        let mut newer = edition("Second edition.");
        let more = json!({ "type": "paragraph", "text": "A paragraph that was not there before. ".repeat(30) });
        newer["body"].as_array_mut().unwrap().insert(1, more);
        s.server.json(STORY, &newer);
        s.page.until("e2e.part('body').textContent.includes('Second edition.')").await?;
        s.page.until("e2e.text(e2e.parts('notice')[1]) === 'The article has been updated'").await?;
        let there = format!(
            "[Math.abs({place}.getBoundingClientRect().top - top0) < 2, e2e.focused() === {place}, e2e.widget().state, {IS_OPEN}, e2e.part('notice').role]"
        );
        assert_eq!(
            s.page.get::<Value>(&there).await?,
            json!([true, true, "ready", true, "status"])
        );
        assert_eq!(s.events("article-load").await?.len(), 2);
        is_true(s, "e2e.widget().state === 'ready'").await
    });
}

#[test]
fn a_check_asks_conditionally_and_without_a_preflight_and_leaves_the_same_edition_alone() {
    scene(async |s| {
        serve(s, &full());
        let other = e2e::Server::start().await?;
        let etag = axum::http::header::ETAG;
        let open_to_all = axum::http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
        let story = Reply::json(&full())
            .header(etag, "\"one\"")
            .header(axum::http::header::CACHE_CONTROL, "no-cache")
            .header(open_to_all, "*");
        other.put(STORY, story);
        let host = hurried(r#"refresh="10""#);
        s.server.put("/host/page.html", host.reply());
        s.page.goto(&s.server.url("/host/page.html")).await?;
        s.ready().await?;
        s.page
            .js_with(
                "e2e.widget().setAttribute('src', arguments[0])",
                vec![json!(other.url(STORY))],
            )
            .await?;
        s.page.until(&format!("{LOADS} === 2")).await?;
        s.page.js("window.body = e2e.part('body'); window.changes = 0; new MutationObserver((all) => { changes += all.length }).observe(body, { subtree: true, childList: true, characterData: true, attributes: true })").await?;
        other.until(STORY, "asked for three times", |seen| seen.len() >= 3).await?;
        let seen = other.requests(STORY);
        assert!(seen.iter().all(|request| request.method == "GET"), "{seen:?}");
        // WebKit under its driver keeps nothing that a condition could be about, and asks past what is between.
        let condition =
            if s.page.engine() == Engine::Webkit { "cache-control" } else { "if-none-match" };
        assert!(
            seen.iter().skip(1).all(|request| request.headers.contains_key(condition)),
            "{seen:?}"
        );
        assert!(s.events("article-load").await?.len() == 2);
        is_true(
            s,
            "changes === 0 && e2e.parts('notice').every((notice) => notice.textContent === '')",
        )
        .await
    });
}

#[test]
fn no_check_is_made_in_a_hidden_tab_offline_or_after_the_end() {
    scene(async |s| {
        serve(s, &full());
        s.visit(&hurried(r#"refresh="10""#)).await?;
        s.ready().await?;
        s.server.until(STORY, "checked", |seen| seen.len() >= 2).await?;
        let hide = "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
            document.dispatchEvent(new Event('visibilitychange'))";
        for stop in [
            "const set = (value) => { Object.defineProperty(document, 'hidden', { value, configurable: true }); document.dispatchEvent(new Event('visibilitychange')) }; set(true)",
            "Object.defineProperty(navigator, 'onLine', { value: false, configurable: true }); dispatchEvent(new Event('offline'))",
            "e2e.widget().setAttribute('refresh', '0')",
            "window.gone = e2e.widget(); gone.remove()",
        ] {
            s.page.js(stop).await?;
            // What was under way may still arrive; a whole period later nothing more has.
            s.page.js("return new Promise((done) => wait(done, 300))").await?;
            let count = s.server.requests(STORY).len();
            s.page.js("return new Promise((done) => wait(done, 500))").await?;
            assert_eq!(s.server.requests(STORY).len(), count, "{stop}");
            if stop.contains("gone") {
                break;
            }
            s.page.js_with(hide, vec![json!(false)]).await?;
            go(s, true).await?;
            s.page.js("e2e.widget().setAttribute('refresh', '10')").await?;
            s.server.until(STORY, "checked again", |seen| seen.len() > count).await?;
        }
        Ok(())
    });
}

#[test]
fn what_is_no_article_never_takes_an_articles_place() {
    scene(async |s| {
        serve(s, &edition("First edition."));
        s.visit(&hurried(r#"refresh="10""#)).await?;
        s.ready().await?;
        for reply in [
            Reply::html("<p>Back soon</p>"),
            Reply::json(&json!({ "error": "gone" })),
            Reply::json(&full()).status(500),
        ] {
            s.server.put(STORY, reply);
            let count = s.server.requests(STORY).len();
            s.server.until(STORY, "checked", |seen| seen.len() >= count + 2).await?;
            s.page.until("e2e.part('body')?.textContent.includes('First edition.') && e2e.widget().state === 'ready'").await?;
        }
        assert_eq!(s.events("article-error").await?.len(), 0);
        s.server.json(STORY, &edition("Second edition."));
        s.page.until("e2e.part('body').textContent.includes('Second edition.')").await?;
        told_on_the_console(s).await
    });
}

#[test]
fn a_saved_copy_is_shown_while_the_network_fails_and_replaced_when_it_is_back() {
    scene(async |s| {
        serve(s, &edition("First edition."));
        s.open(&tag("cache")).await?;
        s.ready().await?;
        if !s.page.get::<bool>("'caches' in window").await? {
            return s.not_run("the browser has no Cache API at this address");
        }
        let kept = format!("caches.match('{}').then(Boolean)", s.server.url(STORY));
        s.page.until(&kept).await?;
        for (reply, kind) in [
            (Reply::json(&full()).status(503), "http"),
            (Reply::json(&full()).cut_after(20), "network"),
        ] {
            s.server.put(STORY, reply);
            // WebKit under its driver forgets everything with the page.
            if s.page.engine() == Engine::Webkit {
                s.page.js("e2e.events.splice(0); e2e.widget().reload()").await?;
            } else {
                s.open(&tag("cache")).await?;
            }
            s.page.until(&format!("{LOADS} === 1")).await?;
            assert_eq!(s.text("notice").await?.unwrap(), "You are reading a saved copy.");
            is_true(
                s,
                "e2e.part('body').textContent.includes('First edition.') && !e2e.part('error')",
            )
            .await?;
            let warnings = s.detail("article-load").await?["warnings"].clone();
            let message = warnings[0]["message"].as_str().unwrap();
            assert!(message.contains("saved copy") && message.contains(kind), "{warnings}");
        }
        s.server.json(STORY, &edition("Second edition."));
        go(s, true).await?;
        s.page.until("e2e.part('body').textContent.includes('Second edition.')").await?;
        s.page.until("!e2e.text(e2e.part('notice')).includes('saved copy')").await?;
        // What the publisher has taken back is not shown again.
        s.server.put(STORY, Reply::json(&json!({})).status(410));
        s.open(&tag("cache")).await?;
        fails_with(s, "http").await?;
        Ok(())
    });
}

#[test]
fn without_a_copy_the_error_is_shown_and_without_the_attribute_nothing_is_kept() {
    scene(async |s| {
        serve(s, &full());
        s.open(&tag("refresh=\"60\"")).await?;
        s.ready().await?;
        let any = "'caches' in window ? caches.keys().then((names) => names.length) : 0";
        assert_eq!(s.page.get::<u32>(any).await?, 0);
        s.server.put(STORY, Reply::json(&json!({})).status(503));
        s.open(&tag("cache")).await?;
        fails_with(s, "http").await?;
        Ok(())
    });
}

/* --- Controls ----------------------------------------------------------------------------------- */

#[test]
fn the_toolbar_is_one_stop_of_the_keyboard_and_its_arrows_follow_the_direction_of_the_text() {
    scene(async |s| {
        for (language, forward, back) in [("en", RIGHT, LEFT), ("ar", LEFT, RIGHT)] {
            let mut story = long();
            story["language"] = json!(language);
            open(s, &story, r#"controls="contents share text-size theme" labels-lang="en""#)
                .await?;
            s.page.until("e2e.part('tools')").await?;
            let all = names(s).await?;
            let first = all.first().unwrap();
            assert_eq!(first, "Contents");
            assert_eq!(all[all.len() - 4..], ["Copy link", "Smaller text", "Larger text", "Theme"]);
            let focus = "e2e.focused().ariaLabel";
            s.page.press(TAB).await?;
            assert_eq!(s.page.get::<String>(focus).await?, *first);
            s.page.press(forward).await?;
            assert_eq!(s.page.get::<String>(focus).await?, all[1], "{language}");
            s.page.press(back).await?;
            s.page.press(back).await?;
            assert_eq!(s.page.get::<String>(focus).await?, "Theme", "round the edge");
            s.page.press(HOME).await?;
            assert_eq!(s.page.get::<String>(focus).await?, *first);
            s.page.press(RIGHT).await?;
            s.page.press(TAB).await?;
            is_true(s, "!e2e.focused().matches('.tool')").await?;
        }
        Ok(())
    });
}

#[test]
fn a_screen_reader_hears_a_toolbar_with_names_and_states() {
    scene(async |s| {
        open(s, &long(), r#"controls="contents text-size theme""#).await?;
        s.page.until("e2e.part('tools')").await?;
        let heard = "[e2e.part('tools').role, e2e.part('tools').ariaLabel, e2e.all('.tools [role=group]')[0].ariaLabel,
            ...e2e.parts('tool').map((tool) => [tool.ariaLabel, tool.ariaExpanded, tool.ariaDisabled])]";
        assert_eq!(
            s.page.get::<Value>(heard).await?,
            json!([
                "toolbar",
                "Reader’s tools",
                "Text size",
                ["Contents", "false", null],
                ["Smaller text", null, "false"],
                ["Larger text", null, "false"],
                ["Theme", "false", null]
            ])
        );
        press(s, "Contents").await?;
        let panel = "[e2e.parts('tool')[0].ariaExpanded, e2e.part('contents').localName, e2e.part('contents').ariaLabel]";
        assert_eq!(
            s.page.get::<Value>(panel).await?,
            json!(["true", "nav", "Contents: Harbour library opens its reading room"])
        );
        Ok(())
    });
}

#[test]
fn every_tool_is_large_enough_to_touch_and_fits_a_telephone() {
    scene(async |s| {
        serve(s, &long());
        s.serve("/page.html", &Host::new(tag(ALL)).head("<style>body { margin: 0 }</style>"));
        s.narrow(320, "/page.html").await?;
        s.ready().await?;
        s.page.until("e2e.part('tools')").await?;
        press(s, "Theme").await?;
        let small: Vec<Value> = s
            .page
            .get("[...e2e.parts('tool'), ...e2e.all('.choice')].filter((tool) => tool.checkVisibility()).map((tool) => [tool.textContent, tool.getBoundingClientRect()]).filter(([, box]) => box.width < 44 || box.height < 44 || box.right > innerWidth || box.left < 0)")
            .await?;
        assert_eq!(small, [Value::Null; 0]);
        let fits = "document.scrollingElement.scrollWidth <= innerWidth";
        is_true(s, fits).await?;
        // Where the page has margins, the first picture stands in line with the text.
        s.page.js("document.body.style.margin = '0 16px'; e2e.widget().setAttribute('theme', 'light')").await?;
        let aligned = "Math.abs(e2e.all('.icon')[0].getBoundingClientRect().left - e2e.part('headline').getBoundingClientRect().left) < 1";
        s.page.until(aligned).await?;
        let steps = "e2e.parts('tool').filter((tool) => tool.checkVisibility()).slice(0, 4).map((tool) => tool.querySelector('.icon').getBoundingClientRect().left).map((left, at, all) => left - all[at - 1]).slice(1)";
        let steps: Vec<f64> = s.page.get(steps).await?;
        assert!(steps.iter().all(|step| (*step - 44.0).abs() < 1.0), "{steps:?}");
        is_true(s, fits).await
    });
}

#[test]
fn the_contents_lead_to_the_headings_the_closed_ones_too() {
    scene(async |s| {
        open(s, &long(), r#"controls="contents" collapse="3""#).await?;
        s.page.until("e2e.part('tools')").await?;
        is_true(s, "!e2e.part('contents').checkVisibility()").await?;
        press(s, "Contents").await?;
        let links =
            "[...e2e.part('contents').querySelectorAll('a')].map((link) => link.textContent)";
        assert_eq!(
            s.page.get::<Value>(links).await?,
            json!(["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4"])
        );
        s.page.click("e2e.part('contents').querySelectorAll('a')[2]").await?;
        s.page
            .until("e2e.focused()?.textContent === 'Chapter 3' && e2e.focused().checkVisibility()")
            .await?;
        is_true(s, "Math.abs(e2e.focused().getBoundingClientRect().top) < 60 && !e2e.part('contents').checkVisibility() && location.hash === ''").await?;
        assert_eq!(s.events("article-link").await?.len(), 0);
        // Escape closes it and gives the focus back.
        s.page.js("e2e.parts('tool')[0].focus()").await?;
        s.page.press(ENTER).await?;
        s.page.press(TAB).await?;
        s.page.until("e2e.focused()?.textContent === 'Chapter 1'").await?;
        s.page.press(ESCAPE).await?;
        is_true(
            s,
            "e2e.focused() === e2e.parts('tool')[0] && !e2e.part('contents').checkVisibility()",
        )
        .await?;
        // An article without headings has none.
        s.server.json(STORY, &with_body(json!("<p>Short.</p>")));
        s.page.js("e2e.widget().reload()").await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'A story'").await?;
        s.page.until("!e2e.part('tools').checkVisibility()").await.map(drop)
    });
}

/// Whoever takes the clipboard's place notes what is written.
const CLIPBOARD: &str = "window.copied = []; Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { copied.push(text) } } })";

#[test]
fn the_link_is_copied_and_that_is_said() {
    scene(async |s| {
        open(s, &full(), r#"controls="share""#).await?;
        s.page.until("e2e.part('tools')").await?;
        s.page.js(CLIPBOARD).await?;
        press(s, "Copy link").await?;
        s.page.until("e2e.text(e2e.parts('notice')[1]) === 'Link copied'").await?;
        assert_eq!(s.page.get::<Value>("copied").await?, json!(["https://news.example/library"]));
        // Where the page may not write, the reader sees it.
        s.page.js("Object.defineProperty(navigator, 'clipboard', { value: undefined })").await?;
        press(s, "Copy link").await?;
        s.page
            .until("e2e.text(e2e.parts('notice')[1]) === 'https://news.example/library'")
            .await
            .map(drop)
    });
}

#[test]
fn sharing_is_the_systems_where_it_can_and_copying_where_it_fails() {
    scene(async |s| {
        serve(s, &full());
        let host = Host::new(tag(r#"controls="share""#)).head(
            "<script>
                window.shared = [];
                navigator.share = async (data) => { shared.push(data); if (window.refusal) throw new DOMException('', refusal) };
            </script>",
        );
        s.visit(&host).await?;
        s.ready().await?;
        s.page.until("e2e.part('tools')").await?;
        s.page.js(CLIPBOARD).await?;
        assert_eq!(names(s).await?, ["Share", "Copy link"]);
        press(s, "Share").await?;
        let shared = json!([{ "title": "Harbour library opens its reading room", "url": "https://news.example/library" }]);
        assert_eq!(s.page.get::<Value>("shared").await?, shared);
        s.page.js("window.refusal = 'AbortError'").await?;
        press(s, "Share").await?;
        assert_eq!(s.page.get::<Value>("copied").await?, json!([]));
        s.page.js("window.refusal = 'NotAllowedError'").await?;
        press(s, "Share").await?;
        s.page.until("copied.length === 1").await.map(drop)
    });
}

#[test]
fn the_text_grows_and_shrinks_within_bounds_whatever_size_the_page_sets() {
    scene(async |s| {
        serve(s, &full());
        s.visit(
            &Host::new(tag(r#"controls="text-size""#))
                .head("<style>:root { --article-font-size: 20px }</style>"),
        )
        .await?;
        s.ready().await?;
        s.page.until("e2e.part('tools')").await?;
        let size = "e2e.style(e2e.part('article'), 'font-size')";
        assert_eq!(s.page.get::<String>(size).await?, "20px");
        press(s, "Larger text").await?;
        assert_eq!(s.page.get::<String>(size).await?, "23px");
        s.page.until("e2e.text(e2e.parts('notice')[1]) === 'Text size: 115%'").await?;
        for _ in 0..8 {
            press(s, "Larger text").await?;
        }
        assert_eq!(s.page.get::<String>(size).await?, "40px");
        is_true(s, &format!("{}.ariaDisabled === 'true'", button("Larger text"))).await?;
        for _ in 0..8 {
            press(s, "Smaller text").await?;
        }
        assert_eq!(s.page.get::<String>(size).await?, "17px");
        s.page.js("e2e.widget().removeAttribute('controls')").await?;
        s.page.until(&format!("{size} === '20px'")).await.map(drop)
    });
}

#[test]
fn the_reader_chooses_a_theme_and_the_pages_own_comes_back_with_the_end_of_the_tool() {
    scene(async |s| {
        open(s, &full(), r#"controls="theme" theme="light""#).await?;
        s.page.until("e2e.part('tools')").await?;
        press(s, "Theme").await?;
        let checked = "e2e.all('input:checked').map((input) => input.value).join()";
        assert_eq!(s.page.get::<String>(checked).await?, "light");
        s.page.click("e2e.all('input[value=dark]')[0]").await?;
        s.page.until("e2e.style(e2e.part('article'), 'color') === 'rgb(233, 231, 227)'").await?;
        is_true(s, "e2e.style(e2e.all('.tools-frame')[0], 'background-color') === e2e.style(e2e.all('.stage')[0], 'background-color')").await?;
        s.page.js("e2e.widget().setAttribute('theme', 'sepia')").await?;
        s.page.until(&format!("{checked} === 'sepia'")).await?;
        s.page.js("e2e.widget().removeAttribute('controls')").await?;
        s.page.until("e2e.widget().getAttribute('theme') === 'light'").await.map(drop)
    });
}

/// A voice that says nothing and ends a sentence when the test wants.
const VOICES: &str = "<script>
    window.said = [];
    window.utterance = undefined;
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
    const voices = [
        { lang: 'en-US', localService: false, name: 'Somebody’s server' },
        { lang: 'en-GB', localService: true, name: 'Local' },
    ];
    const synthesis = Object.assign(new EventTarget(), {
        getVoices: () => voices,
        speak(spoken) { said.push(spoken.text.trim()); utterance = spoken },
        cancel() { const old = utterance; utterance = undefined; if (old) queueMicrotask(() => old.onerror?.({ error: 'canceled' })) },
    });
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
    window.next = () => { const old = utterance; utterance = undefined; old.onend() };
</script>";

#[test]
fn the_article_is_read_aloud_sentence_by_sentence_with_pause_and_stop() {
    scene(async |s| {
        let mut story = full();
        story["body"][0]["text"] = json!("One <em>short</em> sentence. And another!");
        serve(s, &story);
        s.visit(&Host::new(tag(r#"controls="listen""#)).head(VOICES)).await?;
        s.ready().await?;
        s.page.until("e2e.part('tools')").await?;
        s.page.js("window.before = e2e.part('article').outerHTML").await?;
        assert_eq!(names(s).await?, ["Listen"]);
        press(s, "Listen").await?;
        assert_eq!(names(s).await?, ["Pause", "Stop"]);
        is_true(s, "utterance.voice.name === 'Local' && utterance.lang === 'en-GB'").await?;
        let marked = "globalThis.Highlight ? [...CSS.highlights.get('article-widget-spoken')].map(String).join() : said.at(-1)";
        for _ in 0..3 {
            assert_eq!(
                s.page.get::<String>(marked).await?,
                s.page.get::<String>("said.at(-1)").await?
            );
            s.page.js("next()").await?;
        }
        let said: Vec<String> = s.page.get("said").await?;
        assert_eq!(
            said[..2],
            [
                "Harbour library opens its reading room",
                "After nine years of work the doors are open."
            ]
        );
        assert!(said[2].starts_with("The reading room on its first morning"));
        assert_eq!(said[3], "One short sentence.");
        press(s, "Pause").await?;
        assert_eq!(names(s).await?, ["Resume", "Stop"]);
        is_true(s, "utterance === undefined && said.length === 4").await?;
        press(s, "Resume").await?;
        is_true(s, "said.length === 5 && said.at(-1) === said.at(-2)").await?;
        s.page.js("next()").await?;
        assert_eq!(s.page.get::<String>("said.at(-1)").await?, "And another!");
        is_true(s, "e2e.part('article').outerHTML === before").await?;
        press(s, "Stop").await?;
        assert_eq!(names(s).await?, ["Listen"]);
        is_true(s, "e2e.focused() === e2e.parts('tool')[0] && utterance === undefined && !(globalThis.Highlight && CSS.highlights.has('article-widget-spoken'))").await?;
        press(s, "Listen").await?;
        assert_eq!(s.page.get::<String>("said.at(-1)").await?, said[0]);
        s.page.js("e2e.widget().remove()").await?;
        s.page.until("utterance === undefined").await.map(drop)
    });
}

#[test]
fn without_a_voice_for_its_language_an_article_is_not_offered_to_the_ear() {
    scene(async |s| {
        let mut story = full();
        story["language"] = json!("fi");
        serve(s, &story);
        s.visit(&Host::new(tag(r#"controls="listen" labels-lang="en""#)).head(VOICES)).await?;
        s.ready().await?;
        s.page.until("e2e.all('.tools').length === 1").await?;
        is_true(s, "!e2e.part('tools').checkVisibility()").await?;
        s.page.js("speechSynthesis.getVoices().push({ lang: 'fi-FI', localService: true }); speechSynthesis.dispatchEvent(new Event('voiceschanged'))").await?;
        assert_eq!(names(s).await?, ["Listen"]);
        Ok(())
    });
}

#[test]
fn the_tools_can_be_used_by_keyboard_alone() {
    scene(async |s| {
        open(s, &long(), r#"collapse="2" progress controls="contents theme""#).await?;
        s.page.until("e2e.part('tools')").await?;
        s.page.press(TAB).await?;
        s.page.press(ENTER).await?;
        s.page.press(TAB).await?;
        s.page.press(ENTER).await?;
        s.page.until("e2e.focused()?.textContent === 'Chapter 1'").await?;
        s.page.js("e2e.part('continue').previousElementSibling.previousElementSibling.tabIndex = -1; e2e.part('continue').focus()").await?;
        s.page.press(ENTER).await?;
        s.page.until(IS_OPEN).await?;
        for (theme, outline) in [("light", "solid"), ("dark", "solid")] {
            s.page
                .js(&format!(
                    "e2e.widget().setAttribute('theme', '{theme}'); e2e.parts('tool')[0].focus()"
                ))
                .await?;
            s.page.press(RIGHT).await?;
            let seen = "(({ outlineStyle, outlineWidth }) => [outlineStyle, parseFloat(outlineWidth) >= 2])(getComputedStyle(e2e.focused()))";
            assert_eq!(s.page.get::<Value>(seen).await?, json!([outline, true]));
        }
        Ok(())
    });
}
