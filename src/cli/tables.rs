//! Reads reference tables from files.
//!
//! In: what the user named. Out: packages for a builder, with what could not be read. Large files
//! come in pieces, so that memory does not grow with them.

use super::input::{io_problem, shown};
use super::references::{BUILT_IN, DESCRIPTOR, Origin};
use crate::problem::Problem;
use crate::reference::descriptor::read;
use crate::reference::fault::STRUCTURE;
use crate::reference::index::head::mark;
use crate::reference::package::{Package, Pieces, TableText, bare_table, joined};
use crate::reference::{Builder, builtin};
use crate::text::source::Source;
use encoding_rs::Encoding;
use indicatif::ProgressBar;
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A file of more bytes comes in pieces.
const WHOLE: u64 = 32 << 20;
/// Bytes of a piece.
const PIECE: usize = 8 << 20;

/// Something that tables come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// What is compiled in.
    BuiltIn,
    /// The descriptor of a package.
    Package(PathBuf),
    /// A table on its own.
    Table(PathBuf),
    /// Nothing that can be read.
    Unusable(Box<Problem>),
}

impl Item {
    /// The kind, for whoever compares.
    pub fn kind(&self) -> &'static str {
        match self {
            Item::BuiltIn => "built-in",
            Item::Package(_) => "package",
            Item::Table(_) => "table",
            Item::Unusable(_) => "unusable",
        }
    }

    /// Where it lies, as the user named it: the folder of a package, or the file.
    pub fn place(&self) -> String {
        match self {
            Item::BuiltIn | Item::Unusable(_) => String::new(),
            Item::Package(descriptor) => descriptor.parent().map(shown).unwrap_or_default(),
            Item::Table(path) => shown(path),
        }
    }

    /// The path of one of its files.
    pub fn path_of(&self, inner: &str) -> PathBuf {
        match self {
            Item::Package(descriptor) => descriptor.parent().unwrap_or(Path::new("")).join(inner),
            Item::Table(path) => path.clone(),
            Item::BuiltIn | Item::Unusable(_) => PathBuf::from(inner),
        }
    }
}

/// What an origin names, in the order of precedence.
pub fn items(origin: &Origin) -> Vec<Item> {
    match origin {
        Origin::None => Vec::new(),
        Origin::BuiltIn => vec![Item::BuiltIn],
        Origin::Found(folder) => items_at(folder),
        Origin::Paths(paths) => paths.iter().flat_map(|path| if path.as_os_str() == BUILT_IN { vec![Item::BuiltIn] } else { items_at(path) }).collect(),
    }
}

fn items_at(path: &Path) -> Vec<Item> {
    let descriptor = if path.is_dir() { path.join(DESCRIPTOR) } else { path.to_path_buf() };
    if descriptor.file_name().is_some_and(|n| n == DESCRIPTOR) && descriptor.is_file() {
        return vec![Item::Package(descriptor)];
    }
    if !path.is_dir() {
        return vec![Item::Table(path.to_path_buf())];
    }
    let unusable = |problem| vec![Item::Unusable(Box::new(problem))];
    if let Err(error) = std::fs::read_dir(path) {
        return unusable(io_problem(&shown(path), &error));
    }
    let packages = packages_in(path);
    let tables = if packages.is_empty() { tables_in(path) } else { Vec::new() };
    if packages.is_empty() && tables.is_empty() {
        let problem = Problem::error(&shown(path), "the folder holds no reference tables");
        return unusable(problem.expected("a datapackage.json, folders with one, or CSV files", "neither"));
    }
    packages.into_iter().map(Item::Package).chain(tables.into_iter().map(Item::Table)).collect()
}

/// The descriptors of the packages in a folder.
pub fn packages_in(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().map(|p| p.join(DESCRIPTOR)).filter(|p| p.is_file()).collect()
}

fn tables_in(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|p| is_table(p)).collect()
}

/// True if the name is a table's.
pub fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv") || e.eq_ignore_ascii_case("tsv"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).map(|all| all.filter_map(|e| e.ok().map(|e| e.path())).collect()).unwrap_or_default();
    entries.sort();
    entries
}

