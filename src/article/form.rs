//! The serde form of the model, where it is more than its fields: text as inline HTML, and the short
//! forms that the article JSON allows.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Author, Block, Cell, Image, Inline, ListItem, Publisher, Text};
use crate::html;

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_html())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(html::text(&String::deserialize(deserializer)?))
    }
}

/// Plain text, or HTML where there is markup to keep.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum Plain {
    Text(String),
    Html { html: String },
}

/// Fields that the article JSON holds as [`Plain`].
pub(super) mod plain {
    use super::*;

    pub fn serialize<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = match text.0.as_slice() {
            [] => Plain::Text(String::new()),
            [Inline::Text(text)] => Plain::Text(text.clone()),
            _ => Plain::Html { html: text.to_html() },
        };
        plain.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        Ok(match Plain::deserialize(deserializer)? {
            Plain::Text(text) => html::words(&text).map(Text::plain).unwrap_or_default(),
            Plain::Html { html } => html::text(&html),
        })
    }
}

/// One entry of a list of blocks: a block, or HTML that stands for several.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum Entry {
    Text(String),
    Html(HtmlBlock),
    Block(Block),
}

/// HTML, read as a body of HTML is.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct HtmlBlock {
    #[serde(rename = "type")]
    _tag: HtmlTag,
    html: String,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
enum HtmlTag {
    #[serde(rename = "html")]
    Html,
}

fn blocks(entries: Vec<Entry>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for entry in entries {
        match entry {
            Entry::Text(html) => blocks.extend(html::blocks(&html)),
            Entry::Html(block) => blocks.extend(html::blocks(&block.html)),
            Entry::Block(block) => blocks.push(block),
        }
    }
    blocks
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum Content {
    Html(String),
    Entries(Vec<Entry>),
}

/// A picture, or just its URL.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum Picture {
    Src(String),
    Full(Image),
}

impl From<Picture> for Image {
    fn from(picture: Picture) -> Self {
        match picture {
            Picture::Src(src) => Image { src, ..Image::default() },
            Picture::Full(image) => image,
        }
    }
}

pub(super) fn hero<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Image>, D::Error> {
    Ok(Option::<Picture>::deserialize(deserializer)?.map(Image::from))
}

pub(super) fn images<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Image>, D::Error> {
    Ok(Vec::<Picture>::deserialize(deserializer)?.into_iter().map(Image::from).collect())
}

/// An author or publisher, or just the name.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum Named {
    Name(String),
    Full {
        /// The name as it is to be shown.
        name: String,
        /// A page of theirs.
        url: Option<String>,
    },
}

impl From<Named> for Author {
    fn from(named: Named) -> Self {
        match named {
            Named::Name(name) => Author { name, url: None },
            Named::Full { name, url } => Author { name, url },
        }
    }
}

impl From<Named> for Publisher {
    fn from(named: Named) -> Self {
        let Author { name, url } = named.into();
        Publisher { name, url }
    }
}

/// A body is a list of blocks, or HTML.
pub(super) fn body<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Block>, D::Error> {
    Ok(match Content::deserialize(deserializer)? {
        Content::Html(html) => html::blocks(&html),
        Content::Entries(entries) => blocks(entries),
    })
}

/// What a quote or callout holds is a list of blocks, or the text of a single paragraph.
pub(super) fn content<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Block>, D::Error> {
    Ok(match Content::deserialize(deserializer)? {
        Content::Html(html) => vec![Block::Paragraph { text: html::text(&html) }],
        Content::Entries(entries) => blocks(entries),
    })
}

/// An item of a list is its text, or text with blocks after it.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum Item {
    Text(Text),
    Full {
        /// The item's own line.
        #[serde(default)]
        text: Text,
        /// What follows the line: nested lists, further paragraphs.
        #[serde(default)]
        blocks: Vec<Entry>,
    },
}

impl From<Item> for ListItem {
    fn from(item: Item) -> Self {
        match item {
            Item::Text(text) => ListItem { text, blocks: Vec::new() },
            Item::Full { text, blocks } => ListItem { text, blocks: self::blocks(blocks) },
        }
    }
}

/// A cell is its text, or more.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum AnyCell {
    Text(Text),
    Full {
        /// What it says.
        #[serde(default)]
        text: Text,
        /// Whether it heads its row or column.
        #[serde(default)]
        header: bool,
        /// Columns it spans.
        colspan: Option<u32>,
        /// Rows it spans.
        rowspan: Option<u32>,
    },
}

impl From<AnyCell> for Cell {
    fn from(cell: AnyCell) -> Self {
        match cell {
            AnyCell::Text(text) => Cell { text, ..Cell::default() },
            AnyCell::Full { text, header, colspan, rowspan } => {
                Cell { text, header, colspan, rowspan }
            }
        }
    }
}

/// The rows of a table's head: their number, or whether there is one.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(super) enum Header {
    Rows(u32),
    Any(bool),
}

pub(super) fn header<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    Ok(match Header::deserialize(deserializer)? {
        Header::Rows(rows) => rows,
        Header::Any(any) => any.into(),
    })
}

pub(super) fn heading_level() -> u8 {
    2
}

pub(super) fn is_zero(number: &u32) -> bool {
    *number == 0
}
