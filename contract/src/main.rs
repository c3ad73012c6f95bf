//! Writes what is written from the table.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.parent().unwrap_or(here);
    let written = contract::files(root).and_then(|files| {
        for (path, text) in files {
            std::fs::write(root.join(path), text).map_err(|error| format!("{path}: {error}"))?;
            println!("Written: {path}");
        }
        Ok(())
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
