//! Events named by their kind and their parties.
//!
//! In: the cues for kinds of events around a claim ("at war", "talks"), and who is named
//! in the story. Out: the conflicts, talks, treaties of the reference whose kind and
//! parties both fit.

use super::Context;
use super::home::topic;
use super::subject::{Candidate, fits_kind};
use super::worth::EVENTS;
use crate::claim::{Claim, CueHit, PartReading, Place, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::mention::name::Name;
use crate::reference::EntityId;
use crate::reference::events::Event;
use crate::text::token::{Form, TokenKind, tokenize, words};
use chrono::Datelike;
use std::sync::Arc;

/// What the claim's year in an event's name adds, and another year there.
const SAME_YEAR: f64 = 0.03;
const OTHER_YEAR: f64 = -0.1;
/// What it costs that a party is named so many sentences away.
const BY_PARTY: [f64; 6] = [0.86, 0.80, 0.74, 0.70, 0.66, 0.66];

/// Kinds of events that come again between the same parties, or over the same place.
const RECURRING: [&str; 6] = ["agreement", "attack", "clash", DISASTER, "election", "meeting"];
/// The kind whose events go on for years.
const CONFLICT: &str = "conflict";
/// How far before the word for an event the article may stand, in tokens: "a powerful 7.0-magnitude earthquake".
const ARTICLE: usize = 6;

/// How the claim's sentence tells an event by its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// "an earthquake", "another meeting": any of that kind.
    pub indefinite: bool,
    /// There are others of that kind.
    pub recurs: bool,
    /// It goes on for years.
    pub lasts: bool,
}

impl Telling {
    /// The first word of the claim's sentence for one of the event's kinds; none if there is none.
    pub fn of(claim: &Claim, event: EntityId, context: &Context<'_>) -> Option<Self> {
        let hit = words_for(claim, event, context).next()?;
        Some(Telling { indefinite: is_indefinite(claim, hit.tokens.1.start, context), recurs: recurs(&hit.value), lasts: &*hit.value == CONFLICT })
    }
}

/// The words for events in the claim's own sentence.
pub fn words_of(claim: &Claim) -> impl Iterator<Item = &CueHit> {
    claim.cues.iter().filter(|h| h.class == CueClass::Event && h.place.sentences_back == 0 && h.tokens.0 == claim.part)
}

/// Those among them that an event may be told by.
pub fn words_for<'c>(claim: &'c Claim, event: EntityId, context: &Context<'_>) -> impl Iterator<Item = &'c CueHit> + use<'c> {
    let kinds = kinds(event, context);
    words_of(claim).filter(move |h| kinds.contains(&h.value))
}

/// True for a kind of which there are others between the same parties, or over the same place.
pub fn recurs(kind: &str) -> bool {
    RECURRING.contains(&kind)
}

/// True if "a" or "another" leads to the word at `at`.
fn is_indefinite(claim: &Claim, at: usize, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let start = part.reading.sentences[claim.sentence].tokens.start;
    let article = |i: usize| says(part, i, words!["a", "an", "another"]);
    let ends = |i: usize| context.lexicon.words.classes(part.reading.marks[i]).intersects(Class::FUNCTION | Class::ARTICLE) || article(i);
    (start..at).rev().take(ARTICLE).find(|&i| ends(i)).is_some_and(article)
}

/// The events that the claim's sentence may speak of.
pub fn candidates(claim: &Claim, context: &Context<'_>) -> Vec<Candidate> {
    let here = claim.cues.iter().filter(|h| h.class == CueClass::Event && h.place.sentences_back <= 1);
    let mut here = here.peekable();
    if here.peek().is_none() {
        return Vec::new();
    }
    let order = order_said(claim, context);
    let cast = Cast::of(claim, context);
    let mut found: Vec<Candidate> = Vec::new();
    for hit in here {
        let told = |e: &&Event| e.kind == hit.value && order.is_none_or(|word| is_named_so(context, e.entity, word));
        for event in context.reference.events().iter().filter(told) {
            let strength = strength(&cast, event, hit.place).filter(|_| is_so_called(hit, event, context) && !is_elsewhere(hit, event, context));
            if let Some(strength) = strength.map(|s| s + by_year(claim, context, event.entity)) {
                found.push(Candidate {
                    entity: event.entity,
                    strength,
                    reason: "an event of that kind between those named",
                    list: None,
                    name: None,
                    leads: true,
                    people: false,
                });
            }
        }
    }
    found.extend(of_article(claim, context).filter(|c| !found.iter().any(|f| f.entity == c.entity)));
    let wider: Vec<Candidate> = found.iter().flat_map(|c| parts_of(c, context)).filter(|c| !found.iter().any(|f| f.entity == c.entity)).collect();
    found.extend(wider);
    found
}

