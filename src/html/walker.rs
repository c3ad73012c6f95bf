//! The tree → blocks.

use std::mem::{replace, take};

use super::builder::TextBuilder;
use super::characters::{decode, is_blank};
use super::elements::Kind;
use super::media;
use super::tree::{Node, Nodes, Tree};
use super::words;
use crate::article::{Block, Cell, Embed, Image, Inline, List, ListItem, Mark, Quote, Table, Text};
use crate::numbers;

/// HTML's own bound for `colspan`.
const MAX_SPAN: u32 = 1000;

/// What becomes of running text.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Paragraphs,
    Heading(u8),
    /// One text, in which blocks are lines.
    Line,
}

/// Which half of a lazy image was seen last: the image that a script completes, or its twin for those without scripts.
#[derive(Clone, Copy, PartialEq)]
enum Twin {
    None,
    Lazy,
    Noscript,
}

pub(super) struct Walker<'a> {
    tree: &'a Tree<'a>,
    /// Whether every id is an anchor, or only those that a link leads to.
    all_anchors: bool,
    blocks: Vec<Block>,
    text: TextBuilder,
    mode: Mode,
    /// The caption of the figure around.
    caption: Option<Text>,
    /// The language of the code inside the box around.
    language: Option<String>,
    twin: Twin,
    in_noscript: bool,
    in_verse: bool,
    /// How many bytes of marks may still be written, so that one long link around many paragraphs stays small.
    budget: usize,
    /// The marks of the last run, which the next one in the same text goes on with.
    open: Vec<&'a Mark>,
}

impl<'a> Walker<'a> {
    pub fn new(tree: &'a Tree<'a>) -> Self {
        Walker {
            tree,
            all_anchors: false,
            blocks: Vec::new(),
            text: TextBuilder::default(),
            mode: Mode::Paragraphs,
            caption: None,
            language: None,
            twin: Twin::None,
            in_noscript: false,
            in_verse: false,
            budget: 1000 + 8 * tree.length,
            open: Vec::new(),
        }
    }

    /// The blocks of the whole tree.
    pub fn blocks(mut self) -> Vec<Block> {
        self.flow(Nodes(&self.tree.nodes));
        self.flush();
        self.blocks
    }

    /// The whole tree as one text.
    pub fn text(mut self) -> Text {
        self.all_anchors = true;
        self.line(Nodes(&self.tree.nodes))
    }

    fn flow(&mut self, nodes: Nodes<'a>) {
        for (node, inside) in nodes {
            self.node(node, inside);
        }
    }

    /// The blocks of some nodes.
    fn inside(&mut self, nodes: Nodes<'a>) -> Vec<Block> {
        let outer = self.begin();
        self.flow(nodes);
        self.end(outer)
    }

    fn begin(&mut self) -> (Vec<Block>, Mode) {
        self.flush();
        (take(&mut self.blocks), replace(&mut self.mode, Mode::Paragraphs))
    }

    fn end(&mut self, outer: (Vec<Block>, Mode)) -> Vec<Block> {
        self.flush();
        self.mode = outer.1;
        replace(&mut self.blocks, outer.0)
    }

    /// The text of some nodes.
    fn line(&mut self, nodes: Nodes<'a>) -> Text {
        self.flush();
        let outer = replace(&mut self.mode, Mode::Line);
        self.flow(nodes);
        self.mode = outer;
        self.take_text()
    }

    /// Makes a block of the text so far.
    fn flush(&mut self) {
        let mut text = self.take_text();
        if text.is_empty() {
            return;
        }
        self.blocks.push(match self.mode {
            Mode::Heading(level) => {
                // A heading is bold by itself.
                while let [Inline::Marked(Mark::Style(style), content)] = text.0.as_mut_slice()
                    && matches!(style.tag(), "b" | "strong")
                {
                    text.0 = take(content);
                }
                Block::Heading { text, level }
            }
            _ => Block::Paragraph { text },
        });
    }