/// A file that was read.
pub struct FileRead {
    /// The number of the item.
    pub item: usize,
    /// The path inside it; empty for a table on its own.
    pub path: String,
    /// What the file system said of it before it was read; none if it is not there.
    pub before: Option<Metadata>,
}

/// Looks at a package; the item says where its files are.
pub type Inspect<'i> = dyn FnMut(&Item, &mut Package) + 'i;

/// Reads items into a builder.
pub struct TableReader<'b, 'i> {
    /// What collects them.
    pub builder: &'b mut Builder,
    /// Files are named by a mark for their item: whoever opens the index puts the place in.
    pub marked: bool,
    /// Shows how far it is.
    pub bar: ProgressBar,
    /// The files that were read.
    pub files: Vec<FileRead>,
    /// Looks at each package before it is taken apart.
    pub inspect: Option<&'i mut Inspect<'i>>,
}

impl TableReader<'_, '_> {
    /// Reads one item.
    pub fn read(&mut self, number: usize, item: &Item) {
        match item {
            Item::BuiltIn => builtin::packages().into_iter().for_each(|package| self.add(item, package)),
            Item::Package(descriptor) => self.package(number, item, descriptor),
            Item::Table(path) => self.table(number, item, path),
            Item::Unusable(problem) => self.builder.fail((**problem).clone()),
        }
    }

    fn name(&self, number: usize, item: &Item) -> String {
        if self.marked { mark(number) } else { item.place() }
    }

    fn add(&mut self, item: &Item, mut package: Package) {
        if let Some(inspect) = &mut self.inspect {
            inspect(item, &mut package);
        }
        self.builder.add(package);
    }

    fn note(&mut self, number: usize, item: &Item, inner: &str) {
        let before = std::fs::metadata(item.path_of(inner)).ok();
        self.files.push(FileRead { item: number, path: inner.to_owned(), before });
    }

    fn package(&mut self, number: usize, item: &Item, descriptor: &Path) {
        let folder = self.name(number, item);
        let name = joined(&folder, DESCRIPTOR);
        self.note(number, item, DESCRIPTOR);
        let text = match open(descriptor, &name, None, &self.bar).and_then(|(text, problems)| Ok((text.whole()?, problems))) {
            Err(problem) => return self.builder.fail(problem),
            Ok((text, problems)) => {
                self.builder.fail_all(problems);
                text
            }
        };
        let mut warnings = Vec::new();
        let package = read(&name, &folder, &text, &mut |wanted| {
            self.note(number, item, wanted.path);
            let (text, problems) = open(&item.path_of(wanted.path), &joined(&folder, wanted.path), wanted.encoding, &self.bar)?;
            warnings.extend(problems);
            Ok(text)
        });
        self.builder.fail_all(warnings);
        self.add(item, package);
    }

    fn table(&mut self, number: usize, item: &Item, path: &Path) {
        let name = self.name(number, item);
        self.note(number, item, "");
        match open(path, &name, None, &self.bar) {
            Err(problem) => self.builder.fail(problem),
            Ok((text, problems)) => {
                self.builder.fail_all(problems);
                self.add(item, bare_table(&name, &shown(path), text));
            }
        }
    }
}

/// The whole text of a file, if it can be read.
pub fn text_of(path: &Path) -> Option<String> {
    whole(path).ok().map(|(text, _)| text)
}

/// The whole text of a file, and what was odd about it.
pub fn whole(path: &Path) -> Result<(String, Vec<Problem>), Problem> {
    let (text, problems) = open(path, &shown(path), None, &ProgressBar::hidden())?;
    Ok((text.whole()?.into_owned(), problems))
}

