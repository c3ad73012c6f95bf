//! The formats that article JSON comes in: one table, one file each.

mod ans;
mod apple_news;
mod blogger;
mod contentful;
mod date;
mod drupal;
mod editorjs;
mod finish;
mod forem;
mod ghost;
mod guardian;
mod guardian_frontend;
mod head;
mod json_feed;
mod lexical;
mod markdown;
mod mobiledoc;
mod native;
mod ninjs;
mod npr_cds;
mod path;
mod pool;
mod portable_text;
mod postlight;
mod prismic;
mod prosemirror;
mod readability;
mod reader;
mod rss2json;
mod schema_org;
mod simorgh;
mod strapi;
mod substack;
mod tree;
mod wordpress;
mod wordpress_com;

use std::ops::ControlFlow;

use crate::article::Article;
use crate::error::{Error, ErrorKind, Warning};
use crate::json::{self, Value};
use crate::url::Urls;
use path::Source;
use reader::{Reader, items};

/// One format: its public name, how it is recognised, how it is read.
struct Format {
    name: &'static str,
    /// Paths, parted by spaces, each of which leads somewhere in an article of this format.
    recognise: &'static str,
    /// Where the article's fields are. A function, since a release leaves out of its first file what is asked for rarely.
    head: fn() -> &'static str,
    read: fn(&mut Reader<'_>) -> Result<Article, Error>,
}

/// The table of formats; `build.rs` says which are left out.
macro_rules! formats {
    ($($module:ident,)*) => {
        const FORMATS: &[Format] = &[$(
            #[cfg(not($module = "left-out"))]
            $module::FORMAT
        ),*];
        // What is left out is no dead code for that.
        $(const _: Format = $module::FORMAT;)*
    };
}

// In this order they are asked whether they recognise a document.
formats! {
    schema_org,
    wordpress,
    wordpress_com,
    ghost,
    forem,
    substack,
    postlight,
    readability,
    guardian,
    guardian_frontend,
    simorgh,
    ans,
    ninjs,
    apple_news,
    npr_cds,
    drupal,
    blogger,
    contentful,
    prismic,
    portable_text,
    prosemirror,
    lexical,
    editorjs,
    strapi,
    rss2json,
    json_feed,
    native,
}

/// Where lists of articles are.
const LISTS: &str = "[]|posts[]|pages[]|items[]|results[]|docs[]|data[]|data|result[]|result|articles[]\
    |response.results[]|response.content|data.article|@graph[]|mainEntity[]|blogPost[]|resources[]";

/// The names of the formats, as `ReadOptions::format` takes them.
pub fn names() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.name)
}

/// How many items of a list are looked at.
const MAX_ITEMS: usize = 10_000;

/// How many blocks of a body are shown; few books have more.
const MAX_BLOCKS: usize = 20_000;

/// What an error says in place of an article.
const ERRORS: &str = "errors.message|errors.detail|meta.messages.message|error.message|response.message|message|error|errors";

/// How a document is to be read.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The address the JSON came from: what relative URLs are relative to.
    pub base: Option<String>,
    /// The format, where it is not to be recognised.
    pub format: Option<String>,
    /// Which article, where the document holds several: its index, id or URL.
    pub item: Option<String>,
}

/// An article that was read, and how.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// The name of its format.
    pub format: &'static str,
    /// What was left out or read leniently.
    pub warnings: Vec<Warning>,
}

/// Reads an article from JSON.
///
/// # Errors
///
/// If the text is not JSON, is in no known format, nests too deeply, or holds no article.
pub fn read(text: &str, options: &ReadOptions) -> Result<Reading, Error> {
    let document = json::parse(text)?;
    let found = find(&document, options)?;
    let chosen = pick(&found, options.item.as_deref()).ok_or_else(no_item)?;
    read_one(&document, chosen, options)
}

/// One of the articles of a document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Item {
    /// Where it is in the JSON; empty where it is the whole.
    pub path: String,
    /// Its index, by which it can be picked.
    pub index: usize,
    /// How many there are.
    pub count: usize,
    /// The article, or why it cannot be read.
    pub reading: Result<Reading, Error>,
}

/// Reads the articles of a document one after the other until `visit` breaks off: the one that
/// `options` pick, or all. The document itself is parsed once.
///
/// # Errors
///
/// If the text is not JSON, is in no known format, nests too deeply, or holds no article.
pub fn read_each(
    text: &str,
    options: &ReadOptions,
    mut visit: impl FnMut(Item) -> ControlFlow<()>,
) -> Result<(), Error> {
    let document = json::parse(text)?;
    let found = find(&document, options)?;
    let wanted = match options.item.as_deref() {
        Some(name) => Some(pick(&found, Some(name)).ok_or_else(no_item)?),
        None => None,
    };
    for (index, one) in found.iter().enumerate() {
        if wanted.is_some_and(|(item, _)| !std::ptr::eq(item, one.0)) {
            continue;
        }
        let item = Item {
            path: path::locate(&document, one.0),
            index,
            count: found.len(),
            reading: read_one(&document, *one, options),
        };
        if visit(item).is_break() {
            break;
        }
    }
    Ok(())
}

