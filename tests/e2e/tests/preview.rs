//! The preview page, as it is built.

use anyhow::Result;
use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::server::dist;
use e2e::{Reply, Scene, scene};
use serde_json::{Value, json};

use crate::axe::is_accessible;
use crate::csp::STRICT;
use crate::stories::{fails_with, told_on_the_console};

const ENTER: char = '\u{e007}';

async fn open(scene: &Scene, choices: &str) -> Result<()> {
    // A page that differs in its fragment only would not be opened anew.
    scene.page.goto("about:blank").await?;
    scene.page.goto(&scene.server.url(&format!("/w/index.html{choices}"))).await?;
    scene.page.until("document.documentElement.dataset.opened === ''").await.map(drop)
}

/// Writes into a field as a hand does that pastes.
async fn enter(scene: &Scene, field: &str, text: &str) -> Result<()> {
    let paste = "const field = document.getElementById(arguments[0]);
        field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    scene.page.js_with(paste, vec![field.into(), text.into()]).await.map(drop)
}

async fn unfold(scene: &Scene) -> Result<()> {
    let unfold =
        "for (const details of document.querySelectorAll('#panel details')) details.open = true";
    scene.page.js(unfold).await.map(drop)
}

fn told(id: &str, text: &str) -> String {
    format!("document.getElementById('{id}').textContent.includes({})", json!(text))
}

fn in_address(text: &str) -> String {
    format!("location.hash.includes({})", json!(text))
}

#[test]
fn the_preview_opens_with_the_sample_story() {
    scene(async |s| {
        open(s, "").await?;
        s.ready().await?;
        assert_eq!(s.text("read-time").await?.unwrap(), "3 min read");
        s.page.until("e2e.part('hero-image').naturalWidth > 0").await?;
        s.page.until(&told("report", "Read as native")).await.map(drop)
    });
}

#[test]
fn the_address_chooses_theme_width_direction_and_article() {
    scene(async |s| {
        open(s, "#theme=dark&page.width=390&page.dir=rtl&heading-level=4&src=preview/articles/blocks.json&onclick=e2e.trap()")
            .await?;
        s.ready().await?;
        let shown: Value = s
            .page
            .get(
                "[e2e.widget().getAttribute('theme'), e2e.widget().getBoundingClientRect().width,
                    document.documentElement.dir, e2e.part('headline').localName,
                    e2e.text(e2e.part('kicker')).toLowerCase(), e2e.widget().onclick]",
            )
            .await?;
        assert_eq!(shown, json!(["dark", 390, "rtl", "h4", "reference", null]));
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
        s.page
            .click("document.querySelector('[name=\"page.width\"][value=\"390\"]').parentElement")
            .await?;
        s.page.until("e2e.widget().getBoundingClientRect().width === 390").await?;
        s.page.until("location.hash === '#theme=sepia&page.width=390'").await.map(drop)
    });
}

#[test]
fn every_state_can_be_looked_at() {
    scene(async |s| {
        open(s, "#page.state=loading").await?;
        s.state("article-widget", "loading").await?;
        s.page.until("e2e.part('skeleton')?.checkVisibility()").await?;
        for (state, kind) in [
            ("not found", "http"),
            ("not JSON", "not-json"),
            ("empty", "no-article"),
            ("restricted", "restricted"),
            ("offline", "offline"),
        ] {
            open(s, &format!("#page.state={state}")).await?;
            fails_with(s, kind).await?;
            s.page.until(&told("report", kind)).await?;
        }
        for (state, part) in [("shortened", "shortened"), ("collapsed", "continue")] {
            open(s, &format!("#page.state={state}")).await?;
            s.page.until(&format!("e2e.part('{part}')?.checkVisibility()")).await?;
        }
        Ok(())
    });
}

