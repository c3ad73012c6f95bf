//! The types: the element for TypeScript itself, and its tag for React, Vue and Svelte.

mod schema;

use serde_json::Value;

use super::{ATTRIBUTES, ERRORS, EVENTS, MEMBERS, STATES, plain};

/// What does not depend on the table. A framework that is not installed leaves its own part without
/// meaning, which the compiler must not complain of.
const FRAMEWORKS: &str = include_str!("types/frameworks.d.ts");

pub fn print(schema: &Value) -> Result<String, String> {
    Ok([
        "// Types of article-widget. Written by `cargo xtask contract`; not edited by hand.\n"
            .into(),
        names(),
        details(),
        attributes(),
        element(),
        FRAMEWORKS.to_owned(),
        schema::print(schema)?,
    ]
    .join("\n"))
}

fn union<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" | ")
}

fn names() -> String {
    let states = union(STATES.iter().copied());
    let errors = union(ERRORS.iter().map(|it| it.name));
    format!(
        "export type ArticleState = {states};\n\
         export type ArticleOutcome = \"ready\" | \"error\";\n\
         export type ArticleErrorKind = {errors};\n\
         export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;\n"
    )
}

fn details() -> String {
    let mut text = String::new();
    for event in EVENTS {
        text += &format!("export interface {} {{\n", event.ty);
        for field in event.detail {
            text += &format!("  /** {} */\n  {}: {};\n", field.what, field.name, field.ty);
        }
        text += "}\n\n";
    }
    text += "/** All bubble and are composed. */\nexport interface ArticleWidgetEventMap {\n";
    for event in EVENTS {
        let note = if event.cancelable { " Cancelable." } else { "" };
        text += &format!("  /** {}.{note} */\n", sentence(event.when));
        text += &format!("  \"{}\": CustomEvent<{}>;\n", event.name, event.ty);
    }
    text + "}\n"
}

fn attributes() -> String {
    let mut text =
        "/** What may stand in the tag. */\nexport interface ArticleWidgetAttributes {\n"
            .to_owned();
    // What the widget itself writes is nobody's to set.
    for it in ATTRIBUTES.iter().filter(|it| it.name != "state") {
        text += &format!("  /** {}. Default: {}. */\n", sentence(it.values), plain(it.default));
        text += &format!("  {}?: {};\n", key(it.name), it.ty);
    }
    text + "}\n"
}

fn element() -> String {
    let mut text = "export class ArticleWidget extends HTMLElement {\n".to_owned();
    for it in MEMBERS {
        text += &format!("  /** {}. */\n", sentence(it.what));
        match it.name.strip_suffix("()") {
            Some(name) => text += &format!("  {name}(): {};\n", it.ty),
            None => text += &format!("  get {}(): {};\n", it.name, it.ty),
        }
        if !it.takes.is_empty() {
            text += &format!("  set {}(value: {});\n", it.name, it.takes);
        }
    }
    text + "}\n"
}

fn sentence(cell: &str) -> String {
    let text = plain(cell);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

/// A name as the key of an object's type.
fn key(name: &str) -> String {
    let is_plain = name.chars().all(|letter| letter.is_ascii_alphanumeric());
    if is_plain { name.to_owned() } else { format!("\"{name}\"") }
}
