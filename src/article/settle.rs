//! Makes freshly read content fit to be shown: URLs resolved and checked, credits split off, what
//! is empty taken out.

use std::mem::take;

use super::{Article, Block, Image, Inline, Mark, Media, Text, script};
use crate::html;
use crate::numbers;
use crate::platform;
use crate::scan::split_last;
use crate::url::Urls;

pub(crate) const BAD_LINK: &str = "not a link that can be followed: left out";
pub(crate) const BAD_RESOURCE: &str = "not a URL that can be loaded: left out";

/// HTML's own bound for `colspan`.
pub(crate) const MAX_SPAN: u32 = 1000;

type Warn<'a> = &'a mut dyn FnMut(&str);

impl Article {
    /// Makes an article that was made by hand or by serde fit to be shown, as every format does with
    /// those it reads: URLs resolved against `base` and checked, credits split off captions, dates
    /// and languages that are none left out.
    #[must_use]
    pub fn settled(mut self, base: Option<&str>) -> Article {
        let urls = Urls::new(base);
        let ignore: Warn<'_> = &mut |_| {};
        let link = |url: &mut Option<String>| *url = url.take().and_then(|url| urls.link(&url));
        text(&mut self.headline, &urls, ignore);
        text(&mut self.standfirst, &urls, ignore);
        self.hero =
            self.hero.take().and_then(|mut hero| image(&mut hero, &urls, ignore).then_some(hero));
        self.authors.iter_mut().for_each(|author| link(&mut author.url));
        link(&mut self.url);
        if let Some(publisher) = &mut self.publisher {
            link(&mut publisher.url);
        }
        self.published = self.published.take().filter(|date| is_date(date));
        self.updated = self.updated.take().filter(|date| is_date(date));
        self.language = self.language.take().and_then(|tag| language(&tag));
        blocks(&mut self.body, &urls, ignore);
        self.settle_whole();
        self
    }

    /// What only the whole tells: the order of its crossheads, and the language of an article that names
    /// none, where its script tells.
    pub(crate) fn settle_whole(&mut self) {
        self.body.shrink_to_fit();
        outline(&mut self.body, &mut 0);
        if self.language.is_none() {
            self.language = script::language(self).map(Into::into);
        }
    }
}

/// Settles a block; false if nothing of it is left.
pub(crate) fn block(block: &mut Block, urls: &Urls, warn: Warn<'_>) -> bool {
    match block {
        Block::Paragraph { text } | Block::Heading { text, .. } => {
            self::text(text, urls, warn);
            !text.is_empty()
        }
        Block::Quote(quote) | Block::Pullquote(quote) => {
            blocks(&mut quote.blocks, urls, warn);
            text(&mut quote.cite, urls, warn);
            quote.url = quote.url.take().and_then(|url| urls.link(&url));
            !quote.blocks.is_empty()
        }
        Block::List(list) => {
            list.items.retain_mut(|item| {
                text(&mut item.text, urls, warn);
                blocks(&mut item.blocks, urls, warn);
                !item.text.is_empty() || !item.blocks.is_empty()
            });
            !list.items.is_empty()
        }
        Block::Image { image, url } => {
            *url = url.take().and_then(|url| urls.link(&url));
            self::image(image, urls, warn)
        }
        Block::Gallery { images, caption } => {
            images.retain_mut(|image| self::image(image, urls, warn));
            text(caption, urls, warn);
            !images.is_empty()
        }
        Block::Table(table) => {
            for cell in table.rows.iter_mut().flatten() {
                text(&mut cell.text, urls, warn);
            }
            table.rows.retain(|row| !row.is_empty());
            table.header = table.header.min(table.rows.len() as u32);
            text(&mut table.caption, urls, warn);
            table.rows.iter().flatten().any(|cell| !cell.text.is_empty())
        }
        Block::Code { text, .. } => !text.trim().is_empty(),
        Block::Divider => true,
        Block::Embed(embed) => {
            text(&mut embed.caption, urls, warn);
            keep(&mut embed.url, urls, warn)
        }
        Block::Audio(media) | Block::Video(media) => self::media(media, urls, warn),
        Block::Callout { title, blocks } => {
            text(title, urls, warn);
            self::blocks(blocks, urls, warn);
            !title.is_empty() || !blocks.is_empty()
        }
    }
}

