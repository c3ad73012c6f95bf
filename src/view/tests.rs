use super::*;
use crate::error::ErrorKind;
use crate::format::{self, ReadOptions};

fn drawn(drawing: Drawing) -> String {
    let html = crate::render::markup(&drawing);
    // A line for each element that stands by itself, so that a snapshot's difference can be read.
    [
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "div",
        "figure",
        "figcaption",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "pre",
        "hr",
        "blockquote",
        "slot",
    ]
    .iter()
    .fold(html, |html, tag| {
        html.replace(&format!("<{tag}>"), &format!("\n<{tag}>"))
            .replace(&format!("<{tag} "), &format!("\n<{tag} "))
    })
}

fn read(json: &str) -> Article {
    let options = ReadOptions {
        base: Some("https://news.example/api/42.json".into()),
        ..ReadOptions::default()
    };
    format::read(json, &options).unwrap().article
}

fn in_element() -> Options {
    Options { slots: true, ..Options::default() }
}

fn complete() -> Article {
    read(include_str!("../../tests/fixtures/native/complete.json"))
}

fn shown(json: &str) -> String {
    drawn(article(&read(json), &in_element()))
}

#[test]
fn a_complete_article() {
    insta::assert_snapshot!(drawn(article(&complete(), &in_element())));
}

#[test]
fn only_a_headline_and_a_paragraph_leave_nothing_empty() {
    insta::assert_snapshot!(shown(
        r#"{"headline": "Ferry returns", "body": "<p>It runs again.</p>"}"#
    ));
}

#[test]
fn an_arabic_article_is_set_from_the_right_with_its_own_words() {
    let article = read(
        r#"{"headline": "عودة العبّارة", "language": "ar-EG", "authors": ["ليلى", "Jo Ek"], "published": "2016-05-30", "body": "<p>عادت.</p>",
            "publisher": {"name": "أخبار الميناء"}}"#,
    );
    let labels = Rc::new(Labels::read("ar-EG", include_str!("../labels/ar.json")));
    insta::assert_snapshot!(drawn(super::article(&article, &Options { labels, ..in_element() })));
}

#[test]
fn the_blocks_after_the_first_few_wait_behind_a_button() {
    let article = read(
        r#"{"headline": "Ferry returns", "language": "en", "body": "<p>One.</p><p>Two.</p><hr>"}"#,
    );
    let body = |collapse, hide: &str| {
        let options = Options { collapse, hide: hide.into(), ..in_element() };
        let html = drawn(super::article(&article, &options)).replace('\n', "");
        html.split("part=\"body\" class=\"body\">").nth(1).unwrap_or_default().to_owned()
    };
    let rest =
        |blocks: &str| format!("<div class=\"rest body\" hidden=\"until-found\">{blocks}</div>");
    let button =
        "<button part=\"continue\" class=\"continue\" type=\"button\">Continue reading</button>";
    assert!(
        body(1, "").starts_with(&format!("<p>One.</p>{}{button}</div>", rest("<p>Two.</p><hr>")))
    );
    assert!(
        body(2, "continue").starts_with(&format!("<p>One.</p><p>Two.</p>{}</div>", rest("<hr>")))
    );
    for all in [0, 3, 9] {
        assert!(body(all, "").starts_with("<p>One.</p><p>Two.</p><hr></div>"), "{all}");
    }
}

#[test]
fn headings_follow_the_headline_and_stop_at_six() {
    let levels = |heading_level| {
        let html = drawn(article(&complete(), &Options { heading_level, ..in_element() }));
        html.split("<h").filter_map(|rest| rest.get(..1)?.parse::<u8>().ok()).collect::<Vec<_>>()
    };
    assert_eq!(levels(1), [1, 2, 3]);
    assert_eq!(levels(2), [2, 3, 4]);
    assert_eq!(levels(5), [5, 6, 6]);
    assert_eq!(levels(6), [6, 6, 6]);
}

