//! The Guardian's Content API.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "guardian",
    recognise: "webTitle webPublicationDate",
    head: || {
        "
headline: fields.headline|webTitle
kicker: sectionName
standfirst: fields.standfirst|fields.trailText
hero: blocks.main.elements[][type=image]|elements[][relation=main]|fields.main|fields.thumbnail
authors: fields.byline|tags[][type=contributor]
published: webPublicationDate
updated: fields.lastModified
language: fields.lang
url: webUrl
body: blocks.body|fields.body
"
    },
    read: head::read,
};
