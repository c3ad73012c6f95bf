//! Tags → a tree, nested as a browser nests them: ends implied, formatting carried on.
//!
//! Formatting is no node: it is a path of marks that every text refers to, so that misnested
//! formatting never moves a node. The nodes lie in the order of the source, each followed by its
//! content.

use super::elements::{self, CSS, ENDS_P, Element, Kind, SCOPE, SPECIAL, VOID, element};
use super::tokenizer::{Attributes, Cursor, Token};
use crate::article::{Direction, Mark, Style};
use crate::scan::split_last;

/// How many elements may be open; deeper ones lie side by side.
pub(super) const DEPTH: usize = 100;
/// How many formatting elements are opened again after a block.
const MAX_ACTIVE: usize = 12;
/// How many equal formatting elements may be open, as in browsers.
const MAX_EQUAL: usize = 3;
/// How many targets of links are looked for.
const MAX_TARGETS: usize = 1000;

/// A text or an element.
pub(super) struct Node<'a> {
    pub kind: Kind,
    pub name: &'static str,
    /// The text, or the attributes.
    source: &'a str,
    path: usize,
    /// This node and what is in it.
    size: usize,
}

impl<'a> Node<'a> {
    pub fn text(&self) -> &'a str {
        if self.kind == Kind::Text { self.source } else { "" }
    }

    pub fn attributes(&self) -> Attributes<'a> {
        Attributes(if self.kind == Kind::Text { "" } else { self.source })
    }
}

/// Nodes side by side, each with its content.
#[derive(Clone, Copy)]
pub(super) struct Nodes<'a>(pub &'a [Node<'a>]);

impl<'a> Iterator for Nodes<'a> {
    type Item = (&'a Node<'a>, Nodes<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (node, rest) = self.0.split_first()?;
        let (inside, after) = rest.split_at_checked(node.size - 1)?;
        self.0 = after;
        Some((node, Nodes(inside)))
    }
}

#[derive(Default)]
pub(super) struct Tree<'a> {
    pub nodes: Vec<Node<'a>>,
    /// How many bytes the source has.
    pub length: usize,
    /// The fragments that links lead to.
    pub targets: Vec<String>,
    marks: Vec<Mark>,
    /// The path before, and the mark that it adds.
    paths: Vec<(usize, usize)>,
}

impl<'a> Tree<'a> {
    pub fn new(html: &'a str, shortcodes: bool) -> Self {
        let mut parser = Parser {
            cursor: Cursor::new(html),
            tree: Tree::default(),
            open: Vec::new(),
            active: Vec::new(),
            shortcodes,
            fresh: true,
            ids: 0,
        };
        parser.tree.length = html.len();
        // The empty path.
        parser.tree.paths.push((0, 0));
        while let Some(token) = parser.cursor.next() {
            match token {
                Token::Text(text) => parser.text(text),
                Token::Start(name, attributes) => parser.start(name, attributes),
                Token::End(name) => parser.end(name),
            }
        }
        parser.close(0);
        parser.tree
    }

    /// The marks that hold at a node, outermost first.
    pub fn marks(&self, node: &Node<'_>) -> Vec<&Mark> {
        self.path(node.path)
    }

    fn path(&self, mut at: usize) -> Vec<&Mark> {
        let mut marks = Vec::new();
        while at > 0
            && let Some((before, mark)) = self.paths.get(at)
        {
            let mark = self.marks.get(*mark);
            let is_link = |mark: &Mark| matches!(mark, Mark::Link { .. });
            // A link in a table cell may lie in another; only the inner one works.
            if !(mark.is_some_and(is_link) && marks.iter().copied().any(is_link)) {
                marks.extend(mark);
            }
            at = *before;
        }
        marks.reverse();
        marks
    }

    fn extend_path(&mut self, mut path: usize, marks: (usize, usize)) -> usize {
        for at in marks.0..marks.1 {
            let mark = self.marks.get(at);
            let twice = matches!(mark, Some(Mark::Style(_)))
                && self.path(path).into_iter().any(|outer| {
                    Some(outer) == mark || is_ruby_text(outer) && mark.is_some_and(is_ruby_text)
                });
            if !twice {
                self.paths.push((path, at));
                path = self.paths.len() - 1;
            }
        }
        path
    }
}

/// Ruby texts end each other, so none lies in another.
fn is_ruby_text(mark: &Mark) -> bool {
    matches!(mark, Mark::Style(style) if matches!(style.tag(), "rt" | "rp"))
}

