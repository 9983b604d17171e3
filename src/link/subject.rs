//! Who or what a claim may be about.
//!
//! In: the names and cues around a claim. Out: entities with a strength between 0 and 1
//! and what it rests on. How near, in which clause, behind which preposition; carried
//! over by a pronoun or a description; named as an event by its kind and parties.

use super::beside::{
    has_own_clause, is_called_neighbour, is_compared, is_former_ruler, is_in_aside, is_neighbour, is_of_next_value, is_of_relative_clause, is_of_share,
    is_overtaken, is_past_another, is_past_where,
};
use super::home::{ABOUT, SOLE, is_topic, sole};
use super::property::Candidate as Property;
use super::score::{MISSPELT, is_misspelling};
use super::stranger::{is_of_stranger, is_past_stranger};
use super::whose::{BUYS, SUPPLIES};
use super::{Context, events, titles};
use crate::claim::list::Respective;
use crate::claim::{Claim, CueHit, Manner, NameCue, PartReading, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::draft::Kind;
use crate::mention::name::{FoundCue, Name};
use crate::reference::EntityId;
use crate::reference::names::NameForm;
use crate::text::token::{Form, TokenKind, words};

/// An entity that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Which.
    pub entity: EntityId,
    /// How well it stands there, 0 to 1.
    pub strength: f64,
    /// What that rests on.
    pub reason: &'static str,
    /// The number of the list that its name stands in.
    pub list: Option<u32>,
    /// The name, by its part and number there.
    pub name: Option<(usize, usize)>,
    /// Its name stands before the value.
    pub leads: bool,
    /// It is named as a people ("Armenians"), not as a place.
    pub people: bool,
}

/// What a sentence back costs, from the value's own sentence to the title.
const BY_SENTENCE: [f64; 6] = [0.95, 0.62, 0.52, 0.45, 0.40, 0.50];
/// What a unit of clause boundary costs, and the most that boundaries cost together.
const CLAUSE_COST: f64 = 0.05;
const CLAUSE_MOST: f64 = 0.25;
/// What it costs to stand behind "from", "than", "overtook": an object rather than the subject.
const ASIDE: f64 = 0.2;
/// What is left of a name where the words give the value to someone else.
const OTHER_OWNER: f64 = 0.2;
/// What is left of a name that is a part of a longer one.
const INSIDE: f64 = 0.45;
/// What it costs that a name is of several.
const SHARED: f64 = 0.85;
/// What a pronoun or description adds to what was named before.
const CARRIED: f64 = 0.18;
/// The same, where the name did not lead its sentence: enough for a link, not for a contradiction.
const CARRIED_ASIDE: f64 = 0.05;
/// What a name is worth at most that stands beside what its sentence is about.
const OPEN: f64 = 0.45;
/// How far behind the beginning of its sentence a name may stand that leads it, in tokens.
const LEADING: usize = 8;
/// How far behind the beginning of its sentence a description may stand that is its subject: "The small former colony".
const DESCRIBED: usize = 4;
/// What the name that the article is about is worth, where the value's own sentence names nobody.
const ALONE: f64 = 0.74;
/// What a subject rests on that an earlier sentence names, and nothing in the value's own stands for.
pub const NAMED_BEFORE: &str = "named before";
/// What a subject rests on that a word such as "the country" stands for.
pub const BY_DESCRIPTION: &str = "carried over by a description";
/// What a subject rests on where the value's own sentence ties it to a phrase and names nobody.
pub const UNNAMED: &str = "nobody is named in the sentence";
/// What is left of a name that is written like a common noun ("the world's largest").
const COMMON: f64 = 0.72;
/// What is left of an event's name in common words, where nobody of those who took part is named: no link survives it.
const ANY: f64 = 0.2;
/// What is left of a name that only says who lies on one side.
const NEIGHBOUR: f64 = 0.5;
/// What is left of a name that something is held against, or that only a part of it is told of.
const COMPARED: f64 = 0.5;
/// Words that tell what is the most in a group.
const MOST: &[u64] = words![
    "worst",
    "best",
    "most",
    "least",
    "highest",
    "lowest",
    "largest",
    "smallest",
    "biggest",
    "longest",
    "shortest",
    "oldest",
    "youngest",
    "richest",
    "poorest",
    "fastest",
    "slowest",
    "steepest",
    "strongest",
    "weakest"
];
/// How far before the name of a group the word may stand that tells what is the most in it, in tokens.
const RANKED: usize = 6;
/// What is left of a name in a clause that follows on the value's.
const NEXT_CLAUSE: f64 = 0.75;
/// How many tokens a value may stand behind that begins its sentence.
const HEAD: usize = 3;
/// What a noun behind a people's name may tell of the place itself: its wars, its president, that it is a republic.
const TOLD_BY: [CueClass; 4] = [CueClass::Description, CueClass::Event, CueClass::Happening, CueClass::Title];
/// What is left of a people's name that tells who has the share: "41 percent Chadians".
const GROUP: f64 = 0.7;
/// What is left of a people's name that only says whose a noun is.
const ADJECTIVE: f64 = 0.7;
/// A property told so well makes a misspelt name worth looking for.
const TOLD: f64 = 0.75;
/// What is left of a name where a pattern ties another one to the value.
const UNBOUND: f64 = 0.72;

