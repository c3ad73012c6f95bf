//! What a reader's browser has to load.

mod budget;
mod formats;

use std::fs;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::build;
use crate::failure::{Failure, Result, While};
use crate::setup;
use crate::shell::{Shell, read, run};

/// What every first article loads, beside a part of the Wasm.
const FIRST: [&str; 3] = ["article-widget.js", "article-widget-app.js", "article-widget.css"];
/// The parts of the Wasm, and what they make together with that.
const PARTS: [(&str, &str); 3] = [
    ("article-widget-app_bg.wasm", "first article"),
    ("article-widget-common.wasm", "first article, common format named"),
    ("article-widget-whole.wasm", "first article, less common format named"),
];
/// Loaded when wanted.
const LATER: [&str; 4] = ["labels/", "modules/", "frame.js", "article-widget-frame.js"];
/// What these may weigh at most, recorded or not.
const LIMITS: [(&str, u64); 2] = [("article-widget.js", 3072), ("article-widget-frame.js", 1024)];
const BUDGET: &str = "xtask/size-budget.txt";

pub struct Size {
    name: String,
    raw: u64,
    packed: u64,
}

pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let (small, crates) = (args.flag("--small"), args.flag("--crates"));
    let formats = args.flag("--formats");
    let (check, accept) = (args.flag("--check"), args.flag("--accept"));
    args.finish()?;
    if crates {
        return by_crate(&mut shell);
    }
    if formats {
        return formats::task(&mut shell);
    }
    let sizes = measure(&shell, &build::folder(&shell, small))?;
    print!("{}", table(&sizes));
    let recorded = shell.root().join(BUDGET);
    if small && (check || accept) {
        return Err(Failure::new("The recorded sizes are those of the plain build.")
            .help("leave out `--small`"));
    }
    if accept {
        fs::write(&recorded, budget::print(&budgeted(&sizes))).doing("recording the sizes")?;
        println!("Recorded in {BUDGET}.");
    }
    if check { compare(&shell, &sizes) } else { Ok(()) }
}

/// As `size --check`, for the tests.
pub fn check(shell: &Shell) -> Result<()> {
    let sizes = measure(shell, &build::folder(shell, false))?;
    print!("{}", table(&sizes));
    compare(shell, &sizes)
}

fn compare(shell: &Shell, sizes: &[Size]) -> Result<()> {
    let recorded = fs::read_to_string(shell.root().join(BUDGET))
        .doing(format_args!("reading {BUDGET}"))
        .map_err(|failure| failure.help("cargo xtask size --accept records the sizes of now"))?;
    let recorded = budget::parse(&recorded)?;
    let mut grown = budget::grown(&recorded, &budgeted(sizes));
    for (name, limit) in LIMITS {
        let heavy = sizes.iter().filter(|size| size.name == name && size.packed > limit);
        grown.extend(heavy.map(|size| format!("{name}: {} bytes, at most {limit}", size.packed)));
    }
    if grown.is_empty() {
        println!("No file outgrew its recorded size.");
        return Ok(());
    }
    Err(Failure::new(grown.join("\n  ")).help(
        "make it smaller; where the growth is worth its bytes: cargo xtask size --accept, and say \
         so in the commit",
    ))
}

fn measure(shell: &Shell, folder: &Path) -> Result<Vec<Size>> {
    if !folder.join("article-widget-app_bg.wasm").is_file() {
        return Err(Failure::new(format!("There is no build in {}.", folder.display()))
            .help("cargo xtask build"));
    }
    let mut node = shell.command("node");
    let lines = read(node.arg("xtask/npm/sizes.mjs").arg(folder))?;
    lines
        .lines()
        .map(|line| parse(line).ok_or_else(|| Failure::new(format!("sizes.mjs printed `{line}`."))))
        .collect()
}

fn parse(line: &str) -> Option<Size> {
    let mut columns = line.splitn(3, '\t');
    let raw = columns.next()?.parse().ok()?;
    let packed = columns.next()?.parse().ok()?;
    Some(Size { name: columns.next()?.to_owned(), raw, packed })
}

/// The compressed sizes that are held to.
fn budgeted(sizes: &[Size]) -> Vec<(String, u64)> {
    let is_held = |size: &&Size| is_first(size) || is_later(size);
    let held = sizes.iter().filter(is_held).map(|size| (size.name.clone(), size.packed));
    held.chain(totals(sizes).into_iter().map(|size| (size.name, size.packed))).collect()
}

