//! Long texts, many pictures and deep nesting: what a document may hold, its size alone bounds.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unreachable, clippy::unwrap_used, reason = "a test may panic")]

use std::thread;

use article_widget::article::{Article, Block};
use article_widget::format::{ReadOptions, read};
use article_widget::{ErrorKind, html};
use serde_json::{Value, json};

/// A quarter of the stack of the Wasm. JSON alone takes less than a quarter of this.
const STACK: usize = 256 * 1024;
const DEPTH: usize = 100_000;

fn with_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap()
}

fn article(body: &Value) -> Article {
    let document = json!({ "headline": "A", "body": body }).to_string();
    read(&document, &ReadOptions::default()).unwrap().article
}

#[test]
fn a_text_of_4_mb_is_one_paragraph() {
    let word = "ferry ";
    let text = word.repeat(4_000_000 / word.len());
    for body in [
        json!([{ "type": "paragraph", "text": text }]),
        json!(format!("<p>{text}</p>")),
        json!(text),
    ] {
        let blocks = article(&body).body;
        let [Block::Paragraph { text: read }] = blocks.as_slice() else {
            unreachable!("{} blocks", blocks.len())
        };
        assert_eq!(read.to_plain().len(), text.trim_end().len());
    }
}

#[test]
fn of_50_000_pictures_the_first_20_000_are_shown() {
    let block = json!({ "type": "image", "src": "https://news.example/a.jpg", "alt": "A ferry" });
    for body in [
        json!(vec![block; 50_000]),
        json!(
            "<figure><img src='https://news.example/a.jpg' alt='A ferry'></figure>".repeat(50_000)
        ),
    ] {
        let article = article(&body);
        assert_eq!((article.body.len(), article.truncated), (20_000, true));
        assert!(article.body.iter().all(|block| matches!(block, Block::Image { .. })));
    }
}

#[test]
fn a_list_of_100_000_items_is_shown_whole() {
    for body in [
        json!([{ "type": "list", "items": vec!["An item"; 100_000] }]),
        json!(format!("<ul>{}</ul>", "<li>An item".repeat(100_000))),
    ] {
        let blocks = article(&body).body;
        let [Block::List(list)] = blocks.as_slice() else { unreachable!("{}", blocks.len()) };
        assert_eq!(list.items.len(), 100_000);
    }
}

#[test]
fn a_paragraph_of_100_000_links_is_shown_whole() {
    let links = "<a href='https://news.example/a'>a</a> ".repeat(100_000);
    for body in [json!([{ "type": "paragraph", "text": links }]), json!(format!("<p>{links}</p>"))]
    {
        let written = serde_json::to_string(&article(&body).body).unwrap();
        assert_eq!(written.matches("https://news.example/a").count(), 100_000);
    }
}

#[test]
fn json_100_000_deep_is_refused_on_a_small_stack() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        for inner in ["1", ""] {
            let document = [&*open.repeat(DEPTH), inner, &*close.repeat(DEPTH)].concat();
            let error = with_stack(move || read(&document, &ReadOptions::default()).unwrap_err());
            assert_eq!(error.kind, ErrorKind::TooLarge, "{open}{inner}");
        }
    }
}

#[test]
fn html_100_000_deep_keeps_its_words_on_a_small_stack() {
    for tag in ["blockquote", "div", "b", "span lang=de"] {
        let markup = format!("{}deep", format!("<{tag}>").repeat(DEPTH));
        let words = with_stack(move || html::text(&markup).to_plain());
        assert_eq!(words, "deep", "{tag}");
        let markup = format!("{}deep", format!("<{tag}>").repeat(DEPTH));
        let document = json!({ "headline": "A", "body": markup }).to_string();
        let found = with_stack(move || {
            let article = read(&document, &ReadOptions::default()).unwrap().article;
            serde_json::to_string(&article.body).unwrap().contains("deep")
        });
        assert!(found, "{tag}");
    }
}
