//! Downloads of the World Bank: `Country Name, Country Code, Indicator Name, Indicator
//! Code`, then a column a year, below a preamble that says when it was updated.

use super::mapping::Mapping;
use super::{Record, Source, wide};
use crate::problem::Problem;

pub(super) fn fits(source: &Source) -> bool {
    let has = |name: &str| source.sheet.as_ref().is_some_and(|s| s.column(name).is_some());
    (has("Indicator Code") || has("Series Code")) && has("Country Code") && wide::fits_years(source)
}

pub(super) fn read(source: &Source, mapping: &mut Mapping, problems: &mut Vec<Problem>) -> Vec<Record> {
    let Some(sheet) = &source.sheet else { return Vec::new() };
    let code = if sheet.column("Indicator Code").is_some() { "Indicator Code" } else { "Series Code" };
    let code = sheet.column(code);
    mapping.constants.entry("source".into()).or_insert_with(|| "World Bank, World Development Indicators".into());
    mapping.missing = if mapping.missing.is_empty() { vec!["..".into()] } else { std::mem::take(&mut mapping.missing) };
    let updated = sheet.preamble.iter().find(|row| row.first().is_some_and(|c| c.starts_with("Last Updated"))).and_then(|row| row.get(1)).cloned();
    let codes: rustc_hash::FxHashMap<u32, &String> = sheet.rows.iter().filter_map(|(line, row)| Some((*line, row.get(code?)?))).collect();
    let mut records = wide::read_years(source, mapping, problems);
    for record in &mut records {
        let Some(code) = codes.get(&record.line).filter(|c| !c.is_empty()) else { continue };
        record.at = format!("{}, {code}", record.at);
        record.cells.push(("source_url", format!("https://data.worldbank.org/indicator/{code}")));
        record.cells.extend(updated.iter().map(|day| ("published", day.clone())));
    }
    // DataBank puts a note below its table
    records.retain(|r| !r.subject_code.is_empty());
    records
}
