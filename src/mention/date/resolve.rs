//! Gives date expressions their place in the calendar.
//!
//! In: an expression, the article's date, what was mentioned before, and whether the
//! clause looks ahead. Out: a range of days, or none. News tense: a bare weekday lies
//! before the article's date, or on it, unless the clause says "will" (`HeidelTime`'s
//! news style). The clock is never asked.

use super::expr::{Anchor, DateExpr, Steps, Unit};
use super::parts::part_of;
use super::steps::{around, iso_week, moved, walked, weekday_from};
use crate::lexicon::word::Period;
use crate::measure::when::{Grain, When};
use chrono::{Datelike, NaiveDate};

/// How much farther a day or month counts that lies back of a clause that looks ahead.
const FAR: i64 = 16;
/// How many sentences the figures of a quarter reach, which a whole report is about.
const REPORT: usize = 4;

/// What an expression leans on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The date of the article.
    pub article: Option<NaiveDate>,
    /// The date mentioned last.
    pub last: Option<When>,
    /// The clause looks ahead ("will").
    pub future: bool,
    /// Number of the sentence.
    pub sentence: usize,
    /// The year of a story about the past, and the sentence that told it last.
    story: Option<(i32, usize)>,
    /// The quarter whose figures are told, and the sentence that named it last.
    quarter: Option<(When, usize)>,
}

/// The place of `expr` in the calendar. None if it has none (31 June) or leans on a date that is not there.
pub fn resolve(expr: &DateExpr, context: &Context) -> Option<When> {
    match expr {
        DateExpr::Since(inner) => resolve(inner, context).map(|when| When { to: None, grain: Grain::Span, ..when }),
        DateExpr::Until(inner) => resolve(inner, context).map(|when| When { from: None, grain: Grain::Span, ..when }),
        DateExpr::After(inner) => after(inner, context),
        DateExpr::Before(inner) => before(inner, context),
        DateExpr::Between(first, last) => context.between(first, last),
        DateExpr::Circa(inner) => resolve(inner, context).map(|when| {
            let slack = if when.grain == Grain::Decade { 3652 } else { 365 };
            When { grain: Grain::Span, ..when.widened(slack) }
        }),
        DateExpr::Part(part, inner) => resolve(inner, context).and_then(|when| part_of(&when, *part)),
        DateExpr::Turn(shift, inner) => context.turned(inner, *shift),
        DateExpr::Offset { .. }
        | DateExpr::From { .. }
        | DateExpr::Run { .. }
        | DateExpr::WeekdaysFrom { .. }
        | DateExpr::Nth { .. }
        | DateExpr::Within(..)
        | DateExpr::Ended(..)
        | DateExpr::Around(..) => counted(expr, context),
        DateExpr::Day { .. }
        | DateExpr::MonthDay { .. }
        | DateExpr::Month { .. }
        | DateExpr::Months { .. }
        | DateExpr::Week { .. }
        | DateExpr::Holiday { .. }
        | DateExpr::Year(_)
        | DateExpr::Years { .. }
        | DateExpr::DecadeWord(_) => named(expr, context),
        _ => leaning(expr, context),
    }
}

/// Dates with a name in the calendar, the year perhaps left out.
fn named(expr: &DateExpr, context: &Context) -> Option<When> {
    match expr {
        DateExpr::Day { year, month, day, .. } => {
            let at = |y: i32| When::ymd(y, *month, *day);
            year.map_or_else(|| context.told_or_nearest(at), at)
        }
        DateExpr::MonthDay { day, weekday, month } => context.month_day(*day, *weekday, month.as_deref()),
        DateExpr::Month { year, month } => {
            let at = |y: i32| When::month(y, *month);
            year.map_or_else(|| context.told_or_nearest(at), at)
        }
        DateExpr::Months { year, month, count, grain } => {
            let at = |y: i32| When::months(y, *month, *count, *grain);
            year.map_or_else(|| context.nearest(at, 2), at)
        }
        DateExpr::Week { year, week } => iso_week(year.or(context.article.map(|d| d.year()))?, *week),
        DateExpr::Holiday { feast, year } => year.map_or_else(|| context.nearest(|y| feast.in_year(y), FAR), |y| feast.in_year(y)),
        DateExpr::Year(year) => When::year(*year),
        DateExpr::Years { first, last, grain } => When::years(*first, *last, *grain),
        DateExpr::DecadeWord(tens) => {
            let first = if *tens < 20 { 2000 + tens } else { 1900 + tens };
            When::years(first, first + 9, Grain::Decade)
        }
        _ => None,
    }
}

