//! Finds reference tables and loads them.
//!
//! In: what the user named, or nothing. Out: the reference, what was wrong with it, and
//! where it came from, which every report says.

use super::index::{self, Found};
use super::input::shown;
use super::tables::{Inspect, Item, TableReader, items, packages_in, text_of};
use crate::lexicon::Lexicon;
use crate::problem::{Problem, Severity};
use crate::reference::{Builder, Loaded, builtin};
use std::path::{Path, PathBuf};

/// The file that makes a folder a data package.
pub const DESCRIPTOR: &str = "datapackage.json";

/// What names the compiled-in tables among paths.
pub const BUILT_IN: &str = "built-in";

/// Where references come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// These paths.
    Paths(Vec<PathBuf>),
    /// `references/` found here.
    Found(PathBuf),
    /// What is compiled in.
    BuiltIn,
    /// None were wanted.
    None,
}

impl Origin {
    /// What the user asked for; with nothing, `references/` from here upward, else what is compiled in.
    pub fn of(named: &[String]) -> Self {
        if named.iter().any(|n| n == "none") {
            return Origin::None;
        }
        if matches!(named, [only] if only == BUILT_IN) {
            return Origin::BuiltIn;
        }
        if !named.is_empty() {
            return Origin::Paths(named.iter().map(PathBuf::from).collect());
        }
        let here = std::env::current_dir().unwrap_or_default();
        let found = here.ancestors().map(|folder| folder.join("references")).find(|folder| holds_packages(folder));
        found.map_or(Origin::BuiltIn, |folder| Origin::Found(folder.strip_prefix(&here).map_or(folder.clone(), Path::to_path_buf)))
    }

    /// What reports say of it.
    pub fn shown(&self) -> &'static str {
        match self {
            Origin::Paths(_) => "",
            Origin::Found(_) => ", found in references/",
            Origin::BuiltIn => ", built in",
            Origin::None => "none",
        }
    }
}

/// True if a folder holds a data package, or folders with one.
pub fn holds_packages(folder: &Path) -> bool {
    folder.join(DESCRIPTOR).is_file() || !packages_in(folder).is_empty()
}

/// Loads everything from the tables, and keeps their texts for whoever works on them.
pub fn load(origin: &Origin) -> Loaded {
    read(origin, &items(origin), Builder::new(Lexicon::english()), None)
}

/// The same, with a look at each package before it is taken apart.
pub fn load_and_inspect<'i>(origin: &Origin, inspect: &'i mut Inspect<'i>) -> Loaded {
    read(origin, &items(origin), Builder::new(Lexicon::english()), Some(inspect))
}

/// Loads what a check needs: from the index if there is a fresh one, else from the tables. The
/// notes say which; those that are warnings are told unasked.
pub fn load_to_check(origin: &Origin, with_index: bool) -> (Loaded, Vec<Note>) {
    let items = items(origin);
    let found = if with_index { index::find(origin, &items) } else { Found::Refused(Vec::new()) };
    match found {
        Found::Fresh(path, loaded) => {
            let note = Note { warning: false, text: format!("the references are read from the index {}", shown(&path)) };
            (named(*loaded, origin), vec![note])
        }
        Found::Refused(refused) => {
            let told = |(path, reason): &(PathBuf, String)| Note {
                warning: true,
                text: format!("the index {} was not used: {reason}; the tables were read instead. `factlint refs build` renews it", shown(path)),
            };
            let mut notes: Vec<Note> = refused.iter().map(told).collect();
            notes.push(Note { warning: false, text: "the references are read from their tables".to_owned() });
            (read(origin, &items, Builder::new(Lexicon::english()).forgetting(), None), notes)
        }
    }
}

/// What is told of where references were read from.
pub struct Note {
    /// Something is wrong.
    pub warning: bool,
    /// In words.
    pub text: String,
}

fn read<'i>(origin: &Origin, items: &[Item], mut builder: Builder, inspect: Option<&'i mut Inspect<'i>>) -> Loaded {
    let bar = indicatif::ProgressBar::hidden();
    read_all(items, &mut builder, bar, inspect);
    named(builder.finish(), origin)
}

fn read_all<'i>(items: &[Item], builder: &mut Builder, bar: indicatif::ProgressBar, inspect: Option<&'i mut Inspect<'i>>) {
    let mut reader = TableReader { builder, marked: false, bar, files: Vec::new(), inspect };
    for (number, item) in items.iter().enumerate() {
        reader.read(number, item);
    }
}

/// Packages say where they were found.
fn named(mut loaded: Loaded, origin: &Origin) -> Loaded {
    for package in &mut loaded.reference.packages {
        package.push_str(origin.shown());
    }
    loaded
}

/// Loads tables for a command that works on them; what is wrong with them goes to standard error and into the outcome.
pub fn load_for(command: &str, origin: &Origin) -> anyhow::Result<(Loaded, super::Outcome)> {
    load_as(command, origin, &str::to_owned)
}

/// The same, with `named` for how the places of problems are told.
pub fn load_as(command: &str, origin: &Origin, named: &dyn Fn(&str) -> String) -> anyhow::Result<(Loaded, super::Outcome)> {
    anyhow::ensure!(*origin != Origin::None, "{command} needs reference tables, not \"none\"");
    let loaded = load(origin);
    for problem in loaded.problems.iter().filter(|p| p.severity != Severity::Note) {
        anstream::eprintln!("{}", named(&problem.to_string()));
    }
    let unreadable = loaded.problems.iter().any(Problem::is_error);
    Ok((loaded, if unreadable { super::Outcome::Unreadable } else { super::Outcome::Clean }))
}

/// The descriptors of the packages that [`load`] reads, with their texts; those that cannot be read are left to it.
pub fn descriptors(origin: &Origin) -> Vec<(String, String)> {
    let text_of = |item: Item| match item {
        Item::BuiltIn => builtin::descriptors(),
        Item::Package(path) => text_of(&path).map(|text| (shown(&path), text)).into_iter().collect(),
        Item::Table(_) | Item::Unusable(_) => Vec::new(),
    };
    items(origin).into_iter().flat_map(text_of).collect()
}
