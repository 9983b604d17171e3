//! Numbers against rows: FL100, and lengths of time: FL120.
//!
//! In: what a number admits and a row's own interval. Out: whether they agree, are
//! close, or are apart; both stand in the row's unit, so the arithmetic can be shown.

use super::Evidence;
use crate::claim::allowed::Allowed;
use crate::link::Age;
use crate::measure::figure::Figure;
use crate::measure::interval::Interval;
use crate::measure::unit::{Dimension, UnitRef};
use crate::reference::{Fact, FactValue, Property, Temporal, ValueKind};
use crate::rule::Rule;
use chrono::Datelike;
use rust_decimal::Decimal;

/// A number against the reference.
pub const VALUE: Rule = Rule {
    code: "FL100",
    name: "value",
    summary: "a number does not agree with the reference",
    checks: "The number's words admit an interval of true values: its hedge (\"about\", \"more than\"), its unit and the way it is rounded decide how wide it is; a fraction of a whole (\"a third of the land\") is a share. The row of the reference for the same subject, property, object and time must lie in it. Where a slip of the pen leads from the row to the number (digits in another order, a nought too many, miles for kilometres), that is said, and less sure a link will do.",
    why: "A wrong figure is the most common error of fact in print, and a right figure about the wrong place or year the one that is missed most often.",
    example: "\"They share a 1,000-mile border\" where the reference has 996 km: 1,000 miles are 1,609 km.",
    silent: "No subject or property can be told, the link is not sure enough, the sentence denies or foresees the number, words single out a part of what the row is of (\"food inflation\", \"the north of Chad\") and the number has not three of the row's digits in another order, or the value lies within one grain of the row (then it is `close`).",
};

/// A length of time against the reference.
pub const DURATION: Rule = Rule {
    code: "FL120",
    name: "duration",
    summary: "a length of time does not agree with the reference",
    checks: "As for numbers: \"almost four decades\" admits 35 to 40 years, and a row must lie in it.",
    why: "Durations are copied from older stories and not counted again.",
    example: "\"almost six decades of conflict\" where the reference counts 35 to 40 years.",
    silent: "The reference has no duration for the subject, or only another event's is near.",
};

/// How a row stands to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// It cannot be told: the row is a bound, and the claim lies far beyond it.
    Open,
    /// Apart.
    Off,
    /// Within one grain.
    Close,
    /// The row lies in what the words admit.
    Agrees,
}

/// A row beyond so many times a bound is not what the bound is of.
const UNDERSTATED: Decimal = Decimal::from_parts(10, 0, 0, false, 0);
/// One end of a range is missed if it is off by more than this share of the row's.
const END: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// How many rows back a claim may lie between two of them.
const YEARS_BACK: usize = 3;
/// A row that is only a lower bound says nothing of values beyond so many times it.
const BOUND_REACH: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// Values that differ by more than this factor are hardly of the same thing …
const OTHER_SIZE: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
/// … and an area that is smaller by this is of a part …
const PART_OF_AREA: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// … unless they differ by zeros or a scale word (million for billion), give or take this share …
const SCALE_SLIP: Decimal = Decimal::from_parts(10, 0, 0, false, 2);
/// … or, of numbers too small for many zeros, exactly: 227 islands are no slip for two million people.
const ZEROS: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);

/// Inflation over a year and at its end may differ by half; by more than this share of a row two ways of measuring do not.
const FAR: Decimal = Decimal::from_parts(75, 0, 0, false, 2);

/// Half of a row's last digit, short of the end: 4.6 may be 4.551, but 4.55 itself would be anybody's.
const HALF: Decimal = Decimal::from_parts(49, 0, 0, false, 2);

/// What is a short ton in America and a metric one elsewhere, whatever is spoken of.
const TON: &str = "ton";
/// The unit of an index, which some give of 1 and some of 100.
const INDEX: &str = "index";
/// Short tons in a metric one.
const TONNE: Decimal = Decimal::from_parts(110_231_131, 0, 0, false, 8);

/// What a number admits, in a row's unit: of "tons" what either sort of them does. None if the units do not convert.
pub fn in_unit_of(allowed: &Allowed, unit: Option<&UnitRef>, fact: &Fact) -> Option<Allowed> {
    let (Some(from), Some(to)) = (unit, &fact.unit) else { return in_scale_of(allowed, fact) };
    // a table of yearly growth does not say "a year" again
    if to.tag == "percent" && from.name.strip_suffix(" per year") == Some(&to.name) {
        return Some(*allowed);
    }
    if from.tag.is_empty() && to.tag == to.name && !to.measures_same(from) {
        return None;
    }
    let convert = |v: Decimal| from.convert(v, to);
    let grain = convert(allowed.grain).unwrap_or(allowed.grain).abs();
    let either = |within: &Interval| {
        let converted = within.map(convert)?;
        let metric = converted.map(|v| v.checked_mul(TONNE)).filter(|_| from.name == TON && to.name != TON);
        Some(metric.map_or(converted, |metric| converted.hull(&metric)))
    };
    Some(Allowed { supported: either(&allowed.supported)?, close: either(&allowed.close)?, grain, exact: allowed.exact })
}

