//! CSV with a value a row, and the columns of any CSV by their names.

use super::mapping::Mapping;
use super::package::COLUMNS;
use super::sheet::{Sheet, plain};
use super::{Record, Source};
use crate::lexicon::table::rows;
use crate::problem::Problem;
use serde::Deserialize;
use std::sync::LazyLock;

/// The columns of facts that a source can fill, and the code of its subject. Ids are our own.
pub fn fillable() -> impl Iterator<Item = &'static str> {
    COLUMNS.into_iter().filter(|column| *column != "id").chain(["subject_code"])
}

#[derive(Deserialize)]
struct Named {
    column: String,
    header: String,
}

/// What columns are called by those who publish tables.
static NAMES: LazyLock<Vec<Named>> = LazyLock::new(|| rows("../desk/import/columns.csv", include_str!("columns.csv")));

/// The column of a sheet that fills a column of facts: as the mapping says, else by its name.
pub fn column(sheet: &Sheet, mapping: &mut Mapping, fact: &'static str) -> Option<usize> {
    if let Some(named) = mapping.columns.get(fact) {
        return sheet.column(named);
    }
    let mut named = NAMES.iter().filter(|n| n.column == fact).map(|n| plain(&n.header)).chain([plain(fact)]);
    let taken: Vec<&String> = mapping.columns.values().collect();
    let at = named.find_map(|name| sheet.header.iter().position(|h| plain(h) == name && !taken.contains(&h)))?;
    mapping.columns.insert(fact.to_owned(), sheet.header[at].clone());
    Some(at)
}

/// All columns that are there.
pub fn columns(sheet: &Sheet, mapping: &mut Mapping) -> Vec<(&'static str, usize)> {
    fillable().filter_map(|name| Some((name, column(sheet, mapping, name)?))).collect()
}

/// Columns that a mapping names and the file lacks.
pub fn missing_columns(source: &Source, sheet: &Sheet, mapping: &Mapping, problems: &mut Vec<Problem>) {
    for (fact, named) in mapping.columns.iter().filter(|c| sheet.column(c.1).is_none()) {
        let problem = Problem::error(&source.file, format!("the file has no column for {fact}"));
        problems.push(problem.at(1, 1).expected(format!("the column {named:?}, as the mapping says"), sheet.header.join(",")));
    }
}

/// A record with the cells of the columns other than its values.
pub fn record(line: u32, row: &[String], columns: &[(&'static str, usize)]) -> Record {
    let mut record = Record { line, ..Record::default() };
    for (name, at) in columns {
        let cell = row.get(*at).cloned().unwrap_or_default();
        match *name {
            "subject" => record.subject = cell,
            "subject_code" => record.subject_code = cell,
            "property" => record.property = cell,
            name if !cell.is_empty() => record.cells.push((name, cell)),
            _ => {}
        }
    }
    record
}

pub(super) fn fits(source: &Source) -> bool {
    let Some(sheet) = &source.sheet else { return false };
    let mut mapping = Mapping::default();
    let mut has = |name| column(sheet, &mut mapping, name).is_some();
    has("subject") && (has("value") || has("value_low") || has("value_high")) && (has("property") || !super::wide::has_more_numbers(sheet))
}

pub(super) fn read(source: &Source, mapping: &mut Mapping, problems: &mut Vec<Problem>) -> Vec<Record> {
    let Some(sheet) = &source.sheet else { return Vec::new() };
    missing_columns(source, sheet, mapping, problems);
    let columns = columns(sheet, mapping);
    let named = columns.iter().any(|c| c.0 == "property");
    let rows = sheet.rows.iter().map(|(line, row)| record(*line, row, &columns));
    rows.map(|r| if named { r } else { Record { property: source.stem().to_owned(), ..r } }).collect()
}
