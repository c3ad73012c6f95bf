//! One test's world: a server, a browser window, and what nobody expects to see there.

use std::io::Write;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use futures_util::FutureExt;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::browser::{Page, Session};
use crate::server::{Host, Server, workspace};

// Sessions outlive tests, so what they run on must as well.
static RUNTIME: LazyLock<std::io::Result<Runtime>> = LazyLock::new(Runtime::new);

/// A server and a window of one test.
pub struct Scene {
    /// The server.
    pub server: Server,
    /// The window.
    pub page: Page,
}

/// Runs one test in a scene of its own. With `E2E_SECOND_TRY` a test that fails is run once more, in a new scene,
/// and what needed it is told aloud: a browser on a busy machine may stumble.
///
/// # Panics
///
/// When the test fails, or its page reports an error or a violation of a policy that the test did not expect.
#[expect(clippy::panic, reason = "this is how a test fails")]
pub fn scene(test: impl AsyncFn(&Scene) -> Result<()>) {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("test");
    if std::env::var_os("E2E_SECOND_TRY").is_some() {
        let why = match perform(name, &test) {
            Ok(Ok(())) => return,
            Ok(Err(error)) => format!("{error:#}"),
            Err(panic) => panic.downcast::<String>().map_or_else(|_| "a panic".into(), |it| *it),
        };
        _ = writeln!(std::io::stderr(), "FAILED ONCE, tried again: {name}: {why}");
    }
    match perform(name, &test) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => panic!("{error:#}"),
        Err(panic) => resume_unwind(panic),
    }
}

#[expect(clippy::panic, reason = "without a browser no test can do better")]
fn perform(
    name: &str,
    test: &impl AsyncFn(&Scene) -> Result<()>,
) -> std::thread::Result<Result<()>> {
    let runtime = RUNTIME.as_ref().unwrap_or_else(|error| panic!("{error}"));
    runtime.block_on(async {
        let (session, scene) = match set().await {
            Ok(set) => set,
            Err(error) => return Ok(Err(error)),
        };
        let ended = AssertUnwindSafe(async {
            test(&scene).await?;
            scene.expect_no_problems().await
        });
        let ended = ended.catch_unwind().await;
        if matches!(ended, Ok(Ok(()))) {
            session.give_back();
        } else {
            // It may have taken the browser with it, as GLib ends WebKit's when a signal comes amiss: nobody gets that again.
            let file = format!("target/e2e-failures/{}.png", name.replace("::", "-"));
            let picture = workspace().join(file);
            if scene.page.screenshot(&picture).await.is_ok() {
                eprintln!("picture of the failure: {}", picture.display());
            }
        }
        ended
    })
}

async fn set() -> Result<(Session, Scene)> {
    let session = Session::take().await?;
    let page = session.page().await?;
    Ok((session, Scene { server: Server::start().await?, page }))
}

impl Scene {
    /// Opens a host page with this body.
    pub async fn open(&self, body: &str) -> Result<()> {
        self.visit(&Host::new(body)).await
    }

    /// Opens a host page.
    pub async fn visit(&self, host: &Host) -> Result<()> {
        self.visit_at("/host/page.html", host).await
    }

    /// Answers a path with a host page.
    pub fn serve(&self, path: &str, host: &Host) {
        self.server.put(path, host.reply());
    }

    /// Opens a host page at a path of its own.
    pub async fn visit_at(&self, path: &str, host: &Host) -> Result<()> {
        self.serve(path, host);
        self.page.goto(&self.server.url(path)).await
    }

    /// Opens an address of the server in a frame of this width, as no browser's window is as narrow as a telephone.
    pub async fn narrow(&self, width: u32, path: &str) -> Result<()> {
        let frame = format!(
            r#"<iframe src="{path}" style="width: {width}px; height: 800px; border: 0"></iframe>"#
        );
        self.visit_at("/host/frame.html", &Host::new(frame).without_entry()).await?;
        self.page.enter_frame().await
    }

    /// Waits until the widget that a selector names is in a state.
    pub async fn state(&self, selector: &str, state: &str) -> Result<()> {
        let matches = format!("document.querySelector(`{selector}[state={state}]`)");
        self.page.until(&format!("{matches} !== null")).await.map(drop)
    }

    /// Waits until the first widget shows its article.
    pub async fn ready(&self) -> Result<()> {
        self.state("article-widget", "ready").await
    }

    /// Waits until the first widget shows an error.
    pub async fn failed(&self) -> Result<()> {
        self.state("article-widget", "error").await
    }

    /// What a reader sees of a part of the first widget; none where it is absent.
    pub async fn text(&self, part: &str) -> Result<Option<String>> {
        self.page.get(&format!("e2e.text(e2e.part(`{part}`))")).await
    }

    /// The events of one type so far.
    pub async fn events(&self, kind: &str) -> Result<Vec<Value>> {
        self.page.get(&format!("e2e.events.filter((event) => event.type === `{kind}`)")).await
    }

    /// Waits for the first event of one type and gives its detail.
    pub async fn detail(&self, kind: &str) -> Result<Value> {
        let first = format!("e2e.events.find((event) => event.type === `{kind}`)");
        self.page.until(&first).await?.get("detail").cloned().context("an event without detail")
    }

    /// What went wrong on the page so far, by what its scripts could see.
    pub async fn problems(&self) -> Result<Vec<String>> {
        self.page.get("window.e2e?.problems ?? []").await
    }

    /// Takes the problems that a test provoked from the list; fails where one of them did not happen.
    pub async fn expect_problem(&self, contains: &str) -> Result<()> {
        let taken = self
            .page
            .js_with(
                "const old = e2e.problems.length;
                 const rest = e2e.problems.filter((problem) => !problem.includes(arguments[0]));
                 e2e.problems.splice(0, old, ...rest);
                 return old - rest.length",
                vec![contains.into()],
            )
            .await?;
        if taken == 0 {
            bail!("the page reported nothing of «{contains}»: {:?}", self.problems().await?);
        }
        Ok(())
    }

    /// Says that the rest of a test cannot be done in this browser: aloud, as what a test prints is
    /// shown only when it fails.
    pub fn not_run(&self, why: &str) -> Result<()> {
        Ok(writeln!(std::io::stderr(), "NOT RUN in {:?}: {why}", self.page.engine())?)
    }

    /// Fails where the page reported anything that was not expected.
    pub async fn expect_no_problems(&self) -> Result<()> {
        let problems = self.problems().await?;
        if problems.is_empty() {
            Ok(())
        } else {
            bail!("the page reported:\n{}", problems.join("\n"))
        }
    }
}
