//! The widget's own words.

use crate::json::Value;
use crate::numbers;
use crate::platform;

/// English, which is always there. The other languages have one file each in `src/labels/`, with the
/// same keys; a key that a file lacks falls back to this.
const ENGLISH: &[(&str, &str)] = &[
    ("read.one", "{n} min read"),
    ("read.other", "{n} min read"),
    ("updated", "Updated {date}"),
    ("source", "Read the original at {name}"),
    ("original", "Read the original"),
    ("publisher", "Published by {name}"),
    ("table", "Table"),
    ("code", "Code"),
    ("error", "This article could not be loaded"),
    ("retry", "Try again"),
    ("network", "The server could not be reached."),
    ("offline", "You seem to be offline."),
    ("http", "The server answered with an error ({n})."),
    ("timeout", "The server took too long to answer."),
    ("too-large", "The answer is too large to be an article."),
    ("not-json", "The answer is not an article."),
    ("unknown-format", "The answer is in no known article format."),
    ("no-article", "There is no article in the answer."),
    ("restricted", "This article is for subscribers."),
    ("internal", "Something went wrong in the widget."),
];

/// The words of one language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Labels {
    language: String,
    words: Value,
}

impl Labels {
    pub(crate) fn english() -> Self {
        Labels { language: "en".into(), words: Value::Null }
    }

    /// The language that the words are in.
    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// The words for a key; empty for a key that no language has.
    pub(crate) fn get(&self, key: &str) -> &str {
        if let Some(Value::String(words)) = self.words.get(key) {
            return words;
        }
        ENGLISH.iter().find(|(name, _)| *name == key).map_or("", |(_, words)| words)
    }

    /// The words for a key with `{name}`, `{date}` or `{n}` filled in.
    pub(crate) fn fill(&self, key: &str, value: &str) -> String {
        fill(self.get(key), value)
    }

    /// "3 min read"
    pub(crate) fn read_time(&self, minutes: u32) -> String {
        let mut key = String::from("read.");
        key.push_str(&platform::plural(minutes, &self.language));
        let words = match self.get(&key) {
            "" => self.get("read.other"),
            words => words,
        };
        let digits = platform::format_number(minutes, &self.language).unwrap_or_else(|| {
            let mut digits = String::new();
            numbers::push(minutes.into(), &mut digits);
            digits
        });
        fill(words, &digits)
    }
}

fn fill(words: &str, value: &str) -> String {
    let mut filled = String::new();
    for (at, part) in words.split(['{', '}']).enumerate() {
        // Every second part stands between braces.
        filled.push_str(if at % 2 == 0 { part } else { value });
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn places_are_filled() {
        let labels = Labels::english();
        assert_eq!(labels.read_time(3), "3 min read");
        assert_eq!(labels.fill("source", "Example {News}"), "Read the original at Example {News}");
        assert_eq!(labels.get("no such key"), "");
    }

    #[test]
    fn every_error_has_words() {
        for kind in [
            ErrorKind::Network,
            ErrorKind::Offline,
            ErrorKind::Http,
            ErrorKind::Timeout,
            ErrorKind::TooLarge,
            ErrorKind::NotJson,
            ErrorKind::UnknownFormat,
            ErrorKind::NoArticle,
            ErrorKind::Restricted,
            ErrorKind::Internal,
        ] {
            assert_ne!(Labels::english().get(kind.as_str()), "", "{kind:?}");
        }
    }
}
