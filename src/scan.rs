//! Text cut at ASCII characters: the standard library's searches by pattern cost the Wasm a kilobyte.

/// What stands before and after the last place of an ASCII character.
pub(crate) fn split_last(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|found| found == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The characters of a text one by one, each with itself as text; but where ASCII of a class stands side by side, the first of
/// it with all of it.
pub(crate) fn pieces(
    text: &str,
    class: impl Fn(&u8) -> bool,
) -> impl Iterator<Item = (char, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = rest.bytes().take_while(&class).count().max(first.len_utf8());
        let (piece, after) = rest.split_at_checked(length)?;
        rest = after;
        Some((first, piece))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_counts() {
        assert_eq!(split_last("a[b[ü]", b'['), Some(("a[b", "ü]")));
        assert_eq!(split_last("ü#", b'#'), Some(("ü", "")));
        assert_eq!(split_last("ü", b'#'), None);
    }

    #[test]
    fn pieces_are_runs_of_a_class_and_single_characters() {
        let found: Vec<_> = pieces("ab ücd\u{301}!", u8::is_ascii_alphanumeric).collect();
        let expected =
            [('a', "ab"), (' ', " "), ('ü', "ü"), ('c', "cd"), ('\u{301}', "\u{301}"), ('!', "!")];
        assert_eq!(found, expected);
    }
}