/// Dates that are told from where the writer stands.
fn leaning(expr: &DateExpr, context: &Context) -> Option<When> {
    match expr {
        DateExpr::Weekday { weekday, shift, anchor } => context.weekday(*weekday, *shift, *anchor),
        DateExpr::WeekdayIn(weekday, week) => {
            let monday = around(resolve(week, context)?.from?, Period::Week)?.from?;
            moved(monday, Period::Day, i64::from(*weekday)).map(When::day)
        }
        DateExpr::DayOffset(days) => moved(context.article?, Period::Day, *days).map(When::day),
        DateExpr::Shifted { period, shift, count, anchor } => context.shifted(*period, *shift, *count, *anchor),
        DateExpr::Same(period) => {
            let last = context.last.or_else(|| context.article.map(When::day))?;
            // "in 1989, and on the same day" has no day of 1989
            let told = *period != Period::Day || last.length_days() == Some(1);
            around(last.from.filter(|_| told)?, *period)
        }
        DateExpr::Definite(period) => context.definite(*period),
        DateExpr::Latest(period) => context.latest(*period),
        DateExpr::YearBefore(period) => context.year_before(*period),
        _ => None,
    }
}

/// Dates that are counted off from others.
fn counted(expr: &DateExpr, context: &Context) -> Option<When> {
    match expr {
        DateExpr::Offset { steps, anchor, .. } => context.offset(steps, *anchor),
        DateExpr::From { steps, from } => from_there(&resolve(from, context)?, steps),
        DateExpr::Run { steps, from } => {
            let first = resolve(from, context)?.from?;
            let last = walked(first, steps)?.pred_opt()?;
            Some(When { from: Some(first), to: Some(last.max(first)), grain: Grain::Span })
        }
        DateExpr::WeekdaysFrom { weekday, nth, from } => weekday_from(resolve(from, context)?.from?, *weekday, *nth).map(When::day),
        DateExpr::Within(inner, year) => {
            let year = resolve(year, context)?.from?.year();
            let dated = (**inner).clone().in_year(year);
            if dated.year().is_some() {
                return resolve(&dated, context);
            }
            let when = resolve(inner, context)?;
            years_on(&when, year - when.from?.year())
        }
        DateExpr::Ended(period, last) => ended(*period, resolve(last, context)?.to?),
        DateExpr::Nth { nth, count, unit, of } => nth_of(*nth, *count, *unit, &resolve(of, context)?),
        DateExpr::Around(period, inner) => {
            let day = resolve(inner, context)?.from?;
            // the weekend of a holiday on a Monday is the one that it prolongs
            let back = i64::from(*period == Period::Weekend && day.weekday().num_days_from_monday() == 0);
            around(moved(day, Period::Day, -back)?, *period)
        }
        _ => None,
    }
}

/// The same stretch of the calendar some years on, or back.
fn years_on(when: &When, years: i32) -> Option<When> {
    let on = |day: NaiveDate| moved(day, Period::Year, years.into());
    Some(When { from: on(when.from?), to: on(when.to?.succ_opt()?)?.pred_opt(), grain: when.grain })
}

/// One period up to its last day: that of a quarter by the books need not be the calendar's.
fn ended(period: Period, last: NaiveDate) -> Option<When> {
    let from = moved(last.succ_opt()?, period, -1)?;
    let grain = around(from, period)?.grain;
    Some(When { from: Some(from), to: Some(last), grain })
}

