//! What fuzzing and the hostile vectors found, each under its own name.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unreachable, clippy::unwrap_used, reason = "a test may panic")]

use article_widget::ErrorKind;
use article_widget::article::{Article, Block, Inline};
use article_widget::format::{ReadOptions, read};
use article_widget::html;
use serde_json::{Value, json};

fn article(document: &Value) -> Article {
    let mut options = ReadOptions::default();
    options.base = Some("https://news.example/api/1.json".into());
    read(&document.to_string(), &options).unwrap().article
}

fn body(html: &str) -> Vec<Block> {
    article(&json!({ "headline": "A", "body": ["x", html] })).body.split_off(1)
}

/// The running text of a paragraph.
fn content(html: &str) -> Vec<Inline> {
    match body(html).remove(0) {
        Block::Paragraph { text } => text.0,
        other => vec![Inline::Text(format!("{other:?}"))],
    }
}

#[test]
fn a_dash_alone_before_a_source_leaves_no_empty_run() {
    let blocks = body("<blockquote><p>Words.</p><footer>— <b>A</b></footer></blockquote>");
    let Some(Block::Quote(quote)) = blocks.first() else { unreachable!("{blocks:?}") };
    assert_eq!(quote.cite.to_html(), "<b>A</b>");
}

#[test]
fn text_that_shows_nothing_is_no_block_and_no_name() {
    for blank in ["\u{2029}", "\u{200b}\u{2060}", "\u{202e}", "\u{3164}", "\u{e0041}", "\u{85}"] {
        assert_eq!(body(blank), [], "{blank:?}");
        let document =
            json!({ "headline": "A", "authors": [blank], "kicker": blank, "body": "<p>x" });
        let article = article(&document);
        assert_eq!((article.authors.len(), article.kicker), (0, None), "{blank:?}");
    }
}

#[test]
fn a_candidate_whose_url_ends_in_a_comma_is_left_out_of_a_srcset() {
    let hero = json!({ "src": "a.jpg", "srcset": "b.jpg,\u{1} 2x, c.jpg 3x" });
    let hero = article(&json!({ "headline": "A", "hero": hero, "body": "<p>x" })).hero.unwrap();
    assert_eq!(hero.srcset.as_deref(), Some("https://news.example/api/c.jpg 3x"));
}

#[test]
fn a_list_may_count_from_below_zero() {
    let list = json!({ "type": "list", "ordered": true, "start": -5, "items": ["a"] });
    let article = article(&json!({ "headline": "A", "body": [list] }));
    let Some(Block::List(list)) = article.body.first() else { unreachable!("{article:?}") };
    assert_eq!(list.start, Some(-5));
}

#[test]
fn a_language_that_is_none_marks_nothing() {
    assert_eq!(content("a <span lang='?'>b</span> c"), [Inline::Text("a b c".into())]);
}

#[test]
fn the_words_of_a_link_that_was_left_out_join_those_around() {
    assert_eq!(content("a <a href='javascript:x'>b</a> c"), [Inline::Text("a b c".into())]);
}

#[test]
fn spaces_that_do_not_break_are_kept_where_a_block_s_text_begins() {
    let block = json!({ "type": "paragraph", "text": "\u{a0}a" });
    let article = article(&json!({ "headline": "A", "body": [block] }));
    assert_eq!(
        article.body.first().map(|block| format!("{block:?}").contains("\\u{a0}a")),
        Some(true)
    );
}

#[test]
fn ruby_text_lies_in_no_ruby_text_through_a_ruby_between() {
    let once = html::text("<ruby><rt><ruby><rp>y");
    assert_eq!(once.to_html(), "<ruby><rt>y</rt></ruby>");
    assert_eq!(html::text(&once.to_html()), once);
}

#[test]
fn a_body_that_says_nothing_is_missing() {
    for body in [json!(" \u{a0}\n"), json!("<p></p>"), json!([""])] {
        let text = json!({ "headline": "A", "body": body }).to_string();
        assert_eq!(read(&text, &ReadOptions::default()).unwrap_err().kind, ErrorKind::NoArticle);
    }
}

#[test]
fn an_article_of_too_many_blocks_is_shortened_and_says_so() {
    let document = json!({ "headline": "A", "body": "<p>x</p>".repeat(20_001) }).to_string();
    let reading = read(&document, &ReadOptions::default()).unwrap();
    assert_eq!((reading.article.body.len(), reading.article.truncated), (20_000, true));
    let told = reading.warnings.first().map(|warning| warning.message.contains("20,000 blocks"));
    assert_eq!(told, Some(true));
}