/// An open element.
#[derive(Clone, Copy)]
struct Open {
    element: Element,
    /// Its own marks: from and to.
    marks: (usize, usize),
    /// The path inside.
    path: usize,
    /// Where it is a node.
    node: Option<usize>,
    /// What tells it from others of its name.
    id: usize,
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    tree: Tree<'a>,
    open: Vec<Open>,
    /// Formatting that goes on until its end tag; and markers, where it starts anew.
    active: Vec<Open>,
    /// Whether WordPress's shortcodes are markup.
    shortcodes: bool,
    /// Whether the block shows nothing so far.
    fresh: bool,
    ids: usize,
}

impl<'a> Parser<'a> {
    fn start(&mut self, name: &str, attributes: Attributes<'a>) {
        let Some(element) = element(name) else { return self.reopen() };
        let name = element.name;
        match element.kind {
            Kind::Raw => return self.cursor.skip_raw(name),
            Kind::Frame => self.cursor.skip_raw(name),
            Kind::Format if name == "a" && self.last_active(name).is_some() => self.end(name),
            Kind::Format
                if self.active.iter().filter(|open| open.element.name == name).count()
                    >= MAX_EQUAL =>
            {
                return;
            }
            // Ruby texts end each other.
            Kind::Inline if matches!(name, "rt" | "rp") => {
                self.close_above(|open| !matches!(open.element.name, "rt" | "rp"))
            }
            _ if element.is_table_part() => {
                if !self.clear_to_table(element) {
                    return;
                }
            }
            _ => self.imply_ends(element),
        }
        if !element.is(SPECIAL) {
            self.reopen();
        }
        let kind = role(element, attributes);
        if element.is(VOID) {
            self.fresh = true;
            return self.node(kind, name, attributes.0);
        }
        self.make_room();
        let mut node = Some(self.tree.nodes.len());
        if !matches!(element.kind, Kind::Inline | Kind::Format) {
            self.fresh |= element.is(SPECIAL);
            self.node(kind, name, attributes.0);
        } else if kind == Kind::Drop {
            self.node(kind, name, attributes.0);
        } else {
            node = None;
            if !attributes.0.is_empty() {
                self.node(Kind::Point, name, attributes.0);
            }
        }
        let marks = self.marks(name, attributes);
        self.ids += 1;
        let open = Open { element, marks, path: 0, node, id: self.ids };
        self.push(open);
        if element.is_marker()
            || element.kind == Kind::Format && self.active.len() - self.marker() < MAX_ACTIVE
        {
            self.active.push(open);
        }
        if name == "svg" && attributes.self_closing() {
            self.close(self.open.len() - 1);
        }
    }

    fn end(&mut self, name: &str) {
        let Some(element) = element(name) else { return };
        let name = element.name;
        let kind = element.kind;
        if kind == Kind::Break {
            return self.start(name, Attributes::default());
        }
        if element.is(VOID) || kind == Kind::Raw {
            return;
        }
        if kind == Kind::Format && self.end_format(name) {
            return;
        }
        for at in (0..self.open.len()).rev() {
            let Some(open) = self.open.get(at) else { return };
            let outer = open.element;
            if outer.name == name || kind == Kind::Heading && outer.kind == Kind::Heading {
                return self.close(at);
            }
            let bounded = match kind {
                _ if !element.is(SPECIAL) => outer.is(SPECIAL),
                _ if name == "p" => outer.is(SCOPE) || outer.name == "button",
                _ if element.is_table_part() || kind == Kind::Table => outer.kind == Kind::Table,
                Kind::Item => outer.is(SCOPE) || outer.kind == Kind::List,
                _ => outer.is(SCOPE),
            };
            if bounded {
                break;
            }
        }
        if name == "p" {
            // An end without a start is an empty paragraph, which parts what is around it.
            self.fresh = true;
            self.node(Kind::Flow, name, "");
        }
    }

    fn text(&mut self, text: &'a str) {
        let mut rest = text;
        let mut from = 0;
        while self.shortcodes
            && let Some(at) = rest.bytes().skip(from).position(|byte| byte == b'[')
        {
            let at = from + at;
            let (before, code) = rest.split_at_checked(at).unwrap_or_default();
            from = at + 1;
            let Some((element, closing, inside, after)) = shortcode(code) else { continue };
            self.run(before);
            rest = code;
            from = 1;
            let is_open = || self.open.iter().any(|open| open.element.name == element.name);
            let taken = if closing { element.is(VOID) || is_open() } else { self.fresh };
            if taken
                && !self
                    .open
                    .iter()
                    .any(|open| matches!(open.element.name, "pre" | "code" | "kbd" | "samp" | "tt"))
            {
                rest = after;
                from = 0;
                if closing {
                    self.end(element.name)
                } else {
                    self.start(element.name, Attributes(inside))
                }
            }
        }
        self.run(rest);
    }

