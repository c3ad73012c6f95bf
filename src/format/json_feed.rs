//! JSON Feed, versions 1.0 and 1.1; also an item of one alone.

use super::reader::Reader;
use super::{Format, head};
use crate::article::{Article, Block, Text};
use crate::error::Error;

pub(super) const FORMAT: Format = Format {
    name: "jsonfeed",
    recognise: "content_html|content_text",
    head: "
kicker: tags[]
standfirst: summary
hero: image|banner_image
authors: authors|author|/authors|/author
published: date_published
updated: date_modified
language: language|/language
url: url|external_url
publisher: /[version~jsonfeed].title
publisher-url: /home_page_url
body: content_html
text: content_text
",
    read,
};

fn read(reader: &mut Reader<'_>) -> Result<Article, Error> {
    head::read_with(reader, |article| {
        // Notes have no title.
        if article.headline.is_empty()
            && let Some(Block::Paragraph { text }) = article.body.first()
        {
            article.headline = Text::plain(first_words(&text.to_plain()));
        }
    })
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
