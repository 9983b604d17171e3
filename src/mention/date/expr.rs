//! What a date expression says, before it is given a place in the calendar.

use crate::lexicon::word::Period;
use crate::measure::feast::Feast;
use crate::measure::when::Grain;

/// From where an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The article's date ("two years ago").
    Article,
    /// The date mentioned last ("two years later").
    Last,
}

/// What is counted off inside a period ("the last Monday of March").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Monday is 0.
    Weekday(u32),
    /// Days, weeks, months, quarters.
    Period(Period),
}

/// A way in the calendar: periods, negative for earlier ("2 weeks and 2 days").
pub type Steps = Vec<(Period, i64)>;

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
    /// "on the 18th", "Tuesday the 19th", "the 20th of next month".
    MonthDay {
        /// As written.
        day: u32,
        /// Monday is 0.
        weekday: Option<u32>,
        /// The month, if it is said.
        month: Option<Box<DateExpr>>,
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
    /// "week 31".
    Week {
        /// The year, if it is said.
        year: Option<i32>,
        /// By ISO 8601.
        week: u32,
    },
    /// "Easter 2013", "Labor Day".
    Holiday {
        /// Which.
        feast: Feast,
        /// The year, if it is said.
        year: Option<i32>,
    },
    /// "Friday", "last Friday" −1, "next Friday" 1.
    Weekday {
        /// Monday is 0.
        weekday: u32,
        /// Which one, if it is said.
        shift: Option<i64>,
        /// "the previous Friday" counts from the date mentioned last.
        anchor: Anchor,
    },
    /// "Wednesday of next week".
    WeekdayIn(u32, Box<DateExpr>),
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
        /// How far.
        steps: Steps,
        /// From where.
        anchor: Anchor,
        /// The words before it say that it is not meant to the year: "about 60 years ago".
        about: bool,
    },
    /// "two weeks from January 15", "the day before yesterday".
    From {
        /// How far.
        steps: Steps,
        /// From where.
        from: Box<DateExpr>,
    },
    /// "two Sundays from now", "the third Tuesday after Christmas".
    WeekdaysFrom {
        /// Monday is 0.
        weekday: u32,
        /// Which one, negative for earlier.
        nth: i64,
        /// From where.
        from: Box<DateExpr>,
    },
    /// "the last Monday of March", "the first two weeks of 2021".
    Nth {
        /// From the start, or negative from the end.
        nth: i64,
        /// How many units.
        count: u32,
        /// What is counted.
        unit: Unit,
        /// Inside of what.
        of: Box<DateExpr>,
    },
    /// "October last year", "Thanksgiving of next year".
    Within(Box<DateExpr>, Box<DateExpr>),
    /// "the week of March 6", "the weekend of Halloween".
    Around(Period, Box<DateExpr>),
    /// "ten days from 18 December".
    Run {
        /// How long.
        steps: Steps,
        /// The first day.
        from: Box<DateExpr>,
    },
    /// "the quarter ended June 30": one such period, up to that date.
    Ended(Period, Box<DateExpr>),
    /// "that year", "the same day".
    Same(Period),
    /// "the quarter", "over the weekend": the one that is being told of.
    Definite(Period),
    /// "the latest quarter": the last that has ended.
    Latest(Period),
    /// "the year-earlier quarter"; without a period, that of which figures are being told.
    YearBefore(Option<Period>),
    /// "last March", "next Easter".
    Turn(i64, Box<DateExpr>),
    /// "early 1990s": 1 early, 2 mid, 3 late, 4 beginning, 5 end.
    Part(i64, Box<DateExpr>),
    /// "since 2014".
    Since(Box<DateExpr>),
    /// "until 2014".
    Until(Box<DateExpr>),
    /// "after 2014".
    After(Box<DateExpr>),
    /// "before 2014".
    Before(Box<DateExpr>),
    /// "from 1988 to 1994".
    Between(Box<DateExpr>, Box<DateExpr>),
    /// "circa 1500".
    Circa(Box<DateExpr>),
}

/// True for the units whose multiples lead from a day to a day.
fn by_days(steps: &[(Period, i64)]) -> bool {
    steps.len() > 1 || steps.iter().all(|(period, _)| matches!(period, Period::Day | Period::Week | Period::Weekend | Period::Fortnight))
}

