//! Hostile vectors, natively: nothing but what the allow-lists name is in the article or in what is drawn of it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod check;
mod vectors;

use std::rc::Rc;

use article_widget::article::Article;
use article_widget::component::{ArticleView, ArticleViewProps};
use article_widget::format::read;
use check::{BASE, check, options};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use vectors::{FORBIDDEN, vectors};
use yew::LocalServerRenderer;

/// Every element that is ever drawn.
const ELEMENTS: &str = "html head body article div header h1 h2 h3 h4 h5 h6 p a span time figure img figcaption blockquote \
    ul ol li table thead tbody tr th td pre code hr br audio video button footer \
    em strong i b u s sub sup mark small q cite kbd samp var dfn ins del ruby rt rp abbr bdi svg path";
/// Every attribute that is ever drawn.
const ATTRIBUTES: &str = "part class href lang dir id alt aria-label aria-labelledby aria-hidden cite colspan controls \
    data-theme datetime decoding fetchpriority height loading name playsinline poster preload rel role rowspan scope \
    sizes src srcset start tabindex title type width";

fn drawn(article: Article) -> String {
    let props = ArticleViewProps {
        article: Rc::new(article),
        heading_level: 2,
        hide: "".into(),
        theme: "auto".into(),
        words_per_minute: None,
    };
    let renderer = LocalServerRenderer::<ArticleView>::with_props(props).hydratable(false);
    pollster::block_on(renderer.render())
}

/// Looks at what a browser makes of the markup.
fn look(node: &Handle, vector: &str) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        assert!(
            ELEMENTS.split_whitespace().any(|known| known == &*name.local),
            "{vector}: {name:?}"
        );
        for attribute in attrs.borrow().iter() {
            let (name, value) = (&*attribute.name.local, attribute.value.trim());
            assert!(ATTRIBUTES.split_whitespace().any(|known| known == name), "{vector}: {name}");
            if matches!(name, "href" | "src" | "cite" | "poster") && !value.starts_with('#') {
                let url = url::Url::parse(value).unwrap_or_else(|_| panic!("{vector}: {value}"));
                let allowed = ["https", "http", "mailto", "tel"];
                assert!(allowed.contains(&url.scheme()), "{vector}: {value}");
            }
            if matches!(name, "src" | "srcset" | "poster") {
                assert!(!value.contains(FORBIDDEN), "{vector}: {value}");
            }
            if matches!(name, "id" | "name") {
                assert!(value.starts_with("article-"), "{vector}: {name}={value}");
            }
        }
    }
    node.children.borrow().iter().for_each(|child| look(child, vector));
}

#[test]
fn nothing_of_any_vector_is_drawn_that_the_allow_lists_do_not_name() {
    let vectors = vectors();
    assert!(vectors.len() >= 300, "{}", vectors.len());
    for vector in vectors {
        let reading = read(&vector.article, &options(None));
        let reading = reading.unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        let checked = std::panic::catch_unwind(|| check(&reading, vector.article.len()));
        assert!(checked.is_ok(), "{}", vector.name);
        let html = drawn(reading.article.settled(Some(BASE)));
        let document = parse_document(RcDom::default(), ParseOpts::default()).one(html);
        look(&document.document, &vector.name);
    }
}
