//! Nouns for people that count all of them.
//!
//! In: a number with "people", "residents", "inhabitants" behind it and the words around both. Out:
//! whether the words say that they are all who live there: "Chad's 18 million people are", "With 18
//! million inhabitants, Chad is". Whatever narrows them down ("people who", "residents of", "people
//! without") makes them some.

use super::Context;
use super::narrow::GROUPS;
use super::property::is_perfect;
use crate::claim::{Claim, PartReading, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::text::token::{TokenKind, words};
use std::ops::Range;

/// How far behind the noun the comma may stand, a date between them.
const DATED: usize = 5;
/// How far before the value "with" may stand.
const WITH: usize = 3;

/// How far before the value the verb of having may stand, a hedge between them.
const HAVING: usize = 4;
/// How far behind the place the value may stand, a verb and a hedge between them.
const VERB: usize = 4;

/// Words that make the people before them some, besides those that tell groups apart.
const LIMITS: &[u64] = words!["of", "from", "on", "abroad", "at"];

/// Words that may follow on all people of a place: what is said of them, or what comes next.
const NEXT: &[u64] = words!["is", "are", "was", "were", "have", "has", "had", "live", "lived", "and", "but", "as", "while", "according"];

/// True if the noun at `noun` counts all who live where the sentence says.
pub fn are_all(claim: &Claim, noun: &Range<usize>, context: &Context<'_>) -> bool {
    let value = &claim.mention(context.parts).tokens;
    let around = Around::of(claim, context);
    let beside = noun.start == value.end || value.contains(&noun.start);
    let of_place = || {
        around.leads(value.start, noun.end)
            || around.live_in(value.start, noun.end)
            || around.exist(value.start, noun.end)
            || around.is_entry(value.start, noun.end)
            || around.has(value.start, noun.end)
            || around.are_apposed(value.start, noun.end)
    };
    // "Chad's 18 million people know": what is said of all that somebody has
    let owned = || around.is_owned(value.start) && (around.is_over(noun.end) || !around.is_limited(noun.end));
    beside && (owned() || of_place()) || around.is_number_of(noun, value)
}

/// True if the words behind the noun make them some: "people of foreign origin", "people living abroad", "people in work".
pub fn are_limited(claim: &Claim, noun: &Range<usize>, context: &Context<'_>) -> bool {
    Around::of(claim, context).is_limited(noun.end)
}

struct Around<'a> {
    claim: &'a Claim,
    part: &'a PartReading<'a>,
    sentence: Range<usize>,
    context: &'a Context<'a>,
}

impl<'a> Around<'a> {
    fn of(claim: &'a Claim, context: &'a Context<'a>) -> Self {
        let part = &context.parts[claim.part];
        Around { claim, part, sentence: part.reading.sentences[claim.sentence].tokens.clone(), context }
    }

    fn says(&self, at: usize, words: &[u64]) -> bool {
        self.sentence.contains(&at) && says(self.part, at, words)
    }

    /// "Chad's 18 million people".
    fn is_owned(&self, value: usize) -> bool {
        value > self.sentence.start && self.says(value - 1, words!["'s", "’s", "its"])
    }

    fn is_limited(&self, end: usize) -> bool {
        let inside = |at: usize| self.sentence.contains(&at) && self.part.reading.tokens[at].kind == TokenKind::Word;
        let named = |at: usize| self.part.names_in(self.claim.sentence).iter().any(|n| n.tokens.contains(&at));
        let determined = |at: usize| self.says(at, words!["the", "an", "a", "this", "all", "total", "every", "each", "early", "late", "mid"]);
        // "in 2020", "in the 30 provinces", "in Chad" limit nothing
        let within = || self.says(end, words!["in"]) && inside(end + 1) && !determined(end + 1) && !named(end + 1) && !self.is_dated(end + 1..end + 2);
        // "people living abroad", "people registered to vote"
        let participle = || ["ing", "ed"].iter().any(|ending| self.part.reading.tokens[end].span().of(self.part.text).ends_with(ending));
        inside(end) && (self.says(end, LIMITS) || self.says(end, GROUPS) || participle() || within())
    }

    /// True unless something narrows them down behind the noun.
    fn is_over(&self, end: usize) -> bool {
        let Some(token) = self.part.reading.tokens.get(end).filter(|_| self.sentence.contains(&end)) else { return true };
        let modal = || self.context.lexicon.words.classes(self.part.reading.marks[end]).intersects(Class::MODAL | Class::FUTURE);
        token.kind == TokenKind::Mark && !token.is_hyphen() || self.says(end, NEXT) || modal()
    }

    /// "18 million people live in Chad", "In 2020, 18 million people lived in Chad": the sentence opens with them, and nothing more
    /// is told of where or how they live.
    fn live_in(&self, value: usize, end: usize) -> bool {
        let lives = self.says(end, words!["live", "lived"]) && self.says(end + 1, words!["in"]);
        // "lived in the country"
        let described = || (self.says(end + 2, words!["the"]) && self.is_told(end + 3)).then_some(end + 4);
        self.opens(value) && lives && self.place_from(end + 2).or_else(described).is_some_and(|place| self.is_over_by_then(place))
    }

