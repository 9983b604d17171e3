//! Gives date expressions their place in the calendar.
//!
//! In: an expression, the article's date, the date mentioned last, and whether the
//! clause looks ahead. Out: a range of days, or none. News tense: a bare weekday lies
//! before the article's date, or on it, unless the clause says "will" (`HeidelTime`'s
//! news style). The clock is never asked.

use super::expr::{Anchor, DateExpr};
use crate::lexicon::word::Period;
use crate::measure::when::{Grain, When};
use chrono::{Datelike, Days, Months, NaiveDate};

/// What an expression leans on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The date of the article.
    pub article: Option<NaiveDate>,
    /// The date mentioned last.
    pub last: Option<When>,
    /// The clause looks ahead ("will").
    pub future: bool,
}

/// The place of `expr` in the calendar. None if it has none (31 June) or leans on a date that is not there.
pub fn resolve(expr: &DateExpr, context: &Context) -> Option<When> {
    match expr {
        DateExpr::Day { year, month, day, .. } => {
            let at = |y: i32| When::ymd(y, *month, *day);
            year.map_or_else(|| context.nearest(at), at)
        }
        DateExpr::Month { year, month } => {
            let at = |y: i32| When::month(y, *month);
            year.map_or_else(|| context.nearest(at), at)
        }
        DateExpr::Months { year, month, count, grain } => {
            let at = |y: i32| When::months(y, *month, *count, *grain);
            year.map_or_else(|| context.nearest(at), at)
        }
        DateExpr::Year(year) => When::year(*year),
        DateExpr::Years { first, last, grain } => When::years(*first, *last, *grain),
        DateExpr::DecadeWord(tens) => {
            let first = if *tens < 20 { 2000 + tens } else { 1900 + tens };
            When::years(first, first + 9, Grain::Decade)
        }
        DateExpr::Weekday { weekday, shift } => context.weekday(*weekday, *shift),
        DateExpr::DayOffset(days) => moved(context.article?, Period::Day, *days).map(When::day),
        DateExpr::Shifted { period, shift, count, anchor } => context.shifted(*period, *shift, *count, *anchor),
        DateExpr::Offset { period, count, anchor } => context.offset(*period, *count, *anchor),
        DateExpr::Same(period) => around(context.last.or_else(|| context.article.map(When::day))?.from?, *period),
        DateExpr::Part(part @ 9..=11, inner) => context.named_shift(inner, part - 10),
        DateExpr::Part(part, inner) => resolve(inner, context).and_then(|when| part_of(&when, *part)),
        DateExpr::Since(inner) => resolve(inner, context).map(|when| When { to: None, grain: Grain::Span, ..when }),
        DateExpr::Until(inner) => resolve(inner, context).map(|when| When { from: None, grain: Grain::Span, ..when }),
        DateExpr::Between(first, last) => When::span(resolve(first, context)?, resolve(last, context)?),
        DateExpr::Circa(inner) => resolve(inner, context).map(|when| {
            let slack = if when.grain == Grain::Decade { 3652 } else { 365 };
            When { grain: Grain::Span, ..when.widened(slack) }
        }),
    }
}

impl Context {
    /// The year that fits best: the one an older story has just named, else the one
    /// that puts the date nearest to the article's, the past before the future.
    fn nearest(&self, at: impl Fn(i32) -> Option<When>) -> Option<When> {
        let Some(article) = self.article else {
            return at(self.last?.from?.year());
        };
        if let Some(told) = self.story_year(article) {
            return at(told);
        }
        let today = When::day(article);
        (article.year() - 1..=article.year() + 1).filter_map(at).min_by_key(|when| {
            let apart = when.days_apart(&today);
            let ahead = when.from.is_some_and(|from| from > article);
            match (ahead, self.future) {
                (true, false) => apart * 3,
                (false, true) => apart * 3,
                _ => apart,
            }
        })
    }

    /// The year of a story told about the past: the last date lies more than half a year back.
    fn story_year(&self, article: NaiveDate) -> Option<i32> {
        let last = self.last?.from.filter(|_| !self.future)?;
        let told = matches!(self.last?.grain, Grain::Day | Grain::Month | Grain::Year | Grain::Quarter);
        (told && (article - last).num_days() > 200 && last.year() < article.year()).then(|| last.year())
    }

    fn weekday(&self, weekday: u32, shift: Option<i64>) -> Option<When> {
        let article = self.article?;
        let ahead = i64::from((weekday + 7 - article.weekday().num_days_from_monday()) % 7);
        let behind = if ahead == 0 { 0 } else { ahead - 7 };
        let days = match shift {
            Some(-1) => {
                if ahead == 0 {
                    -7
                } else {
                    behind
                }
            }
            Some(1) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            Some(_) => ahead,
            None if self.future => ahead,
            None => behind,
        };
        moved(article, Period::Day, days).map(When::day)
    }

