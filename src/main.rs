//! The Wasm module behind the element.
fn main() {}
