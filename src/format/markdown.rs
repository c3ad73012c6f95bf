//! Markdown → HTML, which the reader of HTML bodies makes blocks of.
//!
//! CommonMark's blocks and inlines as posts use them, with tables, strikethrough, bare URLs and footnotes.
//! What is left out and how the result differs is in `docs/formats.md`.

mod inline;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

use crate::article::escape;
use crate::numbers;

/// How deep quotes and lists may nest; deeper ones are paragraphs.
const MAX_DEPTH: usize = 20;
/// How many definitions of links are looked at.
const MAX_DEFINITIONS: usize = 500;
/// How long a definition's name may be.
const MAX_NAME: usize = 300;

/// HTML blocks begin with one of these; other tags are inline.
const BLOCK_TAGS: &str = "address article aside audio blockquote center details dialog dd div dl dt fieldset figcaption figure \
    footer form h1 h2 h3 h4 h5 h6 header hr iframe li main menu nav noscript ol p picture pre script section style \
    summary table tbody td textarea tfoot th thead tr ul video";

/// The HTML of a Markdown text.
pub(super) fn to_html(source: &str) -> String {
    let mut lines: Vec<&str> = source.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    // Posts may begin with their data.
    if lines.first() == Some(&"---")
        && let Some(end) = lines.iter().skip(1).position(|line| *line == "---")
    {
        lines.drain(..end + 2);
    }
    let mut writer =
        Writer { out: String::new(), definitions: Vec::new(), notes: Vec::new(), task: "" };
    let mut in_code = false;
    for line in &lines {
        in_code ^= fence(line).is_some();
        if !in_code && let Some(definition) = definition(line) {
            writer.define(definition);
        }
    }
    writer.blocks(&lines, 0);
    writer.footnotes();
    writer.out
}

struct Writer<'a> {
    out: String,
    /// The names of links, and where they lead.
    definitions: Vec<(&'a str, &'a str)>,
    /// Those of footnotes, and what they say.
    notes: Vec<(&'a str, &'a str)>,
    /// The box of a task, before the text of its item.
    task: &'static str,
}

/// A line without its indent, and how many columns that has.
fn indent(line: &str) -> (usize, &str) {
    let mut columns = 0;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns = columns / 4 * 4 + 4,
            _ => return (columns, line.get(at..).unwrap_or_default()),
        }
    }
    (columns, "")
}

