//! A browser under WebDriver: its driver's process, its sessions and a page to look at.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
pub use fantoccini::wd::WindowHandle;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::kept::Kept;
use crate::picture::Picture;

/// How long a page may take for what it must do. Far above what it needs: it ends a hung test, it measures nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// The browser under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, and what is built on it.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, which has Safari's engine.
    Webkit,
}

impl Engine {
    /// What `E2E_ENGINE` asks for: `chromium` (also when it is unset), `firefox` or `webkit`.
    pub fn chosen() -> Result<Self> {
        match std::env::var("E2E_ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok("webkit") => Ok(Self::Webkit),
            Ok(other) => bail!("E2E_ENGINE={other}: it is chromium, firefox or webkit"),
        }
    }

    fn driver(self, port: u16) -> Vec<String> {
        let port_word = format!("--port={port}");
        let named = |variable: &str, usual: &str| {
            std::env::var(variable).unwrap_or_else(|_| usual.to_owned())
        };
        match self {
            Self::Chromium => vec![named("CHROMEDRIVER", "chromedriver"), port_word],
            // Media are emulated and garbage is collected from the browser's own side.
            Self::Firefox => {
                let driver = named("GECKODRIVER", "geckodriver");
                vec![driver, port_word, "--allow-system-access".into()]
            }
            // A screen for each, so that no window takes another's focus; two that look for a free
            // number at once would find the same.
            Self::Webkit => {
                let driver = named("WEBKITWEBDRIVER", "WebKitWebDriver");
                let number = port.to_string();
                ["xvfb-run", "-a", "-n", &number, &driver, &port_word].map(String::from).into()
            }
        }
    }

    fn capabilities(self) -> Capabilities {
        let wanted = match self {
            Self::Chromium => json!({ "goog:chromeOptions": { "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--window-size=1200,900",
                // As a screen reader has it: else the tree lacks what is too far away to be laid out.
                "--force-renderer-accessibility",
                // The same letters and colours on every machine.
                "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb",
            ] } }),
            Self::Firefox => {
                json!({ "moz:firefoxOptions": { "args": ["-headless", "-width", "1200", "-height", "900"] } })
            }
            // The driver knows its own small browser.
            Self::Webkit => json!({}),
        };
        match wanted {
            Value::Object(wanted) => wanted,
            _ => Capabilities::new(),
        }
    }
}

fn drive(engine: Engine, port: u16) -> Result<Kept> {
    let folder = std::env::temp_dir().join(format!("e2e-{}-{port}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let words = engine.driver(port);
    let (program, arguments) = words.split_first().context("no driver")?;
    let mut driver = Command::new(program);
    driver
        .args(arguments)
        .env("TMPDIR", &folder)
        // As for Chromium: it shows pages of ours only, and root has none.
        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    Kept::start(&mut driver, &folder)
}

/// A driver with one session: geckodriver and WebKitWebDriver allow no second one.
pub struct Session {
    client: Client,
    _driver: Kept,
}

static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

impl Session {
    /// A session that another test is done with, else a new one.
    pub async fn take() -> Result<Self> {
        let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(session) => Ok(session),
            None => Self::start(Engine::chosen()?).await,
        }
    }

    /// Hands the session to the next test.
    pub fn give_back(self) {
        IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(self);
    }

    async fn start(engine: Engine) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let driver = drive(engine, port)?;
        let address = format!("http://127.0.0.1:{port}");
        for _ in 0..200 {
            if tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
                let client = ClientBuilder::new(HttpConnector::new())
                    .capabilities(engine.capabilities())
                    .connect(&address)
                    .await
                    .with_context(|| format!("{engine:?} does not start"))?;
                return Ok(Self { client, _driver: driver });
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{:?} does not answer; is it installed?", engine.driver(port))
    }

    /// A fresh window.
    pub async fn page(&self) -> Result<Page> {
        let engine = Engine::chosen()?;
        let page = Page { client: self.client.clone(), engine };
        let new = self.client.new_window(true).await?;
        self.client.close_window().await?;
        self.client.switch_to_window(new.handle).await?;
        if engine == Engine::Chromium {
            page.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        }
        Ok(page)
    }
}

/// A command of Chromium's DevTools protocol.
#[derive(Debug)]
struct DevTools(&'static str, Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        let body = json!({ "cmd": self.0, "params": self.1 });
        (axum::http::Method::POST, Some(body.to_string()))
    }
}

/// What the browser tells assistive technology of an element: `computedrole` or `computedlabel`.
#[derive(Debug)]
struct Computed(&'static str, String);

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/element/{}/{}", self.1, self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::GET, None)
    }
}

/// On which side of Firefox's windows scripts run: `chrome`, its own, or `content`, the page's.
#[derive(Debug)]
struct Side(&'static str);

impl WebDriverCompatibleCommand for Side {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/moz/context", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "context": self.0 }).to_string()))
    }
}