/// All candidates, strongest first; each entity once. A misspelt name is looked for only if a
/// phrase of the sentence tells the property.
pub fn candidates(claim: &Claim, properties: &[Property], context: &Context<'_>) -> Vec<Candidate> {
    // names are nearest first: a pronoun stands for one of the nearest earlier sentence that has any
    let antecedents = claim.names.iter().map(|n| n.place.sentences_back).find(|&back| back > 0);
    if let Some(respective) = claim.respective {
        return of_list(claim, respective, context);
    }
    let all = AllNames {
        antecedents,
        bound: claim.names.iter().any(|n| n.bound),
        alone: claim.names.iter().all(|n| n.place.sentences_back > 0) && claim.terms.iter().any(|t| t.bound) && !is_of_stranger(claim, context),
    };
    let mut found = Vec::with_capacity(claim.names.len() + 2);
    for cue in &claim.names {
        add_named(claim, cue, &all, properties, context, &mut found);
    }
    found.extend(events::candidates(claim, context));
    found.extend(titles::candidates(claim, context));
    found.extend(sole(claim, context));
    let told = properties.first().is_some_and(|p| p.strength >= TOLD);
    if told && !claim.names.iter().any(|n| n.place.sentences_back == 0) {
        found.extend(misspelt(claim, context));
    }
    found.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.entity.cmp(&b.entity)));
    let here = |&(part, name): &(usize, usize)| part == claim.part && context.parts[part].names[name].sentence == claim.sentence;
    let mut best: Vec<Candidate> = Vec::new();
    for candidate in found {
        match best.iter_mut().find(|b| b.entity == candidate.entity) {
            // who is told by a title may be named as well: "Ada Utopius, president of Utopia"
            Some(known) if known.reason == titles::TOLD => known.name = known.name.or(candidate.name.filter(here)),
            Some(_) => {}
            None => best.push(candidate),
        }
    }
    best
}

/// Of two lists said to run in one order, the name in the value's own place.
fn of_list(claim: &Claim, respective: Respective, context: &Context<'_>) -> Vec<Candidate> {
    let Some(name) = respective.name.map(|n| &context.parts[claim.part].names[n]) else { return Vec::new() };
    let shared = if name.entities.len() > 1 { SHARED } else { 1.0 } * if name.inside { INSIDE } else { 1.0 };
    let candidate = |&(entity, form): &(EntityId, NameForm)| Candidate {
        entity,
        strength: BY_SENTENCE[0] * shared,
        reason: "in the same place of its list",
        list: None,
        name: respective.name.map(|n| (claim.part, n)),
        leads: true,
        people: form == NameForm::Demonym,
    };
    name.entities.iter().map(candidate).collect()
}

/// What is left of an entity's name that others bear too: all, if it alone has rows for what is said.
fn share(entity: EntityId, bearers: &[(EntityId, NameForm)], properties: &[Property], context: &Context<'_>) -> f64 {
    if bearers.len() < 2 {
        return 1.0;
    }
    let has = |entity| properties.iter().any(|p| !context.reference.facts_of(entity, p.property).is_empty());
    if has(entity) && !bearers.iter().any(|b| b.0 != entity && has(b.0)) { 1.0 } else { SHARED }
}

