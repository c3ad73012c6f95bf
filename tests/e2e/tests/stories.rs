//! Articles that the tests show.

use anyhow::Result;
use e2e::{Reply, Scene};
use serde_json::{Value, json};

/// A tag for the article at `/news/story.json`.
pub const TAG: &str = r#"<article-widget src="/news/story.json"></article-widget>"#;
pub const STORY: &str = "/news/story.json";

/// Every part of an article, and nothing odd about it.
pub fn full() -> Value {
    json!({
        "headline": "Harbour library opens its reading room",
        "kicker": "City",
        "standfirst": "After <em>nine</em> years of work the doors are open.",
        "hero": {
            "src": "images/hero.svg", "width": 1200, "height": 800,
            "alt": "A reading room with tall windows",
            "caption": "The reading room on its first morning [Harbour Press]"
        },
        "authors": [
            { "name": "Ada Fischer", "url": "https://news.example/ada" },
            { "name": "Bo Lindqvist" }
        ],
        "published": "2024-03-01T07:30:00+01:00",
        "updated": "2024-03-02T18:05:00+01:00",
        "language": "en",
        "readMinutes": 3,
        "url": "https://news.example/library",
        "publisher": { "name": "Harbour News", "url": "https://news.example/" },
        "body": [
            { "type": "paragraph", "text": "The first paragraph of the story." },
            { "type": "heading", "text": "A crosshead" },
            { "type": "paragraph", "text": "The second paragraph, with a <a href=\"more.html\">link</a>." }
        ]
    })
}

/// Just what is required.
pub fn minimal(headline: &str) -> Value {
    json!({ "headline": headline, "body": "<p>A short body.</p>" })
}

/// An article with this body.
pub fn with_body(body: Value) -> Value {
    json!({ "headline": "A story", "language": "en", "body": body })
}

/// Serves an article and its picture, opens a page with the tag and waits for it.
pub async fn show(scene: &Scene, article: &Value) -> Result<()> {
    serve(scene, article);
    scene.open(TAG).await?;
    scene.ready().await
}

/// Serves an article and its picture.
pub fn serve(scene: &Scene, article: &Value) {
    scene.server.json(STORY, article);
    scene.server.put("/news/images/hero.svg", Reply::picture(1200, 800));
}

/// Puts another article in the place of the one shown, and waits for its headline.
pub async fn replace(scene: &Scene, article: &Value) -> Result<()> {
    scene.server.json(STORY, article);
    let headline = &article["headline"];
    scene.page.js("e2e.widget().reload()").await?;
    scene.page.until(&format!("e2e.text(e2e.part('headline')) === {headline}")).await?;
    scene.ready().await
}

/// Waits for the first widget's error, checks its kind, and gives the event's detail.
pub async fn fails_with(scene: &Scene, kind: &str) -> Result<Value> {
    scene.failed().await?;
    let detail = scene.detail("article-error").await?;
    assert_eq!(detail["kind"], kind, "{detail}");
    assert_ne!(detail["message"].as_str().unwrap(), "", "a message says what is wrong");
    told_on_the_console(scene).await?;
    Ok(detail)
}

/// The console may hear of an article's error; nothing else may stand there.
pub async fn told_on_the_console(scene: &Scene) -> Result<()> {
    let told = "e2e.problems.splice(0, e2e.problems.length, ...e2e.problems.filter((problem) =>
        !problem.startsWith('console.error: article-widget: ')))";
    scene.page.js(told).await.map(drop)
}