fn blocks(blocks: &mut Vec<Block>, urls: &Urls, warn: Warn<'_>) {
    blocks.retain_mut(|block| self::block(block, urls, warn));
    blocks.shrink_to_fit();
}

/// Crossheads as an outline has them, so that none is more than a level below the one before it. `above` has a
/// bit for each level that the next one may stand below.
fn outline(blocks: &mut [Block], above: &mut u8) {
    for block in blocks {
        match block {
            Block::Heading { level, .. } => {
                let own = 1 << (*level & 7);
                *above &= own - 1;
                *level = 2 + above.count_ones() as u8;
                *above |= own;
            }
            Block::Quote(quote) | Block::Pullquote(quote) => outline(&mut quote.blocks, above),
            Block::List(list) => {
                list.items.iter_mut().for_each(|item| outline(&mut item.blocks, above));
            }
            Block::Callout { blocks, .. } => outline(blocks, above),
            _ => {}
        }
    }
}

fn media(media: &mut Media, urls: &Urls, warn: Warn<'_>) -> bool {
    text(&mut media.caption, urls, warn);
    media.poster = media.poster.take().and_then(|poster| urls.resource(&poster));
    keep(&mut media.src, urls, warn)
}

fn keep(url: &mut String, urls: &Urls, warn: Warn<'_>) -> bool {
    match urls.resource(url) {
        Some(settled) => {
            *url = settled;
            true
        }
        None => {
            warn(if url.is_empty() { "has no URL to load: left out" } else { BAD_RESOURCE });
            false
        }
    }
}

/// Settles a picture; false if it cannot be loaded.
pub(crate) fn image(image: &mut Image, urls: &Urls, warn: Warn<'_>) -> bool {
    text(&mut image.caption, urls, warn);
    image.credit = image.credit.take().filter(|credit| !html::is_blank(credit));
    if image.credit.is_none() {
        image.credit = split_credit(&mut image.caption);
    }
    image.srcset = image.srcset.take().and_then(|srcset| urls.srcset(&srcset));
    if image.srcset.is_none() {
        image.sizes = None;
    }
    keep(&mut image.src, urls, warn)
}

/// Settles running text.
pub(crate) fn text(text: &mut Text, urls: &Urls, warn: Warn<'_>) {
    inlines(&mut text.0, urls, warn);
}

fn inlines(content: &mut Vec<Inline>, urls: &Urls, warn: Warn<'_>) {
    // Most texts are no more than that: nothing to check, nothing to join.
    if let [] | [Inline::Text(_)] = content.as_slice() {
        return;
    }
    let mut settled = Vec::with_capacity(content.len());
    for mut inline in take(content) {
        if let Inline::Marked(mark, inner) = &mut inline {
            inlines(inner, urls, warn);
            match mark {
                Mark::Link { href } => match urls.link(href) {
                    Some(link) => *href = link,
                    None => {
                        // The words stay; only what they led to goes.
                        warn(BAD_LINK);
                        join(&mut settled, take(inner));
                        continue;
                    }
                },
                Mark::Language { lang, dir } => {
                    *lang = lang.take().and_then(|lang| language(&lang));
                    if lang.is_none() && dir.is_none() {
                        join(&mut settled, take(inner));
                        continue;
                    }
                }
                Mark::Style(_) | Mark::Abbreviation { .. } => {}
            }
        }
        join(&mut settled, vec![inline]);
    }
    *content = settled;
}

/// Appends running text; what the same marks hold for becomes one.
fn join(content: &mut Vec<Inline>, more: Vec<Inline>) {
    for inline in more {
        match (content.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (Some(Inline::Marked(last, inner)), Inline::Marked(mark, text)) if *last == mark => {
                join(inner, text);
            }
            (_, inline) => content.push(inline),
        }
    }
}

/// Takes a credit in brackets from a caption's end: `… resolutions [Getty]`.
fn split_credit(caption: &mut Text) -> Option<String> {
    let Some(Inline::Text(last)) = caption.0.last_mut() else { return None };
    let (inside, after) = split_last(last.trim_ascii_end(), b']')?;
    let (before, credit) = split_last(inside, b'[').filter(|_| after.is_empty())?;
    let credit = html::words(credit).filter(|credit| !credit.contains(']'))?.to_owned();
    *last = before.trim_end().to_owned();
    if last.is_empty() {
        caption.0.pop();
        // The credit had a line of its own.
        while let Some(Inline::Break | Inline::Anchor(_)) = caption.0.last() {
            caption.0.pop();
        }
    }
    Some(credit)
}

