//! With regard to what or whom: the border *with* X, independence *from* Y, refugees *to* Z.
//!
//! In: the rows of a subject's property and the names around the claim. Out: which
//! object is meant. Where all rows have the same object it need not be named; where they
//! differ it must be.

use super::Context;
use super::label::Words;
use super::subject::Candidate;
use crate::claim::{Claim, NameCue};
use crate::mention::name::Name;
use crate::reference::names::NameForm;
use crate::reference::{EntityId, Fact, ValueKind};

/// Rows with more texts as objects than this are parts of a whole, no rival definitions.
const DEFINITIONS: usize = 2;
/// How far from the value a word for the object may stand, in tokens.
const WORD_REACH: usize = 10;
/// How far behind the value "with" and a name may stand, in tokens.
const WITH_REACH: u32 = 5;
/// What an object rests on that stands in the text by name.
pub const NAMED: &str = "the object is named";
/// What an object rests on where the words name somebody else in its place: too little for a contradiction.
pub const INSTEAD: &str = "another is named in its place";

/// What an object of several dates rests on that the words leave out ("declared its independence", from whom is not said):
/// too little for a contradiction.
pub const UNSAID: &str = "one of several objects";
/// Of so many dates of one kind the words may mean any.
const DATES: usize = 4;

/// What an object rests on that is one of two definitions of a figure: too little for a contradiction.
pub const DEFINITION: &str = "one of several definitions";

/// An object that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Which; none for rows without one.
    pub object: Option<EntityId>,
    /// How well it stands there.
    pub strength: f64,
    /// What that rests on.
    pub reason: &'static str,
}

/// Of rows without an object.
const NO_OBJECT: Choice = Choice { object: None, strength: 1.0, reason: "no object" };

/// The objects of `facts` that the claim may mean.
pub fn choices(facts: &[&Fact], names: &[Candidate], subject: EntityId, claim: &Claim, context: &Context<'_>) -> Vec<Choice> {
    let mut objects: Vec<Option<EntityId>> = facts.iter().map(|f| f.object).collect();
    objects.sort_unstable();
    objects.dedup();
    if objects == [None] {
        return vec![NO_OBJECT];
    }
    let around = Around {
        count: objects.len(),
        share: facts.first().is_some_and(|f| context.reference.property(f.property).kind == ValueKind::Percent),
        with: named_behind(claim, context),
        others: parties(claim, context),
        words: words_around(subject, claim, context),
        names,
        subject,
    };
    let chosen: Vec<Choice> = objects.iter().filter_map(|&object| around.choice(object, context)).collect();
    // in the sentence, or before it where the sentence names nobody
    let alone = !claim.names.iter().any(|n| n.place.sentences_back == 0);
    let named = names.iter().any(|c| c.entity == subject && (alone || is_here(c, claim, context)));
    if !named || chosen.iter().any(|c| c.reason == NAMED) || !around.with.is_empty() || !is_of_few_dates(facts, objects.len(), claim, context) {
        return chosen;
    }
    let left = objects.into_iter().filter(|object| object.is_some() && !chosen.iter().any(|c| c.object == *object));
    let unsaid: Vec<Choice> = left.map(|object| Choice { object, strength: 0.5, reason: UNSAID }).collect();
    chosen.into_iter().chain(unsaid).collect()
}

/// Why an object that nobody names is taken.
pub const ONLY: &str = "the only object";

/// True if the candidate's name stands in the claim's sentence.
pub(super) fn is_here(candidate: &Candidate, claim: &Claim, context: &Context<'_>) -> bool {
    candidate.name.is_some_and(|(part, name)| part == claim.part && context.parts[part].names[name].sentence == claim.sentence)
}

/// True if the rows are the few dates of one kind that a subject has, and the sentence has a phrase for them: independence
/// from one empire, and from the next.
fn is_of_few_dates(facts: &[&Fact], objects: usize, claim: &Claim, context: &Context<'_>) -> bool {
    let Some(property) = facts.first().map(|f| f.property).filter(|p| objects <= DATES && context.reference.property(*p).kind == ValueKind::Date) else {
        return false;
    };
    let here = claim.terms.iter().filter(|t| t.place.sentences_back == 0).map(|t| &context.parts[t.term.0].terms[t.term.1]);
    here.into_iter().any(|term| term.entries.iter().any(|e| e.property == property))
}

/// What a name right behind the value and "with" may mean: "an 11 km border with X".
fn named_behind(claim: &Claim, context: &Context<'_>) -> Vec<EntityId> {
    let with =
        |n: &&NameCue| n.preposition == Some("with") && !n.place.before && n.place.sentences_back == 0 && n.place.clauses == 0 && n.place.gap <= WITH_REACH;
    let name = claim.names.iter().find(with).map(|n| &context.parts[n.name.0].names[n.name.1]);
    name.map_or_else(Vec::new, |n| n.entities.iter().map(|e| e.0).collect())
}

