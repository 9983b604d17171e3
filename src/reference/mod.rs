//! What is known to be true: entities, properties and facts from reference tables.
//!
//! In: data packages as text. Out: a [`Reference`] with everything that could be read,
//! and a [`Problem`](crate::problem::Problem) for everything that could not. Facts know
//! nothing of claims.

pub mod builtin;
mod entities;
pub mod events;
mod facts;
mod labels;
mod load;
pub mod names;
pub mod package;
mod properties;
pub mod rows;
mod table;

use crate::measure::interval::Interval;
use crate::measure::unit::UnitRef;
use crate::measure::when::When;
use events::Event;
pub use load::{Builder, Loaded};
use names::Names;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;

/// An entity's place in [`Reference::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A property's place in [`Reference::properties`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PropertyId(pub u32);

/// Something that facts are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The id in the tables.
    pub id: String,
    /// The name in reports.
    pub name: String,
    /// "country", "conflict", "person", …; "text" for an object that is only named.
    pub kind: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Names of its people, used as adjectives too.
    pub demonyms: Vec<String>,
}

/// What kind of value a property has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A number of things or people.
    Count,
    /// A number with a unit.
    Quantity,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A date.
    Date,
    /// A length of time.
    Duration,
    /// A place in an order.
    Rank,
    /// The name of something or someone.
    Name,
}

/// Names of the kinds in the tables.
pub const VALUE_KINDS: [(&str, ValueKind); 8] = [
    ("count", ValueKind::Count),
    ("quantity", ValueKind::Quantity),
    ("money", ValueKind::Money),
    ("percent", ValueKind::Percent),
    ("date", ValueKind::Date),
    ("duration", ValueKind::Duration),
    ("rank", ValueKind::Rank),
    ("name", ValueKind::Name),
];

/// How a property's values relate to time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Temporal {
    /// One event; several rows are successive counts of it.
    Point,
    /// Measured again and again.
    Series,
    /// Does not change.
    Constant,
}

/// Names of the temporal kinds in the tables.
pub const TEMPORALS: [(&str, Temporal); 3] = [("point", Temporal::Point), ("series", Temporal::Series), ("constant", Temporal::Constant)];

/// What facts say of entities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// The id in the tables.
    pub id: String,
    /// The name in reports.
    pub label: String,
    /// What its values are.
    pub kind: ValueKind,
    /// The unit of its values, if it has one.
    pub unit: Option<UnitRef>,
    /// What is counted, where it is not people measured in a unit: the lemma of the table's unit ("village").
    pub counted: Option<String>,
    /// Phrases that name it.
    pub triggers: Vec<String>,
    /// How it relates to time.
    pub temporal: Temporal,
    /// It holds both ways (a border).
    pub symmetric: bool,
    /// Its values are changes ("growth", "inflation").
    pub is_change: bool,
    /// What its label or unit narrows it down to ("sex=male"), as `cues.csv` names it.
    pub qualifiers: Vec<std::sync::Arc<str>>,
}

/// How much a source weighs against rivals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Decides.
    Preferred,
    /// Agreement with it alone is `disputed`.
    Ordinary,
    /// Named as dissent.
    Dissent,
}

/// Names of the ranks in the tables; the first is the default.
pub const RANKS: [(&str, Rank); 3] = [("preferred", Rank::Preferred), ("ordinary", Rank::Ordinary), ("dissent", Rank::Dissent)];

/// What a fact states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactValue {
    /// A number, a range or a bound; `step` is the worth of its last written digit.
    Number {
        /// The values that the row admits.
        range: Interval,
        /// Precision of the source.
        step: Decimal,
    },
    /// A date.
    Date(When),
    /// The object is the value.
    Name,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What it is about.
    pub subject: EntityId,
    /// What it says of it.
    pub property: PropertyId,
    /// With regard to what or whom.
    pub object: Option<EntityId>,
    /// What it states.
    pub value: FactValue,
    /// The unit of the value.
    pub unit: Option<UnitRef>,
    /// When it holds; open where not said. None: not said at all.
    pub valid: Option<When>,
    /// When it was measured or counted.
    pub as_of: Option<When>,
    /// Weight of the source.
    pub rank: Rank,
    /// The source's own tolerance, in the row's unit.
    pub tolerance: Option<Decimal>,
    row: Row,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    resource: u32,
    /// First byte in the resource's text.
    start: u32,
    line: u32,
}

