//! FL201–FL203: changes that do not agree with the values that they lead from and to.
//!
//! In: the changes of a sentence. Out: a percentage, points or a verb that the values rule out. What the checks
//! share stands here: the verb before the values, and whether one scale word is meant for both.

mod direction;
mod fall;
mod percent;
mod points;

pub use direction::DIRECTION;
pub use fall::FALL_OVER_ALL;
pub use percent::PERCENT_CHANGE;

use super::operand::Change;
use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::mention::draft::Kind;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(1) {
        let falls = range.clone().filter(|&i| is_percent(view, i)).filter_map(|i| fall::fall(view, i, range.clone()));
        found.extend(falls);
        if range.len() < 2 {
            continue;
        }
        if range.len() >= 3 {
            found.extend(range.clone().filter(|&i| is_percent(view, i)).filter_map(|i| points::compared(view, &range, i)));
        }
        for change in view.changes(range.clone()) {
            let stated = percent::percent_of(view, &change, &range);
            let finding = stated
                .and_then(|p| percent::percent(view, &change, p))
                .or_else(|| stated.and_then(|p| points::told_as_percent(view, &change, p)))
                .or_else(|| points::points(view, &change, &range))
                .or_else(|| direction::direction(view, &change, stated));
            found.extend(finding);
        }
    }
}

fn is_percent(view: &View<'_>, mention: usize) -> bool {
    let mention = &view.mentions()[mention];
    mention.kind == Kind::Percent && mention.high.is_none() && mention.unit.as_ref().is_some_and(|u| u.tag == "percent")
}

/// How far before the first value the verb may stand.
const VERB: usize = 8;

/// The word of change right before the values, with its place.
fn verb(view: &View<'_>, before: usize, first: usize) -> Option<(i64, usize)> {
    for at in (first..before).rev().take(VERB) {
        // "sales were off 3 percent"
        let off = || view.says(at, words!["off"]) && view.mention_at(at + 1).is_some();
        if let Some(direction) = view.direction(at).or_else(|| off().then_some(-1)) {
            // "up to 40" bounds, a "first down" is a play
            let bounds = view.says(at, words!["up"]) && view.says(at + 1, words!["to"]);
            let noun = at > first && view.classes(at - 1).contains(Class::ORDINAL);
            return (!bounds && !noun).then_some((direction, at));
        }
        if view.mark(at, ';') || view.mark(at, ':') || view.mark(at, ')') || view.says(at, words!["and", "but", "while", "which", "as"]) {
            return None;
        }
    }
    None
}

fn is_denied(view: &View<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|i| view.classes(i).contains(Class::NEGATION))
}

/// A number below this may leave its scale to the other: "to 3,061.8 billion from 3,304.1".
const MOST_BARE: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// "from 2.8 to 1.4 million", "to 4.80 from 3.50 billion": if the scale is meant for both, what the change is.
fn in_one_scale(view: &View<'_>, change: &Change) -> Option<Decimal> {
    let (from, to) = view.end_figures(change)?;
    let bare = |v: Decimal| v < MOST_BARE;
    let shared = from.scaled && bare(to.value) || to.scaled && bare(from.value);
    digits(to.value).checked_div(digits(from.value)).filter(|_| shared && from.scaled != to.scaled)
}

/// What stands before the scale word.
fn digits(mut value: Decimal) -> Decimal {
    while value >= Decimal::ONE_THOUSAND {
        value /= Decimal::ONE_THOUSAND;
    }
    value
}

fn moved(sign: i64) -> &'static str {
    if sign > 0 { "a rise" } else { "a fall" }
}

/// The interval without its sign.
fn size(interval: &Interval) -> Interval {
    let end = |v: Option<Decimal>| v.unwrap_or_default().abs();
    Interval::between(end(interval.low), end(interval.high))
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    fn codes(text: &str) -> Vec<String> {
        explained(text).iter().map(|e| e[..5].to_owned()).collect()
    }

    #[test]
    fn a_percentage_that_the_values_do_not_give_is_named() {
        assert_eq!(
            explained("Output rose 49 percent to 1,051 tonnes from 1,002 tonnes."),
            ["FL201 From 1,002 tonnes to 1,051 tonnes is a rise of 4.89 percent; the text says 49 percent. → 4.89 percent"]
        );
        for text in [
            "Sales grew from $220 million in 2006 to $250 million in 2010, a jump of 31.4 percent.",
            "The load factor rose three points to 51.9 percent from 49.9 percent.",
            "The rate rose 3 percent to 8 percent from 5 percent.",
            "Deaths fell from 125 to 55 per 1,000 live births (down 64%) there.",
            "Deaths fell from 125 to 55 deaths (down 64%) there.",
            "Some 30% want it, with those against it 20% higher at 50%.",
            "The town had 11,400 people in 2013, up from 3,800 in 1960, a rise of 33 percent.",
        ] {
            assert_eq!(codes(text), ["FL201"], "{text}");
        }
    }

    #[test]
    fn a_verb_against_its_numbers_is_named() {
        for text in [
            "Profit fell to 17.1 million euros from 11.5 million euros.",
            "Profit rose to 592.9 million francs from 666.6 million in 1985, and the firm plans a dividend of 30 francs against 29.",
            "Grain rose from $360 to $215 a tonne.",
            "The herd had been increased from 9,000 to less than 1,000, and then further cut to 700.",
            "The bank is cutting its rate to 11-1/2 percent from 11 percent.",
            "The fee was raised to 1.55 dollars from 1.65 dollars.",
        ] {
            assert_eq!(codes(text), ["FL202"], "{text}");
        }
    }

    #[test]
    fn a_fall_by_more_than_all_is_named() {
        for text in [
            "Exports fell 704 percent in May.",
            "The makers saw a 148 percent decline.",
            "It led the drop with a 148 percent decline.",
            "Levels will be down by about 300 per cent, and one concern more is that of cash flow.",
            "Prices dropped by 430% there.",
        ] {
            assert_eq!(codes(text), ["FL203"], "{text}");
        }
    }

    #[test]
    fn changes_that_some_reading_allows_are_left_alone() {
        for text in [
            "Output rose 5 percent to 1,051 tonnes from 1,000 tonnes.",
            "Sales rose about a third, from 3 million to 4 million.",
            "It climbed from 12 to 5 in the rankings.",
            "It did not fall from 5 to 7.",
            "Numbers fell from 2.8 to 1.4 million.",
            "Net profit fell 180 percent.",
            "Some 30% want it, with those against it 20% higher at 36%.",
            "Traffic rose 300 percent.",
            "The stake rose to 40 percent of the total from 35 percent.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
