//! Properties that no phrase names, told by the name of what a row is of: "Triglav rises to 2,864 metres" of a country's highest point.
//!
//! In: a height and the names around it. Out: properties with a strength, as `property` has them from phrases. It refuses to know
//! what else may be measured there, so what it finds agrees with a row or says nothing.

use super::Context;
use super::fit::same;
use super::home::topic;
use super::property::Candidate;
use crate::claim::Claim;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Fact, PropertyId, ValueKind};
use crate::text::chars::unaccented;
use crate::text::token::{Form, TokenKind};

/// What a property rests on that is told so: too little for a contradiction.
pub const CALLED: &str = "what its row is of is named";
/// What the name is worth.
const STRENGTH: f64 = 0.86;
/// How far before the value the name may stand, in tokens: "Triglav, which rises to some 2,864 metres".
const REACH: usize = 7;
/// Words of names that many have, and shorter ones.
const COMMON: [&str; 14] =
    ["mount", "mont", "monte", "mountain", "peak", "hill", "point", "pico", "range", "volcano", "volcan", "island", "highest", "elevation"];
const SHORT: usize = 4;

/// The properties of whom the sentence or the article names, of which a row has the name that stands before the value.
pub(super) fn called(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
    // heights are told in these; rain falls in millimetres
    if mention.kind != Kind::Quantity || !mention.unit.as_ref().is_some_and(|unit| matches!(&*unit.name, "metre" | "foot")) {
        return Vec::new();
    }
    let names = names_before(claim, mention, context);
    let fitting = |(_, p): &(usize, &crate::reference::Property)| p.kind == ValueKind::Quantity && same(mention.unit.as_deref(), p.unit.as_deref());
    if names.is_empty() {
        return Vec::new();
    }
    let around = claim.names.iter().flat_map(|cue| context.parts[cue.name.0].names[cue.name.1].entities.iter().map(|e| e.0));
    let places: Vec<EntityId> = around.chain(topic(claim, context).map(|topic| topic.entity)).collect();
    let of_one = |property| places.iter().any(|&place| context.reference.facts_of(place, property).any(|fact| is_of(&fact, &names, context)));
    let properties = context.reference.properties().iter().enumerate().filter(fitting).map(|(number, _)| PropertyId(number as u32));
    properties.filter(|&property| of_one(property)).map(|property| Candidate { property, strength: STRENGTH, reason: CALLED }).collect()
}

/// The words of names that stand before the value in its sentence, in lower case and without accents.
fn names_before(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<String> {
    let part = &context.parts[claim.part];
    let start = part.reading.sentences[claim.sentence].tokens.start;
    let capital = |token: &&crate::text::token::Token| token.kind == TokenKind::Word && token.form.contains(Form::CAPITAL);
    let near = &part.reading.tokens[mention.tokens.start.saturating_sub(REACH).max(start)..mention.tokens.start];
    near.iter().filter(capital).map(|token| folded(token.span().of(part.text))).filter(|word| is_own(word)).collect()
}

/// True for a row with a text for its object, one of whose own words is among the names.
fn is_of(fact: &Fact, names: &[String], context: &Context<'_>) -> bool {
    let text = |object: &EntityId| context.reference.kind_of(*object) == "text";
    fact.object.filter(text).is_some_and(|object| {
        let name = folded(context.reference.entity(object).name);
        name.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| is_own(word)).any(|word| names.iter().any(|named| named == word))
    })
}

fn is_own(word: &str) -> bool {
    word.chars().count() >= SHORT && !COMMON.contains(&word)
}

fn folded(text: &str) -> String {
    text.to_lowercase().chars().map(unaccented).collect()
}
