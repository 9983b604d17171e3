//! Descriptors of data packages: `datapackage.json`.
//!
//! In: the text of a descriptor, and a way to read the files that it names. Out: the package; a
//! problem for everything in it that cannot be used, at its line, and the rest is read. Who opens
//! files is the caller's business.

use super::fault::STRUCTURE;
use super::layout::Layout;
use super::package::{Described, Package, ResourceText, TableText, joined, role_of};
use super::schema::Schema;
use crate::problem::{Problem, Severity};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Descriptor {
    name: Option<String>,
    title: Option<String>,
    version: Option<Value>,
    resources: Vec<Value>,
    licenses: Vec<Value>,
    sources: Vec<Value>,
}

#[derive(Deserialize)]
struct Resource {
    name: String,
    path: Option<PathOrPaths>,
    format: Option<String>,
    encoding: Option<String>,
    dialect: Option<Value>,
    schema: Option<Value>,
    bytes: Option<u64>,
    hash: Option<String>,
    #[serde(default)]
    licenses: Vec<Value>,
    #[serde(default)]
    sources: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PathOrPaths {
    One(String),
    Many(Vec<String>),
}

/// A file that a descriptor names.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'d> {
    /// Its path below the package's folder.
    pub path: &'d str,
    /// Its encoding, if it is declared.
    pub encoding: Option<&'d str>,
}

/// Reads a file of a package.
pub type ReadFile<'r> = dyn FnMut(Wanted<'_>) -> Result<TableText, Problem> + 'r;

/// Reads the package that `text` (of the file `file`) describes; `folder` is put before its paths in reports.
pub fn read(file: &str, folder: &str, text: &str, read_file: &mut ReadFile<'_>) -> Package {
    let parsed: Descriptor = match serde_json::from_str(text) {
        Ok(parsed) => parsed,
        Err(e) => {
            let problem = Problem::error(file, format!("the data package cannot be read: {e}")).at(e.line() as u32, e.column() as u32);
            let problem = problem.expected("a Frictionless descriptor with name and resources", "").coded(STRUCTURE.code);
            return Package { problems: vec![problem], ..Package::default() };
        }
    };
    let name = parsed.title.or(parsed.name).unwrap_or_else(|| folder.to_owned());
    let version = parsed.version.as_ref().map(|v| v.as_str().map_or_else(|| v.to_string(), str::to_owned));
    let title = version.as_ref().map_or_else(|| name.clone(), |v| format!("{name} {v}"));
    let mut reader = Reader { file, folder, text, read_file, package: Package { title, ..Package::default() } };
    if parsed.resources.is_empty() {
        reader.fault("resources", "the data package has no resources", "at least one resource with a path", "resources: []");
    }
    let mut licensed = !parsed.licenses.is_empty();
    let mut sourced = !parsed.sources.is_empty();
    for (number, value) in parsed.resources.into_iter().enumerate() {
        if let Some(resource) = reader.part::<Resource>(value, &format!("resource {}", number + 1), "resources") {
            licensed |= !resource.licenses.is_empty();
            sourced |= !resource.sources.is_empty();
            reader.resource(&resource);
        }
    }
    for (there, what) in [(licensed, "licenses"), (sourced, "sources"), (version.is_some(), "version")] {
        if !there {
            let remark = Problem::warning(file, format!("the data package does not name its {what}")).at(1, 1).coded(STRUCTURE.code);
            reader.package.remarks.push(remark.weighing(Severity::Note).expected(what, ""));
        }
    }
    reader.package
}

struct Reader<'r, 'f> {
    file: &'r str,
    folder: &'r str,
    text: &'r str,
    read_file: &'r mut ReadFile<'f>,
    package: Package,
}

impl Reader<'_, '_> {
    /// A fault in the descriptor, at the first place where the word stands in quotes.
    fn fault(&mut self, word: &str, message: impl Into<String>, expected: &str, found: &str) {
        let (line, column) = place(self.text, word);
        let problem = Problem::error(self.file, message).at(line, column).coded(STRUCTURE.code);
        self.package.problems.push(problem.expected(expected, found));
    }

    /// A part of the descriptor; if it is not of its form, that is said and the others are read.
    fn part<T: DeserializeOwned>(&mut self, value: Value, what: &str, word: &str) -> Option<T> {
        match serde_json::from_value(value) {
            Ok(part) => Some(part),
            Err(e) => {
                self.fault(word, format!("{what} of the data package cannot be read: {e}"), "what the Frictionless standard says", "");
                None
            }
        }
    }

