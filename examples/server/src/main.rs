//! Renders articles on request, with ETag, 304 and brotli.
//!
//!     cargo run --package article-server -- ARTICLES WIDGET [ADDRESS]
//!
//! `ARTICLES` is a folder of article JSON, `WIDGET` the folder of the widget's files, `ADDRESS` how the
//! world reaches this server: `http://127.0.0.1:8090` unless it is given.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use article_widget::format::{self, ReadOptions};
use article_widget::render::{self, Options};
use axum::Router;
use axum::extract::{Path as Name, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum_extra::TypedHeader;
use axum_extra::headers::{ETag, IfNoneMatch};
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use xxhash_rust::xxh3::xxh3_128;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let usage = "article-server ARTICLES WIDGET [ADDRESS]";
    let articles = arguments.next().context(usage)?;
    let widget = arguments.next().context(usage)?;
    let address = arguments.next().unwrap_or_else(|| "http://127.0.0.1:8090".into());
    let site = Site { articles: articles.into(), address };
    let listener = TcpListener::bind(("127.0.0.1", 8090)).await?;
    println!("{}/story/NAME", site.address);
    axum::serve(listener, router(site, widget.into())).await?;
    Ok(())
}

/// What is told of the articles.
struct Site {
    /// The folder of their JSON.
    articles: PathBuf,
    /// How the world reaches this server.
    address: String,
}

/// `/story/NAME` is the page of the article in `/articles/NAME.json`.
fn router(site: Site, widget: PathBuf) -> Router {
    Router::new()
        .nest_service("/articles", ServeDir::new(&site.articles))
        .nest_service("/article-widget", ServeDir::new(widget))
        .route("/story/{name}", get(article))
        .layer(CompressionLayer::new())
        .with_state(Arc::new(site))
}

async fn article(
    State(site): State<Arc<Site>>,
    Name(name): Name<String>,
    condition: Option<TypedHeader<IfNoneMatch>>,
) -> Response {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if name.is_empty() || !name.bytes().all(is_name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let file = site.articles.join(format!("{name}.json"));
    let Ok(json) = tokio::fs::read_to_string(file).await else {
        return (StatusCode::NOT_FOUND, "There is no such article.").into_response();
    };
    // The page depends on the JSON and on what draws it, and on nothing else.
    let hash = xxh3_128(format!("{} {json}", render::VERSION).as_bytes());
    let tag = format!("W/\"{hash:032x}\"");
    let is_known = match (condition, tag.parse::<ETag>()) {
        (Some(TypedHeader(condition)), Ok(tag)) => !condition.precondition_passes(&tag),
        _ => false,
    };
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        // Rendering takes no pause, and others wait.
        match tokio::task::spawn_blocking(move || page(&json, &site, &name)).await {
            Ok(Ok(page)) => Html(page).into_response(),
            Ok(Err(error)) => return (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
            Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn page(json: &str, site: &Site, name: &str) -> Result<String, article_widget::Error> {
    let src = format!("{}/articles/{name}.json", site.address);
    let mut options = ReadOptions::default();
    options.base = Some(src.clone());
    let article = format::read(json, &options)?.article;
    let mut options = Options::new("/article-widget/article-widget.css").attribute("src", src);
    options.script = "/article-widget/article-widget.js".into();
    Ok(render::page(&article, &options))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use axum::body::Body;
    use axum::http::Request;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    async fn ask(path: &str, headers: &[(header::HeaderName, &str)]) -> (Response, Vec<u8>) {
        let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/articles");
        let site = Site { articles, address: "https://news.example".into() };
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let router = router(site, "nowhere".into());
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        (Response::from_parts(parts, Body::empty()), body)
    }

    #[tokio::test]
    async fn an_article_is_rendered_and_known_again() {
        let (response, body) = ask("/story/ferry", &[]).await;
        assert_eq!(response.status(), 200);
        let page = String::from_utf8(body).unwrap();
        assert!(page.contains("src=\"https://news.example/articles/ferry.json\""), "{page}");
        assert!(page.contains("src=\"https://news.example/articles/ferry.svg\""), "{page}");
        let tag = response.headers()[header::ETAG].to_str().unwrap().to_owned();
        let (response, body) = ask("/story/ferry", &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!((response.status().as_u16(), body.len()), (304, 0));
        assert_eq!(response.headers()[header::ETAG], tag);
        let (response, _) = ask("/story/library", &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(response.status(), 200);
    }

    #[tokio::test]
    async fn brotli_is_for_who_takes_it() {
        let (plain, body) = ask("/story/ferry", &[]).await;
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        let (small, squeezed) = ask("/story/ferry", &[(header::ACCEPT_ENCODING, "br")]).await;
        assert_eq!(small.headers()[header::CONTENT_ENCODING], "br");
        assert!(squeezed.len() < body.len() / 2);
        assert!(small.headers()[header::VARY].to_str().unwrap().contains("accept-encoding"));
    }

    #[tokio::test]
    async fn what_is_no_article_is_none() {
        for path in ["/story/none", "/story/..%2fpackage", "/story/ferry.json", "/story/"] {
            assert_eq!(ask(path, &[]).await.0.status(), 404, "{path}");
        }
        assert_eq!(ask("/articles/ferry.json", &[]).await.0.status(), 200);
    }
}
