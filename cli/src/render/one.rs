//! One article, from JSON to HTML.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use article_widget::format::{self, ReadOptions};
use article_widget::render::{self, Options};
use clap::Args;

use crate::input::Reading;
use crate::terminal;

/// How articles are drawn.
#[derive(Args, Clone, Debug)]
pub(crate) struct Drawing {
    /// Write a whole page, with title, description, Open Graph and JSON-LD
    #[arg(long)]
    page: bool,
    /// The folder that the widget's files are served from
    #[arg(long, value_name = "URL", default_value = "./")]
    assets: String,
    /// The address of the style sheet, instead of article-widget.css in the folder
    #[arg(long, value_name = "URL")]
    stylesheet: Option<String>,
    /// The address of the script in a page, instead of article-widget.js in the folder; empty for none
    #[arg(long, value_name = "URL")]
    script: Option<String>,
    /// An attribute of the element, such as theme=dark; as often as needed
    #[arg(long, short, value_name = "NAME=VALUE", value_parser = attribute)]
    attribute: Vec<(String, String)>,
    /// The width in CSS pixels that pictures will be shown at
    #[arg(long, value_name = "PIXELS")]
    width: Option<u32>,
}

fn attribute(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    match Options::new("").attribute(name, value).attributes.as_slice() {
        [_] if !["src", "format", "item"].contains(&name) => Ok((name.into(), value.into())),
        _ => Err("no attribute that can be set here".into()),
    }
}

/// Why an article could not be rendered.
pub(crate) struct Failure {
    /// The kind, as the widget names it; `file` where the file could not be read or written.
    pub(crate) kind: &'static str,
    /// Where in the JSON.
    pub(crate) path: String,
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn file(error: impl std::fmt::Display) -> Self {
        Failure { kind: "file", path: String::new(), message: format!("{error:#}") }
    }

    /// The line that tells it.
    pub(crate) fn line(&self, name: &str) -> String {
        terminal::clean(&format!("{name}: error: {} [{}]", self.message, self.kind))
    }
}

impl From<article_widget::Error> for Failure {
    fn from(error: article_widget::Error) -> Self {
        let path = error.path().unwrap_or_default().to_owned();
        Failure { kind: error.kind.as_str(), path, message: error.message }
    }
}

/// Renders articles, each with the same options.
pub(crate) struct Renderer {
    read: ReadOptions,
    options: Options,
    is_page: bool,
}

impl Renderer {
    pub(crate) fn new(reading: &Reading, drawing: &Drawing) -> Self {
        let Drawing { page, assets, attribute, width, .. } = drawing.clone();
        let within = |name: &str| {
            let separator = if assets.ends_with('/') || assets.is_empty() { "" } else { "/" };
            format!("{assets}{separator}{name}")
        };
        let sheet = drawing.stylesheet.clone().unwrap_or_else(|| within("article-widget.css"));
        let mut options = Options::new(sheet);
        options.script = drawing.script.clone().unwrap_or_else(|| within("article-widget.js"));
        options.width = width;
        let own = [("format", &reading.format), ("item", &reading.item)];
        for (name, value) in own {
            if let Some(value) = value {
                options = options.attribute(name, value);
            }
        }
        for (name, value) in attribute {
            options = options.attribute(&name, value);
        }
        Renderer { read: reading.options(), options, is_page: page }
    }

    /// The address that all JSON is relative to.
    pub(crate) fn base(&self) -> Option<&str> {
        self.read.base.as_deref()
    }

    /// Everything but the JSON that the HTML depends on.
    pub(crate) fn fingerprint(&self) -> String {
        format!("{} {:?} {:?} {}", render::VERSION, self.read, self.options, self.is_page)
    }

    /// The HTML of an article whose JSON is at an address.
    pub(crate) fn html(&self, text: &str, base: Option<&str>) -> Result<Vec<u8>, Failure> {
        let mut html = Vec::new();
        self.write(text, base, &mut html)?;
        Ok(html)
    }

    /// Writes the HTML of an article whose JSON is at an address.
    pub(crate) fn write(
        &self,
        text: &str,
        base: Option<&str>,
        out: &mut impl Write,
    ) -> Result<(), Failure> {
        let mut read = self.read.clone();
        read.base = base.map(str::to_owned);
        let mut options = self.options.clone();
        if let Some(base) = base {
            options = options.attribute("src", base);
        }
        // One article in a million must not end the run that it is in.
        let written = catch_unwind(AssertUnwindSafe(|| {
            let article = format::read(text, &read)?.article;
            if self.is_page {
                render::write_page(&article, &options, out).map_err(Failure::file)
            } else {
                render::write(&article, &options, out).map_err(Failure::file)
            }
        }));
        written.unwrap_or_else(|_| {
            let message = "a fault of the renderer itself".into();
            Err(Failure { kind: "internal", path: String::new(), message })
        })
    }
}