    fn push(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }

    /// The edge of a block.
    fn edge(&mut self) {
        if self.mode == Mode::Paragraphs { self.flush() } else { self.text.line_break() }
    }

    fn node(&mut self, node: &'a Node<'a>, inside: Nodes<'a>) {
        match node.kind {
            Kind::Drop | Kind::Ignored | Kind::Source => return,
            Kind::Text => return self.run(node),
            Kind::Point | Kind::Break | Kind::Image | Kind::Picture => self.anchor(node),
            _ => {}
        }
        match node.kind {
            // Two breaks in a row part paragraphs.
            Kind::Break if self.text.at_line_start() => self.edge(),
            Kind::Break => self.text.line_break(),
            Kind::Image => self.image(node, None),
            Kind::Picture => {
                if let Some(image) = inside.0.iter().find(|node| node.kind == Kind::Image) {
                    self.image(image, Some(inside.0));
                }
            }
            Kind::Noscript => {
                let outer = replace(&mut self.in_noscript, true);
                self.flow(inside);
                self.in_noscript = outer;
            }
            Kind::Point => {}
            Kind::Audio | Kind::Video if self.mode == Mode::Line => {}
            _ => {
                self.edge();
                self.anchor(node);
                if self.mode == Mode::Line {
                    self.flow(inside)
                } else {
                    self.block(node, inside)
                }
                self.edge();
            }
        }
    }

    fn block(&mut self, node: &'a Node<'a>, inside: Nodes<'a>) {
        match node.kind {
            Kind::Heading => {
                let level =
                    node.name.bytes().last().unwrap_or_default().saturating_sub(b'0').clamp(2, 6);
                let outer = replace(&mut self.mode, Mode::Heading(level));
                self.flow(inside);
                self.flush();
                self.mode = outer;
            }
            Kind::Divider => self.push(Block::Divider),
            Kind::Quote | Kind::Pullquote | Kind::Post => self.quote(node, inside),
            Kind::List => self.list(node, inside),
            Kind::Code => self.code(node, inside),
            Kind::Verse => {
                let outer = replace(&mut self.in_verse, true);
                self.flow(inside);
                self.in_verse = outer;
            }
            Kind::Table => self.table(node, inside),
            Kind::Figure | Kind::Gallery | Kind::CaptionCode => self.figure(node, inside),
            Kind::Caption if self.caption.is_some() => {
                let caption = self.line(inside);
                join(self.caption.get_or_insert_default(), caption);
            }
            Kind::Callout => self.callout(inside),
            Kind::Card => self.card(inside),
            Kind::EmbedCode => self.embed_code(inside),
            Kind::Frame => {
                if let Some(embed) = media::embed(node) {
                    self.push(Block::Embed(embed));
                }
            }
            Kind::Audio | Kind::Video => {
                if let Some(media) = media::media(node, inside.0) {
                    self.push(if node.kind == Kind::Audio {
                        Block::Audio(media)
                    } else {
                        Block::Video(media)
                    });
                }
            }
            _ if node.name == "div" => {
                let outer = self.language.clone();
                if let Some(language) = language(node) {
                    self.language = Some(language);
                }
                self.flow(inside);
                self.language = outer;
            }
            _ => self.flow(inside),
        }
    }

    fn run(&mut self, node: &Node<'_>) {
        if self.in_noscript {
            return;
        }
        let mut text = String::new();
        decode(node.text(), false, &mut text);
        if text.chars().any(|c| !is_blank(c)) {
            self.twin = Twin::None;
        }
        let marks = self.marks(node);
        if self.in_verse {
            for (at, line) in text.split('\n').enumerate() {
                match at {
                    0 => {}
                    _ if self.text.at_line_start() => self.edge(),
                    _ => self.text.line_break(),
                }
                self.text.text(line, &marks);
            }
        } else {
            self.text.text(&text, &marks);
        }
    }

