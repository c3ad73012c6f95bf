//! How fast articles are read: HTML, blocks, JSON, and the same story in every format.
//!
//! `cargo xtask bench --native` runs it and writes docs/benchmarks.md.

#[cfg(not(target_arch = "wasm32"))]
mod cases;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    cases::benches();
    criterion::Criterion::default().configure_from_args().final_summary();
}

#[cfg(target_arch = "wasm32")]
fn main() {}
