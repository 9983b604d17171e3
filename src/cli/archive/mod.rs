//! Archives: where the claim store lies, what it was made by, which files it holds.
//!
//! In: flags, the configuration, the store. Out: what is needed to judge the articles of an
//! archive the way it was indexed.

pub mod args;
pub mod impact;
pub mod index;
pub mod look;
mod scan;
pub mod stale;

use super::config::Config;
use super::input::shown;
use super::mapping::map;
use super::setup::{Own, Rules};
use super::work::Work;
use crate::archive::store::{Stamp, Store};
use crate::reference::Reference;
use crate::report::{FORMATS, Run, format};
use anyhow::Context;
use args::StoreArgs;
use chrono::NaiveDate;
use std::fs::File;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// The name of a store where nobody gave another.
pub const FILE: &str = "factlint.store";

/// What verdicts depend on, beside articles and tables, and where the store lies.
struct Desk {
    rules: Rules,
    path: PathBuf,
}

/// The options that a store remembers.
#[derive(Debug, Clone, Copy, Default)]
struct Options {
    date: Option<NaiveDate>,
    as_of: Option<NaiveDate>,
}

impl Desk {
    /// Reads the configuration for these articles. None if it cannot be read, which has been said.
    fn new(args: &StoreArgs, articles: &[PathBuf], options: Options) -> anyhow::Result<Option<Self>> {
        let here = [PathBuf::from(".")];
        let own = Own { date: options.date, as_of: options.as_of, jobs: args.rules.jobs, ..Own::default() };
        let rules = Rules::read(args.rules.config.as_deref(), args.rules.isolated, if articles.is_empty() { &here } else { articles }, own)?;
        Ok(rules.map(|rules| {
            let beside = rules.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
            Desk { path: args.store.clone().unwrap_or_else(|| beside.join(FILE)), rules }
        }))
    }

    /// What is done with an article, by a reference. Sentences are wanted.
    fn work<'a>(&'a self, reference: &'a Reference) -> Work<'a> {
        self.rules.work(reference, Run::default(), format("markdown").unwrap_or(&FORMATS[0]))
    }

    /// The print of the configuration, as far as the store's claims depend on it, and of the options.
    fn print(&self) -> anyhow::Result<String> {
        let Config { include, exclude, date, as_of, .. } = self.rules.config.clone();
        let config = Config { include, exclude, date, as_of, ..self.rules.config.judging() };
        Ok(format!("{:032x}", xxh3_128(&serde_json::to_vec(&config)?)))
    }
}

/// The print of this build of the tool: of itself.
fn tool() -> String {
    let own = std::env::current_exe().and_then(File::open).and_then(|file| map(&file));
    format!("{} {:032x}", env!("CARGO_PKG_VERSION"), own.map_or(0, |bytes| xxh3_128(&bytes)))
}

/// Why a store's verdicts may not be used, if so.
fn refused(stamp: &Stamp, desk: &Desk) -> anyhow::Result<Option<&'static str>> {
    Ok(match () {
        () if stamp.tool != tool() => Some("it was made by another build of the tool"),
        () if stamp.settings != desk.print()? => Some("the configuration or an option has changed since"),
        () => None,
    })
}

/// Opens a store; none if there is no such file.
fn open(path: &Path) -> anyhow::Result<Option<Result<Store, String>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", shown(path))),
    };
    if file.metadata().is_ok_and(|m| m.len() == 0) {
        return Ok(Some(Err("it is empty".to_owned())));
    }
    let memory = map(&file).with_context(|| format!("{} cannot be read", shown(path)))?;
    Ok(Some(Store::open(Box::new(memory))))
}

/// The store that is meant.
fn the_store(args: &StoreArgs) -> anyhow::Result<Store> {
    let named = match &args.store {
        Some(path) => Some(path.clone()),
        None => Desk::new(args, &[], Options::default())?.map(|desk| desk.path),
    };
    let path = named.context("the configuration cannot be read")?;
    let name = shown(&path);
    let store = open(&path)?.with_context(|| format!("there is no claim store at {name}: `factlint index ARTICLES` makes one, --store names another"))?;
    store.map_err(|reason| anyhow::anyhow!("the claim store {name} cannot be used: {reason}; `factlint index` makes it anew"))
}
