//! An article on a page: its parts, its blocks, its links and pictures.

use e2e::{Gate, Host, Outcome, Reply, scene};
use serde_json::{Value, json};

use crate::stories::{STORY, TAG, full, minimal, serve, show, with_body};

#[test]
fn an_article_shows_every_part_in_the_words_of_its_publisher() {
    scene(async |s| {
        show(s, &full()).await?;
        let text = async |part| s.text(part).await.map(Option::unwrap_or_default);
        assert_eq!(text("headline").await?, "Harbour library opens its reading room");
        assert_eq!(text("standfirst").await?, "After nine years of work the doors are open.");
        assert_eq!(text("kicker").await?.to_lowercase(), "city");
        assert_eq!(text("byline").await?, "Ada Fischer and Bo Lindqvist");
        assert_eq!(text("read-time").await?, "3 min read");
        assert_eq!(text("caption").await?, "The reading room on its first morning Harbour Press");
        assert_eq!(text("credit").await?, "Harbour Press");
        assert!(text("source").await?.contains("Harbour News"));
        assert!(text("body").await?.starts_with("The first paragraph of the story."));
        Ok(())
    });
}

#[test]
fn the_parts_are_the_elements_that_the_contract_names() {
    scene(async |s| {
        show(s, &full()).await?;
        let tags: Value = s
            .page
            .get(
                "['article', 'headline', 'standfirst', 'published', 'updated', 'hero', 'hero-image', 'caption']
                    .map((part) => e2e.part(part)?.localName)",
            )
            .await?;
        let wanted = ["article", "h2", "p", "time", "time", "figure", "img", "figcaption"];
        assert_eq!(tags, json!(wanted));
        let inside: bool = s
            .page
            .get(
                "['byline', 'published', 'updated', 'read-time'].every((part) => e2e.part('meta').contains(e2e.part(part)))
                    && e2e.part('caption').contains(e2e.part('credit')) && e2e.part('hero').contains(e2e.part('caption'))",
            )
            .await?;
        assert!(inside, "the rows hold what belongs to them");
        let twice: Value = s
            .page
            .get(
                "['article', 'kicker', 'headline', 'standfirst', 'meta', 'byline', 'published', 'updated', 'read-time', 'hero',
                    'hero-image', 'caption', 'credit', 'body', 'source'].filter((part) => e2e.parts(part).length !== 1)",
            )
            .await?;
        assert_eq!(twice, json!([]), "each part is there once");
        Ok(())
    });
}

#[test]
fn the_article_is_named_by_its_headline_and_tells_its_language_and_direction() {
    scene(async |s| {
        show(s, &full()).await?;
        let article: Value = s
            .page
            .get("(({ lang, dir, ariaLabelledByElements: [label] }) => ({ lang, dir, label: label.textContent }))(e2e.part('article'))")
            .await?;
        let label = "Harbour library opens its reading room";
        assert_eq!(article, json!({ "lang": "en", "dir": "ltr", "label": label }));
        Ok(())
    });
}

#[test]
fn an_arabic_article_runs_from_right_to_left() {
    scene(async |s| {
        let story = json!({ "headline": "مكتبة الميناء", "language": "ar", "body": "<p>فتحت أبوابها.</p>" });
        show(s, &story).await?;
        let direction: String = s.page.get("e2e.style(e2e.part('headline'), 'direction')").await?;
        assert_eq!(direction, "rtl");
        let article: Value =
            s.page.get("[e2e.part('article').lang, e2e.part('article').dir]").await?;
        assert_eq!(article, json!(["ar", "rtl"]));
        Ok(())
    });
}

#[test]
fn the_picture_is_loaded_and_described() {
    scene(async |s| {
        show(s, &full()).await?;
        s.page
            .until("e2e.part('hero-image').complete && e2e.part('hero-image').naturalWidth > 0")
            .await?;
        let alt: String = s.page.get("e2e.part('hero-image').alt").await?;
        assert_eq!(alt, "A reading room with tall windows");
        Ok(())
    });
}