/// What Firefox's own developer tools do; what is not named goes back to how it was.
const EMULATE: &str = r#"
const [medium, features] = arguments;
const context = gBrowser.selectedBrowser.browsingContext;
const overrides = {
    "prefers-color-scheme": "prefersColorSchemeOverride",
    "prefers-reduced-motion": "prefersReducedMotionOverride",
    "forced-colors": "forcedColorsOverride",
};
// It has no such override for contrast.
if (Object.keys(features).some((feature) => !(feature in overrides))) return false;
context.mediumOverride = medium;
for (const feature in overrides) context[overrides[feature]] = features[feature] ?? "none";
return true;
"#;

/// One window, as a test sees it.
pub struct Page {
    client: Client,
    engine: Engine,
}

impl Page {
    /// The browser that shows it.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Goes to an address.
    pub async fn goto(&self, url: &str) -> Result<()> {
        self.client.goto(url).await.with_context(|| url.to_owned())
    }

    /// Clicks on a link that opens a page in another tab, and goes on there: the tab before is hidden where
    /// the browser hides what is behind. Gives back what [`Page::back`] needs.
    pub async fn follow(&self, link: &str) -> Result<WindowHandle> {
        if self.engine == Engine::Chromium {
            // What is told that it has the focus is never hidden.
            let off = json!({ "enabled": false });
            self.devtools("Emulation.setFocusEmulationEnabled", off).await?;
        }
        let before = self.client.window().await?;
        let known = self.client.windows().await?;
        self.click(link).await?;
        loop {
            let mut windows = self.client.windows().await?.into_iter();
            if let Some(new) = windows.find(|window| !known.contains(window)) {
                self.client.switch_to_window(new).await?;
                return Ok(before);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Closes the tab and goes on in another.
    pub async fn back(&self, to: WindowHandle) -> Result<()> {
        self.client.close_window().await?;
        Ok(self.client.switch_to_window(to).await?)
    }

    /// Goes on within the page's first frame.
    pub async fn enter_frame(&self) -> Result<()> {
        Ok(self.client.enter_frame(0).await?)
    }

    /// Goes on in the page that holds the frame.
    pub async fn leave_frame(&self) -> Result<()> {
        Ok(self.client.enter_parent_frame().await?)
    }

    /// Runs a script, which returns with `return`; a promise is waited for.
    pub async fn js(&self, script: &str) -> Result<Value> {
        self.js_with(script, vec![]).await
    }

    /// The same with `arguments`.
    pub async fn js_with(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.client.execute(script, arguments).await.with_context(|| script.to_owned())
    }

    /// The value of an expression.
    pub async fn get<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let value = self.js(&format!("return {expression}")).await?;
        serde_json::from_value(value.clone()).with_context(|| format!("{expression} is {value}"))
    }

    /// Waits until an expression is truthy, and gives its value.
    pub async fn until(&self, expression: &str) -> Result<Value> {
        let start = std::time::Instant::now();
        loop {
            let value = self.js(&format!("return {expression}")).await?;
            let falsy = match &value {
                Value::Null | Value::Bool(false) => true,
                Value::Number(number) => number.as_f64() == Some(0.0),
                Value::String(text) => text.is_empty(),
                _ => false,
            };
            if !falsy {
                return Ok(value);
            }
            if start.elapsed() > PATIENCE {
                let page = self
                    .js(r#"return JSON.stringify([...document.querySelectorAll("article-widget")].map((widget) => [
                        widget.outerHTML.slice(0, 300), widget.shadowRoot?.textContent.slice(0, 300)]))
                        + JSON.stringify([window.e2e?.problems, window.e2e?.events])"#)
                    .await?;
                bail!("in vain waited for: {expression}\non the page: {page}");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The element that an expression gives.
    pub async fn element(&self, expression: &str) -> Result<Element> {
        let value = self.js(&format!("return {expression}")).await?;
        let id =
            value.as_object().and_then(|object| object.values().next()).and_then(Value::as_str);
        let id = id.with_context(|| format!("{expression} is no element but {value}"))?;
        Ok(Element::from_element_id(self.client.clone(), id.to_owned().into()))
    }

    /// The role and the name of the element that an expression gives, as assistive technology is told them.
    pub async fn role_and_name(&self, expression: &str) -> Result<(String, String)> {
        let id = self.element(expression).await?.element_id().to_string();
        let role = self.client.issue_cmd(Computed("computedrole", id.clone())).await?;
        let name = self.client.issue_cmd(Computed("computedlabel", id)).await?;
        let text = |value: Value| value.as_str().unwrap_or_default().to_owned();
        Ok((text(role), text(name)))
    }

    /// Clicks on an element as a user does.
    pub async fn click(&self, expression: &str) -> Result<()> {
        self.element(expression).await?.click().await.with_context(|| expression.to_owned())
    }

    /// Presses one key; `\u{e004}` is Tab, `\u{e007}` Enter.
    pub async fn press(&self, key: char) -> Result<()> {
        let stroke = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        Ok(self.client.perform_actions(stroke).await?)
    }

    /// Gives a command of its DevTools protocol (Chromium).
    pub(crate) async fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        if self.engine != Engine::Chromium {
            bail!("{command} is Chromium's");
        }
        Ok(self.client.issue_cmd(DevTools(command, parameters)).await?)
    }

    /// Runs a script on the browser's own side of the window (Firefox).
    async fn chrome(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.client.issue_cmd(Side("chrome")).await?;
        let value = self.js_with(script, arguments).await;
        self.client.issue_cmd(Side("content")).await?;
        value
    }

    /// Gives the page this size in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.resize_at(width, height, 1.0).await
    }

    /// The same on a screen with more pixels to one of CSS.
    pub async fn resize_at(&self, width: u32, height: u32, scale: f64) -> Result<()> {
        if self.engine == Engine::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
            return Ok(());
        }
        self.client.set_window_size(width, height).await?;
        let (wide, high): (u32, u32) = self.get("[innerWidth, innerHeight]").await?;
        // A window is larger than its page by its frame.
        let size = (2 * width).saturating_sub(wide).max(1);
        let high = (2 * height).saturating_sub(high).max(1);
        Ok(self.client.set_window_size(size, high).await?)
    }

