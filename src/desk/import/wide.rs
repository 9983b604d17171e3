//! CSV with a column a year, or a column a property.

use super::long::{columns, missing_columns, record};
use super::mapping::Mapping;
use super::sheet::Sheet;
use super::{Record, Source, figures};
use crate::measure::when::When;
use crate::problem::Problem;

/// The year that a header names: `2020`, `2020 [YR2020]`, `Y2020`.
fn year(header: &str) -> Option<i32> {
    let bare = header.split(['[', '(']).next().unwrap_or("").trim();
    let digits = bare.strip_prefix(['Y', 'y', 'F', 'X']).unwrap_or(bare);
    (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|y| (1000..2200).contains(y))
}

pub(super) fn fits_years(source: &Source) -> bool {
    source.sheet.as_ref().is_some_and(|s| s.header.iter().filter(|h| year(h).is_some()).count() >= 2)
}

pub(super) fn read_years(source: &Source, mapping: &mut Mapping, problems: &mut Vec<Problem>) -> Vec<Record> {
    let Some(sheet) = &source.sheet else { return Vec::new() };
    missing_columns(source, sheet, mapping, problems);
    let years: Vec<(usize, i32)> = sheet.header.iter().enumerate().filter_map(|(at, h)| Some((at, year(h)?))).collect();
    let others = columns(sheet, mapping);
    let mut records = Vec::new();
    for (line, row) in &sheet.rows {
        let base = record(*line, row, &others);
        let base = if base.property.is_empty() { Record { property: source.stem().to_owned(), ..base } } else { base };
        for (at, year) in &years {
            let Some(value) = row.get(*at).filter(|v| !v.is_empty()) else { continue };
            let mut record = base.clone();
            record.cells.extend([("value", value.clone()), ("as_of", year.to_string())]);
            record.at = format!("column {}", sheet.header[*at]);
            records.push(record);
        }
    }
    records
}

/// Columns that are no column of facts and hold numbers in most of their cells.
pub fn numbers(sheet: &Sheet, mapping: &mut Mapping) -> Vec<usize> {
    let taken: Vec<usize> = columns(sheet, mapping).iter().map(|c| c.1).collect();
    (0..sheet.header.len()).filter(|at| !taken.contains(at) && !sheet.header[*at].is_empty() && is_mostly(sheet, *at, is_value)).collect()
}

/// True of numbers and of days.
fn is_value(cell: &str) -> bool {
    let is_number = [figures::Decimal::Point, figures::Decimal::Comma].iter().any(|d| figures::plain(cell, *d).is_some());
    is_number || (cell.matches('-').count() == 2 && When::parse_edtf(cell).is_ok())
}

fn is_mostly(sheet: &Sheet, at: usize, holds: fn(&str) -> bool) -> bool {
    let filled: Vec<&str> = sheet.cells(at).filter(|c| !c.is_empty()).collect();
    !filled.is_empty() && filled.iter().filter(|c| holds(c)).count() * 2 > filled.len()
}

/// Subject and time by what the columns hold, where their names say nothing: the first
/// column of words, and a column of years.
fn guess(sheet: &Sheet, mapping: &mut Mapping) {
    let _named = columns(sheet, mapping);
    let free = |mapping: &Mapping, at: &usize| !mapping.columns.values().any(|c| *c == sheet.header[*at]) && !sheet.header[*at].is_empty();
    let all = 0..sheet.header.len();
    if !mapping.columns.contains_key("subject") {
        let words = all.clone().filter(|at| free(mapping, at)).find(|at| is_mostly(sheet, *at, |c| !is_value(c)));
        mapping.columns.extend(words.map(|at| ("subject".to_owned(), sheet.header[at].clone())));
    }
    if !mapping.columns.contains_key("as_of") {
        let years = all.filter(|at| free(mapping, at)).find(|at| sheet.cells(*at).all(|c| year(c).is_some()));
        mapping.columns.extend(years.map(|at| ("as_of".to_owned(), sheet.header[at].clone())));
    }
}

/// True if several columns hold numbers, so that none is the value.
pub fn has_more_numbers(sheet: &Sheet) -> bool {
    !numbers(sheet, &mut Mapping::default()).is_empty()
}

pub(super) fn fits(source: &Source) -> bool {
    source.sheet.as_ref().is_some_and(|s| {
        let mut mapping = Mapping::default();
        guess(s, &mut mapping);
        mapping.columns.contains_key("subject") && !numbers(s, &mut mapping).is_empty()
    })
}

pub(super) fn read(source: &Source, mapping: &mut Mapping, problems: &mut Vec<Problem>) -> Vec<Record> {
    let Some(sheet) = &source.sheet else { return Vec::new() };
    guess(sheet, mapping);
    missing_columns(source, sheet, mapping, problems);
    // columns that the mapping names as properties are read whatever they hold
    let mut properties: Vec<usize> = mapping.properties.keys().filter_map(|name| sheet.column(name)).collect();
    if properties.is_empty() {
        properties = numbers(sheet, mapping);
    }
    properties.sort_unstable();
    let others: Vec<_> = columns(sheet, mapping).into_iter().filter(|c| !properties.contains(&c.1)).collect();
    let mut records = Vec::new();
    for (line, row) in &sheet.rows {
        for at in &properties {
            let Some(value) = row.get(*at).filter(|v| !v.is_empty()) else { continue };
            let mut record = record(*line, row, &others);
            sheet.header[*at].clone_into(&mut record.property);
            record.cells.push(("value", value.clone()));
            record.at = format!("column {}", sheet.header[*at]);
            records.push(record);
        }
    }
    records
}
