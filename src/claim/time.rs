//! The period that a number speaks of.
//!
//! In: a mention and the dates of its sentence. Out: the date right behind it ("2.1
//! million in 2013"), else the one before it without another number between, else the
//! only date of the sentence. A date claim speaks of itself.

use super::PartReading;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;

/// How many tokens behind a number its date may stand.
const BEHIND: usize = 9;

/// The period, and the number of the mention that names it.
pub fn of(part: &PartReading<'_>, mention: &Mention, number: usize) -> (Option<When>, Option<usize>) {
    if mention.kind.is_date() {
        return (mention.when, None);
    }
    let all = &part.reading.mentions;
    let in_sentence = |i: &usize| all[*i].sentence == mention.sentence;
    let is_date = |i: &usize| (all[*i].kind.is_date() || all[*i].is_place_in_time()) && all[*i].when.is_some();
    let behind = (number + 1..all.len()).take_while(in_sentence).find(is_date);
    let before = (0..number).rev().take_while(in_sentence).find(is_date);
    let numbers_between = |a: usize, b: usize| (a + 1..b).any(|i| matches!(all[i].kind, Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity));
    let close = behind.filter(|&i| all[i].tokens.start - mention.tokens.end <= BEHIND && !numbers_between(number, i));
    let led = before.filter(|&i| !numbers_between(i, number));
    let chosen = close.or(led).or(before).or(behind);
    (chosen.and_then(|i| all[i].when), chosen)
}
