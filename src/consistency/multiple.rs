//! FL206: multiples that do not agree with the values that they lead from and to.

use super::operand::{Change, is_number, is_year, quotient, rough};
use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::mention::draft::{Bound, Kind};
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "doubled from 16,000 to 320,000".
pub const MULTIPLE: Rule = Rule {
    code: "FL206",
    name: "multiple",
    summary: "the multiple is not what the two values give",
    checks: "Where something doubles, trebles or halves between two values that are both told, or one value is said to be so many times another, or half of it, the quotient of the two is worked out.",
    why: "The verb is chosen from memory, the values are copied; only one of them slips.",
    example: "\"doubled from 2.0 million to 6.0 million\": it trebled.",
    silent: "The quotient is nearer to the multiple that is told than half way to the next one, a value is a range, or \"times larger\" may be meant either way.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(2) {
        let held = |class| view.holds(range.start, class);
        if held(Class::RATIO) {
            found.extend(view.changes(range.clone()).iter().filter_map(|change| verb(view, change)));
        }
        if held(Class::RATIO | Class::FRACTION | Class::ORDINAL) {
            let pairs = range.clone().flat_map(|one| (one + 1..(one + 4).min(range.end)).map(move |other| (one, other)));
            found.extend(pairs.filter_map(|(one, other)| times(view, one, other, &range)));
        }
    }
}

/// A multiple as it is told.
struct Told {
    /// The word that tells it.
    at: usize,
    /// The multiple.
    factor: Decimal,
    /// "ten times larger than": some mean eleven.
    more: bool,
}

// ---- a verb and the values that it leads from and to

/// How far before the values the verb may stand: "doubled the credit compared with a year ago, from".
const REACH: usize = 16;

fn verb(view: &View<'_>, change: &Change) -> Option<Inconsistency> {
    if !change.said || is_scale_shared(view, change) {
        return None;
    }
    let told = before(view, change)?;
    let (from, to) = view.ends_as_meant(change).filter(|_| !is_year(view, change.from))?;
    let (base, value) = view.end_texts(change);
    // "double its sales from 2010 to 5 million"
    if base.len() == 4 && ("1900".."2100").contains(&base) {
        return None;
    }
    let (start, end) = view.end_figures(change)?;
    judge(view, &told, &quotient(&to, &from)?, &Pair { from: change.from, to: change.to, texts: (base, value), values: (start.value, end.value) })
}

/// The multiple that is told before the values, with nothing else between that changes or counts.
fn before(view: &View<'_>, change: &Change) -> Option<Told> {
    let (sentence, start) = (view.around(change.to).start, change.tokens.start);
    for at in (sentence..start).rev().take(REACH) {
        if let Some(factor) = ratio(view, at).filter(|_| !view.says(at, words!["twice", "thrice"])) {
            return Some(Told { at, factor, more: view.word(at).ends_with("fold") });
        }
        if let Some(mention) = view.mention_at(at) {
            let placed = &view.mentions()[mention];
            if placed.kind.is_date() || placed.kind == Kind::Duration {
                continue;
            }
            return None;
        }
        let stops = [';', ':', '(', ')'].iter().any(|&mark| view.mark(at, mark)) || view.says(at, words!["but", "while", "which", "who", "when", "as"]);
        // "more than tripled …, increasing from": the same change again
        let compound = view.mark(at + 1, '-') || at > 0 && view.mark(at - 1, '-');
        let other = view.direction(at).is_some() && !compound && !(at + 1 == start && view.word(at).ends_with("ing"));
        if stops || other {
            return None;
        }
    }
    None
}

/// The multiple that a single word tells.
fn ratio(view: &View<'_>, at: usize) -> Option<Decimal> {
    let mark = *view.part.reading.marks.get(at)?;
    view.lexicon.words.get(mark).value(Class::RATIO).filter(|hundredths| *hundredths > 0).map(|hundredths| Decimal::new(hundredths, 2))
}

/// "to 381 million dollars from 160": the scale may be meant for both.
fn is_scale_shared(view: &View<'_>, change: &Change) -> bool {
    let scaled = |i: usize| view.mentions()[i].value.is_some_and(|v| v.scaled);
    let small = |i: usize| view.mentions()[i].value.is_some_and(|v| !v.scaled && v.value < Decimal::ONE_THOUSAND);
    scaled(change.to) && small(change.from) || scaled(change.from) && small(change.to)
}

// ---- one value as the multiple of another

