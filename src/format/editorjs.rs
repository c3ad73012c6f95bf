//! Editor.js.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "editorjs",
    recognise: "blocks.data|body.blocks.data|content.blocks.data",
    head: "
hero: mainImage|heroImage|coverImage|cover|image|hero
kicker: category|section
standfirst: standfirst|excerpt|description|summary|subtitle
published: publishedAt|published|date|_createdAt|createdAt
updated: updatedAt|updated|_updatedAt
url: url|canonicalUrl
body: blocks|body.blocks|content.blocks
",
    read: head::read,
};
