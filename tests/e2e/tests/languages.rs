//! Dates, digits, lists and plurals in every language; articles in many scripts.

use std::collections::BTreeSet;

use article_widget::render::{Options, texts};
use e2e::scene;
use serde_json::{Value, json};

use crate::pages::{file, first_codes, root};
use crate::stories::{STORY, TAG};

/// Regions that write another way than their language alone.
const REGIONS: [&str; 10] =
    ["ar-EG", "ar-MA", "de-AT", "en-GB", "en-IN", "es-MX", "fr-CA", "hi-IN", "zh-HK", "zh-TW"];

fn languages() -> BTreeSet<String> {
    let mut tags = first_codes(&file("docs/languages.md"), "file");
    tags.extend(REGIONS.map(String::from));
    tags
}

fn article(language: &str) -> Value {
    json!({
        "headline": "A", "language": language, "body": "<p>a</p>", "readMinutes": 13,
        "authors": [{ "name": "Ana" }, { "name": "Bo" }, { "name": "Cyd" }],
        "published": "2024-03-08T09:00:00Z", "updated": "2024-11-21T09:00:00Z"
    })
}

/// A part of an article as the native renderer draws it.
fn native(article: &Value, part: &str) -> String {
    let read = article_widget::format::read(&article.to_string(), &Default::default());
    let texts = texts(&read.unwrap().article, &Options::default());
    texts.into_iter().find(|(name, _)| name == part).unwrap().1
}

fn letters(text: &str) -> String {
    let latin = |c| match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap(),
        _ => c,
    };
    text.chars().filter(|c| c.is_alphanumeric()).map(latin).collect()
}

const META: [&str; 4] = ["byline", "published", "updated", "read-time"];

#[test]
fn the_browser_writes_every_language_as_the_native_renderer_does() {
    scene(async |s| {
        let tags = languages();
        let widgets: String = tags
            .iter()
            .map(|tag| {
                let article = article(tag);
                format!(r#"<article-widget id="{tag}"><script type="application/json">{article}</script></article-widget>"#)
            })
            .collect();
        s.open(&widgets).await?;
        let known = first_codes(&file("docs/languages.md"), "differs");
        let mut differences = Vec::new();
        for tag in &tags {
            s.state(&format!("[id='{tag}']"), "ready").await?;
            let drawn: Vec<String> = s
                .page
                .get(&format!(
                    "{}.map((part) => document.getElementById('{tag}').shadowRoot.querySelector(`[part=${{part}}]`).textContent)",
                    json!(META)
                ))
                .await?;
            for (part, browser) in META.into_iter().zip(drawn) {
                let native = native(&article(tag), part);
                // Versions of CLDR differ in spaces, marks and kinds of digits, never in a word or a number.
                let is_known = known.contains(tag) && letters(&native) == letters(&browser);
                if native != browser && !is_known {
                    differences.push(format!("{tag}: {native} | {browser}"));
                }
            }
        }
        assert_eq!(differences, [""; 0]);
        Ok(())
    });
}

/// Long articles of our own, by the tag of their language.
fn stories() -> Vec<(String, Value)> {
    let folder = root().join("tests/languages");
    let mut stories = Vec::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        stories.push((name, serde_json::from_str(&text).unwrap()));
    }
    stories.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(stories.len() >= 12);
    stories
}

#[test]
fn a_long_article_in_any_script_is_drawn_as_it_was_written() {
    scene(async |s| {
        for (language, story) in stories() {
            s.server.json(STORY, &story);
            s.open(TAG).await?;
            s.ready().await?;
            let told = letters(&native(&story, "read-time"));
            assert_eq!(s.text("read-time").await?.map(|text| letters(&text)), Some(told));
            assert_eq!(s.text("headline").await?.as_deref(), story["headline"].as_str());
            let is_rtl = ["ar", "fa", "he", "ur"].contains(&&*language);
            let drawn: Value = s
                .page
                .get("[e2e.part('article').lang, e2e.part('article').dir, e2e.part('meta').lang]")
                .await?;
            assert_eq!(drawn, json!([language, if is_rtl { "rtl" } else { "ltr" }, ""]));
            let words: String = s.page.get("e2e.part('article').textContent").await?;
            assert!(!words.contains('\u{fffd}'), "{language}");
            for block in story["body"].as_array().unwrap() {
                let text = block["text"].as_str().unwrap_or_default();
                let plain: String = text.replace("<strong>", "").replace("</strong>", "");
                assert!(words.contains(&plain), "{language}: {plain}");
            }
        }
        Ok(())
    });
}

#[test]
fn what_has_a_side_changes_it_with_the_direction() {
    scene(async |s| {
        for (language, story) in stories() {
            s.server.json(STORY, &story);
            s.open(TAG).await?;
            s.ready().await?;
            let sides: Vec<bool> = s
                .page
                .get(
                    "((rtl) => {
                        const style = (selector) => getComputedStyle(e2e.all(selector)[0]);
                        const [start, end] = rtl ? ['Right', 'Left'] : ['Left', 'Right'];
                        const quote = style('.quote'), list = style('ul');
                        const first = e2e.all('.row > *')[0].getBoundingClientRect();
                        const second = e2e.all('.row > *')[1].getBoundingClientRect();
                        return [
                            parseFloat(quote[`border${start}Width`]) > parseFloat(quote[`border${end}Width`]),
                            parseFloat(list[`padding${start}`]) > parseFloat(list[`padding${end}`]),
                            first.top < second.top || (rtl ? first.left > second.left : first.left < second.left),
                        ];
                    })(e2e.part('article').dir === 'rtl')",
                )
                .await?;
            assert_eq!(sides, [true; 3], "{language}: quote, list, meta row");
        }
        Ok(())
    });
}

/// "O’Neill" between Arabic names, and an Arabic publisher in an English sentence.
#[test]
fn names_keep_their_own_direction_in_lines_of_the_other() {
    scene(async |s| {
        let (_, arabic) = stories().remove(0);
        let mut english = arabic.clone();
        english["language"] = json!("en");
        for story in [arabic, english] {
            s.server.json(STORY, &story);
            s.open(TAG).await?;
            s.ready().await?;
            let isolated: Vec<String> = s
                .page
                .get("e2e.all('[part=byline] bdi, [part=source] bdi').map((it) => it.textContent)")
                .await?;
            assert_eq!(isolated, ["ليلى منصور", "James O’Neill", "صحيفة المرفأ"]);
        }
        Ok(())
    });
}

#[test]
fn the_words_of_the_host_may_be_named_as_operating_systems_name_languages() {
    scene(async |s| {
        let (_, story) = stories().remove(0);
        s.server.json(STORY, &story);
        s.open(&TAG.replace("src", r#"lang="pt_br" src"#)).await?;
        s.ready().await?;
        assert_eq!(s.page.get::<String>("e2e.part('meta').lang").await?, "pt-BR");
        assert_eq!(s.text("read-time").await?.unwrap(), "3 min de leitura");
        Ok(())
    });
}
