//! How many words an article has, and how long they take to read.

use crate::article::{Article, Block, Image, Text};
use crate::platform;
use crate::scan::pieces;

/// How much there is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Amount {
    /// Words between spaces, and of segmented Thai, Lao, Khmer and Burmese.
    words: u32,
    /// Characters of Chinese and Japanese.
    characters: u32,
    images: u32,
}

/// Words and characters a minute, read silently, by language.
///
/// English: Brysbaert 2019, a meta-analysis of 190 studies. The others: Trauzettel-Klosinski & Dietz
/// 2012 (the IReST texts). For a language in neither, the mean of the latter's seventeen.
const SPEEDS: &[(&str, u32)] = &[
    ("en", 238),
    ("ar", 138),
    ("de", 179),
    ("es", 218),
    ("fi", 161),
    ("fr", 195),
    ("he", 187),
    ("it", 188),
    ("nl", 202),
    ("pl", 166),
    ("pt", 181),
    ("ru", 184),
    ("sl", 180),
    ("sv", 199),
    ("tr", 166),
];
const MEAN_SPEED: u32 = 184;
const CHINESE_CHARACTERS: u32 = 255;
const JAPANESE_CHARACTERS: u32 = 357;

/// Seconds spent on the first picture; each further one takes a second less, down to three.
const FIRST_IMAGE: u32 = 12;
const LATER_IMAGE: u32 = 3;

impl Article {
    /// How many words its body has; a character of Chinese or Japanese counts as one.
    pub fn words(&self) -> u32 {
        Amount::of(self).words()
    }

    /// The minutes it takes to read, by its publisher's word or by count: at the usual speed of its
    /// language, or at so many words a minute.
    pub fn minutes(&self, words_per_minute: Option<u32>) -> u32 {
        self.words_and_minutes(words_per_minute).1
    }

    /// Both, counted once.
    pub(crate) fn words_and_minutes(&self, words_per_minute: Option<u32>) -> (u32, u32) {
        let amount = Amount::of(self);
        let counted = || amount.minutes(self.language.as_deref().unwrap_or("en"), words_per_minute);
        let told = self.read_minutes.filter(|told| *told > 0 && words_per_minute.is_none());
        (amount.words(), told.unwrap_or_else(counted))
    }
}

impl Amount {
    /// What an article's body and pictures hold.
    pub(crate) fn of(article: &Article) -> Self {
        let mut amount = Amount::default();
        amount.images += u32::from(article.hero.is_some());
        amount.blocks(&article.body);
        amount
    }

    /// Words as they are told: a character of Chinese or Japanese counts as one.
    pub(crate) fn words(self) -> u32 {
        self.words.saturating_add(self.characters)
    }

    /// Minutes to read it, rounded up and never 0.
    pub(crate) fn minutes(self, language: &str, words_per_minute: Option<u32>) -> u32 {
        let primary = language.split('-').next().unwrap_or_default();
        let by_language = SPEEDS
            .iter()
            .find(|(name, _)| *name == primary)
            .map_or(MEAN_SPEED, |(_, speed)| *speed);
        let words = u64::from(words_per_minute.filter(|speed| *speed > 0).unwrap_or(by_language));
        let characters =
            u64::from(if primary == "ja" { JAPANESE_CHARACTERS } else { CHINESE_CHARACTERS });
        let images: u32 = (0..self.images.min(FIRST_IMAGE))
            .map(|at| FIRST_IMAGE.saturating_sub(at).max(LATER_IMAGE))
            .sum();
        let images = images
            .saturating_add(self.images.saturating_sub(FIRST_IMAGE).saturating_mul(LATER_IMAGE));
        // In milliseconds, so that each part may be rounded on its own.
        let reading = u64::from(self.words) * 60_000 / words
            + u64::from(self.characters) * 60_000 / characters;
        let total = reading + u64::from(images) * 1000;
        u32::try_from(total.div_ceil(60_000)).unwrap_or(u32::MAX).max(1)
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph { text } | Block::Heading { text, .. } => self.text(text),
                Block::Quote(quote) | Block::Pullquote(quote) => {
                    self.blocks(&quote.blocks);
                    self.text(&quote.cite);
                }
                Block::List(list) => {
                    for item in &list.items {
                        self.text(&item.text);
                        self.blocks(&item.blocks);
                    }
                }
                Block::Image { image, .. } => self.image(image),
                Block::Gallery { images, .. } => images.iter().for_each(|image| self.image(image)),
                Block::Table(table) => {
                    table.rows.iter().flatten().for_each(|cell| self.text(&cell.text))
                }
                Block::Callout { title, blocks } => {
                    self.text(title);
                    self.blocks(blocks);
                }
                // Code is looked over, not read; what is embedded has its own length.
                Block::Code { .. }
                | Block::Divider
                | Block::Embed(_)
                | Block::Audio(_)
                | Block::Video(_) => {}
            }
        }
    }

    fn image(&mut self, _: &Image) {
        self.images = self.images.saturating_add(1);
    }

    fn text(&mut self, text: &Text) {
        let mut place = Place::default();
        text.each_plain(&mut |text| self.count(text, &mut place));
        if place.is_segmented {
            let text = text.to_plain();
            let runs = text.split(|c| !matches!(class(c), Class::Segmented));
            for run in runs.filter(|run| !run.is_empty()) {
                self.words = self.words.saturating_add(platform::count_words(run).unwrap_or(0));
            }
        }
    }

    fn count(&mut self, text: &str, place: &mut Place) {
        // Of letters side by side the first tells all.
        for (c, _) in pieces(text, u8::is_ascii_alphanumeric) {
            let class = class(c);
            match class {
                Class::Letter if !place.in_word => self.words = self.words.saturating_add(1),
                Class::Character => self.characters = self.characters.saturating_add(1),
                Class::Segmented => place.is_segmented = true,
                _ => {}
            }
            // One of these between letters does not end a word: can't, 3.14, e.g.
            let joins = matches!(class, Class::Joiner) && place.in_word && !place.after_joiner;
            place.in_word = joins || matches!(class, Class::Letter);
            place.after_joiner = joins;
        }
    }
}

