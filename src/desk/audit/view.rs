//! What a check of tables sees, and the words for what it finds.

use crate::lexicon::Lexicon;
use crate::measure::interval::Interval;
use crate::measure::when::When;
use crate::problem::{Problem, Severity};
use crate::reference::rows::Declaration;
use crate::reference::{EntityId, Fact, FactValue, Property, PropertyId, Reference};
use crate::rule::Rule;
use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;

/// Everything that checks look at.
pub struct Desk<'r> {
    /// The tables, read.
    pub reference: &'r Reference,
    /// All facts, by subject, property, object and time.
    pub facts: Vec<Fact>,
    /// The rows that declare entities and properties.
    pub declared: Vec<Declaration>,
    /// The day on which staleness is judged; none: tables are held against themselves.
    pub as_of: Option<NaiveDate>,
    /// Units and words.
    pub lexicon: &'r Lexicon,
}

/// A value of a series.
#[derive(Debug, Clone, Copy)]
pub struct Point<'r> {
    /// When it was measured.
    pub day: NaiveDate,
    /// In the unit of the property.
    pub value: f64,
    /// The row.
    pub fact: &'r Fact,
}

impl<'r> Desk<'r> {
    /// A desk over a reference.
    pub fn new(reference: &'r Reference, lexicon: &'r Lexicon, as_of: Option<NaiveDate>) -> Self {
        Desk { reference, facts: reference.facts().collect(), declared: reference.declarations(), as_of, lexicon }
    }

    /// The rows of each thing that is measured: one subject, property and object.
    pub fn groups(&self) -> impl Iterator<Item = &[Fact]> {
        self.facts.chunk_by(|a, b| (a.subject, a.property, a.object) == (b.subject, b.property, b.object))
    }

    /// The same, file by file: tables do not owe each other a series.
    pub fn groups_by_file(&self) -> impl Iterator<Item = Vec<&Fact>> {
        let reference = self.reference;
        self.groups().flat_map(move |rows| {
            let mut files: Vec<&str> = rows.iter().map(|f| reference.file_of(f)).collect();
            files.sort_unstable();
            files.dedup();
            files.into_iter().map(move |file| rows.iter().filter(|f| reference.file_of(f) == file).collect::<Vec<&Fact>>())
        })
    }

    /// What is said of a subject's property.
    pub fn facts_of(&self, subject: EntityId, property: PropertyId) -> &[Fact] {
        let from = self.facts.partition_point(|f| (f.subject, f.property) < (subject, property));
        let rest = &self.facts[from..];
        &rest[..rest.partition_point(|f| (f.subject, f.property) == (subject, property))]
    }

    /// The property of a row.
    pub fn property(&self, fact: &Fact) -> &'r Property {
        self.reference.property(fact.property)
    }

    /// The value of a row as an interval in the unit of its property; none if it is no number or cannot be converted.
    pub fn interval(&self, fact: &Fact) -> Option<Interval> {
        let FactValue::Number { range, .. } = fact.value else { return None };
        match (&fact.unit, &self.property(fact).unit) {
            (Some(own), Some(common)) if own != common => range.map(|v| own.convert(v, common)),
            _ => Some(range),
        }
    }

    /// One number for a row, in the unit of its property; none for dates, names and bounds.
    pub fn number(&self, fact: &Fact) -> Option<f64> {
        let range = self.interval(fact)?;
        range.low.zip(range.high)?;
        range.representative()?.to_f64()
    }

    /// The numbers of rows, by time. Rows without a time are left out.
    pub fn points<'d>(&self, rows: &[&'d Fact]) -> Vec<Point<'d>> {
        let mut points: Vec<Point<'d>> = rows.iter().filter_map(|fact| Some(Point { day: day(fact)?, value: self.number(fact)?, fact })).collect();
        points.sort_by_key(|p| p.day);
        points
    }

    /// What a row is about: `subject/property/object/time`, as far as it has them.
    pub fn about(&self, fact: &Fact) -> String {
        let reference = self.reference;
        let mut about = format!("{}/{}", reference.entity(fact.subject).id, self.property(fact).id);
        if let Some(object) = fact.object {
            about.push_str(&format!("/{}", reference.entity(object).id));
        }
        let row = reference.row(fact);
        if !row.get("as_of").is_empty() {
            about.push_str(&format!("/{}", row.get("as_of")));
        }
        about
    }

    /// A subject and property for people: "Population, Chad", "Border, Armenia – Georgia".
    pub fn named(&self, fact: &Fact) -> String {
        let name = |id| self.reference.entity(id).name;
        let object = fact.object.map(|o| format!(" – {}", name(o))).unwrap_or_default();
        format!("{}, {}{object}", self.property(fact).label, name(fact.subject))
    }

    /// A finding at a cell of a row.
    pub fn finding(&self, rule: &Rule, severity: Severity, fact: &Fact, column: &str, message: impl Into<String>) -> Problem {
        let row = self.reference.row(fact);
        let problem = Problem::warning(row.file, message).at(row.line, row.column(column)).coded(rule.code).weighing(severity);
        Problem { about: self.about(fact), ..problem }
    }

    /// A finding at a cell of a declaration.
    pub fn declared_finding(&self, rule: &Rule, severity: Severity, at: &Declaration, column: &str, message: impl Into<String>) -> Problem {
        let problem = Problem::warning(&at.file, message).at(at.line, at.column(column)).coded(rule.code).weighing(severity);
        Problem { about: at.get("id").to_owned(), ..problem }
    }

    /// Where a row stands: `facts.csv:12`.
    pub fn place(&self, fact: &Fact) -> String {
        let row = self.reference.row(fact);
        format!("{}:{}", row.file, row.line)
    }

    /// The value of a row as it is written, with its unit.
    pub fn written(&self, fact: &Fact) -> String {
        let texts = self.reference.texts(fact);
        match (texts.value.is_empty(), fact.object) {
            (true, Some(object)) => self.reference.entity(object).name.to_owned(),
            _ if texts.unit.is_empty() || texts.unit == "date" => texts.value,
            _ => format!("{} {}", texts.value, texts.unit),
        }
    }
}

/// When a row was measured, or since when it holds.
pub fn time(fact: &Fact) -> Option<When> {
    fact.as_of.or(fact.valid)
}

/// One day for that.
pub fn day(fact: &Fact) -> Option<NaiveDate> {
    time(fact)?.midpoint()
}

/// The year for that, where the row speaks of one year.
pub fn year(fact: &Fact) -> Option<i32> {
    let (from, to) = time(fact).and_then(|w| w.from.zip(w.to))?;
    (from.year() == to.year()).then_some(from.year())
}
