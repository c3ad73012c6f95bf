//! Feeds as JSON, such as rss2json gives them.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "rss2json",
    recognise: "[pubDate][link]",
    head: || {
        "
kicker: categories[]
hero: thumbnail|enclosure.link|enclosure.url
authors: author
published: pubDate
publisher: /feed.title
publisher-url: /feed.link
body: content|description
"
    },
    read: head::read,
};
