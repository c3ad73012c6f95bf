//! The preview page, as it is built.

use anyhow::Result;
use e2e::{Scene, scene};
use serde_json::{Value, json};

use crate::axe::is_accessible;
use crate::stories::told_on_the_console;

async fn open(scene: &Scene, query: &str) -> Result<()> {
    scene.page.goto(&scene.server.url(&format!("/w/index.html{query}"))).await
}

#[test]
fn the_preview_opens_with_the_sample_story() {
    scene(async |s| {
        open(s, "").await?;
        s.ready().await?;
        assert_eq!(s.text("read-time").await?.unwrap(), "3 min read");
        s.page.until("e2e.part('hero-image').naturalWidth > 0").await?;
        s.page
            .until("document.querySelector('#report').textContent.includes('native')")
            .await
            .map(drop)
    });
}

#[test]
fn the_address_chooses_theme_width_direction_and_article() {
    scene(async |s| {
        open(s, "?theme=dark&width=480&dir=rtl&heading-level=4&src=preview/articles/blocks.json")
            .await?;
        s.ready().await?;
        let shown: Value = s
            .page
            .get(
                "[e2e.widget().getAttribute('theme'), e2e.widget().getBoundingClientRect().width,
                    document.documentElement.dir, e2e.part('headline').localName, e2e.text(e2e.part('kicker')).toLowerCase()]",
            )
            .await?;
        assert_eq!(shown, json!(["dark", 480, "rtl", "h4", "reference"]));
        Ok(())
    });
}

#[test]
fn a_choice_is_shown_at_once_and_stands_in_the_address() {
    scene(async |s| {
        open(s, "").await?;
        s.ready().await?;
        s.page.click("document.querySelector('[name=theme][value=sepia]').parentElement").await?;
        s.page.until("e2e.widget().getAttribute('theme') === 'sepia'").await?;
        s.page.click("document.querySelector('[name=width][value=\"480\"]').parentElement").await?;
        s.page.until("e2e.widget().getBoundingClientRect().width === 480").await?;
        s.page.until("location.search === '?theme=sepia&width=480'").await.map(drop)
    });
}

#[test]
fn the_address_chooses_a_state() {
    scene(async |s| {
        open(s, "?state=loading").await?;
        s.state("article-widget", "loading").await?;
        s.page.until("e2e.part('skeleton')?.checkVisibility()").await?;
        for (state, kind) in [("404", "http"), ("broken", "not-json"), ("empty", "no-article")] {
            open(s, &format!("?state={state}")).await?;
            crate::stories::fails_with(s, kind).await?;
            s.page
                .until(&format!("document.querySelector('#report').textContent.includes('{kind}')"))
                .await?;
        }
        Ok(())
    });
}

#[test]
fn the_preview_is_accessible_in_every_theme_and_state() {
    scene(async |s| {
        for query in [
            "",
            "?theme=dark",
            "?theme=sepia",
            "?dir=rtl&src=preview/articles/arabic.json",
            "?state=loading",
        ] {
            open(s, query).await?;
            let state = if query.contains("loading") { "loading" } else { "ready" };
            s.state("article-widget", state).await?;
            is_accessible(s, query).await?;
        }
        open(s, "?state=404").await?;
        s.failed().await?;
        is_accessible(s, "404").await?;
        told_on_the_console(s).await
    });
}

#[test]
fn the_preview_fits_a_telephone() {
    scene(async |s| {
        s.narrow(320, "/w/index.html").await?;
        s.ready().await?;
        let [page, window]: [f64; 2] =
            s.page.get("[document.scrollingElement.scrollWidth, innerWidth]").await?;
        assert!(page <= window, "{page} in a window of {window}");
        is_accessible(s, "320 px").await
    });
}

#[test]
fn the_preview_shows_json_that_is_pasted_into_it() {
    scene(async |s| {
        open(s, "").await?;
        s.ready().await?;
        s.page
            .js_with(
                "document.querySelector('#own-json').value = arguments[0]; document.querySelector('#own').requestSubmit()",
                vec![crate::stories::minimal("Pasted by hand").to_string().into()],
            )
            .await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Pasted by hand'").await.map(drop)
    });
}
