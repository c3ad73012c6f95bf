//! Editor.js.

use super::Format;
use super::head::{self, editors_head};

pub(super) const FORMAT: Format = Format {
    name: "editorjs",
    recognise: "blocks.data|body.blocks.data|content.blocks.data",
    head: || editors_head!("blocks|body.blocks|content.blocks"),
    read: head::read,
};