/// How far the first value may stand before the multiple, and the second behind it.
const APART: (usize, usize) = (6, 9);
/// The same behind "is" or "was": the subject may be long.
const SUBJECT: usize = 14;

/// "85 billion, or almost three times the price of 3 billion": the first is the multiple of the second.
fn times(view: &View<'_>, one: usize, other: usize, range: &Range<usize>) -> Option<Inconsistency> {
    let mentions = view.mentions();
    if [one, other].iter().any(|&i| !is_number(&mentions[i]) || is_year(view, i) || is_group(view, i)) {
        return None;
    }
    let between = view.between(one, other);
    let told = between.clone().find_map(|at| multiple(view, at, range))?;
    let counts = |i: usize| told.at.checked_sub(1).is_some_and(|before| mentions[i].tokens.contains(&before)) || mentions[i].tokens.contains(&told.at);
    let only = (one + 1..other).all(|i| mentions[i].kind.is_date() || counts(i) || is_group(view, i));
    if counts(one) || counts(other) || !only || !is_near(view, between, &told) || !is_of(view, &told, other) {
        return None;
    }
    let (value, base) = view.aligned_as_meant(one, other)?;
    let values = (mentions[other].value?.value, mentions[one].value?.value);
    judge(view, &told, &quotient(&value, &base)?, &Pair { from: other, to: one, texts: (view.text(other), view.text(one)), values })
}

/// "per 1,000 births", "the richest 1 percent", "model six", "all three": what is counted by or among, or a name; "up to 30" says little.
fn is_group(view: &View<'_>, mention: usize) -> bool {
    let told = &view.mentions()[mention];
    let by = words!["per", "top", "bottom", "richest", "poorest", "wealthiest", "lowest", "highest", "largest", "biggest"];
    let those = |before: usize| told.noun.is_none() && view.says(before, words!["all", "these", "those"]);
    let name = |before: usize| view.says(before, by) || those(before) || view.classes(before).contains(Class::LABEL) || view.says(before, words!["model"]);
    told.bound == Some(Bound::Upper) || told.tokens.start.checked_sub(1).is_some_and(name)
}

/// The multiple at a token: "twice", "double the", "times" behind a number, "half the".
fn multiple(view: &View<'_>, at: usize, range: &Range<usize>) -> Option<Told> {
    let more = || (at + 1..at + 3).any(|i| view.says(i, words!["larger", "more", "higher", "greater", "bigger", "longer"]));
    if let Some(factor) = ratio(view, at).filter(|_| view.says(at, words!["twice", "thrice", "double", "triple", "quadruple"])) {
        return Some(Told { at, factor, more: false });
    }
    let of = |i: usize| view.mentions()[i].value.filter(|_| view.mentions()[i].high.is_none()).map(|v| v.value);
    if view.says(at, words!["times"]) {
        let count = view.mention_at(at.checked_sub(1)?).filter(|i| range.contains(i))?;
        let factor = of(count).filter(|v| *v >= Decimal::TWO)?;
        return Some(Told { at, factor, more: more() });
    }
    let part = view.classes(at).intersects(Class::FRACTION | Class::ORDINAL).then(|| view.mention_at(at)).flatten()?;
    let factor = of(part).filter(|v| *v < Decimal::ONE && view.mentions()[part].tokens.end == at + 1)?;
    Some(Told { at, factor, more: false })
}

/// True if both values stand near the multiple, and nothing between begins another clause.
fn is_near(view: &View<'_>, between: Range<usize>, told: &Told) -> bool {
    let joins = words!["and", "but", "while", "with", "who"];
    let inside = |i: usize| view.mention_at(i).is_some();
    let stops = |place: Range<usize>| place.into_iter().any(|i| !inside(i) && ([';', ')', '('].iter().any(|&m| view.mark(i, m)) || view.says(i, joins)));
    // "43 percent (four times the average of 21)", "was more than four times"
    let mut opens = told.at;
    while opens > between.start && (view.mention_at(opens - 1).is_some() || view.says(opens - 1, words!["almost", "nearly", "about", "over", "than", "more"])) {
        opens -= 1;
    }
    let before = opens.saturating_sub(1);
    let bracket = view.mark(before, '(');
    let copula = view.says(before, words!["is", "was", "are", "were", "be", "been"]);
    let far = if copula { SUBJECT } else { APART.0 };
    let apart = (between.start..opens).filter(|&i| !inside(i)).count();
    apart <= far && between.end - told.at <= APART.1 && !stops(between.start..opens - usize::from(bracket)) && !stops(told.at + 1..between.end)
}