/// The canonical tag of a language, also for `pt_BR`.
pub(crate) fn language(tag: &str) -> Option<String> {
    platform::canonical_language(&tag.replace('_', "-"))
}

/// Whether a text begins with a calendar day that exists, and is that day or a timestamp.
pub(crate) fn is_date(text: &str) -> bool {
    let Some(day) = day(text) else { return false };
    let part = |from: usize, to: usize| day.get(from..to).and_then(numbers::leading).unwrap_or(0);
    let (year, month, date) = (part(0, 4), part(5, 7), part(8, 10));
    let longest = match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    let rest = text.get(10..).unwrap_or_default().bytes();
    let mut separators = rest.clone().filter(|byte| !byte.is_ascii_digit());
    (1..=longest).contains(&date)
        && year > 0
        && matches!(separators.next(), None | Some(b'T' | b't' | b' '))
        && rest.clone().all(|byte| {
            byte.is_ascii_digit()
                || matches!(byte, b'T' | b't' | b' ' | b':' | b'.' | b'Z' | b'z' | b'+' | b'-')
        })
}

/// The `2016-05-30` that a timestamp begins with.
pub(crate) fn day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    let shaped = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shaped.then_some(day)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::html;

    fn split(caption: &str) -> (String, Option<String>) {
        let mut caption = Text::plain(caption);
        let credit = split_credit(&mut caption);
        (caption.to_plain(), credit)
    }

    #[test]
    fn the_bracketed_end_of_a_caption_is_the_credit() {
        assert_eq!(split("He spoke [Getty]"), ("He spoke".into(), Some("Getty".into())));
        assert_eq!(
            split("He [the minister] spoke [ AP / J. Doe ] "),
            ("He [the minister] spoke".into(), Some("AP / J. Doe".into()))
        );
        assert_eq!(split("[Getty]"), ("".into(), Some("Getty".into())));
        for whole in ["He [the minister] spoke", "He spoke []", "He spoke [a]]", "", "]"] {
            assert_eq!(split(whole), (whole.into(), None));
        }
    }

    #[test]
    fn links_that_lead_nowhere_good_leave_their_words() {
        let mut content =
            html::text("a <a href='javascript:x'>b <em>c</em></a> <a href='/d'>d</a>");
        let mut warnings = Vec::new();
        let urls = Urls::new(Some("https://news.example/"));
        text(&mut content, &urls, &mut |message| warnings.push(message.to_owned()));
        assert_eq!(content.to_html(), "a b <em>c</em> <a href=\"https://news.example/d\">d</a>");
        assert_eq!(warnings, [BAD_LINK]);
    }

    #[test]
    fn crossheads_leave_no_level_out() {
        let levels = |given: &[u8]| {
            let heading = |level: &u8| Block::Heading { text: Text::plain("a"), level: *level };
            let mut blocks: Vec<_> = given.iter().map(heading).collect();
            outline(&mut blocks, &mut 0);
            let level = |block| match block {
                Block::Heading { level, .. } => level,
                _ => 0,
            };
            blocks.into_iter().map(level).collect::<Vec<_>>()
        };
        for same in [&[2, 3, 4, 5, 6][..], &[2, 2, 3, 2], &[2, 3, 4, 2, 3]] {
            assert_eq!(levels(same), same);
        }
        assert_eq!(levels(&[3, 3, 5, 3, 2, 4]), [2, 2, 3, 2, 2, 3]);
        assert_eq!(levels(&[6, 5, 4]), [2, 2, 2]);
    }

    #[test]
    fn dates_are_days_that_exist() {
        for good in [
            "2016-05-30",
            "2016-05-30T09:12:00Z",
            "2016-05-30 09:12:00.123+02:00",
            "2024-02-29",
            "2000-02-29T00:00",
        ] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "",
            "yesterday",
            "30 May 2016",
            "2016-13-01",
            "2016-02-30",
            "1900-02-29",
            "0000-00-00",
            "2016-05-30x",
            "2016-05-3",
            "２016-05-30",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
