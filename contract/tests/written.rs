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
