//! The article as HTML, before any script runs: what the element draws, written as text.
//!
//! ```
//! use article_widget::{format, render};
//!
//! let json = r#"{"headline": "Tides & times", "body": "<p>The sea came in.</p>"}"#;
//! let article = format::read(json, &Default::default())?.article;
//! let options = render::Options::new("https://cdn.example/article-widget/1/article-widget.css")
//!     .attribute("src", "/articles/42.json");
//! let html = render::render(&article, &options);
//! assert!(html.starts_with("<article-widget src=\"/articles/42.json\" state=\"ready\">"));
//! assert!(html.contains(">Tides &amp; times</h2>"));
//! # Ok::<(), article_widget::Error>(())
//! ```

mod markup;
mod page;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

use std::io::{self, Write};
use std::rc::Rc;

use yew::Callback;

use crate::article::Article;
use crate::labels::Labels;
use crate::view::{self, Drawing};
pub use page::{page, write_page};

use markup::{attributes, drawing, element, escape, text_of};

/// What a prerendered article says about the code that drew it. The element takes over only what its
/// own version has drawn.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How an article is to be rendered.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// The address of the widget's style sheet.
    pub stylesheet: String,
    /// The address of the widget's script, for a whole page; empty for a page without.
    pub script: String,
    /// The attributes of the element, each with the meaning that it has in a page.
    pub attributes: Vec<(String, String)>,
    /// The width in CSS pixels that pictures will be shown at, where it is known.
    pub width: Option<u32>,
}

impl Options {
    /// With the style sheet at an address.
    pub fn new(stylesheet: impl Into<String>) -> Self {
        Options { stylesheet: stylesheet.into(), ..Options::default() }
    }

    /// The same with one attribute of the element, in place of what it was before. What cannot be an
    /// attribute's name is left out.
    #[must_use]
    pub fn attribute(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.retain(|(known, _)| known != name);
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        // The state is what the renderer says it is.
        if !name.is_empty() && name.bytes().all(is_name) && name != "state" {
            self.attributes.push((name.into(), value.into()));
        }
        self
    }

    fn get(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(value.clone()).filter(|value| !value.is_empty())
    }

    fn view(&self, article: &Article) -> view::Options {
        let language = view::language(|name| self.get(name), Some(article));
        let width = self.width;
        view::Options::of_attributes(
            |name| self.get(name),
            Rc::new(Labels::for_language(&language)),
            Callback::from(move |()| width),
        )
    }

    fn draw(&self, article: &Article) -> Drawing {
        view::article(article, &self.view(article))
    }
}

/// The whole element as HTML: its shadow root in a `<template>`, and a link for whoever shows none.
pub fn render(article: &Article, options: &Options) -> String {
    text(|out| write(article, options, out))
}

/// Writes what [`render`] gives.
///
/// # Errors
///
/// Those of the writer.
pub fn write(article: &Article, options: &Options, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<article-widget")?;
    attributes(options.attributes.iter().map(|(name, value)| (&**name, &**value)), out)?;
    out.write_all(b" state=\"ready\"><template shadowrootmode=\"open\">")?;
    element("link", &[("rel", "stylesheet"), ("href", &options.stylesheet)], out)?;
    element("div", &[("class", "stage"), ("data-version", VERSION)], out)?;
    drawing(&options.draw(article), out)?;
    out.write_all(b"</div></template>")?;
    fallback(article, out)?;
    out.write_all(b"</article-widget>")
}

/// For readers without declarative shadow roots: feeds, old browsers.
fn fallback(article: &Article, out: &mut impl Write) -> io::Result<()> {
    let headline = article.headline.to_plain();
    element("p", &[], out)?;
    match &article.url {
        Some(url) => {
            element("a", &[("href", url)], out)?;
            escape(&headline, out)?;
            out.write_all(b"</a>")?;
        }
        None => escape(&headline, out)?,
    }
    out.write_all(b"</p>")?;
    if !article.standfirst.is_empty() {
        element("p", &[], out)?;
        escape(&article.standfirst.to_plain(), out)?;
        out.write_all(b"</p>")?;
    }
    Ok(())
}

/// The parts of an article as they are drawn, each with its text: what the widget says of it in its
/// own words, such as the `byline`.
pub fn texts(article: &Article, options: &Options) -> Vec<(String, String)> {
    text_of(&options.draw(article))
}

/// A drawing as markup.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn markup(drawing: &Drawing) -> String {
    text(|out| markup::drawing(drawing, out))
}

fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    // Memory takes all that is written to it, and all of that came from strings.
    let _ = write(&mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}
