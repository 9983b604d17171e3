//! Quantities said in two units, or with a half behind the unit: "7 feet and 10 inches",
//! "2 years, 3 months", "3 dollars and 50 cents", "an hour and a half".
//!
//! In: a number with its unit. Out: one quantity: money in the larger unit, all else in
//! the smaller, so that the value stays exact.

use super::super::numeral::{Numeral, Shape, part_behind, read};
use super::super::scene::Scene;
use super::End;
use super::units::{finer_behind, unit_behind};
use crate::lexicon::unit::UnitFound;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::measure::unit::Dimension;
use crate::text::token::words;
use rust_decimal::Decimal;

/// The quantity that begins with `first` and goes on in smaller units, or with "and a half".
pub(super) fn joined(scene: &Scene, first: &End) -> Option<End> {
    if let Some(read) = and_a_half(scene, first) {
        return Some(read);
    }
    if let Some(read) = bare_inches(scene, first) {
        return Some(read);
    }
    if let Some(read) = bare_cents(scene, first) {
        return Some(read);
    }
    if let Some(read) = bare_minutes(scene, first) {
        return Some(read);
    }
    let mut whole = first.clone();
    while let Some(next) = with_smaller(scene, &whole) {
        whole = next;
    }
    (whole.end > first.end).then_some(whole)
}

/// "two hours and a half".
fn and_a_half(scene: &Scene, first: &End) -> Option<End> {
    let plain = first.unit.is_some() && matches!(first.numeral.shape, Shape::Digits | Shape::Words);
    let (part, end) = part_behind(scene, first.end).filter(|_| plain && first.end > first.numeral.end)?;
    let figure = Figure { value: first.numeral.figure.value.checked_add(part.value)?, ..part };
    Some(End { end, numeral: Numeral { figure, ..first.numeral }, ..first.clone() })
}

/// "an hour and a half": the article counts, because a part is added to it.
pub(super) fn with_article(scene: &Scene, at: usize) -> Option<End> {
    if !scene.is(at, Class::ARTICLE) {
        return None;
    }
    let found = scene.lexicon.units.unit_at(scene.text, scene.tokens, at + 1).filter(|f| !f.cautious)?;
    let goes_on = scene.says(found.end, "and");
    let measure = is_measure(scene, at, &found);
    if !goes_on && !measure {
        return None;
    }
    let numeral = Numeral { start: at, end: at + 1, figure: Figure::whole(1), shape: Shape::Words, scale: None };
    let first = End { start: at, end: found.end, numeral, unit: Some(found.unit) };
    let more = if goes_on { and_a_half(scene, &first).or_else(|| with_smaller(scene, &first)) } else { None };
    more.or_else(|| measure.then_some(first))
}

/// "a litre of milk", "a kilogram each": one of it, unless a price or a rate stands before.
fn is_measure(scene: &Scene, at: usize, found: &UnitFound) -> bool {
    let dimension = |name: &str| Dimension::parse(name).is_some_and(|d| d == found.unit.dimension);
    let stuff = dimension("mass") || dimension("length^3");
    let before = at.checked_sub(1).filter(|&i| i >= scene.start);
    let priced = before.is_some_and(|i| {
        !(scene.is_word(i) || [',', '(', '"'].iter().any(|&m| scene.mark(i, m)))
            || scene.is(i, Class::NUMERAL)
            || scene.lexicon.units.unit_at(scene.text, scene.tokens, i).is_some()
    });
    let ends = !scene.is_word(found.end) && scene.digits(found.end).is_none();
    stuff && !priced && (scene.says(found.end, "of") || ends)
}

/// "1 hour thirty", "one hour and thirty": what ends the clause behind hours are minutes.
fn bare_minutes(scene: &Scene, first: &End) -> Option<End> {
    let hours = first.unit.as_ref().is_some_and(|u| u.name == "hour") && first.end > first.numeral.end && first.numeral.figure.value.fract().is_zero();
    let at = first.end + usize::from(scene.says(first.end, "and"));
    let minutes = read(scene, at, false).filter(|n| hours && n.shape == Shape::Words && n.scale.is_none())?;
    let ends = scene.token(minutes.end).is_none() || !scene.is_word(minutes.end) && scene.digits(minutes.end).is_none();
    let fits = minutes.figure.value >= Decimal::ONE && minutes.figure.value < Decimal::from(60);
    let value = first.numeral.figure.value.checked_mul(Decimal::from(60))?.checked_add(minutes.figure.value)?;
    let unit = scene.lexicon.units.by_name("minute").filter(|_| fits && ends)?;
    Some(End { end: minutes.end, unit: Some(unit), numeral: Numeral { figure: Figure { value, ..minutes.figure }, ..first.numeral }, ..first.clone() })
}

