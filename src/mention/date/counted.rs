//! Dates that are counted off from others: "two years ago", "the day before
//! yesterday", "two weeks from January 15", "the last Monday of March", "the week of
//! March 6", "from 18 December for ten days".
//!
//! In: a token. Out: the expression that begins there and the token behind it.

use super::super::numeral::{self, Shape};
use super::super::scene::Scene;
use super::expr::{Anchor, DateExpr, Steps, Unit};
use super::form::{DateForm, Lead, Read};
use super::relative::{definite, weekday_name};
use super::tense;
use super::written::nth_day;
use super::years::{ends_clause, stands_alone};
use crate::lexicon::word::{Class, Period};
use crate::text::token::words;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Every counted form.
pub const FORMS: &[DateForm] = &[
    DateForm { name: "ago", leads: Lead::words(Class::NUMERAL.union(Class::ARTICLE)).or_digits(1, 9).or_rest(), example: "two years ago", read: offset },
    DateForm { name: "neighbour", leads: Lead::words(Class::PERIOD), example: "day before yesterday", read: neighbour },
    DateForm { name: "ahead", leads: Lead::words(Class::NUMERAL.union(Class::ARTICLE)).or_digits(1, 9), example: "in two weeks", read: ahead },
    DateForm {
        name: "from a date",
        leads: Lead::words(Class::NUMERAL.union(Class::ARTICLE)).or_digits(1, 9),
        example: "two weeks from January 15",
        read: from_date,
    },
    DateForm {
        name: "weekdays from a date",
        leads: Lead::words(Class::CARDINAL.union(Class::ORDINAL)).or_digits(1, 9),
        example: "two Sundays from now",
        read: weekdays_from,
    },
    DateForm {
        name: "nth of",
        leads: Lead::words(Class::SHIFT.union(Class::CARDINAL.union(Class::ORDINAL))).or_digits(1, 2).or_rest(),
        example: "last Monday of March",
        read: nth,
    },
    DateForm { name: "week of", leads: Lead::words(Class::PERIOD), example: "week of March 6", read: week_of },
];

/// Whole counts of calendar units, and the token behind: "two years", "a week", "2 weeks and 2 days".
fn steps(scene: &Scene, at: usize) -> Option<(Steps, usize)> {
    if scene.digits(at).is_none() && !scene.is(at, Class::NUMERAL | Class::ARTICLE) {
        return None;
    }
    let (count, period, mut end) = step(scene, at)?;
    // "several" says no number
    let mut steps: Steps = count.map(|n| (period, n)).into_iter().collect();
    while !steps.is_empty() {
        let next = end + usize::from(scene.says(end, "and") || scene.mark(end, ','));
        let Some((Some(count), period, behind)) = step(scene, next).filter(|_| scene.digits(next).is_some() || scene.is(next, Class::CARDINAL)) else { break };
        steps.push((period, count));
        end = behind;
    }
    Some((steps, end))
}

fn step(scene: &Scene, at: usize) -> Option<(Option<i64>, Period, usize)> {
    if scene.says(at, "half") && scene.is(at + 1, Class::ARTICLE) {
        let (count, period) = match scene.word(at + 2).period()? {
            Period::Century => (50, Period::Year),
            Period::Decade => (5, Period::Year),
            Period::Year => (6, Period::Month),
            _ => return None,
        };
        return Some((Some(count), period, at + 3));
    }
    if scene.is(at, Class::ARTICLE) && scene.word(at + 1).period().is_some() {
        // "half a century ago" begins a word before
        let half = at > scene.start && scene.says(at - 1, "half");
        return scene.word(at + 1).period().filter(|_| !half).map(|period| (Some(1), period, at + 2));
    }
    let numeral = numeral::read(&before_quarters(scene, at), at, false).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words | Shape::Vague))?;
    let unit = numeral.end + usize::from(scene.says_any(numeral.end, words!["full", "calendar"])) + usize::from(scene.inner_hyphen(numeral.end));
    let period = scene.word(unit).period()?;
    let whole = numeral.figure.value.fract() == Decimal::ZERO;
    let couple = (at..numeral.end).any(|i| scene.says(i, "couple"));
    let vague = numeral.shape == Shape::Vague && !couple;
    let count = numeral.figure.value.to_i64().filter(|n| (0..100_000).contains(n))?;
    whole.then_some((Some(count).filter(|_| !vague), period, unit + 1))
}

