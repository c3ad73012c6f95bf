//! Every text can be told from its ground, in every look: by the colours that the browser computes.

use std::io::Write;

use anyhow::{Context, Result};
use e2e::gallery::{ARE_THERE, Look, OPEN_PANELS, STATES, serve_states};
use e2e::{Host, Scene, scene};
use serde::Deserialize;

use crate::pages::{file, table};
use crate::stories::told_on_the_console;

/// WCAG 2.2, 1.4.3: for text of any size.
const LEAST: f64 = 4.5;

/// Each text with the contrast to its ground. A ground that lets its own through is laid over it, and what
/// a link turns into under the pointer counts as well.
const MEASURE: &str = r#"
    const parse = (colour) => {
      const [r, g, b, a = 1] = colour.match(/[\d.]+(?:e-?\d+)?/g).map(Number);
      return colour.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
    };
    const over = ([r, g, b, a], ground) => [r, g, b].map((c, at) => c * a + ground[at] * (1 - a));
    const luminance = (colour) => {
      const [r, g, b] = colour.map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
      const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
      return (light + 0.05) / (dark + 0.05);
    };
    const up = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
    const groundOf = (element) => {
      const layers = [];
      for (let node = element; node; node = up(node)) layers.unshift(parse(getComputedStyle(node).backgroundColor));
      return layers.reduce((ground, layer) => over(layer, ground), [255, 255, 255]);
    };
    const found = [];
    const tell = (element, colour, what) => {
      const ground = groundOf(element);
      found.push({ what, contrast: contrast(over(parse(colour), ground), ground) });
    };
    for (const { shadowRoot } of document.querySelectorAll("article-widget")) {
      const texts = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
      const accent = shadowRoot.querySelector(".kicker");
      while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        const words = texts.currentNode.data.trim();
        if (!words || !element.checkVisibility() || element.localName === "style") continue;
        const name = `${element.localName}.${element.className || element.parentElement?.className} «${words.slice(0, 40)}»`;
        tell(element, getComputedStyle(element).color, name);
        if (accent && element.closest("a")) tell(element, getComputedStyle(accent).color, `${name} under the pointer`);
        if (element.localName === "li") tell(element, getComputedStyle(element, "::marker").color, `the mark of ${name}`);
      }
      // What is drawn in the text's colour.
      for (const icon of shadowRoot.querySelectorAll(".tool .icon"))
        if (icon.checkVisibility()) tell(icon, getComputedStyle(icon).color, `the picture of ${icon.parentElement.ariaLabel}`);
    }
    return found;
"#;

#[derive(Deserialize)]
struct Text {
    what: String,
    contrast: f64,
}

async fn measure(scene: &Scene) -> Result<Vec<Text>> {
    Ok(serde_json::from_value(scene.page.js(MEASURE).await?)?)
}

#[test]
fn every_text_of_every_state_stands_out_from_its_ground_in_every_look() {
    scene(async |s| {
        serve_states(&s.server);
        s.open(STATES).await?;
        s.page.until(ARE_THERE).await?;
        s.page.js(OPEN_PANELS).await?;
        s.page.until("e2e.all('.themes', '#themes')[0]?.checkVisibility()").await?;
        told_on_the_console(s).await?;
        let told = table(&file("docs/accessibility.md"), "style");
        for look in Look::all() {
            look.wear(&s.page).await?;
            let texts = measure(s).await?;
            assert!(texts.len() > 400, "{look}: {} texts", texts.len());
            let faint: Vec<_> = texts
                .iter()
                .filter(|text| text.contrast < LEAST)
                .map(|text| format!("{:.2} {}", text.contrast, text.what))
                .collect();
            assert_eq!(faint, [""; 0], "{look}");
            let lowest = texts.iter().min_by(|one, other| one.contrast.total_cmp(&other.contrast));
            let Text { contrast, what } = lowest.context("no text")?;
            writeln!(std::io::stderr(), "lowest contrast, {look}: {contrast:.2}, {what}")?;
            let column = match (look.theme, look.is_dark) {
                ("light" | "auto", false) => 1,
                ("dark" | "auto", _) => 2,
                _ => 3,
            };
            let style = look.style.unwrap_or("plain");
            let row = told.iter().find(|row| row[0] == style).context("no such row")?;
            assert_eq!(row[column], format!("{contrast:.2}"), "docs/accessibility.md, {look}");
        }
        Ok(())
    });
}

#[test]
fn a_page_with_both_schemes_is_legible_in_both() {
    scene(async |s| {
        for scheme in ["light", "dark"] {
            let host = Host::new(
                r#"<article-widget src="/w/preview/articles/blocks.json"></article-widget>"#,
            )
            .root(&format!(
                r#"lang="en" style="color-scheme: {scheme}; background: {}""#,
                if scheme == "dark" { "#121212" } else { "#fff" }
            ));
            s.visit(&host).await?;
            s.ready().await?;
            for text in measure(s).await? {
                assert!(text.contrast >= LEAST, "{scheme}: {:.2} {}", text.contrast, text.what);
            }
        }
        Ok(())
    });
}
