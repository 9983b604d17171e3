//! What is known to be true: entities, properties and facts from reference tables.
//!
//! In: data packages as text. Out: a [`Reference`] with everything that could be read,
//! and a [`Problem`](crate::problem::Problem) for everything that could not. Facts know
//! nothing of claims.

mod access;
pub mod asked;
pub mod builtin;
mod compile;
pub mod descriptor;
mod entities;
pub mod events;
mod fact_row;
mod facts;
pub mod fault;
pub mod index;
pub mod integrity;
mod label_index;
mod labels;
mod lately;
pub mod layout;
mod load;
pub mod names;
pub mod number;
pub mod package;
mod properties;
pub mod rows;
pub mod schema;
pub mod shape;
mod table;
#[cfg(test)]
mod tests;

use crate::lexicon::table::listed;
use crate::measure::interval::Interval;
use crate::measure::unit::UnitRef;
use crate::measure::when::When;
pub use access::{Facts, Reference};
pub use compile::Compiled;
pub use facts::UNCONFIRMED;
pub use label_index::{LabelStems, PhraseId};
pub use load::{Builder, Loaded};
use rust_decimal::Decimal;

/// An entity's place in [`Reference::entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A property's place in [`Reference::properties`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PropertyId(pub u32);

/// A row's place in [`Reference::facts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u32);

/// Something that facts are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity<'r> {
    /// The id in the tables.
    pub id: &'r str,
    /// The name in reports.
    pub name: &'r str,
    /// "country", "conflict", "person", …; "text" for an object that is only named.
    pub kind: &'r str,
    /// As listed in the tables. Few ask for them: that they are UTF-8 is looked at then.
    aliases: &'r [u8],
    demonyms: &'r [u8],
    /// What a person with several names may be called for short; no table lists these.
    short: &'r [u8],
}

impl<'r> Entity<'r> {
    /// Other names.
    pub fn aliases(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        listed(str::from_utf8(self.aliases).unwrap_or_default())
    }

    /// Names of its people, used as adjectives too.
    pub fn demonyms(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        listed(str::from_utf8(self.demonyms).unwrap_or_default())
    }

    /// What a person may be called for short: "Ada Vale" of Ada Berta Vale Costa.
    pub(in crate::reference) fn short_names(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        listed(str::from_utf8(self.short).unwrap_or_default())
    }

    /// Its name and its other names.
    pub fn names(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        std::iter::once(self.name).chain(self.aliases())
    }
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
    /// The unit as the table writes it.
    pub written_unit: String,
    /// What is counted, where it is not people measured in a unit: the lemma of the table's unit ("village").
    pub counted: Option<String>,
    /// Phrases that name it.
    pub triggers: Vec<String>,
    /// How it relates to time.
    pub temporal: Temporal,
    /// How the values of parts make the whole's, as the table names it ("sum", "mean", "none"); empty if not said.
    pub aggregation: String,
    /// It holds both ways (a border).
    pub symmetric: bool,
    /// Its values are changes ("growth", "inflation").
    pub is_change: bool,
    /// What its label or unit narrows it down to ("sex=male"), as `cues.csv` names it.
    pub qualifiers: Vec<std::sync::Arc<str>>,
}

impl Property {
    /// Its label and what else it is called.
    pub fn phrases(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.label).chain(&self.triggers)
    }

    /// True for what is counted anew in each year ("conflict deaths in a year").
    pub fn is_yearly_count(&self) -> bool {
        let label = self.label.to_lowercase();
        self.kind == ValueKind::Count && ["a year", "per year", "yearly", "annual"].iter().any(|word| label.contains(word))
    }

    /// True if the label's first word is this one: what begins with "start" or "end" is a date of an event's own time.
    pub fn begins_with(&self, word: &str) -> bool {
        self.label.split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case(word))
    }
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
    /// When the source published it.
    pub published: Option<When>,
    /// When it was taken from the source.
    pub retrieved: Option<When>,
    /// Weight of the source.
    pub rank: Rank,
    /// The source's own tolerance, or half the worth of its last significant digit, in the row's unit.
    pub tolerance: Option<Decimal>,
    /// A revision of it is there: another row names it in `supersedes`.
    pub superseded: bool,
    /// Its place among the facts.
    pub id: FactId,
}

/// The texts of a row, read again when a report needs them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowTexts<'r> {
    /// The row's id.
    pub id: &'r str,
    /// Who says so.
    pub source: &'r str,
    /// Where.
    pub source_url: &'r str,
    /// What else is said of it.
    pub note: &'r str,
    /// The value as it is written, or both ends.
    pub value: String,
    /// The unit as it is written.
    pub unit: &'r str,
    /// When it was measured, as it is written.
    pub as_of: &'r str,
    /// When the source published it, as it is written.
    pub published: &'r str,
    /// When it was taken from the source, as it is written.
    pub retrieved: &'r str,
    /// What exactly was measured ("nominal", "city proper"), where the table says so.
    pub definition: &'r str,
    /// The id of the row that this one revises.
    pub supersedes: &'r str,
    /// The file that it stands in, as the user named it.
    pub file: &'r str,
    /// Its line there.
    pub line: u64,
}

impl RowTexts<'_> {
    /// File and line.
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}
