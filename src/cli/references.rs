//! Finds reference tables and loads them.
//!
//! In: what the user named, or nothing. Out: the reference, what was wrong with it, and
//! where it came from, which every report says.

use super::input::{io_problem, shown};
use crate::lexicon::Lexicon;
use crate::problem::Problem;
use crate::reference::package::{bare, read};
use crate::reference::{Builder, Loaded, builtin};
use crate::text::source::Source;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The file that makes a folder a data package.
const DESCRIPTOR: &str = "datapackage.json";

/// What names the compiled-in tables among paths.
const BUILT_IN: &str = "built-in";

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

fn holds_packages(folder: &Path) -> bool {
    folder.join(DESCRIPTOR).is_file() || !packages_in(folder).is_empty()
}

/// Loads everything.
pub fn load(origin: &Origin) -> Loaded {
    let mut builder = Builder::new(Lexicon::english());
    match origin {
        Origin::None => {}
        Origin::BuiltIn => add_built_in(&mut builder),
        Origin::Found(folder) => add(&mut builder, folder),
        Origin::Paths(paths) => paths.iter().for_each(|path| if path.as_os_str() == BUILT_IN { add_built_in(&mut builder) } else { add(&mut builder, path) }),
    }
    let mut loaded = builder.finish();
    for package in &mut loaded.reference.packages {
        package.push_str(origin.shown());
    }
    loaded
}

/// The descriptors of the packages that [`load`] reads, with their texts; those that cannot be read are left to it.
pub fn descriptors(origin: &Origin) -> Vec<(String, String)> {
    let of_path = |path: &Path| -> Vec<PathBuf> {
        let own = if path.is_dir() { path.join(DESCRIPTOR) } else { path.to_path_buf() };
        let is_package = own.file_name().is_some_and(|n| n == DESCRIPTOR) && own.is_file();
        if is_package { vec![own] } else { packages_in(path) }
    };
    let paths = match origin {
        Origin::None => Vec::new(),
        Origin::BuiltIn => return builtin::descriptors(),
        Origin::Found(folder) => of_path(folder),
        Origin::Paths(paths) => paths.iter().flat_map(|path| of_path(path)).collect(),
    };
    paths.iter().filter_map(|path| Some((shown(path), text_of(path).ok()?.0))).collect()
}

fn add_built_in(builder: &mut Builder) {
    for package in builtin::packages() {
        builder.add(package);
    }
}

fn add(builder: &mut Builder, path: &Path) {
    let descriptor = if path.is_dir() { path.join(DESCRIPTOR) } else { path.to_path_buf() };
    if descriptor.file_name().is_some_and(|n| n == DESCRIPTOR) && descriptor.is_file() {
        return add_package(builder, &descriptor);
    }
    if !path.is_dir() {
        return add_file(builder, path);
    }
    if let Err(error) = std::fs::read_dir(path) {
        return builder.fail(io_problem(&shown(path), &error));
    }
    let (packages, tables) = (packages_in(path), tables_in(path));
    if packages.is_empty() && tables.is_empty() {
        return builder.fail(
            Problem::error(&shown(path), "the folder holds no reference tables").expected("a datapackage.json, folders with one, or CSV files", "neither"),
        );
    }
    for package in &packages {
        add_package(builder, package);
    }
    if packages.is_empty() {
        for table in &tables {
            add_file(builder, table);
        }
    }
}

fn packages_in(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().map(|p| p.join(DESCRIPTOR)).filter(|p| p.is_file()).collect()
}

fn tables_in(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"))).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).map(|all| all.filter_map(|e| e.ok().map(|e| e.path())).collect()).unwrap_or_default();
    entries.sort();
    entries
}

fn add_package(builder: &mut Builder, descriptor: &Path) {
    let name = shown(descriptor);
    let folder = descriptor.parent().unwrap_or(Path::new(""));
    match text_of(descriptor) {
        Err(problem) => builder.fail(problem),
        Ok((text, problems)) => {
            builder.fail_all(problems);
            let mut warnings = Vec::new();
            let package = read(&name, &shown(folder), &text, &mut |path| {
                let (text, problems) = text_of(&folder.join(path))?;
                warnings.extend(problems);
                Ok(Cow::Owned(text))
            });
            builder.fail_all(warnings);
            builder.add(package);
        }
    }
}

fn add_file(builder: &mut Builder, path: &Path) {
    let name = shown(path);
    match text_of(path) {
        Err(problem) => builder.fail(problem),
        Ok((text, problems)) => {
            builder.fail_all(problems);
            builder.add(bare(&name, Cow::Owned(text)));
        }
    }
}

/// The text of a table, whatever its encoding.
fn text_of(path: &Path) -> Result<(String, Vec<Problem>), Problem> {
    let name = shown(path);
    let bytes = std::fs::read(path).map_err(|e| io_problem(&name, &e))?;
    // tables may be larger than articles; UTF-8 is taken as it is
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned), Vec::new())),
        Err(error) => {
            let (source, mut problems) = Source::decode(&name, error.as_bytes());
            match source {
                Some(source) => Ok((source.text().to_owned(), problems)),
                None => Err(problems.pop().unwrap_or_else(|| Problem::error(&name, "the file cannot be read"))),
            }
        }
    }
}
