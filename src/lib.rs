//! One tag puts an article into any web page.

pub mod article;
mod error;
pub mod format;
pub mod html;
mod json;
mod numbers;
mod platform;
mod url;

pub use error::{Error, ErrorKind, Warning};
