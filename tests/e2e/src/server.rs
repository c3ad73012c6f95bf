//! A web server for one test: the built widget, host pages, articles, and every way a server can misbehave.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_LENGTH,
    CONTENT_TYPE, HeaderName, HeaderValue, LOCATION,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use axum::routing::any;
use futures_util::stream::{self, Stream, StreamExt};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::services::ServeDir;

const WATCH: &str = include_str!("watch.js");

/// The folder with the built widget: `DIST`, else the workspace's `dist`.
pub fn dist() -> PathBuf {
    std::env::var_os("DIST").map_or_else(|| workspace().join("dist"), PathBuf::from)
}

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).into()
}

/// How the body of a [`Reply`] reaches the client.
#[derive(Clone, Debug, Default)]
enum Pace {
    #[default]
    AtOnce,
    /// Nothing at all is sent, the status line included.
    Silent,
    StallAfter(usize),
    CutAfter(usize),
    Drip,
    Behind(Gate),
}

/// Holds replies back until a test opens it.
#[derive(Clone, Debug)]
pub struct Gate(Arc<watch::Sender<bool>>);

impl Gate {
    /// A closed gate.
    pub fn closed() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// Lets everything through from now on.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    async fn passed(&self) {
        // The sender lives as long as `self`, so the wait cannot fail.
        let _ = self.0.subscribe().wait_for(|open| *open).await;
    }
}

/// What the server says when a path is asked for.
#[derive(Clone, Debug)]
pub struct Reply {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
    pace: Pace,
}

impl Reply {
    /// A reply with this content type and body.
    pub fn new(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status: StatusCode::OK,
            headers: vec![(CONTENT_TYPE, HeaderValue::from_static(content_type))],
            body: body.into(),
            pace: Pace::AtOnce,
        }
    }

    /// A JSON document.
    pub fn json(value: &Value) -> Self {
        Self::new("application/json", value.to_string())
    }

    /// A page.
    pub fn html(page: impl Into<Bytes>) -> Self {
        Self::new("text/html; charset=utf-8", page)
    }

    /// A whole page, whose errors are observed.
    pub fn page(page: &str) -> Self {
        Self::html(watched(page))
    }

    /// A picture of one colour.
    pub fn picture(width: u32, height: u32) -> Self {
        let picture = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="100%" height="100%" fill="#2a6f97"/></svg>"##
        );
        Self::new("image/svg+xml", picture)
    }

    /// A redirection.
    pub fn redirect(to: &str) -> Self {
        Self::new("text/plain", "moved").status(302).header(LOCATION, to)
    }

    /// The same with another status.
    pub fn status(mut self, status: u16) -> Self {
        self.status = StatusCode::from_u16(status).unwrap_or(StatusCode::IM_A_TEAPOT);
        self
    }

    /// The same with one more header, or another value for one it has.
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.retain(|(known, _)| *known != name);
            self.headers.push((name, value));
        }
        self
    }

    /// Whether it has a header of this name.
    pub fn has(&self, name: &HeaderName) -> bool {
        self.headers.iter().any(|(known, _)| known == name)
    }

    fn paced(mut self, pace: Pace) -> Self {
        self.pace = pace;
        self
    }

    /// Accepts the request and never says anything.
    pub fn silent() -> Self {
        Self::new("application/json", "").paced(Pace::Silent)
    }

    /// Sends this many bytes and then nothing more, keeping the connection open.
    pub fn stall_after(self, bytes: usize) -> Self {
        self.paced(Pace::StallAfter(bytes))
    }

    /// Announces the whole length, sends this many bytes and drops the connection.
    pub fn cut_after(self, bytes: usize) -> Self {
        self.paced(Pace::CutAfter(bytes))
    }

    /// Sends one byte every 50 ms.
    pub fn drip(self) -> Self {
        self.paced(Pace::Drip)
    }

    /// Waits for the gate before it answers.
    pub fn behind(self, gate: &Gate) -> Self {
        self.paced(Pace::Behind(gate.clone()))
    }
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server is still at it.
    Pending,
    /// Everything that was to be sent was sent.
    Served,
    /// The client went away first.
    Aborted,
}

/// One request, as the server saw it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The method.
    pub method: Method,
    /// The path without the query.
    pub path: String,
    /// The headers.
    pub headers: HeaderMap,
    /// How it ended.
    pub outcome: Outcome,
}

#[derive(Default)]
struct Shared {
    /// The last reply of a path stays for all later requests.
    replies: HashMap<String, Vec<Reply>>,
    log: Vec<Seen>,
    /// Folders that are served below a path.
    folders: Vec<(String, PathBuf)>,
}

#[derive(Clone)]
struct Site(Arc<Mutex<Shared>>);

impl Site {
    fn lock(&self) -> MutexGuard<'_, Shared> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running server. It stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    site: Site,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Starts a server on a port of its own.
    pub async fn start() -> Result<Self> {
        let site = Site(Arc::default());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let router = Router::new().fallback(any(answer)).with_state(site.clone());
        let task = tokio::spawn(async move {
            // It ends with the task.
            let _ = axum::serve(listener, router).await;
        });
        let server = Self { address, site, task };
        server.put("/_/watch.js", Reply::new("text/javascript", WATCH));
        server.put("/_/icon.svg", Reply::picture(16, 16));
        Ok(server)
    }

