//! The table of properties, and what can be inferred of one that it lacks.

use super::layout::Layout;
use super::table::Table;
use super::{Property, TEMPORALS, Temporal, VALUE_KINDS, ValueKind};
use crate::lexicon::Lexicon;
use crate::lexicon::cue::CueClass;
use crate::lexicon::table::listed;
use crate::lexicon::word::Class;
use crate::measure::unit::{Dimension, Unit, UnitRef};
use crate::problem::Problem;
use crate::text::token::tokenize;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Reads `id, label, kind, unit, triggers, temporal, aggregation, symmetric`.
pub fn read(file: &str, text: &str, layout: &Layout, lexicon: &Lexicon, problems: &mut Vec<Problem>) -> Vec<Property> {
    let table = match Table::open(file, text, &["id"], layout) {
        Ok(table) => table,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let mut properties: Vec<Property> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    table.for_each(problems, |row, line, start, problems| {
        let Some(id) = row.new_id(line, start, &mut seen, problems) else { return };
        let mut property = inferred(id, row.get("unit"), lexicon);
        let kind = row.get("kind");
        match VALUE_KINDS.iter().find(|(name, _)| *name == kind) {
            Some(&(_, kind)) => property.kind = kind,
            None if kind.is_empty() => {}
            None => {
                let names = VALUE_KINDS.map(|k| k.0).join(", ");
                problems.push(row.problem(line, start, "kind", "the kind is not known; it was inferred from the unit", &names));
            }
        }
        let temporal = row.get("temporal");
        match TEMPORALS.iter().find(|(name, _)| *name == temporal) {
            Some(&(_, temporal)) => property.temporal = temporal,
            None if temporal.is_empty() => property.temporal = default_temporal(property.kind),
            None => {
                problems.push(row.problem(line, start, "temporal", "not a way to relate to time; the default of the kind is used", "point, series, constant"));
            }
        }
        if !row.get("label").is_empty() {
            row.get("label").clone_into(&mut property.label);
        }
        property.triggers = listed(row.get("triggers")).map(str::to_owned).collect();
        row.get("aggregation").clone_into(&mut property.aggregation);
        property.symmetric = row.get("symmetric") == "true";
        property.is_change = is_change(&property.label, lexicon);
        property.qualifiers = qualifiers(&format!("{} {}", property.label, row.get("unit")), lexicon);
        properties.push(property);
    });
    properties
}

fn default_temporal(kind: ValueKind) -> Temporal {
    match kind {
        ValueKind::Date => Temporal::Constant,
        ValueKind::Name | ValueKind::Rank => Temporal::Point,
        _ => Temporal::Series,
    }
}

/// A property that no table describes: its label is its id, its kind follows from the unit.
pub fn inferred(id: &str, written: &str, lexicon: &Lexicon) -> Property {
    let (unit, kind) = (unit_of(written, lexicon), kind_of(written, lexicon));
    let counted = (!NO_UNIT.contains(&written) && unit.is_none()).then(|| lexicon.words.lemma(written));
    Property {
        id: id.to_owned(),
        label: id.replace(['_', '-', '.'], " "),
        kind,
        unit,
        counted,
        written_unit: written.to_owned(),
        triggers: Vec::new(),
        temporal: default_temporal(kind),
        aggregation: String::new(),
        symmetric: false,
        is_change: is_change(&id.replace(['_', '-', '.'], " "), lexicon),
        qualifiers: qualifiers(&id.replace(['_', '-', '.'], " "), lexicon),
    }
}

/// True if a label names a change.
fn is_change(label: &str, lexicon: &Lexicon) -> bool {
    let tokens = tokenize(label);
    (0..tokens.len()).filter_map(|at| lexicon.cues.at(&tokens, at)).any(|found| found.0.iter().any(|c| c.class == CueClass::Change))
}

/// What words narrow a property down to.
fn qualifiers(words: &str, lexicon: &Lexicon) -> Vec<Arc<str>> {
    let tokens = tokenize(words);
    let cues = (0..tokens.len()).filter_map(|at| lexicon.cues.at(&tokens, at)).flat_map(|found| found.0);
    let mut found: Vec<Arc<str>> = cues.filter(|c| c.class == CueClass::Qualifier).map(|c| c.value.clone()).collect();
    found.dedup();
    found
}

/// Words that tables write in the unit column for values that are not numbers.
const NO_UNIT: [&str; 4] = ["", "date", "name", "person"];

/// The unit that a table names. Unknown ones are opaque; counts of people have none.
pub fn unit_of(written: &str, lexicon: &Lexicon) -> Option<UnitRef> {
    if NO_UNIT.contains(&written) || lexicon.words.is_plural(written) && lexicon.units.by_name(written).is_none() {
        return None;
    }
    Some(lexicon.units.by_name(written).unwrap_or_else(|| qualified(written, lexicon)))
}

/// A unit with more words around it: "USD (2021 PPP)", "thousand constant 2019 USD",
/// "tonnes CO2". The unit inside decides what it compares with; none inside, it is opaque.
fn qualified(written: &str, lexicon: &Lexicon) -> UnitRef {
    let bare = written.split('(').next().unwrap_or("").trim();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let scale = words.first().and_then(|w| lexicon.words.look_up(w).value(Class::SCALE));
    let words = &words[usize::from(scale.is_some())..];
    let inner = (0..words.len())
        .flat_map(|start| (start + 1..=words.len()).rev().map(move |end| (start, end)))
        .filter(|&(start, end)| start == 0 || end == words.len())
        .find_map(|(start, end)| lexicon.units.by_name(&words[start..end].join(" ")));
    let unit = inner.filter(|_| !words.contains(&"per")).and_then(|unit| {
        let factor = unit.factor.checked_mul(Decimal::from(scale.unwrap_or(1)))?;
        Some(Unit { name: written.to_owned(), factor, ..(*unit).clone() })
    });
    Arc::new(unit.unwrap_or_else(|| Unit::opaque(written)))
}

/// True if a unit is written that the lexicon does not know.
pub fn is_unknown_unit(written: &str, lexicon: &Lexicon) -> bool {
    unit_of(written, lexicon).is_some_and(|u| u.tag == written && lexicon.units.by_name(written).is_none())
}

fn kind_of(written: &str, lexicon: &Lexicon) -> ValueKind {
    if written == "date" {
        return ValueKind::Date;
    }
    if written == "name" || written == "person" {
        return ValueKind::Name;
    }
    match unit_of(written, lexicon) {
        None => ValueKind::Count,
        Some(unit) if unit.tag == "percent" => ValueKind::Percent,
        Some(unit) if Dimension::base("money") == Some(unit.dimension) => ValueKind::Money,
        Some(unit) if Dimension::base("time") == Some(unit.dimension) && unit.tag.is_empty() => ValueKind::Duration,
        Some(_) => ValueKind::Quantity,
    }
}
