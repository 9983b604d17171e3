//! CSV resources, row by row, with the place of every cell.
//!
//! In: the text of a CSV file and the columns that it must have. Out: rows by column
//! name; a problem for each row with too few or too many fields, with what was found.

use super::fault::{KEY, STRUCTURE, TYPE};
use super::layout::{self, Layout};
use crate::problem::Problem;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// A CSV file being read.
pub struct Table<'a> {
    /// As the user named it.
    pub file: &'a str,
    /// The column names.
    pub header: csv::StringRecord,
    reader: csv::Reader<&'a [u8]>,
    text: &'a str,
    /// Lines before this piece of it.
    lines_before: u32,
    /// What stands between cells.
    pub delimiter: u8,
    /// Cells that count as empty.
    missing: &'a [String],
}

/// How far a piece of a table was read.
pub struct Read {
    /// The column names.
    pub header: csv::StringRecord,
    /// The first byte that was not.
    pub end: usize,
    /// The line on which it stands.
    pub line: u32,
    /// What stands between cells.
    pub delimiter: u8,
}

/// One row.
pub struct Cells<'a, 't> {
    table: &'t Table<'a>,
    record: &'t csv::StringRecord,
}

impl<'a> Table<'a> {
    /// Opens a table.
    ///
    /// # Errors
    /// A problem if it has no header or lacks one of the `required` columns.
    pub fn open(file: &'a str, text: &'a str, required: &[&str], layout: &'a Layout) -> Result<Self, Problem> {
        let delimiter = layout.delimiter.unwrap_or_else(|| layout::delimiter(text, required));
        let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        let header = reader.headers().cloned().map_err(|e| Problem::error(file, format!("the table cannot be read: {e}")).coded(STRUCTURE.code))?;
        if header.iter().all(|h| h.trim().is_empty()) {
            return Err(Problem::error(file, "the table is empty")
                .coded(STRUCTURE.code)
                .at(1, 1)
                .expected(format!("a header with the columns {}", required.join(", ")), ""));
        }
        let missing: Vec<&str> = required.iter().filter(|r| !header.iter().any(|h| h.trim() == **r)).copied().collect();
        if !missing.is_empty() {
            let found = header.iter().collect::<Vec<_>>().join(",");
            let plural = if missing.len() == 1 { "a required column is" } else { "required columns are" };
            return Err(Problem::error(file, format!("{plural} missing: {}", missing.join(", ")))
                .coded(STRUCTURE.code)
                .at(1, 1)
                .expected(format!("the columns {}", required.join(", ")), found));
        }
        Ok(Table { file, header, reader, text, lines_before: 0, delimiter, missing: &layout.missing })
    }

    /// A later piece of a table, which begins on `line`.
    pub fn resume(file: &'a str, text: &'a str, read: Read, layout: &'a Layout) -> Self {
        let Read { header, line, delimiter, .. } = read;
        let reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
        Table { file, header, reader, text, lines_before: line - 1, delimiter, missing: &layout.missing }
    }

    /// Calls `each` with every row that has the right number of fields, its line and first byte.
    pub fn for_each(self, problems: &mut Vec<Problem>, each: impl FnMut(&Cells<'_, '_>, u32, u32, &mut Vec<Problem>)) -> csv::StringRecord {
        self.for_piece(false, problems, each).header
    }

    /// The same; if more follows, the last row is left for the next piece, because it may not be whole.
    pub fn for_piece(mut self, more: bool, problems: &mut Vec<Problem>, mut each: impl FnMut(&Cells<'_, '_>, u32, u32, &mut Vec<Problem>)) -> Read {
        let (mut record, mut next) = (csv::StringRecord::new(), csv::StringRecord::new());
        let mut there = self.read(&mut record, problems);
        while there {
            let (line, start) = self.place(&record);
            there = self.read(&mut next, problems);
            if more && !there {
                return Read { header: self.header, end: start as usize, line, delimiter: self.delimiter };
            }
            if record.len() == self.header.len() {
                each(&Cells { table: &self, record: &record }, line, start, problems);
            } else if !(record.len() == 1 && record.get(0).is_some_and(|c| c.trim().is_empty())) {
                problems.push(self.wrong_length(&record, line, start));
            }
            std::mem::swap(&mut record, &mut next);
        }
        Read { line: self.lines_before + self.reader.position().line() as u32, end: self.text.len(), header: self.header, delimiter: self.delimiter }
    }

    /// Reads a record; those that cannot be read are named and passed over.
    fn read(&mut self, record: &mut csv::StringRecord, problems: &mut Vec<Problem>) -> bool {
        loop {
            match self.reader.read_record(record) {
                Ok(there) => return there,
                Err(e) => {
                    let line = self.lines_before + e.position().map_or(0, |p| p.line() as u32);
                    problems.push(Problem::error(self.file, format!("the row cannot be read: {e}")).at(line, 1).coded(STRUCTURE.code));
                }
            }
        }
    }

    fn place(&self, record: &csv::StringRecord) -> (u32, u32) {
        record.position().map_or((0, 0), |p| (self.lines_before + p.line() as u32, p.byte() as u32))
    }

