//! The operands of a sentence: its numbers, what stands between them, and what their true
//! values may be by the precision in which they are written.
//!
//! In: the mentions of a sentence. Out: intervals, and pairs of values that a change leads
//! from and to. Which relation must hold between them is for the checks to know.

use super::View;
use crate::claim::allowed::allowed;
use crate::lexicon::word::Class;
use crate::measure::interval::Interval;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::text::token::{TokenKind, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// The values that a change leads from and to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The mention that it starts from.
    pub from: usize,
    /// The mention that it ends at.
    pub to: usize,
    /// Both values say their side: "from 5 to 6".
    pub said: bool,
    /// From the first preposition to the end of the second value.
    pub tokens: Range<usize>,
}

/// How many tokens may stand between the two values of a change: their years, their units.
const APART: usize = 14;
/// How far a preposition may stand before its value: "to a record 300".
const LEAD: usize = 3;

impl<'a> View<'a> {
    /// The mentions of the part.
    pub(super) fn mentions(&self) -> &'a [Mention] {
        &self.part.reading.mentions
    }

    /// The mentions of each sentence that has at least `least`.
    pub(super) fn sentences(&self, least: usize) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let mentions = self.mentions();
        let mut next = 0;
        std::iter::from_fn(move || {
            let first = mentions.get(next)?;
            let start = next;
            next += mentions[start..].iter().take_while(|m| m.sentence == first.sentence).count();
            Some(start..next)
        })
        .filter(move |range| range.len() >= least)
    }

    /// The tokens of the sentence that a mention stands in.
    pub(super) fn around(&self, mention: usize) -> Range<usize> {
        self.part.reading.sentences[self.mentions()[mention].sentence].tokens.clone()
    }

    /// True if the token is one of `words`.
    pub(super) fn says(&self, at: usize, words: &[u64]) -> bool {
        self.part.reading.tokens.get(at).is_some_and(|t| words.contains(&t.hash))
    }

    /// True if the token is this mark.
    pub(super) fn mark(&self, at: usize, mark: char) -> bool {
        self.part.reading.tokens.get(at).is_some_and(|t| t.is_mark(mark))
    }

    /// True if the token is a word.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.part.reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// The classes of the word at `at`.
    pub(super) fn classes(&self, at: usize) -> Class {
        self.part.reading.marks.get(at).map_or(Class::empty(), |&m| self.lexicon.words.classes(m))
    }

    /// Up or down, 1 or −1, if the word at `at` says that something changes so.
    pub(super) fn direction(&self, at: usize) -> Option<i64> {
        let mark = *self.part.reading.marks.get(at)?;
        self.lexicon.words.get(mark).value(Class::CHANGE).filter(|v| *v != 0)
    }

    /// The words of a token.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.part.reading.tokens.get(at).map_or("", |t| t.span().of(self.part.text))
    }

    /// The words of a mention.
    pub(super) fn text(&self, mention: usize) -> &'a str {
        self.mentions()[mention].span.of(self.part.text)
    }

    /// What the true value behind a number may be: half a grain about it, more with a hedge.
    /// None for ranges, bounds and vague numbers.
    pub(super) fn exact(&self, mention: usize) -> Option<Interval> {
        let mention = &self.mentions()[mention];
        let figure = mention.value.filter(|_| mention.high.is_none() && mention.bound.is_none() && !mention.vague)?;
        let written = allowed(mention, self.lexicon)?;
        if written.exact {
            return Some(written.supported);
        }
        let rounded = Interval::around(figure.value, figure.step_of_last_digit() / Decimal::TWO);
        match mention.hedge {
            Some(_) => Some(written.close.hull(&rounded)),
            None => Some(rounded),
        }
    }

    /// As `exact`; a bound or a hedge to one side admits what its words do.
    pub(super) fn admitted(&self, mention: usize) -> Option<Interval> {
        let bounded = || Some(allowed(&self.mentions()[mention], self.lexicon)?.close);
        self.exact(mention).or_else(bounded)
    }

    /// Two values in the unit of the first, if they measure the same.
    pub(super) fn aligned(&self, one: usize, other: usize) -> Option<(Interval, Interval)> {
        let (first, second) = (&self.mentions()[one], &self.mentions()[other]);
        let (near, far) = (self.exact(one)?, self.exact(other)?);
        match (&first.unit, &second.unit) {
            (Some(u), Some(v)) if u.name == v.name => Some((near, far)),
            // "from 200 dollars to 300 dollars a tonne"
            (Some(u), Some(v)) if v.name.strip_prefix(u.name.as_str()).is_some_and(|rest| rest.starts_with(" per ")) => Some((near, far)),
            (Some(u), Some(v)) if u.name.strip_prefix(v.name.as_str()).is_some_and(|rest| rest.starts_with(" per ")) => Some((near, far)),
            (Some(u), Some(v)) => u.measures_same(v).then(|| far.map(|value| v.convert(value, u))).flatten().map(|far| (near, far)),
            _ if is_number(first) && is_number(second) && may_share(first, second) => Some((near, far)),
            _ => None,
        }
    }

    /// Every pair of values of a sentence that one change leads from and to.
    pub(super) fn changes(&self, range: Range<usize>) -> Vec<Change> {
        let values: Vec<usize> = range.filter(|&i| is_number(&self.mentions()[i])).collect();
        values.windows(2).filter_map(|pair| self.change(pair[0], pair[1])).collect()
    }

    fn change(&self, a: usize, b: usize) -> Option<Change> {
        let (first, second) = (&self.mentions()[a], &self.mentions()[b]);
        let gap = second.tokens.start.checked_sub(first.tokens.end).filter(|gap| *gap <= APART)?;
        let (lead, next) = (self.lead(a), self.lead(b)?);
        let between = first.tokens.end..second.tokens.start;
        let stops = between.clone().any(|i| self.mark(i, ';') || self.says(i, words!["and", "while", "but", "or"]));
        let comma = between.clone().any(|i| self.mark(i, ','));
        let (from, to) = match (lead.map(|l| l.0), next.0) {
            (Some(Side::From), Side::To) if !comma && !self.goes_on(b) => (a, b),
            (Some(Side::To), Side::From) => (b, a),
            (None, Side::From) if gap <= 8 => (b, a),
            _ => return None,
        };
        let start = lead.map_or(first.tokens.start, |l| l.1);
        let agree = self.aligned(from, to).is_some();
        (agree && !stops).then(|| Change { from, to, said: lead.is_some(), tokens: start..second.tokens.end })
    }

    /// True if another "to" and a value follow: "from 300 to 200 to 100".
    fn goes_on(&self, mention: usize) -> bool {
        let sentence = self.mentions()[mention].sentence;
        let rest = (mention + 1..self.mentions().len()).take_while(|&i| self.mentions()[i].sentence == sentence);
        rest.into_iter().find(|&i| is_number(&self.mentions()[i])).is_some_and(|next| {
            let near = self.mentions()[next].tokens.start - self.mentions()[mention].tokens.end <= LEAD + 3;
            near && self.lead(next).is_some_and(|lead| lead.0 == Side::To)
        })
    }

    /// The preposition before a value, and where it stands.
    fn lead(&self, mention: usize) -> Option<(Side, usize)> {
        let start = self.mentions()[mention].tokens.start;
        let first = self.around(mention).start;
        let passed = |i: usize| self.is_word(i) && (self.classes(i).contains(Class::ARTICLE) || !self.classes(i).intersects(Class::FUNCTION | Class::CHANGE));
        for at in (first..start).rev().take(LEAD) {
            match () {
                () if self.says(at, words!["from"]) => return Some((Side::From, at)),
                () if self.says(at, words!["to"]) => return Some((Side::To, at)),
                () if passed(at) => {}
                () => return None,
            }
        }
        None
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    From,
    To,
}

