//! Fractions in words and shares of a whole.
//!
//! In: a number and what stands behind it, or a token. Out: "two thirds", "three and a
//! half", "half a million", "one in five", "3 over 4" as numerals.

use super::super::scene::Scene;
use super::digits::fraction;
use super::words::ordinal_at;
use super::{Numeral, Shape, scaled, unsigned};
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::text::token::words;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Fractions are not meant to more digits than this.
const STEP: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
/// Half of one.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// "two and a half", "3 million and a half", "five and a quarter", with a scale behind it.
pub(super) fn and_a_half(scene: &Scene, whole: Numeral) -> Option<Numeral> {
    let (part, mut end) = part_behind(scene, whole.end)?;
    let smaller = |s: &i64| whole.scale.is_none_or(|scale| Decimal::from(*s) < scale);
    // "a billion and a quarter million" names the fraction's own scale; "3 million and a half" shares it
    let own = scene.value(end, Class::SCALE).filter(|s| whole.scale.is_some() && smaller(s));
    end += usize::from(own.is_some());
    let scale = own.map(Decimal::from).or(whole.scale).unwrap_or(Decimal::ONE);
    let value = whole.figure.value.checked_add(part.value.checked_mul(scale)?)?;
    let figure = Figure { value, step: HALF * scale, scaled: whole.scale.is_some() };
    if whole.scale.is_some() {
        return Some(Numeral { end, figure, shape: Shape::Words, ..whole });
    }
    Some(Numeral { shape: Shape::Words, ..scaled(scene, whole.start, figure, end, false) })
}

/// "and a half", "and three quarters" at `at`: the part and the token behind it.
pub fn part_behind(scene: &Scene, at: usize) -> Option<(Figure, usize)> {
    let at = at + usize::from(scene.inner_hyphen(at));
    if !scene.says(at, "and") {
        return None;
    }
    let at = at + 1 + usize::from(scene.inner_hyphen(at + 1));
    let (count, name) = counted_part(scene, at)?;
    named_share(scene, at, count, name, true).map(|part| (part.figure, part.end))
}

/// The count of a fraction in words ("a", "three") and where the name of its parts stands.
fn counted_part(scene: &Scene, at: usize) -> Option<(Decimal, usize)> {
    if scene.is(at, Class::ARTICLE) {
        return Some((Decimal::ONE, at + 1));
    }
    // "five and half minutes", "two and quarter hours"
    let measured = scene.lexicon.units.unit_at(scene.text, scene.tokens, at + 1).is_some();
    if scene.says(at, "half") || measured && scene.is(at, Class::FRACTION) {
        return Some((Decimal::ONE, at));
    }
    let count = scene.value(at, Class::CARDINAL).filter(|c| (1..100).contains(c))?;
    Some((Decimal::from(count), at + 1))
}

/// "two thirds", "a quarter": `count` parts, the name of the part at `at`.
pub(super) fn share(scene: &Scene, start: usize, count: Decimal, at: usize) -> Option<Numeral> {
    named_share(scene, start, count, at, false)
}

/// The same; `behind_whole` behind "three and", where no quarter is the calendar's.
fn named_share(scene: &Scene, start: usize, count: Decimal, at: usize, behind_whole: bool) -> Option<Numeral> {
    let spaced = scene.token(at).is_some_and(crate::text::token::Token::is_hyphen) && !scene.glued(at) && !scene.glued(at + 1);
    let name = at + usize::from(scene.inner_hyphen(at) || spaced);
    // "more than a quarter", "below one quarter": compared, not lived through
    let compared = start > scene.start && scene.says_any(start - 1, words!["than", "above", "below", "nearly", "almost", "roughly"]);
    let (parts, end) = denominator(scene, name, count, behind_whole || compared)?;
    let value = count.checked_div(Decimal::from(parts))?;
    let figure = Figure { value, step: STEP, scaled: false };
    let part = Numeral { start, end, figure, shape: Shape::Fraction, scale: None };
    Some(of_a_million(scene, part).filter(|_| !behind_whole).unwrap_or(part))
}

/// "three quarters of a million", "a quarter million": a fraction of a scale is a number.
fn of_a_million(scene: &Scene, part: Numeral) -> Option<Numeral> {
    let of_a = scene.says(part.end, "of") && scene.is(part.end + 1, Class::ARTICLE);
    let at = part.end + if of_a { 2 } else { 0 };
    let scale = Decimal::from(scene.value(at, Class::SCALE)?);
    let value = part.figure.value.checked_mul(scale)?;
    let figure = Figure { value, step: value / Decimal::from(5), scaled: true };
    Some(Numeral { end: at + 1, figure, shape: Shape::Words, scale: Some(scale), ..part })
}