    fn run(&mut self, text: &'a str) {
        let blank = text.trim_ascii().is_empty();
        if blank
            && self
                .open
                .last()
                .is_some_and(|top| top.element.is_table_part() && !top.element.is_marker())
        {
            return;
        }
        self.reopen();
        self.fresh &= blank;
        self.node(Kind::Text, "", text);
    }

    fn node(&mut self, kind: Kind, name: &'static str, source: &'a str) {
        let path = self.open.last().map_or(0, |open| open.path);
        self.tree.nodes.push(Node { kind, name, source, path, size: 1 });
    }

    /// Opens an element within the innermost one.
    fn push(&mut self, open: Open) {
        let outer = self.open.last().map_or(0, |open| open.path);
        let path = self.tree.extend_path(outer, open.marks);
        self.open.push(Open { path, ..open });
    }

    fn make_room(&mut self) {
        self.close(DEPTH - 1);
    }

    /// Closes elements until no more than so many are open.
    fn close(&mut self, keep: usize) {
        while self.open.len() > keep
            && let Some(open) = self.open.pop()
        {
            if open.element.is_marker() {
                self.active.truncate(self.marker().saturating_sub(1));
            }
            if let Some(at) = open.node {
                self.fresh |= open.element.is(SPECIAL);
                let count = self.tree.nodes.len();
                if let Some(node) = self.tree.nodes.get_mut(at) {
                    node.size = count - at;
                }
            }
        }
    }

    /// Closes what lies above the innermost element of a class.
    fn close_above(&mut self, class: fn(&Open) -> bool) {
        self.close(self.open.iter().rposition(class).map_or(0, |at| at + 1));
    }

    /// Closes what cannot contain an element that is about to start.
    fn imply_ends(&mut self, element: Element) {
        let item = match element.name {
            "li" => ["li"; 2],
            "dt" | "dd" => ["dt", "dd"],
            _ => [""; 2],
        };
        for (at, open) in self.open.iter().enumerate().rev() {
            if item.contains(&open.element.name) {
                self.close(at);
                break;
            }
            if open.element.is(SPECIAL) && !matches!(open.element.name, "address" | "div" | "p") {
                break;
            }
        }
        if !element.is(ENDS_P) {
            return;
        }
        let end =
            |open: &Open| matches!(open.element.name, "p" | "button") || open.element.is(SCOPE);
        if let Some(at) = self.open.iter().rposition(end)
            && self.open.get(at).is_some_and(|open| open.element.name == "p")
        {
            self.close(at);
        }
        let Some(top) = self.open.last().map(|open| open.element.kind) else { return };
        // Neither a heading nor a table lies directly in one of its kind.
        if element.kind == Kind::Heading && top == Kind::Heading {
            self.close(self.open.len() - 1);
        }
        if element.kind == Kind::Table && matches!(top, Kind::Table | Kind::Section | Kind::Row) {
            self.end(element.name);
        }
    }

    /// Closes what lies between a part of a table and where it belongs; false if there is no table.
    fn clear_to_table(&mut self, part: Element) -> bool {
        let Some(table) = self.open.iter().rposition(|open| open.element.kind == Kind::Table)
        else {
            return false;
        };
        let mut keep = table + 1;
        for (at, open) in self.open.iter().enumerate().skip(keep) {
            match open.element.kind {
                Kind::Section if matches!(part.kind, Kind::Row | Kind::Cell) => keep = at + 1,
                Kind::Row if part.kind == Kind::Cell => keep = at + 1,
                _ => {}
            }
        }
        self.close(keep);
        if part.kind == Kind::Cell
            && self.open.last().is_some_and(|open| open.element.kind != Kind::Row)
        {
            self.start("tr", Attributes::default());
        }
        true
    }

    /// Where the formatting of the innermost cell begins.
    fn marker(&self) -> usize {
        self.active.iter().rposition(|open| open.element.is_marker()).map_or(0, |at| at + 1)
    }

    fn last_active(&self, name: &str) -> Option<usize> {
        let from = self.marker();
        self.active.iter().rposition(|open| open.element.name == name).filter(|at| *at >= from)
    }

    fn position(&self, id: usize) -> Option<usize> {
        self.open.iter().rposition(|open| open.id == id)
    }

