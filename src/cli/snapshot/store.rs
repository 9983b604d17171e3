//! The folder of approved verdicts: where it is, what it holds, how a file gets into it.
//!
//! In: the flags, the configuration, articles. Out: snapshots, as they were approved; files,
//! each whole or not at all. What verdicts say it refuses to know.

use crate::cli::config::Config;
use crate::cli::decisions::{below, normal};
use crate::cli::durable;
use crate::cli::input::{io_problem, shown};
use crate::cli::references::{DESCRIPTOR, Origin};
use crate::cli::setup::Setup;
use crate::cli::tables::{Item, is_table, items};
use crate::problem::Problem;
use crate::reference::builtin;
use crate::snapshot::pins::Pins;
use crate::snapshot::{EXTENSION, Snapshot, Subject};
use anyhow::Context;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder's name where nobody gave another.
pub const FOLDER: &str = "snapshots";
/// Hexadecimal digits of a hash: enough to tell two states apart, few enough to read.
const DIGITS: usize = 12;

/// The folder of approved verdicts.
pub struct Store {
    folder: PathBuf,
    /// What articles are named from, in full.
    root: PathBuf,
}

impl Store {
    /// The folder that is meant: named, configured, or beside the configuration, else here.
    pub fn of(named: Option<&Path>, setup: &Setup) -> anyhow::Result<Self> {
        let beside = setup.rules.file.as_deref().and_then(Path::parent).map(Path::to_path_buf).unwrap_or_default();
        let configured = || setup.rules.config.snapshots.as_ref().map(PathBuf::from);
        let folder = named.map(Path::to_path_buf).or_else(configured).unwrap_or_else(|| beside.join(FOLDER));
        let root = normal(&std::path::absolute(if beside.as_os_str().is_empty() { Path::new(".") } else { &beside })?);
        Ok(Store { folder, root })
    }

    /// The folder, as messages name it.
    pub fn shown(&self) -> String {
        shown(&self.folder)
    }

    /// An article, as its file names it; `id` where a file holds one a line.
    pub fn subject(&self, path: &str, id: Option<&str>) -> Subject {
        Subject::new(&below(&self.root, path), id)
    }

    /// The file of an article.
    pub fn file(&self, subject: &Subject) -> PathBuf {
        self.folder.join(subject.file())
    }

    /// What was approved of an article, if anything was.
    ///
    /// # Errors
    /// If its file cannot be read, or is another's.
    pub fn read(&self, subject: &Subject) -> Result<Option<Snapshot>, Problem> {
        let file = self.file(subject);
        let Some(snapshot) = read(&file)? else { return Ok(None) };
        if snapshot.subject == *subject {
            return Ok(Some(snapshot));
        }
        let message = "the file holds the approved verdicts of another article";
        Err(Problem::error(&shown(&file), message).at(2, 1).expected(subject.to_string(), snapshot.subject.to_string()))
    }

