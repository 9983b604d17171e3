//! Where the moon stands: what the calendars of most of the world turn on.
//!
//! In: days and hours. Out: the days of new moons, and of the months and lunar days of
//! the Islamic and Hindu calendars. Longitudes after Meeus, their small terms left out:
//! right to some twenty minutes, so that a day is rarely off. The Islamic month is that
//! of the first evening on which the new moon is past at Mecca; a sighting may differ
//! by a day.

use chrono::{Datelike, Days, NaiveDate};

/// Days from noon of 1 January 2000, Universal Time.
type Moment = f64;

/// How fast moon and sun part, in degrees a day.
const PARTING: f64 = 12.190_749;
/// Sunset at Mecca, in hours of Universal Time.
const MECCA_SUNSET: f64 = 15.0;
/// The new moon of the first month of the Islamic year 1400.
const YEAR_1400: Moment = -7_348.25;
/// The mean month.
const MONTH: f64 = 29.530_588;
/// India is ahead of Universal Time.
const INDIA: f64 = 5.5;

/// The largest terms of the moon's longitude: degrees; multiples of elongation, sun's anomaly, moon's anomaly, latitude.
const TERMS: [(f64, [f64; 4]); 19] = [
    (6.288_774, [0.0, 0.0, 1.0, 0.0]),
    (1.274_027, [2.0, 0.0, -1.0, 0.0]),
    (0.658_314, [2.0, 0.0, 0.0, 0.0]),
    (0.213_618, [0.0, 0.0, 2.0, 0.0]),
    (-0.185_116, [0.0, 1.0, 0.0, 0.0]),
    (-0.114_332, [0.0, 0.0, 0.0, 2.0]),
    (0.058_793, [2.0, 0.0, -2.0, 0.0]),
    (0.057_066, [2.0, -1.0, -1.0, 0.0]),
    (0.053_322, [2.0, 0.0, 1.0, 0.0]),
    (0.045_758, [2.0, -1.0, 0.0, 0.0]),
    (-0.040_923, [0.0, 1.0, -1.0, 0.0]),
    (-0.034_720, [1.0, 0.0, 0.0, 0.0]),
    (-0.030_383, [0.0, 1.0, 1.0, 0.0]),
    (0.015_327, [2.0, 0.0, 0.0, -2.0]),
    (-0.012_528, [0.0, 0.0, 1.0, 2.0]),
    (0.010_980, [0.0, 0.0, 1.0, -2.0]),
    (0.010_675, [4.0, 0.0, -1.0, 0.0]),
    (0.010_034, [0.0, 0.0, 3.0, 0.0]),
    (0.008_548, [4.0, 0.0, -2.0, 0.0]),
];

fn moment(day: NaiveDate, hour: f64) -> Moment {
    f64::from(day.num_days_from_ce() - 730_120) - 0.5 + hour / 24.0
}

/// The day and the hour of a moment.
fn day_of(at: Moment) -> Option<(NaiveDate, f64)> {
    let days = (at + 0.5).floor();
    let day = NaiveDate::from_num_days_from_ce_opt(days as i32 + 730_120)?;
    Some((day, (at + 0.5 - days) * 24.0))
}

fn sun(at: Moment) -> f64 {
    let t = at / 36_525.0;
    let anomaly = (357.529_11 + 35_999.050_29 * t).to_radians();
    let centre = (1.914_602 - 0.004_817 * t) * anomaly.sin() + 0.019_993 * (2.0 * anomaly).sin() + 0.000_289 * (3.0 * anomaly).sin();
    (280.466_46 + 36_000.769_83 * t + centre - 0.005_69).rem_euclid(360.0)
}

fn moon(at: Moment) -> f64 {
    let t = at / 36_525.0;
    let arguments = [
        297.850_192_1 + 445_267.111_403_4 * t,
        357.529_109_2 + 35_999.050_290_9 * t,
        134.963_396_4 + 477_198.867_505_5 * t,
        93.272_095 + 483_202.017_523_3 * t,
    ];
    let term = |(size, factors): &(f64, [f64; 4])| {
        let angle: f64 = factors.iter().zip(arguments).map(|(factor, argument)| factor * argument).sum();
        size * angle.to_radians().sin()
    };
    (218.316_447_7 + 481_267.881_234_21 * t + TERMS.iter().map(term).sum::<f64>()).rem_euclid(360.0)
}

/// How far the moon is ahead of the sun, in degrees.
fn elongation(at: Moment) -> f64 {
    (moon(at) - sun(at)).rem_euclid(360.0)
}

