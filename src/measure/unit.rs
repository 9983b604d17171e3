//! Units of measure, their dimensions, and conversion.
//!
//! In: exact factors to a base unit. Out: whether two units measure the same thing,
//! and a value of one in the other. It refuses to know how units are written.

use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

/// The base quantities; money is one of them, with its currency as the unit's `tag`.
pub const BASES: [&str; 9] = ["length", "mass", "time", "temperature", "current", "amount", "light", "information", "money"];

/// Powers of the base quantities: a speed is length¹ · time⁻¹.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Dimension([i8; BASES.len()]);

impl Dimension {
    /// The dimension of one base quantity. None if there is no such base.
    pub fn base(name: &str) -> Option<Self> {
        let index = BASES.iter().position(|&b| b == name)?;
        let mut powers = [0; BASES.len()];
        powers[index] = 1;
        Some(Dimension(powers))
    }

    /// Parses "length", "length^2", "length/time", "mass*length^2/time^3"; "1" is a pure number.
    pub fn parse(text: &str) -> Option<Self> {
        let mut total = Dimension::default();
        let mut sign = 1;
        for (i, side) in text.split('/').enumerate() {
            if i > 0 {
                sign = -1;
            }
            for factor in side.split('*').filter(|f| *f != "1") {
                let (name, power) = factor.split_once('^').map_or((factor, Some(1)), |(n, p)| (n, p.parse().ok()));
                total = total.times(Dimension::base(name)?, sign * power?);
            }
        }
        Some(total)
    }

    /// This dimension times `other` to the given power.
    #[must_use]
    pub fn times(self, other: Dimension, power: i8) -> Self {
        let mut powers = self.0;
        for (mine, theirs) in powers.iter_mut().zip(other.0) {
            *mine = mine.saturating_add(theirs.saturating_mul(power));
        }
        Dimension(powers)
    }

    /// True if it is the dimension of a pure number.
    pub fn is_none(self) -> bool {
        self == Dimension::default()
    }
}

/// A unit: `factor` of these make one base unit's worth after `offset` is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Canonical lower-case singular name ("square kilometre").
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Base units in one of this unit.
    pub factor: Decimal,
    /// Added to a value before the factor applies (Fahrenheit).
    pub offset: Decimal,
    /// What sets it apart from others of its dimension: a currency, "percent", "person".
    /// Units with different tags never convert.
    pub tag: String,
}

/// Shared, because thousands of mentions name the same few hundred units.
pub type UnitRef = Arc<Unit>;

impl Unit {
    /// A unit that nothing is known of: equal to itself alone.
    pub fn opaque(name: &str) -> Self {
        Unit { name: name.to_owned(), dimension: Dimension::default(), factor: Decimal::ONE, offset: Decimal::ZERO, tag: name.to_owned() }
    }

    /// True for a currency.
    pub fn is_money(&self) -> bool {
        Dimension::base("money") == Some(self.dimension)
    }

    /// The unit multiplied by itself: the square for 2, the cube for 3. None beyond that, or if the factor is beyond reach.
    pub fn power(&self, exponent: u32) -> Option<Self> {
        let name = match exponent {
            2 => format!("square {}", self.name),
            3 => format!("cubic {}", self.name),
            _ => return None,
        };
        let factor = (1..exponent).try_fold(self.factor, |factor, _| factor.checked_mul(self.factor))?;
        let dimension = self.dimension.times(self.dimension, i8::try_from(exponent - 1).ok()?);
        Some(Unit { name, dimension, factor, offset: Decimal::ZERO, tag: self.tag.clone() })
    }

    /// `self` per `other`: "tonne per year". None if the factor is beyond reach.
    pub fn per(&self, other: &Unit) -> Option<Self> {
        Some(Unit {
            name: format!("{} per {}", self.name, other.name),
            dimension: self.dimension.times(other.dimension, -1),
            factor: self.factor.checked_div(other.factor)?,
            offset: Decimal::ZERO,
            tag: if other.tag.is_empty() { self.tag.clone() } else { format!("{}/{}", self.tag, other.tag) },
        })
    }

    /// True if values of the two can be compared.
    pub fn measures_same(&self, other: &Unit) -> bool {
        self.dimension == other.dimension && self.tag == other.tag
    }

    /// `value` of this unit in `other`. None if they measure different things or the result has more than 28 digits.
    pub fn convert(&self, value: Decimal, other: &Unit) -> Option<Decimal> {
        if !self.measures_same(other) {
            return None;
        }
        if self.factor == other.factor && self.offset == other.offset {
            return Some(value);
        }
        let base = value.checked_add(self.offset)?.checked_mul(self.factor)?;
        base.checked_div(other.factor)?.checked_sub(other.offset)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// A unit's name for more than one: "kilometres per hour".
pub fn plural(name: &str) -> String {
    let invariable = ["percent", "celsius", "fahrenheit", "hertz", "horsepower", "children", "people", "men", "women"].contains(&name);
    if invariable || name.ends_with('s') || name.contains('(') || name.chars().any(|c| c.is_ascii_digit() || c.is_uppercase()) {
        return name.to_owned();
    }
    match name {
        "foot" => "feet".to_owned(),
        "inch" => "inches".to_owned(),
        "person" => "people".to_owned(),
        "century" => "centuries".to_owned(),
        _ => match name.split_once(" per ") {
            Some((over, under)) => format!("{} per {under}", plural(over)),
            None => format!("{name}s"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Dimension, Unit};
    use rust_decimal::Decimal;

    fn unit(name: &str, dimension: &str, factor: &str, offset: &str) -> Unit {
        let dimension = Dimension::parse(dimension).unwrap();
        Unit { name: name.into(), dimension, factor: factor.parse().unwrap(), offset: offset.parse().unwrap(), tag: String::new() }
    }

    #[test]
    fn converts_exactly_and_only_within_a_dimension() {
        let (mile, km) = (unit("mile", "length", "1609.344", "0"), unit("kilometre", "length", "1000", "0"));
        assert_eq!(mile.convert(Decimal::from(1000), &km), Some("1609.344".parse().unwrap()));
        assert_eq!(mile.convert(Decimal::ONE, &unit("hour", "time", "3600", "0")), None);
    }

    #[test]
    fn temperatures_have_an_offset() {
        let (f, c) = (unit("fahrenheit", "temperature", "0.5555555555555555555555555556", "459.67"), unit("celsius", "temperature", "1", "273.15"));
        assert_eq!(f.convert(Decimal::from(212), &c).unwrap().round_dp(6), Decimal::from(100));
    }

    #[test]
    fn powers_multiply_factor_and_dimension() {
        let cube = unit("kilometre", "length", "1000", "0").power(3).unwrap();
        assert_eq!((cube.name.as_str(), cube.factor), ("cubic kilometre", Decimal::from(1_000_000_000)));
        assert_eq!(Some(cube.dimension), Dimension::parse("length^3"));
        assert_eq!(unit("second", "time", "1", "0").power(4), None);
    }

    #[test]
    fn rates_divide_dimensions() {
        let rate = unit("tonne", "mass", "1000", "0").per(&unit("year", "time", "31556952", "0")).unwrap();
        assert_eq!(rate.name, "tonne per year");
        assert_eq!(Some(rate.dimension), Dimension::parse("mass/time"));
        assert_eq!(Dimension::parse("weight"), None);
    }
}
