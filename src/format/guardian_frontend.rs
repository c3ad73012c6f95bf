//! The Guardian's own pages as JSON.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "guardian-frontend",
    recognise: "blocks.elements[_type~pageElements]|mainMediaElements[_type~pageElements]",
    head: || {
        "
headline: headline
kicker: sectionLabel
standfirst: standfirst
hero: mainMediaElements[]
authors: byline|author.byline|tags[][type=Contributor]
published: webPublicationDate|webPublicationDateDeprecated
language: lang
direction: isRightToLeftLang
url: webURL
body: blocks
"
    },
    read: head::read,
};
