//! Lists: values in a row, names in a row, and which value belongs to which name.
//!
//! In: the mentions and names of a part. Out: for every mention the run of values that
//! it stands in ("of 1, 2 and 3"), and the name in the same place of a list of as many
//! names. Where the two lists differ in length nothing is aligned: nobody could tell.

use super::{PartReading, says};
use crate::lexicon::cue::CueClass;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::text::token::words;
use crate::text::token::{Form, TokenKind};
use std::ops::Range;

/// What separates the items of a list.
const SEPARATORS: &[u64] = words![",", ";", "and", "or", "&"];
/// The most words of an item that is no known name.
const UNKNOWN: usize = 5;

/// The most words that may stand behind each value of a list, and one more.
const TAIL: usize = 5;

/// The most tokens from one comma to the next in a list that is said to be in order.
const LONGEST: usize = 16;

/// The name in a claim's place of a list of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Respective {
    /// The name, of the part's; none where the item is no known name.
    pub name: Option<usize>,
    /// The sentence says "respectively".
    pub said: bool,
}

/// For every mention of a part the run of mentions that it is one of.
pub fn runs(part: &PartReading<'_>) -> Vec<Range<usize>> {
    let mentions = &part.reading.mentions;
    let mut runs = Vec::with_capacity(mentions.len());
    let mut start = 0;
    while start < mentions.len() {
        let mut end = start + 1;
        while end < mentions.len() && is_joined(part, &mentions[end - 1], &mentions[end]) {
            end += 1;
        }
        runs.extend((start..end).map(|_| start..end));
        start = end;
    }
    runs
}

/// The first of a value and its conversions in brackets: "900 km (559 miles)" is one value.
pub fn converted(part: &PartReading<'_>, number: usize) -> usize {
    let mentions = &part.reading.mentions;
    let own = &mentions[number];
    let Some(before) = number.checked_sub(1).map(|n| &mentions[n]).filter(|m| m.sentence == own.sentence) else { return number };
    let units = before.unit.as_ref().zip(own.unit.as_ref()).is_some_and(|(a, b)| a != b && a.measures_same(b));
    let between = before.tokens.end..own.tokens.start;
    let joined = between.len() == 1 && between.into_iter().all(|i| says(part, i, words!["(", "or", "/"]));
    if units && joined { converted(part, number - 1) } else { number }
}

/// True if two mentions of a kind have only separators between them, and words that stand behind both: "2.5 children per woman and 2.9
/// children per woman".
fn is_joined(part: &PartReading<'_>, a: &Mention, b: &Mention) -> bool {
    let listable = matches!(a.kind, Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity | Kind::Date | Kind::Duration);
    let between = a.tokens.end..b.tokens.start;
    let units = a.unit.is_none() || a.unit == b.unit;
    let shared = a.kind == Kind::Number && a.noun.is_none() && b.unit.is_some() && says(part, a.tokens.end, words!["and", "or", "&"]);
    let same = a.kind == b.kind && units || shared;
    let separated = |from: usize| from < b.tokens.start && b.tokens.start - from <= 2 && (from..b.tokens.start).all(|i| says(part, i, SEPARATORS));
    let word = |at: usize| part.reading.tokens.get(at).map(|token| token.hash);
    let alike = |length: usize| (0..length).all(|step| word(a.tokens.end + step) == word(b.tokens.end + step));
    listable && same && a.sentence == b.sentence && (0..between.len().min(TAIL)).any(|tail| separated(a.tokens.end + tail) && alike(tail))
}

/// The name that is to a list of names what mention `number` is to its run. None if no list
/// has that length; where the sentence says "respectively", an unknown name.
pub fn respective(part: &PartReading<'_>, number: usize, run: &Range<usize>) -> Option<Respective> {
    if run.len() < 2 {
        return None;
    }
    let sentence = part.reading.mentions[number].sentence;
    let said = is_in_order(part, sentence);
    let tokens = &part.reading.sentences[sentence].tokens;
    let own = part.reading.mentions[run.start].tokens.start..part.reading.mentions[run.end - 1].tokens.end;
    let mut fitting =
        lists(part, sentence, tokens).into_iter().filter(|l| l.items.len() == run.len() && (l.tokens.end <= own.start || l.tokens.start >= own.end));
    let Some(list) = fitting.next() else {
        return said.then(|| Respective { name: between_commas(part, tokens, &own, run.len()).and_then(|items| items[number - run.start]), said });
    };
    let nearest = fitting.fold(list, |best, l| if distance(&l.tokens, &own) < distance(&best.tokens, &own) { l } else { best });
    // "A and B met in 1988 and 1994" is no order of dates, and a stranger in the list none of names
    let ordered = said || !part.reading.mentions[number].kind.is_date() && nearest.items.iter().all(Option::is_some);
    ordered.then(|| Respective { name: nearest.items[number - run.start], said })
}

