//! Which URLs may reach the page, and what they are relative to.

use crate::platform::parse_url;

/// Resolves an article's URLs against the address that its JSON came from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Urls {
    base: Option<String>,
}

/// Stands in where no base is known, to tell whether a URL is relative. `.invalid` is reserved, so
/// no real host is mistaken for it.
const NOWHERE: &str = "https://nowhere.invalid/";

impl Urls {
    pub(crate) fn new(base: Option<&str>) -> Self {
        Urls { base: base.map(Into::into) }
    }

    /// What the others are relative to.
    pub(crate) fn base(&self) -> &str {
        self.base.as_deref().unwrap_or_default()
    }

    /// A link: `http`, `https`, `mailto`, `tel`, relative, or a place in the article.
    pub(crate) fn link(&self, url: &str) -> Option<String> {
        let url = url.trim();
        match url.as_bytes() {
            [b'#', _, ..] => Some(url.into()),
            _ => self.resolve(url, &["https:", "http:", "mailto:", "tel:"]),
        }
    }

    /// A picture, film or recording: `http`, `https` or relative.
    pub(crate) fn resource(&self, url: &str) -> Option<String> {
        self.resolve(url.trim(), &["https:", "http:"])
    }

    /// The candidates of a `srcset` that are fit to be loaded.
    pub(crate) fn srcset(&self, srcset: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = srcset;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
            let (url, after) = split_at_char(rest, |c| c.is_ascii_whitespace());
            if url.is_empty() {
                break;
            }
            let bare = url.trim_end_matches(',');
            let (descriptor, after) = if bare.len() == url.len() {
                split_at_char(after, |c| c == ',')
            } else {
                ("", after)
            };
            let descriptor = descriptor.trim();
            let valid = descriptor.trim_end_matches(['w', 'x']);
            let valid = descriptor.len() <= valid.len() + 1
                && valid.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                && (descriptor.is_empty() || valid.len() < descriptor.len() && !valid.is_empty());
            // A comma at its end would be read as the end of the candidate.
            let url = self.resource(bare).filter(|url| valid && !url.as_bytes().ends_with(b","));
            if let Some(url) = url {
                if !out.is_empty() {
                    out.push_str(", ");
                }
                out.push_str(&url);
                if !descriptor.is_empty() {
                    out.push(' ');
                    out.push_str(descriptor);
                }
            }
            rest = after;
        }
        if out.is_empty() { None } else { Some(out) }
    }

    fn resolve(&self, url: &str, schemes: &[&str]) -> Option<String> {
        if url.is_empty() {
            return None;
        }
        let base = self.base.as_deref().unwrap_or(NOWHERE);
        let resolved = parse_url(url, Some(base)).or_else(|| parse_url(url, None))?;
        let scheme = resolved.split_inclusive(':').next().unwrap_or_default();
        if !schemes.contains(&scheme) {
            return None;
        }
        // Without a base a relative URL stays as it is; whoever shows it resolves it.
        if self.base.is_none() && resolved.as_bytes().starts_with(NOWHERE.as_bytes()) {
            Some(url.into())
        } else {
            Some(resolved)
        }
    }
}

fn split_at_char(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    let at = text.char_indices().find(|(_, c)| ends(*c)).map_or(text.len(), |(at, _)| at);
    text.split_at_checked(at).unwrap_or((text, ""))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    fn urls() -> Urls {
        Urls::new(Some("https://news.example/api/articles/42.json"))
    }

    #[test]
    fn relative_urls_resolve_against_the_json() {
        assert_eq!(
            urls().resource("hero.jpg").unwrap(),
            "https://news.example/api/articles/hero.jpg"
        );
        assert_eq!(
            urls().resource("//cdn.example/a b.jpg").unwrap(),
            "https://cdn.example/a%20b.jpg"
        );
        assert_eq!(urls().link("/about").unwrap(), "https://news.example/about");
        assert_eq!(urls().link("#fn1").unwrap(), "#fn1");
    }

    #[test]
    fn without_a_base_they_stay() {
        assert_eq!(Urls::default().resource("img/hero.jpg").unwrap(), "img/hero.jpg");
        assert_eq!(Urls::default().resource("https://a.example/x").unwrap(), "https://a.example/x");
        assert_eq!(Urls::default().link("javascript:alert(1)"), None);
    }

    #[test]
    fn only_listed_schemes_pass() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a.example/1",
            "ftp://a.example/",
            "",
            " ",
        ] {
            assert_eq!(urls().link(bad), None, "{bad}");
            assert_eq!(urls().resource(bad), None, "{bad}");
        }
        assert_eq!(urls().link("mailto:desk@news.example").unwrap(), "mailto:desk@news.example");
        assert_eq!(urls().resource("mailto:desk@news.example"), None);
        assert_eq!(urls().link("tel:+4122").unwrap(), "tel:+4122");
    }

    #[test]
    fn srcset_keeps_the_candidates_that_are_fit() {
        assert_eq!(
            urls().srcset("a.jpg 640w, b.jpg 1280w").unwrap(),
            "https://news.example/api/articles/a.jpg 640w, https://news.example/api/articles/b.jpg 1280w"
        );
        assert_eq!(
            urls()
                .srcset("https://x.example/w_640,h_2/a.jpg 1.5x,javascript:alert(1) 2x , c.jpg")
                .unwrap(),
            "https://x.example/w_640,h_2/a.jpg 1.5x, https://news.example/api/articles/c.jpg"
        );
        assert_eq!(urls().srcset("a.jpg, b.jpg 2x").unwrap().matches("https:").count(), 2);
        assert_eq!(urls().srcset("a.jpg onerror=1, b.jpg x"), None);
        assert_eq!(urls().srcset(" , "), None);
    }
}
