use std::fmt;

pub type Result<T> = std::result::Result<T, Failure>;

/// What went wrong, in a sentence, and what the reader can do about it.
#[derive(Debug)]
pub struct Failure {
    what: String,
    help: Option<String>,
}

impl Failure {
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), help: None }
    }

    /// The outermost advice wins: it knows what the reader was after.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FAILED: {}", self.what)?;
        match &self.help {
            Some(help) => write!(f, "\n  what to do: {help}"),
            None => Ok(()),
        }
    }
}

/// Puts what was being done before the system's own words.
pub trait While<T> {
    fn doing(self, what: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> While<T> for std::result::Result<T, E> {
    fn doing(self, what: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Failure::new(format!("{what}: {error}")))
    }
}
