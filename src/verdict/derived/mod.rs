//! Values that no row states, but that rows add up to: FL130.
//!
//! In: a claim for which no row was found. Out: the value worked out from several rows,
//! with the rows and the arithmetic. A derivation is silent unless it knows its subject
//! and every row it needs; what differs between sources makes its interval wider.

mod age;
mod anniversary;
mod apart;
mod density;
mod doubt;
mod lasting;
mod rank;
mod reckoned;
mod tenure;

use super::decide::unheld;
use super::kind::Verdict;
use super::value::Agreement;
use super::{Evidence, Judgement};
use crate::claim::Claim;
use crate::claim::allowed::{Allowed, allowed, measured, multiple};
use crate::link::asked::{Question, is_fraction, is_points, question};
use crate::link::score::{CERTAIN_SUBJECT, Score};
use crate::link::{Candidates, Context, rows};
use crate::measure::interval::Interval;
use crate::measure::unit::plural;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Fact, FactValue, Property, PropertyId, ValueKind};
use crate::rule::Rule;
use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;

/// A value worked out from several rows.
pub const DERIVED: Rule = Rule {
    code: "FL130",
    name: "derived",
    summary: "a number does not agree with what the rows of the reference add up to",
    checks: "Where no row states a figure, it is worked out from rows that are there: people per square kilometre, money per head, a change between two years in percent, points, numbers or as a multiple, a multiple of or difference from another's value, sums and means over those named or over a group (\"the Baltic states\"), shares of a whole, places in an order of the world or of a named group (\"the third-largest in Africa\", \"the smallest country in Asia\"), ages from a day of birth, anniversaries, how long something lasted or has been so, somebody held an office, or one thing came before or after another. The rows and the arithmetic are shown.",
    why: "Figures that a desk works out itself are wrong more often than those it copies, and stand in no table.",
    example: "\"3 people per square kilometre\" where 18 million people live on 2.7 million square kilometres.",
    silent: "The subject is not told surely, a row for one of the figures is missing for that time, the words compare something else (\"three times as many cars\"), or the rows of one or two years before make it, where the sentence names no year.",
};

/// A value that rows add up to.
#[derive(Debug, Clone)]
pub(super) struct Derived {
    /// What it is of.
    subject: EntityId,
    /// How surely.
    strength: f64,
    /// What it is, for the report.
    label: &'static str,
    /// The value, in the claim's unit.
    value: Interval,
    /// How far off the rows themselves may make it.
    slack: Decimal,
    /// The rows used.
    facts: Vec<Fact>,
    /// How it was worked out.
    arithmetic: String,
}

