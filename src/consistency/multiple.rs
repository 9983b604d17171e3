//! FL206: multiples that do not agree with the values that they lead from and to.

use super::operand::{Change, is_number, quotient, rough};
use super::{Inconsistency, View};
use crate::measure::interval::Interval;
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "doubled from 16,000 to 320,000".
pub const MULTIPLE: Rule = Rule {
    code: "FL206",
    name: "multiple",
    summary: "the multiple is not what the two values give",
    checks: "Where something doubles, trebles or halves between two values that are both told, or one value is said to be so many times another, the quotient of the two is worked out.",
    why: "The verb is chosen from memory, the values are copied; only one of them slips.",
    example: "\"doubled from 2.0 million to 6.0 million\": it trebled.",
    silent: "The quotient is nearer to the multiple that is told than half way to the next one, or a value is a bound.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(2) {
        let sentence = view.around(range.start);
        if !sentence.clone().any(|i| view.says(i, COUNTED) || VERBS.iter().any(|(verbs, _)| view.says(i, verbs))) {
            continue;
        }
        let changes = view.changes(range.clone());
        found.extend(changes.iter().filter_map(|change| verb(view, change)));
        let pairs = range.clone().flat_map(|one| (one + 1..(one + 3).min(range.end)).map(move |other| (one, other)));
        found.extend(pairs.filter_map(|(one, other)| times(view, one, other, &range)));
    }
}

/// Words of multiples that stand between two values.
const COUNTED: &[u64] = words!["times", "twice", "double", "triple", "thrice"];

/// Verbs of multiples, with the multiple in hundredths.
const VERBS: [(&[u64], i64); 5] = [
    (words!["double", "doubled", "doubles", "doubling"], 200),
    (words!["triple", "tripled", "triples", "tripling", "treble", "trebled", "trebles", "trebling"], 300),
    (words!["quadruple", "quadrupled", "quadruples", "quadrupling"], 400),
    (words!["quintupled", "quintupling"], 500),
    (words!["halve", "halved", "halves", "halving"], 50),
];

/// How far before the values the verb may stand: "doubling the seating capacity from".
const REACH: usize = 9;

fn verb(view: &View<'_>, change: &Change) -> Option<Inconsistency> {
    let sentence = view.around(change.to);
    let start = change.tokens.start;
    let near = (sentence.start..start).rev().take(REACH).take_while(|&i| !view.mark(i, ';') && !view.says(i, words!["and", "but", "while"]));
    let (at, factor) = near.into_iter().find_map(|i| VERBS.iter().find(|(verbs, _)| view.says(i, verbs)).map(|(_, factor)| (i, *factor)))?;
    let other = view.mentions().iter().any(|m| at < m.tokens.start && m.tokens.end <= start && !m.kind.is_date());
    let (from, to) = view.aligned(change.from, change.to).filter(|_| !other && change.said && !is_scale_shared(view, change))?;
    judge(view, (change.from, change.to), (at..at + 1, Decimal::new(factor, 2)), &quotient(&to, &from)?)
}

/// "to 381 million dollars from 160": the scale may be meant for both.
fn is_scale_shared(view: &View<'_>, change: &Change) -> bool {
    let scaled = |i: usize| view.mentions()[i].value.is_some_and(|v| v.scaled);
    let small = |i: usize| view.mentions()[i].value.is_some_and(|v| !v.scaled && v.value < Decimal::ONE_THOUSAND);
    scaled(change.to) && small(change.from) || scaled(change.from) && small(change.to)
}

