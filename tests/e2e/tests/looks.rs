//! What the widget looks like, against pictures that somebody has looked at (Chromium).

use std::path::PathBuf;

use anyhow::Result;
use e2e::browser::Engine;
use e2e::gallery::{Look, settle};
use e2e::picture::Picture;
use e2e::{Host, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::pages::{file, root};

/// By how much of 255 a channel may differ before a pixel counts as another.
const TOLERANCE: u8 = 40;
/// How many of a million pixels may be others: the edges of some letters, never a line of text.
const OTHERS: usize = 300;
/// No picture is higher.
const HEIGHT: u32 = 800;

/// One picture: its name, the width of the column, the widget's attributes, the article and the look.
struct Shot {
    name: String,
    width: u32,
    attributes: &'static str,
    article: Value,
    look: Look,
}

impl Shot {
    fn of(name: &str, width: u32, article: Value) -> Self {
        Self { name: name.into(), width, attributes: "", article, look: Look::plain("light") }
    }

    fn in_look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    fn with(mut self, attributes: &'static str) -> Self {
        self.attributes = attributes;
        self
    }
}

/// A section of the article that shows every kind of block.
fn section(title: &str) -> Value {
    let blocks: Value = serde_json::from_str(&file("preview/articles/blocks.json")).unwrap();
    let is_title = |block: &Value| block["type"] == "heading" && block["level"].is_null();
    let body = blocks["body"].as_array().unwrap();
    let start = body
        .iter()
        .position(|block| block["text"].as_str().is_some_and(|text| text.contains(title)));
    let section = body[start.unwrap()..].iter().enumerate();
    let section =
        section.take_while(|(at, block)| *at == 0 || !is_title(block)).map(|(_, block)| block);
    // Players look as the browser's version has them.
    let section: Vec<_> = section
        .filter(|block| !["audio", "video"].contains(&block["type"].as_str().unwrap()))
        .collect();
    json!({ "headline": title, "language": "en", "body": section })
}

fn story() -> Value {
    let mut story: Value =
        serde_json::from_str(&file("tests/fixtures/native/complete.json")).unwrap();
    story["hero"] = json!({
        "src": "/picture.svg", "width": 1200, "height": 500, "alt": "A ferry",
        "caption": "The Aurora at her berth, an hour before she sailed for the first time in eleven years", "credit": "Mara Lind"
    });
    story["standfirst"] = json!(
        "The last boat left in 2005. <em>This one</em> means to stay, and has sold out until June."
    );
    story["body"] = json!([
        { "type": "paragraph", "text": "“She sailed at <strong>eight</strong>,” says the captain, with <a href=\"/crew\">a crew of nine</a> and nobody on the upper deck, since the wind stood at seven and the last passengers had gone below long before the harbour’s lights were out of sight." },
        { "type": "heading", "text": "What it costs" },
        { "type": "paragraph", "text": "Fares start at forty. In winter the line runs three times a week, and on the other days the ship lies in the yard, where two of her engines are being rebuilt." },
        { "type": "pullquote", "text": "It could not be done, they told us", "cite": "The captain" },
        { "type": "list", "items": ["Deck, forty", "Cabin, ninety"] }
    ]);
    story
}

fn shots() -> Vec<Shot> {
    let mut shots = Vec::new();
    for look in Look::each() {
        shots.push(Shot::of(&look.to_string(), 560, story()).in_look(look));
    }
    for width in [320, 1000] {
        shots.push(Shot::of(&format!("width-{width}"), width, story()));
    }
    for language in ["ar", "hi", "ja", "ko", "th", "zh"] {
        let story =
            serde_json::from_str(&file(&format!("tests/languages/{language}.json"))).unwrap();
        shots.push(Shot::of(&format!("script-{language}"), 340, story));
    }
    for title in ["Paragraphs and marks", "Quotes", "Lists", "Tables", "Code", "From elsewhere"] {
        let name = title.split(' ').next().unwrap().to_lowercase();
        shots.push(Shot::of(&format!("blocks-{name}"), 480, section(title)));
    }
    shots.push(
        Shot::of("tools", 560, story())
            .with(r#"collapse="2" controls="contents listen share text-size theme""#),
    );
    shots.push(Shot::of("error", 560, json!({})));
    shots
}

fn stored(name: &str) -> PathBuf {
    root().join(format!("tests/e2e/pictures/{name}.png"))
}

/// Letters alone, as the machine's fonts have them.
const LETTERS: &str = r#"<p style="font: 24px 'Noto Serif'">Hamburgefonstiv</p><p style="font: 24px 'Noto Sans'">Hamburgefonstiv 0123</p>
    <p style="font: 24px serif" lang="ar" dir="rtl">قطار الضواحي</p><p style="font: 24px serif" lang="hi">पुस्तकालय</p>
    <p style="font: 24px sans-serif" lang="ja">図書館の朝</p><p style="font: 24px sans-serif" lang="ko">도서관의 아침</p>"#;

/// Compares with the stored picture, or stores this one; what differs goes to `target/pictures/`.
fn compare(name: &str, picture: &Picture) -> Result<Option<String>> {
    if std::env::var_os("PICTURES").is_some_and(|it| it == "accept") {
        let is_same = Picture::open(&stored(name))?.is_some_and(|it| it == *picture);
        return if is_same { Ok(None) } else { picture.save(&stored(name)).map(|()| None) };
    }
    let folder = root().join("target/pictures/different");
    let now = folder.join(format!("{name}.png"));
    let Some(wanted) = Picture::open(&stored(name))? else {
        picture.save(&now)?;
        return Ok(Some(format!("{name}: there is no stored picture; now: {}", now.display())));
    };
    let all = (picture.size.0 * picture.size.1) as usize;
    let others = picture.differing(&wanted, TOLERANCE);
    if others * 1_000_000 <= all * OTHERS {
        return Ok(None);
    }
    picture.save(&now)?;
    if picture.size != wanted.size {
        return Ok(Some(format!(
            "{name}: {:?} pixels instead of {:?}; now: {}",
            picture.size,
            wanted.size,
            now.display()
        )));
    }
    let marked = folder.join(format!("{name}-marked.png"));
    picture.marked(&wanted, TOLERANCE).save(&marked)?;
    let (first, last) = picture.rows(&wanted, TOLERANCE).unwrap_or_default();
    Ok(Some(format!(
        "{name}: {others} of {all} pixels differ, between the rows {first} and {last}; marked: {}",
        marked.display()
    )))
}

async fn take(scene: &Scene, shot: &Shot) -> Result<Picture> {
    let Shot { width, attributes, article, look, .. } = shot;
    scene.server.json("/shot.json", article);
    scene.server.put("/picture.svg", Reply::picture(1200, 500));
    let body = format!(r#"<article-widget src="/shot.json" {attributes}></article-widget>"#);
    let style = format!("<style>body {{ margin: 0; inline-size: {width}px }}</style>");
    scene.visit(&Host::new(body).head(&style)).await?;
    scene.page.until("/ready|error/.test(e2e.widget().state)").await?;
    look.wear(&scene.page).await?;
    settle(&scene.page).await?;
    let height: u32 =
        scene.page.get("Math.ceil(document.body.getBoundingClientRect().height)").await?;
    scene.page.corner(*width, height.min(HEIGHT)).await
}

#[test]
fn the_widget_looks_as_it_did_when_somebody_looked_at_it() {
    scene(async |s| {
        if s.page.engine() != Engine::Chromium {
            return s.not_run("the stored pictures are Chromium's");
        }
        s.visit(&Host::new(LETTERS).head("<style>p { margin: 8px }</style>").without_entry())
            .await?;
        let letters = compare("letters", &s.page.corner(320, 260).await?)?;
        if let Some(difference) = letters {
            return s.not_run(&format!(
                "this machine draws letters themselves otherwise: its fonts are others than those that `cargo xtask setup` \
                 installs, or its Chromium is much older or newer. {difference}"
            ));
        }
        let mut differences = Vec::new();
        for shot in shots() {
            differences.extend(compare(&shot.name, &take(s, &shot).await?)?);
        }
        crate::stories::told_on_the_console(s).await?;
        assert!(
            differences.is_empty(),
            "{}\nLook at them; where the change is wanted: cargo xtask accept",
            differences.join("\n")
        );
        Ok(())
    });
}
