use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

use super::*;
use crate::article::{Author, Block, Image, Text};
use crate::format::{self, ReadOptions};

const SHEET: &str = "/w/article-widget.css";

fn article(json: &str) -> Article {
    let options = ReadOptions {
        base: Some("https://news.example/api/42.json".into()),
        ..ReadOptions::default()
    };
    format::read(json, &options).unwrap().article
}

fn complete() -> Article {
    article(include_str!("../../tests/fixtures/native/complete.json"))
}

/// A line for each element that stands by itself, so that a snapshot's difference can be read.
fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[test]
fn a_fragment_holds_the_drawing_and_a_link_for_who_cannot_show_it() {
    let options = Options::new(SHEET)
        .attribute("src", "/api/42.json?a=1&b=2")
        .attribute("theme", "sepia")
        .attribute("hide", "hero body");
    insta::assert_snapshot!(lines(&render(&complete(), &options)));
}

#[test]
fn a_page_tells_readers_and_machines_what_it_holds() {
    let mut options = Options::new(SHEET).attribute("hide", "body");
    options.script = "/w/article-widget.js".into();
    insta::assert_snapshot!(page(&complete(), &options).replace("><", ">\n<"));
}

#[test]
fn attributes_mean_what_they_mean_in_a_page() {
    let drawn =
        |name: &str, value: &str| render(&complete(), &Options::new(SHEET).attribute(name, value));
    assert!(drawn("heading-level", "4").contains("<h4 part=\"headline\""));
    assert!(!drawn("hide", "kicker meta").contains("Transport"));
    assert!(drawn("labels-lang", "ar").contains("دقائق للقراءة"));
    assert!(drawn("wpm", "10").contains("7 min read"));
    assert!(drawn("theme", "dark").starts_with("<article-widget theme=\"dark\" state=\"ready\">"));
    // The later of two counts, and what is no attribute is none.
    let options = Options::new(SHEET)
        .attribute("lang", "de")
        .attribute("lang", "fr")
        .attribute("x onload", "1")
        .attribute("state", "error")
        .attribute("", "");
    assert_eq!(options.attributes, [("lang".to_owned(), "fr".to_owned())]);
}

#[test]
fn what_is_written_is_what_is_given() {
    let options = Options::new(SHEET);
    let mut written = Vec::new();
    write(&complete(), &options, &mut written).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), render(&complete(), &options));
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    assert!(write(&complete(), &options, &mut Full).is_err());
    assert!(write_page(&complete(), &options, &mut Full).is_err());
}

#[test]
fn a_description_without_a_standfirst_is_the_beginning_of_the_text() {
    let described = |body: &str| {
        let json =
            format!(r#"{{"headline": "A", "body": [{{"type": "paragraph", "text": "{body}"}}]}}"#);
        let page = page(&article(&json), &Options::new(SHEET));
        let start = page.split("name=\"description\" content=\"").nth(1).unwrap();
        start.split('"').next().unwrap().to_owned()
    };
    assert_eq!(described("Short."), "Short.");
    let long = described(&"word ".repeat(60));
    assert!(long.ends_with("word…") && long.chars().count() <= 201, "{long}");
    assert_eq!(described(&"字".repeat(300)).chars().count(), 201);
}

#[test]
fn the_parts_tell_their_texts() {
    let texts = texts(&complete(), &Options::new(SHEET).attribute("hide", "body"));
    let get = |part: &str| texts.iter().find(|(name, _)| name == part).map(|(_, text)| &**text);
    assert_eq!(get("byline"), Some("Mara Lind and Jo Ek"));
    assert_eq!(get("read-time"), Some("3 min read"));
    assert_eq!(get("body"), None);
}

/// The nodes of a parsed document, templates entered.
fn walk(node: &Handle, visit: &mut impl FnMut(&Handle)) {
    visit(node);
    for child in node.children.borrow().iter() {
        walk(child, visit);
    }
    if let NodeData::Element { template_contents, .. } = &node.data
        && let Some(contents) = template_contents.borrow().as_ref()
    {
        walk(contents, visit);
    }
}

fn parsed(html: &str) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default()).one(html)
}