/// What a number without a unit admits of a row: of an index between 0 and 1 what it is of 100, if the row's goes to 100.
fn in_scale_of(allowed: &Allowed, fact: &Fact) -> Option<Allowed> {
    let FactValue::Number { range, .. } = fact.value else { return Some(*allowed) };
    let index = fact.unit.as_ref().is_some_and(|unit| unit.name == INDEX);
    let small = allowed.supported.high.is_some_and(|high| high <= Decimal::ONE) && allowed.supported.low.is_some_and(|low| low > Decimal::ZERO);
    let large = range.representative().is_some_and(|row| row > Decimal::ONE);
    if index && small && large { allowed.times(Decimal::ONE_HUNDRED) } else { Some(*allowed) }
}

/// How a row stands to what a number admits; `allowed` is in the row's unit. Within `slack`, a share of the
/// row's value, it is close, however sharp both are.
pub fn compare(allowed: &Allowed, fact: &Fact, slack: Decimal) -> Agreement {
    let FactValue::Number { range, step } = fact.value else { return Agreement::Open };
    let own = unsigned(own_interval(range, step, fact.tolerance), allowed);
    if let Some(outcome) = one_sided(&own, allowed) {
        return outcome;
    }
    if own.meets(&allowed.supported) {
        return Agreement::Agrees;
    }
    if allowed.exact {
        return if is_of_another_size(&own, allowed, fact) { Agreement::Open } else { Agreement::Off };
    }
    let size = own.representative().unwrap_or_default().abs();
    let row_grain = Figure { value: size, step, scaled: false }.grain();
    let slack = row_grain.max(size * slack);
    // a grain from the written value's own interval, or the row's slack from it
    let close = allowed.close.hull(&allowed.supported.widened(slack));
    match () {
        () if own.meets(&close) && !is_far_understated(&own, allowed) => Agreement::Close,
        () if is_of_another_size(&own, allowed, fact) || own.meets(&close) => Agreement::Open,
        () => Agreement::Off,
    }
}

/// True if the words give both ends of a range, and so does the row, and only one of them is the row's: "between 90,000 and 266,000" of
/// 90,000 to 166,000.
pub fn misses_one_end(allowed: &Allowed, fact: &Fact) -> bool {
    let FactValue::Number { range: Interval { low: Some(low), high: Some(high), .. }, .. } = fact.value else { return false };
    let (Some(from), Some(to)) = (allowed.supported.low, allowed.supported.high) else { return false };
    let far = |said: Decimal, own: Decimal| (said - own).abs() > own.abs() * END;
    let near = |said: Decimal, own: Decimal| (said - own).abs() <= allowed.grain * HALF;
    low < high && (near(from, low) && far(to, high) || near(to, high) && far(from, low))
}

/// True if what the words admit lies between two rows in a row of the years before: it was so at some time between them.
/// Where nobody says of when the claim is, any time will do.
pub fn is_between(admitted: Option<&Allowed>, earlier: &[Evidence], undated: bool) -> bool {
    let value = |fact: &Fact| match fact.value {
        FactValue::Number { range, .. } => range.representative(),
        _ => None,
    };
    let Some(claimed) = admitted.and_then(|a| a.supported.representative()) else { return false };
    earlier.windows(2).take(if undated { usize::MAX } else { YEARS_BACK }).any(|pair| {
        let ends = value(&pair[0].fact).zip(value(&pair[1].fact));
        ends.is_some_and(|(a, b)| a.min(b) <= claimed && claimed <= a.max(b)) && pair[0].fact.property == pair[1].fact.property
    })
}

/// True if what the words admit differs from every row by a good part of it: no other way of measuring explains that.
pub fn is_far(admitted: Option<&Allowed>, rows: &[Evidence]) -> bool {
    differs(admitted, rows, FAR)
}

/// True if what the words admit differs from every row by more than this share of it.
pub fn differs(admitted: Option<&Allowed>, rows: &[Evidence], share: Decimal) -> bool {
    let value = |row: &Evidence| match row.fact.value {
        FactValue::Number { range, .. } => range.representative(),
        _ => None,
    };
    let claimed = admitted.and_then(|a| a.supported.representative());
    claimed.is_some_and(|claimed| rows.iter().filter_map(value).all(|row| (row - claimed).abs() > row.abs() * share))
}

/// True for a row that is only a bound: much agrees with it.
pub fn is_bound(fact: &Fact) -> bool {
    matches!(fact.value, FactValue::Number { range, .. } if range.low.is_none() || range.high.is_none())
}

/// True if rows of one time differ, and what the words admit lies between them: who is right cannot be told.
pub fn is_among(admitted: Option<&Allowed>, rows: &[Evidence]) -> bool {
    let values = || {
        rows.iter().filter_map(|row| match row.fact.value {
            FactValue::Number { range, .. } => range.representative(),
            _ => None,
        })
    };
    let claimed = admitted.and_then(|a| a.supported.representative());
    claimed.is_some_and(|claimed| values().any(|v| v < claimed) && values().any(|v| v > claimed))
}