/// The kind whose words tell of what nature it was.
const DISASTER: &str = "disaster";

/// True unless the word is for a disaster of another nature than the event's name tells: an epidemic is no earthquake.
fn is_so_called(hit: &CueHit, event: &Event, context: &Context<'_>) -> bool {
    let part = &context.parts[hit.tokens.0];
    let word = || context.lexicon.words.lemma(part.reading.tokens[hit.tokens.1.end - 1].span().of(part.text));
    let named = |word: &str| context.reference.entity(event.entity).names().any(|name| name.to_lowercase().contains(word));
    &*event.kind != DISASTER || named(&word())
}

/// Letters that a country's name and the word for its people begin with alike.
const STEM: usize = 4;
/// Prepositions that lead from an event to where it was, or with whom.
const PLACING: &[u64] = words!["in", "of", "on", "at", "near", "off", "with", "against", "between"];

/// True if the words behind the event say that it was somewhere else, or with somebody else: "the earthquake in Peru" is not that of
/// Chile. What nobody knows may lie anywhere.
fn is_elsewhere(hit: &CueHit, event: &Event, context: &Context<'_>) -> bool {
    let (part, at) = (&context.parts[hit.tokens.0], hit.tokens.1.end);
    if !says(part, at, PLACING) {
        return false;
    }
    let first = at + 1 + usize::from(says(part, at + 1, words!["the"]));
    let Some(name) = part.names.iter().find(|name| name.tokens.start == first && !name.inside) else { return false };
    !name.entities.iter().any(|&(entity, _)| takes_part(entity, event.entity, context))
}

/// True for the event itself, a party, who holds an office of one or is a town of one, and what its rows name.
pub fn takes_part(entity: EntityId, event: EntityId, context: &Context<'_>) -> bool {
    let reference = context.reference;
    let parties = |of: EntityId| reference.events().iter().filter(move |e| e.entity == of).flat_map(|e| e.parties.iter().copied());
    let involved = |id: EntityId| id == event || parties(event).any(|party| party == id);
    let held = || parties(event).any(|party| reference.held_by(party).any(|fact| fact.subject == entity));
    let named = || reference.properties_of(event).any(|(_, mut facts)| facts.any(|fact| fact.object == Some(entity)));
    // "Chado-Sudanese" begins like Chad
    let stem = |name: &str| name.to_lowercase().chars().take(STEM).collect::<String>();
    let own = || reference.entity(event).names().flat_map(|name| name.split([' ', '-'])).map(stem);
    let spelled = || own().any(|word| word.chars().count() == STEM && word == stem(reference.entity(entity).name));
    involved(entity) || reference.held_by(entity).any(|fact| involved(fact.subject)) || held() || named() || parties(entity).any(involved) || spelled()
}

/// Words that say which event of a kind is meant.
const WHICH: &[u64] = words!["of", "over", "between", "against", "with", "for"];

/// How well "the war" tells the war that the article begins with.
const DEFINITE: f64 = 0.82;

/// The event that the article begins with, where the sentence speaks of "the war" and names no other.
fn of_article(claim: &Claim, context: &Context<'_>) -> Option<Candidate> {
    let part = &context.parts[claim.part];
    let definite = |h: &&CueHit| {
        let at = &h.tokens.1;
        let dated = part.reading.tokens.get(at.end + 1).is_some_and(|t| t.kind == TokenKind::Digits);
        let alone = !says(part, at.end, WHICH) && (dated || !says(part, at.end, words!["in", "at", "on"]));
        alone && at.start > 0 && says(part, at.start - 1, words!["the", "this"])
    };
    let mut hits = words_of(claim).filter(definite).peekable();
    hits.peek()?;
    let topic = topic(claim, context).filter(|t| EVENTS.contains(&context.reference.kind_of(t.entity)))?;
    let kinds = kinds(topic.entity, context);
    hits.any(|h| kinds.contains(&h.value)).then_some(Candidate { strength: DEFINITE, reason: "the event that the article is about", ..topic })
}

