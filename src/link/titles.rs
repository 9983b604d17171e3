//! People named by their office: "the Chadian president", "Mali's prime minister", "the king of Niger".
//!
//! In: the cues for offices in a claim's sentence, and who is named beside them. Out: who held
//! the office at the claim's time, if the reference has one holder. An office alone ("the
//! president") is nobody's.

use super::subject::Candidate;
use super::tenure::told;
use super::{Context, rows};
use crate::claim::{Claim, CueHit, PartReading, says};
use crate::lexicon::cue::CueClass;
use crate::mention::name::Name;
use crate::reference::{EntityId, Fact, PropertyId, ValueKind};
use crate::text::token::{Form, TokenKind, words};

/// What somebody rests on whose title alone is told.
pub(super) const TOLD: &str = "told by an office";

/// How well somebody is told by office and country.
const BY_OFFICE: f64 = 0.84;
/// How well somebody is told by office, of the country that the article is about.
const AT_HOME: f64 = 0.62;
/// What a clause between office and value costs.
const CLAUSE: f64 = 0.05;

/// Those who hold the offices that the claim's sentence names.
pub fn candidates(claim: &Claim, context: &Context<'_>) -> Vec<Candidate> {
    told(claim, CueClass::Title).filter_map(|hit| holder(hit, claim, context)).collect()
}

/// True if the claim's sentence names an office, and it is told of which country.
pub(super) fn is_told(claim: &Claim, context: &Context<'_>) -> bool {
    told(claim, CueClass::Title).any(|hit| country_of(hit, claim, context).is_some())
}

fn holder(hit: &CueHit, claim: &Claim, context: &Context<'_>) -> Option<Candidate> {
    let (country, known) = country_of(hit, claim, context)?;
    let property = context.reference.properties().iter().position(|p| p.kind == ValueKind::Name && p.id == *hit.value)?;
    let property = PropertyId(property as u32);
    let entity = at_the_time(country, property, claim, context)?;
    let strength = known - (f64::from(hit.place.clauses) * CLAUSE).min(0.25);
    Some(Candidate { entity, strength, reason: TOLD, list: None, name: None, leads: hit.place.before, people: false })
}

/// The country whose office is told, by name or as the one that the article is about, and what that is worth.
fn country_of(hit: &CueHit, claim: &Claim, context: &Context<'_>) -> Option<(EntityId, f64)> {
    let part = &context.parts[claim.part];
    let Some(name) = of_whom(part, claim.sentence, hit) else { return Some((context.home.filter(|_| is_of_home(part, hit))?, AT_HOME)) };
    let [(country, _)] = name.entities[..] else { return None };
    Some((country, BY_OFFICE))
}

/// True for "the president," and "The prime minister": of nobody else, and not by name.
fn is_of_home(part: &PartReading<'_>, hit: &CueHit) -> bool {
    let (start, end) = (hit.tokens.1.start, hit.tokens.1.end);
    let led = start.checked_sub(1).is_some_and(|at| says(part, at, words!["the"]));
    let named = part.names.get(part.names.partition_point(|name| name.tokens.start < end)).is_some_and(|name| name.tokens.start == end);
    let capital = part.reading.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Word && token.form.contains(Form::CAPITAL));
    led && !named && !capital && !says(part, end, words!["of", "for", "from", "in", "at"])
}

/// The country that stands right before the office, its "'s" between them at most, or behind it and "of".
pub(super) fn of_whom<'a>(part: &'a PartReading<'_>, sentence: usize, hit: &CueHit) -> Option<&'a Name> {
    let (start, end) = (hit.tokens.1.start, hit.tokens.1.end);
    let owner = start.checked_sub(1).filter(|&i| says(part, i, words!["'s", "\u{2019}s", "'", "\u{2019}"])).unwrap_or(start);
    let of = end + 1 + usize::from(says(part, end + 1, words!["the"]));
    let names = part.names_in(sentence).iter().filter(|n| !n.inside);
    let beside = |n: &&Name| n.tokens.end == owner || says(part, end, words!["of"]) && n.tokens.start == of;
    names.into_iter().find(beside)
}

/// The one holder of an office at the claim's time.
fn at_the_time(country: EntityId, property: PropertyId, claim: &Claim, context: &Context<'_>) -> Option<EntityId> {
    let facts: Vec<Fact> = context.reference.facts_of(country, property).collect();
    let period = claim.time.filter(|_| !claim.mention(context.parts).kind.is_date());
    let chosen = rows::choose(&facts.iter().collect::<Vec<_>>(), context.reference.property(property), period, context)?;
    let mut holders: Vec<EntityId> = chosen.deciding.iter().filter_map(|f| f.object).collect();
    holders.sort_unstable();
    holders.dedup();
    match holders[..] {
        [one] => Some(one),
        _ => None,
    }
}
