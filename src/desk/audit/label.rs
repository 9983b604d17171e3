//! FL930: labels, kinds and units of properties that contradict each other.

use super::view::Desk;
use crate::measure::unit::{Dimension, Unit};
use crate::problem::{Problem, Severity};
use crate::reference::package::Role;
use crate::reference::rows::Declaration;
use crate::reference::{Fact, Property, VALUE_KINDS, ValueKind};
use crate::rule::Rule;

/// A label against its unit.
pub const LABEL_AND_UNIT: Rule = Rule {
    code: "FL930",
    name: "label-and-unit",
    summary: "the label, the kind and the unit of a property disagree, or a row's unit measures something else",
    checks: "The unit in the brackets of a label, the noun at its end (area, length, share …) and the kind are each held against the unit of the property; the unit of every row against the property's.",
    why: "A unit under the wrong heading makes every comparison of the property wrong.",
    example: "\"Coastline (km)\" with the unit %; \"total area\" with the unit km; a row in litres among square kilometres.",
    silent: "The unit is not known, or the label says nothing of a unit.",
};

/// What a noun at the end of a label measures.
const NOUNS: [(&str, &str); 13] = [
    ("area", "length^2"),
    ("length", "length"),
    ("height", "length"),
    ("elevation", "length"),
    ("depth", "length"),
    ("coastline", "length"),
    ("volume", "length^3"),
    ("weight", "mass"),
    ("mass", "mass"),
    ("temperature", "temperature"),
    ("speed", "length/time"),
    ("percentage", "percent"),
    ("share", "percent"),
];

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    for row in desk.declared.iter().filter(|d| d.role == Role::Properties) {
        let Some(property) = desk.reference.properties().iter().find(|p| p.id == row.get("id")) else { continue };
        let wrong = kind_against_unit(property).map(|w| ("kind", w)).or_else(|| label_against_unit(desk, property, row).map(|w| ("label", w)));
        if let Some((column, message)) = wrong {
            let message = format!("{}: {message}", property.label);
            found.push(
                desk.declared_finding(&LABEL_AND_UNIT, Severity::Warning, row, column, message)
                    .expected("a label, a kind and a unit that agree", row.get(column)),
            );
        }
    }
    found.extend(desk.facts.iter().filter_map(|fact| row_against_property(desk, fact)));
}

/// The unit, where something is known of it.
fn known(property: &Property) -> Option<&Unit> {
    property.unit.as_deref().filter(|u| is_percent(u) || u.tag != u.name || !u.dimension.is_none())
}

fn is_percent(unit: &Unit) -> bool {
    unit.tag == "percent"
}

fn kind_against_unit(property: &Property) -> Option<String> {
    let unit = known(property)?;
    let money = Dimension::base("money").is_some_and(|d| d == unit.dimension);
    let time = Dimension::base("time").is_some_and(|d| d == unit.dimension);
    let wrong = match property.kind {
        ValueKind::Percent => !is_percent(unit),
        // a price is money for something
        ValueKind::Money => !money && !unit.name.contains(" per "),
        ValueKind::Duration => !time,
        ValueKind::Date | ValueKind::Name => true,
        ValueKind::Count => is_percent(unit) || money,
        ValueKind::Quantity => is_percent(unit),
        ValueKind::Rank => false,
    };
    let kind = VALUE_KINDS.iter().find(|k| k.1 == property.kind).map_or("", |k| k.0);
    wrong.then(|| format!("the kind is {kind}, the unit {unit}"))
}

fn label_against_unit(desk: &Desk<'_>, property: &Property, row: &Declaration) -> Option<String> {
    let unit = known(property)?;
    if let Some(said) = bracketed_unit(desk, row.get("label")) {
        return (!said.measures_same(unit)).then(|| format!("the label says {said}, the unit is {unit}"));
    }
    let head = row.get("label").split(['(', ',']).next().unwrap_or("").to_lowercase();
    let noun = head.split(" of ").next().unwrap_or("").split_whitespace().last().unwrap_or("").to_owned();
    let (noun, measures) = NOUNS.iter().find(|(word, _)| *word == noun)?;
    let fits = match (*measures, property.kind) {
        ("percent", _) => is_percent(unit),
        // a lease has a length too
        ("length", ValueKind::Duration) => true,
        _ => Dimension::parse(measures) == Some(unit.dimension),
    };
    (!fits).then(|| format!("the label speaks of {noun}, the unit is {unit}"))
}

/// The unit in the last brackets of a label: "(km)", "(% of GDP)".
fn bracketed_unit(desk: &Desk<'_>, label: &str) -> Option<crate::measure::unit::UnitRef> {
    let inside = label.rsplit_once('(')?.1.split(')').next()?.trim();
    let inside = if inside.starts_with('%') { "%" } else { inside };
    desk.lexicon.units.by_name(inside)
}

fn row_against_property(desk: &Desk<'_>, fact: &Fact) -> Option<Problem> {
    let property = desk.property(fact);
    let (own, common) = (fact.unit.as_ref()?, property.unit.as_ref()?);
    if own.measures_same(common) {
        return None;
    }
    let message = format!("{} is in {own}, but its property is measured in {common}", desk.named(fact));
    Some(desk.finding(&LABEL_AND_UNIT, Severity::Warning, fact, "unit", message).expected(format!("{common}, or a unit that converts to it"), own.name.clone()))
}
