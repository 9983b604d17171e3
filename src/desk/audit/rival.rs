//! FL922: two values for the same thing, of equal weight.

use super::view::Desk;
use crate::problem::{Problem, Severity};
use crate::reference::{Fact, FactValue, Temporal};
use crate::rule::Rule;
use rust_decimal::Decimal;

/// Rival values.
pub const RIVAL_VALUES: Rule = Rule {
    code: "FL922",
    name: "rival-values",
    summary: "two rows of one table differ about the same thing, and neither ranks higher",
    checks: "Rows of one file with the same subject, property, object, definition and time whose values, as precisely as each is written, have nothing in common.",
    why: "Any claim that agrees with either is supported. A rank (preferred, ordinary, dissent), a definition or `supersedes` says which decides.",
    example: "Chad's population of 2022 as 17,000,000 by one row and 18,300,000 by another, both preferred.",
    silent: "The ranks or definitions differ, one row supersedes the other, the times differ, or either is a bound that the other keeps.",
};

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    for rows in desk.groups_by_file().filter(|rows| rows.len() > 1) {
        for (number, row) in rows.iter().enumerate() {
            if let Some(rival) = rows[..number].iter().find(|other| are_rivals(desk, other, row)) {
                let message = format!(
                    "{} is {} here and {} in {}, and neither row ranks higher",
                    desk.named(row),
                    desk.written(row),
                    desk.written(rival),
                    desk.place(rival)
                );
                let expected = "one value, or a rank, a definition or supersedes that says which decides";
                found.push(desk.finding(&RIVAL_VALUES, Severity::Warning, row, "value", message).expected(expected, ""));
            }
        }
    }
}

fn are_rivals(desk: &Desk<'_>, a: &Fact, b: &Fact) -> bool {
    let same_time = (a.as_of, a.valid) == (b.as_of, b.valid) && (a.as_of.is_some() || a.valid.is_some() || desk.property(a).temporal != Temporal::Series);
    a.rank == b.rank && !a.superseded && !b.superseded && same_time && differ(desk, a, b) && !are_told_apart(desk, a, b)
}

fn differ(desk: &Desk<'_>, a: &Fact, b: &Fact) -> bool {
    if let (FactValue::Date(a), FactValue::Date(b)) = (a.value, b.value) {
        return !a.meets(&b);
    }
    let half = |fact: &Fact| match fact.value {
        FactValue::Number { step, .. } => fact.tolerance.unwrap_or(step / Decimal::TWO),
        _ => Decimal::ZERO,
    };
    let Some((one, other)) = desk.interval(a).zip(desk.interval(b)) else { return false };
    !one.widened(half(a)).meets(&other.widened(half(b)))
}

/// True if the rows measure different things.
fn are_told_apart(desk: &Desk<'_>, a: &Fact, b: &Fact) -> bool {
    let (a, b) = (desk.reference.row(a), desk.reference.row(b));
    a.get("definition") != b.get("definition")
}
