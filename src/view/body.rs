//! The body: every block kind, in one recursive function.

use super::drawing::{Drawing, group, node, text};
use super::{Options, caption, embed};
use crate::article::{
    Article, Block, Direction, Image, Inline, List, Mark, Media, Quote, Table, Text,
};
use crate::numbers;

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The heading element of a level; beyond 6 it stays 6.
pub(super) fn heading(level: usize) -> &'static str {
    HEADINGS.get(level.clamp(1, 6) - 1).copied().unwrap_or("h6")
}

pub(super) fn blocks(blocks: &[Block], options: &Options) -> Vec<Drawing> {
    blocks.iter().map(|block| self::block(block, options)).collect()
}

fn block(block: &Block, options: &Options) -> Drawing {
    match block {
        Block::Paragraph { text } => node("p", "", &[], &[inlines(text)]),
        Block::Heading { text, level } => {
            // The body's levels begin at 2, one below the headline.
            let level = usize::from(options.heading_level) + usize::from(*level).saturating_sub(1);
            node(heading(level), "", &[], &[inlines(text)])
        }
        Block::Quote(quote) => self::quote("quote", quote, options),
        Block::Pullquote(quote) => self::quote("pullquote", quote, options),
        Block::List(list) => self::list(list, options),
        Block::Image { image, url } => pictured(image, url.as_deref(), options),
        Block::Gallery { images, caption } => gallery(images, caption, options),
        Block::Table(table) => self::table(table, options),
        Block::Code { text, language } => code(text, language.as_deref(), options),
        Block::Divider => node("hr", "", &[], &[]),
        Block::Embed(embed) => embed::embed(embed, options),
        Block::Audio(media) => self::media("audio", media, options),
        Block::Video(media) => self::media("video", media, options),
        Block::Callout { title, blocks } => callout(title, blocks, options),
    }
}

/// Running text.
pub(super) fn inlines(text: &Text) -> Drawing {
    marked(&text.0)
}

fn marked(content: &[Inline]) -> Drawing {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Drawing {
    match inline {
        Inline::Text(content) => text(content),
        Inline::Break => node("br", "", &[], &[]),
        Inline::Anchor(id) => node("span", "id", &[Some(&place(id))], &[]),
        Inline::Marked(mark, content) => {
            let content = marked(content);
            match mark {
                Mark::Style(style) => node(style.tag(), "", &[], &[content]),
                Mark::Link { href } => match href.strip_prefix('#') {
                    Some(id) => {
                        let mut href = place(id);
                        href.insert(0, '#');
                        link(&href, content)
                    }
                    None => link(href, content),
                },
                Mark::Abbreviation { title } => node("abbr", "title", &[Some(title)], &[content]),
                Mark::Language { lang, dir } => node(
                    "span",
                    "lang dir",
                    &[lang.as_deref(), dir.map(Direction::as_str)],
                    &[content],
                ),
            }
        }
    }
}

/// The id of a place in the article, which must not clobber a name of the page's scripts.
fn place(id: &str) -> String {
    let mut place = String::from("article-");
    place.push_str(id);
    place
}

fn link(href: &str, content: Drawing) -> Drawing {
    node("a", "href", &[Some(href)], &[content])
}

/// Something with a caption, if there is one.
pub(super) fn figure(class: &str, content: Drawing, caption: Drawing) -> Drawing {
    group("figure", "class", &[Some(class)], &[content, caption])
}

fn quote(name: &str, quote: &Quote, options: &Options) -> Drawing {
    let words =
        node("blockquote", "cite", &[quote.url.as_deref()], &blocks(&quote.blocks, options));
    let mut cite = inlines(&quote.cite);
    if let Some(url) = &quote.url {
        // Where nobody is named, the site is.
        if !cite.is_there() && !host(url).is_empty() {
            cite = text(host(url));
        }
        if cite.is_there() && !has_link(&quote.cite.0) {
            cite = link(url, cite);
        }
    }
    if !cite.is_there() {
        return figure(name, words, Drawing::default());
    }
    figure(name, words, node("figcaption", "class=cite", &[], &[cite]))
}

/// A link within a link is none, and ends the outer one.
fn has_link(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Marked(mark, inside) => matches!(mark, Mark::Link { .. }) || has_link(inside),
        _ => false,
    })
}

fn list(list: &List, options: &Options) -> Drawing {
    let mut start = String::new();
    let number = list.start.unwrap_or(1);
    if number < 0 {
        start.push('-');
    }
    numbers::push(number.unsigned_abs().into(), &mut start);
    let mut items = Vec::new();
    for item in &list.items {
        let mut content = vec![inlines(&item.text)];
        content.append(&mut blocks(&item.blocks, options));
        items.push(node("li", "", &[], &content));
    }
    let start = if list.ordered && number != 1 { Some(start.as_str()) } else { None };
    node(if list.ordered { "ol" } else { "ul" }, "start", &[start], &items)
}

