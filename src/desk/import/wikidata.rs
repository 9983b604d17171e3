//! Results of the Wikidata query service: JSON (`head`, `results.bindings`, or a plain
//! list of objects) or CSV, with items as addresses and a `…Label` beside each.

use super::mapping::Mapping;
use super::sheet::Sheet;
use super::{Record, Source, wide};
use crate::problem::Problem;
use serde_json::Value;

/// How addresses of items begin.
const ITEM: &str = "http://www.wikidata.org/entity/";

pub(super) fn fits(source: &Source) -> bool {
    if let Some(json) = &source.json {
        return json.pointer("/results/bindings").is_some_and(Value::is_array) || json.as_array().is_some_and(|rows| rows.first().is_some_and(has_item));
    }
    source.sheet.as_ref().is_some_and(|s| s.rows.first().is_some_and(|r| r.1.iter().any(|c| c.starts_with(ITEM))))
}

fn has_item(row: &Value) -> bool {
    row.as_object().is_some_and(|cells| cells.values().any(|v| v.as_str().is_some_and(|t| t.starts_with(ITEM))))
}

pub(super) fn read(source: &Source, mapping: &mut Mapping, problems: &mut Vec<Problem>) -> Vec<Record> {
    let Some(sheet) = source.sheet.clone().or_else(|| source.json.as_ref().map(sheet)) else { return Vec::new() };
    let is_item = |at: usize| sheet.cells(at).find(|c| !c.is_empty()).is_some_and(|c| c.starts_with(ITEM));
    let items: Vec<usize> = (0..sheet.header.len()).filter(|at| is_item(*at)).collect();
    let label = |at: usize| sheet.header.iter().position(|h| *h == format!("{}Label", sheet.header[at]));
    let Some(subject) = mapping.columns.get("subject_code").and_then(|c| sheet.column(c)).or_else(|| items.first().copied()) else { return Vec::new() };
    mapping.columns.insert("subject_code".into(), sheet.header[subject].clone());
    mapping.columns.insert("subject".into(), sheet.header[label(subject).unwrap_or(subject)].clone());
    mapping.constants.entry("source".into()).or_insert_with(|| "Wikidata".into());
    // an item in another column is a value: its name, and the property is the column's
    let names: Vec<(usize, usize)> = items.iter().filter(|at| **at != subject).filter_map(|at| Some((*at, label(*at)?))).collect();
    let plain = Source { file: source.file.clone(), text: String::new(), json: None, sheet: Some(shortened(sheet.clone())) };
    let mut records = wide::read(&plain, mapping, problems);
    for (line, row) in &sheet.rows {
        for (item, name) in &names {
            let Some(value) = row.get(*name).filter(|v| !v.is_empty()) else { continue };
            let mut record = Record { line: *line, subject: row.get(label(subject).unwrap_or(subject)).cloned().unwrap_or_default(), ..Record::default() };
            item_of(row.get(subject).map_or("", String::as_str)).clone_into(&mut record.subject_code);
            record.property.clone_from(&sheet.header[*item]);
            record.cells.extend([("object", value.clone()), ("unit", "name".to_owned())]);
            record.at = format!("column {}", sheet.header[*item]);
            records.push(record);
        }
    }
    for record in &mut records {
        record.subject_code = item_of(&record.subject_code).to_owned();
        record.cells.push(("source_url", format!("https://www.wikidata.org/wiki/{}", record.subject_code)));
    }
    records
}

/// "Q657" of an item's address.
fn item_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

/// Days without their time of day, as the service adds one to every date.
fn shortened(mut sheet: Sheet) -> Sheet {
    for (_, row) in &mut sheet.rows {
        for cell in row {
            if let Some(day) = cell.strip_suffix("T00:00:00Z") {
                *cell = day.to_owned();
            }
        }
    }
    sheet
}

/// The table that JSON results hold; lines count its rows.
fn sheet(json: &Value) -> Sheet {
    let bindings = json.pointer("/results/bindings").and_then(Value::as_array);
    let rows: Vec<&Value> = bindings.or_else(|| json.as_array()).into_iter().flatten().collect();
    let mut header: Vec<String> =
        json.pointer("/head/vars").and_then(Value::as_array).into_iter().flatten().filter_map(|n| n.as_str().map(str::to_owned)).collect();
    for key in rows.iter().filter_map(|r| r.as_object()).flat_map(|r| r.keys()) {
        if !header.contains(key) {
            header.push(key.clone());
        }
    }
    let cell = |row: &Value, name: &String| match row.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(binding)) => binding.get("value").and_then(Value::as_str).unwrap_or("").to_owned(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let rows = rows.iter().enumerate().map(|(at, row)| (at as u32 + 1, header.iter().map(|n| cell(row, n)).collect())).collect();
    Sheet { header, rows, preamble: Vec::new(), delimiter: b',' }
}
