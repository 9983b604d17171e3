//! Numbers, dates and texts as bytes.
//!
//! In: values. Out: bytes, and the values again. Whole numbers take seven bits a byte, low ones
//! first (LEB128); signed ones have their sign in the lowest bit. Reading is total: behind the
//! end of the bytes everything is zero, empty or absent, so that damaged bytes cannot stop a run.

use crate::measure::when::{Grain, When};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// Grains by their number in the bytes; an index of another order is of another format.
const GRAINS: [Grain; 9] = [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Half, Grain::Year, Grain::Decade, Grain::Century, Grain::Span];
/// Bits of a number that nine bytes hold, which nearly all are done with.
const NARROW: u32 = 63;
/// The ends of a period that are there.
const FROM: u64 = 1;
const TO: u64 = 2;

/// Appends a whole number.
pub fn put_uint(out: &mut Vec<u8>, number: u64) {
    put_wide(out, u128::from(number));
}

fn put_wide(out: &mut Vec<u8>, mut number: u128) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends a signed number.
fn put_signed(out: &mut Vec<u8>, number: i128) {
    put_wide(out, ((number << 1) ^ (number >> 127)) as u128);
}

/// Appends a decimal with its written precision.
pub fn put_decimal(out: &mut Vec<u8>, decimal: Decimal) {
    out.push(decimal.scale() as u8);
    put_signed(out, decimal.mantissa());
}

/// Appends a text with its length before it.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put_uint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Appends texts with their number before them.
pub fn put_texts<'t>(out: &mut Vec<u8>, texts: impl ExactSizeIterator<Item = &'t str>) {
    put_uint(out, texts.len() as u64);
    texts.for_each(|text| put_text(out, text));
}

/// Appends a period, or that there is none.
pub fn put_when(out: &mut Vec<u8>, when: Option<When>) {
    let Some(when) = when else { return out.push(0) };
    let grain = GRAINS.iter().position(|&g| g == when.grain).unwrap_or(GRAINS.len() - 1) as u64;
    let ends = when.from.map_or(0, |_| FROM) | when.to.map_or(0, |_| TO);
    put_uint(out, 1 + (grain << 2 | ends));
    let days = |day: NaiveDate| i128::from(day.num_days_from_ce());
    if let Some(from) = when.from {
        put_signed(out, days(from));
    }
    if let Some(to) = when.to {
        // most periods are short
        put_signed(out, days(to) - when.from.map_or(0, days));
    }
}

/// Bytes being read.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    /// Reads from the first byte on.
    pub fn new(bytes: &'b [u8]) -> Self {
        Reader { bytes }
    }

    /// True behind the last byte.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// One byte.
    pub fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        first
    }

    /// A whole number.
    pub fn uint(&mut self) -> u64 {
        let (low, goes_on) = self.narrow();
        if goes_on { low | u64::from(self.byte()) << NARROW } else { low }
    }

    /// A number's first 63 bits, and whether it goes on behind them: hardly one does.
    fn narrow(&mut self) -> (u64, bool) {
        let mut number = 0;
        for shift in (0..NARROW).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return (number, false);
            }
        }
        (number, true)
    }

    fn wide(&mut self) -> u128 {
        let (low, goes_on) = self.narrow();
        let mut number = u128::from(low);
        for shift in (NARROW..128).step_by(7).take_while(|_| goes_on) {
            let byte = self.byte();
            number |= u128::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn signed(&mut self) -> i128 {
        let wide = self.wide();
        (wide >> 1) as i128 ^ -((wide & 1) as i128)
    }

    /// A number of days: a signed number that is short.
    fn days(&mut self) -> i64 {
        let (number, _) = self.narrow();
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    /// A decimal.
    pub fn decimal(&mut self) -> Decimal {
        let scale = u32::from(self.byte());
        Decimal::try_from_i128_with_scale(self.signed(), scale).unwrap_or_default()
    }

    /// So many bytes.
    pub fn take(&mut self, length: usize) -> &'b [u8] {
        let (taken, rest) = self.bytes.split_at(length.min(self.bytes.len()));
        self.bytes = rest;
        taken
    }

    /// A text.
    pub fn text(&mut self) -> &'b str {
        std::str::from_utf8(self.raw()).unwrap_or_default()
    }

    /// The bytes of a text.
    pub fn raw(&mut self) -> &'b [u8] {
        let length = self.uint() as usize;
        self.take(length)
    }

    /// Texts with their number before them.
    pub fn texts(&mut self) -> Vec<String> {
        self.list(|reader| reader.text().to_owned())
    }

    /// Things with their number before them.
    pub fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.uint();
        // a number that damage has made larger than the bytes ends with them
        let mut things = Vec::new();
        while (things.len() as u64) < count && !self.bytes.is_empty() {
            things.push(one(self));
        }
        things
    }

    /// A period, if there is one.
    pub fn when(&mut self) -> Option<When> {
        let tag = self.uint().checked_sub(1)?;
        let grain = *GRAINS.get((tag >> 2) as usize)?;
        let from = if tag & FROM > 0 { self.days() } else { 0 };
        let to = if tag & TO > 0 { self.days().checked_add(from)? } else { 0 };
        let day = |bit: u64, days: i64| i32::try_from(days).ok().filter(|_| tag & bit > 0).and_then(NaiveDate::from_num_days_from_ce_opt);
        Some(When { from: day(FROM, from), to: day(TO, to), grain })
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, put_decimal, put_text, put_uint, put_when};
    use crate::measure::when::When;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    #[test]
    fn what_is_written_is_read() {
        let mut out = Vec::new();
        for number in [0, 1, 127, 128, u64::MAX] {
            put_uint(&mut out, number);
        }
        for decimal in ["0", "-1.30", "79228162514264337593543950335", "-0.0000000000000000000000000001"] {
            put_decimal(&mut out, decimal.parse().unwrap());
        }
        for when in ["198X", "1991-10", "-0043", "../2004", "2004/.."] {
            put_when(&mut out, When::parse_edtf(when).ok());
        }
        put_when(&mut out, None);
        put_text(&mut out, "Côte d'Ivoire");
        let mut reader = Reader::new(&out);
        assert_eq!([(); 5].map(|()| reader.uint()), [0, 1, 127, 128, u64::MAX]);
        let decimals = [(); 4].map(|()| reader.decimal().to_string());
        assert_eq!(decimals, ["0", "-1.30", "79228162514264337593543950335", "-0.0000000000000000000000000001"]);
        for when in ["198X", "1991-10", "-0043", "../2004", "2004/.."] {
            assert_eq!(reader.when(), When::parse_edtf(when).ok(), "{when}");
        }
        assert_eq!((reader.when(), reader.text()), (None, "Côte d'Ivoire"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let mut reader = Reader::new(&bytes);
            let _ = (reader.uint(), reader.decimal(), reader.when(), reader.text(), reader.texts(), reader.byte());
        }

        #[test]
        fn decimals_keep_their_precision(mantissa in any::<i64>(), scale in 0_u32..28) {
            let (decimal, mut out) = (Decimal::new(mantissa, scale), Vec::new());
            put_decimal(&mut out, decimal);
            prop_assert_eq!(Reader::new(&out).decimal().to_string(), decimal.to_string());
        }
    }
}
