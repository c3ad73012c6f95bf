//! Running text from a stream of characters and their marks.

use std::mem::take;

use super::characters::is_blank;
use crate::article::{Inline, Mark, Text};
use crate::scan::pieces;

/// Builds a [`Text`] from runs of characters, each with the marks that hold for it, outermost first.
///
/// White space collapses as in CSS. What shows nothing at either end of a line is left out, and so
/// are marks around it.
#[derive(Default)]
pub(crate) struct TextBuilder {
    content: Vec<Inline>,
    /// Held back until something visible follows.
    pending: Pending,
    /// Blank characters at a line's start, held back as well.
    blanks: String,
    /// Whether the line shows something.
    line: bool,
    /// Whether a space ends what was written.
    space: bool,
}

#[derive(Default)]
struct Pending {
    line_break: bool,
    anchors: Vec<Inline>,
}

impl TextBuilder {
    /// Appends characters.
    pub fn text(&mut self, text: &str, marks: &[&Mark]) {
        let mut run = String::with_capacity(text.len());
        let mut visible = false;
        for (c, piece) in pieces(text, u8::is_ascii_graphic) {
            match c {
                '\0' | '\u{feff}' => {}
                ' ' | '\t' | '\n' | '\r' | '\x0c' => {
                    if self.line && !self.space {
                        run.push(' ');
                        self.space = true;
                    }
                }
                c if is_blank(c) && !self.line => self.blanks.push(c),
                c => {
                    run.push_str(&self.blanks);
                    run.push_str(piece);
                    self.blanks.clear();
                    self.line = true;
                    self.space = false;
                    visible |= !is_blank(c);
                }
            }
        }
        if !run.is_empty() {
            place(&mut self.content, marks, run, visible, &mut self.pending);
        }
    }

    /// Ends the line; several ends in a row count once.
    pub fn line_break(&mut self) {
        if self.line {
            self.end_line();
            self.pending.line_break = true;
        }
        self.blanks.clear();
    }

    /// Notes that a link can lead here.
    pub fn anchor(&mut self, id: String) {
        self.pending.anchors.push(Inline::Anchor(id));
    }

    /// Whether nothing is to be seen since the last break.
    pub fn at_line_start(&self) -> bool {
        !self.line
    }

    /// The text so far, which may be empty; anchors without text wait for the next one.
    pub fn take(&mut self) -> Text {
        self.end_line();
        self.blanks.clear();
        self.pending.line_break = false;
        let mut content = take(&mut self.content);
        if !content.is_empty() {
            content.append(&mut self.pending.anchors);
        }
        Text(content)
    }

    fn end_line(&mut self) {
        if self.space {
            trim_end(&mut self.content);
        }
        self.line = false;
        self.space = false;
    }
}

/// Puts a run where its marks are already open, or opens them.
fn place(
    level: &mut Vec<Inline>,
    marks: &[&Mark],
    run: String,
    visible: bool,
    pending: &mut Pending,
) {
    if let Some((mark, inner)) = marks.split_first()
        && let Some(Inline::Marked(last, content)) = level.last_mut()
        && last == *mark
    {
        return place(content, inner, run, visible, pending);
    }
    if take(&mut pending.line_break) {
        level.push(Inline::Break);
    }
    // A space may yet turn out to end the line, and then the anchor belongs to the next one.
    if visible {
        level.append(&mut pending.anchors);
    }
    if let Some(Inline::Text(last)) = level.last_mut()
        && (marks.is_empty() || !visible)
    {
        return last.push_str(&run);
    }
    let mut inline = Inline::Text(run);
    if visible {
        for mark in marks.iter().rev() {
            inline = Inline::Marked((*mark).clone(), vec![inline]);
        }
    }
    level.push(inline);
}

fn trim_end(level: &mut Vec<Inline>) {
    let empty = match level.last_mut() {
        Some(Inline::Text(text)) => {
            text.pop();
            text.is_empty()
        }
        Some(Inline::Marked(_, content)) => {
            trim_end(content);
            content.is_empty()
        }
        _ => false,
    };
    if empty {
        level.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Style;

    fn style(tag: &str) -> Mark {
        Mark::Style(Style::from_tag(tag).unwrap())
    }

    #[test]
    fn equal_marks_merge_by_their_common_beginning() {
        let (b, i) = (style("b"), style("i"));
        let mut builder = TextBuilder::default();
        builder.text("one", &[]);
        builder.text(" ", &[&b]);
        builder.text("two", &[&b]);
        builder.text(" three", &[&b, &i]);
        builder.text(" four ", &[&b]);
        builder.text("five ", &[]);
        assert_eq!(builder.take().to_html(), "one <b>two<i> three</i> four </b>five");
        assert!(builder.take().is_empty());
    }

    #[test]
    fn breaks_stand_only_between_visible_characters() {
        let b = style("b");
        let mut builder = TextBuilder::default();
        builder.line_break();
        builder.text(" \u{a0} ", &[&b]);
        builder.line_break();
        builder.text("one ", &[&b]);
        builder.line_break();
        builder.text("\u{a0}", &[&b]);
        builder.line_break();
        builder.text(" two", &[&b]);
        builder.line_break();
        builder.text("\u{a0}three", &[]);
        builder.line_break();
        builder.text("\u{200b}", &[]);
        assert_eq!(builder.take().to_html(), "<b>one<br>two</b><br>\u{a0}three");
    }

    #[test]
    fn anchors_wait_for_text() {
        let b = style("b");
        let mut builder = TextBuilder::default();
        builder.anchor("1".into());
        builder.text(" ", &[]);
        assert!(builder.take().is_empty());
        builder.text("a", &[&b]);
        builder.line_break();
        builder.anchor("2".into());
        builder.text("b", &[&b]);
        builder.anchor("3".into());
        let id = |id: &str| format!("<span id=\"{id}\"></span>");
        assert_eq!(
            builder.take().to_html(),
            format!("{}<b>a<br>{}b</b>{}", id("1"), id("2"), id("3"))
        );
    }
}
