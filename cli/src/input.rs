//! Where the JSON comes from: files, folders, standard input; and how it is read.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use article_widget::format::ReadOptions;
use clap::Args;
use clap::builder::PossibleValuesParser;
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
    /// The address that the JSON will be served at: what relative URLs are relative to
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
    let is_address = ["https://", "http://"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && text.len() > scheme.len()
    });
    if is_address { Ok(text.into()) } else { Err("it starts with https:// or http://".into()) }
}

/// One document to read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Input {
    StandardInput,
    File(PathBuf),
}

impl Input {
    /// As it is named in what is told of it.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::StandardInput => "-".into(),
            Input::File(path) => path.display().to_string(),
        }
    }

    /// Its text. What is no UTF-8 is no JSON either.
    pub(crate) fn text(&self) -> io::Result<String> {
        let bytes = match self {
            Input::StandardInput => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes)?;
                bytes
            }
            Input::File(path) => fs::read(path)?,
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
            inputs.push(Input::File(name.clone()));
        }
    }
    inputs
}

fn inside(folder: &Path) -> impl Iterator<Item = Input> {
    let is_seen = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_seen).filter_map(|entry| {
        match entry {
            Ok(entry) => {
                let is_json = entry.path().extension().is_some_and(|name| name == "json");
                (is_json && !entry.file_type().is_dir()).then(|| Input::File(entry.into_path()))
            }
            // It is told when it is read.
            Err(error) => error.path().map(|path| Input::File(path.into())),
        }
    })
}
