//! One widget that shows article after article: whatever stood there before leaves no trace.

use anyhow::Result;
use e2e::{Scene, scene};
use serde_json::{Value, json};

use crate::stories::{full, replace, show, with_body};

const SAMPLES: [&str; 9] = [
    "sample",
    "blocks",
    "html-body",
    "arabic",
    "minimal",
    "hebrew",
    "japanese",
    "long-words",
    "hero-unknown-size",
];

/// Shows an article at an address in the first widget, which is patched, and in a second one, which
/// is new; waits until both have drawn the same, and tells where they never do.
const COMPARE: &str = r#"
    const [src, attributes] = arguments;
    const old = document.querySelector("article-widget");
    const set = (widget) => {
        for (const [name, value] of attributes) {
            if (value === null) widget.removeAttribute(name);
            else widget.setAttribute(name, value);
        }
    };
    set(old);
    if (old.getAttribute("src") !== src) old.setAttribute("src", src);
    const fresh = document.createElement("article-widget");
    fresh.setAttribute("src", src);
    for (const { name, value } of old.attributes) if (name !== "state" && name !== "id") fresh.setAttribute(name, value);
    old.after(fresh);
    const drawn = (widget) => widget.shadowRoot.querySelector("[part=article]");
    const equal = () => drawn(fresh)?.isEqualNode(drawn(old));
    const wait = (time) => new Promise((done) => setTimeout(done, time));
    return (async () => {
        await fresh.ready;
        let left = 200;
        while (!equal() && left-- > 0) await wait(20);
        const difference = equal() ? null : [src, JSON.stringify(attributes), drawn(old)?.outerHTML, drawn(fresh)?.outerHTML];
        fresh.remove();
        return difference;
    })();
"#;

async fn same(s: &Scene, src: &str, attributes: Value) -> Result<()> {
    let difference = s.page.js_with(COMPARE, vec![src.into(), attributes]).await?;
    assert_eq!(difference, Value::Null);
    Ok(())
}

