//! The browser's own, asked through one small module of functions: each import costs bytes in the
//! Wasm and in the glue.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/platform/browser.js")]
extern "C" {
    /// A URL by the WHATWG standard, or nothing where it has no meaning.
    #[wasm_bindgen(js_name = parseUrl)]
    pub(crate) fn parse_url(url: &str, base: Option<&str>) -> Option<String>;

    /// The canonical form of a BCP 47 tag, or nothing where it is none.
    #[wasm_bindgen(js_name = canonicalLanguage)]
    pub(crate) fn canonical_language(tag: &str) -> Option<String>;

    /// A calendar day (`2016-05-30`), as the language writes it.
    #[wasm_bindgen(js_name = formatDate)]
    pub(crate) fn format_date(day: &str, language: &str) -> Option<String>;

    /// A whole number in the language's digits.
    #[wasm_bindgen(js_name = formatNumber)]
    pub(crate) fn format_number(number: u32, language: &str) -> Option<String>;

    /// A list of so many items as the language joins one, with U+0001 in the place of each.
    #[wasm_bindgen(js_name = listPattern)]
    pub(crate) fn list_pattern(count: u32, language: &str) -> Option<String>;

    /// The plural category of a number: `one`, `few`, `other` …
    #[wasm_bindgen(js_name = plural)]
    pub(crate) fn plural(number: u32, language: &str) -> Option<String>;

    /// The words of a text in a script that writes no spaces.
    #[wasm_bindgen(js_name = countWords)]
    pub(crate) fn count_words(text: &str) -> Option<u32>;

    /// Whether the reader wants no more loaded than must be, where the browser knows.
    #[wasm_bindgen(js_name = savesData)]
    pub(crate) fn saves_data() -> Option<bool>;
}
