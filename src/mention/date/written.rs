//! Dates that name their month: "18 October 1991", "Friday, October 18", "the first of
//! March", "in March".
//!
//! In: a token. Out: the expression that begins there and the token behind it.
//! Nothing is resolved here: "31 June" is read as it stands.

use super::super::numeral::{self, Shape};
use super::super::scene::Scene;
use super::counted::year_counted_off;
use super::expr::DateExpr;
use super::form::{DateForm, Lead, Read};
use super::lists::shared_year;
use super::numeric::{pair, run, triple};
use super::relative::shifted;
use super::years::{ends_clause, is_counted, stands_alone, year_behind};
use crate::lexicon::word::{Class, Period};
use crate::text::token::Token;
use crate::text::token::words;
use rust_decimal::prelude::ToPrimitive;

/// The written forms in this file and in `numeric`.
pub const FORMS: &[DateForm] = &[
    DateForm { name: "month first", leads: Lead::words(Class::MONTH), example: "October 18, 1991", read: month_first },
    DateForm { name: "day first", leads: Lead::words(Class::CARDINAL.union(Class::ORDINAL)).or_digits(1, 2), example: "18 October 1991", read: day_first },
    DateForm { name: "three in digits", leads: Lead::words(Class::MONTH).or_digits(1, 4), example: "1991-10-18", read: triple },
    DateForm { name: "two in digits", leads: Lead::words(Class::MONTH).or_digits(1, 4), example: "2014-10", read: pair },
    DateForm { name: "eight digits", leads: Lead::words(Class::empty()).or_digits(8, 8).or_stranger(), example: "20170302", read: run },
    DateForm { name: "weekday first", leads: Lead::words(Class::WEEKDAY.union(Class::WEEKDAY_SHORT)), example: "Friday, 7 August 2025", read: weekday_first },
    DateForm { name: "day alone", leads: Lead::words(Class::CARDINAL.union(Class::ORDINAL)).or_digits(1, 2), example: "on the 18th", read: day_alone },
    DateForm {
        name: "day of a month",
        leads: Lead::words(Class::CARDINAL.union(Class::ORDINAL)).or_digits(1, 2),
        example: "20th of next month",
        read: day_of_month,
    },
];

/// The month named at `at`, with the token behind it (and behind its full stop).
pub fn month(scene: &Scene, at: usize) -> Option<(u32, usize)> {
    let month = u32::try_from(scene.value(at, Class::MONTH)?).ok()?;
    let word = scene.str(at);
    let short = word.len() <= 4 && !matches!(month, 5..=7) || word.len() == 3 && month != 5;
    let point = short && scene.mark(at + 1, '.') && scene.glued(at + 1);
    Some((month, at + 1 + usize::from(point)))
}

/// A day of the month, with or without "th". Up to 39, so that "32 December" is read, and found to be wrong.
pub fn day(scene: &Scene, at: usize) -> Option<(u32, usize)> {
    let day = scene.number(at).filter(|d| (1..40).contains(d) && scene.str(at).len() <= 2)?;
    let clock = scene.mark(at + 1, ':') && scene.glued(at + 1) && scene.glued(at + 2) && scene.digits(at + 2).is_some();
    if clock || scene.mark(at + 1, '.') && scene.glued(at + 1) && scene.glued(at + 2) && scene.digits(at + 2).is_some() {
        return None;
    }
    let ending = scene.glued(at + 1) && scene.says_any(at + 1, words!["st", "nd", "rd", "th"]);
    Some((day, at + 1 + usize::from(ending)))
}

/// "the year to March 32.": a day too many where nothing is counted.
fn is_slip(scene: &Scene, day: u32, end: usize) -> bool {
    (32..=34).contains(&day) && (ends_clause(scene, end) || scene.is(end, Class::FUNCTION | Class::CHANGE))
}

/// "18th", "eighteenth", "the thirty-first": a day that is an ordinal.
pub fn nth_day(scene: &Scene, at: usize) -> Option<(u32, usize)> {
    if let Some(read) = day(scene, at) {
        return Some(read).filter(|&(d, end)| end > at + 1 && d <= 31);
    }
    word_day(scene, at, Shape::Ordinal)
}

fn word_day(scene: &Scene, at: usize, shape: Shape) -> Option<(u32, usize)> {
    let class = if shape == Shape::Ordinal { Class::ORDINAL.union(Class::CARDINAL) } else { Class::CARDINAL };
    if !scene.is(at, class) {
        return None;
    }
    let numeral = numeral::read(scene, at, false).filter(|n| n.shape == shape)?;
    let day = numeral.figure.value.to_u32().filter(|d| (1..=31).contains(d))?;
    Some((day, numeral.end))
}

