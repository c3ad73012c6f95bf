//! Everything there is to look at: the articles of all fixtures, and the looks that they may have.

use std::fmt::{Display, Formatter};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use crate::browser::Page;
use crate::server::{Reply, Server, workspace};

/// A ready style sheet, or none; a theme; and whether the page around it is dark.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The sheet's name; none for the widget's own look.
    pub style: Option<&'static str>,
    /// The theme.
    pub theme: &'static str,
    /// Whether the page is dark.
    pub is_dark: bool,
}

impl Look {
    const STYLES: [Option<&str>; 5] =
        [None, Some("broadsheet"), Some("magazine"), Some("documentation"), Some("high-contrast")];
    const THEMES: [&str; 5] = ["light", "dark", "sepia", "auto", "auto-dark"];

    /// The widget's own look in a theme; `auto-dark` is `auto` on a dark page.
    pub fn plain(theme: &'static str) -> Self {
        let is_dark = theme == "auto-dark";
        Self { style: None, theme: if is_dark { "auto" } else { theme }, is_dark }
    }

    /// Every style in every theme.
    pub fn all() -> Vec<Self> {
        let of = |style| Self::THEMES.map(|theme| Self { style, ..Self::plain(theme) });
        Self::STYLES.into_iter().flat_map(of).collect()
    }

    /// Every theme, and every style in one.
    pub fn each() -> Vec<Self> {
        let is_one = |look: &Self| match look.style {
            Some(_) => look.theme == "light",
            None => look.theme != "auto" || look.is_dark,
        };
        Self::all().into_iter().filter(is_one).collect()
    }

    /// Puts the page and all widgets of it into this look.
    pub async fn wear(&self, page: &Page) -> Result<()> {
        page.js_with(WEAR, vec![self.style.into(), self.theme.into(), self.is_dark.into()])
            .await
            .map(drop)
    }
}

impl Display for Look {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let ground = if self.is_dark { "-dark" } else { "" };
        write!(f, "{}-{}{ground}", self.style.unwrap_or("plain"), self.theme)
    }
}

const WEAR: &str = "
    const [style, theme, isDark] = arguments;
    // A ground of its own, as the browser's dark one is unknown to axe.
    const ground = isDark ? 'dark; background: #121212; color: #eee' : 'light; background: #fff';
    document.documentElement.style.cssText = `color-scheme: ${ground}`;
    for (const widget of document.querySelectorAll('article-widget')) widget.setAttribute('theme', theme);
    document.querySelector('#style')?.remove();
    if (!style) return true;
    return new Promise((settle) => {
        const link = { id: 'style', rel: 'stylesheet', href: `/w/themes/${style}.css`, onload: settle };
        document.head.append(Object.assign(document.createElement('link'), link));
    }).then(() => true)";

/// Waits until nothing on the page moves any more: pictures have arrived, or not, and fonts.
pub async fn settle(page: &Page) -> Result<()> {
    page.js(
        "const images = [...document.querySelectorAll('article-widget')].flatMap((widget) => e2e.all('img', widget));
         for (const image of images) image.loading = 'eager';
         for (const animation of document.getAnimations()) try { animation.finish() } catch { animation.cancel() }
         // Decoding ends after loading does.
         return Promise.allSettled(images.map((image) => image.decode())).then(() => document.fonts.ready).then(() => true)",
    )
    .await
    .map(drop)
}

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

/// Of how many articles a page can be looked at, each laid out as if it were the only one.
pub const A_PAGE: usize = 10;

/// Opens a panel of each widget that has tools; one of them has something to say besides.
pub const OPEN_PANELS: &str = "
    for (const [id, name] of [['#themes', 'Theme'], ['#contents', 'Contents'], ['#contents', 'Copy link']])
        e2e.parts('tool', id).find((tool) => tool.ariaLabel === name).click()";

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
