//! Everything there is to look at: the articles of all fixtures, and the looks that they may have.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use crate::server::{Reply, Server, workspace};

/// The ready style sheets; none is the widget's own look.
pub const STYLES: [Option<&str>; 5] =
    [None, Some("broadsheet"), Some("magazine"), Some("documentation"), Some("high-contrast")];

/// The themes, and on which ground `auto` finds itself.
pub const THEMES: [(&str, &str); 5] = [
    ("light", "light"),
    ("dark", "light"),
    ("sepia", "light"),
    ("auto", "light"),
    ("auto", "dark"),
];

/// A widget in every state: loading, without an article, with panels of four errors, shortened, and with all of
/// the reader's tools.
pub const STATES: &str = r#"
    <article-widget data-state="loading" src="/states/silent.json"></article-widget>
    <article-widget data-state="idle"></article-widget>
    <article-widget data-state="error" src="/states/missing.json"></article-widget>
    <article-widget data-state="error" src="/states/cut.json"></article-widget>
    <article-widget data-state="error" src="/w/preview/articles/empty.json"></article-widget>
    <article-widget data-state="error" src="/w/preview/articles/broken.json" labels-lang="ar"></article-widget>
    <article-widget src="/states/shortened.json"></article-widget>
    <article-widget src="/w/preview/articles/blocks.json"></article-widget>
    <article-widget id="themes" src="/w/preview/articles/sample.json" collapse="3" progress cache refresh="60"
        controls="contents listen share text-size theme"></article-widget>
    <article-widget id="contents" src="/w/preview/articles/blocks.json" progress
        controls="contents listen share text-size theme"></article-widget>"#;

/// Whether each widget of the page has come to the state that it is meant to show.
pub const ARE_THERE: &str = "[...document.querySelectorAll('article-widget')].every((widget) => widget.state === (widget.dataset.state ?? 'ready'))";

/// Of how many articles a page can be looked at.
pub const A_PAGE: usize = 12;

/// Answers what the states ask for.
pub fn serve_states(server: &Server) {
    server.put("/states/silent.json", Reply::silent());
    server.put("/states/cut.json", Reply::json(&json!({})).cut_after(1));
    let shortened = json!({
        "headline": "The beginning of a story", "language": "en", "truncated": true,
        "url": "https://news.example/whole", "body": "<p>Only this much is free.</p>"
    });
    server.json("/states/shortened.json", &shortened);
}

/// One article: its name and its JSON.
#[derive(Clone, Debug)]
pub struct Exhibit {
    /// Folder and name, as in `ghost/story`.
    pub name: String,
    text: String,
}

impl Exhibit {
    /// Where the server has it.
    pub fn path(&self) -> String {
        format!("/gallery/{}.json", self.name)
    }

    /// A widget that shows it.
    pub fn tag(&self, attributes: &str) -> String {
        format!(r#"<article-widget src="{}" {attributes}></article-widget>"#, self.path())
    }

    /// Answers its path with it.
    pub fn serve(&self, server: &Server) {
        server.put(&self.path(), Reply::new("application/json", self.text.clone()));
    }
}

/// The article of every fixture, in the order of their names.
pub fn exhibits() -> Result<Vec<Exhibit>> {
    let tests = workspace().join("tests");
    let mut found = Vec::new();
    let formats = std::fs::read_dir(tests.join("fixtures"))?;
    let mut folders = formats.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    folders.push(tests.join("languages"));
    for folder in folders {
        for entry in std::fs::read_dir(&folder)? {
            found.push(exhibit(&entry?.path())?);
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

fn exhibit(path: &Path) -> Result<Exhibit> {
    let part = |part: Option<&std::ffi::OsStr>| part.and_then(|it| it.to_str()).map(str::to_owned);
    let folder = part(path.parent().and_then(Path::file_name));
    let name = part(path.file_stem()).context("a fixture without a name")?;
    let name = format!("{}/{name}", folder.unwrap_or_default());
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    // What is a body only gets a head.
    let text = match path.extension().and_then(|it| it.to_str()) {
        Some("html") => json!({ "headline": name, "language": "en", "body": text }).to_string(),
        Some("md") => {
            json!({ "type_of": "article", "title": name, "body_markdown": text }).to_string()
        }
        _ => text,
    };
    Ok(Exhibit { name, text })
}
