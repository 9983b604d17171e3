//! The unit or currency of a number.
//!
//! In: a number and what stands before and behind it. Out: its unit and where that ends.
//! Symbols that are words or letters as well must fit; "pounds" are money or weight by
//! what stands around them.

use super::super::numeral::{Numeral, Shape};
use super::super::scene::Scene;
use super::{End, noun};
use crate::lexicon::unit::UnitFound;
use crate::lexicon::word::Class;
use crate::measure::unit::{Dimension, Unit, UnitRef};
use crate::text::token::Form;
use crate::text::token::words;
use std::sync::Arc;

/// The unit or currency behind a number; a glued hyphen may stand between ("44-day"), "half"
/// takes an article ("half a mile") and adjectives that count nothing are passed ("two more hours").
pub(super) fn unit_behind(scene: &Scene, numeral: &Numeral) -> Option<(UnitRef, usize)> {
    let at = unit_place(scene, numeral);
    let units = &scene.lexicon.units;
    if let Some(found) = units.currency_at(scene.text, scene.tokens, at).filter(|f| f.end > at && !is_of_the_next(scene, f.end)) {
        return Some((found.unit, found.end));
    }
    if let Some(read) = primes(scene, numeral) {
        return Some(read);
    }
    if let Some(read) = in_brackets(scene, at) {
        return Some(read);
    }
    let Some(found) = units.unit_at(scene.text, scene.tokens, at) else { return misspelt(scene, at).or_else(|| foreign(scene, at)) };
    let allowed = !found.cautious || cautious_fits(scene, numeral, at, found.end);
    let year = is_year_like(scene, numeral) && (scene.is_capital(at) || scene.glued(at));
    (allowed && !year && !(is_clock_like(scene, at) && is_hour(numeral))).then(|| raised(scene, reading(scene, numeral, &found), found.end))
}

/// "40 Ruritania dollars", "40 mln Ruritanian dlrs": money of whoever stands between, and no other's.
fn foreign(scene: &Scene, at: usize) -> Option<(UnitRef, usize)> {
    let noun = scene.is_word(at) && !scene.is(at, Class::FUNCTION | Class::NUMERAL) && !scene.lexicon.words.is_plural(scene.str(at));
    let found = scene.lexicon.units.unit_at(scene.text, scene.tokens, at + 1).filter(|f| noun && !f.cautious && f.other.is_none())?;
    if Dimension::base("money") != Some(found.unit.dimension) {
        return None;
    }
    let name = format!("{} {}", scene.str(at).to_lowercase(), found.unit.name);
    let own = || Arc::new(Unit { name: name.clone(), tag: name.clone(), ..(*found.unit).clone() });
    Some((scene.lexicon.units.by_name(&name).unwrap_or_else(own), found.end))
}

/// "40 kilomters": a unit's long word with a slip in it.
fn misspelt(scene: &Scene, at: usize) -> Option<(UnitRef, usize)> {
    let unit = scene.lexicon.units.misspelt(scene.str(at))?;
    Some((unit.clone(), at + 1))
}

/// "20 \[kg\]": the unit alone in brackets, as tables and instruments write it.
fn in_brackets(scene: &Scene, at: usize) -> Option<(UnitRef, usize)> {
    const BRACKETS: [(char, char); 3] = [('[', ']'), ('{', '}'), ('<', '>')];
    let close = BRACKETS.iter().find(|(open, _)| scene.mark(at, *open)).map(|(_, close)| *close)?;
    let found = scene.lexicon.units.unit_at(scene.text, scene.tokens, at + 1)?;
    scene.mark(found.end, close).then(|| (found.unit, found.end + 1))
}

/// The unit with an exponent or its word behind it: "km^3", "s2", "metres cubed".
pub(super) fn raised(scene: &Scene, unit: UnitRef, end: usize) -> (UnitRef, usize) {
    let caret = usize::from(scene.mark(end, '^') && scene.glued(end));
    let exponent = match () {
        () if scene.glued(end + caret) && scene.number(end + caret).is_some() => scene.number(end + caret).map(|n| (n, end + caret + 1)),
        () if scene.says(end, "squared") => Some((2, end + 1)),
        () if scene.says(end, "cubed") => Some((3, end + 1)),
        () => None,
    };
    let named = |name: &str| scene.lexicon.units.by_name(name);
    // of "m/s^2" only the second is squared
    let power = |n: u32| match unit.name.split_once(" per ") {
        Some((over, under)) => named(over)?.per(&named(under)?.power(n)?),
        None => unit.power(n),
    };
    let powered = exponent.and_then(|(n, next)| Some((power(n)?, next)));
    match powered {
        Some((power, next)) => (named(&power.name).unwrap_or_else(|| Arc::new(power)), next),
        None => (unit, end),
    }
}

