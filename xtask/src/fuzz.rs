//! Texts that nobody would write, made by libFuzzer.

use std::fs;
use std::path::Path;

use crate::args::Args;
use crate::failure::{Failure, Result, While};
use crate::setup::programs;
use crate::shell::{Shell, run};

/// What each target is seeded with: folders of `tests`, and the ending of their files.
const TARGETS: [(&str, &str); 5] = [
    ("json_to_article", "json"),
    ("html_to_blocks", "html"),
    ("srcset", ""),
    ("url", ""),
    ("language", ""),
];

pub fn task(shell: Shell, mut args: Args) -> Result<()> {
    let seconds = args.value("--seconds")?.unwrap_or_else(|| "60".to_owned());
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
    for (name, ending) in chosen {
        let corpus = shell.root().join("fuzz/corpus").join(name);
        fs::create_dir_all(&corpus).doing("making the folder of the corpus")?;
        if !ending.is_empty() {
            seed(&shell.root().join("tests/fixtures"), ending, &corpus)?;
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

/// Copies the fixtures of a kind into a corpus, each for the format of its folder.
fn seed(fixtures: &Path, ending: &str, corpus: &Path) -> Result<()> {
    let mut folders: Vec<_> =
        fixtures.read_dir().doing("reading the fixtures")?.flatten().map(|it| it.path()).collect();
    folders.sort();
    folders.retain(|folder| (ending == "html") == folder.ends_with("html"));
    for (letter, folder) in ('A'..).zip(&folders) {
        for file in folder.read_dir().doing("reading the fixtures")?.flatten() {
            let path = file.path();
            if path.extension().is_none_or(|found| found != ending) {
                continue;
            }
            let text = fs::read_to_string(&path).doing("reading a fixture")?;
            let text = if ending == "html" { text } else { format!("{letter}{text}") };
            let name = format!("{letter}-{}", file.file_name().to_string_lossy());
            fs::write(corpus.join(name), text).doing("writing the corpus")?;
        }
    }
    Ok(())
}
