//! What was found, for readers and for machines.

use std::fmt;
use std::io::Write;

use anstyle::Style;
use anyhow::Result;
use article_widget::article::Article;
use article_widget::format::Reading;
use article_widget::render::{self, Options};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::findings::{Finding, Level};
use crate::terminal::{self, Texts};

/// An article that could be read.
pub(super) struct Subject {
    pub(super) article: Article,
    pub(super) format: &'static str,
    pub(super) texts: Texts,
}

impl Subject {
    pub(super) fn new(reading: &Reading, labels_lang: Option<&str>) -> Self {
        let options = Options::new("")
            .attribute("hide", "body hero")
            .attribute("labels-lang", labels_lang.unwrap_or_default());
        let texts = Texts(render::texts(&reading.article, &options));
        Subject { article: reading.article.clone(), format: reading.format, texts }
    }
}

/// One article and what was found.
pub(super) struct Checked {
    pub(super) file: String,
    /// Where in the file it is, where the file holds several.
    pub(super) path: String,
    pub(super) subject: Option<Subject>,
    pub(super) findings: Vec<Finding>,
}

impl Checked {
    pub(super) fn failed(file: &str, path: &str, finding: Finding) -> Self {
        Checked { file: file.into(), path: path.into(), subject: None, findings: vec![finding] }
    }

    fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    fn name(&self) -> String {
        terminal::clean(format!("{} {}", self.file, self.path).trim_end())
    }
}

/// The line for machines: `docs/command.md` describes it.
impl Serialize for Checked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("file", &self.file)?;
        map.serialize_entry("path", &self.path)?;
        map.serialize_entry("ok", &self.subject.is_some())?;
        if let Some(Subject { article, format, .. }) = &self.subject {
            map.serialize_entry("format", format)?;
            map.serialize_entry("headline", &article.headline.to_plain())?;
            map.serialize_entry("language", &article.language)?;
            map.serialize_entry("words", &article.words())?;
            map.serialize_entry("minutes", &article.minutes(None))?;
        }
        map.serialize_entry("findings", &self.findings)?;
        map.end()
    }
}

/// How many of what there were.
#[derive(Default)]
pub(super) struct Tally {
    fine: usize,
    failed: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    hints: usize,
}

impl Tally {
    pub(super) fn count(&mut self, checked: &Checked) {
        match checked.subject {
            Some(_) => self.fine += 1,
            None => self.failed += 1,
        }
        self.errors += checked.count(Level::Error);
        self.warnings += checked.count(Level::Warning);
        self.hints += checked.count(Level::Hint);
    }

    pub(super) fn articles(&self) -> usize {
        self.fine + self.failed
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}, {} of them readable", counted(self.articles(), "article"), self.fine)?;
        let all = [(self.errors, "error"), (self.warnings, "warning"), (self.hints, "hint")];
        all.iter().try_for_each(|(count, what)| write!(f, "; {}", counted(*count, what)))
    }
}

/// The line that says what was checked.
pub(super) fn heading(checked: &Checked, out: &mut impl Write) -> Result<()> {
    let bold = Style::new().bold();
    write!(out, "{bold}{}{bold:#}", checked.name())?;
    match &checked.subject {
        Some(Subject { format, article, .. }) => {
            writeln!(out, ": {format}, {}", counted(article.words() as usize, "word"))?;
        }
        None => writeln!(out, ": not an article that can be read")?,
    }
    Ok(())
}

/// The findings below an article.
pub(super) fn findings(checked: &Checked, out: &mut impl Write) -> Result<()> {
    for finding in &checked.findings {
        let Finding { level, path, message, code } = finding;
        let (style, name) = (level.style(), level.name());
        let path = if path.is_empty() { String::new() } else { format!("{path}: ") };
        let line = terminal::clean(&format!("{path}{message}"));
        writeln!(out, "  {style}{name:<7}{style:#} {line} [{code}]")?;
    }
    Ok(())
}

/// Errors and warnings, a line each that says all.
pub(super) fn lines(checked: &Checked, out: &mut impl Write) -> Result<()> {
    for finding in checked.findings.iter().filter(|finding| finding.level != Level::Hint) {
        let Finding { level, path, message, code } = finding;
        let path = if path.is_empty() { String::new() } else { format!("{path}: ") };
        let file = &checked.file;
        let (style, name) = (level.style(), level.name());
        let line = terminal::clean(&format!("{path}{message}"));
        writeln!(out, "{}: {style}{name}{style:#}: {line} [{code}]", terminal::clean(file))?;
    }
    Ok(())
}
