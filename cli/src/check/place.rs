//! Where in the JSON something of the article came from.
//!
//! The article does not know: formats resolve addresses and read markup. But an address or a text
//! stands somewhere in the JSON, as it is or within HTML, and there it can be found.

use std::collections::HashMap;

use serde_json::Value;

/// A text of the document.
struct Line<'a> {
    path: String,
    /// The object that it belongs to, if it is a field of one.
    owner: Option<String>,
    text: &'a str,
}

/// The texts of one article's JSON.
pub(super) struct Places<'a> {
    root: String,
    item: &'a Value,
    lines: Vec<Line<'a>>,
    /// How often something was looked for, since the same picture may stand there twice.
    asked: HashMap<String, usize>,
}

impl<'a> Places<'a> {
    /// Of the article at a path of a document.
    pub(super) fn new(document: &'a Value, path: &str) -> Self {
        let item = follow(document, path).unwrap_or(&Value::Null);
        let mut lines = Vec::new();
        collect(item, path, None, &mut lines);
        Places { root: path.into(), item, lines, asked: HashMap::new() }
    }

    /// The path of the article.
    pub(super) fn root(&self) -> &str {
        &self.root
    }

    pub(super) fn item(&self) -> &'a Value {
        self.item
    }

    /// The place of a picture or other resource, by its resolved address.
    pub(super) fn of_address(&mut self, address: &str) -> String {
        let after_origin = address.splitn(4, '/').nth(3).unwrap_or_default();
        let name = address.rsplit('/').next().unwrap_or_default();
        self.find(&[address, after_origin, name])
    }

    /// The place of a text without its markup.
    pub(super) fn of_text(&mut self, text: &str) -> String {
        self.find(&[text])
    }

    /// The place of the first of the texts that stands anywhere; else of the whole article.
    fn find(&mut self, wanted: &[&str]) -> String {
        let Some(first) = wanted.first() else { return self.root.clone() };
        let asked = self.asked.entry((*first).to_owned()).or_default();
        let skip = *asked;
        *asked += 1;
        for wanted in wanted.iter().filter(|wanted| !wanted.is_empty()) {
            let escaped = wanted.replace('&', "&amp;");
            let holds =
                |line: &&Line<'_>| line.text.contains(wanted) || line.text.contains(&escaped);
            let found: Vec<_> = self.lines.iter().filter(holds).collect();
            if let Some(line) = found.get(skip).or(found.last()) {
                let is_whole = line.text.trim().ends_with(wanted) && !line.text.contains('<');
                return line.owner.as_ref().filter(|_| is_whole).unwrap_or(&line.path).clone();
            }
        }
        self.root.clone()
    }
}

/// A member's path.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.into() } else { format!("{path}.{key}") }
}

fn collect<'a>(at: &'a Value, path: &str, owner: Option<&str>, lines: &mut Vec<Line<'a>>) {
    match at {
        Value::String(text) => {
            let owner = owner.map(str::to_owned);
            lines.push(Line { path: path.into(), owner, text });
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &format!("{path}[{index}]"), None, lines);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                collect(member, &join(path, key), Some(path), lines);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The value at a path such as `posts[3]`.
fn follow<'a>(document: &'a Value, path: &str) -> Option<&'a Value> {
    let mut at = document;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        at = match step.strip_suffix(']').and_then(|index| index.parse::<usize>().ok()) {
            Some(index) => at.get(index)?,
            None => at.get(step)?,
        };
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_picture_is_found_by_its_address_as_it_is_relative_or_within_html() {
        let document = json!({ "posts": [{}, {
            "feature_image": "https://news.example/a.jpg",
            "hero": { "src": "img/b.jpg" },
            "html": "<p>C</p><img src=\"/c.jpg?w=1&amp;h=2\">",
            "list": ["d.jpg"],
        }] });
        let mut places = Places::new(&document, "posts[1]");
        assert_eq!(places.of_address("https://news.example/a.jpg"), "posts[1]");
        assert_eq!(places.of_address("https://news.example/api/img/b.jpg"), "posts[1].hero");
        assert_eq!(places.of_address("https://news.example/c.jpg?w=1&h=2"), "posts[1].html");
        assert_eq!(places.of_address("https://news.example/d.jpg"), "posts[1].list[0]");
        assert_eq!(places.of_address("https://news.example/e.jpg"), "posts[1]");
    }

    #[test]
    fn the_same_picture_twice_has_two_places() {
        let document = json!({ "body": [{ "src": "a.jpg" }, { "src": "a.jpg" }] });
        let mut places = Places::new(&document, "");
        let found = [(); 3].map(|()| places.of_address("https://news.example/a.jpg"));
        assert_eq!(found, ["body[0]", "body[1]", "body[1]"]);
    }
}
