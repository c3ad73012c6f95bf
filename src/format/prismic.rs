//! Prismic's documents.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "prismic",
    recognise: "[data][uid][type]",
    head: || {
        "
headline: data.title.text|data.title|data.headline.text|data.headline|data.name
standfirst: data.standfirst.text|data.standfirst|data.description.text|data.description|data.excerpt.text
hero: data.image|data.hero|data.hero_image|data.featured_image|data.cover
caption: data.caption.text|data.caption
authors: data.author|data.author_name
published: first_publication_date
updated: last_publication_date
language: lang
body: data.body|data.content|data.text|data.slices
"
    },
    read: head::read,
};
