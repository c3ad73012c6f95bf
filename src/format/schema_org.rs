//! schema.org articles in JSON-LD.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "schema.org",
    recognise: "[@type$Article]|[@type$Posting]|[@type$Report]",
    head: || {
        "
headline: headline|name
kicker: articleSection[]
standfirst: alternativeHeadline|description
hero: image|thumbnailUrl
published: datePublished
updated: dateModified
language: inLanguage.alternateName|inLanguage
minutes: timeRequired
url: mainEntityOfPage.@id|url|mainEntityOfPage|@id
publisher: publisher
body: articleBody|liveBlogUpdate
pool: /@graph[]|/[]
shortened: [isAccessibleForFree=false]
words: wordCount
"
    },
    read: head::read,
};
