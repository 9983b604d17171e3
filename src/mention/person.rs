//! Ages, ordinals and multiples.

use super::amount::{self, hedge};
use super::draft::{Bound, Draft, Kind};
use super::numeral::{self, Shape};
use super::scene::Scene;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// An "old" stands at most this many tokens behind where its age begins ("between two and a half and three years old").
const FAR_OLD: usize = 12;

/// "aged 45", "45-year-old", "45 years old", "Smith, 45, said", "in her 40s".
pub fn find_age(scene: &Scene, at: usize) -> Option<Draft> {
    years_old(scene, at)
        .or_else(|| aged(scene, at))
        .or_else(|| apposition(scene, at))
        .or_else(|| in_her_forties(scene, at))
        .or_else(|| and_older(scene, at))
        .or_else(|| over_65s(scene, at))
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
    let inner = and_older(scene, from).or_else(|| amount::find(scene, from)).filter(|d| matches!(d.kind, Kind::Number | Kind::Duration | Kind::Age))?;
    let inner = up_to(scene, at, inner);
    plausible(inner.value?).then(|| Draft {
        tokens: at..inner.tokens.end,
        kind: Kind::Age,
        unit: inner.unit.clone().or_else(|| year(scene)),
        noun: None,
        ..inner
    })
}

/// "between the ages of 5 and 11": the second age.
fn up_to(scene: &Scene, at: usize, first: Draft) -> Draft {
    let between = (at.saturating_sub(2).max(scene.start)..at).any(|i| scene.says(i, "between"));
    let joined = between && first.high.is_none() && scene.says(first.tokens.end, "and");
    let last = if joined { numeral::read(scene, first.tokens.end + 1, false) } else { None };
    match last.filter(|last| plausible(last.figure) && first.value.is_some_and(|low| low.value < last.figure.value)) {
        Some(last) => Draft { tokens: first.tokens.start..last.end, high: Some(last.figure), noun: None, ..first },
        None => first,
    }
}

/// "18 and older", "65 or over": at least, or at most, so old.
fn and_older(scene: &Scene, at: usize) -> Option<Draft> {
    let age = scene.number(at).filter(|_| scene.str(at).len() <= 2)?;
    let joined = scene.says_any(at + 1, words!["and", "or"]);
    let bound = match () {
        () if scene.says_any(at + 2, words!["older", "over", "above", "up", "upwards"]) => Bound::Lower,
        () if scene.says_any(at + 2, words!["younger", "under", "below"]) => Bound::Upper,
        () => return None,
    };
    // "65 and over 300 others" goes on with another number
    let ends = scene.digits(at + 3).is_none() && !scene.is(at + 3, Class::NUMERAL | Class::ARTICLE) && !scene.says(at + 3, "the");
    (joined && ends).then(|| Draft { bound: Some(bound), ..of_age(scene, at..at + 3, age) })
}

/// "the over-65s", "under-18s".
fn over_65s(scene: &Scene, at: usize) -> Option<Draft> {
    let age = scene.number(at).filter(|_| scene.str(at).len() <= 2 && at >= scene.start + 2 && scene.inner_hyphen(at - 1))?;
    let plural = scene.glued(at + 1) && scene.says_any(at + 1, words!["s", "'s"]);
    let bound = match () {
        () if scene.says(at - 2, "over") => Bound::Lower,
        () if scene.says(at - 2, "under") => Bound::Upper,
        () => return None,
    };
    plural.then(|| Draft { bound: Some(bound), ..of_age(scene, at - 2..at + 2, age) })
}

/// An age in years.
fn of_age(scene: &Scene, tokens: Range<usize>, age: u32) -> Draft {
    Draft { value: Some(Figure::whole(age.into())), unit: year(scene), ..Draft::new(tokens, Kind::Age, "age") }
}

/// "Smith, 45," behind a name.
fn apposition(scene: &Scene, at: usize) -> Option<Draft> {
    let age = scene.number(at).filter(|_| scene.str(at).len() <= 3)?;
    let comma = at.checked_sub(2).filter(|&i| i >= scene.start && scene.mark(i + 1, ','))?;
    let named = scene.is_capital(comma) && scene.is_word(comma) && !scene.is(comma, Class::MONTH | Class::WEEKDAY | Class::FUNCTION);
    let closed = scene.mark(at + 1, ',') && !scene.glued(at + 2) || scene.mark(at + 1, '.') && at + 2 >= scene.end();
    let spaced = !scene.glued(at);
    (named && closed && spaced && (5..120).contains(&age)).then(|| of_age(scene, at..at + 1, age))
}

/// "in her 40s", "in his late thirties": the ten years, or the part of them that is named.
fn in_her_forties(scene: &Scene, at: usize) -> Option<Draft> {
    let owned = at > scene.start && scene.is(at - 1, Class::POSSESSIVE);
    let part = scene.value(at, Class::PART);
    let next = at + usize::from(part.is_some()) + usize::from(part.is_some() && scene.inner_hyphen(at + 1));
    let digits = scene.number(next).filter(|_| scene.glued(next + 1) && scene.says_any(next + 1, words!["s", "'s"])).map(|tens| (tens, next + 2));
    let word = || scene.value(next, Class::DECADE_WORD).and_then(|tens| u32::try_from(tens).ok()).map(|tens| (tens, next + 1));
    let (tens, end) = digits.or_else(word).filter(|(tens, _)| owned && tens % 10 == 0 && (10..110).contains(tens))?;
    let (first, last) = match part {
        Some(1) => (0, 3),
        Some(2) => (4, 6),
        Some(3) => (6, 9),
        _ => (0, 9),
    };
    Some(Draft { high: Some(Figure::whole((tens + last).into())), ..of_age(scene, at..end, tens + first) })
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

/// "twice the size", "double what it was", "a threefold rise", "output more than doubled".
pub fn find_multiple(scene: &Scene, at: usize) -> Option<Draft> {
    let (figure, end) = grown(scene, at).or_else(|| compared(scene, at))?;
    let mut draft = Draft { value: Some(figure), shape: Shape::Multiple, ..Draft::new(at..end, Kind::Number, "multiple") };
    hedge(scene, &mut draft);
    Some(draft)
}

/// "twice", and "double", "triple" of something that is compared with.
fn compared(scene: &Scene, at: usize) -> Option<(Figure, usize)> {
    let numeral = numeral::read(scene, at, false).filter(|n| n.shape == Shape::Multiple)?;
    let adverb = scene.says_any(at, words!["twice", "thrice"]);
    let compared = scene.says_any(numeral.end, words!["the", "that", "what", "its", "their", "his", "her", "our", "as", "last", "this"]);
    (adverb || compared).then_some((numeral.figure, numeral.end))
}

/// "tenfold", "doubled", "halved" of what grows or shrinks; of players who run and of what is done
/// over it is said otherwise ("doubled to left", "doubled up").
fn grown(scene: &Scene, at: usize) -> Option<(Figure, usize)> {
    let hundredths = scene.value(at, Class::RATIO).filter(|hundredths| *hundredths > 0)?;
    let word = scene.str(at).to_ascii_lowercase();
    let number = |i: usize| numeral::read(scene, i, false).is_some() || scene.lexicon.units.currency_at(scene.text, scene.tokens, i).is_some();
    let elsewhere = scene.says_any(at + 1, words!["off", "down", "home", "up", "as", "over"]) || scene.says(at + 1, "to") && !number(at + 2);
    let told = word.ends_with("fold") || word.ends_with("ed") && !elsewhere;
    told.then(|| (Figure::written(Decimal::new(hundredths, 2).normalize()), at + 1))
}
