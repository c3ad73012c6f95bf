//! Bodies that are trees of typed nodes: what the editors of content systems write.
//!
//! They differ in names, not in kind: one table says which HTML element a node's type stands for,
//! one which a mark's name does. A tree is written as HTML, which the reader of HTML bodies makes
//! blocks of.

use super::head::{is_markup, whole};
use super::path::Source;
use super::pool::Pool;
use super::reader::{Reader, items};
use super::{date, markdown, mobiledoc};
use crate::article::{Block, escape};
use crate::error::Warning;
use crate::html;
use crate::json::{self, MAX_DEPTH, Value};
use crate::numbers;
use crate::url::Urls;

/// Which element the types of nodes stand for; digits, hyphens and upper case do not count.
/// Text is `text`; what stands for nothing here is `skip`.
const NODES: &str = "text text span fragment
p paragraph p normal block body comment correction
div section chapter container elementgroup doc root document headerblock richtext numberedtitle keytakeaways keypoints synopsis
h heading h header subheading headline subheadline crosshead title
a link hyperlink urllink autolink entryhyperlink assethyperlink resourcehyperlink
br hardbreak linebreak break
ul list bulletlist unorderedlist ul tasklist checklist
ol orderedlist ol numberedlist
li listitem taskitem li groupitem
oli olistitem
blockquote quote blockquote
pullquote pullquote
img image photo figure picture portrait rawimage upload embeddedassetblock media inlineimage imageembed logo
gallery gallery mosaic multiimage slider
pre code codeblock preformatted
hr divider horizontalrule hr delimiter separator
table table
tr tablerow row
td tablecell
th tableheader tableheadercell
iframe embed rawhtml raw html htmlblock htmltable video youtube videoyoutube videovimeo tweet instagram facebookpost oembed oembedresponse embedwebvideo linktool richlink interstitiallink audio attaches storylink social externalembed
details callout warning aside details guideatom profileatom qa qaatom timelineatom
span inline
caption caption
skip byline author intro timestamp interactive interactiveatom interactivecontents quizatom recipe customembed reference onwardjourneys include idt numericrating relatedcontent podcastpromo advertisement banneradvertisement mpu wsoj disclaimer linklist signup embeddedentryblock newslettersignup";

/// Which element the names of marks stand for; in the order of Lexical's bits.
const MARKS: &str = "strong strong bold b
em em italic i emphasis
s strike strikethrough s
u underline u
code code
sub sub subscript
sup sup superscript
mark mark highlight";

const CHILDREN: &str = "children|content|content_elements|model.blocks|components|elements|items|blocks|list|data.items|data.content|keyTakeaways|body";
const TYPE: &str = "_type|nodeType|type|role|__component|profiles[][rels~type].href|profiles.href";
const INSIDE: &str = "data.attributes|data|attrs|attributes|fields|value|model|textTypeData|pullquoteTypeData|\
    richLinkTypeData|tweetTypeData|embedTypeData|videoTypeData|interactiveTypeData|audioTypeData|codeTypeData|meta";
const TEXT: &str = "text|html|content|bodyHtml|articleBody|body|message|code|quote|copy";
const CITE: &str =
    "citation.content|citation|cite|attribution.name|attribution|author|caption|title";
const ADDRESS: &str = "url|URL|originalUrl|source|href|link|src|embed_url|embedUrl|iframeUrl|locator|streams.url|\
    canonical_url|embed|enclosures.href|embeddedPlayerLink.href|linkHref|file.url|oembed.embed_url|raw_oembed.url|service_url|uri";
const WHEN: &str =
    "blockCreatedOn|firstPublishedDate|publishedDate|createdDate|display_date|datePublished";
const HREF: &str = "href|url|uri|fields.url|fields.file.url|locator";
const TITLE: &str =
    "title|text|linkText|mediaTitle|meta.title|file.name|headlines.basic|name|content";

/// How a picture ends that has no caption of its own.
const NO_CAPTION: &str = "<figcaption></figcaption></figure>";

