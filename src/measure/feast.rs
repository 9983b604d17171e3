//! Feasts: days that a rule gives for each year.
//!
//! In: a rule in short notation and a year. Out: the days of the feast. Fixed days,
//! the n-th weekday of a month, days counted from Easter, days of the Hebrew (from the
//! evening before), Islamic, Hindu and Parsi calendars, new moons. It refuses to know what a feast is called.

use super::moon;
use super::when::{Grain, When};
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

/// On what a feast hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    /// Month and day.
    Fixed(u32, u32),
    /// The n-th weekday of a month, from its end where n is negative.
    Nth(i8, Weekday, u32),
    /// The last such weekday up to a day.
    UpTo(Weekday, u32, u32),
    /// Western Easter.
    Easter,
    /// Eastern Easter.
    Orthodox,
    /// Month (Nisan is 1, the last Adar 12) and day of the Hebrew calendar.
    Hebrew(u32, u32),
    /// Month and day of the Islamic calendar.
    Islamic(u32, u32),
    /// Month, lunar day and hour of the Hindu calendar.
    Hindu(u32, u32, u32),
    /// The new year of the Parsi calendar, whose years have 365 days.
    Parsi,
    /// The first new moon from a day on, in China.
    NewMoon(u32, u32),
}

/// When a feast is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feast {
    base: Base,
    /// The last such weekday before that.
    before: Option<Weekday>,
    /// Days behind the base.
    plus: i16,
    /// How many days it lasts.
    days: u8,
}

impl Feast {
    /// Reads a rule: `12-25`, `4 thu 11`, `mon<=05-24`, `easter`, `orthodox`,
    /// `hebrew 07-10`, `islamic 10-01`, `hindu 07-30 18` (lunar day and hour), `moon 01-21`,
    /// `parsi`, each with `<fri` for the last such weekday before it, `+1` or `-2` for days
    /// behind it and `x8` for days that it lasts.
    pub fn parse(rule: &str) -> Option<Self> {
        let mut parts: Vec<&str> = rule.split_whitespace().collect();
        let days = take(&mut parts, 'x').map_or(Some(1), |n| n.parse().ok())?;
        let behind = take(&mut parts, '+').map(|n| n.parse::<i16>().ok());
        let ahead = if parts.len() > 1 { take(&mut parts, '-').map(|n| n.parse::<i16>().ok().map(|n| -n)) } else { None };
        let plus = behind.or(ahead).unwrap_or(Some(0))?;
        let before = take(&mut parts, '<').map_or(Some(None), |weekday| weekday.parse().ok().map(Some))?;
        Some(Feast { base: Base::parse(&parts)?, before, plus, days })
    }

    /// Its days in a year of the Gregorian calendar.
    pub fn in_year(&self, year: i32) -> Option<When> {
        let base = self.base.in_year(year)?;
        let base = self.before.map_or(Some(base), |weekday| last_before(base, weekday))?;
        let from = base.checked_add_signed(TimeDelta::days(self.plus.into()))?;
        let to = from.checked_add_days(Days::new(u64::from(self.days.max(1)) - 1))?;
        Some(When { from: Some(from), to: Some(to), grain: if from == to { Grain::Day } else { Grain::Span } })
    }
}

/// Takes the last part away if it begins with `mark`.
fn take<'a>(parts: &mut Vec<&'a str>, mark: char) -> Option<&'a str> {
    let rest = parts.last()?.strip_prefix(mark)?;
    parts.pop();
    Some(rest)
}

impl Base {
    fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            ["easter"] => Some(Base::Easter),
            ["orthodox"] => Some(Base::Orthodox),
            ["parsi"] => Some(Base::Parsi),
            ["hebrew", day] => month_day(day).map(|(m, d)| Base::Hebrew(m, d)),
            ["islamic", day] => month_day(day).map(|(m, d)| Base::Islamic(m, d)),
            ["hindu", day, hour] => month_day(day).and_then(|(m, d)| Some(Base::Hindu(m, d, hour.parse().ok()?))),
            ["moon", day] => month_day(day).map(|(m, d)| Base::NewMoon(m, d)),
            [nth, weekday, month] => Some(Base::Nth(nth.parse().ok()?, weekday.parse().ok()?, month.parse().ok()?)),
            [day] => match day.split_once("<=") {
                Some((weekday, day)) => month_day(day).and_then(|(m, d)| Some(Base::UpTo(weekday.parse().ok()?, m, d))),
                None => month_day(day).map(|(m, d)| Base::Fixed(m, d)),
            },
            _ => None,
        }
    }

    fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            Base::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Base::Nth(nth, weekday, month) if nth > 0 => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth.unsigned_abs()),
            Base::Nth(_, weekday, month) => [5, 4].iter().find_map(|&n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)),
            Base::UpTo(weekday, month, day) => {
                let last = NaiveDate::from_ymd_opt(year, month, day)?;
                last.checked_sub_days(Days::new(u64::from(last.weekday().days_since(weekday))))
            }
            Base::Easter => easter(year),
            Base::Orthodox => orthodox_easter(year),
            Base::Parsi => parsi_new_year(year),
            Base::Islamic(month, day) => moon::islamic(year, month, day),
            Base::Hindu(month, day, hour) => moon::hindu(year, month, day, hour),
            Base::NewMoon(month, day) => NaiveDate::from_ymd_opt(year, month, day).and_then(moon::new_moon_from),
            Base::Hebrew(month, day) => [year + 3760, year + 3761].iter().filter_map(|&y| hebrew(y, month, day)).find(|d| d.year() == year),
        }
    }
}

