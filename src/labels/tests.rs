use std::collections::BTreeSet;

use icu_plurals::{PluralCategory, PluralRules};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};

use super::*;
use crate::error::ErrorKind;

/// Every file, `en` too, with its words in their order.
fn files() -> Vec<(String, Vec<(String, String)>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/labels");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            files.push((name.clone(), words(&name, &std::fs::read_to_string(&path).unwrap())));
        }
    }
    files.sort();
    files
}

fn words(name: &str, text: &str) -> Vec<(String, String)> {
    let Value::Object(words) = json::parse(text).unwrap() else { panic!("{name}") };
    let pair = |(key, words)| match words {
        Value::String(words) => (key, words),
        other => panic!("{name}: {key}: {other:?}"),
    };
    words.into_iter().map(pair).collect()
}

fn english() -> Vec<(String, String)> {
    files().into_iter().find(|(name, _)| name == "en").unwrap().1
}

fn place(words: &str) -> Option<&str> {
    words.split_once('{').map(|(_, rest)| rest.split_once('}').unwrap().0)
}

#[test]
fn places_are_filled() {
    let labels = Labels::english();
    assert_eq!(labels.read_time(3), "3 min read");
    assert_eq!(labels.fill("source", "Example {News}"), "Read the original at Example {News}");
    assert_eq!(labels.get("no such key"), "");
}

#[test]
fn every_language_has_a_file_and_every_file_a_language() {
    let names: Vec<_> = files().into_iter().map(|(name, _)| name).filter(|n| n != "en").collect();
    let listed: Vec<_> = TEXTS.iter().map(|(name, _)| *name).collect();
    assert_eq!(listed, names);
    assert!(names.len() >= 24);
}

#[test]
fn the_wasm_has_its_words_from_the_english_file() {
    let english = english();
    for (key, words) in ENGLISH {
        assert!(english.contains(&((*key).into(), (*words).into())), "{key}: {words}");
    }
}

#[test]
fn every_file_has_every_word_and_no_other() {
    let wanted: Vec<_> = english().into_iter().filter(|(key, _)| !is_plural(key)).collect();
    for (name, words) in files() {
        let words: Vec<_> = words.into_iter().filter(|(key, _)| !is_plural(key)).collect();
        let keys = |words: &[(String, String)]| -> Vec<String> {
            words.iter().map(|(key, _)| key.clone()).collect()
        };
        assert_eq!(keys(&words), keys(&wanted), "{name}: the keys, in the order of en.json");
        for ((key, words), (_, english)) in words.iter().zip(&wanted) {
            assert_eq!(place(words), place(english), "{name}: {key}");
        }
    }
}

fn is_plural(key: &str) -> bool {
    key.starts_with("read.")
}

#[test]
fn every_file_has_the_plurals_of_its_language() {
    for (name, words) in files() {
        let rules = PluralRules::try_new_cardinal(
            icu_locale_core::Locale::try_from_str(&name).unwrap().into(),
        );
        let wanted: BTreeSet<_> = rules
            .unwrap()
            .categories()
            .map(|category| match category {
                PluralCategory::Zero => "read.zero",
                PluralCategory::One => "read.one",
                PluralCategory::Two => "read.two",
                PluralCategory::Few => "read.few",
                PluralCategory::Many => "read.many",
                PluralCategory::Other => "read.other",
            })
            .collect();
        let has: BTreeSet<_> =
            words.iter().map(|(key, _)| key.as_str()).filter(|key| is_plural(key)).collect();
        assert_eq!(has, wanted, "{name}");
        for (key, words) in words.iter().filter(|(key, _)| is_plural(key)) {
            // A language may have a word for one or two, and then no digit.
            let may_lack = ["read.zero", "read.one", "read.two"].contains(&key.as_str());
            assert!(place(words) == Some("n") || may_lack, "{name}: {key}: {words}");
        }
    }
}

/// The scripts that a language's words are written in.
fn scripts(name: &str) -> &'static [Script] {
    match name {
        "ar" | "fa" | "ur" => &[Script::Arabic],
        "bn" => &[Script::Bengali],
        "el" => &[Script::Greek],
        "he" => &[Script::Hebrew],
        "hi" => &[Script::Devanagari],
        "ja" => &[Script::Hiragana, Script::Katakana, Script::Han],
        "ko" => &[Script::Hangul],
        "ru" | "uk" => &[Script::Cyrillic],
        "th" => &[Script::Thai],
        "zh" | "zh-Hant" => &[Script::Han],
        _ => &[Script::Latin],
    }
}

#[test]
fn every_file_is_written_in_the_script_of_its_language() {
    let script = CodePointMapData::<Script>::new();
    let category = CodePointMapData::<GeneralCategory>::new();
    for (name, words) in files() {
        for (key, words) in words {
            let own: String =
                words.split('{').map(|part| part.split('}').next_back().unwrap()).collect();
            let mut letters = 0;
            for c in own.chars().filter(|c| GeneralCategoryGroup::Letter.contains(category.get(*c)))
            {
                let written = script.get(c);
                let fits = scripts(&name).contains(&written) || written == Script::Common;
                assert!(fits, "{name}: {key}: {c} in {words}");
                letters += 1;
            }
            assert!(letters > 0, "{name}: {key}: {words}");
            assert!(own.chars().all(|c| !c.is_numeric()), "{name}: {key}: {words}");
        }
    }
}

