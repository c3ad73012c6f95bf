//! What every format reads with: a cursor that knows its path, and lenient readers that note what
//! they had to leave out.

use crate::article::{Author, Block, Image, Text, settle};
use crate::error::{Error, ErrorKind, Warning};
use crate::html;
use crate::json::Value;
use crate::numbers;
use crate::url::Urls;

/// A value of the document and the way to it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) value: &'a Value,
    parent: Option<&'a Cursor<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Cursor<'a> {
    pub(super) fn root(value: &'a Value) -> Self {
        Cursor { value, parent: None, step: Step::Root }
    }

    /// The value under a key, unless it is missing (also null, `""` and `[]`).
    pub(super) fn get<'b>(&'b self, key: &'b str) -> Option<Cursor<'b>> {
        let value = self.value.get(key).filter(|value| !value.is_missing())?;
        Some(Cursor { value, parent: Some(self), step: Step::Key(key) })
    }

    /// The items of a list; a value that is no list counts as a list of one.
    pub(super) fn items(&self) -> impl Iterator<Item = Cursor<'_>> {
        let items = match self.value {
            Value::Array(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        let is_list = matches!(self.value, Value::Array(_));
        items.iter().enumerate().map(move |(index, value)| {
            if is_list {
                Cursor { value, parent: Some(self), step: Step::Index(index) }
            } else {
                *self
            }
        })
    }

    /// `body[3].type`
    pub(super) fn path(&self) -> String {
        let mut path = self.parent.map(Cursor::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Step::Index(index) => {
                path.push('[');
                numbers::push(index as u64, &mut path);
                path.push(']');
            }
        }
        path
    }
}

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
pub(super) struct Reader {
    pub(super) warnings: Vec<Warning>,
    pub(super) urls: Urls,
}

/// More would help nobody, and a hostile document could make millions.
const MAX_WARNINGS: usize = 100;

impl Reader {
    pub(super) fn new(urls: Urls) -> Self {
        Reader { warnings: Vec::new(), urls }
    }

    pub(super) fn warn(&mut self, at: &Cursor<'_>, message: impl Into<String>) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(Warning { path: at.path(), message: message.into() });
        }
    }

    pub(super) fn wrong_type(&mut self, at: &Cursor<'_>, expected: &str) {
        let mut message = String::from("expected ");
        message.push_str(expected);
        message.push_str(", found ");
        message.push_str(kind(at.value));
        self.warn(at, message);
    }

    /// Plain text. A number counts as its digits.
    pub(super) fn string(&mut self, at: &Cursor<'_>, key: &str) -> Option<String> {
        let field = at.get(key)?;
        self.as_string(&field)
    }

    pub(super) fn as_string(&mut self, field: &Cursor<'_>) -> Option<String> {
        match field.value {
            Value::String(text) => {
                let text = text.trim();
                if text.is_empty() { None } else { Some(text.into()) }
            }
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
    pub(super) fn rich(&mut self, at: &Cursor<'_>, key: &str) -> Text {
        match at.get(key) {
            Some(field) => self.as_rich(&field),
            None => Text::default(),
        }
    }

    pub(super) fn as_rich(&mut self, field: &Cursor<'_>) -> Text {
        let mut text = self.as_string(field).map(|html| html::text(&html)).unwrap_or_default();
        let urls = self.urls.clone();
        settle::text(&mut text, &urls, &mut |message| self.warn(field, message));
        text
    }

    /// Plain text, or `{"html": …}` where the field has markup to keep.
    pub(super) fn plain_or_html(&mut self, at: &Cursor<'_>, key: &str) -> Text {
        let Some(field) = at.get(key) else { return Text::default() };
        match field.get("html") {
            Some(html) => self.as_rich(&html),
            None => self.as_string(&field).map(Text::plain).unwrap_or_default(),
        }
    }

    /// A whole number. Digits in a string count, with or without a unit.
    pub(super) fn number(&mut self, at: &Cursor<'_>, key: &str) -> Option<u32> {
        let field = at.get(key)?;
        let number = match field.value {
            Value::Number(number) if *number >= 0.0 => Some(*number as u32),
            Value::String(text) => numbers::leading(text),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(&field, "a whole number");
        }
        number
    }

    /// A length in pixels: a whole number that is not 0.
    pub(super) fn pixels(&mut self, at: &Cursor<'_>, key: &str) -> Option<u32> {
        self.number(at, key).filter(|number| *number > 0)
    }

    /// True or false, also as 0, 1 and in quotes.
    pub(super) fn flag(&mut self, at: &Cursor<'_>, key: &str) -> bool {
        let Some(field) = at.get(key) else { return false };
        match field.value {
            Value::Bool(flag) => *flag,
            Value::Number(number) => *number != 0.0,
            Value::String(text) => text == "true" || text == "1",
            _ => {
                self.wrong_type(&field, "true or false");
                false
            }
        }
    }

    /// A day or timestamp in RFC 3339's form.
    pub(super) fn date(&mut self, at: &Cursor<'_>, key: &str) -> Option<String> {
        let field = at.get(key)?;
        let date = self.as_string(&field)?;
        let valid = settle::is_date(&date);
        if !valid {
            self.warn(&field, "not a date such as 2016-05-30T09:12:00Z: left out");
        }
        valid.then_some(date)
    }

    /// A language tag.
    pub(super) fn language(&mut self, at: &Cursor<'_>, key: &str) -> Option<String> {
        let field = at.get(key)?;
        let tag = self.as_string(&field)?;
        let canonical = settle::language(&tag);
        if canonical.is_none() {
            self.warn(&field, "not a language tag such as en or pt-BR: left out");
        }
        canonical
    }

    /// A link that is fit to be shown.
    pub(super) fn link(&mut self, at: &Cursor<'_>, key: &str) -> Option<String> {
        let field = at.get(key)?;
        let url = self.as_string(&field)?;
        let link = self.urls.link(&url);
        if link.is_none() {
            self.warn(&field, settle::BAD_LINK);
        }
        link
    }

    /// The URL of a picture, film or recording that is fit to be loaded.
    pub(super) fn resource(&mut self, at: &Cursor<'_>, key: &str) -> Option<String> {
        let field = at.get(key)?;
        let url = self.as_string(&field)?;
        let resource = self.urls.resource(&url);
        if resource.is_none() {
            self.warn(&field, settle::BAD_RESOURCE);
        }
        resource
    }

    /// An author, unless the name is missing.
    pub(super) fn author(&mut self, at: &Cursor<'_>, name: &str, url: &str) -> Option<Author> {
        match at.value {
            Value::Object(_) => {
                Some(Author { name: self.string(at, name)?, url: self.link(at, url) })
            }
            _ => Some(Author { name: self.as_string(at)?, url: None }),
        }
    }

    /// Takes a picture up, if it is fit to be shown.
    pub(super) fn settled(&mut self, at: &Cursor<'_>, mut image: Image) -> Option<Image> {
        let urls = self.urls.clone();
        settle::image(&mut image, &urls, &mut |message| self.warn(at, message)).then_some(image)
    }

    /// Takes a block up into a body, if anything of it is fit to be shown.
    pub(super) fn add(&mut self, at: &Cursor<'_>, mut block: Block, body: &mut Vec<Block>) {
        let urls = self.urls.clone();
        if settle::block(&mut block, &urls, &mut |message| self.warn(at, message)) {
            body.push(block);
        }
    }

    /// The blocks of an HTML text.
    pub(super) fn html(&mut self, at: &Cursor<'_>, html: &str, body: &mut Vec<Block>) {
        for block in html::blocks(html) {
            self.add(at, block, body);
        }
    }
}

/// An article without a headline or a body is none.
pub(super) fn missing(what: &str, at: &Cursor<'_>) -> Error {
    let mut message = at.path();
    if !message.is_empty() {
        message.push('.');
    }
    message.push_str(what);
    message.push_str(": missing, and an article needs it");
    Error::new(ErrorKind::NoArticle, message)
}
