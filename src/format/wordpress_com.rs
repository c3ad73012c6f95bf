//! WordPress.com's API, versions 1.1 and 1.2.

use super::reader::Reader;
use super::{Format, head};
use crate::article::{Article, Image};
use crate::error::Error;
use crate::numbers;

pub(super) const FORMAT: Format = Format {
    name: "wordpress.com",
    recognise: "[ID] [content] [featured_image]",
    head: || {
        "
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
"
    },
    read,
};

fn read(reader: &mut Reader<'_>) -> Result<Article, Error> {
    head::read_with(reader, |_, article| {
        if let Some(hero) = &mut article.hero {
            sizes(hero);
        }
    })
}

/// The servers of WordPress.com make any width of a picture.
fn sizes(image: &mut Image) {
    let Some(width) = image.width else { return };
    let host = image.src.split('/').nth(2).unwrap_or_default();
    if image.src.contains('?')
        || !(host.ends_with(".files.wordpress.com") || host.ends_with(".wp.com"))
    {
        return;
    }
    let mut srcset = String::new();
    for wanted in [320, 640, 1024, 1600, width] {
        if wanted <= width {
            if !srcset.is_empty() {
                srcset.push_str(", ");
            }
            srcset.push_str(&image.src);
            srcset.push_str("?w=");
            numbers::push(wanted.into(), &mut srcset);
            srcset.push(' ');
            numbers::push(wanted.into(), &mut srcset);
            srcset.push('w');
        }
    }
    image.srcset = Some(srcset);
}
