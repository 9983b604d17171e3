//! People per area, from a population and an area.

use super::{Derived, row, value};
use crate::claim::Claim;
use crate::link::{Candidates, Context, subject};
use crate::measure::interval::{Interval, grouped};
use crate::measure::unit::Dimension;
use crate::mention::Mention;
use crate::reference::{Fact, Property, ValueKind};
use rust_decimal::Decimal;

/// The density of the claim's subject, in the claim's unit.
pub fn derive(claim: &Claim, mention: &Mention, _: &Candidates, context: &Context<'_>) -> Option<Derived> {
    let unit = mention.unit.as_ref().filter(|u| u.tag == "person" && Dimension::parse("1/length^2") == Some(u.dimension))?;
    let subject = subject::candidates(claim, &[], context).into_iter().next()?;
    let people = row(subject.entity, claim, context, |p| p.kind == ValueKind::Count && p.label.to_lowercase().trim() == "population")?;
    let is_area = |p: &Property| p.kind == ValueKind::Quantity && p.label.to_lowercase().contains("area") && measures_area(p);
    let areas: Vec<Fact> =
        ["total", "land", ""].iter().filter_map(|word| row(subject.entity, claim, context, |p| is_area(p) && p.label.to_lowercase().contains(word))).collect();
    let density = |area: &Fact| {
        let base = value(area)?.checked_mul(area.unit.as_ref()?.factor)?;
        value(&people)?.checked_div(base)?.checked_div(unit.factor)
    };
    let values: Vec<Decimal> = areas.iter().filter_map(density).collect();
    let (low, high) = (*values.iter().min()?, *values.iter().max()?);
    let area = areas.first()?;
    let arithmetic = format!(
        "{} people / {} {} = {} {unit}",
        grouped(value(&people)?),
        grouped(value(area)?),
        area.unit.as_ref()?.name,
        density(area)?.round_dp(1).normalize()
    );
    let facts = vec![people, area.clone()];
    Some(Derived {
        subject: subject.entity,
        strength: subject.strength,
        label: "Population density",
        value: Interval::between(low, high),
        slack: Decimal::ZERO,
        facts,
        arithmetic,
    })
}

fn measures_area(property: &Property) -> bool {
    property.unit.as_ref().is_some_and(|u| Dimension::parse("length^2") == Some(u.dimension) && u.tag.is_empty())
}
