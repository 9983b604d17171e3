//! Lengths of time between two days that rows state: how long an event lasted, or how long
//! after another it came.

use super::{Derived, dates_of};
use crate::claim::{Claim, says};
use crate::lexicon::cue::CueClass;
use crate::link::subject::Candidate;
use crate::link::{Candidates, Context, subject, worth::EVENTS};
use crate::measure::interval::Interval;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Fact, ValueKind};
use crate::text::token::words;
use rust_decimal::Decimal;

/// An event must be told as well as this.
const TOLD: f64 = 0.60;
/// What both ends of a length from one event to another are worth at most: told by who took part alone.
const BETWEEN: f64 = 0.72;

/// How long the claim's event lasted, or came after the one that is named behind the value.
pub fn derive(claim: &Claim, mention: &Mention, _: &Candidates, context: &Context<'_>) -> Option<Derived> {
    if mention.kind != Kind::Duration || mention.vague || mention.is_place_in_time() {
        return None;
    }
    let part = &context.parts[claim.part];
    let end = mention.tokens.end;
    let after = says(part, end, words!["after", "later", "following"]);
    if after || says(part, end, words!["before"]) {
        return since(claim, mention, after, context).or_else(|| since_named(claim, mention, after, context));
    }
    lasted(claim, mention, context)
}

/// "Three days after X, Y": from the day of one event to that of another.
fn since(claim: &Claim, mention: &Mention, after: bool, context: &Context<'_>) -> Option<Derived> {
    let part = &context.parts[claim.part];
    let anchor = part.names_in(claim.sentence).iter().find(|n| n.tokens.start > mention.tokens.end && n.tokens.start <= mention.tokens.end + 3)?;
    let all = subject::candidates(claim, &[], context);
    let is_event = |c: &&Candidate| EVENTS.contains(&context.reference.kind_of(c.entity));
    let of_anchor = |entity: EntityId| {
        let own = anchor.entities.iter().any(|e| e.0 == entity);
        own || context.reference.events().iter().any(|e| e.entity == entity && e.parties.iter().any(|p| anchor.entities.iter().any(|n| n.0 == *p)))
    };
    let events: Vec<&Candidate> = all.iter().filter(is_event).collect();
    let first = events.iter().find(|c| of_anchor(c.entity))?;
    let named_here = |c: &Candidate| {
        let parties = context.reference.events().iter().filter(|e| e.entity == c.entity).flat_map(|e| &e.parties).copied();
        let own: Vec<EntityId> = parties.chain([c.entity]).collect();
        part.names_in(claim.sentence).iter().any(|n| n.tokens != anchor.tokens && n.entities.iter().any(|e| own.contains(&e.0)))
    };
    let other = events.iter().find(|c| c.entity != first.entity && !of_anchor(c.entity) && named_here(c))?;
    let day = |c: &Candidate| dates_of(c.entity, "start", context).into_iter().next();
    let ((from, a), (to, b)) = if after { (day(first)?, day(other)?) } else { (day(other)?, day(first)?) };
    let value = between(&a, &b, mention, context)?;
    let strength = first.strength.min(other.strength).min(BETWEEN);
    Some(derived(other.entity, strength, "Length of time", value, vec![from, to], &a, &b))
}

/// "20 years after independence": from the day of what a phrase names to the claim's own day.
fn since_named(claim: &Claim, mention: &Mention, after: bool, context: &Context<'_>) -> Option<Derived> {
    let part = &context.parts[claim.part];
    let term = part.terms_in(claim.sentence).iter().find(|t| t.tokens.start > mention.tokens.end && t.tokens.start <= mention.tokens.end + 3)?;
    let dated = |p| context.reference.property(p).kind == ValueKind::Date;
    let property = term.entries.iter().map(|e| e.property).find(|p| dated(*p))?;
    let to = claim.time.filter(|t| t.from.is_some() && t.to.is_some()).or_else(|| context.today().map(When::day)).filter(|_| after)?;
    let subjects = subject::candidates(claim, &[], context);
    let subject = subjects.iter().find(|s| !context.reference.facts_of(s.entity, property).is_empty())?;
    let rows: Vec<Fact> = context.reference.facts_of(subject.entity, property).collect();
    let day = |fact: &Fact| match fact.value {
        crate::reference::FactValue::Date(when) => Some(when),
        _ => None,
    };
    let said = mention.value?.value;
    let lengths: Vec<(&Fact, When, Interval)> = rows.iter().filter_map(|f| Some((f, day(f)?, between(&day(f)?, &to, mention, context)?))).collect();
    let (fact, from, value) = *lengths.iter().find(|l| l.2.contains(said)).or_else(|| lengths.first())?;
    Some(derived(subject.entity, subject.strength, "Length of time", value, vec![fact.clone()], &from, &to))
}

/// "four decades of conflict": from the start of an event to its end, or to the day of the story.
fn lasted(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Option<Derived> {
    if !claim.cues.iter().any(|h| h.class == CueClass::Event && h.place.sentences_back == 0) {
        return None;
    }
    let events = subject::candidates(claim, &[], context);
    let is_event = |c: &&Candidate| c.strength >= TOLD && EVENTS.contains(&context.reference.kind_of(c.entity));
    let event = events.iter().find(is_event)?;
    let (start, from) = dates_of(event.entity, "start", context).into_iter().next()?;
    let end = dates_of(event.entity, "end", context).into_iter().next();
    let today = context.today().map(When::day);
    let over = end.clone().filter(|(_, when)| today.is_none_or(|t| when.from <= t.to));
    let to = over.as_ref().map(|o| o.1).or(today)?;
    let value = between(&from, &to, mention, context)?;
    let facts = std::iter::once(start).chain(over.map(|o| o.0)).collect();
    Some(derived(event.entity, event.strength, "Duration", value, facts, &from, &to))
}

fn derived(subject: EntityId, strength: f64, label: &'static str, value: Interval, facts: Vec<Fact>, from: &When, to: &When) -> Derived {
    let shown = value.map(|v| Some(v.round_dp(1).normalize())).unwrap_or(value);
    Derived { subject, strength, label, value, slack: Decimal::ZERO, facts, arithmetic: format!("{from} to {to}: {shown}") }
}

/// The length from one period to another, in the mention's unit: from the last day of the first to the
/// first of the second at least, the other way round at most.
fn between(from: &When, to: &When, mention: &Mention, context: &Context<'_>) -> Option<Interval> {
    let unit = mention.unit.as_ref()?;
    let day = context.lexicon.units.by_name("day")?;
    let length = |a: chrono::NaiveDate, b: chrono::NaiveDate| day.convert(Decimal::from(b.signed_duration_since(a).num_days()), unit);
    let (least, most) = (length(from.to?, to.from?)?, length(from.from?, to.to?)?);
    Some(Interval::between(least.max(Decimal::ZERO), most)).filter(|_| most > Decimal::ZERO)
}
