//! What the preview's gallery shows, found where it lies: the formats with an article of each, the themes, the languages.

use std::fs;
use std::path::Path;

use crate::failure::{Result, While};

const FORMATS: &str = "docs/formats.md";
const FIXTURES: &str = "tests/fixtures";
/// Where the fixtures' pictures would be, and the folder of one that is there.
const PICTURES: [(&str, &str); 2] = [
    ("https://news.example/img/ferry.jpg", "../images/ferry.jpg"),
    ("//news.example/img/ferry.jpg", "../images/ferry.jpg"),
];

/// Writes the list, and an article of each format, into the built preview.
pub fn write(root: &Path, preview: &Path) -> Result<()> {
    let formats = formats(&fs::read_to_string(root.join(FORMATS)).doing("reading the formats")?);
    let articles = preview.join("formats");
    fs::create_dir_all(&articles).doing("making the folder of the formats")?;
    for (name, _) in &formats {
        let folder = root.join(FIXTURES).join(name);
        let story = [folder.join("story.json"), folder.join("complete.json")];
        let story = story.iter().find(|file| file.exists()).unwrap_or(&story[0]);
        let json = fs::read_to_string(story).doing(format_args!("reading {}", story.display()))?;
        let json = PICTURES.iter().fold(json, |json, (from, to)| json.replace(from, to));
        fs::write(articles.join(format!("{name}.json")), json)
            .doing("writing a format's article")?;
    }
    let formats: Vec<String> = formats
        .iter()
        .map(|(name, about)| format!(r#"{{"name":{},"about":{}}}"#, quoted(name), quoted(about)))
        .collect();
    let looks = names(&root.join("styles/themes"), "css")?;
    let languages = names(&root.join("src/labels"), "json")?;
    let list = format!(
        "{{\"version\":{},\n\"formats\":[{}],\n\"looks\":[{}],\n\"languages\":[{}]}}\n",
        quoted(env!("CARGO_PKG_VERSION")),
        formats.join(",\n"),
        looks.join(","),
        languages.join(","),
    );
    fs::write(preview.join("gallery.json"), list).doing("writing the gallery's list")
}

/// The names and what they stand for, as the first table of the documentation has them.
fn formats(page: &str) -> Vec<(String, String)> {
    page.lines()
        .skip_while(|line| !line.starts_with("| name |"))
        .skip(2)
        .map_while(|line| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "))
        .map(|(name, about)| (name.to_owned(), plain(about)))
        .collect()
}

/// Without the marks of Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        plain.push_str(before);
        let Some((words, after)) = link.split_once("](") else { break };
        plain.push_str(words);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.replace('`', "")
}

/// The names of a folder's files, without their extension, in order.
fn names(folder: &Path, extension: &str) -> Result<Vec<String>> {
    let entries = folder.read_dir().doing(format_args!("reading {}", folder.display()))?;
    let files = entries.flatten().map(|entry| entry.path());
    let mut names: Vec<String> = files
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .filter_map(|file| file.file_stem()?.to_str().map(quoted))
        .collect();
    names.sort();
    Ok(names)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
