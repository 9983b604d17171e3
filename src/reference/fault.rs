//! What can be wrong with the form of a reference table: the checks behind `refs validate`.
//!
//! Each fault is a [`Problem`](crate::problem::Problem) with one of these codes; what a
//! table gets wrong in content is found by `desk::audit`.

use crate::rule::Rule;

/// A file, a descriptor, a header or a row that cannot be read as a table.
pub const STRUCTURE: Rule = Rule {
    code: "FL900",
    name: "table-structure",
    summary: "a file, header or row that cannot be read as a table",
    checks: "The descriptor is a Frictionless data package whose resources exist; each CSV file has a header with the required columns, in a known encoding, and every row has as many fields as the header.",
    why: "A row that is left out is a claim that cannot be checked; it must be named, never skipped.",
    example: "`facts.csv:6:6: error[FL900]: the row has the wrong number of fields and was left out; expected 14 fields`.",
    silent: "Blank lines at the end of a file.",
};

/// A cell that is not of its column's type.
pub const TYPE: Rule = Rule {
    code: "FL901",
    name: "table-type",
    summary: "a cell that is not of its column's type",
    checks: "Values are numbers, ISO or EDTF dates or names by the property's kind; ends of ranges are in order; ranks, kinds and tolerances are among those that exist; required cells are filled; the types and constraints that the descriptor's schema declares hold.",
    why: "A value that is misread judges claims wrongly; one that is not read judges none.",
    example: "`facts.csv:9:31: error[FL901]: the value is not a number; the row was left out; expected a number with a decimal point, found \"1,5\"`.",
    silent: "Cells that the schema's `missingValues` name count as empty.",
};

/// An id that is used twice.
pub const KEY: Rule = Rule {
    code: "FL902",
    name: "table-key",
    summary: "an id that is missing or used twice",
    checks: "Ids of entities, properties and facts are unique in their package; so is whatever the schema names as primary key or constrains to be unique.",
    why: "Evidence, revisions and decisions point at rows by their ids.",
    example: "`facts.csv:7:1: error[FL902]: the id is used before; this row was left out; expected a unique id, found \"a\"`.",
    silent: "Tables without an id column; an id that another package uses for something else. A row that an earlier package has under the same id is left out with a note.",
};

/// A reference to something that the package lacks.
pub const FOREIGN_KEY: Rule = Rule {
    code: "FL903",
    name: "table-foreign-key",
    summary: "a subject, property or superseded row that the package does not have",
    checks: "Where a package has entities and properties, every fact's subject and property are among them, and `supersedes` names a row that exists; so do the foreign keys that the schema declares. The message names the value.",
    why: "A misspelt id makes a second, empty entity, and the row is never found.",
    example: "`facts.csv:12:9: warning[FL903]: the subject is not among the entities; it is known by its id alone; expected an id from the entities, found \"armenai\"`.",
    silent: "Packages without a table of entities or properties: theirs are inferred.",
};

/// A unit that is not known.
pub const UNIT: Rule = Rule {
    code: "FL904",
    name: "table-unit",
    summary: "a unit that is not known",
    checks: "Units of facts and properties are looked up among the known units, currencies and counted things.",
    why: "A value in an unknown unit compares with nothing but the same unit.",
    example: "`facts.csv:3:1: warning[FL904]: the unit \"km3\" is not known; its values compare with no other unit`.",
    silent: "Plural words for counted things (\"villages\"), and units that the table of properties declares.",
};

/// A file that is not the one that the descriptor describes.
pub const INTEGRITY: Rule = Rule {
    code: "FL905",
    name: "table-integrity",
    summary: "a file whose size or hash is not what the descriptor says",
    checks: "`bytes` and `hash` (MD5 unless SHA-256 or SHA-512 is named; another algorithm is said and not checked) of each resource are compared with the file.",
    why: "A report pins the table that it used; a changed file under an old description pins nothing.",
    example: "`facts.csv:1:1: warning[FL905]: the resource \"facts\" is not the file that was described: its hash differs; expected sha256:c530…, found \"sha256:9ab1…\"`.",
    silent: "Resources without `bytes` and `hash`.",
};

/// Rows that wait for a person.
pub const UNCONFIRMED_ROW: Rule = Rule {
    code: "FL919",
    name: "unconfirmed-row",
    summary: "rows that a person has yet to confirm, and that no verdict uses",
    checks: "Rows whose cell `status` says \"unconfirmed\", as `refs suggest` drafts them, are counted and left out.",
    why: "What an article claims must not become the reference that it is checked against.",
    example: "`drafts.csv:2:1: note[FL919]: 3 rows are marked \"unconfirmed\" and not used`.",
    silent: "The cell is empty or says anything else.",
};

/// Every check of form.
pub const FAULTS: &[Rule] = &[STRUCTURE, TYPE, KEY, FOREIGN_KEY, UNIT, INTEGRITY, UNCONFIRMED_ROW];
