//! Who did it to whom: subject and object the wrong way round.
//!
//! In: a claim whose value a row has, only with the parts changed. Out: the row as the
//! reference has it, or the one who did what the claim gives to another. Silent unless
//! the reference can tell.

use super::choose::facts_of;
use super::property::Candidate as Property;
use super::score::{CERTAIN_PROPERTY, CERTAIN_SUBJECT, Score};
use super::subject::Candidate as Subject;
use super::{Context, Link, rows};
use crate::claim::{Claim, NameCue};
use crate::lexicon::cue::CueClass;
use crate::reference::names::NameForm;
use crate::reference::{EntityId, Fact};
use crate::text::token::tokenize;

/// A row that has the claim's subject as its object and the claim's object as its subject.
pub fn swapped(claim: &Claim, subjects: &[Subject], properties: &[Property], context: &Context<'_>) -> Option<Link> {
    let part = &context.parts[claim.part];
    let behind = |n: &&NameCue| n.place.sentences_back == 0 && n.name.0 == claim.part && matches!(n.preposition, Some("from" | "to"));
    let object = claim.names.iter().find(behind)?;
    let others: Vec<EntityId> = part.names[object.name.1].entities.iter().map(|e| e.0).collect();
    // only who leads the clause, with no preposition, is surely its subject
    let leads =
        |n: &NameCue| n.preposition.is_none() && n.place.sentences_back == 0 && part.names[n.name.1].tokens.end <= part.names[object.name.1].tokens.start;
    let subject_of = |s: &Subject| claim.names.iter().any(|n| Some(n.name) == s.name && n.name.0 == claim.part && leads(n));
    // "Chadians fled from Mali to Chad": a people is not where it fled from
    let told = |s: &&Subject| s.strength >= CERTAIN_SUBJECT && !s.people && !others.contains(&s.entity) && subject_of(s);
    let named = |p: &&Property| p.strength >= CERTAIN_PROPERTY && !context.reference.property(p.property).symmetric;
    for subject in subjects.iter().filter(told) {
        for property in properties.iter().filter(named) {
            let has = |who: EntityId, whom: EntityId| facts_of(who, property.property, context).iter().any(|f| f.object == Some(whom));
            if others.iter().any(|o| has(subject.entity, *o)) {
                return None;
            }
            let Some(&other) = others.iter().find(|o| has(**o, subject.entity)) else { continue };
            let facts: Vec<Fact> = facts_of(other, property.property, context).iter().filter(|f| f.object == Some(subject.entity)).cloned().collect();
            let rows = rows::choose(&facts.iter().collect::<Vec<_>>(), context.reference.property(property.property), claim.time, context)?;
            let score = Score::default().with("subject", subject.strength, "named as the object").with("property", property.strength, property.reason);
            return Some(Link { subject: other, property: property.property, object: Some(subject.entity), score, rows, list: None, name: None, leads: true });
        }
    }
    None
}

/// Who did what the claim gives to somebody else: the words name another country right before the verb of an
/// attack than the event's own name does ("the Utopian offensive in …").
pub fn other_agent(claim: &Claim, event: EntityId, context: &Context<'_>) -> Option<(EntityId, EntityId)> {
    let part = &context.parts[claim.part];
    let verb = claim.cues.iter().find(|h| h.class == CueClass::Attacking && h.place.sentences_back == 0 && h.tokens.0 == claim.part)?.tokens.1.clone();
    let names = part.names_in(claim.sentence);
    let before = names.iter().find(|n| n.tokens.end == verb.start)?;
    // an event may be named by verb and object ("retook the valley")
    let target = names.iter().find(|n| n.tokens.end > verb.end && n.tokens.start <= verb.end + 2)?;
    let [(said, NameForm::Name)] = before.entities[..] else { return None };
    let agent = agent_of(event, context)?;
    // both must be the parties of the event or its agent, so that no bystander is taken for one
    let involved = |e: EntityId| context.reference.events().iter().any(|o| o.parties.contains(&e) && (o.entity == event || o.parties.contains(&agent)));
    let hit = target.entities.iter().any(|t| t.0 == event || involved(t.0));
    let country = context.reference.kind_of(said) == "country" && context.reference.kind_of(agent) == "country";
    (country && said != agent && involved(said) && hit).then_some((said, agent))
}

/// Whose attack an event is by its name: the people named right before the word for it.
fn agent_of(event: EntityId, context: &Context<'_>) -> Option<EntityId> {
    context.reference.entity(event).names().find_map(|name| {
        let tokens = tokenize(name);
        (0..tokens.len()).find_map(|at| {
            let (whose, end) = context.reference.names().name_at(name, &tokens, at)?;
            let (agent, _) = whose.into_iter().find(|(_, form)| *form == NameForm::Demonym)?;
            let (cues, _) = (end < tokens.len()).then(|| context.lexicon.cues.at(&tokens, end)).flatten()?;
            cues.iter().any(|c| c.class == CueClass::Event && *c.value == *"attack").then_some(agent)
        })
    })
}
