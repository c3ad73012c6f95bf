//! The widget's own words.

use crate::json::{self, Value};
use crate::numbers;
use crate::platform;
use crate::scan::split_last;

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
    ("play", "Play: {name}"),
    ("loads", "Loads content from {name}"),
    ("shortened", "This is only the beginning of the article."),
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
    ("blocked", "This page does not let it load."),
    ("internal", "Something went wrong in the widget."),
];

/// The languages that have a file, by its name.
const FILES: &[&str] = &["ar"];

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

    /// The name of the file that has a language's words; none for English and for unknown ones.
    pub(crate) fn file(language: &str) -> Option<&'static str> {
        let mut name = language;
        loop {
            if let Some(file) = FILES.iter().find(|file| file.eq_ignore_ascii_case(name)) {
                return Some(file);
            }
            name = split_last(name, b'-')?.0;
        }
    }

    /// The words in a file's text, for a language that the file serves.
    pub(crate) fn read(language: &str, text: &str) -> Self {
        match json::parse(text) {
            Ok(words @ Value::Object(_)) => Labels { language: language.into(), words },
            _ => Labels::english(),
        }
    }

    /// The language that the words are in, with the region that dates and digits follow.
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
        key.push_str(&platform::plural(minutes, &self.language).unwrap_or_default());
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
    let (before, rest) = words.split_once('{').unwrap_or((words, ""));
    filled.push_str(before);
    if let Some((_, after)) = rest.split_once('}') {
        filled.push_str(value);
        filled.push_str(after);
    }
    filled
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
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
    fn every_file_has_every_word_and_no_other() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/labels");
        let mut files: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let names: Vec<_> =
            files.iter().map(|path| path.file_stem().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, FILES);
        for (path, name) in files.iter().zip(&names) {
            let Value::Object(words) =
                json::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
            else {
                panic!()
            };
            for (key, words) in &words {
                let Value::String(words) = words else { panic!("{name}: {key}") };
                let like = if key.starts_with("read.") { "read.other" } else { key };
                let english = ENGLISH.iter().find(|(known, _)| *known == like);
                let (_, english) =
                    english.unwrap_or_else(|| panic!("{name} has {key}, which nothing uses"));
                let place = |words: &str| {
                    words
                        .split_once('{')
                        .map(|(_, rest)| rest.split_once('}').unwrap().0.to_owned())
                };
                // A language may have a word for one or two, and then no digit.
                if !key.starts_with("read.") || key == "read.other" {
                    assert_eq!(place(words), place(english), "{name}: {key}");
                }
            }
            for (key, _) in ENGLISH.iter().filter(|(key, _)| *key != "read.one") {
                assert!(words.iter().any(|(known, _)| known == key), "{name} lacks {key}");
            }
        }
    }

    #[test]
    fn a_language_finds_its_file() {
        assert_eq!(Labels::file("ar"), Some("ar"));
        assert_eq!(Labels::file("ar-EG"), Some("ar"));
        assert_eq!(Labels::file("en-GB"), None);
        assert_eq!(Labels::file(""), None);
        assert_eq!(Labels::read("ar-EG", "not JSON"), Labels::english());
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
            ErrorKind::Blocked,
            ErrorKind::Internal,
        ] {
            assert_ne!(Labels::english().get(kind.as_str()), "", "{kind:?}");
        }
    }
}