/// What the names of a claim tell together.
struct AllNames {
    /// How far back the nearest earlier sentence with a name is: a pronoun stands for one of its names.
    antecedents: Option<u32>,
    /// A pattern ties one of them to the value.
    bound: bool,
    /// The sentence names nobody, and ties the value to a phrase.
    alone: bool,
}

/// Adds every entity that may be meant by a name.
fn add_named(claim: &Claim, cue: &NameCue, all: &AllNames, properties: &[Property], context: &Context<'_>, found: &mut Vec<Candidate>) {
    let name = &context.parts[cue.name.0].names[cue.name.1];
    found.extend(name.entities.iter().map(|&(entity, form)| {
        let shared = share(entity, &name.entities, properties, context);
        let (strength, reason) = as_referred(entity, form, cue, all, claim, context);
        let strength = as_written(strength, entity, form, cue, claim, context);
        let strength = as_placed(strength, name.inside, cue, all, claim, context);
        Candidate {
            entity,
            strength: strength * shared,
            reason,
            list: Some(cue.list),
            name: Some(cue.name),
            leads: cue.place.before,
            people: form == NameForm::Demonym,
        }
    }));
}

/// What a name is worth by how it is referred to, and why: named here or before, carried over, or left to be understood.
fn as_referred(entity: EntityId, form: NameForm, cue: &NameCue, all: &AllNames, claim: &Claim, context: &Context<'_>) -> (f64, &'static str) {
    let mut strength = place_strength(cue);
    if cue.place.sentences_back > 0 && context.home.is_some_and(|home| home != entity) && !leads(cue, claim, context) {
        strength = strength.min(OPEN);
    }
    let carried = carried_by(claim, cue, context).filter(|hit| &*hit.value != "any" || Some(cue.place.sentences_back) == all.antecedents);
    if let Some(hit) = carried.filter(|hit| &*hit.value == "any" || fits_kind(context, entity, &hit.value)) {
        let aside = matches!(cue.preposition, Some("by" | "from" | "to" | "with" | "against")) && !hit.plural;
        let leading =
            || hit.plural || cue.place.sentences_back == 1 && leads(cue, claim, context) && !is_one_of_several(cue, claim) || is_topic(entity, claim, context);
        let open = aside || !hit.plural && is_beside_subject(cue, context);
        let leads = !open && leading();
        let reason = if &*hit.value == "any" { "carried over by a pronoun" } else { BY_DESCRIPTION };
        let added = match () {
            () if open => return (strength.min(OPEN), reason),
            () if leads => CARRIED,
            () => CARRIED_ASIDE,
        };
        // "Voters in Chad went to the polls. The country has": no other one can be meant
        let only = || form == NameForm::Name && is_definite(hit, context) && is_only_country(entity, cue, hit, claim, context);
        let least = if !open && !leads && &*hit.value == "country" && only() { SOLE } else { 0.0 };
        return ((strength + added).min(0.85).max(least), reason);
    }
    let left_to_it = || is_topic(entity, claim, context) || cue.place.sentences_back == 1 && leads(cue, claim, context);
    match () {
        () if carried.is_none() && all.alone && form == NameForm::Name && left_to_it() => {
            let least = if is_topic(entity, claim, context) { ALONE } else { ABOUT };
            (strength.max(least), UNNAMED)
        }
        () if cue.place.sentences_back == 0 => (strength, "named in the sentence"),
        () => (strength, NAMED_BEFORE),
    }
}

/// What is left of it by its form: a people's name, an event's in common words, one without a capital.
fn as_written(mut strength: f64, entity: EntityId, form: NameForm, cue: &NameCue, claim: &Claim, context: &Context<'_>) -> f64 {
    if form == NameForm::Demonym {
        strength *= if is_of_noun(cue, claim, context) { ADJECTIVE } else { 0.9 };
        strength *= if is_group(cue, claim, context) { GROUP } else { 1.0 };
    }
    strength
        * match () {
            () if events::is_any(cue.name, entity, context) => ANY,
            () if !is_capitalised(cue, context) => COMMON,
            () => 1.0,
        }
}

