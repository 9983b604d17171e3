//! One row of a table of facts.
//!
//! In: its cells. Out: a fact with its texts, or a problem at the cell that keeps the row from being
//! one. It refuses to know the table around it.

use super::facts::Columns;
use super::fault::{FOREIGN_KEY, KEY};
use super::index::pack::Texts;
use super::load::{Builder, Used};
use super::number::{self, Style};
use super::table::Cells;
use super::{Fact, FactId, FactValue, RANKS, Rank, ValueKind};
use crate::measure::figure::Figure;
use crate::measure::when::{Grain, When};
use crate::problem::{Problem, Severity};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Reads one row.
pub(super) struct RowReader<'r, 'a, 't> {
    pub(super) row: &'r Cells<'a, 't>,
    pub(super) columns: &'r Columns,
    pub(super) style: Style,
    /// Resource, line, first byte.
    pub(super) place: (u64, u64, u64),
    pub(super) problems: &'r mut Vec<Problem>,
}

impl<'r> RowReader<'r, '_, '_> {
    fn wrong(&mut self, column: &str, message: &str, expected: &str) {
        self.problems.push(self.problem(column, message, expected));
    }

    fn warn(&mut self, column: &str, message: &str, expected: &str) {
        self.problems.push(self.problem(column, message, expected).weighing(Severity::Warning));
    }

    fn problem(&self, column: &str, message: &str, expected: &str) -> Problem {
        self.row.problem(self.place.1 as u32, self.place.2 as u32, column, message, expected)
    }

    /// The fact, with the words of its row.
    pub(super) fn fact(&mut self, builder: &mut Builder, unknown_units: &mut BTreeMap<String, u32>) -> Option<(Fact, Texts<'r>)> {
        let cell = |column: Option<usize>| self.row.nth(column);
        let (subject, property) = (cell(self.columns.subject), cell(self.columns.property));
        let (object, unit, source) = (cell(self.columns.object), cell(self.columns.unit), cell(self.columns.source));
        for (name, value) in [("subject", subject), ("property", property), ("source", source)] {
            if value.is_empty() {
                self.wrong(name, &format!("the row has no {name} and was left out"), &format!("a {name}"));
                return None;
            }
        }
        let id = self.new_id(builder, subject, property)?;
        self.foreign_keys(builder, subject, property);
        let property = builder.property(property, unit);
        let kind = builder.properties[property.0 as usize].kind;
        let unit = builder.unit(unit);
        if unit.unknown {
            unknown_units.entry(builder.unit_names[unit.number as usize].clone()).or_insert(self.place.1 as u32);
        }
        let (value, tolerance) = self.value(kind, object)?;
        let valid = self.valid()?;
        let [as_of, published, retrieved] = self.dates()?;
        self.supersedes(builder, id);
        let texts = self.texts(builder, id, unit.number);
        let fact = Fact {
            subject: builder.entity(subject),
            property,
            object: self.object(builder, kind, object),
            value,
            unit: unit.unit,
            valid,
            as_of,
            published,
            retrieved,
            rank: self.rank(self.row.nth(self.columns.rank)),
            tolerance,
            superseded: false,
            id: FactId(0),
        };
        Some((fact, texts))
    }

    /// The row's words, those that rows share by their places.
    fn texts(&self, builder: &mut Builder, id: &'r str, unit: u64) -> Texts<'r> {
        let (row, columns) = (self.row, self.columns);
        let shared = [columns.source, columns.source_url, columns.note, columns.definition];
        let times = [columns.as_of, columns.published, columns.retrieved];
        Texts {
            id,
            unit,
            values: [columns.value, columns.low, columns.high].map(|column| row.nth(column)),
            supersedes: row.nth(columns.supersedes),
            shared: shared.map(|column| builder.strings.place(row.nth(column))),
            times: times.map(|column| builder.strings.place(row.nth(column))),
            place: self.place,
        }
    }

    /// The row's id, empty if it has none. None if the row is left out, because its package has used the id, or
    /// an earlier package has the same row.
    fn new_id(&mut self, builder: &Builder, subject: &str, property: &str) -> Option<&'r str> {
        let id = self.row.nth(self.columns.id);
        if id.is_empty() {
            return Some(id);
        }
        let (message, severity) = match builder.use_of(id, subject, property) {
            Used::Nowhere => return Some(id),
            Used::Here => ("the id is used before; this row was left out", Severity::Error),
            Used::Before => ("an earlier package has this row and precedence; this one was left out", Severity::Note),
        };
        self.problems.push(self.problem("id", message, "a unique id").coded(KEY.code).weighing(severity));
        None
    }

    fn foreign_keys(&mut self, builder: &Builder, subject: &str, property: &str) {
        let subject = builder.has_entities && !builder.knows_entity(subject);
        let property = builder.has_properties && !builder.knows_property(property);
        for (missing, column, message, expected) in [
            (subject, "subject", "the subject is not among the entities; it is known by its id alone", "an id from the entities"),
            (property, "property", "the property is not among the properties; it was inferred from its id and unit", "an id from the properties"),
        ] {
            if missing {
                self.problems.push(self.problem(column, message, expected).coded(FOREIGN_KEY.code).weighing(Severity::Warning));
            }
        }
    }

