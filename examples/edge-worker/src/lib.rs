//! What the worker asks of the library: an article as a fragment, as a page, as an oEmbed answer.

mod address;
mod oembed;

use article_widget::article::Article;
use article_widget::format::{self, ReadOptions};
use article_widget::render::{self, Options};
use wasm_bindgen::prelude::*;

pub use address::is_public;

/// Where an article's JSON came from, how it is to be drawn, and where the widget's files are.
#[wasm_bindgen]
pub struct Drawing {
    src: String,
    attributes: Vec<(String, String)>,
    stylesheet: String,
    script: String,
}

/// Why an article cannot be shown.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Fault {
    kind: &'static str,
    message: String,
}

#[wasm_bindgen]
impl Fault {
    /// The kind, as the widget names it.
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        self.kind.into()
    }

    /// What a publisher needs to mend it.
    #[wasm_bindgen(getter)]
    pub fn message(&self) -> String {
        self.message.clone()
    }
}

impl From<article_widget::Error> for Fault {
    fn from(error: article_widget::Error) -> Self {
        Fault { kind: error.kind.as_str(), message: error.message }
    }
}

#[wasm_bindgen]
impl Drawing {
    /// Of the JSON at an address, with the addresses of the style sheet and of the script.
    #[wasm_bindgen(constructor)]
    pub fn new(src: String, stylesheet: String, script: String) -> Self {
        Drawing { src, attributes: Vec::new(), stylesheet, script }
    }

    /// Adds an attribute of the element.
    pub fn set(&mut self, name: String, value: String) {
        self.attributes.push((name, value));
    }

    /// The element alone.
    pub fn fragment(&self, json: &str) -> Result<String, Fault> {
        Ok(render::render(&self.read(json)?, &self.options()))
    }

    /// A whole document.
    pub fn page(&self, json: &str) -> Result<String, Fault> {
        Ok(render::page(&self.read(json)?, &self.options()))
    }

    /// The oEmbed answer whose frame shows a page of so many pixels.
    pub fn oembed(&self, json: &str, page: &str, width: u32, height: u32) -> Result<String, Fault> {
        Ok(oembed::answer(&self.read(json)?, page, width, height))
    }

    fn read(&self, json: &str) -> Result<Article, Fault> {
        let mut options = ReadOptions::default();
        options.base = Some(self.src.clone());
        options.format = self.attribute("format");
        options.item = self.attribute("item");
        Ok(format::read(json, &options)?.article)
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(value.clone())
    }

    fn options(&self) -> Options {
        let mut options =
            Options::new(self.stylesheet.as_str()).attribute("src", self.src.as_str());
        options.script = self.script.clone();
        self.attributes
            .iter()
            .fold(options, |options, (name, value)| options.attribute(name, value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing() -> Drawing {
        let script = "/article-widget/article-widget.js".into();
        Drawing::new("https://news.example/1.json".into(), "/a.css".into(), script)
    }

    #[test]
    fn a_fragment_is_what_the_library_renders() {
        let json = r#"{"headline": "Tides", "body": "<p><img src=\"sea.jpg\"></p>"}"#;
        let mut drawing = drawing();
        drawing.set("theme".into(), "dark".into());
        let html = drawing.fragment(json).unwrap();
        assert!(
            html.starts_with("<article-widget src=\"https://news.example/1.json\" theme=\"dark\" ")
        );
        assert!(html.contains("src=\"https://news.example/sea.jpg\""), "{html}");
        assert!(
            drawing.page(json).unwrap().contains("<script type=\"module\" src=\"/article-widget/")
        );
    }

    #[test]
    fn one_of_several_is_picked() {
        let json = r#"[{"headline": "A", "body": "a"}, {"headline": "B", "body": "b"}]"#;
        let mut drawing = drawing();
        drawing.set("item".into(), "1".into());
        assert!(drawing.fragment(json).unwrap().contains(">B</h2>"));
    }

    #[test]
    fn what_is_no_article_says_why() {
        let kinds = ["{", "{}", r#"{"headline": "A"}"#]
            .map(|json| drawing().page(json).unwrap_err().kind());
        assert_eq!(kinds, ["not-json", "unknown-format", "no-article"]);
    }
}
