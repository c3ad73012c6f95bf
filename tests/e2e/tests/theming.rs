//! Themes, the host's variables and parts, and what the reader's system asks for.

use anyhow::Result;
use e2e::{Gate, Host, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::stories::{STORY, TAG, full, serve, show};

const RED: &str = "rgb(200, 0, 0)";

/// The colours of headline and ground.
async fn colours(scene: &Scene) -> Result<[String; 2]> {
    let ground = "(() => {
            for (let node = e2e.part('headline'); node; node = node.parentElement ?? node.getRootNode().host) {
                const { backgroundColor } = getComputedStyle(node);
                if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
            }
            return 'none';
        })()";
    scene.page.get(&format!("[e2e.style(e2e.part('headline'), 'color'), {ground}]")).await
}

/// From 0 for black to 255 for white.
fn lightness(colour: &str) -> f64 {
    let numbers: Vec<f64> = colour
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter_map(|number| number.parse().ok())
        .collect();
    numbers.iter().take(3).sum::<f64>() / 3.0
}

#[test]
fn the_themes_differ_and_change_at_once() {
    scene(async |s| {
        show(s, &full()).await?;
        let mut seen = Vec::new();
        for theme in ["light", "dark", "sepia"] {
            s.page.js(&format!("e2e.widget().setAttribute('theme', '{theme}')")).await?;
            let [text, ground] = colours(s).await?;
            let dark = lightness(&text) > lightness(&ground);
            assert_eq!(dark, theme == "dark", "{theme}: {text} on {ground}");
            assert!(
                (lightness(&text) - lightness(&ground)).abs() > 120.0,
                "{theme}: {text} on {ground}"
            );
            seen.push([text, ground]);
        }
        assert!(seen[0] != seen[1] && seen[1] != seen[2] && seen[0] != seen[2], "{seen:?}");
        assert_eq!(s.server.requests(STORY).len(), 1);
        Ok(())
    });
}

#[test]
fn auto_follows_the_colour_scheme_of_the_page() {
    scene(async |s| {
        show(s, &full()).await?;
        let [light, _] = colours(s).await?;
        assert!(lightness(&light) < 100.0, "{light} on a light page");
        s.page.js("document.documentElement.style.colorScheme = 'dark'").await?;
        let [dark, _] = colours(s).await?;
        assert!(lightness(&dark) > 150.0, "{dark} on a dark page");
        Ok(())
    });
}

