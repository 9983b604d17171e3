//! Dates against rows: FL110.
//!
//! In: the period that a claim names and a row's date. Out: whether they agree. A
//! coarser true date agrees ("in 1991" with 21 September 1991), a finer one that misses
//! does not; there is no "close" for a day or a year, only for the edges of vague periods.

use super::value::Agreement;
use crate::lexicon::word::Period;
use crate::measure::when::{Grain, When};
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::rule::Rule;
use chrono::Datelike;

/// Dates farther apart than this are of two events: a country is founded more than once.
const ANOTHER_EVENT: i64 = 25 * 365;

/// What lies so many days before or after a year that bounds it is what the words tell of: ten years.
const BOUND: i64 = 10 * 366;

/// Days of a year: a day without a year that lies nearer than this is of the story's own year.
const YEAR: i64 = 366;
/// Years of a decade.
const DECADE: i32 = 10;
/// A century that is off by so many is missed: who counts in centuries does not mean another event of the next.
const CENTURIES: u32 = 2;
/// A year that is off by so many has the wrong century.
const CENTURY: u32 = 100;
/// What is counted off in weeks may lie so many days off.
const HALF_WEEK: i64 = 3;
/// A day so near another one of the same year is meant for it.
const FORTNIGHT: i64 = 14;

/// A date against the reference.
pub const DATE: Rule = Rule {
    code: "FL110",
    name: "date",
    summary: "a date does not agree with the reference",
    checks: "The date that the sentence names, resolved against the article's own, must hold the row's date, or lie in it where the row is the coarser one. \"Late 1980s\" admits 1986 to 1989, and is contradicted only outside the decade's second half. When somebody took, held or left an office is held against the term of its row.",
    why: "Transposed years and slipped weekdays survive copy-editing because they look right.",
    example: "\"independence in 1981\" where the reference has 21 September 1991.",
    silent: "The date belongs to another verb (\"said on Thursday\"), the article has no date to count from, or no event can be told; of a term of office: it lies neither in the person's only term in that office nor in another holder's, shares no end with it and is not its day but for a slip; the day of a later year is one on which the row's is kept (\"celebrated its independence\"); the words may mean another event of that kind (\"an earthquake\", \"a second referendum\", another place).",
};

/// The period that a mention names: of "since 2014", 2014.
pub fn named(mention: &Mention) -> Option<When> {
    mention.named.or(mention.when)
}

/// How a row's date stands to the period that a mention names.
pub fn compare(mention: &Mention, claimed: &When, row: &When) -> Agreement {
    if is_years_long(mention, claimed) {
        if row.grain == Grain::Span && row.length_days().is_some_and(|days| days > YEAR) {
            return if ends(claimed) == ends(row) { Agreement::Agrees } else { Agreement::Off };
        }
        // "from 1962 to 1981" dates a beginning and an end, and nothing that fell between
        return if ends(claimed).iter().flatten().any(|year| year.meets(row)) { Agreement::Agrees } else { Agreement::Open };
    }
    if claimed.contains(row) || row.contains(claimed) {
        return Agreement::Agrees;
    }
    if let Some(agreement) = bounded(mention, claimed, row).or_else(|| counted_off(mention, claimed, row)).or_else(|| in_winter(mention, claimed, row)) {
        return agreement;
    }
    if mention.said.as_ref().is_some_and(DateExpr::counts_weeks) && claimed.days_apart(row) <= HALF_WEEK {
        return Agreement::Agrees;
    }
    // "in March" of a story about another year: only the month is said
    if let Some(DateExpr::Month { year: None, month }) = mention.said {
        let same = row.from.zip(row.to).is_some_and(|(from, to)| (from.year(), from.month(), month) == (to.year(), to.month(), from.month()));
        if same && claimed.days_apart(row) <= 2 * YEAR {
            return Agreement::Agrees;
        }
    }
    // "on August 15" of a story about another year: only the day is said
    if let Some(there) = in_year_of(mention, row).filter(|_| claimed.days_apart(row) > YEAR) {
        return match there.days_apart(row) {
            _ if there.contains(row) => Agreement::Agrees,
            0..=FORTNIGHT => Agreement::Off,
            _ => Agreement::Open,
        };
    }
    if claimed.days_apart(row) > YEAR && is_of_the_story(mention) {
        return Agreement::Open;
    }
    if claimed.meets(row) || is_vague(mention) && widened(claimed).meets(row) {
        return Agreement::Close;
    }
    if is_of_another_event(claimed, row) { Agreement::Open } else { Agreement::Off }
}

/// "Before 1966", "after 1962": what lies there agrees if it is not far off, and else the words say little of it.
fn bounded(mention: &Mention, claimed: &When, row: &When) -> Option<Agreement> {
    let open = mention.when.filter(|when| mention.named.is_some() && (when.from.is_none() || when.to.is_none()))?;
    let before = open.to.zip(claimed.from).is_some_and(|(to, from)| open.from.is_none() && to < from);
    let after = open.from.zip(claimed.to).is_some_and(|(from, to)| open.to.is_none() && to < from);
    let within = (before || after) && open.meets(row);
    within.then(|| if claimed.days_apart(row) <= BOUND { Agreement::Agrees } else { Agreement::Open })
}

