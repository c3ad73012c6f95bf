//! Portable Text, as Sanity writes it.

use super::Format;
use super::head::{self, editors_head};
use super::reader::Reader;
use crate::article::Image;
use crate::json::Value;
use crate::numbers;

pub(super) const FORMAT: Format = Format {
    name: "portable-text",
    recognise: "[_type=block]|body[_type=block]|content[_type=block]",
    head: || editors_head!("body|content|."),
    read: head::read,
};

/// A picture that only its asset's name tells: `image-<id>-<width>x<height>-<ending>`. The rest of its URL is the
/// project, which the address of the JSON names, or another picture's URL.
pub(super) fn image(
    reader: &mut Reader<'_>,
    at: &Value,
    reference: &str,
    mut image: Image,
) -> Image {
    let mut parts = reference.split('-');
    let (Some("image"), Some(id), Some(size), Some(ending)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return image;
    };
    let base = reader.urls.base();
    let mut words = base.split('/').skip(2);
    let host = words.next().unwrap_or_default();
    let project =
        host.strip_suffix(".api.sanity.io").or_else(|| host.strip_suffix(".apicdn.sanity.io"));
    // `/v2021-10-21/data/query/production?query=…`
    let dataset = words.nth(3).and_then(|rest| rest.split('?').next());
    let mut src = String::from(CDN);
    match (project, dataset) {
        (Some(project), Some(dataset)) => {
            src.push_str(project);
            src.push('/');
            src.push_str(dataset);
        }
        _ => match folder(reader.source.document) {
            Some(folder) => src.push_str(folder),
            None => {
                reader.warn(
                    at,
                    "a picture of a project that neither the address nor another picture names: left out",
                );
                return image;
            }
        },
    }
    for (separator, part) in [('/', id), ('-', size), ('.', ending)] {
        src.push(separator);
        src.push_str(part);
    }
    let (width, height) = size.split_once('x').unwrap_or_default();
    image.width = image.width.or_else(|| numbers::leading(width));
    image.height = image.height.or_else(|| numbers::leading(height));
    image.src = src;
    image
}

const CDN: &str = "https://cdn.sanity.io/images/";

/// Project and dataset of the first picture in a document that has a URL.
fn folder(value: &Value) -> Option<&str> {
    match value {
        Value::String(url) => {
            let path = url.strip_prefix(CDN)?;
            path.get(..path.len() - path.rsplit('/').next()?.len() - 1)
        }
        Value::Array(items) => items.iter().find_map(folder),
        Value::Object(members) => members.iter().find_map(|(_, value)| folder(value)),
        _ => None,
    }
}
