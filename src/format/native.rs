//! The project's own article JSON.

use super::Format;
use super::reader::{Reader, get, items};
use crate::article::{
    Article, Block, Cell, Direction, Embed, Image, List, ListItem, Media, Publisher, Quote, Table,
    settle,
};
use crate::error::Error;
use crate::json::Value;

pub(super) const FORMAT: Format = Format {
    name: "native",
    // One of the two is enough to be told what is wrong with the other.
    recognise: "[headline]|[body]",
    head: || "",
    read,
};

fn read(reader: &mut Reader<'_>) -> Result<Article, Error> {
    let root = reader.source.item;
    let headline = reader.plain_or_html(root, "headline");
    if headline.is_empty() {
        return Err(reader.missing("headline"));
    }
    let Some(body) = get(root, "body") else { return Err(reader.missing("body")) };
    let mut article = Article {
        headline,
        kicker: reader.string(root, "kicker"),
        standfirst: reader.rich(root, "standfirst"),
        hero: get(root, "hero").and_then(|hero| picture(hero, reader)),
        authors: Vec::new(),
        published: reader.date(root, "published"),
        updated: reader.date(root, "updated"),
        language: reader.language(root, "language"),
        direction: direction(root, reader),
        read_minutes: reader.number(root, "readMinutes"),
        url: reader.link(root, "url"),
        publisher: get(root, "publisher").and_then(|publisher| {
            let author = reader.author(publisher, "name", "url")?;
            Some(Publisher { name: author.name, url: author.url })
        }),
        truncated: reader.flag(root, "truncated"),
        body: Vec::new(),
    };
    if let Some(authors) = get(root, "authors") {
        for author in items(authors) {
            article.authors.extend(reader.author(author, "name", "url"));
        }
    }
    match body {
        Value::String(html) => reader.html(body, html, &mut article.body),
        Value::Array(_) => blocks(body, reader, &mut article.body),
        _ => {
            reader.wrong_type(body, "HTML or a list of blocks");
            return Err(reader.missing("body"));
        }
    }
    // A body that says nothing is none; of one that was left out the warnings tell.
    if article.body.is_empty() && reader.warnings.is_empty() {
        return Err(reader.missing("body"));
    }
    Ok(article)
}

fn direction(root: &Value, reader: &mut Reader<'_>) -> Option<Direction> {
    let field = get(root, "direction")?;
    match reader.as_string(field)?.as_str() {
        "ltr" => Some(Direction::Ltr),
        "rtl" => Some(Direction::Rtl),
        "auto" => None,
        _ => {
            reader.warn(field, "neither ltr nor rtl: left out");
            None
        }
    }
}

fn blocks(list: &Value, reader: &mut Reader<'_>, body: &mut Vec<Block>) {
    for item in items(list) {
        match item {
            Value::String(html) => reader.html(item, html, body),
            Value::Object(_) => {
                if let Some(block) = block(item, reader, body) {
                    reader.add(item, block, body);
                }
            }
            _ => reader.wrong_type(item, "a block"),
        }
    }
}

/// One block; what an `html` block holds goes into the body at once.
fn block(at: &Value, reader: &mut Reader<'_>, body: &mut Vec<Block>) -> Option<Block> {
    let Some(field) = get(at, "type") else {
        reader.warn(at, "a block needs a type: left out");
        return None;
    };
    let kind = reader.as_string(field)?;
    Some(match kind.as_str() {
        "paragraph" => Block::Paragraph { text: reader.rich(at, "text") },
        "heading" => {
            let level = reader.number(at, "level").unwrap_or(2);
            if !(2..=6).contains(&level) {
                reader.warn(at, "a heading's level is 2 to 6");
            }
            Block::Heading { text: reader.rich(at, "text"), level: level.clamp(2, 6) as u8 }
        }
        "quote" => Block::Quote(quote(at, reader)),
        "pullquote" => Block::Pullquote(quote(at, reader)),
        "list" => Block::List(list(at, reader)),
        "image" => Block::Image { image: image(at, reader), url: reader.link(at, "url") },
        "gallery" => Block::Gallery {
            images: at
                .get("images")
                .map(|images| {
                    self::items(images).iter().filter_map(|image| picture(image, reader)).collect()
                })
                .unwrap_or_default(),
            caption: reader.plain_or_html(at, "caption"),
        },
        "table" => Block::Table(table(at, reader)),
        "code" => {
            Block::Code { text: verbatim(at, reader), language: reader.string(at, "language") }
        }
        "divider" => Block::Divider,
        "embed" => Block::Embed(Embed {
            url: reader.string(at, "url").unwrap_or_default(),
            title: reader.string(at, "title"),
            provider: reader.string(at, "provider"),
            width: reader.pixels(at, "width"),
            height: reader.pixels(at, "height"),
            caption: reader.plain_or_html(at, "caption"),
        }),
        "audio" => Block::Audio(media(at, reader)),
        "video" => Block::Video(media(at, reader)),
        "callout" => {
            Block::Callout { title: reader.rich(at, "title"), blocks: content(at, reader) }
        }
        "html" => {
            let html = get(at, "html")?;
            match html {
                Value::String(text) => reader.html(html, text, body),
                _ => reader.wrong_type(html, "HTML"),
            }
            return None;
        }
        unknown => {
            let mut message = String::from("unknown block \"");
            message.extend(unknown.chars().take(40));
            message.push_str("\": left out");
            reader.warn(field, message);
            return None;
        }
    })
}