    fn resource(&mut self, resource: &Resource) {
        let name = resource.name.as_str();
        let paths = match &resource.path {
            Some(PathOrPaths::One(path)) => vec![path.clone()],
            Some(PathOrPaths::Many(paths)) => paths.clone(),
            None => Vec::new(),
        };
        if paths.is_empty() {
            self.fault(name, format!("the resource {name:?} has no path"), "the path of a CSV file", "");
        }
        let schema = self.schema(resource);
        let mut layout = schema.as_ref().map(Schema::layout).unwrap_or_default();
        layout.delimiter = self.delimiter(resource);
        for path in &paths {
            self.table(resource, path, paths.len() == 1, schema.clone(), &layout);
        }
    }

    fn table(&mut self, resource: &Resource, path: &str, alone: bool, schema: Option<Schema>, layout: &Layout) {
        let name = &resource.name;
        let tabular = |format: &str| TABULAR.iter().any(|t| format.eq_ignore_ascii_case(t));
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        if !tabular(resource.format.as_deref().unwrap_or(extension)) || !tabular(extension) {
            self.fault(path, format!("the resource {name:?} is not a CSV file and was not read"), "a path that ends in .csv or .tsv", path);
            if let Some(last) = self.package.problems.last_mut() {
                last.severity = Severity::Warning;
            }
            return;
        }
        if is_outside(path) {
            return self.fault(path, format!("the resource {name:?} lies outside the package"), "a relative path below the package's folder", path);
        }
        let wanted = Wanted { path, encoding: resource.encoding.as_deref() };
        let text = (self.read_file)(wanted).and_then(|text| ResourceText::new(&joined(self.folder, path), role_of(name), text));
        match text {
            Ok(text) => {
                // the hash of a resource in several files is of all of them together
                let described = if alone { Described { bytes: resource.bytes, hash: resource.hash.clone() } } else { Described::default() };
                let (name, path, layout) = (name.clone(), path.to_owned(), layout.clone());
                self.package.resources.push(ResourceText { name, path, layout, schema, described, ..text });
            }
            Err(problem) => self.package.problems.push(problem),
        }
    }

    /// The schema, which may stand in a file of its own.
    fn schema(&mut self, resource: &Resource) -> Option<Schema> {
        let value = match resource.schema.clone()? {
            Value::String(path) => {
                let text = if is_outside(&path) { None } else { Some((self.read_file)(Wanted { path: &path, encoding: None })) };
                match text.map(|text| text.and_then(TableText::whole)) {
                    Some(Ok(text)) => serde_json::from_str(&text).unwrap_or(Value::Null),
                    Some(Err(problem)) => {
                        self.package.problems.push(problem.coded(STRUCTURE.code));
                        return None;
                    }
                    None => {
                        self.fault(&path, "the schema lies outside the package and was not read", "a relative path below the package's folder", &path);
                        return None;
                    }
                }
            }
            value => value,
        };
        self.part(value, &format!("the schema of the resource {:?}", resource.name), &resource.name)
    }

    /// The delimiter that the dialect declares, in the form of either edition of the standard.
    fn delimiter(&mut self, resource: &Resource) -> Option<u8> {
        let dialect = resource.dialect.as_ref()?;
        let declared = dialect.get("delimiter").or_else(|| dialect.get("csv")?.get("delimiter"))?;
        let byte = declared.as_str().filter(|d| d.len() == 1).map(|d| d.as_bytes()[0]);
        if byte.is_none() {
            self.fault(
                "delimiter",
                format!("the delimiter of the resource {:?} cannot be used; it is told by the header", resource.name),
                "one ASCII character",
                &declared.to_string(),
            );
        }
        byte
    }
}

/// Formats and extensions of tables.
const TABULAR: [&str; 2] = ["csv", "tsv"];

/// Line and column at which a word stands in quotes; the beginning, if it does not.
fn place(text: &str, word: &str) -> (u32, u32) {
    let at = text.find(&format!("\"{word}\"")).unwrap_or(0);
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    (before.matches('\n').count() as u32 + 1, before[line_start..].chars().count() as u32 + 1)
}

/// Absolute paths and "..": Frictionless forbids both.
fn is_outside(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.contains("://") || path.split(['/', '\\']).any(|part| part == "..")
}
