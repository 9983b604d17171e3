//! Puts subjects, properties, objects and rows together and ranks what comes out.

use super::home::HOME;
use super::object::{self, NAMED, ONLY, is_here};
use super::property::PREPOSITION;
use super::score::{CERTAIN_PROPERTY, LINKED, Score};
use super::subject::Candidate as Subject;
use super::whose::Whose;
use super::{Candidates, Context, Link, Missing, asked, events, home, label, months, own, parts, property, roles, rows, subject, tenure, town};
use crate::claim::{Claim, Manner, NameCue, not_checkable, says};
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Fact, PropertyId};
use crate::text::token::words;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::Arc;

/// How many subjects and properties are tried; what is farther away is never meant.
const SUBJECTS: usize = 12;
const PROPERTIES: usize = 8;
/// How many subjects are tried with the words of labels.
const LABELLED: usize = 4;
/// How far behind "of" the word for an event may stand that lasted so long: "decades of bloody war".
const LASTING: usize = 3;
/// How well a subject must be told for its labels to be read.
const NAMED_SUBJECT: f64 = 0.60;
/// The weight of subject and property each: objects and time can only lower what they make together.
const PAIR: f64 = 0.4;
/// The time term of a link without a row for the claim's period.
const NO_ROW: f64 = 0.7;

/// All links that the reference has for a claim, best first.
pub fn candidates(claim: &Claim, context: &Context<'_>) -> Candidates {
    let without = |missing| Candidates { missing: Some(missing), ..Candidates::default() };
    if let Some(nothing) = beforehand(claim, context) {
        return nothing;
    }
    let properties = property::candidates(claim, context);
    let without_phrase = matches!(claim.mention(context.parts).kind, Kind::Date | Kind::DateRange | Kind::Duration | Kind::Percent);
    let home = LazyCell::new(|| home::home(claim, context));
    if claim.names.is_empty() && home.is_none() {
        return without(Missing::Subject);
    }
    if properties.is_empty() && !without_phrase {
        return without(Missing::Property);
    }
    let labelled = LazyCell::new(|| label::told_by(claim, context));
    let part = LazyCell::new(|| parts::named(claim, context));
    // no phrase, no label, and nobody who has dates of their own: most dates are such
    if properties.is_empty()
        && labelled.is_empty()
        && part.is_none()
        && claim.respective.is_none()
        && !own::may_be_of_event(claim, context)
        && !tenure::is_told(claim, context)
    {
        return without(Missing::Property);
    }
    let subjects = subject::candidates(claim, &properties, context);
    let mut found = Candidates::default();
    add_pairs(claim, context, &subjects, &properties, &mut found);
    found.links.extend(tenure::links(claim, &subjects, context));
    found.links.extend(town::links(claim, &subjects, &properties, context));
    add_topic(home::topic(claim, context), claim, context, &subjects, &properties, &mut found);
    if !properties.is_empty() {
        add_topic(*home, claim, context, &subjects, &properties, &mut found);
    }
    if found.links.is_empty() {
        add_labelled(claim, context, &subjects, &labelled, &mut found);
    }
    if let Some(name) = part.as_ref().filter(|_| found.links.is_empty()) {
        add_parted(claim, context, &subjects, name, &mut found);
    }
    found
        .links
        .sort_by(|a, b| b.score.confidence().total_cmp(&a.score.confidence()).then((a.subject, a.property, a.object).cmp(&(b.subject, b.property, b.object))));
    let mut known: Vec<(EntityId, PropertyId, Option<EntityId>)> = Vec::with_capacity(found.links.len());
    found.links.retain(|link| {
        let tie = (link.subject, link.property, link.object);
        let first = !known.contains(&tie);
        known.push(tie);
        first
    });
    found.swapped = roles::swapped(claim, &subjects, &properties, context);
    found.links.retain(|l| l.score.confidence() >= LINKED);
    drop_unnamed(&mut found.links, context);
    drop_ends(&mut found.links, claim, context);
    // "has been president of Chad since 2009" is of the office, whatever else is told by "since"
    found.links.retain(|link| !(link.score.rests_on("property", PREPOSITION) && tenure::is_told(claim, context)));
    keep_lasting(&mut found.links, claim, context);
    if found.links.is_empty() {
        found.missing = Some(match () {
            () if found.unrowed.is_some() => Missing::Period,
            () if subjects.is_empty() => Missing::Subject,
            () => Missing::Property,
        });
    }
    found
}

/// Where the sentence has the text by which a subject's row names what it is of ("Mount X, the highest point"), another subject's row, of
/// something that nobody names, is not meant.
fn drop_unnamed(links: &mut Vec<Link>, context: &Context<'_>) {
    let is_named = |link: &Link| link.score.rests_on("object", NAMED) && link.object.is_some_and(|object| context.reference.kind_of(object) == "text");
    let named: Vec<(PropertyId, EntityId)> = links.iter().filter(|link| is_named(link)).map(|link| (link.property, link.subject)).collect();
    let rival =
        |link: &Link| link.score.rests_on("object", ONLY) && named.iter().any(|&(property, subject)| property == link.property && subject != link.subject);
    links.retain(|link| !rival(link));
}

