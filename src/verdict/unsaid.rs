//! Whose a value is whose sentence does not say so.
//!
//! In: a link to somebody whom an earlier sentence named, the claim, and the words around it. Out: whether nobody else can be meant,
//! and whether the value misses the rows so clearly that it is wrong then. It refuses to know who was named how well: that is the
//! link's score.

use super::corroborated::is_of_its_sentence;
use super::decide::Outcome;
use super::value;
use crate::claim::{Claim, CueHit, NameCue, says};
use crate::lexicon::cue::CueClass;
use crate::link::beside::opens_with_place;
use crate::link::home::{HOME, TOLD_OF, is_topic, topic};
use crate::link::score::SURE;
use crate::link::stranger::{is_capital, is_of_stranger, names_stranger};
use crate::link::subject::{BY_DESCRIPTION, UNNAMED, fits_kind, is_object};
use crate::link::worth::EVENTS;
use crate::link::{Context, Link};
use crate::text::token::words;
use rust_decimal::Decimal;

/// A miss by more than this share of the row is one that …
const CLEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
/// … is clear where the phrase for the property is told so well.
const PLAIN: f64 = 0.80;
/// Words for what lies beyond whoever was named.
const ELSEWHERE: &[u64] = words![
    "elsewhere",
    "abroad",
    "overseas",
    "worldwide",
    "globally",
    "planet",
    "world",
    "continent",
    "region",
    "regionally",
    "neighbor",
    "neighbour",
    "neighbors",
    "neighbours"
];

/// True if the miss is one that no other way of measuring explains, or of a date that a pattern ties to its phrase: enough where it is only
/// left to be understood whose it is.
pub(super) fn is_clear(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let property = outcome.link.score.term("property");
    if claim.mention(context.parts).kind.is_date() {
        return property >= SURE;
    }
    property >= PLAIN && value::differs(outcome.allowed.as_ref(), &outcome.evidence, CLEAR)
}

/// True if the words between leave room for somebody else: the subject was named two sentences back or farther, and nothing in the value's own
/// stands for it. "The province grows tea. Its area is", "In the capital they can afford it. The coast is". A slip of the pen alone is
/// evidence enough then.
pub(super) fn is_far(link: &Link, claim: &Claim, context: &Context<'_>) -> bool {
    let unsaid = [UNNAMED, TOLD_OF, HOME].iter().any(|reason| link.score.rests_on("subject", reason));
    let near = |n: &NameCue| n.place.sentences_back < 2 && context.parts[n.name.0].names[n.name.1].is_of(link.subject);
    unsaid && !claim.names.iter().any(near)
}

/// True if "the state" alone stands for the subject: it may be one of its states.
pub(super) fn is_of_state(link: &Link, claim: &Claim, context: &Context<'_>) -> bool {
    let state = |hit: &CueHit| hit.place.sentences_back == 0 && says(&context.parts[hit.tokens.0], hit.tokens.1.start, words!["state", "territory"]);
    let led = |hit: &CueHit| hit.tokens.1.start > 0 && says(&context.parts[hit.tokens.0], hit.tokens.1.start - 1, words!["the", "this", "that"]);
    let carried = context.reference.kind_of(link.subject) == "country" && link.score.rests_on("subject", BY_DESCRIPTION);
    let described = || claim.cues.iter().filter(|h| h.class == CueClass::Description);
    carried && described().any(|hit| state(hit) && led(hit))
}

/// True if it can only be left to be understood whose the value is: its own sentence names no place, and nothing that may be one, and
/// no other one of the subject's kind stands in the sentences before, or none as near where the article is about the subject.
pub(super) fn is_left_to(link: &Link, claim: &Claim, context: &Context<'_>) -> bool {
    (!names_another(link, claim, context) || is_of_its_sentence(link, claim, context))
        && !tells_of_another(link, claim, context)
        && !is_of_stranger(claim, context)
        && !names_stranger(claim.sentence, claim, context)
}

