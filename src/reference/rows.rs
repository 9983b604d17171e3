//! Rows as they stand in their files, for whoever works on tables rather than on articles.
//!
//! In: a fact, or the tables that declare entities and properties. Out: file, line and
//! the cells as they are written, with the column of each. It refuses to know what a
//! cell means.

use super::layout::Layout;
use super::package::{ResourceText, Role};
use super::table::{Table, cell_column, fields};
use super::{Fact, Reference};
use std::borrow::Cow;

/// A row as it is written.
#[derive(Debug, Clone)]
pub struct RowCells<'r> {
    /// The file, as the user named it.
    pub file: &'r str,
    /// 1-based line.
    pub line: u32,
    header: Option<&'r csv::StringRecord>,
    cells: Vec<Cow<'r, str>>,
    text: &'r str,
    delimiter: u8,
}

impl RowCells<'_> {
    /// The cell of a column, without white space around it; empty if there is no such column.
    pub fn get(&self, column: &str) -> &str {
        self.place(column).and_then(|i| self.cells.get(i)).map_or("", |c| c.trim())
    }

    /// The 1-based character at which the cell of a column begins; 1 if there is no such column.
    pub fn column(&self, column: &str) -> u32 {
        self.place(column).map_or(1, |i| cell_column(self.text, i, self.delimiter))
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.header?.iter().position(|h| h.trim() == column)
    }

    /// Column names and cells.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.header.into_iter().flatten().map(str::trim).zip(self.cells.iter().map(|c| c.trim()))
    }
}

/// A row of a table that declares entities or properties.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// What it declares.
    pub role: Role,
    /// The file, as the user named it.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// Column name, cell, and the 1-based character at which the cell begins.
    pub cells: Vec<(String, String, u32)>,
}

impl Declaration {
    /// The cell of a column; empty if there is no such column.
    pub fn get(&self, column: &str) -> &str {
        self.cells.iter().find(|c| c.0 == column).map_or("", |c| &c.1)
    }

    /// The 1-based character at which the cell of a column begins; 1 if there is no such column.
    pub fn column(&self, column: &str) -> u32 {
        self.cells.iter().find(|c| c.0 == column).map_or(1, |c| c.2)
    }
}

impl Reference {
    /// The row of a fact; it has no cells where the texts of tables were not kept, as in an index.
    pub fn row(&self, fact: &Fact) -> RowCells<'_> {
        let (number, line, start) = self.place(fact);
        let resource = self.resources.get(number);
        let text = resource.and_then(|r| r.text.get(start..)).unwrap_or_default();
        let delimiter = resource.map_or(b',', |r| r.delimiter);
        RowCells { file: self.file_of(fact), line, header: resource.map(|r| &r.header), cells: fields(text, delimiter), text, delimiter }
    }

    /// The file in which a fact stands, as the user named it.
    pub fn file_of(&self, fact: &Fact) -> &str {
        self.files.get(self.place(fact).0).map_or("", String::as_str)
    }

    /// The files that hold facts, in the order of precedence.
    pub fn fact_files(&self) -> Vec<&str> {
        self.files.iter().map(String::as_str).collect()
    }

    /// All rows that declare entities and properties, package by package.
    pub fn declarations(&self) -> Vec<Declaration> {
        self.declaring.iter().flat_map(declared).collect()
    }
}

/// A table of entities or properties, as it is written.
#[derive(Debug)]
pub(super) struct Declaring {
    file: String,
    role: Role,
    text: Cow<'static, str>,
    layout: Layout,
}

impl Declaring {
    pub(super) fn of(resource: ResourceText) -> Self {
        Declaring { file: resource.file, role: resource.role, text: resource.text, layout: resource.layout }
    }
}

fn declared(resource: &Declaring) -> Vec<Declaration> {
    let mut rows = Vec::new();
    let Ok(table) = Table::open(&resource.file, &resource.text, &["id"], &resource.layout) else { return rows };
    // its problems have been named when the package was read
    let delimiter = table.delimiter;
    let names: Vec<String> = table.header.iter().map(|h| h.trim().to_owned()).collect();
    table.for_each(&mut Vec::new(), |row, line, start, _| {
        let text = &resource.text[start as usize..];
        let cells = names.iter().enumerate().map(|(i, name)| (name.clone(), row.nth(Some(i)).to_owned(), cell_column(text, i, delimiter))).collect();
        rows.push(Declaration { role: resource.role, file: resource.file.clone(), line, cells });
    });
    rows
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::reference::Builder;
    use crate::reference::package::{Role, bare};

    #[test]
    fn cells_of_a_row_have_their_place() {
        let mut builder = Builder::new(Lexicon::english());
        builder.add(bare("t/entities.csv", "id,name,aliases\nchad,Chad,Tchad\n".into()));
        builder.add(bare("t/facts.csv", "subject,property,value,source\nchad,\"population\",5,\"a, b\"\n".into()));
        let reference = builder.finish().reference;
        let fact = reference.facts().next().expect("a fact");
        let row = reference.row(&fact);
        assert_eq!((row.file, row.line, row.get("source"), row.column("source")), ("t/facts.csv", 2, "a, b", 21));
        assert_eq!((row.get("note"), row.column("note")), ("", 1));
        let declared = reference.declarations();
        assert_eq!((declared[0].role, declared[0].get("name"), declared[0].column("aliases")), (Role::Entities, "Chad", 11));
    }
}
