//! References within a document: in circles, without end, and many times to one part.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use article_widget::article::Article;
use article_widget::format::{ReadOptions, Reading, read};
use serde_json::{Value, json};

/// Reads on a stack of a quarter of what Wasm has.
fn read_on_a_small_stack(document: &Value) -> Reading {
    let text = document.to_string();
    let thread = std::thread::Builder::new().stack_size(256 * 1024);
    thread
        .spawn(move || read(&text, &ReadOptions::default()).unwrap())
        .unwrap()
        .join()
        .unwrap_or_else(|_| panic!("{document}"))
}

fn length(article: &Article) -> usize {
    serde_json::to_string(article).unwrap().len()
}

/// An NPR document with this layout and these assets.
fn npr(layout: &Value, assets: &Value) -> Value {
    json!({ "resources": [{ "title": "A", "id": "s", "layout": layout, "assets": assets }] })
}

fn text_asset(id: &str, text: &str) -> Value {
    let profile = json!({ "href": "/v1/profiles/text", "rels": ["type"] });
    json!({ "id": id, "profiles": [profile], "text": text })
}

#[test]
fn a_part_that_holds_itself_is_shown_and_ends() {
    let container = json!({ "id": "a", "content": [{ "type": "text", "text": "Once." }, { "href": "#/assets/a" }] });
    let document = npr(&json!([{ "href": "#/assets/a" }]), &json!({ "a": container }));
    let reading = read_on_a_small_stack(&document);
    assert!(reading.article.body.len() < 200);
    assert!(reading.warnings[0].message.contains("nests too deeply"), "{:?}", reading.warnings);
}

#[test]
fn entries_that_hold_each_other_end() {
    let entry = |id: &str, other: &str| json!({ "sys": { "id": id }, "content": [{ "sys": { "id": other } }] });
    let body = json!({ "nodeType": "document", "content": [
        { "nodeType": "paragraph", "content": [{ "nodeType": "text", "value": "Shown." }] },
        { "nodeType": "embedded-entry-block", "sys": { "id": "e" } },
    ] });
    let document = json!({ "sys": { "id": "0" }, "fields": { "title": "A", "body": body },
        "includes": { "Entry": [entry("e", "f"), entry("f", "e")] } });
    assert_eq!(read_on_a_small_stack(&document).article.body.len(), 1);
}

#[test]
fn pictures_that_are_each_others_sizes_end() {
    let media = |id: &str, other: &str| json!({ "id": id, "type": "media", "relationships": { "field_media_image": { "data": { "id": other } } } });
    let document = json!({
        "data": { "type": "node--article", "attributes": { "title": "A", "body": { "processed": "<p>x</p>" } },
            "relationships": { "field_image": { "data": { "id": "m" } } } },
        "included": [media("m", "n"), media("n", "m")],
    });
    assert_eq!(read_on_a_small_stack(&document).article.hero, None);
}

#[test]
fn a_large_part_is_not_repeated_without_end() {
    let text = "y".repeat(100_000);
    let layout = json!(vec![json!({ "href": "#/assets/a" }); 10_000]);
    let document = npr(&layout, &json!({ "a": text_asset("a", &text) }));
    let article = read_on_a_small_stack(&document).article;
    assert!(length(&article) < 1_100_000, "{}", length(&article));
    assert!(article.body.len() > 1, "a few times it is");
}

#[test]
fn parts_that_double_each_other_do_not_grow_without_end() {
    let assets: serde_json::Map<String, Value> = (0..60)
        .map(|at| {
            let next = json!({ "href": format!("#/assets/{}", at + 1) });
            (at.to_string(), json!({ "id": at.to_string(), "content": [next.clone(), next, { "type": "text", "text": "x" }] }))
        })
        .collect();
    let document = npr(&json!([{ "href": "#/assets/0" }]), &json!(assets));
    assert!(length(&read_on_a_small_stack(&document).article) < 1_000_000);
}

#[test]
fn a_long_link_that_is_defined_once_is_not_written_without_end() {
    let href = format!("https://a.example/{}", "y".repeat(100_000));
    let span = |marks: Value| json!({ "_type": "span", "text": "x", "marks": marks });
    let spans: Vec<Value> =
        (0..10_000).flat_map(|_| [span(json!(["k"])), span(json!([]))]).collect();
    let block = json!({ "_type": "block", "markDefs": [{ "_key": "k", "_type": "link", "href": href }], "children": spans });
    let article = read_on_a_small_stack(&json!({ "title": "A", "body": [block] })).article;
    assert!(length(&article) < 2_000_000, "{}", length(&article));
}

#[test]
fn every_one_of_many_references_is_followed() {
    let count = 3_000;
    let layout: Vec<Value> =
        (0..count).rev().map(|at| json!({ "href": format!("#/assets/{at}") })).collect();
    let assets: serde_json::Map<String, Value> = (0..count)
        .map(|at| (at.to_string(), text_asset(&at.to_string(), &format!("Part {at}."))))
        .collect();
    let article = read_on_a_small_stack(&npr(&json!(layout), &json!(assets))).article;
    assert_eq!(article.body.len(), count);
}