/// "The border with Chad" has Chad at one end: of whoever shares one with Chad, and has such a row, no other neighbour of Chad's is meant.
fn drop_ends(links: &mut Vec<Link>, claim: &Claim, context: &Context<'_>) {
    let with = |n: &NameCue| n.place.sentences_back == 0 && n.preposition == Some("with");
    let end = |entity: EntityId| claim.names.iter().any(|n| with(n) && context.parts[n.name.0].names[n.name.1].is_of(entity));
    let shared: Vec<(PropertyId, EntityId, EntityId)> =
        links.iter().filter_map(|link| Some((link.property, link.subject, link.object.filter(|&object| end(object))?))).collect();
    links.retain(|link| {
        let other = |&(property, subject, object): &(PropertyId, EntityId, EntityId)| {
            property == link.property && object == link.subject && link.object != Some(subject)
        };
        !context.reference.property(link.property).symmetric || !shared.iter().any(other)
    });
}

/// "Four decades of war": of the events that may be meant, those of that kind alone lasted so long.
fn keep_lasting(links: &mut Vec<Link>, claim: &Claim, context: &Context<'_>) {
    let (part, mention) = (&context.parts[claim.part], claim.mention(context.parts));
    let of = mention.tokens.end;
    let kind = events::words_of(claim).find(|hit| (of + 1..of + 1 + LASTING).contains(&hit.tokens.1.start));
    let Some(kind) = kind.filter(|_| mention.kind == Kind::Duration && says(part, of, words!["of"])) else { return };
    let fits = |link: &Link| events::kinds(link.subject, context).contains(&kind.value);
    if links.iter().any(fits) {
        links.retain(fits);
    }
}

/// What is known before anything is looked for: that no row can be meant, and what is missing.
fn beforehand(claim: &Claim, context: &Context<'_>) -> Option<Candidates> {
    let without = |missing| Some(Candidates { missing: Some(missing), ..Candidates::default() });
    if context.reference.is_empty() {
        return without(Missing::Subject);
    }
    let mention = claim.mention(context.parts);
    // what asserts nothing needs no row
    if not_checkable(claim, mention).is_some() {
        return Some(Candidates::default());
    }
    if let Some(question) = asked::question(claim, context) {
        return Some(Candidates { asked: Some(question), missing: Some(Missing::Property), ..Candidates::default() });
    }
    // "its population doubled" is no size of it
    if mention.rule == "multiple" || asked::is_difference(claim, context) {
        return without(Missing::Property);
    }
    // nobody has measured the rate or the sum of a time to come
    let ahead = |day| claim.time.is_some_and(|time| time.from > Some(day));
    if matches!(mention.kind, Kind::Percent | Kind::Money) && context.date.is_some_and(ahead) {
        return without(Missing::Period);
    }
    None
}

/// Links of every subject with every property that is told, and with the dates of its own.
fn add_pairs(claim: &Claim, context: &Context<'_>, subjects: &[Subject], properties: &[property::Candidate], found: &mut Candidates) {
    // what subject and property must make together for anything to come of them
    let least = (LINKED - 0.005).powf(1.0 / PAIR);
    let whose = Whose::of(claim, context);
    for subject in subjects.iter().take(SUBJECTS) {
        let could_link = |property: f64| subject.strength * property >= least;
        for candidate in properties.iter().take(PROPERTIES).filter(|c| could_link(c.strength)) {
            if whose.is_of_another(candidate.property, subject) {
                continue;
            }
            let score = Score::default().with("subject", subject.strength, subject.reason).with("property", candidate.strength, candidate.reason);
            add_links(claim, context, subject, candidate.property, subjects, &score, found);
        }
        for (property, strength) in own::properties(claim, subject, context) {
            if could_link(strength) && !properties.iter().any(|p| p.property == property && p.strength >= strength) {
                let score = Score::default().with("subject", subject.strength, subject.reason).with("property", strength, own::OWN_DATE);
                add_links(claim, context, subject, property, subjects, &score, found);
            }
        }
    }
}

