//! What pictures, frames and recordings say about themselves.

use super::elements::{Kind, has_css};
use super::tokenizer::Attributes;
use super::tree::Node;
use crate::article::{Embed, Image, Media};
use crate::numbers;

/// How many pixels wide and high a picture in running text may be.
const MAX_ICON: u32 = 32;

/// What an `<img>` is.
pub(super) enum Picture {
    /// A tracker or an ornament.
    None,
    /// A character or a formula that somebody drew.
    Words(String),
    /// And whether a script completes it.
    Image(Image, bool),
}

/// A length in pixels; other lengths depend on a page that is not there.
fn pixels(attributes: Attributes<'_>, name: &str) -> Option<u32> {
    let value = attributes.filled(name)?;
    let rest = value.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_pixels = rest.is_empty() || rest.starts_with('.') || rest.eq_ignore_ascii_case("px");
    if is_pixels { numbers::leading(&value) } else { None }
}

fn is_data(url: &str) -> bool {
    url.as_bytes().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"data:"))
}

/// The first of some attributes that holds a URL.
fn url(attributes: Attributes<'_>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        attributes.filled(name).filter(|url| !is_data(url) && url != "about:blank")
    })
}

/// The picture of an `<img>`, which may lie in a `<picture>` with other nodes.
pub(super) fn image(node: &Node<'_>, picture: &[Node<'_>]) -> Picture {
    let attributes = node.attributes();
    let width = pixels(attributes, "width");
    let height = pixels(attributes, "height");
    let alt = attributes.filled("alt");
    let is = |side: Option<u32>, most: u32| side.is_some_and(|side| side <= most);
    let is_icon = is(width, MAX_ICON) && is(height, MAX_ICON);
    let classes = attributes.get("class").unwrap_or_default();
    let is_words = classes
        .split_ascii_whitespace()
        .any(|class| matches!(class, "wp-smiley" | "emoji" | "latex"));
    let style = attributes.get("style").unwrap_or_default();
    let is_dot = |side| has_css(&style, side, "1px") || has_css(&style, side, "0");
    if is(width, 1) || is(height, 1) || is_dot("width") || is_dot("height") {
        return Picture::None;
    }
    if is_icon || is_words && alt.is_some() {
        return alt.map_or(Picture::None, Picture::Words);
    }
    let lazy = url(attributes, &["data-src", "data-lazy-src"]);
    let is_lazy = lazy.is_some() || attributes.get("src").is_none_or(|src| is_data(&src));
    let mut srcset = url(attributes, &["data-srcset", "data-lazy-srcset", "srcset"]);
    let mut sizes = url(attributes, &["data-sizes", "sizes"]);
    // The last source is the one for everybody; one with a condition shows another picture, or one that
    // not every browser can.
    let source = picture.iter().rev().find(|node| {
        let attributes = node.attributes();
        let is_new = |kind: String| kind.ends_with("avif") || kind.ends_with("jxl");
        node.kind == Kind::Source
            && attributes.get("media").is_none()
            && !attributes.get("type").is_some_and(is_new)
    });
    if let Some(source) = source
        && srcset.is_none()
    {
        srcset = url(source.attributes(), &["data-srcset", "srcset"]);
        sizes = sizes.or_else(|| url(source.attributes(), &["data-sizes", "sizes"]));
    }
    let first = || {
        srcset
            .as_deref()?
            .split_ascii_whitespace()
            .next()
            .map(|url| url.trim_end_matches(',').into())
    };
    let src = lazy.or_else(|| url(attributes, &["src", "data-original"])).or_else(first);
    let Some(src) = src else { return Picture::None };
    Picture::Image(Image { src, srcset, sizes, width, height, alt, ..Image::default() }, is_lazy)
}

/// Whether a node shows something that no table cell can hold.
pub(super) fn is_block(node: &Node<'_>) -> bool {
    match node.kind {
        Kind::Image => matches!(image(node, &[]), Picture::Image(..)),
        kind => matches!(
            kind,
            Kind::Frame | Kind::Video | Kind::Audio | Kind::Table | Kind::Code | Kind::Figure
        ),
    }
}

/// The embed of an `<iframe>`.
pub(super) fn embed(node: &Node<'_>) -> Option<Embed> {
    let attributes = node.attributes();
    let width = pixels(attributes, "width");
    let height = pixels(attributes, "height");
    if width.is_some_and(|width| width <= 1) || height.is_some_and(|height| height <= 1) {
        return None;
    }
    let url = url(attributes, &["src", "data-src", "data-lazy-src"])?;
    Some(Embed { url, title: attributes.filled("title"), width, height, ..Embed::default() })
}

/// The recording of an `<audio>` or `<video>`.
pub(super) fn media(node: &Node<'_>, inside: &[Node<'_>]) -> Option<Media> {
    let attributes = node.attributes();
    let source = || {
        let mut sources = inside.iter().filter(|node| node.kind == Kind::Source);
        sources.find_map(|source| url(source.attributes(), &["src", "data-src"]))
    };
    let src = url(attributes, &["src", "data-src", "mp4", "m4v", "webm", "mp3", "m4a", "ogg"])
        .or_else(source)?;
    Some(Media {
        src,
        title: attributes.filled("title"),
        poster: url(attributes, &["poster", "data-poster"]),
        width: pixels(attributes, "width").filter(|width| *width > 0),
        height: pixels(attributes, "height").filter(|height| *height > 0),
        ..Media::default()
    })
}
