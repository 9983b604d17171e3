//! FL502: a list with fewer items than are announced.

use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::{Form, words};
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// "five clubs: A, B and C".
pub const LIST: Rule = Rule {
    code: "FL502",
    name: "list-count",
    summary: "the list has fewer items than announced",
    checks: "Where a small number and its noun announce a list, behind a colon or in brackets, that ends with \"and\", its items are counted in every way that its commas and \"and\"s allow.",
    why: "An item was cut, or one was added and the number stayed.",
    example: "\"two enclaves\" made \"three enclaves (Ceuta and Melilla)\".",
    silent: "Some way of counting gives the number, the list is open (\"including\", \"such as\", \"among others\"), or its items are long.",
};

/// The largest number that announces a list.
const MOST: i64 = 12;
/// Words of the longest item.
const LONG: usize = 9;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for (number, mention) in view.mentions().iter().enumerate() {
        let announced = mention.value.filter(|v| v.value.scale() == 0 && mention.high.is_none() && mention.bound.is_none() && mention.hedge.is_none());
        let Some(announced) = announced.and_then(|v| v.value.to_i64()).filter(|n| (2..=MOST).contains(n) && mention.kind == Kind::Number) else { continue };
        let Some(list) = list(view, number) else { continue };
        let Some(most) = count(view, &list).filter(|most| *most < announced) else { continue };
        found.push(Inconsistency {
            code: LIST.code,
            part: view.number,
            mention: number,
            related: Vec::new(),
            explanation: format!("{} are announced, {most} are listed.", capital(view.text(number))),
            would_pass: format!("{most}, or the items that are missing"),
            suggestion: None,
        });
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// The tokens of the list that the number's noun announces.
fn list(view: &View<'_>, mention: usize) -> Option<Range<usize>> {
    let announced = &view.mentions()[mention];
    let noun = announced.noun.as_ref()?;
    let sentence = view.around(mention);
    let head = view.part.reading.tokens.partition_point(|t| t.end <= noun.span.end);
    let after = opening(view, head, sentence.end)?;
    let start = after + 1 + usize::from(view.mark(after, ','));
    if is_known(view, announced.tokens.start, sentence.start) || !view.lexicon.words.is_plural(view.word(head - 1)) {
        return None;
    }
    let closed = view.mark(after, '(');
    let dash = |i: usize| view.mark(i, '–') || view.mark(i, '—');
    let ends = |i: &usize| if closed { view.mark(*i, ')') } else { view.mark(*i, '.') || view.mark(*i, ';') || dash(*i) };
    let end = (start..sentence.end).find(ends).or((!closed).then_some(sentence.end))?;
    (end > start + 2).then_some(start..end)
}

/// How far behind the noun its list may be announced: "four hotels in the town:".
const BEHIND: usize = 8;

/// Where the list is announced.
fn opening(view: &View<'_>, head: usize, end: usize) -> Option<usize> {
    let dash = |i: usize| view.mark(i, '–') || view.mark(i, '—');
    let opens = |i: usize| view.mark(i, ':') || view.mark(i, '(') || dash(i) || view.mark(i, ',') && view.says(i + 1, words!["namely"]);
    let at = (head..(head + BEHIND).min(end)).find(|&i| opens(i) || !view.is_word(i)).filter(|&i| opens(i))?;
    (at == head || view.mark(at, ':')).then_some(at)
}

/// True if the things are known already ("three of the four planets", "these four hills"), or the number is a name's.
fn is_known(view: &View<'_>, at: usize, start: usize) -> bool {
    let these = at.saturating_sub(2).max(start)..at;
    let of = these.clone().rev().find(|&i| view.says(i, words!["of"])).and_then(|i| i.checked_sub(1));
    let some = words!["each", "any", "some", "most", "all", "part", "half", "none", "many"];
    let of_known = of.is_some_and(|i| !view.is_word(i) || view.classes(i).intersects(Class::NUMERAL) || view.says(i, some));
    let name = at > start && view.is_word(at) && view.part.reading.tokens[at].form.contains(Form::CAPITAL);
    name || of_known || these.into_iter().any(|i| view.says(i, words!["these", "those", "all", "'s"]))
}

/// How many items there are at most; none where nobody can tell.
fn count(view: &View<'_>, list: &Range<usize>) -> Option<i64> {
    let open = words![
        "including",
        "include",
        "includes",
        "such",
        "like",
        "eg",
        "e.g.",
        "etc",
        "others",
        "other",
        "among",
        "mostly",
        "mainly",
        "each",
        "both",
        "respectively",
        "another",
        "along",
        "excluding",
        "except",
        "joint",
        "plus",
        "part",
        "with",
        "first",
        "second",
        "one",
        "two",
        "three",
        "see",
        "who",
        "which",
        "that",
        "then",
        "is",
        "are",
        "was",
        "were",
        "not",
        "but"
    ];
    let strange = |i: usize| view.says(i, open) || ['(', ':', '?', '…', '/', '='].iter().any(|&m| view.mark(i, m));
    if list.clone().any(strange) || list.clone().any(|i| view.mentions().iter().any(|m| m.tokens.contains(&i))) {
        return None;
    }
    let commas: Vec<usize> = list.clone().filter(|&i| view.mark(i, ',')).collect();
    let ands: Vec<usize> = list.clone().filter(|&i| view.says(i, words!["and", "or"]) || view.mark(i, '&')).collect();
    let last = *ands.last()?;
    let behind = commas.last().is_none_or(|&comma| comma < last);
    let items = commas.len() + 1 + ands.iter().filter(|&&and| !commas.contains(&(and - 1))).count();
    let longest = lengths(list, &commas, &ands).max().unwrap_or(0);
    (behind && longest <= LONG).then_some(items as i64)
}

/// The words of each piece between commas and "and"s.
fn lengths(list: &Range<usize>, commas: &[usize], ands: &[usize]) -> impl Iterator<Item = usize> {
    let mut cuts: Vec<usize> = commas.iter().chain(ands).copied().collect();
    cuts.push(list.end);
    cuts.sort_unstable();
    let mut start = list.start;
    cuts.into_iter().map(move |cut| {
        let length = cut.saturating_sub(start);
        start = cut + 1;
        length
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn a_list_that_is_too_short_is_named() {
        assert_eq!(
            explained("The town has five clubs: Rovers, Wanderers and United."),
            ["FL502 Five are announced, 3 are listed. → 3, or the items that are missing"]
        );
        assert_eq!(explained("It kept its three enclaves (Arcen and Bolt) there.").len(), 1);
    }

    #[test]
    fn lists_that_may_be_whole_or_are_open_are_left_alone() {
        for text in [
            "The town has three clubs: Rovers, Wanderers and United.",
            "It has three firms: Smith and Sons, Baker and Hart.",
            "It has five clubs, including Rovers and United.",
            "It has five clubs (among others Rovers and United).",
            "There are 5 cities: see the map and the text.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