/// What is left of it where it stands: past the value's clause, overtaken, inside a longer name, beside one that is tied to the value.
fn as_placed(mut strength: f64, inside: bool, cue: &NameCue, all: &AllNames, claim: &Claim, context: &Context<'_>) -> f64 {
    if is_of_next_clause(cue, claim, context) || is_behind_subject(cue, claim, context) {
        strength *= NEXT_CLAUSE;
    }
    if is_overtaken(cue, context) || is_in_aside(cue, claim, context) {
        strength -= ASIDE;
    }
    if inside {
        strength *= INSIDE;
    }
    if has_own_clause(cue, claim, context)
        || is_of_relative_clause(cue, claim, context)
        || is_past_another(cue, claim, context)
        || is_past_where(cue, claim, context)
        || is_compared(cue, claim, context)
        || is_of_share(cue, claim, context)
        || is_of_next_value(cue, claim, context)
        || is_of_ranking(cue, context)
        || is_former_ruler(cue, context)
    {
        strength *= COMPARED;
    }
    let aside = |n: &NameCue| is_neighbour(n, context) || (cue.place.sentences_back > 0 || !cue.place.before) && is_called_neighbour(n, context);
    if claim.names.iter().any(|n| n.list == cue.list && n.name.0 == cue.name.0 && aside(n)) {
        strength *= NEIGHBOUR;
    }
    if !cue.bound && cue.place.sentences_back == 0 && all.bound {
        strength *= UNBOUND;
    }
    if claim.manner.contains(Manner::OTHER_OWNER) && !cue.bound {
        strength *= OTHER_OWNER;
    }
    strength
}

/// True for a name behind a preposition that tells where to, whence, with or through whom: an object rather than the subject.
pub fn is_object(cue: &NameCue) -> bool {
    leads_elsewhere(cue.preposition)
}

/// True for a preposition that tells where to, whence, with or through whom.
pub(super) fn leads_elsewhere(preposition: Option<&str>) -> bool {
    preposition.is_some_and(|p| matches!(p, "from" | "to" | "with" | "against" | "between" | "by" | "than" | "into" | "via"))
}

fn place_strength(cue: &NameCue) -> f64 {
    let place = cue.place;
    let mut strength = BY_SENTENCE[(place.sentences_back as usize).min(BY_SENTENCE.len() - 1)];
    if place.sentences_back > 0 {
        return strength;
    }
    strength -= (f64::from(place.clauses) * CLAUSE_COST).min(CLAUSE_MOST);
    strength -= (f64::from(place.gap) * 0.003).min(0.05);
    if !place.before {
        strength -= 0.04;
    }
    if is_object(cue) {
        strength -= ASIDE;
    }
    if cue.possessive || cue.bound {
        strength += 0.04;
    }
    strength
}

/// True for a group of countries among which something is the most: "the worst rate in the Union".
fn is_of_ranking(cue: &NameCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.name.0];
    let name = &part.names[cue.name.1];
    let group = name.entities.iter().all(|e| context.reference.kind_of(e.0) == "aggregate");
    let first = part.reading.sentences[name.sentence].tokens.start;
    let most = |at: usize| says(part, at, MOST);
    group && matches!(cue.preposition, Some("in" | "of")) && (name.tokens.start.saturating_sub(RANKED).max(first)..name.tokens.start).any(most)
}

/// True if a date's sentence names a people only to say whose something is: "the Chadian army was founded in 1960".
fn is_of_noun(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.name.0];
    let noun = part.names[cue.name.1].tokens.end;
    let Some(token) = part.reading.tokens.get(noun).filter(|_| claim.mention(context.parts).kind.is_date()) else { return false };
    let class = context.lexicon.words.classes(part.reading.marks[noun]);
    // "the Chadian Guard" is as little Chad as the guard is
    let name = part.names.get(part.names.partition_point(|n| n.tokens.end <= noun));
    let common = token.kind == TokenKind::Word
        && !name.is_some_and(|n| n.tokens.contains(&noun))
        && !class.intersects(Class::FUNCTION | Class::CHANGE | Class::REPORTING);
    let term = part.terms.partition_point(|t| t.tokens.end <= noun);
    let told = part.terms.get(term).is_some_and(|t| t.tokens.contains(&noun));
    let cue = |c: &CueHit| c.tokens.0 == cue.name.0 && c.tokens.1.contains(&noun) && TOLD_BY.contains(&c.class);
    common && !told && !claim.cues.iter().any(cue) && !context.lexicon.cues.is_people(token.span().of(part.text))
}

