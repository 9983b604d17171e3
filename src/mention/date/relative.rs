//! Dates that are said from where the writer stands: "yesterday", "last Friday",
//! "this week", "the quarter", "later that year".
//!
//! In: a token. Out: the expression that begins there and the token behind it.

use super::super::numeral::{self, Shape};
use super::super::scene::Scene;
use super::counted::{before_quarters, offset};
use super::expr::{Anchor, DateExpr};
use super::form::{DateForm, Lead, Read};
use super::tense;
use super::written::month;
use super::years::ends_clause;
use crate::lexicon::word::{Class, Period};
use crate::measure::when::Grain;
use crate::text::token::words;
use rust_decimal::prelude::ToPrimitive;

/// Every relative form.
pub const FORMS: &[DateForm] = &[
    DateForm { name: "day by a word", leads: Lead::words(Class::DAY_OFFSET.union(Class::SHIFT)), example: "yesterday", read: day_word },
    DateForm { name: "weekday", leads: Lead::words(Class::WEEKDAY.union(Class::WEEKDAY_SHORT).union(Class::SHIFT)), example: "last Friday", read: weekday },
    DateForm {
        name: "weekday of a week",
        leads: Lead::words(Class::WEEKDAY.union(Class::WEEKDAY_SHORT).union(Class::SHIFT)),
        example: "Friday of last week",
        read: weekday_of_week,
    },
    DateForm { name: "last and next", leads: Lead::words(Class::SHIFT.union(Class::NUMERAL)).or_digits(1, 9), example: "last three years", read: shifted },
    DateForm { name: "the same", leads: Lead::words(Class::SAME.union(Class::DEMONSTRATIVE)).or_rest(), example: "that year", read: same },
    DateForm { name: "the one told of", leads: Lead::words(Class::PERIOD), example: "for the quarter", read: definite },
    DateForm { name: "year before", leads: Lead::words(Class::PERIOD), example: "year-earlier quarter", read: year_before },
    DateForm { name: "earlier in", leads: Lead::words(Class::DIRECTION.union(Class::PART)), example: "earlier in July", read: directed },
    DateForm { name: "to date", leads: Lead::words(Class::PERIOD), example: "year-to-date", read: to_date },
    DateForm { name: "edge", leads: Lead::words(Class::EDGE.union(Class::PERIOD)), example: "latest quarter", read: edge },
];

/// "yesterday", "tonight", "this morning", "last night".
fn day_word(scene: &Scene, at: usize) -> Read {
    if let Some(days) = scene.value(at, Class::DAY_OFFSET) {
        return Some((DateExpr::DayOffset(days), at + 1));
    }
    let shift = scene.value(at, Class::SHIFT).filter(|_| scene.is(at + 1, Class::DAY_PART))?;
    match shift {
        0 if scene.says(at, "this") => Some((DateExpr::DayOffset(0), at + 2)),
        -1 if scene.says(at, "last") => Some((DateExpr::DayOffset(-1), at + 2)),
        _ if scene.says_any(at, words!["next", "following", "previous"]) => {
            Some((DateExpr::Shifted { period: Period::Day, shift, count: 1, anchor: Anchor::Last }, at + 2))
        }
        _ => None,
    }
}

/// The weekday at `at`: a full name however written, a short one with a capital where dates stand.
pub fn weekday_name(scene: &Scene, at: usize) -> Option<(u32, usize)> {
    if let Some(weekday) = scene.value(at, Class::WEEKDAY) {
        return u32::try_from(weekday).ok().map(|w| (w, at + 1));
    }
    let weekday = u32::try_from(scene.value(at, Class::WEEKDAY_SHORT)?).ok()?;
    let point = scene.mark(at + 1, '.') && scene.glued(at + 1);
    let led = at > scene.start
        && (scene.is(at - 1, Class::SHIFT) || scene.word(at - 1).period() == Some(Period::Week) || scene.says_any(at - 1, words!["on", "or", "until"]));
    let alone = tense::is_fragment(scene, &(at..at + 1));
    (alone || scene.is_capital(at) && led).then_some((weekday, at + 1 + usize::from(point)))
}

