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

use std::cell::RefCell;
use std::rc::Rc;

use article_widget::component::{Article, ArticleProps, ArticleView, ArticleViewProps, styles};
use article_widget::format::{ReadOptions, Reading, read};
use article_widget::{Error, ErrorKind};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Blob, Element, HtmlElement, Url, window};
use yew::{AppHandle, AttrValue, Callback, Renderer, html};

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

/// The page's `fetch`, as the tests of [`Article`] want it: an answer may be held back or refused.
#[wasm_bindgen(inline_js = r#"
    const real = window.fetch;
    const gates = new Map();
    const aborted = new Set();
    const refused = new Set();
    let count = 0;
    window.fetch = async (url, init) => {
        count += 1;
        init?.signal?.addEventListener("abort", () => aborted.add(url));
        if (refused.has(url)) throw new TypeError("refused");
        const answer = await real(url, init);
        await gates.get(url)?.promise;
        return answer;
    };
    export const hold = (url) => gates.set(url, Promise.withResolvers());
    export const release = (url) => gates.get(url).resolve();
    export const refuse = (url, is) => is ? refused.add(url) : refused.delete(url);
    export const is_aborted = (url) => aborted.has(url);
    export const requests = () => count;
    export const pause = (time) => new Promise((done) => setTimeout(done, time));
"#)]
extern "C" {
    fn hold(url: &str);
    fn release(url: &str);
    fn refuse(url: &str, is: bool);
    fn is_aborted(url: &str) -> bool;
    fn requests() -> u32;
    async fn pause(milliseconds: u32);
}

/// A URL that this JSON can be fetched from.
fn url(json: &str) -> String {
    let parts = Array::of1(&json.into());
    let blob = Blob::new_with_str_sequence(&parts).unwrap();
    Url::create_object_url_with_blob(&blob).unwrap()
}