/// True for a people behind a percentage that it is not "of", and for "ethnic Chadians": whose share it is, not of whom.
fn is_group(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.name.0];
    let ethnic = part.names[cue.name.1].tokens.start.checked_sub(1).is_some_and(|at| says(part, at, words!["ethnic"]));
    ethnic || claim.mention(context.parts).kind == Kind::Percent && cue.place.sentences_back == 0 && !cue.place.before && cue.preposition.is_none()
}

/// True for a name behind a value that does not begin its sentence, and past "but" or "which" from it.
fn is_of_next_clause(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let head = part.reading.sentences[claim.sentence].tokens.start + HEAD;
    let behind = cue.place.sentences_back == 0 && !cue.place.before;
    let start = part.names.get(cue.name.1).filter(|_| behind && cue.name.0 == claim.part).map_or(0, |name| name.tokens.start);
    let value = &claim.mention(context.parts).tokens;
    let led = start > 1 && says(part, start - 1, words!["and", "but", "while", "whereas"]) && says(part, start - 2, words![","]);
    let listed = || claim.names.iter().any(|n| n.list == cue.list && n.name != cue.name);
    // "has dwindled to 7 million as the young leave for Chad"
    let subordinate = |at: usize| {
        let article = words!["the", "a", "an", "its", "their", "many", "more", "most", "some"];
        says(part, at, words!["as", "because", "while", "when", "whereas", "although", "though", "until", "so"]) && says(part, at + 1, article)
    };
    behind
        && start > 0
        && (cue.place.clauses >= 3 && value.start > head
            || led && !listed()
            || (value.end..start).any(subordinate)
            || is_past_stranger(value.end..start, claim, context))
}

/// True unless the name is a single word without a capital.
fn is_capitalised(cue: &NameCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.name.0];
    let tokens = &part.names[cue.name.1].tokens;
    let first = part.reading.tokens[tokens.start];
    tokens.len() > 1 || first.kind != TokenKind::Word || first.form.contains(Form::CAPITAL)
}

/// True for one of several names of a list, where a word for one stands for what is meant: "Chad and Mali voted. The country has".
fn is_one_of_several(cue: &NameCue, claim: &Claim) -> bool {
    claim.names.iter().filter(|n| n.name.0 == cue.name.0 && n.list == cue.list).count() > 1
}

/// Where a sentence's subject ends that is a pronoun or a description of what was named before: "It", "The former colony"; none if it
/// has another one.
fn described_subject(part: &PartReading<'_>, sentence: usize) -> Option<usize> {
    let first = part.reading.sentences[sentence].tokens.start;
    if says(part, first, words!["it"]) {
        // "it is estimated that"
        let expletive = (first + 1..first + DESCRIBED).any(|at| says(part, at, words!["that"]));
        return (!expletive).then_some(first + 1);
    }
    let described = part.cues_in(sentence).find(|c| c.cues.iter().any(|c| c.class == CueClass::Description))?;
    let led = says(part, first, words!["the", "this", "that"]) && (first + 1..=first + DESCRIBED).contains(&described.tokens.start);
    let named =
        |n: &Name| n.tokens.start < described.tokens.end || n.tokens.start <= described.tokens.end + 2 && says(part, described.tokens.end, words!["of"]);
    (led && !part.names_in(sentence).iter().any(named)).then_some(described.tokens.end)
}

/// True if the sentence of a name begins with what stands for somebody else: in "The country, which Chad left in 1960, is dry" it is not Chad.
fn is_beside_subject(cue: &NameCue, context: &Context<'_>) -> bool {
    let (part, name) = (&context.parts[cue.name.0], &context.parts[cue.name.0].names[cue.name.1]);
    cue.place.sentences_back > 0 && is_beside(part, name)
}

/// True for a name beside what its sentence is about, or in a clause that opens it.
pub(super) fn is_beside(part: &PartReading<'_>, name: &Name) -> bool {
    // "Thailand, with which it shares": the story is about whom "it" stands for
    let end = name.tokens.end;
    let related = says(part, end, words![","]) && says(part, end + 2, words!["which", "whom"]) && says(part, end + 3, words!["it", "they", "the"]);
    related || described_subject(part, name.sentence).is_some_and(|end| end <= name.tokens.start) || is_of_opening_clause(part, name)
}

