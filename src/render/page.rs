//! A whole document around an article.

use std::io::{self, Write};

use super::markup::{element, escape};
use super::{Options, text, write};
use crate::article::{Article, Block};
use crate::structured_data::json_ld;
use crate::view;

/// A whole document with the article in it: its title, its description for search engines and social
/// networks, and the preloads of style sheet and lead picture. Nothing in it needs an inline style or script.
///
/// The headline is the document's `<h1>`, unless the attribute `heading-level` says otherwise.
pub fn page(article: &Article, options: &Options) -> String {
    text(|out| write_page(article, options, out))
}

/// Writes what [`page`] gives.
///
/// # Errors
///
/// Those of the writer.
pub fn write_page(article: &Article, options: &Options, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<!DOCTYPE html>\n")?;
    let language = article.language.as_deref().unwrap_or("en");
    element("html", &[("lang", language), ("dir", view::direction(article).as_str())], out)?;
    out.write_all(b"\n<head>\n<meta charset=\"utf-8\">\n<title>")?;
    escape(&article.headline.to_plain(), out)?;
    out.write_all(b"</title>\n")?;
    head(article, options, out)?;
    out.write_all(b"</head>\n<body>\n<main>\n")?;
    let is_leveled = options.get("heading-level").is_some();
    let top = options.clone();
    let options = if is_leveled { top } else { top.attribute("heading-level", "1") };
    write(article, &options, out)?;
    out.write_all(b"\n</main>\n</body>\n</html>\n")
}

fn head(article: &Article, options: &Options, out: &mut impl Write) -> io::Result<()> {
    line(out, "meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")])?;
    // The head is drawn by it, so it goes before what shares the line with it.
    line(out, "link", &[("rel", "preload"), ("as", "style"), ("href", &options.stylesheet)])?;
    if let Some(hero) = &article.hero {
        let sizes = hero.sizes.clone().unwrap_or_else(|| options.view(article).sizes());
        let mut preload = vec![("rel", "preload"), ("as", "image"), ("href", &*hero.src)];
        if let Some(srcset) = &hero.srcset {
            preload.extend([("imagesrcset", srcset.as_str()), ("imagesizes", &sizes)]);
        }
        line(out, "link", &preload)?;
    }
    if !options.script.is_empty() {
        // The article is there without it.
        let script =
            [("type", "module"), ("src", options.script.as_str()), ("fetchpriority", "low")];
        element("script", &script, out)?;
        out.write_all(b"</script>\n")?;
    }
    let description = description(article);
    if !description.is_empty() {
        line(out, "meta", &[("name", "description"), ("content", &description)])?;
    }
    if let Some(url) = &article.url {
        line(out, "link", &[("rel", "canonical"), ("href", url)])?;
    }
    for (property, content) in open_graph(article, description) {
        line(out, "meta", &[("property", property), ("content", &content)])?;
    }
    let card = if article.hero.is_some() { "summary_large_image" } else { "summary" };
    line(out, "meta", &[("name", "twitter:card"), ("content", card)])?;
    out.write_all(b"<script type=\"application/ld+json\">")?;
    out.write_all(json_ld(article).as_bytes())?;
    out.write_all(b"</script>\n")
}

/// A void element on a line of its own.
fn line(out: &mut impl Write, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    element(name, attributes, out)?;
    out.write_all(b"\n")
}

/// What social networks show of a link to the page.
fn open_graph(article: &Article, description: String) -> Vec<(&'static str, String)> {
    let pixels = |length: Option<u32>| length.map(|length| length.to_string());
    let hero = article.hero.as_ref();
    let publisher = article.publisher.as_ref();
    [
        ("og:type", Some("article".to_owned())),
        ("og:title", Some(article.headline.to_plain())),
        ("og:description", Some(description).filter(|text| !text.is_empty())),
        ("og:url", article.url.clone()),
        ("og:site_name", publisher.map(|publisher| publisher.name.clone())),
        ("og:image", hero.map(|hero| hero.src.clone())),
        ("og:image:width", hero.and_then(|hero| pixels(hero.width))),
        ("og:image:height", hero.and_then(|hero| pixels(hero.height))),
        ("og:image:alt", hero.and_then(|hero| hero.alt.clone())),
        ("article:published_time", article.published.clone()),
        ("article:modified_time", article.updated.clone()),
        ("article:section", article.kicker.clone()),
    ]
    .into_iter()
    .filter_map(|(property, content)| Some((property, content?)))
    .collect()
}

/// So many characters are shown of a description at most.
const LONGEST: usize = 200;

/// The standfirst, else the beginning of the text.
fn description(article: &Article) -> String {
    if !article.standfirst.is_empty() {
        return article.standfirst.to_plain();
    }
    let first = article.body.iter().find_map(|block| match block {
        Block::Paragraph { text } => Some(text.to_plain()),
        _ => None,
    });
    let text = first.unwrap_or_default();
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        // To the end of a word, in scripts that have spaces.
        short.truncate(short.rfind(' ').unwrap_or(short.len()));
        short.push('…');
    }
    short
}
