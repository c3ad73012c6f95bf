//! Replays the texts that fuzzing found worth keeping, and those that it found wrong.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod targets;

use std::path::Path;

use targets::{TARGETS, run};

/// The texts that were saved for a target.
fn saved(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let file = std::fs::read(folder.join(format!("{target}.json"))).unwrap();
    serde_json::from_slice(&file).unwrap()
}

#[test]
fn what_fuzzing_kept_still_reads_as_it_must() {
    for (name, _) in TARGETS {
        let texts = saved(name);
        assert!(texts.len() >= 20, "{name}: {}", texts.len());
        texts.iter().for_each(|text| run(name, text.as_bytes()));
    }
}
