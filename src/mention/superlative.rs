//! First places that no number names: "the largest country in Africa", "the world's smallest republic".
//!
//! In: a reading and the lexicon. Out: a mention of the first place for each, among the others.
//! Only what orders countries, and says within which of them, is one; everything else is the
//! largest of something that no list holds. They are looked for where there is a reference.

use super::draft::Kind;
use super::{Mention, Reading};
use crate::lexicon::Lexicon;
use crate::lexicon::cue::CueClass;
use crate::measure::figure::Figure;
use crate::text::span::{Plain, Span};
use crate::text::token::{Form, Token, words};
use std::ops::Range;

/// The finder's name; every such mention carries it.
pub const RULE: &str = "superlative";

const FIRSTS: &[u64] = words!["largest", "smallest", "biggest", "most", "least"];
/// What is ordered.
pub const NOUNS: &[u64] = words!["country", "nation", "state", "republic", "kingdom"];
/// The group of all.
pub const WORLD: &[u64] = words!["world", "globe", "planet"];
const DIRECTION: &[u64] = words!["in", "of", "on"];
/// Words that may stand between "in" and the group.
const BETWEEN: &[u64] = words!["the", "all", "whole", "entire"];

/// Adds a mention for every superlative that orders countries.
pub fn add(reading: &mut Reading, lexicon: &Lexicon) {
    let firsts: Vec<usize> = (0..reading.tokens.len()).filter(|&i| FIRSTS.contains(&reading.tokens[i].hash)).collect();
    for at in firsts {
        let sentence = reading.sentences.partition_point(|s| s.tokens.end <= at);
        let Some(tokens) = reading.sentences.get(sentence).map(|s| s.tokens.clone()).filter(|t| t.contains(&at)) else { continue };
        let Some(found) = (Around { tokens: &reading.tokens[..tokens.end], start: tokens.start, lexicon }).find(at) else { continue };
        let place = reading.mentions.partition_point(|m| m.tokens.end <= found.start);
        if reading.mentions.get(place).is_some_and(|m| m.tokens.start < found.end) {
            continue;
        }
        let (first, last) = (reading.tokens[found.start].span(), reading.tokens[found.end - 1].span());
        reading.mentions.insert(place, mention(Span::new(first.start, last.end), found, sentence));
    }
}

fn mention(span: Span<Plain>, tokens: Range<usize>, sentence: usize) -> Mention {
    Mention {
        span,
        tokens,
        sentence,
        kind: Kind::Ordinal,
        value: Some(Figure::whole(1)),
        high: None,
        bound: None,
        unit: None,
        noun: None,
        hedge: None,
        vague: false,
        said: None,
        when: None,
        named: None,
        future: false,
        rule: RULE,
    }
}

struct Around<'a> {
    tokens: &'a [Token],
    start: usize,
    lexicon: &'a Lexicon,
}

impl Around<'_> {
    fn is(&self, at: usize, words: &[u64]) -> bool {
        self.tokens.get(at).is_some_and(|t| words.contains(&t.hash))
    }

    /// The tokens from the superlative, or whose it is, to the noun or the group.
    fn find(&self, at: usize) -> Option<Range<usize>> {
        let (cues, end) = self.lexicon.cues.at(self.tokens, at)?;
        if !cues.iter().any(|c| c.class == CueClass::Superlative) {
            return None;
        }
        let whose = self.possessor(at);
        let one = at >= self.start + 3 && self.is(at - 1, words!["the"]) && self.is(at - 2, words!["of"]) && self.is(at - 3, words!["one"]);
        if one || whose.is_none() && !(at > self.start && self.is(at - 1, words!["the"])) {
            return None;
        }
        let (mut noun, mut grouped) = (end, whose.is_some());
        while let Some((_, behind)) = self.lexicon.groups.at(self.tokens, noun) {
            (noun, grouped) = (behind, true);
        }
        let told = self.is(noun, NOUNS);
        let end = if told { noun + 1 } else { noun };
        let named = told || self.is(end - 1, NOUNS);
        match self.within(end) {
            Some(group) if named || self.is(at, words!["most", "least"]) => Some(whose.unwrap_or(at)..group),
            _ if grouped && named => Some(whose.unwrap_or(at)..end),
            _ => None,
        }
    }

    /// Where "the world's" or "Africa's" begins, right before the superlative.
    fn possessor(&self, at: usize) -> Option<usize> {
        let mark = at.checked_sub(1).filter(|&i| i > self.start && self.is(i, words!["'s", "\u{2019}s", "'", "\u{2019}"]))?;
        let group = |from: usize| self.is(from, WORLD) && from + 1 == mark || self.lexicon.groups.at(self.tokens, from).is_some_and(|(_, end)| end == mark);
        (mark.saturating_sub(3).max(self.start)..mark).find(|&from| group(from))
    }

    /// The token behind "in Africa", "of the world".
    fn within(&self, at: usize) -> Option<usize> {
        if !self.is(at, DIRECTION) {
            return None;
        }
        let group = at + 1 + (0..2).take_while(|n| self.is(at + 1 + n, BETWEEN)).count();
        if self.is(group, WORLD) {
            return Some(group + 1);
        }
        // "the Caribbean Community" is another group than the Caribbean
        let goes_on = |end: &usize| self.tokens.get(*end).is_some_and(|t| t.form.contains(Form::CAPITAL));
        self.lexicon.groups.at(self.tokens, group).map(|(_, end)| end).filter(|end| !goes_on(end))
    }
}

#[cfg(test)]
mod tests {
    use super::{RULE, add};
    use crate::lexicon::Lexicon;
    use crate::text::plain::{Block, BlockKind, PlainText};
    use crate::text::span::Span;

    fn found(text: &str) -> Vec<String> {
        let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
        let mut reading = super::super::read(&PlainText::identical(text.to_owned(), vec![block]), None, Lexicon::english());
        add(&mut reading, Lexicon::english());
        assert!(reading.mentions.is_sorted_by_key(|m| m.tokens.start));
        reading.mentions.iter().filter(|m| m.rule == RULE).map(|m| m.span.of(text).to_owned()).collect()
    }

    #[test]
    fn first_places_are_told_within_a_group() {
        assert_eq!(found("Chad is the largest country in Africa, with 18 million people."), ["largest country in Africa"]);
        assert_eq!(found("It is the world's smallest republic."), ["world's smallest republic"]);
        assert_eq!(found("Mali, Africa's largest landlocked state, is dry."), ["Africa's largest landlocked state"]);
        assert_eq!(found("It is the most populous of all the Baltic states."), ["most populous of all the Baltic"]);
        assert_eq!(found("It is the largest African country."), ["largest African country"]);
    }

    #[test]
    fn what_is_no_country_or_in_no_group_is_left_alone() {
        assert_eq!(found("It is the largest city in Africa."), [""; 0]);
        assert_eq!(found("It is the largest of them."), [""; 0]);
        assert_eq!(found("It is one of the largest countries in Africa."), [""; 0]);
        assert_eq!(found("It is the third largest country in Africa."), [""; 0]);
        assert_eq!(found("It is the largest country in the Caribbean Community."), [""; 0]);
        assert_eq!(found("It is Europe's largest economy."), [""; 0]);
    }
}
