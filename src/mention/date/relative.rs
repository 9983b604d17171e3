//! Dates that are said from where the writer stands: "yesterday", "last Friday",
//! "two years ago", "later that year".
//!
//! In: a token. Out: the expression that begins there and the token behind it.

use super::super::numeral;
use super::super::scene::Scene;
use super::expr::{Anchor, DateExpr};
use super::written::{Read, month};
use crate::lexicon::word::{Class, Period};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Every relative form; the longest reading wins.
pub const FORMS: &[fn(&Scene, usize) -> Read] = &[day_word, weekday, shifted, offset, same, directed];

/// "yesterday", "tonight".
fn day_word(scene: &Scene, at: usize) -> Read {
    scene.value(at, Class::DAY_OFFSET).map(|days| (DateExpr::DayOffset(days), at + 1))
}

/// "Friday", "last Friday", "Friday last week", "on Friday morning".
fn weekday(scene: &Scene, at: usize) -> Read {
    let shift = scene.value(at, Class::SHIFT).filter(|_| scene.is(at + 1, Class::WEEKDAY));
    let name = at + usize::from(shift.is_some());
    let weekday = u32::try_from(scene.value(name, Class::WEEKDAY)?).ok()?;
    if !scene.is_capital(name) {
        return None;
    }
    if shift.is_none() && scene.is(name + 1, Class::SHIFT) && scene.word(name + 2).period() == Some(Period::Week) {
        let shift = scene.value(name + 1, Class::SHIFT);
        return Some((DateExpr::Weekday { weekday, shift }, name + 3));
    }
    Some((DateExpr::Weekday { weekday, shift }, name + 1))
}

/// "last year", "this week", "the past three years", "last March", "next summer".
fn shifted(scene: &Scene, at: usize) -> Read {
    let shift = scene.value(at, Class::SHIFT)?;
    let anchor = if scene.says_any(at, &["previous", "following", "preceding", "prior"]) { Anchor::Last } else { Anchor::Article };
    let (count, mut next) = small_count(scene, at + 1).unwrap_or((1, at + 1));
    next += usize::from(scene.says_any(next, &["calendar", "fiscal", "full", "consecutive", "straight"]));
    if let Some(period) = scene.word(next).period() {
        return (count >= 1).then_some((DateExpr::Shifted { period, shift, count, anchor }, next + 1));
    }
    if let Some((month, end)) = month(scene, at + 1).filter(|_| scene.is_capital(at + 1) && scene.digits(at + 2).is_none()) {
        return Some((DateExpr::Part(10 + shift, Box::new(DateExpr::Month { year: None, month })), end));
    }
    let season = scene.value(at + 1, Class::SEASON)?;
    let months = DateExpr::Months { year: None, month: season as u32, count: 3, grain: crate::measure::when::Grain::Quarter };
    Some((DateExpr::Part(10 + shift, Box::new(months)), at + 2))
}

fn small_count(scene: &Scene, at: usize) -> Option<(u32, usize)> {
    let numeral = numeral::read(scene, at, false)?;
    let count = numeral.figure.value.to_u32().filter(|&n| n < 10_000)?;
    Some((count, numeral.end))
}

/// "two years ago", "a year earlier", "three days later", "two days after".
fn offset(scene: &Scene, at: usize) -> Read {
    let hedge = usize::from(scene.says_any(at, &["about", "some", "nearly", "almost", "around"]));
    let (count, unit) = count_of(scene, at + hedge)?;
    let period = scene.word(unit).period()?;
    let direction = scene.value(unit + 1, Class::DIRECTION)?;
    let ago = scene.says(unit + 1, "ago");
    let hence = scene.says(unit + 1, "hence");
    // "two years after the war" counts from something else than a date
    let open = scene.says_any(unit + 1, &["after", "before"]) && !ends_clause(scene, unit + 2);
    let than = scene.says(unit + 2, "than");
    if open || than {
        return None;
    }
    let anchor = if ago || hence { Anchor::Article } else { Anchor::Last };
    Some((DateExpr::Offset { period, count: count * direction, anchor }, unit + 2))
}

fn ends_clause(scene: &Scene, at: usize) -> bool {
    scene.token(at).is_none() || scene.mark(at, ',') || scene.mark(at, '.') || scene.mark(at, ';')
}

/// A whole count of calendar units, with the token of the unit: "two", "a", "half a".
fn count_of(scene: &Scene, at: usize) -> Option<(i64, usize)> {
    if scene.is(at, Class::ARTICLE) && scene.word(at + 1).period().is_some() {
        return Some((1, at + 1));
    }
    let numeral = numeral::read(scene, at, false).filter(|n| n.figure.value.fract() == Decimal::ZERO)?;
    let unit = numeral.end + usize::from(scene.says_any(numeral.end, &["full", "calendar"]));
    Some((numeral.figure.value.to_i64().filter(|n| (0..100_000).contains(n))?, unit))
}

/// "that year", "the same day".
fn same(scene: &Scene, at: usize) -> Read {
    let name = if scene.says_any(at, &["that", "the"]) { at + 1 } else { at };
    let name = name + usize::from(scene.is(name, Class::SAME));
    let period = scene.word(name).period()?;
    let said = scene.says(at, "that") || scene.is(at, Class::SAME) || scene.is(at + 1, Class::SAME);
    (said && !scene.lexicon.words.is_plural(scene.str(name))).then_some((DateExpr::Same(period), name + 1))
}

/// "earlier this year", "later that month", "earlier in July", "later in 2019".
fn directed(scene: &Scene, at: usize) -> Read {
    if !scene.says_any(at, &["earlier", "later", "late", "early"]) {
        return None;
    }
    let from = at + 1 + usize::from(scene.says_any(at + 1, &["in", "on"]));
    let from = from + usize::from(scene.says(from, "the"));
    let forms = FORMS[..4].iter().chain(super::written::FORMS).chain([same as fn(&Scene, usize) -> Read].iter());
    let (expr, end) = if from == at + 1 {
        [shifted, same].iter().filter_map(|form| form(scene, from)).max_by_key(|r| r.1)?
    } else {
        forms.filter_map(|form| form(scene, from)).filter(|(e, _)| !e.is_day()).max_by_key(|r| r.1)?
    };
    Some((expr, end))
}