fn text_in(node: &Handle) -> String {
    let mut text = String::new();
    walk(node, &mut |node| {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
    });
    text
}

/// The text of the first element with a part, as a parser reads it.
fn part(dom: &RcDom, name: &str) -> Option<String> {
    attribute_of(dom, "part", name).map(|node| text_in(&node))
}

fn attribute_of(dom: &RcDom, name: &str, value: &str) -> Option<Handle> {
    let mut found = None;
    walk(&dom.document, &mut |node| {
        if found.is_none() && get(node, name).as_deref() == Some(value) {
            found = Some(node.clone());
        }
    });
    found
}

fn get(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| attribute.value.to_string())
}

/// What HTML cannot say stands as its own sign.
fn sayable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// Text that markup would like to be.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<",
        ">",
        "&",
        "\"",
        "'",
        "`",
        "=",
        "&amp;",
        "&#0;",
        "&#x3c;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "</p>",
        "</template>",
        "</article-widget>",
        "</script>",
        "</title>",
        "<script>",
        "<plaintext>",
        "<img src=x onerror=1>",
        "\r",
        "\n",
        "\r\n",
        "\t",
        " ",
        "\u{a0}",
        "\0",
        "\u{c}",
        "\u{2028}",
        "\u{feff}",
        "\u{fffe}",
        "\u{202e}",
        "a",
        "é",
        "字",
        "👩‍👩‍👧",
    ]);
    prop::collection::vec(
        prop_oneof![3 => pieces.prop_map(str::to_owned), 1 => any::<String>()],
        1..6,
    )
    .prop_map(|pieces| format!("x{}", pieces.concat()))
}

proptest! {
    #[test]
    fn no_text_is_taken_for_markup(text in hostile()) {
        let story = Article {
            headline: Text::plain(&*text),
            kicker: Some(text.clone()),
            standfirst: Text::plain(&*text),
            authors: vec![Author { name: text.clone(), url: Some(text.clone()) }],
            hero: Some(Image { src: text.clone(), alt: Some(text.clone()), ..Image::default() }),
            body: vec![
                Block::Code { text: text.clone(), language: None },
                Block::Paragraph { text: Text::plain(&*text) },
            ],
            ..Article::default()
        };
        let mut options = Options::new(&*text).attribute("src", &*text);
        options.script.clone_from(&text);
        let whole = page(&story, &options);
        let dom = parsed(&whole);
        let expected = Some(sayable(&text));
        for name in ["headline", "kicker", "standfirst", "byline"] {
            prop_assert_eq!(part(&dom, name), expected.clone(), "{}", name);
        }
        prop_assert_eq!(part(&dom, "body"), Some(sayable(&text).repeat(2)));
        let hero = attribute_of(&dom, "part", "hero-image").unwrap();
        prop_assert_eq!(get(&hero, "src"), expected.clone());
        prop_assert_eq!(get(&hero, "alt"), expected.clone());
        let sheet = attribute_of(&dom, "rel", "stylesheet").unwrap();
        prop_assert_eq!(get(&sheet, "href"), expected.clone());
        let (mut hosts, mut scripts, mut titles) = (0, 0, String::new());
        walk(&dom.document, &mut |node| {
            let NodeData::Element { name, .. } = &node.data else { return };
            match &*name.local {
                "article-widget" => hosts += 1,
                "script" => scripts += 1,
                "title" => titles.push_str(&text_in(node)),
                _ => {}
            }
        });
        prop_assert_eq!((hosts, scripts), (1, 2));
        prop_assert_eq!(titles, sayable(&text));
        let data = attribute_of(&dom, "type", "application/ld+json").unwrap();
        let data: serde_json::Value = serde_json::from_str(&text_in(&data)).unwrap();
        prop_assert_eq!(data["headline"].as_str().unwrap(), text);
    }
}
