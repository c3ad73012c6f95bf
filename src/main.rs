//! The Wasm module behind the element. What it exports is in `element.rs`.

// The default allocator is 2 KB larger.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

use article_widget as _;

fn main() {}
