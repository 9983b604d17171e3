//! Patterns that tie a value to the phrase for its property and to a name.
//!
//! In: `patterns.toml`: forms such as `{term} of {value}`, each with sentences in which
//! it must and must not match. Out: the terms and the name that a pattern ties to a
//! value. A pattern is evidence for a link; without one, nearness has to do.

use super::PartReading;
use super::walk::Walk;
use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::text::token::hash_word;
use serde::Deserialize;
use std::ops::Range;
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
    /// The value counts all of them that the name has.
    pub whole: bool,
    /// The value is told of the name in passing, so that a date behind the next comma is not the value's.
    pub described: bool,
}

/// One element of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    Value,
    Term,
    Name,
    /// One of these words, by their hashes.
    Word(Vec<u64>),
    /// Up to so many steps: a word, a name or a date is one, an aside in brackets none. No stop, no other value.
    Gap(usize),
}

/// A pattern, parsed.
#[derive(Debug)]
struct Pattern {
    name: &'static str,
    whole: bool,
    described: bool,
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
    #[serde(default)]
    whole: bool,
    #[serde(default)]
    described: bool,
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

    /// The first pattern that matches around the tokens of a mention (of a list of values: of them all).
    pub fn bind(&self, part: &PartReading<'_>, sentence: usize, value: &Range<usize>, lexicon: &Lexicon) -> Bound {
        let tokens = part.reading.sentences[sentence].tokens.clone();
        let first = part.terms.partition_point(|t| t.tokens.start < tokens.start);
        if part.terms.get(first).is_none_or(|t| t.sentence != sentence) {
            return Bound { pattern: "value alone", ..Bound::default() };
        }
        let matcher = Matcher { part, first, value, lexicon, walk: Walk::new(part, lexicon, tokens) };
        let found = self.0.iter().find_map(|pattern| matcher.run(pattern, value));
        found.unwrap_or(Bound { pattern: "value near term", ..Bound::default() })
    }
}

impl Pattern {
    fn parse(block: &Block) -> Self {
        let elements: Vec<Element> = block.form.split_whitespace().map(element).collect();
        let value = elements.iter().position(|e| *e == Element::Value).unwrap_or_else(|| panic!("claim/patterns.toml: {}: no {{value}}", block.name));
        let left = elements[..value].iter().rev().cloned().collect();
        // names of patterns live as long as the program: there are a few dozen
        Pattern { name: String::leak(block.name.clone()), whole: block.whole, described: block.described, left, right: elements[value + 1..].to_vec() }
    }
}

fn element(text: &str) -> Element {
    match text {
        "{value}" => Element::Value,
        "{term}" => Element::Term,
        "{name}" => Element::Name,
        _ => match text.strip_prefix('~').and_then(|n| n.parse().ok()) {
            Some(gap) => Element::Gap(gap),
            None => Element::Word(text.split('|').map(hash_word).collect()),
        },
    }
}

struct Matcher<'a> {
    part: &'a PartReading<'a>,
    /// The sentence's first term.
    first: usize,
    /// The value, or the list that it stands in.
    value: &'a Range<usize>,
    lexicon: &'a Lexicon,
    walk: Walk<'a>,
}

impl Matcher<'_> {
    fn run(&self, pattern: &Pattern, value: &Range<usize>) -> Option<Bound> {
        let mut bound = Bound { pattern: pattern.name, whole: pattern.whole, described: pattern.described, ..Bound::default() };
        let left = self.matches(&pattern.left, value.start, true, &mut bound);
        (left && self.matches(&pattern.right, value.end, false, &mut bound)).then_some(bound)
    }

    /// Matches elements away from the value; `at` is the edge that has been reached: the
    /// token behind what is to be matched next on the left, that token itself on the right.
    fn matches(&self, elements: &[Element], at: usize, left: bool, bound: &mut Bound) -> bool {
        let Some((first, rest)) = elements.split_first() else { return true };
        match first {
            Element::Value => false,
            Element::Term => self.term(at, left).is_some_and(|(n, far)| {
                bound.terms.push(n);
                let matched = self.matches(rest, far, left, bound);
                if !matched {
                    bound.terms.pop();
                }
                matched
            }),
            Element::Name => self.walk.name(at, left).is_some_and(|(n, far)| {
                let matched = self.matches(rest, far, left, bound);
                if matched {
                    bound.name = Some(n);
                }
                matched
            }),
            Element::Word(words) => self.walk.word(at, left, words).is_some_and(|far| self.matches(rest, far, left, bound)),
            Element::Gap(most) => self.gap(*most, rest, at, left, bound),
        }
    }

    fn gap(&self, most: usize, rest: &[Element], at: usize, left: bool, bound: &mut Bound) -> bool {
        let (mut at, mut steps) = (at, 0);
        loop {
            if self.matches(rest, at, left, bound) {
                return true;
            }
            let Some((far, cost)) = self.walk.step(at, left) else { return false };
            (at, steps) = (far, steps + cost);
            if steps > most {
                return false;
            }
        }
    }

    /// The term that ends (on the left) or begins at `at`, and its far edge; of "18 million people" the term "million people"
    /// begins where the value ends.
    fn term(&self, at: usize, left: bool) -> Option<(usize, usize)> {
        let terms = self.part.terms.iter().enumerate().skip(self.first).take_while(|(_, t)| t.tokens.end <= self.walk.end());
        let start = |t: &Range<usize>| if self.begins_with_scale(t) { self.value.end } else { t.start };
        let edges = |t: &Range<usize>| if left { (t.end, t.start) } else { (start(t), t.end) };
        terms.map(|(n, t)| (n, edges(&t.tokens))).find(|(_, e)| e.0 == at).map(|(n, e)| (n, e.1))
    }

    /// True if a term begins with the scale word that the value ends with.
    fn begins_with_scale(&self, term: &Range<usize>) -> bool {
        let last = self.value.end - 1;
        let scale = || self.lexicon.words.classes(self.part.reading.marks[last]).contains(Class::SCALE);
        term.start == last && term.end > self.value.end && scale()
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