    /// Opens the formatting again that blocks closed unasked.
    fn reopen(&mut self) {
        let closed = self
            .active
            .iter()
            .rev()
            .take_while(|open| !open.element.is_marker() && self.position(open.id).is_none());
        for at in self.active.len() - closed.count()..self.active.len() {
            if let Some(open) = self.active.get(at).copied() {
                self.make_room();
                self.push(Open { node: None, ..open });
            }
        }
    }

    /// Ends formatting. Blocks begun inside stay open, without it. False if no such formatting is active.
    fn end_format(&mut self, name: &str) -> bool {
        let Some(active) = self.last_active(name) else { return false };
        let Some(at) = self.active.get(active).and_then(|open| self.position(open.id)) else {
            self.active.remove(active);
            return true;
        };
        let mut inside = self.open.iter().enumerate().skip(at + 1);
        if inside.clone().any(|(_, open)| open.element.is(SCOPE)) {
            return true;
        }
        self.active.remove(active);
        match inside.rfind(|(_, open)| open.element.is(SPECIAL)) {
            None => self.close(at),
            Some((last, _)) => {
                self.close(last + 1);
                for open in self.open.split_off(at).into_iter().skip(1) {
                    if open.element.kind != Kind::Inline || open.node.is_some() {
                        self.push(open);
                    }
                }
            }
        }
        true
    }

    /// Notes the marks of an element.
    fn marks(&mut self, name: &'static str, attributes: Attributes<'_>) -> (usize, usize) {
        let from = self.tree.marks.len();
        let style = attributes.get("style").unwrap_or_default();
        let lang = attributes.filled("lang");
        let dir = attributes.get("dir").and_then(|dir| {
            let is = |name: &str| dir.trim_ascii().eq_ignore_ascii_case(name);
            if is("rtl") {
                Some(Direction::Rtl)
            } else if is("ltr") {
                Some(Direction::Ltr)
            } else {
                None
            }
        });
        if lang.is_some() || dir.is_some() {
            self.tree.marks.push(Mark::Language { lang, dir });
        }
        match name {
            "a" => {
                if let Some(href) = attributes.filled("href") {
                    let target = split_last(&href, b'#').map_or("", |(_, target)| target);
                    let targets = &mut self.tree.targets;
                    if targets.len() < MAX_TARGETS && !targets.iter().any(|known| known == target) {
                        targets.push(target.into());
                    }
                    self.tree.marks.push(Mark::Link { href });
                }
            }
            "abbr" | "acronym" => {
                if let Some(title) = attributes.filled("title") {
                    self.tree.marks.push(Mark::Abbreviation { title });
                }
            }
            "span" => {
                for (property, value, style_name) in CSS {
                    if elements::has_css(&style, property, value) {
                        self.tree.marks.extend(Style::from_tag(style_name).map(Mark::Style));
                    }
                }
            }
            _ => {
                // Google Docs wraps what it copies in a <b> that is not bold.
                let is = |value: &str| elements::has_css(&style, "font-weight", value);
                if !(name == "b" && (is("normal") || is("400"))) {
                    self.tree
                        .marks
                        .extend(Style::from_tag(elements::style_name(name)).map(Mark::Style));
                }
            }
        }
        (from, self.tree.marks.len())
    }
}

/// What an element is, given its attributes.
fn role(element: Element, attributes: Attributes<'_>) -> Kind {
    let is_hidden = |style: String| elements::has_css(&style, "display", "none");
    if attributes.get("hidden").is_some() || attributes.get("style").is_some_and(is_hidden) {
        return Kind::Drop;
    }
    match attributes.get("class").and_then(|classes| elements::of_class(&classes)) {
        Some(Kind::Drop) => Kind::Drop,
        // A card says the same as the frame beside it.
        Some(Kind::Card) if element.kind == Kind::Frame => Kind::Drop,
        Some(kind) if element.is(SPECIAL) && element.kind != Kind::Heading => kind,
        _ => element.kind,
    }
}

/// The shortcode that a text begins with, whether it is an end, its attributes, and what follows.
fn shortcode(text: &str) -> Option<(Element, bool, &str, &str)> {
    let inside = text.strip_prefix('[')?;
    let (inside, closing) = match inside.strip_prefix('/') {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    let length =
        inside.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
    let (name, rest) = inside.split_at_checked(length)?;
    let end = rest.bytes().position(|byte| matches!(byte, b'[' | b']'))?;
    let (attributes, after) = rest.split_at_checked(end)?;
    if !matches!(rest.as_bytes().first(), Some(b' ' | b'/' | b']')) {
        return None;
    }
    let mut full = String::from("[");
    full.push_str(name);
    Some((element(&full)?, closing, attributes, after.strip_prefix(']')?))
}
