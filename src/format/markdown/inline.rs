//! Running text: emphasis, links, pictures, code.

use super::{Writer, after, is_blank, run, until_bracket};
use crate::article::escape;

/// How long the target of a link may be.
const MAX_TARGET: usize = 3000;
/// How far back the start of an emphasis is looked for, in pieces.
const MAX_BACK: usize = 200;

/// A piece of running text: HTML, or marks that may stand for emphasis.
#[derive(Default)]
struct Piece {
    html: String,
    mark: u8,
    count: usize,
    opens: bool,
    closes: bool,
    /// The tags that its marks turned out to be: those that end, those that begin.
    ends: String,
    begins: String,
}

/// Running text on its way to HTML.
struct Line<'a> {
    text: &'a str,
    at: usize,
    pieces: Vec<Piece>,
    /// The brackets that are open: the piece after each, where its text begins, and whether it is a picture's.
    brackets: Vec<(usize, usize, bool)>,
    /// Whether no tag, or no code of a length, ends in the rest.
    no_tag: bool,
    no_code: [bool; 8],
}

impl Writer<'_> {
    /// Writes running text.
    pub(super) fn inline(&mut self, text: &str) {
        let mut line = Line {
            text,
            at: 0,
            pieces: vec![Piece::default()],
            brackets: Vec::new(),
            no_tag: false,
            no_code: [false; 8],
        };
        while let Some(byte) = text.as_bytes().get(line.at) {
            if !line.special(*byte, self) {
                let rest = after(text, line.at);
                // What is next, and the plain text that follows it.
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let plain = rest.bytes().skip(first).take_while(|byte| !is_special(*byte)).count();
                let (run, _) = rest.split_at_checked(first + plain).unwrap_or((rest, ""));
                line.push(run);
                line.at += run.len().max(1);
            }
        }
        line.emphasise(0);
        for piece in &line.pieces {
            piece.write(&mut self.out);
        }
    }

    fn definition(&self, name: &str) -> Option<&str> {
        let is = |known: &&(&str, &str)| known.0.eq_ignore_ascii_case(name.trim());
        self.definitions.iter().find(is).map(|(_, target)| *target)
    }
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'\\' | b'`' | b'<' | b'!' | b'[' | b']' | b'*' | b'_' | b'~' | b'\n' | b'h')
}

/// Where a link leads, without its title.
fn target(text: &str) -> &str {
    let text = text.trim();
    match text.strip_prefix('<').and_then(|text| text.split_once('>')) {
        Some((target, _)) => target,
        None => text.split_ascii_whitespace().next().unwrap_or_default(),
    }
}

/// An attribute; references in its value are read as such.
fn quoted(before: &str, value: &str) -> String {
    let mut html = String::from(before);
    for c in value.chars() {
        if c == '"' { html.push_str("&quot;") } else { html.push(c) }
    }
    html.push('"');
    html
}

impl Piece {
    fn write(&self, out: &mut String) {
        out.push_str(&self.ends);
        for _ in 0..self.count {
            out.push(self.mark.into());
        }
        out.push_str(&self.begins);
        out.push_str(&self.html);
    }
}

