//! Programs that end with the test process, in whatever way that ends.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result};

/// Waits for the end of its standard input, which comes when the test process ends in whatever way, then takes the
/// program, all that it has started and its folder with it.
const KEEPER: &str = r#"
cat >/dev/null
kill -s TERM -- "-$1"
for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -s 0 -- "-$1" || break
    sleep 0.1
done
kill -s KILL -- "-$1"
rm -rf "$2"
"#;

/// A running program with all that it has started. It ends when it is dropped.
pub struct Kept {
    program: Child,
    keeper: Child,
}

impl Kept {
    /// Starts a program; the folder goes when the program has gone.
    pub fn start(command: &mut Command, folder: &Path) -> Result<Self> {
        let told = format!("cannot start {command:?}");
        let program = command.stdin(Stdio::null()).process_group(0).spawn().context(told)?;
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper", &program.id().to_string()])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self { program, keeper })
    }

    /// What the program prints, where it is piped.
    pub fn stdout(&mut self) -> Option<ChildStdout> {
        self.program.stdout.take()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.program.wait();
        let _ = self.keeper.wait();
    }
}
