//! The true values that the words of a claim admit.
//!
//! In: a mention: figure, unit, hedge, range. Out: the interval in which a true value
//! makes the claim right, and the wider one in which it is close. The widths are rows
//! of `lexicon/intervals.csv`; the sources of each are named in the documentation.

use crate::lexicon::Lexicon;
use crate::lexicon::hedge::{HedgeKind, Reach};
use crate::measure::figure::Figure;
use crate::measure::interval::Interval;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use rust_decimal::Decimal;

/// What a number admits, in its written unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// A true value in here: the claim is right.
    pub supported: Interval,
    /// A true value in here: it is close.
    pub close: Interval,
    /// One grain of the written number.
    pub grain: Decimal,
    /// A whole count below a hundred, a rank: only equality will do.
    pub exact: bool,
}

impl Allowed {
    /// The same so many times as large.
    pub fn times(&self, factor: Decimal) -> Option<Allowed> {
        let times = |v: Decimal| v.checked_mul(factor);
        Some(Allowed { supported: self.supported.map(times)?, close: self.close.map(times)?, grain: times(self.grain)?, exact: self.exact })
    }
}

/// The largest number that is reckoned with: beyond it the arithmetic of units and percentages
/// leaves the range of a decimal.
const LARGEST: i128 = 10_i128.pow(24);

/// What the number of a mention admits. None for dates, for numbers that could not be read,
/// and for those beyond 10²⁴.
pub fn allowed(mention: &Mention, lexicon: &Lexicon) -> Option<Allowed> {
    let low = reckoned(mention)?;
    if mention.vague {
        return Some(vague(low));
    }
    if let Some(high) = mention.high {
        return Some(range(low, high));
    }
    Some(Single::of(mention, low, lexicon).allowed())
}

/// What the number of a mention admits where it measures and does not count: "5 per 1,000" is 4.5 to 5.5.
pub fn measured(mention: &Mention, lexicon: &Lexicon) -> Option<Allowed> {
    let low = reckoned(mention)?;
    if mention.vague || mention.high.is_some() {
        return allowed(mention, lexicon);
    }
    Some(Single { exact: false, ..Single::of(mention, low, lexicon) }.allowed())
}

/// What a multiple admits: "four times as many" is 3.5 to 4.5, "half the size of" 0.45 to 0.55. What is close ends a tenth of it
/// further on: a whole grain below "doubled" nothing has changed.
pub fn multiple(mention: &Mention, lexicon: &Lexicon) -> Option<Allowed> {
    let low = reckoned(mention)?;
    if mention.vague || mention.high.is_some() {
        return allowed(mention, lexicon);
    }
    let single = Single::of(mention, low, lexicon);
    let coarse = if low.value < Decimal::ONE { single.grain.max(low.value.abs() / Decimal::from(5)) } else { single.grain };
    let admitted = Single { exact: false, grain: coarse, ..single }.allowed();
    let (narrow, wide, tenth) = (admitted.supported, admitted.close, low.value.abs() / Decimal::TEN);
    let low = wide.low.and_then(|low| narrow.low.map(|end| low.max(end - tenth)));
    let high = wide.high.and_then(|high| narrow.high.map(|end| high.min(end + tenth)));
    let close = Interval { low, high };
    Some(Allowed { close, ..admitted })
}

/// The interval in which a true value makes the claim right, alone.
pub fn supported(mention: &Mention, lexicon: &Lexicon) -> Option<Interval> {
    let low = reckoned(mention)?;
    if mention.vague || mention.high.is_some() {
        return allowed(mention, lexicon).map(|admitted| admitted.supported);
    }
    Some(Single::of(mention, low, lexicon).supported())
}

/// The figure of a mention that can be reckoned with.
fn reckoned(mention: &Mention) -> Option<Figure> {
    // no value is larger than its mantissa
    let beyond = |figure: Figure| figure.value.mantissa().unsigned_abs() > LARGEST.unsigned_abs() && figure.value.abs() > Decimal::from(LARGEST);
    mention.value.filter(|&low| !(mention.kind.is_date() || beyond(low) || mention.high.is_some_and(beyond)))
}

/// "thousands": at least one of them; a whole order above is understated.
fn vague(figure: Figure) -> Allowed {
    let value = figure.value;
    let most = value.checked_mul(Decimal::TEN);
    Allowed { supported: Interval { low: Some(value), high: most }, close: Interval::at_least(value), grain: value, exact: false }
}

/// "44 to 50": the union, half a step wider at each end.
fn range(low: Figure, high: Figure) -> Allowed {
    let between = Interval::between(low.value, high.value);
    let supported = Interval { low: between.low.map(|v| v - low.step / Decimal::TWO), high: between.high.map(|v| v + high.step / Decimal::TWO) };
    let grain = low.grain().max(high.grain());
    Allowed { supported, close: supported.widened(grain / Decimal::TWO), grain, exact: false }
}