    /// Emulates a medium (`screen`, `print`) and media features, where the browser can; says whether it did.
    pub async fn emulate(&self, medium: &str, features: &[(&str, &str)]) -> Result<bool> {
        match self.engine {
            Engine::Chromium => {
                let features: Vec<_> = features
                    .iter()
                    .map(|(name, value)| json!({ "name": name, "value": value }))
                    .collect();
                let media = json!({ "media": medium, "features": features });
                self.devtools("Emulation.setEmulatedMedia", media).await?;
            }
            Engine::Firefox => {
                let features: Map<_, _> = features
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), json!(value)))
                    .collect();
                let done = self.chrome(EMULATE, vec![medium.into(), features.into()]).await?;
                return Ok(done == Value::Bool(true));
            }
            Engine::Webkit => return Ok(false),
        }
        Ok(true)
    }

    /// Collects what the page no longer holds, where the browser can; says whether it does. It may take a moment.
    pub async fn collect_garbage(&self) -> Result<bool> {
        match self.engine {
            Engine::Chromium => self.devtools("HeapProfiler.collectGarbage", json!({})).await?,
            Engine::Firefox => {
                let collect = "Services.obs.notifyObservers(null, 'child-mmu-request')";
                self.chrome(collect, vec![]).await?
            }
            Engine::Webkit => return Ok(false),
        };
        Ok(true)
    }

    /// Writes a picture of the window to a file.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        write(file, &self.client.screenshot().await?)
    }

    /// Writes a picture of the element that an expression gives to a file.
    pub async fn screenshot_of(&self, expression: &str, file: &Path) -> Result<()> {
        write(file, &self.element(expression).await?.screenshot().await?)
    }

    /// A picture of the element that an expression gives.
    pub async fn picture(&self, expression: &str) -> Result<Picture> {
        Picture::read(&self.element(expression).await?.screenshot().await?)
    }

    /// A picture of the upper left corner of the page, larger than the window or not (Chromium).
    pub async fn corner(&self, width: u32, height: u32) -> Result<Picture> {
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": 1 });
        let options = json!({ "captureBeyondViewport": true, "clip": clip });
        let picture = self.devtools("Page.captureScreenshot", options).await?;
        let data = picture.get("data").and_then(Value::as_str).context("no picture")?;
        Picture::read(&base64::engine::general_purpose::STANDARD.decode(data)?)
    }

    /// How many nodes are in memory; garbage is to be collected first (Chromium).
    pub async fn dom_nodes(&self) -> Result<u64> {
        Ok(self.memory().await?.nodes)
    }

    /// What is in memory; garbage is to be collected first (Chromium).
    pub async fn memory(&self) -> Result<Memory> {
        let counters = self.devtools("Memory.getDOMCounters", json!({})).await?;
        let heap = self.devtools("Runtime.getHeapUsage", json!({})).await?;
        let number = |of: &Value, name| of.get(name).and_then(Value::as_f64).map(|it| it as u64);
        Ok(Memory {
            nodes: number(&counters, "nodes").context("no count of nodes")?,
            listeners: number(&counters, "jsEventListeners").context("no count of listeners")?,
            heap: number(&heap, "usedSize").context("no size of the heap")?,
        })
    }
}

/// What a page holds.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Nodes of documents.
    pub nodes: u64,
    /// Listeners to events.
    pub listeners: u64,
    /// Bytes of scripts' objects.
    pub heap: u64,
}

pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, bytes).with_context(|| file.display().to_string())
}