    /// "Chad, which left the union in 1960, has about 18 million people": the verb goes on with what opens the sentence, behind an aside or
    /// another verb, and nothing more is told of them.
    fn has(&self, value: usize, end: usize) -> bool {
        let within = value.saturating_sub(HAVING).max(self.sentence.start)..value;
        let Some(verb) = within.rev().find(|&i| self.says(i, words!["has", "have", "had", "numbered", "numbers", "counted", "counts"])) else { return false };
        let plain = |i: usize| !self.says(i, words![",", ";", "and", "or"]) && self.part.reading.tokens[i].kind == TokenKind::Word;
        let goes_on = verb > self.sentence.start && self.says(verb - 1, words![",", "and"]);
        let start = self.sentence.start;
        let opens = || self.is_told(start) || self.says(start, words!["the"]) && self.is_told(start + 1);
        goes_on && (verb + 1..value).all(plain) && !is_perfect(self.claim, self.context) && opens() && self.is_over_by_then(end)
    }

    /// True if nothing but a date follows before it is over: "had 18 million people in 2020."
    fn is_over_by_then(&self, end: usize) -> bool {
        let date = self.part.reading.mentions_in(self.claim.sentence).iter().find(|m| m.kind.is_date() && (end..end + 3).contains(&m.tokens.start));
        self.is_over(end) || date.is_some_and(|date| self.is_dated(end..date.tokens.end) && self.is_over(date.tokens.end))
    }

    /// "There are 18 million people in Chad": nothing more is told of them.
    fn exist(&self, value: usize, end: usize) -> bool {
        let there = value >= 2 && self.says(value - 2, words!["there"]) && self.says(value - 1, words!["are", "were"]);
        there && self.says(end, words!["in"]) && self.place_from(end + 1).is_some_and(|place| self.is_over(place))
    }

    /// True if nothing but a date and a comma stands before the value in its sentence.
    fn opens(&self, value: usize) -> bool {
        let comma = value.checked_sub(1).filter(|&i| self.says(i, words![","]));
        value == self.sentence.start || comma.is_some_and(|comma| self.is_dated(self.sentence.start..comma))
    }

    /// One past the name that begins there, an article before it aside; none if it owns something.
    fn place_from(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.says(at, words!["the"]));
        let end = self.part.names_in(self.claim.sentence).iter().find(|n| n.tokens.start == at)?.tokens.end;
        (!self.says(end, words!["'s", "’s"])).then_some(end)
    }

    /// "Chad: 18 million inhabitants": all that stands there.
    fn is_entry(&self, value: usize, end: usize) -> bool {
        let colon = value.checked_sub(1).filter(|&i| self.says(i, words![":"]));
        let place = self.place_from(self.sentence.start);
        let ends = end >= self.sentence.end || end + 1 == self.sentence.end && self.part.reading.tokens[end].kind == TokenKind::Mark;
        colon.is_some() && colon == place && ends
    }

    /// "the number of people living in Chad reached 18 million"
    fn is_number_of(&self, noun: &Range<usize>, value: &Range<usize>) -> bool {
        let counted = noun.start >= 2 && self.says(noun.start - 1, words!["of"]) && self.says(noun.start - 2, words!["number"]);
        let at = self.says(noun.end, words!["was", "is", "stood"]) && (noun.end..value.start).all(|i| self.part.reading.tokens[i].kind == TokenKind::Word);
        if counted && at && noun.end < value.start && value.start - noun.end <= VERB && self.is_over_by_then(value.end) {
            return true;
        }
        let living = self.says(noun.end, words!["living"]) && self.says(noun.end + 1, words!["in"]);
        let place = counted.then(|| self.place_from(noun.end + 2)).flatten().filter(|_| living && noun.end < value.start);
        place.is_some_and(|place| value.start > place && value.start - place <= VERB && !(place..value.start).any(|i| self.says(i, words![","])))
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

    /// "Chad, with about 18 million inhabitants, is dry".
    fn are_apposed(&self, value: usize, end: usize) -> bool {
        let with = (value.saturating_sub(WITH).max(self.sentence.start)..value).rev().find(|&i| self.says(i, words!["with"]));
        let comma = with.and_then(|with| with.checked_sub(1)).filter(|&comma| self.says(comma, words![","]));
        comma.is_some() && comma == self.place_from(self.sentence.start) && self.says(end, words![","])
    }

    /// True if nothing but a date stands there: "as of 2016", "in 2016".
    fn is_dated(&self, mut between: Range<usize>) -> bool {
        let date = |i: usize| self.part.reading.mentions_in(self.claim.sentence).iter().any(|m| m.kind.is_date() && m.tokens.contains(&i));
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
