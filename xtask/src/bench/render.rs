//! How fast the command renders articles, and in how much memory.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::PAGE;
use crate::failure::{Failure, Result, While};
use crate::section;
use crate::shell::{Shell, run};
use crate::size;

pub const ROUNDS: u32 = 3;

const SAMPLE: &str = "preview/articles/sample.json";
const MANY: usize = 10_000;
/// What is rendered in a stream, how much of it at a time, and of how many blocks it is where it is not the sample.
const STREAMS: [(&str, usize, Option<usize>); 3] = [
    ("20,000 samples", 20_000, None),
    ("80,000 samples", 80_000, None),
    ("100 articles of 2,000 paragraphs, each with a link", 100, Some(2_000)),
];
const JOBS: [usize; 2] = [1, 2];

/// One run: articles, and what they took.
struct Run {
    articles: f64,
    clock: Duration,
    processor: Duration,
    /// Bytes of memory at the most.
    peak: u64,
}

pub fn measure(shell: &Shell, rounds: u32) -> Result<()> {
    let profile = ["build", "--profile", "native", "--package", "article-widget-cli"];
    run(&mut shell.cargo(profile))?;
    let command = shell.target_dir().join("native/article-widget");
    let sample = fs::read_to_string(shell.root().join(SAMPLE)).doing("reading the sample")?;
    let sample = sample.replace('\n', " ");

    let cases: Vec<_> = STREAMS.iter().flat_map(|stream| JOBS.map(|jobs| (stream, jobs))).collect();
    let mut runs: Vec<Vec<Run>> = cases.iter().map(|_| Vec::new()).collect();
    // Side by side, so that what else the machine does meets all alike.
    for round in 1..=rounds {
        for (((_, count, blocks), jobs), runs) in cases.iter().zip(&mut runs) {
            let line = blocks.map_or_else(|| sample.clone(), long);
            runs.push(stream(&command, &line, *count, *jobs)?);
        }
        println!("   streams: round {round} of {rounds}");
    }
    let mut table = String::from(
        "| what | articles a second, one at a time | two at a time | of one core's time | memory at the most |\n\
         | --- | --: | --: | --: | --: |\n",
    );
    for ((name, _, _), runs) in STREAMS.iter().zip(runs.chunks(JOBS.len())) {
        let [one, two] = runs else { continue };
        table += &row(&format!("{name}, `--stream`"), one, two);
    }
    let folder = shell.target_dir().join("bench/render");
    let from = prepared(&folder, &sample)?;
    let (mut one, mut two) = (Vec::new(), Vec::new());
    for round in 1..=rounds {
        // Removed only in the end: ext4 looks through all inodes that were freed within the last minute before it
        // gives a new one, so that a round after a removal takes many times as long.
        one.push(into_a_folder(&command, &from, &folder.join(format!("one-{round}")), 1)?);
        two.push(into_a_folder(&command, &from, &folder.join(format!("two-{round}")), 2)?);
        println!("   folders: round {round} of {rounds}");
    }
    fs::remove_dir_all(&folder).doing("removing what was rendered")?;
    table += &row("10,000 samples, a file each, `--out`", &one, &two);
    let page = format!("{}, {rounds} rounds.\n\n{table}", section::circumstances(shell)?);
    section::write(shell, PAGE, "rendering", &page)
}

fn row(name: &str, one: &[Run], two: &[Run]) -> String {
    let clock = |run: &Run| run.articles / run.clock.as_secs_f64();
    let processor = |run: &Run| run.articles / run.processor.as_secs_f64();
    let peak = one.iter().chain(two).map(|run| run.peak).max().unwrap_or_default();
    let peak = peak as f64 / 1e6;
    let [one, two, cost] = [(one, clock as fn(&Run) -> f64), (two, clock), (one, processor)]
        .map(|(runs, rate)| size::grouped(median(runs.iter().map(rate).collect()).round() as u64));
    format!("| {name} | {one} | {two} | {cost} | {peak:.1} MB |\n")
}

