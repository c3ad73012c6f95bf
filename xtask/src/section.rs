//! The parts of a page that tasks write: between `<!-- name -->` and `<!-- end of name -->`.

use std::fs;

use crate::failure::{Failure, Result, While};
use crate::shell::{Shell, read};

/// Writes a section of a page anew.
pub fn write(shell: &Shell, page: &str, name: &str, text: &str) -> Result<()> {
    let path = shell.root().join(page);
    let old = fs::read_to_string(&path).doing(format_args!("reading {page}"))?;
    let new = replaced(&old, name, text)
        .ok_or_else(|| Failure::new(format!("{page} has no <!-- {name} --> with its end.")))?;
    fs::write(&path, new).doing(format_args!("writing {page}"))?;
    println!("Written: {page}");
    Ok(())
}

fn replaced(page: &str, name: &str, text: &str) -> Option<String> {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = page.split_once(&start)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{start}{text}{end}{after}"))
}

/// Where and when figures were taken: `AMD EPYC, 2 cores, rustc 1.95.0; 2026-11-25`.
pub fn circumstances(shell: &Shell) -> Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo").ok();
    let cpu = cpu.as_deref().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim())
    });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rustc = read(shell.command("rustc").arg("--version"))?;
    let rustc = rustc.split_whitespace().nth(1).unwrap_or("?");
    let date = read(shell.command("date").arg("+%Y-%m-%d"))?;
    let cpu = cpu.unwrap_or(std::env::consts::ARCH);
    Ok(format!("{cpu}, {cores} cores, rustc {rustc}, {}", date.trim()))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_the_section_changes() {
        let page = "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n";
        let new = replaced(page, "x", "new\n").unwrap();
        assert_eq!(new, "a\n<!-- x -->\nnew\n<!-- end of x -->\nb\n");
        assert_eq!(replaced(page, "y", ""), None);
    }
}