/// True if a name here, or one before that may be meant as well, is of another place.
fn names_another(link: &Link, claim: &Claim, context: &Context<'_>) -> bool {
    let kind = context.reference.kind_of(link.subject);
    let entities = |n: &NameCue| context.parts[n.name.0].names[n.name.1].entities.iter().map(|e| e.0);
    let place = |n: &NameCue| entities(n).any(|e| context.reference.kind_of(e) != "person");
    let own = claim.names.iter().filter(|n| link.name == Some(n.name)).map(|n| n.place.sentences_back).min();
    let reach = own.filter(|_| is_topic(link.subject, claim, context)).unwrap_or(u32::MAX);
    let other = |n: &NameCue| n.place.sentences_back <= reach && entities(n).all(|e| e != link.subject && context.reference.kind_of(e) == kind);
    // "exports go to Chad": whom something is done to is not what a story goes on with, nor whoever it is not about
    let aside = |n: &NameCue| (link.name == Some(n.name) || link.name.is_none() && entities(n).any(|e| e == link.subject)) && is_object(n);
    let about = topic(claim, context).is_some_and(|topic| topic.entity != link.subject && context.reference.kind_of(topic.entity) == kind);
    about || claim.names.iter().any(|n| n.place.sentences_back == 0 && place(n) || aside(n) || other(n))
}

/// True if the words before the value tell of something else: "that state has", "in a city of", "the south has inflation of", "next door".
fn tells_of_another(link: &Link, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let before = part.reading.sentences[claim.sentence].tokens.start..claim.mention(context.parts).tokens.start;
    let here = |hit: &&CueHit| hit.place.sentences_back == 0 && hit.class == CueClass::Description && hit.tokens.0 == claim.part;
    let mut described = claim.cues.iter().filter(here).peekable();
    let had = described.peek().is_none() && before.clone().any(|at| says(part, at, words!["has", "have", "had"]));
    let that = |hit: &CueHit| hit.tokens.1.start > 0 && says(part, hit.tokens.1.start - 1, words!["that"]);
    let of_kind = |hit: &CueHit| &*hit.value == "any" || fits_kind(context, link.subject, &hit.value);
    let own_place = opens_with_place(part, claim.sentence);
    had || own_place && context.home != Some(link.subject)
        || described.any(|hit| that(hit) || hit.tokens.1.start < before.end && !of_kind(hit))
        || lies_beyond(claim, context)
}

/// True if the words before the value lead away from whoever was named: "next door", "over the planet".
fn lies_beyond(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let mut before = part.reading.sentences[claim.sentence].tokens.start..claim.mention(context.parts).tokens.start;
    before.any(|at| says(part, at, ELSEWHERE) || says(part, at, words!["next"]) && says(part, at + 1, words!["door"]))
}

/// True if the sentence does not name the link's subject, and its words lead away from whoever was named before.
pub(super) fn is_beyond(link: &Link, claim: &Claim, context: &Context<'_>) -> bool {
    let named = claim.names.iter().any(|n| n.place.sentences_back == 0 && context.parts[n.name.0].names[n.name.1].is_of(link.subject));
    let event = EVENTS.contains(&context.reference.kind_of(link.subject));
    !named && (lies_beyond(claim, context) || !event && stands_elsewhere(claim, context))
}

/// True if the words before the value lead to another place, and nothing stands for whoever was named: "In Arica independence was won on".
fn stands_elsewhere(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let mut before = part.reading.sentences[claim.sentence].tokens.start..claim.mention(context.parts).tokens.start;
    let dated = |at: usize| part.reading.mentions_in(claim.sentence).iter().any(|m| m.tokens.contains(&at));
    let place = |at: usize| is_capital(part, at, context) && !dated(at);
    let described = claim.cues.iter().any(|h| h.place.sentences_back == 0 && h.place.before && h.class == CueClass::Description);
    !described && before.any(|at| says(part, at, words!["in", "at"]) && place(at + 1))
}
