//! What every format reads with: lenient readers that note what they had to leave out.

use super::Format;
use super::path::{Source, locate};
use super::pool::Pool;
use crate::article::{Article, Author, Block, Image, Text, settle};
use crate::error::{Error, ErrorKind, MISSING, Warning};
use crate::html;
use crate::json::Value;
use crate::numbers;
use crate::url::Urls;

/// What a value is, in words.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Reads fields leniently and keeps what there is to say about them.
pub(super) struct Reader<'a> {
    pub(super) source: Source<'a>,
    /// The lines of the format's head.
    pub(super) head: &'static str,
    pub(super) warnings: Vec<Warning>,
    pub(super) urls: Urls,
    pub(super) pool: Pool<'a>,
    /// How many pictures lie around the one that is read.
    pub(super) sizes: usize,
}

fn warn(warnings: &mut Vec<Warning>, document: &Value, at: &Value, message: String) {
    if warnings.len() < MAX_WARNINGS {
        warnings.push(Warning { path: locate(document, at), message });
    }
}

/// More would help nobody, and a hostile document could make millions.
const MAX_WARNINGS: usize = 100;

/// The value under a key, unless it is missing (also null, `""` and `[]`).
pub(super) fn get<'v>(at: &'v Value, key: &str) -> Option<&'v Value> {
    at.get(key).filter(|value| !value.is_missing())
}

