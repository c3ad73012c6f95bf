//! Pictures of the built widget: `target/screenshots/`, and with `--readme` the README's own.

use std::path::Path;

use anyhow::{Context, Result, bail};
use e2e::browser::{Page, Session};
use e2e::server::workspace;
use e2e::{Host, Reply, Server};

/// One picture: its file's name, the window's size and scale, the page's body, and what to wait for.
struct Picture {
    name: &'static str,
    size: (u32, u32),
    scale: f64,
    root: &'static str,
    body: &'static str,
    state: &'static str,
}

const SAMPLE: &str = r#"<article-widget src="/w/preview/articles/sample.json"></article-widget>"#;

const TOOLS: &str = r#"<article-widget src="/w/preview/articles/sample.json" theme="light" collapse="2" progress
    controls="contents share text-size theme"></article-widget>"#;

const fn picture(name: &'static str, width: u32, body: &'static str) -> Picture {
    Picture { name, size: (width, 900), scale: 1.0, root: r#"lang="en""#, body, state: "ready" }
}

const PICTURES: &[Picture] = &[
    Picture { scale: 2.0, ..picture("light", 800, SAMPLE) },
    Picture { root: r#"lang="en" style="color-scheme: dark""#, ..picture("dark", 800, SAMPLE) },
    picture(
        "sepia",
        800,
        r#"<article-widget src="/w/preview/articles/sample.json" theme="sepia"></article-widget>"#,
    ),
    Picture { scale: 2.0, ..picture("narrow", 320, SAMPLE) },
    picture("wide", 1200, SAMPLE),
    Picture {
        root: r#"lang="ar" dir="rtl""#,
        ..picture(
            "arabic",
            800,
            r#"<article-widget src="/w/preview/articles/arabic.json"></article-widget>"#,
        )
    },
    picture(
        "blocks",
        800,
        r#"<article-widget src="/w/preview/articles/blocks.json"></article-widget>"#,
    ),
    picture(
        "blocks-narrow",
        320,
        r#"<article-widget src="/w/preview/articles/blocks.json"></article-widget>"#,
    ),
    picture("tools", 800, TOOLS),
    picture("tools-narrow", 320, TOOLS),
    Picture {
        state: "error",
        ..picture("error", 800, r#"<article-widget src="/missing.json"></article-widget>"#)
    },
    Picture {
        state: "loading",
        ..picture("skeleton", 800, r#"<article-widget src="/silent.json"></article-widget>"#)
    },
];

const README: &str = r#"
    <style>
        body { margin: 0; display: grid; grid-template-columns: 1fr 1fr; block-size: 100vh; overflow: clip; }
        article-widget { min-block-size: 100vh; }
    </style>
    <article-widget src="/w/preview/articles/sample.json" theme="light"></article-widget>
    <article-widget src="/w/preview/articles/sample.json" theme="dark"></article-widget>"#;

#[tokio::main]
async fn main() -> Result<()> {
    let mut readme = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--readme" => readme = true,
            other => bail!("{other}: the only option is --readme"),
        }
    }

    let server = Server::start().await?;
    server.put("/silent.json", Reply::silent());
    let session = Session::take().await?;
    let folder = workspace().join("target/screenshots");
    for picture in PICTURES {
        let page = session.page().await?;
        let file = folder.join(picture.name).with_extension("png");
        take(&page, &server, picture, &file).await.with_context(|| picture.name)?;
        println!("{}", file.display());
    }
    if readme {
        let file = workspace().join("docs/images/preview.png");
        let page = session.page().await?;
        page.resize(1200, 900).await?;
        show(&page, &server, &Host::new(README), "ready").await?;
        page.screenshot(&file).await?;
        println!("{}", file.display());
    }
    Ok(())
}

async fn take(page: &Page, server: &Server, picture: &Picture, file: &Path) -> Result<()> {
    let (width, height) = picture.size;
    page.resize_at(width, height, picture.scale).await?;
    let host = Host::new(picture.body).root(picture.root);
    show(page, server, &host, picture.state).await?;
    page.screenshot_whole(file).await
}

/// Opens a page and waits until all its widgets are in a state and their pictures there.
async fn show(page: &Page, server: &Server, host: &Host, state: &str) -> Result<()> {
    server.put("/page.html", host.reply());
    page.goto(&server.url("/page.html")).await?;
    let arrived = format!(
        "[...document.querySelectorAll('article-widget')].every((widget) => widget.matches('[state={state}]'))"
    );
    page.until(&arrived).await?;
    page.js("for (const image of e2e.all('img')) image.loading = 'eager'").await?;
    page.until(
        "[...document.querySelectorAll('article-widget')].every((widget) =>
            e2e.all('img', widget).every((image) => image.complete))",
    )
    .await?;
    // Decoding ends after loading does.
    page.js("return Promise.allSettled(e2e.all('img').map((image) => image.decode())).then(() => document.fonts.ready).then(() => true)")
        .await
        .map(drop)
}
