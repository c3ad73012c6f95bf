//! Paths to the fields of a document, and the place of a value in it.
//!
//! A path is `key.key`; a key that meets a list looks into each of its items. Brackets choose:
//! `[]` each item, `[*]` each member, `[0]` one item, `[key]` those that have the key, `[key=a]`,
//! `[key^a]`, `[key$a]`, `[key~a]` those whose key is, starts with, ends in, contains the text.
//! A leading `/` starts at the document's root.

use crate::json::Value;
use crate::numbers;

/// Where a document keeps its articles.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) document: &'a Value,
    /// The article in it.
    pub(super) item: &'a Value,
}

impl<'a> Source<'a> {
    /// What lies at the end of one path, without what is missing.
    pub(super) fn walk<'v>(&self, at: &'v Value, path: &str) -> Vec<&'v Value>
    where
        'a: 'v,
    {
        let path = path.trim();
        if path.is_empty() {
            return Vec::new();
        }
        let (from, path): (&Value, _) = match path.strip_prefix('/') {
            Some(path) => (self.document, path),
            None => (at, path),
        };
        let mut found = vec![from];
        for step in path.split('.') {
            let mut parts = step.split('[');
            let key = parts.next().unwrap_or_default();
            if !key.is_empty() {
                found = spread(found, false).into_iter().filter_map(|it| it.get(key)).collect();
            }
            for part in parts {
                let part = part.trim_end_matches(']');
                found = spread(found, part == "*");
                if let Some(index) = numbers::leading(part) {
                    found = found.into_iter().skip(index as usize).take(1).collect();
                } else if !part.is_empty() && part != "*" {
                    found.retain(|it| matches(it, part));
                }
            }
        }
        found.retain(|it| !is_missing(it));
        found
    }

    /// What lies at the end of several paths, parted by `|`, in their order.
    pub(super) fn all<'v>(&self, at: &'v Value, paths: &str) -> Vec<&'v Value>
    where
        'a: 'v,
    {
        let mut found = Vec::new();
        for path in paths.split('|') {
            found.append(&mut self.walk(at, path));
        }
        found
    }

    /// What lies at the end of the paths, of one place after the other.
    pub(super) fn among<'v>(&self, places: &[&'v Value], paths: &str) -> Vec<&'v Value>
    where
        'a: 'v,
    {
        let mut found = Vec::new();
        for place in places {
            found.append(&mut self.all(place, paths));
        }
        found
    }

    /// The first value of the first path that has one.
    pub(super) fn first<'v>(&self, at: &'v Value, paths: &str) -> Option<&'v Value>
    where
        'a: 'v,
    {
        paths.split('|').find_map(|path| self.walk(at, path).into_iter().next())
    }
}

/// Lists as their items; also objects as their members.
fn spread(values: Vec<&Value>, members: bool) -> Vec<&Value> {
    let mut out = Vec::new();
    for value in values {
        match value {
            Value::Array(items) => out.extend(items),
            Value::Object(inside) if members => out.extend(inside.iter().map(|(_, value)| value)),
            value => out.push(value),
        }
    }
    out
}

/// Nothing, or only spaces.
pub(super) fn is_missing(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.is_empty(),
        Value::String(text) => text.trim().is_empty(),
        value => value.is_missing(),
    }
}

fn matches(value: &Value, condition: &str) -> bool {
    let end = condition.bytes().position(|byte| matches!(byte, b'=' | b'^' | b'$' | b'~'));
    let end = end.unwrap_or(condition.len());
    let (key, wanted) = condition.split_at_checked(end).unwrap_or_default();
    let Some(value) = value.get(key) else { return false };
    let mut wanted = wanted.chars();
    let Some(how) = wanted.next() else { return true };
    let wanted = wanted.as_str().as_bytes();
    spread(vec![value], false).into_iter().any(|value| {
        let text = match value {
            Value::String(text) => text.as_bytes(),
            Value::Bool(true) | Value::Number(1.0) => b"true",
            Value::Bool(false) | Value::Number(0.0) => b"false",
            _ => return false,
        };
        match how {
            '=' => text.eq_ignore_ascii_case(wanted),
            '^' => text.starts_with(wanted),
            '$' => text.ends_with(wanted),
            _ => text.windows(wanted.len()).any(|part| part == wanted),
        }
    })
}

/// The place of a value in a document: `body[3].type`.
pub(super) fn locate(document: &Value, value: &Value) -> String {
    let mut path = String::new();
    step(document, value, &mut path);
    path
}

fn step(at: &Value, value: &Value, path: &mut String) -> bool {
    if std::ptr::eq(at, value) {
        return true;
    }
    match at {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if step(item, value, path) {
                    let mut own = String::from("[");
                    numbers::push(index as u64, &mut own);
                    own.push(']');
                    join(own, path);
                    return true;
                }
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                if step(member, value, path) {
                    join(key.clone(), path);
                    return true;
                }
            }
        }
        _ => {}
    }
    false
}

fn join(mut own: String, path: &mut String) {
    if !path.is_empty() && !path.starts_with('[') {
        own.push('.');
    }
    own.push_str(path);
    *path = own;
}
