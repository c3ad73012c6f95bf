//! What a browser does for us, with a well-kept library in its place natively.
//!
//! Both sides answer the same questions with the same rules: URLs by the WHATWG standard, words
//! and dates by Unicode's.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub(crate) use browser::*;

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::*;
