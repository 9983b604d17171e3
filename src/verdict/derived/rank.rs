//! Places in an order of the world ("the ninth largest country"), from one property of all of a kind.

use super::{Derived, row_of, value};
use crate::claim::Claim;
use crate::lexicon::cue::CueClass;
use crate::link::{Candidates, Context, subject};
use crate::measure::interval::Interval;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Property, PropertyId, ValueKind};
use rust_decimal::Decimal;

/// Fewer than this are no list of the world.
const LEAST: usize = 50;
/// Values that differ by less than this share may change places in another source.
const NEAR: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// The place of the claim's subject among all of its kind.
pub fn derive(claim: &Claim, mention: &Mention, _: &Candidates, context: &Context<'_>) -> Option<Derived> {
    if mention.kind != Kind::Ordinal || !is_of_the_world(claim, context) {
        return None;
    }
    let ordered = |h: &&crate::claim::CueHit| h.class == CueClass::Superlative && h.place.sentences_back == 0 && !h.place.before && h.place.gap <= 1;
    let value_of = claim.cues.iter().find(ordered)?.value.to_string();
    // "-area": from the smallest up
    let (word, sign) = value_of.strip_prefix('-').map_or((value_of.as_str(), Decimal::ONE), |word| (word, Decimal::NEGATIVE_ONE));
    let subject = subject::candidates(claim, &[], context).into_iter().next()?;
    let measured = |p: &Property| matches!(p.kind, ValueKind::Count | ValueKind::Quantity) && is_called(&p.label, word);
    let (property, peopled) = (called(context, measured)?, called(context, |p| is_called(&p.label, "population"))?);
    let own = row_of(subject.entity, property, claim, context)?;
    let own_value = value(&own)? * sign;
    let kind = context.reference.entity(subject.entity).kind;
    // lists of the world leave out what nobody lives in
    let listed = |id: &EntityId| context.reference.entity(*id).kind == kind && !context.reference.facts_of(*id, peopled).is_empty();
    let all = context.reference.subjects_with(property).filter(listed);
    let others: Vec<Decimal> = all.filter_map(|id| Some(value(&row_of(id, property, claim, context)?)? * sign)).collect();
    let above = |limit: Decimal| others.iter().filter(|v| **v > limit).count() as i64;
    let (best, worst) = (above(own_value + own_value.abs() * NEAR) + 1, above(own_value - own_value.abs() * NEAR).max(1));
    let place = above(own_value) + 1;
    (others.len() >= LEAST && Interval::between(best.into(), worst.max(place).into()).contains(mention.value?.value)).then(|| Derived {
        subject: subject.entity,
        strength: subject.strength,
        label: "Place in the order",
        value: Interval::between(best.into(), worst.max(place).into()),
        facts: vec![own.clone()],
        arithmetic: format!("{} of {} rows are above it, place {place}", place - 1, others.len()),
    })
}

/// A property by a word of its label: the one word, or "total" with it.
fn is_called(label: &str, word: &str) -> bool {
    let label = label.to_lowercase();
    label == word || label == format!("total {word}") || label == format!("{word}, total")
}

/// The first property that is wanted.
fn called(context: &Context<'_>, wanted: impl Fn(&Property) -> bool) -> Option<PropertyId> {
    context.reference.properties().iter().position(wanted).map(|number| PropertyId(number as u32))
}

/// True if the order is that of the world: "in the world", "the world's".
fn is_of_the_world(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let tokens = part.reading.sentences[claim.sentence].tokens.clone();
    let near = tokens.filter(|&i| i.abs_diff(claim.mention(context.parts).tokens.start) <= 10);
    near.into_iter().any(|i| part.reading.tokens[i].span().of(part.text).eq_ignore_ascii_case("world"))
}
