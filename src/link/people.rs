//! Nouns for people that count all of them.
//!
//! In: a number with "people", "residents", "inhabitants" behind it and the words around both. Out:
//! whether the words say that they are all who live there: "Chad's 18 million people are", "With 18
//! million inhabitants, Chad is". Whatever narrows them down ("people who", "residents of", "people
//! without") makes them some.

use super::Context;
use crate::claim::{Claim, PartReading, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::text::token::{TokenKind, words};
use std::ops::Range;

/// How far behind the noun the comma may stand, a date between them.
const DATED: usize = 5;
/// How far before the value "with" may stand.
const WITH: usize = 3;

/// Words that may follow on all people of a place: what is said of them, or what comes next.
const NEXT: &[u64] = words!["is", "are", "was", "were", "have", "has", "had", "live", "lived", "and", "but", "as", "while", "according"];

/// True if the noun at `noun` counts all who live where the sentence says.
pub fn are_all(claim: &Claim, noun: &Range<usize>, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let value = &claim.mention(context.parts).tokens;
    let sentence = part.reading.sentences[claim.sentence].tokens.clone();
    let around = Around { claim, part, sentence, context };
    let beside = noun.start == value.end || value.contains(&noun.start);
    beside && (around.is_owned(value.start) && around.is_over(noun.end) || around.leads(value.start, noun.end) || around.live_in(value.start, noun.end))
}

struct Around<'a> {
    claim: &'a Claim,
    part: &'a PartReading<'a>,
    sentence: Range<usize>,
    context: &'a Context<'a>,
}

impl Around<'_> {
    fn says(&self, at: usize, words: &[u64]) -> bool {
        self.sentence.contains(&at) && says(self.part, at, words)
    }

    /// "Chad's 18 million people".
    fn is_owned(&self, value: usize) -> bool {
        value > self.sentence.start && self.says(value - 1, words!["'s", "’s", "its"])
    }

    /// True unless something narrows them down behind the noun.
    fn is_over(&self, end: usize) -> bool {
        let Some(token) = self.part.reading.tokens.get(end).filter(|_| self.sentence.contains(&end)) else { return true };
        token.kind == TokenKind::Mark && !token.is_hyphen() || self.says(end, NEXT)
    }

    /// "18 million people live in Chad": the sentence opens with them, and nothing more is told of where or how they live.
    fn live_in(&self, value: usize, end: usize) -> bool {
        let place = end + 2 + usize::from(self.says(end + 2, words!["the"]));
        let name = self.part.names_in(self.claim.sentence).iter().find(|n| n.tokens.start == place);
        let lives = self.says(end, words!["live", "lived"]) && self.says(end + 1, words!["in"]);
        value == self.sentence.start && lives && name.is_some_and(|name| self.is_over(name.tokens.end) && !self.says(name.tokens.end, words!["'s", "’s"]))
    }

    /// "With 18 million inhabitants in 2020, Chad is": the sentence opens with "with", and whose they are follows on the comma.
    fn leads(&self, value: usize, end: usize) -> bool {
        let with = (value.saturating_sub(WITH).max(self.sentence.start)..value).rev().find(|&i| self.says(i, words!["with"]));
        if with != Some(self.sentence.start) {
            return false;
        }
        let comma = (end..end + DATED).find(|&i| self.says(i, words![","])).filter(|&comma| self.is_dated(end..comma));
        comma.is_some_and(|comma| self.is_told(comma + 1) || self.says(comma + 1, words!["the"]) && self.is_told(comma + 2))
    }

    /// True if nothing but a date stands there: "as of 2016", "in 2016".
    fn is_dated(&self, mut between: Range<usize>) -> bool {
        let date = |i: usize| self.part.reading.mentions.iter().any(|m| m.sentence == self.claim.sentence && m.kind.is_date() && m.tokens.contains(&i));
        between.all(|i| self.says(i, words!["as", "of", "in", "by"]) || date(i))
    }

    /// True if a name, "it" or a description ("country") begins there.
    fn is_told(&self, at: usize) -> bool {
        let named = self.part.names_in(self.claim.sentence).iter().any(|n| n.tokens.start == at);
        let described = || {
            self.part.cues_in(self.claim.sentence).any(|c| c.tokens.start <= at && at < c.tokens.end && c.cues.iter().any(|c| c.class == CueClass::Description))
        };
        let pronoun = || self.part.reading.marks.get(at).is_some_and(|&mark| self.context.lexicon.words.classes(mark).contains(Class::PRONOUN));
        named || pronoun() || described()
    }
}
