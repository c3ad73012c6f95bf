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

#[test]
fn the_page_for_frames_takes_every_attribute_that_means_something_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let script = std::fs::read_to_string(root.join("src/frame/frame.js")).unwrap();
    let (_, list) = script.split_once("const ATTRIBUTES = [").unwrap();
    let taken: Vec<_> = list.split_once(']').unwrap().0.split('"').skip(1).step_by(2).collect();
    // Whether a frame loads lazily is the frame's own attribute.
    let names = contract::ATTRIBUTES.iter().map(|attribute| attribute.name);
    for name in names.filter(|name| !["loading", "state"].contains(name)) {
        assert!(taken.contains(&name), "src/frame/frame.js does not know {name}");
    }
    assert_eq!(taken.len(), contract::ATTRIBUTES.len() - 2);
}
