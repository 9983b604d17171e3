//! What a date expression says, before it is given a place in the calendar.

use crate::lexicon::word::Period;
use crate::measure::when::Grain;

/// From where an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The article's date ("two years ago").
    Article,
    /// The date mentioned last ("two years later").
    Last,
}

/// A date as it is said.
#[derive(Debug, Clone, PartialEq)]
pub enum DateExpr {
    /// "18 October 1991", "Friday, October 18".
    Day {
        /// The year, if it is said.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
        /// As written: 31 June is read, and has no place in the calendar.
        day: u32,
        /// Monday is 0.
        weekday: Option<u32>,
    },
    /// "October 1991", "in March".
    Month {
        /// The year, if it is said.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
    },
    /// "1991"; 0 is 1 BC.
    Year(i32),
    /// "the 1980s", "the 19th century".
    Years {
        /// The first year.
        first: i32,
        /// The last year.
        last: i32,
        /// Decade or century.
        grain: Grain,
    },
    /// "the eighties": 80.
    DecadeWord(i32),
    /// Seasons, quarters, halves: some months of a year.
    Months {
        /// The year, if it is said.
        year: Option<i32>,
        /// The first month.
        month: u32,
        /// How many.
        count: u32,
        /// Quarter or half.
        grain: Grain,
    },
    /// "Friday", "last Friday" −1, "next Friday" 1.
    Weekday {
        /// Monday is 0.
        weekday: u32,
        /// Which one, if it is said.
        shift: Option<i64>,
    },
    /// "yesterday" −1.
    DayOffset(i64),
    /// "last year", "the past three months".
    Shifted {
        /// The unit.
        period: Period,
        /// Before −1, current 0, after 1.
        shift: i64,
        /// How many.
        count: u32,
        /// "the previous year" counts from the date mentioned last.
        anchor: Anchor,
    },
    /// "two years ago", "three days later".
    Offset {
        /// The unit.
        period: Period,
        /// How many, negative for earlier.
        count: i64,
        /// From where.
        anchor: Anchor,
    },
    /// "that year", "the same day".
    Same(Period),
    /// "early 1990s": 1 early, 2 mid, 3 late.
    Part(i64, Box<DateExpr>),
    /// "since 2014".
    Since(Box<DateExpr>),
    /// "until 2014".
    Until(Box<DateExpr>),
    /// "from 1988 to 1994".
    Between(Box<DateExpr>, Box<DateExpr>),
    /// "circa 1500".
    Circa(Box<DateExpr>),
}

impl DateExpr {
    /// True if the expression names a day.
    pub fn is_day(&self) -> bool {
        match self {
            DateExpr::Day { .. } | DateExpr::Weekday { .. } | DateExpr::DayOffset(_) | DateExpr::Same(Period::Day) => true,
            DateExpr::Offset { period, .. } => matches!(period, Period::Day | Period::Week | Period::Fortnight),
            DateExpr::Circa(inner) => inner.is_day(),
            _ => false,
        }
    }

    /// The year that is written in it.
    pub fn year(&self) -> Option<i32> {
        match self {
            DateExpr::Day { year, .. } | DateExpr::Month { year, .. } | DateExpr::Months { year, .. } => *year,
            DateExpr::Year(year) | DateExpr::Years { first: year, .. } => Some(*year),
            DateExpr::Part(_, inner) | DateExpr::Since(inner) | DateExpr::Until(inner) | DateExpr::Circa(inner) => inner.year(),
            DateExpr::Between(first, last) => last.year().or_else(|| first.year()),
            _ => None,
        }
    }

    /// The same expression with a year, where it has none.
    #[must_use]
    pub fn in_year(self, given: i32) -> Self {
        match self {
            DateExpr::Day { year, month, day, weekday } => DateExpr::Day { year: year.or(Some(given)), month, day, weekday },
            DateExpr::Month { year, month } => DateExpr::Month { year: year.or(Some(given)), month },
            DateExpr::Months { year, month, count, grain } => DateExpr::Months { year: year.or(Some(given)), month, count, grain },
            DateExpr::Part(part, inner) => DateExpr::Part(part, Box::new(inner.in_year(given))),
            other => other,
        }
    }
}
