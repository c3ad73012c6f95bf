//! What is missing, ignored or wrong in an article.

use anstyle::{AnsiColor, Style};
use article_widget::article::{Article, Block, Image, Media, Table};
use article_widget::format::Reading;
use serde::Serialize;

use super::fields;
use super::place::{Places, join};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// There is no article.
    Error,
    /// A reader misses something.
    Warning,
    /// It could be better.
    Hint,
}

impl Level {
    pub(super) fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        }
    }

    pub(super) fn style(self) -> Style {
        match self {
            Level::Error => AnsiColor::Red.on_default().bold(),
            Level::Warning => AnsiColor::Yellow.on_default().bold(),
            Level::Hint => AnsiColor::Cyan.on_default(),
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Finding {
    pub(super) level: Level,
    /// A short name, the same for all of its kind.
    pub(super) code: &'static str,
    /// Where in the JSON; empty for the whole.
    pub(super) path: String,
    pub(super) message: String,
}

impl Finding {
    pub(super) fn new(
        level: Level,
        code: &'static str,
        path: &str,
        message: impl Into<String>,
    ) -> Self {
        Finding { level, code, path: path.into(), message: message.into() }
    }
}

/// Everything there is to say about an article that was read from a place in a text.
pub(super) fn of(text: &str, path: &str, reading: &Reading) -> Vec<Finding> {
    let document = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let is_native = reading.format == "native";
    let places = Places::new(&document, path);
    let mut found = Finder { is_native, places, findings: Vec::new() };
    for warning in &reading.warnings {
        found.at(Level::Warning, "ignored", &warning.path, &warning.message);
    }
    if is_native {
        for fields::Unknown { path, key, like } in fields::unknown(found.places.item(), path) {
            let meant = like.map(|like| format!("; is it \"{like}\"?")).unwrap_or_default();
            let message = format!("no field is called \"{key}\": ignored{meant}");
            found.at(Level::Hint, "unknown-field", &path, &message);
        }
    }
    found.article(&reading.article);
    found.findings.sort_by_key(|finding| finding.level);
    found.findings
}

struct Finder<'a> {
    /// Whether the JSON's fields are the article's.
    is_native: bool,
    places: Places<'a>,
    findings: Vec<Finding>,
}

impl Finder<'_> {
    fn at(&mut self, level: Level, code: &'static str, path: &str, message: &str) {
        self.findings.push(Finding::new(level, code, path, message));
    }

    fn article(&mut self, article: &Article) {
        let Article { hero, authors, published, language, url, .. } = article;
        let item = self.places.root().to_owned();
        for (level, code, field, is_missing, message) in [
            (
                Level::Warning,
                "no-body",
                "body",
                article.body.is_empty(),
                "nothing of the body can be shown",
            ),
            (
                Level::Warning,
                "no-language",
                "language",
                language.is_none(),
                "no language: how to read it aloud, hyphenate it and write its dates is a guess",
            ),
            (Level::Warning, "no-date", "published", published.is_none(), "no date of publication"),
            (Level::Hint, "no-author", "authors", authors.is_empty(), "no author"),
            (
                Level::Hint,
                "no-standfirst",
                "standfirst",
                article.standfirst.is_empty(),
                "no standfirst",
            ),
            (Level::Hint, "no-hero", "hero", hero.is_none(), "no lead picture"),
            (
                Level::Hint,
                "no-url",
                "url",
                url.is_none(),
                "no address of the article's own page, so no link to it",
            ),
            (Level::Hint, "no-publisher", "publisher", article.publisher.is_none(), "no publisher"),
        ] {
            if is_missing {
                let path = if self.is_native { join(&item, field) } else { item.clone() };
                self.at(level, code, &path, message);
            }
        }
        if let Some(hero) = hero {
            self.image(hero, "the lead picture");
        }
        self.headings(&article.body);
        self.blocks(&article.body);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Image { image, .. } => self.image(image, "the picture"),
                Block::Gallery { images, .. } => {
                    images.iter().for_each(|image| self.image(image, "the picture"));
                }
                Block::Quote(quote) | Block::Pullquote(quote) => self.blocks(&quote.blocks),
                Block::Callout { blocks, .. } => self.blocks(blocks),
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Table(table) => self.table(table),
                Block::Embed(embed) if embed.title.is_none() => {
                    let path = self.places.of_address(&embed.url);
                    let message = "the embed has no title: its address stands in its place";
                    self.at(Level::Hint, "no-title", &path, message);
                }
                Block::Audio(media) => self.media(media, "the recording"),
                Block::Video(media) => self.media(media, "the film"),
                _ => {}
            }
        }
    }

    fn image(&mut self, image: &Image, what: &str) {
        let path = self.places.of_address(&image.src);
        let is_sized = image.width.is_some() && image.height.is_some();
        for (level, code, is_missing, lack) in [
            (
                Level::Warning,
                "no-alt",
                image.alt.is_none(),
                "no alt text: who cannot see it gets the caption or nothing",
            ),
            (
                Level::Warning,
                "no-size",
                !is_sized,
                "no width and height: the text below jumps when it arrives",
            ),
            (Level::Hint, "no-caption", image.caption.is_empty(), "no caption"),
            (Level::Hint, "no-credit", image.credit.is_none(), "no credit"),
        ] {
            if is_missing {
                self.at(level, code, &path, &format!("{what} has {lack}"));
            }
        }
        self.secure(&image.src, &path, what);
    }

    fn media(&mut self, media: &Media, what: &str) {
        let path = self.places.of_address(&media.src);
        if media.title.is_none() {
            let message = format!("{what} has no title: its address stands in its place");
            self.at(Level::Warning, "no-title", &path, &message);
        }
        self.secure(&media.src, &path, what);
    }

    fn secure(&mut self, address: &str, path: &str, what: &str) {
        if address.starts_with("http://") {
            let message = format!("{what} is at an http: address, which secure pages may not show");
            self.at(Level::Warning, "insecure", path, &message);
        }
    }

    fn table(&mut self, table: &Table) {
        let mut cells = table.rows.iter().flatten();
        if table.header == 0 && !cells.clone().any(|cell| cell.header) {
            let first = cells.find(|cell| !cell.text.is_empty());
            let path =
                self.places.of_text(&first.map(|cell| cell.text.to_plain()).unwrap_or_default());
            self.at(Level::Hint, "no-header", &path, "the table has no header");
        }
    }

    fn headings(&mut self, blocks: &[Block]) {
        let mut before = 1;
        for block in blocks {
            let Block::Heading { text, level } = block else { continue };
            if *level > before + 1 {
                let path = self.places.of_text(&text.to_plain());
                let message = match before {
                    1 => format!("the first heading is of level {level}, not 2"),
                    before => format!("a heading of level {level} follows one of level {before}"),
                };
                self.at(Level::Hint, "heading-order", &path, &message);
            }
            before = *level;
        }
    }
}
