//! Texts that nobody would write, made by libFuzzer.

use std::fs;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::failure::{Failure, Result, While};
use crate::setup::programs;
use crate::shell::{Shell, run};

/// Each target, and what it is seeded with.
const TARGETS: [(&str, Seeds); 6] = [
    ("json_to_article", Seeds::Documents),
    ("html_to_blocks", Seeds::Files("html")),
    ("srcset", Seeds::Values(&["srcset"])),
    ("url", Seeds::Values(&["url", "src", "href", "link", "canonical_url", "id"])),
    ("language", Seeds::Values(&["language", "lang", "locale", "published", "date", "updated"])),
    ("markdown", Seeds::Files("markdown")),
];

enum Seeds {
    /// The documents, each after the letter of its format.
    Documents,
    /// The files of a folder as they are.
    Files(&'static str),
    /// The texts that stand in the documents under some names.
    Values(&'static [&'static str]),
}

pub fn task(shell: Shell, mut args: Args) -> Result<()> {
    let seconds = args.number("--seconds", 60)?;
    let only = args.next_word();
    args.finish()?;
    let chosen: Vec<_> = TARGETS
        .iter()
        .filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name))
        .collect();
    if chosen.is_empty() {
        let names = TARGETS.map(|(name, _)| name).join(", ");
        return Err(Failure::new("There is no such target.").help(format!("take one of: {names}")));
    }
    programs::cargo_fuzz(&shell)?;
    for (name, seeds) in chosen {
        let corpus = shell.root().join("fuzz/corpus").join(name);
        fs::create_dir_all(&corpus).doing("making the folder of the corpus")?;
        for (at, seed) in texts(&shell.root().join("tests/fixtures"), seeds)?.iter().enumerate() {
            fs::write(corpus.join(format!("seed-{at}")), seed).doing("writing the corpus")?;
        }
        println!("\n══ {name}, {seconds} s");
        // The code has no unsafe block, so no sanitizer is needed, and so no nightly compiler.
        let mut cargo = shell.cargo(["fuzz", "run", "--sanitizer", "none", name, "--"]);
        cargo.arg(format!("-max_total_time={seconds}"));
        cargo.args(["-timeout=25", "-max_len=20000", "-print_final_stats=1"]);
        run(&mut cargo).map_err(|failure| {
            failure.help(
                "the text that was found lies in fuzz/artifacts; make it a test in tests/finds.rs",
            )
        })?;
    }
    Ok(())
}

/// The texts that a target begins with.
fn texts(fixtures: &Path, seeds: &Seeds) -> Result<Vec<String>> {
    let mut folders = entries(fixtures)?;
    match seeds {
        Seeds::Files(folder) => folders.retain(|it| it.ends_with(folder)),
        _ => folders.retain(|it| !it.ends_with("html")),
    }
    let mut found = Vec::new();
    for (letter, folder) in ('A'..).zip(&folders) {
        for file in entries(folder)? {
            let text = fs::read_to_string(&file).doing("reading a fixture")?;
            match seeds {
                Seeds::Documents if text.starts_with(['{', '[']) => {
                    found.push(format!("{letter}{text}"))
                }
                Seeds::Documents => {}
                Seeds::Files(_) => found.push(text),
                Seeds::Values(names) => found.extend(names.iter().flat_map(|it| values(&text, it))),
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = folder.read_dir().doing(format_args!("reading {}", folder.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// The texts of a JSON document that stand under a name. A seed may be rough: escapes stay as they are.
fn values(json: &str, name: &str) -> Vec<String> {
    let name = format!("\"{name}\":");
    let parts = json.split(&name).skip(1);
    parts
        .filter_map(|part| Some(part.trim_start().strip_prefix('"')?.split_once('"')?.0.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn seeds_are_the_texts_under_a_name() {
        let json = r#"{"url": "a", "src":"b", "in": [{"url":"c"}, {"url": null}]}"#;
        assert_eq!(values(json, "url"), ["a", "c"]);
    }
}