    /// Notes the row that this one revises; whether it is there is known when all are read.
    fn supersedes(&mut self, builder: &mut Builder, id: &str) {
        let revised = self.row.nth(self.columns.supersedes);
        if revised.is_empty() {
            return;
        }
        let missing = self.problem("supersedes", "the row that this one supersedes is not there", "the id of a row of facts");
        let missing = missing.coded(FOREIGN_KEY.code).weighing(Severity::Warning);
        if revised == id {
            self.problems.push(Problem { message: "the row supersedes itself".to_owned(), ..missing });
        } else {
            builder.revised.push((revised.to_owned(), missing));
        }
    }

    /// When it was measured, published, retrieved.
    fn dates(&mut self) -> Option<[Option<When>; 3]> {
        let columns = [("as_of", self.columns.as_of), ("published", self.columns.published), ("retrieved", self.columns.retrieved)];
        let mut dates = [None; 3];
        for (date, (name, column)) in dates.iter_mut().zip(columns) {
            *date = self.date(name, self.row.nth(column))?;
        }
        Some(dates)
    }

    /// The object; for a name property without one, the value is it.
    fn object(&self, builder: &mut Builder, kind: ValueKind, object: &str) -> Option<super::EntityId> {
        let value = self.row.nth(self.columns.value);
        let name = if object.is_empty() && kind == ValueKind::Name { value } else { object };
        (!name.is_empty()).then(|| builder.object(name))
    }

    /// What the row states, and its tolerance.
    fn value(&mut self, kind: ValueKind, object: &str) -> Option<(FactValue, Option<Decimal>)> {
        let (value, low, high) = (self.row.nth(self.columns.value), self.row.nth(self.columns.low), self.row.nth(self.columns.high));
        if kind == ValueKind::Name {
            if object.is_empty() && value.is_empty() {
                self.wrong("object", "a row of a name property has no object and was left out", "an object");
                return None;
            }
            return Some((FactValue::Name, None));
        }
        if value.is_empty() && low.is_empty() && high.is_empty() {
            self.wrong("value", "the row has no value and was left out", "a value, value_low or value_high");
            return None;
        }
        if kind == ValueKind::Date {
            return self.date_value(value, low, high).map(|when| (FactValue::Date(when), None));
        }
        self.number(value, low, high)
    }

    /// A date, or a period from one to the other; ".." stands for an end that is not said.
    fn date_value(&mut self, value: &str, low: &str, high: &str) -> Option<When> {
        let end = |text| if str::is_empty(text) { ".." } else { text };
        let text = if value.is_empty() { format!("{}/{}", end(low), end(high)) } else { value.to_owned() };
        let when = When::parse_edtf(&text).ok();
        if when.is_none() {
            let column = ["value", "value_low", "value_high"][usize::from(value.is_empty()) + usize::from(value.is_empty() && low.is_empty())];
            self.wrong(column, "the value is not a date; the row was left out", "an ISO or EDTF date such as 1991-10-18, 1991, 198X");
        }
        when
    }

    /// A number, a range or a bound. A bound that repeats the value makes the value one-sided.
    fn number(&mut self, value: &str, low: &str, high: &str) -> Option<(FactValue, Option<Decimal>)> {
        let mut ends = [None; 3];
        for (end, (column, text)) in ends.iter_mut().zip([("value", value), ("value_low", low), ("value_high", high)]) {
            if text.is_empty() {
                continue;
            }
            if let Some(number) = number::parse(text, self.style) {
                *end = Some(number);
            } else {
                self.not_a_number(column, text);
                return None;
            }
        }
        let [value, low, high] = ends;
        if low.zip(high).is_some_and(|(a, b)| a > b) {
            self.wrong("value_low", "the low end is above the high end; the row was left out", "value_low ≤ value_high");
            return None;
        }
        if value.is_some_and(|v| low.is_some_and(|l| v < l) || high.is_some_and(|h| v > h)) {
            self.warn("value", "the value lies outside its own range", "value_low ≤ value ≤ value_high");
        }
        let written = value.or(low).or(high).unwrap_or_default();
        let step = self.step(written);
        let range = number::range(value, low, high);
        let tolerance = self.tolerance(written).or_else(|| step.map(|s| s / Decimal::TWO));
        let step = step.unwrap_or_else(|| Figure::written(written).step);
        Some((FactValue::Number { range, step }, tolerance))
    }

    fn not_a_number(&mut self, column: &str, text: &str) {
        let (message, expected) = match () {
            () if number::reads_two_ways(text) => (
                "the value can be read in two ways, with a decimal comma or with commas between thousands; the row was left out",
                "a number with a decimal point, or decimalChar or groupChar in the schema",
            ),
            () if self.style == number::PLAIN => {
                ("the value is not a number; the row was left out", "a number with a decimal point and no thousands separators")
            }
            () => ("the value is not a number as the others of the table are; the row was left out", "a number in the style of the table"),
        };
        self.wrong(column, message, expected);
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

    /// How far the source says that its value may be off: in the row's unit, or as a percentage of the value.
    fn tolerance(&mut self, value: Decimal) -> Option<Decimal> {
        let text = self.row.nth(self.columns.tolerance);
        let tolerance = number::tolerance(text, value, self.style);
        if tolerance.is_none() && !text.is_empty() {
            self.warn("tolerance", "the tolerance was ignored", "a number that is not below zero, or a percentage such as 2%");
        }
        tolerance
    }

    /// The worth of the last digit that carries meaning, where the table says how many do.
    fn step(&mut self, value: Decimal) -> Option<Decimal> {
        let text = self.row.nth(self.columns.significant_digits);
        let step = number::step(text, value);
        if step.is_none() && !text.is_empty() {
            self.warn("significant_digits", "the number of significant digits was ignored", "a whole number from 1 to 28");
        }
        step
    }
}
