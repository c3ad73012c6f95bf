//! What a keyboard and a screen reader meet.

use std::collections::{BTreeMap, BTreeSet};

use e2e::gallery::{ARE_THERE, OPEN_PANELS, STATES, exhibits, serve_states};
use e2e::{Reply, scene};
use serde_json::Value;

use crate::stories::{STORY, full, serve, told_on_the_console};

const TAB: char = '\u{e004}';

fn page(attributes: &str) -> String {
    format!("<main><h1>A host page</h1><article-widget {attributes}></article-widget></main>")
}

#[test]
fn a_screen_reader_is_spared_the_skeleton() {
    scene(async |s| {
        s.server.put(STORY, Reply::silent());
        s.open(&page(r#"src="/news/story.json""#)).await?;
        s.page.until("e2e.part('skeleton')?.checkVisibility()").await?;
        let hidden: bool =
            s.page.get("!!e2e.part('skeleton').closest('[aria-hidden=true]')").await?;
        assert!(hidden);
        Ok(())
    });
}

#[test]
fn no_level_is_left_out_between_the_headings_of_any_article() {
    scene(async |s| {
        let exhibits = exhibits()?;
        exhibits.iter().for_each(|exhibit| exhibit.serve(&s.server));
        let tags: String = exhibits.iter().map(|exhibit| exhibit.tag("")).collect();
        s.open(&tags).await?;
        s.page.until(ARE_THERE).await?;
        for level in 1..=6 {
            s.page
                .js(&format!("for (const widget of document.querySelectorAll('article-widget')) widget.setAttribute('heading-level', {level})"))
                .await?;
            s.page
                .until(&format!("[...document.querySelectorAll('article-widget')].every((widget) => e2e.part('headline', widget).localName === 'h{level}')"))
                .await?;
            let levels: BTreeMap<String, Vec<usize>> = s
                .page
                .get("Object.fromEntries([...document.querySelectorAll('article-widget')].map((widget) =>
                    [widget.getAttribute('src'), e2e.all('h1, h2, h3, h4, h5, h6', widget).map(({ localName }) => +localName[1])]))")
                .await?;
            assert_eq!(levels.len(), exhibits.len());
            for (name, levels) in levels {
                let (headline, body) = levels.split_first().unwrap();
                assert_eq!(*headline, level, "{name}");
                let mut above = level;
                for heading in body {
                    assert!(*heading > level || level == 6, "{name}: {levels:?}");
                    assert!(*heading <= above + 1, "{name}: {levels:?}");
                    above = *heading;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn many_articles_bring_no_landmarks_and_each_has_a_name_to_go_by() {
    scene(async |s| {
        serve(s, &full());
        let tag = r#"<article-widget src="/news/story.json" progress controls="contents share theme"></article-widget>"#;
        s.open(&format!("<main><h1>Articles</h1>{}</main>", tag.repeat(3))).await?;
        s.page.until(ARE_THERE).await?;
        s.page.until("document.querySelectorAll('article-widget').length === 3 && [...document.querySelectorAll('article-widget')].every((widget) => e2e.part('tools', widget))").await?;
        let landmarks = "[...document.querySelectorAll('article-widget')].flatMap((widget) => e2e.all('header, footer, main, nav, aside, section, form, search, [role=region]', widget).filter((it) => it.checkVisibility()).map((it) => it.localName))";
        assert_eq!(s.page.get::<Vec<String>>(landmarks).await?, [""; 0]);
        for at in 0..3 {
            let article =
                format!("e2e.part('article', document.querySelectorAll('article-widget')[{at}])");
            let (role, name) = s.page.role_and_name(&article).await?;
            assert_eq!(
                (role.as_str(), name.as_str()),
                ("article", "Harbour library opens its reading room")
            );
        }
        // Open, the contents are a place to go to, and say whose.
        s.page.click("e2e.parts('tool').find((tool) => tool.ariaLabel === 'Contents')").await?;
        assert_eq!(s.page.get::<Vec<String>>(landmarks).await?, ["nav"]);
        let (role, name) = s.page.role_and_name("e2e.part('contents')").await?;
        assert_eq!(
            (role.as_str(), name.as_str()),
            ("navigation", "Contents: Harbour library opens its reading room")
        );
        Ok(())
    });
}

/// What is pressed, and what it measures; links within text are as tall as its lines.
const TARGETS: &str = "[...document.querySelectorAll('article-widget')].flatMap((widget) =>
    e2e.all('button, input, .card, .contents a', widget).filter((it) => it.checkVisibility()).map((it) => {
        const { width, height } = (it.closest('label') ?? it).getBoundingClientRect();
        return [it.matches('.card, .contents a') ? 24 : 44, Math.round(Math.min(width, height)), it.textContent || it.ariaLabel || it.value];
    }))";

#[test]
fn whatever_can_be_pressed_is_large_enough_to_touch() {
    scene(async |s| {
        serve_states(&s.server);
        for width in [320, 900] {
            s.serve("/page.html", &e2e::Host::new(STATES));
            s.narrow(width, "/page.html").await?;
            s.page.until(ARE_THERE).await?;
            s.page.js(OPEN_PANELS).await?;
            let targets: Vec<(u32, u32, String)> = s.page.get(TARGETS).await?;
            assert!(targets.len() > 30, "{targets:?}");
            for (least, size, what) in targets {
                assert!(size >= least, "{what}: {size} of {least} in a column of {width}");
            }
            told_on_the_console(s).await?;
            s.page.leave_frame().await?;
        }
        Ok(())
    });
}

#[test]
fn what_changes_by_itself_is_told_politely_and_once() {
    scene(async |s| {
        serve_states(&s.server);
        s.open(STATES).await?;
        s.page.until(ARE_THERE).await?;
        let regions: BTreeMap<String, BTreeSet<String>> = s
            .page
            .get("(() => {
                const found = {};
                for (const widget of document.querySelectorAll('article-widget'))
                    for (const region of e2e.all('[role=alert], [role=status], [role=log], [aria-live]', widget))
                        (found[region.role ?? region.ariaLive] ??= []).push(region.part.value + ' ' + !!region.textContent);
                return found;
            })()")
            .await?;
        told_on_the_console(s).await?;
        // Nothing is said of what goes well, and nothing interrupts.
        let status = ["error true", "notice false"].map(String::from);
        assert_eq!(regions, BTreeMap::from([("status".into(), BTreeSet::from(status))]));
        Ok(())
    });
}

#[test]
fn the_keyboard_reaches_every_link_and_the_focus_can_be_seen() {
    scene(async |s| {
        serve(s, &full());
        for theme in ["light", "dark", "sepia"] {
            s.open(&page(&format!(r#"src="/news/story.json" theme="{theme}""#))).await?;
            s.ready().await?;
            let links: Vec<String> =
                s.page.get("e2e.all('a[href]').map((link) => link.textContent)").await?;
            assert_eq!(links.len(), 3, "author, body, source: {links:?}");
            let mut met = Vec::new();
            for _ in &links {
                s.page.press(TAB).await?;
                let focus: Value = s
                    .page
                    .js("const focused = e2e.focused(), { outlineStyle, outlineWidth } = getComputedStyle(focused);
                         return [focused.textContent, outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2]")
                    .await?;
                assert_eq!(focus[1], true, "{theme}: the focus on {} cannot be seen", focus[0]);
                met.push(focus[0].as_str().unwrap().to_owned());
            }
            assert_eq!(met, links, "in the order of reading");
        }
        Ok(())
    });
}

#[test]
fn text_twice_as_large_needs_no_sideways_scrolling() {
    scene(async |s| {
        serve(s, &full());
        let host = e2e::Host::new(page(r#"src="/news/story.json""#))
            .head("<style>html { font-size: 200% } body { margin: 0 }</style>");
        s.serve("/page.html", &host);
        s.narrow(320, "/page.html").await?;
        s.ready().await?;
        let [wide, window]: [f64; 2] =
            s.page.get("[document.scrollingElement.scrollWidth, innerWidth]").await?;
        assert!(wide <= window, "{wide} in a window of {window}");
        Ok(())
    });
}
