//! The body: every block kind, in one recursive function.

use yew::Html;

use super::node::{node, text};
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

pub(super) fn blocks(blocks: &[Block], options: &Options) -> Vec<Html> {
    blocks.iter().map(|block| self::block(block, options)).collect()
}

fn block(block: &Block, options: &Options) -> Html {
    match block {
        Block::Paragraph { text } => node("p", "", &[], inlines(text)),
        Block::Heading { text, level } => {
            // The body's levels begin at 2, one below the headline.
            let level = usize::from(options.heading_level) + usize::from(*level).saturating_sub(1);
            node(heading(level), "", &[], inlines(text))
        }
        Block::Quote(quote) => self::quote("quote", quote, options),
        Block::Pullquote(quote) => self::quote("pullquote", quote, options),
        Block::List(list) => self::list(list, options),
        Block::Image { image, url } => pictured(image, url.as_deref(), options),
        Block::Gallery { images, caption } => gallery(images, caption, options),
        Block::Table(table) => self::table(table, options),
        Block::Code { text, language } => code(text, language.as_deref(), options),
        Block::Divider => node("hr", "", &[], vec![]),
        Block::Embed(embed) => embed::embed(embed, options),
        Block::Audio(media) => self::media("audio", media, options),
        Block::Video(media) => self::media("video", media, options),
        Block::Callout { title, blocks } => callout(title, blocks, options),
    }
}

/// Running text.
pub(super) fn inlines(text: &Text) -> Vec<Html> {
    marked(&text.0)
}

