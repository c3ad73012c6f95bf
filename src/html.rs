//! HTML of unknown quality → typed blocks, under an allow-list held as data.
//!
//! `tokenizer` cuts the markup into tags and text, `tree` nests them as a browser would, `walker`
//! makes blocks of what the allow-list in `elements` knows. URLs are handed on as they are written.

mod builder;
mod characters;
mod elements;
mod media;
mod tokenizer;
mod tree;
mod walker;

use crate::article::{Block, Text};
pub(crate) use builder::TextBuilder;
use tree::Tree;
use walker::Walker;

/// The blocks of a piece of HTML.
pub fn blocks(html: &str) -> Vec<Block> {
    Walker::new(&Tree::new(html, true)).blocks()
}

/// The running text of a piece of HTML. Blocks inside it become lines.
pub fn text(html: &str) -> Text {
    Walker::new(&Tree::new(html, false)).text()
}

/// A text without the space around it; none where it shows nothing.
pub(crate) fn words(text: &str) -> Option<&str> {
    let text = text.trim();
    if is_blank(text) { None } else { Some(text) }
}

/// Whether a text shows nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(characters::is_blank)
}

/// Text with its character references replaced.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::new();
    characters::decode(text, false, &mut out);
    out
}