#[test]
fn simplified_and_traditional_characters_are_not_mixed() {
    const SIMPLIFIED: &str = "载阅读连发码试务误应内没订复链继续听暂关闭显标题动进为无这开头时约钟";
    const TRADITIONAL: &str =
        "載閱讀連發碼試務誤應內沒訂複鏈繼續聽暫關閉顯標題動進為無這開頭時約鐘";
    for (name, words) in files() {
        let foreign = match name.as_str() {
            "zh" => TRADITIONAL,
            "zh-Hant" => SIMPLIFIED,
            _ => continue,
        };
        let own = if name == "zh" { SIMPLIFIED } else { TRADITIONAL };
        for (key, words) in words {
            let strays = |c: &char| foreign.contains(*c) && !own.contains(*c);
            assert_eq!(words.chars().find(strays), None, "{name}: {key}: {words}");
        }
    }
}

#[test]
fn the_typography_is_the_languages_own() {
    for (name, words) in files() {
        for (key, words) in words {
            let told = format!("{name}: {key}: {words}");
            assert!(!words.contains(['\'', '"', '`', '´']), "{told}");
            assert!(!words.contains("..") && !words.contains("  "), "{told}");
            assert_eq!(words.trim(), words, "{told}");
            if name == "fr" {
                for mark in [':', ';', '!', '?', '»'] {
                    let before = words.split(mark).next().filter(|before| *before != words);
                    let spaced = before.is_none_or(|b| b.ends_with(['\u{a0}', '\u{202f}']));
                    assert!(spaced, "{told}: a no-break space before {mark}");
                }
            }
            if ["ja", "zh", "zh-Hant"].contains(&name.as_str()) {
                assert!(!words.contains([',', '.', ':', '(', ')', '?', '!']), "{told}");
            }
            // A number and its unit stay together, where the language puts a space between them.
            if is_plural(&key) && scripts(&name) == [Script::Latin] && name != "en" {
                assert!(!words.contains("{n} "), "{told}");
            }
        }
    }
}

#[test]
fn a_language_finds_its_file() {
    for (language, file) in [
        ("ar", "ar"),
        ("ar-EG", "ar"),
        ("iw", "he"),
        ("he-IL", "he"),
        ("in-ID", "id"),
        ("nb", "no"),
        ("nn-NO", "no"),
        ("no", "no"),
        ("pt", "pt"),
        ("pt-BR", "pt"),
        ("pt-PT", "pt-PT"),
        ("pt-AO", "pt-PT"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hans-HK", "zh"),
        ("zh-HK", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("de-AT-1996", "de"),
    ] {
        assert_eq!(Labels::file(language), Some(file), "{language}");
    }
    for language in ["", "en", "en-GB", "xx", "d", "zhx"] {
        assert_eq!(Labels::file(language), None, "{language}");
    }
}

#[test]
fn natively_no_file_need_be_fetched() {
    let labels = Labels::for_language("pt-AO");
    assert_eq!(labels.language(), "pt-AO");
    assert_eq!(labels.get("retry"), "Tentar novamente");
    assert_eq!(labels.get("share"), "Partilhar");
    assert_eq!(Labels::for_language("xx"), Labels::english());
    assert_eq!(Labels::read("ar-EG", "not JSON"), Labels::english());
}

#[test]
fn minutes_take_the_plural_and_the_digits_of_the_language() {
    for (language, minutes, told) in [
        ("ar", 2, "دقيقتان للقراءة"),
        ("ar-EG", 3, "٣ دقائق للقراءة"),
        ("cs", 1, "1\u{a0}minuta čtení"),
        ("cs", 5, "5\u{a0}minut čtení"),
        ("de", 3, "3\u{a0}Min. Lesezeit"),
        ("fa", 12, "زمان مطالعه: ۱۲ دقیقه"),
        ("fr", 3, "3\u{a0}min de lecture"),
        ("he", 2, "זמן קריאה: שתי דקות"),
        ("ja", 3, "約3分で読めます"),
        ("pl", 22, "22\u{a0}minuty czytania"),
        ("pl", 25, "25\u{a0}minut czytania"),
        ("ro", 20, "20\u{a0}de minute de lectură"),
        ("ru", 21, "21\u{a0}минута чтения"),
        ("ru", 11, "11\u{a0}минут чтения"),
        ("uk", 3, "3\u{a0}хвилини читання"),
        ("zh-HK", 3, "閱讀約需3分鐘"),
    ] {
        assert_eq!(Labels::for_language(language).read_time(minutes), told, "{language}");
    }
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

#[test]
fn the_page_on_languages_lists_them_all() {
    let page = include_str!("../../docs/languages.md");
    let rows = page.lines().skip_while(|line| !line.starts_with("| file |")).skip(2);
    let told: Vec<_> = rows.take_while(|line| line.starts_with('|')).collect();
    let mut expected = Vec::new();
    for (name, _) in files() {
        let mut pairs = FILES.split_ascii_whitespace();
        let mut also = Vec::new();
        while let (Some(tag), Some(file)) = (pairs.next(), pairs.next()) {
            if file == name && tag != name {
                also.push(format!("`{tag}`"));
            }
        }
        let also = if also.is_empty() { "–".into() } else { also.join(", ") };
        expected.push((format!("`{name}`"), also, Labels::for_language(&name).read_time(3)));
    }
    let told: Vec<_> = told
        .iter()
        .map(|row| {
            let cells: Vec<_> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            (cells[0].to_owned(), cells[2].to_owned(), cells[3].trim_matches(' ').to_owned())
        })
        .collect();
    assert_eq!(told, expected);
    assert!(
        include_str!("../../docs/embedding.md").contains(&format!("[{} languages]", told.len()))
    );
}

#[test]
fn english_keeps_the_dates_of_its_region() {
    assert_eq!(Labels::for_language("en-GB").language(), "en-GB");
    assert_eq!(Labels::for_language("en-GB").get("retry"), "Try again");
    assert_eq!(Labels::for_language("ca").language(), "en", "the row is in one language");
}
