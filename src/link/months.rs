//! Values of less than a year.
//!
//! In: a claim and the words of its sentence. Out: whether they say that its value is one of
//! months: a title that names a month and no year ("March consumer prices up 0.3 percent"),
//! "the first five months of the year", "the same period a year earlier". Held against a yearly
//! row such a value may agree by chance, and never contradicts.

use super::Context;
use crate::claim::{Claim, says};
use crate::lexicon::word::Class;
use crate::text::token::words;

/// How far behind the value "the same period" may stand, in tokens.
const REACH: usize = 5;

/// True if the words of a claim's sentence say that its value is of months.
pub fn are_said(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let tokens = part.reading.sentences[claim.sentence].tokens.clone();
    let value = &claim.mention(context.parts).tokens;
    let month = |i: usize| context.lexicon.words.classes(part.reading.marks[i]).contains(Class::MONTH);
    let so_far = |i: usize| says(part, i, words!["months", "quarter", "half", "weeks"]) && says(part, i + 1, words!["of", "to", "through"]);
    let same = |i: usize| says(part, i, words!["same"]) && says(part, i + 1, words!["period", "month", "quarter", "half", "weeks", "months", "time"]);
    let monthly = |i: usize| says(part, i, words!["monthly", "quarterly"]);
    // where the claim has a year of its own, a month in the sentence is mostly another's
    let undated = claim.time.is_none();
    (tokens.start..value.start).any(|i| undated && month(i) || so_far(i) || monthly(i))
        || (value.end..(value.end + REACH).min(tokens.end)).any(|i| same(i) || so_far(i))
}
