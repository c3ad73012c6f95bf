//! The examples: pages and applications of hosts, as their one command serves them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use e2e::server::workspace;
use e2e::{Kept, Scene, scene};
use serde_json::{Value, json};

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
fn a_page_that_react_rendered_on_a_server_and_hydrates() {
    scene(async |s| {
        let page = workspace().join("examples/react-server/dist/index.html");
        assert!(std::fs::read_to_string(page)?.contains("<article-widget src="));
        embeds(s, "react-server").await?;
        assert_eq!(s.page.get::<String>("document.querySelector('#complaints').value").await?, "0");
        Ok(())
    });
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

/// How many clicks the application has heard: around the element, closer around it, at it, and at a button of its own in there.
async fn heard(s: &Scene, expected: &str) -> Result<()> {
    // Whoever would hear it twice has done so by the time that the application draws again.
    let drawn = "Number(document.querySelector('#again').textContent.split(': ')[1])";
    let before: u32 = s.page.get(drawn).await?;
    click(s, "#again").await?;
    s.page.until(&format!("{drawn} === {}", before + 1)).await?;
    let heard: String = s.page.get("document.querySelector('#heard').textContent").await?;
    assert_eq!(heard, expected);
    Ok(())
}

#[test]
fn the_element_within_an_application_in_yew() {
    scene(async |s| {
        let (example, other) = (Example::serve("yew")?, Example::serve("yew")?);
        s.page.goto(&format!("{}?element", example.address)).await?;
        s.page.until("document.querySelector('article-widget')?.state === 'ready'").await?;
        s.page
            .js("const widget = document.querySelector('article-widget');
                 window.inside = (selector, which = 'article-widget') => document.querySelector(which).shadowRoot.querySelector(selector);
                 window.links = [];
                 addEventListener('article-link', (event) => { event.preventDefault(); links.push(event.target.localName) });
                 addEventListener('error', (event) => links.push(event.message));
                 window.headline = inside('[part=headline]');
                 widget.setAttribute('controls', 'text-size')")
            .await?;
        s.page.until("inside('[part~=tool]')").await?;
        heard(s, "0 0 0 0").await?;

        // A button that the view has drawn, a link of the article, a tool, a button of the page's own in a slot.
        s.page.click("inside('[part=continue]')").await?;
        s.page.until("!inside('.rest').hidden").await?;
        heard(s, "1 1 1 0").await?;
        s.page.click("inside('[part=body] a')").await?;
        heard(s, "2 2 2 0").await?;
        assert_eq!(s.page.get::<Value>("links").await?, json!(["article-widget"]));
        s.page.click("inside('[part~=tool]')").await?;
        s.page.until("inside('.stage.sized')").await?;
        heard(s, "3 3 3 0").await?;
        click(s, "#slotted").await?;
        heard(s, "4 4 4 1").await?;

        // The application has drawn again, each time with another title, and the article is what it was.
        let kept = "headline === inside('[part=headline]') && headline.checkVisibility() && document.querySelector('article-widget').title === '5'";
        assert!(s.page.get::<bool>(kept).await?);
        click(s, "#other").await?;
        s.page.until("inside('[part=headline]')?.textContent === 'Harbour library opens its reading room'").await?;
        heard(s, "4 4 4 1").await?;

        // A second copy of the Wasm, beside the first and the application's own.
        s.page
            .js_with(
                "import(arguments[0]).then(({ define }) => define('second-article'));
                 const second = document.createElement('second-article');
                 second.setAttribute('src', '/articles/ferry.json');
                 document.querySelector('#outer').append(second)",
                vec![json!(format!("{}article-widget/define.js", other.address))],
            )
            .await?;
        s.page.until("document.querySelector('second-article').state === 'ready'").await?;
        s.page.click("inside('[part=body] a', 'second-article')").await?;
        heard(s, "5 4 4 1").await?;
        s.page.click("inside('[part~=tool]')").await?;
        heard(s, "6 5 5 1").await?;
        let links: Value = s.page.get("links").await?;
        assert_eq!(links, json!(["article-widget", "second-article"]));

        click(s, "#remove").await?;
        s.page.until("!document.querySelector('article-widget')").await?;
        heard(s, "6 5 5 1").await
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
