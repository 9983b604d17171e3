//! "A third of the people", "one adult in eight": a fraction that says which share of a whole something is.
//!
//! In: a mention and what stands behind it. Out: the same mention as a percentage, as a table of shares has
//! it; nothing for a fraction of a number ("half of the 80 seats") or in a comparison ("half as large").

use super::{PartReading, says};
use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::text::token::{TokenKind, words};
use rust_decimal::Decimal;

/// How coarse a fraction in words is, in percentage points: "a third" is said of 31 and of 36 percent …
const GRAIN: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// … "four in ten" of anything nearer to that than to three or five, and so is what is only a bound ("more than half").
const TENTH: Decimal = Decimal::from_parts(10, 0, 0, false, 0);
/// Below this share a fraction is as coarse as half of it.
const SMALL: Decimal = Decimal::from_parts(10, 0, 0, false, 0);
/// Fractions of more than one part.
const PLURALS: &[u64] = words!["thirds", "quarters", "fifths", "sixths", "sevenths", "eighths", "ninths", "tenths"];
/// Words that may stand between "of" and what the share is of.
const DETERMINERS: &[u64] = words!["the", "all", "its", "their", "those", "these", "some", "about", "that", "his", "her"];

/// The mention as a percentage, if it is a fraction of something that is not counted beside it.
pub fn of(mention: &Mention, part: &PartReading<'_>, lexicon: &Lexicon) -> Option<Mention> {
    let value = mention.value.filter(|v| mention.kind == Kind::Number && mention.high.is_none() && v.value < Decimal::ONE && v.value > Decimal::ZERO)?;
    let ratio = mention.tokens.clone().any(|at| says(part, at, words!["in", "out"]));
    if !ratio && !is_of_something(mention, part, lexicon) && !is_next_share(mention, part, lexicon) {
        return None;
    }
    // "one in a hundred thousand" is no percentage that anybody would tell
    let percent = Some(value.value.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(2).normalize()).filter(|percent| !percent.is_zero())?;
    let tenths = ratio && mention.tokens.clone().any(|at| says(part, at, words!["ten", "10"])) || mention.bound.is_some();
    let step = if tenths { TENTH } else { GRAIN };
    let step = if percent < SMALL { percent / Decimal::TWO } else { step };
    let unit = lexicon.units.by_name("percent")?;
    Some(Mention { kind: Kind::Percent, value: Some(Figure { value: percent, step, scaled: true }), unit: Some(unit), noun: None, ..mention.clone() })
}

/// "27 percent were Catholics, and Muslims about a fifth": a share like the one before it, a date between them at most, with nothing behind.
fn is_next_share(mention: &Mention, part: &PartReading<'_>, lexicon: &Lexicon) -> bool {
    let ends = part.reading.tokens.get(mention.tokens.end).is_none_or(|t| t.kind == TokenKind::Mark && !t.is_hyphen());
    let mut before = part.reading.mentions_in(mention.sentence).iter().rev().filter(|m| m.tokens.end <= mention.tokens.start);
    ends && ends_in_fraction(mention, part, lexicon) && before.find(|m| !m.kind.is_date()).is_some_and(|m| m.kind == Kind::Percent)
}

/// True if the last word is that of a fraction: "third", "two fifths".
fn ends_in_fraction(mention: &Mention, part: &PartReading<'_>, lexicon: &Lexicon) -> bool {
    let last = mention.tokens.end - 1;
    lexicon.words.classes(part.reading.marks[last]).intersects(Class::FRACTION | Class::ORDINAL) || says(part, last, PLURALS)
}

/// "a third of the people": the fraction's own word stands last, then "of" and a noun.
fn is_of_something(mention: &Mention, part: &PartReading<'_>, lexicon: &Lexicon) -> bool {
    let end = mention.tokens.end;
    let determined = |at: usize| says(part, at, DETERMINERS);
    let sentence = &part.reading.sentences[mention.sentence].tokens;
    let head = (end + 1..sentence.end).find(|&at| !determined(at)).unwrap_or(end + 1);
    let numbered = part.reading.mention_at(head).is_some();
    let noun = part.reading.tokens.get(head).is_some_and(|t| t.kind == TokenKind::Word) && sentence.contains(&head);
    ends_in_fraction(mention, part, lexicon) && says(part, end, words!["of"]) && noun && !numbered
}
