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
const FIRST: &str = "article-widget-app_bg.wasm";
const REST: &str = "article-widget-rest.wasm";

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
        let without = packed(shell, &format.module)?;
        let (first, rest) = (all.0 - without.0, all.1 - without.1);
        let line = format!("| `{}` | {first} | {rest} | {} |\n", format.name, first + rest);
        println!("{line}");
        lines.push((first + rest, line));
    }
    lines.sort_by_key(|(bytes, _)| -bytes);
    println!("\n══ `native` alone");
    let others: Vec<_> =
        formats.iter().map(|it| &*it.module).filter(|module| *module != "native").collect();
    let alone = packed(shell, &others.join(" "))?;
    let mut table = String::from(
        "| bytes more by | first part | second part | both |\n| --- | --- | --- | --- |\n",
    );
    table.extend(lines.into_iter().map(|(_, line)| line));
    let (first, rest) = (all.0 - alone.0, all.1 - alone.1);
    table += &format!("| all but `native` | {first} | {rest} | {} |\n", first + rest);
    let whole = |(first, rest): (i64, i64)| {
        let [first, rest, both] = [first, rest, first + rest].map(|it| grouped(it.unsigned_abs()));
        format!("{first} | {rest} | {both}")
    };
    table += &format!("| *the Wasm with `native` alone* | {} |\n", whole(alone));
    table += &format!("| *the Wasm with all* | {} |\n", whole(all));
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

/// What both parts of the Wasm weigh without some formats.
fn packed(shell: &Shell, without: &str) -> Result<(i64, i64)> {
    let folder = shell.target_dir().join("formats");
    build::without(shell, without, &folder)?;
    let sizes = measure(shell, &folder)?;
    let of = |name: &str| -> Result<i64> {
        let size = sizes.iter().find(|size: &&Size| size.name == name);
        let size = size.ok_or_else(|| Failure::new(format!("The build has no {name}.")))?;
        Ok(size.packed.cast_signed())
    };
    Ok((of(FIRST)?, of(REST)?))
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
