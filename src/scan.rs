//! Text cut at ASCII characters: the standard library's searches by pattern cost the Wasm a kilobyte.

/// What stands before and after the last place of an ASCII character.
pub(crate) fn split_last(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|found| found == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
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
}