/// The text of a table, whatever its encoding; a large one in pieces.
fn open(path: &Path, name: &str, encoding: Option<&str>, bar: &ProgressBar) -> Result<(TableText, Vec<Problem>), Problem> {
    let said = |error: &std::io::Error| io_problem(name, error);
    let mut file = File::open(path).map_err(|e| said(&e))?;
    let length = file.metadata().map_err(|e| said(&e))?.len();
    let declared = encoding.map(|label| encoding_named(label, name)).transpose()?;
    let is_utf8 = declared.is_none_or(|e| e == encoding_rs::UTF_8);
    if length > WHOLE && is_utf8 {
        let mut pieces = FilePieces { file, left: Vec::new(), read: 0, name: name.to_owned(), bar: bar.clone() };
        if let Some(first) = pieces.next().filter(Result::is_ok) {
            let text = without_mark(first?);
            return Ok((TableText { text: text.into(), rest: Pieces::new(move || pieces.next()) }, Vec::new()));
        }
        file = File::open(path).map_err(|e| said(&e))?;
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    file.read_to_end(&mut bytes).map_err(|e| said(&e))?;
    bar.inc(length);
    if let Some(encoding) = declared.filter(|_| !is_utf8) {
        return Ok(declared_text(name, &bytes, encoding));
    }
    // tables may be larger than articles; UTF-8 is taken as it is
    match String::from_utf8(bytes) {
        Ok(text) => Ok((TableText::from(without_mark(text)), Vec::new())),
        Err(error) => decoded(name, error.as_bytes()),
    }
}

/// The encoding that a package declares.
fn encoding_named(label: &str, name: &str) -> Result<&'static Encoding, Problem> {
    let found = Encoding::for_label(label.as_bytes());
    found.ok_or_else(|| {
        Problem::error(name, "the encoding that the package declares is not known")
            .coded(STRUCTURE.code)
            .expected("a name such as utf-8 or windows-1252", label)
    })
}

fn declared_text(name: &str, bytes: &[u8], encoding: &'static Encoding) -> (TableText, Vec<Problem>) {
    let (text, used, broken) = encoding.decode(bytes);
    let problem = || {
        let message = format!("the file is not {}, as the package declares; what could not be read was replaced by U+FFFD", used.name());
        Problem::error(name, message).coded(STRUCTURE.code).expected(encoding.name(), "other bytes")
    };
    (TableText::from(text.into_owned()), broken.then(problem).into_iter().collect())
}

fn without_mark(text: String) -> String {
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

fn decoded(name: &str, bytes: &[u8]) -> Result<(TableText, Vec<Problem>), Problem> {
    let (source, problems) = Source::decode(name, bytes);
    let mut problems: Vec<Problem> = problems.into_iter().map(|problem| problem.coded(STRUCTURE.code)).collect();
    match source {
        Some(source) => Ok((TableText::from(source.text().to_owned()), problems)),
        None => Err(problems.pop().unwrap_or_else(|| Problem::error(name, "the file cannot be read"))),
    }
}

/// A file of UTF-8, cut at the ends of lines.
struct FilePieces {
    file: File,
    /// What stands behind the last end of a line.
    left: Vec<u8>,
    read: u64,
    name: String,
    bar: ProgressBar,
}

impl FilePieces {
    fn next(&mut self) -> Option<Result<String, Problem>> {
        let mut bytes = std::mem::take(&mut self.left);
        loop {
            let before = bytes.len();
            if let Err(error) = (&self.file).take(PIECE as u64).read_to_end(&mut bytes) {
                return Some(Err(io_problem(&self.name, &error)));
            }
            let new = bytes.len() - before;
            self.bar.inc(new as u64);
            let cut = if new == 0 { Some(bytes.len()) } else { memchr::memrchr(b'\n', &bytes).map(|at| at + 1) };
            if let Some(cut) = cut {
                self.left = bytes.split_off(cut);
                break;
            }
        }
        let start = self.read;
        self.read += bytes.len() as u64;
        (!bytes.is_empty()).then(|| String::from_utf8(bytes).map_err(|error| self.not_utf8(start, &error)))
    }

    fn not_utf8(&self, start: u64, error: &std::string::FromUtf8Error) -> Problem {
        let at = start + error.utf8_error().valid_up_to() as u64;
        Problem::error(&self.name, format!("a byte of the table is not UTF-8, at offset {at}; what follows was not read"))
            .expected("one encoding throughout", format!("byte 0x{:02x}", error.as_bytes()[error.utf8_error().valid_up_to()]))
    }
}
