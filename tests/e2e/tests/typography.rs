//! Sizes and distances, what becomes of them in narrow columns and under a reader's own rules, and paper.

use std::collections::BTreeMap;

use anyhow::Result;
use e2e::{Host, Scene, scene};
use serde_json::{Value, json};

use crate::pages::{file, table};
use crate::stories::{full, serve};

const BLOCKS: &str = r#"<article-widget src="/w/preview/articles/blocks.json"></article-widget>"#;
const SAMPLES: [&str; 7] =
    ["sample", "blocks", "long-words", "arabic", "hebrew", "japanese", "html-body"];

fn sample(name: &str) -> String {
    format!(r#"<article-widget src="/w/preview/articles/{name}.json"></article-widget>"#)
}

/// What the table of the page calls them.
const ROLES: [(&str, &str); 8] = [
    ("text", ".body > p"),
    ("headline", ".headline"),
    ("standfirst", ".standfirst"),
    ("crosshead", ".body > h3"),
    ("pull quote", ".pullquote blockquote"),
    ("kicker, meta row, caption", ".caption"),
    ("credit", ".credit"),
    ("table", "table"),
];

#[test]
fn the_scale_of_the_page_is_the_scale_that_is_drawn() {
    scene(async |s| {
        s.open(&format!(r#"<div id="column">{BLOCKS}</div>"#)).await?;
        s.ready().await?;
        let mut drawn: Vec<_> = ROLES.iter().map(|(role, _)| vec![(*role).to_owned()]).collect();
        for width in [320, 720, 1000] {
            s.page
                .js(&format!("document.querySelector('#column').style.width = '{width}px'"))
                .await?;
            for (row, (_, selector)) in drawn.iter_mut().zip(ROLES) {
                let size = format!(
                    "(({{ fontSize, lineHeight }}) => `${{Math.round(parseFloat(fontSize) * 10) / 10}} / ${{Math.round(parseFloat(lineHeight))}}`)(getComputedStyle(e2e.all('{selector}')[0]))"
                );
                row.push(s.page.get(&size).await?);
            }
        }
        assert_eq!(table(&file("docs/theming.md"), "what"), drawn);
        Ok(())
    });
}

/// Boxes that cut their text off, and boxes that reach beyond the window; what scrolls may do both.
const LOSSES: &str = r#"
    const found = [];
    for (const element of e2e.all("*")) {
      if (element.closest(".scroll, pre") || !element.checkVisibility() || !element.textContent.trim()) continue;
      const name = `${element.localName}.${element.className} «${element.textContent.trim().slice(0, 30)}»`;
      const { overflowX, overflowY } = getComputedStyle(element);
      if (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1) found.push(`${name} is cut off`);
      if (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) found.push(`${name} is cut off at its side`);
      const { left, right } = element.getBoundingClientRect();
      const isInline = getComputedStyle(element).display.startsWith("inline");
      if (isInline && (left < -1 || right > innerWidth + 1)) found.push(`${name} reaches from ${left} to ${right}`);
    }
    for (const block of e2e.all(".article > *, .body > *, figcaption > *, .callout > *, li > *")) {
      const next = block.nextElementSibling;
      if (!next?.checkVisibility() || !block.checkVisibility() || getComputedStyle(next).display.startsWith("inline")) continue;
      if (next.getBoundingClientRect().top < block.getBoundingClientRect().bottom - 1) found.push(`${next.textContent.slice(0, 30)} lies over what is before it`);
    }
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} wide in a window of ${innerWidth}`);
    return found;
"#;

async fn assert_nothing_lost(scene: &Scene, what: &str) -> Result<()> {
    assert_eq!(scene.page.js(LOSSES).await?, json!([]), "{what}");
    Ok(())
}

/// A window of 1280 pixels, enlarged four times.
#[test]
fn enlarged_to_four_hundred_percent_nothing_is_lost() {
    scene(async |s| {
        for name in SAMPLES {
            let host = Host::new(sample(name)).head("<style>body { margin: 0 }</style>");
            s.serve("/page.html", &host);
            s.narrow(320, "/page.html").await?;
            s.ready().await?;
            assert_nothing_lost(s, name).await?;
            s.page.leave_frame().await?;
        }
        Ok(())
    });
}

/// WCAG 2.2, 1.4.12.
const SPACING: &str = r#"
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }`);
    const { shadowRoot } = document.querySelector("article-widget");
    shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
"#;

#[test]
fn with_a_readers_own_text_spacing_nothing_is_lost() {
    scene(async |s| {
        for (name, width) in SAMPLES.into_iter().flat_map(|name| [(name, 320), (name, 700)]) {
            let host = Host::new(sample(name)).head("<style>body { margin: 0 }</style>");
            s.serve("/page.html", &host);
            s.narrow(width, "/page.html").await?;
            s.ready().await?;
            s.page.js(SPACING).await?;
            assert_nothing_lost(s, &format!("{name} in {width} px")).await?;
            s.page.leave_frame().await?;
        }
        Ok(())
    });
}

async fn style(scene: &Scene, selector: &str, property: &str) -> Result<String> {
    scene.page.get(&format!("e2e.style(e2e.all('{selector}')[0], '{property}')")).await
}

#[test]
fn more_contrast_makes_muted_text_and_hairlines_strong() {
    scene(async |s| {
        if !s.page.emulate("screen", &[("prefers-contrast", "more")]).await? {
            return s.not_run("this browser's contrast cannot be set");
        }
        serve(s, &full());
        for theme in ["light", "dark", "sepia"] {
            s.open(&format!(
                r#"<article-widget src="/news/story.json" theme="{theme}"></article-widget>"#
            ))
            .await?;
            s.ready().await?;
            let text = style(s, ".headline", "color").await?;
            assert_eq!(style(s, ".caption", "color").await?, text, "{theme}");
            assert_eq!(style(s, ".meta", "border-top-color").await?, text, "{theme}");
        }
        Ok(())
    });
}

#[test]
fn on_paper_links_have_addresses_pictures_stay_whole_and_nothing_can_be_clicked() {
    scene(async |s| {
        if !s.page.emulate("print", &[]).await? {
            return s.not_run("this browser cannot be told to print");
        }
        s.open(r#"<article-widget src="/w/preview/articles/blocks.json" theme="dark"></article-widget>"#).await?;
        s.ready().await?;
        let after: BTreeMap<String, String> = s
            .page
            .get("Object.fromEntries(e2e.all('.body p > a, .source a, .byline a').map((a) => [a.getAttribute('href'), getComputedStyle(a, '::after').content]))")
            .await?;
        for (href, content) in &after {
            let told = content.contains("attr(href)") || content.contains(href.as_str());
            let is_author = href.contains("/authors/");
            assert_eq!(told, href.starts_with("http") && !is_author, "{href}: {content}");
        }
        assert!(after.len() >= 6, "{after:?}");
        let shown: Value = s
            .page
            .get("e2e.all('button, audio, video, iframe').filter((it) => it.checkVisibility()).map((it) => it.localName)")
            .await?;
        assert_eq!(shown, json!([]));
        assert_eq!(style(s, "figure", "break-inside").await?, "avoid");
        assert_eq!(style(s, ".headline", "break-after").await?, "avoid");
        let grounds: Vec<String> = s
            .page
            .get("e2e.all('.callout, .headline, .caption').map((it) => getComputedStyle(it).color)")
            .await?;
        for colour in grounds {
            let first: f64 = colour.split(['(', ',', ' ']).nth(1).unwrap().parse()?;
            assert!(first < 128.0, "{colour} on paper");
        }
        Ok(())
    });
}

#[test]
fn a_drop_cap_is_as_tall_as_the_host_wants_and_only_where_letters_stand_alone() {
    scene(async |s| {
        let wanted = "<style>article-widget { --article-drop-cap: 3 }</style>";
        // How far each line of the first paragraph begins from its edge.
        let indents = "(() => {
            const paragraph = e2e.all('.body > p')[0];
            const range = document.createRange();
            range.selectNodeContents(paragraph);
            const { left, right } = paragraph.getBoundingClientRect();
            const isRtl = getComputedStyle(paragraph).direction === 'rtl';
            const lines = new Map();
            for (const rect of range.getClientRects()) {
                const indent = isRtl ? right - rect.right : rect.left - left;
                lines.set(Math.round(rect.bottom), Math.min(indent, lines.get(Math.round(rect.bottom)) ?? 1000));
            }
            return [...lines.values()].filter((indent) => indent > 10).length;
        })()";
        s.open(&sample("sample")).await?;
        s.ready().await?;
        assert_eq!(s.page.get::<usize>(indents).await?, 0);
        s.visit(&Host::new(sample("sample")).head(wanted)).await?;
        s.ready().await?;
        let is_known =
            "CSS.supports('initial-letter', '3') || CSS.supports('-webkit-initial-letter', '3')";
        if !s.page.get::<bool>(is_known).await? {
            return s.not_run("this browser has no initial-letter");
        }
        assert!(s.page.get::<usize>(indents).await? >= 2);
        s.open(&sample("arabic")).await?;
        s.ready().await?;
        let plain: usize = s.page.get(indents).await?;
        s.visit(&Host::new(sample("arabic")).head(wanted)).await?;
        s.ready().await?;
        // WebKit tells of a first letter's box even where it is no taller than its neighbours.
        let lines = s.page.get::<usize>(indents).await?;
        assert!(lines <= plain + 1, "letters that join stay together: {lines}");
        Ok(())
    });
}

#[test]
fn pictures_let_a_dark_ground_through_and_a_light_one_not() {
    scene(async |s| {
        serve(s, &full());
        let mut masks = Vec::new();
        for theme in ["light", "dark", "sepia"] {
            s.open(&format!(
                r#"<article-widget src="/news/story.json" theme="{theme}"></article-widget>"#
            ))
            .await?;
            s.ready().await?;
            masks.push(style(s, "img", "mask-image").await?);
        }
        assert_eq!(masks[0], masks[2]);
        assert!(!masks[0].contains("rgba") && masks[1].contains("0.867"), "{masks:?}");
        Ok(())
    });
}
