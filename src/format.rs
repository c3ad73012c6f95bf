//! The formats that article JSON comes in: one table, one file each.

mod native;
mod reader;

use crate::article::Article;
use crate::error::{Error, ErrorKind, Warning};
use crate::json::{self, Value};
use crate::url::Urls;
use reader::{Cursor, Reader};

/// One format: its public name, how it is recognised, how it is read.
struct Format {
    name: &'static str,
    recognise: fn(&Value) -> bool,
    read: fn(&Cursor<'_>, &mut Reader) -> Result<Article, Error>,
}

/// In this order they are asked whether they recognise a document.
const FORMATS: &[Format] =
    &[Format { name: "native", recognise: native::recognise, read: native::read }];

/// How a document is to be read.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The address the JSON came from: what relative URLs are relative to.
    pub base: Option<String>,
    /// The format, where it is not to be recognised.
    pub format: Option<String>,
    /// Which article, where the document holds several: its index.
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
    let root = Cursor::root(&document);
    match &document {
        Value::Array(items) => {
            let index =
                options.item.as_deref().and_then(crate::numbers::leading).unwrap_or(0) as usize;
            match root.items().nth(index) {
                Some(item) => read_one(&item, options),
                None if items.is_empty() => {
                    Err(Error::new(ErrorKind::NoArticle, "The JSON is an empty list."))
                }
                None => Err(Error::new(
                    ErrorKind::NoArticle,
                    "The JSON's list has no item with this index.",
                )),
            }
        }
        _ => read_one(&root, options),
    }
}

fn read_one(cursor: &Cursor<'_>, options: &ReadOptions) -> Result<Reading, Error> {
    let format = match &options.format {
        Some(name) => {
            FORMATS.iter().find(|format| format.name == name).ok_or_else(|| unknown_name(name))
        }
        None => FORMATS
            .iter()
            .find(|format| (format.recognise)(cursor.value))
            .ok_or_else(|| unknown(cursor.value)),
    }?;
    let mut reader = Reader::new(Urls::new(options.base.as_deref()));
    let article = (format.read)(cursor, &mut reader)?;
    Ok(Reading { article, format: format.name, warnings: reader.warnings })
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
