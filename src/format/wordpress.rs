//! WordPress's REST API: `wp/v2/posts` and `wp/v2/pages`.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "wordpress",
    recognise: "title[rendered] content[rendered]",
    head: || {
        "
headline: title.rendered
kicker: _embedded.wp:term[][][taxonomy=category].name
standfirst: excerpt.rendered
hero: _embedded.wp:featuredmedia|jetpack_featured_media_url|yoast_head_json.og_image
authors: _embedded.wp:term[][][taxonomy=author]|_embedded.author|yoast_head_json.author
published: date_gmt|date
updated: modified_gmt|modified
language: lang|language|locale|yoast_head_json.og_locale
url: link
publisher: yoast_head_json.og_site_name
body: content.rendered
restricted: content[protected=true]
"
    },
    read: head::read,
};
