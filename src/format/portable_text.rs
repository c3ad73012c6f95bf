//! Portable Text, as Sanity writes it.

use super::Format;
use super::head::{self, editors_head};

pub(super) const FORMAT: Format = Format {
    name: "portable-text",
    recognise: "[_type=block]|body[_type=block]|content[_type=block]",
    head: editors_head!("body|content|."),
    read: head::read,
};
