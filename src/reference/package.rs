//! Data packages (Frictionless) as text.
//!
//! In: tables with what is declared of them; a bare CSV declares nothing. Out: resources with
//! their roles. What a descriptor says is read in [`super::descriptor`].

use super::layout::Layout;
use super::schema::Schema;
use crate::problem::Problem;
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
    /// Its name in the package.
    pub name: String,
    /// The file, as it is named in problems and evidence.
    pub file: String,
    /// The file as the package names it; empty for a table on its own.
    pub path: String,
    /// What it holds.
    pub role: Role,
    /// Its text, or the first piece.
    pub text: Cow<'static, str>,
    /// What follows it, if the table is large and holds facts.
    pub rest: Pieces,
    /// How it is written, as far as the package declares it.
    pub layout: Layout,
    /// What its cells should be, if the package says.
    pub schema: Option<Schema>,
    /// What the package says of the file's bytes.
    pub described: Described,
}

/// What a package says of a file's bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// How many.
    pub bytes: Option<u64>,
    /// Their hash, with the algorithm before it: "sha256:…".
    pub hash: Option<String>,
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
        ResourceText {
            name: String::new(),
            file: file.to_owned(),
            path: String::new(),
            role,
            text,
            rest: Pieces::default(),
            layout: Layout::default(),
            schema: None,
            described: Described::default(),
        }
    }

    /// Only facts come in pieces: the other tables are small, and asked as a whole.
    pub(super) fn new(file: &str, role: Role, table: TableText) -> Result<Self, Problem> {
        let TableText { text, rest } = if role == Role::Facts { table } else { table.whole()?.into() };
        Ok(ResourceText { rest, ..ResourceText::of(file, role, text) })
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
    /// What the descriptor leaves out that a reader would want to know.
    pub remarks: Vec<Problem>,
}

/// A CSV file on its own: entities or properties by its name, else facts.
pub fn bare(file: &str, text: Cow<'static, str>) -> Package {
    bare_table(file, file, text.into())
}

/// The same, of a file at `path` that reports call `file`.
pub fn bare_table(file: &str, path: &str, text: TableText) -> Package {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (resources, problems) = match ResourceText::new(file, role_of(stem), text) {
        Ok(resource) => (vec![resource], Vec::new()),
        Err(problem) => (Vec::new(), vec![problem]),
    };
    Package { title: file.to_owned(), resources, problems, remarks: Vec::new() }
}

/// What a resource holds, by its name.
pub(super) fn role_of(name: &str) -> Role {
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