#[test]
fn every_format_of_the_gallery_is_recognised_as_itself_and_shows_its_pictures() {
    scene(async |s| {
        open(s, "").await?;
        s.ready().await?;
        let formats: Vec<String> = s
            .page
            .get("[...document.querySelectorAll('#formats .pick')].map((it) => it.textContent)")
            .await?;
        assert_eq!(formats.len(), 27);
        for format in formats {
            let choose = "e2e.events.splice(0);
                [...document.querySelectorAll('#formats .pick')].find((it) => it.textContent === arguments[0]).click()";
            s.page.js_with(choose, vec![json!(format)]).await?;
            // The gallery's own articles report too.
            let loaded =
                "e2e.events.find((it) => it.type === 'article-load' && it.target === 'widget')";
            let event = s.page.until(loaded).await?;
            assert_eq!(event["detail"]["format"], format.as_str());
            let pictures = if format == "simorgh" { "=== 0" } else { "> 0" };
            s.page.js("for (const image of e2e.all('img')) image.loading = 'eager'").await?;
            s.page
                .until(&format!(
                    "e2e.all('img').every((it) => it.naturalWidth > 0) && e2e.all('img').length {pictures}"
                ))
                .await?;
        }
        Ok(())
    });
}

#[test]
fn the_gallery_shows_themes_and_kinds_of_block_side_by_side() {
    scene(async |s| {
        open(s, "").await?;
        s.ready().await?;
        s.page.click("document.querySelector('nav a')").await?;
        s.page.until("document.activeElement.id === 'gallery'").await?;
        let drawn = "((all) => all.length === 8 && all.every(({ state }) => state === 'ready'))
            ([...document.querySelectorAll('#themes article-widget')])";
        s.page.until(drawn).await?;
        let colours: Vec<String> = s
            .page
            .get("[...document.querySelectorAll('#themes article-widget')].map((it) => e2e.style(e2e.part('kicker', it), 'color') + e2e.style(e2e.part('headline', it), 'font-family'))")
            .await?;
        let different: std::collections::BTreeSet<_> = colours.iter().collect();
        assert!(
            different.len() >= 7,
            "auto is light on a light page, all others differ: {colours:?}"
        );
        s.page.js("document.getElementById('blocks').scrollIntoView()").await?;
        s.page.until("document.querySelector('#block-pullquote')?.state === 'ready'").await?;
        s.page.click("[...document.querySelectorAll('#themes .pick')].find((it) => it.textContent === 'Magazine')").await?;
        s.page.until("e2e.style(e2e.part('headline'), 'font-weight') === '800'").await?;
        s.page.until(&in_address("page.look=magazine")).await.map(drop)
    });
}

#[test]
fn the_preview_is_accessible_with_all_that_unfolds() {
    scene(async |s| {
        open(s, "#theme=dark&page.panel=open").await?;
        s.ready().await?;
        unfold(s).await?;
        for (list, widgets) in [("themes", 8), ("blocks", 1)] {
            s.page.js(&format!("document.getElementById('{list}').scrollIntoView()")).await?;
            let drawn =
                format!("document.querySelectorAll('#{list} [state=ready]').length >= {widgets}");
            s.page.until(&drawn).await?;
        }
        is_accessible(s, "dark, all open").await?;
        open(s, "#theme=sepia&page.dir=rtl&page.state=not found").await?;
        s.failed().await?;
        is_accessible(s, "sepia, not found").await?;
        told_on_the_console(s).await
    });
}

#[test]
fn the_preview_fits_a_telephone() {
    scene(async |s| {
        s.narrow(320, "/w/index.html#page.panel=open").await?;
        s.ready().await?;
        s.page.click("document.getElementById('options')").await?;
        unfold(s).await?;
        let [page, window]: [f64; 2] =
            s.page.get("[document.scrollingElement.scrollWidth, innerWidth]").await?;
        assert!(page <= window, "{page} in a window of {window}");
        is_accessible(s, "320 px").await
    });
}

#[test]
fn all_that_the_contract_lists_has_a_field() {
    scene(async |s| {
        open(s, "#page.panel=open").await?;
        unfold(s).await?;
        let labels: Vec<String> = s
            .page
            .get("[...document.querySelectorAll('#attributes :is(label[for], legend)')].map((it) => it.textContent)")
            .await?;
        let listed = contract::ATTRIBUTES.iter().map(|it| it.name);
        let listed: Vec<_> = listed.filter(|name| !["src", "state"].contains(name)).collect();
        assert_eq!(labels, listed);
        let variables: usize =
            s.page.get("document.querySelectorAll('#variables .exact').length").await?;
        assert_eq!(variables, contract::VARIABLES.len());
        Ok(())
    });
}

