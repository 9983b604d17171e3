//! FL925: parts that do not add up to a stated total.

use super::view::{Desk, time};
use crate::lexicon::table::listed;
use crate::measure::interval::{Interval, grouped};
use crate::problem::{Problem, Severity};
use crate::reference::package::Role;
use crate::reference::{Fact, FactValue, PropertyId, Temporal, ValueKind};
use crate::rule::Rule;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A wrong total.
pub const WRONG_TOTAL: Rule = Rule {
    code: "FL925",
    name: "wrong-total",
    summary: "parts do not add up to the total that the table states",
    checks: "The column `parts` of a table of properties names the properties whose values make up a total (area_land|area_water); a part that has objects counts once for each of them (the borders with all neighbours). The parts of the same file and time are added, each as precise as it is written, with a slack of 0.5 %. Shares of one thing by one source must not exceed 100 percent.",
    why: "A total and its parts are seldom typed together; a part that was left out or doubled shows only in the sum.",
    example: "total area 120 km², land 100 km², water 10 km².",
    silent: "A part is missing or is a bound, the times differ, or the table declares no parts.",
};

/// Beside the rounding of the parts, in shares of the total.
const SLACK: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    for (total, parts) in declared_parts(desk) {
        for fact in desk.facts.iter().filter(|f| f.property == total) {
            found.extend(against_parts(desk, fact, &parts));
        }
    }
    shares(desk, found);
}

/// Properties with their parts.
fn declared_parts(desk: &Desk<'_>) -> BTreeMap<PropertyId, Vec<PropertyId>> {
    let properties = desk.reference.properties();
    let number = |id: &str| properties.binary_search_by(|p| p.id.as_str().cmp(id)).ok().map(|at| PropertyId(at as u32));
    let rows = desk.declared.iter().filter(|d| d.role == Role::Properties && !d.get("parts").is_empty());
    rows.filter_map(|row| Some((number(row.get("id"))?, listed(row.get("parts")).map(number).collect::<Option<Vec<_>>>()?))).collect()
}

/// The interval that a row admits, rounding included; none for bounds.
fn rounded(desk: &Desk<'_>, fact: &Fact) -> Option<Interval> {
    let FactValue::Number { step, .. } = fact.value else { return None };
    let interval = desk.interval(fact)?;
    interval.low.zip(interval.high)?;
    Some(interval.widened(fact.tolerance.unwrap_or(step / Decimal::TWO)))
}

fn against_parts(desk: &Desk<'_>, total: &Fact, parts: &[PropertyId]) -> Option<Problem> {
    let mut rows = Vec::new();
    for part in parts {
        let own = parts_of(desk, total, *part);
        rows.extend((!own.is_empty()).then_some(own)?);
    }
    let sum = rows.iter().map(|f| rounded(desk, f)).try_fold(Interval::point(Decimal::ZERO), |sum, part| add(sum, part?))?;
    let stated = rounded(desk, total)?;
    let slack = stated.high.or(stated.low)?.abs().checked_mul(SLACK)?;
    if sum.widened(slack).meets(&stated) {
        return None;
    }
    let terms: Vec<String> = rows.iter().take(6).map(|f| desk.reference.texts(f).value).collect();
    let more = if rows.len() > terms.len() { format!(" + {} more", rows.len() - terms.len()) } else { String::new() };
    let middle = sum.representative().map(grouped).unwrap_or_default();
    let message = format!("{} is stated as {}, but its parts add up to {middle}: {}{more}", desk.named(total), desk.written(total), terms.join(" + "));
    Some(desk.finding(&WRONG_TOTAL, Severity::Warning, total, "value", message).expected(format!("about {middle}"), desk.reference.texts(total).value))
}

/// The rows of a part that belong to a total: of its file and time; the newest of each object where the part does not change.
fn parts_of<'d>(desk: &'d Desk<'_>, total: &Fact, part: PropertyId) -> Vec<&'d Fact> {
    let file = desk.reference.file_of(total);
    let rows = desk.facts_of(total.subject, part).iter().filter(|f| desk.reference.file_of(f) == file);
    let fixed = desk.reference.property(part).temporal != Temporal::Series;
    let mut by_object = BTreeMap::new();
    for row in rows.filter(|f| fixed || time(f) == time(total)) {
        by_object.insert(row.object, row);
    }
    by_object.into_values().collect()
}

fn add(a: Interval, b: Interval) -> Option<Interval> {
    Some(Interval { low: Some(a.low?.checked_add(b.low?)?), high: Some(a.high?.checked_add(b.high?)?) })
}

/// Shares of one thing, by its objects, that exceed the whole.
fn shares(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    for rows in desk.facts.chunk_by(|a, b| (a.subject, a.property) == (b.subject, b.property)) {
        let property = desk.property(&rows[0]);
        if property.kind != ValueKind::Percent || property.is_change || rows.iter().any(|f| f.object.is_none()) {
            continue;
        }
        let mut by_time: BTreeMap<String, Vec<&Fact>> = BTreeMap::new();
        for fact in rows {
            let row = desk.reference.row(fact);
            by_time.entry(format!("{}\0{}\0{}", row.file, row.get("as_of"), row.get("source"))).or_default().push(fact);
        }
        found.extend(by_time.values().filter_map(|rows| over_the_whole(desk, rows)));
    }
}

fn over_the_whole(desk: &Desk<'_>, rows: &[&Fact]) -> Option<Problem> {
    let sum = rows.iter().map(|f| rounded(desk, f)).try_fold(Interval::point(Decimal::ZERO), |sum, part| add(sum, part?))?;
    let whole = Decimal::ONE_HUNDRED;
    let low = sum.low.filter(|low| *low > whole + whole * SLACK)?;
    let first = rows.iter().min_by_key(|f| desk.reference.row(f).line)?;
    let message = format!("{} shares of {} add up to at least {} percent", rows.len(), desk.named(first), grouped(low));
    Some(desk.finding(&WRONG_TOTAL, Severity::Warning, first, "value", message).expected("at most 100 percent together", grouped(low)))
}