/// From what "previous", "following" and "the next day" count, and all other words.
fn anchor_of(scene: &Scene, at: usize) -> Anchor {
    // "began on September 19 and ended the next day"
    let day = at > scene.start && scene.says(at, "next") && scene.says(at - 1, "the") && scene.word(at + 1).period() == Some(Period::Day);
    if day || scene.says_any(at, words!["previous", "following", "preceding", "prior"]) { Anchor::Last } else { Anchor::Article }
}

/// "Friday", "last Friday".
fn weekday(scene: &Scene, at: usize) -> Read {
    let shift = scene.value(at, Class::SHIFT).filter(|_| weekday_name(scene, at + 1).is_some());
    let (weekday, end) = weekday_name(scene, at + usize::from(shift.is_some()))?;
    let anchor = if shift.is_some() { anchor_of(scene, at) } else { Anchor::Article };
    Some((DateExpr::Weekday { weekday, shift, anchor }, end))
}

/// "Friday last week", "Wednesday of next week", "next week Monday".
fn weekday_of_week(scene: &Scene, at: usize) -> Read {
    let is_week = |e: &DateExpr| matches!(e, DateExpr::Shifted { period: Period::Week, count: 1, .. });
    if scene.is(at, Class::SHIFT) {
        let (week, next) = shifted(scene, at).filter(|(e, _)| is_week(e))?;
        let (weekday, end) = weekday_name(scene, next)?;
        return Some((DateExpr::WeekdayIn(weekday, Box::new(week)), end));
    }
    let (weekday, next) = weekday_name(scene, at)?;
    let of = usize::from(scene.says_any(next, words!["of", "in"]));
    let the = usize::from(scene.says(next + of, "the"));
    let (week, end) = shifted(scene, next + of + the).filter(|(e, _)| is_week(e))?;
    Some((DateExpr::WeekdayIn(weekday, Box::new(week)), end))
}

/// "last year", "this week", "the past three years", "3 next weeks", "last March", "next summer".
pub fn shifted(scene: &Scene, at: usize) -> Read {
    if let Some((count, next)) = small_count(scene, at).filter(|&(_, next)| scene.says_any(next, words!["next", "upcoming", "coming"])) {
        let period = scene.word(next + 1).period()?;
        return (count > 1).then_some((DateExpr::Shifted { period, shift: 1, count, anchor: Anchor::Article }, next + 2));
    }
    let shift = scene.value(at, Class::SHIFT)?;
    let anchor = anchor_of(scene, at);
    let (count, mut next) = small_count(scene, at + 1).unwrap_or((1, at + 1));
    // "it will last three weekends"
    let verb = scene.says(at, "last")
        && count > 1
        && at > scene.start
        && (scene.is(at - 1, Class::FUTURE) || scene.says_any(at - 1, words!["to", "could", "can", "not"]));
    if verb {
        return None;
    }
    next += usize::from(scene.says_any(next, words!["calendar", "fiscal", "full", "consecutive", "straight", "school", "academic", "financial", "working"]));
    if let Some(period) = scene.word(next).period() {
        // "this 43 years" is not a date
        let odd = count < 1 || count > 1 && shift == 0 || is_of_its_end(scene, at, next + 1);
        return (!odd).then_some((DateExpr::Shifted { period, shift, count, anchor }, next + 1));
    }
    turned(scene, at, shift)
}

/// "the last year of the war": the last one that it had, whenever that was.
fn is_of_its_end(scene: &Scene, at: usize, end: usize) -> bool {
    let whose = scene.says_any(end + 1, words!["the", "this", "that", "a", "an"]) || scene.is(end + 1, Class::POSSESSIVE);
    at > scene.start && scene.says(at, "last") && scene.says(at - 1, "the") && scene.says(end, "of") && whose
}

