//! Networks that fail: what is tried again, how often, and how what arrives is read.

use anyhow::Result;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_ENCODING, LOCATION, RETRY_AFTER};
use e2e::{Host, Outcome, Reply, Scene, Server, scene};
use serde_json::{Value, json};

use crate::stories::{STORY, TAG, fails_with, minimal, told_on_the_console};

const ATTEMPTS: usize = 3;

fn failing(status: u16) -> Reply {
    Reply::new("text/plain", "out of order").status(status)
}

async fn headline(scene: &Scene) -> Result<String> {
    scene.ready().await?;
    Ok(scene.text("headline").await?.unwrap_or_default())
}

#[test]
fn what_may_pass_by_itself_is_tried_again_until_the_article_is_there() {
    scene(async |s| {
        let whole = Reply::json(&minimal("At last"));
        for (what, faults) in [
            ("server errors", vec![failing(503), failing(500)]),
            ("too many requests", vec![failing(429)]),
            ("an answer cut off", vec![whole.clone().cut_after(10), whole.clone().cut_after(0)]),
        ] {
            let asked = s.server.requests(STORY).len();
            let count = faults.len() + 1;
            s.server.put_each(STORY, faults.into_iter().chain([whole.clone()]));
            s.open(TAG).await?;
            assert_eq!(headline(s).await?, "At last", "{what}");
            assert_eq!(s.server.requests(STORY).len() - asked, count, "{what}");
            assert_eq!(s.events("article-error").await?, Vec::<Value>::new(), "{what}");
        }
        Ok(())
    });
}

#[test]
fn after_three_attempts_the_last_failure_is_told() {
    scene(async |s| {
        for (reply, kind) in [
            (failing(500), "http"),
            (failing(503), "http"),
            (failing(429), "http"),
            (Reply::json(&minimal("Never")).cut_after(20), "network"),
            (Reply::redirect(STORY), "network"),
        ] {
            let asked = s.server.requests(STORY).len();
            let is_loop = reply.has(&LOCATION);
            s.server.put(STORY, reply);
            s.open(TAG).await?;
            fails_with(s, kind).await?;
            let count = s.server.requests(STORY).len() - asked;
            assert!(count == ATTEMPTS || is_loop && count > ATTEMPTS, "{kind}: {count}");
        }
        Ok(())
    });
}

#[test]
fn what_asking_again_cannot_mend_is_asked_once() {
    scene(async |s| {
        for (reply, kind) in [
            (failing(400), "http"),
            (failing(401), "http"),
            (failing(403), "http"),
            (failing(404), "http"),
            (failing(410), "http"),
            (Reply::html("<!doctype html><title>Sign in</title>"), "not-json"),
            (Reply::new("application/json", "x".repeat(6_000_000)), "too-large"),
        ] {
            let asked = s.server.requests(STORY).len();
            s.server.put(STORY, reply);
            s.open(TAG).await?;
            fails_with(s, kind).await?;
            assert_eq!(s.server.requests(STORY).len() - asked, 1, "{kind}");
        }
        Ok(())
    });
}

/// Tells in `pending` how long the page's timers were set for that have neither run nor been cleared;
/// the longest of them, in `pauses`, are not waited for.
const TIMERS: &str = "<script>
    const set = setTimeout.bind(window), clear = clearTimeout.bind(window);
    const pending = (window.pending = new Map()), pauses = (window.pauses = []);
    window.setTimeout = (run, delay = 0) => {
        const isPause = delay >= 1000 && delay <= 10000 && !window.isPatient;
        if (isPause) pauses.push(delay);
        const timer = set(() => { pending.delete(timer); run(); }, isPause ? 0 : delay);
        pending.set(timer, delay);
        return timer;
    };
    window.clearTimeout = (timer) => { pending.delete(timer); clear(timer); };
</script>";

#[test]
fn a_server_that_says_when_to_come_back_is_heard() {
    scene(async |s| {
        let date = s.page.get::<String>("new Date(Date.now() + 8000).toUTCString()").await?;
        for (after, least) in [("7", 7000.0), (&date, 1000.0)] {
            let busy = failing(503).header(RETRY_AFTER, after);
            s.server.put_each(STORY, [busy, Reply::json(&minimal("Come back"))]);
            s.visit(&Host::new(TAG).head(TIMERS)).await?;
            assert_eq!(headline(s).await?, "Come back");
            let pauses: Vec<f64> = s.page.get("window.pauses").await?;
            assert!(pauses.len() == 1 && pauses[0] >= least, "{after}: {pauses:?}");
        }
        // Later than all attempts may take: then it is told at once.
        let asked = s.server.requests(STORY).len();
        s.server.put(STORY, failing(503).header(RETRY_AFTER, "3600"));
        s.open(TAG).await?;
        let detail = fails_with(s, "http").await?;
        assert_eq!(detail["status"], 503);
        assert_eq!(s.server.requests(STORY).len() - asked, 1);
        Ok(())
    });
}

#[test]
fn a_silent_server_is_asked_again_only_within_twice_the_time() {
    scene(async |s| {
        let whole = Reply::json(&minimal("Second attempt"));
        let tag = r#"<article-widget src="/news/story.json" timeout="2000"></article-widget>"#;
        for fault in [Reply::silent(), whole.clone().stall_after(12), whole.clone().drip()] {
            s.server.put_each(STORY, [fault, whole.clone()]);
            s.open(tag).await?;
            assert_eq!(headline(s).await?, "Second attempt");
        }
        let asked = s.server.requests(STORY).len();
        s.server.put(STORY, Reply::silent());
        s.open(tag).await?;
        fails_with(s, "timeout").await?;
        let count = s.server.requests(STORY).len() - asked;
        assert!(count <= 2, "{count} attempts within twice the time of one");
        s.server
            .until(STORY, "aborted", |all| {
                all.iter().skip(asked).all(|seen| seen.outcome == Outcome::Aborted)
            })
            .await
    });
}

