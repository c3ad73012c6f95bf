//! What can go wrong, and how it is told.

/// Why an article cannot be shown. The names are part of the public contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No answer from the server.
    Network,
    /// The browser has no connection.
    Offline,
    /// The server answered with an error.
    Http,
    /// The server took too long.
    Timeout,
    /// The answer is larger than the bounds allow.
    TooLarge,
    /// The answer is not JSON.
    NotJson,
    /// The JSON is in no known format.
    UnknownFormat,
    /// The JSON holds no article.
    NoArticle,
    /// The text is behind a password or a payment.
    Restricted,
    /// The host page's policy forbids what the widget needs.
    Blocked,
    /// A fault of the widget itself.
    Internal,
}

impl ErrorKind {
    /// The name that events and states use.
    pub fn as_str(self) -> &'static str {
        match self {
            ErrorKind::Network => "network",
            ErrorKind::Offline => "offline",
            ErrorKind::Http => "http",
            ErrorKind::Timeout => "timeout",
            ErrorKind::TooLarge => "too-large",
            ErrorKind::NotJson => "not-json",
            ErrorKind::UnknownFormat => "unknown-format",
            ErrorKind::NoArticle => "no-article",
            ErrorKind::Restricted => "restricted",
            ErrorKind::Blocked => "blocked",
            ErrorKind::Internal => "internal",
        }
    }

    /// The kind that one of the ways to fail to get a text has as its name.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn named(name: &str) -> Self {
        use ErrorKind::{Blocked, Http, Network, Offline, Timeout, TooLarge};
        let kinds = [Offline, Http, Timeout, TooLarge, Blocked];
        kinds.into_iter().find(|kind| kind.as_str() == name).unwrap_or(Network)
    }
}

/// Why an article cannot be shown, in detail.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Error {
    /// The kind.
    pub kind: ErrorKind,
    /// What a publisher or site owner needs to mend it.
    pub message: String,
    /// The HTTP status, where the server gave one.
    pub status: Option<u16>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into(), status: None }
    }
}

/// What the message says of a field after its place.
pub(crate) const MISSING: &str = ": missing, and an article needs it";

impl Error {
    /// Where in the JSON the fault is, where it is in one place.
    pub fn path(&self) -> Option<&str> {
        self.message.strip_suffix(MISSING)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind.as_str())?;
        f.write_str(": ")?;
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Something in the JSON that was left out or read leniently.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Warning {
    /// Where in the JSON: `body[3].type`.
    pub path: String,
    /// What is wrong there.
    pub message: String,
}