#[test]
fn auto_follows_the_readers_system_only_where_the_page_does() {
    scene(async |s| {
        if !s.page.emulate("screen", &[("prefers-color-scheme", "dark")]).await? {
            return s.not_run("this browser's colour scheme cannot be set");
        }
        show(s, &full()).await?;
        let [text, _] = colours(s).await?;
        assert!(lightness(&text) < 100.0, "a light-only page gets no light text: {text}");
        let host = Host::new(TAG).head(r#"<meta name="color-scheme" content="light dark">"#);
        s.visit(&host).await?;
        s.ready().await?;
        let [text, _] = colours(s).await?;
        assert!(lightness(&text) > 150.0, "a page with both schemes is dark now: {text}");
        Ok(())
    });
}

#[test]
fn a_variable_of_the_host_wins_in_every_theme_wherever_it_is_set() {
    scene(async |s| {
        serve(s, &full());
        for theme in ["auto", "light", "dark", "sepia"] {
            for at in [":root", "#wrapper", "article-widget"] {
                let body = format!(
                    r#"<div id="wrapper"><article-widget src="/news/story.json" theme="{theme}"></article-widget></div>"#
                );
                let style = format!(
                    "<style>{at} {{ --article-color: {RED}; --article-color-background: rgb(0, 0, 200) }}</style>"
                );
                s.visit(&Host::new(body).head(&style)).await?;
                s.ready().await?;
                assert_eq!(colours(s).await?, [RED, "rgb(0, 0, 200)"], "{theme}, set on {at}");
            }
        }
        Ok(())
    });
}

#[test]
fn fonts_sizes_and_the_measure_are_the_hosts_to_choose() {
    scene(async |s| {
        serve(s, &full());
        let style = "<style>:root { --article-font-body: Papyrus; --article-font-headline: Impact; --article-font-size: 30px;
            --article-headline-size: 77px; --article-measure: 250px; --article-line-height: 2 }</style>";
        s.visit(&Host::new(TAG).head(style)).await?;
        s.ready().await?;
        let looks: Value = s
            .page
            .js("const style = (selector, property) => getComputedStyle(e2e.all(selector)[0])[property];
                 return [style('[part=body] p', 'fontFamily'), style('[part=headline]', 'fontFamily'), style('[part=body] p', 'fontSize'),
                     style('[part=headline]', 'fontSize'), style('[part=body] p', 'lineHeight'),
                     e2e.all('[part=body] p')[0].getBoundingClientRect().width]")
            .await?;
        assert_eq!(looks, json!(["Papyrus", "Impact", "30px", "77px", "60px", 250]));
        s.page
            .js("document.documentElement.style.setProperty('--article-headline-size', '33px')")
            .await?;
        assert_eq!(
            s.page.get::<String>("e2e.style(e2e.part('headline'), 'font-size')").await?,
            "33px"
        );
        Ok(())
    });
}

#[test]
fn parts_can_be_styled_from_outside() {
    scene(async |s| {
        serve(s, &full());
        let style = "<style>article-widget::part(headline) { color: rgb(200, 0, 0) } article-widget::part(kicker) { display: none }</style>";
        s.visit(&Host::new(TAG).head(style)).await?;
        s.ready().await?;
        assert_eq!(colours(s).await?[0], RED);
        assert_eq!(s.page.get::<String>("e2e.style(e2e.part('kicker'), 'display')").await?, "none");
        Ok(())
    });
}

#[test]
fn a_hidden_widget_is_hidden() {
    scene(async |s| {
        show(s, &full()).await?;
        s.page.js("e2e.widget().hidden = true").await?;
        assert_eq!(s.page.get::<f64>("e2e.widget().getBoundingClientRect().height").await?, 0.0);
        Ok(())
    });
}

#[test]
fn reduced_motion_stills_the_skeleton() {
    scene(async |s| {
        if !s.page.emulate("screen", &[("prefers-reduced-motion", "reduce")]).await? {
            return s.not_run("this browser's motion cannot be reduced");
        }
        s.server.put(STORY, Reply::silent());
        s.open(TAG).await?;
        s.page.until("e2e.part('skeleton')?.checkVisibility()").await?;
        s.page.until("e2e.style(e2e.part('skeleton'), 'display') === 'grid'").await?;
        let moving = "e2e.widget().shadowRoot.getAnimations().length";
        assert_eq!(s.page.get::<u32>(moving).await?, 0);
        s.page.emulate("screen", &[("prefers-reduced-motion", "no-preference")]).await?;
        s.page.until(&format!("{moving} > 0")).await.map(drop)
    });
}

/// Opens a page whose article comes when the gate is opened, and waits for the skeleton with its styles.
async fn waiting(s: &Scene, story: &Value, page: &Host) -> Result<Gate> {
    let article = Gate::closed();
    s.server.put(STORY, Reply::json(story).behind(&article));
    s.visit(page).await?;
    s.page.until("e2e.style(e2e.part('skeleton'), 'display') === 'grid'").await?;
    Ok(article)
}

#[test]
fn the_skeleton_has_the_lengths_of_the_article_in_a_narrow_column() {
    scene(async |s| {
        let page = Host::new(format!("<div style='width: 320px'>{TAG}</div>"));
        let article = waiting(s, &full(), &page).await?;
        let lengths = |part: &str| {
            format!(
                "['font-size', 'padding-inline-start'].map((name) => e2e.style(e2e.part('{part}'), name)).join(' ')"
            )
        };
        let skeleton: String = s.page.get(&lengths("skeleton")).await?;
        article.open();
        s.ready().await?;
        assert_eq!(s.page.get::<String>(&lengths("article")).await?, skeleton);
        Ok(())
    });
}

#[test]
fn the_skeleton_has_a_letter_in_each_font_of_the_article() {
    scene(async |s| {
        let mut story = full();
        story["body"] = json!("<p>Text and <em>more</em> text.</p>");
        let page = Host::new(TAG).head("<style>:root { --article-font-headline: Impact }</style>");
        let article = waiting(s, &story, &page).await?;
        let fonts = |places: &str, pseudo: &str| {
            format!(
                "JSON.stringify({places}.map((place) => {{
                    const style = getComputedStyle(e2e.widget().shadowRoot.querySelector(place), {pseudo});
                    return [style.fontFamily, style.fontSize, style.fontWeight, style.fontStyle];
                }}))"
            )
        };
        let bones = "['.k', '.h + .h', '.s + .s', '.m', '.f', '.p:last-child'].map((bone) => `.skeleton > ${bone}`)";
        let skeleton: String = s.page.get(&fonts(bones, "'::before'")).await?;
        let letters: bool = s
            .page
            .get(&format!("{bones}.every((bone) => getComputedStyle(e2e.widget().shadowRoot.querySelector(bone), '::before').content === '\"a\"')"))
            .await?;
        assert!(letters);
        article.open();
        s.ready().await?;
        let parts = "['.kicker', '.headline', '.standfirst', '.meta', '.body p', '.body em']";
        assert_eq!(s.page.get::<String>(&fonts(parts, "null")).await?, skeleton);
        assert!(skeleton.contains("Impact"), "{skeleton}");
        Ok(())
    });
}