fn last_before(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let eve = day.pred_opt()?;
    eve.checked_sub_days(Days::new(u64::from(eve.weekday().days_since(weekday))))
}

/// The Parsi new year (Shahenshahi): 365 days after the last, so that it falls back one day in each leap year.
fn parsi_new_year(year: i32) -> Option<NaiveDate> {
    let known = NaiveDate::from_ymd_opt(2018, 8, 17)?;
    known.checked_add_signed(TimeDelta::days(i64::from(year - 2018) * 365)).filter(|day| day.year() == year)
}

fn month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

/// Western Easter (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, short) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let lag = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - lag + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (short / 4) - epact - short % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    from_march(year, epact + weekday - 7 * late)
}

/// Eastern Easter: by the Julian calendar (Meeus), given in the Gregorian.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let epact = (19 * year.rem_euclid(19) + 15) % 30;
    let weekday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - epact + 34).rem_euclid(7);
    let gap = year.div_euclid(100) - year.div_euclid(400) - 2;
    from_march(year, epact + weekday)?.checked_add_signed(TimeDelta::days(gap.into()))
}

/// A day counted from 22 March.
fn from_march(year: i32, days: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 3, 22)?.checked_add_signed(TimeDelta::days(days.into()))
}

/// Days before the first new year of the Hebrew calendar, from the first day of the Gregorian.
const HEBREW_EPOCH: i64 = -1_373_428;

/// The day count at which a Hebrew year would begin by its mean new moon.
fn hebrew_elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
}

/// The first of Tishri (Dershowitz and Reingold).
fn hebrew_new_year(year: i64) -> i64 {
    let (before, own, next) = (hebrew_elapsed(year - 1), hebrew_elapsed(year), hebrew_elapsed(year + 1));
    let late = if next - own == 356 { 2 } else { i64::from(own - before == 382) };
    HEBREW_EPOCH + own + late
}

/// A day of the Hebrew calendar; the year begins in autumn with month 7.
fn hebrew(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let start = hebrew_new_year(year.into());
    let length = hebrew_new_year(i64::from(year) + 1) - start;
    let leap = (7 * year + 1).rem_euclid(19) < 7;
    let (long, short) = (length % 10 == 5, length % 10 == 3);
    // from Tishri on; in a leap year Adar comes twice, and feasts are kept in the second
    let lengths = [(7, 30), (8, 29 + i64::from(long)), (9, 30 - i64::from(short)), (10, 29), (11, 30), (0, if leap { 30 } else { 0 }), (12, 29)];
    let spring = [(1, 30), (2, 29), (3, 30), (4, 29), (5, 30), (6, 29)];
    let before: i64 = lengths.iter().chain(&spring).take_while(|(m, _)| *m != month).map(|(_, days)| days).sum();
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(start + before + i64::from(day)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::Feast;

    #[test]
    fn rules_give_days() {
        for (rule, year, day) in [
            ("12-25", 2021, "2021-12-25"),
            ("4 thu 11", 2021, "2021-11-25"),
            ("4 thu 11 +1", 2019, "2019-11-29"),
            ("-1 mon 05", 2021, "2021-05-31"),
            ("mon<=05-24", 2021, "2021-05-24"),
            ("easter", 2021, "2021-04-04"),
            ("easter -46", 2024, "2024-02-14"),
            ("orthodox", 2021, "2021-05-02"),
            ("hebrew 07-10", 2021, "2021-09-16"),
            ("hebrew 01-15", 2024, "2024-04-23"),
            ("hebrew 12-14", 2024, "2024-03-24"),
            ("parsi", 2018, "2018-08-17"),
            ("parsi", 2022, "2022-08-16"),
            ("parsi", 2016, "2016-08-17"),
            ("islamic 10-01 <fri", 2018, "2018-06-08"),
            ("12-25 <fri", 2020, "2020-12-18"),
        ] {
            let feast = Feast::parse(rule).unwrap_or_else(|| panic!("{rule}"));
            assert_eq!(feast.in_year(year).and_then(|w| w.from).map(|d| d.to_string()), Some(day.to_owned()), "{rule}");
        }
        assert_eq!(Feast::parse("13-x"), None);
    }

    #[test]
    fn a_feast_of_several_days_is_a_span() {
        let when = Feast::parse("hebrew 09-25 -1 x8").and_then(|f| f.in_year(2021));
        assert_eq!(when.and_then(|w| w.length_days()), Some(8));
    }
}
