//! Walking in the calendar: from a day by whole periods, and the period around a day.
//!
//! In: days and periods. Out: days and ranges. It refuses to know articles and tense.

use super::expr::Steps;
use crate::lexicon::word::Period;
use crate::measure::when::{Grain, When};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A day moved by `count` periods.
pub fn moved(day: NaiveDate, period: Period, count: i64) -> Option<NaiveDate> {
    let days = |n: i64| {
        let step = Days::new(n.unsigned_abs());
        if n < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
    };
    let months = |n: i64| {
        let step = Months::new(u32::try_from(n.unsigned_abs()).ok()?);
        if n < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) }
    };
    match period {
        Period::Day => days(count),
        Period::Week | Period::Weekend => days(count.checked_mul(7)?),
        Period::Fortnight => days(count.checked_mul(14)?),
        Period::Month => months(count),
        Period::Quarter => months(count.checked_mul(3)?),
        Period::Year => months(count.checked_mul(12)?),
        Period::Decade => months(count.checked_mul(120)?),
        Period::Century => months(count.checked_mul(1200)?),
        Period::Millennium => months(count.checked_mul(12000)?),
    }
}

/// A day moved by several steps, the longest first.
pub fn walked(day: NaiveDate, steps: &Steps) -> Option<NaiveDate> {
    steps.iter().try_fold(day, |day, &(period, count)| moved(day, period, count))
}

/// The n-th such weekday behind the day, before it where n is negative.
pub fn weekday_from(day: NaiveDate, weekday: u32, nth: i64) -> Option<NaiveDate> {
    let own = day.weekday().num_days_from_monday();
    let days = if nth > 0 { i64::from((weekday + 6 - own) % 7) + 1 + (nth - 1) * 7 } else { (nth + 1) * 7 - i64::from((own + 6 - weekday) % 7) - 1 };
    moved(day, Period::Day, days)
}

/// A numbered week of ISO 8601.
pub fn iso_week(year: i32, week: u32) -> Option<When> {
    around(NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?, Period::Week)
}

/// The period of the calendar that holds `day`.
pub fn around(day: NaiveDate, period: Period) -> Option<When> {
    let monday = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))?;
    let run = |from: NaiveDate, days: u64, grain: Grain| Some(When { from: Some(from), to: from.checked_add_days(Days::new(days - 1)), grain });
    let years = |first: i32, count: i32, grain: Grain| When::years(first, first + count - 1, grain);
    let year = day.year();
    match period {
        Period::Day => Some(When::day(day)),
        Period::Week => run(monday, 7, Grain::Week),
        Period::Weekend => run(monday.checked_add_days(Days::new(5))?, 2, Grain::Week),
        Period::Fortnight => run(monday, 14, Grain::Week),
        Period::Month => When::month(year, day.month()),
        Period::Quarter => When::months(year, day.month0() / 3 * 3 + 1, 3, Grain::Quarter),
        Period::Year => When::year(year),
        Period::Decade => years(year.div_euclid(10) * 10, 10, Grain::Decade),
        Period::Century => years(year.div_euclid(100) * 100, 100, Grain::Century),
        Period::Millennium => years(year.div_euclid(1000) * 1000, 1000, Grain::Span),
    }
}