/// `blocks`, or `text` as a single paragraph.
fn content(at: &Value, reader: &mut Reader<'_>) -> Vec<Block> {
    let mut content = Vec::new();
    match get(at, "blocks") {
        Some(list) => blocks(list, reader, &mut content),
        None => {
            let text = reader.rich(at, "text");
            if !text.is_empty() {
                content.push(Block::Paragraph { text });
            }
        }
    }
    content
}

fn quote(at: &Value, reader: &mut Reader<'_>) -> Quote {
    Quote {
        blocks: content(at, reader),
        cite: reader.rich(at, "cite"),
        url: reader.link(at, "url"),
    }
}

fn list(at: &Value, reader: &mut Reader<'_>) -> List {
    let mut items = Vec::new();
    if let Some(list) = get(at, "items") {
        for item in self::items(list) {
            match item {
                Value::Object(_) => {
                    let mut blocks = Vec::new();
                    if let Some(list) = get(item, "blocks") {
                        self::blocks(list, reader, &mut blocks);
                    }
                    items.push(ListItem { text: reader.rich(item, "text"), blocks });
                }
                _ => items.push(ListItem { text: reader.as_rich(item), blocks: Vec::new() }),
            }
        }
    }
    let start = match get(at, "start") {
        // Lists may count from below zero.
        Some(Value::Number(start)) => Some(*start as i32),
        _ => reader.number(at, "start").map(|start| start.min(i32::MAX as u32) as i32),
    };
    List { ordered: reader.flag(at, "ordered"), start: start.filter(|start| *start != 1), items }
}

fn image(at: &Value, reader: &mut Reader<'_>) -> Image {
    Image {
        src: reader.string(at, "src").unwrap_or_default(),
        srcset: reader.string(at, "srcset"),
        sizes: reader.string(at, "sizes"),
        width: reader.pixels(at, "width"),
        height: reader.pixels(at, "height"),
        alt: reader.string(at, "alt"),
        caption: reader.plain_or_html(at, "caption"),
        credit: reader.string(at, "credit"),
    }
}

fn picture(at: &Value, reader: &mut Reader<'_>) -> Option<Image> {
    let image = match at {
        Value::String(src) => Image { src: src.clone(), ..Image::default() },
        _ => image(at, reader),
    };
    reader.settled(at, image)
}

fn table(at: &Value, reader: &mut Reader<'_>) -> Table {
    let mut rows = Vec::new();
    if let Some(list) = get(at, "rows") {
        for row in items(list) {
            let mut cells = Vec::new();
            for cell in items(row) {
                cells.push(match cell {
                    Value::Object(_) => Cell {
                        text: reader.rich(cell, "text"),
                        header: reader.flag(cell, "header"),
                        colspan: span(cell, "colspan", reader),
                        rowspan: span(cell, "rowspan", reader),
                    },
                    Value::Null => Cell::default(),
                    _ => Cell { text: reader.as_rich(cell), ..Cell::default() },
                });
            }
            rows.push(cells);
        }
    }
    let header = match get(at, "header") {
        Some(Value::Bool(header)) => u32::from(*header),
        _ => reader.number(at, "header").unwrap_or(0),
    };
    Table { header, rows, caption: reader.plain_or_html(at, "caption") }
}

fn span(at: &Value, key: &str, reader: &mut Reader<'_>) -> Option<u32> {
    reader.number(at, key).map(|span| span.clamp(1, settle::MAX_SPAN)).filter(|span| *span > 1)
}

/// The text as it is, its spaces included.
fn verbatim(at: &Value, reader: &mut Reader<'_>) -> String {
    match get(at, "text") {
        Some(Value::String(text)) => text.clone(),
        Some(field) => reader.as_string(field).unwrap_or_default(),
        None => String::new(),
    }
}

fn media(at: &Value, reader: &mut Reader<'_>) -> Media {
    Media {
        src: reader.string(at, "src").unwrap_or_default(),
        title: reader.string(at, "title"),
        poster: reader.resource(at, "poster"),
        caption: reader.plain_or_html(at, "caption"),
        width: reader.pixels(at, "width"),
        height: reader.pixels(at, "height"),
    }
}
