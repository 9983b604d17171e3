//! The operands of a sentence: its numbers, what stands between them, and what their true
//! values may be by the precision in which they are written.
//!
//! In: the mentions of a sentence. Out: intervals, and pairs of values that a change leads
//! from and to. Which relation must hold between them is for the checks to know.

use super::View;
use crate::claim::allowed::allowed;
use crate::lexicon::hedge::HedgeKind;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::measure::interval::Interval;
use crate::mention::draft::Kind;
use crate::mention::{Counted, Mention};
use crate::text::token::{TokenKind, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// The values that a change leads from and to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The mention that it starts from.
    pub from: usize,
    /// The mention that it ends at; the same where "2 to 3 million" is read as one range.
    pub to: usize,
    /// Both values say their side: "from 5 to 6".
    pub said: bool,
    /// From the first preposition to the end of the second value.
    pub tokens: Range<usize>,
}

/// How many tokens may stand between the two values of a change: their years, their units.
const APART: usize = 14;
/// How far before a range its verb may stand: "doubled the surplus of last year, from".
const VERB: usize = 12;
/// How far a preposition may stand before its value: "to a record 300".
const LEAD: usize = 3;

impl<'a> View<'a> {
    /// The mentions of the part.
    pub(super) fn mentions(&self) -> &'a [Mention] {
        &self.part.reading.mentions
    }

    /// The mentions of each sentence that has at least `least`.
    pub(super) fn sentences(&self, least: usize) -> impl Iterator<Item = Range<usize>> + use<'a> {
        self.ranges.iter().filter(move |range| range.len() >= least).cloned()
    }

    /// The tokens of the sentence that a mention stands in.
    pub(super) fn around(&self, mention: usize) -> Range<usize> {
        self.part.reading.sentences[self.mentions()[mention].sentence].tokens.clone()
    }

    /// True if some word of the mention's sentence is of these classes: what is not here need
    /// not be looked for.
    pub(super) fn holds(&self, mention: usize, classes: Class) -> bool {
        self.part.reading.held[self.mentions()[mention].sentence].intersects(classes)
    }

    /// The mention that a token belongs to.
    pub(super) fn mention_at(&self, at: usize) -> Option<usize> {
        let number = self.mentions().partition_point(|m| m.tokens.end <= at);
        self.mentions().get(number).filter(|m| m.tokens.contains(&at)).map(|_| number)
    }

    /// The tokens between two mentions; none if they overlap.
    pub(super) fn between(&self, one: usize, other: usize) -> Range<usize> {
        let (start, end) = (self.mentions()[one].tokens.end, self.mentions()[other].tokens.start);
        start..end.max(start)
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
        match mention.hedge.filter(|hedge| hedge.kind != HedgeKind::Exactly) {
            Some(_) => Some(written.close.hull(&rounded)),
            None => Some(rounded),
        }
    }

    /// As `exact`, but no number is taken to be rounder than its grain: "500" is 450 to 550 and
    /// "1,000" 900 to 1,100. A bound reaches as far as its words do without being understated.
    pub(super) fn meant(&self, mention: usize) -> Option<Interval> {
        let told = &self.mentions()[mention];
        let figure = told.value.filter(|_| told.high.is_none() && !told.vague)?;
        let written = allowed(told, self.lexicon)?;
        let rounded = Interval::around(figure.value, self.fineness(mention, figure));
        match (told.bound, told.hedge) {
            (None, None) => Some(if written.exact { written.supported } else { rounded }),
            (None, Some(_)) => Some(written.supported.hull(&rounded)),
            (Some(_), _) => Some(written.supported),
        }
    }

    /// As `exact`; a bound or a hedge to one side admits what its words do.
    pub(super) fn admitted(&self, mention: usize) -> Option<Interval> {
        let bounded = || Some(allowed(&self.mentions()[mention], self.lexicon)?.close);
        self.exact(mention).or_else(bounded)
    }

    /// Two values in the unit of the first, if they measure the same.
    pub(super) fn aligned(&self, one: usize, other: usize) -> Option<(Interval, Interval)> {
        self.in_one_unit(one, other, (self.exact(one)?, self.exact(other)?))
    }

    /// As `aligned`, with what each number is meant to be.
    pub(super) fn aligned_as_meant(&self, one: usize, other: usize) -> Option<(Interval, Interval)> {
        self.in_one_unit(one, other, (self.meant(one)?, self.meant(other)?))
    }

    /// Both intervals in the unit of the first mention, if the two measure the same.
    pub(super) fn in_one_unit(&self, one: usize, other: usize, (near, far): (Interval, Interval)) -> Option<(Interval, Interval)> {
        let (first, second) = (&self.mentions()[one], &self.mentions()[other]);
        match (&first.unit, &second.unit) {
            (Some(u), Some(v)) if u.name == v.name => Some((near, far)),
            // "from 200 dollars to 300 dollars a tonne"
            (Some(u), Some(v)) if v.name.strip_prefix(u.name.as_str()).is_some_and(|rest| rest.starts_with(" per ")) => Some((near, far)),
            (Some(u), Some(v)) if u.name.strip_prefix(v.name.as_str()).is_some_and(|rest| rest.starts_with(" per ")) => Some((near, far)),
            (Some(u), Some(v)) => u.measures_same(v).then(|| far.map(|value| v.convert(value, u))).flatten().map(|far| (near, far)),
            _ if is_measured(first) && is_measured(second) && self.may_share(first, second) => Some((near, far)),
            _ => None,
        }
    }

    /// Every pair of values of a sentence that one change leads from and to.
    pub(super) fn changes(&self, range: Range<usize>) -> Vec<Change> {
        let values: Vec<usize> = range.filter(|&i| is_measured(&self.mentions()[i])).collect();
        let ranges = values.iter().filter_map(|&i| self.range(i));
        ranges.chain(values.windows(2).filter_map(|pair| self.change(pair[0], pair[1]))).collect()
    }

    /// "from 2.5 million to 5 million", read as one range.
    fn range(&self, mention: usize) -> Option<Change> {
        let tokens = self.mentions()[mention].tokens.clone();
        let start = tokens.start.checked_sub(1).filter(|&at| self.says(at, words!["from"]))?;
        let whole = self.mentions()[mention].high.is_some() && tokens.clone().any(|at| self.says(at, words!["to"]));
        // "8 percent from 18 to 24, 30 percent from 25 to 44": only a verb makes a change of a range
        let verb = (start.saturating_sub(VERB)..start).any(|at| self.classes(at).intersects(Class::CHANGE | Class::RATIO));
        (whole && verb).then_some(Change { from: mention, to: mention, said: true, tokens: start..tokens.end })
    }

    /// What the values of a change may be, in one unit.
    pub(super) fn ends(&self, change: &Change) -> Option<(Interval, Interval)> {
        if change.from != change.to {
            return self.aligned(change.from, change.to);
        }
        let told = &self.mentions()[change.from];
        let end = |figure: Figure| Interval::around(figure.value, figure.step_of_last_digit() / Decimal::TWO);
        Some((end(told.value?), end(told.high?)))
    }

    /// As `ends`, with what each number is meant to be.
    pub(super) fn ends_as_meant(&self, change: &Change) -> Option<(Interval, Interval)> {
        if change.from != change.to {
            return self.aligned_as_meant(change.from, change.to);
        }
        let told = &self.mentions()[change.from];
        let end = |figure: Figure| Interval::around(figure.value, self.fineness(change.from, figure));
        Some((end(told.value?), end(told.high?)))
    }

    /// The two values as they are written.
    pub(super) fn end_figures(&self, change: &Change) -> Option<(Figure, Figure)> {
        let (from, to) = (&self.mentions()[change.from], &self.mentions()[change.to]);
        Some((from.value?, if change.from == change.to { to.high? } else { to.value? }))
    }

    /// The words of the two values.
    pub(super) fn end_texts(&self, change: &Change) -> (&'a str, &'a str) {
        let (from, to) = (self.text(change.from), self.text(change.to));
        if change.from == change.to { from.split_once(" to ").unwrap_or((from, to)) } else { (from, to) }
    }

    /// How far from a number as it is written its true value may lie: half its grain, or half the
    /// worth of its last decimal ("2.0 million").
    fn fineness(&self, mention: usize, figure: Figure) -> Decimal {
        let grain = if self.text(mention).contains('.') { figure.step } else { figure.grain() };
        grain / Decimal::TWO
    }

    fn change(&self, a: usize, b: usize) -> Option<Change> {
        let (first, second) = (&self.mentions()[a], &self.mentions()[b]);
        let gap = second.tokens.start.checked_sub(first.tokens.end).filter(|gap| *gap <= APART)?;
        let next = self.lead(b)?;
        let lead = self.lead(a);
        let between = first.tokens.end..second.tokens.start;
        let stop = |i: usize| self.mark(i, ';') || self.says(i, words!["and", "while", "but", "or"]);
        // "148 between 1760 and 1769 to 63": the "and" is the date's
        let stops = between.clone().any(|i| stop(i) && self.mention_at(i).is_none());
        let comma = between.clone().any(|i| self.mark(i, ','));
        let (from, to) = match (lead.map(|l| l.0), next.0) {
            (Some(Side::From), Side::To) if !comma && !self.goes_on(b) => (a, b),
            (Some(Side::To), Side::From) => (b, a),
            (None, Side::From) if gap <= 8 => (b, a),
            _ => return None,
        };
        let start = lead.map_or(first.tokens.start, |l| l.1);
        let agree = self.aligned_as_meant(from, to).is_some();
        (agree && !stops).then(|| Change { from, to, said: lead.is_some(), tokens: start..second.tokens.end })
    }

    /// True if one unit or noun may be meant for both: percent is never meant for counts.
    fn may_share(&self, a: &Mention, b: &Mention) -> bool {
        let percent = (a.kind == Kind::Percent) == (b.kind == Kind::Percent);
        // "from 1.10 dollars to 30 Canadian cents" counts two things
        let bare = (a.unit.is_none() || b.noun.is_none()) && (b.unit.is_none() || a.noun.is_none());
        percent && bare && self.nouns_agree(a, b)
    }

    /// "the 169,000 figure", "the 9.9 million exported" may be of anything.
    fn nouns_agree(&self, a: &Mention, b: &Mention) -> bool {
        let words = &self.lexicon.words;
        let any = |noun: &Counted| words.look_up(&noun.lemma).classes.contains(Class::MEASURE) || noun.span.of(self.part.text).ends_with("ed");
        a.noun.as_ref().zip(b.noun.as_ref()).is_none_or(|(a, b)| a.lemma == b.lemma || any(a) || any(b))
    }

    /// True if another "to" and a value follow: "from 300 to 200 to 100".
    fn goes_on(&self, mention: usize) -> bool {
        let sentence = self.mentions()[mention].sentence;
        let rest = (mention + 1..self.mentions().len()).take_while(|&i| self.mentions()[i].sentence == sentence);
        rest.into_iter().find(|&i| is_number(&self.mentions()[i])).is_some_and(|next| {
            let near = self.mentions()[next].tokens.start - self.mentions()[mention].tokens.end <= LEAD + 3;
            // "to 1,000, and then further cut to 700" is another change
            let again = self.between(mention, next).any(|i| self.says(i, words!["and"])) && self.between(mention, next).any(|i| self.direction(i).is_some());
            near && !again && self.lead(next).is_some_and(|lead| lead.0 == Side::To)
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

/// "the Class of 2020", "1996 levels": four digits that are a year.
pub(super) fn is_year(view: &View<'_>, mention: usize) -> bool {
    let text = view.text(mention);
    text.len() == 4 && ("1900".."2100").contains(&text) && view.mentions()[mention].kind == Kind::Number
}

/// True for what can be counted up and down.
pub(super) fn is_number(mention: &Mention) -> bool {
    matches!(mention.kind, Kind::Number | Kind::Money | Kind::Quantity | Kind::Percent) && mention.value.is_some()
}

/// As `is_number`, and a length of time: voting ages go from 21 to 18 years, too.
fn is_measured(mention: &Mention) -> bool {
    is_number(mention) || mention.kind == Kind::Duration && mention.said.is_none() && mention.value.is_some()
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
