//! Pictures of every article in every look, column and direction: `target/pictures/ENGINE/`. `--only TEXT` takes the
//! articles whose name contains it; `--readme` makes the README's own instead.

use std::path::Path;

use anyhow::{Context, Result, bail};
use e2e::browser::{Engine, Page, Session};
use e2e::gallery::{Exhibit, Look, exhibits, settle};
use e2e::server::workspace;
use e2e::{Host, Server};

const WIDTHS: [u32; 3] = [320, 768, 1200];

const COLUMNS: &str = "body { margin: 0; display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; block-size: 100vh; overflow: clip }
    article-widget { min-block-size: 100vh }";

/// Gives the column a width, and the article a direction.
const TURN: &str = "
    const [width, isMirrored] = arguments, article = e2e.part('article');
    document.body.style.inlineSize = `${width}px`;
    if (article) article.dir = (own === 'rtl') === isMirrored ? 'ltr' : 'rtl'";

/// The README's pictures: their name, and what stands side by side.
const README: [(&str, &str); 2] = [
    (
        "preview",
        r#"<article-widget src="/w/preview/articles/sample.json" theme="light"></article-widget>
           <article-widget src="/w/preview/articles/sample.json" theme="dark"></article-widget>"#,
    ),
    (
        "scripts",
        r#"<article-widget src="/gallery/languages/ar.json" theme="sepia"></article-widget>
           <article-widget src="/gallery/languages/hi.json" theme="light"></article-widget>
           <article-widget src="/gallery/languages/ja.json" theme="dark"></article-widget>"#,
    ),
];

#[tokio::main]
async fn main() -> Result<()> {
    let mut only = String::new();
    let mut readme = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => only = arguments.next().context("--only takes a part of a name")?,
            "--readme" => readme = true,
            other => bail!("{other}: the options are --only TEXT and --readme"),
        }
    }
    let server = Server::start().await?;
    let exhibits = exhibits()?;
    exhibits.iter().for_each(|exhibit| exhibit.serve(&server));
    let session = Session::take().await?;
    let page = session.page().await?;
    if readme {
        return take_readme(&page, &server).await;
    }
    let engine = format!("{:?}", Engine::chosen()?).to_lowercase();
    let folder = workspace().join("target/pictures").join(engine);
    for exhibit in exhibits.iter().filter(|exhibit| exhibit.name.contains(&only)) {
        take(&page, &server, exhibit, &folder).await.context(exhibit.name.clone())?;
    }
    Ok(())
}

/// One article in every look, column and direction.
async fn take(page: &Page, server: &Server, exhibit: &Exhibit, folder: &Path) -> Result<()> {
    open(page, server, &exhibit.tag("")).await?;
    page.js("window.own = e2e.part('article')?.dir").await?;
    for look in Look::each() {
        look.wear(page).await?;
        for width in WIDTHS {
            for side in ["", "-mirrored"] {
                page.js_with(TURN, vec![width.into(), (!side.is_empty()).into()]).await?;
                settle(page).await?;
                let height: u32 =
                    page.get("Math.ceil(document.body.getBoundingClientRect().height)").await?;
                page.resize(WIDTHS[2], height).await?;
                let file = folder.join(format!("{}/{look}-{width}{side}.png", exhibit.name));
                page.screenshot_of("document.body", &file).await?;
                println!("{}", file.display());
            }
        }
    }
    Ok(())
}

async fn take_readme(page: &Page, server: &Server) -> Result<()> {
    page.resize(1200, 900).await?;
    for (name, widgets) in README {
        open(page, server, &format!("<style>{COLUMNS}</style>{widgets}")).await?;
        settle(page).await?;
        let file = workspace().join(format!("docs/images/{name}.png"));
        page.screenshot(&file).await?;
        println!("{}", file.display());
    }
    Ok(())
}

/// Opens a page and waits until each of its widgets has something to show.
async fn open(page: &Page, server: &Server, body: &str) -> Result<()> {
    server.put("/page.html", Host::new(body).head("<style>body { margin: 0 }</style>").reply());
    page.goto(&server.url("/page.html")).await?;
    page.until("[...document.querySelectorAll('article-widget')].every((widget) => /ready|error/.test(widget.state) && (widget.getAttribute('controls') === null || widget.state === 'error' || e2e.part('tools', widget)))")
        .await
        .map(drop)
}
