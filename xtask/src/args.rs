use crate::failure::{Failure, Result};

/// The words after `cargo xtask`, taken out one by one; what is left at the end is a mistake.
pub struct Args(Vec<String>);

impl Args {
    pub fn from_env() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    pub fn next_word(&mut self) -> Option<String> {
        let first = self.0.iter().position(|word| !word.starts_with("--"))?;
        Some(self.0.remove(first))
    }

    pub fn flag(&mut self, name: &str) -> bool {
        let found = self.0.iter().position(|word| word == name);
        if let Some(at) = found {
            self.0.remove(at);
        }
        found.is_some()
    }

    /// `--name value` or `--name=value`.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let joined = |word: &String| {
            Some(word.strip_prefix(name)?.strip_prefix('=')?.to_owned()).filter(|v| !v.is_empty())
        };
        if let Some((at, value)) =
            self.0.iter().enumerate().find_map(|(at, word)| Some((at, joined(word)?)))
        {
            self.0.remove(at);
            return Ok(Some(value));
        }
        let Some(at) = self.0.iter().position(|word| word == name) else { return Ok(None) };
        self.0.remove(at);
        if at < self.0.len() {
            return Ok(Some(self.0.remove(at)));
        }
        Err(Failure::new(format!("`{name}` needs a value.")).help("cargo xtask help"))
    }

    /// `--name 7`, a number from 1 on.
    pub fn number(&mut self, name: &str, usual: u32) -> Result<u32> {
        let Some(word) = self.value(name)? else { return Ok(usual) };
        word.parse().ok().filter(|number| *number > 0).ok_or_else(|| {
            Failure::new(format!("`{name}` takes a number from 1 on, not `{word}`."))
                .help("cargo xtask help")
        })
    }

    pub fn finish(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(word) => {
                Err(Failure::new(format!("`{word}` is not understood here."))
                    .help("cargo xtask help"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(line: &str) -> Args {
        Args(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn takes_flags_and_values_in_any_order() {
        let mut args = args("--no-open --port 9000 story.json --engine=firefox");
        assert_eq!(args.value("--port").unwrap().as_deref(), Some("9000"));
        assert_eq!(args.value("--engine").unwrap().as_deref(), Some("firefox"));
        assert!(args.flag("--no-open"));
        assert!(!args.flag("--release"));
        assert_eq!(args.next_word().as_deref(), Some("story.json"));
        args.finish().unwrap();
    }

    #[test]
    fn numbers_have_a_usual_value_and_start_at_one() {
        assert_eq!(args("").number("--rounds", 7).unwrap(), 7);
        assert_eq!(args("--rounds 3").number("--rounds", 7).unwrap(), 3);
        assert!(args("--rounds 0").number("--rounds", 7).is_err());
        assert!(args("--rounds some").number("--rounds", 7).is_err());
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(args("--prot 9000").finish().is_err());
        assert!(args("--port").value("--port").is_err());
    }
}
