//! What lives on other sites: a link until the reader asks for more.

use anyhow::Result;
use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::{Host, Scene, scene};
use serde_json::{Value, json};

use crate::pages::{codes, file, first_codes, table};
use crate::stories::{TAG, replace, serve, show, with_body};

const FACADE: &str = "e2e.all('.facade')[0]";
const FRAME: &str = "e2e.all('iframe')[0]";

/// A film of a provider between two paragraphs.
fn film() -> Value {
    with_body(json!([
        { "type": "paragraph", "text": "Before." },
        { "type": "embed", "url": "https://www.youtube.com/watch?v=abc-123", "title": "The crossing", "width": 640, "height": 480 },
        { "type": "paragraph", "text": "After." }
    ]))
}

async fn places(s: &Scene) -> Result<Value> {
    s.page.get("e2e.all('p, .frame').map((node) => { const { top, height } = node.getBoundingClientRect(); return [top, height]; })").await
}

#[test]
fn a_listed_providers_film_is_a_link_that_reserves_its_room() {
    scene(async |s| {
        show(s, &film()).await?;
        let link: Value =
            s.page.get(&format!("[{FACADE}.localName, {FACADE}.href, e2e.text({FACADE})]")).await?;
        assert_eq!(
            link,
            json!([
                "a",
                "https://www.youtube.com/watch?v=abc-123",
                "The crossing Loads content from youtube.com"
            ])
        );
        let ratio: f64 = s
            .page
            .get("(({ width, height }) => width / height)(e2e.all('.frame')[0].getBoundingClientRect())")
            .await?;
        assert!((ratio - 640.0 / 480.0).abs() < 0.01, "{ratio}");
        let loaded: Value =
            s.page.get("performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin) || name.includes('modules/'))").await?;
        assert_eq!(
            loaded,
            json!([]),
            "nothing of the provider's, nor the code that would frame it"
        );
        Ok(())
    });
}

#[test]
fn a_click_puts_the_providers_frame_into_the_same_room_with_the_focus_in_it() {
    scene(async |s| {
        show(s, &film()).await?;
        let before = places(s).await?;
        s.page.click(FACADE).await?;
        s.page.until(FRAME).await?;
        let frame: Value = s
            .page
            .get(&format!(
                "Object.fromEntries(['src', 'sandbox', 'referrerpolicy', 'title'].map((name) => [name, {FRAME}.getAttribute(name)]))"
            ))
            .await?;
        assert_eq!(
            frame,
            json!({
                "src": "https://www.youtube-nocookie.com/embed/abc-123?autoplay=1",
                "sandbox": "allow-scripts allow-same-origin allow-popups allow-presentation",
                "referrerpolicy": "strict-origin-when-cross-origin",
                "title": "The crossing",
            })
        );
        assert_eq!(places(s).await?, before, "nothing moved");
        assert!(s.page.get::<bool>(&format!("e2e.focused() === {FRAME}")).await?);
        assert_eq!(
            s.page.get::<String>(&format!("e2e.style({FACADE}, 'visibility')")).await?,
            "hidden"
        );
        assert_eq!(s.events("article-link").await?, Vec::<Value>::new(), "it is no link any more");
        Ok(())
    });
}

#[test]
fn a_film_that_plays_goes_with_its_article() {
    scene(async |s| {
        show(s, &film()).await?;
        s.page.click(FACADE).await?;
        s.page.until(FRAME).await?;
        let mut other = with_body(json!([
            { "type": "paragraph", "text": "Before." },
            { "type": "embed", "url": "https://vimeo.com/123", "title": "Another" },
        ]));
        other["headline"] = "Another story".into();
        replace(s, &other).await?;
        s.page.until("e2e.all('iframe').length === 0").await?;
        assert_eq!(
            s.page.get::<String>(&format!("e2e.style({FACADE}, 'visibility')")).await?,
            "visible"
        );
        s.page.click(FACADE).await?;
        s.page.until(FRAME).await?;
        assert_eq!(
            s.page.get::<String>(&format!("{FRAME}.src")).await?,
            "https://player.vimeo.com/video/123?autoplay=1&dnt=1"
        );
        Ok(())
    });
}

#[test]
fn a_click_with_a_modifier_key_stays_a_links_click() {
    scene(async |s| {
        show(s, &film()).await?;
        let kept: Value = s
            .page
            .js(&format!(
                "let kept = [];
                 document.addEventListener('click', (event) => {{ kept.push(event.defaultPrevented); event.preventDefault(); }});
                 for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey'])
                     {FACADE}.dispatchEvent(new MouseEvent('click', {{ bubbles: true, composed: true, cancelable: true, [key]: true }}));
                 return kept"
            ))
            .await?;
        assert_eq!(kept, json!([false, false, false, false]));
        assert_eq!(s.events("article-link").await?.len(), 4);
        assert_eq!(s.page.get::<u32>("e2e.all('iframe').length").await?, 0);
        Ok(())
    });
}

