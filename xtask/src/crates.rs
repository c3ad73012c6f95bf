//! The list of what is compiled for the Wasm, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::args::Args;
use crate::failure::{Failure, Result, While};
use crate::section;
use crate::shell::{Shell, read};
use crate::size;

const PAGE: &str = "docs/crates.md";
const REASONS: &str = "xtask/crates.txt";

pub fn task(mut shell: Shell, args: Args) -> Result<()> {
    args.finish()?;
    let crates = crates(&shell)?;
    let code = size::code_by_crate(&mut shell)?;
    section::write(&shell, PAGE, "crates", &crates)?;
    section::write(&shell, PAGE, "code", &code_table(&code))
}

/// One crate, as `cargo tree` tells of it.
#[derive(Default)]
struct Crate {
    licence: String,
    /// Who asks for it.
    by: BTreeSet<String>,
}

fn crates(shell: &Shell) -> Result<String> {
    let mut cargo = shell.cargo(["tree", "--locked", "--edges", "normal,no-proc-macro"]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--package", "article-widget"]);
    let tree = read(cargo.args(["--prefix", "depth", "--format", "|{p}|{l}"]))?;
    let reasons = fs::read_to_string(shell.root().join(REASONS)).doing("reading the reasons")?;
    table(&parse(&tree), &reasons)
}

/// Crates by name and version, from lines such as `2|yew v0.23.0|MIT OR Apache-2.0`.
fn parse(tree: &str) -> BTreeMap<(String, String), Crate> {
    let mut crates = BTreeMap::<_, Crate>::new();
    let mut above: Vec<String> = Vec::new();
    for line in tree.lines() {
        let mut columns = line.split('|');
        let depth = columns.next().and_then(|depth| depth.parse::<usize>().ok()).unwrap_or(0);
        let mut package = columns.next().unwrap_or_default().split(' ');
        let name = package.next().unwrap_or_default().to_owned();
        let version = package.next().unwrap_or_default().trim_start_matches('v').to_owned();
        above.truncate(depth);
        let by = above.last().cloned();
        above.push(name.clone());
        // The widget itself is at the top.
        let Some(by) = by else { continue };
        let found = crates.entry((name, version)).or_default();
        found.by.insert(by);
        let licence = columns.next().unwrap_or_default().trim_end_matches("(*)").trim();
        found.licence = licence.replace('/', " OR ").replace("  ", " ");
    }
    crates
}

fn table(crates: &BTreeMap<(String, String), Crate>, reasons: &str) -> Result<String> {
    let reasons: BTreeMap<_, _> =
        reasons.lines().filter_map(|line| line.split_once(": ")).collect();
    let names: BTreeSet<&str> = crates.keys().map(|(name, _)| name.as_str()).collect();
    let needless = reasons.keys().filter(|name| !name.starts_with('#') && !names.contains(**name));
    let needless: Vec<_> = needless.copied().collect();
    if !needless.is_empty() {
        return Err(Failure::new(format!("{REASONS} tells of {}.", needless.join(", ")))
            .help("take out the lines: nothing asks for these crates any more"));
    }
    let mut text =
        String::from("| crate | why | asked for by | licence |\n| --- | --- | --- | --- |\n");
    for ((name, version), Crate { licence, by }) in crates {
        let why = reasons.get(name.as_str()).ok_or_else(|| {
            Failure::new(format!("{REASONS} does not say why {name} is there."))
                .help("add a line `name: why`, then cargo xtask crates")
        })?;
        let by: Vec<_> = by.iter().map(String::as_str).collect();
        text += &format!("| `{name}` {version} | {why} | {} | {licence} |\n", by.join(", "));
    }
    Ok(text)
}

fn code_table(code: &[(String, u64)]) -> String {
    let mut text = String::from("| code of | bytes |\n| --- | --- |\n");
    for (name, bytes) in code {
        text += &format!("| {name} | {} |\n", size::grouped(*bytes));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_told_with_all_who_ask_for_it() {
        let tree = "0|w v1.0.0 (/w)|MIT\n1|a v0.1.0|MIT/Apache-2.0\n2|b v0.2.0|MIT\n1|b v0.2.0|MIT (*)\n1|b v0.3.0|MIT\n";
        let table = table(&parse(tree), "a: reads\nb: writes\n").unwrap();
        let rows: Vec<_> = table.lines().skip(2).collect();
        assert_eq!(
            rows,
            [
                "| `a` 0.1.0 | reads | w | MIT OR Apache-2.0 |",
                "| `b` 0.2.0 | writes | a, w | MIT |",
                "| `b` 0.3.0 | writes | w | MIT |",
            ]
        );
    }

    #[test]
    fn a_crate_without_a_reason_and_a_reason_without_a_crate_are_mistakes() {
        let crates = parse("0|w v1.0.0|MIT\n1|a v0.1.0|MIT\n");
        assert!(table(&crates, "").is_err());
        assert!(table(&crates, "a: reads\nb: writes\n").is_err());
    }

    #[test]
    fn the_page_lists_what_is_compiled_for_the_wasm() {
        let shell = Shell::new().unwrap();
        let page = fs::read_to_string(shell.root().join(PAGE)).unwrap();
        let crates = crates(&shell).unwrap();
        assert!(page.contains(&crates), "cargo xtask crates writes {PAGE} anew:\n{crates}");
    }
}