#[test]
fn dates_are_the_days_on_the_publishers_own_clock() {
    scene(async |s| {
        let mut story = full();
        // Another day almost everywhere else on earth.
        story["published"] = json!("2024-03-01T23:30:00-10:00");
        story["updated"] = json!("2024-03-03T00:30:00+13:00");
        show(s, &story).await?;
        assert_eq!(s.text("published").await?.unwrap(), "March 1, 2024");
        assert!(s.text("updated").await?.unwrap().contains("March 3, 2024"));
        let machine: Value =
            s.page.get("[e2e.part('published').dateTime, e2e.part('updated').dateTime]").await?;
        assert_eq!(machine, json!(["2024-03-01T23:30:00-10:00", "2024-03-03T00:30:00+13:00"]));
        Ok(())
    });
}

#[test]
fn an_author_with_a_page_is_a_link_and_one_without_is_not() {
    scene(async |s| {
        show(s, &full()).await?;
        let links: Value = s
            .page
            .get(
                "[...e2e.part('byline').querySelectorAll('a')].map((a) => [a.textContent, a.href])",
            )
            .await?;
        assert_eq!(links, json!([["Ada Fischer", "https://news.example/ada"]]));
        Ok(())
    });
}

#[test]
fn a_part_without_a_source_leaves_no_element() {
    scene(async |s| {
        show(s, &minimal("Only what is required")).await?;
        let parts: Value = s
            .page
            .get("[...new Set(e2e.all('[part]').flatMap((element) => [...element.part]))].sort()")
            .await?;
        assert_eq!(parts, json!(["article", "body", "headline", "meta", "read-time"]));
        let empty: Value = s
            .page
            .get("e2e.all('article *').filter((e) => !e.matches('img, hr, br, slot') && !e.textContent.trim()).map((e) => e.outerHTML)")
            .await?;
        assert_eq!(empty, json!([]));
        Ok(())
    });
}

#[test]
fn without_minutes_from_the_publisher_they_are_counted() {
    scene(async |s| {
        let words = "word ".repeat(700);
        show(s, &with_body(json!([{ "type": "paragraph", "text": words }]))).await?;
        let counted = s.text("read-time").await?.unwrap();
        assert_eq!(counted, "3 min read");
        s.page.js("e2e.widget().setAttribute('wpm', '100')").await?;
        s.page.until("e2e.text(e2e.part('read-time')) === '7 min read'").await?;
        let detail = s.detail("article-load").await?;
        assert_eq!((&detail["words"], &detail["minutes"]), (&json!(700), &json!(3)));
        Ok(())
    });
}

