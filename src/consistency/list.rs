//! FL502: a list with more or fewer items than are announced.

use super::operand::is_year;
use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::mention::date::expr::DateExpr;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::{Form, words};
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// "five clubs: A, B and C".
pub const LIST: Rule = Rule {
    code: "FL502",
    name: "list-count",
    summary: "the list has more or fewer items than announced",
    checks: "Where a small number and its noun announce a list, behind a colon or in brackets, that ends with \"and\", its items are counted in every way that its commas and \"and\"s allow; what stands in quotation marks is one item.",
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
        let Some(items) = count(view, &list) else { continue };
        let Some(listed) = items.against(announced, is_part(view, number)) else { continue };
        found.push(Inconsistency {
            mention: number,
            explanation: format!("{} are announced, {listed} are listed.", capital(view.text(number))),
            would_pass: if listed < announced { format!("{listed}, or the items that are missing") } else { listed.to_string() },
            ..view.slip(LIST.code)
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
    if is_known(view, announced.tokens.start, sentence.start, after) || !view.lexicon.words.is_plural(view.word(head - 1)) {
        return None;
    }
    let mut start = after + 1 + usize::from(view.mark(after, ','));
    // "four holidays (known as the Christmas …"
    if view.says(start, words!["known", "called", "named"]) {
        start += 1 + usize::from(view.says(start + 1, words!["as"]));
    }
    let closed = view.mark(after, '(');
    // "a Russian–Albanian dictionary" goes on
    let dash = |i: usize| view.mark(i, '–') && !view.part.reading.tokens[i].is_glued() || view.mark(i, '—');
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
    let dated = |i: usize| view.mention_at(i).is_some_and(|m| view.mentions()[m].kind.is_date() || is_year(view, m));
    let at = (head..(head + BEHIND).min(end)).find(|&i| opens(i) || !view.is_word(i) && !dated(i)).filter(|&i| opens(i))?;
    let titles = || view.mark(at, '(') && is_quote(view, at + 1);
    (at == head || view.mark(at, ':') || titles()).then_some(at)
}

fn is_quote(view: &View<'_>, at: usize) -> bool {
    ['"', '“', '”'].iter().any(|&mark| view.mark(at, mark))
}

/// True if the things are known already ("three of the four planets", "these four hills"), or the number is a name's.
fn is_known(view: &View<'_>, at: usize, start: usize, opening: usize) -> bool {
    let these = at.saturating_sub(2).max(start)..at;
    let some = words!["some", "most", "part", "half", "none", "many"];
    let of_known =
        of_what(view, at).is_some_and(|i| !view.is_word(i) || view.says(i, some) || view.classes(i).intersects(Class::NUMERAL) && !view.says(i, words!["one"]));
    let name = at > start && view.is_word(at) && view.part.reading.tokens[at].form.contains(Form::CAPITAL);
    // "the town's three clubs (Rovers and United)" may be two of them; behind a colon stand all
    let owned = !view.mark(opening, ':') && these.clone().any(|i| view.says(i, words!["'s"]));
    name || of_known || owned || these.into_iter().any(|i| view.says(i, words!["these", "those", "all"]))
}

/// The word before "of the" that leads to a number.
fn of_what(view: &View<'_>, at: usize) -> Option<usize> {
    (at.saturating_sub(2)..at).rev().find(|&i| view.says(i, words!["of"])).and_then(|i| i.checked_sub(1))
}

/// "one of the four": fewer than are announced may be listed, but one alone is no list.
fn is_part(view: &View<'_>, mention: usize) -> bool {
    of_what(view, view.mentions()[mention].tokens.start).is_some()
}

/// How many items a list may have.
struct Items {
    /// Every comma and every "and" taken as a joint.
    most: i64,
    /// No piece can belong to the one before it: as many as `most`, and not fewer.
    sure: bool,
}

impl Items {
    /// The number of items, if it cannot be the one that is announced.
    fn against(&self, announced: i64, part: bool) -> Option<i64> {
        let fewer = self.most < announced;
        // an item more than announced: a list of plain nouns leaves no other reading
        let more = self.sure && self.most == announced + 1 && !part;
        (fewer || more).then_some(self.most)
    }
}

/// Words that leave a list open, or make it no plain one.
const OPEN: &[u64] = words![
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

/// How many items there are; none where nobody can tell.
fn count(view: &View<'_>, list: &Range<usize>) -> Option<Items> {
    // what stands in quotation marks is one thing
    let inner = quoted(view, list);
    let free = |i: &usize| !inner.iter().any(|quote| quote.contains(i));
    let strange = |i: usize| view.says(i, OPEN) || ['(', ':', '?', '…', '/', '='].iter().any(|&m| view.mark(i, m));
    if list.clone().filter(free).any(strange) {
        return None;
    }
    let commas: Vec<usize> = list.clone().filter(free).filter(|&i| view.mark(i, ',')).collect();
    let ands: Vec<usize> = list.clone().filter(free).filter(|&i| view.says(i, words!["and", "or"]) || view.mark(i, '&')).collect();
    let last = *ands.last()?;
    let behind = commas.last().is_none_or(|&comma| comma < last);
    let pieces = pieces(list, &commas, &ands);
    let counted = pieces.iter().filter(|piece| numbers(view, piece)).count();
    // "Capital Territory North Island" lacks a comma, perhaps
    let run_on = pieces.iter().filter(|piece| piece.len() >= RUN_ON && (piece.start..piece.end).all(|i| !view.is_word(i) || is_capital(view, i))).count();
    let most = run_on + commas.len() + 1 + ands.iter().filter(|&&and| !commas.contains(&(and - 1))).count();
    let longest = pieces.iter().map(Range::len).max().unwrap_or(0);
    // quantities are items only where every item is one
    let clear = counted == 0 || counted == pieces.len() && pieces.iter().all(|piece| is_measured(view, piece));
    // "sport and exercise teachers" may be one item, "domestic rules and special duties" are two
    let joined = pieces.len() >= 2 && pieces[pieces.len() - 1].len() == pieces[pieces.len() - 2].len();
    let flat = joined && ands.len() == 1 && inner.is_empty() && !commas.contains(&(last - 1));
    let sure = counted == 0 && flat && pieces.iter().all(|piece| is_plain(view, piece));
    (behind && clear && longest <= LONG).then_some(Items { most: most as i64, sure })
}

/// So many capitalised words may be two names.
const RUN_ON: usize = 4;

fn is_capital(view: &View<'_>, at: usize) -> bool {
    view.part.reading.tokens[at].form.contains(Form::CAPITAL)
}

/// Tokens of a sound and its slashes.
const SOUND: usize = 4;

/// What stands between quotation marks or, of sounds, between slashes, marks included.
fn quoted(view: &View<'_>, list: &Range<usize>) -> Vec<Range<usize>> {
    let pairs = |marks: Vec<usize>| -> Vec<Range<usize>> {
        if marks.len().is_multiple_of(2) { marks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1).collect() } else { Vec::new() }
    };
    let quotes = pairs(list.clone().filter(|&i| is_quote(view, i)).collect());
    // "/e/, /i/ and /u/": sounds stand between slashes
    let sounds = pairs(list.clone().filter(|&i| view.mark(i, '/')).collect());
    let tight = sounds.iter().all(|sound| sound.len() <= SOUND && (sound.start + 1..sound.end).all(|i| view.part.reading.tokens[i].is_glued()));
    if tight { quotes.into_iter().chain(sounds).collect() } else { quotes }
}

/// True if a number stands in the piece: "18 months", not "the daily paper".
fn numbers(view: &View<'_>, piece: &Range<usize>) -> bool {
    piece
        .clone()
        .filter_map(|i| view.mention_at(i))
        .any(|m| !matches!(view.mentions()[m].kind, Kind::Set | Kind::Time) && !matches!(view.mentions()[m].said, Some(DateExpr::Holiday { .. })))
}

/// "18 months": a quantity, not "2 by men", which is a part.
fn is_measured(view: &View<'_>, piece: &Range<usize>) -> bool {
    piece.clone().filter_map(|i| view.mention_at(i)).all(|m| view.mentions()[m].unit.is_some())
}

/// Words of the longest piece that is surely one item.
const SHORT: usize = 3;

/// A short piece in small letters without an article or preposition: "public health", not "the capital".
fn is_plain(view: &View<'_>, piece: &Range<usize>) -> bool {
    let word = |i: usize| view.is_word(i) && !view.classes(i).intersects(Class::FUNCTION | Class::ARTICLE | Class::PRONOUN | Class::POSSESSIVE);
    let small = |i: usize| !is_capital(view, i);
    !piece.is_empty() && piece.len() <= SHORT && piece.clone().all(word) && piece.clone().next_back().is_some_and(small)
}

/// The pieces between commas and "and"s.
fn pieces(list: &Range<usize>, commas: &[usize], ands: &[usize]) -> Vec<Range<usize>> {
    let mut cuts: Vec<usize> = commas.iter().chain(ands).copied().collect();
    cuts.push(list.end);
    cuts.sort_unstable();
    let mut start = list.start;
    let pieces = cuts.into_iter().map(move |cut| {
        let piece = start..cut.max(start);
        start = cut + 1;
        piece
    });
    pieces.filter(|piece| !piece.is_empty()).collect()
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
        for text in [
            "It kept its three enclaves (Arcen and Bolt) there.",
            "More were left in any of the four other towns (Arcen, Bolt and Cade).",
            "Four books were printed in 1954: the Elder Rhymes and the Younger Rhymes.",
            "They use three labels: \"Wet or dry\" and \"Not wet or dry\".",
            "The tongue has five vowels, namely /e/, /i/, /o/ and /u/.",
            "There were four age groups (18 months, 24 months and 30 months).",
            "It was run by one of the four powers: Norway, France and the Soviet Union.",
            "The town has four papers: the daily Star and the weekly Journal.",
            "The council has three bodies: financial services, internal rules, market access and specific commitments.",
        ] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn lists_that_may_be_whole_or_are_open_are_left_alone() {
        for text in [
            "The town has three clubs: Rovers, Wanderers and United.",
            "It has three firms: Smith and Sons, Baker and Hart.",
            "It has five clubs, including Rovers and United.",
            "It has five clubs (among others Rovers and United).",
            "There are 5 cities: see the map and the text.",
            "He went with two of the four brothers (Karl and Otto).",
            "The tongue has four vowels, namely /e/, /i/, /o/ and /u/.",
            "The line has four stops, namely Arcen/Bolt, Cade and Kern.",
            "It has two offices: Lyon, the capital of the south, and Paris.",
            "She has two sons: Karl, a doctor, and Otto.",
            "It has two parts: bread, a staple and butter.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
