//! An event's own dates and lengths: "the Chad war of 2005", "the war lasted 30 years".
//!
//! In: an event, a claim and how the words tie the two. Out: the properties that the value may be
//! one of without a phrase for any, and what that is worth. Beside the event's name a date is the
//! event's; further on it is of whatever the clause goes on to tell.

use super::Context;
use super::dated::Ties;
use super::events::Telling;
use super::subject::Candidate;
use super::worth::EVENTS;
use crate::claim::{Claim, says};
use crate::lexicon::cue::CueClass;
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::mention::draft::Kind;
use crate::reference::names::NameForm;
use crate::reference::{EntityId, PropertyId, ValueKind};
use crate::text::token::words;

/// What a date of an event rests on that no phrase names.
pub const OWN_DATE: &str = "the event's own";
/// A value beside the name of an event, without a phrase for which of its properties it is.
const OWN: f64 = 0.74;
/// The same, where a verb says that it came to pass then.
const HAPPENED: f64 = 0.88;
/// The same, where the event is only told from its kind and parties, or the clause goes on to something else: too little for
/// a contradiction.
const FAR: f64 = 0.60;
/// The same with a verb, where the event is only told from its kind and one party: another of that kind may be meant, unless the
/// date is the event's own but for some days.
pub const ONE_OF_KIND: f64 = 0.66;
/// How well an event must be told for a verb to be its own …
const TOLD: f64 = 0.80;
/// … to be of one of its kind …
const KIND: f64 = 0.79;
/// … and for a length of time.
const NAMED: f64 = 0.87;

/// The dates of an event, for a date; its duration, for a length of time; each with what it is worth that the value stands near the event
/// without a phrase for it.
pub fn properties(claim: &Claim, event: &Candidate, context: &Context<'_>) -> Vec<(PropertyId, f64)> {
    let reference = context.reference;
    let Some(wanted) = wanted(claim, context).filter(|_| EVENTS.contains(&reference.kind_of(event.entity))) else { return Vec::new() };
    let (ties, mention) = (Ties::of(claim, context), claim.mention(context.parts));
    let beside = event.strength > NAMED && (is_of_now(mention) || ties.is_beside(event));
    let happened = event.strength > KIND && (ties.happens() || ties.is_of_event(mention, event.entity));
    let over = event.strength > KIND && ties.lasts_until(event);
    let strength = |property: PropertyId| match () {
        () if happened && is_start(event.entity, property, context) => of_kind(claim, event, context),
        () if over && reference.property(property).begins_with("end") => HAPPENED,
        () if beside => OWN,
        () => FAR,
    };
    let own = reference.properties_of(event.entity).map(|(property, _)| property).filter(|p| reference.property(*p).kind == wanted);
    own.map(|property| (property, strength(property))).collect()
}

/// What it is worth that an event came to pass on a date: less where any event of its kind may be meant.
fn of_kind(claim: &Claim, event: &Candidate, context: &Context<'_>) -> f64 {
    let any = || event.name.is_none() && Telling::of(claim, event.entity, context).is_some_and(|told| told.indefinite && told.recurs);
    if event.strength > TOLD && !any() { HAPPENED } else { ONE_OF_KIND }
}

/// True for the day on which an event begins, where it has one: what comes to pass then is nothing that was signed or landed later.
fn is_start(event: EntityId, property: PropertyId, context: &Context<'_>) -> bool {
    let starts = |id: PropertyId| context.reference.property(id).begins_with("start");
    starts(property) || !context.reference.properties_of(event).any(|(other, _)| starts(other))
}

/// True for a length of time, and for a day told by the story's own time: news of an event is told so.
fn is_of_now(mention: &Mention) -> bool {
    !mention.kind.is_date() || mention.said.as_ref().is_some_and(DateExpr::is_of_the_story)
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
