//! Dates in lists, whose members leave out what another says: "April 24 and 25",
//! "5, 6 and 7 June", "in June and July 2019".
//!
//! In: a token. Out: the expression that begins there and the token behind it.

use super::super::scene::Scene;
use super::expr::DateExpr;
use super::form::{DateForm, Lead, Read};
use super::written::{day, day_and_month, month, nth_day};
use super::years::{ends_clause, is_counted, year_behind};
use crate::lexicon::word::Class;
use crate::text::token::words;

/// Members of lists.
pub const FORMS: &[DateForm] = &[
    DateForm { name: "day in a list", leads: Lead::words(Class::empty()).or_digits(1, 2).or_stranger(), example: "April 24 and 25", read: listed },
    DateForm { name: "day before others", leads: Lead::words(Class::ORDINAL).or_digits(1, 2), example: "on 5, 6 and 7 June", read: listed_before },
];

/// "25" in "April 24 and 25".
fn listed(scene: &Scene, at: usize) -> Read {
    let (day, end) = day(scene, at).filter(|&(d, _)| d <= 31)?;
    let list = at >= scene.start + 3 && (scene.says(at - 1, "and") || scene.mark(at - 1, ','));
    let before = at.checked_sub(2)?;
    let first = scene.number(before).filter(|&d| list && d < day)?;
    let (month, next) =
        [3, 4].iter().filter_map(|n| at.checked_sub(*n)).filter(|&i| i >= scene.start).find_map(|i| month(scene, i).filter(|&(_, next)| next == before))?;
    let closed = ends_clause(scene, end) || scene.is(end, Class::FUNCTION);
    let (year, end) = year_behind(scene, end).map_or((None, end), |(y, e)| (Some(y), e));
    (first <= 31 && next == before && (closed || year.is_some()) && !is_counted(scene, at)).then_some((DateExpr::Day { year, month, day, weekday: None }, end))
}

/// True for what joins the members of a list.
fn joins(scene: &Scene, at: usize) -> bool {
    scene.mark(at, ',') || scene.says_any(at, words!["and", "or"])
}

/// "5" in "on 5, 6 and 7 June": the month stands behind the last.
fn listed_before(scene: &Scene, at: usize) -> Read {
    let led = at > scene.start && (scene.says_any(at - 1, words!["on", "of", "the", "and", "for"]) || scene.mark(at - 1, ','));
    let (first, end) = nth_day(scene, at).or_else(|| day(scene, at)).filter(|&(d, end)| led && d <= 31 && joins(scene, end))?;
    let (year, month) = month_of_list(scene, first, end + 1)?;
    Some((DateExpr::Day { year, month, day: first, weekday: None }, end))
}

/// The month, and the year, of a list of days that rise; `at` is behind a comma or "and".
fn month_of_list(scene: &Scene, last: u32, at: usize) -> Option<(Option<i32>, u32)> {
    let at = at + usize::from(scene.says(at, "and")) + usize::from(scene.says(at, "the"));
    if let Some((DateExpr::Day { year, month, day, .. }, _)) = day_and_month(scene, at) {
        return (day > last).then_some((year, month));
    }
    let (next, end) = nth_day(scene, at).or_else(|| day(scene, at)).filter(|&(d, end)| d > last && d <= 31 && joins(scene, end))?;
    month_of_list(scene, next, end + 1)
}

/// The year of the last month of a list ("June and July 2019"), for the one before `at`.
pub fn shared_year(scene: &Scene, first: u32, at: usize) -> Option<i32> {
    let next = at + 1 + usize::from(scene.mark(at, ',') && scene.says(at + 1, "and"));
    let (other, end) = month(scene, next).filter(|_| joins(scene, at) && scene.is_capital(next))?;
    let year = year_behind(scene, end).map(|(year, _)| year).or_else(|| shared_year(scene, other, end))?;
    // "December and January 2020": the earlier one lies in the year before
    Some(if other < first { year - 1 } else { year })
}
