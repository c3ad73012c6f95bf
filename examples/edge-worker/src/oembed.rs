//! An article as an oEmbed answer.

use article_widget::article::Article;
use serde_json::{Value, json};

/// What a frame needs: its script takes the article over, links open in the host's window.
const SANDBOX: &str = "allow-scripts allow-popups allow-top-navigation-by-user-activation";

/// The answer whose frame shows a page.
pub(crate) fn answer(article: &Article, page: &str, width: u32, height: u32) -> String {
    let title = article.headline.to_plain();
    let frame = format!(
        "<iframe class=\"article-widget-frame\" src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" \
         loading=\"lazy\" sandbox=\"{SANDBOX}\"></iframe>",
        escape(page),
        escape(&title)
    );
    let author = article.authors.first();
    let publisher = article.publisher.as_ref();
    // A thumbnail has both its sizes, or is none.
    let thumbnail =
        article.hero.as_ref().and_then(|hero| Some((&hero.src, hero.width?, hero.height?)));
    let mut answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": author.map(|author| &author.name),
        "author_url": author.and_then(|author| author.url.as_ref()),
        "provider_name": publisher.map(|publisher| &publisher.name),
        "provider_url": publisher.and_then(|publisher| publisher.url.as_ref()),
        "thumbnail_url": thumbnail.map(|(src, ..)| src),
        "thumbnail_width": thumbnail.map(|(_, width, _)| width),
        "thumbnail_height": thumbnail.map(|(.., height)| height),
        "width": width,
        "height": height,
        "html": frame,
    });
    if let Value::Object(fields) = &mut answer {
        fields.retain(|_, value| !value.is_null());
    }
    answer.to_string()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use article_widget::format::read;

    #[test]
    fn it_tells_what_is_known_and_frames_the_page() {
        let json = r#"{"headline": "\"Tides\" & <times>", "authors": ["Mara Lind"], "body": "<p>The sea came in.</p>"}"#;
        let article = read(json, &Default::default()).unwrap().article;
        let answer = answer(&article, "https://edge.example/article?src=a&page", 640, 900);
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["title"], "\"Tides\" & <times>");
        assert_eq!(answer["author_name"], "Mara Lind");
        assert!(answer.get("thumbnail_url").is_none());
        let html = answer["html"].as_str().unwrap();
        assert!(html.contains("src=\"https://edge.example/article?src=a&amp;page\""), "{html}");
        assert!(html.contains("title=\"&quot;Tides&quot; &amp; &lt;times&gt;\""), "{html}");
    }
}
