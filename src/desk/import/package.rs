//! The files of a package that holds an import, and the resources of a package of others.
//!
//! In: what stands there, and what is imported. Out: file names with their new texts. Who
//! writes them is the caller's business.

use super::known::Known;
use super::mapping::Mapping;
use super::settle::{NewRow, Settled};
use crate::problem::Problem;
use crate::reference::package::Role;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The file that describes a package.
pub const DESCRIPTOR: &str = "datapackage.json";

/// The columns of facts in their order; those that no row fills are left out.
pub const COLUMNS: [&str; 18] = [
    "id",
    "subject",
    "property",
    "object",
    "value",
    "value_low",
    "value_high",
    "unit",
    "valid_from",
    "valid_to",
    "as_of",
    "published",
    "retrieved",
    "definition",
    "rank",
    "source",
    "source_url",
    "note",
];
/// Columns that stand there even if they are empty.
const ALWAYS: [&str; 8] = ["id", "subject", "property", "object", "value", "unit", "as_of", "source"];

/// A resource of somebody else's package.
pub struct Foreign {
    /// Its name.
    pub name: String,
    /// The path below the package's folder.
    pub path: String,
    /// Who published it, if the descriptor says so.
    pub source: Option<String>,
    /// Where.
    pub source_url: Option<String>,
}

/// The CSV resources that a descriptor names.
///
/// # Errors
/// A problem, if it is no descriptor.
pub fn resources(file: &str, descriptor: &str) -> Result<Vec<Foreign>, Problem> {
    let parsed: Value = serde_json::from_str(descriptor).map_err(|e| unreadable(file, &e))?;
    let own = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let source = |value: &Value, name: &str| value.pointer("/sources/0").and_then(|s| own(s, name));
    let all = parsed.get("resources").and_then(Value::as_array).cloned().unwrap_or_default();
    let csv = all.iter().filter_map(|r| Some((r, own(r, "path")?))).filter(|(_, path)| path.to_lowercase().ends_with(".csv"));
    Ok(csv
        .map(|(r, path)| Foreign {
            name: own(r, "name").unwrap_or_else(|| path.trim_end_matches(".csv").to_owned()),
            path,
            source: source(r, "title").or_else(|| source(&parsed, "title")).or_else(|| own(&parsed, "title")),
            source_url: source(r, "path").or_else(|| source(&parsed, "path")).or_else(|| own(&parsed, "homepage")),
        })
        .collect())
}

fn unreadable(file: &str, error: &serde_json::Error) -> Problem {
    Problem::error(file, format!("the data package cannot be read: {error}")).at(error.line() as u32, error.column() as u32)
}

/// What stands in a package already: texts by file name.
pub type Existing = BTreeMap<String, String>;

/// The files that an import adds or changes: the rows, the entities and properties that the package lacks, the descriptor.
///
/// # Errors
/// A problem, if the descriptor that stands there cannot be read.
pub fn files(name: &str, existing: &Existing, settled: &Settled, mapping: &Mapping, known: &Known) -> Result<BTreeMap<String, String>, Problem> {
    let mut descriptor = match existing.get(DESCRIPTOR) {
        Some(text) => serde_json::from_str(text).map_err(|e| unreadable(DESCRIPTOR, &e))?,
        None => json!({ "name": name, "title": name, "version": "1", "sources": [], "licenses": [], "resources": [] }),
    };
    let facts = format!("{}.csv", mapping.name);
    let mut files = BTreeMap::from([(facts.clone(), facts_csv(&settled.rows))]);
    files.insert(
        "entities.csv".into(),
        declared("entities.csv", &["id", "name", "type", "aliases", "demonyms", "iso"], existing, &new_entities(settled, known)),
    );
    let properties = new_properties(settled, known);
    files.insert("properties.csv".into(), declared("properties.csv", &["id", "label", "kind", "unit", "triggers", "temporal"], existing, &properties));
    for (resource, file) in [(mapping.name.as_str(), facts.as_str()), ("entities", "entities.csv"), ("properties", "properties.csv")] {
        describe(&mut descriptor, resource, file, &files[file]);
    }
    note_source(&mut descriptor, mapping);
    keep(&mut descriptor, mapping);
    files.insert(DESCRIPTOR.into(), format!("{}\n", serde_json::to_string_pretty(&descriptor).unwrap_or_default()));
    Ok(files)
}

/// The table of an import.
pub fn facts_csv(rows: &[NewRow]) -> String {
    let columns: Vec<&str> = COLUMNS.into_iter().filter(|c| ALWAYS.contains(c) || rows.iter().any(|r| r.get(c).is_some_and(|v| !v.is_empty()))).collect();
    let cells = rows.iter().map(|row| columns.iter().map(|c| row.get(c).cloned().unwrap_or_default()).collect());
    table(std::iter::once(columns.iter().map(|c| (*c).to_owned()).collect()).chain(cells))
}

