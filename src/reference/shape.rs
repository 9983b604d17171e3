//! What a table looks like: its rows, its delimiter, the types of its columns.
//!
//! In: a resource. Out: a description for people. Types are those that the schema declares, or else
//! those that every cell fits. It refuses to say whether a table is right.

use super::layout::delimiter_name;
use super::number::{self, PLAIN, Style};
use super::package::{ResourceText, Role};
use super::table::Table;
use crate::measure::when::When;
use serde::Serialize;

/// What a table looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// The file, as the user named it.
    pub file: String,
    /// "facts", "entities", "properties".
    pub holds: &'static str,
    /// Rows that have as many cells as the header.
    pub rows: usize,
    /// What stands between cells.
    pub delimiter: &'static str,
    /// How numbers are written, if not with a decimal point and nothing between thousands.
    pub numbers: Option<String>,
    /// The package declares the types of the columns.
    pub declared: bool,
    /// Names and types of the columns.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// Its type, in the words of the standard; "date" may be vague or partial.
    #[serde(rename = "type")]
    pub kind: String,
}

/// Whether a cell is of a type.
type Fits = fn(&str, Style) -> bool;

/// Types that are told from cells, the narrowest first.
const TOLD: [(&str, Fits); 3] = [
    ("integer", |cell, style| number::parse(cell, style).is_some_and(|n| n.is_integer())),
    ("number", |cell, style| number::parse(cell, style).is_some()),
    ("date", |cell, _| When::parse_edtf(cell).is_ok()),
];

/// Describes a table. None if it has no header.
pub fn of(resource: &ResourceText) -> Option<Shape> {
    let table = Table::open(&resource.file, &resource.text, &[], &resource.layout).ok()?;
    let delimiter = delimiter_name(table.delimiter);
    let names: Vec<String> = table.header.iter().map(|h| h.trim().to_owned()).collect();
    let style = resource.layout.style.unwrap_or_else(|| style_of(resource, &names));
    // the first of `TOLD` that all cells of a column fit so far
    let (mut rows, mut fits, mut filled) = (0, vec![0; names.len()], vec![false; names.len()]);
    table.for_each(&mut Vec::new(), |row, _, _, _| {
        rows += 1;
        for (index, fit) in fits.iter_mut().enumerate() {
            let cell = row.nth(Some(index));
            if !cell.is_empty() {
                filled[index] = true;
                while TOLD.get(*fit).is_some_and(|(_, is)| !is(cell, style)) {
                    *fit += 1;
                }
            }
        }
    });
    let told = |index: usize| if filled[index] { TOLD.get(fits[index]).map_or("string", |t| t.0) } else { "empty" };
    let declared = |name: &str| resource.schema.as_ref()?.kind_of(name).map(str::to_owned);
    let columns = names.iter().enumerate().map(|(i, name)| Column { name: name.clone(), kind: declared(name).unwrap_or_else(|| told(i).to_owned()) });
    Some(Shape {
        file: resource.file.clone(),
        holds: match resource.role {
            Role::Facts => "facts",
            Role::Entities => "entities",
            Role::Properties => "properties",
        },
        rows,
        delimiter,
        numbers: (style != PLAIN).then(|| style.to_string()),
        declared: resource.schema.is_some(),
        columns: columns.collect(),
    })
}

fn style_of(resource: &ResourceText, names: &[String]) -> Style {
    let Ok(table) = Table::open(&resource.file, &resource.text, &[], &resource.layout) else { return PLAIN };
    let columns: Vec<usize> = ["value", "value_low", "value_high"].iter().filter_map(|wanted| names.iter().position(|name| name == wanted)).collect();
    let mut cells = Vec::new();
    table.for_each(&mut Vec::new(), |row, _, _, _| cells.extend(columns.iter().map(|&i| row.nth(Some(i)).to_owned())));
    number::detect(cells.iter().map(String::as_str))
}
