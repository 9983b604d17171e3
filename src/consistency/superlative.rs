//! FL212: what is called the largest or smallest, and a number beside it beats it.
//!
//! In: a superlative, the number of what it is said of, and the number of another one that the same
//! sentence puts behind it ("followed by"), or that stands in a closed group with it ("the largest of the three").
//! Out: the number that should be the largest, where the other lies beyond it. It refuses to know who belongs to a
//! group that is not counted.

use super::operand::is_number;
use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::rule::{Rule, Severity};
use crate::text::token::{Form, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// "the largest with 5 million, followed by Bolt with 6 million".
pub const SUPERLATIVE: Rule = Rule {
    code: "FL212",
    name: "superlative",
    summary: "one is called the largest or smallest, and another number beats it",
    checks: "Where something is called the largest, highest, longest, smallest … and has a number, the number of what is told to be \"followed by\", \"ahead of\" or behind it must not lie beyond; nor, where it is the largest \"of the two\" (three, four …), that of another one which the sentence, or the next one, tells with the same verb.",
    why: "A row is taken from the wrong line of a table, or the order is from another year.",
    example: "\"Arcen is the largest with 5.1 million people, followed by Bolt with 6.2 million\".",
    silent: "The numbers are of other units or nouns, within their rounding, of other times, areas where people may be meant, or other numbers stand between.",
};

const MOST: &[u64] =
    words!["largest", "biggest", "highest", "tallest", "longest", "heaviest", "greatest", "deepest", "widest", "costliest", "dearest", "busiest"];
const LEAST: &[u64] = words!["smallest", "lowest", "shortest", "lightest", "fewest", "cheapest", "narrowest", "shallowest"];

/// How long they are.
const WRITTEN: std::ops::RangeInclusive<usize> = 6..=10;

/// How far from the superlative its number may stand, and from the cue the number of the next.
const NEAR: usize = 12;
/// How far behind the cue the number of the next may stand.
const NEXT: usize = 7;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(1) {
        // two numbers must stand in the sentence and the next one
        let last = view.mentions()[range.start].sentence + 1;
        if view.mentions()[range.start..].iter().take_while(|m| m.sentence <= last).filter(|m| is_number(m)).nth(1).is_none() {
            continue;
        }
        let Some(sup) = view.around(range.start).find(|&i| is_superlative(view, i)) else { continue };
        found.extend(followed(view, sup, &range).or_else(|| grouped(view, sup, &range)));
    }
}

/// Most superlatives end alike: the rest of the words need not be looked up.
fn is_superlative(view: &View<'_>, at: usize) -> bool {
    let token = view.part.reading.tokens[at];
    let last = token.end as usize - 1;
    WRITTEN.contains(&token.len()) && view.part.text.as_bytes().get(last) == Some(&b't') && (view.says(at, MOST) || view.says(at, LEAST))
}

/// "the largest with 5 million, followed by Bolt with 6 million".
fn followed(view: &View<'_>, sup: usize, range: &Range<usize>) -> Option<Inconsistency> {
    let sentence = view.around(range.start);
    let cue = (sup + 1..sentence.end).find(|&i| is_order(view, i))?;
    // "was followed by" tells of time
    let passive = view.says(cue - 1, words!["was", "is", "were", "are", "been", "being", "be"]);
    let first = range.clone().rev().find(|&i| view.mentions()[i].tokens.end <= cue && is_number(&view.mentions()[i]))?;
    let second = range.clone().find(|&i| view.mentions()[i].tokens.start > cue && !view.mentions()[i].kind.is_date())?;
    let near = view.mentions()[first].tokens.start > sup && cue - view.mentions()[first].tokens.end.min(cue) <= NEAR;
    let next = view.mentions()[second].tokens.start - cue <= NEXT;
    let told = Told { sup, first, second };
    (near && next && !passive && is_alone(view, sup, first)).then(|| finding(view, &told)).flatten()
}

/// "followed by", "ahead of", "trailed by".
fn is_order(view: &View<'_>, at: usize) -> bool {
    view.says(at, words!["followed", "trailed"]) && view.says(at + 1, words!["by"])
        || view.says(at, words!["ahead"]) && view.says(at + 1, words!["of"]) && !view.says(at - 1, words!["years", "days", "weeks", "months", "far"])
}

/// True if no other number stands between the superlative and its own.
fn is_alone(view: &View<'_>, sup: usize, number: usize) -> bool {
    let between = sup + 1..view.mentions()[number].tokens.start;
    let other = (0..number).rev().take_while(|&i| view.mentions()[i].tokens.start > sup).any(|i| is_number(&view.mentions()[i]) && !is_counting(view, i));
    between.len() <= NEAR + NEXT && !other && !between.clone().any(|i| view.says(i, words!["and", "but", "while", "not", "or"]) || view.mark(i, ';'))
}

/// "of the four": a small count of what is compared.
fn is_counting(view: &View<'_>, mention: usize) -> bool {
    let start = view.mentions()[mention].tokens.start;
    start > 1 && view.says(start - 1, words!["the", "these", "those", "its", "their", "all"]) && view.says(start - 2, words!["of", "in", "among"])
}

