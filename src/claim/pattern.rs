//! Patterns that tie a value to the phrase for its property and to a name.
//!
//! In: `patterns.toml`: forms such as `{term} of {value}`, each with sentences in which
//! it must and must not match. Out: the terms and the name that a pattern ties to a
//! value. A pattern is evidence for a link; without one, nearness has to do.

use super::PartReading;
use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::text::token::TokenKind;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a pattern ties to a value.
#[derive(Debug, Default, Clone)]
pub struct Bound {
    /// Terms, of the part's.
    pub terms: Vec<usize>,
    /// A name, of the part's.
    pub name: Option<usize>,
    /// The pattern.
    pub pattern: &'static str,
}

/// One element of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    Value,
    Term,
    Name,
    /// One of these words.
    Word(Vec<String>),
    /// Up to so many tokens, none of them a stop or another value.
    Gap(usize),
}

/// A pattern, parsed.
#[derive(Debug)]
struct Pattern {
    name: &'static str,
    /// Elements before the value, nearest first.
    left: Vec<Element>,
    /// Elements behind it, nearest first.
    right: Vec<Element>,
}

/// All patterns.
#[derive(Debug)]
pub struct Patterns(Vec<Pattern>);

#[derive(Deserialize)]
struct File {
    pattern: Vec<Block>,
}

/// One block of the file.
#[derive(Deserialize)]
struct Block {
    name: String,
    form: String,
    #[cfg_attr(not(test), allow(dead_code))]
    positive: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    #[serde(default)]
    negative: Vec<String>,
}

static ENGLISH: LazyLock<Patterns> = LazyLock::new(Patterns::load);

impl Patterns {
    /// The patterns for English, compiled in and read once.
    pub fn english() -> &'static Patterns {
        &ENGLISH
    }

    /// Reads the file that is compiled in.
    ///
    /// # Panics
    /// If the file is broken, which a test excludes.
    fn load() -> Self {
        let file: File = toml::from_str(include_str!("patterns.toml")).unwrap_or_else(|e| panic!("claim/patterns.toml: {e}"));
        Patterns(file.pattern.iter().map(Pattern::parse).collect())
    }

    /// The first pattern that matches around a mention.
    pub fn bind(&self, part: &PartReading<'_>, mention: &Mention, lexicon: &Lexicon) -> Bound {
        if part.terms.is_empty() {
            return Bound { pattern: "value alone", ..Bound::default() };
        }
        let sentence = part.reading.sentences[mention.sentence].tokens.clone();
        let matcher = Matcher { part, lexicon, start: sentence.start, end: sentence.end };
        let found = self.0.iter().find_map(|pattern| matcher.run(pattern, mention));
        found.unwrap_or(Bound { pattern: "value near term", ..Bound::default() })
    }
}

impl Pattern {
    fn parse(block: &Block) -> Self {
        let elements: Vec<Element> = block.form.split_whitespace().map(element).collect();
        let value = elements.iter().position(|e| *e == Element::Value).unwrap_or_else(|| panic!("claim/patterns.toml: {}: no {{value}}", block.name));
        let left = elements[..value].iter().rev().cloned().collect();
        // names of patterns live as long as the program: there are a few dozen
        Pattern { name: String::leak(block.name.clone()), left, right: elements[value + 1..].to_vec() }
    }
}

fn element(text: &str) -> Element {
    match text {
        "{value}" => Element::Value,
        "{term}" => Element::Term,
        "{name}" => Element::Name,
        _ => match text.strip_prefix('~').and_then(|n| n.parse().ok()) {
            Some(gap) => Element::Gap(gap),
            None => Element::Word(text.split('|').map(str::to_owned).collect()),
        },
    }
}

struct Matcher<'a> {
    part: &'a PartReading<'a>,
    lexicon: &'a Lexicon,
    start: usize,
    end: usize,
}

