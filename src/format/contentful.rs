//! Contentful: entries with rich text, or rich text alone.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "contentful",
    recognise: "[nodeType=document]|[sys][fields]|body[nodeType=document]|content[nodeType=document]",
    head: || {
        "
headline: fields.title|fields.headline|fields.name|fields.title[*]|fields.headline[*]|fields.name[*]|title|headline|name
standfirst: fields.description|fields.summary|fields.excerpt|fields.description[*]|fields.summary[*]
hero: fields.heroImage|fields.image|fields.featuredImage|fields.cover|fields.heroImage[*]|fields.image[*]
caption: fields.caption|fields.heroCaption
authors: fields.author|fields.authors|fields.author[*]
published: fields.publishDate|fields.publishedDate|fields.date|sys.createdAt
updated: sys.updatedAt
language: sys.locale|language|lang
pool: /includes.Asset[]|/includes.Entry[]
body: [nodeType=document]|fields[*][nodeType=document]|fields[*][*][nodeType=document]|fields.body|fields.content|fields.text|fields.body[*]|fields.content[*]|body|content
strings: markdown
"
    },
    read: head::read,
};
