//! What axe finds, and what a keyboard and a screen reader meet.

use anyhow::{Context, Result, bail};
use e2e::{Reply, Scene, scene, server};
use serde_json::{Value, json};

use crate::stories::{STORY, fails_with, full, serve};

const TAB: char = '\u{e004}';

/// Runs axe over the whole page, shadow roots included, and fails on any violation.
pub async fn is_accessible(scene: &Scene, what: &str) -> Result<()> {
    let file = server::workspace().join("xtask/npm/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&file).with_context(|| {
        format!("{} is missing; `cargo xtask setup` installs it", file.display())
    })?;
    // Elements that are still fading in have no colours of their own yet.
    scene
        .page
        .js("for (const animation of document.getAnimations()) try { animation.finish() } catch { animation.cancel() }")
        .await?;
    let run = "return axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) =>
            `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`))";
    let violations = scene.page.js(&format!("if (!window.axe) {{ {axe} }}; {run}")).await?;
    if violations != json!([]) {
        bail!("{what}: {violations:#}");
    }
    Ok(())
}

fn page(attributes: &str) -> String {
    format!("<main><h1>A host page</h1><article-widget {attributes}></article-widget></main>")
}

#[test]
fn articles_are_accessible_in_every_theme() {
    scene(async |s| {
        serve(s, &full());
        for theme in ["light", "dark", "sepia"] {
            s.open(&page(&format!(r#"src="/news/story.json" theme="{theme}""#))).await?;
            s.ready().await?;
            is_accessible(s, theme).await?;
        }
        Ok(())
    });
}

#[test]
fn a_dark_page_stays_accessible_with_the_theme_left_to_it() {
    scene(async |s| {
        serve(s, &full());
        let host = e2e::Host::new(page(r#"src="/news/story.json""#))
            // The browser's own dark ground is unknown to axe.
            .root(r#"lang="en" style="color-scheme: dark; background: black; color: white""#);
        s.visit(&host).await?;
        s.ready().await?;
        is_accessible(s, "dark page").await
    });
}

#[test]
fn every_sample_article_is_accessible() {
    scene(async |s| {
        for article in
            ["blocks", "long-words", "arabic", "hebrew", "japanese", "html-body", "minimal"]
        {
            s.open(&page(&format!(r#"src="/w/preview/articles/{article}.json""#))).await?;
            s.ready().await?;
            is_accessible(s, article).await?;
        }
        Ok(())
    });
}

#[test]
fn errors_are_accessible_in_every_theme() {
    scene(async |s| {
        for theme in ["light", "dark", "sepia"] {
            s.open(&page(&format!(r#"src="/missing.json" theme="{theme}""#))).await?;
            fails_with(s, "http").await?;
            is_accessible(s, theme).await?;
        }
        Ok(())
    });
}

#[test]
fn loading_is_accessible_in_every_theme() {
    scene(async |s| {
        s.server.put(STORY, Reply::silent());
        for theme in ["light", "dark", "sepia"] {
            s.open(&page(&format!(r#"src="/news/story.json" theme="{theme}""#))).await?;
            s.page.until("e2e.part('skeleton')?.checkVisibility()").await?;
            is_accessible(s, theme).await?;
        }
        Ok(())
    });
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
fn no_level_is_left_out_between_the_headings() {
    scene(async |s| {
        serve(s, &full());
        for level in 1..=6 {
            s.open(&page(&format!(r#"src="/news/story.json" heading-level="{level}""#))).await?;
            s.ready().await?;
            let levels: Vec<u32> = s
                .page
                .get("e2e.all('h1, h2, h3, h4, h5, h6').map((heading) => +heading.localName[1])")
                .await?;
            assert_eq!(levels, [level, (level + 1).min(6)]);
        }
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
fn the_retry_button_is_large_enough_to_touch() {
    scene(async |s| {
        s.open(&page(r#"src="/missing.json""#)).await?;
        fails_with(s, "http").await?;
        let [width, height]: [f64; 2] = s
            .page
            .get("((box) => [box.width, box.height])(e2e.part('retry').getBoundingClientRect())")
            .await?;
        assert!(width >= 44.0 && height >= 44.0, "{width} by {height}");
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