#[test]
fn json_that_is_pasted_is_shown_and_comes_back_with_the_address() {
    scene(async |s| {
        open(s, "#page.panel=open").await?;
        s.ready().await?;
        let story = json!({ "headline": "Pasted by hand — ünd ✓", "body": [{ "type": "paragraph", "text": "Text." }, { "type": "vidoe" }] });
        enter(s, "json", &story.to_string()).await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Pasted by hand — ünd ✓'").await?;
        s.page.until(&told("warnings", "body[1].type")).await?;
        s.page.click("document.querySelector('[name=theme][value=dark]').parentElement").await?;
        s.page.until(&in_address("theme=dark")).await?;
        s.page.until(&in_address("json=")).await?;
        let address: String = s.page.get("location.hash").await?;
        open(s, &address).await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Pasted by hand — ünd ✓'").await?;
        let again: Value =
            s.page.get("[JSON.parse(document.getElementById('json').value), e2e.widget().getAttribute('theme'), location.hash]").await?;
        assert_eq!(again, json!([story, "dark", address]));
        Ok(())
    });
}

#[test]
fn a_file_that_is_dropped_is_shown() {
    scene(async |s| {
        open(s, "").await?;
        s.ready().await?;
        let story = crate::stories::minimal("Dropped from the desk").to_string();
        let drop = "const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([arguments[0]], 'story.json', { type: 'application/json' }));
            for (const type of ['dragover', 'drop'])
                e2e.widget().dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }))";
        s.page.js_with(drop, vec![story.into()]).await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Dropped from the desk'").await?;
        let open: bool = s.page.get("document.getElementById('panel').checkVisibility()").await?;
        assert!(open, "the text can be edited");
        Ok(())
    });
}

#[test]
fn what_is_wrong_with_json_is_said_with_its_place_and_nothing_is_lost() {
    scene(async |s| {
        open(s, "#page.panel=open").await?;
        s.ready().await?;
        let cases = [
            (
                "{\n  \"headline\": \"A\",\n  \"body\": \"x\",\n}",
                "line 4, column 1: expected another key",
                "}",
            ),
            (
                "{ \"headline\": 'A' }",
                "line 1, column 15: text stands in straight double quotes",
                "'",
            ),
            (
                "{ \"headline\": \"A\" \"body\": \"B\" }",
                "line 1, column 19: expected a comma or }",
                "\"",
            ),
            ("{ headline: \"A\" }", "line 1, column 3: expected a key in double quotes", "h"),
            ("[1, 2", "line 1, column 6: it ends too soon: expected a comma or ]", ""),
            ("{ \"a\": [] } x", "line 1, column 13: expected nothing more", "x"),
            ("{ \"a\": \"b\n\" }", "line 1, column 10: a text may not run over the line", "\n"),
            ("[01]", "line 1, column 2: expected a value", "0"),
            ("{ \"a\": \"\\x\" }", "line 1, column 9: no such escape in a text", "\\"),
        ];
        for (text, words, marked) in cases {
            enter(s, "json", text).await?;
            s.page.until(&told("complaint-words", words)).await?;
            s.page.click("document.getElementById('go')").await?;
            let seen: Value = s
                .page
                .get("((field) => [field.value, field.value.slice(field.selectionStart, field.selectionEnd), document.activeElement === field])(document.getElementById('json'))")
                .await?;
            assert_eq!(seen, json!([text, marked, true]));
        }
        assert!(s.text("headline").await?.unwrap().starts_with("Syria"), "what stood there stays");
        enter(s, "json", &crate::stories::minimal("Mended").to_string()).await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Mended'").await?;
        let choose = |name: &str| {
            format!(
                "const field = document.getElementById('article');
            field.value = [...field.options].find((it) => it.textContent === '{name}').value;
            field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
            )
        };
        s.page.js(&choose("Arabic")).await?;
        s.page.until("e2e.part('article').dir === 'rtl'").await?;
        s.page.js(&choose("Your own JSON")).await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Mended'").await?;
        let complains: bool =
            s.page.get("document.getElementById('complaint').checkVisibility()").await?;
        assert!(!complains);
        Ok(())
    });
}

