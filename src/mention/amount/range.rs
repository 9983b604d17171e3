//! Ranges: two ends joined by a dash, "to", "or", "and" behind "between", or by two
//! comparisons ("more than 5 and less than 10").
//!
//! In: the first end. Out: the second, if the two make one range.

use super::super::draft::{Bound, Draft};
use super::super::numeral::{Numeral, Shape};
use super::super::scene::Scene;
use super::lookalike::is_code;
use super::{End, one_end};
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::measure::unit::Dimension;
use crate::text::token::words;
use rust_decimal::Decimal;

/// The other end of a range behind `first`.
pub(super) fn other_end(scene: &Scene, first: &End) -> Option<End> {
    if matches!(first.numeral.shape, Shape::Vague) {
        return None;
    }
    let (next, joint) = joint(scene, first)?;
    if is_code(scene, next) && !matches!(joint, Joint::Dash | Joint::Spaced) {
        return None;
    }
    // "between 2 g and about 7 g": the range is as vague as its ends
    let next = next + usize::from(scene.says_any(next, words!["about", "around", "some", "roughly", "almost", "nearly"]) || scene.mark(next, '~'));
    let second = one_end(scene, next).filter(|e| !matches!(e.numeral.shape, Shape::Vague))?;
    // "fell on Sept. 30 to $747 million": the day is nobody's lower end
    let day = first.unit.is_none() && second.unit.is_some() && is_day_of_month(scene, first.start);
    (!day && fits(scene, first, &second, joint)).then_some(second)
}

/// "Sept. 30", "May 5": a number that a month stands right before.
fn is_day_of_month(scene: &Scene, at: usize) -> bool {
    let point = usize::from(at > scene.start + 1 && scene.mark(at - 1, '.'));
    let month = at.checked_sub(1 + point).filter(|&i| i >= scene.start);
    scene.number(at).is_some_and(|day| day <= 31) && month.is_some_and(|i| scene.is(i, Class::MONTH) && scene.is_capital(i))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    /// A plain hyphen with white space: only between digits with one unit.
    Spaced,
    To,
    And,
    Or,
}

/// What joins two ends: a dash, "to", "or", and "and" behind "between".
fn joint(scene: &Scene, first: &End) -> Option<(usize, Joint)> {
    let at = first.end;
    let token = scene.token(at)?;
    if token.is_dash() || token.is_mark('~') {
        return dash(scene, at, token.is_hyphen());
    }
    let before = |n: usize| first.start.checked_sub(n).filter(|&i| i >= scene.start);
    let between = before(1).is_some_and(|i| scene.says(i, "between"));
    match () {
        () if scene.says_any(at, words!["to", "through"]) => Some((at + 1, Joint::To)),
        () if scene.says(at, "or") => Some((at + 1, Joint::Or)),
        // "from 30 km and 40 km": two ends only with a unit behind each
        () if scene.says(at, "and") && (between || first.unit.is_some() && before(1).is_some_and(|i| scene.says(i, "from"))) => Some((at + 1, Joint::And)),
        () => None,
    }
}

/// The kinds of dashes: "44–50", "44 – 50", "five-to-ten", "8- to 16-metre", "44 - 50".
fn dash(scene: &Scene, at: usize, hyphen: bool) -> Option<(usize, Joint)> {
    let glued = (scene.glued(at), scene.glued(at + 1));
    let word = scene.says_any(at + 1, words!["to", "or"]);
    match glued {
        (true, true) if word && scene.inner_hyphen(at + 2) => Some((at + 3, Joint::To)),
        (true, true) => Some((at + 1, Joint::Dash)),
        (true, false) if word => Some((at + 2, Joint::To)),
        (false, false) if !hyphen => Some((at + 1, Joint::Dash)),
        (false, _) if hyphen => Some((at + 1, Joint::Spaced)),
        _ => None,
    }
}