fn story(headline: &str) -> String {
    url(&format!(r#"{{"headline": "{headline}", "body": "<p>She sails again.</p>"}}"#))
}

/// An [`Article`] on the page, and what it has told.
struct Shown {
    app: AppHandle<Article>,
    root: Element,
    told: Rc<RefCell<Vec<String>>>,
    props: ArticleProps,
}

impl Shown {
    async fn new(src: &str, children: yew::Children) -> Self {
        let told = Rc::new(RefCell::new(Vec::new()));
        let (loads, errors) = (told.clone(), told.clone());
        let on_load = Callback::from(move |reading: Rc<Reading>| {
            loads.borrow_mut().push(reading.article.headline.to_plain());
        });
        let on_error = Callback::from(move |error: Error| {
            errors.borrow_mut().push(error.to_string());
        });
        let src = AttrValue::from(src.to_owned());
        let props = yew::props!(ArticleProps { src, on_load, on_error, children });
        let root = container();
        let app = Renderer::<Article>::with_root_and_props(root.clone(), props.clone()).render();
        yew::scheduler::flush().await;
        Shown { app, root, told, props }
    }

    async fn set(&mut self, change: impl FnOnce(&mut ArticleProps)) {
        change(&mut self.props);
        self.app.update(self.props.clone());
        yew::scheduler::flush().await;
    }

    /// Waits for what is told next, and gives it.
    async fn next(&self) -> String {
        for _ in 0..500 {
            let told = self.told.borrow_mut().pop();
            if let Some(told) = told {
                return told;
            }
            pause(10).await;
        }
        panic!("nothing was told: {}", self.root.inner_html())
    }

    fn has(&self, selector: &str) -> bool {
        self.root.query_selector(selector).unwrap().is_some()
    }

    fn find(&self, selector: &str) -> HtmlElement {
        self.root.query_selector(selector).unwrap().unwrap().unchecked_into()
    }
}

fn fallback() -> yew::Children {
    yew::Children::new(vec![html! { <a href="/ferry">{ "Read it there" }</a> }])
}

#[wasm_bindgen_test]
async fn a_component_shows_the_skeleton_and_then_the_article_that_it_fetched() {
    let src = story("Ferry returns");
    hold(&src);
    let shown = Shown::new(&src, yew::Children::default()).await;
    assert!(shown.has("[aria-busy=true] .article-widget .skeleton[aria-hidden=true] > .h"));
    release(&src);
    assert_eq!(shown.next().await, "Ferry returns");
    assert_eq!(text(&shown.root, "h2"), "Ferry returns");
    assert_eq!(text(&shown.root, "[part=body]"), "She sails again.");
    assert!(shown.has("[aria-busy=false]") && !shown.has(".skeleton"));
}

#[wasm_bindgen_test]
async fn the_children_of_a_component_stand_where_the_article_will_be() {
    let src = story("Ferry returns");
    hold(&src);
    let shown = Shown::new(&src, fallback()).await;
    assert_eq!(text(&shown.root, "a"), "Read it there");
    assert!(!shown.has(".skeleton"));
    release(&src);
    shown.next().await;
    assert!(shown.has("h2") && !shown.has("a"));
}

#[wasm_bindgen_test]
async fn a_component_that_cannot_load_says_so_above_its_children_and_tries_again() {
    let src = story("Ferry returns");
    refuse(&src, true);
    let shown = Shown::new(&src, fallback()).await;
    assert_eq!(shown.next().await, "network: The server could not be reached.");
    let panel = shown.find("[part=error][role=status]");
    assert!(panel.text_content().unwrap().contains("The server could not be reached."));
    let below = panel.compare_document_position(&shown.find("a"));
    assert_eq!(below, web_sys::Node::DOCUMENT_POSITION_FOLLOWING);

    shown.find("[part=retry]").focus().unwrap();
    shown.find("[part=retry]").click();
    assert_eq!(shown.next().await, "network: The server could not be reached.");
    let focused = || window().unwrap().document().unwrap().active_element().unwrap();
    assert_eq!(focused().get_attribute("part").as_deref(), Some("retry"));

    refuse(&src, false);
    shown.find("[part=retry]").click();
    assert_eq!(shown.next().await, "Ferry returns");
    assert!(!shown.has("[part=error], a"));
    assert_eq!(focused().get_attribute("part").as_deref(), Some("headline"));
}

#[wasm_bindgen_test]
async fn json_that_is_no_article_is_an_error_with_what_is_wrong() {
    let shown = Shown::new(&url(r#"{"headline": "Ferry"}"#), yew::Children::default()).await;
    assert_eq!(shown.next().await, "no-article: body: missing, and an article needs it");
    assert!(
        text(&shown.root, "[part=error] .detail")
            .contains("body: missing, and an article needs it")
    );
}

#[wasm_bindgen_test]
async fn the_latest_source_wins_whichever_answers_first() {
    let (first, second) = (story("First"), story("Second"));
    hold(&first);
    let mut shown = Shown::new(&first, yew::Children::default()).await;
    let src = AttrValue::from(second);
    shown.set(|props| props.src = src).await;
    assert!(is_aborted(&first));
    assert_eq!(shown.next().await, "Second");
    release(&first);
    pause(100).await;
    assert_eq!(text(&shown.root, "h2"), "Second");
    assert_eq!(*shown.told.borrow(), [""; 0]);
}

#[wasm_bindgen_test]
async fn the_article_before_gives_way_to_the_skeleton_when_the_next_one_is_slow() {
    let (first, second) = (story("First"), story("Second"));
    let mut shown = Shown::new(&first, yew::Children::default()).await;
    shown.next().await;
    hold(&second);
    let src = AttrValue::from(second.clone());
    shown.set(|props| props.src = src).await;
    assert!(shown.has("[aria-busy=true] h2"), "for a moment it stays");
    for _ in 0..500 {
        if shown.has(".skeleton") {
            break;
        }
        pause(10).await;
    }
    assert!(!shown.has("h2") && shown.has(".skeleton"));
    release(&second);
    assert_eq!(shown.next().await, "Second");
}

#[wasm_bindgen_test]
async fn a_component_that_goes_away_ends_its_request_and_tells_nothing() {
    let src = story("Ferry returns");
    hold(&src);
    let Shown { app, root, told, .. } = Shown::new(&src, fallback()).await;
    app.destroy();
    yew::scheduler::flush().await;
    assert!(is_aborted(&src));
    release(&src);
    pause(100).await;
    assert_eq!(*told.borrow(), [""; 0]);
    assert_eq!(root.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn what_only_changes_the_looks_draws_again_and_fetches_nothing() {
    let mut shown = Shown::new(&story("Ferry returns"), yew::Children::default()).await;
    shown.next().await;
    let before = requests();
    shown
        .set(|props| {
            props.theme = "sepia".into();
            props.heading_level = 4;
            props.hide = "read-time".into();
        })
        .await;
    assert!(shown.has("[data-theme=sepia] h4") && !shown.has("[part=read-time]"));
    assert_eq!(requests(), before);
    assert_eq!(*shown.told.borrow(), [""; 0], "nothing was loaded");
}

#[wasm_bindgen_test]
async fn a_component_without_a_source_shows_its_children_and_loads_when_it_gets_one() {
    let before = requests();
    let mut shown = Shown::new("", fallback()).await;
    assert!(shown.has("[aria-busy=false] > a"));
    assert_eq!(requests(), before);
    let src = AttrValue::from(story("Ferry returns"));
    shown.set(|props| props.src = src).await;
    assert_eq!(shown.next().await, "Ferry returns");
    shown.set(|props| props.src = "".into()).await;
    assert!(shown.has("a") && !shown.has("h2"));
}

#[wasm_bindgen_test]
async fn the_time_for_a_load_is_bounded() {
    let src = story("Ferry returns");
    hold(&src);
    let mut shown = Shown::new("", yew::Children::default()).await;
    shown
        .set(|props| {
            props.timeout = 50;
            props.src = src.clone().into();
        })
        .await;
    pause(100).await;
    assert!(is_aborted(&src));
    release(&src);
    assert_eq!(shown.next().await, "timeout: The server took too long to answer.");
}

#[wasm_bindgen_test]
async fn the_styles_keep_room_for_the_article() {
    let style = container();
    style.set_inner_html(&format!("<style>{}</style>", styles()));
    let src = story("Ferry returns");
    hold(&src);
    let shown = Shown::new(&src, yew::Children::default()).await;
    let height = |selector| shown.find(selector).offset_height();
    assert!(height(".skeleton") >= 40 * 16, "{}", height(".skeleton"));
    shown.root.set_attribute("style", "--article-min-height: 1500px").unwrap();
    assert_eq!(height(".article-widget-host"), 1500);
    release(&src);
    shown.next().await;
    assert_eq!(height(".article-widget-host"), 1500);
    assert!(height("[part=article]") < 1500 && height(".article-widget") < 1500);
    style.remove();
}