/// The kinds of event that an entity's own names tell.
pub fn kinds(entity: EntityId, context: &Context<'_>) -> Vec<Arc<str>> {
    let mut kinds = Vec::new();
    for name in context.reference.entity(entity).names() {
        let tokens = tokenize(name);
        let cues = (0..tokens.len()).filter_map(|at| context.lexicon.cues.at(&tokens, at)).flat_map(|(cues, _)| cues);
        kinds.extend(cues.filter(|c| c.class == CueClass::Event).map(|c| Arc::clone(&c.value)));
    }
    kinds
}

/// What it costs that an event is only told as a part of another.
const PART: f64 = 0.92;

/// Events of the same kind between the same parties as another reading of the candidate: the wars of a conflict.
fn parts_of(whole: &Candidate, context: &Context<'_>) -> Vec<Candidate> {
    let all = context.reference.events();
    let readings = all.iter().filter(|e| e.entity == whole.entity);
    let same = |e: &Event| all.iter().filter(move |o| o.entity != e.entity && o.kind == e.kind && o.parties == e.parties).map(|o| o.entity).collect::<Vec<_>>();
    let strength = whole.strength * PART;
    readings
        .flat_map(same)
        .map(|entity| Candidate { entity, strength, reason: "part of an event between those named", list: None, name: None, leads: true, people: false })
        .collect()
}

/// The ordinal nearest before the value in its sentence: of "the first war … the second one, which lasted
/// 44 days" only the second is meant.
fn order_said<'a>(claim: &Claim, context: &Context<'a>) -> Option<&'a str> {
    let part = &context.parts[claim.part];
    let start = part.reading.sentences[claim.sentence].tokens.start;
    let before = part.reading.mentions[..claim.mention].iter().rev().take_while(|m| m.tokens.start >= start);
    let of_event = |m: &&Mention| {
        let near = m.tokens.end..m.tokens.end + 2;
        let one = || part.reading.tokens.get(m.tokens.end).is_some_and(|t| t.span().of(part.text) == "one");
        claim.cues.iter().any(|h| h.class == CueClass::Event && h.tokens.0 == claim.part && near.contains(&h.tokens.1.start)) || one()
    };
    before.filter(|m| m.kind == Kind::Ordinal).filter(of_event).map(|m| part.reading.tokens[m.tokens.start].span().of(part.text)).next()
}

/// What it tells that the event's name holds a year: the claim's own, or another.
fn by_year(claim: &Claim, context: &Context<'_>, event: EntityId) -> f64 {
    let Some(year) = claim.time.and_then(|t| t.from).map(|d| d.year()) else { return 0.0 };
    let name = context.reference.entity(event).name;
    let years = name.split(|c: char| !c.is_ascii_digit()).filter(|w| w.len() == 4).filter_map(|w| w.parse::<i32>().ok());
    match years.collect::<Vec<_>>().last() {
        Some(&own) if own == year => SAME_YEAR,
        Some(_) => OTHER_YEAR,
        None => 0.0,
    }
}

/// True if a name of the event holds the word.
fn is_named_so(context: &Context<'_>, event: EntityId, word: &str) -> bool {
    let entity = context.reference.entity(event);
    entity.names().flat_map(|name| name.split_whitespace()).any(|w| w.eq_ignore_ascii_case(word))
}

/// How well an event fits: as well as its farthest party. None if one is not in the story.
fn strength(cast: &Cast<'_>, event: &Event, place: Place) -> Option<f64> {
    let mut least = 1.0_f64;
    for &party in &event.parties {
        least = least.min(cast.strength_of(party)?);
    }
    // several parties make the event more certain than one does
    let parties = if event.parties.len() > 1 { 1.0 } else { 0.93 };
    let clause = (f64::from(place.clauses) * 0.03).min(0.12);
    Some(least * parties - clause - if place.sentences_back > 0 { 0.18 } else { 0.0 })
}

