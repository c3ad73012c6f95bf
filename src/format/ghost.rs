//! Ghost's Content API.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "ghost",
    recognise: "[uuid][html][comment_id]",
    head: || {
        "
kicker: primary_tag.name
standfirst: custom_excerpt
hero: feature_image
alt: feature_image_alt
caption: feature_image_caption
authors: authors|primary_author
published: published_at
updated: updated_at
minutes: reading_time
body: html|lexical|mobiledoc
shortened: [access=false]
"
    },
    read: head::read,
};
