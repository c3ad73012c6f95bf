//! Prerendered articles: taken over as they are, and drawn anew only when something needs it.

use anyhow::Result;
use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::{Gate, Host, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::stories::{STORY, full, minimal, serve, show};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the widget draws of an article, as a page that was rendered beforehand has it.
async fn prerendered(scene: &Scene, version: &str) -> Result<String> {
    show(scene, &full()).await?;
    let drawn: String = scene.page.get("e2e.all('.stage')[0].innerHTML").await?;
    Ok(format!(
        r#"<article-widget src="{STORY}" state="ready"><template shadowrootmode="open"><link rel="stylesheet" href="/w/article-widget.css"><div class="stage" data-version="{version}">{drawn}</div></template><a href="/original">The original</a></article-widget>"#
    ))
}

/// Forgets what was asked for until now.
struct Asked(usize, usize);

impl Asked {
    fn so_far(scene: &Scene) -> Self {
        Asked(scene.server.requests(STORY).len(), wasm(scene))
    }

    fn since(&self, scene: &Scene) -> [usize; 2] {
        [scene.server.requests(STORY).len() - self.0, wasm(scene) - self.1]
    }
}

fn wasm(scene: &Scene) -> usize {
    ["/w/article-widget-app_bg.wasm", "/w/article-widget-app.js"]
        .map(|path| scene.server.requests(path).len())
        .iter()
        .sum()
}

#[test]
fn a_prerendered_article_is_taken_over_without_a_request() {
    scene(async |s| {
        let page = prerendered(s, VERSION).await?;
        let asked = Asked::so_far(s);
        s.visit(&Host::new(format!("<script>window.before = () => document.querySelector('article-widget').shadowRoot.querySelector('[part=article]')</script>{page}<script>window.drawn = before()</script>"))).await?;
        let detail = s.detail("article-load").await?;
        assert_eq!(detail["headline"], full()["headline"]);
        assert_eq!(detail["warnings"], json!([]));
        s.ready().await?;
        assert_eq!(s.page.js("return e2e.widget().ready").await?, json!("ready"));
        assert_eq!(s.page.get::<Value>("e2e.widget().article").await?, Value::Null);
        assert!(s.page.get::<bool>("drawn === before() && drawn.checkVisibility()").await?);
        assert!(
            !s.page
                .get::<bool>("document.querySelector('article-widget > a').checkVisibility()")
                .await?
        );

        // Links and depth need no Wasm.
        s.page.js("e2e.part('source').scrollIntoView()").await?;
        s.page.until("e2e.events.some(({ type, detail }) => type === 'article-read' && detail.depth === 100)").await?;
        s.page.js("addEventListener('article-link', (event) => event.preventDefault()); e2e.part('source').querySelector('a').click()").await?;
        assert_eq!(s.events("article-link").await?.len(), 1);
        assert_eq!(asked.since(s), [0, 0]);
        Ok(())
    });
}

#[test]
fn what_needs_the_wasm_gets_it_without_a_flash() {
    scene(async |s| {
        let page = prerendered(s, VERSION).await?;
        for (change, is_other) in [
            ("widget.setAttribute('heading-level', '4')", false),
            ("widget.reload()", false),
            ("widget.setAttribute('src', '/other.json')", true),
        ] {
            let gate = Gate::closed();
            s.server.put("/other.json", Reply::json(&minimal("Another")).behind(&gate));
            s.server.put(STORY, Reply::json(&full()).behind(&gate));
            s.visit(&Host::new(&page)).await?;
            s.page.until("e2e.events.length").await?;
            let asked = Asked::so_far(s);
            s.page
                .js(&format!(
                    "const widget = e2e.widget();
                     window.gaps = 0;
                     const look = () => {{
                         if (!e2e.part('headline')?.checkVisibility()) gaps++;
                         requestAnimationFrame(look);
                     }};
                     look();
                     {change}"
                ))
                .await?;
            s.state("article-widget", "loading").await?;
            // Longer than another article may stay in sight when it is not the page's own first one.
            s.page.js("return new Promise((done) => setTimeout(done, 300))").await?;
            gate.open();
            s.ready().await?;
            let headline = if is_other { json!("Another") } else { full()["headline"].clone() };
            assert_eq!(json!(s.text("headline").await?), headline, "{change}");
            assert_eq!(s.page.get::<Value>("gaps").await?, json!(0), "{change}");
            assert_eq!(s.page.get::<Value>("e2e.widget().article.headline").await?, headline);
            assert_eq!(asked.since(s), [usize::from(!is_other), 2], "{change}");
            assert_eq!(s.page.get::<u32>("e2e.all('.stage').length").await?, 1);
        }
        Ok(())
    });
}

#[test]
fn what_cannot_be_trusted_is_drawn_anew() {
    scene(async |s| {
        let page = prerendered(s, VERSION).await?;
        let stage = "<div class=\"stage\"";
        let cut = page.split(stage).next().unwrap().to_owned() + "</template></article-widget>";
        for (what, page) in [
            (
                "another version",
                page.replace(&format!("data-version=\"{VERSION}\""), "data-version=\"0.0.1\""),
            ),
            ("no version", page.replace("data-version", "data-other")),
            ("no stage", cut),
            ("no headline", page.replace("part=\"headline\"", "")),
            ("no article", page.replace("part=\"article\"", "")),
        ] {
            serve(s, &full());
            let asked = Asked::so_far(s);
            s.visit(&Host::new(page)).await?;
            s.detail("article-load").await?;
            s.ready().await?;
            assert_eq!(asked.since(s), [1, 2], "{what}");
            assert_eq!(json!(s.text("headline").await?), full()["headline"], "{what}");
            assert_eq!(s.page.get::<u32>("e2e.all('.stage').length").await?, 1, "{what}");
            assert_eq!(s.page.get::<u32>("e2e.all('[part=article]').length").await?, 1, "{what}");
        }
        Ok(())
    });
}

#[test]
fn a_prerendered_article_needs_no_leave_of_the_page_for_wasm() {
    scene(async |s| {
        let page = prerendered(s, VERSION).await?;
        let policy = "default-src 'none'; script-src 'self'; img-src 'self'; style-src 'self'; require-trusted-types-for 'script'";
        s.visit(&Host::new(page).header(CONTENT_SECURITY_POLICY, policy)).await?;
        s.detail("article-load").await?;
        s.ready().await
    });
}

#[test]
fn an_article_that_the_page_gives_wins_over_the_prerendered_one() {
    scene(async |s| {
        let page = prerendered(s, VERSION).await?;
        s.visit(&Host::new(page).without_entry()).await?;
        s.page.js_with("e2e.widget().article = arguments[0]", vec![minimal("Given")]).await?;
        s.page.js("import('/w/article-widget.js')").await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Given'").await?;
        Ok(())
    });
}

#[test]
fn an_element_that_moves_or_comes_back_keeps_or_loads_its_article_like_any_other() {
    scene(async |s| {
        let page = prerendered(s, VERSION).await?;
        s.visit(&Host::new(page)).await?;
        s.detail("article-load").await?;
        let asked = Asked::so_far(s);
        s.page
            .js("window.drawn = e2e.part('headline'); document.body.prepend(e2e.widget())")
            .await?;
        s.page.js("return new Promise((done) => setTimeout(done, 50))").await?;
        assert!(
            s.page.get::<bool>("e2e.part('headline') === drawn && drawn.checkVisibility()").await?
        );
        assert_eq!(asked.since(s), [0, 0]);
        s.page.js("window.kept = e2e.widget(); kept.remove(); return new Promise((done) => setTimeout(done, 50))").await?;
        s.page.js("document.body.append(kept)").await?;
        s.page
            .until("e2e.events.filter(({ type }) => type === 'article-load').length === 2")
            .await?;
        s.ready().await
    });
}
