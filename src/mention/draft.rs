//! What a finder returns: a mention before overlaps are settled and dates resolved.

use super::date::expr::DateExpr;
use super::noun::Noun;
use super::numeral::Shape;
use super::scene::Scene;
use crate::lexicon::hedge::HedgeKind;
use crate::measure::figure::Figure;
use crate::measure::unit::UnitRef;
use crate::text::token::TokenKind;
use std::ops::Range;

/// What a mention is. The names are those of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A count or bare number.
    Number,
    /// A place in an order.
    Ordinal,
    /// Percent, percentage points, basis points.
    Percent,
    /// An amount of money.
    Money,
    /// Anything else with a unit.
    Quantity,
    /// How old someone is.
    Age,
    /// A temperature.
    Temperature,
    /// A day.
    Date,
    /// A longer period with a place in the calendar.
    DateRange,
    /// A length of time.
    Duration,
    /// A time of day.
    Time,
    /// A recurring date.
    Set,
}

impl Kind {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Ordinal => "ordinal",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Quantity => "quantity",
            Kind::Age => "age",
            Kind::Temperature => "temperature",
            Kind::Date => "date",
            Kind::DateRange => "date_range",
            Kind::Duration => "duration",
            Kind::Time => "time",
            Kind::Set => "set",
        }
    }

    /// True for a place in the calendar.
    pub fn is_date(self) -> bool {
        matches!(self, Kind::Date | Kind::DateRange)
    }
}

/// Which side of a one-sided statement the value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The true value is said to be at or above it.
    Lower,
    /// The true value is said to be at or below it.
    Upper,
}

/// A hedge and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// What it does.
    pub kind: HedgeKind,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// A mention before overlaps are settled.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its tokens, hedge included.
    pub tokens: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// The finder.
    pub rule: &'static str,
    /// The value, or the low end of a range.
    pub value: Option<Figure>,
    /// The high end of a range.
    pub high: Option<Figure>,
    /// One-sided statements.
    pub bound: Option<Bound>,
    /// The unit.
    pub unit: Option<UnitRef>,
    /// The hedge.
    pub hedge: Option<Hedge>,
    /// The noun that is counted.
    pub noun: Option<Noun>,
    /// How the number is written.
    pub shape: Shape,
    /// The date, unresolved.
    pub date: Option<DateExpr>,
}

impl Draft {
    /// A draft with nothing but a place and a kind.
    pub fn new(tokens: Range<usize>, kind: Kind, rule: &'static str) -> Self {
        Draft { tokens, kind, rule, value: None, high: None, bound: None, unit: None, hedge: None, noun: None, shape: Shape::Digits, date: None }
    }

    /// True if no digit stands in it.
    pub fn in_words(&self, scene: &Scene) -> bool {
        !self.tokens.clone().any(|i| scene.token(i).is_some_and(|t| t.kind == TokenKind::Digits))
    }
}