/// The last new moon up to a moment.
fn new_moon_before(at: Moment) -> Moment {
    let mut found = at - elongation(at) / PARTING;
    for _ in 0..6 {
        let off = elongation(found);
        found -= if off < 180.0 { off } else { off - 360.0 } / PARTING;
    }
    if found > at { new_moon_before(at - 3.0) } else { found }
}

fn new_moon_behind(at: Moment) -> Moment {
    let same = new_moon_before(at + MONTH);
    if same - at > 1.0 { same } else { new_moon_before(at + MONTH + 4.0) }
}

/// The day in China of the first new moon from a day on.
pub fn new_moon_from(day: NaiveDate) -> Option<NaiveDate> {
    const CHINA: f64 = 8.0;
    let found = new_moon_before(moment(day, -CHINA) + MONTH);
    let (found, _) = day_of(found + CHINA / 24.0)?;
    let earlier = day_of(new_moon_before(moment(day, -CHINA) + 1.0) + CHINA / 24.0)?.0;
    Some(if earlier >= day { earlier } else { found })
}

/// A day of the Islamic calendar that falls in a Gregorian year.
pub fn islamic(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let mut found = new_moon_before(moment(NaiveDate::from_ymd_opt(year, 1, 1)?, -24.0 * 40.0));
    for _ in 0..15 {
        let months = ((found - YEAR_1400) / MONTH).round() as i64;
        let (eve, hour) = day_of(found)?;
        let eve = if hour < MECCA_SUNSET { eve } else { eve.succ_opt()? };
        let start = eve.checked_add_days(Days::new(day.into()))?;
        if months.rem_euclid(12) + 1 == i64::from(month) && start.year() == year {
            return Some(start);
        }
        found = new_moon_behind(found);
    }
    None
}

/// The sign of the stars in which the sun stands, after Lahiri.
fn sign(at: Moment) -> i64 {
    let slid = 23.853 + at / 365.25 * 0.013_96;
    ((sun(at) - slid).rem_euclid(360.0) / 30.0) as i64
}

/// The day in a Gregorian year on which a lunar day (1 to 30 from the new moon) of a
/// Hindu month (Chaitra is 1) holds at an hour in India.
pub fn hindu(year: i32, month: u32, lunar_day: u32, hour: u32) -> Option<NaiveDate> {
    let mut start = new_moon_before(moment(NaiveDate::from_ymd_opt(year, 1, 1)?, 0.0));
    for _ in 0..14 {
        let end = new_moon_behind(start);
        // two new moons under one sign: the month between is a leap month, without feasts
        let proper = sign(start) != sign(end) && (sign(start) + 1) % 12 + 1 == i64::from(month);
        let holds = |day: &NaiveDate| (elongation(moment(*day, f64::from(hour) - INDIA)) / 12.0) as u32 + 1 == lunar_day;
        let first = day_of(start)?.0.pred_opt()?;
        let within = |day: &NaiveDate| (start..end).contains(&moment(*day, f64::from(hour) - INDIA)) && day.year() == year;
        let found = first.iter_days().take(33).filter(within).find(holds).filter(|_| proper);
        if found.is_some() {
            return found;
        }
        start = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{hindu, islamic, new_moon_from};
    use chrono::NaiveDate;

    fn shown(day: Option<NaiveDate>) -> String {
        day.map_or_else(String::new, |d| d.to_string())
    }

    #[test]
    fn new_moons() {
        for (from, day) in [((2021, 1, 21), "2021-02-12"), ((2020, 1, 21), "2020-01-25"), ((2024, 1, 21), "2024-02-10")] {
            assert_eq!(shown(NaiveDate::from_ymd_opt(from.0, from.1, from.2).and_then(new_moon_from)), day);
        }
    }

    #[test]
    fn islamic_months_begin_on_the_day_behind_the_first_evening() {
        assert_eq!(shown(islamic(2021, 10, 1)), "2021-05-13");
        assert_eq!(shown(islamic(2018, 1, 1)), "2018-09-11");
        assert_eq!(shown(islamic(1990, 9, 1)), "1990-03-28");
    }

    #[test]
    fn hindu_feasts_go_by_the_lunar_day() {
        assert_eq!(shown(hindu(2021, 7, 30, 18)), "2021-11-04");
        assert_eq!(shown(hindu(2020, 7, 30, 18)), "2020-11-14");
        assert_eq!(shown(hindu(2021, 12, 15, 18)), "2021-03-28");
    }
}
