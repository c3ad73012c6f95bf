//! Fields of the project's own article JSON that mean nothing, by its JSON Schema.

use std::sync::LazyLock;

use article_widget::article::SCHEMA;
use serde_json::{Map, Value};

use super::place::join;

static SCHEMA_VALUE: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(SCHEMA).unwrap_or_default());

/// A field that no part of the schema knows.
pub(super) struct Unknown {
    pub(super) path: String,
    pub(super) key: String,
    /// The field that may have been meant.
    pub(super) like: Option<String>,
}

/// How alike two names must be for one to be a slip of the other.
const ALIKE: f64 = 0.85;

/// The fields that mean nothing.
pub(super) fn unknown(article: &Value, path: &str) -> Vec<Unknown> {
    let mut found = Vec::new();
    walk(article, &[&SCHEMA_VALUE], path, &mut found);
    found
}

fn walk(at: &Value, schemas: &[&Value], path: &str, found: &mut Vec<Unknown>) {
    let mut open = Vec::new();
    schemas.iter().for_each(|schema| alternatives(schema, at, &mut open));
    match at {
        Value::Object(members) => {
            let known: Vec<&Map<String, Value>> =
                open.iter().filter_map(|schema| schema.get("properties")?.as_object()).collect();
            if known.is_empty() {
                return;
            }
            for (key, member) in members {
                let inside: Vec<&Value> = known.iter().filter_map(|known| known.get(key)).collect();
                let path = join(path, key);
                if inside.is_empty() && !key.starts_with('$') {
                    let like = alike(key, &known);
                    found.push(Unknown { path, key: key.clone(), like });
                } else {
                    walk(member, &inside, &path, found);
                }
            }
        }
        Value::Array(items) => {
            let inside: Vec<&Value> =
                open.iter().filter_map(|schema| schema.get("items")).collect();
            for (index, item) in items.iter().enumerate() {
                walk(item, &inside, &format!("{path}[{index}]"), found);
            }
        }
        _ => {}
    }
}

fn alike(key: &str, known: &[&Map<String, Value>]) -> Option<String> {
    let key = key.to_lowercase();
    let rated = known.iter().flat_map(|known| known.keys()).map(|name| {
        let likeness = strsim::jaro_winkler(&key, &name.to_lowercase());
        (likeness, name)
    });
    let (likeness, name) = rated.max_by(|one, other| one.0.total_cmp(&other.0))?;
    (likeness > ALIKE).then(|| name.clone())
}

/// The parts of a schema that may describe a value: references followed, and of several blocks the
/// one that the value's `type` names.
fn alternatives<'s>(schema: &'s Value, at: &Value, open: &mut Vec<&'s Value>) {
    let tag = schema.pointer("/properties/type");
    let tags = tag.and_then(|tag| tag.get("const").or_else(|| tag.get("$ref")));
    if tags.is_some() && !is_tagged(tags, at) {
        return;
    }
    open.push(schema);
    let name = schema.get("$ref").and_then(Value::as_str);
    let referred = name
        .and_then(|name| name.strip_prefix('#'))
        .and_then(|pointer| SCHEMA_VALUE.pointer(pointer));
    if let Some(schema) = referred {
        alternatives(schema, at, open);
    }
    for list in ["anyOf", "oneOf"] {
        for schema in schema.get(list).and_then(Value::as_array).into_iter().flatten() {
            alternatives(schema, at, open);
        }
    }
}

fn is_tagged(tag: Option<&Value>, at: &Value) -> bool {
    let wanted = match tag.and_then(Value::as_str) {
        Some("#/$defs/HtmlTag") => Some("html"),
        tag => tag,
    };
    at.get("type").and_then(Value::as_str) == wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_schema_does_not_know_is_found_with_its_path() {
        let article = json!({
            "headline": "A", "subtitle": "B", "$schema": "C",
            "hero": { "src": "a.jpg", "altText": "D" },
            "body": [
                { "type": "paragraph", "text": "E", "html": "F" },
                { "type": "html", "html": "G" },
                { "type": "quote", "blocks": [{ "type": "divider", "size": 1 }], "cite": "H" },
                { "type": "list", "items": ["I", { "text": "J", "bullet": "-" }] },
                { "type": "unknown", "anything": 1 },
            ],
        });
        let paths: Vec<_> = unknown(&article, "").into_iter().map(|field| field.path).collect();
        assert_eq!(
            paths,
            [
                "body[0].html",
                "body[2].blocks[0].size",
                "body[3].items[1].bullet",
                "hero.altText",
                "subtitle",
            ]
        );
    }

    #[test]
    fn a_slip_is_told_what_it_may_have_meant() {
        let article = json!({ "headline": "A", "publishd": "B", "Byline": "C", "body": [] });
        let like: Vec<_> = unknown(&article, "").into_iter().map(|field| field.like).collect();
        assert_eq!(like, [None, Some("published".to_owned())]);
    }
}
