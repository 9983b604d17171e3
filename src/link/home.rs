//! What an article is about.
//!
//! In: the names of all parts. Out: the name that it begins with, whom alone it has named so far, and the one country that it names first and
//! oftener than any other, as candidates for values that their own words give to nobody. It refuses to know how near a value stands to a name:
//! that is `subject`'s.

use super::Context;
use super::stranger::{is_of_stranger, names_stranger};
use super::subject::{Candidate, is_beside, is_of_kind, leads_elsewhere};
use crate::claim::{Claim, Manner, PartReading, preposition, says};
use crate::lexicon::cue::CueClass;
use crate::mention::name::Name;
use crate::reference::names::NameForm;
use crate::reference::{EntityId, Reference};
use crate::text::token::{Form, TokenKind, words};

/// What a subject rests on that is told so.
pub const HOME: &str = "the country that the article is about";
/// What a subject rests on that no sentence near the value names.
pub const TOLD_OF: &str = "what the article is about";
/// The last sentence in which a name may stand first that the article is about.
const TOPIC: usize = 1;
/// What the article's topic is worth where nobody named in the sentence has the property, and where nobody is named, what the name is that leads
/// the sentence before: too little for a contradiction.
pub(super) const ABOUT: f64 = 0.68;
/// What the only one that the article has named is worth, where the value's own sentence names nobody.
pub(super) const SOLE: f64 = 0.72;
/// What it is worth: enough for a link to a property that is told, and for a contradiction only where a slip of the pen explains the miss, or
/// a value beside it is right of the same country.
const STRENGTH: f64 = 0.50;
/// The last sentence in which the country is named for the first time.
const EARLY: usize = 2;

/// The country that the article is about, where the value's sentence names nobody whom the reference does not know and tells of nothing
/// else.
pub(super) fn home(claim: &Claim, context: &Context<'_>) -> Option<Candidate> {
    let told_of_another = |value: &str| value != "any" && value != "country";
    let described = claim.cues.iter().any(|h| h.place.sentences_back == 0 && h.class == CueClass::Description && told_of_another(&h.value));
    if described || is_of_stranger(claim, context) || names_stranger(claim.sentence, claim, context) {
        return None;
    }
    // whom the sentence names is worth what the name is
    let entity = context.home.filter(|&home| !context.parts[claim.part].names_in(claim.sentence).iter().any(|name| name.is_of(home)))?;
    Some(Candidate { entity, strength: STRENGTH, reason: HOME, list: None, name: None, leads: true, people: false })
}

/// The country that is named first, and early; none where another one is named more often. What it lies between or deals with is not counted
/// ("between Chad and Mali", "a border with Niger").
pub fn country(parts: &[PartReading<'_>], reference: &Reference) -> Option<EntityId> {
    let mut counted: Vec<(EntityId, usize)> = Vec::new();
    for part in parts {
        let capital = |n: &Name| part.reading.tokens[n.tokens.start].form.contains(Form::CAPITAL);
        let paired = |n: &Name| says(part, n.tokens.end, words!["and", ","]) && part.names.iter().any(|other| other.tokens.start == n.tokens.end + 1);
        for (number, name) in part.names.iter().enumerate().filter(|(_, n)| !n.inside && capital(n)) {
            if counted.first().is_some_and(|first| !name.is_of(first.0)) && is_dealt_with(part, number) {
                continue;
            }
            let [(entity, _)] = name.entities[..] else { continue };
            if !is_of_kind(reference.kind_of(entity), "country") {
                continue;
            }
            if counted.is_empty() && (paired(name) || is_beside(part, name) || !part.is_title && name.sentence > EARLY) {
                return None;
            }
            match counted.iter_mut().find(|c| c.0 == entity) {
                Some(known) => known.1 += 1,
                None => counted.push((entity, 1)),
            }
        }
    }
    let &(first, times) = counted.first()?;
    counted.iter().skip(1).all(|other| other.1 < times.max(2)).then_some(first)
}

/// True for a name behind "with", "between" and the like, and for one that is listed with such a name.
fn is_dealt_with(part: &PartReading<'_>, number: usize) -> bool {
    let start = part.names[number].tokens.start;
    let listed = |before: usize| start == part.names[before].tokens.end + 1 && says(part, start - 1, words!["and", "or", ","]);
    leads_elsewhere(preposition(part, start)) || number.checked_sub(1).is_some_and(|before| listed(before) && is_dealt_with(part, before))
}

/// The name that the article begins with; of "a city in central Chad", "is Chad's third city" it is not Chad.
fn topic_name<'a>(claim: &Claim, context: &Context<'a>) -> Option<&'a Name> {
    let part = &context.parts[claim.part];
    let lower = |at: usize| part.reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && !t.form.contains(Form::CAPITAL));
    let placed = |start: usize| preposition(part, start).is_some() || start > 1 && lower(start - 1) && preposition(part, start - 1).is_some();
    let owner = |n: &Name| n.tokens.start > part.reading.sentences[n.sentence].tokens.start && says(part, n.tokens.end, words!["'s", "’s"]);
    part.names.first().filter(|n| n.sentence <= TOPIC && !placed(n.tokens.start) && !owner(n) && !is_beside(part, n))
}

