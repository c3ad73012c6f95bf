//! What is measured.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a benchmark may panic")]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use article_widget::format::{ReadOptions, read};
use criterion::{Criterion, Throughput, criterion_group};
use serde_json::{Value, json};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn article(body: &Value) -> String {
    json!({ "headline": "A long read", "body": body }).to_string()
}

/// A body as a content system writes it, repeated until it is this long.
fn html(bytes: usize) -> String {
    let page = std::fs::read_to_string(fixtures().join("html/gutenberg.html")).unwrap();
    page.repeat(bytes / page.len() + 1)
}

/// Blocks of every common kind, in the project's own format.
fn blocks(count: usize) -> Value {
    let kinds = [
        json!({ "type": "paragraph", "text": "She sailed at eight with a <em>crew</em> of nine, and <a href=\"/ferry\">no cargo</a>." }),
        json!({ "type": "heading", "text": "What it costs", "level": 2 }),
        json!({ "type": "quote", "text": "We were told it could not be done.", "cite": "Mara Lind" }),
        json!({ "type": "list", "items": ["Cabins", "Decks", { "text": "Bridge" }] }),
        json!({ "type": "image", "src": "/img/ferry.jpg", "srcset": "/img/ferry.jpg 1280w, /img/small.jpg 640w",
            "width": 1280, "height": 853, "alt": "A ferry", "caption": "At her berth [Harbour Press]" }),
    ];
    kinds.iter().cycle().take(count).cloned().collect()
}

/// JSON that no format looks into: what is left is the parser's time.
fn json_alone(bytes: usize) -> String {
    let item = json!({ "id": 4211, "rate": -12.5e-3, "ok": true, "none": null, "text": "line \"one\"\nzwei – 三", "list": [1, 2, 3, []] });
    let count = bytes / item.to_string().len() + 1;
    json!({ "headline": "A", "body": "<p>a</p>", "other": vec![item; count] }).to_string()
}

fn fixtures() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn options() -> ReadOptions {
    let mut options = ReadOptions::default();
    options.base = Some("https://news.example/api/articles/42.json".into());
    options
}

fn case(criterion: &mut Criterion, group: &str, name: &str, text: &str, amount: Throughput) {
    let options = options();
    let mut group = criterion.benchmark_group(group);
    group.throughput(amount).sample_size(10).warm_up_time(Duration::from_millis(500));
    group.measurement_time(Duration::from_secs(2));
    group.bench_function(name, |bench| bench.iter(|| black_box(read(text, &options).unwrap())));
    group.finish();
}

fn bytes(text: &str) -> Throughput {
    Throughput::Bytes(text.len() as u64)
}

fn whole(criterion: &mut Criterion) {
    let body = html(1_000_000);
    case(criterion, "html", "1 MB", &article(&json!(body)), Throughput::Bytes(body.len() as u64));
    let text = json_alone(1_000_000);
    case(criterion, "json", "1 MB", &text, bytes(&text));
}

fn growth(criterion: &mut Criterion) {
    for count in SIZES {
        let text = article(&blocks(count));
        case(criterion, "blocks", &count.to_string(), &text, bytes(&text));
        let paragraph = "<p>She sailed at <b>eight</b> with a crew of nine, and <a href=\"/ferry\">no cargo</a>.</p>";
        let text = article(&json!(paragraph.repeat(count)));
        case(criterion, "paragraphs of HTML", &count.to_string(), &text, bytes(&text));
        let node = json!({ "_type": "block", "style": "normal", "children": [{ "_type": "span", "text": "She sailed at eight.", "marks": ["strong"] }] });
        let text = json!({ "title": "A", "body": vec![node; count] }).to_string();
        case(criterion, "nodes of an editor", &count.to_string(), &text, bytes(&text));
    }
}

fn formats(criterion: &mut Criterion) {
    let mut folders: Vec<_> =
        std::fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let story = ["story.json", "complete.json"].map(|name| folder.join(name));
        let Some(story) = story.iter().find(|file| file.is_file()) else { continue };
        let text = std::fs::read_to_string(story).unwrap();
        let name = folder.file_name().unwrap().to_str().unwrap();
        case(criterion, "story", name, &text, bytes(&text));
    }
}

criterion_group!(benches, whole, growth, formats);
