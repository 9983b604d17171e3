//! FL205: parts that do not add up to their total.

use super::{Inconsistency, View};
use crate::measure::interval::{Interval, grouped};
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "31 teams: 24 in the one country and 7 in the other".
pub const SUM: Rule = Rule {
    code: "FL205",
    name: "sum",
    summary: "the parts do not add up to their total",
    checks: "Where a number is followed by a closed list of its parts, in brackets or behind a colon, or where parts are followed by \"for a total of\", the parts are added, each as exact as it is written.",
    why: "A slip in one part, or in the total, shows in the sum.",
    example: "\"13 people (21 civilians and 1 soldier)\": that makes 22.",
    silent: "The list is open (\"including\"), its parts may overlap or are in other units, a part is a percentage, or rounding allows the sum.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(3) {
        for total in range.clone() {
            let parts = behind(view, total, &range).or_else(|| before(view, total, &range));
            found.extend(parts.and_then(|parts| finding(view, total, &parts)));
        }
    }
}

/// How many parts are added at most.
const MOST: usize = 12;
/// How far the list may begin behind the total: "110 county-level divisions (".
const BEGINS: usize = 7;
/// How many times the total a sum may be, or the other way round, to be meant as one.
const OFTEN: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
/// A number so near before the first part is one more of the list.
const LEADS: usize = 4;
/// Tokens between two parts.
const APART: usize = 10;

/// The numbers that a total may be the sum of.
struct Parts {
    numbers: Vec<usize>,
    /// They are said to be all there are: less than the total is wrong as well as more.
    all: bool,
    /// Nothing can go on behind them.
    closed: bool,
}

/// The parts listed behind a total.
fn behind(view: &View<'_>, total: usize, range: &Range<usize>) -> Option<Parts> {
    let end = view.mentions()[total].tokens.end;
    let (start, all) = opening(view, end)?;
    let bracket = view.mark(start - 1, '(');
    let close = |i: &usize| if bracket { view.mark(*i, ')') } else { view.mark(*i, '.') || view.mark(*i, ';') || view.mark(*i, '(') };
    let sentence = view.around(total);
    let last = (start..sentence.end).find(close).or((!bracket).then_some(sentence.end))?;
    let inside: Vec<usize> = (total + 1..range.end).take_while(|&i| view.mentions()[i].tokens.end <= last).collect();
    let numbers = listed(view, &inside, start)?;
    let rest = view.mentions()[*numbers.last()?].tokens.end..last;
    let goes_on = inside.get(numbers.len()).is_some_and(|&i| view.mark(view.mentions()[i].tokens.start - 1, ','));
    let more = goes_on || bracket && rest.clone().any(|i| view.says(i, words!["and"]) || view.mark(i, ','));
    (!more && !is_open(view, start..last)).then_some(Parts { numbers, all, closed: bracket })
}

/// Where the list behind a total begins, and whether it is said to be whole.
fn opening(view: &View<'_>, end: usize) -> Option<(usize, bool)> {
    let at = (end..end + BEGINS).find(|&i| !view.is_word(i) && !view.mark(i, '-') && !view.mark(i, '\'') || view.says(i, words!["comprising"]))?;
    let says = |n: usize, words: &[u64]| view.says(at + n, words);
    match () {
        () if ['(', ':', '–', '—'].iter().any(|&m| view.mark(at, m)) => Some((at + 1, true)),
        () if view.says(at, words!["comprising"]) => Some((at + 1, true)),
        () if says(1, words!["comprising"]) => Some((at + 2, true)),
        () if says(1, words!["consisting"]) && says(2, words!["of"]) => Some((at + 3, true)),
        () if view.mark(at, ',') && says(1, words!["of"]) && says(2, words!["which", "whom"]) => Some((at + 3, false)),
        () => None,
    }
}

/// The numbers up to the one behind "and", if each begins an item.
fn listed(view: &View<'_>, inside: &[usize], start: usize) -> Option<Vec<usize>> {
    let mentions = view.mentions();
    let gap = |one: usize, other: usize| mentions[one].tokens.end..mentions[other].tokens.start;
    let first = inside.first().filter(|&&i| mentions[i].tokens.start == start)?;
    let mut numbers = vec![*first];
    for pair in inside.windows(2) {
        let between = gap(pair[0], pair[1]);
        let before = between.end - 1;
        let begins = view.mark(before, ',') || view.mark(before, ';') || view.says(before, words!["and"]) || view.mark(before, '&');
        // "4.71 billion (4.90 billion and 3.83 billion)" compares
        let bare = between.len() == 1 && mentions[pair[0]].noun.is_none();
        if !begins || bare || between.len() > APART || numbers.len() > MOST {
            return None;
        }
        numbers.push(pair[1]);
        if between.clone().any(|i| view.says(i, words!["and"])) {
            return Some(numbers);
        }
    }
    let commas = numbers.len() >= 3 && view.mark(start - 1, '(');
    commas.then_some(numbers)
}