/// Reads an editor's tree that was written as text. What is wrong in it is told with its place there.
pub(super) fn read_text(reader: &mut Reader<'_>, at: &Value, text: &str, body: &mut Vec<Block>) {
    let Ok(tree) = json::parse(text) else { return };
    let urls = std::mem::replace(&mut reader.urls, Urls::new(None));
    let source = Source { document: &tree, item: &tree };
    let mut inner = Reader::new(source, urls);
    inner.take_head(reader.head);
    match tree.get("sections") {
        Some(sections) => mobiledoc::read(&mut inner, sections, body),
        None => read(&mut inner, &tree, body),
    }
    let Reader { urls, warnings, .. } = inner;
    reader.urls = urls;
    for Warning { path, message } in warnings {
        reader.warn_inside(at, &path, message);
    }
}

/// The blocks of a tree.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, body: &mut Vec<Block>) {
    let value = value.get("root").unwrap_or(value);
    let mut tree = Tree {
        reader,
        out: String::new(),
        lists: Vec::new(),
        defined: Pool::new(&[]),
        depth: 0,
        body,
        at: value,
        is_report: items(value).len() > 1,
    };
    if tree.is_report {
        tree.key_events(items(value));
    }
    for node in items(value) {
        tree.node(node, true);
    }
    tree.flush();
}

struct Tree<'r, 'a, 'v> {
    reader: &'r mut Reader<'a>,
    out: String,
    /// The lists that are open among items which are written flat.
    lists: Vec<&'static str>,
    /// The `markDefs` of the block around, which its spans name.
    defined: Pool<'v>,
    /// How many nodes lie around.
    depth: usize,
    body: &'r mut Vec<Block>,
    at: &'v Value,
    /// Whether its entries, if they have a time, are several.
    is_report: bool,
}

impl<'a: 'v, 'v> Tree<'_, 'a, 'v> {
    /// Makes blocks of what was written.
    fn flush(&mut self) {
        self.nest(0, "");
        let html = std::mem::take(&mut self.out);
        self.reader.html(self.at, &html, self.body);
    }

    /// The values of a path in a node, or else one level deeper.
    fn found(&self, node: &'v Value, paths: &str) -> Vec<&'v Value> {
        let source = self.reader.source;
        let mut found = source.all(node, paths);
        if found.is_empty() {
            found = source.among(&source.all(node, INSIDE), paths);
        }
        found
    }

    fn string(&self, node: &'v Value, paths: &str) -> Option<&'v str> {
        self.found(node, paths).into_iter().find_map(|value| match value {
            Value::String(text) => Some(text.as_str()),
            _ => None,
        })
    }

    fn number(&self, node: &'v Value, paths: &str) -> Option<u32> {
        self.found(node, paths).into_iter().find_map(whole)
    }

    fn children(&self, node: &'v Value) -> &'v [Value] {
        let found = self.reader.source.all(node, CHILDREN);
        let mut lists = found.into_iter().filter_map(|value| match value {
            Value::Array(nodes) => Some(nodes.as_slice()),
            _ => None,
        });
        lists.next().unwrap_or_default()
    }

    fn open(&mut self, tag: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
    }

    fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// Adds an attribute to the tag that was just written.
    fn attribute(&mut self, name: &str, value: &str) {
        self.out.pop();
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push_str("\">");
    }

    /// Adds an attribute that a node may have.
    fn take(&mut self, name: &str, node: &'v Value, paths: &str) {
        if let Some(value) = self.string(node, paths) {
            self.attribute(name, value);
        }
    }

    /// Writes an element of the text that a node may have.
    fn part(&mut self, tag: &str, node: &'v Value, paths: &str) {
        if let Some(text) = self.string(node, paths) {
            self.open(tag);
            self.markup(text);
            self.close(tag);
        }
    }

    fn count(&mut self, name: &str, value: Option<u32>) {
        if let Some(value) = value {
            let mut text = String::new();
            numbers::push(value.into(), &mut text);
            self.attribute(name, &text);
        }
    }

    /// Plain text whose ends of lines are kept.
    fn lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.open("br");
            }
            escape(line, &mut self.out);
        }
    }

    /// Opens and closes lists until so many are open.
    fn nest(&mut self, level: usize, tag: &'static str) {
        while self.lists.len() > level
            || self.lists.len() == level && self.lists.last().is_some_and(|last| *last != tag)
        {
            if let Some(last) = self.lists.pop() {
                self.close(last);
            }
        }
        while self.lists.len() < level {
            self.lists.push(tag);
            self.open(tag);
        }
    }