#[test]
fn breaks_between_a_dash_and_a_source_are_no_part_of_it() {
    let blocks = body("<blockquote><p>W.</p><footer>— <b><br>A<br>B</b></footer></blockquote>");
    let Some(Block::Quote(quote)) = blocks.first() else { unreachable!("{blocks:?}") };
    assert_eq!(quote.cite.to_html(), "<b>A<br>B</b>");
}

#[test]
fn a_link_around_many_lines_goes_on_to_its_end() {
    let lines = "<b>b</b><br>".repeat(300);
    let html =
        format!("<p><a href=\"https://news.example/{}\">{lines}end</a></p>", "x".repeat(100));
    let content = content(&html);
    assert!(matches!(content.as_slice(), [Inline::Marked(..)]), "{content:?}");
}

#[test]
fn a_picture_whose_alternative_shows_nothing_has_none() {
    let blocks =
        body("<figure><img src=a.jpg alt=\"\u{1}\u{a0}\"><figcaption>x</figcaption></figure>");
    let Some(Block::Image { image, .. }) = blocks.first() else { unreachable!("{blocks:?}") };
    assert_eq!(image.alt, None);
}

#[test]
fn code_in_a_language_that_shows_nothing_names_none() {
    let blocks = body("<pre><code class=\"language-\u{1}\u{1}\">x</code></pre>");
    assert!(matches!(blocks.as_slice(), [Block::Code { language: None, .. }]), "{blocks:?}");
    let blocks = body("<pre><code class=\"language-rust\u{b}\">x</code></pre>");
    let Some(Block::Code { language, .. }) = blocks.first() else { unreachable!("{blocks:?}") };
    assert_eq!(language.as_deref(), Some("rust"));
}

#[test]
fn a_caption_is_trimmed_whoever_reads_it() {
    let image = json!({ "type": "image", "src": "a.jpg", "caption": "\u{a0}A" });
    let document = json!({ "headline": "A", "body": [image] });
    let base = Some("https://news.example/api/1.json");
    let by_serde = serde_json::from_value::<Article>(document.clone()).unwrap().settled(base);
    assert_eq!(by_serde.body, article(&document).body);
}

#[test]
fn a_credit_that_shows_nothing_and_a_size_of_nothing_are_none() {
    let document = json!({
        "headline": "A",
        "hero": { "src": "a.jpg", "caption": "x", "credit": "\u{1}" },
        "body": ["<p>x</p><video src=v.webm width=0 height=0></video>"]
    });
    let article = article(&document);
    assert_eq!(article.hero.unwrap().credit, None);
    let Some(Block::Video(media)) = article.body.get(1) else { unreachable!("{:?}", article.body) };
    assert_eq!((media.width, media.height), (None, None));
}

#[test]
fn a_long_link_is_not_repeated_without_bound_where_the_room_for_marks_ends() {
    let href = "h".repeat(199);
    // At one of these lengths the room ends within the last paragraph.
    let lengths = (180..220).flat_map(|paragraphs| (0..26).map(move |pad| (paragraphs, pad)));
    let most = lengths.map(|(paragraphs, pad)| {
        let (pad, lines) = (" ".repeat(pad), "<p>x".repeat(paragraphs));
        let html = format!("<a href=/{href}><wbr{pad}>{lines}{}", "<b>y</b>x".repeat(400));
        let written = serde_json::to_string(&body(&html)).unwrap();
        written.matches(&href).count() * href.len() / html.len()
    });
    assert!(most.max().unwrap() <= 8);
}

#[test]
fn a_card_s_title_is_trimmed_whoever_reads_it() {
    let blocks = body("<div class=kg-bookmark-card><a href=/a><p>&nbsp; The report</p></a></div>");
    let Some(Block::Embed(embed)) = blocks.first() else { unreachable!("{blocks:?}") };
    assert_eq!(embed.title.as_deref(), Some("The report"));
}

#[test]
fn a_credit_on_a_line_of_its_own_leaves_no_empty_line() {
    let image =
        json!({ "src": "a.jpg", "caption": { "html": "<b>Mast</b><br><a id=x></a>[Ada]" } });
    let hero = article(&json!({ "headline": "A", "hero": image, "body": "<p>x" })).hero.unwrap();
    assert_eq!(hero.caption.to_html(), "<b>Mast</b>");
    assert_eq!(hero.credit.as_deref(), Some("Ada"));
}

#[test]
fn sizes_that_show_nothing_are_none() {
    let blocks = body("<img src=a.jpg srcset='b.jpg 2x' sizes='\u{1}'>");
    let Some(Block::Image { image, .. }) = blocks.first() else { unreachable!("{blocks:?}") };
    assert_eq!(image.sizes, None);
}