    /// The marks that hold at a node, as long as there is room for them.
    fn marks(&mut self, node: &Node<'_>) -> Vec<&'a Mark> {
        let marks = self.tree.marks(node);
        let is_open = |(mark, open): &(&&Mark, &&Mark)| std::ptr::eq(**mark, **open);
        let open = marks.iter().zip(&self.open).take_while(is_open).count();
        let bytes = marks.iter().skip(open).map(|mark| match mark {
            Mark::Link { href: text }
            | Mark::Abbreviation { title: text }
            | Mark::Language { lang: Some(text), .. } => 4 + text.len(),
            _ => 4,
        });
        match self.budget.checked_sub(bytes.sum()) {
            Some(budget) => {
                self.budget = budget;
                self.open.clone_from(&marks);
                marks
            }
            None => {
                self.open.clear();
                Vec::new()
            }
        }
    }

    fn take_text(&mut self) -> Text {
        self.open.clear();
        self.text.take()
    }

    fn anchor(&mut self, node: &Node<'_>) {
        let attributes = node.attributes();
        let name = if node.name == "a" { attributes.filled("name") } else { None };
        for id in attributes.filled("id").into_iter().chain(name) {
            if self.all_anchors || self.tree.targets.contains(&id) {
                self.text.anchor(id);
            }
        }
    }

    fn image(&mut self, node: &'a Node<'a>, picture: Option<&'a [Node<'a>]>) {
        let marks = self.marks(node);
        let (image, lazy) = match media::image(node, picture.unwrap_or_default()) {
            media::Picture::None => return,
            media::Picture::Words(alt) => return self.text.text(&alt, &marks),
            media::Picture::Image(image, lazy) => (image, lazy),
        };
        if self.mode == Mode::Line {
            return self.text.text(&image.alt.unwrap_or_default(), &marks);
        }
        let (twin, other) = if self.in_noscript {
            (Twin::Noscript, Twin::Lazy)
        } else {
            (Twin::Lazy, Twin::Noscript)
        };
        if self.twin == other && (lazy || self.in_noscript) {
            self.twin = Twin::None;
            return;
        }
        self.twin = if lazy || self.in_noscript { twin } else { Twin::None };
        let url = link(&marks).cloned();
        self.push(Block::Image { image, url });
    }

    fn quote(&mut self, node: &Node<'_>, inside: Nodes<'a>) {
        let outer = self.begin();
        let mut quote = Quote { url: node.attributes().filled("cite"), ..Quote::default() };
        for (child, inside) in inside {
            if child.name == "footer" {
                join(&mut quote.cite, self.line_of(child, inside));
            } else {
                self.node(child, inside);
            }
        }
        quote.blocks = self.end(outer);
        if node.kind == Kind::Pullquote
            && let [Block::Quote(inner)] = quote.blocks.as_mut_slice()
        {
            quote = take(inner);
        }
        if node.kind == Kind::Post {
            quote.url = quote.url.or_else(|| self.links(inside).last().cloned());
        }
        if quote.cite.is_empty() {
            quote.cite = split_cite(&mut quote.blocks, node.kind == Kind::Post);
        }
        trim_dash(&mut quote.cite.0);
        if !quote.blocks.is_empty() {
            self.blocks.push(if node.kind == Kind::Pullquote {
                Block::Pullquote(quote)
            } else {
                Block::Quote(quote)
            });
        } else if node.kind == Kind::Post {
            // A post that only its network's script would show.
            let url = quote.url.or_else(|| node.attributes().filled("data-instgrm-permalink"));
            self.blocks.extend(url.map(|url| Block::Embed(Embed { url, ..Embed::default() })));
        }
    }

    /// The text of an element, which takes its id along.
    fn line_of(&mut self, node: &Node<'_>, inside: Nodes<'a>) -> Text {
        self.flush();
        self.anchor(node);
        self.line(inside)
    }

