//! FL920: two rows that say the same.

use super::view::Desk;
use crate::problem::{Problem, Severity};
use crate::reference::{Fact, FactValue};
use crate::rule::Rule;

/// The same row twice.
pub const DUPLICATE_ROW: Rule = Rule {
    code: "FL920",
    name: "duplicate-row",
    summary: "two rows of one table say the same by the same source",
    checks: "Rows of one file with the same subject, property, object, value and times are compared by their sources: equal, spelt nearly alike, or with the same address.",
    why: "A copied row counts a source twice, and the next correction reaches one of the two.",
    example: "chad,population,,17000000,2022,Census and, two rows on, the same under another id.",
    silent: "The sources differ: two sources that agree are two rows. An id that is used twice is an error of form.",
};

/// Sources spelt so much alike are one.
const ALIKE: f64 = 0.92;

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    for rows in desk.groups_by_file().filter(|rows| rows.len() > 1) {
        for (number, row) in rows.iter().enumerate() {
            if let Some(first) = rows[..number].iter().find(|other| says_the_same(desk, other, row)) {
                let message = format!("the row repeats {}: {} is {} there too", desk.place(first), desk.named(row), desk.written(row));
                found.push(desk.finding(&DUPLICATE_ROW, Severity::Warning, row, "id", message));
            }
        }
    }
}

fn says_the_same(desk: &Desk<'_>, a: &Fact, b: &Fact) -> bool {
    let same_value = match (a.value, b.value) {
        (FactValue::Number { range: a, .. }, FactValue::Number { range: b, .. }) => a == b,
        (FactValue::Date(a), FactValue::Date(b)) => a == b,
        (FactValue::Name, FactValue::Name) => true,
        _ => false,
    };
    same_value && (a.as_of, a.valid, &a.unit) == (b.as_of, b.valid, &b.unit) && same_source(desk, a, b)
}

fn same_source(desk: &Desk<'_>, a: &Fact, b: &Fact) -> bool {
    let (a, b) = (desk.reference.row(a), desk.reference.row(b));
    let both = |column: &str| (a.get(column).to_lowercase(), b.get(column).to_lowercase());
    let ((first, second), (here, there), (one, other)) = (both("source"), both("source_url"), both("definition"));
    one == other && ((!here.is_empty() && here == there) || strsim::normalized_levenshtein(&first, &second) >= ALIKE)
}
