//! What a table says of a town in the rows of its country: "the population of Cairo".
//!
//! In: the places that a claim may be about and the properties that its words name. Out: links to the rows in which
//! such a place is the object of a count. How far a town reaches is told in many ways, so a number may agree with such a
//! row, and is never called wrong by it.

use super::fit::holds_word;
use super::object::NAMED;
use super::property::Candidate as Property;
use super::score::{CERTAIN_PROPERTY, Score};
use super::subject::{Candidate as Subject, fits_kind};
use super::{Context, Link, choose, rows};
use crate::claim::Claim;
use crate::reference::{EntityId, Fact, PropertyId, ValueKind};

/// What a phrase is worth at most, where the table counts those of a town: too little for a contradiction.
const OF_PEOPLE: f64 = CERTAIN_PROPERTY - 0.04;
/// What a label has that is of a town.
const TOWN: &str = "city";
/// How well a town must be told.
const TOLD: f64 = 0.60;

/// The links to counts of a town.
pub fn links(claim: &Claim, subjects: &[Subject], properties: &[Property], context: &Context<'_>) -> Vec<Link> {
    let town = |s: &&Subject| s.strength >= TOLD && fits_kind(context, s.entity, "city");
    subjects.iter().filter(town).flat_map(|town| links_of(town, claim, properties, context)).collect()
}

fn links_of(town: &Subject, claim: &Claim, properties: &[Property], context: &Context<'_>) -> Vec<Link> {
    let reference = context.reference;
    let counts = told(properties, context)
        .flat_map(|(property, strength, reason)| reference.subjects_with(property).map(move |place| (place, property, strength, reason)));
    let link = |(place, property, strength, reason): (EntityId, PropertyId, f64, &'static str)| {
        let all = choose::facts_of(place, property, context);
        let own: Vec<&Fact> = all.iter().filter(|fact| fact.object == Some(town.entity)).collect();
        let rows = rows::choose(&own, reference.property(property), claim.time, context)?;
        let (time, age) = choose::time_strength(&rows);
        let score =
            Score::default().with("subject", town.strength, town.reason).with("property", strength, reason).with("object", 1.0, NAMED).with("time", time, age);
        Some(Link { subject: place, property, object: Some(town.entity), score, rows, list: town.list, name: town.name, leads: town.leads })
    };
    counts.filter_map(link).collect()
}

/// The properties that count those of a town, and how well the words name them: by a phrase of its own, or by one for the same of a whole
/// country.
fn told<'a>(properties: &'a [Property], context: &'a Context<'a>) -> impl Iterator<Item = (PropertyId, f64, &'static str)> + 'a {
    let all = context.reference.properties().iter().enumerate().filter(|(_, p)| p.kind == ValueKind::Count && holds_word(&p.label, TOWN));
    all.filter_map(move |(number, described)| {
        let called = |p: PropertyId| {
            let own = context.reference.property(p);
            p.0 as usize == number || own.kind == ValueKind::Count && begins_alike(&described.label, &own.label)
        };
        let phrase = properties.iter().find(|p| called(p.property))?;
        Some((PropertyId(number as u32), phrase.strength.min(OF_PEOPLE), phrase.reason))
    })
}

/// "population of a city" is a "population".
fn begins_alike(label: &str, wider: &str) -> bool {
    !wider.is_empty() && label.get(..wider.len()).is_some_and(|head| head.eq_ignore_ascii_case(wider))
}
