//! An article as it reads in a terminal.

mod body;
mod inline;
mod table;

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use article_widget::article::{Article, Image};

use body::Body;
use inline::{Links, styled};

/// Lines longer than this are hard to read, however wide the terminal is.
const MEASURE: usize = 76;
const MARGIN: &str = "  ";

const KICKER: Style = AnsiColor::Red.on_default().bold();
const QUIET: Style = Style::new().dimmed();

/// The texts of the article's parts, as the widget draws them.
pub(crate) struct Texts(pub(crate) Vec<(String, String)>);

impl Texts {
    fn get(&self, part: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == part).map(|(_, text)| text.as_str())
    }
}

/// The columns of the terminal, or as many as one that is none is given.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}

/// Text without what a terminal would obey.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// The article, set in so many columns, with escape sequences for its styles.
pub(crate) fn article(article: &Article, texts: &Texts, columns: usize) -> String {
    let mut page = Page::new(columns.saturating_sub(MARGIN.len()).clamp(16, MEASURE));
    let mut links = Links::default();
    if let Some(kicker) = &article.kicker {
        page.paragraph(&inline::words(kicker, KICKER));
    }
    page.paragraph(&styled(&article.headline, Style::new().bold(), &mut links));
    page.space();
    if !article.standfirst.is_empty() {
        page.paragraph(&styled(&article.standfirst, Style::new().italic(), &mut links));
        page.space();
    }
    let mut meta: Vec<String> = texts.get("byline").map(str::to_owned).into_iter().collect();
    let short = ["published", "updated", "read-time"].iter().filter_map(|part| texts.get(part));
    // A date stays on one line.
    meta.extend(short.map(|text| text.replace(' ', "\u{a0}")));
    page.paragraph(&inline::words(&meta.join(" · "), QUIET));
    page.space();
    if let Some(hero) = &article.hero {
        page.picture(hero, None, &mut links);
        page.space();
    }
    Body { page: &mut page, links: &mut links }.blocks(&article.body);
    for part in ["shortened", "source"] {
        if let Some(text) = texts.get(part) {
            page.paragraph(&inline::words(text, QUIET));
            page.space();
        }
    }
    for (number, address) in links.0.iter().enumerate() {
        let first = format!("[{}] ", number + 1);
        page.item(&first, |page| page.paragraph(&inline::words(address, QUIET)));
    }
    page.finish()
}

/// Lines of text below each other, each behind what it is nested in.
struct Page {
    width: usize,
    text: String,
    /// What the next line starts with, and what those after it do.
    first: String,
    rest: String,
}

impl Page {
    fn new(width: usize) -> Self {
        Page { width, text: String::new(), first: MARGIN.into(), rest: MARGIN.into() }
    }

    /// The columns that are left for text.
    fn room(&self) -> usize {
        let used = textwrap::core::display_width(&self.rest).saturating_sub(MARGIN.len());
        self.width.saturating_sub(used).max(8)
    }

    /// One line as it is.
    fn line(&mut self, line: &str) {
        let start = std::mem::replace(&mut self.first, self.rest.clone());
        let line = format!("{start}{line}");
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line, of which there are never two.
    fn space(&mut self) {
        if !self.text.ends_with("\n\n") && !self.text.is_empty() && self.first == self.rest {
            self.line("");
        }
    }

    /// Text, broken into lines.
    fn paragraph(&mut self, text: &str) {
        for line in textwrap::wrap(text, self.room()) {
            self.line(&line);
        }
    }

    /// Something behind a mark, with its further lines below its first.
    fn item(&mut self, mark: &str, inside: impl FnOnce(&mut Self)) {
        let width = textwrap::core::display_width(mark);
        self.within(mark, &" ".repeat(width), inside);
    }

    /// Something behind a mark, and its further lines behind another.
    fn within(&mut self, first: &str, rest: &str, inside: impl FnOnce(&mut Self)) {
        let outer = (self.first.clone(), self.rest.clone());
        self.first.push_str(first);
        self.rest.push_str(rest);
        inside(self);
        self.first = if self.first.starts_with(&self.rest) { outer.1.clone() } else { outer.0 };
        self.rest = outer.1;
    }

    /// A picture, by what it shows and what is said about it.
    fn picture(&mut self, image: &Image, url: Option<&str>, links: &mut Links) {
        let mut size = String::new();
        if let (Some(width), Some(height)) = (image.width, image.height) {
            let _ = write!(size, ", {width} × {height}");
        }
        let alt = image.alt.as_deref().unwrap_or("no alt text");
        let number = url.map(|url| links.number(url)).unwrap_or_default();
        let bar = format!("{QUIET}│{QUIET:#} ");
        self.within(&bar, &bar, |page| {
            let shown = format!("[Picture{size}] {alt}{number}");
            page.paragraph(&inline::words(&shown, QUIET));
            page.caption(image, links);
        });
    }

    fn caption(&mut self, image: &Image, links: &mut Links) {
        let mut caption = styled(&image.caption, Style::new(), links);
        if let Some(credit) = &image.credit {
            if !caption.is_empty() {
                caption.push_str(" — ");
            }
            caption.push_str(&inline::words(credit, Style::new().italic()));
        }
        if !caption.is_empty() {
            self.paragraph(&caption);
        }
    }

    fn finish(self) -> String {
        let mut text = self.text;
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }
}
