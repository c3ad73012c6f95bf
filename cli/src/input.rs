//! Where the JSON comes from: files, folders, standard input; and how it is read.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use article_widget::format::ReadOptions;
use clap::Args;
use clap::builder::PossibleValuesParser;
use url::Url;
use walkdir::{DirEntry, WalkDir};

/// How documents are read.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Reading {
    /// The format, instead of the one that is recognised
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(article_widget::format::names()), hide_possible_values = true)]
    pub(crate) format: Option<String>,
    /// The article of a list or feed: its index, id or URL
    #[arg(long, value_name = "WHICH")]
    pub(crate) item: Option<String>,
    /// The address that the JSON will be served at, or that of its folder, with a slash at the end
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(crate) base: Option<String>,
}

impl Reading {
    pub(crate) fn options(&self) -> ReadOptions {
        let mut options = ReadOptions::default();
        options.format = self.format.clone();
        options.item = self.item.clone();
        options.base = self.base.clone();
        options
    }
}

fn address(text: &str) -> Result<String, String> {
    match Url::parse(text) {
        Ok(url) if url.has_host() && url.scheme().starts_with("http") => Ok(text.into()),
        _ => Err("it is a whole address, such as https://news.example/api/".into()),
    }
}

/// One document to read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Input {
    StandardInput,
    /// A file, and what it is called within the folder that was given.
    File {
        path: PathBuf,
        relative: PathBuf,
    },
}

impl Input {
    /// As it is named in what is told of it.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::StandardInput => "-".into(),
            Input::File { path, .. } => path.display().to_string(),
        }
    }

    /// The name within the folder that was given.
    pub(crate) fn relative(&self) -> Option<&Path> {
        match self {
            Input::StandardInput => None,
            Input::File { relative, .. } => Some(relative),
        }
    }

    /// The address of the JSON, by the one that was given: its own, or its folder's.
    pub(crate) fn base(&self, given: Option<&str>) -> Option<String> {
        let given = given?;
        let relative = self.relative().filter(|_| given.ends_with('/'));
        let own = relative.and_then(|relative| {
            let mut url = Url::parse(given).ok()?;
            url.path_segments_mut()
                .ok()?
                .pop_if_empty()
                .extend(relative.components().map(|part| part.as_os_str().to_string_lossy()));
            Some(url.into())
        });
        Some(own.unwrap_or_else(|| given.to_owned()))
    }

    /// Its text. What is no UTF-8 is no JSON either.
    pub(crate) fn text(&self) -> io::Result<String> {
        let bytes = match self {
            Input::StandardInput => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes)?;
                bytes
            }
            Input::File { path, .. } => fs::read(path)?,
        };
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            io::Error::new(io::ErrorKind::InvalidData, format!("byte {at} is not UTF-8"))
        })
    }
}

/// What the names on the command line stand for: of a folder, every `.json` in it, in the order of
/// their names. A name that stands for nothing stays and fails when it is read.
pub(crate) fn gather(names: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for name in names {
        if name == Path::new("-") {
            inputs.push(Input::StandardInput);
        } else if name.is_dir() {
            inputs.extend(inside(name));
        } else {
            let relative = name.file_name().map_or_else(|| name.clone(), PathBuf::from);
            inputs.push(Input::File { path: name.clone(), relative });
        }
    }
    inputs
}

fn inside(folder: &Path) -> impl Iterator<Item = Input> + '_ {
    let is_seen = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let found = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_seen);
    found.filter_map(move |entry| {
        let path = match entry {
            Ok(entry) => {
                let is_json = entry.path().extension().is_some_and(|name| name == "json");
                if !is_json || entry.file_type().is_dir() {
                    return None;
                }
                entry.into_path()
            }
            // It is told when it is read.
            Err(error) => error.path()?.to_owned(),
        };
        let relative = path.strip_prefix(folder).unwrap_or(&path).to_owned();
        Some(Input::File { path, relative })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_folder_becomes_that_of_each_file() {
        let file = Input::File { path: "in/a b/c.json".into(), relative: "a b/c.json".into() };
        let base = |input: &Input, given| input.base(given);
        let folder = "https://news.example/api/";
        assert_eq!(base(&file, Some(folder)).unwrap(), "https://news.example/api/a%20b/c.json");
        let own = "https://news.example/api/42";
        assert_eq!(base(&file, Some(own)).unwrap(), own);
        assert_eq!(base(&Input::StandardInput, Some(folder)).unwrap(), folder);
        assert_eq!(base(&file, None), None);
    }
}
