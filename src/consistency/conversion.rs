//! FL401: a value and its conversion in brackets that do not agree.

use super::{Inconsistency, View};
use crate::claim::allowed::{Allowed, allowed};
use crate::measure::interval::{Interval, grouped};
use crate::measure::unit::{Dimension, Unit, plural};
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use rust_decimal::Decimal;

/// "30-foot (9-metre)".
pub const CONVERSION: Rule = Rule {
    code: "FL401",
    name: "conversion",
    summary: "a value and its conversion do not agree",
    checks: "Where a quantity is followed in brackets by one of the same kind in another unit, the first is converted; both may be rounded by a full grain before they count as apart.",
    why: "Conversions are added in a hurry; a slipped point or the wrong unit makes a wall of 30 feet 48 kilometres tall.",
    example: "\"1,000 km (62 miles)\": 1,000 km are 621.4 miles.",
    silent: "One of the two is a range's end or part of a product (\"2 × 3 m (6 × 9 ft)\"), the units are the same, or two temperatures agree as a difference.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    let mentions = &view.part.reading.mentions;
    for (number, pair) in mentions.windows(2).enumerate() {
        let (first, second) = (&pair[0], &pair[1]);
        if !stands_in_brackets(view, first, second) || !convertible(first, second) {
            continue;
        }
        let (Some(written), Some(bracketed)) = (allowed(first, view.lexicon), allowed(second, view.lexicon)) else { continue };
        let Some(apart) = apart(first, second, &written, &bracketed) else { continue };
        found.push(Inconsistency { code: CONVERSION.code, part: view.number, mention: number + 1, related: vec![number], ..apart });
    }
}

/// True if the second mention alone stands in brackets right behind the first.
fn stands_in_brackets(view: &View<'_>, first: &Mention, second: &Mention) -> bool {
    let tokens = &view.part.reading.tokens;
    let is = |at: usize, mark: char| tokens.get(at).is_some_and(|t| t.is_mark(mark));
    let opened = first.sentence == second.sentence && second.tokens.start == first.tokens.end + 1 && is(first.tokens.end, '(');
    let product = |at: usize| tokens.get(at).is_some_and(|t| ["×", "x", "by", "-", "–", "/"].contains(&t.span().of(view.part.text)));
    let before = first.tokens.start.checked_sub(1).is_some_and(product);
    let closed = is(second.tokens.end, ')') || is(second.tokens.end, ';');
    opened && closed && !before && !product(second.tokens.end + 1)
}

fn convertible(first: &Mention, second: &Mention) -> bool {
    let (Some(a), Some(b)) = (&first.unit, &second.unit) else { return false };
    let quantities = first.kind == second.kind && matches!(first.kind, Kind::Quantity | Kind::Temperature);
    let plain = first.high.is_none() && second.high.is_none() && !first.vague && !second.vague;
    quantities && plain && a.name != b.name && a.measures_same(b) && a.dimension != Dimension::base("time").unwrap_or_default()
}

/// The finding, if no reading of the two fits: each may be off by a full grain.
fn apart(first: &Mention, second: &Mention, written: &Allowed, bracketed: &Allowed) -> Option<Inconsistency> {
    let (from, to) = (first.unit.as_ref()?, second.unit.as_ref()?);
    let value = first.value?.value;
    let converted = from.convert(value, to)?;
    // "10 °C (18 °F) warmer": a difference has no zero point
    let difference = value.checked_mul(from.factor)?.checked_div(to.factor)?;
    if first.kind == Kind::Temperature && Interval::around(difference, bracketed.grain).meets(&bracketed.supported) {
        return None;
    }
    let loose = written.supported.widened(written.grain).map(|v| from.convert(v, to))?;
    let slack = bracketed.grain.max(converted.abs() * Decimal::new(1, 2));
    if loose.meets(&bracketed.supported.widened(slack)) {
        return None;
    }
    // "2,700 hundredweights (100 pounds)" tells how much one is
    let one = from.convert(Decimal::ONE, to)?;
    let said = second.value?.value;
    if value >= Decimal::ONE_THOUSAND && said < one * Decimal::from(3) && one < said * Decimal::from(3) {
        return None;
    }
    let right = converted.round_sf(3).unwrap_or(converted);
    let words = |value: Decimal, unit: &Unit| format!("{} {}", grouped(value), if value == Decimal::ONE { unit.name.clone() } else { plural(&unit.name) });
    let is = if value == Decimal::ONE { "is" } else { "are" };
    Some(Inconsistency {
        code: CONVERSION.code,
        part: 0,
        mention: 0,
        related: Vec::new(),
        explanation: format!("{} {is} {}; the text says {}.", words(value, from), words(right, to), grouped(second.value?.value)),
        would_pass: words(right, to),
        suggestion: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn a_conversion_that_no_rounding_explains_is_named() {
        assert_eq!(explained("The canal is 1,000 km (62 miles) long."), ["FL401 1,000 kilometres are 621 miles; the text says 62. → 621 miles"]);
        assert_eq!(explained("A 30-foot (48-kilometre) wall stands there.").len(), 1);
        assert_eq!(explained("The highs are 27 °C (86 °F) there.").len(), 1);
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
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