/// One number, with or without a hedge.
struct Single {
    value: Decimal,
    grain: Decimal,
    reach: Reach,
    exact: bool,
}

impl Single {
    fn of(mention: &Mention, figure: Figure, lexicon: &Lexicon) -> Self {
        // a fraction in words, whose percentage nobody wrote
        let coarse = mention.kind == Kind::Percent && figure.scaled && figure.step > figure.last_digit_worth();
        let sharp = !coarse && figure.is_sharp();
        let hedge = mention.hedge.map(|h| h.kind);
        let one_percent = || figure.value.abs() / Decimal::ONE_HUNDRED;
        let grain = match (sharp, hedge) {
            (false, _) if coarse => figure.step,
            (false, _) => figure.grain(),
            // a hedge makes a sharp number approximate by a percent at least
            (true, Some(HedgeKind::About)) => figure.step_of_last_digit().max(one_percent()),
            (true, _) => figure.step_of_last_digit(),
        };
        Single { value: figure.value, grain, reach: lexicon.intervals.reach(hedge, sharp), exact: hedge.is_none() && is_exact(mention, figure) }
    }

    /// So many grains from the value.
    fn between(&self, low: Option<Decimal>, high: Option<Decimal>) -> Interval {
        let end = |grains: Option<Decimal>| grains.and_then(|g| self.value.checked_add(g.checked_mul(self.grain)?));
        if self.exact { Interval { low: Some(self.value), high: Some(self.value) } } else { Interval { low: end(low), high: end(high) } }
    }

    fn supported(&self) -> Interval {
        self.between(self.reach.low, self.reach.high)
    }

    fn allowed(&self) -> Allowed {
        let close = self.between(self.reach.close_low, self.reach.close_high);
        Allowed { supported: self.supported(), close, grain: self.grain, exact: self.exact }
    }
}

/// Whole things below a hundred, places in an order.
fn is_exact(mention: &Mention, figure: Figure) -> bool {
    let small = || figure.value.abs() < Decimal::ONE_HUNDRED && figure.value.fract().is_zero();
    // "doubled" is about twice as much
    let counts = mention.kind == Kind::Number && mention.rule != "multiple";
    mention.kind == Kind::Ordinal || counts && !figure.scaled && figure.step == Decimal::ONE && small()
}

#[cfg(test)]
mod tests {
    use super::{allowed, multiple};
    use crate::claim::testing::with_claims;
    use crate::lexicon::Lexicon;
    use crate::lexicon::table::rows;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Row {
        example: String,
        expect: String,
    }

    fn read(text: &str) -> String {
        with_claims(text, |claims, parts| {
            let mention = claims[0].mention(parts);
            allowed(mention, Lexicon::english()).map_or_else(|| "nothing".into(), |a| a.supported.to_string())
        })
    }

    #[test]
    fn every_row_of_the_table_admits_what_its_example_says() {
        for row in rows::<Row>("intervals.csv", include_str!("../lexicon/intervals.csv")) {
            assert_eq!(read(&row.example), row.expect, "{}", row.example);
        }
    }

    #[test]
    fn multiples_are_told_loosely() {
        for (text, admitted) in [
            ("It is four times the size.", "3.5–4.5, 3.1–4.9"),
            ("It is more than twice the size.", "2–3, 2 or more"),
            ("It nearly tripled.", "2.5–3, 2.2–3"),
            ("It is half the size.", "0.45–0.55, 0.4–0.6"),
            ("It is less than half the size.", "0.4–0.5, up to 0.5"),
        ] {
            let read = with_claims(text, |claims, parts| multiple(claims[0].mention(parts), Lexicon::english()).unwrap());
            assert_eq!(format!("{}, {}", read.supported, read.close), admitted, "{text}");
        }
    }

    #[test]
    fn intervals_follow_the_way_a_number_is_written() {
        for (text, admitted) in [
            ("600 people", "550–650"),
            ("640 people", "635–645"),
            ("1.3 million people", "1,250,000–1,350,000"),
            ("about 100,000 people", "90,000–110,000"),
            ("four decades", "3.5–4.5"),
            ("almost four decades", "3.5–4"),
            ("2 percent", "1.5–2.5"),
            ("2.5 percent", "2.45–2.55"),
            ("12 villages", "12"),
            ("tens of thousands of people", "10,000–100,000"),
            ("44 to 50 metres", "43.5–50.5"),
            ("between 5 and 10 million people", "4,500,000–10,500,000"),
        ] {
            assert_eq!(read(text), admitted, "{text}");
        }
    }
}
