//! Articles that are read by a head: lines of `field: path | path`, the first path that holds
//! something wins.

use super::pool::Pool;
use super::reader::{Reader, items};
use super::{date, finish, markdown, portable_text, simorgh, tree};
use crate::article::{Article, Author, Block, Direction, Image, Mark, Publisher, Text, settle};
use crate::error::{Error, ErrorKind};
use crate::html::{self, TextBuilder};
use crate::json::Value;
use crate::numbers;
use crate::read_time::Amount;

/// What a head need not say.
const COMMON: &str = "
headline: title|headline|name
url: url|link
authors: authors|author
published: published
updated: updated
language: language|lang|locale
direction: direction|dir
body: body|content
";

/// The head of an editor's document, whose fields have the names that sites give them; only where its
/// tree lies is the editor's own.
macro_rules! editors_head {
    ($body:literal) => {
        concat!(
            "
hero: mainImage|heroImage|coverImage|cover|image|hero
kicker: category|section
standfirst: standfirst|excerpt|description|summary|subtitle
published: publishedAt|published|date|_createdAt|createdAt
updated: updatedAt|updated|_updatedAt
url: url|canonicalUrl
body: ",
            $body,
            "\n"
        )
    };
}
pub(super) use editors_head;

// What pictures say about themselves, in all formats.
const SRC: &str =
    "source_url|src|url|URL|contentUrl|href|file.url|file|asset.url|image.url|uri.url|link|@id";
const WIDTH: &str =
    "width.value|width.name|width|media_details.width|file.details.image.width|dimensions.width";
const HEIGHT: &str = "height.value|height.name|height|media_details.height|file.details.image.height|dimensions.height";
const ALT: &str = "alt_text|alt|altText|alternativeText|accessibilityCaption|description";
const CAPTION: &str =
    "caption.rendered|caption.text|caption|description_text|body_text|descriptions.value|subtitle";
const CREDIT: &str = "credit|creditText|creditLine|creditline|copyrightNotice|copyrightHolder|copyrightholder|copyright|\
    creator.name|credits.photographer.name|credits.by.name|credits.by.byline|credits.affiliation.name|byline|by|\
    producer|provider";
const SIZES: &str = "media_details.sizes[*]|formats[*]|renditions[*]|assets[]|media.allImages[]|imageSources.srcSet[]|\
    enclosures[]|posterImage|relationships.field_media_image.data";
/// Where the fields of a node or picture may lie one level deeper.
const INSIDE: &str =
    "data.attributes|data|attrs|attributes|fields|value|meta|imageTypeData|typeData|model|file";
/// How deep pictures lie in pictures, as their sizes.
const MAX_SIZES: usize = 8;
const ID: &str = "@id|id|ID|sys.id|href";
const NAME: &str = "attributes.display_name|attributes.name|fields.name|name|displayName|display_name|byline|title|webTitle";
const PAGE: &str = "url|URL|link|webUrl";

/// Reads the article by the format's head.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Article, Error> {
    read_with(reader, |_, _| ())
}