impl Line<'_> {
    /// Adds text, in which only `<` needs care: what looks like a reference is one.
    fn push(&mut self, text: &str) {
        let Some(piece) = self.pieces.last_mut() else { return };
        for c in text.chars() {
            if c == '<' { piece.html.push_str("&lt;") } else { piece.html.push(c) }
        }
    }

    fn raw(&mut self, html: &str) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.html.push_str(html);
        }
    }

    fn link(&mut self, target: &str, text: &str) {
        self.raw(&quoted("<a href=\"", target));
        self.raw(">");
        self.push(text);
        self.raw("</a>");
    }

    /// Reads what a byte begins, if it begins something.
    fn special(&mut self, byte: u8, writer: &Writer<'_>) -> bool {
        let rest = after(self.text, self.at);
        let next = rest.as_bytes().get(1).copied().unwrap_or_default();
        let length = match byte {
            b'\\' if next.is_ascii_punctuation() => {
                // It is only a character now.
                if matches!(next, b'&' | b'[') {
                    self.raw(if next == b'&' { "&amp;" } else { "&#91;" });
                } else {
                    self.push(rest.get(1..2).unwrap_or_default());
                }
                2
            }
            b'\\' if next == b'\n' => {
                self.raw("<br>");
                2
            }
            b'\n' => {
                let is_break =
                    self.text.get(..self.at).is_some_and(|before| before.ends_with("  "));
                self.raw(if is_break { "<br>" } else { "\n" });
                1
            }
            b'`' => self.code(rest),
            b'<' => self.tag(rest),
            b'!' if next == b'[' => self.bracket(2),
            b'[' => match rest.strip_prefix("[^").and_then(until_bracket) {
                Some(name) if writer.notes.iter().any(|note| after(note.0, 1) == name) => {
                    self.raw(&quoted("<sup id=\"fnref^", name));
                    self.raw(&quoted("><a href=\"#fn^", name));
                    self.raw(">");
                    self.push(name);
                    self.raw("</a></sup>");
                    name.len() + 3
                }
                _ => self.bracket(1),
            },
            b']' => self.close(rest, writer),
            b'*' | b'_' | b'~' => self.marks(rest, byte),
            b'h' => self.address(rest),
            _ => 0,
        };
        self.at += length;
        length > 0
    }

    /// Code between as many backticks.
    fn code(&mut self, rest: &str) -> usize {
        let ticks = run(rest, b'`');
        let known = self.no_code.get(ticks.min(7)).copied().unwrap_or_default();
        let inside = after(rest, ticks);
        let mut at = 0;
        while !known && let Some(found) = after(inside, at).bytes().position(|byte| byte == b'`') {
            let from = at + found;
            let count = run(after(inside, from), b'`');
            if count == ticks {
                let code = inside.get(..from).unwrap_or_default();
                let bare = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
                let code = bare.filter(|code| !is_blank(code)).unwrap_or(code);
                self.raw("<code>");
                if let Some(piece) = self.pieces.last_mut() {
                    escape(code, &mut piece.html);
                }
                self.raw("</code>");
                return ticks + from + ticks;
            }
            at = from + count;
        }
        if let Some(no_code) = self.no_code.get_mut(ticks.min(7)) {
            *no_code = true;
        }
        self.push(rest.get(..ticks).unwrap_or_default());
        ticks
    }

    /// A tag, or an address in angle brackets.
    fn tag(&mut self, rest: &str) -> usize {
        let first = rest.as_bytes().get(1).copied().unwrap_or_default();
        if self.no_tag || !(first.is_ascii_alphabetic() || matches!(first, b'/' | b'!' | b'?')) {
            return 0;
        }
        let Some(end) = rest.bytes().position(|byte| byte == b'>') else {
            self.no_tag = true;
            return 0;
        };
        let inside = rest.get(1..end).unwrap_or_default();
        let has = |wanted: u8| inside.bytes().any(|byte| byte == wanted);
        let is_url = inside.starts_with("http:")
            || inside.starts_with("https:")
            || inside.starts_with("mailto:");
        if !has(b' ') && is_url {
            self.link(inside, inside);
        } else if !has(b' ') && !has(b'/') && has(b'@') {
            let mut address = String::from("mailto:");
            address.push_str(inside);
            self.link(&address, inside);
        } else {
            self.raw(rest.get(..=end).unwrap_or_default());
        }
        end + 1
    }

    /// An address without any brackets.
    fn address(&mut self, rest: &str) -> usize {
        let before = self.text.as_bytes().get(self.at.wrapping_sub(1));
        let is_url = rest.starts_with("https://") || rest.starts_with("http://");
        // In a link's text it is no other link.
        if !is_url || before.is_some_and(u8::is_ascii_alphanumeric) || !self.brackets.is_empty() {
            return 0;
        }
        let end =
            rest.bytes().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'|'));
        let mut url = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        url = url.trim_end_matches(['.', ',', ':', ';', '!', '?', '*', '_', '~', '"', '\'']);
        if !url.bytes().any(|byte| byte == b'(') {
            url = url.trim_end_matches(')');
        }
        self.link(url, url);
        url.len()
    }

    fn bracket(&mut self, length: usize) -> usize {
        self.brackets.push((self.pieces.len(), self.at + length, length == 2));
        self.pieces.push(Piece::default());
        self.raw(if length == 2 { "!&#91;" } else { "&#91;" });
        self.pieces.push(Piece::default());
        length
    }

    /// The end of a link or picture, if its target follows.
    fn close(&mut self, rest: &str, writer: &Writer<'_>) -> usize {
        let Some((piece, from, is_picture)) = self.brackets.pop() else { return 0 };
        let label = self.text.get(from..self.at).unwrap_or_default();
        let next = after(rest, 1);
        let inline = next.strip_prefix('(').and_then(|inside| {
            let end = closing(inside)?;
            Some((target(inside.get(..end)?), end + 3))
        });
        let named = || {
            let named = next.strip_prefix('[').and_then(until_bracket);
            let (name, length) = match named {
                Some(name) => (if name.is_empty() { label } else { name }, name.len() + 3),
                None => (label, 1),
            };
            Some((target(writer.definition(name)?), length))
        };
        let Some((href, length)) = inline.or_else(named) else { return 0 };
        if is_picture {
            self.pieces.truncate(piece);
            let mut html = quoted("<img src=\"", href);
            html.push_str(&quoted(" alt=\"", label));
            html.push('>');
            self.pieces.push(Piece { html, ..Piece::default() });
        } else {
            self.emphasise(piece);
            for inside in self.pieces.iter_mut().skip(piece) {
                (inside.opens, inside.closes) = (false, false);
            }
            if let Some(bracket) = self.pieces.get_mut(piece) {
                bracket.html = quoted("<a href=\"", href);
                bracket.html.push('>');
            }
            self.raw("</a>");
            // No link lies in another.
            self.brackets.retain(|open| open.2);
        }
        self.pieces.push(Piece::default());
        length
    }

    /// Marks of emphasis, which may open, close, or be just themselves.
    fn marks(&mut self, rest: &str, mark: u8) -> usize {
        let count = run(rest, mark);
        let before =
            self.text.get(..self.at).and_then(|text| text.chars().next_back()).unwrap_or(' ');
        let next = after(rest, count).chars().next().unwrap_or(' ');
        let is_mark = |c: char| {
            c.is_ascii_punctuation()
                || matches!(c, '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{3020}' | '«' | '»' | '¿' | '¡')
        };
        let left =
            !next.is_whitespace() && (!is_mark(next) || before.is_whitespace() || is_mark(before));
        let right =
            !before.is_whitespace() && (!is_mark(before) || next.is_whitespace() || is_mark(next));
        let (opens, closes) = match mark {
            b'_' => (left && (!right || is_mark(before)), right && (!left || is_mark(next))),
            _ => (left, right),
        };
        self.pieces.push(Piece { mark, count, opens, closes, ..Piece::default() });
        count
    }

    /// Makes elements of the marks since a piece.
    fn emphasise(&mut self, from: usize) {
        let mut at = from;
        while at < self.pieces.len() {
            let Some((before, [closer, ..])) = self.pieces.split_at_mut_checked(at) else { return };
            let is_opener = |piece: &&mut Piece| {
                let both = (piece.closes || closer.opens)
                    && (piece.count + closer.count).is_multiple_of(3);
                let thirds = piece.count.is_multiple_of(3) && closer.count.is_multiple_of(3);
                piece.count > 0
                    && piece.opens
                    && piece.mark == closer.mark
                    && (!both || thirds || closer.mark == b'~')
                    && (closer.mark != b'~' || piece.count == closer.count)
            };
            let found = if closer.closes && closer.count > 0 {
                let since = before.get_mut(from..).unwrap_or_default();
                since.iter_mut().rev().take(MAX_BACK).position(|piece| is_opener(&piece))
            } else {
                None
            };
            let Some(back) = found else {
                at += 1;
                continue;
            };
            let place = at - 1 - back;
            for piece in before.iter_mut().skip(place + 1) {
                (piece.opens, piece.closes) = (false, false);
            }
            let Some(opener) = before.get_mut(place) else { return };
            let (count, name) = match closer.mark {
                b'~' => (closer.count, "del>"),
                _ if opener.count > 1 && closer.count > 1 => (2, "strong>"),
                _ => (1, "em>"),
            };
            opener.count -= count;
            closer.count -= count;
            let mut begins = String::from("<");
            begins.push_str(name);
            begins.push_str(&opener.begins);
            opener.begins = begins;
            closer.ends.push_str("</");
            closer.ends.push_str(name);
        }
    }
}

/// Where the bracket around a link's target ends.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut quote = 0;
    let mut before = 0;
    for (at, byte) in text.bytes().take(MAX_TARGET).enumerate() {
        match byte {
            _ if before == b'\\' => {}
            _ if quote != 0 => quote = if byte == quote { 0 } else { quote },
            b'"' | b'\'' if before == b' ' => quote = byte,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            b'\n' if before == b'\n' => return None,
            _ => {}
        }
        before = byte;
    }
    None
}
