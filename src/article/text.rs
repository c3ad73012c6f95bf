//! Running text: the inline half of the model.

use super::Direction;

/// Running text with its inline markup.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(pub Vec<Inline>);

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Inline {
    /// Characters.
    Text(String),
    /// A line break.
    Break,
    /// A place that a link within the article can lead to.
    Anchor(String),
    /// Marked content.
    Marked(Mark, Vec<Inline>),
}

/// What marks a piece of running text.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Mark {
    /// A meaning that has an HTML element of its own.
    Style(Style),
    /// A link.
    Link {
        /// Where it leads.
        href: String,
    },
    /// An abbreviation.
    Abbreviation {
        /// What it stands for.
        title: String,
    },
    /// Words in another language or direction.
    Language {
        /// The BCP 47 tag.
        lang: Option<String>,
        /// The direction.
        dir: Option<Direction>,
    },
}

/// A mark without further data, named by its HTML element.
///
/// Only names from the allow-list can be made into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style(&'static str);

const STYLES: [&str; 22] = [
    "em", "strong", "i", "b", "u", "s", "code", "sub", "sup", "mark", "small", "q", "cite", "kbd",
    "samp", "var", "dfn", "ins", "del", "ruby", "rt", "rp",
];

impl Style {
    /// The style of an HTML element, if the allow-list has it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        STYLES.iter().find(|name| **name == tag).map(|name| Style(name))
    }

    /// The HTML element.
    pub fn tag(self) -> &'static str {
        self.0
    }
}

impl Text {
    /// Text without markup.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Text::default() } else { Text(vec![Inline::Text(text)]) }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The characters without their markup; a line break becomes a space.
    pub fn to_plain(&self) -> String {
        let mut out = String::new();
        self.each_plain(&mut |text| out.push_str(text));
        out
    }

    /// The same, piece by piece.
    pub(crate) fn each_plain(&self, see: &mut dyn FnMut(&str)) {
        each_plain(&self.0, see);
    }

    /// The inline HTML that reads back as this text.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        push_html(&self.0, &mut out);
        out
    }
}

fn each_plain(content: &[Inline], see: &mut dyn FnMut(&str)) {
    for inline in content {
        match inline {
            Inline::Text(text) => see(text),
            Inline::Break => see(" "),
            Inline::Anchor(_) => {}
            Inline::Marked(_, content) => each_plain(content, see),
        }
    }
}

fn push_html(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => escape(text, out),
            Inline::Break => out.push_str("<br>"),
            Inline::Anchor(id) => push_tag("span", &[("id", Some(id))], &[], out),
            Inline::Marked(mark, content) => match mark {
                Mark::Style(style) => push_tag(style.0, &[], content, out),
                Mark::Link { href } => push_tag("a", &[("href", Some(href))], content, out),
                Mark::Abbreviation { title } => {
                    push_tag("abbr", &[("title", Some(title))], content, out)
                }
                Mark::Language { lang, dir } => {
                    let dir = dir.map(Direction::as_str);
                    push_tag("span", &[("lang", lang.as_deref()), ("dir", dir)], content, out);
                }
            },
        }
    }
}

fn push_tag(tag: &str, attributes: &[(&str, Option<&str>)], content: &[Inline], out: &mut String) {
    out.push('<');
    out.push_str(tag);
    for (name, value) in attributes {
        if let Some(value) = value {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
    }
    out.push('>');
    push_html(content, out);
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

/// Appends text as HTML.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}
