//! FL932: values that nothing of their kind can have.

use super::view::Desk;
use crate::measure::interval::Interval;
use crate::problem::{Problem, Severity};
use crate::reference::{Property, Temporal, ValueKind};
use crate::rule::Rule;
use rust_decimal::Decimal;

/// An impossible value.
pub const IMPOSSIBLE_VALUE: Rule = Rule {
    code: "FL932",
    name: "impossible-value",
    summary: "a value lies where nothing of its kind can lie",
    checks: "A count, a length of time or a rank below zero; a share, by its label, below 0 or above 100 percent.",
    why: "Such a value is a fault of typing or of reading, whatever the source says.",
    example: "\"share of people under 15\" of 390 percent; a population of −5.",
    silent: "The property is a change, a balance, an elevation or a temperature, its label does not call it a share, or the share is one of GDP, GNI, income or revenue.",
};

/// Words of a label that make its percentages parts of a whole.
const SHARES: [&str; 3] = ["share", "percentage", "turnout"];
/// What is measured against these may be more than they are: a debt and a yearly income.
const NO_WHOLES: [&str; 4] = ["gdp", "gni", "income", "revenue"];

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    for fact in &desk.facts {
        let property = desk.property(fact);
        let Some(expected) = desk.interval(fact).and_then(|value| impossible(property, value)) else { continue };
        let message = format!("{} cannot be {}", desk.named(fact), desk.written(fact));
        found.push(desk.finding(&IMPOSSIBLE_VALUE, Severity::Warning, fact, "value", message).expected(expected, desk.reference.texts(fact).value));
    }
}

/// What would have been possible.
fn impossible(property: &Property, value: Interval) -> Option<&'static str> {
    let below = value.high.is_some_and(|high| high < Decimal::ZERO);
    let above = value.low.is_some_and(|low| low > Decimal::ONE_HUNDRED);
    let label = property.label.to_lowercase();
    let says = |words: &[&str]| label.split(|c: char| !c.is_alphanumeric()).any(|w| words.contains(&w));
    let is_share = property.kind == ValueKind::Percent && !property.is_change && says(&SHARES) && !says(&NO_WHOLES);
    match property.kind {
        ValueKind::Count | ValueKind::Duration | ValueKind::Rank if below && !property.is_change && property.temporal != Temporal::Point => {
            Some("zero or more")
        }
        ValueKind::Percent if is_share && (below || above) => Some("0 to 100 percent"),
        _ => None,
    }
}