/// True if the two ends make one range.
fn fits(scene: &Scene, first: &End, second: &End, joint: Joint) -> bool {
    let units_agree = match (&first.unit, &second.unit) {
        (Some(a), Some(b)) => a.measures_same(b),
        (Some(a), None) => a.dimension == Dimension::base("money").unwrap_or_default() && first.start < first.numeral.start,
        _ => true,
    };
    // "from 900 in 2005 to 1,200": the year is nobody's lower end
    let year = scene.digits(first.start).is_some_and(|d| d.len() == 4) && first.start > scene.start && scene.says_any(first.start - 1, words!["in", "since"]);
    let date = year && first.unit.is_none() && scene.str(second.start).len() != 4;
    if !units_agree || date || joint == Joint::To && is_change(scene, first, second) {
        return false;
    }
    let (low, high) = (shared_scale(first, second).value, second.numeral.figure.value);
    let chained = scene.token(second.end).is_some_and(|t| t.is_hyphen() || t.is_mark('/')) && scene.glued(second.end) && scene.digits(second.end + 1).is_some();
    if low >= high && !is_below_zero(low, high) || chained {
        return false;
    }
    match joint {
        // "one or two", "44 or 50": neighbours, not alternatives of another kind
        Joint::Or => high <= low.saturating_mul(Decimal::from(3)),
        Joint::Dash => high <= low.abs().max(Decimal::ONE).saturating_mul(Decimal::from(1000)),
        Joint::Spaced => second.unit.is_some() && first.numeral.shape == Shape::Digits && second.numeral.shape == Shape::Digits,
        Joint::And => first.unit.is_some() == second.unit.is_some() || scene.says(first.start.saturating_sub(1), "between"),
        Joint::To => true,
    }
}

/// "-18 to -34": below zero the nearer end is said first.
fn is_below_zero(low: Decimal, high: Decimal) -> bool {
    low < Decimal::ZERO && high < low
}

/// True if "from X to Y" or "X to Y" behind a verb of change tells a change ("rose from 5 to
/// 10", "by $5 to $50"), not a range. "By 1 to 1.5 degrees" is one: only the second end has the unit.
fn is_change(scene: &Scene, first: &End, second: &End) -> bool {
    let changes = |i: usize| scene.value(i, Class::CHANGE).is_some_and(|v| v != 0);
    let Some(from) = first.start.checked_sub(1).filter(|&i| i >= scene.start && scene.says(i, "from")) else {
        let shared = first.unit.is_none() && first.numeral.scale.is_none() && (second.unit.is_some() || second.numeral.scale.is_some());
        let near = first.start.saturating_sub(2).max(scene.start);
        return !shared && (near..first.start).any(changes);
    };
    (from.saturating_sub(8).max(scene.start)..from).any(changes)
}

/// The first end's figure with the second's scale word, where it is meant for both ("5 to 10 million").
fn shared_scale(first: &End, second: &End) -> Figure {
    let (a, b) = (&first.numeral, &second.numeral);
    match b.scale.filter(|_| a.scale.is_none()) {
        Some(scale) if a.figure.value < b.figure.value / scale => a.figure.scaled_by(scale).unwrap_or(a.figure),
        _ => a.figure,
    }
}

/// The two ends as one: the low end with the unit, and the high figure.
pub(super) fn join(first: &End, second: &End) -> (End, Option<Figure>) {
    let (a, b) = (shared_scale(first, second), second.numeral.figure);
    let (figure, high) = if is_below_zero(a.value, b.value) { (b, a) } else { (a, b) };
    let unit = second.unit.clone().or_else(|| first.unit.clone());
    let numeral = Numeral { figure, ..first.numeral };
    (End { numeral, unit, end: second.end, start: first.start }, Some(high))
}

/// How far behind "and" the second number of a two-sided statement may begin: "less than or equal to".
const COMPARISON: usize = 7;

/// "more than 5 and less than 10": two bounds of one value.
pub(super) fn two_sided(scene: &Scene, first: &Draft) -> Option<Draft> {
    let at = first.tokens.end + usize::from(scene.mark(first.tokens.end, ','));
    let bound = first.bound.filter(|_| first.high.is_none() && scene.says_any(at, words!["and", "but"]))?;
    let second = (at + 2..at + COMPARISON).find_map(|i| super::find(scene, i))?;
    let other = second.bound.filter(|b| *b != bound && second.tokens.start == at + 1)?;
    let (low, high) = if other == Bound::Upper { (first.value?, second.value?) } else { (second.value?, first.value?) };
    let same = first.unit.as_ref().zip(second.unit.as_ref()).is_none_or(|(a, b)| a.name == b.name);
    (low.value < high.value && same).then(|| Draft {
        tokens: first.tokens.start..second.tokens.end,
        value: Some(low),
        high: Some(high),
        bound: None,
        hedge: None,
        unit: second.unit.clone().or_else(|| first.unit.clone()),
        kind: if second.unit.is_some() { second.kind } else { first.kind },
        noun: second.noun.clone().or_else(|| first.noun.clone()),
        ..first.clone()
    })
}