/// True for a name in a clause that opens its sentence, where the main clause calls its own subject something else: "Once Chad had closed
/// its pipeline, the inland kingdom became". "The country" alone would be Chad.
fn is_of_opening_clause(part: &PartReading<'_>, name: &Name) -> bool {
    let sentence = &part.reading.sentences[name.sentence].tokens;
    let opens = says(part, sentence.start, words!["once", "when", "after", "while", "although", "though", "since", "as", "because", "before"]);
    let comma = (name.tokens.end..sentence.end).find(|&at| says(part, at, words![","])).filter(|&comma| opens && says(part, comma + 1, words!["the"]));
    let described = |c: &FoundCue| c.cues.iter().any(|c| c.class == CueClass::Description);
    comma.is_some_and(|comma| part.cues_in(name.sentence).any(|c| (comma + 3..=comma + 1 + DESCRIBED).contains(&c.tokens.start) && described(c)))
}

/// True for a name behind the value, or in an aside, in a sentence whose subject stands for somebody named before: "It has 600,000 people and a border with
/// Chad".
fn is_behind_subject(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, value) = (&context.parts[claim.part], claim.mention(context.parts).tokens.start);
    if cue.place.sentences_back > 0 || cue.bound {
        return false;
    }
    let Some(end) = described_subject(part, claim.sentence).filter(|&end| end <= value) else { return false };
    // "The country, which won its independence from Chad in 1971, has"
    let aside = || says(part, end, words![","]) && cue.preposition.is_some() && part.names[cue.name.1].tokens.start > end;
    !cue.place.before || aside()
}

/// True if a name leads its sentence, as what the sentence is about does.
fn leads(cue: &NameCue, claim: &Claim, context: &Context<'_>) -> bool {
    let before = |n: &NameCue| n.place.sentences_back == cue.place.sentences_back && n.list < cue.list && n.preposition.is_none();
    // of "from Chad and Mali" neither leads
    let listed = |n: &NameCue| n.place.sentences_back == cue.place.sentences_back && n.list == cue.list && n.preposition.is_some();
    let (part, start) = (&context.parts[cue.name.0], context.parts[cue.name.0].names[cue.name.1].tokens.start);
    let joined = (start.saturating_sub(2)..start).any(|at| says(part, at, words!["and", "or"]));
    let several = claim.names.iter().filter(|n| n.list == cue.list).count() > 2;
    let placed = cue.preposition.is_some() || (joined || several) && claim.names.iter().any(listed);
    let first = part.reading.sentences[part.names[cue.name.1].sentence].tokens.start;
    let late = start - first > LEADING || (first..start).any(|at| says(part, at, words![";"]));
    // "Chad buys half of its exports": the story goes on with whose they are
    let trades = |at: usize| says(part, at, BUYS) || says(part, at, SUPPLIES);
    if late || trades(part.names[cue.name.1].tokens.end) || is_beside_subject(cue, context) {
        return false;
    }
    (!placed || is_of_term(cue, context)) && !claim.names.iter().any(before)
}

/// True if the name stands behind "of" or "in" and a phrase for a property: "the inflation rate of X".
fn is_of_term(cue: &NameCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.name.0];
    let start = part.names[cue.name.1].tokens.start;
    let term = part.terms.partition_point(|t| t.tokens.end < start.saturating_sub(2));
    matches!(cue.preposition, Some("of" | "in")) && part.terms[term..].iter().take(2).any(|t| t.tokens.end < start && start - t.tokens.end <= 2)
}

/// True for "the country", "this small nation": one that has been named.
fn is_definite(hit: &CueHit, context: &Context<'_>) -> bool {
    let (part, start) = (&context.parts[hit.tokens.0], hit.tokens.1.start);
    let first = part.reading.sentences[part.reading.sentences.partition_point(|s| s.tokens.end <= start)].tokens.start;
    let led = (start.saturating_sub(DESCRIBED).max(first)..start).rev().find(|&at| says(part, at, words!["the", "this"]));
    let other = words!["neighbouring", "neighboring", "other", "average", "whole", "only", "of", "in", "to", "and", "a", "an"];
    !hit.plural && led.is_some_and(|led| !(led + 1..start).any(|at| says(part, at, other)))
}

