//! A page that stays open: articles that come and go, with faults at random among them.
//!
//! `cargo xtask soak` runs it for long; what it says here is `SOAK_ARTICLES`, `SOAK_SECONDS` and `SOAK_SEED`.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

use anyhow::{Context, Result};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, RETRY_AFTER};
use e2e::browser::Engine;
use e2e::{Host, Reply, Scene, Server, scene};
use serde_json::{Value, json};

use crate::containment::{NO_DIVIDERS, divided};
use crate::held::{Growth, Held, WATCH};
use crate::hostile_vectors::{PICTURE, Vector, vectors};
use crate::stories::{full, minimal, told_on_the_console};

/// As many come in one go, as a driver's script must end in time.
const BATCH: usize = 20;
/// Lines of figures, the first after the warm-up.
const LINES: usize = 10;

// What may be more at the end than after the warm-up, whatever the number of articles. An article that was kept would
// be hundreds of nodes and tens of KB.
/// What the last article of an instance leaves in it.
const NODES: u64 = 40;
/// The driver's and the browser's notes of each script and request are a fifth of a KB an article.
const HEAP: u64 = 512 * 1024;
/// The memory of the Wasm never shrinks: it is as large as the largest that was shown at once.
const PAGES: u64 = 4;

/// What may become of an article: what the server says, and what the widget makes of it.
struct Fault {
    name: &'static str,
    replies: fn(&mut Stock) -> Vec<Reply>,
    comes_to: &'static str,
    /// Milliseconds that an attempt may take; the others have the widget's own.
    timeout: Option<u32>,
}

static FAULTS: [Fault; 20] = [
    fault("none", |_| vec![Reply::json(&full())], "ready"),
    fault("none, in another format", |_| vec![Reply::json(&feed())], "ready"),
    fault("a hostile article", |stock| vec![stock.vector()], "ready"),
    fault("removed at once", |_| vec![Reply::json(&full())], "removed"),
    fault("removed while it loads", |_| vec![Reply::silent()], "removed"),
    fault("an error of the server, then the article", |_| vec![failing(503), good()], "ready"),
    fault("too many requests, then the article", |_| vec![failing(429), good()], "ready"),
    fault("cut off, then the article", |_| vec![good().cut_after(9), good()], "ready"),
    fault("an error of the server", |_| vec![failing(500)], "http"),
    fault("come back in an hour", |_| vec![failing(503).header(RETRY_AFTER, "3600")], "http"),
    fault("nothing there", |_| vec![failing(404)], "http"),
    fault("cut off", |_| vec![good().cut_after(20)], "network"),
    fault(
        "kept from the page",
        |_| vec![good().header(ACCESS_CONTROL_ALLOW_ORIGIN, "null")],
        "network",
    ),
    fault("redirected for ever", |stock| vec![Reply::redirect(&stock.path)], "network"),
    fault("silent", |_| vec![Reply::silent()], "timeout").within(500),
    fault("stalled", |_| vec![good().stall_after(12)], "timeout").within(500),
    fault("dripping", |_| vec![Reply::json(&full()).drip()], "timeout").within(500),
    fault("a web page", |_| vec![Reply::html("<!doctype html><title>Sign in</title>")], "not-json"),
    fault("half a document", |_| vec![half()], "not-json"),
    fault("huge", |stock| vec![stock.huge.clone()], "too-large"),
];
/// A trap costs a fresh instance, so it is rarer than the rest: one in every second deck.
static TRAP: Fault = fault("a trap", |_| vec![Reply::json(&divided("Bad"))], "internal");

const fn fault(
    name: &'static str,
    replies: fn(&mut Stock) -> Vec<Reply>,
    comes_to: &'static str,
) -> Fault {
    Fault { name, replies, comes_to, timeout: None }
}

impl Fault {
    const fn within(mut self, milliseconds: u32) -> Self {
        self.timeout = Some(milliseconds);
        self
    }
}

fn good() -> Reply {
    Reply::json(&minimal("At last"))
}

fn half() -> Reply {
    let whole = full().to_string();
    Reply::new("application/json", whole.split_at(whole.len() / 2).0.to_owned())
}

fn failing(status: u16) -> Reply {
    Reply::new("text/plain", "out of order").status(status)
}

/// In a format whose reader loads on demand.
fn feed() -> Value {
    json!({ "status": "ok", "feed": { "url": "https://news.example/rss", "title": "Feed" }, "items": [
        { "title": "An item", "link": "https://news.example/1", "pubDate": "2024-03-01 07:30:00", "content": "<p>Of a feed.</p>" }
    ] })
}

/// What replies are made of.
struct Stock {
    random: Random,
    /// What is still to come, and how often there was a new one.
    deck: Vec<&'static Fault>,
    decks: u32,
    /// Where the reply will stand.
    path: String,
    vectors: Vec<Vector>,
    huge: Reply,
}

impl Stock {
    fn vector(&mut self) -> Reply {
        let at = self.random.below(self.vectors.len() as u64) as usize;
        let article = self.vectors.get(at).map(|it| it.article.clone());
        Reply::new("application/json", article.unwrap_or_default())
    }

