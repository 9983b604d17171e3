//! FL926: what holds both ways, with two values.

use super::factor::explain;
use super::view::Desk;
use crate::problem::{Problem, Severity};
use crate::reference::{Fact, FactValue};
use crate::rule::Rule;
use rust_decimal::Decimal;

/// Two values of a symmetric property.
pub const ASYMMETRIC: Rule = Rule {
    code: "FL926",
    name: "asymmetric",
    summary: "a property that holds both ways has one value there and another back",
    checks: "For a symmetric property (declared, or told by most of its rows), the rows of one file from A to B are held against those from B to A, as precisely as each is written.",
    why: "A border is as long from either side; one of the two rows is wrong.",
    example: "A – B 219 km, B – A 136 km: the second is in miles.",
    silent: "Any row of one side agrees with any of the other, or the other side has no row.",
};

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    for rows in desk.groups_by_file() {
        let (first, property) = (rows[0], desk.property(rows[0]));
        // each pair once, at the side that comes second
        let Some(object) = first.object.filter(|o| property.symmetric && *o < first.subject) else { continue };
        let file = desk.reference.file_of(first);
        let all = desk.facts_of(object, first.property).iter();
        let back: Vec<&Fact> = all.filter(|f| f.object == Some(first.subject) && desk.reference.file_of(f) == file).collect();
        if let (Some(other), false) = (back.first(), rows.iter().any(|a| back.iter().any(|b| agree(desk, a, b)))) {
            let message =
                format!("{} is {} here and {} the other way round, in {}", desk.named(first), desk.written(first), desk.written(other), desk.place(other));
            let slip = likely_slip(desk, first, other).map_or_else(String::new, |words| format!(": {words}?"));
            found.push(
                desk.finding(&ASYMMETRIC, Severity::Warning, first, "value", format!("{message}{slip}")).expected(desk.written(other), desk.written(first)),
            );
        }
    }
}

fn agree(desk: &Desk<'_>, a: &Fact, b: &Fact) -> bool {
    let (FactValue::Number { step: one, .. }, FactValue::Number { step: other, .. }) = (a.value, b.value) else { return true };
    let slack = |fact: &Fact, step: Decimal| fact.tolerance.unwrap_or(step / Decimal::TWO);
    desk.interval(a).zip(desk.interval(b)).is_none_or(|(x, y)| x.widened(slack(a, one)).meets(&y.widened(slack(b, other))))
}

fn likely_slip(desk: &Desk<'_>, a: &Fact, b: &Fact) -> Option<String> {
    let ratio = desk.number(a)? / desk.number(b)?;
    explain(ratio, desk.property(a).unit.as_deref(), desk.lexicon, 0.02).map(|f| f.words)
}
