//! The tasks of article-widget.
fn main() {}
