//! Forem (dev.to).

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "forem",
    recognise: "[type_of=article]|[body_markdown]|[title][markdown]",
    head: || {
        "
kicker: tags[]|tag_list[]
standfirst: description
hero: cover_image|social_image
authors: user
published: published_at
updated: edited_at
minutes: reading_time_minutes
url: canonical_url|url
publisher: organization
body: body_html|body_markdown|markdown
strings: markdown
"
    },
    read: head::read,
};
