//! Where the ledger of decisions lies; how it is read and written.
//!
//! In: what the command line and the configuration say. Out: the decisions, and the ledger
//! with a change in it, when every change that others made meanwhile is there too. Only
//! here a clock is asked, for the day on which a waiver ends.

pub mod args;
mod cases;
pub mod corrections;
pub mod decide;
mod drafts;
mod export;
mod patch;
mod prepare;
pub mod review;
mod told;
mod web;

pub use told::Met;

use super::args::LedgerArgs;
use super::config::Config;
use super::durable;
use super::input::{io_problem, shown};
use crate::decision::{Home, Ledger, Moment, Orphans, Thread};
use crate::problem::Problem;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// The file's name where nobody gave another.
pub const FILE: &str = "factlint-decisions.jsonl";

/// The decisions of a run.
#[derive(Debug, Default)]
pub struct Decisions {
    /// The file, which need not be there.
    pub path: PathBuf,
    /// What stands in it.
    pub ledger: Ledger,
    /// The day on which waivers are looked at.
    pub today: Option<NaiveDate>,
    /// Threads whose article is not where it was.
    pub orphans: Orphans,
    /// The ledger's folder, in full.
    folder: PathBuf,
}

/// The ledger that is meant: named, beside the configuration, or found from the articles' folder upward. None if none
/// is wanted; the file need not be there.
pub fn locate(args: &LedgerArgs, config: &Config, config_file: Option<&Path>, isolated: bool, articles: &[PathBuf]) -> Option<PathBuf> {
    match args.decisions.as_deref().or(config.decisions.as_deref()) {
        Some("none") => None,
        Some(named) => Some(PathBuf::from(named)),
        None if isolated => None,
        None => Some(match config_file.and_then(Path::parent) {
            Some(folder) => folder.join(FILE),
            None => super::config::upward(articles, FILE).unwrap_or_else(|| PathBuf::from(FILE)),
        }),
    }
}

impl Decisions {
    /// Reads the ledger; an empty one if the file is not there.
    ///
    /// # Errors
    /// A problem for each line that is no decision.
    pub fn read(path: &Path, today: Option<NaiveDate>) -> Result<Self, Vec<Problem>> {
        let ledger = parse(path)?;
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = whole.parent().map(normal).unwrap_or_default();
        // each file is asked for once, however many decisions it has
        let gone: BTreeSet<&Home> = ledger.homes().filter(|home| !folder.join(&home.path).exists()).collect();
        let mut orphans = Orphans::new();
        for decision in gone.iter().flat_map(|home| ledger.of_home(home)).filter_map(Thread::in_force) {
            orphans.entry(decision.anchor.clone()).or_default().push(decision.thread.clone());
        }
        let today = today.or_else(|| ledger.has_expiry().then(self::today));
        Ok(Decisions { path: path.to_path_buf(), ledger, today, orphans, folder })
    }

    /// True if a decision may be about this article: one of its own, or one whose article was moved.
    pub fn knows(&self, home: &Home) -> bool {
        !self.orphans.is_empty() || self.ledger.of_home(home).next().is_some()
    }

    /// Where an article stands, as the ledger says it: from the ledger's folder, so that it can be shared.
    pub fn home(&self, path: &str, id: Option<&str>, by_line: bool) -> Home {
        Home { path: below(&self.folder, path), article: id.filter(|_| by_line).map(str::to_owned) }
    }

    /// Makes a change to the ledger as it is on the disk now, and writes it; nothing is written if `change` fails.
    ///
    /// # Errors
    /// If the file cannot be read or written, or `change` fails.
    pub fn change<T>(&mut self, change: impl FnOnce(&mut Ledger) -> anyhow::Result<T>) -> anyhow::Result<T> {
        let path = self.path.clone();
        durable::locked(&path, || {
            let mut ledger = parse(&path).map_err(|problems| anyhow::anyhow!("{}", said(&problems)))?;
            let result = change(&mut ledger)?;
            durable::write(&path, ledger.text().as_bytes())?;
            self.ledger = ledger;
            Ok(result)
        })
    }
}

fn parse(path: &Path) -> Result<Ledger, Vec<Problem>> {
    let name = shown(path);
    match std::fs::read_to_string(path) {
        Ok(text) => Ledger::parse(&name, &text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Ledger::default()),
        Err(error) => Err(vec![io_problem(&name, &error)]),
    }
}

/// Says problems on standard error.
pub fn say(problems: &[Problem]) {
    for problem in problems {
        anstream::eprintln!("{problem}");
    }
}

/// Problems one a line.
pub fn said(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A path from a folder, with forward slashes.
pub fn below(folder: &Path, path: &str) -> String {
    if path == "-" {
        return "stdin".to_owned();
    }
    let whole = normal(&std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path)));
    let common = folder.components().zip(whole.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| "..".to_owned());
    let down = whole.components().skip(common).map(|c| c.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A path without `..`, as far as names tell.
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop()),
            Component::CurDir => {}
            part => normal.push(part),
        }
    }
    normal
}

/// This moment, in UTC.
#[expect(clippy::disallowed_methods, reason = "when somebody decided, and whether a waiver is over, is a matter of the clock; no verdict is")]
fn clock() -> DateTime<Utc> {
    DateTime::<Utc>::from(SystemTime::now())
}

/// Today, in UTC.
pub fn today() -> NaiveDate {
    clock().date_naive()
}

/// This moment as the ledger writes it.
///
/// # Errors
/// Never; the type asks for it.
pub fn now() -> anyhow::Result<Moment> {
    Moment::try_from(clock().format("%Y-%m-%dT%H:%M:%SZ").to_string()).map_err(anyhow::Error::msg)
}

#[cfg(test)]
mod tests {
    use super::below;
    use std::path::Path;

    #[test]
    fn articles_are_named_from_the_ledgers_folder() {
        let folder = Path::new("/desk/news");
        for (path, from) in [("/desk/news/a.md", "a.md"), ("/desk/news/x/../b.md", "b.md"), ("/desk/c.md", "../c.md"), ("-", "stdin")] {
            assert_eq!(below(folder, path), from);
        }
    }
}