/// The site that a URL leads to.
pub(super) fn host(url: &str) -> &str {
    let host = url.split('/').nth(2).unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

pub(super) fn pixels(number: Option<u32>) -> Option<String> {
    number.map(|number| {
        let mut pixels = String::new();
        numbers::push(number.into(), &mut pixels);
        pixels
    })
}

/// Whether the picture's size is known, and so its room before it arrives.
pub(super) fn is_sized(image: &Image) -> bool {
    image.width.is_some() && image.height.is_some()
}

/// The picture itself, in a link if it leads anywhere.
pub(super) fn picture(
    image: &Image,
    url: Option<&str>,
    is_hero: bool,
    options: &Options,
) -> Drawing {
    let sizes =
        image.srcset.as_ref().map(|_| image.sizes.clone().unwrap_or_else(|| options.sizes()));
    let picture = node(
        "img",
        if is_hero && options.saves_data {
            "part=hero-image alt width height loading=lazy decoding=async sizes src srcset"
        } else if is_hero {
            "part=hero-image alt width height decoding=async fetchpriority=high sizes src srcset"
        } else {
            "alt width height loading=lazy decoding=async sizes src srcset"
        },
        &[
            // Without a description the caption speaks for the picture, never its file name.
            Some(image.alt.as_deref().unwrap_or_default()),
            pixels(image.width).as_deref(),
            pixels(image.height).as_deref(),
            // The address comes after all that says how it is to be loaded: with it WebKit begins.
            sizes.as_deref(),
            Some(&image.src),
            image.srcset.as_deref(),
        ],
        &[],
    );
    match url {
        Some(url) => {
            node("a", "href aria-label", &[Some(url), link_name(image, url).as_deref()], &[picture])
        }
        None => picture,
    }
}

/// A link around a picture that says nothing needs a name of its own: the caption, else where it leads, never
/// the picture's file.
fn link_name(image: &Image, url: &str) -> Option<String> {
    if image.alt.as_ref().is_some_and(|alt| !alt.is_empty()) {
        return None;
    }
    let caption = image.caption.to_plain();
    let words = [&*caption, host(url), url];
    words.into_iter().find(|words| !words.is_empty()).map(Into::into)
}

/// A picture that loads once the reader opens what stands in its place: what is closed is not drawn, and what is not
/// drawn is not loaded where it is lazy.
pub(super) fn asked_for(image: &Image, picture: Drawing, article: &Article) -> Drawing {
    let caption = image.caption.to_plain();
    let words = image.alt.clone().into_iter().chain([caption, article.headline.to_plain()]);
    let name = words.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    let summary = node("summary", "", &[], &[text(&name)]);
    node("details", "class=asked-for", &[], &[summary, picture])
}

/// A picture with its caption and credit.
pub(super) fn pictured(image: &Image, url: Option<&str>, options: &Options) -> Drawing {
    let caption = caption(inlines(&image.caption), image.credit.as_deref(), options);
    figure("image", picture(image, url, false, options), caption)
}

fn gallery(images: &[Image], words: &Text, options: &Options) -> Drawing {
    let pictures: Drawing = images.iter().map(|image| pictured(image, None, options)).collect();
    let row = group("div", "class=pictures", &[], &[pictures]);
    figure("gallery", row, caption(inlines(words), None, options))
}

fn table(table: &Table, options: &Options) -> Drawing {
    let mut head = Vec::new();
    let mut body = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let in_head = at < table.header as usize;
        let mut cells = Vec::new();
        for cell in row {
            let (tag, attributes) = match (in_head, cell.header) {
                (true, _) => ("th", "colspan rowspan scope=col"),
                (false, true) => ("th", "colspan rowspan scope=row"),
                (false, false) => ("td", "colspan rowspan"),
            };
            let spans = [pixels(cell.colspan), pixels(cell.rowspan)];
            cells.push(node(
                tag,
                attributes,
                &spans.each_ref().map(Option::as_deref),
                &[inlines(&cell.text)],
            ));
        }
        let row = node("tr", "", &[], &cells);
        if in_head { head.push(row) } else { body.push(row) }
    }
    let head = if head.is_empty() { Drawing::default() } else { node("thead", "", &[], &head) };
    let rows = node("table", "", &[], &[head, node("tbody", "", &[], &body)]);
    let name = table.caption.to_plain();
    let name = if name.is_empty() { options.labels.get("table") } else { &name };
    let scroller = scroller("div", "scroll", name, rows);
    figure("table", scroller, caption(inlines(&table.caption), None, options))
}

/// What scrolls sideways must be reachable with the keyboard, and so have a name.
fn scroller(tag: &str, class: &str, name: &str, content: Drawing) -> Drawing {
    node(tag, "class aria-label role=group tabindex=0", &[Some(class), Some(name)], &[content])
}

fn code(code: &str, language: Option<&str>, options: &Options) -> Drawing {
    let mut class = String::from("language-");
    for c in language.unwrap_or_default().chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#') {
            class.push(c);
        }
    }
    let content = node("code", "class", &[language.map(|_| class.as_str())], &[text(code)]);
    scroller("pre", "code", language.unwrap_or(options.labels.get("code")), content)
}

fn media(tag: &str, media: &Media, options: &Options) -> Drawing {
    let title = media.title.as_deref();
    let player = node(
        tag,
        if tag == "video" {
            "aria-label width height preload=none src controls= playsinline= poster"
        } else {
            "aria-label width height preload=none src controls= poster"
        },
        &[
            title,
            pixels(media.width).as_deref(),
            pixels(media.height).as_deref(),
            Some(&media.src),
            media.poster.as_deref(),
        ],
        &[link(&media.src, text(title.unwrap_or(&media.src)))],
    );
    let mut words = inlines(&media.caption);
    if let (false, Some(title)) = (words.is_there(), title) {
        words = text(title);
    }
    figure(tag, player, caption(words, None, options))
}

fn callout(title: &Text, blocks: &[Block], options: &Options) -> Drawing {
    let title = match inlines(title) {
        title if title.is_there() => node("p", "class=callout-title", &[], &[title]),
        _ => Drawing::default(),
    };
    let mut content = vec![title];
    content.append(&mut self::blocks(blocks, options));
    node("div", "class=callout role=note", &[], &content)
}