/// Behind a day, or behind the end of anything longer.
fn after(inner: &DateExpr, context: &Context) -> Option<When> {
    let when = resolve(inner, context)?;
    let open = matches!(inner, DateExpr::Part(..)) || when.grain == Grain::Day;
    let from = if open { when.from } else { when.to.and_then(|d| d.succ_opt()) };
    from.map(|from| When { from: Some(from), to: None, grain: Grain::Span })
}

/// Up to a day, or up to the start of anything longer; "before the end of" is up to that end.
fn before(inner: &DateExpr, context: &Context) -> Option<When> {
    let when = resolve(inner, context)?;
    let to = if matches!(inner, DateExpr::Part(..)) { when.to } else { when.from.and_then(|d| d.pred_opt()) };
    to.map(|to| When { from: None, to: Some(to), grain: Grain::Span })
}

/// A way from a date: exact from a day, else in the grain of its unit.
fn from_there(from: &When, steps: &Steps) -> Option<When> {
    let day = walked(from.from?, steps)?;
    if from.grain == Grain::Day { Some(When::day(day)) } else { grained(day, steps) }
}

/// The day as precise as the steps that led to it.
fn grained(day: NaiveDate, steps: &Steps) -> Option<When> {
    match steps.as_slice() {
        [(Period::Month | Period::Quarter, _)] => When::month(day.year(), day.month()),
        [(Period::Year | Period::Decade | Period::Century | Period::Millennium, _)] => When::year(day.year()),
        _ => Some(When::day(day)),
    }
}

/// The n-th weekday, day, week, month of a period; from its end where n is negative.
fn nth_of(nth: i64, count: u32, unit: Unit, of: &When) -> Option<When> {
    let (from, to) = (of.from?, of.to?);
    let count = i64::from(count);
    match unit {
        Unit::Weekday(weekday) => {
            let edge = if nth > 0 { from.pred_opt()? } else { to.succ_opt()? };
            weekday_from(edge, weekday, nth).filter(|d| (from..=to).contains(d)).map(When::day)
        }
        Unit::Period(period) => {
            // a week belongs to the month or year that holds its Thursday
            let whole = |d: NaiveDate| if period == Period::Week { thursday_week(d) } else { Some(d) };
            let start = if nth > 0 { moved(whole(from)?, period, nth - 1)? } else { moved(whole(to.succ_opt()?)?, period, nth + 1 - count)? };
            let last = moved(start, period, count)?.pred_opt()?;
            let grain = if start == last { Grain::Day } else { Grain::Span };
            Some(When { from: Some(start), to: Some(last), grain })
        }
    }
}

/// The Monday of the first week whose Thursday is not before `day`.
fn thursday_week(day: NaiveDate) -> Option<NaiveDate> {
    let monday = moved(day, Period::Day, -i64::from(day.weekday().num_days_from_monday()))?;
    let thursday = moved(monday, Period::Day, 3)?;
    if thursday < day { moved(monday, Period::Week, 1) } else { Some(monday) }
}

impl Context {
    /// The start of an article of this date.
    pub fn of(article: Option<NaiveDate>) -> Self {
        Context { article, ..Context::default() }
    }

    /// Remembers a date for those that will lean on it.
    pub fn note(&mut self, expr: &DateExpr, when: When) {
        let told = expr.year().is_some() || matches!(expr, DateExpr::Day { .. } | DateExpr::Month { .. }) && self.story_year().is_some();
        if let (true, Some(from), Some(article)) = (told, when.from, self.article) {
            let past = (article - from).num_days() > 200 && from.year() < article.year();
            self.story = past.then_some((from.year(), self.sentence));
        }
        let ended = when.from.zip(self.article).is_some_and(|(from, article)| from <= article);
        if ended
            && when.grain == Grain::Quarter
            && matches!(expr, DateExpr::Months { .. } | DateExpr::Ended(..) | DateExpr::Shifted { shift: 0, .. } | DateExpr::Definite(_))
        {
            self.quarter = Some((when, self.sentence));
        }
        self.last = Some(when);
    }