/// "last March", "last Oct. 23", "next summer", "last Thanksgiving".
fn turned(scene: &Scene, at: usize, shift: i64) -> Read {
    let turn = |expr: DateExpr, end: usize| Some((DateExpr::Turn(shift, Box::new(expr)), end));
    if scene.is(at + 1, Class::MONTH) && scene.is_capital(at + 1) {
        let (month, end) = month(scene, at + 1)?;
        if let Some(day) = scene.number(end).filter(|d| (1..=31).contains(d) && scene.str(end).len() <= 2) {
            return turn(DateExpr::Day { year: None, month, day, weekday: None }, end + 1);
        }
        return scene.digits(end).is_none().then(|| turn(DateExpr::Month { year: None, month }, end))?;
    }
    if let Some(season) = scene.value(at + 1, Class::SEASON) {
        return turn(DateExpr::Months { year: None, month: season as u32, count: 3, grain: Grain::Quarter }, at + 2);
    }
    let (feast, end) = scene.is(at + 1, Class::HOLIDAY).then(|| scene.lexicon.holidays.at(scene.tokens, at + 1))??;
    turn(DateExpr::Holiday { feast, year: None }, end)
}

fn small_count(scene: &Scene, at: usize) -> Option<(u32, usize)> {
    if scene.digits(at).is_none() && !scene.is(at, Class::NUMERAL) {
        return None;
    }
    // "three quarters" is a share, but not behind "the last"
    let numeral = numeral::read(&before_quarters(scene, at), at, false).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words | Shape::Vague))?;
    let count = numeral.figure.value.to_u32().filter(|&n| n < 10_000)?;
    Some((count, numeral.end))
}

/// "that year", "the same day".
fn same(scene: &Scene, at: usize) -> Read {
    let name = if scene.says_any(at, words!["that", "the"]) { at + 1 } else { at };
    let name = name + usize::from(scene.is(name, Class::SAME));
    let period = scene.word(name).period()?;
    let said = scene.says(at, "that") || scene.is(at, Class::SAME) || scene.is(at + 1, Class::SAME);
    (said && !scene.lexicon.words.is_plural(scene.str(name))).then(|| in_another_year(scene, period, name + 1))
}

/// "the same month", and its year where that is another: "last year", "a year earlier".
fn in_another_year(scene: &Scene, period: Period, end: usize) -> (DateExpr, usize) {
    let same = DateExpr::Same(period);
    let from = end + usize::from(scene.says_any(end, words!["of", "in"]));
    let counted = offset(scene, end).filter(|(e, _)| matches!(e, DateExpr::Offset { steps, .. } if matches!(steps.as_slice(), [(Period::Year, _)])));
    let told = shifted(scene, from).filter(|(e, _)| matches!(e, DateExpr::Shifted { period: Period::Year, count: 1, .. }));
    match counted.or(told).filter(|_| matches!(period, Period::Day | Period::Week | Period::Month | Period::Quarter)) {
        Some((year, behind)) => (DateExpr::Within(Box::new(same), Box::new(year)), behind),
        None => (same, end),
    }
}

/// Words before "the quarter" that make a date of it.
const DEFINITE_LEADS: &[u64] = words!["for", "in", "during", "over", "through", "throughout", "within", "by", "since", "until", "of", "before"];

/// "for the quarter", "over the weekend", "by the end of the month".
pub fn definite(scene: &Scene, at: usize) -> Read {
    let period = scene.word(at).period().filter(|_| !scene.lexicon.words.is_plural(scene.str(at)))?;
    let adjective = at > scene.start && scene.says_any(at - 1, words!["full", "fiscal", "whole", "entire", "current"]);
    let the = at.checked_sub(1 + usize::from(adjective)).filter(|&i| i >= scene.start && scene.says(i, "the"))?;
    let led = the > scene.start && scene.says_any(the - 1, DEFINITE_LEADS);
    let wanted = match period {
        Period::Quarter => led || scene.says_any(at + 1, words!["ended", "ending", "'s"]),
        Period::Weekend => the > scene.start && (led || scene.says_any(the - 1, words!["on", "at", "into"])),
        Period::Week | Period::Month | Period::Year => led || scene.says(at + 1, "'s"),
        _ => false,
    };
    let goes_on =
        ends_clause(scene, at + 1) || scene.is(at + 1, Class::FUNCTION) && !scene.says_any(at + 1, words!["of", "when", "that", "to", "in", "before", "after"]);
    let figures = period == Period::Quarter || scene.says(at + 1, "'s");
    let told = || ended_by(scene, at + 1).map_or(DateExpr::Definite(period), |last| DateExpr::Ended(period, Box::new(last)));
    (wanted && (goes_on || figures)).then(|| (told(), at + 1))
}

