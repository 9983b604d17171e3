//! Quarters, halves, seasons and numbered weeks: "the third quarter of 2019", "Q3 2019",
//! "first-half", "summer 2019", "week 31".
//!
//! In: a token. Out: the expression that begins there and the token behind it.

use super::super::scene::Scene;
use super::expr::{DateExpr, Unit};
use super::form::{DateForm, Lead, Read};
use super::relative;
use super::years::{four_digits, year_behind};
use crate::lexicon::word::{Class, Period};
use crate::measure::when::Grain;
use crate::text::token::Token;
use crate::text::token::words;

/// Parts of a year.
pub const FORMS: &[DateForm] = &[
    DateForm {
        name: "months of a year",
        leads: Lead::words(Class::SEASON.union(Class::ORDINAL).union(Class::EDGE)).or_digits(1, 4),
        example: "third quarter of 2019",
        read: months,
    },
    DateForm { name: "months of that year", leads: Lead::words(Class::SHIFT), example: "this year's third quarter", read: of_that_year },
    DateForm { name: "numbered week", leads: Lead::words(Class::PERIOD), example: "week 31", read: week },
];

/// First month, how many, grain, and the token behind.
type Part = Option<(u32, u32, Grain, usize)>;

/// "the third quarter of 2019", "Q3 2019", "2019 H2", "first half of last year", "summer 2019".
fn months(scene: &Scene, at: usize) -> Read {
    if let Some(read) = year_first(scene, at) {
        return Some(read);
    }
    let (month, count, grain, next) = season(scene, at).or_else(|| ordinal_part(scene, at)).or_else(|| letter_part(scene, at))?;
    let of = usize::from(scene.says_any(next, words!["of", "in"]));
    let the_year = scene.says(next + of, "the") && scene.word(next + of + 1).period() == Some(Period::Year);
    if the_year {
        return Some((DateExpr::Months { year: None, month, count, grain }, next + of + 2));
    }
    let the = usize::from(scene.says(next + of, "the"));
    if let Some((year, end)) = relative::shifted(scene, next + of + the).filter(|(e, _)| of == 1 && is_year(e)) {
        return Some((of_year(month, count, year), end));
    }
    let hyphen = usize::from(scene.inner_hyphen(next));
    match year_behind(scene, next + hyphen).or_else(|| four_digits(scene, next + of).map(|y| (y, next + of + 1))) {
        Some((year, end)) => Some((DateExpr::Months { year: Some(year), month, count, grain }, behind_new_year(scene, at, end))),
        None => is_part_here(scene, at).then(|| (undated(scene, (month, count, grain), next), next)),
    }
}

/// Behind "-42" in "the winter of 1941-42".
fn behind_new_year(scene: &Scene, at: usize, end: usize) -> usize {
    let dash = scene.token(end).is_some_and(Token::is_dash) && scene.glued(end) && scene.glued(end + 1);
    let short = scene.digits(end + 1).is_some_and(|d| d.len() == 2) && dash;
    end + if short && scene.is(at, Class::SEASON) { 2 } else { 0 }
}

/// These months of a year that is left out; a quarter by the books may say when it ended.
fn undated(scene: &Scene, (month, count, grain): (u32, u32, Grain), next: usize) -> DateExpr {
    match relative::ended_by(scene, next).filter(|_| grain == Grain::Quarter && !scene.says(next, "to")) {
        Some(last) => DateExpr::Ended(Period::Quarter, Box::new(last)),
        None => DateExpr::Months { year: None, month, count, grain },
    }
}

fn is_year(expr: &DateExpr) -> bool {
    matches!(expr, DateExpr::Shifted { period: Period::Year, count: 1, .. })
}

/// These months of a year that is told from the writer's.
fn of_year(month: u32, count: u32, year: DateExpr) -> DateExpr {
    DateExpr::Nth { nth: i64::from(month), count, unit: Unit::Period(Period::Month), of: Box::new(year) }
}

/// "2017 q1", "2019-Q1", "2019 H2".
fn year_first(scene: &Scene, at: usize) -> Read {
    let year = four_digits(scene, at)?;
    let next = at + 1 + usize::from(scene.inner_hyphen(at + 1));
    let (month, count, grain, end) = letter_part(scene, next)?;
    Some((DateExpr::Months { year: Some(year), month, count, grain }, end))
}

