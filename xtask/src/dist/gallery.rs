//! What the preview's gallery shows, found where it lies: the formats with an article of each, the themes, the languages.

use std::fs;
use std::path::Path;

use crate::failure::{Result, While};

const FORMATS: &str = "docs/formats.md";
const FIXTURES: &str = "tests/fixtures";
/// The fixtures' pictures and recordings lie nowhere: the preview's own take their place, by extension.
const MEDIA: [(&str, &str); 4] = [
    (".jpg", "../images/ferry.jpg"),
    (".jpeg", "../images/ferry.jpg"),
    (".mp3", "../media/tone.mp3"),
    (".mp4", "../media/dusk.mp4"),
];
/// Simorgh's pictures are asked from the BBC whatever their address; they are left out.
const LOCATOR: [&str; 2] = ["\"locator\":", "\"withheld\":"];

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
        let json = with_media(&json.replace(LOCATOR[0], LOCATOR[1]));
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

/// Whatever stands between quotes and is the address of a file, or some with their widths, in JSON and in
/// HTML within it.
fn with_media(json: &str) -> String {
    let own = |piece: &str| {
        let address = piece.trim_end_matches('\\');
        let escape = piece.strip_prefix(address).unwrap_or_default();
        let first = address.split(' ').next().unwrap_or(address);
        let is_set = address.ends_with('w') && first.len() < address.len();
        if !is_set && first.len() < address.len() {
            return None;
        }
        let found = first.split('?').next().unwrap_or(first);
        let found = MEDIA.iter().find(|(extension, _)| found.ends_with(extension));
        found.map(|(_, own)| format!("{own}{}{escape}", if is_set { " 1200w" } else { "" }))
    };
    let pieces = json.split('"').map(|piece| own(piece).unwrap_or_else(|| piece.to_owned()));
    pieces.collect::<Vec<_>>().join("\"")
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