/// "2 yd 7'": the mark of feet, with nothing glued behind it.
fn is_prime(scene: &Scene, at: usize) -> bool {
    scene.mark(at, '\'') && scene.glued(at) && !scene.glued(at + 1)
}

/// Feet and inches in typewriter marks: 8", 8'', 5'10". A double quote that closes a quotation is none.
fn primes(scene: &Scene, numeral: &Numeral) -> Option<(UnitRef, usize)> {
    let at = numeral.end;
    let glued = |mark: char, at: usize| scene.mark(at, mark) && scene.glued(at);
    if scene.is_word(at) || !(glued('"', at) || glued('\'', at)) {
        return None;
    }
    let open = (scene.start..at).filter(|&i| scene.mark(i, '"')).count() % 2 == 1;
    let quoted = (scene.start..at).any(|i| scene.mark(i, '\'') || scene.mark(i, '‘'));
    let ends = |at: usize| !(scene.is_word(at) && scene.glued(at));
    let (unit, end) = match () {
        () if numeral.shape != Shape::Digits || is_year_like(scene, numeral) => return None,
        () if glued('"', at) && !open && ends(at + 1) => ("inch", at + 1),
        () if glued('\'', at) && glued('\'', at + 1) && ends(at + 2) => ("inch", at + 2),
        () if glued('\'', at) && scene.digits(at + 1).is_some() && scene.glued(at + 1) => ("foot", at + 1),
        () if glued('\'', at) && !quoted && scene.is_word(at + 1) && !scene.glued(at + 1) => ("foot", at + 1),
        () => return None,
    };
    scene.lexicon.units.by_name(unit).map(|unit| (unit, end))
}

/// Where the unit of a number would begin.
fn unit_place(scene: &Scene, numeral: &Numeral) -> usize {
    let mut at = numeral.end;
    let part = numeral.shape == Shape::Fraction;
    // "one and three quarters of an hour", "two and a quarter of hour"
    let mixed = scene.is(at - 1, Class::FRACTION) && scene.says(at, "of");
    let measured = |i: usize| scene.lexicon.units.unit_at(scene.text, scene.tokens, i).is_some();
    if mixed && numeral.shape == Shape::Words {
        let next = at + 1 + usize::from(scene.is(at + 1, Class::ARTICLE));
        return if measured(next) { next } else { at };
    }
    let of = (numeral.shape == Shape::Vague || part && scene.is(at + 1, Class::ARTICLE)) && scene.says(at, "of");
    at += usize::from(of || scene.inner_hyphen(at));
    at += usize::from(part && scene.is(at, Class::ARTICLE));
    let passes = scene.says_any(at, PASSED) && !measured(at);
    at + usize::from(passes)
}

/// Adjectives between a number and its unit that change neither.
const PASSED: &[u64] = words![
    "rushing",
    "passing",
    "receiving",
    "more",
    "additional",
    "further",
    "extra",
    "full",
    "whole",
    "consecutive",
    "straight",
    "solid",
    "long",
    "successive",
    "previous",
    "prior",
    "working",
    "business",
    "trading",
    "calendar",
    "separate",
];

/// A sign in front of digits is theirs: "$20 $30".
fn is_of_the_next(scene: &Scene, at: usize) -> bool {
    let sign = !scene.is_word(at - 1);
    sign && scene.digits(at).is_some()
}

/// Four digits that read as a year of our time.
fn is_year_like(scene: &Scene, numeral: &Numeral) -> bool {
    numeral.end == numeral.start + 1 && scene.digits(numeral.start).is_some_and(|d| d.len() == 4 && ("1900".."2100").contains(&d))
}

/// Which of two units with one name is meant: "pounds" are money where money is spoken of.
fn reading(scene: &Scene, numeral: &Numeral, found: &UnitFound) -> UnitRef {
    let money = Dimension::base("money");
    let Some(other) = found.other.as_ref().filter(|other| (Dimension::base("money") == Some(other.dimension)) != (money == Some(found.unit.dimension))) else {
        return found.unit.clone();
    };
    let (coin, weight) = if Some(found.unit.dimension) == money { (&found.unit, other) } else { (other, &found.unit) };
    let around = numeral.start.saturating_sub(AROUND).max(scene.start)..(found.end + AROUND).min(scene.end());
    let spoken = around.clone().any(|i| scene.is(i, Class::MONEY)) || around.clone().any(|i| scene.mark(i, '£'));
    let scaled = numeral.scale.is_some_and(|s| s >= rust_decimal::Decimal::from(1_000_000));
    let of_stuff = scene.says(found.end, "of") || scene.inner_hyphen(numeral.end);
    if !of_stuff && (spoken || scaled) || scene.says(found.end, "sterling") { coin.clone() } else { weight.clone() }
}