/// Who is named in the value's clause as the one by, from or into whom, on or against whom something happened.
fn parties(claim: &Claim, context: &Context<'_>) -> Vec<EntityId> {
    let party = |n: &&NameCue| n.place.sentences_back == 0 && n.place.clauses == 0 && matches!(n.preposition, Some("by" | "from" | "into" | "on" | "against"));
    let names = claim.names.iter().filter(party).map(|n| &context.parts[n.name.0].names[n.name.1]);
    names.flat_map(|n| n.entities.iter().map(|e| e.0)).collect()
}

/// The words around the value that may name an object; the subject's own name ("Estonia") names nobody of its people.
fn words_around<'a>(subject: EntityId, claim: &Claim, context: &Context<'a>) -> Words<'a> {
    let part = &context.parts[claim.part];
    let value = &claim.mention(context.parts).tokens;
    let sentence = &part.reading.sentences[claim.sentence].tokens;
    let word = |i: usize| part.reading.tokens[i].span().of(part.text);
    let stop = |i: &usize| matches!(word(*i), "," | ";" | "(" | ")" | "and" | "but" | "while");
    let before = (sentence.start..value.start).rev().take(WORD_REACH).take_while(|i| !stop(i));
    let behind = (value.end..sentence.end).take(WORD_REACH).take_while(|i| !stop(i));
    let own = |name: &Name| name.entities.iter().any(|e| e.0 == subject && e.1 != NameForm::Demonym);
    let owned = |i: &usize| part.names_in(claim.sentence).iter().any(|name| name.tokens.contains(i) && own(name));
    Words::new(before.chain(behind).filter(|i| !owned(i)).map(word))
}

/// True if one of the words begins like the object of a row, or like a synonym of it ("Christianity", "Christian").
fn is_said(name: &str, words: &Words<'_>, context: &Context<'_>) -> bool {
    words.hold(name) || context.lexicon.synonyms.replaced(name).iter().any(|name| words.hold(name))
}

/// What stands around a claim that may tell its object.
struct Around<'a> {
    /// How many objects there are.
    count: usize,
    /// They are parts of a whole, in percent.
    share: bool,
    /// Who is named right behind the value and "with".
    with: Vec<EntityId>,
    /// By, from or into whom it happened.
    others: Vec<EntityId>,
    words: Words<'a>,
    names: &'a [Candidate],
    subject: EntityId,
}

impl Around<'_> {
    fn choice(&self, object: Option<EntityId>, context: &Context<'_>) -> Option<Choice> {
        let Some(entity) = object else { return Some(NO_OBJECT) };
        // the definition of a figure ("votes cast") is seldom said
        let text = context.reference.kind_of(entity) == "text";
        // many texts are the parts of a whole, and a part must be named
        let definition = text && self.count <= DEFINITIONS;
        if text && is_said(context.reference.entity(entity).name, &self.words, context) {
            return Some(Choice { object, strength: 0.95, reason: NAMED });
        }
        // "a border with X" is with nobody else
        if !self.with.is_empty() && !self.with.contains(&entity) && !self.with.contains(&self.subject) {
            return None;
        }
        match self.names.iter().find(|c| c.entity == entity && entity != self.subject) {
            Some(named) => {
                let strength = if self.with.contains(&entity) { 1.0 } else { (named.strength + 0.25).min(1.0) };
                Some(Choice { object, strength, reason: NAMED })
            }
            None if self.count == 1 && self.others.iter().any(|o| *o != self.subject && is_alike(*o, entity, context)) => {
                Some(Choice { object, strength: 0.6, reason: INSTEAD })
            }
            None if self.share && text && is_proper(context.reference.entity(entity).name) && self.count == 1 => {
                Some(Choice { object, strength: 0.5, reason: DEFINITION })
            }
            None if self.count == 1 => Some(Choice { object, strength: 0.85, reason: ONLY }),
            None if definition => Some(Choice { object, strength: 0.5, reason: DEFINITION }),
            None => None,
        }
    }
}

/// True for "Kurdish" and "Catholic", which are parts of a whole, as against "votes cast".
fn is_proper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

/// True if both are states, or of one kind.
fn is_alike(a: EntityId, b: EntityId, context: &Context<'_>) -> bool {
    let kind = |id| context.reference.kind_of(id);
    let state = |kind: &str| matches!(kind, "country" | "historical-country" | "unrecognised-state");
    kind(a) == kind(b) || state(kind(a)) && state(kind(b))
}
