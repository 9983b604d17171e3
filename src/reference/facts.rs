//! Tables of facts.
//!
//! In: the text of a CSV resource. Out: a fact for every row that can be read; a
//! problem with line and column for every one that cannot, and the others go on.

use super::fact_row::RowReader;
use super::fault::{STRUCTURE, TYPE, UNIT};
use super::layout::Layout;
use super::load::Builder;
use super::number::{self, Style};
use super::package::ResourceText;
use super::table::{Read, Table};
use crate::problem::{Problem, Severity};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Columns that a table of facts must have.
pub const REQUIRED: [&str; 3] = ["subject", "property", "source"];
/// What the column `status` says of a row that a person has yet to confirm.
pub const UNCONFIRMED: &str = "unconfirmed";
/// Of these it must have one.
const VALUES: [&str; 4] = ["value", "value_low", "value_high", "object"];

/// Column numbers of one table.
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) subject: Option<usize>,
    pub(super) property: Option<usize>,
    pub(super) object: Option<usize>,
    pub(super) value: Option<usize>,
    pub(super) low: Option<usize>,
    pub(super) high: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) valid_from: Option<usize>,
    pub(super) valid_to: Option<usize>,
    pub(super) as_of: Option<usize>,
    pub(super) source: Option<usize>,
    pub(super) rank: Option<usize>,
    pub(super) tolerance: Option<usize>,
    pub(super) significant_digits: Option<usize>,
    pub(super) definition: Option<usize>,
    pub(super) source_url: Option<usize>,
    pub(super) note: Option<usize>,
    pub(super) supersedes: Option<usize>,
    pub(super) published: Option<usize>,
    pub(super) retrieved: Option<usize>,
    pub(super) status: Option<usize>,
}

impl Columns {
    fn of(header: &csv::StringRecord) -> Self {
        let at = |name: &str| header.iter().position(|h| h.trim() == name);
        Columns {
            id: at("id"),
            subject: at("subject"),
            property: at("property"),
            object: at("object"),
            value: at("value"),
            low: at("value_low"),
            high: at("value_high"),
            unit: at("unit"),
            valid_from: at("valid_from"),
            valid_to: at("valid_to"),
            as_of: at("as_of"),
            source: at("source"),
            rank: at("rank"),
            tolerance: at("tolerance"),
            significant_digits: at("significant_digits"),
            definition: at("definition"),
            source_url: at("source_url"),
            note: at("note"),
            supersedes: at("supersedes"),
            published: at("published"),
            retrieved: at("retrieved"),
            status: at("status"),
        }
    }
}

/// Reads resource number `number` into `builder`, piece by piece.
pub(super) fn read(resource: &mut ResourceText, number: u64, builder: &mut Builder, problems: &mut Vec<Problem>) -> Option<Read> {
    let mut unknown_units = BTreeMap::new();
    let mut unconfirmed = Vec::new();
    let (file, layout) = (resource.file.as_str(), &resource.layout);
    let mut style = layout.style;
    let mut text = Cow::Borrowed(resource.text.as_ref());
    let mut read: Option<Read> = None;
    loop {
        let next = resource.rest.next_piece();
        let table = match read {
            Some(read) => Table::resume(file, &text, read, layout),
            None => opened(file, &text, layout, problems)?,
        };
        let columns = Columns::of(&table.header);
        let style = *style.get_or_insert_with(|| detected(file, &text, &columns, table.delimiter, problems));
        let done = table.for_piece(matches!(next, Some(Ok(_))), problems, |row, line, start, problems| {
            if row.nth(columns.status) == UNCONFIRMED {
                return unconfirmed.push(line);
            }
            let mut reader = RowReader { row, columns: &columns, style, place: (number, line.into(), start.into()), problems };
            if let Some((fact, texts)) = reader.fact(builder, &mut unknown_units) {
                builder.push(&fact, &texts);
            }
        });
        match next {
            Some(Ok(piece)) => text = Cow::Owned(format!("{}{piece}", &text[done.end..])),
            last => {
                problems.extend(last.and_then(Result::err));
                note_units(file, unknown_units, problems);
                note_unconfirmed(file, &unconfirmed, problems);
                return Some(done);
            }
        }
        read = Some(done);
    }
}

/// Opens a table of facts.
fn opened<'t>(file: &'t str, text: &'t str, layout: &'t Layout, problems: &mut Vec<Problem>) -> Option<Table<'t>> {
    let table = match Table::open(file, text, &REQUIRED, layout) {
        Ok(table) => table,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    if VALUES.iter().any(|v| table.header.iter().any(|h| h.trim() == *v)) {
        return Some(table);
    }
    let found = table.header.iter().collect::<Vec<_>>().join(",");
    let problem = Problem::error(file, "the table has no column for values").at(1, 1).coded(STRUCTURE.code);
    problems.push(problem.expected("one of value, value_low, value_high, object", found));
    None
}

/// Says how many rows wait for a person.
fn note_unconfirmed(file: &str, lines: &[u32], problems: &mut Vec<Problem>) {
    if let Some(first) = lines.first() {
        let problem = Problem::warning(file, format!("{} rows are marked {UNCONFIRMED:?} and not used", lines.len())).at(*first, 1);
        problems.push(problem.coded(super::fault::UNCONFIRMED_ROW.code).weighing(Severity::Note));
    }
}

/// Rows in which the style of numbers is looked for, besides those that hint at another than the plain one.
const SAMPLE: usize = 1000;

/// The style in which a table writes its numbers. One that is not plain is said, because it was not declared.
fn detected(file: &str, text: &str, columns: &Columns, delimiter: u8, problems: &mut Vec<Problem>) -> Style {
    let numbers = |row: &csv::StringRecord| [columns.value, columns.low, columns.high].map(|c| c.and_then(|c| row.get(c)).unwrap_or("").trim().to_owned());
    let rows = |text: &str, most: usize| {
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
        reader.records().filter_map(Result::ok).take(most).flat_map(|row| numbers(&row)).collect::<Vec<String>>()
    };
    let cells = if delimiter == b',' {
        // between commas a number with one is quoted: rows that hold such a thing are looked at, wherever they are
        let sample = rows(text, SAMPLE);
        sample.into_iter().chain(hints(text).flat_map(|row| rows(row, 1))).collect()
    } else {
        rows(text, usize::MAX)
    };
    let style = number::detect(cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()));
    if style != number::PLAIN {
        let message = format!("the numbers of the table are read with {style}: declare decimalChar and groupChar in the schema to be sure");
        problems.push(Problem::warning(file, message).at(1, 1).coded(TYPE.code).weighing(Severity::Note));
    }
    style
}

/// The text from each line on that holds a quoted cell which begins as a number does.
fn hints(text: &str) -> impl Iterator<Item = &str> {
    let begins_as_number = |at: usize| text.as_bytes().get(at + 2).is_some_and(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+'));
    let quoted = memchr::memmem::find_iter(text.as_bytes(), ",\"").filter(move |at| begins_as_number(*at));
    quoted.map(|at| &text[memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |n| n + 1)..])
}

fn note_units(file: &str, unknown: BTreeMap<String, u32>, problems: &mut Vec<Problem>) {
    for (unit, line) in unknown {
        let message = format!("the unit {unit:?} is not known; its values compare with no other unit");
        problems.push(Problem::warning(file, message).at(line, 1).coded(UNIT.code));
    }
}
