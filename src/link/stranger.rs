//! Words with a capital that are nobody's name: somebody whom the reference does not know may be meant.
//!
//! In: a sentence and its names, phrases and mentions. Out: whether such a word stands in it, or where it matters whose the value is. It
//! refuses to know who that may be.

use super::Context;
use crate::claim::{Claim, PartReading, says};
use crate::lexicon::word::Class;
use crate::text::token::{Form, TokenKind, words};
use std::ops::Range;

/// True for a word with a capital that is no month, weekday, pronoun or small word.
pub fn is_capital(part: &PartReading<'_>, at: usize, context: &Context<'_>) -> bool {
    let (token, class) = (part.reading.tokens[at], context.lexicon.words.classes(part.reading.marks[at]));
    token.kind == TokenKind::Word && token.form.contains(Form::CAPITAL) && !class.intersects(Class::FUNCTION | Class::DATE | Class::PRONOUN)
}

/// True if the sentence begins with a name that nobody is known by and the value is told of it in an apposition:
/// "Utopia, the largest province with 9 million people, …".
pub fn is_of_stranger(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let first = part.reading.sentences[claim.sentence].tokens.start;
    let comma = (first + 1..first + 4).find(|&i| says(part, i, words![","]));
    let apposed = comma.is_some_and(|comma| {
        says(part, comma + 1, words!["the", "a", "an", "its"])
            && (comma + 2..comma + 5).any(|i| says(part, i, words!["most", "largest", "biggest", "smallest", "least"]))
    });
    let class = context.lexicon.words.classes(part.reading.marks[first]);
    apposed && part.reading.tokens[first].kind == TokenKind::Word && !class.intersects(Class::FUNCTION | Class::PRONOUN | Class::MONTH | Class::WEEKDAY)
}

/// True if a comma and somebody whom nobody knows stand between: "With unemployment of 3 percent, Utopius found his drivers in Chad".
pub(super) fn is_past_stranger(mut between: Range<usize>, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let named = |at: usize| {
        part.names_in(claim.sentence).iter().any(|n| n.tokens.contains(&at)) || part.terms_in(claim.sentence).iter().any(|t| t.tokens.contains(&at))
    };
    let stranger = |at: usize| is_capital(part, at, context) && !named(at);
    between.any(|at| says(part, at, words![","]) && stranger(at + 1))
}

/// True if a sentence has a capitalised word that is no name and no part of a phrase or a date: somebody else may be meant.
pub fn names_stranger(number: usize, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let sentence = &part.reading.sentences[number].tokens;
    let inside = |i: usize| {
        part.terms_in(number).iter().map(|t| &t.tokens).chain(part.names_in(number).iter().map(|n| &n.tokens)).any(|tokens| tokens.contains(&i))
            || part.reading.mention_at(i).is_some()
    };
    let stranger = |i: usize| {
        // every sentence begins with a capital, and one that owns something is a name
        let first = i == sentence.start && !says(part, i + 1, words!["'s", "\u{2019}s"]);
        (!first || part.reading.tokens[i].form.contains(Form::UPPER)) && is_capital(part, i, context) && !inside(i)
    };
    sentence.clone().any(stranger)
}
