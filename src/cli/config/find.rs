//! Finds the configuration of a run.
//!
//! In: what the command line says, and the articles' paths. Out: the configuration and the
//! file that it stands in. It is looked for from the folder that all articles share upward.

use super::check_keys::parse;
use super::{Config, FILE};
use crate::cli::input::{io_problem, shown};
use crate::problem::Problem;
use std::path::{Path, PathBuf};

/// A configuration and where it came from.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The configuration; the default if there is no file or it cannot be read.
    pub config: Config,
    /// The file.
    pub file: Option<PathBuf>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// The user chose it, or chose none.
    pub chosen: bool,
}

impl Loaded {
    /// The folder that paths in the file are relative to.
    pub fn folder(&self) -> PathBuf {
        self.file.as_ref().and_then(|f| f.parent()).map_or_else(PathBuf::new, Path::to_path_buf)
    }
}

/// The configuration that is named, else the one that is found, else the default.
pub fn load(named: Option<&Path>, isolated: bool, articles: &[PathBuf]) -> Loaded {
    let file = match named {
        Some(path) => Some(path.to_path_buf()),
        None if isolated => None,
        None => find(articles),
    };
    let chosen = named.is_some() || isolated;
    let Some(file) = file else { return Loaded { chosen, ..Loaded::default() } };
    let name = shown(&file);
    match std::fs::read_to_string(&file) {
        Err(error) => Loaded { problems: vec![io_problem(&name, &error)], file: Some(file), chosen, ..Loaded::default() },
        Ok(text) => match parse(&name, &text) {
            Ok(config) => Loaded { config, file: Some(file), problems: Vec::new(), chosen },
            Err(problems) => Loaded { problems, file: Some(file), chosen, ..Loaded::default() },
        },
    }
}

/// `factlint.toml` in the folder that all articles share, or in one above it.
fn find(articles: &[PathBuf]) -> Option<PathBuf> {
    upward(articles, FILE)
}

/// A file of a name in the folder that all articles share, or in one above it.
pub fn upward(articles: &[PathBuf], name: &str) -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let folders = articles.iter().map(|path| {
        let whole = if path.as_os_str() == "-" { here.clone() } else { std::path::absolute(path).unwrap_or_else(|_| here.join(path)) };
        if whole.is_dir() { whole } else { whole.parent().map_or_else(|| here.clone(), Path::to_path_buf) }
    });
    let common = folders.reduce(|a, b| a.components().zip(b.components()).take_while(|(x, y)| x == y).map(|(x, _)| x).collect());
    let found = common.unwrap_or_else(|| here.clone()).ancestors().map(|folder| folder.join(name)).find(|file| file.is_file())?;
    Some(found.strip_prefix(&here).map_or(found.clone(), Path::to_path_buf))
}

/// Configurations below the one that is used: they are not read, and that is said.
pub fn unread<'p>(used: Option<&Path>, articles: impl Iterator<Item = &'p Path>) -> Vec<Problem> {
    let own = used.and_then(|f| std::path::absolute(f).ok()).and_then(|f| f.parent().map(Path::to_path_buf));
    let mut folders: Vec<PathBuf> = Vec::new();
    for article in articles {
        let Some(folder) = article.parent() else { continue };
        // files of one folder come one after another
        if !folders.iter().rev().any(|f| f == folder) {
            folders.push(folder.to_path_buf());
        }
    }
    let nested = folders.iter().filter_map(|folder| {
        let whole = std::path::absolute(folder).ok()?;
        let mut upward = whole.ancestors().take_while(|above| own.as_deref().is_none_or(|own| *above != own && above.starts_with(own)));
        upward.find(|above| above.join(FILE).is_file()).map(|above| above.join(FILE))
    });
    let mut nested: Vec<PathBuf> = nested.collect();
    nested.sort();
    nested.dedup();
    let expected = "one configuration a run: [[overrides]] for paths, --config FILE for another";
    let here = std::env::current_dir().unwrap_or_default();
    nested
        .iter()
        .map(|file| Problem::warning(&shown(file.strip_prefix(&here).unwrap_or(file)), "this configuration is not used in this run").expected(expected, ""))
        .collect()
}
