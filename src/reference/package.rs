//! Data packages (Frictionless) as text.
//!
//! In: a `datapackage.json`, or a bare CSV, and a way to read the files that it names.
//! Out: the tabular resources with their roles. Who opens files is the caller's business.

use super::fault::STRUCTURE;
use super::layout::Layout;
use crate::problem::Problem;
use serde::Deserialize;
use std::borrow::Cow;
use std::fmt;

/// What a resource holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The table of entities.
    Entities,
    /// The table of properties.
    Properties,
    /// Facts.
    Facts,
}

/// What follows the first piece of a large table.
#[derive(Default)]
pub struct Pieces(Option<Box<NextPiece>>);

type NextPiece = dyn FnMut() -> Option<Result<String, Problem>>;

impl Pieces {
    /// Pieces that are read when they are asked for; each ends where a line does.
    pub fn new(next: impl FnMut() -> Option<Result<String, Problem>> + 'static) -> Self {
        Pieces(Some(Box::new(next)))
    }

    /// The next piece. None if there is no more.
    pub fn next_piece(&mut self) -> Option<Result<String, Problem>> {
        self.0.as_mut()?()
    }
}

impl fmt::Debug for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Pieces(..)" } else { "Pieces()" })
    }
}

/// The text of a table, of which only the first piece may have been read.
#[derive(Debug)]
pub struct TableText {
    /// The first piece, or all of it.
    pub text: Cow<'static, str>,
    /// What follows.
    pub rest: Pieces,
}

impl<T: Into<Cow<'static, str>>> From<T> for TableText {
    fn from(text: T) -> Self {
        TableText { text: text.into(), rest: Pieces::default() }
    }
}

impl TableText {
    /// All of the text.
    ///
    /// # Errors
    /// If a later piece cannot be read.
    pub fn whole(mut self) -> Result<Cow<'static, str>, Problem> {
        while let Some(piece) = self.rest.next_piece() {
            self.text.to_mut().push_str(&piece?);
        }
        Ok(self.text)
    }
}

/// A resource of a package.
#[derive(Debug)]
pub struct ResourceText {
    /// The file, as it is named in problems and evidence.
    pub file: String,
    /// What it holds.
    pub role: Role,
    /// Its text, or the first piece.
    pub text: Cow<'static, str>,
    /// What follows it, if the table is large and holds facts.
    pub rest: Pieces,
    /// How it is written, as far as the package declares it.
    pub layout: Layout,
}

impl ResourceText {
    /// Puts all pieces together.
    pub fn join(&mut self, problems: &mut Vec<Problem>) {
        while let Some(piece) = self.rest.next_piece() {
            match piece {
                Ok(piece) => self.text.to_mut().push_str(&piece),
                Err(problem) => problems.push(problem),
            }
        }
    }

    /// A table that is there as a whole.
    pub fn of(file: &str, role: Role, text: Cow<'static, str>) -> Self {
        ResourceText { file: file.to_owned(), role, text, rest: Pieces::default(), layout: Layout::default() }
    }

    /// Only facts come in pieces: the other tables are small, and asked as a whole.
    fn new(file: String, role: Role, table: TableText) -> Result<Self, Problem> {
        let TableText { text, rest } = if role == Role::Facts { table } else { table.whole()?.into() };
        Ok(ResourceText { file, role, text, rest, layout: Layout::default() })
    }
}

