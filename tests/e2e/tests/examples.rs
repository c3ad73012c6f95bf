//! The examples: pages and applications of hosts, as their one command serves them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use e2e::server::workspace;
use e2e::{Kept, Scene, scene};

/// The server of one example; it stops when it is dropped.
pub(crate) struct Example {
    _process: Kept,
    // A server that cannot say what it does may stop.
    _told: BufReader<ChildStdout>,
    pub(crate) address: String,
}

impl Example {
    fn serve(name: &str) -> Result<Self> {
        let examples = workspace().join("examples");
        let has = |inside: &str| examples.join(name).join(inside).exists();
        if has("src") && !has("dist/index.html") {
            bail!("the example {name} is not built: cargo xtask test --only hosts");
        }
        let mut node = Command::new("node");
        node.arg(examples.join("serve.mjs")).args([name, "0"]);
        Self::start(&mut node)
    }

    /// Vite's own server, which bundles nothing.
    fn develop(name: &str) -> Result<Self> {
        let examples = workspace().join("examples");
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port().to_string();
        let mut node = Command::new("node");
        node.arg(examples.join("node_modules/vite/bin/vite.js"))
            .args(["--host", "127.0.0.1", "--strictPort", "--port", &port])
            .env("NO_COLOR", "1")
            .current_dir(examples.join(name));
        Self::start(&mut node)
    }

    /// A server says where it is as soon as it is there.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        // It has no folder to go with it.
        let mut process = Kept::start(command.stdout(Stdio::piped()), Path::new(""))?;
        let mut told = BufReader::new(process.stdout().context("no output")?);
        let mut line = String::new();
        while told.read_line(&mut line)? > 0 {
            if let Some(at) = line.find("http://") {
                let address = line.get(at..).unwrap_or_default().trim().to_owned();
                return Ok(Self { _process: process, _told: told, address });
            }
            line.clear();
        }
        bail!("{command:?} says no address")
    }
}

async fn told(s: &Scene, words: &str) -> Result<()> {
    let told = format!("document.querySelector('#told')?.textContent.includes(`{words}`)");
    s.page.until(&told).await.map(drop)
}

async fn click(s: &Scene, id: &str) -> Result<()> {
    s.page.click(&format!("document.querySelector('{id}')")).await
}

/// What every host does with the element: shows it, hears it, changes it, follows its links, removes it.
async fn embeds(s: &Scene, name: &str) -> Result<()> {
    let example = Example::serve(name)?;
    s.page.goto(&example.address).await?;
    told(s, "Night ferry returns after eleven years").await?;
    s.page
        .js("const widget = document.querySelector('article-widget');
             window.inside = (selector) => document.querySelector('article-widget').shadowRoot.querySelector(selector);
             window.root = new WeakRef(widget.shadowRoot);
             window.gone = new WeakRef(widget)")
        .await?;
    s.page.until("inside('[part=hero-image]').naturalWidth > 0").await?;
    let ground = "getComputedStyle(inside('.stage')).backgroundColor";
    let light: String = s.page.get(ground).await?;
    click(s, "#theme").await?;
    s.page.until(&format!("{ground} !== '{light}'")).await?;

    s.page.click("inside('[part=body] a')").await?;
    told(s, "/articles/bridge.html").await?;
    assert_eq!(s.page.get::<String>("location.href").await?, example.address);

    click(s, "#other").await?;
    told(s, "Harbour library opens its reading room").await?;
    click(s, "#own").await?;
    told(s, "An article of the page").await?;
    let headline = "inside('[part=headline]').textContent";
    assert_eq!(s.page.get::<String>(headline).await?, "An article of the page");

    click(s, "#remove").await?;
    s.page.until("!document.querySelector('article-widget')").await?;
    s.page.until("!root.deref()?.querySelector('[part=article]')").await?;
    if s.page.collect_garbage().await? {
        frees(s).await?;
    }
    Ok(())
}

/// Garbage goes when the browser sees fit.
async fn frees(s: &Scene) -> Result<()> {
    for _ in 0..50 {
        s.page.collect_garbage().await?;
        if s.page.get::<bool>("!gone.deref()").await? {
            return Ok(());
        }
    }
    bail!("the removed element is still in memory")
}

#[test]
fn a_plain_page() {
    scene(async |s| embeds(s, "plain").await);
}

#[test]
fn a_page_under_a_strict_policy() {
    scene(async |s| {
        embeds(s, "strict-csp").await?;
        assert_eq!(s.page.get::<String>("document.querySelector('#violations').value").await?, "0");
        // That the policy is in force at all shows in a style that it must stop.
        s.page.js("document.body.append(document.createElement('style'))").await?;
        s.page.js("document.querySelector('style').textContent = 'p { color: red }'").await?;
        s.page.until("document.querySelector('#violations').value !== '0'").await.map(drop)
    });
}

#[test]
fn an_application_in_react() {
    scene(async |s| embeds(s, "react").await);
}

#[test]
fn an_application_while_it_is_developed_with_vite() {
    scene(async |s| {
        let example = Example::develop("react")?;
        s.page.goto(&example.address).await?;
        told(s, "Night ferry returns after eleven years").await
    });
}

#[test]
fn an_application_in_vue() {
    scene(async |s| embeds(s, "vue").await);
}

#[test]
fn an_application_in_svelte() {
    scene(async |s| embeds(s, "svelte").await);
}

#[test]
fn an_application_in_yew() {
    scene(async |s| {
        let example = Example::serve("yew")?;
        s.page.goto(&example.address).await?;
        told(s, "Night ferry returns after eleven years").await?;
        s.page.until("document.querySelector('#article .hero img').naturalWidth > 0").await?;
        let ground = "getComputedStyle(document.querySelector('#article .stage')).backgroundColor";
        let light: String = s.page.get(ground).await?;
        click(s, "#theme").await?;
        s.page.until(&format!("{ground} !== '{light}'")).await?;
        click(s, "#other").await?;
        told(s, "Harbour library opens its reading room").await?;
        click(s, "#own").await?;
        let headline = "document.querySelector('#article .headline')?.textContent === 'An article of the page'";
        s.page.until(headline).await?;
        click(s, "#remove").await?;
        s.page.until("document.querySelector('#article').childElementCount === 0").await.map(drop)
    });
}

#[test]
fn a_page_that_allows_only_an_iframe() {
    scene(async |s| {
        let example = Example::serve("iframe")?;
        s.page.goto(&example.address).await?;
        s.page.until("document.querySelector('iframe').style.height").await?;
        s.page.enter_frame().await?;
        s.ready().await?;
        s.page.until("document.documentElement.scrollHeight <= innerHeight").await?;
        s.page.leave_frame().await
    });
}

#[test]
fn a_site_whose_pages_were_rendered_beforehand() {
    scene(async |s| {
        let example = Example::serve("static-site")?;
        s.page.goto(&example.address).await?;
        s.page.click("document.querySelector('a')").await?;
        s.page.until("location.pathname === '/articles/ferry.html'").await?;
        let inside = "document.querySelector('article-widget').shadowRoot.querySelector";
        s.page.until(&format!("{inside}('[part=hero-image]').naturalWidth > 0")).await?;
        s.page.until(&format!("{inside}('.stage')?.dataset.version")).await?;
        let headline: String = s.page.get(&format!("{inside}('h1').textContent")).await?;
        assert_eq!(headline, "Night ferry returns after eleven years");
        let color = format!("getComputedStyle({inside}('[part=kicker]')).color");
        s.page.until(&format!("{color} !== getComputedStyle(document.body).color")).await?;
        Ok(())
    });
}
