//! FL927: series that ended before the others of their table.

use super::statistics::{median, quantile};
use super::view::{Desk, year};
use crate::problem::{Problem, Severity};
use crate::reference::{Fact, PropertyId, Temporal};
use crate::rule::Rule;
use chrono::Datelike;
use std::collections::BTreeMap;

/// A stale series.
pub const STALE: Rule = Rule {
    code: "FL927",
    name: "stale",
    summary: "a series ends long before the others of its table, or before the day that --as-of names",
    checks: "For each property of a file, the last years of all subjects are compared. A series is stale if it ends at least four years before the middle one, and further below it than three of its own steps and three times the spread of the others. With --as-of, a property whose newest row is more than five years older than that day is named once.",
    why: "Claims are held against the row nearest in time; a series that was never updated makes right claims look wrong.",
    example: "Nine countries' populations reach 2024, the tenth's ends in 2009.",
    silent: "The last years of a property spread widely, fewer than five subjects have it, or the subject is of a type that says it is gone (\"historical-country\", \"former …\").",
};

/// Fewer subjects say nothing of what is usual.
const FEWEST: usize = 5;
/// Years behind that are no matter.
const LEAST: f64 = 4.0;
/// Spreads of the others, and steps of the series itself.
const WIDE: f64 = 3.0;
/// Years before `--as-of`.
const OLD: i32 = 5;

struct Ending<'r> {
    last: &'r Fact,
    year: f64,
    step: f64,
}

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    let mut by_property: BTreeMap<(&str, PropertyId), Vec<Ending<'_>>> = BTreeMap::new();
    for rows in desk.groups_by_file().filter(|rows| desk.property(rows[0]).temporal == Temporal::Series) {
        if let Some(ending) = ending(&rows) {
            by_property.entry((desk.reference.file_of(rows[0]), rows[0].property)).or_default().push(ending);
        }
    }
    for endings in by_property.values() {
        against_others(desk, endings, found);
        found.extend(against_day(desk, endings));
    }
}

fn ending<'r>(rows: &[&'r Fact]) -> Option<Ending<'r>> {
    let mut years: Vec<(i32, &Fact)> = rows.iter().filter_map(|f| Some((year(f)?, *f))).collect();
    years.sort_by_key(|y| y.0);
    let (last, fact) = *years.last()?;
    let step = median(years.windows(2).map(|pair| f64::from(pair[1].0 - pair[0].0))).unwrap_or(1.0);
    Some(Ending { last: fact, year: f64::from(last), step })
}

fn against_others(desk: &Desk<'_>, endings: &[Ending<'_>], found: &mut Vec<Problem>) {
    if endings.len() < FEWEST {
        return;
    }
    let years = || endings.iter().map(|e| e.year);
    let (Some(low), Some(middle), Some(high)) = (quantile(years(), 0.25), median(years()), quantile(years(), 0.75)) else { return };
    for ending in endings.iter().filter(|e| middle - e.year >= LEAST && middle - e.year > WIDE * e.step && low - e.year > WIDE * (high - low)) {
        if is_gone(desk.reference.kind_of(ending.last.subject)) {
            continue;
        }
        let message = format!(
            "{} ends in {}, {} years before the middle of the other {} series of its table",
            desk.named(ending.last),
            ending.year,
            middle - ending.year,
            endings.len() - 1
        );
        found
            .push(desk.finding(&STALE, Severity::Warning, ending.last, "as_of", message).expected(format!("a row of about {middle}"), ending.year.to_string()));
    }
}

fn is_gone(kind: &str) -> bool {
    kind.contains("histor") || kind.contains("former")
}

fn against_day(desk: &Desk<'_>, endings: &[Ending<'_>]) -> Option<Problem> {
    let day = desk.as_of?;
    let newest = endings.iter().max_by(|a, b| a.year.total_cmp(&b.year))?;
    let age = f64::from(day.year()) - newest.year;
    let label = &desk.property(newest.last).label;
    let message = format!("no row of {label} is younger than {}: {age} years on {day}", newest.year);
    (age > f64::from(OLD)).then(|| {
        desk.finding(&STALE, Severity::Warning, newest.last, "as_of", message)
            .expected(format!("rows of {} or later", day.year() - OLD), newest.year.to_string())
    })
}
