//! Markup → text and tags, cut where the HTML standard cuts them.

use super::characters::decode;

/// A piece of markup. Comments, doctypes and the like are left out.
pub(super) enum Token<'a> {
    /// Text, its character references not yet replaced.
    Text(&'a str),
    Start(&'a str, Attributes<'a>),
    End(&'a str),
}

/// The attributes of a tag as they are written; read when somebody asks.
#[derive(Clone, Copy, Default)]
pub(super) struct Attributes<'a>(pub &'a str);

impl Attributes<'_> {
    /// The value of an attribute, decoded.
    pub fn get(self, name: &str) -> Option<String> {
        let mut cursor = Cursor { source: self.0, at: 0 };
        while let Some((found, value)) = cursor.attribute() {
            if found.eq_ignore_ascii_case(name) {
                let mut out = String::new();
                decode(value, true, &mut out);
                return Some(out);
            }
        }
        None
    }

    /// The same, trimmed; none where it shows nothing.
    pub fn filled(self, name: &str) -> Option<String> {
        super::words(&self.get(name)?).map(Into::into)
    }

    /// Whether the tag ends in `/>`.
    pub fn self_closing(self) -> bool {
        self.0.as_bytes().last() == Some(&b'/')
    }
}

/// A place in the source. It only ever stops at ASCII characters, so that all slices are whole.
pub(super) struct Cursor<'a> {
    source: &'a str,
    at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

impl<'a> Cursor<'a> {
    pub fn new(source: &'a str) -> Self {
        Cursor { source, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.source.as_bytes().get(self.at + ahead).copied()
    }

    fn since(&self, start: usize) -> &'a str {
        self.source.get(start..self.at).unwrap_or_default()
    }

    fn skip_while(&mut self, class: fn(u8) -> bool) {
        while self.peek(0).is_some_and(class) {
            self.at += 1;
        }
    }

    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        self.skip_while(|byte| is_space(byte) || byte == b'/');
        let start = self.at;
        if self.peek(0)? == b'>' {
            return None;
        }
        // A name may begin with `=`, but not contain it.
        self.at += 1;
        self.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name = self.since(start);
        self.skip_while(is_space);
        if self.peek(0) != Some(b'=') {
            return Some((name, ""));
        }
        self.at += 1;
        self.skip_while(is_space);
        let quote = self.peek(0).filter(|byte| matches!(byte, b'"' | b'\''));
        self.at += usize::from(quote.is_some());
        let start = self.at;
        self.skip_while(match quote {
            Some(b'"') => |byte| byte != b'"',
            Some(_) => |byte| byte != b'\'',
            None => |byte| !is_space(byte) && byte != b'>',
        });
        let value = self.since(start);
        if quote.is_some() {
            self.peek(0)?;
            self.at += 1;
        }
        Some((name, value))
    }

    fn at_markup(&self) -> bool {
        self.peek(0) == Some(b'<')
            && match self.peek(1) {
                Some(b'/') => self.peek(2).is_some(),
                Some(byte) => byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?'),
                None => false,
            }
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let end = self.peek(1) == Some(b'/');
        self.at += 1 + usize::from(end);
        if !self.peek(0)?.is_ascii_alphabetic() {
            let comment = self.source.as_bytes().get(start..start + 4) == Some(b"<!--");
            self.at += if comment { 3 } else { 0 };
            loop {
                self.skip_while(|byte| byte != b'>');
                let inside = self.source.as_bytes().get(start + 2..self.at).unwrap_or_default();
                self.at += 1;
                if !comment
                    || inside.ends_with(b"--")
                    || inside.ends_with(b"--!")
                    || self.peek(0).is_none()
                {
                    return None;
                }
            }
        }
        let name = self.at;
        self.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>'));
        let name = self.since(name);
        let attributes = self.at;
        while self.attribute().is_some() {}
        let attributes = Attributes(self.since(attributes));
        // A tag that the source's end cuts off is none.
        self.peek(0)?;
        self.at += 1;
        Some(if end { Token::End(name) } else { Token::Start(name, attributes) })
    }

    /// Leaves out everything up to an element's end tag.
    pub fn skip_raw(&mut self, name: &str) {
        loop {
            self.skip_while(|byte| byte != b'<');
            let after = self.at + 2 + name.len();
            let found = self.source.as_bytes().get(self.at + 2..after);
            match self.peek(1) {
                None => return self.at = self.source.len(),
                Some(b'/')
                    if found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                        && self
                            .peek(2 + name.len())
                            .is_some_and(|byte| is_space(byte) || matches!(byte, b'/' | b'>')) =>
                {
                    return;
                }
                Some(_) => self.at += 1,
            }
        }
    }
}

impl<'a> Iterator for Cursor<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.at;
            self.peek(0)?;
            while self.peek(0).is_some() && !self.at_markup() {
                self.at += 1;
            }
            if self.at > start {
                return Some(Token::Text(self.since(start)));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(source: &str) -> String {
        let mut out = String::new();
        let mut cursor = Cursor::new(source);
        while let Some(token) = cursor.next() {
            out += &match token {
                Token::Text(text) => format!("{text:?} "),
                Token::Start(name, attributes) => format!("<{name}{}> ", attributes.0),
                Token::End(name) => format!("</{name}> "),
            };
            if let Token::Start("script", _) = token {
                cursor.skip_raw("script");
            }
        }
        out
    }

    #[test]
    fn markup_is_cut_as_browsers_cut_it() {
        for (source, expected) in [
            ("a<b>c</b >d", r#""a" <b> "c" </b> "d" "#),
            ("1 < 2 <3 </ <", r#""1 < 2 <3 " "#),
            ("a </", r#""a </" "#),
            ("a<", r#""a<" "#),
            (
                "<!doctype html>a<!-- x > y -->b<!-->c<!--->d<!----!>e<?php x?>f</>g</3>h<![CDATA[x]]>i",
                { r#""a" "b" "c" "d" "e" "f" "g" "h" "i" "# },
            ),
            ("a<!-- b", r#""a" "#),
            ("a<b c", r#""a" "#),
            ("a<b c='>", r#""a" "#),
            ("<a b='>' c=\">\" d=x>y", r#"<a b='>' c=">" d=x> "y" "#),
            ("<script>a</b></scriptx></SCRIPT x>b", r#"<script> </SCRIPT> "b" "#),
            ("<script>a</script", "<script> "),
            ("<é>ü<ä", r#""<é>ü<ä" "#),
        ] {
            assert_eq!(tokens(source), expected, "{source}");
        }
    }

    #[test]
    fn attributes_are_read_in_every_writing() {
        let attributes =
            Attributes(r#" A=1 b = '2 3'c="4&amp;" d e= f=g/h "i=j =k=l é=ü / a=9 m="#);
        for (name, value) in [
            ("a", Some("1")),
            ("b", Some("2 3")),
            ("C", Some("4&")),
            ("d", Some("")),
            ("e", Some("f=g/h")),
            ("\"i", Some("j")),
            ("=k", Some("l")),
            ("é", Some("ü")),
            ("m", Some("")),
            ("n", None),
        ] {
            assert_eq!(attributes.get(name).as_deref(), value, "{name}");
        }
        assert_eq!(Attributes(" a=' b\n' c=' '").filled("a").as_deref(), Some("b"));
        assert_eq!(Attributes(" a=' b\n' c=' '").filled("c"), None);
    }
}