/// Links to what the article is about, where nobody named in the sentence has the property.
fn add_topic(topic: Option<Subject>, claim: &Claim, context: &Context<'_>, subjects: &[Subject], properties: &[property::Candidate], found: &mut Candidates) {
    if claim.respective.is_some() || claim.manner.contains(Manner::OTHER_OWNER) {
        return;
    }
    let Some(topic) = topic.filter(|t| !subjects.iter().any(|s| s.entity == t.entity && s.strength >= t.strength)) else { return };
    let whose = Whose::of(claim, context);
    let has = |subject: &Subject, property| !context.reference.facts_of(subject.entity, property).is_empty();
    for candidate in properties.iter().take(PROPERTIES).filter(|p| p.strength >= CERTAIN_PROPERTY && has(&topic, p.property)) {
        // whom the topic's own rows have as their object is named as that: "the border with Chad"
        let is_object = |s: &Subject| context.reference.facts_of(topic.entity, candidate.property).any(|fact| fact.object == Some(s.entity));
        let rival = |s: &Subject| topic.reason != HOME || is_here(s, claim, context);
        let may_have = |s: &Subject| {
            s.strength >= topic.strength && has(s, candidate.property) && rival(s) && !whose.is_of_another(candidate.property, s) && !is_object(s)
        };
        if subjects.iter().take(SUBJECTS).any(may_have) {
            continue;
        }
        let score = Score::default().with("subject", topic.strength, topic.reason).with("property", candidate.strength, candidate.reason);
        add_links(claim, context, &topic, candidate.property, subjects, &score, found);
    }
}

/// Links told by the words of labels alone.
fn add_labelled(claim: &Claim, context: &Context<'_>, subjects: &[Subject], told: &[property::Candidate], found: &mut Candidates) {
    if told.is_empty() {
        return;
    }
    let topic = home::topic(claim, context);
    let others = topic.iter().filter(|t| !subjects.iter().take(LABELLED).any(|s| s.entity == t.entity));
    for subject in subjects.iter().take(LABELLED).filter(|s| s.strength >= NAMED_SUBJECT).chain(others) {
        for share in told.iter().filter(|t| !context.reference.facts_of(subject.entity, t.property).is_empty()) {
            let score = Score::default().with("subject", subject.strength, subject.reason).with("property", share.strength, share.reason);
            add_links(claim, context, subject, share.property, subjects, &score, found);
        }
    }
}

/// Links to shares of which a part is named.
fn add_parted(claim: &Claim, context: &Context<'_>, subjects: &[Subject], name: &Range<usize>, found: &mut Candidates) {
    for subject in subjects.iter().take(LABELLED).filter(|s| s.strength >= NAMED_SUBJECT) {
        for share in parts::properties(subject.entity, name, claim, context) {
            let score = Score::default().with("subject", subject.strength, subject.reason).with("property", share.strength, share.reason);
            add_links(claim, context, subject, share.property, subjects, &score, found);
        }
    }
    found.links.retain(|link| link.score.rests_on("object", NAMED));
}

/// The rows of a subject's property.
pub(super) fn facts_of(subject: EntityId, property: PropertyId, context: &Context<'_>) -> Arc<[Fact]> {
    context.reference.facts_of(subject, property).all()
}

/// Adds a link for every object that may be meant, and apart from them the best one that only lacks a row for the period.
fn add_links(claim: &Claim, context: &Context<'_>, subject: &Subject, property: PropertyId, names: &[Subject], score: &Score, found: &mut Candidates) {
    let rows = facts_of(subject.entity, property, context);
    let facts: Vec<&Fact> = rows.iter().collect();
    if facts.is_empty() {
        return;
    }
    let described = context.reference.property(property);
    let is_of_months = |property| rows::is_measured_over_time(property) && months::are_said(claim, context);
    for choice in object::choices(&facts, names, subject.entity, claim, context) {
        let of_object: Vec<&Fact> = facts.iter().copied().filter(|f| f.object == choice.object).collect();
        let rows = rows::choose(&of_object, described, claim.time, context).map(|rows| rows::Rows { whole: rows.whole && !is_of_months(described), ..rows });
        let (time, reason) = rows.as_ref().map_or((NO_ROW, "no row near that time"), time_strength);
        let score = score.clone().with("object", choice.strength, choice.reason).with("time", time, reason);
        let link = |rows| Link {
            subject: subject.entity,
            property,
            object: choice.object,
            score: score.clone(),
            rows,
            list: subject.list,
            name: subject.name,
            leads: subject.leads,
        };
        match rows {
            Some(rows) => found.links.push(link(rows)),
            None if found.unrowed.as_ref().is_none_or(|l| l.score.confidence() < score.confidence()) && score.confidence() >= LINKED => {
                found.unrowed = rows::nearest(&of_object, claim.time).map(link);
            }
            None => {}
        }
    }
}

/// What the rows' distance from the claim's time is worth, and why.
pub(super) fn time_strength(rows: &rows::Rows) -> (f64, &'static str) {
    match rows.age {
        rows::Age::Current => (1.0, "a row for that time"),
        rows::Age::Latest => (0.9, "no date: the latest row"),
        rows::Age::Older(years) => ((0.95 - years as f64 * 0.04).max(0.7), "an older row"),
        rows::Age::Younger(years) => ((0.9 - years as f64 * 0.05).max(0.6), "a later row, for want of an earlier one"),
    }
}
