//! What assistive technology is told of a page: roles and names.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::browser::Page;

/// Boxes of lines and marks of lists say nothing of their own.
const SILENT: [&str; 3] = ["InlineTextBox", "ListMarker", "LineBreak"];

/// Whose inside is the browser's own.
const PLAYERS: [&str; 2] = ["Audio", "Video"];

/// What of a node's properties is told.
const TOLD: [&str; 6] = ["level", "expanded", "checked", "disabled", "live", "valuetext"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    node_id: String,
    #[serde(default)]
    ignored: bool,
    #[serde(default)]
    role: Value,
    #[serde(default)]
    name: Value,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    child_ids: Vec<String>,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: Value,
}

impl Node {
    fn role(&self) -> &str {
        self.role.get("value").and_then(Value::as_str).unwrap_or_default()
    }

    fn name(&self) -> &str {
        self.name.get("value").and_then(Value::as_str).unwrap_or_default()
    }

    fn line(&self) -> String {
        let role = match self.role() {
            "StaticText" => "text",
            role => role,
        };
        let mut line = role.to_lowercase();
        if !self.name().is_empty() {
            line.push_str(&format!(
                " «{}»",
                self.name().split_whitespace().collect::<Vec<_>>().join(" ")
            ));
        }
        for property in &self.properties {
            let value = property.value.get("value").unwrap_or(&Value::Null);
            if TOLD.contains(&property.name.as_str()) && value != "off" {
                line.push_str(&format!(
                    " {}={}",
                    property.name,
                    value.to_string().trim_matches('"')
                ));
            }
        }
        line
    }
}

/// A page's tree of roles and names.
pub struct Tree {
    nodes: HashMap<String, Node>,
    root: String,
}

impl Tree {
    /// The tree of the whole page, shadow roots included (Chromium).
    pub async fn of(page: &Page) -> Result<Self> {
        let mut tree = page.devtools("Accessibility.getFullAXTree", json!({})).await?;
        let nodes: Vec<Node> =
            serde_json::from_value(tree.get_mut("nodes").context("no tree")?.take())?;
        let root = nodes.first().context("an empty tree")?.node_id.clone();
        let nodes = nodes.into_iter().map(|node| (node.node_id.clone(), node)).collect();
        Ok(Self { nodes, root })
    }

    /// Each node of a role with all that is below it, one line a node, in the order of the page.
    pub fn all(&self, role: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.find(&self.root, role, &mut found);
        found
    }

    fn find(&self, id: &str, role: &str, found: &mut Vec<String>) {
        let Some(node) = self.nodes.get(id) else { return };
        if !node.ignored && node.role() == role {
            let mut text = String::new();
            self.write(node, 0, &mut text);
            found.push(text);
            return;
        }
        for child in &node.child_ids {
            self.find(child, role, found);
        }
    }

    fn write(&self, node: &Node, depth: usize, text: &mut String) {
        let is_blank = node.role() == "StaticText" && node.name().trim().is_empty();
        if is_blank || SILENT.contains(&node.role()) {
            return;
        }
        let is_passed_over =
            node.ignored || matches!(node.role(), "generic" | "none") && node.name().is_empty();
        if !is_passed_over {
            text.push_str(&format!("{:1$}{2}\n", "", depth * 2, node.line()));
            // Its words are its name already.
            if PLAYERS.contains(&node.role())
                || self.words(node).is_some_and(|words| words == node.name())
            {
                return;
            }
        }
        for child in node.child_ids.iter().filter_map(|id| self.nodes.get(id)) {
            self.write(child, if is_passed_over { depth } else { depth + 1 }, text);
        }
    }

    /// The text below a node, where there is nothing but text.
    fn words(&self, node: &Node) -> Option<String> {
        let mut words = String::new();
        for child in node.child_ids.iter().filter_map(|id| self.nodes.get(id)) {
            match child.role() {
                "StaticText" => words.push_str(child.name()),
                _ if child.ignored || child.role() == "generic" => {
                    words.push_str(&self.words(child)?)
                }
                _ => return None,
            }
        }
        (!words.is_empty()).then_some(words)
    }
}
