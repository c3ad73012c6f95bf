//! What lives on another site: a link, drawn as a player where its provider is listed.

use super::body::{figure, host, inlines, pixels};
use super::drawing::{Drawing, node, text};
use super::{Options, caption, named};
use crate::article::Embed;

/// Providers whose pages may be framed once the reader asks, by what they show there.
/// `element/modules/embed.js` knows how.
const FILMS: &str = "youtube.com youtu.be youtube-nocookie.com vimeo.com dailymotion.com dai.ly ted.com streamable.com \
                     loom.com archive.org brightcove.net wistia.net";
const SOUNDS: &str = "spotify.com soundcloud.com podcasts.apple.com music.apple.com deezer.com mixcloud.com bandcamp.com \
                      acast.com";
const PAGES: &str = "datawrapper.dwcdn.net uri.sh flourish.studio infogram.com google.com openstreetmap.org codepen.io";

pub(super) fn embed(embed: &Embed, options: &Options) -> Drawing {
    let host = host(&embed.url);
    let is_of = |domains: &str| {
        // Only the element can put a frame there.
        options.slots
            && domains.split(' ').any(|domain| {
                let before = host.strip_suffix(domain);
                before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
            })
    };
    let (class, width, height) = if is_of(FILMS) {
        match (embed.width, embed.height) {
            (Some(width), Some(height)) => ("card facade film", Some(width), height),
            _ => ("card facade film", Some(16), 9),
        }
    } else if is_of(SOUNDS) {
        ("card facade sound", None, embed.height.unwrap_or(152))
    } else if is_of(PAGES) {
        ("card facade", None, embed.height.unwrap_or(400))
    } else {
        ("card", None, 0)
    };
    let labels = &options.labels;
    let name = embed.provider.as_deref().unwrap_or(host);
    let mut title = embed.title.clone().unwrap_or_else(|| embed.url.clone());
    let mut line = text(name);
    let mut language = None;
    if height > 0 {
        language = Some(labels.language());
        line = named(labels, "loads", name);
        if embed.title.is_none() {
            title = labels.fill("play", name);
        }
    }
    let lines = [
        node("span", "class=card-title", &[], &[text(&title)]),
        node("span", "class=card-host lang", &[language], &[line]),
    ];
    let mut content = node("a", "class href", &[Some(class), Some(&embed.url)], &lines);
    if height > 0 {
        content = node("div", "class=frame", &[], &[content, room(width, height)]);
    }
    figure("embed", content, caption(inlines(&embed.caption), None, options))
}

/// What takes as much room as a frame will: films keep their shape, other frames their height. A
/// policy may forbid styles, so it is an element that has dimensions of its own.
fn room(width: Option<u32>, height: u32) -> Drawing {
    let sides = [pixels(width), pixels(Some(height))];
    node("canvas", "width height role=presentation", &sides.each_ref().map(Option::as_deref), &[])
}