/// A day behind a month: digits, an ordinal, or a cardinal in words that counts nothing ("May twenty nine").
fn day_behind(scene: &Scene, month: usize, at: usize) -> Option<(u32, usize)> {
    let at = at + usize::from(scene.says(at, "the") && nth_day(scene, at + 1).is_some());
    day(scene, at)
        .or_else(|| word_day(scene, at, Shape::Ordinal))
        .or_else(|| word_day(scene, at, Shape::Words).filter(|&(d, end)| year_behind(scene, end).is_some() || d > 12 && ends_clause(scene, end)))
        .or_else(|| word_day(scene, at, Shape::Words).filter(|&(_, end)| is_dated(scene, month) && stands_alone(scene, end)))
}

/// True behind a word that leads to a day: "on March two", "the year ended May three".
fn is_dated(scene: &Scene, month: usize) -> bool {
    month > scene.start
        && scene.is_capital(month)
        && scene.says_any(month - 1, words!["on", "ended", "ending", "until", "dated", "since", "before", "after", "from", "to"])
}

/// "October 18, 1991", "October 18", "October 1991", "October".
fn month_first(scene: &Scene, at: usize) -> Read {
    let (month, next) = month(scene, at)?;
    if let Some((day, end)) = day_behind(scene, at, next).filter(|&(d, end)| d <= 31 || year_behind(scene, end).is_some() || is_slip(scene, d, end)) {
        let behind = year_behind(scene, end);
        let cardinal = scene.digits(end - 1).is_some();
        let counted = cardinal && is_counted(scene, end - 1) && behind.is_none() && !scene.is_capital(at);
        if !counted {
            let (year, end) = behind.map_or((None, end), |(y, e)| (Some(y), e));
            return Some(of_that_year_too(scene, DateExpr::Day { year, month, day, weekday: None }, end));
        }
    }
    let verb = !scene.is_capital(at) && scene.says_any(at, words!["may", "march"]);
    if let Some((year, end)) = year_behind(scene, next).filter(|_| !verb) {
        return Some((DateExpr::Month { year: Some(year), month }, end));
    }
    is_month_here(scene, at, next).then(|| of_that_year_too(scene, DateExpr::Month { year: shared_year(scene, month, next), month }, next))
}

/// "October last year", "March 3 of this year": the year told from the writer's.
fn of_that_year_too(scene: &Scene, expr: DateExpr, end: usize) -> (DateExpr, usize) {
    let from = end + usize::from(scene.says_any(end, words!["of", "in"]));
    match shifted(scene, from) {
        Some((year @ DateExpr::Shifted { period: Period::Year, count: 1, .. }, behind)) if expr.year().is_none() => {
            (DateExpr::Within(Box::new(expr), Box::new(year)), behind)
        }
        _ => in_counted_year(scene, expr, end),
    }
}

/// "October two years ago", "Thanksgiving in a year": the year is counted off from the writer's.
pub fn in_counted_year(scene: &Scene, expr: DateExpr, end: usize) -> (DateExpr, usize) {
    match year_counted_off(scene, end).filter(|_| expr.year().is_none()) {
        Some((year, behind)) => (DateExpr::Within(Box::new(expr), Box::new(year)), behind),
        None => (expr, end),
    }
}

/// Words that a month can stand behind.
const LEADS: &[u64] = words!["in", "of", "during", "from", "to", "for", "through", "before", "after", "between", "and", "or", "each", "every", "mid"];

/// A bare month name that is not the verb "may" or "march", nor a name.
fn is_month_here(scene: &Scene, at: usize, next: usize) -> bool {
    let full = scene.str(at).len() > 3 || scene.value(at, Class::MONTH) == Some(5);
    let before = at.checked_sub(1).filter(|&i| i >= scene.start);
    let led = before.is_some_and(|i| {
        scene.is(i, Class::SHIFT | Class::PART | Class::OPEN_START | Class::OPEN_END) || scene.says_any(i, LEADS) || scene.token(i).is_some_and(Token::is_dash)
    });
    if year_counted_off(scene, next).is_some() {
        return scene.is_capital(at);
    }
    let to_another = scene.is_capital(next + 1) && scene.is(next + 1, Class::MONTH) && scene.says_any(next, words!["to", "through", "and", "or", "until"]);
    let verb_like = scene.says_any(at, words!["may", "march", "mar"]) && !to_another;
    let after_capital = scene.is_capital(next) && scene.is_word(next) && !scene.is(next, Class::FUNCTION | Class::MONTH);
    if !scene.is_capital(at) {
        let august = scene.says(at, "august") && before.is_some_and(|i| scene.says_any(i, words!["and", "or", "to", "for", "of"]));
        return led && full && !verb_like && !august;
    }
    // "the March accession": an article before, a noun behind
    let modifies = before.is_some_and(|i| scene.says(i, "the")) && scene.is_word(next) && !scene.is_capital(next) && !scene.is(next, Class::FUNCTION);
    let opens = before.is_none()
        && (!verb_like || scene.lexicon.words.is_plural(scene.str(next)))
        && scene.is_word(next)
        && !scene.is_capital(next)
        && !scene.is(next, Class::REPORTING);
    let short =
        !full && (next > at + 1 || before.is_some_and(|i| scene.says_any(i, words!["in", "since", "until", "from", "of", "last", "next", "to", "through"])));
    (full || short) && (led || modifies || opens || !verb_like && before.is_some() && !after_capital && full)
}

