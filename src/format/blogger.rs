//! Blogger, version 3.

use super::{Format, head};

pub(super) const FORMAT: Format = Format {
    name: "blogger",
    recognise: "[kind=blogger#post]",
    head: || {
        "
kicker: labels[]
"
    },
    read: head::read,
};