async fn begin(s: &Scene) -> Result<()> {
    s.open(r#"<article-widget src="/w/preview/articles/minimal.json"></article-widget>"#).await?;
    s.ready().await
}

#[test]
fn articles_that_follow_each_other_are_drawn_as_if_they_were_the_first() {
    scene(async |s| {
        begin(s).await?;
        for name in SAMPLES.iter().chain(SAMPLES.iter().rev()) {
            same(s, &format!("/w/preview/articles/{name}.json"), json!([])).await?;
        }
        Ok(())
    });
}

#[test]
fn attributes_that_change_draw_what_they_would_have_drawn_from_the_start() {
    scene(async |s| {
        begin(s).await?;
        for name in ["blocks", "arabic", "sample"] {
            let src = format!("/w/preview/articles/{name}.json");
            for attributes in [
                json!([["hide", "hero kicker byline source"]]),
                json!([["hide", "headline standfirst meta caption"], ["heading-level", "5"]]),
                json!([["hide", null], ["heading-level", "1"], ["wpm", "20"]]),
                json!([["labels-lang", "ar"]]),
                json!([["labels-lang", "en"], ["hide", "body"]]),
                json!([["labels-lang", null], ["lang", "ar-EG"], ["hide", "credit"]]),
                json!([["lang", null], ["wpm", null], ["hide", null], ["heading-level", null]]),
            ] {
                same(s, &src, attributes).await?;
            }
        }
        Ok(())
    });
}

#[test]
fn blocks_that_shrink_grow_and_change_their_kind_leave_nothing_behind() {
    scene(async |s| {
        let p = |text: &str| json!({ "type": "paragraph", "text": text });
        let list = |count: usize| {
            let items: Vec<Value> = (0..count)
                .map(|at| match at % 3 {
                    0 => json!(format!("<em>item</em> {at}")),
                    1 => json!({ "text": format!("item {at}"), "blocks": [{ "type": "list", "ordered": true, "start": at, "items": ["a", "b"] }] }),
                    _ => json!({ "blocks": [p("inside"), { "type": "code", "text": "x", "language": "rust" }] }),
                })
                .collect();
            json!({ "type": "list", "items": items })
        };
        let table = |rows: usize, columns: usize| {
            let rows: Vec<Value> = (0..rows)
                .map(|row| (0..columns).map(|column| json!({ "text": format!("{row}.{column}"), "header": column == 0, "colspan": if row == 1 { 2 } else { 1 } })).collect())
                .collect();
            json!({ "type": "table", "header": rows.len() / 2, "rows": rows, "caption": if columns > 2 { "A caption" } else { "" } })
        };
        let image = |size: Option<u32>| json!({ "type": "image", "src": "/_/icon.svg", "width": size, "height": size, "alt": size.map(|_| "An icon"), "caption": size.map(|_| "Words [Credit]"), "url": size.map(|_| "/link") });
        let bodies = [
            json!([p("one"), p("two"), p("three")]),
            json!([p("three")]),
            json!([list(5), table(3, 3), image(None)]),
            json!([table(1, 1), image(Some(9)), list(1)]),
            json!([
                image(Some(16)),
                list(9),
                table(4, 2),
                p("<a href='#x'>a</a><b>b<i>c</i></b> <span id='x'>d</span>")
            ]),
            json!([{ "type": "quote", "text": "q", "cite": "who", "url": "/who" }, { "type": "divider" }, { "type": "heading", "text": "h", "level": 4 }]),
            json!([{ "type": "pullquote", "blocks": [p("q"), list(2)] }, { "type": "heading", "text": "h", "level": 2 }, { "type": "divider" }]),
            json!([{ "type": "gallery", "images": ["/_/icon.svg", "/_/icon.svg"], "caption": "both" }, { "type": "callout", "title": "t", "blocks": [table(2, 2)] }]),
            json!([{ "type": "callout", "text": "only text" }, { "type": "gallery", "images": ["/_/icon.svg"] }, { "type": "embed", "url": "https://video.example/1", "title": "t" }]),
            json!([{ "type": "audio", "src": "/a.mp3" }, { "type": "video", "src": "/a.mp4", "poster": "/_/icon.svg", "title": "t", "width": 2, "height": 1 }]),
            json!([{ "type": "video", "src": "/a.mp4" }, { "type": "audio", "src": "/a.mp3", "title": "t", "caption": "c" }]),
        ];
        begin(s).await?;
        let count = bodies.len();
        for (at, body) in bodies.iter().enumerate() {
            let mut article = with_body(body.clone());
            if at % 2 == 0 {
                article["authors"] = json!(["Ada", { "name": "Bo", "url": "/bo" }, "Cy"]);
                article["kicker"] = json!("Kicker");
                article["hero"] = json!({ "src": "/_/icon.svg", "width": 16, "height": 16 });
            } else {
                article["standfirst"] = json!("A <em>deck</em>");
                article["language"] = json!("he");
            }
            s.server.json(&format!("/mean/{at}.json"), &article);
        }
        // Every one after every other, in an order that meets each pair in both directions.
        for step in 1..count {
            for at in 0..count {
                same(s, &format!("/mean/{}.json", at * step % count), json!([])).await?;
            }
        }
        Ok(())
    });
}

#[test]
fn an_error_between_two_articles_and_a_place_elsewhere_in_the_page_change_nothing() {
    scene(async |s| {
        begin(s).await?;
        for name in SAMPLES {
            s.page
                .js("const widget = e2e.widget();
                     widget.setAttribute('src', '/missing.json');
                     return widget.ready")
                .await?;
            crate::stories::told_on_the_console(s).await?;
            same(s, &format!("/w/preview/articles/{name}.json"), json!([])).await?;
            s.page
                .js("const widget = e2e.widget();
                     widget.remove();
                     return new Promise((done) => setTimeout(done, 20)).then(() => { document.body.append(widget); return widget.ready; })")
                .await?;
            same(s, &format!("/w/preview/articles/{name}.json"), json!([])).await?;
        }
        Ok(())
    });
}

/// Takes note of what stands in the article, and says which of it still does.
const KEEP: &str = "const found = () => [...e2e.widget().shadowRoot.querySelectorAll('[part], .body > *')];
    window.noted = found();
    window.kept = () => noted.filter((node) => node.isConnected).map((node) => node.getAttribute('part') ?? node.localName + ' ' + node.textContent)";

#[test]
fn what_says_the_same_stays_where_it_is() {
    scene(async |s| {
        let mut story = full();
        show(s, &story).await?;
        let all = |left_out: &[&str]| -> Vec<String> {
            let (parts, blocks) = (
                "article kicker headline standfirst meta byline published updated read-time hero hero-image caption credit body source",
                [
                    "p The first paragraph of the story.",
                    "h3 A crosshead",
                    "p The second paragraph, with a link.",
                ],
            );
            let names = parts.split(' ').chain(blocks).filter(|name| !left_out.contains(name));
            let mut names: Vec<String> = names.map(str::to_owned).collect();
            names.sort();
            names
        };
        let kept = async || -> Result<Vec<String>> {
            let mut kept: Vec<String> = s.page.get("kept()").await?;
            kept.sort();
            Ok(kept)
        };
        s.page.js(KEEP).await?;
        assert_eq!(kept().await?, all(&[]));
        s.page.js("e2e.widget().setAttribute('hide', 'kicker caption')").await?;
        s.page.until("!e2e.part('kicker') && !e2e.part('caption')").await?;
        assert_eq!(kept().await?, all(&["kicker", "caption", "credit"]));
        s.page.js("e2e.widget().removeAttribute('hide')").await?;
        s.page.until("!!e2e.part('kicker') && !!e2e.part('caption')").await?;
        s.page.js(KEEP).await?;
        // An edition with one block more, one less, and other words in a third.
        story["headline"] = json!("Harbour library opens");
        story["body"] = json!([
            { "type": "quote", "text": "New." },
            { "type": "paragraph", "text": "The first paragraph of the story." },
            { "type": "paragraph", "text": "The second paragraph, with <em>no</em> link." }
        ]);
        replace(s, &story).await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Harbour library opens'").await?;
        let kept = kept().await?;
        assert!(kept.contains(&"headline".to_owned()) && kept.contains(&"hero-image".to_owned()));
        let paragraphs: Vec<_> = kept.iter().filter(|name| name.starts_with("p ")).collect();
        assert_eq!(paragraphs, ["p The first paragraph of the story."], "{kept:?}");
        Ok(())
    });
}

#[test]
fn attributes_that_change_in_one_go_make_one_drawing() {
    scene(async |s| {
        show(s, &full()).await?;
        // In a task of the page itself: WebKit ends a driver's script at each callback into the page.
        let change = "window.added = [];
            const told = (records) => records.forEach(({ addedNodes }) => added.push(...Array.from(addedNodes, (node) => node.localName)));
            new MutationObserver(told).observe(e2e.widget().shadowRoot, { childList: true, subtree: true });
            setTimeout(() => {
                for (const level of [3, 4, 5]) e2e.widget().setAttribute('heading-level', level);
                e2e.widget().setAttribute('hide', 'kicker');
            })";
        s.page.js(change).await?;
        s.page.until("!e2e.part('kicker') && e2e.part('headline').localName === 'h5'").await?;
        let added: Vec<String> = s.page.get("added").await?;
        assert_eq!(added, ["h5", "h6"], "the headline and the crosshead, each once");
        Ok(())
    });
}

#[test]
fn what_somebody_else_took_out_of_an_article_comes_back_with_the_next() {
    scene(async |s| {
        let text = |text: &str| json!({ "type": "paragraph", "text": text });
        show(s, &with_body(json!([text("One."), text("Two."), text("Three.")]))).await?;
        s.page.js("e2e.part('body').firstChild.remove()").await?;
        replace(s, &with_body(json!([text("One."), text("2."), text("Three.")]))).await?;
        s.page.until("e2e.part('body').textContent === 'One.2.Three.'").await?;
        Ok(())
    });
}
