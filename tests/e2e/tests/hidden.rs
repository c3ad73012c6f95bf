//! Widgets in a tab that nobody looks at.

use anyhow::Result;
use e2e::browser::WindowHandle;
use e2e::{Host, Scene, scene};
use serde_json::{Value, json};

use crate::stories::{STORY, minimal, serve};

/// The widget of the page behind, which opened the one in front.
const WIDGET: &str = "opener.document.querySelector('article-widget')";
const EVENTS: &str = "opener.e2e.events.map(({ type }) => type)";

/// For browsers that show a tab behind another: what a page is told in one that does not.
const SAYS_HIDDEN: &str = "<script>Object.defineProperty(document, 'hidden', { value: true, configurable: true })</script>";

/// Opens a tab in front of the page.
async fn hide(scene: &Scene) -> Result<WindowHandle> {
    scene.serve("/host/front.html", &Host::new("In front").without_entry());
    let link = "<a id=link href=/host/front.html target=_blank rel=opener>Open</a>";
    scene.visit(&Host::new(link).without_entry()).await?;
    let behind = scene.page.follow("link").await?;
    scene.page.until("opener && document.readyState === 'complete'").await?;
    Ok(behind)
}

#[test]
fn in_a_hidden_tab_the_article_loads_and_nobody_has_read_it() {
    scene(async |s| {
        serve(s, &minimal("Behind"));
        let behind = hide(s).await?;

        let tag = Host::new(format!(r#"<article-widget src="{STORY}"></article-widget>"#));
        let is_hidden: bool = s.page.get("opener.document.hidden").await?;
        s.serve("/host/behind.html", &if is_hidden { tag } else { tag.head(SAYS_HIDDEN) });
        if !is_hidden {
            s.not_run("it hides no tabs, so the page only says that it is hidden")?;
        }
        s.page.js("opener.location = '/host/behind.html'").await?;
        s.page.until(&format!("opener.e2e && {WIDGET}?.state === 'ready'")).await?;
        assert_eq!(s.page.js(&format!("return {WIDGET}.ready")).await?, json!("ready"));
        s.page.until(&format!("{EVENTS}.includes('article-load')")).await?;
        // Whoever looks four times a second has looked by then, however slow the clocks of hidden tabs are.
        s.page.js("opener.ticks = 0; opener.setInterval('ticks++', 250)").await?;
        s.page.until("opener.ticks > 3").await?;
        assert_eq!(s.page.get::<Value>(EVENTS).await?, json!(["article-load"]));

        s.page.back(behind).await?;
        s.page.js("delete document.hidden").await?;
        s.page.until("!document.hidden").await?;
        let depths = "e2e.events.flatMap(({ type, detail }) => type === 'article-read' ? [detail.depth] : [])";
        s.page.until(&format!("{depths}.length === 4")).await?;
        assert_eq!(s.page.get::<Value>(depths).await?, json!([25, 50, 75, 100]));
        Ok(())
    });
}

#[test]
fn what_is_lazy_waits_or_loads_in_a_hidden_tab_and_is_there_once_it_is_looked_at() {
    scene(async |s| {
        serve(s, &minimal("Behind"));
        let behind = hide(s).await?;
        let lazy = format!(r#"<article-widget src="{STORY}" loading="lazy"></article-widget>"#);
        s.serve("/host/behind.html", &Host::new(lazy));
        s.page.js("opener.location = '/host/behind.html'").await?;
        s.page.until(&format!("/idle|loading|ready/.test({WIDGET}?.state)")).await?;
        s.page.back(behind).await?;
        s.ready().await?;
        assert_eq!(s.server.requests(STORY).len(), 1);
        Ok(())
    });
}
