//! The early, middle and late parts of a period.
//!
//! In: a period of the calendar and the part's number. Out: the days of that part.
//! The first half of a year is early and the second late (MUC-5); its beginning is a
//! quarter, its middle and end are thirds, and so are the parts of a month and a decade.

use crate::lexicon::word::Period;
use crate::measure::when::{Grain, When};
use chrono::{Datelike, Days};

use super::steps::moved;

/// Whether early (1), mid (2), late (3), the beginning (4) or the end (5) of `when`.
pub fn part_of(when: &When, part: i64) -> Option<When> {
    let (from, year) = (when.from?, when.from?.year());
    let days = |first: i64, last: i64| {
        let day = |n: i64| moved(from, Period::Day, n);
        Some(When { from: Some(day(first)?), to: Some(day(last)?), grain: Grain::Span })
    };
    let length = when.length_days()?;
    match (when.grain, part) {
        (Grain::Year, 1) => When::months(year, 1, 6, Grain::Half),
        (Grain::Year, 3) => When::months(year, 7, 6, Grain::Half),
        (Grain::Year, 2) => When::months(year, 5, 4, Grain::Half),
        (Grain::Year, 4) => When::months(year, 1, 3, Grain::Half),
        (Grain::Year, _) => When::months(year, 9, 4, Grain::Half),
        (Grain::Decade, 1 | 4) => When::years(year, year + 3, Grain::Span),
        (Grain::Decade, 2) => When::years(year + 3, year + 6, Grain::Span),
        (Grain::Decade, _) => When::years(year + 6, year + 9, Grain::Span),
        (Grain::Month, 1 | 4) => days(0, 9),
        (Grain::Month, 2) => days(9, 19),
        (Grain::Month, _) => days(20, length - 1),
        (Grain::Week, 1 | 4) if length == 7 => days(0, 2),
        (Grain::Week, 2) if length == 7 => days(1, 3),
        (Grain::Week, 3) if length == 7 => days(3, 6),
        (Grain::Week, _) if length == 7 => days(4, 6),
        _ => fraction(when, part, length.unsigned_abs()),
    }
}

/// Of anything else the halves, and the middle half.
fn fraction(when: &When, part: i64, length: u64) -> Option<When> {
    let from = when.from?;
    let (first, last) = match part {
        1 | 4 => (0, length / 2),
        2 => (length / 4, length - length / 4),
        _ => (length / 2, length),
    };
    let at = |n: u64| from.checked_add_days(Days::new(n));
    Some(When { from: at(first), to: at(last.saturating_sub(1).max(first)), grain: Grain::Span })
}