/// True if the article has named no other country so far, and the value's sentence none before the description.
fn is_only_country(entity: EntityId, cue: &NameCue, hit: &CueHit, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let before = part.reading.sentences[claim.sentence].tokens.end;
    let title = context.parts.iter().filter(|part| part.is_title).flat_map(|title| &title.names);
    let country = |name: &&Name| name.entities.iter().any(|e| fits_kind(context, e.0, "country"));
    // "the kingdom buys most of its food in Chad" names whom it buys from; "the kingdom of Chad" itself
    let described = if says(part, hit.tokens.1.end, words!["of"]) { usize::MAX } else { hit.tokens.1.start };
    let mut so_far = part.names.iter().take_while(|n| n.tokens.start < before).chain(title).filter(country);
    let own = |name: &Name| name.is_of(entity) || name.sentence == claim.sentence && described < name.tokens.start;
    let name = &context.parts[cue.name.0].names[cue.name.1];
    !name.inside && is_capitalised(cue, context) && so_far.all(own)
}

/// The pronoun or description in the value's sentence that may stand for this name of an earlier one.
fn carried_by<'c>(claim: &'c Claim, cue: &NameCue, context: &Context<'_>) -> Option<&'c CueHit> {
    if cue.place.sentences_back == 0 {
        return None;
    }
    // "rose by 5 percent, and the shops post them in pencil": what is done to others tells of nobody who has the value
    let object = |h: &CueHit| !h.place.before && h.place.clauses > 0 && says(&context.parts[h.tokens.0], h.tokens.1.start, words!["them"]);
    claim.cues.iter().find(|h| h.place.sentences_back == 0 && h.class == CueClass::Description && !object(h) && !is_attribute(h, context))
}

/// True for a noun without an article before another one: "state enterprises" are nobody's.
fn is_attribute(hit: &CueHit, context: &Context<'_>) -> bool {
    let part = &context.parts[hit.tokens.0];
    let (start, end) = (hit.tokens.1.start, hit.tokens.1.end);
    let function = |at: &usize| context.lexicon.words.classes(part.reading.marks[*at]).contains(Class::FUNCTION);
    let before = (start.saturating_sub(DESCRIBED)..start).rev().find(function);
    let led = || before.is_some_and(|at| says(part, at, words!["the", "this", "that", "a", "an", "each", "every", "either", "neither"]));
    let noun = |at: usize| {
        let class = context.lexicon.words.classes(part.reading.marks[at]);
        part.reading.tokens[at].kind == TokenKind::Word && !class.intersects(Class::FUNCTION | Class::CHANGE | Class::REPORTING)
    };
    // "government revenue" is a phrase of its own
    let termed = || part.terms.get(part.terms.partition_point(|term| term.tokens.end <= start)).is_some_and(|term| term.tokens.contains(&start));
    let place = matches!(&*hit.value, "country" | "city" | "region");
    place && !hit.plural && end < part.reading.tokens.len() && noun(end) && !led() && !termed()
}

/// True if a description of this kind ("the country") can stand for the entity.
pub fn fits_kind(context: &Context<'_>, entity: EntityId, kind: &str) -> bool {
    is_of_kind(context.reference.kind_of(entity), kind)
}

/// The same of an entity of the kind `own`.
pub fn is_of_kind(own: &str, kind: &str) -> bool {
    match kind {
        "any" => own != "person",
        "country" => matches!(own, "country" | "historical-country" | "unrecognised-state" | "region" | ""),
        "city" => matches!(own, "city" | "place" | ""),
        _ => own == kind,
    }
}

/// A capitalised word that is almost a name.
fn misspelt(claim: &Claim, context: &Context<'_>) -> Vec<Candidate> {
    let part = &context.parts[claim.part];
    let tokens = part.reading.sentences[claim.sentence].tokens.clone();
    let unknown = tokens.filter(|&i| {
        let token = part.reading.tokens[i];
        token.kind == TokenKind::Word
            && token.form.contains(Form::CAPITAL)
            && !context.lexicon.words.get(part.reading.marks[i]).classes.intersects(Class::FUNCTION | Class::MONTH | Class::WEEKDAY)
    });
    let mut found = Vec::new();
    for i in unknown {
        let word = part.reading.tokens[i].span().of(part.text);
        let alike = context.reference.names().similar(word).filter(|(_, name)| is_misspelling(word, name));
        found.extend(alike.map(|(entity, _)| Candidate {
            entity,
            strength: BY_SENTENCE[0] * MISSPELT,
            reason: "a name almost spelt so",
            list: None,
            name: None,
            leads: true,
            people: false,
        }));
    }
    found
}
