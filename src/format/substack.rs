//! Substack posts.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "substack",
    recognise: "[post_date][body_html]|[post_date][truncated_body_text]",
    head: || {
        "
kicker: section_name
standfirst: subtitle|description
hero: cover_image
authors: publishedBylines
published: post_date
updated: updated_at
url: canonical_url
publisher: publication
body: body_html
shortened: [audience=only_paid]
words: wordcount
"
    },
    read: head::read,
};
