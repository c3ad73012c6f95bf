//! Mobiledoc, which Ghost wrote before Lexical: its sections as HTML.

use super::markdown;
use super::reader::{Reader, get, items};
use crate::article::{Block, escape};
use crate::json::Value;

/// The blocks of a document's sections.
pub(super) fn read(reader: &mut Reader<'_>, sections: &Value, body: &mut Vec<Block>) {
    let document = reader.source.document;
    for section in items(sections) {
        let mut html = String::new();
        match (number(section, 0), item(section, 1)) {
            (1, Some(Value::String(tag))) => element(document, tag, item(section, 2), &mut html),
            (2, Some(Value::String(src))) => attribute("<img src=\"", src, &mut html),
            (3, Some(Value::String(tag))) => {
                open(tag, &mut html);
                for line in item(section, 2).into_iter().flat_map(items) {
                    element(document, "li", Some(line), &mut html);
                }
                close(tag, &mut html);
            }
            (10, _) => {
                let place = number(section, 1);
                let card = document.get("cards").and_then(|cards| item(cards, place));
                if let Some(Value::String(name)) = card.and_then(|card| item(card, 0)) {
                    let what = card.and_then(|card| item(card, 1)).unwrap_or(&Value::Null);
                    if !self::card(name, what, &mut html) {
                        let mut message = String::from("unknown card \"");
                        message.push_str(name);
                        message.push_str("\": left out");
                        reader.warn(section, message);
                    }
                }
            }
            _ => reader.warn(section, "unknown section: left out"),
        }
        reader.html(section, &html, body);
    }
}

fn item(list: &Value, at: usize) -> Option<&Value> {
    match list {
        Value::Array(items) => items.get(at),
        _ => None,
    }
}

fn number(list: &Value, at: usize) -> usize {
    match item(list, at) {
        Some(Value::Number(number)) => *number as usize,
        _ => usize::MAX,
    }
}

fn open(tag: &str, html: &mut String) {
    html.push('<');
    html.push_str(tag);
    html.push('>');
}

fn close(tag: &str, html: &mut String) {
    html.push_str("</");
    html.push_str(tag);
    html.push('>');
}

/// A tag up to its attribute's value, the value, and its end.
fn attribute(before: &str, value: &str, html: &mut String) {
    html.push_str(before);
    escape(value, html);
    html.push_str("\">");
}

/// Text whose marks name markups, and how many of them end with it.
fn element(document: &Value, tag: &str, markers: Option<&Value>, html: &mut String) {
    open(tag, html);
    let mut marks: Vec<&str> = Vec::new();
    for marker in markers.into_iter().flat_map(items) {
        for place in item(marker, 1).into_iter().flat_map(items) {
            let Value::Number(place) = place else { continue };
            let markups = document.get("markups");
            let markup = markups.and_then(|markups| item(markups, *place as usize));
            let Some(Value::String(name)) = markup.and_then(|markup| item(markup, 0)) else {
                continue;
            };
            // The attributes are a list of names and values.
            match markup.and_then(|markup| item(markup, 1)).and_then(|list| item(list, 1)) {
                Some(Value::String(href)) if name == "a" => attribute("<a href=\"", href, html),
                _ => open(name, html),
            }
            marks.push(name);
        }
        if let Some(Value::String(text)) = item(marker, 3) {
            // An atom that has a name only is a break.
            escape(text, html);
        }
        let ends = number(marker, 2).min(marks.len());
        for name in marks.split_off(marks.len() - ends).into_iter().rev() {
            close(name, html);
        }
    }
    close(tag, html);
}

/// Whether a card is known.
fn card(name: &str, what: &Value, html: &mut String) -> bool {
    let text = |key: &str| match get(what, key) {
        Some(Value::String(text)) => text.as_str(),
        _ => "",
    };
    match name {
        "markdown" | "card-markdown" => html.push_str(&markdown::to_html(text("markdown"))),
        "html" | "embed" => html.push_str(text("html")),
        "hr" => open("hr", html),
        "code" => {
            attribute("<pre class=\"language-", text("language"), html);
            escape(text("code"), html);
            close("pre", html);
        }
        "image" => {
            html.push_str("<figure><img alt=\"");
            escape(text("alt"), html);
            attribute("\" src=\"", text("src"), html);
            html.push_str("<figcaption>");
            html.push_str(text("caption"));
            html.push_str("</figcaption></figure>");
        }
        _ => return false,
    }
    true
}