impl Matcher<'_> {
    fn run(&self, pattern: &Pattern, mention: &Mention) -> Option<Bound> {
        let mut bound = Bound { pattern: pattern.name, ..Bound::default() };
        let left = self.left(&pattern.left, mention.tokens.start, &mut bound);
        (left && self.right(&pattern.right, mention.tokens.end, &mut bound)).then_some(bound)
    }

    /// Matches elements leftward; `at` is one past the token to be matched next.
    fn left(&self, elements: &[Element], at: usize, bound: &mut Bound) -> bool {
        let Some((first, rest)) = elements.split_first() else { return true };
        match first {
            Element::Value => false,
            Element::Term => self.term(|t| t.end == at).is_some_and(|(n, start, _)| Self::take(n, bound, |b| self.left(rest, start, b))),
            Element::Name => self.name(|t| t.end == at).is_some_and(|(n, start, _)| {
                bound.name = Some(n);
                self.left(rest, start, bound)
            }),
            Element::Word(words) => at > self.start && self.is_word(at - 1, words) && self.left(rest, at - 1, bound),
            Element::Gap(most) => {
                (0..=*most).take_while(|&n| at >= self.start + n && (0..n).all(|i| self.passable(at - 1 - i))).any(|n| self.left(rest, at - n, bound))
            }
        }
    }

    /// Matches elements rightward from token `at`.
    fn right(&self, elements: &[Element], at: usize, bound: &mut Bound) -> bool {
        let Some((first, rest)) = elements.split_first() else { return true };
        match first {
            Element::Value => false,
            Element::Term => self.term(|t| t.start == at).is_some_and(|(n, _, end)| Self::take(n, bound, |b| self.right(rest, end, b))),
            Element::Name => self.name(|t| t.start == at).is_some_and(|(n, _, end)| {
                bound.name = Some(n);
                self.right(rest, end, bound)
            }),
            Element::Word(words) => at < self.end && self.is_word(at, words) && self.right(rest, at + 1, bound),
            Element::Gap(most) => {
                (0..=*most).take_while(|&n| at + n <= self.end && (0..n).all(|i| self.passable(at + i))).any(|n| self.right(rest, at + n, bound))
            }
        }
    }

    fn take(term: usize, bound: &mut Bound, go_on: impl FnOnce(&mut Bound) -> bool) -> bool {
        bound.terms.push(term);
        let matched = go_on(bound);
        if !matched {
            bound.terms.pop();
        }
        matched
    }

    fn term(&self, fits: impl Fn(&std::ops::Range<usize>) -> bool) -> Option<(usize, usize, usize)> {
        let found = self.part.terms.iter().enumerate().skip_while(|(_, t)| t.tokens.start < self.start);
        found.take_while(|(_, t)| t.tokens.end <= self.end).find(|(_, t)| fits(&t.tokens)).map(|(n, t)| (n, t.tokens.start, t.tokens.end))
    }

    fn name(&self, fits: impl Fn(&std::ops::Range<usize>) -> bool) -> Option<(usize, usize, usize)> {
        let found = self.part.names.iter().enumerate().skip_while(|(_, t)| t.tokens.start < self.start);
        found.take_while(|(_, t)| t.tokens.end <= self.end).find(|(_, t)| fits(&t.tokens)).map(|(n, t)| (n, t.tokens.start, t.tokens.end))
    }

    fn is_word(&self, at: usize, words: &[String]) -> bool {
        let token = self.part.reading.tokens[at].span().of(self.part.text);
        words.iter().any(|w| w.eq_ignore_ascii_case(token))
    }

    /// Tokens that a gap may run over: words but the start of another clause, and hyphens; no numbers.
    fn passable(&self, at: usize) -> bool {
        let Some(token) = self.part.reading.tokens.get(at).filter(|_| at >= self.start && at < self.end) else { return false };
        let word = self.lexicon.words.get(self.part.reading.marks[at]).classes;
        token.kind == TokenKind::Word && !word.contains(Class::CARDINAL) || token.is_hyphen()
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, File};
    use crate::claim::testing::bound_pattern;

    fn failures(block: &Block) -> Vec<String> {
        let name = block.name.as_str();
        let missed = block
            .positive
            .iter()
            .filter(|s| !bound_pattern(s).contains(&name.to_owned()))
            .map(|s| format!("{name}: does not match {s:?}, but {:?} do", bound_pattern(s)));
        let wrong = block.negative.iter().filter(|s| bound_pattern(s).contains(&name.to_owned())).map(|s| format!("{name}: matches {s:?}"));
        missed.chain(wrong).collect()
    }

    #[test]
    fn every_pattern_matches_its_positive_sentences_and_no_negative_one() {
        let file: File = toml::from_str(include_str!("patterns.toml")).unwrap();
        let failures: Vec<String> = file.pattern.iter().flat_map(failures).collect();
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
