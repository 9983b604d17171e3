//! Which rows decide: the time of rows.
//!
//! In: the rows of a subject, property and object, and the period that the claim speaks
//! of. Out: the rows that decide, earlier and later ones, and how old the deciding ones
//! are. Rows are compared by their dates alone; no value is read.

use super::Context;
use crate::measure::unit::Dimension;
use crate::measure::when::When;
use crate::reference::{Fact, Property, Temporal, ValueKind};
use chrono::{Datelike, NaiveDate};

/// Rows further from the claim's period than this do not decide, in days.
const TOO_FAR: i64 = 5 * 366;
/// Days of a period that counts as a year.
const YEAR: i64 = 350;
/// Rows of rival sources within this distance of the nearest decide with it, in days.
const SAME_TIME: i64 = 366;

/// How far the deciding rows lie from the claim's period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// They hold at that time, or time does not matter.
    Current,
    /// They are so many years older.
    Older(i64),
    /// They are so many years younger: no earlier row exists.
    Younger(i64),
    /// The claim has no date, and neither has the article: the latest rows are used.
    Latest,
}

/// Rows in their order of time, as numbers into the facts that were asked about.
#[derive(Debug, Clone)]
pub struct Rows {
    /// These decide.
    pub deciding: Vec<Fact>,
    /// Rows before them, latest first.
    pub earlier: Vec<Fact>,
    /// Successive counts of one event: agreeing with two of them in a row is agreeing.
    pub successive: bool,
    /// How far the deciding rows lie from the claim's period.
    pub age: Age,
    /// The claim speaks of the very stretch of time that a sum or a rate was measured over, or of none in particular. A
    /// rate of a month, or of a year that is not over, is not held against one of a whole year.
    pub whole: bool,
}

/// The rows that decide a claim about `period`. None if none lies near enough.
pub fn choose(facts: &[&Fact], property: &Property, period: Option<When>, context: &Context<'_>) -> Option<Rows> {
    let known: Vec<&Fact> = facts.iter().copied().filter(|f| is_there(f, context.as_of)).collect();
    let day = context.today().map(When::day);
    let period = period.map(|period| until_now(period, day));
    match property.temporal {
        // rival lengths of one event are no successive counts
        _ if matches!(property.kind, ValueKind::Date) || property.kind == ValueKind::Duration && property.temporal == Temporal::Point => all(facts),
        Temporal::Constant => valid(&known, period.or(day)),
        Temporal::Point => point(if known.is_empty() { facts } else { &known }, day),
        Temporal::Series => {
            let rows = series(&known, period.or(day))?;
            // a text of no day tells what something costs in general
            let price = is_price(property, context);
            if price && period.or(day).is_some_and(|told| !covers(&told, &rows)) {
                return None;
            }
            let whole = !(price || is_measured_over_time(property)) || period.is_none_or(|period| is_whole(&period, &rows, day));
            Some(Rows { whole, ..rows })
        }
    }
}

/// A period without an end lasts until the article's day: "since 1980" says nothing of what came later.
fn until_now(period: When, day: Option<When>) -> When {
    let ended = day.filter(|day| period.to.is_none() && period.from <= day.to);
    ended.map_or(period, |day| When { to: day.to, ..period })
}

/// True for what adds up, or is compared, over a stretch of time: rates and sums of money. Counts are of a day.
pub fn is_measured_over_time(property: &Property) -> bool {
    matches!(property.kind, ValueKind::Percent | ValueKind::Money)
}

/// True for what a currency or a good costs, by its unit ("local currency per USD", "USD per barrel"): it moves from day to day, and rows
/// hold the mean of a month or a year. What is told per head or per year is none.
pub fn is_price(property: &Property, context: &Context<'_>) -> bool {
    let Some((money, one)) = property.written_unit.split_once(" per ") else { return false };
    let time = || context.lexicon.units.by_name(one).is_some_and(|unit| Dimension::base("time") == Some(unit.dimension));
    money.ends_with("currency") || property.kind == ValueKind::Money && !one.ends_with("capita") && !context.lexicon.cues.is_people(one) && !time()
}

/// True if a period is about as long as those that the rows are the means of: a price of a day is none of a year's.
fn covers(period: &When, rows: &Rows) -> bool {
    let days = |when: &When| when.length_days().filter(|days| *days > 0);
    let alike = |told: i64, measured: i64| told >= measured - 1 && told <= measured + measured / 2;
    days(period).is_some_and(|told| rows.deciding.iter().filter_map(|f| f.as_of.as_ref().and_then(days)).all(|measured| alike(told, measured)))
}

/// True unless the rows are of years and the period is shorter than one, or is not over on the article's day.
fn is_whole(period: &When, rows: &Rows, day: Option<When>) -> bool {
    let yearly = |f: &Fact| f.as_of.and_then(|w| w.length_days()).is_some_and(|days| days >= YEAR);
    let short = period.length_days().is_some_and(|days| days < YEAR);
    let ahead = day.is_some_and(|day| period.to > day.to);
    !(rows.deciding.iter().all(yearly) && (short || ahead))
}

/// The row nearest to a period that no row lies near enough to.
pub fn nearest(facts: &[&Fact], period: Option<When>) -> Option<Rows> {
    let apart = |f: &Fact| f.as_of.zip(period).map_or(i64::MAX, |(measured, period)| measured.days_apart(&period));
    let row = facts.iter().min_by_key(|f| apart(f))?;
    Some(Rows { deciding: vec![(*row).clone()], earlier: Vec::new(), successive: false, age: Age::Current, whole: true })
}

