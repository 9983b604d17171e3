//! How words tie a date to an event.
//!
//! In: a claim's sentence with the words for events in it. Out: whether a date is the event's: beside its name, behind the
//! word for its kind, with a verb of happening, or behind "lasted until". Rows and values are not known here.

use super::subject::Candidate;
use super::{Context, events};
use crate::claim::{Claim, CueHit, PartReading, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::reference::EntityId;
use crate::text::token::{TokenKind, words};
use std::ops::Range;

/// How many particles may stand between an event's name and its date.
const BESIDE: usize = 3;
/// How far before the word for an event its article may stand, in tokens.
const ADJECTIVES: usize = 4;
/// Words that a clause begins behind.
const CONJUNCTIONS: &[u64] = words!["and", "but", "that", "when", "where", "as", "because", "since", "while", "which"];

/// The words around a claim that may tie its date to an event.
pub struct Ties<'a> {
    claim: &'a Claim,
    context: &'a Context<'a>,
    part: &'a PartReading<'a>,
    /// The tokens of the claim's sentence.
    sentence: Range<usize>,
}

impl<'a> Ties<'a> {
    /// Of a claim.
    pub fn of(claim: &'a Claim, context: &'a Context<'a>) -> Self {
        let part = &context.parts[claim.part];
        Ties { claim, context, part, sentence: part.reading.sentences[claim.sentence].tokens.clone() }
    }

    /// True if only particles and marks stand between the event's name and the value behind it, or nothing between the value and the
    /// name. "In 1950" behind a name dates the event only where that leads its clause: who entered the war in that year did not begin it.
    pub fn is_beside(&self, event: &Candidate) -> bool {
        let value = self.value();
        let Some(name) = event.name.filter(|name| name.0 == self.claim.part).map(|name| &self.part.names[name.1].tokens) else { return false };
        let leads = || {
            let before = (self.sentence.start..name.start).rev().find(|&i| !self.class(i).contains(Class::ARTICLE));
            before.is_none_or(|i| self.is_mark(i) || self.says(i, CONJUNCTIONS))
        };
        let led = value.start > self.sentence.start && self.says(value.start - 1, words!["in", "on", "at"]);
        let near = name.end <= value.start && value.start - name.end <= BESIDE;
        name.start == value.end || near && (name.end..value.start).all(|i| self.is_particle(i)) && (!led || leads())
    }

    /// "the war lasted until July 1953": the verb stands between the event and the date, and nothing else does.
    pub fn lasts_until(&self, event: &Candidate) -> bool {
        let mention = self.claim.mention(self.context.parts);
        let until = matches!(mention.said, Some(DateExpr::Until(_)));
        let verb = mention.tokens.start.checked_sub(1).filter(|&at| until && self.says(at, words!["lasted", "raged", "continued"]));
        let named = || event.name.filter(|name| name.0 == self.claim.part).map(|name| self.part.names[name.1].tokens.end);
        let told = |verb: usize| events::words_for(self.claim, event.entity, self.context).any(|h| h.tokens.1.end == verb);
        verb.is_some_and(|verb| named() == Some(verb) || told(verb))
    }

    /// True if a date of the sentence belongs to the word for the event: "the bombing of Chad on 6 August", "Chad's war with Niger in
    /// August 2008". The word has an article or its owner, and only particles and names lead from it to the date.
    pub fn is_of_event(&self, date: &Mention, event: EntityId) -> bool {
        let value = date.tokens.start;
        let tied = |word: &Range<usize>| word.end <= value && (word.end..value).all(|i| self.joins(i)) && self.is_definite(word.start);
        events::words_for(self.claim, event, self.context).any(|h| tied(&h.tokens.1))
    }

    /// True if a verb says that something came to pass on the date: "was fought in", "broke out in Chad on", "On 3 May, Chad was struck by".
    /// Between the two stand only particles, names and what the event is called.
    pub fn happens(&self) -> bool {
        let value = self.value();
        let mentioned = |i: usize| self.part.reading.mentions_in(self.claim.sentence).iter().any(|m| m.tokens.contains(&i));
        let aside = |i: usize| self.is_particle(i) || self.class(i).contains(Class::PAST);
        let idle = |i: usize| aside(i) || self.is_called(i) || self.is_named(i) || mentioned(i);
        let opening = (self.sentence.start..value.start).all(aside);
        let verbs = self.hits().filter(|h| match h.class {
            CueClass::Happening => true,
            CueClass::Event => self.part.reading.tokens[h.tokens.1.end - 1].span().of(self.part.text).ends_with("ed"),
            _ => false,
        });
        let behind = |at: &Range<usize>| at.end <= value.start && (at.end..value.start).all(idle);
        let before = |at: &Range<usize>| opening && value.end <= at.start && (value.end..at.start).all(idle);
        verbs.map(|h| &h.tokens.1).any(|at| behind(at) || before(at))
    }

    fn value(&self) -> &'a Range<usize> {
        &self.claim.mention(self.context.parts).tokens
    }

    /// The cues of the sentence.
    fn hits(&self) -> impl Iterator<Item = &'a CueHit> {
        let (part, sentence) = (self.claim.part, self.sentence.clone());
        self.claim.cues.iter().filter(move |h| h.tokens.0 == part && sentence.contains(&h.tokens.1.start))
    }

    /// "the bombing", "Chad's war": not "a war".
    fn is_definite(&self, at: usize) -> bool {
        let leads = |&i: &usize| self.class(i).contains(Class::ARTICLE) || self.says(i, words!["'s", "\u{2019}s", "the", "this"]);
        let before = (self.sentence.start..at).rev().take(ADJECTIVES).find(leads);
        before.is_some_and(|i| !self.says(i, words!["a", "an"]))
    }

    /// True for what leads from an event to its date: names, particles, "and" between names.
    fn joins(&self, at: usize) -> bool {
        let stops = || self.says(at, words!["and", "but", "that", "who", "which"]);
        let and = || self.says(at, words!["and"]) && self.is_named(at + 1);
        self.is_named(at) || and() || !self.is_mark(at) && self.is_particle(at) && !stops()
    }

    /// True if the words for any event cover the token.
    fn is_called(&self, at: usize) -> bool {
        events::words_of(self.claim).any(|h| h.tokens.1.contains(&at))
    }

    fn is_named(&self, at: usize) -> bool {
        self.part.names_in(self.claim.sentence).iter().any(|name| name.tokens.contains(&at))
    }

    fn is_particle(&self, at: usize) -> bool {
        self.is_mark(at) || self.class(at).intersects(Class::FUNCTION | Class::ARTICLE)
    }

    fn is_mark(&self, at: usize) -> bool {
        self.part.reading.tokens[at].kind == TokenKind::Mark
    }

    fn class(&self, at: usize) -> Class {
        self.context.lexicon.words.classes(self.part.reading.marks[at])
    }

    fn says(&self, at: usize, words: &[u64]) -> bool {
        says(self.part, at, words)
    }
}
