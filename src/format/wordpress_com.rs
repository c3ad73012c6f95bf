//! WordPress.com's API, versions 1.1 and 1.2.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "wordpress.com",
    recognise: "[ID] [content] [featured_image]",
    head: "
headline: title
kicker: categories[*].name
standfirst: excerpt
hero: post_thumbnail|featured_image
authors: author
published: date
updated: modified
url: URL
publisher: site_name
body: content
pool: attachments[*]
",
    read: head::read,
};