#[test]
fn a_sample_can_be_edited_and_keeps_its_pictures() {
    scene(async |s| {
        open(s, "#page.panel=open").await?;
        s.ready().await?;
        s.page.click("document.getElementById('take')").await?;
        s.page.until("document.getElementById('json').value.includes('Geneva')").await?;
        s.page
            .until("!e2e.widget().hasAttribute('src') && e2e.part('hero-image')?.naturalWidth > 0")
            .await
            .map(drop)
    });
}

#[test]
fn a_variable_is_seen_while_it_is_edited() {
    scene(async |s| {
        open(s, "#page.panel=open").await?;
        s.ready().await?;
        unfold(s).await?;
        enter(s, "variable-article-color-accent", "rgb(0, 90, 116)").await?;
        s.page.until("e2e.style(e2e.part('kicker'), 'color') === 'rgb(0, 90, 116)'").await?;
        let picked: String = s
            .page
            .get("document.querySelector('[aria-label=\"color accent, picker\"]').value")
            .await?;
        assert_eq!(picked, "#005a74");
        let slide = "const slider = document.querySelector('[aria-label=\"radius, slider\"]');
            slider.value = 12;
            slider.dispatchEvent(new Event('input', { bubbles: true }))";
        s.page.js(slide).await?;
        s.page.until("e2e.widget().style.getPropertyValue('--article-radius') === '12px'").await?;
        s.page.until(&in_address("--article-radius=12px")).await?;
        s.page.until(&told("code-css", "--article-radius: 12px;")).await?;
        s.page.click("document.querySelector('[aria-label=\"Reset radius\"]')").await?;
        s.page.until("!location.hash.includes('radius')").await?;
        s.page.click("[...document.querySelectorAll('#presets button')].find((it) => it.textContent === 'Newsprint')").await?;
        s.page.until("e2e.style(e2e.part('headline'), 'font-weight') === '500'").await.map(drop)
    });
}

#[test]
fn an_attribute_takes_effect_from_its_field() {
    scene(async |s| {
        open(s, "#page.panel=open").await?;
        s.ready().await?;
        unfold(s).await?;
        s.page.click("document.querySelector('#attributes [value=standfirst]')").await?;
        s.page.until("!e2e.part('standfirst')").await?;
        enter(s, "attribute-collapse", "2").await?;
        s.page.until("e2e.part('continue')?.checkVisibility()").await?;
        s.page.click("document.getElementById('attribute-progress')").await?;
        s.page.until("e2e.part('progress')").await?;
        s.page.until(&in_address("hide=standfirst&collapse=2&progress=")).await.map(drop)
    });
}

#[test]
fn colours_that_cannot_be_read_are_told_in_plain_words() {
    scene(async |s| {
        open(s, "#page.panel=open").await?;
        s.ready().await?;
        s.page.until(&told("contrast-summary", "All text can be read.")).await?;
        unfold(s).await?;
        enter(s, "variable-article-color-muted", "#aaaaaa").await?;
        // #aaa on white is 2.32 : 1.
        s.page
            .until(&told(
                "contrast-list",
                "published is too faint: 2.3 : 1. Text of its size needs 4.5 : 1.",
            ))
            .await?;
        s.page.until("document.getElementById('contrast-badge').checkVisibility()").await?;
        enter(s, "variable-article-color-muted", "#595959").await?;
        s.page.until("document.getElementById('contrast-list').childElementCount === 0").await?;
        s.page.until(&told("contrast-summary", "7.0 : 1")).await.map(drop)
    });
}

