//! A number as it was written.
//!
//! In: a value and the step of its last written digit. Out: its grain (how round it
//! is) and whether it is sharp, by which a reader knows how exactly it was meant.
//! It refuses to know units and hedges.

use rust_decimal::Decimal;

/// A written number: "1.30 million" is 1,300,000 in steps of 10,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// What it amounts to.
    pub value: Decimal,
    /// The worth of one unit of the last digit that was written.
    pub step: Decimal,
    /// A scale word ("million", "k") stands behind the digits, or the number is in words.
    pub scaled: bool,
}

impl Figure {
    /// A number written in digits: the step follows from the digits behind the point.
    pub fn written(value: Decimal) -> Self {
        Figure { value, step: Decimal::new(1, value.scale().min(28)), scaled: false }
    }

    /// A whole number.
    pub fn whole(value: i64) -> Self {
        Figure::written(Decimal::from(value))
    }

    /// The figure with a scale word behind it. None if the product has more than 28 digits.
    pub fn scaled_by(self, factor: Decimal) -> Option<Self> {
        Some(Figure { value: self.value.checked_mul(factor)?, step: self.step.checked_mul(factor)?, scaled: true })
    }

    /// The figure in another unit: precision goes along.
    pub fn converted_by(self, factor: Decimal) -> Option<Self> {
        Some(Figure { value: self.value.checked_mul(factor)?, step: self.step.checked_mul(factor)?, ..self })
    }

    /// The worth of the last digit that was written to be read: the last decimal, else the last non-zero digit.
    pub fn step_of_last_digit(&self) -> Decimal {
        if self.has_point() { self.step } else { self.last_digit_worth() }
    }

    /// The worth of the last digit that is not zero: 640 → 10, 1.3 million → 100,000.
    pub fn last_digit_worth(&self) -> Decimal {
        if self.value.is_zero() {
            return self.step;
        }
        let zeros = trailing_zeros(self.value.mantissa().unsigned_abs());
        match zeros.checked_sub(self.value.scale()) {
            // a mantissa has 29 digits at most, and so has this
            Some(places) => Decimal::from_i128_with_scale(10_i128.pow(places), 0),
            None => Decimal::new(1, self.value.scale() - zeros),
        }
    }

    /// How many digits carry meaning: 2,317 → 4, 640 → 2, 1.30 → 3.
    pub fn significant_digits(&self) -> u32 {
        let mantissa = self.value.mantissa().unsigned_abs();
        if let Some(first) = places(mantissa).filter(|_| !self.has_point()) {
            return first + 1 - trailing_zeros(mantissa);
        }
        let worth = self.step_of_last_digit();
        match (order(self.value), order(worth)) {
            (Some(value), Some(last)) if is_power_of_ten(worth) => u32::try_from(value - last + 1).unwrap_or(0).max(1),
            // a number without a last digit has none that carry meaning
            _ => self.value.abs().checked_div(worth).map_or(0, |digits| digits.trunc().to_string().len() as u32),
        }
    }

    /// True if digits stand behind the decimal point and no scale word behind them.
    pub fn has_point(&self) -> bool {
        // a step without decimals is one at least: comparing numbers of two scales takes a while
        !self.scaled && self.step.scale() > 0 && self.step < Decimal::ONE
    }

    /// True if a reader takes the number as meant to its last digit: three or more
    /// significant digits, or a decimal that is not a scale word's (Williams & Power 2013).
    pub fn is_sharp(&self) -> bool {
        self.has_point() || self.significant_digits() >= 3
    }

    /// How coarse the number is. The worth of its last non-zero digit; with a single
    /// significant digit at most a fifth of the value; 1 for whole numbers below ten.
    pub fn grain(&self) -> Decimal {
        if self.has_point() {
            return self.step;
        }
        let (worth, size) = (self.last_digit_worth(), self.value.abs());
        if size < Decimal::TEN && !self.scaled {
            Decimal::ONE
        } else if self.significant_digits() == 1 {
            worth.min(size / Decimal::from(5))
        } else {
            worth
        }
    }
}

/// How many zeros a number ends in.
fn trailing_zeros(number: u128) -> u32 {
    // one machine word holds nearly every number of a story, and divides much faster than two
    let (mut number, mut zeros) = match u64::try_from(number) {
        Ok(short) => (short, 0),
        Err(_) if number.is_multiple_of(LONG) => return LONG.ilog10() + trailing_zeros(number / LONG),
        Err(_) => ((number % LONG) as u64, 0),
    };
    while number != 0 && number.is_multiple_of(1000) {
        (number, zeros) = (number / 1000, zeros + 3);
    }
    while number != 0 && number.is_multiple_of(10) {
        (number, zeros) = (number / 10, zeros + 1);
    }
    zeros
}

/// A power of ten that one machine word holds.
const LONG: u128 = 10_u128.pow(19);

/// The power of ten of a number's first digit. None for zero.
fn places(number: u128) -> Option<u32> {
    u64::try_from(number).map_or_else(|_| number.checked_ilog10(), u64::checked_ilog10)
}

/// The power of ten of the first digit: 640 → 2, 0.05 → -2. None for zero.
fn order(value: Decimal) -> Option<i32> {
    let digits = places(value.mantissa().unsigned_abs())?;
    Some(digits as i32 - value.scale() as i32)
}

fn is_power_of_ten(value: Decimal) -> bool {
    let mantissa = value.mantissa().unsigned_abs();
    places(mantissa).is_some_and(|places| trailing_zeros(mantissa) == places)
}

#[cfg(test)]
mod tests {
    use super::Figure;
    use rust_decimal::Decimal;

    fn figure(text: &str, scale: i64) -> Figure {
        let f = Figure::written(text.parse().unwrap());
        if scale == 1 { f } else { f.scaled_by(Decimal::from(scale)).unwrap() }
    }

    #[test]
    fn grain_follows_the_written_digits() {
        let cases = [
            ("2317", 1, "1"),
            ("640", 1, "10"),
            ("1.3", 1_000_000, "100000"),
            ("100000", 1, "20000"),
            ("2", 1, "1"),
            ("2.0", 1, "0.1"),
            ("12.47", 1, "0.01"),
            ("90", 1, "10"),
            ("30", 1, "6"),
        ];
        for (text, scale, grain) in cases {
            assert_eq!(figure(text, scale).grain().normalize(), grain.parse::<Decimal>().unwrap(), "{text} × {scale}");
        }
    }

    #[test]
    fn zeros_are_counted_in_short_and_long_numbers() {
        for (number, zeros) in [(0, 0), (7, 0), (1200, 2), (10_u128.pow(28), 28), (3 * 10_u128.pow(19), 19), (10_u128.pow(25) + 500, 2), (u128::MAX, 0)] {
            assert_eq!(super::trailing_zeros(number), zeros, "{number}");
        }
    }

    #[test]
    fn sharp_means_three_digits_or_a_decimal() {
        for (text, scale, sharp) in
            [("2317", 1, true), ("12.4", 1, true), ("640", 1, false), ("1.3", 1_000_000, false), ("1.25", 1_000_000, true), ("5", 1, false)]
        {
            assert_eq!(figure(text, scale).is_sharp(), sharp, "{text} × {scale}");
        }
    }

    #[test]
    fn significant_digits_keep_written_zeros() {
        for (text, scale, digits) in [("2317", 1, 4), ("640", 1, 2), ("1.30", 1, 3), ("100000", 1, 1), ("0.05", 1, 1), ("0", 1, 1), ("101", 1, 3)] {
            assert_eq!(figure(text, scale).significant_digits(), digits, "{text}");
        }
    }
}
