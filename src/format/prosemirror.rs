//! ProseMirror and TipTap.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "prosemirror",
    recognise: "[type=doc]|body[type=doc]|content[type=doc]",
    head: "
hero: mainImage|heroImage|coverImage|cover|image|hero
kicker: category|section
standfirst: standfirst|excerpt|description|summary|subtitle
published: publishedAt|published|date|_createdAt|createdAt
updated: updatedAt|updated|_updatedAt
url: url|canonicalUrl
body: [type=doc]|body|content
",
    read: head::read,
};