fn no_item() -> Error {
    Error::new(ErrorKind::NoArticle, "The JSON's list has no item with this index.")
}

/// The articles of a document, each with its format.
fn find<'a>(document: &'a Value, options: &ReadOptions) -> Result<Vec<Found<'a>>, Error> {
    let formats = match &options.format {
        Some(name) => FORMATS
            .iter()
            .position(|format| format.name == name)
            .and_then(|at| FORMATS.get(at..=at))
            .ok_or_else(|| unknown_name(name))?,
        None => FORMATS,
    };
    let mut found = articles(document, formats);
    if found.is_empty() {
        let nothing = nothing(document);
        match formats {
            // What was not recognised may still be what its name says.
            [format] if nothing.kind == ErrorKind::UnknownFormat => {
                found.extend(items(document).iter().map(|item| (item, format)));
            }
            _ => return Err(nothing),
        }
    }
    Ok(found)
}

fn read_one(
    document: &Value,
    (item, format): Found<'_>,
    options: &ReadOptions,
) -> Result<Reading, Error> {
    let source = Source { document, item };
    let mut reader = Reader::new(source, Urls::new(options.base.as_deref()));
    let mut article = reader.read(format)?;
    article.settle_whole();
    if article.body.len() > MAX_BLOCKS {
        article.body.truncate(MAX_BLOCKS);
        article.truncated = true;
        reader.warn(item, "more than 20,000 blocks: only the beginning is shown");
    }
    Ok(Reading { article, format: format.name, warnings: reader.warnings })
}

type Found<'a> = (&'a Value, &'a Format);

/// The articles of a document: itself, or those of its list.
fn articles<'a>(document: &'a Value, formats: &'a [Format]) -> Vec<Found<'a>> {
    let recognise = |item: &'a Value| -> Option<Found<'a>> {
        let source = Source { document, item };
        let is = |format: &&Format| {
            format.recognise.split_ascii_whitespace().all(|path| source.first(item, path).is_some())
        };
        Some((item, formats.iter().find(is)?))
    };
    let source = Source { document, item: document };
    let mut found = Vec::new();
    // The blocks of one body are no list of articles.
    if matches!(document, Value::Object(_)) || source.first(document, "children|spans").is_some() {
        found.extend(recognise(document));
    }
    for path in LISTS.split('|') {
        if found.is_empty() {
            found.extend(
                source.walk(document, path).into_iter().take(MAX_ITEMS).filter_map(recognise),
            );
        }
    }
    found
}

/// The article with an index, an id or a URL.
fn pick<'a>(found: &[Found<'a>], wanted: Option<&str>) -> Option<Found<'a>> {
    let Some(wanted) = wanted else { return found.first().copied() };
    let index = if wanted.bytes().all(|byte| byte.is_ascii_digit()) {
        crate::numbers::leading(wanted)
    } else {
        None
    };
    let at = found.get(index.map_or(usize::MAX, |index| index as usize));
    let has_name = |(item, _): &&Found<'a>| match item {
        Value::Object(members) => members.iter().any(|(_, value)| match value {
            Value::String(text) => text == wanted,
            Value::Number(number) => index.is_some_and(|index| f64::from(index) == *number),
            _ => false,
        }),
        _ => false,
    };
    at.or_else(|| found.iter().find(has_name)).copied()
}

/// Why a document holds no article.
fn nothing(document: &Value) -> Error {
    let source = Source { document, item: document };
    for value in source.all(document, ERRORS) {
        if let Value::String(text) = value {
            let mut message = String::from("The JSON holds an error in place of an article: ");
            message.extend(text.trim().chars().take(300));
            return Error::new(ErrorKind::NoArticle, message);
        }
    }
    let is_empty = |list: &str| {
        let key = list.trim_end_matches("[]");
        let value = if key.is_empty() { Some(document) } else { document.get(key) };
        value.is_some_and(|value| matches!(value, Value::Array(items) if items.is_empty()))
    };
    if LISTS.split('|').any(is_empty) {
        return Error::new(ErrorKind::NoArticle, "The JSON is an empty list.");
    }
    match document {
        Value::Array(items) => unknown(items.first().unwrap_or(document)),
        document => unknown(document),
    }
}

fn unknown_name(name: &str) -> Error {
    let mut message = String::from("No format is called \"");
    message.push_str(name);
    message.push_str("\".");
    Error::new(ErrorKind::UnknownFormat, message)
}

fn unknown(value: &Value) -> Error {
    let mut message = String::from("The JSON is in no known format: it is ");
    match value {
        Value::Object(members) if !members.is_empty() => {
            message.push_str("an object with the keys ");
            for (at, (key, _)) in members.iter().take(8).enumerate() {
                if at > 0 {
                    message.push_str(", ");
                }
                message.extend(key.chars().take(40));
            }
            message.push_str(if members.len() > 8 { " …" } else { "." });
        }
        value => {
            message.push_str(reader::kind(value));
            message.push('.');
        }
    }
    Error::new(ErrorKind::UnknownFormat, message)
}