    /// The year of a story about the past that this sentence has begun.
    fn story_year(&self) -> Option<i32> {
        self.story.filter(|(_, told)| !self.future && *told == self.sentence).map(|(year, _)| year)
    }

    /// The quarter that is being reported.
    fn reported(&self) -> Option<When> {
        self.quarter.filter(|(_, told)| self.sentence - told <= REPORT).map(|(when, _)| when)
    }

    /// The year that an older story has just named, else the one that fits best.
    fn told_or_nearest(&self, at: impl Fn(i32) -> Option<When>) -> Option<When> {
        self.story_year().and_then(&at).or_else(|| self.nearest(at, FAR))
    }

    /// The year that puts the date nearest to the article's, on the side that the clause
    /// looks to; what lies back counts `back` times as far where it looks ahead.
    fn nearest(&self, at: impl Fn(i32) -> Option<When>, back: i64) -> Option<When> {
        let Some(article) = self.article else {
            // what lasts longer tells no year
            let within = |when: &When| when.length_days().is_some_and(|days| days <= 366);
            return at(self.last.filter(within)?.from?.year());
        };
        let today = When::day(article);
        let near = (article.year() - 1..=article.year() + 1).filter_map(&at).min_by_key(|when| {
            let apart = when.days_apart(&today);
            let ahead = when.from.is_some_and(|from| from > article);
            match (ahead, self.future) {
                (true, true) | (false, false) => apart,
                (false, true) => apart * back,
                (true, false) => apart * 6,
            }
        });
        // 29 February is not in every year
        near.or_else(|| (1..8).find_map(|n| at(article.year() - n)))
    }

    fn weekday(&self, weekday: u32, shift: Option<i64>, anchor: Anchor) -> Option<When> {
        let article = self.article?;
        let ahead = i64::from((weekday + 7 - article.weekday().num_days_from_monday()) % 7);
        let behind = if ahead == 0 { 0 } else { ahead - 7 };
        let in_week = |from: NaiveDate, weeks: i64| {
            let monday = around(from, Period::Week)?.from?;
            moved(monday, Period::Day, weeks * 7 + i64::from(weekday)).map(When::day)
        };
        let days = match shift {
            Some(-1) if anchor == Anchor::Last => return in_week(self.last_day().unwrap_or(article), -1),
            Some(1) if anchor == Anchor::Last => return in_week(self.last_day().unwrap_or(article), 1),
            Some(-1) => behind - if ahead == 0 { 7 } else { 0 },
            // "next Friday", said on a Thursday, is not tomorrow
            Some(1) => return in_week(article, 1),
            Some(_) => ahead,
            None if self.future => ahead,
            None => behind,
        };
        moved(article, Period::Day, days).map(When::day)
    }

    /// The day mentioned last, if it was a day.
    fn last_day(&self) -> Option<NaiveDate> {
        self.last.filter(|w| w.grain == Grain::Day)?.from
    }

    fn anchor(&self, anchor: Anchor) -> Option<NaiveDate> {
        match anchor {
            Anchor::Article => self.article,
            Anchor::Last => self.last.and_then(|when| when.from).or(self.article),
        }
    }

    /// "last year" is a whole year, "the last two years" whole years before this one.
    fn shifted(&self, period: Period, shift: i64, count: u32, anchor: Anchor) -> Option<When> {
        let from = self.anchor(anchor)?;
        let start = around(from, period)?.from?;
        let count = i64::from(count);
        if count == 1 {
            return around(moved(start, period, shift)?, period);
        }
        let (first, last) = match shift {
            ..0 => (moved(start, period, -count)?, start.pred_opt()?),
            0 => (start, moved(start, period, count)?.pred_opt()?),
            _ => (moved(start, period, 1)?, moved(start, period, count + 1)?.pred_opt()?),
        };
        Some(When { from: Some(first), to: Some(last), grain: Grain::Span })
    }

