//! How fast articles are read, measured and written down.

use std::fs;
use std::path::Path;

use super::PAGE;
use crate::failure::{Failure, Result, While};
use crate::section;
use crate::shell::{Shell, run};

/// The groups of benches/reading that grow, and what one of their things is called.
const GROWING: [(&str, &str); 3] = [
    ("blocks", "blocks of the own format"),
    ("paragraphs of HTML", "paragraphs of HTML"),
    ("nodes of an editor", "blocks of an editor's tree"),
];
const COUNTS: [u32; 3] = [1_000, 10_000, 100_000];

pub fn measure(shell: &Shell) -> Result<()> {
    let results = shell.target_dir().join("criterion");
    if results.exists() {
        fs::remove_dir_all(&results).doing("removing older measurements")?;
    }
    run(&mut shell.cargo(["bench", "--package", "article-widget", "--bench", "reading"]))?;
    let tables = tables(&results)?;
    let page = format!("{}.\n\n{tables}", section::circumstances(shell)?);
    section::write(shell, PAGE, "reading", &page)
}

/// One measurement: nanoseconds for so many bytes.
struct Measured {
    time: f64,
    bytes: f64,
}

impl Measured {
    fn rate(&self) -> String {
        format!("{:.0} MB/s", self.bytes / self.time * 1e3)
    }

    fn time(&self) -> String {
        match self.time {
            time if time < 1e6 => format!("{:.0} µs", time / 1e3),
            time => format!("{:.1} ms", time / 1e6),
        }
    }
}

fn tables(results: &Path) -> Result<String> {
    let mut text = String::from("| what is read | time | rate |\n| --- | --- | --- |\n");
    for (name, group) in [("a body of 1 MB of HTML", "html"), ("1 MB of JSON alone", "json")] {
        let it = measured(&results.join(group).join("1 MB"))?;
        text += &format!("| {name} | {} | {} |\n", it.time(), it.rate());
    }
    text += "\n| growth: time for one of | 1,000 | 10,000 | 100,000 | rate at 10,000 |\n";
    text += "| --- | --- | --- | --- | --- |\n";
    for (group, name) in GROWING {
        text += &format!("| {name} |");
        for count in COUNTS {
            let it = measured(&results.join(group).join(count.to_string()))?;
            text += &format!(" {:.2} µs |", it.time / f64::from(count) / 1e3);
        }
        let it = measured(&results.join(group).join("10000"))?;
        text += &format!(" {} |\n", it.rate());
    }
    text += "\n| the same story in | bytes | time | rate |\n| --- | --- | --- | --- |\n";
    let stories = fs::read_dir(results.join("story")).doing("reading the measurements")?;
    let mut stories: Vec<_> = stories.flatten().map(|entry| entry.path()).collect();
    stories.sort();
    for story in stories.iter().filter(|folder| folder.join("new").is_dir()) {
        let name = story.file_name().unwrap_or_default().to_string_lossy();
        let it = measured(story)?;
        text += &format!("| `{name}` | {:.0} | {} | {} |\n", it.bytes, it.time(), it.rate());
    }
    Ok(text)
}

/// The fastest of the samples: what else the machine does only adds to the others.
fn measured(folder: &Path) -> Result<Measured> {
    let list = |file: &str, name: &str| {
        let file = folder.join("new").join(file);
        let text = fs::read_to_string(&file).doing(format_args!("reading {}", file.display()))?;
        numbers_after(&text, name)
            .ok_or_else(|| Failure::new(format!("{} lacks {name}.", file.display())))
    };
    let iterations = list("sample.json", "\"iters\":[")?;
    let times = list("sample.json", "\"times\":[")?;
    let each = times.iter().zip(iterations).map(|(time, count)| time / count);
    let bytes = list("benchmark.json", "\"Bytes\":")?;
    Ok(Measured { time: each.fold(f64::MAX, f64::min), bytes: bytes.iter().sum() })
}

/// The numbers of a JSON text that follow a name.
fn numbers_after(text: &str, name: &str) -> Option<Vec<f64>> {
    let (_, rest) = text.split_once(name)?;
    let end = rest.find([']', '}'])?;
    rest.get(..end)?.split(',').map(|number| number.trim().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_follow() {
        let text = r#"{"iters":[1.0,2.0],"times":[3.5],"throughput":{"Bytes":7}}"#;
        assert_eq!(numbers_after(text, "\"iters\":["), Some(vec![1.0, 2.0]));
        assert_eq!(numbers_after(text, "\"Bytes\":"), Some(vec![7.0]));
        assert_eq!(numbers_after(text, "\"slope\":["), None);
    }

    #[test]
    fn times_and_rates_read_as_a_person_says_them() {
        let it = Measured { time: 2.5e6, bytes: 1e6 };
        assert_eq!((it.time(), it.rate()), ("2.5 ms".into(), "400 MB/s".into()));
    }
}
