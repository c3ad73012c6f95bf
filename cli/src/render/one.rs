//! One article, from JSON to HTML.

use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use article_widget::format::{self, ReadOptions};
use article_widget::render::{self, Options};
use clap::Args;

use crate::input::{Input, Reading};
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
    /// The same folder on this machine: where a package has the style sheet under a name by its
    /// content, it is looked up here
    #[arg(long = "files", value_name = "FOLDER")]
    published: Option<PathBuf>,
    /// The address of the style sheet, instead of article-widget.css in the folder
    #[arg(long, value_name = "URL")]
    stylesheet: Option<String>,
    /// The JSON is published beside the page: src is its name
    #[arg(long, conflicts_with = "base")]
    beside: bool,
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

fn attribute(text: &str) -> std::result::Result<(String, String), String> {
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

/// Where an article's JSON is.
pub(crate) struct Source {
    /// As the page will ask for it.
    pub(crate) src: Option<String>,
    /// What its relative URLs are relative to.
    pub(crate) base: Option<String>,
}

/// The name of the style sheet in a folder of the widget's files. In a package it lies in a folder
/// with a name by its content, which the entry knows.
fn sheet_of(folder: &Path) -> Result<String> {
    const NAME: &str = "article-widget.css";
    if folder.join(NAME).is_file() {
        return Ok(NAME.into());
    }
    let entry = folder.join("article-widget.js");
    let text = fs::read_to_string(&entry).with_context(|| entry.display().to_string())?;
    let folders = folder.read_dir()?.flatten().filter(|inside| inside.path().join(NAME).is_file());
    let mut names = folders.filter_map(|inside| inside.file_name().into_string().ok());
    let name = names.find(|name| text.contains(name.as_str()));
    let name = name.with_context(|| format!("there is no style sheet in {}", folder.display()))?;
    Ok(format!("{name}/{NAME}"))
}

/// Renders articles, each with the same options.
pub(crate) struct Renderer {
    read: ReadOptions,
    options: Options,
    is_page: bool,
    is_beside: bool,
}

impl Renderer {
    pub(crate) fn new(reading: &Reading, drawing: &Drawing) -> Result<Self> {
        let Drawing { page, assets, attribute, width, beside, .. } = drawing.clone();
        let within = |name: &str| {
            let separator = if assets.ends_with('/') || assets.is_empty() { "" } else { "/" };
            format!("{assets}{separator}{name}")
        };
        let sheet = match (&drawing.stylesheet, &drawing.published) {
            (Some(address), _) => address.clone(),
            (None, Some(folder)) => within(&sheet_of(folder)?),
            (None, None) => within("article-widget.css"),
        };
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
        Ok(Renderer { read: reading.options(), options, is_page: page, is_beside: beside })
    }

    /// The address that is given for all JSON.
    pub(crate) fn base(&self) -> Option<&str> {
        self.read.base.as_deref()
    }

    /// Where the JSON of an input is.
    pub(crate) fn source(&self, input: &Input) -> Source {
        let name = input.relative().and_then(Path::file_name).filter(|_| self.is_beside);
        let base = input.base(self.base());
        let src = name.map(|name| name.to_string_lossy().into_owned());
        Source { src: src.or_else(|| base.clone()), base }
    }

    /// Everything but the JSON that the HTML depends on.
    pub(crate) fn fingerprint(&self) -> String {
        let Renderer { read, options, is_page, is_beside } = self;
        format!("{} {read:?} {options:?} {is_page} {is_beside}", render::VERSION)
    }

    /// The HTML of an article.
    pub(crate) fn html(&self, text: &str, source: Source) -> std::result::Result<Vec<u8>, Failure> {
        let mut html = Vec::new();
        self.write(text, source, &mut html)?;
        Ok(html)
    }

    /// Writes the HTML of an article.
    pub(crate) fn write(
        &self,
        text: &str,
        Source { src, base }: Source,
        out: &mut impl Write,
    ) -> std::result::Result<(), Failure> {
        let mut read = self.read.clone();
        read.base = base;
        let mut options = self.options.clone();
        if let Some(src) = src {
            options = options.attribute("src", src);
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