/// Works a claim's value out, if it knows how.
type Derive = fn(&Claim, &Mention, &Candidates, &Context<'_>) -> Option<Derived>;

/// Every derivation; the first that knows its rows is taken.
const DERIVATIONS: &[Derive] = &[asked, density::derive, anniversary::derive, rank::derive, age::derive, apart::derive, tenure::derive, lasting::derive];

/// Those whose rows are of years, and move with them.
const OF_SERIES: &[Derive] = &[asked, density::derive];
/// How many years the rows of a desk may lie behind those of the reference.
const LAG: u32 = 2;
/// Each side of a derived value may be off by this share before it is off: rows of different years went into it.
const SLACK: Decimal = Decimal::from_parts(2, 0, 0, false, 2);
/// Digits of a multiple that is suggested.
const TOLD_DIGITS: u32 = 3;
/// A whole order apart, something else is meant.
const OTHER_SIZE: Decimal = Decimal::from_parts(10, 0, 0, false, 0);

/// The verdict on a claim that no row states, if rows add up to it.
pub(super) fn decide(claim: &Claim, mention: &Mention, candidates: &Candidates, context: &Context<'_>) -> Option<Judgement> {
    if context.reference.is_empty() {
        return None;
    }
    let now = DERIVATIONS.iter().find_map(|derive| derive(claim, mention, candidates, context));
    let before = || candidates.asked.as_ref().and_then(|_| of_earlier_rows(claim, mention, candidates, context).next());
    let derived = now.or_else(before)?;
    let admitted = admitted(mention, candidates, context)?;
    let told = |verdict, derived: &Derived| Some(judgement(verdict, derived, claim, mention, candidates, context));
    let verdict = held(&derived, &admitted);
    if verdict != Verdict::Contradicted {
        return told(verdict, &derived);
    }
    let fits = |earlier: &Derived| earlier.label == derived.label && held(earlier, &admitted) != Verdict::Contradicted;
    if let Some(earlier) = of_earlier_rows(claim, mention, candidates, context).find(fits) {
        return told(Verdict::Close, &earlier);
    }
    if candidates.asked.as_ref().is_some_and(|question| is_of_another_measure(question, &admitted, claim, mention, context)) {
        return None;
    }
    let sure = derived.strength >= CERTAIN_SUBJECT && !is_of_another_size(&derived, &admitted.supported);
    let doubtful = || doubt::is_doubtful(claim, mention, candidates, derived.facts.len() == 1, context);
    if sure && !doubtful() { told(verdict, &derived) } else { None }
}

/// "Twice as large as" may be twice as many people, or twice the economy.
fn is_of_another_measure(question: &Question, admitted: &Allowed, claim: &Claim, mention: &Mention, context: &Context<'_>) -> bool {
    let measures =
        |p: &Property| p.label.eq_ignore_ascii_case("population") || p.kind == ValueKind::Money && p.begins_with("gdp") && !p.label.contains(" per ");
    let others = context.reference.properties().iter().enumerate().filter(|(_, p)| measures(p)).map(|(number, _)| PropertyId(number as u32));
    let of = |property| reckoned::derive(&Question { property, ..question.clone() }, claim, mention, context);
    question.compared && others.filter_map(of).any(|derived| held(&derived, admitted) != Verdict::Contradicted)
}

/// What the rows of a year before make, and of two: a desk reckons with the rows that it has, and there may be none yet of this year.
fn of_earlier_rows(claim: &Claim, mention: &Mention, candidates: &Candidates, context: &Context<'_>) -> impl Iterator<Item = Derived> {
    let year = |day: NaiveDate| day.year();
    let open = match candidates.asked.as_ref().and_then(|question| question.asked.last()) {
        Some(last) => last.to.map(year) == context.today().map(year),
        None => claim.time.is_none_or(|when| when.to.is_none()),
    };
    (1..=LAG).filter(move |_| open).filter_map(move |years| {
        let date = context.today()?.checked_sub_months(Months::new(12 * years))?;
        let context = Context { date: Some(date), ..*context };
        let candidates = Candidates { asked: question(claim, &context), ..candidates.clone() };
        OF_SERIES.iter().find_map(|derive| derive(claim, mention, &candidates, &context))
    })
}

/// How a derived value stands to what the words admit.
fn held(derived: &Derived, admitted: &Allowed) -> Verdict {
    let size = derived.value.representative().unwrap_or_default().abs();
    let slack = if admitted.exact { Decimal::ZERO } else { (size * SLACK).max(derived.slack) };
    match () {
        () if admitted.supported.meets(&derived.value) => Verdict::Supported,
        () if admitted.close.meets(&derived.value.widened(slack)) => Verdict::Close,
        () => Verdict::Contradicted,
    }
}

/// What the words admit; "four times as many" counts nothing, and is not meant to the digit.
fn admitted(mention: &Mention, candidates: &Candidates, context: &Context<'_>) -> Option<Allowed> {
    let times = candidates.asked.as_ref().is_some_and(|question| question.asked.is_multiple() || is_fraction(mention));
    match () {
        () if times => multiple(mention, context.lexicon),
        // points measure
        () if is_points(mention) => measured(mention, context.lexicon),
        () => allowed(mention, context.lexicon),
    }
}

/// What `link` read as a question to several rows.
fn asked(claim: &Claim, mention: &Mention, candidates: &Candidates, context: &Context<'_>) -> Option<Derived> {
    reckoned::derive(candidates.asked.as_ref()?, claim, mention, context)
}

/// The rows of a subject's date that is labelled so ("birth", "start"), with their dates.
pub(super) fn dates_of(subject: EntityId, label: &str, context: &Context<'_>) -> Vec<(Fact, When)> {
    let called = |property: &Property| property.kind == ValueKind::Date && property.begins_with(label);
    let all = context.reference.properties_of(subject).filter(|(p, _)| called(context.reference.property(*p)));
    let dated = |fact: Fact| match fact.value {
        FactValue::Date(when) => Some((fact, when)),
        _ => None,
    };
    all.flat_map(|(_, facts)| facts.collect::<Vec<Fact>>()).filter_map(dated).collect()
}

fn is_of_another_size(derived: &Derived, claimed: &Interval) -> bool {
    let size = |i: &Interval| i.representative().unwrap_or_default().abs();
    let (a, b) = (size(&derived.value), size(claimed));
    a.max(b).checked_div(a.min(b)).is_none_or(|ratio| ratio > OTHER_SIZE)
}

fn judgement(verdict: Verdict, derived: &Derived, claim: &Claim, mention: &Mention, candidates: &Candidates, context: &Context<'_>) -> Judgement {
    let agreement = if verdict == Verdict::Contradicted { Agreement::Off } else { Agreement::Agrees };
    let name = context.reference.entity(derived.subject).name;
    let says = if verdict == Verdict::Contradicted { "which the words do not admit" } else { "which the words admit" };
    let level = if claim.attribution.is_some() { verdict.level().lowered() } else { verdict.level() };
    Judgement {
        verdict,
        rule: &DERIVED,
        level,
        link: None,
        score: Some(Score::default().with("subject", derived.strength, "named or carried over")),
        sharp: false,
        derived_of: Some(derived.subject),
        runners_up: unheld(candidates.links.iter().cloned()),
        evidence: derived.facts.iter().map(|fact| Evidence { fact: fact.clone(), agreement }).collect(),
        allowed: admitted(mention, candidates, context).map(|a| a.supported),
        allowed_unit: mention.unit.as_ref().map(|u| u.name.clone()),
        missing: None,
        explanation: format!("{} of {name}: no row states it, but the rows make {}, {says}.", derived.label, derived.arithmetic).into(),
        would_pass: (verdict != Verdict::Supported).then(|| in_unit(&derived.value, mention, candidates)),
        suggestion: None,
        correction: None,
    }
}

/// A value as the claim would tell it.
fn in_unit(value: &Interval, mention: &Mention, candidates: &Candidates) -> String {
    let unit = mention.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", plural(&unit.name)));
    if unit.is_empty() && candidates.asked.as_ref().is_some_and(|question| question.asked.is_multiple()) {
        return format!("{} times", value.map(|v| v.round_sf(TOLD_DIGITS)).unwrap_or(*value));
    }
    let told = if mention.kind == Kind::Duration { lasting::shown(value) } else { *value };
    format!("{}{unit}", super::words::tidy(&told))
}

/// The row that decides at the claim's time, of the first property that is wanted.
fn row(subject: EntityId, claim: &Claim, context: &Context<'_>, wanted: impl Fn(&Property) -> bool) -> Option<Fact> {
    let all = context.reference.properties_of(subject).filter(|(p, _)| wanted(context.reference.property(*p)));
    all.map(|(property, _)| property).find_map(|property| row_of(subject, property, claim, context))
}

/// The row that decides at the claim's time.
fn row_of(subject: EntityId, property: PropertyId, claim: &Claim, context: &Context<'_>) -> Option<Fact> {
    let facts: Vec<Fact> = context.reference.facts_of(subject, property).filter(|f| f.object.is_none()).collect();
    let facts: Vec<&Fact> = facts.iter().collect();
    let rows = rows::choose(&facts, context.reference.property(property), claim.time, context)?;
    rows.deciding.into_iter().max_by_key(|f| f.as_of.and_then(|w| w.to.or(w.from)))
}

fn value(fact: &Fact) -> Option<Decimal> {
    match fact.value {
        FactValue::Number { range, .. } => range.representative(),
        _ => None,
    }
}
