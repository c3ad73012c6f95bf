//! How far a long run is, on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for so many, and what is done with each.
pub(crate) fn bar(count: usize, done: &'static str) -> ProgressBar {
    if count < 2 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} {msg}, {eta} left");
    ProgressBar::new(count as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(done)
}
