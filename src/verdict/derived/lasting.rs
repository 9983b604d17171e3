//! How long an event lasted, from the days of its rows.
//!
//! In: a length of time in a sentence that tells an event. Out: the time from its start to its end, or to
//! the day of the story if it is not over.

use super::{Derived, dates_of};
use crate::claim::{Claim, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::link::subject::Candidate;
use crate::link::{Candidates, Context, subject, worth::EVENTS};
use crate::measure::interval::Interval;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Fact};
use crate::text::token::words;
use rust_decimal::Decimal;

/// How far before a length of time its verb may stand, in tokens.
const VERB: usize = 3;
/// Verbs of ending a war.
const ENDS: &[u64] = words!["end", "stop", "settle", "halt", "finish", "conclude", "resolve"];
/// Words of what comes on top.
const MORE: &[u64] = words!["more", "another", "further", "additional", "extra"];
/// How far behind the length of time "to" may stand: "took two years of talks to end the war".
const ENDING: usize = 4;
/// An event must be told as well as this.
const TOLD: f64 = 0.60;

/// How long the claim's event lasted: "four decades of conflict": from its start to its end, or to the day of the story.
pub fn derive(claim: &Claim, mention: &Mention, _: &Candidates, context: &Context<'_>) -> Option<Derived> {
    let part = &context.parts[claim.part];
    let counted = says(part, mention.tokens.end, words!["after", "later", "following", "before", "into"]);
    // "two more years" came on top of others
    let more = mention.tokens.clone().chain(mention.tokens.start.checked_sub(1)).any(|at| says(part, at, MORE) && !says(part, at + 1, words!["than"]));
    // "18 years of neither war nor peace"
    let neither = says(part, mention.tokens.end, words!["of"])
        && part.reading.marks.get(mention.tokens.end + 1).is_some_and(|mark| context.lexicon.words.classes(*mark).contains(Class::NEGATION));
    if mention.kind != Kind::Duration || more || neither || mention.vague || mention.is_place_in_time() || counted {
        return None;
    }
    if !claim.cues.iter().any(|h| h.class == CueClass::Event && h.place.sentences_back == 0) {
        return None;
    }
    let events = subject::candidates(claim, &[], context);
    let is_event = |c: &&Candidate| c.strength >= TOLD && EVENTS.contains(&context.reference.kind_of(c.entity));
    let event = events.iter().find(is_event)?;
    let (start, from) = dates_of(event.entity, "start", context).into_iter().next()?;
    let end = dates_of(event.entity, "end", context).into_iter().next();
    let today = context.today().map(When::day);
    // what "lasted" is over, and when is not in the table
    let before = || mention.tokens.start.saturating_sub(VERB)..mention.tokens.start;
    let lasted = before().any(|at| says(part, at, words!["lasted", "raged"])) && !before().any(|at| says(part, at, words!["has", "have"]));
    // "it took two years to end the war"
    let ended = before().any(|at| says(part, at, words!["took", "takes", "taken"]))
        && (mention.tokens.end..mention.tokens.end + ENDING).any(|at| says(part, at, words!["to"]) && says(part, at + 1, ENDS));
    if end.is_none() && lasted || ended {
        return None;
    }
    let over = end.clone().filter(|(_, when)| today.is_none_or(|t| when.from <= t.to));
    let to = over.as_ref().map(|o| o.1).or(today)?;
    let value = between(&from, &to, mention, context)?;
    let facts = std::iter::once(start).chain(over.map(|o| o.0)).collect();
    Some(derived(event.entity, event.strength, "Duration", value, facts, (&from, &to)))
}

/// A length of time between two days, with the words for it.
pub(super) fn derived(subject: EntityId, strength: f64, label: &'static str, value: Interval, facts: Vec<Fact>, (from, to): (&When, &When)) -> Derived {
    Derived { subject, strength, label, value, slack: Decimal::ZERO, facts, arithmetic: format!("{from} to {to}: {}", shown(&value)) }
}

/// A length of time as it is told: days do not make it sharper than a tenth.
pub(super) fn shown(value: &Interval) -> Interval {
    value.map(|v| Some(v.round_dp(1).normalize())).unwrap_or(*value)
}

/// The length from one period to another, in the mention's unit: from the last day of the first to the
/// first of the second at least, the other way round at most.
pub(super) fn between(from: &When, to: &When, mention: &Mention, context: &Context<'_>) -> Option<Interval> {
    let unit = mention.unit.as_ref()?;
    let day = context.lexicon.units.by_name("day")?;
    let length = |a: chrono::NaiveDate, b: chrono::NaiveDate| day.convert(Decimal::from(b.signed_duration_since(a).num_days()), unit);
    let (least, most) = (length(from.to?, to.from?)?, length(from.from?, to.to?)?);
    Some(Interval::between(least.max(Decimal::ZERO), most)).filter(|_| most > Decimal::ZERO)
}
