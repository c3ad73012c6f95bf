//! The browser's own.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = getCanonicalLocales, catch)]
    fn canonical_locales(tag: &str) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type ListFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(tag: &str) -> Result<ListFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &ListFormat, items: &Array) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(tag: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: u32) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type Segmenter;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(tag: &str, options: &Object) -> Result<Segmenter, JsValue>;
    #[wasm_bindgen(method)]
    fn segment(this: &Segmenter, text: &str) -> JsValue;

    #[wasm_bindgen(js_name = Date)]
    type Day;
    #[wasm_bindgen(constructor, js_class = "Date")]
    fn new(day: &str) -> Day;
    #[wasm_bindgen(method, js_class = "Date", js_name = toLocaleDateString, catch)]
    fn format_in(this: &Day, tag: &str, options: &Object) -> Result<String, JsValue>;

    #[wasm_bindgen(js_name = Number)]
    type JsNumber;
    #[wasm_bindgen(method, js_class = "Number", js_name = toLocaleString, catch)]
    fn format_in(this: &JsNumber, tag: &str) -> Result<String, JsValue>;
}

/// A URL by the WHATWG standard, or nothing where it has no meaning.
pub(crate) fn parse_url(url: &str, base: Option<&str>) -> Option<String> {
    let url = match base {
        Some(base) => web_sys::Url::new_with_base(url, base),
        None => web_sys::Url::new(url),
    };
    url.ok().map(|url| url.href())
}

/// The canonical form of a BCP 47 tag, or nothing where it is none.
pub(crate) fn canonical_language(tag: &str) -> Option<String> {
    canonical_locales(tag).ok()?.get(0).as_string()
}

/// A calendar day (`2016-05-30`), as the language writes it.
pub(crate) fn format_date(day: &str, language: &str) -> Option<String> {
    let options = options("dateStyle", "long");
    set(&options, "timeZone", "UTC");
    // A bare day is midnight UTC, so no reader's time zone can move it.
    Day::new(day).format_in(language, &options).ok()
}

fn options(key: &str, value: &str) -> Object {
    let options = Object::new();
    set(&options, key, value);
    options
}

fn set(object: &Object, key: &str, value: &str) {
    // Setting a member of a plain object cannot fail.
    let _ = Reflect::set(object, &key.into(), &value.into());
}

/// A whole number in the language's digits.
pub(crate) fn format_number(number: u32, language: &str) -> Option<String> {
    JsValue::from(number).unchecked_into::<JsNumber>().format_in(language).ok()
}

/// The items joined as the language joins a list.
pub(crate) fn format_list(items: &[&str], language: &str) -> Option<String> {
    let array: Array = items.iter().map(|item| JsValue::from(*item)).collect();
    ListFormat::new(language).ok()?.format(&array).ok()
}

/// The plural category of a number: `one`, `few`, `other` …
pub(crate) fn plural(number: u32, language: &str) -> String {
    PluralRules::new(language).map(|rules| rules.select(number)).unwrap_or_default()
}

/// The words of a text in a script that writes no spaces.
pub(crate) fn count_words(text: &str) -> u32 {
    let Ok(segmenter) = Segmenter::new("und", &options("granularity", "word")) else { return 0 };
    let Ok(Some(segments)) = js_sys::try_iter(&segmenter.segment(text)) else { return 0 };
    segments
        .flatten()
        .filter(|segment| {
            Reflect::get(segment, &"isWordLike".into()).is_ok_and(|is| is.is_truthy())
        })
        .count() as u32
}
