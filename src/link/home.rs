//! Which country an article is about as a whole.
//!
//! In: the names of all parts. Out: the one country that the article names early and more often than any other, as a candidate for values
//! that their own words give to nobody. It refuses to know how near a value stands to a name: what it finds is too weak to call a value
//! wrong by itself.

use super::Context;
use super::subject::{Candidate, is_beside, is_of_kind, is_of_stranger, names_stranger};
use crate::claim::{Claim, PartReading, says};
use crate::lexicon::cue::CueClass;
use crate::mention::name::Name;
use crate::reference::{EntityId, Reference};
use crate::text::token::{Form, words};

/// What a subject rests on that is told so.
pub const HOME: &str = "the country that the article is about";
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

/// The country that is named first, and early; none where another one is named more often.
pub fn country(parts: &[PartReading<'_>], reference: &Reference) -> Option<EntityId> {
    let mut counted: Vec<(EntityId, usize)> = Vec::new();
    for part in parts {
        let capital = |n: &Name| part.reading.tokens[n.tokens.start].form.contains(Form::CAPITAL);
        let paired = |n: &Name| says(part, n.tokens.end, words!["and", ","]) && part.names.iter().any(|other| other.tokens.start == n.tokens.end + 1);
        for name in part.names.iter().filter(|n| !n.inside && capital(n)) {
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
