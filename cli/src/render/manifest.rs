//! What a folder's files were rendered from, so that what has not changed need not be rendered again.
//!
//! A line for each file, written as soon as the file is; a run that was broken off loses nothing.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

/// The sources of the files in a folder.
pub(crate) struct Manifest {
    path: PathBuf,
    key: String,
    known: HashMap<String, String>,
    file: File,
    lines: usize,
}

/// What a text is recognised by.
pub(crate) fn hash(text: &[u8]) -> String {
    format!("{:032x}", xxh3_128(text))
}

impl Manifest {
    /// Of a folder, for files that were rendered as `fingerprint` says; other runs' files count as
    /// changed.
    pub(crate) fn open(folder: &Path, name: &str, fingerprint: &str) -> io::Result<Self> {
        let path = folder.join(name);
        let key = format!("article-widget {}", hash(fingerprint.as_bytes()));
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mut lines = text.lines();
        let is_current = lines.next() == Some(&*key);
        let mut known = HashMap::new();
        let mut count = 0;
        for line in lines.filter(|_| is_current) {
            count += 1;
            // A line that was not written to its end fits nothing.
            if let Some((hash, name)) = line.split_once(' ') {
                known.insert(name.to_owned(), hash.to_owned());
            }
        }
        let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
        if !is_current {
            file.set_len(0)?;
            writeln!(file, "{key}")?;
        } else if !text.ends_with('\n') {
            writeln!(file)?;
        }
        Ok(Manifest { path, key, known, file, lines: count })
    }

    /// Whether a file was rendered from this.
    pub(crate) fn has(&self, name: &str, hash: &str) -> bool {
        self.known.get(name).is_some_and(|known| known == hash)
    }

    /// Notes what files were rendered from.
    pub(crate) fn note(&mut self, notes: Vec<(String, String)>) -> io::Result<()> {
        let mut text = String::new();
        for (name, hash) in notes {
            text.push_str(&format!("{hash} {name}\n"));
            self.known.insert(name, hash);
            self.lines += 1;
        }
        self.file.write_all(text.as_bytes())
    }

    /// Takes out the lines that later ones have replaced.
    pub(crate) fn close(self) -> io::Result<()> {
        if self.lines == self.known.len() {
            return Ok(());
        }
        let mut known: Vec<_> = self.known.iter().collect();
        known.sort();
        super::folder::replace(&self.path, |out| {
            writeln!(out, "{}", self.key)?;
            known.iter().try_for_each(|(name, hash)| writeln!(out, "{hash} {name}"))
        })
    }
}
