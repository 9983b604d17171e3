//! Tables of facts.
//!
//! In: the text of a CSV resource. Out: a fact for every row that can be read; a
//! problem with line and column for every one that cannot, and the others go on.

use super::load::Builder;
use super::properties::is_unknown_unit;
use super::table::{Cells, Table};
use super::{Fact, FactValue, RANKS, Rank, Row, ValueKind};
use crate::measure::figure::Figure;
use crate::measure::interval::Interval;
use crate::measure::when::{Grain, When};
use crate::problem::Problem;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Columns that a table of facts must have.
pub const REQUIRED: [&str; 3] = ["subject", "property", "source"];
/// Of these it must have one.
const VALUES: [&str; 4] = ["value", "value_low", "value_high", "object"];

/// Column numbers of one table.
struct Columns {
    id: Option<usize>,
    subject: Option<usize>,
    property: Option<usize>,
    object: Option<usize>,
    value: Option<usize>,
    low: Option<usize>,
    high: Option<usize>,
    unit: Option<usize>,
    valid_from: Option<usize>,
    valid_to: Option<usize>,
    as_of: Option<usize>,
    source: Option<usize>,
    rank: Option<usize>,
    tolerance: Option<usize>,
}

impl Columns {
    fn of(header: &csv::StringRecord) -> Self {
        let at = |name: &str| header.iter().position(|h| h.trim() == name);
        Columns {
            id: at("id"),
            subject: at("subject"),
            property: at("property"),
            object: at("object"),
            value: at("value"),
            low: at("value_low"),
            high: at("value_high"),
            unit: at("unit"),
            valid_from: at("valid_from"),
            valid_to: at("valid_to"),
            as_of: at("as_of"),
            source: at("source"),
            rank: at("rank"),
            tolerance: at("tolerance"),
        }
    }
}

/// Reads resource number `resource` into `builder`.
pub(super) fn read(file: &str, text: &str, resource: u32, builder: &mut Builder, problems: &mut Vec<Problem>) -> Option<csv::StringRecord> {
    let table = match Table::open(file, text, &REQUIRED) {
        Ok(table) => table,
        Err(problem) => {
            problems.push(problem);
            return None;
        }
    };
    if !VALUES.iter().any(|v| table.header.iter().any(|h| h.trim() == *v)) {
        let found = table.header.iter().collect::<Vec<_>>().join(",");
        problems.push(Problem::error(file, "the table has no column for values").at(1, 1).expected("one of value, value_low, value_high, object", found));
        return None;
    }
    let columns = Columns::of(&table.header);
    let mut unknown_units = BTreeMap::new();
    let header = table.for_each(problems, |row, line, start, problems| {
        let mut reader = RowReader { row, columns: &columns, place: Row { resource, start, line }, problems };
        if let Some(fact) = reader.fact(builder, &mut unknown_units) {
            builder.facts.push(fact);
        }
    });
    for (unit, line) in unknown_units {
        problems.push(Problem::warning(file, format!("the unit {unit:?} is not known; its values compare with no other unit")).at(line, 1));
    }
    Some(header)
}

struct RowReader<'r, 'a, 't> {
    row: &'r Cells<'a, 't>,
    columns: &'r Columns,
    place: Row,
    problems: &'r mut Vec<Problem>,
}

