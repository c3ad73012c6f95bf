use super::{apt, step};
use crate::failure::{Failure, Result};
use crate::shell::Shell;

/// Web servers on which delivery is tried; WordPress, a theme and its database.
const PACKAGES: [&str; 7] = [
    "nginx-light",
    "libnginx-mod-http-brotli-static",
    "caddy",
    "wordpress",
    "wordpress-theme-twentytwentythree",
    "php-mysql",
    "mariadb-server",
];

pub fn install(shell: &Shell) -> Result<()> {
    if !apt::is_here(shell) {
        return Err(Failure::new(
            "nginx, Caddy and WordPress are taken from Debian's packages only.",
        ));
    }
    add(shell, &PACKAGES)
}

/// PHP, for the plug-in for WordPress.
pub fn php(shell: &Shell) -> Result<()> {
    if shell.find("php").is_some() {
        return Ok(());
    }
    if !apt::is_here(shell) {
        return Err(Failure::new("There is no php on PATH."));
    }
    add(shell, &["php-cli"])
}

fn add(shell: &Shell, packages: &[&'static str]) -> Result<()> {
    let packages = apt::missing(shell, packages);
    if packages.is_empty() {
        return Ok(());
    }
    let name = format!("{} from Debian's packages", packages.join(", "));
    step(&name, "1 minute", || apt::install(shell, &packages))
}
