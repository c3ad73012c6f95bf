//! Prerendered articles: valid HTML, and the same tree as the element draws.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use article_widget::article::Article;
use article_widget::format::{ReadOptions, read};
use article_widget::render::{Options, page, render};
use e2e::{Host, Reply, Scene, scene, server::workspace};

/// The articles of the fixtures and of the preview: their paths and their JSON.
pub fn articles() -> Vec<(String, String)> {
    let root = workspace();
    let mut folders = vec![root.join("preview/articles"), root.join("examples/public/articles")];
    let fixtures =
        root.join("tests/fixtures").read_dir().unwrap().map(|entry| entry.unwrap().path());
    folders.extend(fixtures.filter(|folder| folder.is_dir()));
    let mut found = Vec::new();
    for folder in folders {
        for path in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|name| name == "json") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// An article whose JSON is at an address; some of the preview's are broken on purpose.
pub fn article(json: &str, base: &str) -> Option<Article> {
    let mut options = ReadOptions::default();
    options.base = Some(base.into());
    read(json, &options).ok().map(|reading| reading.article)
}

/// Pages of all articles, as files.
fn pages() -> Vec<PathBuf> {
    let folder = workspace().join("target/prerendered");
    fs::create_dir_all(&folder).unwrap();
    let mut options = Options::new("/w/article-widget.css").attribute("theme", "dark");
    options.script = "/w/article-widget.js".into();
    let mut files = Vec::new();
    for (name, json) in articles() {
        let base = format!("https://news.example/{name}");
        if let Some(article) = article(&json, &base) {
            let file = folder.join(name.replace('/', "-")).with_extension("html");
            fs::write(&file, page(&article, &options.clone().attribute("src", base))).unwrap();
            files.push(file);
        }
    }
    assert!(files.len() > 60, "{}", files.len());
    files
}

/// What a program says of the pages: each complaint with the file's name and no folder.
fn said(command: &mut Command) -> Vec<String> {
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    text.lines()
        .map(|line| line.rsplit_once("prerendered/").map_or(line, |(_, line)| line).to_owned())
        .collect()
}

/// What is wrong with an article is no fault of its page.
fn is_the_articles_own(complaint: &str) -> bool {
    complaint.contains("The heading “h")
        || complaint.starts_with("tests-fixtures-native-wrong-types.html")
            && complaint.contains("able")
}

#[test]
fn every_page_is_valid_html() {
    let pages = pages();
    let tools = workspace().join("xtask/npm/node_modules");
    let config = workspace().join("xtask/npm/html-validate.json");
    let mut validate = Command::new(tools.join(".bin/html-validate"));
    validate.arg("--config").arg(config).args(["--formatter", "text"]).args(&pages);
    assert_eq!(said(&mut validate), [""; 0]);
    // That it looks into the shadow root at all.
    let broken = Path::new("target/prerendered-broken.html");
    let text = fs::read_to_string(&pages[0]).unwrap();
    fs::write(workspace().join(broken), text.replace("<bdi>", "<bdi><h1></h1>")).unwrap();
    let mut validate = Command::new(tools.join(".bin/html-validate"));
    validate.arg("--config").arg(workspace().join("xtask/npm/html-validate.json"));
    let said_of_broken = said(validate.arg(workspace().join(broken)));
    assert!(said_of_broken.concat().contains("element-permitted-content"), "{said_of_broken:?}");

    if Command::new("java").arg("-version").output().is_err() {
        eprintln!("NOT RUN: the Nu validator, as there is no Java");
        return;
    }
    let mut nu = Command::new("java");
    nu.args(["-Xss8m", "-jar"]).arg(tools.join("vnu-jar/build/dist/vnu.jar"));
    let complaints = said(nu.args(["--format", "gnu"]).args(&pages));
    let complaints: Vec<_> =
        complaints.into_iter().filter(|complaint| !is_the_articles_own(complaint)).collect();
    assert_eq!(complaints, [""; 0]);
}

/// A tree as text, a line for each node. A parser makes one text of neighbours.
const TREE: &str = "
    const write = (node, depth) => {
        const start = '  '.repeat(depth);
        if (node.nodeType === 3) return start + JSON.stringify(node.data) + '\\n';
        const attributes = [...node.attributes].map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`);
        let text = start + '<' + node.localName + attributes.sort().join('') + '>\\n';
        let before;
        for (const child of node.childNodes) {
            if (child.nodeType === 3 && before?.nodeType === 3) throw new Error('texts beside each other');
            text += write(before = child, depth + 1);
        }
        return text;
    };
    const stages = [...document.querySelectorAll('article-widget')].map((host) => {
        const stage = host.shadowRoot.querySelector('.stage').cloneNode(true);
        stage.normalize();
        return [...stage.childNodes].map((node) => write(node, 0)).join('');
    });
    return stages;";

/// The drawings on a page.
async fn drawings(scene: &Scene) -> Result<Vec<String>> {
    Ok(serde_json::from_value(scene.page.js(TREE).await?)?)
}

#[test]
fn a_prerendered_article_is_the_tree_that_the_element_draws() {
    scene(async |s| {
        let mut sources = Vec::new();
        for (name, json) in articles() {
            let path = format!("/{name}");
            if let Some(article) = article(&json, &s.server.url(&path)) {
                s.server.put(&path, Reply::new("application/json", json));
                sources.push((path, article));
            }
        }
        let tags: String = sources
            .iter()
            .map(|(path, _)| format!("<article-widget src=\"{path}\"></article-widget>"))
            .collect();
        s.open(&tags).await?;
        s.page.until("document.querySelectorAll('[state=ready]').length === document.querySelectorAll('article-widget').length").await?;
        let drawn = drawings(s).await?;
        let width: u32 = s.page.get("document.querySelector('article-widget').clientWidth").await?;

        let mut options = Options::new("/w/article-widget.css");
        options.width = Some(width);
        let prerendered: String = sources
            .iter()
            .map(|(path, article)| render(article, &options.clone().attribute("src", path)))
            .collect();
        s.visit(&Host::new(prerendered).without_entry()).await?;
        let parsed = drawings(s).await?;
        assert_eq!((drawn.len(), parsed.len()), (sources.len(), sources.len()));
        // Hebrew's hyphen between names and Arabic's digits are others in each version of Unicode's data.
        let alike = |tree: &String| -> String {
            let plain = |c: char| match c {
                '\u{2011}' => '-',
                '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap(),
                c => c,
            };
            tree.chars().map(plain).collect()
        };
        let pairs = drawn.iter().map(alike).zip(parsed.iter().map(alike));
        for ((path, _), (drawn, parsed)) in sources.iter().zip(pairs) {
            let first = drawn.lines().zip(parsed.lines()).find(|(drawn, parsed)| drawn != parsed);
            assert!(drawn == parsed, "{path}: {first:?}\n{drawn}\n{parsed}");
        }
        Ok(())
    });
}

#[test]
fn before_any_script_the_article_stands_in_its_look_and_its_links_work() {
    scene(async |s| {
        let (_, json) =
            articles().into_iter().find(|(name, _)| name.ends_with("sample.json")).unwrap();
        let article = article(&json, &s.server.url("/preview/articles/sample.json")).unwrap();
        let options = Options::new("/w/article-widget.css").attribute("theme", "sepia");
        s.server.put("/page.html", Reply::page(&page(&article, &options)));
        s.page.goto(&s.server.url("/page.html")).await?;
        let headline = s.text("headline").await?;
        assert_eq!(headline, Some(article.headline.to_plain()));
        // In the theme's colour once the sheet has come, and no more in the page's.
        let color = "e2e.style(e2e.part('headline'), 'color')";
        s.page.until(&format!("{color} !== e2e.style(document.body, 'color')")).await?;
        let asked = s.server.requests("/w/article-widget.css").len();
        assert_eq!(asked, 1, "the head's preload is the one that the shadow root takes");
        let sepia: String = s.page.get(color).await?;
        s.page.js("e2e.widget().setAttribute('theme', 'dark')").await?;
        s.page.until(&format!("{color} !== '{sepia}'")).await?;
        assert_eq!(s.page.get::<String>("document.title").await?, article.headline.to_plain());
        // The fallback stands beside the shadow root, for who knows none.
        assert_eq!(
            s.page.get::<u32>("document.querySelectorAll('article-widget > p > a').length").await?,
            1
        );
        let is_hidden = "document.querySelector('article-widget > p').checkVisibility()";
        assert!(!s.page.get::<bool>(is_hidden).await?);
        Ok(())
    });
}

#[test]
fn the_entry_takes_a_rendered_page_over_and_fetches_nothing_until_something_changes() {
    scene(async |s| {
        let path = "/examples/public/articles/ferry.json";
        let (_, json) = articles().into_iter().find(|(name, _)| path.ends_with(name)).unwrap();
        let article = article(&json, &s.server.url(path)).unwrap();
        s.server.put(path, Reply::new("application/json", json));
        let mut options = Options::new("/w/article-widget.css").attribute("src", path);
        options.script = "/w/article-widget.js".into();
        s.server.put("/page.html", Reply::page(&page(&article, &options)));
        s.page.goto(&s.server.url("/page.html")).await?;
        let detail = s.detail("article-load").await?;
        assert_eq!(detail["headline"], article.headline.to_plain());
        let asked = || {
            let module = s.server.requests("/w/article-widget-app_bg.wasm").len();
            module + s.server.requests(path).len()
        };
        assert_eq!(asked(), 0);
        let before = drawings(s).await?;
        s.page.js("e2e.widget().setAttribute('theme', 'dark')").await?;
        s.page.js("e2e.widget().reload()").await?;
        s.page.until("e2e.widget().article").await?;
        s.ready().await?;
        assert_eq!(asked(), 2);
        assert_eq!(drawings(s).await?, before, "and draws the same");
        Ok(())
    });
}
