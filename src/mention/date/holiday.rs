//! Holidays: "Easter 2013", "Labor Day weekend", "last Thanksgiving".
//!
//! In: a token. Out: the expression that begins there and the token behind it. Names
//! of places, people and films that contain one ("Easter Island") are refused.

use super::super::scene::Scene;
use super::expr::{Anchor, DateExpr};
use super::form::{DateForm, Lead, Read};
use super::written::in_counted_year;
use super::years::{four_digits, spoken};
use super::{relative, tense};
use crate::lexicon::word::{Class, Period};
use crate::text::token::words;

/// Holidays.
pub const FORMS: &[DateForm] = &[DateForm { name: "holiday", leads: Lead::words(Class::HOLIDAY), example: "Easter 2013", read: holiday }];

/// The holiday that begins at `at`, with a year or a weekend behind it.
fn holiday(scene: &Scene, at: usize) -> Read {
    let (feast, next) = scene.is(at, Class::HOLIDAY).then(|| scene.lexicon.holidays.at(scene.tokens, at))??;
    let (expr, end) = dated(scene, DateExpr::Holiday { feast, year: None }, next);
    if !tense::is_fragment(scene, &(at..end)) && !is_here(scene, at, next) {
        return None;
    }
    if scene.word(end).period() == Some(Period::Weekend) {
        return Some((DateExpr::Around(Period::Weekend, Box::new(expr)), end + 1));
    }
    Some((expr, end))
}

/// The same with its year: "2014", "in 2019", "of next year".
fn dated(scene: &Scene, expr: DateExpr, next: usize) -> (DateExpr, usize) {
    let of = next + usize::from(scene.says_any(next, words!["in", "of"]) || scene.mark(next, ','));
    if let Some(year) = four_digits(scene, of) {
        return (expr.in_year(year), of + 1);
    }
    if let Some((year, end)) = spoken(scene, of) {
        return (expr.in_year(year), end);
    }
    match relative::shifted(scene, of) {
        Some((DateExpr::Shifted { period: Period::Year, shift, count: 1, .. }, end)) if of > next => {
            let year = DateExpr::Shifted { period: Period::Year, shift, count: 1, anchor: Anchor::Article };
            (DateExpr::Within(Box::new(expr), Box::new(year)), end)
        }
        _ => in_counted_year(scene, expr, next),
    }
}

/// True unless the words are lower case in prose, or part of a longer name.
fn is_here(scene: &Scene, at: usize, end: usize) -> bool {
    let spoken = scene.is_capital(at) || end > at + 1 && at > scene.start && (scene.is(at - 1, Class::FUNCTION | Class::SHIFT) || scene.says(end, "weekend"));
    let lone = end == at + 1 && scene.says_any(at, words!["easter", "christmas", "halloween", "thanksgiving", "passover"]);
    let name_goes_on =
        scene.is_capital(end) && scene.is_word(end) && !scene.is(end, Class::FUNCTION | Class::WEEKDAY | Class::MONTH) && !scene.says(end, "weekend");
    let name_before =
        at > scene.start + 1 && scene.is_capital(at - 1) && scene.is_word(at - 1) && !scene.is(at - 1, Class::FUNCTION | Class::WEEKDAY | Class::SHIFT);
    (spoken || lone) && !name_goes_on && !(name_before && end == at + 1)
}
