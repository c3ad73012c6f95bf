//! The document model: what an article is, whatever JSON it came from.
//!
//! Plain data. A format fills it, `settle` makes it fit to be shown, and the view only reads it. Its serde form is the project's own article JSON.

mod form;
#[cfg(test)]
mod schema;
mod script;
pub(crate) mod settle;
mod text;
mod write;

use serde::{Deserialize, Serialize};

pub(crate) use text::escape;
pub use text::{Inline, Mark, Style, Text};

/// The JSON Schema of the project's own article JSON.
pub const SCHEMA: &str = include_str!("../schema/article.schema.json");

/// One article, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Article {
    /// The headline; never empty in an article that was read.
    #[serde(with = "form::plain")]
    #[cfg_attr(test, schemars(with = "form::Plain"))]
    pub headline: Text,
    /// The section label above the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// The deck: one or two sentences under the headline.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub standfirst: Text,
    /// The lead picture.
    #[serde(default, deserialize_with = "form::hero", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<form::Picture>"))]
    pub hero: Option<Image>,
    /// Who wrote it, in the publisher's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// When it was published: an RFC 3339 timestamp or a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it was last changed: an RFC 3339 timestamp or a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// The BCP 47 tag of the text's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The text's direction, where the publisher names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Minutes to read, where the publisher says so; otherwise they are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_minutes: Option<u32>,
    /// The canonical page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Publisher>,
    /// Whether only the beginning of the story is here: the rest is behind a wall, or was left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
    /// The story.
    #[serde(deserialize_with = "form::body")]
    #[cfg_attr(test, schemars(with = "form::Content"))]
    pub body: Vec<Block>,
}

/// A picture with what is said about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(transform = schema::needs("src")))]
#[serde(default)]
#[non_exhaustive]
pub struct Image {
    /// The picture's URL.
    pub src: String,
    /// Other sizes of the same picture, as in HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub srcset: Option<String>,
    /// The `sizes` that go with `srcset`, as in HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sizes: Option<String>,
    /// Intrinsic width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Intrinsic height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// What the picture shows, for those who do not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The line under the picture.
    #[serde(with = "form::plain", skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(test, schemars(with = "form::Plain"))]
    pub caption: Text,
    /// Whose picture it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

/// A person or organisation that wrote the article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(from = "form::Named")]
#[non_exhaustive]
pub struct Author {
    /// The name as it is to be shown.
    pub name: String,
    /// A page about the author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Who published the article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(from = "form::Named")]
#[non_exhaustive]
pub struct Publisher {
    /// The name as it is to be shown.
    pub name: String,
    /// The publisher's home page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The direction of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// One block of the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Text,
    },
    /// A crosshead.
    Heading {
        /// Its text.
        text: Text,
        /// 2 to 6, as in an HTML page whose title is the `h1`.
        #[serde(default = "form::heading_level")]
        #[cfg_attr(test, schemars(range(min = 2, max = 6)))]
        level: u8,
    },
    /// Somebody's words, set apart.
    Quote(Quote),
    /// Words of the article itself, set large.
    Pullquote(Quote),
    /// A list.
    List(List),
    /// A picture.
    Image {
        /// The picture.
        #[serde(flatten)]
        image: Image,
        /// Where a click on it leads.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
    },
    /// Several pictures that belong together.
    Gallery {
        /// The pictures.
        #[serde(deserialize_with = "form::images")]
        #[cfg_attr(test, schemars(with = "Vec<form::Picture>"))]
        images: Vec<Image>,
        /// A caption for all of them.
        #[serde(default, with = "form::plain", skip_serializing_if = "Text::is_empty")]
        #[cfg_attr(test, schemars(with = "form::Plain"))]
        caption: Text,
    },
    /// A table.
    Table(Table),
    /// Preformatted text.
    Code {
        /// The text, as it is.
        text: String,
        /// The programming language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
    },
    /// A break between two parts of the story.
    Divider,
    /// Something that lives on another site.
    Embed(Embed),
    /// A recording.
    Audio(Media),
    /// A film.
    Video(Media),
    /// A box beside the story.
    #[cfg_attr(test, schemars(transform = schema::or_text))]
    Callout {
        /// The box's title.
        #[serde(default, skip_serializing_if = "Text::is_empty")]
        title: Text,
        /// What it says.
        #[serde(
            default,
            alias = "text",
            deserialize_with = "form::content",
            skip_serializing_if = "Vec::is_empty"
        )]
        #[cfg_attr(test, schemars(with = "Vec<form::Entry>"))]
        blocks: Vec<Block>,
    },
}

impl Block {
    /// The `type` of the block in the article JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Block::Paragraph { .. } => "paragraph",
            Block::Heading { .. } => "heading",
            Block::Quote(_) => "quote",
            Block::Pullquote(_) => "pullquote",
            Block::List(_) => "list",
            Block::Image { .. } => "image",
            Block::Gallery { .. } => "gallery",
            Block::Table(_) => "table",
            Block::Code { .. } => "code",
            Block::Divider => "divider",
            Block::Embed(_) => "embed",
            Block::Audio(_) => "audio",
            Block::Video(_) => "video",
            Block::Callout { .. } => "callout",
        }
    }
}

/// The content of a quote or pull quote.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(transform = schema::or_text))]
#[serde(default)]
#[non_exhaustive]
pub struct Quote {
    /// What is quoted.
    #[serde(
        alias = "text",
        deserialize_with = "form::content",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[cfg_attr(test, schemars(with = "Vec<form::Entry>"))]
    pub blocks: Vec<Block>,
    /// Who said it.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub cite: Text,
    /// Where it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A list and its items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct List {
    /// Whether the items are numbered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
    /// The first number, where it is not 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<i32>,
    /// The items.
    pub items: Vec<ListItem>,
}

/// One item of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(from = "form::Item")]
#[non_exhaustive]
pub struct ListItem {
    /// The item's own line.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub text: Text,
    /// What follows the line: nested lists, further paragraphs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct Table {
    /// How many rows at the top are its head.
    #[serde(deserialize_with = "form::header", skip_serializing_if = "form::is_zero")]
    #[cfg_attr(test, schemars(with = "form::Header"))]
    pub header: u32,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What the table shows.
    #[serde(with = "form::plain", skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(test, schemars(with = "form::Plain"))]
    pub caption: Text,
}

/// One cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(from = "form::AnyCell")]
#[non_exhaustive]
pub struct Cell {
    /// What it says.
    pub text: Text,
    /// Whether it heads its row or column.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
    /// Columns it spans, where more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colspan: Option<u32>,
    /// Rows it spans, where more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rowspan: Option<u32>,
}

/// Something that lives on another site.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(transform = schema::needs("url")))]
#[serde(default)]
#[non_exhaustive]
pub struct Embed {
    /// The page it lives on.
    pub url: String,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The site's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// The line under it.
    #[serde(with = "form::plain", skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(test, schemars(with = "form::Plain"))]
    pub caption: Text,
}

/// A recording or film.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(transform = schema::needs("src")))]
#[serde(default)]
#[non_exhaustive]
pub struct Media {
    /// The file.
    pub src: String,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The picture shown before a film plays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poster: Option<String>,
    /// The line under it.
    #[serde(with = "form::plain", skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(test, schemars(with = "form::Plain"))]
    pub caption: Text,
    /// Width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}
