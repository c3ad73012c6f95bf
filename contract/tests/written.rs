//! What is written from the table is what the repository holds.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

#[test]
fn every_file_is_as_the_table_has_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for (path, text) in contract::files(root).unwrap() {
        let held = std::fs::read_to_string(root.join(path)).unwrap_or_default();
        assert!(held == text, "{path} differs from the table: cargo xtask contract writes it anew");
    }
}

#[test]
fn every_state_is_one_of_the_attribute_that_reflects_it() {
    let state = contract::ATTRIBUTES.iter().find(|attribute| attribute.name == "state").unwrap();
    let listed: Vec<_> = state.values.split('`').skip(1).step_by(2).collect();
    assert_eq!(listed, contract::STATES);
}

/// Fails unless a file's list has every attribute but these.
fn takes_all_but(left_out: &[&str], file: &str, start: &str, end: char) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = std::fs::read_to_string(root.join(file)).unwrap();
    let (_, list) = text.split_once(start).unwrap();
    let (list, _) = list.split_once(end).unwrap();
    let mut taken: Vec<_> = list.split(['"', '\'']).skip(1).step_by(2).collect();
    let names = contract::ATTRIBUTES.iter().map(|attribute| attribute.name);
    let mut known: Vec<_> = names.filter(|name| !left_out.contains(name)).collect();
    taken.sort_unstable();
    known.sort_unstable();
    assert_eq!(taken, known, "{file}");
}

#[test]
fn the_page_for_frames_takes_every_attribute_that_means_something_there() {
    // Whether a frame loads lazily is the frame's own attribute.
    takes_all_but(&["loading", "state"], "src/frame/frame.js", "const ATTRIBUTES = [", ']');
}

#[test]
fn the_plug_in_takes_every_attribute_that_an_author_may_set() {
    let file = "examples/wordpress/article-widget/article-widget.php";
    takes_all_but(&["state"], file, "const ATTRIBUTES = array(", ')');
}