/// "6-foot-4": the inches of a height need no name.
fn bare_inches(scene: &Scene, first: &End) -> Option<End> {
    let feet = first.unit.as_ref().is_some_and(|u| u.name == "foot") && first.end == first.numeral.end + 2 && scene.inner_hyphen(first.end);
    let inches = scene.number(first.end + 1).filter(|n| feet && *n < 12 && !scene.inner_hyphen(first.end + 2))?;
    let value = first.numeral.figure.value.checked_mul(Decimal::from(12))?.checked_add(Decimal::from(inches))?;
    let unit = scene.lexicon.units.by_name("inch")?;
    let numeral = Numeral { figure: Figure { value, step: Decimal::ONE, scaled: false }, ..first.numeral };
    Some(End { end: first.end + 2, unit: Some(unit), numeral, ..first.clone() })
}

/// "15 dollars 50.", "15 dollars and 50": two digits at the end of the sentence are hundredths.
fn bare_cents(scene: &Scene, first: &End) -> Option<End> {
    let money = first.unit.as_ref().is_some_and(|u| Dimension::base("money") == Some(u.dimension));
    let coins = money && first.end > first.numeral.end && first.numeral.scale.is_none() && first.numeral.figure.value.fract().is_zero();
    let at = first.end + usize::from(scene.says(first.end, "and"));
    let cents = read(scene, at, false).filter(|n| coins && matches!(n.shape, Shape::Digits | Shape::Words) && n.scale.is_none())?;
    let fits = cents.figure.value.fract().is_zero() && cents.figure.value < Decimal::ONE_HUNDRED && cents.figure.value >= Decimal::TEN;
    let last = scene.token(cents.end).is_none() || cents.end + 1 == scene.end() && scene.mark(cents.end, '.');
    let value = first.numeral.figure.value.checked_add(cents.figure.value.checked_div(Decimal::ONE_HUNDRED)?)?;
    let figure = Figure { value, step: Decimal::new(1, 2), scaled: false };
    (fits && last).then(|| End { end: cents.end, numeral: Numeral { figure, ..first.numeral }, ..first.clone() })
}

/// The same with the next part, which must be less than one of the unit before it, or little more.
fn with_smaller(scene: &Scene, whole: &End) -> Option<End> {
    let unit = whole.unit.as_ref().filter(|_| matches!(whole.numeral.shape, Shape::Digits | Shape::Words))?;
    let comma = usize::from(scene.mark(whole.end, ',') && !scene.glued(whole.end + 1));
    let next = whole.end + comma + usize::from(scene.says(whole.end + comma, "and"));
    let numeral = read(scene, next, false).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words))?;
    let (smaller, end) = finer_behind(scene, &numeral, unit)?;
    let hundredth = smaller.name == "cent" && Dimension::base("money") == Some(unit.dimension);
    let in_larger = if hundredth { numeral.figure.value.checked_div(Decimal::ONE_HUNDRED) } else { smaller.convert(numeral.figure.value, unit) }?;
    // "2 yards and 7 feet" is said where one is only a few of the other, "1 km and 1,500 m" is not
    let most = if (comma == 0 || scene.says(next - 1, "and")) && unit.factor < smaller.factor * Decimal::from(8) { Decimal::from(3) } else { Decimal::ONE };
    let fits = smaller.factor < unit.factor && numeral.figure.value > Decimal::ZERO && in_larger < most;
    let figure = if unit.dimension == Dimension::base("money").unwrap_or_default() {
        let value = whole.numeral.figure.value.checked_add(in_larger)?;
        return fits.then(|| End {
            end,
            numeral: Numeral { figure: Figure { value, step: numeral.figure.step * smaller.factor, scaled: false }, ..whole.numeral },
            ..whole.clone()
        });
    } else {
        let larger = unit.convert(whole.numeral.figure.value, &smaller)?;
        Figure { value: larger.checked_add(numeral.figure.value)?, ..numeral.figure }
    };
    fits.then(|| End { end, unit: Some(smaller), numeral: Numeral { figure, ..whole.numeral }, ..whole.clone() })
}

/// "45 and 50 mg": the unit behind the second number is the first one's too.
pub(super) fn shared_unit(scene: &Scene, first: &End) -> Option<End> {
    let bare = first.unit.is_none() && first.numeral.shape == Shape::Digits && first.end == first.numeral.end;
    let next = first.end + 1;
    let listed = bare && scene.says_any(first.end, words!["and", "or"]) && scene.digits(next).is_some();
    let second = listed.then(|| read(scene, next, false))?.filter(|n| n.shape == Shape::Digits)?;
    let (unit, _) = unit_behind(scene, &second)?;
    // a year or a day of the month before "and 5 km" is none of its business
    let small = first.numeral.figure.value < Decimal::from(1000) && unit.dimension != Dimension::base("time").unwrap_or_default();
    small.then(|| End { unit: Some(unit), ..first.clone() })
}