impl DateExpr {
    /// True for what is counted off in weeks, as "four weeks earlier" is: to the week, and not to the day.
    pub fn counts_weeks(&self) -> bool {
        let (DateExpr::Offset { steps, .. } | DateExpr::From { steps, .. }) = self else { return false };
        matches!(steps[..], [(Period::Week | Period::Fortnight, _)])
    }

    /// True for a date that tells its year only by the story's own time: "yesterday", "in March", "Boxing Day".
    pub fn is_of_the_story(&self) -> bool {
        match self {
            DateExpr::Month { year: None, .. }
            | DateExpr::Months { year: None, .. }
            | DateExpr::Week { year: None, .. }
            | DateExpr::Holiday { year: None, .. } => true,
            DateExpr::Weekday { .. } | DateExpr::WeekdayIn(..) | DateExpr::DayOffset(_) | DateExpr::MonthDay { .. } => true,
            DateExpr::Definite(_) | DateExpr::Latest(_) => true,
            DateExpr::Day { year: None, .. } => true,
            // "last year" counts years, and may be a slip for another one
            DateExpr::Shifted { period, .. } => !matches!(period, Period::Year | Period::Decade | Period::Century | Period::Millennium),
            DateExpr::Part(_, inner) | DateExpr::Turn(_, inner) | DateExpr::Since(inner) | DateExpr::Until(inner) => inner.is_of_the_story(),
            DateExpr::Before(inner) | DateExpr::After(inner) => inner.is_of_the_story(),
            _ => false,
        }
    }

    /// True for a time that a date begins or ends: "since 2014", "before June".
    pub fn is_open(&self) -> bool {
        matches!(self, DateExpr::Since(_) | DateExpr::Until(_) | DateExpr::After(_) | DateExpr::Before(_))
    }

    /// True if the expression names a day.
    pub fn is_day(&self) -> bool {
        match self {
            DateExpr::Day { .. }
            | DateExpr::MonthDay { .. }
            | DateExpr::Weekday { .. }
            | DateExpr::WeekdayIn(..)
            | DateExpr::WeekdaysFrom { .. }
            | DateExpr::Holiday { .. }
            | DateExpr::DayOffset(_)
            | DateExpr::Same(Period::Day)
            | DateExpr::Definite(Period::Day)
            | DateExpr::Nth { unit: Unit::Weekday(_), .. }
            | DateExpr::Nth { unit: Unit::Period(Period::Day), count: 1, .. }
            | DateExpr::Shifted { period: Period::Day, count: 1, .. } => true,
            DateExpr::Offset { steps, .. } => by_days(steps),
            DateExpr::From { steps, from } => by_days(steps) || from.is_day(),
            DateExpr::Circa(inner) | DateExpr::Turn(_, inner) | DateExpr::Within(inner, _) => inner.is_day(),
            _ => false,
        }
    }

    /// The year that is written in it.
    pub fn year(&self) -> Option<i32> {
        match self {
            DateExpr::Day { year, .. }
            | DateExpr::Month { year, .. }
            | DateExpr::Months { year, .. }
            | DateExpr::Week { year, .. }
            | DateExpr::Holiday { year, .. } => *year,
            DateExpr::Year(year) | DateExpr::Years { first: year, .. } => Some(*year),
            DateExpr::Part(_, inner)
            | DateExpr::Since(inner)
            | DateExpr::Until(inner)
            | DateExpr::After(inner)
            | DateExpr::Before(inner)
            | DateExpr::Around(_, inner)
            | DateExpr::Ended(_, inner)
            | DateExpr::Nth { of: inner, .. }
            | DateExpr::Circa(inner) => inner.year(),
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
            DateExpr::Week { year, week } => DateExpr::Week { year: year.or(Some(given)), week },
            DateExpr::Holiday { feast, year } => DateExpr::Holiday { feast, year: year.or(Some(given)) },
            DateExpr::Part(part, inner) => DateExpr::Part(part, Box::new(inner.in_year(given))),
            DateExpr::Nth { nth, count, unit, of } => DateExpr::Nth { nth, count, unit, of: Box::new(of.in_year(given)) },
            other => other,
        }
    }
}
