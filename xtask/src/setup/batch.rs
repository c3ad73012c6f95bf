use std::path::PathBuf;

use super::{apt, step};
use crate::failure::{Failure, Result};
use crate::shell::{Shell, ask, run};

const NEEDED: &str = "examples/batch/requirements.txt";

/// GNU parallel from Debian's packages, and PySpark in a virtual environment of the target folder; it brings no Java.
pub fn install(shell: &Shell) -> Result<PathBuf> {
    for program in ["java", "python3"] {
        if shell.find(program).is_none() {
            return Err(Failure::new(format!("There is no {program} on PATH."))
                .help("Debian's packages openjdk-17-jre-headless and python3-venv"));
        }
    }
    if shell.find("parallel").is_none() {
        if !apt::is_here(shell) {
            return Err(Failure::new("There is no GNU parallel on PATH."));
        }
        step("GNU parallel from Debian's packages", "1 minute", || {
            apt::install(shell, &["parallel"])
        })?;
    }
    let folder = shell.target_dir().join("spark");
    let python = folder.join("bin/python");
    if ask(shell.command(&python.to_string_lossy()).args(["-c", "import pyspark"])).is_none() {
        step("PySpark from PyPI", "3 minutes, 450 MB, in target/spark", || {
            run(shell.command("python3").args(["-m", "venv"]).arg(&folder))?;
            let mut pip = shell.command(&python.to_string_lossy());
            run(pip.args(["-m", "pip", "install", "--quiet", "--requirement", NEEDED]))
        })?;
    }
    Ok(python)
}
