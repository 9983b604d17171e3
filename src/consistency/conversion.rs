//! FL401: a value and its conversion in brackets that do not agree.

use super::{Inconsistency, View};
use crate::measure::figure::Figure;
use crate::measure::interval::{Interval, grouped};
use crate::measure::unit::{Dimension, Unit, plural};
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "30-foot (9-metre)".
pub const CONVERSION: Rule = Rule {
    code: "FL401",
    name: "conversion",
    summary: "a value and its conversion do not agree",
    checks: "Where a quantity is followed, in brackets, between dashes or behind \", or\", \"i.e.\", \"equivalent to\" or \"=\", by one of the same kind in another unit, the first is converted, of a range both ends; each may be rounded by half a grain, by a whole one if it is hedged, before they count as apart.",
    why: "Conversions are added in a hurry; a slipped point or the wrong unit makes a wall of 30 feet 48 kilometres tall.",
    example: "\"1,000 km (62 miles)\": 1,000 km are 621.4 miles.",
    silent: "One of the two is part of a product (\"2 × 3 m (6 × 9 ft)\"), the units are the same, one is a height and the other a width, or two temperatures agree as a difference.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    let mentions = view.mentions();
    for number in 1..mentions.len() {
        let (first, second) = (&mentions[number - 1], &mentions[number]);
        if convertible(first, second) && first.sentence == second.sentence && is_aside(view, number - 1, number) {
            found.extend(finding(view, number - 1, number));
        }
    }
}

fn convertible(first: &Mention, second: &Mention) -> bool {
    let (Some(a), Some(b)) = (&first.unit, &second.unit) else { return false };
    let quantities = first.kind == second.kind && matches!(first.kind, Kind::Quantity | Kind::Temperature);
    let plain = (first.high.is_some() || second.high.is_none()) && !first.vague && !second.vague;
    quantities && plain && a.name != b.name && a.measures_same(b) && a.dimension != Dimension::base("time").unwrap_or_default()
}

/// Tokens between a quantity and what says it again: "30 feet (that is, 9 metres)".
const APART: usize = 5;

/// True if the second quantity says the first again: alone in brackets or between dashes, or behind ", or", "i.e.", "=".
fn is_aside(view: &View<'_>, one: usize, other: usize) -> bool {
    let mentions = view.mentions();
    let between = view.between(one, other);
    let end = mentions[other].tokens.end;
    if between.is_empty() || between.len() > APART {
        return false;
    }
    let closing = (end..end + 3).find(|&i| !is_measured(view, i)).unwrap_or(end);
    let again = is_bracketed(view, &between, closing) || is_said_again(view, &between, end) || is_dashed(view, &between, closing);
    again && is_of_one_extent(view, &between, end..closing) && !is_product(view, mentions[one].tokens.start, end)
}

/// "a 1,450-mile-long (2,330 km) river", "30 feet tall (9 m)".
fn is_measured(view: &View<'_>, at: usize) -> bool {
    view.mark(at, '-') || view.says(at, words!["away", "square"]) || view.says(at, EXTENTS)
}

const EXTENTS: &[u64] = words!["long", "wide", "tall", "high", "deep", "thick", "across"];

/// "30 feet high (9 metres long)" tells two things.
fn is_of_one_extent(view: &View<'_>, before: &Range<usize>, behind: Range<usize>) -> bool {
    let extent = |place: Range<usize>| place.into_iter().find(|&i| view.says(i, EXTENTS)).map(|i| view.part.reading.tokens[i].hash);
    extent(before.clone()).zip(extent(behind)).is_none_or(|(one, other)| one == other)
}

/// "(9 m)", "[9 m]", "(that is, 9 m)".
fn is_bracketed(view: &View<'_>, between: &Range<usize>, closing: usize) -> bool {
    let Some(open) = between.clone().find(|&i| view.mark(i, '(') || view.mark(i, '[')) else { return false };
    let closed = [')', ']', ';'].iter().any(|&mark| view.mark(closing, mark));
    closed && (between.start..open).all(|i| is_measured(view, i)) && (open + 1..between.end).all(|i| leads(view, i))
}

