//! An event's own dates and lengths: "the Chad war of 2005", "the war lasted 30 years".
//!
//! In: an event, a claim and the words between the two. Out: the properties that the value may be
//! one of without a phrase for any, and what that is worth. Beside the event's name a date is the
//! event's; further on it is of whatever the clause goes on to tell.

use super::Context;
use super::events::{self, Telling};
use super::subject::Candidate;
use super::worth::EVENTS;
use crate::claim::{Claim, CueHit, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::mention::draft::Kind;
use crate::reference::names::NameForm;
use crate::reference::{EntityId, PropertyId, ValueKind};
use crate::text::token::{TokenKind, words};

/// What a date of an event rests on that no phrase names.
pub const OWN_DATE: &str = "the event's own";
/// A value beside the name of an event, without a phrase for which of its properties it is.
const OWN: f64 = 0.74;
/// The same, where a verb says that it came to pass then.
const HAPPENED: f64 = 0.88;
/// The same, where the event is only told from its kind and parties, or the clause goes on to something else: too little for
/// a contradiction.
const FAR: f64 = 0.60;
/// How many particles may stand between an event's name and its date.
const BESIDE: usize = 3;
/// The same with a verb, where the event is only told from its kind and one party: another of that kind may be meant, unless the
/// date is the event's own but for some days.
pub const ONE_OF_KIND: f64 = 0.66;
/// How far before the word for an event its article may stand, in tokens.
const ADJECTIVES: usize = 4;
/// Words that a clause begins behind.
const CONJUNCTIONS: &[u64] = words!["and", "but", "that", "when", "where", "as", "because", "since", "while", "which"];
/// How well an event must be told for a verb to be its own …
const TOLD: f64 = 0.80;
/// … to be of one of its kind …
const KIND: f64 = 0.79;
/// … and for a length of time.
const NAMED: f64 = 0.87;

/// What it is worth that a value stands near an event without a phrase for the property.
pub fn strength(claim: &Claim, event: &Candidate, property: PropertyId, context: &Context<'_>) -> f64 {
    let beside = || event.strength > NAMED && (is_of_now(claim.mention(context.parts)) || is_beside(claim, event, context));
    let told = || Telling::of(claim, event.entity, context);
    match () {
        () if event.strength > KIND
            && is_start(event.entity, property, context)
            && (happens(claim, context) || is_dated(claim, claim.mention(context.parts), event.entity, context)) =>
        {
            let any = event.name.is_none() && told().is_some_and(|told| told.indefinite && told.recurs);
            if event.strength > TOLD && !any { HAPPENED } else { ONE_OF_KIND }
        }
        () if event.strength > KIND && is_end(property, context) && lasts_until(claim, event, context) => HAPPENED,
        () if beside() => OWN,
        () => FAR,
    }
}

/// True for the day on which an event begins, where it has one: what comes to pass then is nothing that was signed or landed later.
fn is_start(event: EntityId, property: PropertyId, context: &Context<'_>) -> bool {
    let starts = |id: PropertyId| context.reference.property(id).label.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("start"));
    starts(property) || !context.reference.properties_of(event).any(|(other, _)| starts(other))
}

/// True for the day on which an event ends.
fn is_end(property: PropertyId, context: &Context<'_>) -> bool {
    context.reference.property(property).label.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("end"))
}

/// "the war lasted until July 1953": the verb stands between the event and the date, and nothing else does.
fn lasts_until(claim: &Claim, event: &Candidate, context: &Context<'_>) -> bool {
    let (part, mention) = (&context.parts[claim.part], claim.mention(context.parts));
    let until = matches!(mention.said, Some(DateExpr::Until(_)));
    let Some(verb) = mention.tokens.start.checked_sub(1).filter(|&at| until && says(part, at, words!["lasted", "raged", "continued"])) else { return false };
    let kinds = events::kinds(event.entity, context);
    let told = |h: &&CueHit| h.class == CueClass::Event && h.tokens.0 == claim.part && kinds.contains(&h.value);
    let named = event.name.filter(|name| name.0 == claim.part).map(|name| part.names[name.1].tokens.end);
    named == Some(verb) || claim.cues.iter().filter(told).any(|h| h.tokens.1.end == verb)
}

