//! What a data package declares of its tables, and whether they keep to it (Frictionless Table Schema).
//!
//! In: the schema of a resource, its text, and the tables that its foreign keys point at. Out: a
//! problem for every cell that is not as declared. It refuses to know what columns mean: that is for
//! whoever reads them.

use super::fault::{FOREIGN_KEY, KEY, STRUCTURE, TYPE};
use super::layout::Layout;
use super::number::{self, PLAIN, Style};
use super::package::{Package, ResourceText};
use super::table::{Cells, Table};
use crate::measure::when::When;
use crate::problem::{Problem, Severity};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use regex::Regex;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde_json::Value;

/// The schema of a table.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Schema {
    /// Its columns.
    pub fields: Vec<Field>,
    /// Cells that count as empty; the empty one if nothing is said.
    pub missing_values: Vec<Value>,
    primary_key: Names,
    foreign_keys: Vec<ForeignKey>,
}

/// A column.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Field {
    /// Its name in the header.
    pub name: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    format: Option<String>,
    constraints: Constraints,
    decimal_char: Option<char>,
    group_char: Option<char>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Constraints {
    required: bool,
    unique: bool,
    minimum: Option<Value>,
    maximum: Option<Value>,
    min_length: Option<usize>,
    max_length: Option<usize>,
    pattern: Option<String>,
    #[serde(rename = "enum")]
    one_of: Option<Vec<Value>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ForeignKey {
    fields: Names,
    reference: Target,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Target {
    resource: String,
    fields: Names,
}

/// One name or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

impl Default for Names {
    fn default() -> Self {
        Names::Many(Vec::new())
    }
}

impl Names {
    fn all(&self) -> Vec<&str> {
        match self {
            Names::One(name) => vec![name],
            Names::Many(names) => names.iter().map(String::as_str).collect(),
        }
    }
}

impl Names {
    /// Their columns. None if there are no names, or one that the table lacks.
    fn columns(&self, header: &[String]) -> Option<Vec<usize>> {
        let columns: Option<Vec<usize>> = self.all().iter().map(|name| header.iter().position(|h| h == name)).collect();
        columns.filter(|c| !c.is_empty())
    }
}

impl Schema {
    /// How the table is written, as far as the schema says.
    pub fn layout(&self) -> Layout {
        let declared = self.fields.iter().filter(|f| f.decimal_char.is_some() || f.group_char.is_some());
        let missing = self.missing_values.iter().filter_map(|v| v.as_str().or_else(|| v.get("value")?.as_str()));
        Layout { delimiter: None, style: declared.map(Field::style).next(), missing: missing.filter(|m| !m.is_empty()).map(str::to_owned).collect() }
    }
}

impl Schema {
    /// The type that is declared for a column.
    pub fn kind_of(&self, column: &str) -> Option<&str> {
        self.fields.iter().find(|f| f.name == column)?.kind.as_deref()
    }
}

impl Field {
    fn style(&self) -> Style {
        Style { decimal: self.decimal_char.unwrap_or('.'), group: self.group_char }
    }
}

/// A type of the standard: its name, what a cell of it looks like, and whether one does.
type Kind = (&'static str, &'static str, fn(&str, &Field) -> bool);

/// Types that are checked; cells of the others ("string", "any", "object", …) are taken as they are.
const KINDS: &[Kind] = &[
    ("number", "a number", |cell, field| matches!(cell, "NaN" | "INF" | "-INF") || number_of(cell, field).is_some()),
    ("integer", "a whole number", |cell, field| number_of(cell, field).is_some_and(|n| n.is_integer())),
    ("boolean", "true or false", |cell, _| matches!(cell, "true" | "True" | "TRUE" | "1" | "false" | "False" | "FALSE" | "0")),
    ("date", "a date", |cell, field| is_time(cell, field, "%Y-%m-%d", |cell, form| NaiveDate::parse_from_str(cell, form).is_ok())),
    ("datetime", "a date and time", |cell, field| {
        is_time(cell, field, "%Y-%m-%dT%H:%M:%S", |cell, form| NaiveDateTime::parse_from_str(cell, form).is_ok()) || DateTime::parse_from_rfc3339(cell).is_ok()
    }),
    ("time", "a time", |cell, field| is_time(cell, field, "%H:%M:%S", |cell, form| NaiveTime::parse_from_str(cell, form).is_ok())),
    ("year", "a year", |cell, _| cell.parse::<i32>().is_ok()),
    ("yearmonth", "a year and month, such as 1991-10", |cell, _| cell.len() == 7 && When::parse_edtf(cell).is_ok()),
    ("duration", "an ISO 8601 duration", |cell, _| cell.trim_start_matches('-').starts_with('P') && cell.len() > 2),
    ("object", "a JSON object", |cell, _| serde_json::from_str::<Value>(cell).is_ok_and(|v| v.is_object())),
    ("array", "a JSON array", |cell, _| serde_json::from_str::<Value>(cell).is_ok_and(|v| v.is_array())),
    ("string", "a text", |_, _| true),
    ("any", "anything", |_, _| true),
    ("list", "a list", |_, _| true),
    ("geopoint", "a point", |_, _| true),
    ("geojson", "a GeoJSON object", |_, _| true),
];

fn number_of(cell: &str, field: &Field) -> Option<Decimal> {
    number::parse(cell, if field.decimal_char.is_some() || field.group_char.is_some() { field.style() } else { PLAIN })
}

fn is_time(cell: &str, field: &Field, form: &str, fits: impl Fn(&str, &str) -> bool) -> bool {
    match field.format.as_deref() {
        None | Some("default") => fits(cell, form),
        Some(own) if own.contains('%') => fits(cell, own),
        // "any": whatever a parser can make of it
        Some(_) => true,
    }
}

/// What is wrong with a package's tables by its own schemas. A later piece of a large table must have been joined to it.
pub fn check(package: &Package) -> Vec<Problem> {
    let mut problems = Vec::new();
    for resource in &package.resources {
        if let Some(schema) = &resource.schema {
            Check { schema, resource, package }.run(&mut problems);
        }
    }
    problems
}

struct Check<'c> {
    schema: &'c Schema,
    resource: &'c ResourceText,
    package: &'c Package,
}

/// A field and where it is in the rows.
struct Column<'c> {
    field: &'c Field,
    kind: Option<&'static Kind>,
    index: usize,
    /// What a whole cell must match.
    pattern: Option<Regex>,
    /// Cells so far, if they must be unique.
    seen: Option<FxHashSet<String>>,
}

