//! What each format weighs: how much smaller the Wasm is without it.

use std::fs;

use super::{Size, grouped, measure};
use crate::build;
use crate::failure::{Failure, Result, While};
use crate::section;
use crate::setup;
use crate::shell::Shell;

const FOLDER: &str = "src/format";
const PAGE: &str = "docs/formats.md";
const WHOLE: &str = "article-widget-whole.wasm";

struct Format {
    name: String,
    /// Its file, by which a build leaves it out.
    module: String,
}

pub fn task(shell: &mut Shell) -> Result<()> {
    setup::for_build(shell)?;
    let formats = formats(shell)?;
    let all = packed(shell, "")?;
    let mut lines: Vec<(i64, String)> = Vec::new();
    for (at, format) in formats.iter().enumerate() {
        println!("\n══ {} of {}: without {}", at + 1, formats.len(), format.name);
        let bytes = all - packed(shell, &format.module)?;
        let line = format!("| `{}` | {bytes} |\n", format.name);
        println!("{line}");
        lines.push((bytes, line));
    }
    lines.sort_by_key(|(bytes, _)| -bytes);
    println!("\n══ `native` alone");
    let others: Vec<_> =
        formats.iter().map(|it| &*it.module).filter(|module| *module != "native").collect();
    let alone = packed(shell, &others.join(" "))?;
    let mut table = String::from("| bytes more by | the whole |\n| --- | --- |\n");
    table.extend(lines.into_iter().map(|(_, line)| line));
    table += &format!("| all but `native` | {} |\n", all - alone);
    for (name, bytes) in [("with `native` alone", alone), ("with all", all)] {
        table += &format!("| *the Wasm {name}* | {} |\n", grouped(bytes.unsigned_abs()));
    }
    section::write(shell, PAGE, "sizes", &table)
}

/// The formats, by their files.
fn formats(shell: &Shell) -> Result<Vec<Format>> {
    let files = shell.root().join(FOLDER).read_dir().doing("reading the formats")?;
    let mut found = Vec::new();
    for file in files.flatten().map(|file| file.path()).filter(|file| file.is_file()) {
        let text = fs::read_to_string(&file).doing("reading a format")?;
        if let (Some(name), Some(module)) = (name(&text), file.file_stem()) {
            let module = module.to_string_lossy().into_owned();
            found.push(Format { name: name.to_owned(), module });
        }
    }
    if found.is_empty() {
        return Err(Failure::new(format!("There is no format in {FOLDER}.")));
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The name that a file gives its format.
fn name(source: &str) -> Option<&str> {
    let (_, format) = source.split_once("const FORMAT: Format = Format {")?;
    let (_, name) = format.split_once("name: \"")?;
    Some(name.split_once('"')?.0)
}

/// What the Wasm weighs without some formats.
fn packed(shell: &Shell, without: &str) -> Result<i64> {
    let folder = shell.target_dir().join("formats");
    build::without(shell, without, &folder)?;
    let sizes = measure(shell, &folder)?;
    let size = sizes.iter().find(|size: &&Size| size.name == WHOLE);
    let size = size.ok_or_else(|| Failure::new(format!("The build has no {WHOLE}.")))?;
    Ok(size.packed.cast_signed())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_format_is_called_what_its_file_says() {
        let file = "use x;\npub(super) const FORMAT: Format = Format {\n    name: \"a.b\",\n";
        assert_eq!(name(file), Some("a.b"));
        assert_eq!(name("fn format() {}"), None);
    }
}