    /// The links in some nodes.
    fn links(&self, nodes: Nodes<'a>) -> impl Iterator<Item = &'a String> {
        let tree = self.tree;
        nodes
            .0
            .iter()
            .filter(|node| node.kind == Kind::Text)
            .filter_map(|node| link(&tree.marks(node)))
    }

    fn list(&mut self, node: &Node<'_>, inside: Nodes<'a>) {
        let mut list = List { ordered: node.name == "ol", ..List::default() };
        if list.ordered {
            list.start = node
                .attributes()
                .filled("start")
                .and_then(|start| integer(&start))
                .filter(|start| *start != 1);
        }
        for (child, inside) in inside {
            let outer = self.begin();
            self.node(child, inside);
            let blocks = self.end(outer);
            if blocks.is_empty() {
                continue;
            }
            // A list that lies between items belongs to the one before.
            match list.items.last_mut() {
                Some(last) if child.kind != Kind::Item => last.blocks.extend(blocks),
                _ => {
                    let mut item = ListItem { blocks, ..ListItem::default() };
                    if let Some(Block::Paragraph { text }) = item.blocks.first_mut() {
                        item.text = take(text);
                        item.blocks.remove(0);
                    }
                    list.items.push(item);
                }
            }
        }
        if !list.items.is_empty() {
            self.push(Block::List(list));
        }
    }

    fn code(&mut self, node: &Node<'_>, inside: Nodes<'a>) {
        let mut text = String::new();
        verbatim(inside, &mut text);
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end();
        if text.chars().all(is_blank) {
            return;
        }
        let language = std::iter::once(node).chain(inside.0).find_map(language);
        let language = language.or_else(|| self.language.clone());
        self.push(Block::Code { text: text.into(), language });
    }

    fn table(&mut self, node: &Node<'_>, inside: Nodes<'a>) {
        let nodes = inside.0;
        let heads = nodes.iter().any(|node| node.name == "th");
        let is_layout = nodes.iter().filter(|node| node.kind == Kind::Cell).count() <= 1
            || node.attributes().get("role").is_some_and(|role| role == "presentation")
            || !heads && nodes.iter().any(media::is_block);
        if is_layout {
            let mut blocks = self.inside(inside);
            return self.blocks.append(&mut blocks);
        }
        let mut table = Table::default();
        self.rows(inside, &mut table);
        table.rows.retain(|row| !row.is_empty());
        if table.header == 0 {
            let heads =
                table.rows.iter().take_while(|row| row.iter().all(|cell| cell.header)).count();
            if heads < table.rows.len() {
                table.header = heads as u32;
            }
        }
        table.header = table.header.min(table.rows.len() as u32);
        if table.rows.iter().flatten().any(|cell| !cell.text.is_empty()) {
            self.push(Block::Table(table));
        }
    }

    /// Reads rows; what is out of place between them comes before the table, as in browsers.
    fn rows(&mut self, nodes: Nodes<'a>, table: &mut Table) {
        for (node, inside) in nodes {
            match node.kind {
                Kind::Caption => table.caption = self.line_of(node, inside),
                Kind::Section => {
                    let before = table.rows.len() as u32;
                    self.rows(inside, table);
                    if node.name == "thead" && before == table.header {
                        table.header = table.rows.len() as u32;
                    }
                }
                Kind::Row => {
                    table.rows.push(Vec::new());
                    self.rows(inside, table);
                }
                Kind::Cell => {
                    let span = |name| {
                        let span = numbers::leading(&node.attributes().get(name)?)?;
                        Some(span.min(MAX_SPAN)).filter(|span| *span > 1)
                    };
                    let text = self.line_of(node, inside);
                    let cell = Cell {
                        text,
                        header: node.name == "th",
                        colspan: span("colspan"),
                        rowspan: span("rowspan"),
                    };
                    if let Some(row) = table.rows.last_mut() {
                        row.push(cell);
                    }
                }
                _ => self.node(node, inside),
            }
        }
    }

    fn figure(&mut self, node: &Node<'_>, inside: Nodes<'a>) {
        let outer = self.caption.replace(Text::default());
        let mut blocks = self.inside(inside);
        let mut caption = replace(&mut self.caption, outer).unwrap_or_default();
        if node.kind == Kind::CaptionCode {
            if let Some(old) = node.attributes().filled("caption") {
                caption = super::text(&old);
            }
            if let [.., Block::Image { .. }, Block::Paragraph { text }] = blocks.as_mut_slice() {
                join(&mut caption, take(text));
                blocks.pop();
            }
        }
        let count = blocks.iter().filter(|block| matches!(block, Block::Image { .. })).count();
        if count > 1 && (node.kind == Kind::Gallery || count == blocks.len()) {
            let mut images: Vec<Image> = Vec::new();
            for block in take(&mut blocks) {
                match block {
                    Block::Image { image, .. } => images.push(image),
                    other => blocks.push(other),
                }
            }
            blocks.insert(0, Block::Gallery { images, caption: Text::default() });
        }
        if !caption.is_empty() {
            match blocks.iter_mut().find_map(caption_of) {
                Some(place) => *place = caption,
                None => blocks.push(Block::Paragraph { text: caption }),
            }
        }
        self.blocks.append(&mut blocks);
    }

    fn callout(&mut self, inside: Nodes<'a>) {
        let outer = self.begin();
        let mut title = Text::default();
        for (child, inside) in inside {
            if child.kind == Kind::Summary {
                join(&mut title, self.line_of(child, inside));
            } else {
                self.node(child, inside);
            }
        }
        let mut blocks = self.end(outer);
        if title.is_empty()
            && let Some(Block::Heading { text, .. }) = blocks.first_mut()
        {
            title = take(text);
            blocks.remove(0);
        }
        if !title.is_empty() || !blocks.is_empty() {
            self.blocks.push(Block::Callout { title, blocks });
        }
    }

    fn card(&mut self, inside: Nodes<'a>) {
        let url = self.links(inside).next().cloned();
        let mut blocks = self.inside(inside);
        let Some(url) = url else { return self.blocks.append(&mut blocks) };
        let title = blocks.iter().find_map(|block| match block {
            Block::Paragraph { text } | Block::Heading { text, .. } => {
                words(&text.to_plain()).map(Into::into)
            }
            _ => None,
        });
        self.blocks.push(Block::Embed(Embed { url, title, ..Embed::default() }));
    }

    fn embed_code(&mut self, inside: Nodes<'a>) {
        let outer = self.begin();
        self.flow(inside);
        let mut blocks = self.end(outer);
        if let [Block::Paragraph { text }] = blocks.as_slice() {
            let url = text.to_plain();
            if !url.bytes().any(|byte| byte == b' ') {
                return self.blocks.push(Block::Embed(Embed { url, ..Embed::default() }));
            }
        }
        self.blocks.append(&mut blocks);
    }
}

fn link<'a>(marks: &[&'a Mark]) -> Option<&'a String> {
    marks.iter().rev().find_map(|mark| match mark {
        Mark::Link { href } => Some(href),
        _ => None,
    })
}

