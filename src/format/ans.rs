//! Arc XP ANS.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "ans",
    recognise: "content_elements headlines|[version]",
    head: || {
        "
headline: headlines.basic
kicker: label.basic.text|taxonomy.primary_section.name
standfirst: subheadlines.basic|description.basic
hero: promo_items.basic|promo_items.basic.promo_items.basic|promo_items.lead_art|promo_items.lead_art.promo_items.basic
authors: credits.by
published: display_date|first_publish_date|publish_date
updated: last_updated_date
url: canonical_url|website_url
body: content_elements
"
    },
    read: head::read,
};
