//! What is drawn, as HTML that a parser reads back as the same.

use std::io::{self, Write};

use crate::view::{Drawing, Step};

/// Elements without an end tag.
const VOID: &[&str] = &["br", "hr", "img", "link", "meta"];

/// Writes what was drawn.
pub(super) fn drawing(drawing: &Drawing, out: &mut impl Write) -> io::Result<()> {
    let mut open = Vec::new();
    // A start tag ends with whatever is no attribute.
    let mut is_in_tag = false;
    for step in drawing.steps() {
        if !matches!(step, Step::Attribute(..)) && std::mem::take(&mut is_in_tag) {
            out.write_all(b">")?;
        }
        match step {
            Step::Open(tag) => {
                write!(out, "<{tag}")?;
                is_in_tag = true;
                open.push(tag);
            }
            Step::Attribute(name, value) => attribute(name, value, out)?,
            Step::Text(text) => escape(text, out)?,
            Step::Close => {
                if let Some(tag) = open.pop().filter(|tag| !VOID.contains(tag)) {
                    write!(out, "</{tag}>")?;
                }
            }
        }
    }
    Ok(())
}

/// Writes a start tag.
pub(super) fn element(name: &str, list: &[(&str, &str)], out: &mut impl Write) -> io::Result<()> {
    write!(out, "<{name}")?;
    attributes(list.iter().copied(), out)?;
    out.write_all(b">")
}

/// Writes attributes.
pub(super) fn attributes<'a>(
    mut list: impl Iterator<Item = (&'a str, &'a str)>,
    out: &mut impl Write,
) -> io::Result<()> {
    list.try_for_each(|(name, value)| attribute(name, value, out))
}

fn attribute(name: &str, value: &str, out: &mut impl Write) -> io::Result<()> {
    write!(out, " {name}")?;
    if !value.is_empty() {
        out.write_all(b"=\"")?;
        escape(value, out)?;
        out.write_all(b"\"")?;
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

/// The text of each part within what was drawn, in the order in which they begin.
pub(super) fn text_of(drawing: &Drawing) -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = Vec::new();
    // For each element that has not ended yet: which text is its own, if it is a part.
    let mut open: Vec<Option<usize>> = Vec::new();
    for step in drawing.steps() {
        match step {
            Step::Open(_) => open.push(None),
            Step::Attribute("part", name) => {
                if let Some(own) = open.last_mut() {
                    *own = Some(texts.len());
                    texts.push((name.into(), String::new()));
                }
            }
            Step::Attribute(..) => {}
            Step::Text(words) => {
                for at in open.iter().flatten() {
                    if let Some((_, text)) = texts.get_mut(*at) {
                        text.push_str(words);
                    }
                }
            }
            Step::Close => {
                open.pop();
            }
        }
    }
    texts
}
