use std::env;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result, While};

/// How long a command may be silent to the reader before a word says that it still runs.
const SIGN_OF_LIFE: Duration = Duration::from_secs(30);

/// Where commands are started: in the checkout, with cargo's programs on the path.
pub struct Shell {
    root: PathBuf,
    path: OsString,
    toolchain: Option<String>,
}

impl Shell {
    pub fn new() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().unwrap_or(manifest).to_owned();
        let inherited = env::var_os("PATH").unwrap_or_default();
        let bin = cargo_home().map(|home| home.join("bin"));
        // Programs installed a moment ago must be found even where cargo came from a package.
        let path = env::join_paths(bin.into_iter().chain(env::split_paths(&inherited)))
            .doing("PATH has an entry that cannot be joined")?;
        Ok(Self { root, path, toolchain: None })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every later command uses this rustup toolchain; cargo hands down its own otherwise.
    pub fn use_toolchain(&mut self, name: &str) {
        self.toolchain = Some(name.to_owned());
    }

    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
        env::split_paths(&self.path).find_map(|folder| {
            let candidates = endings.iter().map(|ending| folder.join(format!("{program}{ending}")));
            candidates.into_iter().find(|file| file.is_file())
        })
    }

    pub fn command(&self, program: &str) -> Command {
        let mut command = match self.find(program) {
            Some(file) => Command::new(file),
            None => Command::new(program),
        };
        command.current_dir(&self.root).env("PATH", &self.path).stdin(Stdio::null());
        if let Some(toolchain) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }

    pub fn cargo<I: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = I>) -> Command {
        let mut command = self.command("cargo");
        command.args(args);
        command
    }

    pub fn target_dir(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }
}

fn cargo_home() -> Option<PathBuf> {
    match env::var_os("CARGO_HOME") {
        Some(home) => Some(home.into()),
        None => Some(env::home_dir()?.join(".cargo")),
    }
}

/// Runs a command whose output the reader sees, with a sign of life where it is silent for long.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line_of(command);
    println!("   $ {line}");
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let started = Instant::now();
    let (stop, stopped) = mpsc::channel::<()>();
    let title = title_of(command);
    let watch = thread::spawn(move || {
        while stopped.recv_timeout(SIGN_OF_LIFE) == Err(RecvTimeoutError::Timeout) {
            println!("   … {title} is at work ({})", duration(started.elapsed()));
        }
    });
    let status = child.wait().doing(format_args!("waiting for `{line}`"));
    drop(stop);
    let _ = watch.join();
    let status = status?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{line}` ended with {status}.")))
}

/// Runs a command for what it prints.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        let _ = std::io::stderr().write_all(&output.stderr);
        return Err(Failure::new(format!("`{}` ended with {}.", line_of(command), output.status)));
    }
    String::from_utf8(output.stdout).doing(format_args!("reading `{}`", line_of(command)))
}

/// As `read`, for questions to which "no" is an answer.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

pub fn duration(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` could not be started: {error}.", line_of(command)))
}

fn title_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned()
}

fn line_of(command: &Command) -> String {
    let mut line = title_of(command);
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_a_person_says_them() {
        assert_eq!(duration(Duration::from_millis(4200)), "4 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_command_line_is_shown_without_the_folder_of_its_program() {
        let mut command = Command::new("/usr/bin/cargo");
        assert_eq!(line_of(command.args(["build", "--release"])), "cargo build --release");
    }
}