impl RowReader<'_, '_, '_> {
    fn wrong(&mut self, column: &str, message: &str, expected: &str) {
        self.problems.push(self.row.problem(self.place.line, self.place.start, column, message, expected));
    }

    fn warn(&mut self, column: &str, message: &str, expected: &str) {
        let problem = self.row.problem(self.place.line, self.place.start, column, message, expected);
        self.problems.push(Problem { severity: crate::problem::Severity::Warning, ..problem });
    }

    fn fact(&mut self, builder: &mut Builder, unknown_units: &mut BTreeMap<String, u32>) -> Option<Fact> {
        let cell = |column: Option<usize>| self.row.nth(column);
        let (id, subject, property) = (cell(self.columns.id), cell(self.columns.subject), cell(self.columns.property));
        let (object, unit, source) = (cell(self.columns.object), cell(self.columns.unit), cell(self.columns.source));
        for (name, value) in [("subject", subject), ("property", property), ("source", source)] {
            if value.is_empty() {
                self.wrong(name, &format!("the row has no {name} and was left out"), &format!("a {name}"));
                return None;
            }
        }
        if !id.is_empty() && !builder.fact_ids.insert(id.to_owned()) {
            self.wrong("id", "the id is used before; this row was left out", "a unique id");
            return None;
        }
        if builder.has_entities && !builder.knows_entity(subject) {
            self.warn("subject", "the subject is not among the entities; it is known by its id alone", "an id from the entities");
        }
        if builder.has_properties && !builder.knows_property(property) {
            self.warn("property", "the property is not among the properties; it was inferred from its id and unit", "an id from the properties");
        }
        let property = builder.property(property, unit);
        let kind = builder.properties[property.0 as usize].kind;
        if is_unknown_unit(unit, builder.lexicon) && !builder.declares_unit(unit) {
            unknown_units.entry(unit.to_owned()).or_insert(self.place.line);
        }
        let value = self.value(kind, object)?;
        let own_unit = builder.unit(unit);
        let valid = self.valid()?;
        let as_of = self.date("as_of", cell(self.columns.as_of))?;
        let rank = self.rank(cell(self.columns.rank));
        let tolerance = self.tolerance(cell(self.columns.tolerance));
        Some(Fact {
            subject: builder.entity(subject),
            property,
            object: self.object(builder, kind, object),
            value,
            unit: own_unit,
            valid,
            as_of,
            rank,
            tolerance,
            row: self.place,
        })
    }

    /// The object; for a name property without one, the value is it.
    fn object(&self, builder: &mut Builder, kind: ValueKind, object: &str) -> Option<super::EntityId> {
        let value = self.row.nth(self.columns.value);
        let name = if object.is_empty() && kind == ValueKind::Name { value } else { object };
        (!name.is_empty()).then(|| builder.object(name))
    }

    fn value(&mut self, kind: ValueKind, object: &str) -> Option<FactValue> {
        let (value, low, high) = (self.row.nth(self.columns.value), self.row.nth(self.columns.low), self.row.nth(self.columns.high));
        if kind == ValueKind::Name {
            if object.is_empty() && value.is_empty() {
                self.wrong("object", "a row of a name property has no object and was left out", "an object");
                return None;
            }
            return Some(FactValue::Name);
        }
        if value.is_empty() && low.is_empty() && high.is_empty() {
            self.wrong("value", "the row has no value and was left out", "a value, value_low or value_high");
            return None;
        }
        if kind == ValueKind::Date {
            let text = if value.is_empty() { format!("{low}/{high}") } else { value.to_owned() };
            return if let Ok(when) = When::parse_edtf(&text) {
                Some(FactValue::Date(when))
            } else {
                self.wrong("value", "the value is not a date; the row was left out", "an ISO or EDTF date such as 1991-10-18, 1991, 198X");
                None
            };
        }
        self.number(value, low, high)
    }

    /// A number, a range or a bound. A bound that repeats the value makes the value one-sided.
    fn number(&mut self, value: &str, low: &str, high: &str) -> Option<FactValue> {
        let mut ends = [None; 3];
        for (end, (column, text)) in ends.iter_mut().zip([("value", value), ("value_low", low), ("value_high", high)]) {
            if text.is_empty() {
                continue;
            }
            if let Some(number) = parse_decimal(text) {
                *end = Some(number);
            } else {
                self.wrong(column, "the value is not a number; the row was left out", "a number with a decimal point and no thousands separators");
                return None;
            }
        }
        let [value, low, high] = ends;
        if low.zip(high).is_some_and(|(a, b)| a > b) {
            self.wrong("value_low", "the low end is above the high end; the row was left out", "value_low ≤ value_high");
            return None;
        }
        let range = match (value, low, high) {
            (Some(v), None, None) => Interval::point(v),
            (Some(v), Some(l), None) if l == v => Interval::at_least(v),
            (Some(v), None, Some(h)) if h == v => Interval::at_most(v),
            (Some(v), l, h) => Interval { low: l.or(Some(v)), high: h.or(Some(v)) },
            (None, l, h) => Interval { low: l, high: h },
        };
        let step = value.or(low).or(high).map_or(Decimal::ONE, |v| Figure::written(v).step);
        Some(FactValue::Number { range, step })
    }

    /// When the row holds; the outer none says that a date could not be read.
    fn valid(&mut self) -> Option<Option<When>> {
        let (from, to) = (self.row.nth(self.columns.valid_from), self.row.nth(self.columns.valid_to));
        let (from, to) = (self.date("valid_from", from)?, self.date("valid_to", to)?);
        if from.is_none() && to.is_none() {
            return Some(None);
        }
        let span = When { from: from.and_then(|w| w.from), to: to.and_then(|w| w.to), grain: Grain::Span };
        if span.from.zip(span.to).is_some_and(|(a, b)| a > b) {
            self.wrong("valid_to", "the row ends before it begins and was left out", "valid_from ≤ valid_to");
            return None;
        }
        Some(Some(span))
    }

    fn date(&mut self, column: &str, text: &str) -> Option<Option<When>> {
        if text.is_empty() {
            return Some(None);
        }
        if let Ok(when) = When::parse_edtf(text) {
            Some(Some(when))
        } else {
            self.wrong(column, "not a date; the row was left out", "an ISO or EDTF date such as 1991-10-18, 1991-10, 2010/2014");
            None
        }
    }

    fn rank(&mut self, text: &str) -> Rank {
        if text.is_empty() {
            return Rank::Preferred;
        }
        RANKS.iter().find(|(name, _)| *name == text).map_or_else(
            || {
                self.warn("rank", "the rank is not known; the row counts as ordinary", "preferred, ordinary, dissent");
                Rank::Ordinary
            },
            |&(_, rank)| rank,
        )
    }

    fn tolerance(&mut self, text: &str) -> Option<Decimal> {
        let parsed = parse_decimal(text);
        if parsed.is_none() && !text.is_empty() {
            self.warn("tolerance", "the tolerance is not a number and was ignored", "a number");
        }
        parsed
    }
}

/// A decimal as tables write it; exponents are allowed.
fn parse_decimal(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}
