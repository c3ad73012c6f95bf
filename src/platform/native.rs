//! The libraries that stand in for the browser.

use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use url::Url;

/// A URL by the WHATWG standard, or nothing where it has no meaning.
pub(crate) fn parse_url(url: &str, base: Option<&str>) -> Option<String> {
    let url = match base {
        Some(base) => Url::parse(base).and_then(|base| base.join(url)),
        None => Url::parse(url),
    };
    url.ok().map(String::from)
}

/// The canonical form of a BCP 47 tag, or nothing where it is none.
pub(crate) fn canonical_language(tag: &str) -> Option<String> {
    Locale::normalize(tag).ok().map(|tag| tag.into_owned())
}

fn locale(language: &str) -> Option<Locale> {
    Locale::try_from_str(language).ok()
}

/// A calendar day (`2016-05-30`), as the language writes it.
pub(crate) fn format_date(day: &str, language: &str) -> Option<String> {
    let mut parts = day.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let date = Date::try_new_iso(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    let formatter = DateTimeFormatter::try_new(locale(language)?.into(), YMD::long()).ok()?;
    Some(formatter.format(&date).to_string())
}

/// A whole number in the language's digits.
pub(crate) fn format_number(number: u32, language: &str) -> Option<String> {
    let formatter = DecimalFormatter::try_new(locale(language)?.into(), Default::default()).ok()?;
    Some(formatter.format(&Decimal::from(number)).to_string())
}

/// A list of so many items as the language joins one, with U+0001 in the place of each.
pub(crate) fn list_pattern(count: u32, language: &str) -> Option<String> {
    let formatter =
        ListFormatter::try_new_and(locale(language)?.into(), Default::default()).ok()?;
    Some(formatter.format((0..count).map(|_| '\u{1}')).to_string())
}

/// The plural category of a number: `one`, `few`, `other` …
pub(crate) fn plural(number: u32, language: &str) -> Option<String> {
    let rules = PluralRules::try_new_cardinal(locale(language)?.into()).ok()?;
    let category = match rules.category_for(number) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    Some(category.into())
}

/// The words of a text in a script that writes no spaces.
pub(crate) fn count_words(text: &str) -> Option<u32> {
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let segments = segmenter.segment_str(text).iter_with_word_type();
    Some(segments.filter(|(_, kind)| kind.is_word_like()).count() as u32)
}
