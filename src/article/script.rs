//! The language of an article that names none, as far as its script tells.

use super::{Article, Block};

/// Bytes of text that are looked at.
const ENOUGH: usize = 4000;

/// From which to which letter a script reaches, and the language that it is written for, or that most of its texts
/// are in. Han and kana come first, as Japanese has both.
const SCRIPTS: &str = "\
\u{3041}\u{30ff}ja \u{4e00}\u{9fff}zh \u{ac00}\u{d7a3}ko \u{400}\u{52f}ru \u{620}\u{77f}ar \u{591}\u{5f4}he \
\u{900}\u{97f}hi \u{980}\u{9ff}bn \u{a00}\u{a7f}pa \u{a80}\u{aff}gu \u{b00}\u{b7f}or \u{b80}\u{bff}ta \
\u{c00}\u{c7f}te \u{c80}\u{cff}kn \u{d00}\u{d7f}ml \u{d80}\u{dff}si \u{e00}\u{e7f}th \u{e80}\u{eff}lo \
\u{370}\u{3ff}el \u{531}\u{58f}hy \u{1000}\u{109f}my \u{10a0}\u{10ff}ka \u{1780}\u{17ff}km";

/// Letters that tell languages of the Arabic script apart, the surest first.
const ARABIC: &str = "ٹڈڑےںur ټډښځps ێڵڕۆckb پچژگیکfa";

/// The language, where the letters leave little doubt.
pub(super) fn language(article: &Article) -> Option<&'static str> {
    let mut text = article.headline.to_plain();
    for block in article.body.iter().take(20) {
        if let Block::Paragraph { text: words } | Block::Heading { text: words, .. } = block {
            text.push_str(&words.to_plain());
        }
    }
    while text.len() > ENOUGH {
        let half = text.len() / 2;
        let half = (0..=half).rev().find(|at| text.is_char_boundary(*at));
        text.truncate(half.unwrap_or_default());
    }
    let total = within(&text, 'A', 'z') + within(&text, '\u{c0}', char::MAX);
    let mut kana = 0;
    for (bounds, name) in rows(SCRIPTS) {
        let mut bounds = bounds.chars();
        let count = kana + within(&text, bounds.next()?, bounds.next()?);
        match name {
            "ja" => kana = count,
            _ if count * 2 <= total => kana = 0,
            "zh" if kana * 10 > count => return Some("ja"),
            "ar" => return of_arabic(&text),
            "ru" => return of_cyrillic(&text),
            name => return Some(name),
        }
    }
    None
}

/// The rows of a table: letters, and a name in others.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .split(' ')
        .filter_map(|row| row.split_at_checked(row.bytes().position(|byte| byte.is_ascii())?))
}

fn within(text: &str, from: char, to: char) -> usize {
    text.chars().filter(|c| (from..=to).contains(c)).count()
}

/// How many letters of a text are among some.
fn among(text: &str, letters: &str) -> usize {
    letters.chars().map(|letter| within(text, letter, letter)).sum()
}

fn of_arabic(text: &str) -> Option<&'static str> {
    // A foreign name may hold one of them. These letters take two bytes each.
    let (_, name) = rows(ARABIC)
        .find(|(letters, _)| among(text, letters) * 200 > text.len())
        .unwrap_or(("", "ar"));
    Some(name)
}

/// Ukrainian and Russian; other languages of the script share their letters with both.
fn of_cyrillic(text: &str) -> Option<&'static str> {
    let ukrainian = among(text, "їєґ");
    let russian = among(text, "ыэъё");
    // Past ё, but for Ukrainian's own.
    let others = within(text, '\u{452}', '\u{52f}') - ukrainian - among(text, "і");
    match (ukrainian, russian) {
        _ if others > 0 => None,
        (1.., 0) => Some("uk"),
        (0, 1..) if among(text, "і") == 0 && among(text, "ы") > 0 => Some("ru"),
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