fn marked(content: &[Inline]) -> Vec<Html> {
    content.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Html {
    match inline {
        Inline::Text(content) => text(content),
        Inline::Break => node("br", "", &[], vec![]),
        Inline::Anchor(id) => node("span", "id", &[Some(&place(id))], vec![]),
        Inline::Marked(mark, content) => {
            let content = marked(content);
            match mark {
                Mark::Style(style) => node(style.tag(), "", &[], content),
                Mark::Link { href } => match href.strip_prefix('#') {
                    Some(id) => {
                        let mut href = place(id);
                        href.insert(0, '#');
                        link(&href, content)
                    }
                    None => link(href, content),
                },
                Mark::Abbreviation { title } => node("abbr", "title", &[Some(title)], content),
                Mark::Language { lang, dir } => node(
                    "span",
                    "lang dir",
                    &[lang.as_deref(), dir.map(Direction::as_str)],
                    content,
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

fn link(href: &str, content: Vec<Html>) -> Html {
    node("a", "href", &[Some(href)], content)
}

/// Something with a caption, if there is one.
pub(super) fn figure(class: &str, content: Html, caption: Html) -> Html {
    node("figure", "class", &[Some(class)], vec![content, caption])
}

fn quote(name: &'static str, quote: &Quote, options: &Options) -> Html {
    let words = node("blockquote", "cite", &[quote.url.as_deref()], blocks(&quote.blocks, options));
    let mut cite = inlines(&quote.cite);
    if let Some(url) = &quote.url {
        // Where nobody is named, the site is.
        if cite.is_empty() && !host(url).is_empty() {
            cite.push(text(host(url)));
        }
        if !cite.is_empty() && !has_link(&quote.cite.0) {
            cite = vec![link(url, cite)];
        }
    }
    if cite.is_empty() {
        return figure(name, words, Html::default());
    }
    figure(name, words, node("figcaption", "class=cite", &[], cite))
}

/// A link within a link is none, and ends the outer one.
fn has_link(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Marked(mark, inside) => matches!(mark, Mark::Link { .. }) || has_link(inside),
        _ => false,
    })
}

fn list(list: &List, options: &Options) -> Html {
    let mut start = String::new();
    let number = list.start.unwrap_or(1);
    if number < 0 {
        start.push('-');
    }
    numbers::push(number.unsigned_abs().into(), &mut start);
    let mut items = Vec::new();
    for item in &list.items {
        let mut content = inlines(&item.text);
        content.append(&mut blocks(&item.blocks, options));
        items.push(node("li", "", &[], content));
    }
    let start = if list.ordered && number != 1 { Some(start.as_str()) } else { None };
    node(if list.ordered { "ol" } else { "ul" }, "start", &[start], items)
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
pub(super) fn picture(image: &Image, url: Option<&str>, is_hero: bool, options: &Options) -> Html {
    let sizes =
        image.srcset.as_ref().map(|_| image.sizes.clone().unwrap_or_else(|| options.sizes()));
    let picture = node(
        "img",
        if is_hero && options.saves_data {
            "part=hero-image loading=lazy decoding=async src srcset sizes width height alt"
        } else if is_hero {
            "part=hero-image fetchpriority=high decoding=async src srcset sizes width height alt"
        } else {
            "loading=lazy decoding=async src srcset sizes width height alt"
        },
        &[
            Some(&image.src),
            image.srcset.as_deref(),
            sizes.as_deref(),
            pixels(image.width).as_deref(),
            pixels(image.height).as_deref(),
            // Without a description the caption speaks for the picture, never its file name.
            Some(image.alt.as_deref().unwrap_or_default()),
        ],
        vec![],
    );
    match url {
        Some(url) => node(
            "a",
            "href aria-label",
            &[Some(url), link_name(image, url).as_deref()],
            vec![picture],
        ),
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
pub(super) fn asked_for(image: &Image, picture: Html, article: &Article) -> Html {
    let caption = image.caption.to_plain();
    let words = image.alt.clone().into_iter().chain([caption, article.headline.to_plain()]);
    let name = words.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    let summary = node("summary", "", &[], vec![text(&name)]);
    node("details", "class=asked-for", &[], vec![summary, picture])
}

/// A picture with its caption and credit.
pub(super) fn pictured(image: &Image, url: Option<&str>, options: &Options) -> Html {
    let caption = caption(inlines(&image.caption), image.credit.as_deref(), options);
    figure("image", picture(image, url, false, options), caption)
}

fn gallery(images: &[Image], words: &Text, options: &Options) -> Html {
    let pictures = images.iter().map(|image| pictured(image, None, options)).collect();
    let row = node("div", "class=pictures", &[], pictures);
    figure("gallery", row, caption(inlines(words), None, options))
}

fn table(table: &Table, options: &Options) -> Html {
    let mut head = Vec::new();
    let mut body = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let in_head = at < table.header as usize;
        let mut cells = Vec::new();
        for cell in row {
            let (tag, attributes) = match (in_head, cell.header) {
                (true, _) => ("th", "scope=col colspan rowspan"),
                (false, true) => ("th", "scope=row colspan rowspan"),
                (false, false) => ("td", "colspan rowspan"),
            };
            let spans = [pixels(cell.colspan), pixels(cell.rowspan)];
            cells.push(node(
                tag,
                attributes,
                &spans.each_ref().map(Option::as_deref),
                inlines(&cell.text),
            ));
        }
        let row = node("tr", "", &[], cells);
        if in_head { head.push(row) } else { body.push(row) }
    }
    let head = if head.is_empty() { Html::default() } else { node("thead", "", &[], head) };
    let rows = node("table", "", &[], vec![head, node("tbody", "", &[], body)]);
    let name = table.caption.to_plain();
    let name = if name.is_empty() { options.labels.get("table") } else { &name };
    let scroller = scroller("div", "scroll", name, rows);
    figure("table", scroller, caption(inlines(&table.caption), None, options))
}

/// What scrolls sideways must be reachable with the keyboard, and so have a name.
fn scroller(tag: &'static str, class: &str, name: &str, content: Html) -> Html {
    node(tag, "role=group tabindex=0 class aria-label", &[Some(class), Some(name)], vec![content])
}

fn code(code: &str, language: Option<&str>, options: &Options) -> Html {
    let mut class = String::from("language-");
    for c in language.unwrap_or_default().chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#') {
            class.push(c);
        }
    }
    let content = node("code", "class", &[language.map(|_| class.as_str())], vec![text(code)]);
    scroller("pre", "code", language.unwrap_or(options.labels.get("code")), content)
}

fn media(tag: &'static str, media: &Media, options: &Options) -> Html {
    let title = media.title.as_deref();
    let player = node(
        tag,
        if tag == "video" {
            "controls= preload=none playsinline= src poster width height aria-label"
        } else {
            "controls= preload=none src poster width height aria-label"
        },
        &[
            Some(&media.src),
            media.poster.as_deref(),
            pixels(media.width).as_deref(),
            pixels(media.height).as_deref(),
            title,
        ],
        vec![link(&media.src, vec![text(title.unwrap_or(&media.src))])],
    );
    let mut words = inlines(&media.caption);
    if let (true, Some(title)) = (words.is_empty(), title) {
        words.push(text(title));
    }
    figure(tag, player, caption(words, None, options))
}

fn callout(title: &Text, blocks: &[Block], options: &Options) -> Html {
    let title = match inlines(title) {
        title if title.is_empty() => Html::default(),
        title => node("p", "class=callout-title", &[], title),
    };
    let mut content = vec![title];
    content.append(&mut self::blocks(blocks, options));
    node("div", "class=callout role=note", &[], content)
}
