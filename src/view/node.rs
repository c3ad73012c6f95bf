//! Elements from short descriptions: a quarter of the Wasm that the `html!` macro would need for as
//! many elements, and no name reaches the page that is not in the table.

use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag, VText};
use yew::{AttrValue, Html};

/// Everything that any element has, what most have first. One list for all, since Yew compares lists by address first.
static NAMES: [&str; 35] = [
    "part",
    "class",
    "href",
    "name",
    "lang",
    "datetime",
    // What pictures have, the article, and its headline. Whatever says how a file is to be loaded comes before
    // its address, with which WebKit begins to load.
    "dir",
    "id",
    "aria-label",
    "aria-labelledby",
    "alt",
    "width",
    "height",
    "loading",
    "decoding",
    "fetchpriority",
    "preload",
    "sizes",
    "src",
    "srcset",
    // What few have.
    "cite",
    "colspan",
    "controls",
    "data-theme",
    "hidden",
    "playsinline",
    "poster",
    "rel",
    "role",
    "rowspan",
    "scope",
    "start",
    "tabindex",
    "title",
    "type",
];
/// How many of them an element has room for: as few as will do.
const ROOMS: [usize; 3] = [6, 20, NAMES.len()];

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
            let room = ROOMS.into_iter().find(|room| place < *room).unwrap_or_default();
            filled.resize_with(room, || None);
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
