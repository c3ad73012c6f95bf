//! The hostile vectors of `tests/vectors`, each as an article that has it in every field of its kind.
//!
//! A lone surrogate, which no Rust text can hold, stands in the files as `<lone D800>`.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// What every vector would ask for if it could; the widget has no reason to.
pub const FORBIDDEN: &str = "/vector";
/// The picture that articles may load.
pub const PICTURE: &str = "picture.svg";

/// One vector as an article.
pub struct Vector {
    /// The file it is from, and what it is.
    pub name: String,
    /// The article's JSON.
    pub article: String,
}

/// Every vector.
pub fn vectors() -> Vec<Vector> {
    let mut files: Vec<PathBuf> =
        folder().read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files.iter().flat_map(|file| of_file(file)).collect()
}

fn folder() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().find(|folder| folder.join("ARCHITECTURE.md").exists()).unwrap();
    root.join("tests/vectors")
}

fn of_file(file: &Path) -> Vec<Vector> {
    let class = file.file_stem().unwrap().to_str().unwrap();
    let set: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let list = |name: &str| set[name].as_array().unwrap().clone();
    let fields: Vec<String> =
        list("fields").iter().map(|field| field.as_str().unwrap().into()).collect();
    let article = |vector: &Value| {
        let vector = vector.as_str().unwrap();
        let name = format!("{class}: {vector:.80}");
        Vector { name, article: with_surrogates(&article(vector, &fields).to_string()) }
    };
    list("vectors").iter().map(article).collect()
}

fn with_surrogates(json: &str) -> String {
    let mut parts = json.split("<lone ");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('>').unwrap();
        out += &format!("\\u{code}{rest}");
    }
    out
}

/// An article with a vector in each field of the kinds that it is made for.
fn article(vector: &str, fields: &[String]) -> Value {
    let mut article = json!({
        "headline": "A story", "hero": { "src": PICTURE, "srcset": "picture.svg 1x" },
        "body": [{ "type": "paragraph", "text": "Safe." }]
    });
    let mut body = Vec::new();
    for field in fields {
        match field.as_str() {
            "html" => html(vector, &mut article, &mut body),
            "plain" => plain(vector, &mut article, &mut body),
            "url" => url(vector, &mut article, &mut body),
            "srcset" => {
                article["hero"]["srcset"] = json!(vector);
                body.push(json!({ "type": "image", "src": PICTURE, "srcset": vector }));
                body.push(markup(&format!("<img src={PICTURE} srcset=\"{}\">", quoted(vector))));
            }
            "id" => {
                let id = quoted(vector);
                body.push(markup(&format!("<p id=\"{id}\">x</p><a href=\"#{id}\">y</a>")));
                body.push(markup(&format!(
                    "<a name=\"{id}\">x</a><img name=\"{id}\" src={PICTURE}>"
                )));
                body.push(markup(&format!("<form id=\"{id}\"><input name=\"{id}\"></form>")));
            }
            "type" => {
                body.push(
                    json!({ "type": vector, "text": "x", "html": "<p>x</p>", "src": PICTURE }),
                );
                article["hero"][vector] = json!(vector);
                article[vector] = json!(vector);
            }
            "language" => {
                article["language"] = json!(vector);
                body.push(json!({ "type": "code", "text": "x", "language": vector }));
                body.push(markup(&format!("<p lang=\"{0}\" dir=\"{0}\">x</p>", quoted(vector))));
            }
            other => panic!("no field {other}"),
        }
    }
    let all = article["body"].as_array_mut();
    // A vector may have the name of a field.
    all.into_iter().for_each(|all| all.append(&mut body));
    if !article["headline"].is_string() || !article["body"].is_array() {
        article = json!({ "headline": "A story", "body": body });
    }
    article
}

fn markup(html: &str) -> Value {
    json!({ "type": "html", "html": html })
}

fn quoted(value: &str) -> String {
    value.replace('&', "&amp;").replace('"', "&quot;")
}

fn html(vector: &str, article: &mut Value, body: &mut Vec<Value>) {
    article["standfirst"] = json!(vector);
    body.extend([
        markup(vector),
        json!({ "type": "paragraph", "text": vector }),
        json!({ "type": "heading", "text": vector }),
        json!({ "type": "quote", "text": vector, "cite": vector }),
        json!({ "type": "list", "items": [vector, { "text": vector, "blocks": [markup(vector)] }] }),
        json!({ "type": "table", "rows": [[vector, { "text": vector }]] }),
        json!({ "type": "callout", "title": vector, "text": vector }),
        json!({ "type": "image", "src": PICTURE, "caption": { "html": vector } }),
    ]);
}

fn plain(vector: &str, article: &mut Value, body: &mut Vec<Value>) {
    for field in ["kicker", "published", "updated", "direction", "readMinutes"] {
        article[field] = json!(vector);
    }
    article["headline"] = json!(format!("A story {vector}"));
    article["authors"] = json!([{ "name": vector, "url": "/a" }, vector]);
    article["publisher"] = json!({ "name": vector, "url": "/p" });
    let picture = json!({ "type": "image", "src": PICTURE, "alt": vector, "caption": vector, "credit": vector,
        "width": vector, "height": vector, "sizes": vector, "srcset": "picture.svg 1x", "url": "/x" });
    article["hero"] = picture.clone();
    body.extend([
        picture.clone(),
        json!({ "type": "gallery", "images": [picture], "caption": vector }),
        json!({ "type": "code", "text": vector, "language": vector }),
        json!({ "type": "embed", "url": "/e", "title": vector, "provider": vector, "caption": vector }),
        json!({ "type": "audio", "src": "/news/sound.mp3", "title": vector, "caption": vector }),
        json!({ "type": "table", "rows": [["x"]], "caption": vector, "header": vector }),
        json!({ "type": "list", "items": ["x"], "start": vector, "ordered": vector }),
        json!({ "type": "paragraph", "text": format!("<a href=\"/x\" title=\"{0}\">{0}</a> <abbr title=\"{0}\">x</abbr>", quoted(vector)) }),
    ]);
}

fn url(vector: &str, article: &mut Value, body: &mut Vec<Value>) {
    article["url"] = json!(vector);
    article["hero"]["src"] = json!(vector);
    article["authors"] = json!([{ "name": "A", "url": vector }]);
    article["publisher"] = json!({ "name": "P", "url": vector });
    let url = quoted(vector);
    body.extend([
        json!({ "type": "paragraph", "text": format!("<a href=\"{url}\">link</a>") }),
        json!({ "type": "quote", "text": "x", "cite": "y", "url": vector }),
        json!({ "type": "image", "src": vector, "srcset": format!("{vector} 2x") }),
        json!({ "type": "image", "src": PICTURE, "url": vector }),
        json!({ "type": "gallery", "images": [vector, { "src": vector }] }),
        json!({ "type": "embed", "url": vector }),
        json!({ "type": "audio", "src": vector }),
        json!({ "type": "video", "src": vector, "poster": vector }),
        markup(&format!("<img src=\"{url}\"><iframe src=\"{url}\"></iframe><video src=\"{url}\" poster=\"{url}\"></video>")),
        markup(&format!("<a href=\"{url}\"><img src={PICTURE}></a><a href={vector}>x</a>")),
        markup(&format!("<blockquote cite=\"{url}\">x</blockquote><area href=\"{url}\"><form action=\"{url}\">x</form>")),
    ]);
}