/// The texts of a row, read again when a report needs them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowTexts {
    /// The row's id.
    pub id: String,
    /// Who says so.
    pub source: String,
    /// Where.
    pub source_url: String,
    /// What else is said of it.
    pub note: String,
    /// The value as it is written, or both ends.
    pub value: String,
    /// The unit as it is written.
    pub unit: String,
    /// When it was measured, as it is written.
    pub as_of: String,
    /// File and line.
    pub place: String,
}

/// A CSV resource with facts, kept for reports.
#[derive(Debug, Clone)]
struct Resource {
    file: String,
    text: Cow<'static, str>,
    header: csv::StringRecord,
}

/// Everything that is known.
#[derive(Debug, Default)]
pub struct Reference {
    entities: Vec<Entity>,
    properties: Vec<Property>,
    /// Sorted by subject, property, as-of, id, so that the order of rows in files is of no account.
    facts: Vec<Fact>,
    by_subject: FxHashMap<(EntityId, PropertyId), Range<usize>>,
    resources: Vec<Resource>,
    /// The tables of entities and properties, as they are written.
    declaring: Vec<package::ResourceText>,
    names: Names,
    events: Vec<Event>,
    /// By person: the facts that name them.
    holders: FxHashMap<EntityId, Vec<usize>>,
    /// One line a package: what was loaded and from where.
    pub packages: Vec<String>,
}

impl Reference {
    /// An entity.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// A property.
    pub fn property(&self, id: PropertyId) -> &Property {
        &self.properties[id.0 as usize]
    }

    /// All entities, sorted by id.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// All properties, sorted by id.
    pub fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// All facts.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// What is said of a subject's property.
    pub fn facts_of(&self, subject: EntityId, property: PropertyId) -> &[Fact] {
        self.by_subject.get(&(subject, property)).map_or(&[], |range| &self.facts[range.clone()])
    }

    /// Conflicts, talks, treaties that can be named by their kind and their parties.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The facts that name someone or something as holder of a property (a president).
    pub fn held_by(&self, entity: EntityId) -> impl Iterator<Item = &Fact> {
        self.holders.get(&entity).into_iter().flatten().map(|&i| &self.facts[i])
    }

    /// What is said of a subject, property by property.
    pub fn properties_of(&self, subject: EntityId) -> impl Iterator<Item = (PropertyId, &[Fact])> {
        let first = self.facts.partition_point(|f| f.subject < subject);
        let all = &self.facts[first..];
        let all = &all[..all.partition_point(|f| f.subject == subject)];
        all.chunk_by(|a, b| a.property == b.property).map(|rows| (rows[0].property, rows))
    }

    /// Names of entities and phrases for properties.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// True if there are no facts.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// The texts of a row.
    pub fn texts(&self, fact: &Fact) -> RowTexts {
        let Some(resource) = self.resources.get(fact.row.resource as usize) else { return RowTexts::default() };
        let record = table::fields(&resource.text[fact.row.start as usize..]);
        let cell = |name: &str| resource.header.iter().position(|h| h == name).and_then(|i| record.get(i)).map_or_else(String::new, ToString::to_string);
        let (value, low, high) = (cell("value"), cell("value_low"), cell("value_high"));
        let shown = match (value.is_empty(), low.is_empty(), high.is_empty()) {
            (false, ..) => value,
            (_, false, false) => format!("{low}–{high}"),
            (_, false, true) => format!("{low} or more"),
            (_, true, false) => format!("up to {high}"),
            _ => String::new(),
        };
        RowTexts {
            id: cell("id"),
            source: cell("source"),
            source_url: cell("source_url"),
            note: cell("note"),
            value: shown,
            unit: cell("unit"),
            as_of: cell("as_of"),
            place: format!("{}:{}", resource.file, fact.row.line),
        }
    }
}