/// Who is in the story around a claim, looked up once for all events.
struct Cast<'a> {
    claim: &'a Claim,
    context: &'a Context<'a>,
    /// Who is named, and how well.
    named: Vec<(EntityId, f64)>,
    /// For whom the named hold office, and who took part in what is named.
    behind: Vec<(EntityId, f64)>,
}

/// What it costs that a party is there only through who holds office for it, or through an event.
const THROUGH: f64 = 0.06;
/// What a description of several adds ("the two countries").
const DESCRIBED: f64 = 0.06;

impl<'a> Cast<'a> {
    fn of(claim: &'a Claim, context: &'a Context<'a>) -> Self {
        let mut cast = Cast { claim, context, named: Vec::new(), behind: Vec::new() };
        for cue in &claim.names {
            let name = &context.parts[cue.name.0].names[cue.name.1];
            if is_reckoned_from(name, &context.parts[cue.name.0]) {
                continue;
            }
            let strength = BY_PARTY[(cue.place.sentences_back as usize).min(BY_PARTY.len() - 1)];
            for &(entity, _) in name.entities.iter().filter(|e| !is_any(cue.name, e.0, context)) {
                cast.add(entity, strength);
            }
        }
        cast
    }

    fn add(&mut self, entity: EntityId, strength: f64) {
        if self.named.iter().any(|n| n.0 == entity && n.1 >= strength) {
            return;
        }
        self.named.push((entity, strength));
        let reference = self.context.reference;
        let through = strength - THROUGH;
        self.behind.extend(reference.held_by(entity).map(|fact| (fact.subject, through)));
        // "the first war over X" names X too
        self.behind.extend(reference.events().iter().filter(|e| e.entity == entity).flat_map(|e| &e.parties).map(|&party| (party, through)));
    }

    /// How well a party is in the story: by name, or through those who hold office for it.
    fn strength_of(&self, party: EntityId) -> Option<f64> {
        let strongest = [strongest(&self.named, party), strongest(&self.behind, party), self.as_holder(party)].into_iter().flatten().reduce(f64::max);
        strongest.map(|strength| if self.is_described(party) { (strength + DESCRIBED).min(BY_PARTY[0]) } else { strength })
    }

    /// The same of who holds office for a place that is named, or is its seat.
    fn as_holder(&self, party: EntityId) -> Option<f64> {
        let places = self.context.reference.held_by(party).map(|fact| fact.subject);
        places.filter_map(|place| strongest(&self.named, place)).reduce(f64::max).map(|strength| strength - THROUGH)
    }

    fn is_described(&self, party: EntityId) -> bool {
        let described = |h: &CueHit| h.class == CueClass::Description && h.plural && h.place.sentences_back == 0 && fits_kind(self.context, party, &h.value);
        self.claim.cues.iter().any(described)
    }
}

/// True for an event's name in common words ("peace deal") in an article that names nobody who takes part in it: any such event is meant.
pub fn is_any((part, name): (usize, usize), event: EntityId, context: &Context<'_>) -> bool {
    let part = &context.parts[part];
    let common = !part.names[name].tokens.clone().any(|at| part.reading.tokens[at].form.contains(Form::CAPITAL));
    let parted = || context.reference.events().iter().any(|e| e.entity == event && !e.parties.is_empty());
    let others = || context.parts.iter().flat_map(|part| &part.names).flat_map(|other| &other.entities).filter(|other| other.0 != event);
    common && parted() && !others().any(|other| takes_part(other.0, event, context))
}

/// "Three days after Hiroshima, a bomb fell": time is counted from what is named, and something else is told.
fn is_reckoned_from(name: &Name, part: &PartReading<'_>) -> bool {
    let start = name.tokens.start;
    let counted = |end: usize| part.reading.mention_at(end - 1).is_some_and(|m| m.kind == Kind::Duration && m.tokens.end == end);
    says(part, name.tokens.end, words![","]) && start >= 2 && says(part, start - 1, words!["after", "before"]) && counted(start - 1)
}

fn strongest(all: &[(EntityId, f64)], entity: EntityId) -> Option<f64> {
    all.iter().filter(|one| one.0 == entity).map(|one| one.1).reduce(f64::max)
}
