//! What few articles need. In a release the functions here, and all that only they call, are a Wasm
//! file of their own, which loads on demand (`xtask/npm/split.mjs`). So they are called through
//! [`rest`] only.

use super::path::Source;
use super::reader::Reader;
use super::{FORMATS, markdown, mobiledoc, portable_text, simorgh, tree};
use crate::article::{Article, Block, Image};
use crate::error::{Error, ErrorKind, Warning};
use crate::json::{self, Value};
use crate::url::Urls;

pub(super) struct Rest {
    /// Reads the article by the format of a name.
    pub(super) read: fn(&mut Reader<'_>, &str) -> Result<Article, Error>,
    /// Reads a body that is neither HTML nor plain text.
    pub(super) body: fn(&mut Reader<'_>, &Value, &mut Vec<Block>),
    /// Reads a picture that the BBC describes.
    pub(super) model_image: fn(&mut Reader<'_>, &Value) -> Option<Image>,
    /// Finds a picture that Sanity refers to.
    pub(super) asset_image: fn(&mut Reader<'_>, &Value, &str, Image) -> Image,
}

/// What the first part calls, by pointers which the compiler must not turn into calls.
pub(super) fn rest() -> &'static Rest {
    static REST: Rest = Rest { read, body, model_image, asset_image };
    std::hint::black_box(&REST)
}

fn read(reader: &mut Reader<'_>, name: &str) -> Result<Article, Error> {
    match FORMATS.iter().find(|format| format.name == name) {
        Some(format) => reader.read(format),
        None => Err(Error::new(ErrorKind::Internal, name)),
    }
}

fn body(reader: &mut Reader<'_>, value: &Value, body: &mut Vec<Block>) {
    match value {
        Value::String(text) if text.starts_with('{') => written_tree(reader, value, text, body),
        Value::String(text) => {
            let markup = markdown::to_html(text);
            reader.html(value, &markup, body);
        }
        tree => tree::read(reader, tree, body),
    }
}

/// An editor's tree that was written as text. What is wrong in it is told with its place there.
fn written_tree(reader: &mut Reader<'_>, at: &Value, text: &str, body: &mut Vec<Block>) {
    let Ok(tree) = json::parse(text) else { return };
    let urls = std::mem::replace(&mut reader.urls, Urls::new(None));
    let source = Source { document: &tree, item: &tree };
    let mut inner = Reader::new(source, urls, reader.rest);
    inner.take_head(reader.head);
    match tree.get("sections") {
        Some(sections) => mobiledoc::read(&mut inner, sections, body),
        None => tree::read(&mut inner, &tree, body),
    }
    let Reader { urls, warnings, .. } = inner;
    reader.urls = urls;
    for Warning { path, message } in warnings {
        reader.warn_inside(at, &path, message);
    }
}

fn model_image(reader: &mut Reader<'_>, value: &Value) -> Option<Image> {
    simorgh::image(reader, value)
}

fn asset_image(reader: &mut Reader<'_>, at: &Value, reference: &str, image: Image) -> Image {
    portable_text::image(reader, at, reference, image)
}
