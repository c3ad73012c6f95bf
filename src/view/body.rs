//! The body: every block kind, in one recursive function.

use yew::Html;

use super::node::{group, node, text};
use super::{Options, caption_of, figure};
use crate::article::{
    Block, Direction, Embed, Image, Inline, List, Mark, Media, Quote, Table, Text,
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
        Block::Paragraph { text } => node("p", &[], inlines(text)),
        Block::Heading { text, level } => {
            // The body's levels begin at 2, one below the headline.
            let level = usize::from(options.heading_level) + usize::from(*level).saturating_sub(1);
            node(heading(level), &[], inlines(text))
        }
        Block::Quote(quote) => self::quote("quote", quote, options),
        Block::Pullquote(quote) => self::quote("pullquote", quote, options),
        Block::List(list) => self::list(list, options),
        Block::Image { image, url } => {
            let picture = picture(image, url.as_deref(), None, options);
            figure(None, "image", picture, image, options)
        }
        Block::Gallery { images, caption } => gallery(images, caption, options),
        Block::Table(table) => self::table(table, options),
        Block::Code { text, language } => code(text, language.as_deref(), options),
        Block::Divider => node("hr", &[], vec![]),
        Block::Embed(embed) => self::embed(embed, options),
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
        Inline::Break => node("br", &[], vec![]),
        Inline::Anchor(id) => node("span", &[("id", Some(&place(id)))], vec![]),
        Inline::Marked(mark, content) => {
            let content = marked(content);
            match mark {
                Mark::Style(style) => node(style.tag(), &[], content),
                Mark::Link { href } => match href.strip_prefix('#') {
                    Some(id) => {
                        let mut href = place(id);
                        href.insert(0, '#');
                        node("a", &[("href", Some(&href))], content)
                    }
                    None => node("a", &[("href", Some(href))], content),
                },
                Mark::Abbreviation { title } => node("abbr", &[("title", Some(title))], content),
                Mark::Language { lang, dir } => node(
                    "span",
                    &[("lang", lang.as_deref()), ("dir", dir.map(Direction::as_str))],
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

fn class(tag: &'static str, name: &str, content: Vec<Html>) -> Html {
    node(tag, &[("class", Some(name))], content)
}

fn quote(name: &'static str, quote: &Quote, options: &Options) -> Html {
    let words =
        node("blockquote", &[("cite", quote.url.as_deref())], blocks(&quote.blocks, options));
    let cite = inlines(&quote.cite);
    let cite = match &quote.url {
        Some(url) if !cite.is_empty() => vec![node("a", &[("href", Some(url))], cite)],
        _ => cite,
    };
    let cite = if cite.is_empty() { None } else { Some(class("figcaption", "cite", cite)) };
    class("figure", name, [Some(words), cite].into_iter().flatten().collect())
}

fn list(list: &List, options: &Options) -> Html {
    let start = list.start.filter(|_| list.ordered).map(|start| {
        let mut number = String::new();
        if start < 0 {
            number.push('-');
        }
        numbers::push(start.unsigned_abs().into(), &mut number);
        number
    });
    let items = list.items.iter().map(|item| {
        let mut content = inlines(&item.text);
        content.extend(blocks(&item.blocks, options));
        node("li", &[], content)
    });
    node(if list.ordered { "ol" } else { "ul" }, &[("start", start.as_deref())], items.collect())
}

fn pixels(number: Option<u32>) -> Option<String> {
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
    part: Option<&str>,
    options: &Options,
) -> Html {
    let hero = part.is_some();
    let sizes = options.sizes();
    let picture = node(
        "img",
        &[
            ("part", part),
            ("src", Some(&image.src)),
            ("srcset", image.srcset.as_deref()),
            ("sizes", image.srcset.is_some().then_some(image.sizes.as_deref().unwrap_or(&sizes))),
            ("width", pixels(image.width).as_deref()),
            ("height", pixels(image.height).as_deref()),
            // Without a description the caption speaks for the picture, never its file name.
            ("alt", Some(image.alt.as_deref().unwrap_or_default())),
            ("loading", (!hero).then_some("lazy")),
            ("fetchpriority", hero.then_some("high")),
            ("decoding", Some("async")),
        ],
        vec![],
    );
    match url {
        Some(url) => node(
            "a",
            &[("href", Some(url)), ("aria-label", link_name(image).as_deref())],
            vec![picture],
        ),
        None => picture,
    }
}

/// A link around a picture that says nothing needs a name of its own.
fn link_name(image: &Image) -> Option<String> {
    match &image.alt {
        Some(_) => None,
        None if image.caption.is_empty() => Some(image.src.clone()),
        None => Some(image.caption.to_plain()),
    }
}

fn gallery(images: &[Image], caption: &Text, options: &Options) -> Html {
    let pictures = images
        .iter()
        .map(|image| figure(None, "image", picture(image, None, None, options), image, options));
    let row = class("div", "pictures", pictures.collect());
    let caption = caption_of(inlines(caption), None, options);
    class("figure", "gallery", [Some(row), caption].into_iter().flatten().collect())
}

fn table(table: &Table, options: &Options) -> Html {
    let row = |at: usize, cells: &Vec<crate::article::Cell>| {
        let in_head = at < table.header as usize;
        let cells = cells.iter().map(|cell| {
            let heads = in_head || cell.header;
            let scope = if in_head { "col" } else { "row" };
            node(
                if heads { "th" } else { "td" },
                &[
                    ("scope", heads.then_some(scope)),
                    ("colspan", pixels(cell.colspan).as_deref()),
                    ("rowspan", pixels(cell.rowspan).as_deref()),
                ],
                inlines(&cell.text),
            )
        });
        node("tr", &[], cells.collect())
    };
    let mut rows = table.rows.iter().enumerate().map(|(at, cells)| row(at, cells));
    let head: Vec<Html> = rows.by_ref().take(table.header as usize).collect();
    let head = if head.is_empty() { Html::default() } else { node("thead", &[], head) };
    let rows = group(vec![head, node("tbody", &[], rows.collect())]);
    let caption = table.caption.to_plain();
    let name = if caption.is_empty() { options.labels.get("table") } else { &caption };
    let scroller = scroller("div", "scroll", name, vec![node("table", &[], rows)]);
    let caption = caption_of(inlines(&table.caption), None, options);
    class("figure", "table", [Some(scroller), caption].into_iter().flatten().collect())
}

/// What scrolls sideways must be reachable with the keyboard, and so have a name.
fn scroller(tag: &'static str, class: &str, name: &str, content: Vec<Html>) -> Html {
    node(
        tag,
        &[
            ("class", Some(class)),
            ("role", Some("group")),
            ("aria-label", Some(name)),
            ("tabindex", Some("0")),
        ],
        content,
    )
}

fn code(code: &str, language: Option<&str>, options: &Options) -> Html {
    let mut name = String::from("language-");
    name.extend(
        language
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#')),
    );
    let class = language.map(|_| name.as_str());
    let content = node("code", &[("class", class)], vec![text(code)]);
    scroller("pre", "code", language.unwrap_or(options.labels.get("code")), vec![content])
}

fn embed(embed: &Embed, options: &Options) -> Html {
    let host = embed.url.split('/').nth(2).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let title = embed.title.as_deref().unwrap_or(&embed.url);
    let link = node(
        "a",
        &[("class", Some("card")), ("href", Some(&embed.url))],
        vec![
            class("span", "card-title", vec![text(title)]),
            class("span", "card-host", vec![text(embed.provider.as_deref().unwrap_or(host))]),
        ],
    );
    let caption = caption_of(inlines(&embed.caption), None, options);
    class("figure", "embed", [Some(link), caption].into_iter().flatten().collect())
}

fn media(tag: &'static str, media: &Media, options: &Options) -> Html {
    let player = node(
        tag,
        &[
            ("src", Some(&media.src)),
            ("controls", Some("")),
            ("preload", Some("none")),
            ("playsinline", (tag == "video").then_some("")),
            ("poster", media.poster.as_deref()),
            ("width", pixels(media.width).as_deref()),
            ("height", pixels(media.height).as_deref()),
            ("aria-label", media.title.as_deref()),
        ],
        vec![node(
            "a",
            &[("href", Some(&media.src))],
            vec![text(media.title.as_deref().unwrap_or(&media.src))],
        )],
    );
    let mut caption = inlines(&media.caption);
    if caption.is_empty() {
        caption.extend(media.title.as_deref().map(text));
    }
    class(
        "figure",
        tag,
        [Some(player), caption_of(caption, None, options)].into_iter().flatten().collect(),
    )
}

fn callout(title: &Text, blocks: &[Block], options: &Options) -> Html {
    let mut content = self::blocks(blocks, options);
    if !title.is_empty() {
        content.insert(0, class("p", "callout-title", inlines(title)));
    }
    node("div", &[("class", Some("callout")), ("role", Some("note"))], content)
}