/// Reads the article by the format's head, and mends what no path can say.
pub(super) fn read_with(
    reader: &mut Reader<'_>,
    mend: fn(&mut Reader<'_>, &mut Article),
) -> Result<Article, Error> {
    let item = reader.source.item;
    let mut article = Article {
        headline: reader.title(),
        kicker: reader.words(item, reader.line("kicker")),
        standfirst: reader.prose(item, reader.line("standfirst")),
        hero: reader.hero(reader.line("hero")),
        authors: reader.authors(reader.line("authors")),
        published: reader.day(reader.line("published")),
        updated: reader.day(reader.line("updated")),
        language: reader.tag(),
        direction: reader.direction(),
        read_minutes: reader.source.first(item, reader.line("minutes")).and_then(minutes),
        url: reader.page(item, reader.line("url")),
        publisher: reader.publisher(),
        truncated: false,
        body: Vec::new(),
    };
    for path in reader.line("body").split('|') {
        for value in reader.source.walk(item, path) {
            reader.body(value, &mut article.body);
        }
        if !article.body.is_empty() {
            break;
        }
    }
    if article.body.is_empty() {
        for value in reader.source.walk(item, reader.line("text")) {
            if let Value::String(text) = value {
                reader.plain(value, text, &mut article.body);
            }
        }
    }
    mend(reader, &mut article);
    // A body alone may begin with its headline.
    if article.headline.is_empty()
        && let Some(Block::Heading { text, .. }) = article.body.first_mut()
    {
        article.headline = std::mem::take(text);
        article.body.remove(0);
    }
    finish::finish(&mut article);
    reader.complete(&mut article)?;
    Ok(article)
}

impl<'a> Reader<'a> {
    /// The paths of a field.
    pub(super) fn line(&self, field: &str) -> &'static str {
        let paths = |line: &'static str| {
            let (name, paths) = line.split_once(':')?;
            (name == field).then_some(paths)
        };
        // A list of blocks has no fields.
        if matches!(self.source.item, Value::Array(_)) && field != "body" {
            return "";
        }
        let mut lines = self.head.split('\n');
        lines.find_map(paths).or_else(|| COMMON.split('\n').find_map(paths)).unwrap_or_default()
    }

    /// An article without text is none; one behind a wall is told so.
    fn complete(&mut self, article: &mut Article) -> Result<(), Error> {
        let item = self.source.item;
        let shortened = self.source.first(item, self.line("shortened"));
        let wall = shortened.or_else(|| self.source.first(item, self.line("restricted")));
        let whole = self.source.first(item, self.line("words")).and_then(whole);
        if article.body.is_empty() {
            return Err(match wall {
                Some(_) => Error::new(
                    ErrorKind::Restricted,
                    "The text is for members, or needs a password: the JSON does not hold it.",
                ),
                None if article.headline.is_empty() => self.missing("headline"),
                None => {
                    let mut error = self.missing("body");
                    error.message.push_str("; lists and previews do not hold it");
                    error
                }
            });
        }
        if article.headline.is_empty() {
            return Err(self.missing("headline"));
        }
        // The publisher's count tells whether the text is all there; it may count a little otherwise.
        if let Some(wall) = shortened
            && whole.is_none_or(|whole| Amount::of(article).words() < whole / 10 * 9)
        {
            article.truncated = true;
            self.warn(wall, "the text is for members only: this is the beginning of it");
        }
        Ok(())
    }

    fn text_of(&mut self, value: &Value) -> Option<String> {
        if let Value::Object(_) = value { None } else { self.as_string(value) }
    }

    /// Running text, with markup or without.
    pub(super) fn as_prose(&mut self, value: &Value) -> Text {
        let Some(source) = self.text_of(value) else { return Text::default() };
        if !is_markup(&source) {
            return plain(&source);
        }
        // Related links are no part of a deck.
        let list =
            source.as_bytes().windows(3).position(|part| part == b"<ul").filter(|at| *at > 0);
        let mut text = html::text(list.and_then(|at| source.get(..at)).unwrap_or(&source));
        self.settled_text(value, &mut text);
        text
    }

    pub(super) fn prose(&mut self, at: &Value, paths: &str) -> Text {
        self.prose_of(self.source.all(at, paths))
    }

    /// The first of some values that says something.
    fn prose_of(&mut self, found: Vec<&Value>) -> Text {
        let mut texts = found.into_iter().map(|value| self.as_prose(value));
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn words_of(&mut self, found: Vec<&Value>) -> Option<String> {
        let words = self.prose_of(found).to_plain();
        if words.is_empty() { None } else { Some(words) }
    }

    /// Plain text, whose entities and tags are read.
    pub(super) fn words(&mut self, at: &Value, paths: &str) -> Option<String> {
        self.words_of(self.source.all(at, paths))
    }

    fn title(&mut self) -> Text {
        let title = self.prose(self.source.item, self.line("headline"));
        finish::copy(title, usize::MAX, |mark| match mark {
            Mark::Style(style) => matches!(style.tag(), "em" | "i" | "sub" | "sup"),
            _ => false,
        })
    }

    fn day(&mut self, paths: &str) -> Option<String> {
        for path in paths.split('|') {
            for value in self.source.walk(self.source.item, path) {
                let Some(mut date) = date::read(value) else {
                    self.warn(value, "not a date: left out");
                    continue;
                };
                // These have no zone of their own.
                if path.trim_end().ends_with("_gmt") && !date.ends_with('Z') {
                    date.push('Z');
                }
                return Some(date);
            }
        }
        None
    }

    fn tag(&mut self) -> Option<String> {
        let found = self.source.all(self.source.item, self.line("language"));
        found.into_iter().find_map(|value| {
            let tag = self.text_of(value)?;
            // A name, such as English, would pass for a tag.
            let is_tag = tag.split(['-', '_']).next().is_some_and(|first| first.len() < 4);
            let tag = settle::language(&tag).filter(|tag| is_tag && tag != "und");
            if tag.is_none() {
                self.warn(value, "not a language tag such as en or pt-BR: left out");
            }
            tag
        })
    }

    fn direction(&mut self) -> Option<Direction> {
        match self.source.first(self.source.item, self.line("direction"))? {
            Value::String(direction) if direction == "ltr" => Some(Direction::Ltr),
            Value::String(direction) if direction != "rtl" => None,
            Value::String(_) | Value::Bool(true) => Some(Direction::Rtl),
            _ => None,
        }
    }

    /// A link that is fit to be shown.
    pub(super) fn page(&mut self, at: &Value, paths: &str) -> Option<String> {
        let found = self.source.all(at, paths);
        found.into_iter().find_map(|value| match value {
            // Some say `"True"`.
            Value::String(url) if url.bytes().any(|byte| matches!(byte, b'/' | b':')) => {
                self.urls.link(url)
            }
            _ => None,
        })
    }

    fn authors(&mut self, paths: &str) -> Vec<Author> {
        let mut authors = Vec::new();
        for path in paths.split('|') {
            for value in self.source.walk(self.source.item, path) {
                authors.extend(items(value).iter().filter_map(|value| self.person(value)));
            }
            if !authors.is_empty() {
                break;
            }
        }
        authors
    }

    fn person(&mut self, value: &Value) -> Option<Author> {
        let value = value.get("embed").unwrap_or(value);
        let value = self.resolve(value);
        if let Value::Object(_) = value {
            let name = self.words(value, NAME)?;
            return Some(Author { name, url: self.page(value, PAGE) });
        }
        let name = self.as_prose(value).to_plain();
        let bare = match name.as_bytes().get(..3) {
            Some(by) if by.eq_ignore_ascii_case(b"by ") => name.get(3..),
            Some(b"Von") => name.strip_prefix("Von "),
            _ => None,
        };
        let name = bare.unwrap_or(&name);
        if name.is_empty() { None } else { Some(Author { name: name.into(), url: None }) }
    }

    fn publisher(&mut self) -> Option<Publisher> {
        let value = self.source.first(self.source.item, self.line("publisher"))?;
        let Author { name, url } = self.person(value)?;
        let url = url.or_else(|| self.page(self.source.item, self.line("publisher-url")));
        Some(Publisher { name, url })
    }

    /// What references of this document lead to.
    pub(super) fn references(&self) -> Pool<'a> {
        let source = self.source;
        let mut parts = Vec::new();
        for part in source.all(source.item, self.line("pool")) {
            parts.extend(source.first(part, ID).map(|id| (id, part)));
        }
        Pool::new(&parts)
    }

    /// What a reference refers to, which lies in the format's pool.
    pub(super) fn resolve<'v>(&self, value: &'v Value) -> &'v Value
    where
        'a: 'v,
    {
        let Some(id) = self.source.first(value, ID) else { return value };
        let asset = match id {
            Value::String(href) => href.strip_prefix("#/assets/"),
            _ => None,
        };
        let found = match asset {
            Some(id) => self.pool.find(&Value::String(id.into())),
            None => self.pool.find(id),
        };
        found.filter(|found| self.pool.afford(found)).unwrap_or(value)
    }

    pub(super) fn hero(&mut self, paths: &str) -> Option<Image> {
        let item = self.source.item;
        let found = self.source.all(item, paths);
        found.into_iter().find_map(|value| {
            let mut image = self.image(value)?;
            image.alt = image.alt.or_else(|| self.words(item, self.line("alt")));
            image.credit = image.credit.or_else(|| self.words(item, self.line("credit")));
            if image.caption.is_empty() {
                image.caption = self.prose(item, self.line("caption"));
            }
            self.settled(value, image)
        })
    }

    /// A picture of any shape: a URL, an object, a list of sizes.
    pub(super) fn image(&mut self, value: &Value) -> Option<Image> {
        // References may lead in circles.
        self.sizes += 1;
        let image = if self.sizes > MAX_SIZES { None } else { self.picture(value) };
        self.sizes -= 1;
        image
    }

    fn picture(&mut self, value: &Value) -> Option<Image> {
        let reference = value;
        let value = self.resolve(value);
        match value {
            Value::String(markup) if is_markup(markup) => {
                html::blocks(markup).into_iter().find_map(|block| match block {
                    Block::Image { image, .. } => Some(image),
                    _ => None,
                })
            }
            Value::String(_) => Some(Image { src: self.address(value)?, ..Image::default() }),
            Value::Object(_) => {
                if self.source.first(value, "model.blocks").is_some() {
                    return simorgh::image(self, value);
                }
                let kind = self.source.first(value, "mimetype|mimeType|contentType|contenttype");
                if let Some(Value::String(kind)) = kind
                    && !kind.starts_with("image")
                {
                    return None;
                }
                let mut places = vec![value];
                places.extend(self.source.all(value, INSIDE));
                if !std::ptr::eq(value, reference) {
                    places.extend(self.source.all(reference, INSIDE));
                }
                let mut image = Image::default();
                for address in self.source.among(&places, SRC) {
                    if image.src.is_empty() {
                        image.src = self.address(address).unwrap_or_default();
                    }
                }
                image.width = self.length(&places, WIDTH);
                image.height = self.length(&places, HEIGHT);
                image.alt = self.words_of(self.source.among(&places, ALT));
                image.caption = self.prose_of(self.source.among(&places, CAPTION));
                if self.source.first(value, "[displayCredit=false]").is_none() {
                    image.credit = self.words_of(self.source.among(&places, CREDIT));
                }
                if image.caption.is_empty() {
                    image.caption = self.prose(reference, "meta.title");
                }
                if image.src.is_empty()
                    && let Some(Value::String(reference)) = self.source.first(value, "asset._ref")
                {
                    image = portable_text::image(self, value, reference, image);
                }
                let sizes = self.source.among(&places, SIZES);
                with_sizes(image, sizes.into_iter().filter_map(|it| self.image(it)).collect())
            }
            Value::Array(items) => {
                let images = items.iter().filter_map(|item| self.image(item)).collect();
                with_sizes(Image::default(), images)
            }
            _ => None,
        }
    }

    fn length(&self, places: &[&Value], paths: &str) -> Option<u32> {
        self.source.among(places, paths).into_iter().find_map(whole)
    }

    /// A picture's URL, whose `&amp;` is read.
    fn address(&mut self, value: &Value) -> Option<String> {
        match value {
            Value::String(url) => {
                let url = html::decode(url);
                self.urls.resource(url.strip_prefix("bundle://").unwrap_or(&url))
            }
            _ => None,
        }
    }

    /// A body of any kind.
    pub(super) fn body(&mut self, value: &Value, body: &mut Vec<Block>) {
        match value {
            Value::String(text) if text.starts_with('{') => {
                tree::read_text(self, value, text, body)
            }
            Value::String(text) if self.is_markdown(text) => {
                let markup = markdown::to_html(text);
                self.html(value, &markup, body);
            }
            Value::String(text) if is_markup(text) => self.html(value, text, body),
            Value::String(text) => self.plain(value, text, body),
            Value::Array(_) | Value::Object(_) => tree::read(self, value, body),
            _ => self.wrong_type(value, "text"),
        }
    }

    /// Whether the format's texts are Markdown, and this is no HTML.
    pub(super) fn is_markdown(&self, text: &str) -> bool {
        !self.line("strings").is_empty() && !text.trim_start().starts_with('<')
    }

    /// Paragraphs without markup, parted by blank lines, or else by the ends of lines.
    pub(super) fn plain(&mut self, at: &Value, source: &str, body: &mut Vec<Block>) {
        let blank_lines = source.trim().split('\n').any(|line| line.trim().is_empty());
        let mut text = TextBuilder::default();
        for line in source.split('\n') {
            if line.trim().is_empty() || !blank_lines {
                text.text(&html::decode(line), &[]);
                let text = text.take();
                self.add(at, Block::Paragraph { text }, body);
            } else {
                text.text(&html::decode(line), &[]);
                text.line_break();
            }
        }
        let text = text.take();
        self.add(at, Block::Paragraph { text }, body);
    }
}

