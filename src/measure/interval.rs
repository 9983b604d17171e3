//! Intervals of true values.
//!
//! In: ends, each of which may be open to infinity. Out: whether a value, or another
//! interval, lies inside, and how far off it is. It refuses to know where an
//! interval came from.

use rust_decimal::Decimal;
use std::fmt;

/// A closed interval; a missing end is infinite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interval {
    /// The least value, or none.
    pub low: Option<Decimal>,
    /// The greatest value, or none.
    pub high: Option<Decimal>,
}

impl Interval {
    /// From `low` to `high`, both included.
    pub fn between(low: Decimal, high: Decimal) -> Self {
        Interval { low: Some(low.min(high)), high: Some(low.max(high)) }
    }

    /// One value.
    pub fn point(value: Decimal) -> Self {
        Interval::between(value, value)
    }

    /// `value` give or take `slack`.
    pub fn around(value: Decimal, slack: Decimal) -> Self {
        Interval::between(value.saturating_sub(slack), value.saturating_add(slack))
    }

    /// `value` and everything above.
    pub fn at_least(value: Decimal) -> Self {
        Interval { low: Some(value), high: None }
    }

    /// `value` and everything below.
    pub fn at_most(value: Decimal) -> Self {
        Interval { low: None, high: Some(value) }
    }

    /// True if `value` lies inside, ends included.
    pub fn contains(&self, value: Decimal) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }

    /// How far a value lies outside; nothing if it lies inside.
    pub fn distance(&self, value: Decimal) -> Decimal {
        let short = self.low.map_or(Decimal::ZERO, |low| low - value);
        let over = self.high.map_or(Decimal::ZERO, |high| value - high);
        short.max(over).max(Decimal::ZERO)
    }

    /// True if the two share a value.
    pub fn meets(&self, other: &Interval) -> bool {
        let below = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_none_or(|(a, b)| a <= b);
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// The interval with both finite ends moved outward by `slack`.
    #[must_use]
    pub fn widened(&self, slack: Decimal) -> Self {
        Interval { low: self.low.and_then(|v| v.checked_sub(slack)), high: self.high.and_then(|v| v.checked_add(slack)) }
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn hull(&self, other: &Interval) -> Self {
        let ends = |a: Option<Decimal>, b: Option<Decimal>, pick: fn(Decimal, Decimal) -> Decimal| a.zip(b).map(|(a, b)| pick(a, b));
        Interval { low: ends(self.low, other.low, Decimal::min), high: ends(self.high, other.high, Decimal::max) }
    }

    /// Both ends through `f`, for a conversion of units; none if one of them overflows.
    pub fn map(&self, f: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        let end = |v: Option<Decimal>| v.map_or(Some(None), |v| f(v).map(Some));
        let (low, high) = (end(self.low)?, end(self.high)?);
        match (low, high) {
            (Some(a), Some(b)) if a > b => Some(Interval { low: Some(b), high: Some(a) }),
            _ => Some(Interval { low, high }),
        }
    }

    /// The finite end nearest to the middle of nothing: the value if there is one, else an end.
    pub fn representative(&self) -> Option<Decimal> {
        match (self.low, self.high) {
            // Halves first: the sum of two large ends may be out of range.
            (Some(low), Some(high)) => Some(low.checked_add(high).map_or_else(|| low / Decimal::TWO + high / Decimal::TWO, |sum| sum / Decimal::TWO)),
            (low, high) => low.or(high),
        }
    }

    /// True if the interval is a single value.
    pub fn is_point(&self) -> bool {
        self.low.is_some() && self.low == self.high
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => f.write_str(&grouped(low)),
            (Some(low), Some(high)) => write!(f, "{}–{}", grouped(low), grouped(high)),
            (Some(low), None) => write!(f, "{} or more", grouped(low)),
            (None, Some(high)) => write!(f, "up to {}", grouped(high)),
            (None, None) => f.write_str("any value"),
        }
    }
}

/// A decimal as people write it: no trailing zeros, thousands in groups, at most four decimals.
pub fn grouped(value: Decimal) -> String {
    let plain = value.round_dp(if value.abs() < Decimal::ONE { 6 } else { 4 }).normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Interval, grouped};
    use rust_decimal::Decimal;

    fn d(n: i64) -> Decimal {
        Decimal::from(n)
    }

    #[test]
    fn open_ends_reach_to_infinity() {
        assert!(Interval::at_least(d(5)).contains(d(500)));
        assert!(!Interval::at_least(d(5)).contains(d(4)));
        assert!(Interval::at_least(d(5)).meets(&Interval::at_most(d(5))));
        assert!(!Interval::at_least(d(6)).meets(&Interval::at_most(d(5))));
    }

    #[test]
    fn a_negative_factor_swaps_the_ends() {
        let mapped = Interval::between(d(1), d(2)).map(|v| v.checked_mul(d(-1)));
        assert_eq!(mapped, Some(Interval::between(d(-2), d(-1))));
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(grouped("1234567.50".parse().unwrap()), "1,234,567.5");
        assert_eq!(grouped(d(-996)), "−996");
        assert_eq!(Interval::between(d(90000), d(110_000)).to_string(), "90,000–110,000");
        assert_eq!(Interval::at_least(d(30000)).to_string(), "30,000 or more");
    }
}