/// True if the article begins with the entity's name.
pub fn is_topic(entity: EntityId, claim: &Claim, context: &Context<'_>) -> bool {
    topic_name(claim, context).is_some_and(|n| n.is_of(entity))
}

/// What the article is about, if its first name is of one entity alone, and no other one of its kind was named last, as in a story about
/// two; in a story about one country others are only its neighbours and partners.
pub fn topic(claim: &Claim, context: &Context<'_>) -> Option<Candidate> {
    let part = &context.parts[claim.part];
    let before = part.reading.sentences[claim.sentence].tokens.start;
    let so_far = &part.names[..part.names.partition_point(|n| n.tokens.start < before)];
    let kind = |entity| context.reference.kind_of(entity);
    let of_kind = |entity| so_far.iter().rev().find(|n| n.entities.iter().all(|e| kind(e.0) == kind(entity)));
    let last = |entity| context.home == Some(entity) || of_kind(entity).is_none_or(|n| n.is_of(entity));
    match topic_name(claim, context)?.entities[..] {
        [(entity, NameForm::Name)] if last(entity) => {
            Some(Candidate { entity, strength: ABOUT, reason: TOLD_OF, list: None, name: None, leads: true, people: false })
        }
        _ => None,
    }
}

/// Whom alone the article has named so far, persons aside, and not only as a place where something else is: where the value's sentence
/// names and describes nobody, nothing in it has what is told, and no capitalised word from that name on may be somebody whom the
/// reference does not know.
pub(super) fn sole(claim: &Claim, context: &Context<'_>) -> Option<Candidate> {
    let part = &context.parts[claim.part];
    let told = claim.cues.iter().any(|h| h.place.sentences_back == 0 && h.class == CueClass::Description);
    let named = || claim.names.iter().any(|n| n.place.sentences_back == 0);
    if claim.mention(context.parts).kind.is_date() || claim.manner.contains(Manner::OTHER_OWNER) || told || named() || is_of_stranger(claim, context) {
        return None;
    }
    let is_person = |entity: EntityId| context.reference.kind_of(entity) == "person";
    let place = |n: &&Name| !n.entities.iter().all(|e| is_person(e.0));
    let before = part.reading.sentences[claim.sentence].tokens.start;
    let title = context.parts.iter().filter(|part| part.is_title).flat_map(|title| &title.names);
    let so_far = || part.names.iter().take_while(|n| n.tokens.start < before).filter(place);
    let last = so_far().last()?;
    let capital = part.reading.tokens[last.tokens.start].form.contains(Form::CAPITAL);
    let placed = preposition(part, last.tokens.start).is_some_and(|word| word != "of");
    let had = || (before..claim.mention(context.parts).tokens.start).any(|at| says(part, at, words!["has", "have", "had"]));
    let &[(entity, _)] = &last.entities[..] else { return None };
    let alone = capital && !placed && !last.inside && !had() && so_far().chain(title.filter(place)).all(|n| n.is_of(entity));
    let near =
        last.sentence + crate::claim::REACH >= claim.sentence && !(last.sentence..=claim.sentence).any(|sentence| names_stranger(sentence, claim, context));
    let sole = Candidate { entity, strength: SOLE, reason: "the only one that is named so far", list: None, name: None, leads: true, people: false };
    (alone && near).then_some(sole)
}
