//! What is drawn, as HTML that a parser reads back as the same.

use std::io::{self, Write};

use yew::Html;

/// Elements without an end tag.
const VOID: &[&str] = &["br", "hr", "img", "link", "meta"];

/// Writes what was drawn.
pub(super) fn node(node: &Html, out: &mut impl Write) -> io::Result<()> {
    match node {
        Html::VText(text) => escape(&text.text, out),
        Html::VList(list) => list.iter().try_for_each(|child| self::node(child, out)),
        Html::VTag(tag) => {
            let name = tag.tag();
            write!(out, "<{name}")?;
            attributes(tag.attributes.iter(), out)?;
            out.write_all(b">")?;
            if VOID.contains(&name) {
                return Ok(());
            }
            if let Some(children) = tag.children() {
                self::node(children, out)?;
            }
            write!(out, "</{name}>")
        }
        // The view draws nothing else.
        _ => Ok(()),
    }
}

/// Writes a start tag.
pub(super) fn element(name: &str, list: &[(&str, &str)], out: &mut impl Write) -> io::Result<()> {
    write!(out, "<{name}")?;
    attributes(list.iter().copied(), out)?;
    out.write_all(b">")
}

/// Writes attributes.
pub(super) fn attributes<'a>(
    list: impl Iterator<Item = (&'a str, &'a str)>,
    out: &mut impl Write,
) -> io::Result<()> {
    for (name, value) in list {
        write!(out, " {name}")?;
        if !value.is_empty() {
            out.write_all(b"=\"")?;
            escape(value, out)?;
            out.write_all(b"\"")?;
        }
    }
    Ok(())
}

/// Writes text, as content or as an attribute's value.
pub(super) fn escape(text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut rest = text.as_bytes();
    let special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\r' | 0);
    while let Some((before, [byte, after @ ..])) =
        rest.iter().position(special).and_then(|at| rest.split_at_checked(at))
    {
        out.write_all(before)?;
        out.write_all(match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            // As it is, a parser would take it for a line's end.
            b'\r' => b"&#13;",
            // HTML has no way to say it.
            _ => "\u{fffd}".as_bytes(),
        })?;
        rest = after;
    }
    out.write_all(rest)
}

/// The text of each part within what was drawn.
pub(super) fn text_of(node: &Html, texts: &mut Vec<(String, String)>) {
    match node {
        Html::VList(list) => list.iter().for_each(|child| text_of(child, texts)),
        Html::VTag(tag) => {
            if let Some((_, part)) = tag.attributes.iter().find(|(name, _)| *name == "part") {
                let mut text = String::new();
                push_text(node, &mut text);
                texts.push((part.into(), text));
            }
            if let Some(children) = tag.children() {
                text_of(children, texts);
            }
        }
        _ => {}
    }
}

fn push_text(node: &Html, text: &mut String) {
    match node {
        Html::VText(content) => text.push_str(&content.text),
        Html::VList(list) => list.iter().for_each(|child| push_text(child, text)),
        Html::VTag(tag) => {
            if let Some(children) = tag.children() {
                push_text(children, text);
            }
        }
        _ => {}
    }
}