    /// Each of them once before any comes again, in an order of chance.
    fn fault(&mut self) -> &'static Fault {
        if self.deck.is_empty() {
            self.deck = FAULTS.iter().collect();
            self.decks += 1;
            if self.decks % 2 == 1 {
                self.deck.push(&TRAP);
            }
        }
        let at = self.random.below(self.deck.len() as u64) as usize;
        self.deck.swap_remove(at)
    }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (it ^ (it >> 31)) % bound
    }
}

/// Shows each article in an element of its own, one after the other's start, and tells what they came to.
const SHOW: &str = "return (async () => {
    const [articles, pause] = arguments;
    const sleep = (time) => new Promise((done) => setTimeout(done, time));
    const place = document.querySelector('#place');
    const outcomes = await Promise.all(articles.map(async ({ src, timeout, isKept }, at) => {
        await sleep(at * pause);
        const widget = document.createElement('article-widget');
        let kind;
        widget.addEventListener('article-error', ({ detail }) => { kind = detail.kind; });
        widget.setAttribute('src', src);
        if (timeout) widget.setAttribute('timeout', timeout);
        widget.append('Fallback');
        place.append(widget);
        const state = isKept ? await widget.ready : await sleep(at);
        widget.remove();
        return kind ?? state ?? 'removed';
    }));
    e2e.events.length = e2e.warnings.length = 0;
    console.clear();
    performance.clearResourceTimings();
    return outcomes;
})()";

fn number(name: &str, usual: u64) -> Result<u64> {
    match std::env::var(name) {
        Ok(text) => text.parse().with_context(|| name.to_owned()),
        Err(_) => Ok(usual),
    }
}

fn say(line: &str) -> Result<()> {
    writeln!(std::io::stderr(), "{line}").context("telling the figures")
}

#[test]
fn articles_with_random_faults_come_to_what_they_should_and_leave_nothing_that_grows() {
    scene(async |s| {
        let articles = number("SOAK_ARTICLES", 60)? as usize;
        let pause = number("SOAK_SECONDS", 0)? * 1000 / articles as u64;
        let seed = number("SOAK_SEED", 1)?;
        say(&format!("soak: {articles} articles, seed {seed}"))?;
        // From another origin, as a browser lets a server keep articles to itself only there.
        let news = Server::start().await?;
        for place in ["/news", "/news/images"] {
            news.put(&format!("{place}/hero.svg"), Reply::picture(1200, 800));
        }
        news.put(&format!("/news/{PICTURE}"), Reply::picture(4, 3));
        let huge = Reply::new("application/json", "x".repeat(6_000_000));
        let mut stock = Stock {
            random: Random(seed),
            deck: Vec::new(),
            decks: 0,
            path: String::new(),
            vectors: vectors(),
            huge,
        };
        s.visit(&Host::new("<div id=place></div>").head(&format!("{WATCH}{NO_DIVIDERS}"))).await?;

        let is_counted = s.page.engine() == Engine::Chromium;
        let every = (articles / LINES).next_multiple_of(BATCH);
        let mut counts = BTreeMap::new();
        let mut warm = None;
        for first in (0..articles).step_by(BATCH) {
            let after = articles.min(first + BATCH);
            for name in show(s, &news, &mut stock, first..after, pause).await? {
                *counts.entry(name).or_insert(0) += 1;
            }
            if is_counted && (after.is_multiple_of(every) || after == articles) {
                let held = Held::by(s).await?;
                say(&format!("after {after}: {held}"))?;
                warm.get_or_insert(held);
            }
        }
        for (name, count) in &counts {
            say(&format!("{count:>6}  {name}"))?;
        }
        match warm {
            Some(warm) => {
                let growth = Growth { nodes: NODES, heap: HEAP, pages: PAGES };
                Held::by(s).await?.is_no_more_than(&warm, growth);
            }
            None => s.not_run("only Chromium counts what a page holds")?,
        }
        Ok(())
    });
}

/// Shows some articles, each with a fault or none, and gives the faults' names.
async fn show(
    scene: &Scene,
    news: &Server,
    stock: &mut Stock,
    numbers: Range<usize>,
    pause: u64,
) -> Result<Vec<&'static str>> {
    let mut chosen = Vec::new();
    let mut articles = Vec::new();
    for number in numbers {
        let fault = stock.fault();
        stock.path = format!("/news/{number}.json");
        news.put_each(&stock.path.clone(), (fault.replies)(stock));
        let src = news.url(&stock.path);
        let is_kept = fault.comes_to != "removed";
        articles.push(json!({ "src": src, "timeout": fault.timeout, "isKept": is_kept }));
        chosen.push(fault);
    }
    let outcomes = scene.page.js_with(SHOW, vec![articles.into(), pause.into()]).await?;
    let expected: Vec<_> = chosen.iter().map(|fault| json!([fault.name, fault.comes_to])).collect();
    let seen: Vec<_> = chosen
        .iter()
        .zip(outcomes.as_array().context("no outcomes")?)
        .map(|(fault, outcome)| json!([fault.name, outcome]))
        .collect();
    assert_eq!(seen, expected);
    told_on_the_console(scene).await?;
    scene.expect_no_problems().await?;
    Ok(chosen.iter().map(|fault| fault.name).collect())
}