/// How many parts the word names and the token behind it: "half", "quarters", and
/// "third(s)", "twenty-firsts" where a share is meant.
fn denominator(scene: &Scene, at: usize, count: Decimal, behind_whole: bool) -> Option<(i64, usize)> {
    if let Some(parts) = scene.value(at, Class::FRACTION) {
        // "a quarter" of the calendar is not a share
        let calendar = !behind_whole && scene.word(at).period().is_some() && !scene.says(at + 1, "of") && !scene.is(at + 1, Class::SCALE);
        return (!calendar || count != Decimal::ONE).then_some((parts, at + 1));
    }
    let (parts, plural, end) = ordinal_at(scene, at)?;
    let singular = count == Decimal::ONE && !plural && !is_order(scene, at, end);
    (parts > 2 && (plural || singular)).then_some((parts, end))
}

/// Words for how much one thing is more or less than another.
const MORE: &[u64] = words!["more", "less", "fewer", "larger", "bigger", "smaller", "higher", "lower", "longer", "shorter", "below", "above"];

/// True if "a fifth …" or "one fifth …" goes on like an order: with a noun that is fifth.
fn is_order(scene: &Scene, at: usize, end: usize) -> bool {
    let noun = scene.is_word(end) && !scene.is(end, Class::FUNCTION);
    let article = at > scene.start && scene.is(at - 1, Class::ARTICLE);
    // with an article it may stand alone for somebody, unless the whole is named or something moved so far: "a third of",
    // "a third the size", "a third as many", "a third more", "by a third"
    let as_much = scene.says(end, "as") && scene.says_any(end + 1, words!["many", "much", "large", "big", "long", "high"]);
    let moved = scene.says_any(end, MORE) || at > scene.start + 1 && scene.says(at - 2, "by");
    let whole = as_much || moved || scene.says_any(end, words!["of", "the"]);
    noun || scene.inner_hyphen(end) || article && scene.is_word(end) && !whole
}

/// "half a million", "half of the", "half": a half that does not stand behind a number.
pub(super) fn half(scene: &Scene, at: usize) -> Option<Numeral> {
    if let Some(part) = quarter_of_unit(scene, at) {
        return Some(part);
    }
    if !scene.says(at, "half") || is_half_of_time_or_word(scene, at) {
        return None;
    }
    let article = usize::from(scene.is(at + 1, Class::ARTICLE));
    if let Some(scale) = scene.value(at + 1 + article, Class::SCALE).or_else(|| scene.value(at + 1 + article, Class::GROUP)) {
        let figure = fraction(1, 2)?.scaled_by(Decimal::from(scale))?;
        let figure = Figure { step: figure.value, ..figure };
        return Some(Numeral { start: at, end: at + 2 + article, figure, shape: Shape::Words, scale: Some(Decimal::from(scale)) });
    }
    let part = Numeral { start: at, end: at + 1, figure: fraction(1, 2)?, shape: Shape::Fraction, scale: None };
    Some(of_a_million(scene, part).unwrap_or(part))
}

/// "a quarter-mile track", "a quarter-hour": a part of a unit, which a hyphen joins; "a quarter century" needs none,
/// because no quarter of the calendar lies before a century.
fn quarter_of_unit(scene: &Scene, at: usize) -> Option<Numeral> {
    let parts = scene.value(at, Class::FRACTION).filter(|p| *p > 2)?;
    let joined = scene.inner_hyphen(at + 1);
    let unit = scene.lexicon.units.unit_at(scene.text, scene.tokens, at + 1 + usize::from(joined)).filter(|f| !f.cautious)?;
    let figure = fraction(1, parts).filter(|_| joined || unit.unit.name == "century")?;
    Some(Numeral { start: at, end: at + 1, figure, shape: Shape::Fraction, scale: None })
}

/// "half-staff" is a word, and "the first half", "this half" are times.
fn is_half_of_time_or_word(scene: &Scene, at: usize) -> bool {
    let compound =
        scene.inner_hyphen(at + 1) && scene.word(at + 2).period().is_none() && scene.lexicon.units.unit_at(scene.text, scene.tokens, at + 2).is_none();
    let ordered = at > scene.start && scene.is(at - 1, Class::ORDINAL | Class::DEMONSTRATIVE | Class::SHIFT);
    compound || ordered
}

