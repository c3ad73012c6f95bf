//! What is drawn, before it is anywhere: the way through a tree, written as one text.
//!
//! A browser makes its nodes from it in one call, a renderer its markup, an application in Yew its `Html`. Elements are
//! made from short descriptions: a quarter of the Wasm that the `html!` macro would need for as many, and no name reaches
//! the page that is not in a description.

/// Ends each step. HTML has no way to say it, so no text needs it.
const END: char = '\0';
/// Bytes that the tags of most elements take.
const ROOM: usize = 32;

/// A piece of a tree, or several side by side; empty, it is nothing. Whoever changes how it is written changes
/// `element/draw.js` as well.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Drawing(String);

/// One step on the way through a tree.
#[derive(Debug, PartialEq)]
pub(crate) enum Step<'a> {
    /// An element begins.
    Open(&'a str),
    /// It has an attribute; these come before all that it holds.
    Attribute(&'a str, &'a str),
    /// It holds a text.
    Text(&'a str),
    /// The element that began last ends.
    Close,
}

impl Drawing {
    /// Whether there is something, and not just an empty place in the tree.
    pub(crate) fn is_there(&self) -> bool {
        !self.0.is_empty()
    }

    /// The whole as it is written, for who reads it elsewhere.
    #[cfg(all(target_arch = "wasm32", feature = "element"))]
    pub(crate) fn as_written(&self) -> &str {
        &self.0
    }

    /// The steps, one after the other.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        self.0.split_terminator(END).filter_map(|step| {
            let (kind, word) = step.split_at_checked(1)?;
            Some(match kind {
                "<" | "[" => Step::Open(word),
                ">" => Step::Close,
                "\"" => Step::Text(word),
                _ => step.split_once('=').map(|(name, value)| Step::Attribute(name, value))?,
            })
        })
    }

    fn step(&mut self, kind: &str, word: &str) {
        self.0.push_str(kind);
        for (at, piece) in word.split(END).enumerate() {
            if at > 0 {
                self.0.push('\u{fffd}');
            }
            self.0.push_str(piece);
        }
        self.0.push(END);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.0.push_str(name);
        self.step("=", value);
    }

    fn element(
        kind: &str,
        tag: &str,
        attributes: &str,
        values: &[Option<&str>],
        children: &[Drawing],
    ) -> Drawing {
        let room = children.iter().map(|child| child.0.len()).sum::<usize>() + ROOM;
        let mut drawing = Drawing(String::with_capacity(room));
        drawing.step(kind, tag);
        let names = attributes.split_ascii_whitespace();
        let has_class = names.clone().any(|name| name == "class");
        let mut next = values.iter();
        for word in names {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (word, next.next().copied().flatten()),
            };
            let Some(value) = value else { continue };
            drawing.attribute(name, value);
            if name == "part" && !has_class {
                drawing.attribute("class", value);
            }
        }
        for child in children {
            drawing.0.push_str(&child.0);
        }
        drawing.step(">", "");
        drawing
    }
}

impl FromIterator<Drawing> for Drawing {
    fn from_iter<I: IntoIterator<Item = Drawing>>(pieces: I) -> Self {
        Drawing(pieces.into_iter().map(|piece| piece.0).collect())
    }
}

/// An element whose attributes are described as `name=value name`: a name alone takes the next of
/// the values, and is left out where that is none. A part is its class as well, unless it has another.
pub(super) fn node(
    tag: &str,
    attributes: &str,
    values: &[Option<&str>],
    children: &[Drawing],
) -> Drawing {
    Drawing::element("<", tag, attributes, values, children)
}

/// The same of an element that holds nothing but elements. When it is drawn again, those of them that say the same as before
/// stay as they are.
pub(super) fn group(
    tag: &str,
    attributes: &str,
    values: &[Option<&str>],
    children: &[Drawing],
) -> Drawing {
    Drawing::element("[", tag, attributes, values, children)
}

/// Characters.
pub(super) fn text(text: &str) -> Drawing {
    let mut drawing = Drawing(String::with_capacity(text.len() + 2));
    drawing.step("\"", text);
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_read_as_it_was_made() {
        let words = [text("a = b"), text(""), node("br", "", &[], &[])];
        let drawing = group("p", "part dir=auto id lang", &[Some("x"), None, Some("de")], &words);
        let steps: Vec<_> = drawing.steps().collect();
        let attributes = [("part", "x"), ("class", "x"), ("dir", "auto"), ("lang", "de")];
        let mut expected = vec![Step::Open("p")];
        expected.extend(attributes.map(|(name, value)| Step::Attribute(name, value)));
        expected.extend([Step::Text("a = b"), Step::Text(""), Step::Open("br"), Step::Close]);
        expected.push(Step::Close);
        assert_eq!(steps, expected);
    }

    #[test]
    fn no_text_and_no_value_gets_out_of_its_step() {
        let evil = "\0<script\0src=x\0>\0";
        let meant = "\u{fffd}<script\u{fffd}src=x\u{fffd}>\u{fffd}";
        let drawing = node("a", "href", &[Some(evil)], &[text(evil)]);
        let steps: Vec<_> = drawing.steps().collect();
        let inside = [Step::Attribute("href", meant), Step::Text(meant)];
        assert_eq!(steps.get(1..3), Some(inside.as_slice()));
        assert_eq!(steps.len(), 4);
    }
}
