//! FL202: a verb of change against the values that it stands before.

use super::{in_one_scale, is_denied, moved, verb};
use crate::consistency::operand::Change;
use crate::consistency::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::rule::{Rule, Severity};
use crate::text::token::{TokenKind, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// "fell to 6 from 5".
pub const DIRECTION: Rule = Rule {
    code: "FL202",
    name: "direction",
    summary: "the verb says up, the numbers say down",
    checks: "Where a verb of change stands before the values that it leads from and to, the values must differ in its direction.",
    why: "Values swapped, or the wrong verb: readers are told the opposite of what happened.",
    example: "\"profit fell to 17.1 million from 11.5 million\": it rose.",
    silent: "The values are places in an order, the sentence denies the change, or rounding allows both directions.",
};

/// Words behind which smaller is better, and a rise is told from a larger number to a smaller one.
fn is_ranking(view: &View<'_>, sentence: Range<usize>) -> bool {
    sentence.into_iter().any(|i| {
        view.says(
            i,
            words!["rank", "ranked", "ranking", "rankings", "place", "places", "spot", "spots", "seed", "chart", "charts", "position", "positions", "no"],
        )
    })
}

/// A rate of exchange falls while the currency rises, and what is revised need not have changed.
fn is_quoted(view: &View<'_>, clause: Range<usize>) -> bool {
    let currency = words!["dollar", "u.s.", "yen", "mark", "pound", "sterling", "currency", "franc", "euro", "counterpart"];
    let valued = |i: usize| view.mention_at(i).is_some() || view.part.reading.tokens[i].kind == TokenKind::Digits;
    let to = |i: usize| view.says(i, words!["to", "per"]) && i > 0 && valued(i - 1) && view.mention_at(i + 1).is_none();
    let rate = |i: usize| to(i) && (view.says(i + 1, currency) || view.says(i + 1, words!["the", "its"]) && view.says(i + 2, currency));
    let exchange = |i: usize| view.says(i, words!["exchange"]) && view.says(i + 1, words!["rate", "rates"]);
    let other = words!["against", "revised", "revise", "revising", "yen", "yield", "yields", "split", "frequency", "every"];
    clause.into_iter().any(|i| rate(i) || exchange(i) || view.says(i, other))
}

/// "The naira slid from 359 to 1,479": so many more of them are paid for something else.
fn is_of_currency(view: &View<'_>, verb: usize) -> bool {
    let money = |i: usize| view.lexicon.units.unit_at(view.part.text, &view.part.reading.tokens, i).is_some_and(|found| found.unit.is_money());
    (1..3).filter_map(|back| verb.checked_sub(back)).any(|i| view.is_word(i) && view.mention_at(i).is_none() && money(i))
}

/// The clause of a change: from the conjunction before its verb to the one behind its values.
fn clause(view: &View<'_>, at: usize, change: &Change) -> Range<usize> {
    let sentence = view.around(change.to);
    let ends = |i: &usize| view.mark(*i, ';') || view.says(*i, words!["while", "but", "whereas", "although"]);
    let start = (sentence.start..at).rev().find(ends).map_or(sentence.start, |i| i + 1);
    // ", and the company plans": another subject
    let goes_on = |i: &usize| ends(i) || view.mark(*i, ',') && view.says(*i + 1, words!["and"]) && !view.says(*i + 2, words!["to", "from", "was"]);
    start..(change.tokens.end..sentence.end).find(goes_on).unwrap_or(sentence.end)
}

/// "down from 2.4 to 2.7 million": what it came down from is a range. "Merit raises to 5 percent" are none.
fn is_adverb(view: &View<'_>, change: &Change, at: usize) -> bool {
    let moved = at > 0 && view.classes(at - 1).contains(Class::CHANGE);
    let range = change.from <= change.to && view.says(at, words!["up", "down", "higher", "lower"]) && !moved;
    let noun = view.says(at, words!["raise", "raises", "contract", "contracts"]);
    // "exempt from the capital gains tax"
    let compound = view.word(at).ends_with('s') && view.is_word(at + 1) && !view.classes(at + 1).intersects(Class::FUNCTION) && at + 1 < change.tokens.start;
    let state = (at + 1..change.tokens.start).any(|i| view.says(i, words!["be", "is", "are", "was", "were", "will"]));
    range || noun || compound || state
}

pub(super) fn direction(view: &View<'_>, change: &Change, percent: Option<usize>) -> Option<Inconsistency> {
    let sentence = view.around(change.to);
    // "rose 5 percent to 300": the verb stands before the percentage
    let start = percent.map(|p| view.mentions()[p].tokens.start).filter(|&p| p < change.tokens.start).unwrap_or(change.tokens.start);
    let (said, at) = verb(view, start, sentence.start).filter(|_| change.said)?;
    let adjacent = start - at <= 4 && (at + 1..start).all(|i| view.is_word(i) && view.direction(i).is_none());
    let ends = in_fractions(view, change).or_else(|| view.ends(change)).or_else(|| view.ends_as_meant(change));
    let (from, to) = ends.filter(|_| adjacent)?;
    let is = sign(&from, &to).filter(|is| *is != said)?;
    let clear = !is_ranking(view, sentence)
        && !is_denied(view, at.saturating_sub(4)..start)
        && !is_quoted(view, clause(view, at, change))
        && !is_of_currency(view, at)
        && !is_adverb(view, change, at);
    if in_one_scale(view, change).is_some_and(|ratio| (ratio > Decimal::ONE) == (said > 0)) {
        return None;
    }
    clear.then(|| Inconsistency {
        mention: change.to,
        related: if change.from == change.to { Vec::new() } else { vec![change.from] },
        explanation: format!(
            "From {} to {} is {}; the text says \u{201c}{}\u{201d}.",
            view.end_texts(change).0,
            view.end_texts(change).1,
            moved(is),
            view.word(at)
        ),
        would_pass: format!("a verb for {}, or the two values the other way round", moved(is)),
        severity: Severity::Conclusion,
        ..view.slip(DIRECTION.code)
    })
}

/// "to 11-1/2 percent from 11": where one end is told in halves or eighths, neither is rounded to the whole.
fn in_fractions(view: &View<'_>, change: &Change) -> Option<(Interval, Interval)> {
    let fraction = |i: usize| view.text(i).contains('/') && view.text(i).starts_with(|c: char| c.is_ascii_digit());
    let (from, to) = view.end_figures(change)?;
    let aligned = || view.aligned(change.from, change.to).is_some();
    let told = change.from != change.to && (fraction(change.from) || fraction(change.to));
    let same = |i: usize| view.mentions()[i].unit.as_ref().map(|u| u.name.clone());
    (told && same(change.from) == same(change.to) && aligned()).then(|| (Interval::point(from.value), Interval::point(to.value)))
}

/// Up or down, if rounding allows only one.
fn sign(from: &Interval, to: &Interval) -> Option<i64> {
    let below = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_some_and(|(a, b)| a <= b);
    match () {
        () if from == to => None,
        () if below(from.high, to.low) => Some(1),
        () if below(to.high, from.low) => Some(-1),
        () => None,
    }
}
