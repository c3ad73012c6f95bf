//! Lets a build leave out formats that its pages never show, and gives the element's Wasm its stack.

use std::{env, fs, io};

/// Formats are named as their files in `src/format`, with spaces between.
const WITHOUT: &str = "ARTICLE_WIDGET_WITHOUT";

/// Bytes: a third more than the deepest nesting that an article may have takes of a release's. The linker's own is 1 MB.
const STACK: usize = 144 * 1024;

fn main() -> io::Result<()> {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=-zstack-size={STACK}");
    }
    println!("cargo::rerun-if-env-changed={WITHOUT}");
    println!("cargo::rerun-if-changed=src/format");
    let without = env::var(WITHOUT).unwrap_or_default();
    let mut names: Vec<&str> = without.split_ascii_whitespace().collect();
    for file in fs::read_dir("src/format")? {
        let path = file?.path();
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
        println!("cargo::rustc-check-cfg=cfg({name}, values(\"left-out\"))");
        if names.contains(&name) {
            println!("cargo::rustc-cfg={name}=\"left-out\"");
        }
        names.retain(|known| *known != name);
    }
    match names.first() {
        Some(name) => Err(io::Error::other(format!("{WITHOUT}: no format is called {name}"))),
        None => Ok(()),
    }
}
