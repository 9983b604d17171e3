//! Steps through a sentence, away from a value.
//!
//! In: a sentence with its names and dates. Out: what stands next to a place on either
//! side: a word, a whole name, a whole date, or an aside in brackets, which is stepped
//! over as if it were not there. What a step means is for the patterns.

use super::{PartReading, says};
use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::text::token::TokenKind;
use crate::text::token::words;
use std::cell::Cell;
use std::ops::Range;

/// The longest aside in brackets that is stepped over, in tokens.
const ASIDE: usize = 14;

/// A sentence to step through.
pub struct Walk<'a> {
    part: &'a PartReading<'a>,
    lexicon: &'a Lexicon,
    tokens: Range<usize>,
    /// The steps that were asked for, leftward and rightward, by the edge that they set out from: every pattern takes the same.
    known: Vec<[Cell<Option<Step>>; 2]>,
}

/// The edge reached and what the step costs; none at a stop, a number, the sentence's end.
type Step = Option<(usize, usize)>;

impl<'a> Walk<'a> {
    /// Steps inside `tokens`, a sentence of the part.
    pub fn new(part: &'a PartReading<'a>, lexicon: &'a Lexicon, tokens: Range<usize>) -> Self {
        let known = vec![<[Cell<Option<Step>>; 2]>::default(); tokens.len() + 1];
        Walk { part, lexicon, tokens, known }
    }

    /// One past the sentence's last token.
    pub fn end(&self) -> usize {
        self.tokens.end
    }

    /// One step from the edge `at`.
    pub fn step(&self, at: usize, left: bool) -> Step {
        let known = at.checked_sub(self.tokens.start).and_then(|edge| self.known.get(edge));
        let Some(known) = known.map(|both| &both[usize::from(left)]) else { return self.find_step(at, left) };
        known.get().unwrap_or_else(|| {
            let step = self.find_step(at, left);
            known.set(Some(step));
            step
        })
    }

    fn find_step(&self, at: usize, left: bool) -> Step {
        let here = self.beside(at, left)?;
        if let Some(far) = self.aside(here, left) {
            return Some((far, 0));
        }
        if let Some(far) = self.name(at, left).map(|n| n.1).or_else(|| self.date(at, left)) {
            return Some((far, 1));
        }
        self.is_passable(here).then_some((if left { at - 1 } else { at + 1 }, 1))
    }

    /// The name beside the edge `at`, of the part's, and its far edge.
    pub fn name(&self, at: usize, left: bool) -> Option<(usize, usize)> {
        let names = &self.part.names;
        let first = names.partition_point(|n| if left { n.tokens.end < at } else { n.tokens.start < at });
        let name = names.get(first).filter(|n| self.tokens.start <= n.tokens.start && n.tokens.end <= self.tokens.end)?;
        let (near, far) = if left { (name.tokens.end, name.tokens.start) } else { (name.tokens.start, name.tokens.end) };
        (near == at).then_some((first, far))
    }

    /// The far edge of one of `words`, by their hashes, beside the edge `at`.
    pub fn word(&self, at: usize, left: bool, words: &[u64]) -> Option<usize> {
        let here = self.beside(at, left)?;
        words.contains(&self.part.reading.tokens[here].hash).then_some(if left { at - 1 } else { at + 1 })
    }

    /// The token beside an edge.
    fn beside(&self, at: usize, left: bool) -> Option<usize> {
        let here = if left { at.checked_sub(1)? } else { at };
        self.tokens.contains(&here).then_some(here)
    }

    /// The far edge of an aside in brackets.
    fn aside(&self, here: usize, left: bool) -> Option<usize> {
        let (near, far) = if left { (')', '(') } else { ('(', ')') };
        let tokens = &self.part.reading.tokens;
        if !tokens[here].is_mark(near) {
            return None;
        }
        let inside = (1..ASIDE).map_while(|n| if left { here.checked_sub(n) } else { Some(here + n) });
        let end = inside.take_while(|i| self.tokens.contains(i)).find(|&i| tokens[i].is_mark(far))?;
        Some(if left { end } else { end + 1 })
    }

    /// The far edge of a date.
    fn date(&self, at: usize, left: bool) -> Option<usize> {
        let mentions = &self.part.reading.mentions;
        let first = mentions.partition_point(|m| if left { m.tokens.end < at } else { m.tokens.start < at });
        let date = mentions.get(first).filter(|m| m.kind.is_date() && self.tokens.start <= m.tokens.start && m.tokens.end <= self.tokens.end)?;
        let (near, far) = if left { (date.tokens.end, date.tokens.start) } else { (date.tokens.start, date.tokens.end) };
        (near == at).then_some(far)
    }

    /// Words and hyphens may be stepped over; numbers and what joins clauses may not.
    fn is_passable(&self, here: usize) -> bool {
        let token = self.part.reading.tokens[here];
        let word = self.lexicon.words.classes(self.part.reading.marks[here]);
        let joins = word.contains(Class::FUNCTION) && says(self.part, here, words!["and", "but", "while"]);
        token.kind == TokenKind::Word && !word.contains(Class::CARDINAL) && !joins || token.is_hyphen()
    }
}

#[cfg(test)]
mod tests {
    use super::Walk;
    use crate::claim::testing::with_claims;
    use crate::lexicon::Lexicon;

    /// Steps taken leftward from the last claim's value, and the words where they end.
    fn steps(text: &str) -> (usize, String) {
        with_claims(text, |claims, parts| {
            let claim = claims.last().unwrap();
            let tokens = parts[0].reading.sentences[claim.sentence].tokens.clone();
            let walk = Walk::new(&parts[0], Lexicon::english(), tokens.clone());
            let (mut at, mut cost) = (claim.mention(parts).tokens.start, 0);
            while let Some((far, more)) = walk.step(at, true) {
                (at, cost) = (far, cost + more);
            }
            (cost, parts[0].reading.tokens[at].span().of(parts[0].text).to_owned())
        })
    }

    #[test]
    fn names_and_dates_are_one_step_and_asides_none() {
        assert_eq!(steps("Output in 2012 (by weight) was 48 tonnes"), (4, "Output".into()));
        assert_eq!(steps("The output of Chad was 48 tonnes"), (5, "The".into()));
        assert_eq!(steps("Of 300 towns it has 48 tonnes"), (3, "towns".into()));
        assert_eq!(steps("It is dry and has 48 tonnes"), (1, "has".into()));
    }
}