#[test]
fn a_page_of_the_embed_code_shows_the_same() {
    scene(async |s| {
        let looks = "JSON.stringify(e2e.all('[part]').filter((it) => !/^(kicker|hero)/.test(it.part)).map((it) => [it.part.value, it.textContent,
            e2e.style(it, 'color'), e2e.style(it, 'font-weight'), e2e.style(it, 'text-align')]))";
        let json = json!({ "headline": "A </script> & more", "standfirst": "Said.", "authors": [{ "name": "Mara" }], "body": "<p>One.</p><p>Two.</p>" });
        let choices = "#page.panel=open&page.look=magazine&theme=light&hide=byline&--article-color-muted=%23123456";
        for pasted in [None, Some(json.to_string())] {
            open(s, choices).await?;
            s.ready().await?;
            if let Some(json) = &pasted {
                enter(s, "json", json).await?;
                s.page.until("e2e.text(e2e.part('headline')).startsWith('A <')").await?;
            }
            s.page.until("e2e.style(e2e.part('headline'), 'font-weight') === '800'").await?;
            let headline = s.text("headline").await?.unwrap();
            s.page.until(&told("code-prerendered", "part=\"headline\"")).await?;
            s.page.until(&told("code-prerendered", headline.split(' ').next().unwrap())).await?;
            let shown: String = s.page.get(looks).await?;
            let [html, css, prerendered]: [String; 3] = s
                .page
                .get("['html', 'css', 'prerendered'].map((it) => document.getElementById(`code-${it}`).textContent)")
                .await?;
            for (code, loads) in [(html, true), (prerendered, false)] {
                let before = s.server.requests("/w/article-widget-app_bg.wasm").len();
                let page = format!(
                    "<!doctype html><html lang=en><head><title>x</title><style>{css}</style></head><body>{code}</body></html>"
                );
                s.server.put("/elsewhere.html", Reply::page(&page));
                s.page.goto(&s.server.url("/elsewhere.html")).await?;
                s.ready().await?;
                s.page.until("document.readyState === 'complete' && e2e.events.some(({ type }) => type === 'article-load')").await?;
                s.page.until(&format!("{looks} === {}", json!(shown))).await?;
                let asked = s.server.requests("/w/article-widget-app_bg.wasm").len() - before;
                assert_eq!(asked > 0, loads, "what is prerendered needs no Wasm");
            }
        }
        Ok(())
    });
}

#[test]
fn the_playground_opens_and_closes_by_the_keyboard() {
    scene(async |s| {
        open(s, "").await?;
        s.ready().await?;
        s.page.js("document.getElementById('customise').focus()").await?;
        s.page.press(ENTER).await?;
        s.page.until("document.activeElement.id === 'panel'").await?;
        let opened: String =
            s.page.get("document.getElementById('customise').ariaExpanded").await?;
        assert_eq!(opened, "true");
        s.page.js("document.querySelectorAll('#panel summary')[1].focus()").await?;
        s.page.press(ENTER).await?;
        s.page.until("document.getElementById('presets').checkVisibility()").await?;
        s.page.js("document.getElementById('close').focus()").await?;
        s.page.press(ENTER).await?;
        s.page.until("document.activeElement.id === 'customise' && !document.getElementById('panel').checkVisibility()").await?;
        s.page.js("document.getElementById('handle').focus()").await?;
        let before: f64 = s.page.get("e2e.widget().getBoundingClientRect().width").await?;
        s.page.press('\u{e012}').await?;
        s.page
            .until(&format!("e2e.widget().getBoundingClientRect().width < {before}"))
            .await
            .map(drop)
    });
}

#[test]
fn the_preview_works_under_a_strict_policy() {
    scene(async |s| {
        let page = std::fs::read_to_string(dist().join("index.html"))?;
        let policy = format!("{STRICT}; media-src 'self'");
        s.server.put("/w/strict.html", Reply::page(&page).header(CONTENT_SECURITY_POLICY, &policy));
        let json = crate::stories::minimal("Under a policy").to_string();
        s.page.goto(&s.server.url("/w/strict.html#page.panel=open&page.look=magazine&page.width=390&--article-radius=9px")).await?;
        s.page.until("document.documentElement.dataset.opened === ''").await?;
        s.page.until("e2e.style(e2e.part('headline'), 'font-weight') === '800'").await?;
        enter(s, "json", &json).await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Under a policy'").await?;
        s.page.js("document.getElementById('themes').scrollIntoView()").await?;
        s.page
            .until("document.querySelectorAll('#themes [state=ready]').length === 8")
            .await
            .map(drop)
    });
}