    fn offset(&self, steps: &Steps, anchor: Anchor) -> Option<When> {
        // "several years ago" has no place
        if steps.is_empty() {
            return None;
        }
        // "compared with 3 million a year ago": the same quarter of the year before
        if let ([(Period::Year, -1)], Some(_)) = (steps.as_slice(), self.reported()) {
            return self.year_before(None);
        }
        grained(walked(self.anchor(anchor)?, steps)?, steps)
    }

    fn definite(&self, period: Period) -> Option<When> {
        let article = self.article?;
        match period {
            Period::Quarter => self.reported().or_else(|| self.latest(period)),
            Period::Weekend if !self.future => {
                let this = around(article, period)?;
                if this.from? <= article { Some(this) } else { around(moved(article, period, -1)?, period) }
            }
            _ => around(article, period),
        }
    }

    fn latest(&self, period: Period) -> Option<When> {
        let ended = |w: &When| w.to.is_some_and(|to| self.article.is_some_and(|article| to <= article));
        let told = self.reported().filter(|w| period == Period::Quarter && ended(w));
        told.or_else(|| around(moved(around(self.article?, period)?.from?, period, -1)?, period))
    }

    fn year_before(&self, period: Option<Period>) -> Option<When> {
        let base = match period {
            None => self.reported().or_else(|| around(self.article?, Period::Year)),
            Some(Period::Quarter) => self.definite(Period::Quarter),
            Some(period) => around(self.article?, period),
        }?;
        years_on(&base, -1)
    }

    /// "last March", "next summer": the one before, in, or after the article's own year and month.
    fn turned(&self, inner: &DateExpr, shift: i64) -> Option<When> {
        let article = self.article?;
        let today = When::day(article);
        let mut all = (article.year() - 1..=article.year() + 1).filter_map(|y| resolve(&inner.clone().in_year(y), self));
        match shift {
            // "last March", said in March, is that of the year before
            -1 => all.rfind(|w| w.to.is_some_and(|to| to < article)),
            1 => all.find(|w| w.from.is_some_and(|from| from > article)),
            // in January "this winter" is the one that goes on
            _ => all.min_by_key(|w| (w.days_apart(&today) > 0, w.from.map_or(0, |f| (f.year() - article.year()).abs()), w.days_apart(&today))),
        }
    }

    /// "the 18th" of the month that is said, else of the nearest that has such a day.
    fn month_day(&self, day: u32, weekday: Option<u32>, month: Option<&DateExpr>) -> Option<When> {
        if let Some(month) = month {
            let first = resolve(month, self)?.from?;
            return When::ymd(first.year(), first.month(), day);
        }
        let article = self.article?;
        let first = article.with_day(1)?;
        let fits = |d: &NaiveDate| weekday.is_none_or(|w| d.weekday().num_days_from_monday() == w);
        let at = |n: i64| moved(first, Period::Month, n)?.with_day(day).filter(fits);
        let next = (0..18).filter_map(at).find(|d| *d >= article);
        let last = (0..18).filter_map(|n| at(-n)).find(|d| *d <= article);
        let apart = |d: &NaiveDate| (*d - article).num_days().abs() * if (*d > article) == self.future { 1 } else { 3 };
        [last, next].into_iter().flatten().min_by_key(apart).map(When::day)
    }

    /// From one date to the other; an end that was left unsaid lies behind the start.
    fn between(&self, first: &DateExpr, last: &DateExpr) -> Option<When> {
        let start = resolve(first, self)?;
        let end = resolve(last, self)?;
        When::span(start, end).or_else(|| {
            let behind = Context { article: start.from, future: true, story: None, ..*self };
            last.year().is_none().then(|| resolve(last, &behind)).flatten().and_then(|end| When::span(start, end))
        })
    }
}