    /// The origin, `http://127.0.0.1:port`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The full address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Answers this path so from now on.
    pub fn put(&self, path: &str, reply: Reply) {
        self.put_each(path, [reply]);
    }

    /// Answers this path with one reply after the other; the last one stays.
    pub fn put_each(&self, path: &str, replies: impl IntoIterator<Item = Reply>) {
        self.site.lock().replies.insert(path.into(), replies.into_iter().collect());
    }

    /// Answers everything below a path, which ends in a slash, with the files of a folder.
    pub fn mount(&self, path: &str, folder: &Path) {
        self.site.lock().folders.push((path.into(), folder.into()));
    }

    /// Answers this path with a JSON document.
    pub fn json(&self, path: &str, value: &Value) {
        self.put(path, Reply::json(value));
    }

    /// The requests for a path so far.
    pub fn requests(&self, path: &str) -> Vec<Seen> {
        self.site.lock().log.iter().filter(|seen| seen.path == path).cloned().collect()
    }

    /// Every request so far.
    pub fn log(&self) -> Vec<Seen> {
        self.site.lock().log.clone()
    }

    /// Waits until the requests for a path are as the test wants them.
    pub async fn until(
        &self,
        path: &str,
        what: &str,
        mut reached: impl FnMut(&[Seen]) -> bool,
    ) -> Result<()> {
        for _ in 0..1000 {
            if reached(&self.requests(path)) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("{path}: not {what}: {:?}", self.requests(path))
    }
}

/// Marks a request as aborted unless it was served before the client went away.
struct Ticket {
    site: Site,
    number: usize,
}

impl Ticket {
    fn close(&self, outcome: Outcome) {
        if let Some(seen) = self.site.lock().log.get_mut(self.number)
            && seen.outcome == Outcome::Pending
        {
            seen.outcome = outcome;
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.close(Outcome::Aborted);
    }
}

async fn answer(State(site): State<Site>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let (ticket, reply, folders) = {
        let mut shared = site.lock();
        let number = shared.log.len();
        shared.log.push(Seen {
            method: request.method().clone(),
            path: path.clone(),
            headers: request.headers().clone(),
            outcome: Outcome::Pending,
        });
        let reply = shared.replies.get_mut(&path).and_then(|replies| {
            if replies.len() > 1 { Some(replies.remove(0)) } else { replies.first().cloned() }
        });
        (Ticket { site: site.clone(), number }, reply, shared.folders.clone())
    };
    let mut response = match reply {
        _ if request.method() == Method::OPTIONS => Response::new(Body::empty()),
        Some(reply) => say(reply, ticket).await,
        None => {
            let response = built(&path, request, folders)
                .await
                .unwrap_or_else(|error| failed(StatusCode::NOT_FOUND, &error.to_string()));
            ticket.close(Outcome::Served);
            response
        }
    };
    let headers = response.headers_mut();
    headers.entry(ACCESS_CONTROL_ALLOW_ORIGIN).or_insert(HeaderValue::from_static("*"));
    headers.entry(ACCESS_CONTROL_ALLOW_HEADERS).or_insert(HeaderValue::from_static("*"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn failed(status: StatusCode, why: &str) -> Response {
    let mut response = Response::new(Body::from(why.to_owned()));
    *response.status_mut() = status;
    response
}

/// A file of the built widget, which lies at `/w/`, or of another folder.
async fn built(
    path: &str,
    mut request: Request,
    folders: Vec<(String, PathBuf)>,
) -> Result<Response> {
    let folders = folders.into_iter().chain([("/w/".to_owned(), dist())]);
    let found = folders.map(|(prefix, folder)| (path.strip_prefix(&prefix), folder));
    let found = found.filter_map(|(inner, folder)| Some((inner?, folder))).next();
    let (inner, folder) = found.with_context(|| format!("nothing is registered for {path}"))?;
    let page = match inner {
        "" => Some("index.html"),
        page if page.ends_with(".html") => Some(page),
        _ => None,
    };
    if let Some(page) = page {
        let page = std::fs::read_to_string(folder.join(page)).with_context(|| path.to_owned())?;
        return Ok(plain(Reply::page(&page)));
    }
    *request.uri_mut() = format!("/{inner}").parse()?;
    match ServeDir::new(folder).try_call(request).await {
        Ok(response) => Ok(response.map(Body::new)),
        Err(error) => bail!("{path}: {error}"),
    }
}

/// A page with the observer of its errors as its very first script.
fn watched(page: &str) -> String {
    let observer = r#"<script src="/_/watch.js"></script>"#;
    match page.find("<head>").map(|start| start + "<head>".len()) {
        Some(at) => match page.split_at_checked(at) {
            Some((before, after)) => format!("{before}{observer}{after}"),
            None => page.to_owned(),
        },
        None => format!("{observer}{page}"),
    }
}

fn plain(reply: Reply) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = reply.status;
    response.headers_mut().extend(reply.headers);
    response
}

async fn say(reply: Reply, ticket: Ticket) -> Response {
    let body = reply.body.clone();
    let pace = reply.pace.clone();
    match &pace {
        Pace::Silent => std::future::pending().await,
        Pace::Behind(gate) => gate.passed().await,
        _ => {}
    }
    let mut response = plain(reply);
    let length = HeaderValue::from(body.len());
    match pace {
        Pace::AtOnce | Pace::Behind(_) => {
            response.headers_mut().insert(CONTENT_LENGTH, length);
            let all = stream::iter([Ok::<_, std::io::Error>(body)]);
            *response.body_mut() = Body::from_stream(Ticketed::new(all, ticket));
        }
        Pace::Silent => {}
        Pace::StallAfter(bytes) => {
            let start = body.slice(..bytes.min(body.len()));
            let never = stream::once(std::future::pending());
            let never = stream::iter([Ok::<_, std::io::Error>(start)]).chain(never);
            *response.body_mut() = Body::from_stream(Ticketed::new(never, ticket));
        }
        Pace::CutAfter(bytes) => {
            response.headers_mut().insert(CONTENT_LENGTH, length);
            let start = body.slice(..bytes.min(body.len()));
            let cut = stream::iter([Ok(start)]).chain(stream::once(async {
                // Without a pause the start and the cut may reach the client as one.
                tokio::time::sleep(Duration::from_millis(50)).await;
                Err(std::io::Error::other("cut off"))
            }));
            *response.body_mut() = Body::from_stream(Ticketed::new(cut, ticket));
        }
        Pace::Drip => {
            let drops = stream::iter(body).then(|byte| async move {
                tokio::time::sleep(Duration::from_millis(50)).await;
                Ok::<_, Infallible>(Bytes::copy_from_slice(&[byte]))
            });
            *response.body_mut() = Body::from_stream(Ticketed::new(drops, ticket));
        }
    }
    response
}

/// A body that notes whether the client stayed to its end.
struct Ticketed<S> {
    inner: Pin<Box<S>>,
    ticket: Ticket,
    left: Option<usize>,
}

impl<S> Ticketed<S> {
    fn new(inner: S, ticket: Ticket) -> Self
    where
        S: Stream,
    {
        // With a known length the last chunk is the end: nobody asks for what follows it.
        let left = inner.size_hint().1;
        Self { inner: Box::pin(inner), ticket, left }
    }
}

impl<S: Stream<Item = Result<Bytes, E>>, E> Stream for Ticketed<S> {
    type Item = Result<Bytes, E>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = self.inner.as_mut().poll_next(context);
        if let Poll::Ready(item) = &polled {
            self.left = self.left.map(|left| left.saturating_sub(1));
            if item.is_none() || self.left == Some(0) {
                self.ticket.close(Outcome::Served);
            }
        }
        polled
    }
}

/// A host page: what a site's owner would write around the widget.
#[derive(Clone, Debug)]
pub struct Host {
    head: String,
    body: String,
    root: String,
    doctype: &'static str,
    entry: Option<String>,
    headers: Vec<(HeaderName, String)>,
}

impl Host {
    /// A page with this in its body and the widget's script at its end.
    pub fn new(body: impl Into<String>) -> Self {
        Self {
            head: String::new(),
            body: body.into(),
            root: r#"lang="en""#.into(),
            doctype: "<!doctype html>",
            entry: Some("/w/article-widget.js".into()),
            headers: Vec::new(),
        }
    }

    /// More in the head.
    pub fn head(mut self, head: &str) -> Self {
        self.head.push_str(head);
        self
    }

    /// Other attributes of the root element.
    pub fn root(mut self, attributes: &str) -> Self {
        self.root = attributes.into();
        self
    }

    /// Without a document type, so in quirks mode.
    pub fn quirky(mut self) -> Self {
        self.doctype = "";
        self
    }

    /// The widget's script from elsewhere.
    pub fn entry(mut self, url: impl Into<String>) -> Self {
        self.entry = Some(url.into());
        self
    }

    /// No script of the widget: the test imports it when it wants.
    pub fn without_entry(mut self) -> Self {
        self.entry = None;
        self
    }

    /// A response header, such as a policy.
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The page as the server sends it.
    pub fn reply(&self) -> Reply {
        let Self { head, body, root, doctype, entry, headers } = self;
        let entry = entry.as_ref().map_or_else(String::new, |url| {
            format!(r#"<script type="module" src="{url}"></script>"#)
        });
        let page = format!(
            "{doctype}<html {root}><head><meta charset=\"utf-8\"><title>Host page</title>\
             <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"/_/icon.svg\">\
             {head}</head><body>{body}{entry}</body></html>"
        );
        let reply = Reply::page(&page);
        headers.iter().fold(reply, |reply, (name, value)| reply.header(name.clone(), value))
    }
}
