//! Periods of the calendar.
//!
//! In: years, months, days, EDTF. Out: a range of whole days with the grain that was
//! named ("1991" is a year, "18 October 1991" a day). Days are proleptic Gregorian.
//! It refuses to know how dates are written in prose, and what day it is today.

use chrono::{Datelike, Days, Months, NaiveDate};
use edtf_core::{Bound, Edtf, Precision};
use std::fmt;

/// The unit of the calendar that a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// One day.
    Day,
    /// Seven days, or a weekend.
    Week,
    /// A calendar month.
    Month,
    /// A quarter or season.
    Quarter,
    /// Half a year.
    Half,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// From one date to another, or open at one end.
    Span,
}

impl Grain {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Grain::Day => "day",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Half => "half",
            Grain::Year => "year",
            Grain::Decade => "decade",
            Grain::Century => "century",
            Grain::Span => "span",
        }
    }
}

/// A range of days, both ends included; a missing end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// What was named.
    pub grain: Grain,
}

impl When {
    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        When { from: Some(day), to: Some(day), grain: Grain::Day }
    }

    /// A calendar day. None if there is none such (31 June).
    pub fn ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(When::day)
    }

    /// A calendar month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        When::months(year, month, 1, Grain::Month)
    }

    /// `count` months from the first of `month` on.
    pub fn months(year: i32, month: u32, count: u32, grain: Grain) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, month, 1)?;
        let to = from.checked_add_months(Months::new(count))?.pred_opt()?;
        Some(When { from: Some(from), to: Some(to), grain })
    }

    /// A calendar year; 0 is 1 BC.
    pub fn year(year: i32) -> Option<Self> {
        When::years(year, year, Grain::Year)
    }

    /// Whole years, both included.
    pub fn years(first: i32, last: i32, grain: Grain) -> Option<Self> {
        Some(When { from: Some(NaiveDate::from_ymd_opt(first, 1, 1)?), to: Some(NaiveDate::from_ymd_opt(last, 12, 31)?), grain })
    }

    /// From the start of one to the end of the other; none if that runs backwards.
    pub fn span(first: When, last: When) -> Option<Self> {
        let ordered = first.from.zip(last.to).is_none_or(|(a, b)| a <= b);
        ordered.then_some(When { from: first.from, to: last.to, grain: Grain::Span })
    }

    /// Reads EDTF (ISO 8601-2): `1991`, `1991-10`, `198X`, `2023-09-19/2023-09-20`, `1985~`.
    ///
    /// # Errors
    /// The parser's reason, for text that is not EDTF or lies beyond the calendar.
    pub fn parse_edtf(text: &str) -> Result<Self, String> {
        if let Some(plain) = parse_plain(text) {
            return plain.ok_or_else(|| "no such day in the calendar".to_owned());
        }
        // a time of day refines nothing here, and tables leave its seconds out
        if let Some((day, time)) = text.split_once('T').filter(|(day, time)| day.len() == 10 && time.starts_with(|c: char| c.is_ascii_digit())) {
            let clock = time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z'));
            return if clock { When::parse_edtf(day) } else { Err("not a time of day".to_owned()) };
        }
        let edtf: Edtf = text.parse().map_err(|e: edtf_core::ParseError| e.to_string())?;
        let bounds = edtf.bounds();
        let day = |bound: Bound| match bound {
            Bound::Date(d) => i32::try_from(d.year)
                .ok()
                .and_then(|y| NaiveDate::from_ymd_opt(y, d.month.into(), d.day.into()))
                .map(Some)
                .ok_or_else(|| "beyond the calendar".to_owned()),
            _ => Ok(None),
        };
        let (from, to) = (day(bounds.earliest)?, day(bounds.latest)?);
        if from.is_none() && to.is_none() {
            return Err("neither end is known".to_owned());
        }
        Ok(When { from, to, grain: edtf_grain(&edtf, from, to) })
    }

    /// True if the two share a day.
    pub fn meets(&self, other: &When) -> bool {
        let below = |a: Option<NaiveDate>, b: Option<NaiveDate>| a.zip(b).is_none_or(|(a, b)| a <= b);
        below(self.from, other.to) && below(other.from, self.to)
    }

    /// True if `other` lies wholly inside.
    pub fn contains(&self, other: &When) -> bool {
        self.from.is_none_or(|from| other.from.is_some_and(|f| from <= f)) && self.to.is_none_or(|to| other.to.is_some_and(|t| t <= to))
    }

    /// True if at least one end is known.
    pub fn is_resolved(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// A day to measure distances from: the middle, or the known end.
    pub fn midpoint(&self) -> Option<NaiveDate> {
        match (self.from, self.to) {
            (Some(from), Some(to)) => from.checked_add_days(Days::new((to - from).num_days().unsigned_abs() / 2)),
            (from, to) => from.or(to),
        }
    }

    /// Days in the period, where both ends are known.
    pub fn length_days(&self) -> Option<i64> {
        self.from.zip(self.to).map(|(from, to)| (to - from).num_days() + 1)
    }

    /// Days between the two periods; 0 if they meet.
    pub fn days_apart(&self, other: &When) -> i64 {
        if self.meets(other) {
            return 0;
        }
        let gap = |a: Option<NaiveDate>, b: Option<NaiveDate>| a.zip(b).map_or(0, |(a, b)| (b - a).num_days().max(0));
        gap(self.to, other.from).max(gap(other.to, self.from))
    }

    /// The period moved outward by whole days at both ends.
    #[must_use]
    pub fn widened(&self, days: u64) -> Self {
        When {
            from: self.from.map(|d| d.checked_sub_days(Days::new(days)).unwrap_or(d)),
            to: self.to.map(|d| d.checked_add_days(Days::new(days)).unwrap_or(d)),
            ..*self
        }
    }
}

