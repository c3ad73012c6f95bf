//! What search engines and other machines read: an article as schema.org's JSON-LD.

use crate::article::{Article, Image};
use crate::json::Writer;
use crate::numbers;

/// The article as a JSON text that may stand in a `<script type="application/ld+json">`.
pub fn json_ld(article: &Article) -> String {
    let mut json = Writer::new();
    json.open('{');
    text("@context", "https://schema.org", &mut json);
    text("@type", "NewsArticle", &mut json);
    text("headline", &article.headline.to_plain(), &mut json);
    text("description", &article.standfirst.to_plain(), &mut json);
    text("articleSection", article.kicker.as_deref().unwrap_or_default(), &mut json);
    text("inLanguage", article.language.as_deref().unwrap_or_default(), &mut json);
    text("datePublished", article.published.as_deref().unwrap_or_default(), &mut json);
    text("dateModified", article.updated.as_deref().unwrap_or_default(), &mut json);
    if let Some(url) = &article.url {
        text("url", url, &mut json);
        text("mainEntityOfPage", url, &mut json);
    }
    if let Some(hero) = &article.hero {
        json.key("image");
        image(hero, &mut json);
    }
    if !article.authors.is_empty() {
        json.key("author");
        json.open('[');
        for author in &article.authors {
            json.separate();
            named("Person", &author.name, author.url.as_deref(), &mut json);
        }
        json.close(']');
    }
    if let Some(publisher) = &article.publisher {
        json.key("publisher");
        named("Organization", &publisher.name, publisher.url.as_deref(), &mut json);
    }
    json.key("wordCount");
    json.number(article.words().into());
    let mut minutes = String::from("PT");
    numbers::push(article.minutes(None).into(), &mut minutes);
    minutes.push('M');
    text("timeRequired", &minutes, &mut json);
    json.close('}');
    json.0
}

/// A member, unless there is nothing in it.
fn text(key: &str, value: &str, json: &mut Writer) {
    if !value.is_empty() {
        json.key(key);
        json.string(value);
    }
}

fn named(kind: &str, name: &str, url: Option<&str>, json: &mut Writer) {
    json.open('{');
    text("@type", kind, json);
    text("name", name, json);
    text("url", url.unwrap_or_default(), json);
    json.close('}');
}

fn image(image: &Image, json: &mut Writer) {
    json.open('{');
    text("@type", "ImageObject", json);
    text("url", &image.src, json);
    for (key, length) in [("width", image.width), ("height", image.height)] {
        if let Some(length) = length {
            json.key(key);
            json.number(length.into());
        }
    }
    text("description", image.alt.as_deref().unwrap_or_default(), json);
    text("caption", &image.caption.to_plain(), json);
    text("creditText", image.credit.as_deref().unwrap_or_default(), json);
    json.close('}');
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::format::{self, ReadOptions};

    #[test]
    fn what_machines_are_told_reads_back_as_the_same_article() {
        let options = ReadOptions {
            base: Some("https://news.example/42.json".into()),
            ..ReadOptions::default()
        };
        let json = include_str!("../tests/fixtures/native/complete.json");
        let article = format::read(json, &options).unwrap().article;
        let written = json_ld(&article);
        let with_body = written.replacen('{', r#"{"articleBody": "<p>B</p>","#, 1);
        let read = format::read(&with_body, &options).unwrap();
        assert_eq!(read.format, "schema.org");
        let mut expected = article.clone();
        expected.body = read.article.body.clone();
        expected.standfirst = crate::article::Text::plain(article.standfirst.to_plain());
        // These JSON-LD has no words for.
        expected.direction = None;
        expected.truncated = false;
        if let (Some(expected), Some(read)) = (&mut expected.hero, &read.article.hero) {
            expected.srcset = None;
            expected.sizes = None;
            expected.alt = read.alt.clone();
        }
        assert_eq!(read.article, expected);
    }

    #[test]
    fn what_is_not_there_is_not_told_and_no_text_ends_the_script() {
        let article = Article {
            headline: crate::article::Text::plain("</script><b>\u{2028}"),
            ..Article::default()
        };
        assert_eq!(
            json_ld(&article),
            "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"\\u003c/script>\\u003cb>\\u2028\",\
             \"wordCount\":0,\"timeRequired\":\"PT1M\"}"
        );
    }
}
