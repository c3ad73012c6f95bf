//! Elements from a table of attribute names: a quarter of the Wasm that the `html!` macro would need
//! for as many elements, and no name reaches the page that is not in the table.

use yew::Html;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag, VText};

/// What most elements have at most. One list for all, since Yew compares lists by address first.
const FEW: &[&str] = &["part", "class", "href", "lang", "dir", "id"];

/// Everything that any element has.
const ALL: &[&str] = &[
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

/// An element; an attribute without a value is left out.
pub(super) fn node(
    tag: &'static str,
    attributes: &[(&str, Option<&str>)],
    children: Vec<Html>,
) -> Html {
    let mut element = VTag::new(tag);
    let given = || attributes.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
    if given().next().is_some() {
        let few = given().all(|(name, _)| FEW.contains(&name));
        let keys = if few { FEW } else { ALL };
        let value = |key: &&str| {
            let (_, value) = given().find(|(name, _)| name == key)?;
            Some(AttributeOrProperty::Attribute(value.to_owned().into()))
        };
        element
            .set_attributes(Attributes::Dynamic { keys, values: keys.iter().map(value).collect() });
    }
    element.add_children(children);
    element.into()
}

/// Characters.
pub(super) fn text(text: &str) -> Html {
    VText::new(text.to_owned()).into()
}

/// The nodes that are there: an absent part leaves no empty place in the tree.
pub(super) fn group(nodes: Vec<Html>) -> Vec<Html> {
    nodes.into_iter().filter(|node| !matches!(node, Html::VList(list) if list.is_empty())).collect()
}
