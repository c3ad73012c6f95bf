//! Elements from short descriptions: a quarter of the Wasm that the `html!` macro would need for as
//! many elements, and no name reaches the page that is not in the table.

use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag, VText};
use yew::{AttrValue, Html};

/// Everything that any element has. One list for all, since Yew compares lists by address first.
static NAMES: [&str; 35] = [
    "part",
    "class",
    "href",
    "lang",
    "dir",
    "id",
    "alt",
    "aria-label",
    "aria-labelledby",
    "cite",
    "colspan",
    "controls",
    "data-theme",
    "datetime",
    "decoding",
    "fetchpriority",
    "height",
    "hidden",
    "loading",
    "name",
    "playsinline",
    "poster",
    "preload",
    "rel",
    "role",
    "rowspan",
    "scope",
    "sizes",
    "src",
    "srcset",
    "start",
    "tabindex",
    "title",
    "type",
    "width",
];
/// How many of them most elements have at most.
const FEW: usize = 6;

const PART: usize = 0;
const CLASS: usize = 1;

/// An element whose attributes are described as `name=value name`: a name alone takes the next of
/// the values, and is left out where that is none. A part is its class as well. Children that are
/// nothing are left out.
pub(super) fn node(
    tag: &'static str,
    attributes: &'static str,
    values: &[Option<&str>],
    mut children: Vec<Html>,
) -> Html {
    let mut element = VTag::new(AttrValue::Static(tag));
    let mut next = values.iter();
    let mut filled: Vec<Option<AttributeOrProperty>> = Vec::new();
    for word in attributes.split_ascii_whitespace() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(AttrValue::Static(value))),
            None => (word, next.next().copied().flatten().map(|value| AttrValue::Rc(value.into()))),
        };
        let Some(value) = value else { continue };
        let Some(place) = NAMES.iter().position(|known| *known == name) else { continue };
        if filled.len() <= place {
            filled.resize_with(if place < FEW { FEW } else { NAMES.len() }, || None);
        }
        for place in [place, if place == PART { CLASS } else { place }] {
            if let Some(slot) = filled.get_mut(place) {
                *slot = Some(AttributeOrProperty::Attribute(value.clone()));
            }
        }
    }
    if !filled.is_empty() {
        let keys = NAMES.get(..filled.len()).unwrap_or_default();
        element.set_attributes(Attributes::Dynamic { keys, values: filled.into() });
    }
    children.retain(is_there);
    element.add_children(children);
    element.into()
}

/// Characters.
pub(super) fn text(text: &str) -> Html {
    VText::new(AttrValue::Rc(text.into())).into()
}

/// Whether there is something, and not just an empty place in the tree.
pub(super) fn is_there(node: &Html) -> bool {
    !matches!(node, Html::VList(list) if list.is_empty())
}
