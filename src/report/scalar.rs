//! Numbers, days and units as JSON writes them.
//!
//! In: what the rooms below reckon with. Out: the same with one way of being written, in JSON and
//! its schema. It refuses to know what they are said of.

use crate::measure::unit::UnitRef;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::fmt;

/// A decimal as a JSON number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(with = "f64")]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (short, power) = (i64::try_from(self.0.mantissa()), 10_i64.checked_pow(self.0.scale()));
        if let (Ok(short), Some(power)) = (short, power)
            && short.unsigned_abs().max(power.unsigned_abs()) <= EXACT
        {
            // both are exact as floats, and the quotient of two such is rounded once
            return if short % power == 0 { serializer.serialize_i64(short / power) } else { serializer.serialize_f64(short as f64 / power as f64) };
        }
        match self.0.to_i64().filter(|_| self.0.fract().is_zero()) {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0.to_f64().unwrap_or(f64::NAN)),
        }
    }
}

/// Whole numbers up to this are exact as floats.
const EXACT: u64 = 1 << 53;

/// A day as ISO 8601 writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(with = "String")]
pub struct Day(pub NaiveDate);

impl Day {
    /// The ten characters of a year of four digits, written by hand: reports hold many days.
    fn digits(self) -> Option<[u8; 10]> {
        let digit = |value: u32, unit: u32| b'0' + (value / unit % 10) as u8;
        let (y, m, d) = (u32::try_from(self.0.year()).ok()?, self.0.month(), self.0.day());
        let common = (1000..10_000).contains(&y);
        common.then(|| [digit(y, 1000), digit(y, 100), digit(y, 10), digit(y, 1), b'-', digit(m, 10), digit(m, 1), b'-', digit(d, 10), digit(d, 1)])
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.digits().as_ref().and_then(|d| str::from_utf8(d).ok()) {
            Some(digits) => f.write_str(digits),
            None => self.0.fmt(f),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.digits().as_ref().and_then(|d| str::from_utf8(d).ok()) {
            Some(digits) => serializer.serialize_str(digits),
            None => serializer.collect_str(&self.0),
        }
    }
}

/// A unit by its canonical lower-case singular name.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(with = "String")]
pub struct UnitName(pub UnitRef);

impl UnitName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0.name
    }
}

impl Serialize for UnitName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A word of this program's own: written like the name of a variant, which needs no escape.
pub(super) fn word<S: Serializer>(word: &&'static str, serializer: S) -> Result<S::Ok, S::Error> {
    Word(word).serialize(serializer)
}

/// The same as a value.
pub(super) struct Word(pub(super) &'static str);

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("", 0, self.0)
    }
}
