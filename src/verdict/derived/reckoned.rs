//! What is asked of several rows: changes, multiples, differences, sums, shares, per head.
//!
//! In: a question, as `link` read it. Out: the value that the rows make, with the arithmetic.

use super::{Derived, value};
use crate::claim::Claim;
use crate::link::asked::{Asked, Question, is_fraction};
use crate::link::{Context, rows};
use crate::measure::interval::{Interval, grouped};
use crate::measure::when::When;
use crate::mention::Mention;
use crate::reference::{EntityId, Fact, PropertyId, ValueKind};
use rust_decimal::Decimal;

/// Works out what a question asks.
pub fn derive(question: &Question, claim: &Claim, mention: &Mention, context: &Context<'_>) -> Option<Derived> {
    let desk = Desk { question, claim, mention, context };
    let (label, worked) = match &question.asked {
        Asked::Change { from, to, falls } => ("Change", desk.change(*from, *to, *falls)?),
        Asked::Times { from, to } => ("Multiple", desk.times(*from, *to)?),
        Asked::Multiple { other, more } => ("Multiple", desk.multiple(*other, *more)?),
        Asked::Difference { other, less } => ("Difference", desk.difference(*other, *less)?),
        Asked::Together { all, mean } => (if *mean { "Mean" } else { "Sum" }, desk.together(&all[1..], *mean)?),
        Asked::ShareOf { whole } => ("Share", desk.share(*whole)?),
        Asked::PerHead => ("Per head", desk.per_head()?),
    };
    Some(Derived {
        subject: question.subject,
        strength: question.strength,
        label,
        value: worked.value,
        slack: worked.slack,
        facts: worked.facts,
        arithmetic: worked.arithmetic,
    })
}

/// A value with what it was worked out from.
struct Worked {
    value: Interval,
    slack: Decimal,
    facts: Vec<Fact>,
    arithmetic: String,
}

struct Desk<'a> {
    question: &'a Question,
    claim: &'a Claim,
    mention: &'a Mention,
    context: &'a Context<'a>,
}

/// By what share a multiple may be off the one that is told.
const LOOSE: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
/// Digits behind the point of a quotient that is shown.
const SHOWN: u32 = 2;

fn shown(value: Decimal) -> String {
    grouped(value.round_dp(SHOWN).normalize())
}

