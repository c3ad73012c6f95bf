//! Apple News Format.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "apple-news",
    recognise: "components.role",
    head: || {
        "
headline: components[][role=title].text|components.components[][role=title].text|title
standfirst: components[][role=intro].text|components.components[][role=intro].text|subtitle|metadata.excerpt
hero: metadata.thumbnailURL
authors: metadata.authors|components[][role=author].text|components[][role=byline].text
published: metadata.datePublished
updated: metadata.dateModified
url: metadata.canonicalURL
body: components
"
    },
    read: head::read,
};
