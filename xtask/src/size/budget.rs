//! The recorded sizes: a line for each, bytes and then the name.

use crate::failure::{Failure, Result};

/// Growth up to this is noise between compilers.
const SLACK: u64 = 512;

pub fn parse(text: &str) -> Result<Vec<(String, u64)>> {
    text.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (bytes, name) = line.trim().split_once(' ').unwrap_or((line, ""));
            match bytes.parse() {
                Ok(bytes) if !name.is_empty() => Ok((name.trim().to_owned(), bytes)),
                _ => Err(Failure::new(format!("The recorded sizes have a line `{line}`."))
                    .help("cargo xtask size --accept")),
            }
        })
        .collect()
}

pub fn print(sizes: &[(String, u64)]) -> String {
    let mut text = String::from("# Bytes after brotli; `cargo xtask size --accept` writes this.\n");
    for (name, bytes) in sizes {
        text += &format!("{bytes:>7} {name}\n");
    }
    text
}

/// A sentence for each figure that is larger than recorded by more than the slack, and for each
/// that is not recorded at all.
pub fn grown(recorded: &[(String, u64)], now: &[(String, u64)]) -> Vec<String> {
    let before = |name: &str| recorded.iter().find(|(known, _)| known == name);
    now.iter()
        .filter_map(|(name, bytes)| match before(name) {
            None => Some(format!("{name}: {bytes} bytes, not recorded before")),
            Some((_, before)) if *bytes > before + SLACK => {
                Some(format!("{name}: {before} → {bytes} bytes, +{}", bytes - before))
            }
            Some(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes<const N: usize>(sizes: [(&str, u64); N]) -> Vec<(String, u64)> {
        sizes.map(|(name, bytes)| (name.to_owned(), bytes)).into()
    }

    #[test]
    fn what_is_printed_is_read_again() {
        let sizes = sizes([("article-widget.js", 2900), ("first article", 58_000)]);
        assert_eq!(parse(&print(&sizes)).unwrap(), sizes);
    }

    #[test]
    fn a_line_that_makes_no_sense_is_refused() {
        assert!(parse("many article-widget.js").is_err());
        assert!(parse("2900").is_err());
    }

    #[test]
    fn only_growth_beyond_the_slack_counts() {
        let recorded = sizes([("a.js", 1000), ("b.css", 1000), ("gone.js", 1)]);
        assert_eq!(grown(&recorded, &sizes([("a.js", 1512), ("b.css", 10)])), [""; 0]);
        assert_eq!(grown(&recorded, &sizes([("a.js", 1513)])).len(), 1);
        assert_eq!(grown(&recorded, &sizes([("c.js", 1)])).len(), 1);
    }
}