/// True if a bound says so little of the row that something else is meant: "over 28,000 people" is nobody's 94 million.
fn is_far_understated(own: &Interval, allowed: &Allowed) -> bool {
    let size = |interval: &Interval| interval.representative().unwrap_or_default().abs();
    let open = allowed.close.low.is_none() || allowed.close.high.is_none();
    let (row, claim) = (size(own), size(&allowed.supported));
    open && row.max(claim).checked_div(row.min(claim)).is_none_or(|ratio| ratio > UNDERSTATED)
}

/// True if row and claim are so far apart that one of them is of something else.
fn is_of_another_size(own: &Interval, allowed: &Allowed, fact: &Fact) -> bool {
    let size = |interval: &Interval| interval.representative().unwrap_or_default().abs();
    let (row, claim) = (size(own), size(&allowed.supported));
    let Some(ratio) = row.max(claim).checked_div(row.min(claim)) else { return false };
    // a part of an area is an area too
    let area = fact.unit.as_ref().is_some_and(|unit| Dimension::parse("length^2") == Some(unit.dimension));
    let (other, least) = if area && claim < row { (PART_OF_AREA, 1) } else { (OTHER_SIZE, 2) };
    let roughly = claim >= ZEROS || allowed.close.low.is_none() || allowed.close.high.is_none();
    let slip = (least..=9).any(|zeros| {
        let scale = Decimal::from(10_i64.pow(zeros));
        let scaled = |v: Decimal| if claim < row { v.checked_mul(scale) } else { v.checked_div(scale) };
        if roughly { (ratio - scale).abs() <= scale * SCALE_SLIP } else { allowed.close.map(scaled).is_some_and(|i| i.meets(own)) }
    });
    ratio > other && !slip
}

/// The row's interval: half a step around a value, or the source's own tolerance.
pub(super) fn own_interval(range: Interval, step: Decimal, tolerance: Option<Decimal>) -> Interval {
    match tolerance {
        Some(tolerance) => range.widened(tolerance),
        None if step < Decimal::ONE => range.widened(step * HALF),
        None => range,
    }
}

/// A row below zero is mostly said without its sign: a deficit of 13 billion, 28 metres below the sea.
fn unsigned(own: Interval, allowed: &Allowed) -> Interval {
    let below = own.high.is_some_and(|high| high < Decimal::ZERO);
    let said_above = allowed.supported.low.or(allowed.supported.high).is_some_and(|v| v >= Decimal::ZERO);
    let turned = own.map(|v| Some(-v)).filter(|_| below && said_above);
    turned.unwrap_or(own)
}

/// A row that is only a bound: claims on its side and near it agree, far beyond it nothing can be told.
fn one_sided(own: &Interval, allowed: &Allowed) -> Option<Agreement> {
    let (bound, lower) = match (own.low, own.high) {
        (Some(low), None) => (low, true),
        (None, Some(high)) => (high, false),
        _ => return None,
    };
    if !own.meets(&allowed.supported) {
        return Some(if own.meets(&allowed.close) { Agreement::Close } else { Agreement::Off });
    }
    let near = Interval::between(bound, if lower { bound * BOUND_REACH } else { bound / BOUND_REACH });
    Some(if near.meets(&allowed.supported) { Agreement::Agrees } else { Agreement::Open })
}

/// How much a series may have moved between its row and the claim, as a share of the value; `a_year` is what a
/// series of counts or money is taken to move, when it does not say itself.
pub fn drift(property: &Property, age: Age, deciding: &[Fact], earlier: &[Fact], a_year: Decimal) -> Decimal {
    if property.temporal != Temporal::Series {
        return Decimal::ZERO;
    }
    let years = match age {
        Age::Older(years) | Age::Younger(years) => years,
        Age::Current | Age::Latest => 0,
    };
    // a row dated 2010/2014 may be four years off
    let inside = deciding.first().and_then(|f| f.as_of).and_then(|w| Some(i64::from(w.to?.year() - w.from?.year()))).unwrap_or(0);
    let years = Decimal::from((years + inside).max(0));
    let least = if matches!(property.kind, ValueKind::Count | ValueKind::Money) { a_year } else { Decimal::ZERO };
    years * own_drift(deciding, earlier).unwrap_or(least).max(least)
}

/// The mean yearly movement of the series over its last ten years.
fn own_drift(deciding: &[Fact], earlier: &[Fact]) -> Option<Decimal> {
    let value = |f: &Fact| match f.value {
        FactValue::Number { range, .. } => range.representative(),
        _ => None,
    };
    let (last, first) = (deciding.last()?, earlier.iter().take(10).next_back()?);
    let days = last.as_of?.midpoint()?.signed_duration_since(first.as_of?.midpoint()?).num_days();
    let (a, b) = (value(first)?, value(last)?);
    let years = Decimal::from((days / 365).max(1));
    ((b - a).abs().checked_div(b.abs().max(Decimal::ONE))?).checked_div(years)
}