/// The same for the last of several days ("9 to 12 of June").
pub fn day_and_month(scene: &Scene, at: usize) -> Read {
    day_first(scene, at)
}

/// "18 October 1991", "the 18th of October", "the first day of March", "twenty-five January 1986".
fn day_first(scene: &Scene, at: usize) -> Read {
    let in_digits = day(scene, at);
    if scene.lexicon.units.currency_at(scene.text, scene.tokens, at.checked_sub(1).filter(|&i| i >= scene.start).unwrap_or(at)).is_some() {
        return None;
    }
    let (day, next) = in_digits.or_else(|| nth_day(scene, at)).or_else(|| word_day(scene, at, Shape::Words).filter(|&(_, end)| scene.is_capital(end)))?;
    let of_day = usize::from(scene.says(next, "day") && scene.says(next + 1, "of"));
    let of = of_day + usize::from(scene.says(next + of_day, "of"));
    let hyphen = usize::from(scene.inner_hyphen(next));
    let name = next + of + hyphen;
    let (month, end) = month(scene, name)?;
    let lower = !scene.is_capital(name) && scene.says_any(name, words!["may", "march"]) && of == 0;
    let end = end + usize::from(scene.inner_hyphen(end) && scene.digits(end + 1).is_some());
    let (year, end) = year_behind(scene, end).map_or((None, end), |(y, e)| (Some(y), e));
    (!lower && (day <= 31 || year.is_some() || is_slip(scene, day, end))).then_some((DateExpr::Day { year, month, day, weekday: None }, end))
}

/// "the 18th": a day of a month that is left out.
fn day_alone(scene: &Scene, at: usize) -> Read {
    let (day, end) = nth_day(scene, at)?;
    let on_the = at >= scene.start + 2 && scene.says(at - 1, "the") && scene.says_any(at - 2, words!["on", "until", "till", "by", "of", "before", "after"]);
    let closed = ends_clause(scene, end) || scene.is(end, Class::FUNCTION) && !scene.says_any(end, words!["of", "in", "century", "to"]);
    (on_the && closed && (scene.says(at - 2, "on") || scene.digits(at).is_some())).then_some((DateExpr::MonthDay { day, weekday: None, month: None }, end))
}

/// "the 20th of next month", "the 21st this month", "20th day of the month".
fn day_of_month(scene: &Scene, at: usize) -> Read {
    let (day, next) = nth_day(scene, at).or_else(|| day(scene, at).filter(|&(_, end)| scene.says(end, "of")))?;
    let next = next + usize::from(scene.says(next, "day"));
    let of = usize::from(scene.says(next, "of"));
    let the = usize::from(scene.says(next + of, "the"));
    if the == 1 && of == 1 && scene.word(next + 2).period() == Some(Period::Month) {
        let month = DateExpr::Definite(Period::Month);
        return Some((DateExpr::MonthDay { day, weekday: None, month: Some(Box::new(month)) }, next + 3));
    }
    let (month, end) = shifted(scene, next + of + the).filter(|(e, _)| matches!(e, DateExpr::Shifted { period: Period::Month, count: 1, .. }))?;
    Some((DateExpr::MonthDay { day, weekday: None, month: Some(Box::new(month)) }, end))
}

/// "Friday, 7 August 2025", "Fri 7 Aug", "Friday, August 7", "Tuesday the 19th".
fn weekday_first(scene: &Scene, at: usize) -> Read {
    let weekday = scene.value(at, Class::WEEKDAY).or_else(|| scene.value(at, Class::WEEKDAY_SHORT).filter(|_| scene.is_capital(at)))?;
    let weekday = u32::try_from(weekday).ok();
    let point = usize::from(scene.mark(at + 1, '.') && scene.glued(at + 1) && scene.str(at).len() <= 5);
    let comma = usize::from(scene.mark(at + 1 + point, ','));
    let mut from = at + 1 + point + comma;
    from += usize::from(scene.says(from, "the"));
    let bracket = usize::from(scene.mark(from, '('));
    let dated = [month_first, day_first, triple, pair].iter().filter_map(|form| form(scene, from + bracket)).max_by_key(|r| r.1);
    match dated {
        Some((DateExpr::Day { year, month, day, .. }, end)) => {
            Some((DateExpr::Day { year, month, day, weekday }, end + usize::from(bracket == 1 && scene.mark(end, ')'))))
        }
        Some(_) => None,
        None => {
            let cardinal = day(scene, from).filter(|&(d, end)| comma == 0 && d > 12 && ends_clause(scene, end));
            let (day, end) = nth_day(scene, from).or(cardinal)?;
            let named = scene.is_capital(at + 1) || scene.is_word(end) && !scene.is(end, Class::FUNCTION);
            // Friday the 13th is a film, and a day of ill luck
            (bracket == 0 && comma == 0 && !named).then_some((DateExpr::MonthDay { day, weekday, month: None }, end))
        }
    }
}