/// "About 60 years ago", "60 years ago": round numbers of years are seldom meant to the year.
fn counted_off(mention: &Mention, claimed: &When, row: &When) -> Option<Agreement> {
    let Some(DateExpr::Offset { steps, about, .. }) = &mention.said else { return None };
    let years = match steps[..] {
        [(Period::Year, years)] => years.abs(),
        [(Period::Decade, decades)] => decades.abs() * i64::from(DECADE),
        [(Period::Century, centuries)] => centuries.abs() * i64::from(CENTURY),
        _ => return None,
    };
    let off = (claimed.days_apart(row) + YEAR / 2) / YEAR;
    let round = years % i64::from(DECADE) == 0;
    match () {
        () if *about && off <= (years / 10).max(1) => Some(Agreement::Agrees),
        () if *about && off <= (years / 4).max(2) || round && off <= (years / 20).max(1) => Some(Agreement::Close),
        // "over half a century ago"
        () if *about && off <= years => Some(Agreement::Open),
        () => None,
    }
}

/// A winter lies in two years, and some mean the one in which it began, some the one in which it ended.
fn in_winter(mention: &Mention, claimed: &When, row: &When) -> Option<Agreement> {
    let months = claimed.from.zip(claimed.to).map(|(from, to)| (from.month(), to.month()));
    let winter = matches!(mention.said, Some(DateExpr::Months { .. })) && months == Some((12, 2));
    let before = When { from: claimed.from.and_then(|d| d.with_year(d.year() - 1)), to: claimed.to.and_then(|d| d.with_year(d.year() - 1)), ..*claimed };
    (winter && before.meets(row)).then_some(Agreement::Agrees)
}

/// True if two days lie so near that the one is written for the other.
pub(super) fn is_within_a_fortnight(claimed: &When, row: &When) -> bool {
    claimed.days_apart(row) <= FORTNIGHT
}

/// The day that a mention without a year names, in the year of the row's day.
fn in_year_of(mention: &Mention, row: &When) -> Option<When> {
    let Some(DateExpr::Day { year: None, month, day, weekday: None }) = mention.said else { return None };
    let year = row.from.zip(row.to).filter(|(from, to)| from == to)?.0.year();
    When::ymd(year, month, day)
}

/// True for a date that tells its year only by the story's own time: what happened in another year is not what it dates.
fn is_of_the_story(mention: &Mention) -> bool {
    mention.said.as_ref().is_some_and(DateExpr::is_of_the_story)
}

/// True if two dates lie so far apart that they are hardly of one event, and no slip of the
/// pen explains it: one digit for another, digits in another order, the wrong century.
/// A row that tells no year cannot be missed by a digit of it.
fn is_of_another_event(claimed: &When, row: &When) -> bool {
    let year = |when: &When| when.from.or(when.to).map_or(0, |d| d.year());
    let (a, b) = (year(claimed), year(row));
    let digits = |year: i32| {
        let mut digits: Vec<char> = year.to_string().chars().collect();
        digits.sort_unstable();
        digits
    };
    let written = |year: i32| year.to_string();
    let changed = written(a).chars().zip(written(b).chars()).filter(|(x, y)| x != y).count();
    let century = || a.abs_diff(b) == CENTURY;
    let slip = || changed <= 1 && written(a).len() == written(b).len() || digits(a) == digits(b) || century();
    let of_year = |when: &When| when.length_days().is_some_and(|days| days <= YEAR);
    let slipped = match years_told(claimed) {
        Some(DECADE) => of_decade(a).abs_diff(of_decade(b)).is_multiple_of(CENTURY),
        Some(years) => a.div_euclid(years).abs_diff(b.div_euclid(years)) <= CENTURIES,
        None if years_told(row) == Some(DECADE) => of_decade(a).abs_diff(of_decade(b)).is_multiple_of(CENTURY),
        None => of_year(claimed) && of_year(row) && slip(),
    };
    claimed.days_apart(row) > ANOTHER_EVENT && !slipped
}

/// How many years a period has that decades or centuries are told by, or parts of them: "the 530s", "the late ninth century".
fn years_told(when: &When) -> Option<i32> {
    let days = when.length_days().filter(|&days| days > YEAR)?;
    Some(if days < i64::from(DECADE + 1) * YEAR { DECADE } else { CENTURY as i32 })
}

/// The first year of a year's decade.
fn of_decade(year: i32) -> i32 {
    year - year.rem_euclid(DECADE)
}

/// True for a range of years, as against a decade or century.
pub(super) fn is_years_long(mention: &Mention, claimed: &When) -> bool {
    claimed.grain == Grain::Span && !is_vague(mention) && claimed.length_days().is_some_and(|days| days > 550)
}

/// The first and the last year of a period.
fn ends(when: &When) -> [Option<When>; 2] {
    [when.from, when.to].map(|day| day.and_then(|d| When::year(d.year())))
}

/// "early", "late", "circa".
fn is_vague(mention: &Mention) -> bool {
    fn vague(expr: &DateExpr) -> bool {
        match expr {
            DateExpr::Part(..) | DateExpr::Circa(_) => true,
            DateExpr::Since(inner) | DateExpr::Until(inner) => vague(inner),
            _ => false,
        }
    }
    mention.said.as_ref().is_some_and(vague)
}

/// The edges of a vague period: up to the half of what it is part of.
fn widened(when: &When) -> When {
    let days = when.length_days().unwrap_or(0).unsigned_abs();
    When { grain: Grain::Span, ..when.widened(days / 4) }
}