/// A capital that is not all of the word: "W Main Street", not "W USB charger".
fn is_name(scene: &Scene, at: usize) -> bool {
    scene.token(at).is_some_and(|t| t.form.contains(Form::CAPITAL) && !t.form.contains(Form::UPPER))
}

/// How far words of money are looked for, in tokens.
const AROUND: usize = 12;

/// Words that may follow a cautious symbol.
const GO_ON: &[u64] = words!["ago", "of", "and", "or", "to", "by", "x", "per", "long", "wide", "high", "tall", "deep"];

/// A symbol that is also a word or a letter needs digits right before it and no new phrase behind it.
fn cautious_fits(scene: &Scene, numeral: &Numeral, at: usize, end: usize) -> bool {
    let digits = scene.digits(numeral.start).is_some() || numeral.shape == Shape::Digits;
    let abbreviated = scene.str(at).len() > 2 && !scene.is_word(end);
    if !(digits || abbreviated) || numeral.scale.is_some() {
        return false;
    }
    if scene.glued(at) {
        // "5m people": the letter is a scale
        return !(scene.is(at, Class::SUFFIX) && noun::head(scene, end, 3).is_some_and(|n| n.plural));
    }
    // "a 12 V battery", "30 C outside": a capital that names a unit, unless a name goes on
    let capital = scene.is_capital(at) && scene.str(at).len() == 1 && !is_name(scene, end) && !scene.says_any(at, words!["a", "b"]);
    let closed = scene.is(end, Class::FUNCTION) && scene.str(at).len() > 1;
    let next_is_open = scene.is_word(end) && !scene.says_any(end, GO_ON) && !capital && !closed;
    // "2 m 3 m": each has its own; "3 m 20 cm"
    let listed = scene.digits(end).is_some() && scene.token(end + 1).is_some_and(|t| scene.token(at).is_some_and(|own| own.hash == t.hash));
    let listed = listed || scene.digits(end).is_some() && is_refined(scene, at, end + 1);
    !(next_is_open || scene.digits(end).is_some() && !listed || scene.str(at) == "a" || scene.says(at, "in") && scene.is_word(end))
}

/// True if the unit at `next` measures the same as the one at `at`, in smaller pieces.
fn is_refined(scene: &Scene, at: usize, next: usize) -> bool {
    let unit = |at: usize| scene.lexicon.units.unit_at(scene.text, scene.tokens, at).map(|found| found.unit);
    unit(at).zip(unit(next)).is_some_and(|(large, small)| is_finer(&small, &large))
}

/// True if `small` measures what `large` does, in smaller pieces.
fn is_finer(small: &Unit, large: &Unit) -> bool {
    small.dimension == large.dimension && small.factor < large.factor
}

/// The unit of a number right behind a quantity: a letter or word will do that says the smaller
/// pieces of the same, "6 ft 2 in tall".
pub(super) fn finer_behind(scene: &Scene, numeral: &Numeral, large: &Unit) -> Option<(UnitRef, usize)> {
    let written = || scene.lexicon.units.unit_at(scene.text, scene.tokens, numeral.end).filter(|found| is_finer(&found.unit, large));
    let closes = |end: usize| !scene.is_word(end) && scene.digits(end).is_none() || scene.says_any(end, GO_ON) || scene.says(end, "more");
    let marked = || scene.lexicon.units.by_name("foot").filter(|foot| is_finer(foot, large) && is_prime(scene, numeral.end));
    // "1h 30m": behind hours the letter is no metre
    let minutes = large.name == "hour" && scene.says(numeral.end, "m") && scene.glued(numeral.end);
    if let Some(minute) = scene.lexicon.units.by_name("minute").filter(|_| minutes) {
        return Some((minute, numeral.end + 1));
    }
    unit_behind(scene, numeral)
        .or_else(|| written().filter(|found| closes(found.end)).map(|found| (found.unit, found.end)))
        .or_else(|| marked().map(|foot| (foot, numeral.end + 1)))
}

/// A number that a clock can show: whole, or with two digits of minutes.
fn is_hour(numeral: &Numeral) -> bool {
    let value = numeral.figure.value;
    value.scale() == 0 || value.scale() == 2 && value.fract() < rust_decimal::Decimal::new(60, 2)
}

/// "5 a.m.": the dotted word is a clock's.
fn is_clock_like(scene: &Scene, at: usize) -> bool {
    scene.says_any(at, words!["a.m.", "p.m.", "a.m", "p.m", "am", "pm"])
}

pub(super) fn named_currency(scene: &Scene, end: &End) -> Option<usize> {
    let unit = end.unit.as_ref()?;
    let found =
        scene.lexicon.units.unit_at(scene.text, scene.tokens, end.end).or_else(|| scene.lexicon.units.currency_at(scene.text, scene.tokens, end.end))?;
    (found.unit.tag == unit.tag && !is_of_the_next(scene, found.end)).then_some(found.end)
}