/// The items of a list; a value that is no list counts as a list of one.
pub(super) fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        single => std::slice::from_ref(single),
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: Source<'a>, urls: Urls) -> Self {
        let (warnings, pool) = (Vec::new(), Pool::new(&[]));
        Reader { source, head: "", warnings, urls, pool, sizes: 0 }
    }

    pub(super) fn take_head(&mut self, head: &'static str) {
        self.head = head;
        self.pool = self.references();
    }

    pub(super) fn read(&mut self, format: &Format) -> Result<Article, Error> {
        self.take_head((format.head)());
        (format.read)(self)
    }

    pub(super) fn warn(&mut self, at: &Value, message: impl Into<String>) {
        warn(&mut self.warnings, self.source.document, at, message.into());
    }

    /// The same for something inside a text that is a document of its own.
    pub(super) fn warn_inside(&mut self, at: &Value, path: &str, message: String) {
        let before = self.warnings.len();
        self.warn(at, message);
        if let Some(warning) = self.warnings.get_mut(before)
            && !path.is_empty()
        {
            warning.path.push('.');
            warning.path.push_str(path);
        }
    }

    pub(super) fn wrong_type(&mut self, at: &Value, expected: &str) {
        let mut message = String::from("expected ");
        message.push_str(expected);
        message.push_str(", found ");
        message.push_str(kind(at));
        self.warn(at, message);
    }

    /// Plain text. A number counts as its digits.
    pub(super) fn string(&mut self, at: &Value, key: &str) -> Option<String> {
        let field = get(at, key)?;
        self.as_string(field)
    }

    pub(super) fn as_string(&mut self, field: &Value) -> Option<String> {
        match field {
            Value::String(text) => html::words(text).map(Into::into),
            Value::Number(number) if *number >= 0.0 && *number == (*number as u64) as f64 => {
                let mut text = String::new();
                numbers::push(*number as u64, &mut text);
                Some(text)
            }
            _ => {
                self.wrong_type(field, "text");
                None
            }
        }
    }

    /// Text with inline HTML.
    pub(super) fn rich(&mut self, at: &Value, key: &str) -> Text {
        match get(at, key) {
            Some(field) => self.as_rich(field),
            None => Text::default(),
        }
    }

    pub(super) fn as_rich(&mut self, field: &Value) -> Text {
        let mut text = match field {
            Value::String(html) => html::text(html),
            _ => self.as_string(field).map(Text::plain).unwrap_or_default(),
        };
        self.settled_text(field, &mut text);
        text
    }

    /// Plain text, or `{"html": …}` where the field has markup to keep.
    pub(super) fn plain_or_html(&mut self, at: &Value, key: &str) -> Text {
        let Some(field) = get(at, key) else { return Text::default() };
        match get(field, "html") {
            Some(html) => self.as_rich(html),
            None => self.as_string(field).map(Text::plain).unwrap_or_default(),
        }
    }

    /// A whole number. Digits in a string count, with or without a unit.
    pub(super) fn number(&mut self, at: &Value, key: &str) -> Option<u32> {
        let field = get(at, key)?;
        let number = match field {
            Value::Number(number) if *number >= 0.0 => Some(*number as u32),
            Value::String(text) => numbers::leading(text),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(field, "a whole number");
        }
        number
    }

    /// A length in pixels: a whole number that is not 0.
    pub(super) fn pixels(&mut self, at: &Value, key: &str) -> Option<u32> {
        self.number(at, key).filter(|number| *number > 0)
    }

    /// True or false, also as 0, 1 and in quotes.
    pub(super) fn flag(&mut self, at: &Value, key: &str) -> bool {
        let Some(field) = get(at, key) else { return false };
        match field {
            Value::Bool(flag) => *flag,
            Value::Number(number) => *number != 0.0,
            Value::String(text) => text == "true" || text == "1",
            _ => {
                self.wrong_type(field, "true or false");
                false
            }
        }
    }

    /// A day or timestamp in RFC 3339's form.
    pub(super) fn date(&mut self, at: &Value, key: &str) -> Option<String> {
        let field = get(at, key)?;
        let date = self.as_string(field)?;
        let valid = settle::is_date(&date);
        if !valid {
            self.warn(field, "not a date such as 2016-05-30T09:12:00Z: left out");
        }
        valid.then_some(date)
    }

    /// A language tag.
    pub(super) fn language(&mut self, at: &Value, key: &str) -> Option<String> {
        let field = get(at, key)?;
        let tag = self.as_string(field)?;
        let canonical = settle::language(&tag);
        if canonical.is_none() {
            self.warn(field, "not a language tag such as en or pt-BR: left out");
        }
        canonical
    }

    /// A link that is fit to be shown.
    pub(super) fn link(&mut self, at: &Value, key: &str) -> Option<String> {
        let field = get(at, key)?;
        let url = self.as_string(field)?;
        let link = self.urls.link(&url);
        if link.is_none() {
            self.warn(field, settle::BAD_LINK);
        }
        link
    }

    /// The URL of a picture, film or recording that is fit to be loaded.
    pub(super) fn resource(&mut self, at: &Value, key: &str) -> Option<String> {
        let field = get(at, key)?;
        let url = self.as_string(field)?;
        let resource = self.urls.resource(&url);
        if resource.is_none() {
            self.warn(field, settle::BAD_RESOURCE);
        }
        resource
    }

    /// An author, unless the name is missing.
    pub(super) fn author(&mut self, at: &Value, name: &str, url: &str) -> Option<Author> {
        match at {
            Value::Object(_) => {
                Some(Author { name: self.string(at, name)?, url: self.link(at, url) })
            }
            _ => Some(Author { name: self.as_string(at)?, url: None }),
        }
    }

    /// Settles running text that was read from a field.
    pub(super) fn settled_text(&mut self, at: &Value, text: &mut Text) {
        let Reader { source, warnings, urls, .. } = self;
        let mut tell = |message: &str| warn(warnings, source.document, at, message.into());
        settle::text(text, urls, &mut tell);
    }

    /// Takes a picture up, if it is fit to be shown.
    pub(super) fn settled(&mut self, at: &Value, mut image: Image) -> Option<Image> {
        let Reader { source, warnings, urls, .. } = self;
        let mut tell = |message: &str| warn(warnings, source.document, at, message.into());
        settle::image(&mut image, urls, &mut tell).then_some(image)
    }

    /// Takes a block up into a body, if anything of it is fit to be shown.
    pub(super) fn add(&mut self, at: &Value, mut block: Block, body: &mut Vec<Block>) {
        let Reader { source, warnings, urls, .. } = self;
        let mut tell = |message: &str| warn(warnings, source.document, at, message.into());
        if settle::block(&mut block, urls, &mut tell) {
            body.push(block);
        }
    }

    /// The blocks of an HTML text.
    pub(super) fn html(&mut self, at: &Value, html: &str, body: &mut Vec<Block>) {
        for block in html::blocks(html) {
            self.add(at, block, body);
        }
    }
}

impl Reader<'_> {
    /// An article without a headline or a body is none.
    pub(super) fn missing(&self, what: &str) -> Error {
        let mut message = locate(self.source.document, self.source.item);
        if !message.is_empty() {
            message.push('.');
        }
        message.push_str(what);
        message.push_str(MISSING);
        Error::new(ErrorKind::NoArticle, message)
    }
}
