//! Numbers in cells, and how exact they are.
//!
//! In: the text of a cell. Out: a decimal, a tolerance, the worth of the last digit that
//! counts. It refuses to know columns and rows.

use crate::measure::interval::Interval;
use rust_decimal::Decimal;

/// A decimal as tables write it; exponents are allowed.
pub fn parse(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}

/// What a value and its two ends admit together. An end that repeats the value makes it one-sided.
pub fn range(value: Option<Decimal>, low: Option<Decimal>, high: Option<Decimal>) -> Interval {
    match (value, low, high) {
        (Some(v), None, None) => Interval::point(v),
        (Some(v), Some(l), None) if l == v => Interval::at_least(v),
        (Some(v), None, Some(h)) if h == v => Interval::at_most(v),
        (Some(v), l, h) => Interval { low: l.or(Some(v)), high: h.or(Some(v)) },
        (None, l, h) => Interval { low: l, high: h },
    }
}

/// A tolerance: a number in the row's unit, or "2%" of the value. None if it is neither, or below zero.
pub fn tolerance(text: &str, value: Decimal) -> Option<Decimal> {
    let amount = match text.strip_suffix('%') {
        Some(share) => parse(share.trim_end())?.checked_mul(value.abs())?.checked_div(Decimal::ONE_HUNDRED)?,
        None => parse(text)?,
    };
    (amount >= Decimal::ZERO).then_some(amount)
}

/// The worth of digit number `digits` of the value: 1,300,000 with 2 → 100,000.
pub fn step(digits: &str, value: Decimal) -> Option<Decimal> {
    let digits = digits.parse::<i32>().ok().filter(|d| (1..=28).contains(d))?;
    let first = value.mantissa().unsigned_abs().checked_ilog10()? as i32 - value.scale() as i32;
    let last = first - digits + 1;
    match u32::try_from(last) {
        Ok(zeros) => Decimal::try_from_i128_with_scale(10_i128.checked_pow(zeros)?, 0).ok(),
        Err(_) => Decimal::try_new(1, last.unsigned_abs()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::{step, tolerance};
    use rust_decimal::Decimal;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn significant_digits_give_the_worth_of_the_last() {
        for (digits, value, worth) in
            [("2", "1300000", "100000"), ("1", "1300000", "1000000"), ("3", "1.30", "0.01"), ("1", "0.05", "0.01"), ("4", "-2317", "1")]
        {
            assert_eq!(step(digits, d(value)), Some(d(worth)), "{digits} of {value}");
        }
        for (digits, value) in [("0", "12"), ("two", "12"), ("29", "12"), ("1", "0")] {
            assert_eq!(step(digits, d(value)), None, "{digits} of {value}");
        }
    }

    #[test]
    fn a_tolerance_is_a_number_or_a_share_of_the_value() {
        assert_eq!(tolerance("500", d("12000")), Some(d("500")));
        assert_eq!(tolerance("2.5 %", d("-200")), Some(d("5")));
        assert_eq!(tolerance("-1", d("5")), None);
        assert_eq!(tolerance("small", d("5")), None);
    }
}
