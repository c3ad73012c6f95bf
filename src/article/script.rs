//! The language of an article that names none, as far as its script tells.

use super::{Article, Block};

/// Letters that are looked at.
const ENOUGH: u32 = 2000;

/// Scripts of one language, or of one that most of their texts are in: the blocks of 128 characters
/// from U+0900 on, then others.
const BLOCKS: [&str; 12] = ["hi", "bn", "pa", "gu", "or", "ta", "te", "kn", "ml", "si", "th", "lo"];
const RANGES: [(u16, u16, &str); 11] = [
    (0x370, 0x3ff, "el"),
    (0x400, 0x52f, CYRILLIC),
    (0x531, 0x58f, "hy"),
    (0x591, 0x5f4, "he"),
    (0x620, 0x77f, ARABIC),
    (0x1000, 0x109f, "my"),
    (0x10a0, 0x10ff, "ka"),
    (0x1780, 0x17ff, "km"),
    (0x3041, 0x30ff, "ja"),
    (0x4e00, 0x9fff, "zh"),
    (0xac00, 0xd7a3, "ko"),
];
const ARABIC: &str = "ar";
const CYRILLIC: &str = "";

/// Letters that tell languages of the Arabic script apart, the surest first.
const OF_ARABIC: [(&str, &str); 4] =
    [("ur", "ٹڈڑےں"), ("ps", "ټډښځ"), ("ckb", "ێڵڕۆ"), ("fa", "پچژگیک")];

/// The language, where the letters leave little doubt.
pub(super) fn language(article: &Article) -> Option<&'static str> {
    let mut text = article.headline.to_plain();
    for block in article.body.iter().take(20) {
        if let Block::Paragraph { text: words } | Block::Heading { text: words, .. } = block {
            text.push_str(&words.to_plain());
        }
    }
    let mut counts: Vec<(&str, u32)> = Vec::new();
    let (mut total, mut han, mut kana) = (0, 0, 0);
    for c in text.chars() {
        if !(c.is_ascii_alphabetic() || c >= '\u{c0}') {
            continue;
        }
        total += 1;
        if total > ENOUGH {
            break;
        }
        let Some(found) = script(c) else { continue };
        match found {
            "zh" => han += 1,
            "ja" => kana += 1,
            _ => {}
        }
        match counts.iter_mut().find(|(name, _)| *name == found) {
            Some((_, count)) => *count += 1,
            None => counts.push((found, 1)),
        }
    }
    if (han + kana) * 2 > total {
        return Some(if kana * 10 > han + kana { "ja" } else { "zh" });
    }
    let (found, _) = counts.into_iter().find(|(_, count)| count * 2 > total)?;
    match found {
        ARABIC => Some(of_arabic(&text)),
        CYRILLIC => of_cyrillic(&text),
        found => Some(found),
    }
}

fn script(c: char) -> Option<&'static str> {
    let code = u16::try_from(u32::from(c)).ok()?;
    if let Some(name) = code.checked_sub(0x900).and_then(|at| BLOCKS.get(usize::from(at >> 7))) {
        return Some(name);
    }
    let (_, _, name) = RANGES.iter().find(|(from, to, _)| (*from..=*to).contains(&code))?;
    Some(name)
}

/// How many letters of a text are among some.
fn count(text: &str, letters: &str) -> usize {
    text.chars().filter(|c| letters.chars().any(|letter| letter == *c)).count()
}

fn of_arabic(text: &str) -> &'static str {
    // A foreign name may hold one of them.
    let is = |(_, letters): &&(&str, &str)| count(text, letters) * 100 > text.chars().count();
    OF_ARABIC.iter().find(is).map_or(ARABIC, |(name, _)| name)
}

/// Ukrainian and Russian; other languages of the script share their letters with both.
fn of_cyrillic(text: &str) -> Option<&'static str> {
    let is_other = |c: char| matches!(c, '\u{452}'..='\u{45f}' | '\u{48a}'..='\u{52f}');
    let others =
        text.chars().filter(|c| is_other(*c) && !matches!(c, 'і' | 'ї' | 'є' | 'ґ')).count();
    match (count(text, "їєґ"), count(text, "ыэъё")) {
        _ if others > 0 => None,
        (1.., 0) => Some("uk"),
        (0, 1..) if count(text, "і") == 0 && count(text, "ы") > 0 => Some("ru"),
        _ => None,
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::article::Text;

    #[test]
    fn scripts_tell_languages_where_they_can() {
        for (text, expected) in [
            ("夜行フェリーが11年ぶりに復活", Some("ja")),
            ("時隔十一年，夜航渡輪重新起航", Some("zh")),
            ("야간 페리가 11년 만에 돌아왔다", Some("ko")),
            ("عبّارة الليل تعود بعد أحد عشر عامًا", Some("ar")),
            ("کشتی شب پس از یازده سال بازگشت", Some("fa")),
            ("رات کی فیری گیارہ سال بعد واپس آ گئی ہے", Some("ur")),
            ("د شپې کښتۍ له یوولسو کلونو وروسته بېرته ښکاره شوه", Some("ps")),
            ("מעבורת הלילה חוזרת אחרי אחת עשרה שנה", Some("he")),
            ("ग्यारह साल बाद रात की नौका लौटी", Some("hi")),
            ("এগারো বছর পর রাতের ফেরি ফিরল", Some("bn")),
            ("பதினொரு ஆண்டுகளுக்குப் பிறகு", Some("ta")),
            ("เรือข้ามฟากกลางคืนกลับมาแล้ว", Some("th")),
            ("Το νυχτερινό πλοίο επιστρέφει", Some("el")),
            ("ღამის ბორანი ბრუნდება", Some("ka")),
            ("Գիշերային լաստանավը վերադարձավ", Some("hy")),
            ("Ночной паром вернулся: объявлено впервые, но это было известно", Some("ru")),
            ("Нічний пором повертається за одинадцять років, її чекали", Some("uk")),
            // Bulgarian, Serbian, Kazakh, Belarusian.
            ("Нощният ферибот се връща след единадесет години", None),
            ("Ноћни трајект се враћа после једанаест година", None),
            ("Түнгі паром он бір жылдан кейін оралды, бұл рас", None),
            ("Начны паром вяртаецца праз адзінаццаць гадоў, ён тут", None),
            ("Night ferry returns after eleven years", None),
            ("Die Fähre kehrt zurück, über ßÄÖ", None),
            // Names in other scripts do not make a text foreign.
            ("The ferry 夜行 (フェリー) returns after eleven years", None),
            ("The «Ночной» sails", None),
            ("", None),
            ("1234 — !", None),
        ] {
            let article = Article { headline: Text::plain(text), ..Article::default() };
            assert_eq!(language(&article), expected, "{text}");
        }
    }

    #[test]
    fn the_body_counts_too() {
        let text = Text::plain("出航は8時だった。乗組員は9人。");
        let body = vec![Block::Paragraph { text }];
        let article = Article { headline: Text::plain("Aurora"), body, ..Article::default() };
        assert_eq!(language(&article), Some("ja"));
    }
}