/// True if a sentence says that its lists run in one order: "respectively".
pub fn is_in_order(part: &PartReading<'_>, sentence: usize) -> bool {
    part.cues_in(sentence).any(|c| c.cues.iter().any(|c| c.class == CueClass::Distributive && c.value.as_ref() == "in-order"))
}

fn distance(list: &Range<usize>, own: &Range<usize>) -> usize {
    if list.end <= own.start { own.start - list.end } else { list.start - own.end }
}

/// A list of names with its place.
struct List {
    tokens: Range<usize>,
    items: Vec<Option<usize>>,
}

/// The lists of two names or more in a sentence.
fn lists(part: &PartReading<'_>, sentence: usize, tokens: &Range<usize>) -> Vec<List> {
    let first = part.names.partition_point(|n| n.sentence < sentence);
    let mut found: Vec<List> = Vec::new();
    for (offset, name) in part.names[first..].iter().take_while(|n| n.sentence == sentence).enumerate() {
        if found.last().is_some_and(|l| l.tokens.end >= name.tokens.end) {
            continue;
        }
        let mut list = List { tokens: name.tokens.clone(), items: vec![Some(first + offset)] };
        while let Some((item, end)) = next_item(part, list.tokens.end, tokens.end) {
            list.items.push(item);
            list.tokens.end = end;
        }
        while let Some((item, start)) = previous_item(part, list.tokens.start, tokens.start) {
            list.items.insert(0, item);
            list.tokens.start = start;
        }
        if list.items.len() > 1 {
            found.push(list);
        }
    }
    found
}

/// The names between the commas before a list of values, if there are as many places: of "Chad, the Isle of
/// Utopia, Niger with 1, 2, 3, respectively" the second is a stranger's.
fn between_commas(part: &PartReading<'_>, sentence: &Range<usize>, values: &Range<usize>, count: usize) -> Option<Vec<Option<usize>>> {
    let mut commas: Vec<usize> = (sentence.start..values.start).filter(|&i| says(part, i, words![","])).collect();
    let commas = commas.split_off(commas.len().checked_sub(count - 1)?);
    let ends = commas.iter().skip(1).copied().chain([values.start]);
    if commas.iter().zip(ends).any(|(comma, end)| end - comma > LONGEST) {
        return None;
    }
    let begins = |from: usize| {
        let at = from + usize::from(says(part, from, words!["the", "and"]));
        let name = part.names.partition_point(|n| n.tokens.start < at);
        part.names.get(name).filter(|n| n.tokens.start == at).map(|_| name)
    };
    let first = commas.first().and_then(|&comma| part.names.iter().position(|n| n.tokens.end == comma));
    Some(std::iter::once(first).chain(commas.iter().map(|comma| begins(comma + 1))).collect())
}

/// The item behind a separator at `at`, and its end.
fn next_item(part: &PartReading<'_>, at: usize, end: usize) -> Option<(Option<usize>, usize)> {
    let mut next = at;
    while next < end && next < at + 3 && (says(part, next, SEPARATORS) || next > at && says(part, next, words!["the"])) {
        next += 1;
    }
    if next == at {
        return None;
    }
    let name = part.names.partition_point(|n| n.tokens.start < next);
    if let Some(found) = part.names.get(name).filter(|n| n.tokens.start == next) {
        return Some((Some(name), found.tokens.end));
    }
    let last = (next..end).take(UNKNOWN + 1).take_while(|&i| is_capital(part, i)).last()?;
    (last - next < UNKNOWN).then_some((None, last + 1))
}

