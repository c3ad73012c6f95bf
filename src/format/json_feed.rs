//! JSON Feed, versions 1.0 and 1.1; also an item of one alone.

use super::reader::Reader;
use super::{Format, head};
use crate::article::{Article, Block, Media, Text};
use crate::error::Error;
use crate::json::Value;

pub(super) const FORMAT: Format = Format {
    name: "jsonfeed",
    recognise: "content_html|content_text|attachments.mime_type",
    head: || {
        "
kicker: tags[]
standfirst: summary
hero: image|banner_image|attachments[][mime_type^image]
authors: authors|author|/authors|/author
published: date_published
updated: date_modified
language: language|/language
url: url|external_url
publisher: /[version~jsonfeed].title
publisher-url: /home_page_url
body: content_html
text: content_text
"
    },
    read,
};

fn read(reader: &mut Reader<'_>) -> Result<Article, Error> {
    let mut article = head::read_with(reader, |reader, article| {
        // Notes have no title.
        if article.headline.is_empty()
            && let Some(Block::Paragraph { text }) = article.body.first()
        {
            article.headline = Text::plain(first_words(&text.to_plain()));
        }
        if is_of_the_feed(reader) {
            article.hero = reader.hero("banner_image|attachments[][mime_type^image]");
        }
        recordings(reader, &mut article.body);
    })?;
    // What is to be heard or seen stands before what is said about it.
    let is_recording = |block: &Block| matches!(block, Block::Audio(_) | Block::Video(_));
    let mut last = article.body.iter().rev().take_while(|block| is_recording(block)).count();
    while last > 0 {
        if let Some(recording) = article.body.pop() {
            article.body.insert(0, recording);
        }
        last -= 1;
    }
    Ok(article)
}

/// Whether an item's picture is the feed's own: its icon, or that of another item.
fn is_of_the_feed(reader: &Reader<'_>) -> bool {
    let source = reader.source;
    let Some(Value::String(image)) = source.first(source.item, "image") else { return false };
    let pictures = source.all(source.document, "icon|favicon|items[].image");
    let same = pictures.iter().filter(|it| matches!(it, Value::String(url) if url == image));
    same.count() > 1
}

/// The recordings that are attached.
fn recordings(reader: &mut Reader<'_>, body: &mut Vec<Block>) {
    for at in reader.source.walk(reader.source.item, "attachments[][mime_type]") {
        let Some(kind) = reader.string(at, "mime_type") else { continue };
        let Some(src) = reader.string(at, "url") else { continue };
        let is_there = body.iter().any(|block| match block {
            Block::Audio(media) | Block::Video(media) => media.src == src,
            _ => false,
        });
        let media = Media { src, title: reader.string(at, "title"), ..Media::default() };
        match kind.as_bytes() {
            _ if is_there => {}
            [b'a', b'u', ..] => reader.add(at, Block::Audio(media), body),
            [b'v', ..] => reader.add(at, Block::Video(media), body),
            _ => {}
        }
    }
}

fn first_words(text: &str) -> String {
    let mut words = String::new();
    for word in text.split(' ') {
        if words.len() + word.len() > 70 && !words.is_empty() {
            words.push_str(" …");
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
