//! What hosts of article-widget rely on: its attributes, properties, events, parts, slots, states,
//! variables and kinds of error. The documentation's tables, the types and the manifest are written from
//! this one table; the Wasm knows nothing of it.

mod docs;
mod manifest;
mod table;
mod types;

use std::path::Path;

pub use table::{ATTRIBUTES, ERRORS, EVENTS, MEMBERS, PARTS, SLOTS, STATES, VARIABLES};

/// An attribute. Texts are Markdown, and cells of the documentation.
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Its type in TypeScript.
    pub ty: &'static str,
    /// What it may be set to.
    pub values: &'static str,
    /// What holds without it.
    pub default: &'static str,
    /// When a change of it takes effect.
    pub change: &'static str,
    /// Whether the element itself watches it.
    pub observed: bool,
}

/// A property, or a method where its name ends in `()`.
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// What it reads as, or returns, in TypeScript.
    pub ty: &'static str,
    /// What it may be set to, in TypeScript; nothing where it is read only.
    pub takes: &'static str,
    /// What it is.
    pub what: &'static str,
}

/// An event.
pub struct Event {
    /// Its name.
    pub name: &'static str,
    /// The name of its detail's type.
    pub ty: &'static str,
    /// When it is dispatched.
    pub when: &'static str,
    /// Its detail, as the documentation has it.
    pub told: &'static str,
    /// Whether `preventDefault` means something.
    pub cancelable: bool,
    /// The fields of its detail.
    pub detail: &'static [Field],
}

/// A field of an event's detail; optional where its name ends in `?`.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its type in TypeScript.
    pub ty: &'static str,
    /// What it tells.
    pub what: &'static str,
}

/// A kind of error.
pub struct ErrorKind {
    /// Its name.
    pub name: &'static str,
    /// What happened.
    pub what: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

/// A slot; the default one has no name.
pub struct Slot {
    /// Its name.
    pub name: &'static str,
    /// When it is shown.
    pub shown: &'static str,
}

/// A part for `::part()`.
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// Whether the attribute `hide` may name it.
    pub hide: &'static str,
}

/// A CSS variable.
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// Its default where `theme` is `auto`.
    pub default: &'static str,
    /// The kind of value that it takes.
    pub takes: &'static str,
    /// What it is for.
    pub what: &'static str,
}

/// Every file that holds what is written from the table, by its path in the repository, with the text
/// that it must have.
pub fn files(root: &Path) -> Result<Vec<(&'static str, String)>, String> {
    let read = |path: &str| {
        std::fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))
    };
    let schema = serde_json::from_str(&read(SCHEMA)?).map_err(|error| error.to_string())?;
    let mut files = vec![
        ("types/article-widget.d.ts", types::print(&schema)?),
        ("types/custom-elements.json", manifest::print()),
    ];
    for path in ["docs/embedding.md", "docs/theming.md"] {
        files.push((path, docs::fill(path, &read(path)?)?));
    }
    Ok(files)
}

const SCHEMA: &str = "schema/article.schema.json";

/// A Markdown cell as plain text.
fn plain(cell: &str) -> String {
    let mut text = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((words, link)) = after.split_once("](") else { break };
        text += before;
        text += words;
        rest = link.split_once(')').map_or("", |(_, rest)| rest);
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn links_become_their_words() {
        assert_eq!(plain("by [language](read-time.md) or [so](x)."), "by language or so.");
        assert_eq!(plain("warnings: [{path}]"), "warnings: [{path}]");
    }
}
