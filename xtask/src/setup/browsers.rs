use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{apt, programs, step};
use crate::failure::{Failure, Result};
use crate::shell::Shell;

/// Arabic, Hebrew, Thai, Devanagari and more; then Chinese and Japanese, in one small file; then Korean.
const FONTS: [&str; 3] = ["fonts-noto-core", "fonts-droid-fallback", "fonts-nanum"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

/// The program that drives a browser of one engine.
pub struct Driver {
    pub engine: Engine,
    pub program: PathBuf,
}

impl Driver {
    /// Names the engine and its driver to a test program.
    pub fn tell(&self, command: &mut Command) {
        command
            .env("E2E_ENGINE", self.engine.name())
            .env(self.engine.driver_variable(), &self.program);
    }
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    pub fn named(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name).ok_or_else(|| {
            Failure::new(format!("There is no engine `{name}`."))
                .help("take chromium, firefox or webkit")
        })
    }

    /// The environment variable that names the driver, for us and for what we start.
    pub fn driver_variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMEDRIVER",
            Self::Firefox => "GECKODRIVER",
            Self::Webkit => "WEBKITWEBDRIVER",
        }
    }

    fn driver_program(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::Webkit => "WebKitWebDriver",
        }
    }

    fn browser(self, shell: &Shell) -> Option<PathBuf> {
        let on_path = |names: &[&str]| names.iter().find_map(|name| shell.find(name));
        let application = |name: &str| {
            let folder = Path::new("/Applications").join(format!("{name}.app/Contents/MacOS"));
            Some(folder.join(name)).filter(|program| program.exists())
        };
        match self {
            Self::Chromium => {
                on_path(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
                    .or_else(|| application("Google Chrome"))
                    .or_else(|| application("Chromium"))
            }
            Self::Firefox => {
                on_path(&["firefox", "firefox-esr"]).or_else(|| application("Firefox"))
            }
            // The driver's package brings the browser; without a desktop it needs a display.
            Self::Webkit => on_path(&["xvfb-run"]),
        }
    }

    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::Webkit => &["webkit2gtk-driver", "xvfb", "xauth"],
        }
    }

    fn by_hand(self) -> &'static str {
        match self {
            Self::Chromium => {
                "install Chrome or Chromium and the chromedriver of the same version, on PATH or \
                 named by CHROMEDRIVER"
            }
            Self::Firefox => "install Firefox; `cargo install geckodriver` gives its driver",
            Self::Webkit => {
                "WebKitGTK and its driver exist on Linux only (webkit2gtk-driver, xvfb)"
            }
        }
    }
}

pub fn install(shell: &Shell, engine: Engine) -> Result<Driver> {
    let is_debian = is_debian();
    let mut packages = Vec::new();
    let lacks_driver = driver(shell, engine).is_none() && engine != Engine::Firefox;
    if is_debian && (lacks_driver || engine.browser(shell).is_none()) {
        packages.extend(apt::missing(shell, engine.packages()));
    }
    if apt::is_here(shell) {
        packages.extend(apt::missing(shell, &FONTS));
    }
    if !packages.is_empty() {
        let name = format!("{} from Debian's packages", packages.join(", "));
        step(&name, "1 minute", || apt::install(shell, &packages))?;
    }
    if engine == Engine::Firefox {
        programs::geckodriver(shell)?;
    }
    match driver(shell, engine) {
        Some(program) if engine.browser(shell).is_some() => Ok(Driver { engine, program }),
        Some(_) => Err(no(engine, "browser")),
        None => Err(no(engine, "driver")),
    }
}

/// The browser itself, for what needs no driver.
pub fn chromium(shell: &Shell) -> Result<PathBuf> {
    install(shell, Engine::Chromium)?;
    Engine::Chromium.browser(shell).ok_or_else(|| no(Engine::Chromium, "browser"))
}

fn no(engine: Engine, what: &str) -> Failure {
    Failure::new(format!("There is no {what} for {}.", engine.name())).help(engine.by_hand())
}

fn driver(shell: &Shell, engine: Engine) -> Option<PathBuf> {
    if let Some(named) = env::var_os(engine.driver_variable()) {
        return Some(named.into());
    }
    shell.find(engine.driver_program())
}

/// Debian itself: what is made from it names its browsers otherwise.
fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian")
}
