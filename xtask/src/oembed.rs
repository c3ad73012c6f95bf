use crate::args::Args;
use crate::failure::{Failure, Result};
use crate::shell::{Shell, read};

/// Prints what a CMS asks for that finds articles by oEmbed discovery.
pub fn task(shell: Shell, mut args: Args) -> Result<()> {
    let needed = |value: Option<String>, what: &str| {
        value
            .ok_or_else(|| Failure::new(format!("`oembed` needs {what}.")).help("cargo xtask help"))
    };
    let src = needed(args.value("--src")?, "--src, the address of the article's JSON")?;
    let frame = needed(args.value("--frame")?, "--frame, the address of frame.html")?;
    let width = pixels(args.value("--width")?, 640)?;
    let height = pixels(args.value("--height")?, 900)?;
    let file = needed(args.next_word(), "the file of the article's JSON")?;
    args.finish()?;
    let mut node = shell.command("node");
    node.arg("xtask/npm/oembed.mjs").args([file, src, frame, width, height]);
    print!("{}", read(&mut node)?);
    Ok(())
}

fn pixels(value: Option<String>, usual: u32) -> Result<String> {
    match value.as_deref().map(str::parse::<u32>) {
        None => Ok(usual.to_string()),
        Some(Ok(pixels)) => Ok(pixels.to_string()),
        Some(Err(_)) => Err(Failure::new("A width or height is a whole number of pixels.")),
    }
}
