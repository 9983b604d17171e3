//! An event's own dates and lengths: "the Chad war of 2005", "the war lasted 30 years".
//!
//! In: an event, a claim and the words between the two. Out: the properties that the value may be
//! one of without a phrase for any, and what that is worth. Beside the event's name a date is the
//! event's; further on it is of whatever the clause goes on to tell.

use super::Context;
use super::subject::Candidate;
use super::worth::EVENTS;
use crate::claim::{Claim, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::mention::draft::Kind;
use crate::reference::names::NameForm;
use crate::reference::{EntityId, PropertyId, ValueKind};
use crate::text::token::{TokenKind, words};

/// A value beside the name of an event, without a phrase for which of its properties it is.
const OWN: f64 = 0.74;
/// The same, where a verb says that it came to pass then.
const HAPPENED: f64 = 0.88;
/// The same, where the event is only told from its kind and parties, or the clause goes on to something else: too little for
/// a contradiction.
const FAR: f64 = 0.60;
/// How many particles may stand between an event's name and its date.
const BESIDE: usize = 3;
/// How well an event must be told for a verb to be its own, or a length of time.
const TOLD: f64 = 0.80;
const NAMED: f64 = 0.87;

/// What it is worth that a value stands near an event without a phrase.
pub fn strength(claim: &Claim, event: &Candidate, context: &Context<'_>) -> f64 {
    let happened = |h: &crate::claim::CueHit| h.class == CueClass::Happening && h.place.sentences_back == 0 && h.place.before && h.place.gap <= 2;
    match () {
        () if event.strength > TOLD && claim.cues.iter().any(happened) => HAPPENED,
        () if event.strength > NAMED && (is_of_now(claim.mention(context.parts)) || is_beside(claim, event, context)) => OWN,
        () => FAR,
    }
}

/// True for a length of time, and for a day told by the story's own time: news of an event is told so.
fn is_of_now(mention: &Mention) -> bool {
    !mention.kind.is_date() || mention.said.as_ref().is_some_and(DateExpr::is_of_the_story)
}

/// True if only particles and marks stand between the event's name and the value behind it, or nothing between the value and the
/// name.
fn is_beside(claim: &Claim, event: &Candidate, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let (value, last) = (claim.mention(context.parts).tokens.start, claim.mention(context.parts).tokens.end);
    let name = event.name.filter(|name| name.0 == claim.part).map(|name| &part.names[name.1].tokens);
    let particle = |i: usize| {
        part.reading.tokens[i].kind == TokenKind::Mark || context.lexicon.words.classes(part.reading.marks[i]).intersects(Class::FUNCTION | Class::ARTICLE)
    };
    name.is_some_and(|name| name.start == last || name.end <= value && value - name.end <= BESIDE && (name.end..value).all(particle))
}

/// True unless nobody around the claim is an event, named or told by its kind.
pub fn may_be_of_event(claim: &Claim, context: &Context<'_>) -> bool {
    let is_event = |&(entity, _): &(EntityId, NameForm)| EVENTS.contains(&context.reference.kind_of(entity));
    let named = || claim.names.iter().any(|cue| context.parts[cue.name.0].names[cue.name.1].entities.iter().any(is_event));
    wanted(claim, context).is_some() && (claim.cues.iter().any(|h| h.class == CueClass::Event) || named())
}

/// What kind a property has that an event's value needs no phrase for.
fn wanted(claim: &Claim, context: &Context<'_>) -> Option<ValueKind> {
    let mention = claim.mention(context.parts);
    match mention.kind {
        Kind::Date | Kind::DateRange if mention.when.is_some() => Some(ValueKind::Date),
        // "two years after the war" is no length of it
        Kind::Duration if !says(&context.parts[claim.part], mention.tokens.end, words!["after", "before", "later", "earlier"]) => Some(ValueKind::Duration),
        _ => None,
    }
}

/// The dates of an event, for a date; its duration, for a length of time.
pub fn properties(claim: &Claim, entity: EntityId, context: &Context<'_>) -> Vec<PropertyId> {
    let Some(wanted) = wanted(claim, context).filter(|_| EVENTS.contains(&context.reference.kind_of(entity))) else { return Vec::new() };
    let own = context.reference.properties_of(entity).map(|(p, _)| p);
    own.filter(|p| context.reference.property(*p).kind == wanted).collect()
}