/// The sentence up to "quarters" behind a count: behind one they are periods here, and no shares.
pub fn before_quarters<'a>(scene: &Scene<'a>, at: usize) -> Scene<'a> {
    let quarters = (at + 1..at + 3).find(|&i| scene.says(i, "quarters"));
    quarters.map_or(*scene, |i| scene.until(i))
}

fn times(steps: &Steps, sign: i64) -> Steps {
    steps.iter().map(|&(period, count)| (period, count * sign)).collect()
}

/// "two years ago", "a year earlier", "three days later", "two days after".
pub fn offset(scene: &Scene, at: usize) -> Read {
    let hedge = usize::from(scene.says_any(at, words!["about", "some", "nearly", "almost", "around"]));
    let (steps, unit) = steps(scene, at + hedge)?;
    let direction = scene.value(unit, Class::DIRECTION)?;
    let anchor = if scene.says_any(unit, words!["ago", "hence"]) { Anchor::Article } else { Anchor::Last };
    // "twenty years ago today"
    if scene.says(unit, "ago") && scene.says(unit + 1, "today") && !steps.is_empty() {
        return Some((DateExpr::From { steps: times(&steps, direction), from: Box::new(DateExpr::DayOffset(0)) }, unit + 2));
    }
    // "two years after the war" counts from something else than a date
    let open = scene.says_any(unit, words!["after", "before"]) && !stands_alone(scene, unit + 1);
    let vague = steps.is_empty() && anchor == Anchor::Last;
    if open || vague || scene.says(unit + 1, "than") {
        return None;
    }
    Some((DateExpr::Offset { steps: times(&steps, direction), anchor, about: is_hedged(scene, at) }, unit + 1))
}

/// "about 60 years ago", "more than half a century ago"
fn is_hedged(scene: &Scene, at: usize) -> bool {
    const HEDGES: &[u64] = words![
        "about",
        "some",
        "nearly",
        "almost",
        "around",
        "roughly",
        "approximately",
        "over",
        "under",
        "than",
        "least",
        "perhaps",
        "maybe",
        "circa",
        "barely",
        "hardly"
    ];
    scene.says_any(at, HEDGES) || at > scene.start && scene.says_any(at - 1, HEDGES)
}

/// "the day before yesterday", "the week after next", "the day after".
fn neighbour(scene: &Scene, at: usize) -> Read {
    let period = scene.word(at).period().filter(|_| !scene.lexicon.words.is_plural(scene.str(at)))?;
    let sign = if scene.says(at + 1, "before") {
        -1
    } else if scene.says(at + 1, "after") {
        1
    } else {
        return None;
    };
    if scene.says(at + 2, if sign > 0 { "next" } else { "last" }) && (ends_clause(scene, at + 3) || scene.is(at + 3, Class::FUNCTION)) {
        return Some((DateExpr::Shifted { period, shift: 2 * sign, count: 1, anchor: Anchor::Article }, at + 3));
    }
    if let Some((from, end)) = date(scene, at + 2) {
        return Some((DateExpr::From { steps: vec![(period, sign)], from: Box::new(from) }, end));
    }
    let alone = ends_clause(scene, at + 2) && at > scene.start && scene.says(at - 1, "the");
    alone.then(|| (DateExpr::Offset { steps: vec![(period, sign)], anchor: Anchor::Last, about: false }, at + 2))
}

/// Where a count can start from: any single date, "now", "today".
fn date(scene: &Scene, at: usize) -> Read {
    let at = at + usize::from(scene.says(at, "the"));
    if scene.says(at, "now") {
        return Some((DateExpr::DayOffset(0), at + 1));
    }
    super::single(scene, at)
}