/// The parts before "for a total of" a number.
fn before(view: &View<'_>, total: usize, range: &Range<usize>) -> Option<Parts> {
    let tokens = view.mentions()[total].tokens.clone();
    // "a total of" may be read as part of the number
    let start = (tokens.start..tokens.end).find(|&i| view.says(i, words!["of"])).map_or(tokens.start, |of| of + 1);
    let led = start >= 5 && view.says(start - 1, words!["of"]) && view.says(start - 2, words!["total"]) && view.says(start - 3, words!["a"]);
    let told = led && view.says(start - 4, words!["for", "making", "with"]);
    let end = tokens.end;
    let in_all = view.says(end, words!["altogether", "together", "combined"])
        || (end..end + 3).any(|i| view.says(i, words!["in"]) && view.says(i + 1, words!["all", "total"]));
    let told = told || in_all;
    let start = if in_all { tokens.start } else { start };
    let (one, other) = (total.checked_sub(2)?, total - 1);
    let joined = view.mentions()[one].tokens.end..view.mentions()[other].tokens.start;
    let tail = view.mentions()[other].tokens.end..start;
    let and = joined.clone().any(|i| view.says(i, words!["and"])) && !joined.clone().any(|i| view.mark(i, ','));
    // "24 cups, 76 bowls and 74 plates": the list began before
    let earlier = one.checked_sub(1).filter(|i| range.contains(i)).is_some_and(|i| view.mentions()[one].tokens.start - view.mentions()[i].tokens.end <= LEADS);
    let near = told && !earlier && range.contains(&one) && joined.len() <= APART && tail.len() <= APART && and;
    (near && !is_open(view, joined)).then(|| Parts { numbers: vec![one, other], all: true, closed: true })
}

fn is_open(view: &View<'_>, place: Range<usize>) -> bool {
    let open = words![
        "including",
        "include",
        "includes",
        "included",
        "such",
        "least",
        "mostly",
        "mainly",
        "each",
        "per",
        "average",
        "every",
        "times",
        "out",
        "ratio",
        "another",
        "other",
        "plus",
        "versus",
        "vs",
        "from",
        "to",
        "between",
        "minus",
        "than",
        "rank",
        "ranked",
        "age",
        "aged",
        "first",
        "up",
        "down",
        "rose",
        "fell",
        "or",
        "both",
        "compared",
        "also"
    ];
    let whom = |i: usize| view.says(i, words!["of"]) && view.says(i + 1, words!["them", "whom", "which", "these"]);
    let named = |i: usize| view.says(i, words!["from", "to", "other"]) && !view.mentions().iter().any(|m| m.tokens.end == i);
    place.into_iter().any(|i| {
        view.says(i, open) && (named(i) || !view.says(i, words!["from", "to", "other"])) || whom(i) || ['%', '/', '×'].iter().any(|&m| view.mark(i, m))
    })
}

fn finding(view: &View<'_>, total: usize, Parts { numbers: parts, all, closed }: &Parts) -> Option<Inconsistency> {
    let mentions = view.mentions();
    let plain = |i: &usize| matches!(mentions[*i].kind, Kind::Number | Kind::Money) && mentions[*i].value.is_some();
    let unit = |i: usize| mentions[i].unit.as_ref().map(|u| u.name.as_str());
    if !plain(&total) || !parts.iter().all(|i| plain(i) && unit(*i) == unit(total)) {
        return None;
    }
    let ends = |pick: fn(&Interval) -> Option<Decimal>| parts.iter().try_fold(Decimal::ZERO, |sum, &i| sum.checked_add(pick(&view.exact(i)?)?));
    let sum = Interval::between(ends(|i| i.low)?, ends(|i| i.high)?);
    let stated = view.exact(total)?;
    let values = parts.iter().map(|&i| mentions[i].value.map(|v| v.value));
    let right = values.clone().try_fold(Decimal::ZERO, |sum, v| sum.checked_add(v?))?;
    let value = mentions[total].value?.value;
    // what is many times as much is not made of these
    let alike = right < value.saturating_mul(OFTEN) && value < right.saturating_mul(OFTEN) && (value.fract().is_zero() || !right.fract().is_zero());
    // what is less than the total may go on behind
    let last = parts[parts.len() - 1];
    let more = mentions.get(last + 1).is_some_and(|m| m.sentence == mentions[total].sentence && m.kind == mentions[total].kind);
    if sum.meets(&stated) || !alike || right < value && (!all || more && !closed) {
        return None;
    }
    let written: Vec<String> = values.flatten().map(grouped).collect();
    Some(Inconsistency {
        code: SUM.code,
        part: view.number,
        mention: total,
        related: parts.clone(),
        explanation: format!("{} = {}; the text says {}.", written.join(" + "), grouped(right), view.text(total)),
        would_pass: grouped(right),
        suggestion: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn parts_that_do_not_add_up_are_named() {
        assert_eq!(explained("The blast killed 13 people (21 civilians and 1 soldier) there."), ["FL205 21 + 1 = 22; the text says 13. → 22"]);
        for text in [
            "The league has 31 teams: 34 in the north and 7 in the south.",
            "They lost 95,100 men in action and 160,500 to disease, for a total of 490,200.",
            "They paid 463,000 euros and 654,000 euros, 1.16 million euros in all.",
            "It has 85 divisions (82 districts, 13 cities, and 44 counties).",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn lists_that_are_open_or_fit_are_left_alone() {
        for text in [
            "The league has 31 teams: 24 in the north and 7 in the south.",
            "The blast killed 13 people (including 5 civilians and 1 soldier) there.",
            "It has 85 divisions (28 districts, 13 cities, and others).",
            "It sells 2 books (30 euros and 40 euros each).",
            "It measures 30 metres (10 metres wide and 5 metres high).",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