/// The item before a separator that ends at `at`, and its start: a name that no list before it holds, or unknown.
fn previous_item(part: &PartReading<'_>, at: usize, start: usize) -> Option<(Option<usize>, usize)> {
    let the = usize::from(at > start && says(part, at - 1, words!["the"]));
    let mut end = at - the;
    while end > start && end + 2 > at - the && says(part, end - 1, SEPARATORS) {
        end -= 1;
    }
    if end == at - the {
        return None;
    }
    let first = (start..end).rev().take(UNKNOWN + 1).take_while(|&i| is_capital(part, i)).last()?;
    (end - first <= UNKNOWN).then_some((None, first))
}

fn is_capital(part: &PartReading<'_>, at: usize) -> bool {
    let token = part.reading.tokens[at];
    token.kind == TokenKind::Word && token.form.contains(Form::CAPITAL) || token.is_hyphen() || token.is_mark('.') && token.is_glued()
}

/// The name that stands right beside a value, as in "Chad (4.3)", "Chad: 4.3", "Chad 4.3%", "4.3% in Chad".
pub fn apposed(part: &PartReading<'_>, mention: &Mention) -> Option<usize> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let mark = usize::from(start > 0 && says(part, start - 1, words!["(", ":", "-", "–", "—", "at", "with", "="]));
    let before = part.names.partition_point(|n| n.tokens.end < start - mark);
    let before = part.names.get(before).filter(|n| n.tokens.end == start - mark && n.sentence == mention.sentence).map(|_| before);
    let behind = || {
        // "9 million people live in Chad"
        let end = (end..end + 3).find(|&i| says(part, i, words!["live", "lives", "lived", "living", "reside", "resided"])).map_or(end, |verb| verb + 1);
        let opened = says(part, end, words!["(", "in", "for"]);
        let at = end + usize::from(opened) + usize::from(opened && says(part, end + 1, words!["the"]));
        let name = part.names.partition_point(|n| n.tokens.start < at);
        part.names.get(name).filter(|n| opened && n.tokens.start == at && n.sentence == mention.sentence).map(|_| name)
    };
    before.or_else(|| behind().filter(|_| !mention.kind.is_date()))
}

#[cfg(test)]
mod tests {
    use super::{apposed, respective};
    use crate::claim::testing::with_claims;

    /// The words of the name that belongs to each value by its place in a list.
    fn aligned(text: &str) -> Vec<Option<String>> {
        with_claims(text, |claims, parts| {
            let name = |n: usize| crate::claim::span_of(&parts[0], &parts[0].names[n].tokens).of(text).to_owned();
            claims.iter().map(|c| respective(&parts[0], c.mention, &c.run).and_then(|r| r.name).map(name)).collect()
        })
    }

    #[test]
    fn lists_of_one_length_are_aligned() {
        let some = |names: &[&str]| names.iter().map(|n| Some((*n).to_owned())).collect::<Vec<_>>();
        assert_eq!(aligned("Chad and Niger have populations of 18 million and 25 million."), some(&["Chad", "Niger"]));
        assert_eq!(
            aligned("The figures for Chad, Utopia and Niger were 18, 20 and 25, respectively."),
            [Some("Chad".to_owned()), None, Some("Niger".to_owned())]
        );
        assert_eq!(
            aligned("The figure is like that of Chad, the Isle of # Utopia and so on, Niger with a respective population of 18, 20, 25."),
            [Some("Chad".to_owned()), None, Some("Niger".to_owned())]
        );
        assert_eq!(aligned("The figures for Chad and Niger were 18, 20 and 25."), [None, None, None]);
        assert_eq!(aligned("Chad and Niger have 18 million people."), [None]);
    }

    #[test]
    fn a_name_right_beside_a_value_is_its_own() {
        let beside = |text: &str| {
            with_claims(text, |claims, parts| {
                let found = |c: &crate::claim::Claim| apposed(&parts[0], c.mention(parts)).map(|n| parts[0].names[n].tokens.start);
                claims.iter().map(found).collect::<Vec<_>>()
            })
        };
        assert_eq!(beside("Chad (18 million), Niger (25 million)"), [Some(0), Some(6)]);
        assert_eq!(beside("It is 18 percent in Chad and 25 percent in Niger."), [Some(5), Some(10)]);
        assert_eq!(beside("Some 18 million people live in Chad."), [Some(6)]);
        assert_eq!(beside("Chad, with many towns, has 18."), [None]);
    }
}
