//! Postlight (Mercury) Parser.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "postlight",
    recognise: "[lead_image_url][content][word_count]",
    head: || {
        "
standfirst: dek
hero: lead_image_url
published: date_published
publisher: domain
body: content
"
    },
    read: head::read,
};