/// True if a date of the claim's sentence belongs to the word for the event: "the bombing of Chad on 6 August", "Chad's war with Niger in August 2008". The word
/// stands in the sentence with an article or its owner, and only particles and names lead from it to the date.
pub fn is_dated(claim: &Claim, date: &Mention, event: EntityId, context: &Context<'_>) -> bool {
    let (part, value) = (&context.parts[claim.part], date.tokens.start);
    let kinds = events::kinds(event, context);
    let class = |i: usize| context.lexicon.words.classes(part.reading.marks[i]);
    let named = |i: usize| part.names_in(claim.sentence).iter().any(|name| name.tokens.contains(&i));
    let joins = |i: usize| says(part, i, words!["and"]) && named(i + 1);
    let leads = |i: usize| part.reading.tokens[i].kind == TokenKind::Word && class(i).intersects(Class::FUNCTION | Class::ARTICLE);
    let joint = |i: usize| named(i) || joins(i) || leads(i) && !says(part, i, words!["and", "but", "that", "who", "which"]);
    let start = part.reading.sentences[claim.sentence].tokens.start;
    let definite = |at: usize| {
        let before = (start..at).rev().take(ADJECTIVES).find(|&i| class(i).contains(Class::ARTICLE) || says(part, i, words!["'s", "\u{2019}s", "the", "this"]));
        before.is_some_and(|i| !says(part, i, words!["a", "an"]))
    };
    let hits = claim.cues.iter().filter(|h| h.class == CueClass::Event && h.tokens.0 == claim.part && h.place.sentences_back == 0);
    hits.filter(|h| kinds.contains(&h.value)).map(|h| &h.tokens.1).any(|at| at.end <= value && (at.end..value).all(joint) && definite(at.start))
}

/// True if a verb says that something came to pass on the date: "was fought in", "broke out in Chad on", "On 3 May, Chad was struck by".
/// Between the two stand only particles, names and what the event is called.
pub fn happens(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let (value, sentence) = (&claim.mention(context.parts).tokens, &part.reading.sentences[claim.sentence].tokens);
    let class = |i: usize| context.lexicon.words.classes(part.reading.marks[i]);
    let called = |i: usize| claim.cues.iter().any(|h| h.class == CueClass::Event && h.tokens.0 == claim.part && h.tokens.1.contains(&i));
    let named = |i: usize| part.names_in(claim.sentence).iter().any(|name| name.tokens.contains(&i));
    let mentioned = |i: usize| part.reading.mentions.iter().any(|m| m.sentence == claim.sentence && m.tokens.contains(&i));
    let particle = |i: usize| part.reading.tokens[i].kind == TokenKind::Mark || class(i).intersects(Class::FUNCTION | Class::ARTICLE | Class::PAST);
    let idle = |i: usize| particle(i) || called(i) || named(i) || mentioned(i);
    let verb = |h: &&CueHit| match h.class {
        CueClass::Happening => true,
        CueClass::Event => part.reading.tokens[h.tokens.1.end - 1].span().of(part.text).ends_with("ed"),
        _ => false,
    };
    let opening = (sentence.start..value.start).all(particle);
    let mut verbs = claim.cues.iter().filter(|h| h.tokens.0 == claim.part && sentence.contains(&h.tokens.1.start)).filter(verb);
    verbs.any(|h| {
        let at = &h.tokens.1;
        at.end <= value.start && (at.end..value.start).all(idle) || opening && value.end <= at.start && (value.end..at.start).all(idle)
    })
}

/// True for a length of time, and for a day told by the story's own time: news of an event is told so.
fn is_of_now(mention: &Mention) -> bool {
    !mention.kind.is_date() || mention.said.as_ref().is_some_and(DateExpr::is_of_the_story)
}

/// True if only particles and marks stand between the event's name and the value behind it, or nothing between the value and the
/// name. "In 1950" behind a name dates the event only where that leads its clause: who entered the war in that year did not begin it.
fn is_beside(claim: &Claim, event: &Candidate, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let (value, last) = (claim.mention(context.parts).tokens.start, claim.mention(context.parts).tokens.end);
    let Some(name) = event.name.filter(|name| name.0 == claim.part).map(|name| &part.names[name.1].tokens) else { return false };
    let class = |i: usize| context.lexicon.words.classes(part.reading.marks[i]);
    let particle = |i: usize| part.reading.tokens[i].kind == TokenKind::Mark || class(i).intersects(Class::FUNCTION | Class::ARTICLE);
    let start = part.reading.sentences[claim.sentence].tokens.start;
    let leads = || {
        let before = (start..name.start).rev().find(|&i| !class(i).contains(Class::ARTICLE));
        before.is_none_or(|i| part.reading.tokens[i].kind == TokenKind::Mark || says(part, i, CONJUNCTIONS))
    };
    let led = value > start && says(part, value - 1, words!["in", "on", "at"]);
    name.start == last || name.end <= value && value - name.end <= BESIDE && (name.end..value).all(particle) && (!led || leads())
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
