//! The examples in the lexicon's tables, run: each row shows its own use.

use super::testing::readings;
use crate::lexicon::table::rows;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    example: String,
    expect: String,
}

/// What stands in `example` must be read as `expect`; all failures are listed at once.
fn run(table: &str, text: &str) {
    let failures: Vec<String> = rows::<Row>(table, text)
        .into_iter()
        .filter(|row| !readings(&row.example).iter().any(|r| r.split_once(" = ").is_some_and(|(_, read)| read == row.expect)))
        .map(|row| format!("{:?}: expected {:?}, read {:?}", row.example, row.expect, readings(&row.example)))
        .collect();
    assert!(failures.is_empty(), "{table}: {} examples fail\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn examples_of_numerals() {
    run("numerals.csv", include_str!("../lexicon/numerals.csv"));
}

#[test]
fn examples_of_hedges() {
    run("hedges.csv", include_str!("../lexicon/hedges.csv"));
}

#[test]
fn examples_of_units() {
    run("units.csv", include_str!("../lexicon/units.csv"));
}

#[test]
fn examples_of_currencies() {
    run("currencies.csv", include_str!("../lexicon/currencies.csv"));
}

#[test]
fn examples_of_the_calendar() {
    run("calendar.csv", include_str!("../lexicon/calendar.csv"));
}

#[test]
fn examples_of_holidays() {
    run("holidays.csv", include_str!("../lexicon/holidays.csv"));
}