#[test]
fn a_page_that_forbids_the_frame_keeps_the_link() {
    scene(async |s| {
        serve(s, &film());
        let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; style-src 'self'";
        s.visit(&Host::new(TAG).header(CONTENT_SECURITY_POLICY, policy)).await?;
        s.ready().await?;
        s.page.click(FACADE).await?;
        s.page.until("e2e.problems.some((problem) => problem.includes('frame-src'))").await?;
        s.page
            .until(&format!("e2e.all('iframe').length === 0 && e2e.focused() === {FACADE}"))
            .await?;
        assert_eq!(
            s.page.get::<String>(&format!("e2e.style({FACADE}, 'visibility')")).await?,
            "visible"
        );
        s.expect_problem("policy: frame-src").await
    });
}

#[test]
fn any_other_embed_is_a_plain_link() {
    scene(async |s| {
        show(
            s,
            &with_body(json!([
                { "type": "embed", "url": "https://notyoutube.com/watch?v=1", "title": "One" },
                { "type": "embed", "url": "https://example.com/?q=//www.youtube.com/", "title": "Two" },
            ])),
        )
        .await?;
        assert_eq!(
            s.page.get::<Value>("[e2e.all('.card').length, e2e.all('.facade').length]").await?,
            json!([2, 0])
        );
        Ok(())
    });
}

#[test]
fn a_providers_page_that_has_no_player_is_followed_as_a_link() {
    scene(async |s| {
        let page = "https://www.youtube.com/@harbour";
        show(s, &with_body(json!([{ "type": "embed", "url": page, "title": "A channel" }])))
            .await?;
        s.page.js("addEventListener('article-link', (event) => event.preventDefault())").await?;
        s.page.click(FACADE).await?;
        s.page.until("e2e.events.some(({ type }) => type === 'article-link')").await?;
        let links: Vec<Value> =
            s.events("article-link").await?.iter().map(|event| event["detail"].clone()).collect();
        assert_eq!(links, [json!({ "href": page })]);
        assert_eq!(s.page.get::<u32>("e2e.all('iframe').length").await?, 0);
        Ok(())
    });
}

#[test]
fn a_post_of_a_social_network_is_a_quote_that_leads_to_it() {
    scene(async |s| {
        let post = "<blockquote class='twitter-tweet'><p>Off!</p>&mdash; Port <a href='https://twitter.com/port/status/1'>today</a></blockquote>\
                    <blockquote class='instagram-media'><p><a href='https://www.instagram.com/p/x/'>A post</a></p></blockquote>";
        show(s, &with_body(json!(post))).await?;
        let quotes: Value = s
            .page
            .get("e2e.all('figure.quote').map((quote) => [e2e.text(quote), quote.querySelector('figcaption a').href])")
            .await?;
        let expected = json!([
            ["Off! Port today", "https://twitter.com/port/status/1"],
            ["A post instagram.com", "https://www.instagram.com/p/x/"],
        ]);
        assert_eq!(quotes, expected);
        Ok(())
    });
}

#[test]
fn every_provider_of_the_page_is_framed_as_the_page_says() {
    scene(async |s| {
        let page = file("docs/embedding.md");
        let rows = table(&page, "provider");
        let expected: Vec<String> = rows
            .iter()
            .map(|row| {
                let framed = if row[2].starts_with('`') { &row[2] } else { &row[1] };
                codes(framed).remove(0)
            })
            .collect();
        let pages: Vec<_> =
            rows.iter().map(|row| json!({ "type": "embed", "url": codes(&row[1])[0] })).collect();
        show(s, &with_body(json!(pages))).await?;
        s.page
            .js("import('/w/modules/embed.js').then((module) => { window.embed = module; })")
            .await?;
        s.page.until("!!window.embed").await?;
        let framed: Vec<String> =
            s.page.get("e2e.all('.facade').map(({ href }) => embed.frameOf(href) ?? href)").await?;
        assert_eq!(framed, expected);
        // What is no film, and no page.
        for page in
            ["https://www.youtube.com/@harbour", "https://codepen.io/", "mailto:a@vimeo.com", "x"]
        {
            let none: bool = s.page.get(&format!("embed.frameOf('{page}') === undefined")).await?;
            assert!(none, "{page}");
        }
        let known: Vec<String> = s.page.get("Object.keys(embed.PROVIDERS)").await?;
        assert_eq!(first_codes(&page, "provider"), known.into_iter().collect());
        Ok(())
    });
}