/// "this year's third quarter", "next year's first half".
fn of_that_year(scene: &Scene, at: usize) -> Read {
    if !scene.is(at, Class::SHIFT) {
        return None;
    }
    let (year, next) = relative::shifted(scene, at).filter(|(e, next)| is_year(e) && scene.says(*next, "'s"))?;
    let next = next + 1 + usize::from(scene.says_any(next + 1, words!["fiscal", "full"]));
    if let Some((month, count, _, end)) = ordinal_part(scene, next) {
        return Some((of_year(month, count, year), end));
    }
    scene.says(next, "quarter").then_some((DateExpr::YearBefore(Some(Period::Quarter)), next + 1))
}

fn season(scene: &Scene, at: usize) -> Part {
    let month = scene.value(at, Class::SEASON)?;
    Some((month as u32, 3, Grain::Quarter, at + 1))
}

fn ordinal_part(scene: &Scene, at: usize) -> Part {
    let nth = scene
        .value(at, Class::ORDINAL)
        .or_else(|| scene.number(at).filter(|_| scene.glued(at + 1) && scene.says_any(at + 1, words!["st", "nd", "rd", "th"])).map(i64::from))?;
    let next = at + 1 + usize::from(scene.digits(at).is_some());
    let next = next + usize::from(scene.inner_hyphen(next));
    let next = next + usize::from(scene.says_any(next, words!["fiscal", "calendar"]));
    let nth = u32::try_from(nth).ok()?;
    if scene.says_any(next, words!["quarter", "qtr"]) && (1..=4).contains(&nth) {
        Some((nth * 3 - 2, 3, Grain::Quarter, next + 1))
    } else if scene.says(next, "half") && (1..=2).contains(&nth) {
        Some((nth * 6 - 5, 6, Grain::Half, next + 1))
    } else {
        None
    }
}

fn letter_part(scene: &Scene, at: usize) -> Part {
    let nth = scene.number(at + 1).filter(|_| scene.glued(at + 1) && scene.str(at).len() == 1)?;
    match nth {
        1..=4 if scene.says(at, "q") => Some((nth * 3 - 2, 3, Grain::Quarter, at + 2)),
        1..=2 if scene.says(at, "h") => Some((nth * 6 - 5, 6, Grain::Half, at + 2)),
        _ => None,
    }
}

/// A season, quarter or half without a year is a date only where something says so.
fn is_part_here(scene: &Scene, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|&i| i >= scene.start);
    let led = before.is_some_and(|i| {
        scene.is(i, Class::SHIFT | Class::PART | Class::DEMONSTRATIVE)
            || scene.says_any(i, words!["in", "its", "during", "this", "last", "since", "until", "for"])
    });
    let the = before.is_some_and(|i| {
        let the = if scene.says_any(i, words!["whole", "early", "late"]) && i > scene.start { i - 1 } else { i };
        scene.says(the, "the")
            && the > scene.start
            && scene.says_any(the - 1, words!["in", "for", "during", "since", "of", "by", "until", "throughout", "over", "through"])
    });
    if scene.is(at, Class::SEASON) {
        let verb = scene.says_any(at, words!["spring", "fall"]) && !led && !the;
        return !verb && (led || the) || scene.says(at, "winter") && before.is_none() && scene.mark(at + 1, ',');
    }
    let digits = usize::from(scene.digits(at).is_some());
    led || the || scene.says_any(at + 1 + digits, words!["quarter", "qtr"]) || scene.str(at) == "Q" || scene.inner_hyphen(at + 1)
}

/// "week 31", "week 3 of 2027".
fn week(scene: &Scene, at: usize) -> Read {
    let week = scene.number(at + 1).filter(|n| scene.str(at) == "week" && (1..=53).contains(n) && scene.str(at + 1).len() <= 2)?;
    let (year, end) = year_behind(scene, at + 2).map_or((None, at + 2), |(y, e)| (Some(y), e));
    Some((DateExpr::Week { year, week }, end))
}