/// Appends a text as a further line.
fn join(text: &mut Text, mut line: Text) {
    if !text.is_empty() && !line.is_empty() {
        text.0.push(Inline::Break);
    }
    text.0.append(&mut line.0);
}

/// Where a block holds the line under it, if that is still free.
fn caption_of(block: &mut Block) -> Option<&mut Text> {
    let caption = match block {
        Block::Image { image, .. } => &mut image.caption,
        Block::Gallery { caption, .. } => caption,
        Block::Table(table) => &mut table.caption,
        Block::Embed(embed) => &mut embed.caption,
        Block::Audio(media) | Block::Video(media) => &mut media.caption,
        Block::Quote(quote) | Block::Pullquote(quote) => &mut quote.cite,
        _ => return None,
    };
    caption.is_empty().then_some(caption)
}

fn is_dash(c: char) -> bool {
    is_blank(c) || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '~')
}

/// Takes the source from a quote's end: a line in `<cite>`, and in posts one that begins with a dash.
fn split_cite(blocks: &mut Vec<Block>, in_post: bool) -> Text {
    let count = blocks.len();
    let mut cite = Vec::new();
    let Some(Block::Paragraph { text }) = blocks.last_mut() else { return Text::default() };
    let line = text.0.iter().rposition(|inline| *inline == Inline::Break);
    let start = line.map_or(0, |at| at + 1);
    let last = text.0.get(start..).unwrap_or_default();
    let is_cite = match last {
        [before @ .., Inline::Marked(Mark::Style(style), _)] if style.tag() == "cite" => before
            .iter()
            .all(|inline| matches!(inline, Inline::Text(text) if text.chars().all(is_dash))),
        [Inline::Text(text), ..] => in_post && text.starts_with(['—', '–']),
        _ => false,
    };
    if is_cite && (count > 1 || start > 0) {
        cite = text.0.split_off(start);
        text.0.truncate(line.unwrap_or_default());
        if text.is_empty() {
            blocks.pop();
        }
        if let Some(Inline::Marked(Mark::Style(_), content)) = cite.last_mut() {
            cite = take(content);
        }
    }
    Text(cite)
}

