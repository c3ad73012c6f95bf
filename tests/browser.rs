//! What the browser itself does for the widget: URLs, dates, lists, words, and drawing.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unreachable,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::rc::Rc;

use article_widget::ErrorKind;
use article_widget::component::{ArticleView, ArticleViewProps};
use article_widget::format::{ReadOptions, Reading, read};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, window};
use yew::{AppHandle, Renderer};

wasm_bindgen_test_configure!(run_in_browser);

fn reading(json: &str) -> Reading {
    let mut options = ReadOptions::default();
    options.base = Some("https://news.example/api/articles/42.json".into());
    read(json, &options).unwrap()
}

fn container() -> Element {
    let document = window().unwrap().document().unwrap();
    let container = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&container).unwrap();
    container
}

async fn drawn(json: &str) -> (AppHandle<ArticleView>, Element) {
    let container = container();
    let props = ArticleViewProps {
        article: Rc::new(reading(json).article),
        heading_level: 2,
        hide: "".into(),
        theme: "auto".into(),
        words_per_minute: None,
    };
    let app = Renderer::<ArticleView>::with_root_and_props(container.clone(), props).render();
    yew::scheduler::flush().await;
    (app, container)
}

fn text(container: &Element, selector: &str) -> String {
    container.query_selector(selector).unwrap().unwrap().text_content().unwrap()
}

#[wasm_bindgen_test]
async fn an_article_is_drawn_with_the_browsers_dates_and_lists() {
    let (app, container) = drawn(
        r#"{"headline": "Ferry returns", "language": "en", "published": "2016-05-30T23:30:00-11:00",
            "authors": ["Mara Lind", {"name": "Jo Ek", "url": "/ek"}, "A. N. Other"],
            "body": "<p>She <em>sails</em> again.</p>"}"#,
    )
    .await;
    assert_eq!(text(&container, "h2"), "Ferry returns");
    assert_eq!(text(&container, "[part=byline]"), "Mara Lind, Jo Ek, and A. N. Other");
    assert_eq!(text(&container, "time"), "May 30, 2016");
    assert_eq!(text(&container, "[part=read-time]"), "1 min read");
    assert_eq!(text(&container, "em"), "sails");
    let link = container.query_selector("[part=byline] a").unwrap().unwrap();
    assert_eq!(link.get_attribute("href").unwrap(), "https://news.example/ek");
    app.destroy();
    yew::scheduler::flush().await;
    assert_eq!(container.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn markup_in_plain_fields_stays_text() {
    let (app, container) =
        drawn(r#"{"headline": "<img src=x onerror=alert(1)>", "body": "<p onclick=alert(1)>a<script>alert(1)</script></p>"}"#).await;
    assert_eq!(text(&container, "h2"), "<img src=x onerror=alert(1)>");
    assert!(container.query_selector("img, script, [onclick]").unwrap().is_none());
    app.destroy();
}

#[wasm_bindgen_test]
fn urls_follow_the_browsers_standard() {
    let article = reading(
        r##"{"headline": "a", "url": "HTTPS://News.Example:443/%7Eferry/../x y", "hero": {"src": "//cdn.example/ä.jpg"},
            "body": [{"type": "paragraph", "text": "<a href='java\tscript:alert(1)'>b</a> <a href='#x'>c</a>"}]}"##,
    )
    .article;
    assert_eq!(article.url.unwrap(), "https://news.example/x%20y");
    assert_eq!(article.hero.unwrap().src, "https://cdn.example/%C3%A4.jpg");
    let body = format!("{:?}", article.body);
    assert!(!body.contains("script") && body.contains("#x"), "{body}");
}

#[wasm_bindgen_test]
fn languages_are_the_browsers() {
    let language = |tag: &str| {
        let json = format!(r#"{{"headline": "a", "language": "{tag}", "body": "b"}}"#);
        reading(&json).article.language
    };
    assert_eq!(language("pt_br").as_deref(), Some("pt-BR"));
    assert_eq!(language("iw").as_deref(), Some("he"));
    assert_eq!(language("no such language"), None);
}

#[wasm_bindgen_test]
async fn words_without_spaces_are_segmented() {
    let thai = "การเจรจาสันติภาพล้มเหลวอีกครั้งในเจนีวา ".repeat(100);
    let (app, container) =
        drawn(&format!(r#"{{"headline": "a", "language": "th", "body": "<p>{thai}</p>"}}"#)).await;
    // About seven words a sentence, at 184 a minute.
    let minutes: u32 =
        text(&container, "[part=read-time]").split(' ').next().unwrap().parse().unwrap();
    assert!((3..=6).contains(&minutes), "{minutes}");
    app.destroy();
}

#[wasm_bindgen_test]
fn deep_nesting_and_broken_json_are_errors() {
    let kind = |text: &str| read(text, &ReadOptions::default()).unwrap_err().kind;
    assert_eq!(kind(&"[".repeat(100_000)), ErrorKind::TooLarge);
    assert_eq!(kind(&"{\"a\":".repeat(100_000)), ErrorKind::TooLarge);
    assert_eq!(kind("{\"headline\": \"a"), ErrorKind::NotJson);
    let deep = "<div><b><ul><li>".repeat(25_000);
    assert!(
        read(&format!(r#"{{"headline": "a", "body": "{deep}x"}}"#), &ReadOptions::default())
            .is_ok()
    );
}
