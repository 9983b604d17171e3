//! Slips of the keyboard: what a number may have been before its digits went wrong.
//!
//! In: a value. Out: the values that one slip makes of it: two neighbouring digits the
//! other way round, the point a place off, a million for a billion.

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

/// Everything that one slip turns `value` into.
pub fn slips(value: Decimal) -> Vec<Decimal> {
    let value = value.normalize();
    let digits = value.mantissa().unsigned_abs().to_string().into_bytes();
    let swapped = (1..digits.len()).filter(|&i| digits[i - 1] != digits[i]).filter_map(|i| {
        let mut digits = digits.clone();
        digits.swap(i - 1, i);
        let mantissa: i128 = String::from_utf8(digits).ok()?.parse().ok()?;
        Decimal::try_from_i128_with_scale(mantissa, value.scale()).ok()
    });
    let moved = [10, 1000].map(Decimal::from).into_iter().flat_map(|n| [value.checked_mul(n), value.checked_div(n)]).flatten();
    swapped.chain(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::{digits, slips};
    use rust_decimal::Decimal;

    #[test]
    fn neighbouring_digits_change_places_and_points_move() {
        let made = |from: &str, to: &str| slips(from.parse().unwrap()).contains(&to.parse::<Decimal>().unwrap());
        assert!(made("23.5", "32.5") && made("23.5", "2.35") && made("45000", "54000") && made("5", "5000"));
        assert!(!made("123", "321") && !made("14", "14.5"));
        let value: Decimal = "1050.7".parse().unwrap();
        assert!(slips(value).iter().all(|&slip| digits(slip) == digits(value)));
    }
}