#[test]
fn the_sample_story_of_the_preview_takes_three_minutes() {
    scene(async |s| {
        s.open(r#"<article-widget src="/w/preview/articles/sample.json"></article-widget>"#)
            .await?;
        s.ready().await?;
        assert_eq!(s.text("read-time").await?.unwrap(), "3 min read");
        s.page.until("e2e.part('hero-image').naturalWidth > 0").await?;
        let crossheads: u32 = s.page.get("e2e.all('[part=body] h3').length").await?;
        assert!(crossheads > 0, "the story has crossheads");
        assert!(s.text("credit").await?.is_some(), "the credit is split off the caption");
        assert!(!s.text("caption").await?.unwrap().contains('['));
        Ok(())
    });
}

#[test]
fn every_kind_of_block_has_its_element() {
    scene(async |s| {
        s.open(r#"<article-widget src="/w/preview/articles/blocks.json"></article-widget>"#)
            .await?;
        s.ready().await?;
        for selector in [
            "p",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote p",
            "ul > li",
            "ul ol > li",
            "ol[start='9'] > li",
            "figure img",
            "table thead th[scope=col]",
            "table tbody th[scope=row]",
            "th[colspan], td[colspan]",
            "pre code",
            "hr",
            "audio[controls]",
            "video[controls]",
            "em",
            "strong",
            "code",
            "kbd",
            "sub",
            "sup",
            "abbr[title]",
            "mark",
            "ruby rt",
            "span[lang=fr]",
            "br",
        ] {
            let count: u32 =
                s.page.get(&format!("e2e.all(`[part=body] :is({selector})`).length")).await?;
            assert!(count > 0, "nothing in the body is {selector}");
        }
        let code: String = s.page.get("e2e.all('pre code')[0].textContent").await?;
        assert!(code.contains("<b>markup</b> in code is text"), "{code}");
        let warnings = s.detail("article-load").await?["warnings"].clone();
        assert_eq!(warnings, json!([]));
        Ok(())
    });
}

#[test]
fn a_body_of_html_reads_like_one_of_blocks() {
    scene(async |s| {
        let body = "<p>One <b>bold</b> line.</p><h2>Part</h2><ul><li>first<li>second</ul><blockquote><p>Said so.</p></blockquote>";
        show(s, &with_body(json!(body))).await?;
        assert_eq!(s.text("body").await?.unwrap(), "One bold line. Part first second Said so.");
        let tags: Value = s
            .page
            .get("['p b', 'h3', 'ul li + li', 'blockquote p'].filter((tags) => !e2e.part('body').querySelector(tags))")
            .await?;
        assert_eq!(tags, json!([]));
        Ok(())
    });
}

#[test]
fn urls_are_relative_to_the_json_and_not_to_the_host_page() {
    scene(async |s| {
        serve(s, &full());
        let host = Host::new(TAG).head(r#"<base href="/elsewhere/">"#);
        s.visit(&host).await?;
        s.ready().await?;
        let image: String =
            s.page.get("e2e.part('hero-image').currentSrc || e2e.part('hero-image').src").await?;
        assert_eq!(image, s.server.url("/news/images/hero.svg"));
        let link: String = s.page.get("e2e.part('body').querySelector('a').href").await?;
        assert_eq!(link, s.server.url("/news/more.html"));
        s.page.until("e2e.part('hero-image').naturalWidth > 0").await?;
        assert_eq!(s.server.requests("/elsewhere/images/hero.svg").len(), 0);
        Ok(())
    });
}

#[test]
fn a_redirected_article_is_relative_to_where_it_was_found() {
    scene(async |s| {
        serve(s, &full());
        s.server.put("/latest", Reply::redirect(STORY));
        s.open(r#"<article-widget src="/latest"></article-widget>"#).await?;
        s.ready().await?;
        let image: String = s.page.get("e2e.part('hero-image').src").await?;
        assert_eq!(image, s.server.url("/news/images/hero.svg"));
        Ok(())
    });
}

#[test]
fn headings_follow_the_level_that_the_host_sets_and_stop_at_six() {
    scene(async |s| {
        show(
            s,
            &with_body(json!([
                { "type": "heading", "text": "Two" },
                { "type": "heading", "text": "Three", "level": 3 },
                { "type": "paragraph", "text": "Text." }
            ])),
        )
        .await?;
        for (level, tags) in [
            ("1", ["h1", "h2", "h3"]),
            ("2", ["h2", "h3", "h4"]),
            ("5", ["h5", "h6", "h6"]),
            ("6", ["h6", "h6", "h6"]),
            ("9", ["h6", "h6", "h6"]),
            ("", ["h2", "h3", "h4"]),
        ] {
            s.page.js(&format!("e2e.widget().setAttribute('heading-level', '{level}')")).await?;
            let found =
                "e2e.all('h1, h2, h3, h4, h5, h6').map((heading) => heading.localName).join()";
            s.page.until(&format!("{found} === '{}'", tags.join(","))).await?;
        }
        assert_eq!(s.server.requests(STORY).len(), 1, "a change of looks needs no request");
        Ok(())
    });
}

#[test]
fn hidden_parts_are_left_out_and_come_back() {
    scene(async |s| {
        serve(s, &full());
        s.open(
            r#"<article-widget src="/news/story.json" hide="kicker byline hero"></article-widget>"#,
        )
        .await?;
        s.ready().await?;
        let parts = "['kicker', 'byline', 'hero', 'hero-image', 'headline'].filter((part) => e2e.part(part)).join()";
        assert_eq!(s.page.get::<String>(parts).await?, "headline");
        s.page.js("e2e.widget().setAttribute('hide', 'headline')").await?;
        s.page.until(&format!("{parts} === 'kicker,byline,hero,hero-image'")).await?;
        s.page.js("e2e.widget().removeAttribute('hide')").await?;
        s.page.until(&format!("{parts} === 'kicker,byline,hero,hero-image,headline'")).await?;
        Ok(())
    });
}

#[test]
fn the_widgets_own_words_follow_the_language_that_the_host_sets() {
    scene(async |s| {
        serve(s, &full());
        s.open(r#"<article-widget src="/news/story.json" labels-lang="ar"></article-widget>"#)
            .await?;
        s.ready().await?;
        let meta = s.text("meta").await?.unwrap();
        assert!(meta.contains("Ada Fischer وBo Lindqvist"), "{meta}");
        assert!(meta.contains("مارس"), "{meta}");
        assert!(!meta.contains("min read"), "{meta}");
        assert_eq!(s.page.get::<String>("e2e.part('meta').lang").await?, "ar");
        assert_eq!(s.page.get::<String>("e2e.part('article').lang").await?, "en");
        s.page.js("e2e.widget().removeAttribute('labels-lang')").await?;
        s.page.until("e2e.text(e2e.part('read-time')) === '3 min read'").await.map(drop)
    });
}

#[test]
fn of_quick_changes_of_the_language_the_last_wins() {
    scene(async |s| {
        serve(s, &full());
        let words = std::fs::read(e2e::server::dist().join("labels/ar.json"))?;
        let gate = Gate::closed();
        let words = Reply::new("application/json", words).behind(&gate);
        s.server.put("/w/labels/ar.json", words);
        s.open(TAG).await?;
        s.ready().await?;
        s.page.js("e2e.widget().setAttribute('lang', 'ar')").await?;
        s.server.until("/w/labels/ar.json", "asked for", |seen| seen.len() == 1).await?;
        s.page.js("e2e.widget().setAttribute('lang', 'en')").await?;
        s.page.js("e2e.widget().setAttribute('hide', 'kicker')").await?;
        s.page.until("!e2e.part('kicker')").await?;
        gate.open();
        s.server
            .until("/w/labels/ar.json", "served", |seen| seen[0].outcome == Outcome::Served)
            .await?;
        // Time for the late words to do harm.
        s.page.js("return new Promise((done) => setTimeout(done, 100))").await?;
        assert_eq!(s.text("read-time").await?.unwrap(), "3 min read");
        assert!(s.text("kicker").await?.is_none(), "what the host hid meanwhile stays hidden");
        Ok(())
    });
}

#[test]
fn an_article_whose_words_are_late_is_reported_once_though_the_host_changes_its_mind() {
    scene(async |s| {
        serve(s, &full());
        s.server.put("/w/labels/ar.json", Reply::silent());
        s.open(r#"<article-widget src="/news/story.json" lang="ar"></article-widget>"#).await?;
        s.server.until("/w/labels/ar.json", "asked for", |seen| seen.len() == 1).await?;
        s.page.js("e2e.widget().setAttribute('lang', 'en')").await?;
        s.ready().await?;
        assert_eq!(s.text("read-time").await?.unwrap(), "3 min read");
        s.page.js("e2e.widget().setAttribute('hide', 'kicker')").await?;
        s.page.until("!e2e.part('kicker')").await?;
        assert_eq!(s.events("article-load").await?.len(), 1);
        Ok(())
    });
}

#[test]
fn a_link_can_be_followed_by_the_host_instead_of_the_browser() {
    scene(async |s| {
        show(s, &full()).await?;
        s.page.js("addEventListener('article-link', (event) => event.preventDefault())").await?;
        let before: String = s.page.get("location.href").await?;
        s.page.click("e2e.part('body').querySelector('a')").await?;
        let detail = s.detail("article-link").await?;
        assert_eq!(detail["href"], json!(s.server.url("/news/more.html")));
        assert_eq!(s.page.get::<String>("location.href").await?, before);
        let event = s.events("article-link").await?.remove(0);
        let flags = [&event["bubbles"], &event["composed"], &event["cancelable"]];
        assert_eq!(flags, [&json!(true), &json!(true), &json!(true)]);
        Ok(())
    });
}

#[test]
fn a_link_leads_to_its_page_in_the_same_tab() {
    scene(async |s| {
        serve(s, &full());
        s.server.put("/news/more.html", Reply::html("<title>More</title>"));
        s.open(TAG).await?;
        s.ready().await?;
        s.page.click("e2e.part('body').querySelector('a')").await?;
        s.page.until("document.title === 'More'").await?;
        Ok(())
    });
}

#[test]
fn a_narrow_page_never_scrolls_sideways() {
    scene(async |s| {
        for article in ["blocks", "long-words", "arabic", "sample"] {
            let tag = format!(
                r#"<article-widget src="/w/preview/articles/{article}.json"></article-widget>"#
            );
            s.serve("/page.html", &Host::new(tag));
            s.narrow(320, "/page.html").await?;
            s.ready().await?;
            let [page, window]: [f64; 2] =
                s.page.get("[document.scrollingElement.scrollWidth, innerWidth]").await?;
            assert!((window - 320.0).abs() < 1.0, "the window is {window} wide");
            assert!(page <= window, "{article}: the page is {page} wide in a window of {window}");
        }
        Ok(())
    });
}

#[test]
fn wide_tables_and_code_scroll_within_themselves() {
    scene(async |s| {
        s.serve(
            "/page.html",
            &Host::new(
                r#"<article-widget src="/w/preview/articles/blocks.json"></article-widget>"#,
            ),
        );
        s.narrow(320, "/page.html").await?;
        s.ready().await?;
        let stuck: Value = s
            .page
            .js("const stuck = [];
                for (const wide of e2e.all('table, pre code')) {
                    let box = wide.parentElement;
                    while (box && !/auto|scroll/.test(getComputedStyle(box).overflowX)) box = box.parentElement;
                    if (!box) { stuck.push(wide.outerHTML.slice(0, 80)); continue; }
                    if (wide.getBoundingClientRect().width <= box.clientWidth) continue;
                    box.scrollLeft = 1000;
                    if (!box.scrollLeft) stuck.push(wide.outerHTML.slice(0, 80));
                }
                return stuck;")
            .await?;
        assert_eq!(stuck, json!([]));
        let scrolled: u32 =
            s.page.get("e2e.all('*').filter((box) => box.scrollLeft > 0).length").await?;
        assert!(scrolled >= 2, "a table and some code are wider than the window");
        Ok(())
    });
}

/// Adds up the layout's shifts in `shifts`, from now on or, with `buffered`, from the page's first moment.
const OBSERVE_SHIFTS: &str = "window.shifts = 0;
    if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; }))
            .observe({ type: 'layout-shift', buffered: arguments[0] });";
const TWO_FRAMES: &str = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";
const HERO_BOX: &str =
    "((box) => [box.width, box.height])(e2e.part('hero-image').getBoundingClientRect())";

#[test]
fn nothing_below_moves_when_the_host_has_reserved_the_room() {
    scene(async |s| {
        let (article, picture) = (Gate::closed(), Gate::closed());
        s.server.put(STORY, Reply::json(&full()).behind(&article));
        s.server.put("/news/images/hero.svg", Reply::picture(1200, 800).behind(&picture));
        let host = Host::new(format!("{TAG}<p id=below>What follows on the page.</p>"))
            .head("<style>article-widget { --article-min-height: 1500px; }</style>");
        s.visit(&host).await?;
        s.state("article-widget", "loading").await?;
        s.page.js(TWO_FRAMES).await?;
        s.page.js_with(OBSERVE_SHIFTS, vec![false.into()]).await?;
        let top = "document.querySelector('#below').offsetTop";
        let before: f64 = s.page.get(top).await?;
        assert!(before >= 1500.0, "the room is kept while the article loads: {before}");

        article.open();
        s.ready().await?;
        s.page.js(TWO_FRAMES).await?;
        let room: [f64; 2] = s.page.get(HERO_BOX).await?;
        assert!(room[1] > 100.0, "room is kept for the picture: {room:?}");
        assert!((room[0] / room[1] - 1.5).abs() < 0.02, "in the picture's proportion: {room:?}");

        picture.open();
        s.page
            .until("e2e.part('hero-image').complete && e2e.part('hero-image').naturalWidth > 0")
            .await?;
        s.page.js(TWO_FRAMES).await?;
        assert_eq!(s.page.get::<[f64; 2]>(HERO_BOX).await?, room, "the picture fits the room");
        let now: f64 = s.page.get(top).await?;
        assert_eq!(now, before, "what follows moved");
        assert_eq!(s.page.get::<f64>("shifts").await?, 0.0, "the layout shifted");
        Ok(())
    });
}

#[test]
fn nothing_moves_from_the_first_paint_on_when_the_hosts_own_rule_reserves_the_room() {
    scene(async |s| {
        serve(s, &full());
        // What is painted before the style sheet arrives must not move when it does.
        let (gate, article) = (Gate::closed(), Gate::closed());
        s.server.put(STORY, Reply::json(&full()).behind(&article));
        let sheet = std::fs::read(e2e::server::dist().join("article-widget.css"))?;
        s.server.put("/w/article-widget.css", Reply::new("text/css", sheet).behind(&gate));
        let host = Host::new(format!("{TAG}<p id=below>What follows on the page.</p>"))
            .head("<style>article-widget { display: block; min-height: 1500px; }</style>");
        s.visit(&host).await?;
        s.state("article-widget", "loading").await?;
        s.page.js(TWO_FRAMES).await?;
        gate.open();
        s.page.until("e2e.style(e2e.part('skeleton'), 'display') === 'grid'").await?;
        s.page.js(TWO_FRAMES).await?;
        article.open();
        s.ready().await?;
        s.page
            .until("e2e.part('hero-image').complete && e2e.part('hero-image').naturalWidth > 0")
            .await?;
        s.page.js_with(OBSERVE_SHIFTS, vec![true.into()]).await?;
        s.page.js(TWO_FRAMES).await?;
        assert_eq!(s.page.get::<f64>("shifts").await?, 0.0, "the layout shifted");
        Ok(())
    });
}

#[test]
fn an_article_of_which_only_the_beginning_is_there_says_so_and_leads_to_the_whole() {
    scene(async |s| {
        let mut article = full();
        show(s, &article).await?;
        assert_eq!(s.text("shortened").await?, None);
        article["truncated"] = true.into();
        article["headline"] = "The beginning".into();
        crate::stories::replace(s, &article).await?;
        let note = "This is only the beginning of the article. Read the original";
        assert_eq!(s.text("shortened").await?.as_deref(), Some(note));
        let place: Value = s
            .page
            .get("[e2e.part('shortened').previousElementSibling === e2e.part('body'), e2e.part('shortened').querySelector('a').href]")
            .await?;
        assert_eq!(place, json!([true, "https://news.example/library"]));
        s.page.js("e2e.widget().setAttribute('hide', 'shortened')").await?;
        s.page.until("e2e.part('shortened') === null").await.map(drop)
    });
}

#[test]
fn the_hero_waits_for_a_reader_who_saves_data() {
    scene(async |s| {
        serve(s, &full());
        let saver = "<script>{
            const { matchMedia } = window;
            window.matchMedia = (query) => (query.includes('reduced-data') ? { matches: true } : matchMedia(query));
        }</script>";
        let page = format!("<main><h1>A host page</h1>{TAG}</main>");
        s.visit(&Host::new(page).head(saver)).await?;
        s.ready().await?;
        // What would be loaded at once is so by the time that another picture of the page is there.
        s.page
            .js("return new Promise((done) => { const other = new Image(); other.onload = () => done(); other.src = '/_/icon.svg?other'; })")
            .await?;
        let picture = "/news/images/hero.svg";
        assert_eq!(s.server.requests(picture).len(), 0);
        let name: String = s.page.get("e2e.all('summary')[0].textContent").await?;
        let hero = &full()["hero"];
        assert_eq!(name, hero["alt"].as_str().unwrap());
        assert!(s.page.get::<bool>("!!e2e.part('caption')").await?);
        s.page.click("e2e.all('summary')[0]").await?;
        s.page.until("e2e.part('hero-image').naturalWidth > 0").await?;
        assert_eq!(s.server.requests(picture).len(), 1);
        crate::axe::is_accessible(s, "a hero that was asked for").await
    });
}