/// An article of so many paragraphs, in one line.
fn long(blocks: usize) -> String {
    let paragraph = "<p>The tide turns at noon and takes <a href='https://news.example/boats'>the boats</a> \
                     with it, as the harbour master has said since he was a boy.</p>";
    format!(r#"{{"headline":"Tides","body":"{}"}}"#, paragraph.repeat(blocks))
}

/// Renders a line so many times, from the first answer on: starting is not rendering.
fn stream(command: &Path, line: &str, count: usize, jobs: usize) -> Result<Run> {
    let mut command = Command::new(command);
    command.args(["render", "--stream", "--jobs", &jobs.to_string()]);
    let mut child = start(command.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
    let (mut to, mut from) = pipes(&mut child)?;
    let line = format!("{line}\n");
    let mut answers = String::new();
    to.write_all(line.as_bytes()).doing("writing to the command")?;
    from.read_line(&mut answers).doing("reading from the command")?;

    let (before, started) = (processor(&child)?, Instant::now());
    let writer = thread::spawn(move || {
        let written = (0..count).try_for_each(|_| to.write_all(line.as_bytes()));
        // Handed back open: its end would be the command's, and with it its memory's.
        written.map(|()| to)
    });
    for _ in 0..count {
        answers.clear();
        from.read_line(&mut answers).doing("reading from the command")?;
        if !answers.contains("\"html\"") {
            return Err(Failure::new(format!("The command answered: {answers}")));
        }
    }
    let clock = started.elapsed();
    let (processor, peak) = (processor(&child)? - before, peak(&child)?);
    drop(writer.join());
    child.wait().doing("waiting for the command")?;
    Ok(Run { articles: count as f64, clock, processor, peak })
}

/// Renders a folder of articles into another.
fn into_a_folder(command: &Path, from: &Path, to: &Path, jobs: usize) -> Result<Run> {
    let mut command = Command::new(command);
    command.arg("render").arg(from).arg("--out").arg(to).arg("--quiet");
    let started = Instant::now();
    let mut child = start(command.args(["--jobs", &jobs.to_string()]))?;
    let (mut used, mut most) = (Duration::ZERO, 0);
    // Both are gone with the process, so its last word is the one of a moment before.
    let status = loop {
        if let (Ok(time), Ok(bytes)) = (processor(&child), peak(&child)) {
            (used, most) = (used.max(time), most.max(bytes));
        }
        if let Some(status) = child.try_wait().doing("waiting for the command")? {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    if !status.success() {
        return Err(Failure::new(format!("Rendering the folder ended with {status}.")));
    }
    let clock = started.elapsed();
    Ok(Run { articles: MANY as f64, clock, processor: used, peak: most })
}

fn prepared(folder: &Path, sample: &str) -> Result<PathBuf> {
    let from = folder.join("in");
    if folder.exists() {
        fs::remove_dir_all(folder).doing("removing what was rendered before")?;
    }
    fs::create_dir_all(&from).doing("making the folder of articles")?;
    for number in 0..MANY {
        fs::write(from.join(format!("{number}.json")), sample).doing("writing an article")?;
    }
    Ok(from)
}

fn start(command: &mut Command) -> Result<Child> {
    command.spawn().doing("starting the command")
}

fn pipes(child: &mut Child) -> Result<(ChildStdin, BufReader<ChildStdout>)> {
    match (child.stdin.take(), child.stdout.take()) {
        (Some(to), Some(from)) => Ok((to, BufReader::new(from))),
        _ => Err(Failure::new("The command has no pipes.")),
    }
}

/// What Linux tells of a process.
fn told(child: &Child, what: &str) -> Result<String> {
    let path = format!("/proc/{}/{what}", child.id());
    fs::read_to_string(&path).map_err(|error| {
        Failure::new(format!("{path}: {error}")).help("this is measured on Linux only")
    })
}

/// The processor's time so far. The kernel counts in hundredths of a second.
fn processor(child: &Child) -> Result<Duration> {
    let stat = told(child, "stat")?;
    ticks(&stat)
        .map(|ticks| Duration::from_millis(ticks * 10))
        .ok_or_else(|| Failure::new(format!("A process's times were not understood: {stat}")))
}

/// User's and system's, after the program's name, which may have spaces.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let numbers = rest.split_whitespace().skip(11).take(2);
    numbers.map(|number| number.parse::<u64>().ok()).sum()
}

fn peak(child: &Child) -> Result<u64> {
    let status = told(child, "status")?;
    most(&status).ok_or_else(|| Failure::new("A process's memory was not understood."))
}

fn most(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok().map(|kilobytes: u64| kilobytes * 1024)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_is_understood() {
        let stat = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0 2 0 99";
        assert_eq!(ticks(stat), Some(300));
        assert_eq!(ticks("42"), None);
        assert_eq!(most("VmPeak:\t 9 kB\nVmHWM:\t  16 kB\n"), Some(16 * 1024));
        assert_eq!(most("VmPeak:\t 9 kB\n"), None);
    }

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
    }
}
