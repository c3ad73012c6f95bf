//! Lexical, also as Payload keeps it.

use super::Format;
use super::head::{self, editors_head};

pub(super) const FORMAT: Format = Format {
    name: "lexical",
    recognise: "root.children|body.root|content.root",
    head: || editors_head!("root|body.root|content.root"),
    read: head::read,
};
