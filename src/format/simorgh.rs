//! The BBC's articles as its Simorgh renderer reads them.

use super::reader::Reader;
use super::{Format, head};
use crate::article::Image;
use crate::json::Value;
use crate::numbers;

pub(super) const FORMAT: Format = Format {
    name: "simorgh",
    recognise: "content.model.blocks",
    head: || {
        "
headline: content.model.blocks[][type=headline].model.blocks.model.blocks.model.text|promo.headlines.headline|promo.headlines.seoHeadline|promo.headlines.promoHeadline
standfirst: promo.summary
authors: content.model.blocks[][type=byline].model.blocks[][type=contributor].model.blocks[][type=name].model.blocks.model.blocks.model.text
published: metadata.firstPublished
updated: metadata.lastPublished
language: metadata.passport.language
url: metadata.locators.canonicalUrl
body: content.model.blocks
"
    },
    read: head::read,
};

/// Where text lies in a block.
const TEXT: &str = ".model.blocks.model.blocks.model.text";

/// The widths that the BBC's service makes for its own pages.
const SIDES: [u32; 4] = [320, 480, 624, 800];

/// A picture, whose URL is made of its parts.
pub(super) fn image(reader: &mut Reader<'_>, node: &Value) -> Option<Image> {
    let source = reader.source;
    let raw = source.first(node, "model.blocks[][type=rawImage].model")?;
    let Some(Value::String(locator)) = source.first(raw, "locator") else { return None };
    let width = source.first(raw, "width").and_then(head::whole);
    let address = |side: u32| {
        let mut src = String::from("https://ichef.bbci.co.uk/ace/ws/");
        numbers::push(side.into(), &mut src);
        src.push('/');
        match source.first(raw, "originCode") {
            // Pictures of programmes name their server themselves.
            Some(Value::String(origin)) if origin == "pips" || origin == "mpv" => {
                src = "https://".into();
            }
            Some(Value::String(origin)) => {
                src.push_str(origin);
                src.push('/');
            }
            _ => {}
        }
        src.push_str(locator.strip_prefix("https://").unwrap_or(locator));
        src
    };
    let src = address(640);
    let mut srcset = String::new();
    for side in SIDES {
        let other = address(side);
        if width.is_some_and(|width| side <= width) && other != src {
            srcset.push_str(&other);
            srcset.push(' ');
            numbers::push(side.into(), &mut srcset);
            srcset.push_str("w, ");
        }
    }
    let words = |reader: &mut Reader<'_>, kind: &str| {
        let mut path = String::from("model.blocks[][type=");
        path.push_str(kind);
        path.push(']');
        path.push_str(TEXT);
        reader.prose(node, &path)
    };
    let alt = words(reader, "altText").to_plain();
    Some(Image {
        src,
        alt: if alt.is_empty() { None } else { Some(alt) },
        caption: words(reader, "caption"),
        credit: reader.words(raw, "copyrightHolder"),
        srcset: Some(srcset),
        width,
        height: source.first(raw, "height").and_then(head::whole),
        ..Image::default()
    })
}