/// "in two weeks", of what lies ahead.
fn ahead(scene: &Scene, at: usize) -> Read {
    if at > scene.start && !scene.says(at - 1, "in") || at == scene.start {
        return None;
    }
    let (steps, end) = steps(scene, at).filter(|(steps, _)| !steps.is_empty())?;
    // "in two weeks' time"
    if scene.says_any(end, words!["'", "’", "'s", "’s"]) && scene.says(end + 1, "time") {
        return Some((DateExpr::Offset { steps, anchor: Anchor::Article, about: false }, end + 2));
    }
    let closed = ends_clause(scene, end) || scene.is(end, Class::FUNCTION);
    let days = steps.iter().all(|(period, _)| !matches!(period, Period::Decade | Period::Century | Period::Millennium));
    // what "will not be over in a day" says how long, not when
    let denied = (scene.start..at).any(|i| scene.is(i, Class::NEGATION));
    // "in a day" is a rate, unless nothing else is said
    let rate = scene.is(at, Class::ARTICLE) && scene.word(at + 1).period() == Some(Period::Day) && !tense::is_fragment(scene, &(at - 1..end));
    (closed && days && !denied && !rate && tense::looks_ahead(scene, &(at - 1..end), false, true))
        .then_some((DateExpr::Offset { steps, anchor: Anchor::Article, about: false }, end))
}

/// "two years ago", "six years hence", "in a year": where a year lies that is counted off.
pub fn year_counted_off(scene: &Scene, at: usize) -> Read {
    let of_years = |(expr, _): &(DateExpr, usize)| matches!(expr, DateExpr::Offset { steps, anchor: Anchor::Article, .. } if matches!(steps.as_slice(), [(Period::Year | Period::Month | Period::Decade, _)]));
    if !scene.says(at, "in") {
        return offset(scene, at).filter(of_years);
    }
    let (steps, end) = steps(scene, at + 1).filter(|&(_, end)| ends_clause(scene, end))?;
    Some((DateExpr::Offset { steps, anchor: Anchor::Article, about: false }, end)).filter(of_years)
}

/// "two weeks from January 15", "5 days before New Year", "for 3 days starting next Monday".
fn from_date(scene: &Scene, at: usize) -> Read {
    let (steps, unit) = steps(scene, at).filter(|(steps, _)| !steps.is_empty())?;
    let runs = at > scene.start && scene.says(at - 1, "for");
    if scene.says_any(unit, words!["starting", "beginning", "commencing"]) || runs && scene.says_any(unit + usize::from(scene.mark(unit, ',')), words!["from"])
    {
        let comma = usize::from(scene.mark(unit, ','));
        let from = unit + comma + 1 + usize::from(scene.says_any(unit + comma + 1, words!["from", "on"]));
        let (from, end) = date(scene, from)?;
        // "for six years from 1993 to 1999", "until he resigned": what follows says when it ended
        if scene.says_any(end, words!["until", "till"]) || scene.says_any(end, words!["to", "through"]) && date(scene, end + 1).is_some() {
            return None;
        }
        return Some((DateExpr::Run { steps, from: Box::new(from) }, end));
    }
    let sign = match () {
        () if scene.says_any(unit, words!["from", "after"]) => 1,
        () if scene.says(unit, "before") => -1,
        () => return None,
    };
    let (from, end) = date(scene, unit + 1)?;
    // "22 years from 1793 to 1815": the years say it themselves, and "twenty-two" does not begin with its "two"
    let ranged = scene.says(unit, "from") && scene.says_any(end, words!["to", "until", "till", "through"]) && date(scene, end + 1).is_some();
    let inside = at > scene.start + 1 && scene.inner_hyphen(at - 1) && scene.is(at - 2, Class::CARDINAL);
    if ranged || inside {
        return None;
    }
    let expr = DateExpr::From { steps: times(&steps, sign), from: Box::new(from) };
    // "two months from today on Tuesday" says the weekday as well
    let weekday = if scene.says(end, "on") { weekday_name(scene, end + 1) } else { None };
    match weekday {
        Some((weekday, behind)) => {
            Some((DateExpr::WeekdaysFrom { weekday, nth: 1, from: Box::new(DateExpr::From { steps: vec![(Period::Day, -1)], from: Box::new(expr) }) }, behind))
        }
        None => Some((expr, end)),
    }
}

/// The plural of a weekday: "Sundays".
fn weekdays(scene: &Scene, at: usize) -> Option<u32> {
    let single = scene.str(at).strip_suffix(['s', 'S'])?;
    let weekday = scene.lexicon.words.look_up(single).value(Class::WEEKDAY)?;
    u32::try_from(weekday).ok()
}

