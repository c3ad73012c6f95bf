//! The release package on real web servers, configured as the documentation says.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use e2e::server::workspace;
use e2e::{Host, Kept, Scene, scene};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use crate::pages::examples;
use crate::stories::{TAG, full, serve};

/// A web server of another's make, with the package at `/article-widget/`.
struct Real {
    _process: Kept,
    folder: PathBuf,
    origin: String,
}

fn package() -> PathBuf {
    workspace().join("target/package/article-widget")
}

impl Real {
    /// Starts a server under the configuration that the documentation shows.
    async fn start(
        program: &str,
        configuration: impl FnOnce(&Path, String) -> String,
        arguments: impl FnOnce(&Path) -> Vec<String>,
    ) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("{program}-{port}"));
        let www = folder.join("www");
        std::fs::create_dir_all(&www)?;
        std::os::unix::fs::symlink(package(), www.join("article-widget"))?;
        let (_, _, shown) = examples(program).remove(0);
        assert!(shown.lines().count() <= 20, "it is meant to be short");
        let shown = shown
            .replace("/srv/www", www.to_str().context("no path")?)
            .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
            .replace(":80 {", &format!("http://127.0.0.1:{port} {{"));
        let file = folder.join("configuration");
        std::fs::write(&file, configuration(&folder, shown))?;
        let mut command = Command::new(program);
        command
            .args(arguments(&file))
            .env("HOME", &folder)
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.join("log"))?);
        let process =
            Kept::start(&mut command, &folder).context("cargo xtask test --all installs it")?;
        let server = Self { _process: process, folder, origin: format!("http://127.0.0.1:{port}") };
        for _ in 0..200 {
            if tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let log = std::fs::read_to_string(server.folder.join("log"))?;
        bail!("{program} does not answer: {log}")
    }

    async fn get(&self, name: &str, headers: &[(&str, &str)]) -> Result<(StatusCode, HeaderMap)> {
        let client = Client::builder(TokioExecutor::new()).build::<_, Body>(HttpConnector::new());
        let mut request = Request::get(format!("{}/article-widget/{name}", self.origin));
        for (header, value) in headers {
            request = request.header(*header, *value);
        }
        let (parts, _) = client.request(request.body(Body::empty())?).await?.into_parts();
        Ok((parts.status, parts.headers))
    }
}

async fn nginx() -> Result<Real> {
    let wrap = |folder: &Path, shown: String| {
        let folder = folder.display();
        let user = if is_root() { "user root;" } else { "" };
        format!(
            "{user} daemon off; pid {folder}/pid; error_log {folder}/error.log;
             include /etc/nginx/modules-enabled/*.conf;
             events {{}}
             http {{ include /etc/nginx/mime.types; access_log off; client_body_temp_path {folder}/body;
             proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
             scgi_temp_path {folder}/scgi;
             {shown}
             }}"
        )
    };
    let arguments = |file: &Path| ["-c", file.to_str().unwrap()].map(String::from).into();
    Real::start("nginx", wrap, arguments).await
}

async fn caddy() -> Result<Real> {
    let wrap =
        |_: &Path, shown: String| format!("{{\n    admin off\n    auto_https off\n}}\n{shown}\n");
    let arguments = |file: &Path| {
        ["run", "--adapter", "caddyfile", "--config", file.to_str().unwrap()]
            .map(String::from)
            .into()
    };
    Real::start("caddy", wrap, arguments).await
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|answer| answer.stdout == b"0\n")
}

async fn delivers(s: &Scene, server: &Real) -> Result<()> {
    let published = std::fs::read_to_string(package().join("integrity.json"))?;
    let published: Value = serde_json::from_str(&published)?;
    let folder = published["folder"].as_str().unwrap();
    let types = [
        (".js", "javascript"),
        (".wasm", "application/wasm"),
        (".css", "text/css"),
        (".json", "application/json"),
        (".html", "text/html"),
    ];
    let files = published["files"].as_object().unwrap();
    for name in files.keys() {
        for (accepted, encoding) in
            [("br, gzip", Some("br")), ("gzip", Some("gzip")), ("identity", None)]
        {
            let (status, headers) = server.get(name, &[("accept-encoding", accepted)]).await?;
            let header = |key: &str| headers.get(key).map(|value| value.to_str().unwrap());
            assert_eq!(status, 200, "{name}");
            assert_eq!(header("content-encoding"), encoding, "{name}");
            assert!(
                header("vary").is_some_and(|vary| vary.eq_ignore_ascii_case("accept-encoding")),
                "{name} {encoding:?} {headers:?}"
            );
            let life = header("cache-control").unwrap();
            assert_eq!(life.contains("immutable"), name.starts_with(folder), "{name}: {life}");
            assert_eq!(life.contains("max-age=300"), !name.starts_with(folder), "{name}: {life}");
            assert_eq!(header("access-control-allow-origin"), Some("*"), "{name}");
            assert_eq!(header("cross-origin-resource-policy"), Some("cross-origin"), "{name}");
            assert_eq!(header("timing-allow-origin"), Some("*"), "{name}");
            assert_eq!(header("x-content-type-options"), Some("nosniff"), "{name}");
            let (_, kind) = types.iter().find(|(ending, _)| name.ends_with(ending)).unwrap();
            assert!(header("content-type").unwrap().contains(kind), "{name}: {headers:?}");
            let tag = header("etag").unwrap();
            let again = [("accept-encoding", accepted), ("if-none-match", tag)];
            assert_eq!(server.get(name, &again).await?.0, 304, "{name}");
        }
    }
    assert!(files.len() > 8);
    let (status, headers) = server.get(&format!("{folder}/nothing.js"), &[]).await?;
    assert_eq!(status, 404);
    let life = headers.get("cache-control").map(|value| value.to_str().unwrap());
    assert!(
        !life.is_some_and(|life| life.contains("immutable")),
        "a file may still come: {life:?}"
    );

    // A page of another origin, which pins the entry and lets in only what says that it may.
    serve(s, &full());
    let pinned = files["article-widget.js"].as_str().unwrap();
    let tag = format!(
        r#"{TAG}<script type="module" crossorigin src="{}/article-widget/article-widget.js" integrity="{pinned}"></script>"#,
        server.origin
    );
    let policy = axum::http::HeaderName::from_static("cross-origin-embedder-policy");
    s.visit(&Host::new(tag).without_entry().header(policy, "require-corp")).await?;
    s.ready().await?;
    assert_eq!(s.text("headline").await?.as_deref(), full()["headline"].as_str());
    let starts = format!(
        "performance.getEntriesByType('resource').filter(({{ name }}) => name.startsWith('{}')).map(({{ requestStart }}) => requestStart)",
        server.origin
    );
    let starts: Vec<f64> = s.page.get(&starts).await?;
    assert!(
        starts.len() >= 4 && starts.iter().all(|start| *start > 0.0),
        "timings are open: {starts:?}"
    );
    Ok(())
}

#[test]
#[ignore = "needs nginx: cargo xtask test --all"]
fn nginx_delivers_it_as_the_page_says() {
    scene(async |s| delivers(s, &nginx().await?).await);
}

#[test]
#[ignore = "needs Caddy: cargo xtask test --all"]
fn caddy_delivers_it_as_the_page_says() {
    scene(async |s| delivers(s, &caddy().await?).await);
}
