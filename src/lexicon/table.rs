//! Typed rows from the CSV files that are compiled in.
//!
//! In: the text of a file in this folder. Out: its rows. The files are ours, linted
//! by tests, so a broken row is a defect of the build and stops it at once.

use serde::de::DeserializeOwned;

/// All rows of a compiled-in table.
///
/// # Panics
/// On a row that does not fit its type; no input of a user can cause that.
pub fn rows<T: DeserializeOwned>(name: &str, text: &str) -> Vec<T> {
    csv::Reader::from_reader(text.as_bytes()).into_deserialize().map(|row| row.unwrap_or_else(|e| panic!("lexicon/{name}: {e}"))).collect()
}

/// The parts of a cell that lists several things.
pub fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}
