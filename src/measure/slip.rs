//! Slips of the keyboard: what a number or a date may have been before its digits went wrong.
//!
//! In: a value. Out: the values that one slip makes of it: two neighbouring digits the
//! other way round, the point a place off, a million for a billion; of two dates, the one
//! slip that leads from the one to the other.

use super::when::{Grain, When};
use chrono::Datelike;
use rust_decimal::Decimal;

/// How often each digit stands in a number, noughts left out: a number and its slips have the same.
pub type Digits = [u8; 10];

/// The digits of a number: cheaper than its slips.
pub fn digits(value: Decimal) -> Digits {
    let mut digits = [0; 10];
    let mantissa = value.mantissa().unsigned_abs();
    match u64::try_from(mantissa) {
        Ok(mut mantissa) => {
            while mantissa > 0 {
                digits[(mantissa % 10) as usize] += 1;
                mantissa /= 10;
            }
        }
        Err(_) => mantissa.to_string().bytes().for_each(|b| digits[usize::from(b - b'0')] += 1),
    }
    digits[0] = 0;
    digits
}

/// What a point a place off, or a million for a billion, multiplies a value by.
pub const SCALES: [u32; 2] = [10, 1000];

/// `value` with two neighbouring digits the other way round.
pub fn swapped(value: Decimal) -> impl Iterator<Item = Decimal> {
    let value = value.normalize();
    let digits = value.mantissa().unsigned_abs().to_string().into_bytes();
    (1..digits.len()).filter_map(move |i| {
        let mut digits = digits.clone();
        digits.swap(i - 1, i);
        let mantissa: i128 = String::from_utf8(digits).ok()?.parse().ok()?;
        Decimal::try_from_i128_with_scale(mantissa, value.scale()).ok().filter(|swapped| *swapped != value)
    })
}

/// Everything that one slip turns `value` into.
pub fn slips(value: Decimal) -> Vec<Decimal> {
    let moved = SCALES.map(Decimal::from).into_iter().flat_map(|n| [value.checked_mul(n), value.checked_div(n)]).flatten();
    swapped(value).chain(moved).collect()
}

/// What sets a date apart from another, where it is one slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateSlip {
    /// A day of another year.
    Year,
    /// The same day of another month of the year.
    Month,
    /// Day and month have changed places: 7 September for 9 July.
    Exchanged,
    /// The two digits of the day have changed places: the 21st for the 12th.
    Turned,
    /// Two digits of the year have changed places.
    YearSwapped,
    /// A decade off.
    Decade,
    /// A century off.
    Century,
}

/// Days of a year: what lasts longer names no year.
const YEAR: i64 = 366;

impl DateSlip {
    /// The slip that makes `written` of `meant`: of two days, or of years and months at whose place `meant` has another year.
    pub fn between(written: &When, meant: &When) -> Option<Self> {
        let (a, b) = (written.from?, meant.from?);
        if written.grain == Grain::Day && meant.grain == Grain::Day {
            return match (a.year() == b.year(), a.month() == b.month(), a.day() == b.day()) {
                (false, true, true) => Some(DateSlip::Year),
                (true, false, true) => Some(DateSlip::Month),
                (true, false, _) if (a.day(), a.month()) == (b.month(), b.day()) => Some(DateSlip::Exchanged),
                (true, true, false) if is_turned(a.day(), b.day()) => Some(DateSlip::Turned),
                _ => None,
            };
        }
        let short = meant.length_days().is_some_and(|days| days <= YEAR);
        let same_but_year = match written.grain {
            Grain::Year => short,
            Grain::Month => short && meant.grain != Grain::Year && a.month() == b.month(),
            _ => false,
        };
        match a.year().abs_diff(b.year()) {
            100 if same_but_year => Some(DateSlip::Century),
            10 if same_but_year => Some(DateSlip::Decade),
            1.. if same_but_year => swapped(a.year().into()).any(|year| year == b.year().into()).then_some(DateSlip::YearSwapped),
            _ => None,
        }
    }
}

/// True if a day has the other's digits in another order.
fn is_turned(day: u32, other: u32) -> bool {
    let digits = |day: u32| if day < 10 { [0, day] } else { [day / 10, day % 10] };
    let [tens, ones] = digits(other);
    digits(day) == [ones, tens]
}

#[cfg(test)]
mod tests {
    use super::{DateSlip, digits, slips};
    use crate::measure::when::When;
    use rust_decimal::Decimal;

    #[test]
    fn dates_that_one_slip_sets_apart() {
        let slip = |written: &str, meant: &str| DateSlip::between(&When::parse_edtf(written).unwrap(), &When::parse_edtf(meant).unwrap());
        assert_eq!(slip("1944-06-06", "1954-06-06"), Some(DateSlip::Year));
        assert_eq!(slip("1944-08-06", "1944-06-06"), Some(DateSlip::Month));
        assert_eq!(slip("1944-06-21", "1944-06-12"), Some(DateSlip::Turned));
        assert_eq!(slip("1944-09-07", "1944-07-09"), Some(DateSlip::Exchanged));
        assert_eq!(slip("1936", "1963-12-12"), Some(DateSlip::YearSwapped));
        assert_eq!(slip("1936-12", "1963-12-12"), Some(DateSlip::YearSwapped));
        assert_eq!((slip("1991", "1981"), slip("1807", "1707")), (Some(DateSlip::Decade), Some(DateSlip::Century)));
        assert_eq!([slip("1936-11", "1963-12-12"), slip("1994", "1991"), slip("1991", "1991"), slip("1944-06-07", "1944-06-06")], [None; 4]);
    }

    #[test]
    fn neighbouring_digits_change_places_and_points_move() {
        let made = |from: &str, to: &str| slips(from.parse().unwrap()).contains(&to.parse::<Decimal>().unwrap());
        assert!(made("23.5", "32.5") && made("23.5", "2.35") && made("45000", "54000") && made("5", "5000"));
        assert!(!made("123", "321") && !made("14", "14.5"));
        let value: Decimal = "1050.7".parse().unwrap();
        assert!(slips(value).iter().all(|&slip| digits(slip) == digits(value)));
    }
}