/// The date in "ended June 30", "to 31 March": the last of the period before `at`.
pub fn ended_by(scene: &Scene, at: usize) -> Option<DateExpr> {
    let from = at + 1 + usize::from(scene.says_any(at + 1, words!["on", "the"]));
    let (last, _) = scene.says_any(at, words!["ended", "ending", "to"]).then(|| super::single(scene, from))??;
    matches!(last, DateExpr::Day { .. } | DateExpr::Month { .. }).then_some(last)
}

/// "the year-earlier quarter", "the year-ago period".
fn year_before(scene: &Scene, at: usize) -> Read {
    let hyphen = usize::from(scene.inner_hyphen(at + 1));
    let named = scene.says(at, "year") && hyphen == 1 && scene.says_any(at + 2, words!["ago", "earlier"]);
    if !named {
        return None;
    }
    match scene.word(at + 3).period() {
        Some(period @ (Period::Quarter | Period::Month | Period::Week)) => Some((DateExpr::YearBefore(Some(period)), at + 4)),
        _ => Some((DateExpr::YearBefore(None), at + 3 + usize::from(scene.says(at + 3, "period")))),
    }
}

/// "earlier this year", "later that month", "earlier in July", "later in the week".
fn directed(scene: &Scene, at: usize) -> Read {
    if !scene.says_any(at, words!["earlier", "later", "late", "early"]) {
        return None;
    }
    let from = at + 1 + usize::from(scene.says_any(at + 1, words!["in", "on"]));
    let the = usize::from(scene.says(from, "the"));
    if from == at + 1 {
        return [shifted, same].iter().filter_map(|form| form(scene, from + the)).max_by_key(|r| r.1);
    }
    if the == 1
        && let Some(period) = scene.word(from + 1).period()
    {
        return Some((DateExpr::Definite(period), from + 2));
    }
    super::single(scene, from + the).filter(|(e, _)| !e.is_day())
}

/// "year to date", "the month-to-date": from its first day to the writer's.
fn to_date(scene: &Scene, at: usize) -> Read {
    let period = scene.word(at).period()?;
    let hyphen = usize::from(scene.inner_hyphen(at + 1));
    let date = at + 2 + 2 * hyphen;
    let said = scene.says(at + 1 + hyphen, "to") && scene.says(date, "date") && (hyphen == 0 || scene.inner_hyphen(at + 3));
    let start = DateExpr::Shifted { period, shift: 0, count: 1, anchor: Anchor::Article };
    said.then(|| (DateExpr::Between(Box::new(start), Box::new(DateExpr::DayOffset(0))), date + 1))
}

/// The last day of a year.
const YEAR_END: DateExpr = DateExpr::Day { year: None, month: 12, day: 31, weekday: None };

/// The next one, if it is the last day of a year.
pub fn ahead_of_year_end(expr: DateExpr) -> DateExpr {
    if expr == YEAR_END { DateExpr::Turn(1, Box::new(expr)) } else { expr }
}

/// "EOM", "the BOY", "the latest quarter", "year-end".
fn edge(scene: &Scene, at: usize) -> Read {
    if scene.says(at, "year") && scene.says(at + 1 + usize::from(scene.inner_hyphen(at + 1)), "end") {
        let end = at + 2 + usize::from(scene.inner_hyphen(at + 1));
        return Some((YEAR_END, end));
    }
    let edge = scene.value(at, Class::EDGE).filter(|&edge| edge < 100)?;
    if edge == 0 {
        let next = at + 1 + usize::from(scene.says(at + 1, "fiscal"));
        if scene.says(next, "period") {
            return Some((DateExpr::Definite(Period::Quarter), next + 1));
        }
        let period = scene.word(next).period().filter(|_| !scene.lexicon.words.is_plural(scene.str(next)))?;
        return Some((DateExpr::Latest(period), next + 1));
    }
    let upper = scene.token(at).is_some_and(|t| t.form.contains(crate::text::token::Form::UPPER));
    let period = if edge > 10 { Period::Year } else { Period::Month };
    upper.then(|| (DateExpr::Part(edge % 10, Box::new(DateExpr::Definite(period))), at + 1))
}
