//! Drupal's JSON:API; also as clients flatten it.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "drupal",
    recognise: "[type^node--]",
    head: || {
        "
headline: attributes.title|title
standfirst: attributes.body.summary|attributes.field_summary.processed|attributes.field_summary|body.summary
hero: relationships.field_image.data|relationships.field_media_image.data|relationships.field_media.data|field_image|field_media_image
authors: relationships.uid.data|uid
published: attributes.created|created
updated: attributes.changed|changed
language: attributes.langcode|langcode
url: attributes.path.alias|path.alias
pool: /included[]
body: attributes.body.processed|attributes.body.value|body.processed|body.value|attributes[*][processed].processed|[*][processed].processed
"
    },
    read: head::read,
};
