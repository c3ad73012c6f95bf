//! The widget beside what one would take instead of it, in Chromium: `benches/browser` measures, `benches/peers` is
//! what it is compared with.

use std::fs;
use std::path::PathBuf;

use super::PAGE;
use crate::args::Args;
use crate::build;
use crate::failure::{Failure, Result, While};
use crate::package;
use crate::section;
use crate::setup;
use crate::shell::{Shell, run};

/// The measures of benches/browser/measures; each has its section in the page.
const MEASURES: [&str; 4] = ["loading", "shifts", "scale", "memory"];
const ROUNDS: u32 = 7;

pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let rounds = args.number("--rounds", ROUNDS)?;
    let only = args.value("--only")?;
    let is_smoke = args.flag("--smoke");
    args.finish()?;
    let measures = chosen(only.as_deref())?;
    setup::for_build(&mut shell)?;
    build::release(&shell)?;
    package::make(&shell)?;
    if is_smoke {
        return smoke(&shell);
    }
    let circumstances = section::circumstances(&shell)?;
    for measure in measures {
        measure_in_browser(&shell, &["--rounds", &rounds.to_string(), "--only", measure])?;
        let file = results(&shell).join(measure).with_extension("md");
        let text = fs::read_to_string(&file).doing(format_args!("reading {}", file.display()))?;
        section::write(&shell, PAGE, measure, &format!("{circumstances}, {text}"))?;
    }
    Ok(())
}

/// One short round of everything, from the package that is there: whether the pages work. Nothing is written.
pub fn smoke(shell: &Shell) -> Result<()> {
    measure_in_browser(shell, &["--rounds", "1", "--smoke"])
}

fn chosen(only: Option<&str>) -> Result<Vec<&'static str>> {
    let Some(only) = only else { return Ok(MEASURES.to_vec()) };
    let known = MEASURES.into_iter().find(|measure| *measure == only);
    known.map(|measure| vec![measure]).ok_or_else(|| {
        Failure::new(format!("There is no measure `{only}`."))
            .help(format!("take one of: {}", MEASURES.join(", ")))
    })
}

fn results(shell: &Shell) -> PathBuf {
    shell.target_dir().join("bench")
}

fn measure_in_browser(shell: &Shell, how: &[&str]) -> Result<()> {
    let browser = setup::for_bench(shell)?;
    run(&mut shell.cargo(["build", "--quiet", "--package", "article-widget-cli"]))?;
    let mut node = shell.command("node");
    node.arg("benches/browser/main.mjs").args(how);
    node.arg("--browser").arg(browser);
    node.arg("--release").arg(package::folder(shell));
    node.arg("--command").arg(shell.target_dir().join("debug/article-widget"));
    node.arg("--results").arg(results(shell));
    if let Some(small) = package::make_small(shell)? {
        node.arg("--small").arg(small);
    }
    run(&mut node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_measure_can_be_chosen() {
        assert_eq!(chosen(Some("scale")).unwrap(), ["scale"]);
        assert_eq!(chosen(None).unwrap(), MEASURES);
        assert!(chosen(Some("scales")).is_err());
    }

    #[test]
    fn each_measure_has_its_script_and_its_section() {
        let shell = Shell::new().unwrap();
        let page = fs::read_to_string(shell.root().join(PAGE)).unwrap();
        for measure in MEASURES {
            assert!(page.contains(&format!("<!-- {measure} -->\n")), "{measure}");
            let script = format!("benches/browser/measures/{measure}.mjs");
            assert!(shell.root().join(script).is_file(), "{measure}");
        }
    }
}
