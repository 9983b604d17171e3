//! Events that a story names by what they are and who took part: "the conflict",
//! "talks in Abu Dhabi", "at war".
//!
//! In: entities whose names hold another entity's name and a word for a kind of event
//! ("Armenia-Azerbaijan conflict"). Out: for each, the kinds and the parties. Whether
//! both stand in a sentence is for `link` to see.

use super::EntityId;
use super::entities::EntityRow;
use super::names::Names;
use crate::lexicon::Lexicon;
use crate::lexicon::cue::CueClass;
use crate::text::token::tokenize;

/// One way to name an event by its kind and its parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Which.
    pub entity: EntityId,
    /// The kind, as `cues.csv` names it.
    pub kind: std::sync::Arc<str>,
    /// Who or where: all must be in the story.
    pub parties: Vec<EntityId>,
}

/// Kinds of entities that are no events, whatever their names hold.
const NOT_EVENTS: [&str; 9] = ["country", "city", "person", "aggregate", "text", "historical-country", "region", "organisation", "place"];

/// The events among `entities`.
pub(super) fn of(entities: &[EntityRow], names: &Names, lexicon: &Lexicon) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (number, entity) in entities.iter().enumerate().filter(|(_, e)| !NOT_EVENTS.contains(&e.kind.as_str())) {
        for name in entity.view().names() {
            if let Some(event) = read(EntityId(number as u32), name, entities, names, lexicon).filter(|e| !events.contains(e)) {
                events.push(event);
            }
        }
    }
    events
}

fn read(entity: EntityId, name: &str, entities: &[EntityRow], names: &Names, lexicon: &Lexicon) -> Option<Event> {
    let tokens = tokenize(name);
    // "Chadian" is of the country, and not the group of its people that a table of shares has
    let is_text = |party: &EntityId| entities.get(party.0 as usize).is_some_and(|e| e.kind == "text");
    let (mut kind, mut parties) = (None, Vec::<EntityId>::new());
    let mut at = 0;
    while at < tokens.len() {
        if let Some((others, end)) = names.other_names_at(name, &tokens, at, entity) {
            let party = others.iter().find(|party| !is_text(party)).or(others.first()).copied();
            if let Some(party) = party.filter(|party| !parties.contains(party)) {
                parties.push(party);
            }
            at = end;
            continue;
        }
        if let Some((cues, _)) = lexicon.cues.at(&tokens, at) {
            kind = cues.iter().find(|c| c.class == CueClass::Event).map(|c| c.value.clone()).or(kind);
        }
        at += 1;
    }
    parties.sort_unstable();
    (!parties.is_empty()).then_some(Event { entity, kind: kind?, parties })
}