impl Desk<'_> {
    /// The row of an entity near a time, and its value in the claim's unit or the row's own.
    fn row(&self, entity: EntityId, property: PropertyId, period: Option<When>) -> Option<(Fact, Decimal)> {
        let all: Vec<Fact> = self.context.reference.facts_of(entity, property).filter(|f| f.object.is_none()).collect();
        let all: Vec<&Fact> = all.iter().collect();
        let chosen = rows::choose(&all, self.context.reference.property(property), period, self.context)?;
        let fact = chosen.deciding.into_iter().max_by_key(|f| f.as_of.and_then(|w| w.to.or(w.from)))?;
        let own = value(&fact)?;
        let measured = self.mention.unit.as_ref().zip(fact.unit.as_ref()).filter(|(mine, row)| mine.measures_same(row));
        let value = measured.map_or(Some(own), |(mine, row)| row.convert(own, mine))?;
        Some((fact, value))
    }

    fn own(&self) -> Option<(Fact, Decimal)> {
        self.row(self.question.subject, self.question.property, self.claim.time)
    }

    fn other(&self, entity: EntityId) -> Option<(Fact, Decimal)> {
        self.row(entity, self.question.property, self.claim.time).filter(|(_, value)| !value.is_zero())
    }

    fn name(&self, entity: EntityId) -> &str {
        self.context.reference.entity(entity).name
    }

    /// The rows of two times, and their values.
    fn ends(&self, from: &When, to: &When) -> Option<[(Fact, Decimal); 2]> {
        let at = |period: &When| self.row(self.question.subject, self.question.property, Some(*period));
        let (first, last) = (at(from)?, at(to)?);
        // a row that is not of its year cannot tell what moved
        let of = |fact: &Fact, period: &When| fact.as_of.is_some_and(|w| w.meets(period));
        (of(&first.0, from) && of(&last.0, to) && first.0.id != last.0.id && !first.1.is_zero()).then_some([first, last])
    }

    fn times(&self, from: When, to: When) -> Option<Worked> {
        let [(first, a), (last, b)] = self.ends(&from, &to)?;
        let times = b.checked_div(a)?;
        let arithmetic = format!("{} in {to} / {} in {from} = {} times", shown(b), shown(a), shown(times));
        // "half of what it was"
        let times = if self.is_percent() { times.checked_mul(Decimal::ONE_HUNDRED)? } else { times };
        Some(Worked { value: Interval::point(times), slack: times.abs() * LOOSE, facts: vec![first, last], arithmetic })
    }

    fn change(&self, from: When, to: When, falls: bool) -> Option<Worked> {
        let [(first, a), (last, b)] = self.ends(&from, &to)?;
        let moved = b - a;
        // of what is no share itself, "12 percent more" and "a third more" are shares of the first value
        let amount = self.context.reference.property(self.question.property).kind != ValueKind::Percent;
        let (percent, part) = (amount && self.is_percent(), amount && is_fraction(self.mention));
        let told = |value: Decimal| match () {
            () if percent => value.checked_div(a.abs())?.checked_mul(Decimal::ONE_HUNDRED),
            () if part => value.checked_div(a.abs()),
            () => Some(value),
        };
        let value = told(moved)?;
        let unit = if percent { " %" } else { "" };
        let arithmetic = format!("{} in {to} against {} in {from}: {}{unit}", shown(b), shown(a), shown(value));
        // each row may be off by what is close to it, and the difference of two by both
        let slack = told((a.abs() + b.abs()) * self.context.lexicon.tolerances.close)?;
        let slack = slack.min(value.abs() / Decimal::TWO);
        Some(Worked { value: Interval::point(if falls { -value } else { value }), slack, facts: vec![first, last], arithmetic })
    }

    fn is_percent(&self) -> bool {
        self.mention.unit.as_ref().is_some_and(|u| u.tag == "percent")
    }

    fn multiple(&self, other: EntityId, more: bool) -> Option<Worked> {
        let ((own, a), (row, b)) = (self.own()?, self.other(other)?);
        let times = a.checked_div(b)?;
        let arithmetic = format!("{} / {} ({}) = {} times", shown(a), shown(b), self.name(other), shown(times));
        // "three times larger" is three times as large to most, and four times to some
        let value = Interval::between(if more { times - Decimal::ONE } else { times }, times);
        Some(Worked { value, slack: times.abs() * LOOSE, facts: vec![own, row], arithmetic })
    }

    fn difference(&self, other: EntityId, less: bool) -> Option<Worked> {
        let ((own, a), (row, b)) = (self.own()?, self.other(other)?);
        let value = if less { b - a } else { a - b };
        let percent = self.is_percent();
        let value = if percent { value.checked_div(b)?.checked_mul(Decimal::ONE_HUNDRED)? } else { value };
        let (unit, side) = (if percent { " %" } else { "" }, if less { "less" } else { "more" });
        let arithmetic = format!("{} against {} ({}): {}{unit} {side}", shown(a), shown(b), self.name(other), shown(value));
        // of two values that lie near each other the difference is as uncertain as both
        let slack = if percent { (Decimal::ONE_HUNDRED + value.abs()) * self.context.lexicon.tolerances.close } else { Decimal::ZERO };
        Some(Worked { value: Interval::point(value), slack, facts: vec![own, row], arithmetic })
    }

    fn together(&self, others: &[EntityId], mean: bool) -> Option<Worked> {
        // what is measured in shares or means does not add up
        if !mean && matches!(self.context.reference.property(self.question.property).aggregation.as_str(), "none" | "mean" | "max" | "min") {
            return None;
        }
        let (first, own) = self.own()?;
        let (mut facts, mut sum, mut terms) = (vec![first], own, vec![shown(own)]);
        for other in others {
            let (fact, value) = self.other(*other)?;
            facts.push(fact);
            sum = sum.checked_add(value)?;
            terms.push(shown(value));
        }
        let count = Decimal::from(facts.len() as u64);
        let value = if mean { sum.checked_div(count)? } else { sum };
        let over = if mean { format!(" over {count}") } else { String::new() };
        let arithmetic = format!("{}{over} = {}", terms.join(" + "), shown(value));
        Some(Worked { value: Interval::point(value), slack: Decimal::ZERO, facts, arithmetic })
    }

    fn share(&self, whole: EntityId) -> Option<Worked> {
        let ((own, a), (row, b)) = (self.own()?, self.other(whole)?);
        let share = a.checked_div(b)?.checked_mul(Decimal::ONE_HUNDRED)?;
        let arithmetic = format!("{} of {} ({}) = {} %", shown(a), shown(b), self.name(whole), shown(share));
        (share <= Decimal::ONE_HUNDRED).then(|| Worked { value: Interval::point(share), slack: Decimal::ZERO, facts: vec![own, row], arithmetic })
    }

    fn per_head(&self) -> Option<Worked> {
        let (own, amount) = self.own()?;
        let people = self.context.reference.properties().iter().position(|p| p.kind == ValueKind::Count && p.label.eq_ignore_ascii_case("population"))?;
        let (row, inhabitants) = self.row(self.question.subject, PropertyId(people as u32), own.as_of.or(self.claim.time))?;
        let value = amount.checked_div(inhabitants)?;
        let arithmetic = format!("{} / {} people = {}", shown(amount), shown(inhabitants), shown(value));
        Some(Worked { value: Interval::point(value), slack: Decimal::ZERO, facts: vec![own, row], arithmetic })
    }
}
