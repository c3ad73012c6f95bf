//! Bodies that are trees of typed nodes: what the editors of content systems write.
//!
//! They differ in names, not in kind: one table says what a node's type means, one what a mark's
//! name means, and lists of paths say where nodes keep their parts.

use std::mem::take;

use super::head::whole;
use super::reader::{Reader, items};
use crate::article::{
    Block, Cell, Embed, Image, Inline, List, ListItem, Mark, Media, Quote, Style, Table, Text,
};
use crate::html::{self, TextBuilder};
use crate::json::Value;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Running text inside a block.
    Text,
    Link,
    Language,
    Break,
    /// Text, or whatever its children are.
    Flow,
    Heading,
    Quote,
    Pullquote,
    List,
    Item,
    Image,
    Gallery,
    Code,
    Divider,
    Table,
    Embed,
    Callout,
    Skip,
    Unknown,
}

/// What the types of nodes mean; digits, hyphens and upper case do not count.
const KINDS: [(Kind, &str); 17] = [
    (Kind::Text, "text span fragment"),
    (
        Kind::Flow,
        "paragraph p normal block body section chapter container elementgroup doc root document comment \
        headerblock richtext numberedtitle keytakeaways keypoints correction synopsis",
    ),
    (Kind::Heading, "heading h header subheading headline subheadline crosshead title"),
    (Kind::Link, "link hyperlink urllink autolink entryhyperlink assethyperlink resourcehyperlink"),
    (Kind::Break, "hardbreak linebreak break"),
    (Kind::List, "list bulletlist unorderedlist orderedlist ul ol tasklist checklist numberedlist"),
    (Kind::Item, "listitem olistitem taskitem li"),
    (Kind::Quote, "quote blockquote"),
    (Kind::Pullquote, "pullquote"),
    (
        Kind::Image,
        "image photo figure picture portrait rawimage upload embeddedassetblock media inlineimage imageembed logo",
    ),
    (Kind::Gallery, "gallery mosaic multiimage slider"),
    (Kind::Code, "code codeblock preformatted"),
    (Kind::Divider, "divider horizontalrule hr delimiter separator"),
    (Kind::Table, "table"),
    (
        Kind::Embed,
        "embed rawhtml raw html htmlblock video youtube videoyoutube videovimeo tweet instagram facebookpost oembed \
        oembedresponse embedwebvideo linktool richlink interstitiallink audio attaches storylink social externalembed \
        link_list",
    ),
    (Kind::Callout, "callout warning aside details guideatom profileatom qa qaatom timelineatom"),
    (Kind::Language, "inline"),
];

/// Said again elsewhere, or of no use outside their own site.
const SKIP: &str = "byline author intro timestamp caption interactive interactiveatom interactivecontents quizatom recipe \
    customembed reference onwardjourneys include idt numericrating relatedcontent podcastpromo advertisement mpu \
    bannerad bannerandvideo wsoj disclaimer linklist signup embeddedentryblock newslettersignup";

/// What the names of marks mean.
const MARKS: &str = "strong bold b\nem italic i emphasis\ns strike strikethrough strikethrough\nu underline\ncode\n\
    sub subscript\nsup superscript\nmark highlight";
/// The bits of Lexical's `format`.
const BITS: &str = "strong em s u code sub sup mark";

const CHILDREN: &str = "children|content|content_elements|model.blocks|components|elements|items|blocks|list|data.items|data.content";
const TYPE: &str = "_type|nodeType|type|role|__component|profiles[][rels~type].href|profiles.href";
const INSIDE: &str = "data.attributes|data|attrs|attributes|fields|value|model|textTypeData|pullquoteTypeData|\
    richLinkTypeData|tweetTypeData|embedTypeData|videoTypeData|interactiveTypeData|audioTypeData|codeTypeData|meta";
const TEXT: &str = "text|html|content|bodyHtml|body|message|code|quote|copy";
const CITE: &str = "citation.content|citation|cite|attribution|author|caption|title";
const ADDRESS: &str = "url|URL|originalUrl|source|href|link|src|embed_url|embedUrl|iframeUrl|locator|streams.url|\
    canonical_url|embed|file.url|oembed.embed_url|raw_oembed.url|service_url|uri";