/// A line without so many columns of its indent.
fn dedent(line: &str, columns: usize) -> &str {
    let (mut at, mut passed) = (0, 0);
    for byte in line.bytes() {
        if passed >= columns || !matches!(byte, b' ' | b'\t') {
            break;
        }
        passed = if byte == b' ' { passed + 1 } else { passed / 4 * 4 + 4 };
        at += 1;
    }
    line.get(at..).unwrap_or_default()
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// How often a text begins with a byte.
fn run(text: &str, byte: u8) -> usize {
    text.bytes().take_while(|it| *it == byte).count()
}

/// The text after so many bytes.
fn after(text: &str, length: usize) -> &str {
    text.get(length..).unwrap_or_default()
}

/// What stands before the bracket that ends soon.
fn until_bracket(text: &str) -> Option<&str> {
    text.get(..text.bytes().take(MAX_NAME).position(|byte| byte == b']')?)
}

/// The mark of a fence, its length, and what follows.
fn fence(line: &str) -> Option<(u8, usize, &str)> {
    let (columns, text) = indent(line);
    let mark = *text.as_bytes().first().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let length = run(text, mark);
    let info = after(text, length).trim();
    let is_fence =
        columns < 4 && length > 2 && !(mark == b'`' && info.bytes().any(|byte| byte == b'`'));
    is_fence.then_some((mark, length, info))
}

fn is_rule(text: &str) -> bool {
    let Some(mark) = text.bytes().next().filter(|mark| matches!(mark, b'*' | b'-' | b'_')) else {
        return false;
    };
    let marks = text.bytes().filter(|byte| *byte == mark).count();
    marks > 2 && text.bytes().all(|byte| byte == mark || byte.is_ascii_whitespace())
}

/// The level of a heading, and its text.
fn heading(text: &str) -> Option<(usize, &str)> {
    let level = run(text, b'#');
    let rest = after(text, level);
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let rest = rest.trim();
    let bare = rest.trim_end_matches('#');
    Some((level, if bare.is_empty() || bare.ends_with([' ', '\t']) { bare.trim() } else { rest }))
}

/// A list item's mark, its number, and the length of the mark.
fn item(text: &str) -> Option<(u8, u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = *text.as_bytes().get(digits)?;
    let is_mark = if digits == 0 {
        matches!(mark, b'-' | b'+' | b'*')
    } else {
        digits < 10 && matches!(mark, b'.' | b')')
    };
    let next = text.as_bytes().get(digits + 1);
    if !is_mark || next.is_some_and(|byte| !matches!(byte, b' ' | b'\t')) || is_rule(text) {
        return None;
    }
    Some((mark, numbers::leading(text).unwrap_or(0), digits + 1))
}

/// Whether a line begins a block of HTML.
fn is_html(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = rest.get(..length).unwrap_or_default();
    rest.starts_with("!--")
        || BLOCK_TAGS.split_ascii_whitespace().any(|tag| tag.eq_ignore_ascii_case(name))
}

/// Whether a line ends the paragraph before it.
fn interrupts(line: &str) -> bool {
    let (columns, text) = indent(line);
    let begins_list = |(_, number, length)| number <= 1 && !is_blank(after(text, length));
    text.is_empty()
        || columns < 4
            && (text.starts_with('>')
                || heading(text).is_some()
                || is_rule(text)
                || fence(line).is_some()
                || is_html(text)
                || item(text).is_some_and(begins_list))
}

/// `[name]: what it stands for`
fn definition(line: &str) -> Option<(&str, &str)> {
    let text = line.trim_start_matches([' ', '>']);
    let text = text.strip_prefix('[')?;
    let name = until_bracket(text)?;
    let what = after(text, name.len()).strip_prefix("]:")?.trim();
    let is_name = !name.is_empty() && !what.is_empty() && !name.bytes().any(|byte| byte == b'[');
    is_name.then_some((name, what))
}

/// The cells of a table's row.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let (mut from, mut before) = (0, 0);
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' && before != b'\\' {
            cells.push(line.get(from..at).unwrap_or_default().trim());
            from = at + 1;
        }
        before = byte;
    }
    let last = after(line, from).trim();
    if !last.is_empty() {
        cells.push(last);
    }
    cells
}

fn has_bar(line: &str) -> bool {
    line.bytes().any(|byte| byte == b'|')
}