fn table(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        // writing to memory cannot fail
        let _ = writer.write_record(&row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// True of two or three capitals: ISO 3166.
fn is_iso(code: &str) -> bool {
    matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_uppercase())
}

type Declared = BTreeMap<String, BTreeMap<String, String>>;

/// Declarations of ids: as another package has them, else as the source names them.
fn new_entities(settled: &Settled, known: &Known) -> Declared {
    let rows = settled.entities.iter().map(|(id, (name, code))| {
        let own = BTreeMap::from([("name".to_owned(), name.clone()), ("iso".to_owned(), if is_iso(code) { code.clone() } else { String::new() })]);
        (id.clone(), of_others(known, Role::Entities, id).unwrap_or(own))
    });
    rows.collect()
}

fn new_properties(settled: &Settled, known: &Known) -> Declared {
    let rows = settled.properties.iter().map(|(id, (label, unit))| {
        let own = BTreeMap::from([("label".to_owned(), label.clone()), ("unit".to_owned(), unit.clone())]);
        (id.clone(), of_others(known, Role::Properties, id).unwrap_or(own))
    });
    rows.collect()
}

fn of_others(known: &Known, role: Role, id: &str) -> Option<BTreeMap<String, String>> {
    let row = known.declared.iter().find(|d| d.role == role && d.get("id") == id)?;
    Some(row.cells.iter().map(|(name, cell, _)| (name.clone(), cell.clone())).collect())
}

/// A table of declarations: what stands there stays, what is new is added, all in the order of ids.
fn declared(file: &str, columns: &[&str], existing: &Existing, new: &Declared) -> String {
    let text = existing.get(file).map_or("", String::as_str);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut header: Vec<String> = reader.headers().map(|h| h.iter().map(str::to_owned).collect()).unwrap_or_default();
    if header.is_empty() {
        header = columns.iter().map(|c| (*c).to_owned()).collect();
    }
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let id = header.iter().position(|h| h == "id").unwrap_or(0);
    for record in reader.records().filter_map(Result::ok) {
        rows.insert(record.get(id).unwrap_or("").to_owned(), record.iter().map(str::to_owned).collect());
    }
    for (new_id, cells) in new {
        let cell = |h: &String| if h == "id" { new_id.clone() } else { cells.get(h).cloned().unwrap_or_default() };
        rows.entry(new_id.clone()).or_insert_with(|| header.iter().map(cell).collect());
    }
    table(std::iter::once(header).chain(rows.into_values()))
}

/// Puts a resource into a descriptor, with its fields, size and hash.
fn describe(descriptor: &mut Value, name: &str, file: &str, text: &str) {
    let header = csv::Reader::from_reader(text.as_bytes()).headers().cloned().unwrap_or_default();
    let required: BTreeSet<&str> =
        if matches!(name, "entities" | "properties") { BTreeSet::from(["id"]) } else { BTreeSet::from(["id", "subject", "property", "source"]) };
    let field = |h: &str| match (h == "id", required.contains(h)) {
        (true, _) => json!({ "name": h, "type": "string", "constraints": { "required": true, "unique": true } }),
        (_, true) => json!({ "name": h, "type": "string", "constraints": { "required": true } }),
        _ => json!({ "name": h, "type": "string" }),
    };
    let mut schema = json!({ "fields": header.iter().map(field).collect::<Vec<_>>(), "missingValues": [""], "primaryKey": "id" });
    if required.len() > 1 {
        let key = |field: &str, resource: &str| json!({ "fields": field, "reference": { "resource": resource, "fields": "id" } });
        schema["foreignKeys"] = json!([key("subject", "entities"), key("property", "properties")]);
    }
    let hash = Sha256::digest(text.as_bytes()).iter().fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    let new = json!({
        "name": name, "path": file, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "bytes": text.len(), "hash": format!("sha256:{hash}"), "schema": schema,
    });
    let Some(resources) = list(descriptor, "resources") else { return };
    match resources.iter_mut().find(|r| r["name"] == name) {
        // titles, licences and sources that somebody wrote stay
        Some(Value::Object(known)) => known.extend(new.as_object().cloned().unwrap_or_default()),
        _ => resources.push(new),
    }
}

/// A list in an object; it is made where there is none.
fn list<'v>(value: &'v mut Value, name: &str) -> Option<&'v mut Vec<Value>> {
    value.as_object_mut()?.entry(name).or_insert_with(|| json!([])).as_array_mut()
}

fn note_source(descriptor: &mut Value, mapping: &Mapping) {
    let Some(title) = mapping.constants.get("source") else { return };
    let mut source = Map::from_iter([("title".to_owned(), json!(title))]);
    source.extend(mapping.constants.get("source_url").map(|url| ("path".to_owned(), json!(url))));
    if let Some(sources) = list(descriptor, "sources").filter(|all| !all.iter().any(|s| s["title"] == **title)) {
        sources.push(Value::Object(source));
    }
}

/// Keeps the mapping in the descriptor.
fn keep(descriptor: &mut Value, mapping: &Mapping) {
    let Some(own) = descriptor.as_object_mut().map(|d| d.entry("factlint").or_insert_with(|| json!({}))) else { return };
    let Some(imports) = list(own, "imports") else { return };
    imports.retain(|i| i["name"] != *mapping.name);
    imports.push(serde_json::to_value(mapping).unwrap_or_default());
    imports.sort_by_key(|i| i["name"].as_str().unwrap_or("").to_owned());
}