    /// Writes a node; at the top, what is HTML already becomes blocks by itself.
    fn node(&mut self, node: &'v Value, top: bool) {
        // References may lead in circles.
        if self.depth == MAX_DEPTH {
            return self.reader.warn(node, "nests too deeply: left out");
        }
        self.depth += 1;
        self.element(node, top);
        self.depth -= 1;
    }

    fn element(&mut self, node: &'v Value, top: bool) {
        let source = self.reader.source;
        let node = source.first(node, "embed[profiles]").unwrap_or(node);
        let node = self.reader.resolve(node);
        let name = self.name(node);
        let mut tag = look_up(NODES, &name);
        let children = self.children(node);
        let style = self.string(node, "style").unwrap_or_default();
        let styled = look_up(NODES, &letters(style));
        if tag == "p" && (styled == "h" || styled == "blockquote") {
            tag = styled;
        }
        let listed = self.string(node, "listItem");
        if let Some(kind) = listed {
            tag = if kind == "number" { "oli" } else { "li" };
        }
        if tag == "text" {
            if !children.is_empty() {
                tag = "div";
            } else if node.get("profiles").is_none()
                && let Some(Value::String(text)) = source.first(node, "text|value|model.text")
            {
                return self.run(node, text);
            } else {
                tag = "p";
            }
        }
        if top && !matches!(tag, "a" | "br" | "span") {
            self.at = node;
            if tag != "li" && tag != "oli" {
                self.nest(0, "");
            }
        }
        match tag {
            "a" if !children.is_empty() => {
                let target = source.first(node, "data.target");
                let target = target.map_or(node, |target| self.reader.resolve(target));
                self.open("a");
                self.take("href", target, HREF);
                self.inside(children);
                self.close("a");
            }
            "span" => {
                self.open(tag);
                self.take("lang", node, "language");
                self.inside(children);
                self.close(tag);
            }
            "br" | "hr" => self.open(tag),
            // The BBC's lie inside of what they belong to, and are read there.
            "caption" => {
                if let Some(bare) = self.out.strip_suffix(NO_CAPTION) {
                    let length = bare.len();
                    self.out.truncate(length);
                    self.part("figcaption", node, "text");
                    self.close("figure");
                }
            }
            "skip" => {}
            "li" | "oli" if top => {
                let level = source.first(node, "level").and_then(whole).unwrap_or(1) as usize;
                // Levels may begin at 2, or skip.
                self.nest(level.min(self.lists.len() + 1), if tag == "li" { "ul" } else { "ol" });
                self.wrap("li", node);
            }
            // A list without a line of its own belongs to the item before.
            "li" if children.first().is_some_and(|child| self.name(child) == "list") => {
                self.inside(children);
            }
            "ul" | "ol" => self.list(node, tag, children),
            // Apple's header is a container.
            "h" if node.get("components").is_none() => {
                let level = self.level(node, style);
                self.wrap(["h2", "h3", "h4", "h5", "h6"].get(level).unwrap_or(&"h6"), node);
            }
            "blockquote" | "pullquote" => self.quote(node, tag),
            "img" => self.figure(node),
            "gallery" => {
                self.open("figure");
                self.attribute("class", "gallery");
                let images = "content_elements|items|images|imageElements|children";
                for image in self.found(node, images).into_iter().flat_map(items) {
                    self.figure(image);
                }
                self.part("figcaption", node, "caption");
                self.close("figure");
            }
            "pre" => self.code(node, children),
            "table" if !children.is_empty() || !self.found(node, "rows").is_empty() => {
                self.table(node, children);
            }
            "td" | "th" => {
                let is_head = self.number(node, "headerState").is_some();
                let tag = if is_head { "th" } else { tag };
                self.open(tag);
                self.count("colspan", self.number(node, "colspan|colSpan"));
                self.count("rowspan", self.number(node, "rowspan|rowSpan"));
                self.content(node, false);
                self.close(tag);
            }
            "iframe" | "a" => self.embed(node, &name, top),
            "details" => {
                self.open(tag);
                self.part("summary", node, "title");
                self.content(node, false);
                self.close(tag);
            }
            "" => {
                self.entry(node, !children.is_empty());
                if children.is_empty() || node.get("slice_type").is_some() {
                    self.unknown(node, &name);
                } else {
                    self.content(node, top);
                }
            }
            "p" if children.is_empty() && top => self.content(node, true),
            "p" | "tr" | "li" => self.wrap(tag, node),
            _ => self.content(node, top),
        }
    }