/// What a first article weighs with each part that there is.
fn totals(sizes: &[Size]) -> Vec<Size> {
    let with = |(part, name): &(&str, &str)| {
        let taken = || sizes.iter().filter(|it| it.name == *part || FIRST.contains(&&*it.name));
        sizes.iter().any(|size| size.name == *part).then(|| Size {
            name: (*name).to_owned(),
            raw: taken().map(|size| size.raw).sum(),
            packed: taken().map(|size| size.packed).sum(),
        })
    };
    PARTS.iter().filter_map(with).collect()
}

fn is_first(size: &&Size) -> bool {
    FIRST.contains(&&*size.name) || PARTS.iter().any(|(part, _)| *part == size.name)
}

fn is_later(size: &Size) -> bool {
    LATER.iter().any(|name| size.name.starts_with(name))
}

fn table(sizes: &[Size]) -> String {
    let (first, others): (Vec<_>, Vec<_>) = sizes.iter().partition(is_first);
    let (later, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|size| is_later(size));
    let totals = totals(sizes);
    let mut text = format!("{:>11} {:>11}  file\n", "raw", "brotli");
    let rule = "─".repeat(60) + "\n";
    text.extend(first.into_iter().map(row));
    text += &rule;
    text.extend(totals.iter().map(row));
    text += &rule;
    text.extend(later.into_iter().chain(others).map(row));
    text
}

fn row(size: &Size) -> String {
    format!("{:>11} {:>11}  {}\n", grouped(size.raw), grouped(size.packed), size.name)
}

/// `1234567` as `1,234,567`.
pub fn grouped(number: u64) -> String {
    let (rest, last) = (number / 1000, number % 1000);
    if rest == 0 { last.to_string() } else { format!("{},{last:03}", grouped(rest)) }
}

/// Where the bytes of the Wasm are.
fn by_crate(shell: &mut Shell) -> Result<()> {
    print!("{}", sections_and_crates(shell)?);
    Ok(())
}

/// How many bytes of code there are of each crate, the most first.
pub fn code_by_crate(shell: &mut Shell) -> Result<Vec<(String, u64)>> {
    let printed = sections_and_crates(shell)?;
    let (_, rows) = printed
        .split_once("code of\n")
        .ok_or_else(|| Failure::new("crates.mjs printed no list of crates."))?;
    let row = |row: &str| {
        let mut columns = row.split_whitespace();
        let bytes = columns.next()?.replace(',', "").parse().ok()?;
        Some((columns.skip(1).collect::<Vec<_>>().join(" "), bytes))
    };
    Ok(rows.lines().filter_map(row).collect())
}

/// From a build of which the names are kept.
fn sections_and_crates(shell: &mut Shell) -> Result<String> {
    setup::for_build(shell)?;
    let target = ["--target", "wasm32-unknown-unknown"];
    run(shell.cargo(["build", "--release", "--bin", "article-widget-app"]).args(target))?;
    let built = shell.target_dir().join("wasm32-unknown-unknown/release/article-widget-app.wasm");
    let folder: PathBuf = shell.target_dir().join("named");
    let mut bindgen = shell.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder).arg(&built);
    run(&mut bindgen)?;
    let mut node = shell.command("node");
    let module = folder.join("article-widget-app_bg.wasm");
    read(node.arg("xtask/npm/crates.mjs").arg(module))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_005_070), "1,005,070");
    }

    #[test]
    fn the_budget_holds_the_widget_and_not_the_preview() {
        let lines = [
            "10\t5\tarticle-widget.css",
            "20\t7\tarticle-widget.js",
            "50\t30\tarticle-widget-common.wasm",
            "3\t2\tlabels/de.json",
            "9\t4\tmodules/embed.js",
            "99\t98\tpreview/hero.jpg",
        ];
        let sizes: Vec<_> = lines.iter().filter_map(|line| parse(line)).collect();
        let expected = [
            ("article-widget.css", 5),
            ("article-widget.js", 7),
            ("article-widget-common.wasm", 30),
            ("labels/de.json", 2),
            ("modules/embed.js", 4),
            ("first article, common format named", 42),
        ];
        assert_eq!(budgeted(&sizes), expected.map(|(name, bytes)| (name.to_owned(), bytes)));
    }
}