    fn wrong_length(&self, record: &csv::StringRecord, line: u32, start: u32) -> Problem {
        let row = self.text[start as usize..].lines().next().unwrap_or("");
        Problem::error(self.file, "the row has the wrong number of fields and was left out")
            .coded(STRUCTURE.code)
            .at(line, row.chars().count() as u32 + 1)
            .expected(format!("{} fields", self.header.len()), format!("{}: {row}", record.len()))
    }
}

impl<'t> Cells<'_, 't> {
    /// The cell of a column, without white space around it; empty if there is no such column.
    pub fn get(&self, column: &str) -> &'t str {
        self.nth(self.index(column))
    }

    /// The cell of a column by its number, for columns that were looked up before.
    pub fn nth(&self, column: Option<usize>) -> &'t str {
        let cell = column.and_then(|i| self.record.get(i)).unwrap_or("").trim();
        if self.table.missing.iter().any(|missing| missing == cell) { "" } else { cell }
    }

    /// The cell as it is written, whether or not it counts as empty.
    fn written(&self, index: usize) -> &'t str {
        self.record.get(index).unwrap_or("").trim()
    }

    fn index(&self, column: &str) -> Option<usize> {
        self.table.header.iter().position(|h| h.trim() == column)
    }

    /// The row's id, if it has one that no row before it had; else the problem is noted.
    pub fn new_id(&self, line: u32, start: u32, seen: &mut FxHashSet<String>, problems: &mut Vec<Problem>) -> Option<&'t str> {
        let id = self.get("id");
        if !id.is_empty() && seen.insert(id.to_owned()) {
            return Some(id);
        }
        let message = if id.is_empty() { "the row has no id and was left out" } else { "the id is used before; this row was left out" };
        problems.push(self.problem(line, start, "id", message, "a unique id").coded(KEY.code));
        None
    }

    /// A problem with the type of a cell: its column counts characters of the row as it stands in the file.
    pub fn problem(&self, line: u32, start: u32, column: &str, message: impl Into<String>, expected: &str) -> Problem {
        let index = self.index(column).unwrap_or(0);
        let row = &self.table.text[start as usize..];
        Problem::error(self.table.file, message)
            .coded(TYPE.code)
            .at(line, cell_column(row, index, self.table.delimiter))
            .expected(expected, self.written(index))
    }
}

/// The 1-based character at which cell number `index` of the row begins.
pub fn cell_column(row: &str, index: usize, delimiter: u8) -> u32 {
    let (mut quoted, mut cell, mut column) = (false, 0, 1);
    for c in row.chars() {
        if cell == index {
            break;
        }
        match c {
            '"' => quoted = !quoted,
            c if c == char::from(delimiter) && !quoted => cell += 1,
            _ => {}
        }
        column += 1;
    }
    column
}

/// The cells of the first row of `text`, for rows that have been read once without a
/// problem: a reader of the whole format costs more to set up than a row is long.
pub fn fields(text: &str, delimiter: u8) -> Vec<Cow<'_, str>> {
    let bytes = text.as_bytes();
    let (mut fields, mut start, mut at, mut quoted) = (Vec::new(), 0, 0, false);
    while at < bytes.len() && (quoted || !matches!(bytes[at], b'\n' | b'\r')) {
        match bytes[at] {
            b'"' => quoted = !quoted,
            byte if byte == delimiter && !quoted => {
                fields.push(unquoted(&text[start..at]));
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    fields.push(unquoted(&text[start..at]));
    fields
}

fn unquoted(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('"').and_then(|c| c.strip_suffix('"')) {
        Some(inner) if inner.contains('"') => Cow::Owned(inner.replace("\"\"", "\"")),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Table};

    #[test]
    fn rows_of_the_wrong_length_are_named_and_the_others_read() {
        let text = "id,value\na,1\nb\nc,\"2\nlines\"\nd,1,2\ne,5\n";
        let mut problems = Vec::new();
        let mut ids = Vec::new();
        Table::open("f.csv", text, &["id"], &Layout::default())
            .ok()
            .unwrap()
            .for_each(&mut problems, |row, line, _, _| ids.push((row.get("id").to_owned(), line)));
        assert_eq!(ids, [("a".into(), 2), ("c".into(), 4), ("e".into(), 7)]);
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                "f.csv:3:2: error[FL900]: the row has the wrong number of fields and was left out; expected 2 fields, found \"1: b\"",
                "f.csv:6:6: error[FL900]: the row has the wrong number of fields and was left out; expected 2 fields, found \"3: d,1,2\"",
            ]
        );
    }

    #[test]
    fn a_missing_column_is_named_with_what_is_there() {
        let problem = Table::open("f.csv", "id,val\n", &["id", "value"], &Layout::default()).err().unwrap();
        assert_eq!(problem.to_string(), "f.csv:1:1: error[FL900]: a required column is missing: value; expected the columns id, value, found \"id,val\"");
    }

    #[test]
    fn cells_of_a_row_are_read_as_the_format_has_them() {
        for (row, cells) in [
            ("a,b,,d\nnext", vec!["a", "b", "", "d"]),
            ("\"a, b\",\"says \"\"c\"\"\",\"two\nlines\"\r\nnext", vec!["a, b", "says \"c\"", "two\nlines"]),
            ("", vec![""]),
        ] {
            assert_eq!(super::fields(row, b','), cells, "{row:?}");
        }
    }
}