/// "85 billion, or almost three times the price of 3 billion": the first is the multiple of the second.
fn times(view: &View<'_>, one: usize, other: usize, range: &Range<usize>) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let counts = view.says(mentions[one].tokens.end, words!["times"]) || view.says(mentions[other].tokens.end, words!["times"]);
    let numbers = is_number(&mentions[one]) && is_number(&mentions[other]) && !counts;
    let between = mentions[one].tokens.end..mentions[other].tokens.start.max(mentions[one].tokens.end);
    let told = |i: usize| multiple(view, i, range).filter(|(count, _)| *count != Some(one) && *count != Some(other));
    let (at, factor) = between.clone().find_map(|i| told(i).map(|(_, factor)| (i, factor)))?;
    let joins = words!["and", "but", "while", "with", "who", "more", "higher", "greater", "larger"];
    let stops = |place: Range<usize>| place.into_iter().any(|i| [';', ')', '('].iter().any(|&m| view.mark(i, m)) || view.says(i, joins));
    let near = at - between.start <= 6 && between.end - at <= REACH && !stops(between.start..at) && !stops(at + 1..between.end);
    let said = view.says(at + 1, words!["the", "as", "that", "its", "their"])
        || view.says(at, words!["double", "triple", "twice"]) && mentions[other].tokens.start == at + 1;
    let (value, base) = view.aligned(one, other).filter(|_| numbers && near && said)?;
    judge(view, (other, one), (at..at + 1, factor), &quotient(&value, &base)?)
}

/// The multiple that a word tells, and the mention that counts it: "twice", "double", "times" behind a number.
fn multiple(view: &View<'_>, at: usize, range: &Range<usize>) -> Option<(Option<usize>, Decimal)> {
    if view.says(at, words!["twice", "double"]) {
        return Some((None, Decimal::TWO));
    }
    if view.says(at, words!["triple", "thrice"]) {
        return Some((None, Decimal::from(3)));
    }
    let before = at.checked_sub(1).filter(|_| view.says(at, words!["times"]))?;
    let count = range.clone().find(|&i| view.mentions()[i].tokens.contains(&before))?;
    let value = view.mentions()[count].value.map(|v| v.value).filter(|v| *v >= Decimal::TWO && view.mentions()[count].high.is_none())?;
    Some((Some(count), value))
}

/// The finding, unless the quotient is as near to the multiple as its words allow.
fn judge(view: &View<'_>, (from, to): (usize, usize), (at, factor): (Range<usize>, Decimal), quotient: &Interval) -> Option<Inconsistency> {
    let near = at.start.saturating_sub(3)..at.start;
    let says = |words: &[u64]| near.clone().any(|i| view.says(i, words));
    let quarter = Decimal::new(25, 2);
    let shy = if says(words!["more", "over"]) { Decimal::new(5, 2) } else { quarter };
    let more = if says(words!["more", "over", "least"]) { Decimal::new(75, 2) } else { Decimal::new(4, 1) };
    let most = if says(words!["almost", "nearly", "close"]) { Decimal::new(15, 2) } else { more };
    let allowed = if factor < Decimal::ONE {
        Interval::between(Decimal::new(3, 1), Decimal::new(65, 2))
    } else {
        Interval::between(factor * (Decimal::ONE - shy), factor * (Decimal::ONE + most))
    };
    if quotient.meets(&allowed) {
        return None;
    }
    let value = |i: usize| view.mentions()[i].value.map(|v| v.value);
    let right = value(to)?.checked_div(value(from)?)?;
    Some(Inconsistency {
        code: MULTIPLE.code,
        part: view.number,
        mention: to,
        related: vec![from],
        explanation: format!("{} is {} times {}; the text says \u{201c}{}\u{201d}.", view.text(to), rough(right), view.text(from), view.word(at.start)),
        would_pass: format!("{} times", rough(right)),
        suggestion: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn multiples_that_the_values_do_not_give_are_named() {
        assert_eq!(explained("The number of voters doubled from 16,100 to 320,200.").len(), 1);
        for text in [
            "They tripled the credit from $505 to $1,010.",
            "The works cost 85.4 billion euros, almost three times the 3.1 billion euros planned.",
            "They halved the fee from 505 euros to 490 euros.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn multiples_that_fit_are_left_alone() {
        for text in [
            "The number of voters doubled from 16,100 to 35,200.",
            "It more than doubled from 71,000 to 164,000.",
            "It nearly doubled, from 1.1 million in 1959 to 2.1 million in 1979.",
            "The works cost 8.5 billion euros, or almost three times the first price of 3.1 billion euros.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