/// True for what can be counted up and down.
pub(super) fn is_number(mention: &Mention) -> bool {
    matches!(mention.kind, Kind::Number | Kind::Money | Kind::Quantity | Kind::Percent) && mention.value.is_some()
}

/// True if one unit or noun may be meant for both: percent is never meant for counts.
fn may_share(a: &Mention, b: &Mention) -> bool {
    let percent = (a.kind == Kind::Percent) == (b.kind == Kind::Percent);
    // "from 1.10 dollars to 30 Canadian cents" counts two things
    let bare = (a.unit.is_none() || b.noun.is_none()) && (b.unit.is_none() || a.noun.is_none());
    percent && bare && nouns_agree(a, b)
}

fn nouns_agree(a: &Mention, b: &Mention) -> bool {
    a.noun.as_ref().zip(b.noun.as_ref()).is_none_or(|(a, b)| a.lemma == b.lemma)
}

/// The quotient of two intervals above zero.
pub(super) fn quotient(over: &Interval, under: &Interval) -> Option<Interval> {
    let above = |end: Option<Decimal>| end.filter(|v| *v > Decimal::ZERO);
    let low = above(over.low).zip(above(under.high)).and_then(|(a, b)| a.checked_div(b))?;
    let high = above(over.high).zip(above(under.low)).and_then(|(a, b)| a.checked_div(b))?;
    Some(Interval::between(low, high))
}

/// A number as people write it, with few digits.
pub(super) fn rough(value: Decimal) -> String {
    crate::measure::interval::grouped(value.round_sf(3).unwrap_or(value))
}