/// Adds other sizes of a picture, or takes the widest as the picture.
fn with_sizes(mut image: Image, mut sizes: Vec<Image>) -> Option<Image> {
    if image.src.is_empty() {
        // Of equals the first.
        let mut widest = 0;
        for size in &sizes {
            widest = widest.max(size.width.unwrap_or(0));
        }
        let at = sizes.iter().position(|size| size.width.unwrap_or(0) == widest)?;
        let size = sizes.get_mut(at)?;
        image.src = size.src.clone();
        finish::fill(&mut image, size);
    }
    let ratio = |size: &Image| Some((size.width? as f32, size.width? as f32 / size.height? as f32));
    let Some((own, wanted)) = ratio(&image) else { return Some(image) };
    let mut srcset = String::new();
    let mut others = 0;
    let mut push = |src: &str, width: f32| {
        srcset.push_str(src);
        srcset.push(' ');
        numbers::push(width as u64, &mut srcset);
        srcset.push_str("w, ");
    };
    push(&image.src, own);
    for size in &sizes {
        // Other ratios are crops.
        if let Some((width, is)) = ratio(size)
            && width != own
            && (is / wanted - 1.0).abs() < 0.02
            && finish::same_picture(&size.src, &image.src)
        {
            push(&size.src, width);
            others += 1;
        }
    }
    if others > 0 {
        image.srcset = Some(srcset);
    }
    Some(image)
}

/// Text that is markup: no prose has such characters.
pub(super) fn is_markup(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|part| matches!(part, [b'<', b'/', _] | b"<br" | b"<im" | b"<p>"))
}

fn plain(source: &str) -> Text {
    let mut text = TextBuilder::default();
    text.text(&html::decode(source), &[]);
    text.take()
}

/// A whole number, also in quotes and with a unit.
pub(super) fn whole(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) if *number >= 1.0 => Some(*number as u32),
        Value::String(text) => numbers::leading(text).filter(|number| *number > 0),
        _ => None,
    }
}

/// Minutes, also as in ISO 8601: `PT1H5M`.
fn minutes(value: &Value) -> Option<u32> {
    let Value::String(text) = value else { return whole(value) };
    let Some((_, mut rest)) = text.split_once('T') else { return whole(value) };
    let mut minutes = 0;
    while let Some(number) = numbers::leading(rest) {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        match rest.as_bytes().first() {
            Some(b'H') => minutes += number.min(1000) * 60,
            Some(b'M') => minutes += number.min(1000),
            _ => {}
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    Some(minutes).filter(|minutes| *minutes > 0)
}