    fn anchor(&self, anchor: Anchor) -> Option<NaiveDate> {
        match anchor {
            Anchor::Article => self.article,
            Anchor::Last => self.last.and_then(|when| when.from).or(self.article),
        }
    }

    fn shifted(&self, period: Period, shift: i64, count: u32, anchor: Anchor) -> Option<When> {
        let from = self.anchor(anchor)?;
        if count > 1 {
            let edge = moved(from, period, shift * i64::from(count))?;
            let (first, last) = if shift < 0 { (edge, from) } else { (from, edge) };
            return Some(When { from: Some(first), to: Some(last), grain: Grain::Span });
        }
        let start = around(from, period)?.from?;
        around(moved(start, period, shift)?, period)
    }

    fn offset(&self, period: Period, count: i64, anchor: Anchor) -> Option<When> {
        let day = moved(self.anchor(anchor)?, period, count)?;
        match period {
            Period::Day | Period::Week | Period::Weekend | Period::Fortnight => Some(When::day(day)),
            Period::Month | Period::Quarter => When::month(day.year(), day.month()),
            _ => When::year(day.year()),
        }
    }

    /// "last March", "next summer": the one before, in, or after the article's own year and month.
    fn named_shift(&self, inner: &DateExpr, shift: i64) -> Option<When> {
        let article = self.article?;
        let years = article.year() - 1..=article.year() + 1;
        let all = years.filter_map(|y| resolve(&inner.clone().in_year(y), self));
        let today = When::day(article);
        match shift {
            -1 => {
                let mut all = all;
                all.rfind(|w| w.to.is_some_and(|to| to < article))
            }
            1 => {
                let mut all = all;
                all.find(|w| w.from.is_some_and(|from| from > article))
            }
            _ => all.min_by_key(|w| (w.from.map_or(0, |f| (f.year() - article.year()).abs()), w.days_apart(&today))),
        }
    }
}

/// A day moved by `count` periods.
fn moved(day: NaiveDate, period: Period, count: i64) -> Option<NaiveDate> {
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

/// The period of the calendar that holds `day`.
fn around(day: NaiveDate, period: Period) -> Option<When> {
    let monday = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))?;
    let run = |from: NaiveDate, days: u64, grain: Grain| Some(When { from: Some(from), to: from.checked_add_days(Days::new(days - 1)), grain });
    match period {
        Period::Day => Some(When::day(day)),
        Period::Week => run(monday, 7, Grain::Week),
        Period::Weekend => run(monday.checked_add_days(Days::new(5))?, 2, Grain::Week),
        Period::Fortnight => run(monday, 14, Grain::Week),
        Period::Month => When::month(day.year(), day.month()),
        Period::Quarter => When::months(day.year(), day.month0() / 3 * 3 + 1, 3, Grain::Quarter),
        Period::Year => When::year(day.year()),
        Period::Decade => When::years(day.year().div_euclid(10) * 10, day.year().div_euclid(10) * 10 + 9, Grain::Decade),
        Period::Century => {
            let first = (day.year() - 1).div_euclid(100) * 100 + 1;
            When::years(first, first + 99, Grain::Century)
        }
        Period::Millennium => {
            let first = (day.year() - 1).div_euclid(1000) * 1000 + 1;
            When::years(first, first + 999, Grain::Span)
        }
    }
}

/// The early, middle or late part of a period (MUC-5: the first half is early, the second late; decades by thirds).
fn part_of(when: &When, part: i64) -> Option<When> {
    let (from, to) = (when.from?, when.to?);
    let y = from.year();
    match (when.grain, part) {
        (Grain::Year, 1) => When::months(y, 1, 6, Grain::Half),
        (Grain::Year, 2) => When::months(y, 4, 6, Grain::Half),
        (Grain::Year, _) => When::months(y, 7, 6, Grain::Half),
        (Grain::Decade, 1) => When::years(y, y + 3, Grain::Span),
        (Grain::Decade, 2) => When::years(y + 3, y + 6, Grain::Span),
        (Grain::Decade, _) => When::years(y + 6, y + 9, Grain::Span),
        _ => {
            let days = (to - from).num_days().unsigned_abs() + 1;
            let at = |n: u64| from.checked_add_days(Days::new(n));
            let (first, last) = match part {
                1 => (0, days / 2),
                2 => (days / 4, days - days / 4),
                _ => (days / 2, days),
            };
            Some(When { from: at(first), to: at(last.saturating_sub(1).max(first)), grain: Grain::Span })
        }
    }
}
