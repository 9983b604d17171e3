//! Clock times and recurring dates, read so that they are not taken for anything else.
//!
//! In: a token. Out: a draft of kind time or set without a value; a race time is a
//! duration. They refuse to place anything in the calendar.

use super::draft::{Draft, Kind};
use super::scene::Scene;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use rust_decimal::Decimal;

/// "5 p.m.", "17:30", "5:30 am", "noon".
pub fn find_clock(scene: &Scene, at: usize) -> Option<Draft> {
    let draft = |end: usize| Some(Draft::new(at..end, Kind::Time, "time"));
    if scene.is(at, Class::CLOCK) {
        let hour =
            at > scene.start && scene.says_any(at, &["o'clock", "o’clock"]) && scene.value(at - 1, Class::CARDINAL).is_some_and(|h| (1..=12).contains(&h));
        return if hour { Some(Draft::new(at - 1..at + 1, Kind::Time, "time")) } else { draft(at + 1) };
    }
    if scene.is(at, Class::FRACTION) {
        return past_hour(scene, at).and_then(draft);
    }
    let zone_at = |end: usize| scene.says_any(end, &["gmt", "utc", "cet", "est", "edt", "pst", "bst", "ist"]);
    // "0401 GMT"
    if scene.str(at).len() == 4 && zone_at(at + 1) && scene.number(at).is_some_and(|n| n < 2400 && n % 100 < 60) {
        return draft(at + 2);
    }
    let hour = scene.number(at).filter(|h| *h < 25 && scene.str(at).len() <= 2)?;
    let colon = (scene.mark(at + 1, ':') || scene.mark(at + 1, '.')) && scene.glued(at + 1) && scene.glued(at + 2);
    let minutes = colon && scene.str(at + 2).len() == 2 && scene.number(at + 2).is_some_and(|m| m < 60);
    let end = if minutes { at + 3 } else { at + 1 };
    if minutes
        && scene.mark(at + 1, ':')
        && let Some(lap) = lap(scene, at, end)
    {
        return Some(lap);
    }
    let half_day = ["am", "pm", "a.m.", "p.m.", "a.m", "p.m"];
    if hour <= 12 && scene.says_any(end, &half_day) {
        return draft(end + 1);
    }
    if scene.says(end, "o'clock") || scene.says(end, "o’clock") {
        return draft(end + 1);
    }
    let part_of_day = scene.says(end, "in") && scene.says(end + 1, "the") && scene.is(end + 2, Class::DAY_PART);
    if part_of_day && hour <= 12 {
        return draft(end + 3);
    }
    let zone = zone_at(end);
    let clock = minutes && scene.mark(at + 1, ':') && !(scene.mark(end, ':') && scene.glued(end));
    (clock || zone && minutes).then(|| Draft::new(at..end + usize::from(zone), Kind::Time, "time"))
}

/// "half past three", "quarter to six": the token behind.
fn past_hour(scene: &Scene, at: usize) -> Option<usize> {
    let joined = scene.says_any(at, &["half", "quarter"]) && scene.says_any(at + 1, &["past", "to", "after"]);
    let hour = scene.number(at + 2).map(i64::from).or_else(|| scene.value(at + 2, Class::CARDINAL)).filter(|h| (1..=12).contains(h));
    // "a quarter to three people" and "half to 3 million" count
    let counts = scene.says(at + 1, "to") && scene.is_word(at + 3) && !scene.is(at + 3, Class::FUNCTION);
    (joined && hour.is_some() && !counts).then_some(at + 3)
}

/// "4:07.13": minutes and seconds with their hundredths are how long a race took.
fn lap(scene: &Scene, at: usize, end: usize) -> Option<Draft> {
    let parts = scene.digits(end + 1).filter(|d| d.len() <= 3 && scene.mark(end, '.') && scene.glued(end) && scene.glued(end + 1))?;
    let seconds: Decimal = format!("{}.{parts}", scene.str(at + 2)).parse().ok()?;
    let value = Decimal::from(scene.number(at)?).checked_mul(Decimal::from(60))?.checked_add(seconds)?;
    let unit = scene.lexicon.units.by_name("second");
    let named = usize::from(scene.says(end + 2, "seconds"));
    Some(Draft { value: Some(Figure::written(value)), unit, ..Draft::new(at..end + 2 + named, Kind::Duration, "time") })
}

/// "every Monday", "every two years", "annually".
pub fn find_set(scene: &Scene, at: usize) -> Option<Draft> {
    let draft = |end: usize| Some(Draft::new(at..end, Kind::Set, "set"));
    if scene.is(at, Class::SET_START) {
        let other = usize::from(scene.says(at + 1, "other"));
        let next = at + 1 + other;
        if scene.word(next).period().is_some() || scene.is(next, Class::WEEKDAY | Class::MONTH | Class::SEASON) {
            return draft(next + 1);
        }
        let numeral = super::numeral::read(scene, next, false)?;
        return scene.word(numeral.end).period().and_then(|_| draft(numeral.end + 1));
    }
    if scene.is(at, Class::SET) && !scene.inner_hyphen(at + 1) {
        return draft(at + 1);
    }
    // "twice a week"
    let rate = scene.says_any(at, &["twice", "thrice"]) && (scene.is(at + 1, Class::ARTICLE) || scene.says_any(at + 1, &["per", "each", "every"]));
    if rate && scene.word(at + 2).period().is_some() { draft(at + 3) } else { None }
}