/// Words that lead what is said again: "that is,", "i.e.", "equivalent to".
fn leads(view: &View<'_>, at: usize) -> bool {
    view.mark(at, ',') || view.says(at, words!["or", "that", "is", "ie", "equal", "equivalent", "to", "equals"])
}

/// ", or 9 m,", ", i.e. 9 m", ", equivalent to 9 m", "= 9 m".
fn is_said_again(view: &View<'_>, between: &Range<usize>, end: usize) -> bool {
    let stop = ['.', ',', ')', ';'].iter().any(|&mark| view.mark(end, mark));
    let told = between
        .clone()
        .any(|i| view.says(i, words!["or", "ie", "equivalent", "equal", "equals"]) || view.says(i, words!["that"]) && view.says(i + 1, words!["is"]));
    let comma = between.len() > 1 && view.mark(between.start, ',') && told && (between.start + 1..between.end).all(|i| leads(view, i));
    stop && (comma || between.len() == 1 && view.mark(between.start, '='))
}

/// "30 feet — 9 metres — tall": two dashes that stand free.
fn is_dashed(view: &View<'_>, between: &Range<usize>, closing: usize) -> bool {
    let free = |at: usize| view.mark(at, '—') || view.part.reading.tokens.get(at).is_some_and(|t| t.is_dash() && !t.is_glued());
    between.len() == 1 && free(between.start) && free(closing)
}

/// "2 × 3 m (6 × 9 ft)", "2-3 m": the quantity is not told alone.
fn is_product(view: &View<'_>, start: usize, end: usize) -> bool {
    let sign = |at: usize| ["×", "x", "by", "-", "–", "/"].contains(&view.word(at));
    // a dash between spaces is no hyphen
    let before = start.checked_sub(1).filter(|&at| sign(at));
    before.is_some_and(|at| view.part.reading.tokens[start].is_glued() || at > 0 && view.mention_at(at - 1).is_some()) || sign(end + 1)
}

/// The finding, if no reading of the two fits.
fn finding(view: &View<'_>, one: usize, other: usize) -> Option<Inconsistency> {
    let (first, second) = (&view.mentions()[one], &view.mentions()[other]);
    let (from, to) = (first.unit.as_ref()?, second.unit.as_ref()?);
    let manner = |i: usize| match () {
        () if !view.text(i).contains(|c: char| c.is_ascii_digit()) => Manner::InWords,
        () if view.mentions()[i].hedge.is_some() => Manner::Hedged,
        () => Manner::Plain,
    };
    let pair = |a: Figure, b: Figure| Pair { from: a, to: b, manners: [manner(one), manner(other)] };
    let low = pair(first.value?, second.value?);
    let high = first.high.map(|a| pair(a, second.high.unwrap_or(low.to)));
    let apart = |pair: &Pair| pair.is_apart(from, to, first.kind);
    // "from zero to 60 mph (97 km/h)" converts one end, and a bound is converted like any other value
    let wrong = match high {
        Some(high) if second.high.is_none() => Some(high).filter(|high| apart(high) && apart(&low))?,
        high => [Some(low), high].into_iter().flatten().find(apart)?,
    };
    let (value, said) = (wrong.from.value, wrong.to.value);
    // "2,700 hundredweights (100 pounds)" tells how much one is
    let single = from.convert(Decimal::ONE, to)?;
    let alike = said < single * Decimal::from(3) && single < said * Decimal::from(3);
    if wrong.to.significant_digits() <= 2 && value >= Decimal::ONE_THOUSAND && alike {
        return None;
    }
    let right = from.convert(value, to)?;
    let right = right.round_sf(3).unwrap_or(right);
    let words = |value: Decimal, unit: &Unit| format!("{} {}", grouped(value), if value == Decimal::ONE { unit.name.clone() } else { plural(&unit.name) });
    let is = if value == Decimal::ONE { "is" } else { "are" };
    Some(Inconsistency {
        mention: other,
        related: vec![one],
        explanation: format!("{} {is} {}; the text says {}.", words(value, from), words(right, to), grouped(said)),
        would_pass: words(right, to),
        ..view.slip(CONVERSION.code)
    })
}

