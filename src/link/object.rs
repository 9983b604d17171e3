//! With regard to what or whom: the border *with* X, independence *from* Y, refugees *to* Z.
//!
//! In: the rows of a subject's property and the names around the claim. Out: which
//! object is meant. Where all rows have the same object it need not be named; where they
//! differ it must be.

use super::Context;
use super::label::is_alike;
use super::subject::Candidate;
use crate::claim::{Claim, NameCue};
use crate::reference::{EntityId, Fact};

/// Rows with more texts as objects than this are parts of a whole, no rival definitions.
const DEFINITIONS: usize = 2;
/// How far from the value a word for the object may stand, in tokens.
const WORD_REACH: usize = 10;
/// How far behind the value "with" and a name may stand, in tokens.
const WITH_REACH: u32 = 5;
/// What an object rests on that stands in the text by name.
pub const NAMED: &str = "the object is named";

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

/// The objects of `facts` that the claim may mean.
pub fn choices(facts: &[&Fact], names: &[Candidate], subject: EntityId, claim: &Claim, context: &Context<'_>) -> Vec<Choice> {
    let mut objects: Vec<Option<EntityId>> = facts.iter().map(|f| f.object).collect();
    objects.sort_unstable();
    objects.dedup();
    let count = objects.len();
    objects.into_iter().filter_map(|object| choice(object, count, names, subject, claim, context)).collect()
}

/// What a name right behind the value and "with" may mean: "an 11 km border with X".
fn named_behind(claim: &Claim, context: &Context<'_>) -> Vec<EntityId> {
    let with =
        |n: &&NameCue| n.preposition == Some("with") && !n.place.before && n.place.sentences_back == 0 && n.place.clauses == 0 && n.place.gap <= WITH_REACH;
    let name = claim.names.iter().find(with).map(|n| &context.parts[n.name.0].names[n.name.1]);
    name.map_or_else(Vec::new, |n| n.entities.iter().map(|e| e.0).collect())
}

/// True if a word of the claim's sentence begins like the object of a row ("Christianity", "Christian").
fn is_said(name: &str, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let value = &claim.mention(context.parts).tokens;
    let sentence = &part.reading.sentences[claim.sentence].tokens;
    let word = |i: usize| part.reading.tokens[i].span().of(part.text);
    let stop = |i: &usize| matches!(word(*i), "," | ";" | "(" | ")" | "and" | "but" | "while");
    let before = (sentence.start..value.start).rev().take(WORD_REACH).take_while(|i| !stop(i));
    let behind = (value.end..sentence.end).take(WORD_REACH).take_while(|i| !stop(i));
    let same = context.lexicon.synonyms.replaced(name);
    before.chain(behind).any(|i| is_alike(word(i), name) || same.iter().any(|name| is_alike(word(i), name)))
}

fn choice(object: Option<EntityId>, count: usize, names: &[Candidate], subject: EntityId, claim: &Claim, context: &Context<'_>) -> Option<Choice> {
    let Some(entity) = object else {
        return Some(Choice { object, strength: 1.0, reason: "no object" });
    };
    // the definition of a figure ("votes cast") is seldom said
    let text = context.reference.entity(entity).kind == "text";
    // many texts are the parts of a whole, and a part must be named
    let definition = text && count <= DEFINITIONS;
    if text && is_said(context.reference.entity(entity).name, claim, context) {
        return Some(Choice { object, strength: 0.95, reason: NAMED });
    }
    // "a border with X" is with nobody else
    let with = named_behind(claim, context);
    if !with.is_empty() && !with.contains(&entity) && !with.contains(&subject) {
        return None;
    }
    match names.iter().find(|c| c.entity == entity && entity != subject) {
        Some(named) => Some(Choice { object, strength: (named.strength + 0.25).min(1.0), reason: NAMED }),
        None if count == 1 => Some(Choice { object, strength: 0.85, reason: "the only object" }),
        None if definition => Some(Choice { object, strength: 0.5, reason: "one of several definitions" }),
        None => None,
    }
}