#[test]
fn an_element_that_is_removed_between_two_attempts_asks_no_more() {
    scene(async |s| {
        s.server.put(STORY, failing(503).header(RETRY_AFTER, "9"));
        let patient = format!("{TIMERS}<script>isPatient = true</script>");
        s.visit(&Host::new(TAG).head(&patient)).await?;
        let waits = "[...window.pending.values()].includes(9000)";
        s.page.until(waits).await?;
        s.page.js("e2e.widget().remove()").await?;
        s.page.until(&format!("!{waits}")).await?;
        assert_eq!(s.server.requests(STORY).len(), 1);
        Ok(())
    });
}

#[test]
fn an_answer_that_the_browser_keeps_from_the_page_is_a_network_error() {
    scene(async |s| {
        let news = Server::start().await?;
        let own = Reply::json(&minimal("Secret"))
            .header(ACCESS_CONTROL_ALLOW_ORIGIN, "https://news.example");
        news.put(STORY, own);
        s.open(&format!(r#"<article-widget src="{}"></article-widget>"#, news.url(STORY))).await?;
        fails_with(s, "network").await.map(drop)
    });
}

#[test]
fn without_a_connection_the_reader_is_told_and_the_article_comes_by_itself_later() {
    scene(async |s| {
        let gone = Server::start().await?;
        let url = gone.url(STORY);
        drop(gone);
        // What the browser would say of its connection.
        let offline = "<script>
                window.connection = false;
                Object.defineProperty(navigator, 'onLine', { get: () => window.connection });
                const real = fetch;
                window.fetch = (url, ...rest) => real(window.connection ? String(url).replace(/.*(?=\\/news\\/)/, '') : url, ...rest);
            </script>";
        let tag = format!(r#"<article-widget src="{url}"></article-widget>"#);
        s.visit(&Host::new(tag).head(offline)).await?;
        fails_with(s, "offline").await?;
        assert!(s.text("error").await?.unwrap().contains("offline"));
        s.server.json(STORY, &minimal("Online again"));
        s.page.js("window.connection = true; window.dispatchEvent(new Event('online'))").await?;
        assert_eq!(headline(s).await?, "Online again");
        s.page.js("window.dispatchEvent(new Event('online'))").await?;
        assert_eq!(s.page.get::<String>("e2e.widget().state").await?, "ready", "and that is all");
        told_on_the_console(s).await
    });
}

fn encoded(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn json_in_whatever_encoding_and_under_whatever_type_is_read() {
    scene(async |s| {
        let title = "Café — “naïve” 記事";
        let text = minimal(title).to_string();
        let western = |text: &str| -> Vec<u8> { text.chars().map(|char| char as u8).collect() };
        let latin = minimal("Café à la carte").to_string();
        let marked = format!("\u{feff}{text}").into_bytes();
        let (little, big) = (u16::to_le_bytes, u16::to_be_bytes);
        let utf8 = text.clone().into_bytes();
        let ascii = minimal("Plain").to_string();
        for (kind, body, expected) in [
            ("application/json", utf8.clone(), title),
            ("application/json", marked.clone(), title),
            ("application/json; charset=utf-16", marked, title),
            ("text/plain; charset=iso-8859-1", utf8.clone(), title),
            ("text/html; charset=utf-8", utf8.clone(), title),
            ("image/png", utf8.clone(), title),
            ("application/json; charset=nonsense", utf8, title),
            ("application/json", encoded(&text, true, little), title),
            ("application/json", encoded(&text, true, big), title),
            ("application/json; charset=utf-16le", encoded(&text, false, little), title),
            ("application/json; charset=\"utf-16be\"", encoded(&ascii, false, big), "Plain"),
            ("application/json; charset=iso-8859-1", western(&latin), "Café à la carte"),
            ("text/plain;charset=windows-1252", western(&latin), "Café à la carte"),
        ] {
            s.server.put(STORY, Reply::new(kind, body));
            s.open(TAG).await?;
            assert_eq!(headline(s).await?, expected, "{kind}");
        }
        Ok(())
    });
}

/// `{"headline":"Zipped","body":"<p>A short body.</p>"}` as `gzip -9n` packs it.
const ZIPPED: &str = include_str!("zipped.base64");

#[test]
fn a_packed_answer_is_unpacked() {
    scene(async |s| {
        use base64::Engine as _;
        let body = base64::engine::general_purpose::STANDARD.decode(ZIPPED.trim())?;
        let reply = Reply::new("application/json", body).header(CONTENT_ENCODING, "gzip");
        s.server.put(STORY, reply);
        s.open(TAG).await?;
        assert_eq!(headline(s).await?, "Zipped");
        Ok(())
    });
}

#[test]
fn a_web_page_in_the_articles_place_is_called_one() {
    scene(async |s| {
        s.server.put(STORY, Reply::html("<!doctype html><title>Sign in</title><p>Please sign in"));
        s.open(TAG).await?;
        let detail = fails_with(s, "not-json").await?;
        assert_eq!(
            detail["message"],
            json!("The answer is not JSON but a web page (it begins with <).")
        );
        Ok(())
    });
}