/// Columns that together must be unique, or must be in another table.
struct Keys {
    names: String,
    columns: Vec<usize>,
    there: FxHashSet<Vec<String>>,
    resource: String,
}

impl<'c> Check<'c> {
    fn run(&self, problems: &mut Vec<Problem>) {
        let Ok(table) = open(self.resource) else { return };
        let header: Vec<String> = table.header.iter().map(|h| h.trim().to_owned()).collect();
        self.header(&header, problems);
        let mut columns = self.columns(&header);
        let mut primary = self.schema.primary_key.columns(&header).map(|columns| Keys::new(&self.schema.primary_key, columns));
        let foreign: Vec<Keys> = self.schema.foreign_keys.iter().filter_map(|key| self.foreign(key, &header, problems)).collect();
        table.for_each(&mut Vec::new(), |row, line, start, problems_of_rows| {
            debug_assert!(problems_of_rows.is_empty());
            let mut tell = |index: usize, message: String, expected: &str, code| {
                problems.push(row.problem(line, start, header.get(index).map_or("", String::as_str), message, expected).coded(code));
            };
            for column in &mut columns {
                column.check(row, &mut tell);
            }
            if let Some(key) = &mut primary
                && !key.there.insert(key.of(row))
            {
                tell(key.columns[0], format!("the primary key ({}) is used before", key.names), "a key of its own", KEY.code);
            }
            for key in &foreign {
                let own = key.of(row);
                if own.iter().any(|cell| !cell.is_empty()) && !key.there.contains(&own) {
                    let message = format!("the key ({}) is not in the resource {:?}", key.names, key.resource);
                    tell(key.columns[0], message, "a key that is there", FOREIGN_KEY.code);
                }
            }
        });
    }

    /// The header against the fields.
    fn header(&self, header: &[String], problems: &mut Vec<Problem>) {
        let declared: Vec<&str> = self.schema.fields.iter().map(|f| f.name.as_str()).collect();
        let mut tell = |message: String, expected: &str, severity| {
            let problem = Problem::error(&self.resource.file, message).at(1, 1).coded(STRUCTURE.code).weighing(severity);
            problems.push(problem.expected(expected, header.join(",")));
        };
        for missing in declared.iter().filter(|name| !header.iter().any(|h| h == *name)) {
            tell(format!("the schema has a field {missing:?}, and the table no such column"), "the columns of the schema", Severity::Error);
        }
        for more in header.iter().filter(|h| !declared.contains(&h.as_str())) {
            tell(format!("the table has a column {more:?}, and the schema no such field"), "the columns of the schema", Severity::Warning);
        }
        for field in &self.schema.fields {
            if let Some((pattern, Err(e))) = field.constraints.pattern.as_ref().map(|p| (p, whole_cell(p))) {
                let reason = e.to_string();
                let reason = reason.lines().last().unwrap_or("").trim_start_matches("error: ");
                let message = format!("the pattern {pattern:?} of the field {:?} cannot be used and is not checked: {reason}", field.name);
                tell(message, "a regular expression", Severity::Warning);
            }
        }
        for field in self.schema.fields.iter().filter(|f| f.kind.as_ref().is_some_and(|k| !KINDS.iter().any(|known| known.0 == k))) {
            let names: Vec<&str> = KINDS.iter().map(|k| k.0).collect();
            let message = format!("the type {:?} of the field {:?} is not known; its cells are not checked", field.kind.as_deref().unwrap_or(""), field.name);
            tell(message, &names.join(", "), Severity::Warning);
        }
    }