/// "one in five", "nine out of ten", "1 over 3": two numbers that make a share.
pub(super) fn ratio(scene: &Scene, part: Numeral) -> Option<Numeral> {
    let at = part.end;
    let plain = part.scale.is_none() && matches!(part.shape, Shape::Digits | Shape::Words) && part.figure.value.scale() == 0;
    let out_of = scene.says(at, "out") && scene.says(at + 1, "of");
    let (among, over) = (scene.says(at, "in"), scene.says(at, "over"));
    if plain && let Some(odds) = odds(scene, &part) {
        return Some(odds);
    }
    if !plain || !(out_of || among || over) {
        return None;
    }
    let next = at + 1 + usize::from(out_of) + usize::from(scene.says(at + 1 + usize::from(out_of), "every"));
    let whole = unsigned(scene, next, false).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words))?;
    let ends = scene.token(whole.end).is_none() || !scene.is_word(whole.end) && scene.digits(whole.end).is_none() && !scene.mark(whole.end, '%');
    let likely = match () {
        // "to the Class of 2020 out of 31,455 applicants"
        () if out_of => whole.figure.value > part.figure.value && !is_year_of(scene, &part),
        () if among => is_one_in(scene, &part, &whole, ends),
        // "3 over 4" alone: behind a noun it would be "more than"
        () => ends,
    };
    let value = part.figure.value.checked_div(whole.figure.value).filter(|_| likely)?;
    Some(Numeral { start: part.start, end: whole.end, figure: Figure { value, step: STEP, scaled: false }, shape: Shape::Fraction, scale: None })
}

/// "of 2020", "in 2020": four digits that tell when.
fn is_year_of(scene: &Scene, part: &Numeral) -> bool {
    let digits = scene.digits(part.start).is_some_and(|d| d.len() == 4) && part.end == part.start + 1;
    let year = (1900..2100).contains(&part.figure.value.trunc().to_i32().unwrap_or(0));
    digits && year && part.start > scene.start && scene.says_any(part.start - 1, words!["of", "in", "since"])
}

/// "3-to-1", "three-in-four", and "3:1" where the sentence says that it is a ratio.
fn odds(scene: &Scene, part: &Numeral) -> Option<Numeral> {
    let at = part.end;
    let hyphened = scene.inner_hyphen(at) && scene.says_any(at + 1, words!["to", "in"]) && scene.inner_hyphen(at + 2);
    let colon = || {
        scene.mark(at, ':')
            && scene.glued(at)
            && scene.glued(at + 1)
            && (part.start.saturating_sub(3)..part.start).any(|i| scene.says_any(i, words!["ratio", "odds"]))
    };
    let next = at + 1 + 2 * usize::from(hyphened);
    let whole = if hyphened || colon() { unsigned(scene, next, false)? } else { return None };
    let (a, b) = (part.figure.value, whole.figure.value);
    let same = part.shape == whole.shape && b.scale() == 0 && whole.scale.is_none();
    let told = !hyphened || if scene.says(at + 1, "to") { a > b } else { a < b };
    let value = a.checked_div(b).filter(|_| same && told && b > Decimal::ZERO)?;
    Some(Numeral { start: part.start, end: whole.end, figure: Figure { value, step: STEP, scaled: false }, shape: Shape::Fraction, scale: None })
}

/// "one in five children": a small part of a round or small whole, with people or things behind it, not a time.
fn is_one_in(scene: &Scene, part: &Numeral, whole: &Numeral, ends: bool) -> bool {
    let (a, b) = (part.figure.value, whole.figure.value);
    let small = a < b && a <= Decimal::from(9) && (b <= Decimal::from(20) || b % Decimal::TEN == Decimal::ZERO && b <= Decimal::from(1_000_000));
    let year_like = whole.shape == Shape::Digits && b >= Decimal::from(1000) && b < Decimal::from(2200);
    let timed = scene.word(whole.end).period().is_some() || scene.lexicon.units.unit_at(scene.text, scene.tokens, whole.end).is_some();
    let same_writing = part.shape == whole.shape || part.figure.value == Decimal::ONE;
    let noun = super::super::noun::head(scene, whole.end, 3).is_some_and(|n| n.plural);
    let likely = noun || !year_like && (ends || scene.is(whole.end, Class::FUNCTION));
    likely && same_writing && small && !timed
}
