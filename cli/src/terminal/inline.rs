//! Running text in a terminal.

use anstyle::Style;
use article_widget::article::{Inline, Mark, Text};

use super::clean;

/// The addresses that the text links to, in the order of their numbers.
#[derive(Default)]
pub(super) struct Links(pub(super) Vec<String>);

impl Links {
    /// The mark that leads to an address below the article.
    pub(super) fn number(&mut self, address: &str) -> String {
        let known = self.0.iter().position(|known| known == address);
        let at = known.unwrap_or_else(|| {
            self.0.push(address.into());
            self.0.len() - 1
        });
        format!(" [{}]", at + 1)
    }
}

/// Running text, its marks as styles.
pub(super) fn styled(text: &Text, style: Style, links: &mut Links) -> String {
    let mut out = String::new();
    push(&text.0, style, links, &mut out);
    out
}

/// Words in one style. It is set for each word, so that no line's end can break it.
pub(super) fn words(text: &str, style: Style) -> String {
    let mut out = String::new();
    // Spaces that must not break are none of these.
    let is_space = |c: char| c.is_ascii_whitespace();
    for piece in text.split_inclusive(is_space) {
        let word = piece.trim_end_matches(is_space);
        if !word.is_empty() {
            out.push_str(&format!("{style}{}{style:#}", clean(word)));
        }
        if piece.len() > word.len() {
            out.push(' ');
        }
    }
    out
}

fn push(content: &[Inline], style: Style, links: &mut Links, out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(&words(text, style)),
            Inline::Break => out.push('\n'),
            Inline::Marked(mark, content) => {
                push(content, marked(mark, style), links, out);
                if let Mark::Link { href } = mark
                    && !href.starts_with('#')
                {
                    let number = links.number(href);
                    out.push_str(&words(&number, Style::new().dimmed()));
                }
            }
            _ => {}
        }
    }
}

fn marked(mark: &Mark, style: Style) -> Style {
    match mark {
        Mark::Style(name) => match name.tag() {
            "strong" | "b" => style.bold(),
            "em" | "i" | "cite" | "var" | "dfn" => style.italic(),
            "u" | "ins" => style.underline(),
            "s" | "del" => style.strikethrough(),
            "mark" => style.invert(),
            _ => style,
        },
        Mark::Link { .. } => style.underline(),
        _ => style,
    }
}
