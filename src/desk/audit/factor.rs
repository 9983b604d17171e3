//! What a factor between two numbers for one thing is likely to come from.
//!
//! In: the factor, and the unit in which both are said to be. Out: words for it: a slip
//! of thousands, or a unit of `confused_units.csv` taken for another.

use crate::lexicon::Lexicon;
use crate::lexicon::table::rows;
use crate::measure::interval::grouped;
use crate::measure::unit::Unit;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde::Deserialize;
use std::sync::LazyLock;

/// Powers of ten that slips make: a digit, a percentage, thousands, millions.
const POWERS: [(i32, &str); 4] =
    [(1, "a digit too many or too few"), (2, "shares for percentages, or two digits"), (3, "thousands for units"), (6, "millions for units")];

#[derive(Deserialize)]
struct Confused {
    unit: String,
    mistaken: String,
    /// Of `unit` in one of `mistaken`.
    factor: f64,
    words: String,
}

static CONFUSED: LazyLock<Vec<Confused>> = LazyLock::new(|| rows("../desk/audit/confused_units.csv", include_str!("confused_units.csv")));

/// Where a factor comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Decadic logarithm of it.
    pub log: f64,
    /// "miles for kilometres".
    pub words: String,
    /// It is a power of ten.
    pub is_power: bool,
}

impl Factor {
    /// True if things can grow or shrink so much without a slip: tenfold.
    pub fn is_growth(&self) -> bool {
        self.is_power && self.log.abs() < 1.5
    }
}

/// The factors that are worth looking for between numbers in `unit`.
pub fn candidates(unit: Option<&Unit>, lexicon: &Lexicon) -> Vec<Factor> {
    let powers = POWERS.iter().map(|(power, words)| (f64::from(*power), (*words).to_owned(), true));
    let units = CONFUSED.iter().filter(|c| unit.is_some_and(|u| is_of(c, u, lexicon))).map(|c| (c.factor.log10(), c.words.clone(), false));
    powers.chain(units).flat_map(|(log, words, is_power)| [log, -log].map(|log| Factor { log, words: words.clone(), is_power })).collect()
}

fn is_of(confused: &Confused, unit: &Unit, lexicon: &Lexicon) -> bool {
    let known = |name: &str| lexicon.units.by_name(name).is_some_and(|known| known.name == unit.name);
    let carbon = |name: &str| name.contains("carbon") || name.contains("CO2");
    known(&confused.unit) || known(&confused.mistaken) || (carbon(&confused.mistaken) && carbon(&unit.name))
}

/// The candidate next to a ratio, if it is nearer than `tolerance` (a share of the ratio).
pub fn explain(ratio: f64, unit: Option<&Unit>, lexicon: &Lexicon, tolerance: f64) -> Option<Factor> {
    if ratio <= 0.0 {
        return None;
    }
    let (log, reach) = (ratio.log10(), (1.0 + tolerance).log10());
    let near = candidates(unit, lexicon).into_iter().filter(|f| (f.log - log).abs() <= reach);
    near.min_by(|a, b| (a.log - log).abs().total_cmp(&(b.log - log).abs()))
}

/// A factor for people: "1,000 times", "1.609 times", "a 100th of".
pub fn times(ratio: f64) -> String {
    let (times, tail) = if ratio.abs() < 1.0 && ratio != 0.0 { (1.0 / ratio, "th of") } else { (ratio, " times") };
    let digits = if times.abs() < 10.0 { 2 } else { 0 };
    let shown = Decimal::from_f64(times).map_or_else(|| times.to_string(), |t| grouped(t.round_dp(digits)));
    match tail {
        "th of" => format!("one {shown}th of"),
        _ => format!("{shown} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::{CONFUSED, explain, times};
    use crate::lexicon::Lexicon;

    fn words(ratio: f64, unit: &str) -> Option<String> {
        let lexicon = Lexicon::english();
        explain(ratio, lexicon.units.by_name(unit).as_deref(), lexicon, 0.02).map(|f| f.words)
    }

    #[test]
    fn slips_of_thousands_and_of_units_are_told() {
        assert_eq!(words(1000.0, "kilometre").as_deref(), Some("thousands for units"));
        assert_eq!(words(0.001, "kilometre").as_deref(), Some("thousands for units"));
        assert_eq!(words(0.6214, "kilometre").as_deref(), Some("miles for kilometres"));
        assert_eq!(words(2.59, "square kilometre").as_deref(), Some("square miles for square kilometres"));
        assert_eq!(words(2.59, "kilometre"), None);
        assert_eq!(words(0.62, "tonne"), None);
        assert_eq!(words(-10.0, "tonne"), None);
    }

    #[test]
    fn a_factor_reads_as_people_say_it() {
        assert_eq!((times(1000.0), times(0.01), times(1.609)), ("1,000 times".into(), "one 100th of".into(), "1.61 times".into()));
    }

    #[test]
    fn every_pair_of_units_is_known_with_its_factor() {
        let lexicon = Lexicon::english();
        for pair in CONFUSED.iter().filter(|p| !p.mistaken.contains("carbon")) {
            let (a, b) = (lexicon.units.by_name(&pair.unit), lexicon.units.by_name(&pair.mistaken));
            let (a, b) = (a.expect(&pair.unit), b.expect(&pair.mistaken));
            let exact: f64 = (b.factor / a.factor).try_into().expect("a number");
            assert!((exact / pair.factor - 1.0).abs() < 1e-6, "{}: {exact}", pair.words);
        }
    }
}
