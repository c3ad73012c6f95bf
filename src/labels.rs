//! The widget's own words.

use crate::json::{self, Value};
use crate::numbers;
use crate::platform;
use crate::scan::split_last;

/// Of `src/labels/en.json`, which lists every word, those that the Wasm itself draws. A file has them in
/// another language; a key that it lacks falls back to this.
const ENGLISH: &[(&str, &str)] = &[
    ("read.one", "{n} min read"),
    ("read.other", "{n} min read"),
    ("updated", "Updated {date}"),
    ("source", "Read the original at {name}"),
    ("original", "Read the original"),
    ("publisher", "Published by {name}"),
    ("continue", "Continue reading"),
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

/// The languages that have a file in `src/labels/`, by its name, each with the other tags it serves.
macro_rules! languages {
    ($($file:literal $($also:literal)*),* $(,)?) => {
        /// `name` for a file, `tag=name` for a tag that another one's file serves.
        const FILES: &str = concat!($($file, " ", $file, " ", $($also, " ", $file, " ",)*)*);

        const TEXTS: &[(&str, &str)] =
            &[$(($file, include_str!(concat!("labels/", $file, ".json")))),*];
    };
}

languages!(
    "ar",
    "bn",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "fa",
    "fi",
    "fr",
    "he" "iw",
    "hi",
    "hu",
    "id" "in",
    "it",
    "ja",
    "ko",
    "nl",
    "no" "nb" "nn",
    "pl",
    "pt",
    "pt-PT" "pt-AO" "pt-MZ",
    "ro",
    "ru",
    "sv",
    "sw",
    "th",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh",
    "zh-Hant" "zh-TW" "zh-HK" "zh-MO",
);

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

    /// English words for a language without a file. An English one keeps its region's dates.
    pub(crate) fn built_in(language: &str) -> Self {
        match language.get(..3) {
            Some("en-") => Labels { language: language.into(), words: Value::Null },
            _ => Labels::english(),
        }
    }

    /// The name of the file that has a language's words; none for English and for unknown ones.
    pub(crate) fn file(language: &str) -> Option<&'static str> {
        let mut name = language;
        loop {
            let mut known = FILES.split_ascii_whitespace();
            while let Some(tag) = known.next() {
                let file = known.next();
                if tag.eq_ignore_ascii_case(name) {
                    return file;
                }
            }
            name = split_last(name, b'-')?.0;
        }
    }

    /// The words of a language, where no file need be fetched.
    pub(crate) fn for_language(language: &str) -> Self {
        let file = Labels::file(language);
        let text = TEXTS.iter().find(|(name, _)| Some(*name) == file).map(|(_, text)| text);
        text.map_or_else(|| Labels::built_in(language), |text| Labels::read(language, text))
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

    /// The words before and after the place that a key's words have.
    pub(crate) fn around(&self, key: &str) -> (&str, &str) {
        around(self.get(key))
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
    let (before, after) = around(words);
    filled.push_str(before);
    if before.len() < words.len() {
        filled.push_str(value);
        filled.push_str(after);
    }
    filled
}

fn around(words: &str) -> (&str, &str) {
    let (before, rest) = words.split_once('{').unwrap_or((words, ""));
    (before, rest.split_once('}').map_or("", |(_, after)| after))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