/// The view draws its own dash.
fn trim_dash(cite: &mut Vec<Inline>) {
    while let Some(first) = cite.first_mut() {
        let is_empty = match first {
            Inline::Text(text) => {
                *text = text.trim_start_matches(is_dash).into();
                text.is_empty()
            }
            Inline::Marked(_, content) => {
                trim_dash(content);
                content.is_empty()
            }
            Inline::Break => true,
            _ => false,
        };
        if !is_empty {
            return;
        }
        cite.remove(0);
    }
}

/// Text as it is; its blocks are lines.
fn verbatim(nodes: Nodes<'_>, out: &mut String) {
    for (node, inside) in nodes {
        match node.kind {
            Kind::Text => {
                let mut text = String::new();
                decode(node.text(), false, &mut text);
                let mut previous = '\0';
                for c in text.chars() {
                    match c {
                        '\0' | '\u{feff}' => {}
                        '\n' if previous == '\r' => {}
                        '\r' => out.push('\n'),
                        c => out.push(c),
                    }
                    previous = c;
                }
            }
            Kind::Break => out.push('\n'),
            Kind::Drop => {}
            Kind::Flow | Kind::Row | Kind::Item => {
                verbatim(inside, out);
                if !out.ends_with('\n') {
                    out.push('\n');
                }
            }
            _ => verbatim(inside, out),
        }
    }
}

/// The programming language that an element names: `language-css`, `highlight css`, `brush: css`.
fn language(node: &Node<'_>) -> Option<String> {
    let attributes = node.attributes();
    let named = attributes.filled("data-language").or_else(|| attributes.filled("data-lang"));
    if named.is_some() {
        return named;
    }
    let classes = attributes.get("class")?;
    let mut names = classes.split_ascii_whitespace();
    let prefixed = names.clone().find_map(|class| {
        let prefixes = ["language-", "lang-", "highlight-source-", "brush:"];
        prefixes.iter().find_map(|prefix| class.strip_prefix(prefix))
    });
    let language = match prefixed {
        Some("") | None if node.name != "div" => {
            names.find(|class| matches!(*class, "highlight" | "hljs" | "brush:"))?;
            names.next()?
        }
        other => other?,
    };
    words(language.trim_end_matches(';')).map(Into::into)
}

fn integer(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-');
    let number = i32::try_from(numbers::leading(digits.unwrap_or(text))?).ok()?;
    Some(if digits.is_some() { -number } else { number })
}
