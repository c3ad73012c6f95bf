use super::{apt, step};
use crate::failure::{Failure, Result};
use crate::shell::Shell;

/// Web servers of others' make, on which delivery is tried.
const PACKAGES: [&str; 3] = ["nginx-light", "libnginx-mod-http-brotli-static", "caddy"];

pub fn install(shell: &Shell) -> Result<()> {
    if !apt::is_here(shell) {
        return Err(Failure::new("nginx and Caddy are taken from Debian's packages only."));
    }
    let packages = apt::missing(shell, &PACKAGES);
    if packages.is_empty() {
        return Ok(());
    }
    let name = format!("{} from Debian's packages", packages.join(", "));
    step(&name, "1 minute", || apt::install(shell, &packages))
}
