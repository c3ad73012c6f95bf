//! Portable Text, as Sanity writes it.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "portable-text",
    recognise: "[_type=block]|body[_type=block]|content[_type=block]",
    head: "
hero: mainImage|heroImage|coverImage|cover|image|hero
kicker: category|section
standfirst: standfirst|excerpt|description|summary|subtitle
published: publishedAt|published|date|_createdAt|createdAt
updated: updatedAt|updated|_updatedAt
url: url|canonicalUrl
body: body|content|.
",
    read: head::read,
};
