//! A folder of the reader's, served read only to this machine alone.

use std::fs::File;
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};
use std::thread;

use tiny_http::{Header, Method, Request, Response, Server};

use crate::failure::{Failure, Result, While};

/// Starts the server and returns its address. It reads each file anew, so edits show on reload.
pub fn serve(folder: &Path) -> Result<String> {
    let server = Server::http((Ipv4Addr::LOCALHOST, 0)).doing("serving the folder of the file")?;
    let address =
        server.server_addr().to_ip().ok_or_else(|| Failure::new("No address to serve on."))?;
    let folder = folder.canonicalize().doing(format_args!("reading {}", folder.display()))?;
    thread::spawn(move || {
        for request in server.incoming_requests() {
            // A reader who went away is no fault of ours.
            let _ = answer(&folder, request);
        }
    });
    Ok(format!("http://{address}/"))
}

fn answer(folder: &Path, request: Request) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::empty(405));
    }
    let opened =
        locate(folder, request.url()).and_then(|file| Some((File::open(&file).ok()?, file)));
    let Some((content, file)) = opened else {
        return request.respond(Response::empty(404));
    };
    let mut response = Response::from_file(content);
    for (name, value) in [("Content-Type", media_type(&file)), ("Cache-Control", "no-cache")] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// The file that a request means; none outside the folder, by whatever name or link, and none
/// whose name starts with a dot.
fn locate(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let decoded = decode(path)?;
    let relative = PathBuf::from(decoded.trim_start_matches('/'));
    let is_plain = relative.components().all(|component| match component {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        _ => false,
    });
    if !is_plain {
        return None;
    }
    let file = folder.join(relative).canonicalize().ok()?;
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let value = digit()? * 16 + digit()?;
        bytes.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

/// A file's name as one segment of a URL, also inside a query.
pub fn encode(name: &str) -> String {
    let mut url = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

fn media_type(file: &Path) -> &'static str {
    let extension = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match extension.as_str() {
        "json" | "geojson" => "application/json",
        "html" | "htm" => "text/html; charset=utf-8",
        "md" | "txt" => "text/plain; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "ogg" => "audio/ogg",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    /// A folder with a story, and secrets beside and inside it.
    fn house(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("stories/images")).unwrap();
        fs::write(root.join("secret.json"), "secret").unwrap();
        fs::write(root.join("stories/.env"), "secret").unwrap();
        fs::write(root.join("stories/a story.json"), "{}").unwrap();
        fs::write(root.join("stories/images/hero.jpg"), "picture").unwrap();
        root
    }

    #[test]
    fn finds_files_below_the_folder() {
        let root = house("below");
        let folder = root.join("stories").canonicalize().unwrap();
        assert!(locate(&folder, "/a%20story.json?fresh=1").is_some());
        assert!(locate(&folder, "/images/hero.jpg").is_some());
        assert!(locate(&folder, "/images").is_none());
        assert!(locate(&folder, "/").is_none());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn nothing_outside_the_folder_can_be_named() {
        let root = house("outside");
        let folder = root.join("stories").canonicalize().unwrap();
        let secret = root.join("secret.json");
        let absolute = format!("//{}", secret.display());
        let mut names = vec![
            "/../secret.json",
            "/..%2fsecret.json",
            "/%2e%2e/secret.json",
            "/images/../../secret.json",
            "/.env",
            "/%00",
            "/a%2",
            "/a%zz",
            &absolute,
        ];
        if cfg!(windows) {
            names.push("/..\\secret.json");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&secret, folder.join("link.json")).unwrap();
            names.push("/link.json");
        }
        for name in names {
            assert_eq!(locate(&folder, name), None, "{name}");
        }
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn names_survive_the_way_through_a_url() {
        for name in ["a story.json", "50%.json", "ü&?#.json"] {
            assert_eq!(decode(&encode(name)).as_deref(), Some(name));
        }
    }

    #[test]
    fn serves_what_is_in_the_file_now() {
        let root = house("now");
        let address = serve(&root.join("stories")).unwrap();
        let host = address.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let get = |path: &str| {
            let mut stream = TcpStream::connect(&host).unwrap();
            write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        assert!(get("/a%20story.json").ends_with("\r\n\r\n{}"));
        fs::write(root.join("stories/a story.json"), "[]").unwrap();
        let answer = get("/a%20story.json");
        assert!(answer.ends_with("\r\n\r\n[]"));
        assert!(answer.contains("Content-Type: application/json"));
        assert!(get("/none.json").contains(" 404 "));
        fs::remove_dir_all(root).unwrap();
    }
}