/// True if what follows the multiple is what it is a multiple of.
fn is_of(view: &View<'_>, told: &Told, other: usize) -> bool {
    let next = told.at + 1;
    let start = view.mentions()[other].tokens.start;
    let compared = told.more && (next..start).any(|i| view.says(i, words!["than"]));
    let led = view.says(next, words!["the", "as", "that", "its", "their", "what", "those"]);
    let bare = told.factor > Decimal::ONE && view.says(told.at, words!["double", "triple", "twice"]) && start == next;
    compared || led || bare
}

// ---- judging

/// The two values that a multiple stands between.
struct Pair<'a> {
    from: usize,
    to: usize,
    texts: (&'a str, &'a str),
    values: (Decimal, Decimal),
}

/// What a multiple admits by the words before it.
fn admits(view: &View<'_>, told: &Told) -> Interval {
    let says = |words: &[u64]| (told.at.saturating_sub(5)..told.at).any(|i| view.says(i, words));
    let part = |hundredths: i64| told.factor * Decimal::new(hundredths, 2);
    let (over, under, nearly) =
        (says(words!["more", "over", "least", "than"]), says(words!["less", "under", "fewer"]), says(words!["almost", "nearly", "close"]));
    let (low, high) = match () {
        () if under => (50, 103),
        () if over => (97, 175),
        () if nearly => (75, 115),
        () if told.factor < Decimal::ONE => (70, 135),
        () => (82, 132),
    };
    let more = if told.more { Decimal::ONE } else { Decimal::ZERO };
    Interval::between(part(low), part(high) + more)
}

/// The finding, unless the quotient is as near to the multiple as its words allow.
fn judge(view: &View<'_>, told: &Told, quotient: &Interval, pair: &Pair<'_>) -> Option<Inconsistency> {
    if quotient.meets(&admits(view, told)) {
        return None;
    }
    let right = pair.values.1.checked_div(pair.values.0)?;
    let (from, to) = pair.texts;
    Some(Inconsistency {
        mention: pair.to,
        related: if pair.from == pair.to { Vec::new() } else { vec![pair.from] },
        explanation: format!("{to} is {} times {from}; the text says \u{201c}{}\u{201d}.", rough(right), said(view, told)),
        would_pass: format!("{} times", rough(right)),
        ..view.slip(MULTIPLE.code)
    })
}

/// The words that tell the multiple.
fn said<'a>(view: &View<'a>, told: &Told) -> &'a str {
    let count = told.at.checked_sub(1).filter(|_| view.says(told.at, words!["times"])).and_then(|at| view.mention_at(at));
    let start = count.or_else(|| view.mention_at(told.at)).map_or(told.at, |i| view.mentions()[i].tokens.start);
    let tokens = &view.part.reading.tokens;
    tokens[start].span().join(tokens[told.at].span()).of(view.part.text)
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn multiples_that_the_values_do_not_give_are_named() {
        assert_eq!(
            explained("The works cost 85.4 billion euros, almost three times the 3.1 billion euros planned."),
            ["FL206 85.4 billion euros is 27.5 times 3.1 billion euros; the text says “almost three times”. → 27.5 times"]
        );
        for text in [
            "The number of voters doubled from 16,100 to 320,200.",
            "They tripled the credit from $505 to $1,010.",
            "They tripled the stipend from $600 to $1,200 that spring.",
            "It will triple paid-up capital to 400 million crowns from 200 million.",
            "They halved the fee from 505 euros to 490 euros.",
            "The harvest nearly doubled between 1998 and 2003, from 4.1 million tonnes to 2.3 million tonnes.",
            "The bank trebled the money put by for bad and doubtful loans to 800 million crowns from 31 million a year before.",
            "The club was sold for 540 million dollars, more than four times the 260 million dollars paid for it.",
            "The 412,000 visitors that came to the fair in August were four times the 205,000 forecast.",
            "Some 46% of them are farmers (four times the national average of 23%).",
            "They sold it at 90 euros a seat, ten times higher than the 18 euros that it cost.",
            "The rate was 6.4 deaths per 1,000 births, less than a quarter the average of 14.2.",
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
            "They plan to double sales from 2010 to about 5 million units by 2015.",
            "Output doubled and prices rose from 40 to 46 euros.",
            "They sold it at 90 euros a seat, four times higher than the 18 euros that it cost.",
            "It took 300 men and half the 40 horses of the town.",
            "The towns are small: all three together barely have half the 33,000 people of the city.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
