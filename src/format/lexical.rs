//! Lexical, also as Payload keeps it.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "lexical",
    recognise: "root.children|body.root|content.root",
    head: "
hero: mainImage|heroImage|coverImage|cover|image|hero
kicker: category|section
standfirst: standfirst|excerpt|description|summary|subtitle
published: publishedAt|published|date|_createdAt|createdAt
updated: updatedAt|updated|_updatedAt
url: url|canonicalUrl
body: root|body.root|content.root
",
    read: head::read,
};
