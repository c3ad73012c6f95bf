//! NPR's Content Distribution Service.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "npr-cds",
    recognise: "[assets] layout|[profiles]",
    head: || {
        "
standfirst: teaser
hero: images[][rels~primary].embed|images[][rels~primary]|images.embed|images[]
authors: bylines
published: publishDateTime
updated: editorialLastModifiedDateTime
url: webPages[][rels~canonical].href
pool: assets[*]
body: layout
"
    },
    read: head::read,
};
