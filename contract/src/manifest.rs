//! The custom elements manifest, by which editors and documentation tools know the element.

use serde_json::{Value, json};

use super::{ATTRIBUTES, EVENTS, MEMBERS, Member, PARTS, SLOTS, STATES, VARIABLES, plain};

const MODULE: &str = "article-widget.js";
const CLASS: &str = "ArticleWidget";
const TAG: &str = "article-widget";

pub fn print() -> String {
    let here = json!({ "name": CLASS, "module": MODULE });
    let manifest = json!({
        "schemaVersion": "2.1.0",
        "readme": "README.md",
        "modules": [{
            "kind": "javascript-module",
            "path": MODULE,
            "declarations": [declaration()],
            "exports": [
                { "kind": "js", "name": CLASS, "declaration": here },
                { "kind": "custom-element-definition", "name": TAG, "declaration": here },
            ],
        }],
    });
    format!("{manifest:#}\n")
}

fn declaration() -> Value {
    let attributes = ATTRIBUTES.iter().map(|it| {
        json!({
            "name": it.name,
            "type": { "text": it.ty },
            "description": plain(it.values),
            "default": plain(it.default),
        })
    });
    let events = EVENTS.iter().map(|it| {
        json!({
            "name": it.name,
            "type": { "text": format!("CustomEvent<{}>", it.ty) },
            "description": format!("{}. Detail: {}", plain(it.when), plain(it.told)),
        })
    });
    let slots = SLOTS.iter().map(|it| json!({ "name": it.name, "description": plain(it.shown) }));
    let parts = PARTS.iter().map(|it| {
        let hides = if it.hide.starts_with("yes") { "; `hide` can leave it out" } else { "" };
        json!({ "name": it.name, "description": format!("{}{hides}", plain(it.what)) })
    });
    let variables = VARIABLES.iter().map(|it| {
        json!({
            "name": it.name,
            "default": it.default,
            "description": format!("{} ({})", it.what, it.takes),
        })
    });
    let states = STATES.iter().map(|name| json!({ "name": name }));
    json!({
        "kind": "class",
        "customElement": true,
        "name": CLASS,
        "tagName": TAG,
        "superclass": { "name": "HTMLElement" },
        "description": "One article, drawn from its JSON.",
        "attributes": attributes.collect::<Vec<_>>(),
        "members": MEMBERS.iter().map(member).collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(),
        "slots": slots.collect::<Vec<_>>(),
        "cssParts": parts.collect::<Vec<_>>(),
        "cssProperties": variables.collect::<Vec<_>>(),
        "cssStates": states.collect::<Vec<_>>(),
    })
}

fn member(it: &Member) -> Value {
    let description = plain(it.what);
    match it.name.strip_suffix("()") {
        Some(name) => json!({
            "kind": "method",
            "name": name,
            "return": { "type": { "text": it.ty } },
            "description": description,
        }),
        None => json!({
            "kind": "field",
            "name": it.name,
            "type": { "text": it.ty },
            "readonly": it.takes.is_empty(),
            "description": description,
        }),
    }
}