/// Where counting is in a text.
#[derive(Default)]
struct Place {
    in_word: bool,
    after_joiner: bool,
    /// Whether there was something to be segmented.
    is_segmented: bool,
}

enum Class {
    Letter,
    /// Counted one by one.
    Character,
    /// Written without spaces, to be segmented by a dictionary.
    Segmented,
    Joiner,
    Other,
}

/// By ranges rather than by Unicode's tables, which would cost more bytes than the rest of this file.
fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => Class::Letter,
        '\'' | '.' | ',' | ':' | '·' | '’' | '‘' | '․' | '‧' | '\u{ad}' | '\u{200c}'
        | '\u{200d}' | '״' | '׳' => Class::Joiner,
        '\0'..='\u{a9}' | '«' | '¬' | '®'..='±' | '´' | '¶' | '¸' | '»' | '¿' | '×' | '÷' => {
            Class::Other
        }
        '\u{e01}'..='\u{edf}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => {
            Class::Segmented
        }
        '،'..='؏' | '؛'..='؟' | '٪'..='٭' | '۔' | '।' | '॥' | '՚'..='՟' | '־' | '׀' | '׃' => {
            Class::Other
        }
        '\u{2000}'..='\u{2bff}'
        | '\u{2e00}'..='\u{2e7f}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '〰'
        | '・' => Class::Other,
        '々'
        | '〆'
        | '〇'
        | '\u{3021}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' => Class::Character,
        '\u{fe10}'..='\u{fe6f}'
        | '\u{feff}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' => Class::Other,
        '\u{ff5b}'..='\u{ff65}'
        | '\u{ffe0}'..='\u{ffff}'
        | '\u{1f000}'..='\u{1faff}'
        | '\u{e0000}'.. => Class::Other,
        '\u{20000}'..='\u{3ffff}' => Class::Character,
        _ => Class::Letter,
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn counted(text: &str) -> Amount {
        let mut amount = Amount::default();
        amount.text(&Text::plain(text));
        amount
    }

    #[test]
    fn words_are_those_of_unicode_segmentation() {
        for text in [
            "The envoy can't say when, e.g. in May; it's 3.14 times 1,000 o'clock.",
            "«Die Verhandlungen», sagte er – nicht zum ersten Mal –, „sind gescheitert“.",
            "L’accord n’a pas été signé : « rien », dit-il, aujourd'hui.",
            "Переговоры в Женеве зашли в тупик, сообщил посредник.",
            "انهارت المحادثات، وقال المبعوث: «لا موعد جديد».",
            "השיחות נכשלו, אמר השליח; אין מועד חדש.",
            "वार्ता विफल रही, दूत ने कहा। कोई नई तारीख नहीं है।",
            "Οι συνομιλίες απέτυχαν, είπε ο απεσταλμένος.",
            "Hội đàm đã thất bại, đặc phái viên nói.",
            "A well-known state-of-the-art co-operation (see https://news.example/a-b?c=d).",
            "회담은 실패로 끝났다고 특사가 말했다.",
            "",
            " … — ! ",
        ] {
            assert_eq!(counted(text).words, text.unicode_words().count() as u32, "{text}");
        }
    }

    #[test]
    fn chinese_and_japanese_count_by_character() {
        assert_eq!(
            counted("会谈以失败告终，特使说。"),
            Amount { characters: 10, ..Amount::default() }
        );
        assert_eq!(counted("協議は「決裂」した。"), Amount { characters: 7, ..Amount::default() });
    }

    #[test]
    fn scripts_without_spaces_are_segmented() {
        let thai = counted("การเจรจาล้มเหลว ทูตพิเศษกล่าว");
        assert!((4..=8).contains(&thai.words), "{thai:?}");
        assert!(counted("ການເຈລະຈາລົ້ມເຫລວ").words >= 2);
    }

    #[test]
    fn minutes_follow_the_language_and_round_up() {
        let words = |words| Amount { words, ..Amount::default() };
        assert_eq!(words(0).minutes("en", None), 1);
        assert_eq!(words(238).minutes("en", None), 1);
        assert_eq!(words(239).minutes("en-GB", None), 2);
        assert_eq!(words(535).minutes("en", None), 3);
        assert_eq!(words(535).minutes("ar", None), 4);
        assert_eq!(words(535).minutes("xx", None), 3);
        assert_eq!(words(535).minutes("en", Some(600)), 1);
        assert_eq!(words(535).minutes("en", Some(0)), 3);
        assert_eq!(Amount { characters: 1000, ..Amount::default() }.minutes("zh", None), 4);
        assert_eq!(Amount { characters: 1000, ..Amount::default() }.minutes("ja", None), 3);
        // 12 + 11 + … + 3, then 3 each: 75 + 30 seconds.
        assert_eq!(Amount { images: 20, ..Amount::default() }.minutes("en", None), 2);
        assert_eq!(
            Amount { words: u32::MAX, characters: u32::MAX, images: u32::MAX }.words(),
            u32::MAX
        );
        assert!(
            Amount { words: u32::MAX, characters: u32::MAX, images: u32::MAX }
                .minutes("en", Some(1))
                > 0
        );
    }
}
