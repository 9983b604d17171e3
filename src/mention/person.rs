//! Ages, ordinals and multiples.

use super::amount;
use super::draft::{Draft, Kind};
use super::numeral::{self, Shape};
use super::scene::Scene;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::text::token::words;
use rust_decimal::Decimal;

/// An "old" stands at most this many tokens behind where its age begins ("between two and a half and three years old").
const FAR_OLD: usize = 12;

/// "aged 45", "45-year-old", "45 years old", "Smith, 45, said", "in her 40s".
pub fn find_age(scene: &Scene, at: usize) -> Option<Draft> {
    years_old(scene, at).or_else(|| aged(scene, at)).or_else(|| apposition(scene, at)).or_else(|| in_her_forties(scene, at))
}

fn year(scene: &Scene) -> Option<crate::measure::unit::UnitRef> {
    scene.lexicon.units.by_name("year")
}

/// A duration with "old" or "of age" behind it.
fn years_old(scene: &Scene, at: usize) -> Option<Draft> {
    // most numbers have no "old" near: no need to read them for nothing
    scene.holds(Class::OLD).then_some(())?;
    (at + 1..(at + FAR_OLD).min(scene.end())).any(|i| scene.is(i, Class::OLD)).then_some(())?;
    let mut draft = amount::find(scene, at).filter(|d| d.kind == Kind::Duration)?;
    let mut end = draft.tokens.end;
    end += usize::from(scene.inner_hyphen(end));
    let old = scene.says_any(end, words!["old", "olds"]);
    let of_age = scene.says(end, "of") && scene.says(end + 1, "age");
    if !(old || of_age) {
        return None;
    }
    draft.tokens.end = end + 1 + usize::from(of_age);
    draft.kind = Kind::Age;
    Some(draft)
}

/// "aged 45", "age 45", "at the age of 45", "aged 5 to 17".
fn aged(scene: &Scene, at: usize) -> Option<Draft> {
    if !scene.is(at, Class::AGE) {
        return None;
    }
    let from = at + 1 + usize::from(scene.says(at + 1, "of"));
    let from = from + usize::from(scene.says_any(from, words!["between", "about", "around"]));
    let inner = amount::find(scene, from).filter(|d| matches!(d.kind, Kind::Number | Kind::Duration))?;
    plausible(inner.value?).then(|| Draft {
        tokens: at..inner.tokens.end,
        kind: Kind::Age,
        unit: inner.unit.clone().or_else(|| year(scene)),
        noun: None,
        ..inner
    })
}

/// "Smith, 45," behind a name.
fn apposition(scene: &Scene, at: usize) -> Option<Draft> {
    let age = scene.number(at).filter(|_| scene.str(at).len() <= 3)?;
    let comma = at.checked_sub(2).filter(|&i| i >= scene.start && scene.mark(i + 1, ','))?;
    let named = scene.is_capital(comma) && scene.is_word(comma) && !scene.is(comma, Class::MONTH | Class::WEEKDAY | Class::FUNCTION);
    let closed = scene.mark(at + 1, ',') && !scene.glued(at + 2) || scene.mark(at + 1, '.') && at + 2 >= scene.end();
    let spaced = !scene.glued(at);
    let figure = Figure::whole(age.into());
    (named && closed && spaced && (5..120).contains(&age)).then(|| {
        let mut draft = Draft::new(at..at + 1, Kind::Age, "age");
        draft.value = Some(figure);
        draft.unit = year(scene);
        draft
    })
}

/// "in her 40s": from 40 to 49.
fn in_her_forties(scene: &Scene, at: usize) -> Option<Draft> {
    let tens = scene.number(at).filter(|n| n % 10 == 0 && (10..110).contains(n))?;
    let owner = at > scene.start
        && (scene.is(at - 1, Class::POSSESSIVE) || scene.is(at - 1, Class::PART) && at > scene.start + 1 && scene.is(at - 2, Class::POSSESSIVE));
    let plural = scene.glued(at + 1) && scene.says_any(at + 1, words!["s", "'s"]);
    (owner && plural).then(|| {
        let mut draft = Draft::new(at..at + 2, Kind::Age, "age");
        draft.value = Some(Figure::whole(tens.into()));
        draft.high = Some(Figure::whole((tens + 9).into()));
        draft.unit = year(scene);
        draft
    })
}

fn plausible(age: Figure) -> bool {
    age.value > Decimal::ZERO && age.value < Decimal::from(125)
}

/// "34th", "the third", "twenty-first".
pub fn find_ordinal(scene: &Scene, at: usize) -> Option<Draft> {
    // digits are an ordinal only with letters glued behind them
    let bare = scene.digits(at).is_some() && !(scene.is_word(at + 1) && scene.glued(at + 1));
    let numeral = if bare { None } else { numeral::read(scene, at, false) }.filter(|n| n.shape == Shape::Ordinal)?;
    let mut draft = Draft::new(at..numeral.end, Kind::Ordinal, "ordinal");
    draft.value = Some(numeral.figure);
    draft.noun = super::noun::head(scene, numeral.end, 3);
    draft.shape = Shape::Ordinal;
    Some(draft)
}

/// "twice the size", "double what it was", "threefold".
pub fn find_multiple(scene: &Scene, at: usize) -> Option<Draft> {
    let numeral = numeral::read(scene, at, false).filter(|n| n.shape == Shape::Multiple)?;
    let adverb = scene.says_any(at, words!["twice", "thrice"]);
    let compared = scene.says_any(numeral.end, words!["the", "that", "what", "its", "their", "his", "her", "our", "as", "last", "this"]);
    (adverb || compared).then(|| {
        let mut draft = Draft::new(at..numeral.end, Kind::Number, "multiple");
        draft.value = Some(numeral.figure);
        draft.shape = Shape::Multiple;
        draft
    })
}
