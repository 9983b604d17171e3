//! Clause boundaries.
//!
//! In: a sentence. Out: how much stands between two places of it. Without a parser:
//! commas and "and" weigh one, stops inside a sentence, brackets and the words that
//! begin another clause weigh two.

use super::reporting;
use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::mention::Reading;
use crate::text::sentence::Sentence;
use crate::text::token::{TokenKind, words};
use std::cell::OnceCell;

/// The boundaries of a sentence, weighed when they are first asked for.
#[derive(Debug)]
pub struct Clauses<'a> {
    reading: &'a Reading,
    sentence: &'a Sentence,
    lexicon: &'a Lexicon,
    /// Weight of all boundaries before each token; what stands in brackets weighs more, what follows them does not.
    before: OnceCell<Vec<i32>>,
    /// The verbs of saying.
    pub reporting: Vec<usize>,
}

const OPENERS: &[u64] = words![
    "which", "who", "whose", "when", "while", "although", "though", "but", "because", "whereas", "where", "after", "before", "until", "since", "despite",
    "unless",
];
const STOPS: &[u64] = words![";", ":", "(", "—", "–"];

impl<'a> Clauses<'a> {
    /// The boundaries of `sentence`. A comma inside a number or date, or in a list of names, is one all the same.
    pub fn of(text: &str, reading: &'a Reading, sentence: &'a Sentence, lexicon: &'a Lexicon) -> Self {
        Clauses { reading, sentence, lexicon, before: OnceCell::new(), reporting: reporting::verbs(text, reading, sentence, lexicon) }
    }

    fn weigh(&self) -> Vec<i32> {
        let (reading, tokens) = (self.reading, &self.sentence.tokens);
        let mut before = Vec::with_capacity(tokens.len() + 1);
        let mut weight = 0;
        let mut mention = reading.mentions.partition_point(|m| m.tokens.end <= tokens.start);
        for at in tokens.clone() {
            before.push(weight);
            while reading.mentions.get(mention).is_some_and(|m| m.tokens.end <= at) {
                mention += 1;
            }
            let inside = reading.mentions.get(mention).is_some_and(|m| m.tokens.contains(&at));
            if !inside {
                weight += weight_of(reading, at, self.lexicon);
            }
        }
        before.push(weight);
        before
    }

    /// Weight of the boundaries between two tokens.
    pub fn between(&self, from: usize, to: usize) -> u32 {
        let before = self.before.get_or_init(|| self.weigh());
        let at = |i: usize| before.get(i.saturating_sub(self.sentence.tokens.start).min(before.len() - 1)).copied().unwrap_or(0);
        at(to).abs_diff(at(from))
    }
}

fn weight_of(reading: &Reading, at: usize, lexicon: &Lexicon) -> i32 {
    let hash = reading.tokens[at].hash;
    if reading.tokens[at].kind == TokenKind::Mark {
        return match () {
            () if words![","].contains(&hash) => 1,
            () if words![")"].contains(&hash) => -2,
            () => 2 * i32::from(STOPS.contains(&hash)),
        };
    }
    match () {
        () if !lexicon.words.classes(reading.marks[at]).contains(Class::FUNCTION) => 0,
        () if words!["and"].contains(&hash) => 1,
        () => 2 * i32::from(OPENERS.contains(&hash)),
    }
}