/// "Arcen, the largest of the four towns, has 51,000 people; Bolt has 62,000".
fn grouped(view: &View<'_>, sup: usize, range: &Range<usize>) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let group = range.clone().find(|&i| mentions[i].tokens.start == sup + 3 && is_counting(view, i))?;
    let first = range.clone().find(|&i| i > group && is_number(&mentions[i])).filter(|&i| is_alone(view, sup, i))?;
    let verb = verb(view, first, sup)?;
    let last = mentions[first].sentence + 1;
    let others = (first + 1..mentions.len()).take_while(|&i| mentions[i].sentence <= last);
    let rival = |&i: &usize| is_number(&mentions[i]) && view.between(i - 1, i).len() <= NEAR && is_of_rival(view, i, verb);
    let same_time = || !(first..mentions.len()).take_while(|&i| mentions[i].sentence <= last).any(|i| mentions[i].kind.is_date());
    let second = others.clone().find(rival).filter(|_| same_time())?;
    finding(view, &Told { sup, first, second })
}

/// The verb right before a number, hedges and articles passed over.
fn verb(view: &View<'_>, mention: usize, after: usize) -> Option<u64> {
    let at = view.mentions()[mention].tokens.start.checked_sub(1).filter(|&at| at > after && view.is_word(at))?;
    (!view.classes(at).intersects(Class::ARTICLE) && !view.says(at, words!["of", "to", "by", "in", "for", "than"])).then(|| view.part.reading.tokens[at].hash)
}

/// "; Bolt has 62,000": a name, the same verb and the number, at the beginning of a sentence or clause.
fn is_of_rival(view: &View<'_>, mention: usize, verb: u64) -> bool {
    let start = view.mentions()[mention].tokens.start;
    let Some(at) = start.checked_sub(2).filter(|_| view.says(start - 1, &[verb])) else { return false };
    let name =
        |i: usize| view.is_word(i) && view.part.reading.tokens[i].form.contains(Form::CAPITAL) && !view.classes(i).intersects(Class::PRONOUN | Class::FUNCTION);
    let sentence = view.around(mention);
    let first = (sentence.start..=at).rev().take_while(|&i| name(i)).last();
    first.is_some_and(|i| i == sentence.start || view.mark(i - 1, ';') || view.mark(i - 1, ',') || view.says(i - 1, words!["and", "while", "but"]))
}

/// A superlative, the number of what it is said of, and the number of another.
struct Told {
    sup: usize,
    first: usize,
    second: usize,
}

fn finding(view: &View<'_>, &Told { sup, first, second }: &Told) -> Option<Inconsistency> {
    let area = view.mentions()[first].unit.as_ref().is_some_and(|u| u.name.contains("square") || u.name.contains("hectare") || u.name.contains("acre"));
    let (one, other) = view.aligned_as_meant(first, second).filter(|_| !area)?;
    let above_zero = |i: &Interval| i.low.is_some_and(|low| low > Decimal::ZERO);
    let below = |x: Option<Decimal>, y: Option<Decimal>| x.zip(y).is_some_and(|(x, y)| x < y);
    let up = view.says(sup, MOST);
    let beaten = if up { below(one.high, other.low) } else { below(other.high, one.low) };
    (beaten && above_zero(&one) && above_zero(&other)).then(|| Inconsistency {
        mention: first,
        related: vec![second],
        explanation: format!(
            "{} is {} than {}; the text calls the first \u{201c}{}\u{201d}.",
            view.text(first),
            if up { "less" } else { "more" },
            view.text(second),
            view.word(sup)
        ),
        would_pass: format!("the two numbers the other way round, or another one as the {}", view.word(sup)),
        severity: Severity::Conclusion,
        ..view.slip(SUPERLATIVE.code)
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn superlatives_that_another_number_beats_are_named() {
        assert_eq!(
            explained("The largest town is Arcen with 51,000 people, followed by Bolt with 62,000."),
            ["FL212 51,000 is less than 62,000; the text calls the first “largest”. → the two numbers the other way round, or another one as the largest"]
        );
        for text in [
            "Arcen had the highest turnout at 71.5 percent, ahead of Bolt with 74.2 percent.",
            "The shortest of the tunnels is the Kern at 850 metres, followed by the Lauen at 620 metres.",
            "Arcen, the largest of the four mines, produced 410 tonnes. Bolt produced 530 tonnes.",
            "Arcen, the smallest of the three towns, has 5,100 people, while Bolt has 3,200 people.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn superlatives_that_hold_or_are_of_other_groups_are_left_alone() {
        for text in [
            "The largest town is Arcen with 62,000 people, followed by Bolt with 51,000.",
            "The largest town is Arcen with 51,000 people, followed by Bolt with 6,200 farms.",
            "Arcen is the largest town in the north with 51,000 people. Bolt has 62,000 people.",
            "The highest mark was 51 points, which was followed by 62 points a week later.",
            "The largest lake covers 51 square kilometres, followed by one with 62 square kilometres.",
            "Arcen, the largest of the four mines, produced 410 tonnes in 1990. Bolt produced 530 tonnes in 2010.",
            "Arcen, the largest of the four mines, produced 410 tonnes. All of them produced 930 tonnes.",
            "The largest town is Arcen with about 60,000 people, followed by Bolt with 61,000.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