/// Whether a line parts a table's head from its rows.
fn is_table_rule(line: &str) -> bool {
    let is = |cell: &&str| {
        let dashes = cell.trim_start_matches(':').trim_end_matches(':');
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    line.bytes().any(|byte| byte == b'-') && cells(line).iter().all(is)
}

impl<'a> Writer<'a> {
    fn define(&mut self, (name, what): (&'a str, &'a str)) {
        let list = if name.starts_with('^') { &mut self.notes } else { &mut self.definitions };
        if list.len() < MAX_DEFINITIONS {
            list.push((name, what));
        }
    }

    fn tag(&mut self, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
    }

    fn element(&mut self, name: &str, text: &str) {
        self.tag(name);
        self.out.push_str(std::mem::take(&mut self.task));
        self.inline(text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn blocks(&mut self, lines: &[&'a str], depth: usize) {
        let mut at = 0;
        while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.block(rest, depth).max(1);
        }
    }

    /// Writes the block that lines begin with, and says how many are its own.
    fn block(&mut self, lines: &[&'a str], depth: usize) -> usize {
        let Some(first) = lines.first() else { return 0 };
        let (columns, text) = indent(first);
        if text.is_empty() {
            return 1;
        }
        if columns >= 4 {
            return self.indented(lines);
        }
        if let Some((mark, length, info)) = fence(first) {
            return self.fenced(lines, columns, (mark, length), info);
        }
        if let Some((level, text)) = heading(text) {
            self.element(
                ["h1", "h2", "h3", "h4", "h5", "h6"].get(level - 1).unwrap_or(&"h6"),
                text,
            );
            return 1;
        }
        if is_rule(text) {
            self.tag("hr");
            return 1;
        }
        if text.starts_with('>') && depth < MAX_DEPTH {
            return self.quote(lines, depth);
        }
        if item(text).is_some() && depth < MAX_DEPTH {
            return self.list(lines, depth);
        }
        if is_html(text) {
            return self.html(lines, text);
        }
        if definition(first).is_some() {
            return 1;
        }
        match lines.get(1) {
            Some(rule)
                if is_table_rule(rule)
                    && cells(first).len() == cells(rule).len()
                    && has_bar(first) =>
            {
                self.table(lines)
            }
            _ => self.paragraph(lines),
        }
    }

    /// Markup goes on to a blank line; some of it to its own end.
    fn html(&mut self, lines: &[&str], text: &str) -> usize {
        let ends =
            [("<!--", "-->"), ("<pre", "</pre"), ("<script", "</script"), ("<style", "</style")];
        let end = ends.iter().find(|(begin, _)| text.starts_with(begin)).map_or("", |(_, end)| end);
        let has_end = |line: &&str| match end {
            "" => is_blank(line),
            end => line.as_bytes().windows(end.len()).any(|part| part == end.as_bytes()),
        };
        let count = lines.iter().position(has_end).map_or(lines.len(), |at| at + 1);
        for line in lines.iter().take(count) {
            self.out.push_str(line);
            self.out.push('\n');
        }
        count
    }

    fn code(&mut self, lines: &[&str], columns: usize, info: &str) {
        self.out.push_str("<pre><code class=\"language-");
        escape(info.split([' ', '{', ',']).next().unwrap_or_default(), &mut self.out);
        self.out.push_str("\">");
        for line in lines {
            escape(dedent(line, columns), &mut self.out);
            self.out.push('\n');
        }
        self.out.push_str("</code></pre>");
    }

    fn indented(&mut self, lines: &[&str]) -> usize {
        let count = lines.iter().take_while(|line| is_blank(line) || indent(line).0 >= 4).count();
        self.code(lines.get(..count).unwrap_or_default(), 4, "");
        count
    }

    fn fenced(
        &mut self,
        lines: &[&str],
        columns: usize,
        (mark, length): (u8, usize),
        info: &str,
    ) -> usize {
        let inside = lines.get(1..).unwrap_or_default();
        let closes = |line: &&str| {
            fence(line).is_some_and(|(other, count, info)| {
                other == mark && count >= length && info.is_empty()
            })
        };
        let count = inside.iter().position(closes).unwrap_or(inside.len());
        self.code(inside.get(..count).unwrap_or_default(), columns, info);
        count + 2
    }

    fn quote(&mut self, lines: &[&'a str], depth: usize) -> usize {
        let mut inside = Vec::new();
        let mut in_text = false;
        for line in lines {
            let (columns, text) = indent(line);
            match text.strip_prefix('>') {
                Some(rest) if columns < 4 => {
                    let rest = rest.strip_prefix(' ').unwrap_or(rest);
                    in_text = !interrupts(rest) || item(rest).is_some() || rest.starts_with('>');
                    inside.push(rest);
                }
                // A paragraph goes on without the mark.
                _ if in_text && !interrupts(line) => inside.push(line),
                _ => break,
            }
        }
        self.tag("blockquote");
        self.blocks(&inside, depth + 1);
        self.tag("/blockquote");
        inside.len()
    }

    fn list(&mut self, lines: &[&'a str], depth: usize) -> usize {
        let Some((kind, start, _)) = lines.first().and_then(|line| item(indent(line).1)) else {
            return 0;
        };
        let is_ordered = matches!(kind, b'.' | b')');
        if is_ordered {
            self.out.push_str("<ol start=\"");
            numbers::push(start.into(), &mut self.out);
            self.out.push_str("\">");
        } else {
            self.tag("ul");
        }
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let (columns, text) = indent(line);
            let Some((_, _, length)) = item(text).filter(|found| columns < 4 && found.0 == kind)
            else {
                break;
            };
            let rest = after(text, length);
            let (spaces, content) = indent(rest);
            let is_wide = content.is_empty() || spaces > 4;
            let inset = columns + length + if is_wide { 1 } else { spaces };
            let mut inside = vec![if is_wide { dedent(rest, 1) } else { content }];
            at += 1;
            while let Some(line) = lines.get(at) {
                let (columns, text) = indent(line);
                let was_blank = inside.last().is_some_and(|last| is_blank(last));
                if text.is_empty() || columns >= inset {
                    inside.push(dedent(line, inset));
                } else if !was_blank && !interrupts(line) && item(text).is_none() {
                    inside.push(text);
                } else {
                    break;
                }
                at += 1;
            }
            self.tag("li");
            let mark = inside.first().and_then(|first| Some((first.get(..3)?, first.get(3..)?)));
            if let (Some((mark @ ("[ ]" | "[x]" | "[X]"), rest)), Some(first)) =
                (mark, inside.first_mut())
            {
                self.task = if mark == "[ ]" { "☐ " } else { "☑ " };
                *first = rest;
            }
            self.blocks(&inside, depth + 1);
            self.tag("/li");
        }
        self.tag(if is_ordered { "/ol" } else { "/ul" });
        at
    }

    fn table(&mut self, lines: &[&'a str]) -> usize {
        let mut count = 0;
        let mut name = "th";
        self.tag("table");
        for line in lines.iter().take_while(|line| has_bar(line)) {
            count += 1;
            if count == 2 {
                name = "td";
                continue;
            }
            self.tag("tr");
            for cell in cells(line) {
                self.element(name, cell);
            }
            self.tag("/tr");
        }
        self.tag("/table");
        count
    }

    fn paragraph(&mut self, lines: &[&str]) -> usize {
        let mut text = String::new();
        let mut count = 0;
        let mut name = "p";
        for line in lines {
            let bare = line.trim_start();
            let mark = bare.bytes().next().unwrap_or_default();
            let is_underline =
                matches!(mark, b'=' | b'-') && bare.trim_end().bytes().all(|byte| byte == mark);
            if count > 0 && is_underline && indent(line).0 < 4 {
                name = if mark == b'=' { "h1" } else { "h2" };
                count += 1;
                break;
            }
            if count > 0 && interrupts(line) {
                break;
            }
            if count > 0 {
                text.push('\n');
            }
            text.push_str(bare);
            count += 1;
        }
        let text = text.trim_end();
        if text.starts_with("{%") && text.ends_with("%}") {
            self.liquid(text);
        } else {
            self.element(name, text);
        }
        count
    }

    /// `{% embed https://… %}`; the other tags of Forem have no meaning elsewhere.
    fn liquid(&mut self, text: &str) {
        let mut words = text.split_ascii_whitespace().skip(1);
        let name = words.next().unwrap_or_default();
        let what = words.next().unwrap_or_default();
        let page = match name {
            "youtube" => "https://www.youtube.com/watch?v=",
            "vimeo" => "https://vimeo.com/",
            "codepen" | "embed" | "link" if what.starts_with("http") => "",
            _ => return,
        };
        self.out.push_str("<p>[embed]");
        self.out.push_str(if what.starts_with("http") { "" } else { page });
        escape(what, &mut self.out);
        self.out.push_str("[/embed]</p>");
    }

    fn footnotes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        self.out.push_str("<hr><ol>");
        for (name, text) in notes {
            self.out.push_str("<li id=\"fn");
            escape(name, &mut self.out);
            self.out.push_str("\">");
            self.inline(text);
            self.out.push_str(" <a href=\"#fnref");
            escape(name, &mut self.out);
            self.out.push_str("\">↩</a></li>");
        }
        self.out.push_str("</ol>");
    }
}