/// "two Sundays from now", "the third Tuesday after Christmas".
fn weekdays_from(scene: &Scene, at: usize) -> Read {
    if scene.digits(at).is_none() && !scene.is(at, Class::CARDINAL | Class::ORDINAL) {
        return None;
    }
    let numeral = numeral::read(scene, at, false).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words | Shape::Ordinal))?;
    let weekday = weekdays(scene, numeral.end).or_else(|| weekday_name(scene, numeral.end).map(|w| w.0))?;
    let nth = numeral.figure.value.to_i64().filter(|n| (1..100).contains(n))?;
    if scene.says(numeral.end + 1, "ago") {
        return Some((DateExpr::WeekdaysFrom { weekday, nth: -nth, from: Box::new(DateExpr::DayOffset(0)) }, numeral.end + 2));
    }
    let sign = match () {
        () if scene.says_any(numeral.end + 1, words!["from", "after"]) => 1,
        () if scene.says(numeral.end + 1, "before") => -1,
        () => return None,
    };
    let (from, end) = date(scene, numeral.end + 2)?;
    Some((DateExpr::WeekdaysFrom { weekday, nth: nth * sign, from: Box::new(from) }, end))
}

/// Which of several: "first" 1, "last" −1, "second last" −2, and the token behind.
fn which(scene: &Scene, at: usize) -> Option<(i64, usize)> {
    if scene.says_any(at, words!["last", "final"]) {
        return Some((-1, at + 1));
    }
    let (nth, end) = nth_day(scene, at)?;
    let last = scene.says_any(end, words!["last", "to"]) && (scene.says(end, "last") || scene.says(end + 1, "last"));
    let behind = end + if last { 1 + usize::from(scene.says(end, "to")) } else { 0 };
    Some((i64::from(nth) * if last { -1 } else { 1 }, behind))
}

/// "the last Monday of March", "the first week of October 2014", "first two quarters of 1990".
fn nth(scene: &Scene, at: usize) -> Read {
    let (nth, next) = which(scene, at)?;
    let (count, name) = match numeral::read(&before_quarters(scene, next), next, false).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words)) {
        Some(numeral) => (numeral.figure.value.to_u32().filter(|n| (1..366).contains(n))?, numeral.end),
        None => (1, next),
    };
    let (unit, behind) = match weekday_name(scene, name) {
        Some((weekday, end)) => (Unit::Weekday(weekday), end),
        None => (Unit::Period(scene.word(name).period()?), name + 1),
    };
    let of = scene.says_any(behind, words!["of", "in"]);
    let the = usize::from(scene.says(behind + 1, "the"));
    if !of || matches!(unit, Unit::Period(Period::Year | Period::Decade | Period::Century | Period::Millennium)) {
        return None;
    }
    let whole = definite(scene, behind + 1 + the).filter(|_| count == 1);
    let (inner, end) =
        whole.or_else(|| super::single(scene, behind + 1 + the)).filter(|(e, _)| is_long(e) && (count == 1 || !matches!(e, DateExpr::Definite(_))))?;
    Some((DateExpr::Nth { nth, count, unit, of: Box::new(inner) }, end))
}

/// What smaller units are counted off in.
fn is_long(expr: &DateExpr) -> bool {
    match expr {
        DateExpr::Month { .. } | DateExpr::Months { .. } | DateExpr::Year(_) | DateExpr::Years { .. } => true,
        DateExpr::Shifted { period, count: 1, .. } | DateExpr::Definite(period) | DateExpr::Same(period) => {
            matches!(period, Period::Month | Period::Quarter | Period::Year)
        }
        DateExpr::Turn(_, inner) => is_long(inner),
        _ => false,
    }
}

/// "the week of March 6", "the week beginning 4 February", "the weekend of Halloween".
fn week_of(scene: &Scene, at: usize) -> Read {
    let period = scene.word(at).period().filter(|p| matches!(p, Period::Week | Period::Weekend))?;
    let of = scene.says_any(at + 1, words!["of", "beginning", "commencing", "starting", "ending", "ended"]);
    let from = at + 2 + usize::from(scene.says_any(at + 2, words!["on", "the"]));
    let (inner, end) = of.then(|| super::single(scene, from).or_else(|| alone(scene, from)))?.filter(|(e, _)| e.is_day())?;
    Some((DateExpr::Around(period, Box::new(inner)), end))
}

/// "the 18th" behind "the week of".
fn alone(scene: &Scene, at: usize) -> Read {
    let (day, end) = nth_day(scene, at).filter(|&(_, end)| ends_clause(scene, end))?;
    Some((DateExpr::MonthDay { day, weekday: None, month: None }, end))
}
