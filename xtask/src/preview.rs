//! The preview, served by Trunk; with a file of the reader's own, that article.

mod files;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::args::Args;
use crate::failure::{Failure, Result, While};
use crate::setup;
use crate::shell::Shell;

const PORT: u16 = 8080;
/// Below this path Trunk passes requests on to the server of the reader's folder.
const LOCAL: &str = "/local/";

pub fn task(mut shell: Shell, mut args: Args) -> Result<()> {
    let port = match args.value("--port")? {
        Some(port) => asked_port(&port)?,
        None => free_port()?,
    };
    let opens = !args.flag("--no-open");
    let release = args.flag("--release");
    let file = args.next_word().map(|name| story(&name)).transpose()?;
    args.finish()?;
    setup::for_build(&mut shell)?;

    let mut trunk = shell.command("trunk");
    trunk.args(["serve", "--port", &port.to_string()]);
    if release {
        trunk.arg("--release");
    }
    let mut address = format!("http://127.0.0.1:{port}/");
    if let Some(file) = &file {
        let backend = files::serve(&file.folder)?;
        trunk.args([format!("--proxy-backend={backend}"), format!("--proxy-rewrite={LOCAL}")]);
        address.push_str(&format!("#src={}{}", LOCAL.trim_start_matches('/'), file.name));
        println!("Beside the preview, read only: {}", file.folder.display());
    }
    println!("Building; the first build takes about 2 minutes, later ones a few seconds.");
    let mut child = trunk.spawn().doing("starting trunk")?;
    wait_until_served(&mut child, port)?;
    println!("\n   Preview: {address}\n   Ctrl-C ends it.\n");
    if opens {
        open(&shell, &address);
    }
    let status = child.wait().doing("waiting for trunk")?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`trunk serve` ended with {status}.")))
}

struct Story {
    folder: PathBuf,
    /// Ready for a URL.
    name: String,
}

/// The path is the reader's: relative to where they typed it, not to the checkout.
fn story(path: &str) -> Result<Story> {
    let missing =
        |what: &str| Failure::new(format!("`{path}` {what}.")).help("give the path of a JSON file");
    let file = Path::new(path).canonicalize().map_err(|_| missing("does not exist"))?;
    match (file.is_file(), file.parent(), file.file_name()) {
        (true, Some(folder), Some(name)) => {
            Ok(Story { folder: folder.to_owned(), name: files::encode(&name.to_string_lossy()) })
        }
        _ => Err(missing("is not a file")),
    }
}

/// Held by somebody else, the port would answer with their pages.
fn asked_port(port: &str) -> Result<u16> {
    let port = port.parse().doing(format_args!("`{port}` is no port"))?;
    match is_free(port) {
        true => Ok(port),
        false => Err(Failure::new(format!("Another program holds the port {port}."))
            .help("leave out --port, and a free one is found")),
    }
}

/// The usual port, or the next one that nobody holds.
fn free_port() -> Result<u16> {
    (PORT..PORT + 100)
        .find(|port| is_free(*port))
        .ok_or_else(|| Failure::new("No port from 8080 on is free.").help("give one by --port"))
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Trunk listens before its first build is there, and answers with errors until then.
fn wait_until_served(trunk: &mut Child, port: u16) -> Result<()> {
    loop {
        if let Some(status) = trunk.try_wait().doing("asking after trunk")? {
            return Err(Failure::new(format!("`trunk serve` ended with {status}."))
                .help("read its message above; another program may hold the port (--port)"));
        }
        if answers(port).unwrap_or(false) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(300));
    }
}

fn answers(port: u16) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n")?;
    let mut start = [0; 12];
    stream.read_exact(&mut start)?;
    Ok(start.ends_with(b" 200"))
}

/// A browser is a convenience: where there is none, the printed address is enough.
fn open(shell: &Shell, address: &str) {
    let has_desktop = cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if !has_desktop {
        return;
    }
    let mut command: Command;
    if cfg!(target_os = "macos") {
        command = shell.command("open");
    } else if cfg!(windows) {
        command = shell.command("explorer");
    } else {
        command = shell.command("xdg-open");
    }
    let _ = command.arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
