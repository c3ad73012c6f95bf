//! One tag puts an article into any web page.

pub mod article;
mod error;
pub mod html;

pub use error::{Error, ErrorKind, Warning};