/// True unless the row was measured after the day at which the reference is read; one that says when it holds always is.
fn is_there(fact: &Fact, as_of: Option<NaiveDate>) -> bool {
    if fact.valid.is_some() {
        return true;
    }
    let measured = fact.as_of.and_then(|w| w.from);
    measured.zip(as_of).is_none_or(|(measured, day)| measured <= day)
}

fn all(facts: &[&Fact]) -> Option<Rows> {
    let deciding: Vec<Fact> = facts.iter().map(|f| (*f).clone()).collect();
    (!deciding.is_empty()).then_some(Rows { deciding, earlier: Vec::new(), successive: false, age: Age::Current, whole: true })
}

/// Rows that hold in the period; rows that do not say when they hold always do.
fn valid(facts: &[&Fact], period: Option<When>) -> Option<Rows> {
    let holds = |f: &&&Fact| f.valid.zip(period).is_none_or(|(valid, period)| valid.meets(&period));
    let holding: Vec<&Fact> = facts.iter().filter(holds).copied().collect();
    all(if holding.is_empty() { facts } else { &holding })
}

/// Successive counts of one event: the last of them at the article's date decides.
fn point(facts: &[&Fact], day: Option<When>) -> Option<Rows> {
    let mut dated: Vec<&Fact> = facts.to_vec();
    dated.sort_by_key(|f| f.as_of.and_then(|w| w.to.or(w.from)));
    let by_then = |f: &&&Fact| f.as_of.zip(day).is_none_or(|(measured, day)| measured.from <= day.to);
    let counted: Vec<&Fact> = dated.iter().filter(by_then).copied().collect();
    let counted = if counted.is_empty() { dated } else { counted };
    let last = counted.last()?.as_of;
    // a row dated by a longer period fits any day of it
    let same = |f: &&Fact| f.as_of == last || f.as_of.zip(last).is_some_and(|(a, b)| a.meets(&b));
    let (deciding, earlier): (Vec<&Fact>, Vec<&Fact>) = counted.iter().copied().partition(same);
    let earlier = earlier.into_iter().rev().cloned().collect();
    Some(Rows { deciding: deciding.into_iter().cloned().collect(), earlier, successive: true, age: Age::Current, whole: true })
}

/// The row nearest to the period: at or before it where there is one, else after it.
fn series(facts: &[&Fact], period: Option<When>) -> Option<Rows> {
    // what says when it holds needs no nearness
    let holding: Vec<&Fact> = facts.iter().copied().filter(|f| f.valid.zip(period).is_some_and(|(valid, period)| valid.meets(&period))).collect();
    if !holding.is_empty() {
        return all(&holding);
    }
    let mut dated: Vec<&Fact> = facts.iter().copied().filter(|f| f.as_of.is_some()).collect();
    dated.sort_by_key(|f| f.as_of.and_then(|w| w.to.or(w.from)));
    if dated.is_empty() {
        return valid(facts, period);
    }
    let Some(period) = period else {
        return rows_at(&dated, dated.len() - 1, Age::Latest);
    };
    if let Some(at) = dated.iter().rposition(|f| f.as_of.is_some_and(|w| w.meets(&period))) {
        return rows_at(&dated, at, Age::Current).map(|rows| with_neighbour(rows, &period));
    }
    let before = dated.iter().rposition(|f| f.as_of.is_some_and(|w| w.to <= period.to));
    let (at, older) = before.map_or((0, false), |at| (at, true));
    let apart = dated[at].as_of.map_or(0, |w| w.days_apart(&period));
    let years = (apart + 182) / 365;
    let age = if older { Age::Older(years) } else { Age::Younger(years) };
    (apart <= TOO_FAR).then(|| rows_at(&dated, at, age))?
}

/// While the year of a yearly row is not over, nobody knows that row, and the one before decides as well.
fn with_neighbour(mut rows: Rows, period: &When) -> Rows {
    let row = rows.deciding.iter().filter_map(|f| f.as_of.and_then(|w| w.to)).max();
    let early = period.to.zip(row).is_some_and(|(to, row)| to < row);
    let beside = |f: &Fact| f.as_of.zip(row).is_some_and(|(w, row)| w.days_apart(&When::day(row)) <= SAME_TIME);
    if early && rows.earlier.first().is_some_and(beside) {
        rows.deciding.push(rows.earlier.remove(0));
    }
    rows
}

/// The row at `at` with its rivals of about the same time, and what lies before them.
fn rows_at(dated: &[&Fact], at: usize, age: Age) -> Option<Rows> {
    let chosen = dated[at].as_of?;
    let rival = |f: &Fact| f.as_of.is_some_and(|w| w.days_apart(&chosen) <= SAME_TIME && same_year_or_before(&w, &chosen));
    let deciding: Vec<Fact> = dated[..=at].iter().filter(|f| rival(f)).map(|f| (*f).clone()).collect();
    let earlier = dated[..at].iter().rev().filter(|f| !rival(f)).map(|f| (*f).clone()).collect();
    Some(Rows { deciding, earlier, successive: false, age, whole: true })
}

/// Rivals are of the same year; the year before is an earlier row of the series.
fn same_year_or_before(other: &When, chosen: &When) -> bool {
    let year = |w: &When| w.to.or(w.from).map(|d| d.year());
    other.meets(chosen) || year(other) == year(chosen)
}
