//! ProseMirror and TipTap.

use super::Format;
use super::head::{self, editors_head};

pub(super) const FORMAT: Format = Format {
    name: "prosemirror",
    recognise: "[type=doc]|body[type=doc]|content[type=doc]",
    head: || editors_head!("[type=doc]|body|content"),
    read: head::read,
};