#[test]
fn hidden_parts_are_absent() {
    for part in [
        "kicker",
        "headline",
        "standfirst",
        "meta",
        "byline",
        "published",
        "updated",
        "read-time",
        "hero",
        "caption",
        "credit",
        "body",
        "source",
    ] {
        let html =
            drawn(article(&complete(), &Options { hide: format!("x {part} y"), ..in_element() }));
        assert!(!html.contains(&format!("part=\"{part}\"")), "{part}");
        assert!(!html.contains("\"></figcaption>") && !html.contains("\"></div>"), "{part}");
    }
}

#[test]
fn an_update_within_the_minute_is_none() {
    let updated = |updated: &str| {
        shown(&format!(r#"{{"headline": "a", "body": "b", "published": "2016-05-30T09:12:00Z", "updated": "{updated}"}}"#))
            .contains("part=\"updated\"")
    };
    assert!(!updated("2016-05-30 09:12:41Z"));
    assert!(updated("2016-05-30T09:13:00Z"));
}

#[test]
fn dates_are_the_publishers_day() {
    let html = shown(r#"{"headline": "a", "body": "b", "published": "2016-05-30T23:59:00-11:00"}"#);
    assert!(html.contains(r#"datetime="2016-05-30T23:59:00-11:00">May 30, 2016</time>"#), "{html}");
}

#[test]
fn the_direction_is_the_publishers_or_the_languages_or_the_headlines() {
    let rtl =
        |fields: &str| shown(&format!(r#"{{{fields}, "body": "b"}}"#)).contains("dir=\"rtl\"");
    assert!(rtl(r#""headline": "a", "direction": "rtl""#));
    assert!(rtl(r#""headline": "a", "language": "he""#));
    assert!(rtl(r#""headline": "a", "language": "az-Arab""#));
    assert!(!rtl(r#""headline": "a", "language": "ar-Latn""#));
    assert!(rtl(r#""headline": "2016: عودة""#));
    assert!(!rtl(r#""headline": "Return (عودة)""#));
    assert!(!rtl(r#""headline": "a", "language": "he", "direction": "ltr""#));
}

#[test]
fn a_publishers_minutes_win_over_the_count() {
    let time = |fields: &str| {
        let body = "word ".repeat(600);
        shown(&format!(r#"{{"headline": "a", "body": "{body}"{fields}}}"#))
            .split("min read")
            .next()
            .unwrap()
            .chars()
            .rev()
            .nth(1)
    };
    assert_eq!(time(""), Some('3'));
    assert_eq!(time(r#", "readMinutes": 7"#), Some('7'));
    assert_eq!(time(r#", "readMinutes": 0"#), Some('3'));
}

#[test]
fn an_error_has_words_and_a_way_out() {
    let mut error = Error::new(ErrorKind::Http, "");
    error.status = Some(404);
    insta::assert_snapshot!(drawn(super::error(&error, &in_element())));
}

#[test]
fn markup_in_the_json_stays_text() {
    let html = shown(
        r#"{"headline": "<img src=x onerror=alert(1)>", "kicker": "<b>k</b>", "authors": ["<i>a</i>"], "body": [{"type": "code", "text": "<script>"}]}"#,
    );
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(
        !html.contains("<img")
            && !html.contains("<script")
            && !html.contains("<b>")
            && !html.contains("<i>")
    );
}

#[test]
fn in_the_light_dom_nothing_depends_on_ids() {
    let html = drawn(framed(
        article(
            &read(r##"{"headline": "a", "body": "<p id=x>b <a href='#x'>c</a></p>"}"##),
            &Options::default(),
        ),
        "dark",
    ));
    assert!(html.contains(r#"aria-label="a""#) && !html.contains("labelledby"), "{html}");
    assert!(
        html.contains(r#"id="article-x""#) && html.contains(r##"href="#article-x""##),
        "{html}"
    );
    assert!(html.contains(r#"class="article-widget" data-theme="dark""#), "{html}");
}
