//! Mozilla Readability.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "readability",
    recognise: "[content][textContent][length]",
    head: || {
        "
standfirst: excerpt
authors: byline
published: publishedTime
publisher: siteName
body: content
text: textContent
"
    },
    read: head::read,
};
