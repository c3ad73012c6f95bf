//! One tag puts an article into any web page.

pub mod article;
mod error;
pub mod format;
pub mod html;
mod json;
mod labels;
mod numbers;
mod platform;
mod read_time;
mod url;
mod view;

pub use error::{Error, ErrorKind, Warning};
