//! IPTC ninjs, versions 1 to 3.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "ninjs",
    recognise: "[uri] body_html|body_xhtml|body_text|headline|headlines|bodies|[versioncreated]|[versionCreated]",
    head: || {
        "
headline: headlines[][role=main].value|headlines.value|headline|headline_main|title
standfirst: descriptions[][role=lead].value|descriptions[][role=text].value|descriptions.value|description_text|description_main
hero: associations[*][type=picture]|[type=picture].renditions
authors: byline|by
published: firstcreated|firstCreated|versioncreated|versionCreated
updated: versioncreated|versionCreated
url: canonical|uri
body: body_html|body_xhtml|body_richtext|bodies[][contentType~html].value|bodies[][contenttype~html].value|body_text|body_main|bodies[][contentType~plain].value|bodies[][contenttype~plain].value
"
    },
    read: head::read,
};