    /// Writes what is approved of an article: whole or not at all.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, snapshot: &Snapshot) -> anyhow::Result<()> {
        let file = self.file(&snapshot.subject);
        let folder = file.parent().unwrap_or(&self.folder);
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        durable::write(&file, snapshot.text().as_bytes())
    }

    /// The same, or takes the file away if nothing is approved.
    ///
    /// # Errors
    /// If it cannot be written or taken away.
    pub fn put(&self, subject: &Subject, snapshot: Option<&Snapshot>) -> anyhow::Result<()> {
        let Some(snapshot) = snapshot else {
            let file = self.file(subject);
            return std::fs::remove_file(&file).with_context(|| format!("{} cannot be taken away", file.display()));
        };
        self.write(snapshot)
    }

    /// Runs `change` while no other process writes to the folder.
    ///
    /// # Errors
    /// If the folder cannot be had, or `change` fails.
    pub fn locked<T>(&self, change: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
        std::fs::create_dir_all(&self.folder).with_context(|| format!("{} cannot be made", self.shown()))?;
        durable::locked(&self.folder.join("snapshots"), change)
    }

    /// The snapshots of articles that were not met, with their files, in the order of names, and what cannot be read;
    /// `met` are files as [`Subject::file`] names them.
    pub fn others(&self, met: &BTreeSet<String>) -> (Vec<(PathBuf, Snapshot)>, Vec<Problem>) {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        if !self.folder.exists() {
            return (found, problems);
        }
        let is_met = |path: &Path| path.strip_prefix(&self.folder).is_ok_and(|file| met.contains(&shown(file)));
        for entry in ignore::WalkBuilder::new(&self.folder).standard_filters(false).sort_by_file_name(std::ffi::OsStr::cmp).build() {
            match entry {
                Ok(entry) if is_ours(entry.path()) && !is_met(entry.path()) => match read(entry.path()) {
                    Ok(snapshot) => found.extend(snapshot.map(|snapshot| (entry.into_path(), snapshot))),
                    Err(problem) => problems.push(problem),
                },
                Ok(_) => {}
                Err(error) => {
                    problems.push(Problem::error(&self.shown(), "part of the folder cannot be read").expected("permission to read", error.to_string()));
                }
            }
        }
        (found, problems)
    }

    /// True if an article lies at one of these paths or below it, whether it is there or not.
    pub fn is_within(&self, subject: &Subject, paths: &[PathBuf]) -> bool {
        paths.iter().map(|path| below(&self.root, &shown(path))).any(|path| {
            path.is_empty() || subject.path == path || subject.path.strip_prefix(path.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// True for a file of approved verdicts; what a killed process left begins with a dot.
fn is_ours(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !hidden && path.extension().is_some_and(|extension| extension == EXTENSION) && path.is_file()
}

fn read(file: &Path) -> Result<Option<Snapshot>, Problem> {
    match std::fs::read_to_string(file) {
        Ok(text) => Snapshot::parse(&shown(file), &text).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io_problem(&shown(file), &error)),
    }
}

/// What verdicts are judged with now.
///
/// # Errors
/// If a table cannot be read.
pub fn pins(setup: &Setup, store: &Store) -> Result<Pins, Problem> {
    let mut pins = Pins::default();
    pins.add("factlint", env!("CARGO_PKG_VERSION"));
    let judging = setup.rules.config.judging();
    let text = toml::to_string(&judging).unwrap_or_default();
    pins.add("configuration", if judging == Config::default() { "default".to_owned() } else { hash(text.as_bytes()) });
    if let Some(day) = setup.rules.config.date {
        pins.add("date of articles without one", day.to_string());
    }
    if let Some(day) = setup.rules.config.as_of {
        pins.add("tables as of", day.to_string());
    }
    if setup.origin == Origin::None {
        pins.add("references", "none");
    }
    for item in items(&setup.origin) {
        let (name, state) = match &item {
            Item::BuiltIn => ("built-in".to_owned(), hash(builtin::texts().concat().as_bytes())),
            Item::Package(_) | Item::Table(_) => {
                let place = PathBuf::from(item.place());
                let place = if place.as_os_str().is_empty() { PathBuf::from(".") } else { place };
                (below(&store.root, &shown(&place)), tables(&place)?)
            }
            // it has been said, and what was judged without it is not approved
            Item::Unusable(problem) => return Err((**problem).clone()),
        };
        pins.add(format!("references {name}"), state);
    }
    Ok(pins)
}

/// The state of a package or a table: its tables with their names, wherever it lies. Other files are no part of it.
fn tables(place: &Path) -> Result<String, Problem> {
    let mut hash = Sha256::new();
    let files = ignore::WalkBuilder::new(place).standard_filters(false).sort_by_file_name(std::ffi::OsStr::cmp).build();
    for entry in files.filter_map(Result::ok).filter(|entry| entry.path().is_file()) {
        let path = entry.path();
        if path == place || is_table(path) || path.file_name().is_some_and(|name| name == DESCRIPTOR) {
            let bytes = std::fs::read(path).map_err(|error| io_problem(&shown(path), &error))?;
            hash.update(shown(path.strip_prefix(place).unwrap_or(path)));
            hash.update(Sha256::digest(&bytes));
        }
    }
    Ok(digits(&hash.finalize()))
}

fn hash(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

fn digits(hash: &[u8]) -> String {
    hash.iter().take(DIGITS / 2).fold(String::new(), |out, byte| out + &format!("{byte:02x}"))
}