/// Two figures that are said to be one.
struct Pair {
    from: Figure,
    to: Figure,
    manners: [Manner; 2],
}

/// How a figure is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Plain,
    Hedged,
    InWords,
}

impl Pair {
    /// True if neither can be the other converted, each as round as it is written and one of
    /// them rounded once more.
    fn is_apart(&self, from: &Unit, to: &Unit, kind: Kind) -> bool {
        let Some(converted) = from.convert(self.from.value, to) else { return false };
        let bracketed = Interval::around(self.to.value, slack(self.to, self.manners[1]).max(converted.abs() * CARE));
        // "10 °C (18 °F) warmer": a difference has no zero point
        let difference = self.from.value.checked_mul(from.factor).and_then(|v| v.checked_div(to.factor));
        if kind == Kind::Temperature && difference.is_some_and(|d| bracketed.contains(d)) {
            return false;
        }
        let loose = Interval::around(self.from.value, slack(self.from, self.manners[0])).map(|v| from.convert(v, to));
        loose.is_some_and(|loose| !loose.meets(&bracketed))
    }
}

/// How far from the value a careful writer may still convert: a hundredth.
const CARE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// How far a converted figure may be from the written one: half a grain, a whole one if it is
/// hedged; "half a metre" a fifth.
fn slack(figure: Figure, manner: Manner) -> Decimal {
    match manner {
        Manner::Plain => figure.grain() / Decimal::TWO,
        Manner::Hedged => figure.grain(),
        Manner::InWords => figure.grain().max(figure.value.abs() / Decimal::from(5)),
    }
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn a_conversion_that_no_rounding_explains_is_named() {
        assert_eq!(explained("The canal is 1,000 km (62 miles) long."), ["FL401 1,000 kilometres are 621 miles; the text says 62. → 621 miles"]);
        for text in [
            "A 30-foot (48-kilometre) wall stands there.",
            "The highs are 27 °C (86 °F) there.",
            "It is 70 kilometres (34 miles) to the coast.",
            "The 1,300-mile-long (2,090 m) river rises there.",
            "The plants are 40–120 cm (16–47 ft) tall.",
            "The lake holds 410 km3 (89 cu mi) of water.",
            "Dishes of more than 3 metres (100 ft) were needed.",
            "The farm has 40 hectares, or 9.9 acres.",
            "It goes from zero to 60 mph (970 km/h) in four seconds.",
            "The gate is 12 feet [37 metres] high.",
            "The gate is 12 feet (that is, 37 metres) high.",
            "The gate is 12 feet, i.e. 37 metres, high.",
            "The load was 12 tonnes, equivalent to 2,600 pounds.",
            "The gate, at 12 feet — 37 metres — the highest here, is shut.",
            "As a rule, 12 feet = 37 metres.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn rounded_conversions_products_and_ranges_are_left_alone() {
        for text in [
            "It is 120 miles (200 km) away.",
            "It is 30 feet (9 m) tall.",
            "A sheet of 2 x 3 m (6 x 9 ft) lay there.",
            "It covers 50 hectares (124 acres).",
            "The highs are 27 °C (81 °F) there.",
            "It is 10 °C (18 °F) warmer there.",
            "It lies 20 to 30 km (12 to 19 miles) off.",
            "The hole was half a metre (1.5 feet) deep.",
            "It goes from zero to 60 mph (97 km/h) in four seconds.",
            "They sold 2,700 hundredweights (100 pounds) of it.",
            "The gate is 12 feet [3.7 metres] high.",
            "The gate is 12 feet, i.e. 3.7 metres, high.",
            "The gate is 12 feet high (48 metres wide).",
            "It burned 12 tonnes of peat, equivalent to 7,000 pounds of coal.",
            "The gate, 12 feet — 37 metres from the wall — is shut.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
