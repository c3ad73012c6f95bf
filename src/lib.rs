//! One tag puts an article into any web page.

#![cfg_attr(
    not(all(target_arch = "wasm32", feature = "element")),
    allow(
        dead_code,
        reason = "the element, which is there in a browser only, is the only caller of some"
    )
)]

pub mod article;
pub mod component;
#[cfg(all(target_arch = "wasm32", feature = "element"))]
mod element;
mod error;
#[cfg(target_arch = "wasm32")]
mod fetch;
pub mod format;
pub mod html;
mod json;
mod labels;
mod numbers;
mod platform;
mod read_time;
pub mod render;
mod scan;
pub mod structured_data;
mod url;
mod view;

pub use error::{Error, ErrorKind, Warning};

/// Compiles the examples of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../docs/yew.md")]
#[doc = include_str!("../docs/prerendering.md")]
mod documentation {}