/// A package, read.
#[derive(Debug, Default)]
pub struct Package {
    /// What reports call it: title or name, and version.
    pub title: String,
    /// Its tables.
    pub resources: Vec<ResourceText>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

#[derive(Deserialize)]
struct Descriptor {
    name: Option<String>,
    title: Option<String>,
    version: Option<String>,
    #[serde(default)]
    resources: Vec<ResourceDescriptor>,
}

#[derive(Deserialize)]
struct ResourceDescriptor {
    name: String,
    path: Option<PathOrPaths>,
    format: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PathOrPaths {
    One(String),
    Many(Vec<String>),
}

/// Reads a text by its path below the package's folder.
pub type ReadFile<'r> = dyn FnMut(&str) -> Result<TableText, Problem> + 'r;

/// Reads the package that `descriptor` (the text of the file `file`) describes; `folder` is put before its paths in reports.
pub fn read(file: &str, folder: &str, descriptor: &str, read_file: &mut ReadFile<'_>) -> Package {
    let parsed: Descriptor = match serde_json::from_str(descriptor) {
        Ok(parsed) => parsed,
        Err(e) => {
            let problem = Problem::error(file, format!("the data package cannot be read: {e}")).at(e.line() as u32, e.column() as u32);
            let problem = problem.expected("a Frictionless descriptor with name and resources", "").coded(STRUCTURE.code);
            return Package { problems: vec![problem], ..Package::default() };
        }
    };
    let name = parsed.title.or(parsed.name).unwrap_or_else(|| folder.to_owned());
    let mut package = Package { title: parsed.version.map_or_else(|| name.clone(), |v| format!("{name} {v}")), ..Package::default() };
    if parsed.resources.is_empty() {
        package.problems.push(
            Problem::error(file, "the data package has no resources").expected("at least one resource with a path", "resources: []").coded(STRUCTURE.code),
        );
    }
    for resource in parsed.resources {
        let paths = match resource.path {
            Some(PathOrPaths::One(path)) => vec![path],
            Some(PathOrPaths::Many(paths)) => paths,
            None => Vec::new(),
        };
        if paths.is_empty() {
            package.problems.push(
                Problem::error(file, format!("the resource {:?} has no path", resource.name)).expected("the path of a CSV file", "").coded(STRUCTURE.code),
            );
        }
        for path in paths {
            let tabular = resource.format.as_deref().is_none_or(|f| f.eq_ignore_ascii_case("csv")) && has_extension(&path, "csv");
            if !tabular {
                package.problems.push(
                    Problem::warning(file, format!("the resource {:?} is not a CSV file and was not read", resource.name))
                        .expected("a path that ends in .csv", &path)
                        .coded(STRUCTURE.code),
                );
                continue;
            }
            if is_outside(&path) {
                package.problems.push(
                    Problem::error(file, format!("the resource {:?} lies outside the package", resource.name))
                        .expected("a relative path below the package's folder", &path)
                        .coded(STRUCTURE.code),
                );
                continue;
            }
            match read_file(&path).and_then(|text| ResourceText::new(joined(folder, &path), role_of(&resource.name), text)) {
                Ok(resource) => package.resources.push(resource),
                Err(problem) => package.problems.push(problem),
            }
        }
    }
    package
}

/// A CSV file on its own: entities or properties by its name, else facts.
pub fn bare(file: &str, text: Cow<'static, str>) -> Package {
    bare_table(file, file, text.into())
}

/// The same, of a file at `path` that reports call `file`.
pub fn bare_table(file: &str, path: &str, text: TableText) -> Package {
    let stem = path.rsplit(['/', '\\']).next().unwrap_or(path).trim_end_matches(".csv");
    let (resources, problems) = match ResourceText::new(file.to_owned(), role_of(stem), text) {
        Ok(resource) => (vec![resource], Vec::new()),
        Err(problem) => (Vec::new(), vec![problem]),
    };
    Package { title: file.to_owned(), resources, problems }
}

fn role_of(name: &str) -> Role {
    match name {
        "entities" => Role::Entities,
        "properties" => Role::Properties,
        _ => Role::Facts,
    }
}

/// A path below a folder; as it is, if the folder is the one that we are in.
pub fn joined(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{}/{path}", folder.trim_end_matches('/')) }
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, e)| e.eq_ignore_ascii_case(extension))
}

/// Absolute paths and "..": Frictionless forbids both.
fn is_outside(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.contains("://") || path.split(['/', '\\']).any(|part| part == "..")
}
