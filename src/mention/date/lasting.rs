//! Stretches of time that lead up to the article's date or away from it: "the past
//! three months", "in recent days", "all week". They are durations first, and have a
//! place in the calendar besides.
//!
//! In: a token. Out: a draft.

use super::super::draft::{Draft, Kind};
use super::super::numeral::{self, Shape};
use super::super::scene::Scene;
use super::relative;
use crate::lexicon::word::{Class, Period};
use crate::measure::figure::Figure;
use rust_decimal::Decimal;

/// "the past three months", "in recent days", "all week".
pub fn find(scene: &Scene, at: usize) -> Option<Draft> {
    if scene.is(at, Class::SHIFT) { stretch(scene, at).or_else(|| recent(scene, at)) } else { whole(scene, at) }
}

/// A count of units behind "the past", "the next".
fn stretch(scene: &Scene, at: usize) -> Option<Draft> {
    let the = at > scene.start && (scene.says_any(at - 1, &["the", "these", "their", "its", "his", "her"]));
    let led = at > scene.start && scene.says_any(at - 1, &["over", "during", "within", "for"]) && !scene.says(at, "next");
    if !(the || led) || scene.value(at, Class::SHIFT) == Some(0) {
        return None;
    }
    let numeral = numeral::read(scene, at + 1, false).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words | Shape::Vague))?;
    let name = numeral.end + usize::from(scene.says_any(numeral.end, &["full", "calendar", "consecutive", "straight"]));
    let found = scene.lexicon.units.unit_at(scene.text, scene.tokens, name)?;
    let (unit, end) = (found.unit, found.end);
    let time = scene.lexicon.units.by_name("day")?.dimension == unit.dimension && unit.tag.is_empty();
    if !time || found.cautious || numeral.figure.value <= Decimal::ONE {
        return None;
    }
    let date = relative::shifted(scene, at).filter(|(_, e)| *e == end).map(|(expr, _)| expr);
    Some(Draft { value: Some(numeral.figure), unit: Some(unit), shape: numeral.shape, date, ..Draft::new(at..end, Kind::Duration, "date") })
}

/// "recent days", "the coming weeks": how many is not said.
fn recent(scene: &Scene, at: usize) -> Option<Draft> {
    let period = scene.word(at + 1).period()?;
    let plural = scene.lexicon.words.is_plural(scene.str(at + 1)) && period != Period::Weekend;
    let said = scene.says_any(at, &["recent", "coming", "past", "following", "previous", "preceding"]);
    (said && plural).then(|| Draft { shape: Shape::Vague, ..Draft::new(at..at + 2, Kind::Duration, "date") })
}

/// "all day", "all year".
fn whole(scene: &Scene, at: usize) -> Option<Draft> {
    let period = scene.word(at).period()?;
    let all = at > scene.start && scene.says(at - 1, "all") && !scene.lexicon.words.is_plural(scene.str(at));
    let unit = scene.lexicon.units.by_name(scene.str(at)).filter(|_| all && matches!(period, Period::Day | Period::Week | Period::Month | Period::Year))?;
    Some(Draft { value: Some(Figure::written(Decimal::ONE)), unit: Some(unit), ..Draft::new(at..at + 1, Kind::Duration, "date") })
}

