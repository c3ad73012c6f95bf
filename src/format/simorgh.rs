//! The BBC's articles as its Simorgh renderer reads them.

use super::reader::Reader;
use super::{Format, head};
use crate::article::Image;
use crate::json::Value;

pub(super) const FORMAT: Format = Format {
    name: "simorgh",
    recognise: "content.model.blocks",
    head: "
headline: content.model.blocks[][type=headline].model.blocks.model.blocks.model.text|promo.headlines.headline|promo.headlines.seoHeadline|promo.headlines.promoHeadline
standfirst: promo.summary
authors: content.model.blocks[][type=byline].model.blocks[][type=contributor].model.blocks[][type=name].model.blocks.model.blocks.model.text
published: metadata.firstPublished
updated: metadata.lastPublished
language: metadata.passport.language
url: metadata.locators.canonicalUrl
body: content.model.blocks
",
    read: head::read,
};

/// Where text lies in a block.
const TEXT: &str = ".model.blocks.model.blocks.model.text";

/// A picture, whose URL is made of its parts.
pub(super) fn image(reader: &mut Reader<'_>, node: &Value) -> Option<Image> {
    let source = reader.source;
    let raw = source.first(node, "model.blocks[][type=rawImage].model")?;
    let mut src = String::from("https://ichef.bbci.co.uk/ace/ws/640/");
    if let Some(Value::String(origin)) = source.first(raw, "originCode") {
        if origin == "pips" {
            src = "https://".into();
        } else {
            src.push_str(origin);
            src.push('/');
        }
    }
    let Some(Value::String(locator)) = source.first(raw, "locator") else { return None };
    src.push_str(locator);
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
        width: source.first(raw, "width").and_then(head::whole),
        height: source.first(raw, "height").and_then(head::whole),
        ..Image::default()
    })
}