    /// When an entry of a live report was written, and its title.
    fn entry(&mut self, node: &'v Value, is_filled: bool) {
        let when = self.reader.source.first(node, WHEN).and_then(date::read);
        if let (Some(when), true) = (&when, self.is_report) {
            self.open("p");
            self.open("small");
            self.time(when);
            self.close("small");
            self.close("p");
        }
        if is_filled || when.is_some() {
            self.part("h2", node, "title|headlines.basic|headline");
        }
    }

    fn time(&mut self, when: &str) {
        self.out.push_str(when.get(..10).unwrap_or_default());
        self.out.push(' ');
        self.out.push_str(when.get(11..16).unwrap_or_default());
        if when.ends_with('Z') {
            self.out.push_str(" UTC");
        }
    }

    /// A box with the entries of a live report that its desk has marked.
    fn key_events(&mut self, nodes: &'v [Value]) {
        let source = self.reader.source;
        let is_key = |node: &&Value| source.first(node, "attributes[keyEvent=true]").is_some();
        self.open("aside");
        self.open("ul");
        for node in nodes.iter().filter(is_key) {
            self.open("li");
            if let Some(when) = source.first(node, WHEN).and_then(date::read) {
                self.time(&when);
                self.out.push_str(" · ");
            }
            self.part("strong", node, "title");
            self.close("li");
        }
        self.close("ul");
        self.close("aside");
    }

    fn name(&self, node: &Value) -> String {
        match self.reader.source.first(node, TYPE) {
            Some(Value::String(name)) => letters(name),
            _ if matches!(node.get("text"), Some(Value::String(_))) => "text".into(),
            _ => String::new(),
        }
    }

    fn inside(&mut self, nodes: &'v [Value]) {
        for node in nodes {
            self.node(node, false);
        }
    }

    fn wrap(&mut self, tag: &str, node: &'v Value) {
        self.open(tag);
        self.content(node, false);
        self.close(tag);
    }

    /// What a node says: its children, or its text.
    fn content(&mut self, node: &'v Value, top: bool) {
        let children = self.children(node);
        let mut definitions = Vec::new();
        for definition in self.reader.source.walk(node, "markDefs[]") {
            definitions.extend(definition.get("_key").map(|key| (key, definition)));
        }
        let outer = std::mem::replace(&mut self.defined, Pool::new(&definitions));
        if !children.is_empty() {
            for child in children {
                self.node(child, top);
            }
        } else if let (Some(spans), Some(text)) =
            (self.reader.source.first(node, "spans"), self.string(node, "text"))
        {
            self.open("p");
            self.spans(text, items(spans));
            self.close("p");
        } else if let Value::String(text) = node {
            self.markup(text);
        } else if let Some(text) = self.string(node, TEXT) {
            let format = self.string(node, "format");
            if format == Some("none") {
                self.lines(text);
            } else if format == Some("markdown") || top && self.reader.is_markdown(text) {
                self.out.push_str(&markdown::to_html(text));
            } else if top && is_markup(text) {
                self.flush();
                self.reader.html(node, text, self.body);
            } else {
                self.open("p");
                self.markup(text);
                self.close("p");
            }
        }
        self.defined = outer;
    }

    /// Text that may be markup, which must not reach beyond its node.
    fn markup(&mut self, text: &str) {
        if is_markup(text) {
            self.out.push_str(&html::text(text).to_html());
        } else {
            self.lines(&html::decode(text));
        }
    }