/// The three plain forms, which nearly every row uses, without the full parser.
/// The outer option says whether `text` has such a form, the inner whether the day exists.
fn parse_plain(text: &str) -> Option<Option<When>> {
    let number = |s: &str| if s.bytes().all(|b| b.is_ascii_digit()) { s.parse::<u32>().ok() } else { None };
    match text.len() {
        4 => Some(When::year(number(text)? as i32)),
        7 if text.as_bytes()[4] == b'-' && number(text.get(5..)?)? <= 12 => Some(When::month(number(&text[..4])? as i32, number(&text[5..])?)),
        10 if text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-' => {
            Some(When::ymd(number(text.get(..4)?)? as i32, number(text.get(5..7)?)?, number(text.get(8..)?)?))
        }
        _ => None,
    }
}

fn edtf_grain(edtf: &Edtf, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Grain {
    let precision = match edtf {
        Edtf::Date(date) => date.precision(),
        Edtf::DateTime(_) => return Grain::Day,
        _ => return Grain::Span,
    };
    match precision {
        Precision::Day => Grain::Day,
        Precision::Month => Grain::Month,
        Precision::Season => Grain::Quarter,
        Precision::Year => match from.zip(to).map_or(0, |(a, b)| b.year() - a.year()) {
            0 => Grain::Year,
            1..=9 => Grain::Decade,
            10..=99 => Grain::Century,
            _ => Grain::Span,
        },
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = match (self.from, self.to) {
            (None, None) => return f.write_str("an unresolved date"),
            (Some(from), None) => return write!(f, "{} or later", day_name(from)),
            (None, Some(to)) => return write!(f, "{} or earlier", day_name(to)),
            (Some(from), Some(to)) => (from, to),
        };
        match self.grain {
            Grain::Month => write!(f, "{} {}", from.format("%B"), year_name(from.year())),
            Grain::Year => f.write_str(&year_name(from.year())),
            _ if from == to => f.write_str(&day_name(from)),
            _ if from.ordinal() == 1 && (to.month(), to.day()) == (12, 31) => {
                if from.year() == to.year() {
                    f.write_str(&year_name(from.year()))
                } else {
                    write!(f, "{}–{}", year_name(from.year()), year_name(to.year()))
                }
            }
            _ => write!(f, "{} – {}", day_name(from), day_name(to)),
        }
    }
}

fn day_name(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), day.format("%B"), year_name(day.year()))
}

fn year_name(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

#[cfg(test)]
mod tests {
    use super::{Grain, When};

    fn edtf(text: &str) -> When {
        When::parse_edtf(text).unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn edtf_gives_range_and_grain() {
        for (text, shown, grain) in [
            ("1991", "1991", Grain::Year),
            ("1991-10", "October 1991", Grain::Month),
            ("1991-10-18", "18 October 1991", Grain::Day),
            ("198X", "1980–1989", Grain::Decade),
            ("2023-09-19/2023-09-20", "19 September 2023 – 20 September 2023", Grain::Span),
            ("2010/2014", "2010–2014", Grain::Span),
            ("-0043", "44 BC", Grain::Year),
            ("1988~", "1988", Grain::Year),
            ("1969-07-20T20:18", "20 July 1969", Grain::Day),
        ] {
            assert_eq!((edtf(text).to_string(), edtf(text).grain), (shown.to_owned(), grain), "{text}");
        }
    }

    #[test]
    fn impossible_days_are_refused() {
        for text in ["1985-02-30", "1991-13", "yesterday", "", "2023-06-31", "2023-13-01"] {
            assert!(When::parse_edtf(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_coarser_period_contains_a_finer_one() {
        assert!(edtf("1991").contains(&edtf("1991-10-18")));
        assert!(!edtf("1991-10-18").contains(&edtf("1991")));
        assert!(edtf("1991-10").meets(&edtf("1991")));
        assert_eq!(edtf("1991-10-18").days_apart(&edtf("1991-10-20")), 2);
    }

    #[test]
    fn open_ends_meet_everything_beyond() {
        let since = When { to: None, ..edtf("2014") };
        assert!(since.meets(&edtf("2020")));
        assert!(!since.meets(&edtf("2013")));
        assert!(!edtf("2014").contains(&since));
    }
}
