//! Stretches of time that lead up to the article's date or away from it: "the past
//! three months", "in recent days", "all week". They are durations first, and have a
//! place in the calendar besides.
//!
//! In: a token. Out: a draft.

use super::super::draft::{Draft, Kind};
use super::super::numeral::{self, Shape};
use super::super::scene::Scene;
use super::counted::before_quarters;
use super::expr::DateExpr;
use super::relative;
use super::tense::is_fragment;
use super::years::{ends_clause, stands_alone};
use crate::lexicon::word::{Class, Period};
use crate::measure::figure::Figure;
use crate::text::token::words;
use rust_decimal::Decimal;

/// "the past three months", "in recent days", "all week".
pub fn find(scene: &Scene, at: usize) -> Option<Draft> {
    if scene.is(at, Class::ARTICLE) {
        return one(scene, at);
    }
    if scene.is(at, Class::SHIFT) {
        return stretch(scene, at).or_else(|| recent(scene, at));
    }
    whole(scene, at).or_else(|| year_ended(scene, at)).or_else(|| some(scene, at))
}

/// A count of units behind "the past", "the next".
fn stretch(scene: &Scene, at: usize) -> Option<Draft> {
    let the = at > scene.start && (scene.says_any(at - 1, words!["the", "these", "their", "its", "his", "her"]));
    let led = at > scene.start && scene.says_any(at - 1, words!["over", "during", "within", "for"]) && !scene.says(at, "next");
    if !(the || led) || scene.value(at, Class::SHIFT) == Some(0) {
        return None;
    }
    let numeral = numeral::read(&before_quarters(scene, at + 1), at + 1, false).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words | Shape::Vague))?;
    let name = numeral.end + usize::from(scene.says_any(numeral.end, words!["full", "calendar", "consecutive", "straight"]));
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
    let said = scene.says_any(at, words!["recent", "coming", "past"]);
    (said && plural).then(|| Draft { shape: Shape::Vague, ..Draft::new(at..at + 2, Kind::Duration, "date") })
}

/// Words behind which "a month" is how long something takes.
const LEADS: &[u64] =
    words!["for", "in", "within", "than", "nearly", "almost", "barely", "about", "around", "over", "after", "under", "took", "takes", "take", "spent"];

/// "for a month", "nearly a decade".
fn one(scene: &Scene, at: usize) -> Option<Draft> {
    let period = scene.word(at + 1).period()?;
    let led = at > scene.start && scene.says_any(at - 1, LEADS) || at == scene.start && scene.end() == at + 2;
    // "a month after the vote" counts from no date: it is how long that was
    let from_there = scene.says_any(at + 2, words!["after", "before"]) && !stands_alone(scene, at + 3) && period != Period::Day;
    let led = led || from_there;
    let dated = scene.is(at + 2, Class::DIRECTION) && !from_there || scene.inner_hyphen(at + 2) || scene.says_any(at + 2, words!["old", "hence"]);
    (led && !dated).then(|| unit_draft(scene, at, at + 2, period))?
}

/// "the year ended 30 June": a year by the books.
fn year_ended(scene: &Scene, at: usize) -> Option<Draft> {
    let ended = scene.says(at, "year") && scene.says_any(at + 1, words!["ended", "ending"]);
    let the = at > scene.start && scene.says_any(at - 1, words!["the", "fiscal"]);
    let draft = (ended && the).then(|| unit_draft(scene, at, at + 1, Period::Year))??;
    let date = relative::ended_by(scene, at + 1).map(|last| DateExpr::Ended(Period::Year, Box::new(last)));
    Some(Draft { date, ..draft })
}

/// "for years", "within weeks": how many is not said.
fn some(scene: &Scene, at: usize) -> Option<Draft> {
    let plural = scene.lexicon.words.is_plural(scene.str(at)) && scene.word(at).period() != Some(Period::Weekend);
    let led = at > scene.start && scene.says_any(at - 1, words!["for", "in", "within"]) && !is_fragment(scene, &(at..at + 1));
    (led && plural && (ends_clause(scene, at + 1) || scene.is(at + 1, Class::FUNCTION)))
        .then(|| Draft { shape: Shape::Vague, ..Draft::new(at..at + 1, Kind::Duration, "date") })
}

/// One such unit.
fn unit_draft(scene: &Scene, start: usize, end: usize, period: Period) -> Option<Draft> {
    if period == Period::Weekend {
        return None;
    }
    let unit = scene.lexicon.units.by_name(scene.str(end - 1))?;
    Some(Draft { value: Some(Figure::written(Decimal::ONE)), unit: Some(unit), ..Draft::new(start..end, Kind::Duration, "date") })
}

/// "all day", "all year".
fn whole(scene: &Scene, at: usize) -> Option<Draft> {
    let period = scene.word(at).period()?;
    let hyphen = usize::from(scene.inner_hyphen(at.saturating_sub(1)));
    let all = at > scene.start + hyphen && scene.says(at - 1 - hyphen, "all") && !scene.lexicon.words.is_plural(scene.str(at));
    (all && matches!(period, Period::Day | Period::Week | Period::Month | Period::Year)).then(|| unit_draft(scene, at, at + 1, period))?
}
