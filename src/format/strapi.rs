//! Strapi, versions 3 to 5.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "strapi",
    recognise: "[attributes]|[documentId]|[published_at][created_at]",
    head: || {
        "
headline: attributes.title|attributes.headline|attributes.name|title|headline|name
standfirst: attributes.description|attributes.summary|attributes.excerpt|description|summary|excerpt
hero: attributes.cover|attributes.image|attributes.hero|cover|image|hero
authors: attributes.author.data.attributes|attributes.author|author
published: attributes.publishedAt|publishedAt|published_at|attributes.createdAt|createdAt
updated: attributes.updatedAt|updatedAt|updated_at
language: attributes.locale|locale
url: attributes.url|url
strings: markdown
body: attributes.content|attributes.body|attributes.blocks|content|body|blocks
"
    },
    read: head::read,
};