#[test]
fn forced_colours_lay_no_plates_over_the_skeleton() {
    scene(async |s| {
        if !s.page.emulate("screen", &[("forced-colors", "active")]).await? {
            return s.not_run("this browser's colours cannot be forced");
        }
        let article = waiting(s, &full(), &Host::new(TAG)).await?;
        assert!(s.page.get::<bool>("[...e2e.part('skeleton').children].every((bone) => getComputedStyle(bone, '::before').content === 'none')").await?);
        article.open();
        s.ready().await
    });
}

#[test]
fn forced_colours_are_the_systems() {
    scene(async |s| {
        if !s
            .page
            .emulate("screen", &[("forced-colors", "active"), ("prefers-color-scheme", "dark")])
            .await?
        {
            return s.not_run("this browser's colours cannot be forced");
        }
        serve(s, &full());
        s.open(r#"<article-widget src="/news/story.json" theme="sepia"></article-widget><p id="own" style="color: CanvasText">x</p>"#).await?;
        s.ready().await?;
        let own: String = s.page.get("e2e.style(document.querySelector('#own'), 'color')").await?;
        assert_eq!(colours(s).await?[0], own);
        Ok(())
    });
}

#[test]
fn on_paper_the_article_is_black_without_controls() {
    scene(async |s| {
        if !s.page.emulate("print", &[]).await? {
            return s.not_run("this browser cannot be told to print");
        }
        serve(s, &full());
        s.open(r#"<article-widget src="/news/story.json" theme="dark"></article-widget>"#).await?;
        s.ready().await?;
        let [text, ground] = colours(s).await?;
        assert!(lightness(&text) < 60.0, "{text} on paper");
        assert_eq!(ground, "none");
        Ok(())
    });
}

#[test]
fn the_headline_follows_the_columns_width_and_not_the_windows() {
    scene(async |s| {
        serve(s, &full());
        s.open(&format!(r#"<div id="column" style="width: 1000px">{TAG}</div>"#)).await?;
        s.ready().await?;
        let size = "parseFloat(e2e.style(e2e.part('headline'), 'font-size'))";
        let wide: f64 = s.page.get(size).await?;
        s.page.js("document.querySelector('#column').style.width = '320px'").await?;
        let narrow: f64 = s.page.get(size).await?;
        assert!(narrow < wide, "{narrow} in a narrow column, {wide} in a wide one");
        Ok(())
    });
}