const HREF: &str = "href|url|uri|fields.url|fields.file.url|locator";
const TITLE: &str =
    "title|text|linkText|mediaTitle|meta.title|file.name|headlines.basic|name|content";

/// The blocks of a tree.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, body: &mut Vec<Block>) {
    let mut tree =
        Tree { reader, text: TextBuilder::default(), marks: Vec::new(), definitions: None };
    let blocks = match value {
        Value::Array(nodes) => tree.inside(nodes),
        _ => tree.inside(std::slice::from_ref(value)),
    };
    for block in blocks {
        reader.add(value, block, body);
    }
}

struct Tree<'r, 'a, 'v> {
    reader: &'r mut Reader<'a>,
    text: TextBuilder,
    /// The marks that hold, outermost first.
    marks: Vec<Mark>,
    /// The block whose `markDefs` its spans name.
    definitions: Option<&'v Value>,
}

impl<'a: 'v, 'v> Tree<'_, 'a, 'v> {
    /// The values of a path in a node, then those one level deeper.
    fn found(&self, node: &'v Value, paths: &str) -> Vec<&'v Value> {
        let source = self.reader.source;
        let mut found = source.all(node, paths);
        if found.is_empty() {
            found = source.among(&source.all(node, INSIDE), paths);
        }
        found
    }

    fn look(&self, node: &'v Value, paths: &str) -> Option<&'v Value> {
        self.found(node, paths).into_iter().next()
    }

    fn string(&self, node: &'v Value, paths: &str) -> Option<&'v str> {
        match self.look(node, paths)? {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    fn address(&self, node: &'v Value, paths: &str) -> Option<String> {
        self.found(node, paths).into_iter().find_map(|value| match value {
            Value::String(url) if !url.starts_with('<') => Some(url.clone()),
            _ => None,
        })
    }

    fn children(&self, node: &'v Value) -> &'v [Value] {
        let found = self.reader.source.all(node, CHILDREN);
        let mut lists = found.into_iter().filter_map(|value| match value {
            Value::Array(nodes) => Some(nodes.as_slice()),
            _ => None,
        });
        lists.next().unwrap_or_default()
    }

    fn prose(&mut self, node: &'v Value, paths: &str) -> Text {
        match self.look(node, paths) {
            Some(value @ Value::String(_)) => self.reader.as_prose(value),
            _ => Text::default(),
        }
    }

    /// The blocks of some nodes, apart from the text around them.
    fn inside(&mut self, nodes: &'v [Value]) -> Vec<Block> {
        let outer = take(&mut self.text);
        let mut body = Vec::new();
        for node in nodes {
            self.node(node, &mut body);
        }
        self.flush(&mut body);
        self.text = outer;
        body
    }

    fn flush(&mut self, body: &mut Vec<Block>) {
        let text = self.text.take();
        if !text.is_empty() {
            body.push(Block::Paragraph { text });
        }
    }

    fn node(&mut self, node: &'v Value, body: &mut Vec<Block>) {
        let node = self.reader.source.first(node, "embed[profiles]").unwrap_or(node);
        let node = self.reader.resolve(node);
        let name = type_of(self.reader, node);
        let kind = kind(&name);
        let children = self.children(node);
        match kind {
            _ if node.get("slice_type").is_some() => {
                self.flush(body);
                self.unknown(node, &name, body);
            }
            _ if matches!(node, Value::String(_)) => {
                self.flush(body);
                self.reader.body(node, body);
            }
            Kind::Text if children.is_empty() => {
                if node.get("profiles").is_none()
                    && let Some(value) = self.reader.source.first(node, "text|value|model.text")
                    && let Value::String(text) = value
                {
                    // Only editors mean the ends of lines in their text.
                    let folded = node.get("model").map(|_| text.replace('\n', " "));
                    self.run(node, folded.as_deref().unwrap_or(text));
                } else if self.look(node, TEXT).is_some() {
                    self.block(node, Kind::Flow, &name, body);
                }
            }
            Kind::Link if !children.is_empty() => {
                let target = self.reader.source.first(node, "data.target");
                let target = target.map_or(node, |target| self.reader.resolve(target));
                let href = self.address(target, HREF);
                self.marked(href.map(|href| Mark::Link { href }), children, body);
            }
            Kind::Language => {
                let lang = self.string(node, "language").map(Into::into);
                self.marked(Some(Mark::Language { lang, dir: None }), children, body);
            }
            Kind::Break => self.text.line_break(),
            Kind::Skip => {}
            _ => {
                self.flush(body);
                self.block(node, kind, &name, body);
                self.flush(body);
            }
        }
    }

    fn marked(&mut self, mark: Option<Mark>, children: &'v [Value], body: &mut Vec<Block>) {
        let count = self.marks.len();
        self.marks.extend(mark);
        for child in children {
            self.node(child, body);
        }
        self.marks.truncate(count);
    }

    /// Characters with the marks that their node names.
    fn run(&mut self, node: &'v Value, text: &str) {
        let count = self.marks.len();
        let source = self.reader.source;
        for mark in source.all(node, "marks[]|model.attributes[]") {
            let found = match mark {
                Value::String(name) => style(name).or_else(|| self.defined(name)),
                _ => match type_of(self.reader, mark) {
                    name if name == "link" => {
                        self.address(mark, HREF).map(|href| Mark::Link { href })
                    }
                    name => style(&name),
                },
            };
            self.marks.extend(found);
        }
        if let Value::Object(members) = node {
            for (name, value) in members {
                match value {
                    Value::Bool(true) => self.marks.extend(style(name)),
                    Value::Number(bits) if name == "format" => {
                        for (at, name) in BITS.split(' ').enumerate() {
                            if *bits as u32 >> at & 1 == 1 {
                                self.marks.extend(style(name));
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        self.lines(text);
        self.marks.truncate(count);
    }

    /// Characters with the marks that hold; the ends of lines are kept.
    fn lines(&mut self, text: &str) {
        let marks: Vec<&Mark> = self.marks.iter().collect();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.text.line_break();
            }
            self.text.text(line, &marks);
        }
    }

    /// A mark that the block around defines.
    fn defined(&self, name: &str) -> Option<Mark> {
        let source = self.reader.source;
        let definitions = source.all(self.definitions?, "markDefs[]");
        let found = definitions
            .into_iter()
            .find(|it| matches!(it.get("_key"), Some(Value::String(key)) if key == name))?;
        self.address(found, HREF).map(|href| Mark::Link { href })
    }

    fn block(&mut self, node: &'v Value, kind: Kind, name: &str, body: &mut Vec<Block>) {
        let children = self.children(node);
        let style = self.string(node, "style").unwrap_or_default();
        let kind = match self::kind(&letters(style)) {
            styled @ (Kind::Heading | Kind::Quote) if kind == Kind::Flow => styled,
            _ => kind,
        };
        let block = match kind {
            Kind::Flow | Kind::Item => {
                let blocks = self.content(node);
                let list = self.string(node, "listItem");
                if list.is_none() && kind == Kind::Flow {
                    return body.extend(blocks);
                }
                let level = self.reader.source.first(node, "level").and_then(whole).unwrap_or(1);
                let ordered = list == Some("number") || name.starts_with('o');
                return place(body, level, ordered, item(blocks));
            }
            // Apple's header is a container.
            Kind::Heading if node.get("components").is_none() => {
                let level = self.level(node, style);
                let mut blocks = self.content(node);
                for block in &mut blocks {
                    if let Block::Paragraph { text } = block {
                        *block = Block::Heading { text: take(text), level };
                    }
                }
                return body.extend(blocks);
            }
            Kind::Quote | Kind::Pullquote => {
                let mut quote =
                    Quote { blocks: self.content(node), cite: self.prose(node, CITE), url: None };
                if let [Block::Quote(inner)] = quote.blocks.as_mut_slice() {
                    quote = take(inner);
                }
                if kind == Kind::Pullquote || self.string(node, "subtype") == Some("pullquote") {
                    Block::Pullquote(quote)
                } else {
                    Block::Quote(quote)
                }
            }
            Kind::List => Block::List(self.list(node, name)),
            Kind::Image => match self.picture(node) {
                Some(image) => Block::Image { image, url: None },
                None => return self.reader.warn(node, "a picture without a URL: left out"),
            },
            Kind::Gallery => {
                let images =
                    self.look(node, "content_elements|items|images|imageElements|children");
                let images = images.map(items).unwrap_or_default().iter();
                Block::Gallery {
                    images: images.filter_map(|image| self.picture(image)).collect(),
                    caption: self.prose(node, "caption"),
                }
            }
            Kind::Code => Block::Code {
                text: self.verbatim(node, children),
                language: self.string(node, "language|params").map(Into::into),
            },
            Kind::Divider => Block::Divider,
            Kind::Table if !children.is_empty() || self.look(node, "rows").is_some() => {
                Block::Table(self.table(node))
            }
            Kind::Embed | Kind::Link => match self.embed(node, name, body) {
                Some(block) => block,
                None => return,
            },
            Kind::Callout => {
                Block::Callout { title: self.prose(node, "title"), blocks: self.content(node) }
            }
            _ if !children.is_empty() => {
                // The entries of a live report have titles.
                if kind == Kind::Unknown {
                    let text = self.prose(node, "title");
                    body.push(Block::Heading { text, level: 2 });
                }
                return body.extend(self.inside(children));
            }
            _ => return self.unknown(node, name, body),
        };
        body.push(block);
    }

    /// Code as it is.
    fn verbatim(&mut self, node: &'v Value, children: &'v [Value]) -> String {
        let mut out = String::new();
        for part in children {
            match kind(&type_of(self.reader, part)) {
                Kind::Break => out.push('\n'),
                _ => out.push_str(self.string(part, "text|value").unwrap_or_default()),
            }
        }
        if children.is_empty() { self.string(node, TEXT).unwrap_or_default().into() } else { out }
    }

    /// Slices and the like: every text and picture in them.
    fn unknown(&mut self, node: &'v Value, name: &str, body: &mut Vec<Block>) {
        let source = self.reader.source;
        let parts = source.all(node, "primary[*]|items[][*]|[*][type]");
        if !parts.is_empty() {
            for part in parts {
                match part {
                    Value::Array(nodes) => body.extend(self.inside(nodes)),
                    _ => body
                        .extend(self.picture(part).map(|image| Block::Image { image, url: None })),
                }
            }
        } else if let Some(value) = source.first(node, TEXT) {
            self.reader.body(value, body);
        } else {
            let mut message = String::from("unknown block \"");
            message.push_str(name);
            message.push_str("\": left out");
            self.reader.warn(node, message);
        }
    }

    /// What a node says: its children, or its text.
    fn content(&mut self, node: &'v Value) -> Vec<Block> {
        let children = self.children(node);
        let outer = self.definitions.replace(node);
        let blocks = if !children.is_empty() {
            self.inside(children)
        } else if let (Some(spans), Some(text)) =
            (self.reader.source.first(node, "spans"), self.string(node, "text"))
        {
            let outer = take(&mut self.text);
            self.spans(text, items(spans));
            let mut blocks = Vec::new();
            self.flush(&mut blocks);
            self.text = outer;
            blocks
        } else {
            let mut blocks = Vec::new();
            if let Some(value @ Value::String(text)) = self.look(node, TEXT) {
                match self.string(node, "format") {
                    Some("none") => self.reader.plain(value, text, &mut blocks),
                    _ => self.reader.body(value, &mut blocks),
                }
            }
            blocks
        };
        self.definitions = outer;
        blocks
    }

    /// Text whose marks lie beside it, by offsets in UTF-16.
    fn spans(&mut self, text: &str, spans: &'v [Value]) {
        // More marks in one paragraph are nobody's writing.
        let spans = spans.get(..500).unwrap_or(spans);
        let bound = |span: &Value, key| match span.get(key) {
            Some(Value::Number(at)) => *at as usize,
            _ => 0,
        };
        let bounds = |span: &Value| [bound(span, "start"), bound(span, "end")];
        let (mut from, mut rest) = (0, text);
        while !rest.is_empty() {
            let next = spans.iter().flat_map(bounds).filter(|at| *at > from).min();
            let (mut at, mut length) = (from, 0);
            for c in rest.chars() {
                if next.is_some_and(|next| at >= next) {
                    break;
                }
                at += c.len_utf16();
                length += c.len_utf8();
            }
            let (run, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let open = self.marks.len();
            for span in spans {
                if bound(span, "start") <= from && from < bound(span, "end") {
                    let name = type_of(self.reader, span);
                    let mark = match self.address(span, HREF) {
                        Some(href) if name == "hyperlink" => Some(Mark::Link { href }),
                        _ => style(&name),
                    };
                    self.marks.extend(mark);
                }
            }
            self.lines(run);
            self.marks.truncate(open);
            (from, rest) = (at, after);
        }
    }

    fn level(&self, node: &'v Value, style: &str) -> u8 {
        let digit = |text: &str| text.bytes().find(u8::is_ascii_digit).map(|byte| byte - b'0');
        let level = digit(style)
            .or_else(|| self.look(node, "level").and_then(whole).map(|level| level.min(6) as u8))
            .or_else(|| digit(self.string(node, "tag").unwrap_or_default()))
            .or_else(|| digit(self.string(node, TYPE).unwrap_or_default()));
        level.unwrap_or(2).clamp(2, 6)
    }

    fn list(&mut self, node: &'v Value, name: &str) -> List {
        let style = self.string(node, "listType|list_type|style|format").unwrap_or_default();
        let ordered = matches!(style, "ordered" | "number")
            || matches!(name, "orderedlist" | "ol" | "numberedlist");
        let start = self.look(node, "start|order").and_then(whole);
        let start =
            start.filter(|start| *start != 1).map(|start| start.min(i32::MAX as u32) as i32);
        let mut list = List { ordered, start, ..List::default() };
        for child in self.children(node) {
            let name = type_of(self.reader, child);
            let is_list = kind(&name) == Kind::List;
            let blocks =
                if is_list { vec![Block::List(self.list(child, &name))] } else { self.item(child) };
            // A list without a line of its own belongs to the item before.
            let nested = matches!(blocks.first(), Some(Block::List(_)));
            match list.items.last_mut() {
                Some(last) if nested => last.blocks.extend(blocks),
                _ => list.items.push(item(blocks)),
            }
        }
        list
    }

    fn item(&mut self, node: &'v Value) -> Vec<Block> {
        let mut blocks = Vec::new();
        match self.reader.source.first(node, "content|text") {
            _ if matches!(node, Value::String(_)) => self.reader.body(node, &mut blocks),
            Some(value @ Value::String(_)) => {
                self.reader.body(value, &mut blocks);
                // Editor.js nests items without a list around them.
                if self.reader.source.first(node, "items").is_some() {
                    blocks.push(Block::List(self.list(node, "")));
                }
            }
            _ => blocks = self.content(node),
        }
        blocks
    }

    fn picture(&mut self, node: &'v Value) -> Option<Image> {
        let target = self.reader.source.first(node, "data.target");
        let mut image = self.reader.image(target.unwrap_or(node))?;
        if image.caption.is_empty() {
            image.caption = self.prose(node, "caption");
        }
        Some(image)
    }

    fn embed(&mut self, node: &'v Value, name: &str, body: &mut Vec<Block>) -> Option<Block> {
        let markup = self.string(node, "html|raw_oembed.html|content").unwrap_or_default();
        if markup.starts_with('<') {
            let mut blocks = html::blocks(markup);
            if !blocks.is_empty() {
                body.append(&mut blocks);
                return None;
            }
        }
        let Some(url) = self.address(node, ADDRESS) else {
            body.append(&mut self.content(node));
            return None;
        };
        let title = Some(self.prose(node, TITLE).to_plain()).filter(|title| !title.is_empty());
        let caption = self.prose(node, "caption");
        let is_file =
            [".mp4", ".webm", ".mp3", ".m4a", ".ogg"].iter().any(|end| url.ends_with(end));
        if !is_file {
            return Some(Block::Embed(Embed { url, title, caption, ..Embed::default() }));
        }
        let media = Media { src: url, title, caption, ..Media::default() };
        Some(if name == "audio" { Block::Audio(media) } else { Block::Video(media) })
    }

    fn table(&mut self, node: &'v Value) -> Table {
        let mut table = Table::default();
        let head = self.reader.source.first(node, "header");
        let rows = self.look(node, "rows|content|children").map(items).unwrap_or_default();
        for row in head.into_iter().chain(rows) {
            let cells = match row {
                Value::Array(cells) => cells,
                row => self.children(row),
            };
            let mut out = Vec::new();
            for cell in cells {
                let header = type_of(self.reader, cell).ends_with("headercell")
                    || type_of(self.reader, cell) == "tableheader"
                    || self.look(cell, "headerState").and_then(whole).is_some();
                let mut text = Text::default();
                for block in self.item(cell) {
                    if let Block::Paragraph { text: line } | Block::Heading { text: line, .. } =
                        block
                    {
                        if !text.is_empty() {
                            text.0.push(Inline::Break);
                        }
                        text.0.extend(line.0);
                    }
                }
                let span = |key| {
                    self.look(cell, key).and_then(whole).filter(|span| (2..=1000).contains(span))
                };
                out.push(Cell {
                    text,
                    header,
                    colspan: span("colspan|colSpan"),
                    rowspan: span("rowspan|rowSpan"),
                });
            }
            table.rows.push(out);
        }
        let heads = table.rows.iter().take_while(|row| row.iter().all(|cell| cell.header)).count();
        let named =
            head.is_some() || matches!(self.look(node, "withHeadings"), Some(Value::Bool(true)));
        table.header = heads.max(named.into()) as u32;
        table
    }
}

/// A node's type in its bare letters.
fn type_of(reader: &Reader<'_>, node: &Value) -> String {
    match reader.source.first(node, TYPE) {
        Some(Value::String(name)) => letters(name),
        _ if matches!(node.get("text"), Some(Value::String(_))) => "text".into(),
        _ => String::new(),
    }
}

fn letters(name: &str) -> String {
    let name = name.rsplit(['.', '/']).next().unwrap_or_default();
    let mut out: String =
        name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    if let Some(bare) = out.strip_suffix("blockelement").or_else(|| out.strip_prefix("extended")) {
        out = bare.into();
    }
    out
}

fn kind(name: &str) -> Kind {
    let has = |names: &str| names.split(' ').any(|known| known == name);
    match KINDS.iter().find(|(_, names)| has(names)) {
        Some((kind, _)) => *kind,
        None if has(SKIP) && !name.is_empty() => Kind::Skip,
        None => Kind::Unknown,
    }
}

fn style(name: &str) -> Option<Mark> {
    let name = letters(name);
    let line = MARKS.split('\n').find(|line| line.split(' ').any(|known| known == name))?;
    Style::from_tag(line.split(' ').next()?).map(Mark::Style)
}

/// The first paragraph is the item's own line.
fn item(mut blocks: Vec<Block>) -> ListItem {
    let mut item = ListItem::default();
    if let Some(Block::Paragraph { text }) = blocks.first_mut() {
        item.text = take(text);
        blocks.remove(0);
    }
    item.blocks = blocks;
    item
}

/// Puts an item of a list that is written flat where its level says.
fn place(body: &mut Vec<Block>, level: u32, ordered: bool, item: ListItem) {
    match body.last_mut() {
        Some(Block::List(list)) if level > 1 && !list.items.is_empty() => {
            if let Some(last) = list.items.last_mut() {
                place(&mut last.blocks, level - 1, ordered, item);
            }
        }
        Some(Block::List(list)) if list.ordered == ordered => list.items.push(item),
        _ => body.push(Block::List(List { ordered, items: vec![item], ..List::default() })),
    }
}
