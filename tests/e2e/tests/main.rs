//! What a reader, a host page and a publisher see of the built widget, in a real browser.