    /// Characters with the marks that their node names.
    fn run(&mut self, node: &'v Value, text: &str) {
        let mut open: Vec<&str> = Vec::new();
        let source = self.reader.source;
        for mark in source.all(node, "marks[]|model.attributes[]") {
            let (name, link) = match mark {
                Value::String(name) => (letters(name), self.defined(mark)),
                _ => (self.name(mark), Some(mark)),
            };
            let href = link.filter(|_| look_up(MARKS, &name).is_empty());
            if let Some(link) = href {
                self.open("a");
                self.take("href", link, HREF);
                open.push("a");
            }
            open.extend(self.mark(&name));
        }
        if let Value::Object(members) = node {
            for (name, value) in members {
                match value {
                    Value::Bool(true) => open.extend(self.mark(name)),
                    Value::Number(bits) if name == "format" => {
                        for (at, line) in MARKS.split('\n').enumerate() {
                            if *bits as u32 >> at & 1 == 1 {
                                open.extend(self.mark(line.split(' ').next().unwrap_or_default()));
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        // Only editors mean the ends of lines in their text.
        if node.get("model").is_some() {
            escape(text, &mut self.out)
        } else {
            self.lines(text)
        }
        for tag in open.into_iter().rev() {
            self.close(tag);
        }
    }

    fn mark(&mut self, name: &str) -> Option<&'static str> {
        let tag = look_up(MARKS, name);
        if tag.is_empty() {
            return None;
        }
        self.open(tag);
        Some(tag)
    }

    /// A mark that the block around defines.
    fn defined(&self, name: &Value) -> Option<&'v Value> {
        self.defined.find(name).filter(|found| self.reader.pool.afford(found))
    }

    /// Text whose marks lie beside it, by offsets in UTF-16.
    fn spans(&mut self, text: &str, spans: &'v [Value]) {
        // More marks in one paragraph are nobody's writing.
        let spans = spans.get(..500).unwrap_or(spans);
        let bound = |span: &Value, key| match span.get(key) {
            Some(Value::Number(at)) => *at as usize,
            _ => 0,
        };
        let (mut from, mut rest) = (0, text);
        while !rest.is_empty() {
            let mut next = usize::MAX;
            for span in spans {
                for at in [bound(span, "start"), bound(span, "end")] {
                    if at > from {
                        next = next.min(at);
                    }
                }
            }
            let (mut at, mut length) = (from, 0);
            for c in rest.chars() {
                if at >= next {
                    break;
                }
                at += c.len_utf16();
                length += c.len_utf8();
            }
            let (run, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let mut open = Vec::new();
            for span in spans {
                if bound(span, "start") <= from && from < bound(span, "end") {
                    let name = self.name(span);
                    if name == "hyperlink" {
                        self.open("a");
                        self.take("href", span, HREF);
                        open.push("a");
                    }
                    open.extend(self.mark(&name));
                }
            }
            self.lines(run);
            for tag in open.into_iter().rev() {
                self.close(tag);
            }
            (from, rest) = (at, after);
        }
    }

    /// 0 for the second level.
    fn level(&self, node: &'v Value, style: &str) -> usize {
        let digit = |text: Option<&str>| {
            text?.bytes().find(u8::is_ascii_digit).map(|byte| u32::from(byte - b'0'))
        };
        let level = digit(Some(style))
            .or_else(|| self.number(node, "level"))
            .or_else(|| digit(self.string(node, "tag")))
            .or_else(|| digit(self.string(node, TYPE)));
        level.unwrap_or(2).saturating_sub(2) as usize
    }

    fn quote(&mut self, node: &'v Value, tag: &str) {
        self.open("blockquote");
        if tag == "pullquote" || self.string(node, "subtype") == Some("pullquote") {
            self.attribute("class", "pullquote");
        }
        self.content(node, false);
        self.part("footer", node, CITE);
        self.close("blockquote");
    }

    fn list(&mut self, node: &'v Value, tag: &'static str, children: &'v [Value]) {
        let kind = self.string(node, "listType|list_type|style|format").unwrap_or_default();
        let tag = if matches!(kind, "ordered" | "number") { "ol" } else { tag };
        self.open(tag);
        self.count("start", self.number(node, "start|order"));
        for child in children {
            if matches!(look_up(NODES, &self.name(child)), "li" | "ul" | "ol") {
                self.node(child, false);
                continue;
            }
            self.open("li");
            match self.reader.source.first(child, "content|text") {
                Some(Value::String(text)) => self.markup(text),
                _ => self.content(child, false),
            }
            // Editor.js nests items without a list around them.
            if let Some(Value::Array(inner)) = child.get("items") {
                self.list(child, tag, inner);
            }
            self.close("li");
        }
        self.close(tag);
    }

    fn figure(&mut self, node: &'v Value) {
        let target = self.reader.source.first(node, "data.target");
        let told = self.reader.warnings.len();
        let Some(image) = self.reader.image(target.unwrap_or(node)) else {
            if self.reader.warnings.len() == told {
                self.reader.warn(node, "a picture without a URL: left out");
            }
            return;
        };
        self.open("figure");
        self.open("img");
        self.attribute("src", &image.src);
        self.attribute("srcset", &image.srcset.unwrap_or_default());
        self.attribute("alt", &image.alt.unwrap_or_default());
        self.count("width", image.width);
        self.count("height", image.height);
        self.open("figcaption");
        if image.caption.is_empty() {
            self.markup(self.string(node, "caption").unwrap_or_default());
        }
        self.out.push_str(&image.caption.to_html());
        if let Some(credit) = image.credit {
            self.out.push_str(" [");
            escape(&credit, &mut self.out);
            self.out.push(']');
        }
        self.close("figcaption");
        self.close("figure");
    }

    fn code(&mut self, node: &'v Value, children: &'v [Value]) {
        self.open("pre");
        if let Some(language) = self.string(node, "language|params") {
            let mut class = String::from("language-");
            class.push_str(language);
            self.attribute("class", &class);
        }
        for part in children {
            let text = self.string(part, "text|value").unwrap_or("\n");
            escape(text, &mut self.out);
        }
        if children.is_empty() {
            escape(self.string(node, TEXT).unwrap_or_default(), &mut self.out);
        }
        self.close("pre");
    }

    fn embed(&mut self, node: &'v Value, name: &str, top: bool) {
        let markup = self.string(node, "html|raw_oembed.html|content").unwrap_or_default();
        if markup.starts_with('<') {
            if top {
                self.flush();
            }
            let before = self.body.len();
            self.reader.html(node, markup, self.body);
            if self.body.len() > before {
                return;
            }
        }
        let Some(url) = self.string(node, ADDRESS).filter(|url| !url.starts_with('<')) else {
            return self.content(node, top);
        };
        let is_file = [".mp4", ".webm", ".mp3", ".m4a"].iter().any(|end| url.ends_with(end));
        let tag = match name {
            "audio" if is_file => "audio",
            _ if is_file => "video",
            _ => "iframe",
        };
        self.open("figure");
        self.open(tag);
        self.attribute("src", url);
        self.attribute(
            "title",
            &html::text(self.string(node, TITLE).unwrap_or_default()).to_plain(),
        );
        self.close(tag);
        self.part("figcaption", node, "caption");
        self.close("figure");
    }

    fn table(&mut self, node: &'v Value, children: &'v [Value]) {
        self.open("table");
        let head = self.reader.source.first(node, "header");
        let rows = self.found(node, "rows").into_iter().flat_map(items).chain(children);
        let mut tag = match self.reader.source.first(node, "data[withHeadings=true]") {
            None if head.is_none() => "td",
            _ => "th",
        };
        for row in head.into_iter().chain(rows) {
            let Value::Array(cells) = row else {
                self.node(row, false);
                continue;
            };
            self.open("tr");
            for cell in cells {
                self.wrap(tag, cell);
            }
            self.close("tr");
            tag = "td";
        }
        self.close("table");
    }

    /// Slices and the like: every text and picture in them.
    fn unknown(&mut self, node: &'v Value, name: &str) {
        if let Value::String(text) = node {
            return self.markup(text);
        }
        let parts = self.reader.source.all(node, "primary[*]|items[][*]|[*][type]");
        if !parts.is_empty() {
            for part in parts {
                match part {
                    Value::Array(nodes) => {
                        for node in nodes {
                            self.node(node, true);
                        }
                    }
                    Value::Object(_) if part.get("url").is_some() => self.figure(part),
                    _ => {}
                }
            }
        } else if self.string(node, TEXT).is_some() {
            self.content(node, true);
        } else {
            let mut message = String::from("unknown block \"");
            message.push_str(name);
            message.push_str("\": left out");
            self.reader.warn(node, message);
        }
    }
}

/// A type's or mark's name in its bare letters.
fn letters(name: &str) -> String {
    let name = name.rsplit(['.', '/']).next().unwrap_or_default();
    let mut out: String =
        name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    if let Some(bare) = out.strip_suffix("blockelement").or_else(|| out.strip_prefix("extended")) {
        out = bare.into();
    }
    out
}

/// The first word of the line that has a name among the others.
fn look_up(table: &'static str, name: &str) -> &'static str {
    let mut lines = table.split('\n').map(|line| line.split(' '));
    let found = lines.find_map(|mut words| {
        let first = words.next()?;
        words.any(|word| word == name).then_some(first)
    });
    found.unwrap_or_default()
}