    fn columns(&self, header: &[String]) -> Vec<Column<'c>> {
        let column = |field: &'c Field| {
            Some(Column {
                index: header.iter().position(|h| *h == field.name)?,
                kind: KINDS.iter().find(|kind| field.kind.as_deref() == Some(kind.0)),
                pattern: field.constraints.pattern.as_ref().and_then(|p| whole_cell(p).ok()),
                seen: field.constraints.unique.then(FxHashSet::default),
                field,
            })
        };
        self.schema.fields.iter().filter_map(column).collect()
    }

    /// A foreign key with everything that it may point at.
    fn foreign(&self, key: &ForeignKey, header: &[String], problems: &mut Vec<Problem>) -> Option<Keys> {
        let target = &key.reference.resource;
        // an empty name is the table itself
        let resource = if target.is_empty() { Some(self.resource) } else { self.package.resources.iter().find(|r| r.name == *target) };
        let Some(resource) = resource else {
            let message = format!("a foreign key points at the resource {target:?}, which the package does not have");
            problems.push(Problem::error(&self.resource.file, message).at(1, 1).coded(FOREIGN_KEY.code).expected("the name of a resource", target));
            return None;
        };
        let table = open(resource).ok()?;
        let names: Vec<String> = table.header.iter().map(|h| h.trim().to_owned()).collect();
        let theirs = key.reference.fields.columns(&names)?;
        let mut keys = Keys::new(&key.fields, key.fields.columns(header)?);
        table.for_each(&mut Vec::new(), |row, _, _, _| {
            keys.there.insert(theirs.iter().map(|&i| row.nth(Some(i)).to_owned()).collect());
        });
        Some(Keys { resource: target.clone(), ..keys })
    }
}

fn open(resource: &ResourceText) -> Result<Table<'_>, Problem> {
    Table::open(&resource.file, &resource.text, &[], &resource.layout)
}

impl Keys {
    fn new(names: &Names, columns: Vec<usize>) -> Self {
        Keys { names: names.all().join(", "), columns, there: FxHashSet::default(), resource: String::new() }
    }

    fn of(&self, row: &Cells<'_, '_>) -> Vec<String> {
        self.columns.iter().map(|&i| row.nth(Some(i)).to_owned()).collect()
    }
}

impl Column<'_> {
    fn check(&mut self, row: &Cells<'_, '_>, tell: &mut impl FnMut(usize, String, &str, &'static str)) {
        let (cell, name, rules) = (row.nth(Some(self.index)), &self.field.name, &self.field.constraints);
        if cell.is_empty() {
            if rules.required {
                tell(self.index, format!("the cell of {name:?} is empty, and the schema requires one"), "a value", TYPE.code);
            }
            return;
        }
        if let Some((kind, expected, fits)) = self.kind
            && !fits(cell, self.field)
        {
            return tell(self.index, format!("the cell of {name:?} is not of its type, {kind}"), expected, TYPE.code);
        }
        if self.seen.as_mut().is_some_and(|seen| !seen.insert(cell.to_owned())) {
            tell(self.index, format!("the cell of {name:?} is used before, and the schema wants each once"), "a value of its own", KEY.code);
        }
        if let Some(expected) = self.broken(cell) {
            tell(self.index, format!("the cell of {name:?} breaks a constraint of the schema"), &expected, TYPE.code);
        }
    }

    /// What a cell should have been by the first constraint that it breaks.
    fn broken(&self, cell: &str) -> Option<String> {
        let rules = &self.field.constraints;
        let compared =
            |limit: &Value| number_of(cell, self.field).zip(number_of(&text(limit), self.field)).map_or_else(|| cell.cmp(&*text(limit)), |(a, b)| a.cmp(&b));
        let length = cell.chars().count();
        let least = rules.minimum.iter().find(|limit| compared(limit).is_lt()).map(|limit| format!("at least {}", text(limit)));
        let most = rules.maximum.iter().find(|limit| compared(limit).is_gt()).map(|limit| format!("at most {}", text(limit)));
        let short = rules.min_length.filter(|&l| length < l).map(|l| format!("at least {l} characters"));
        let long = rules.max_length.filter(|&l| length > l).map(|l| format!("at most {l} characters"));
        let one_of = rules.one_of.as_ref().map(|values| values.iter().map(text).collect::<Vec<_>>());
        let other = one_of.filter(|values| !values.iter().any(|v| v == cell)).map(|values| format!("one of {}", values.join(", ")));
        let unlike = self.pattern.as_ref().filter(|p| !p.is_match(cell)).and(rules.pattern.as_ref()).map(|p| format!("what matches {p}"));
        least.or(most).or(short).or(long).or(other).or(unlike)
    }
}

/// A pattern of the standard (XML Schema's), which is of the whole cell.
fn whole_cell(pattern: &str) -> Result<Regex, regex::Error> {
    Regex::new(&format!("^(?:{pattern})$"))
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
