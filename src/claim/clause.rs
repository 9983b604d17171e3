//! Clause boundaries.
//!
//! In: a sentence. Out: how much stands between two places of it. Without a parser:
//! commas and "and" weigh one, stops inside a sentence, brackets and the words that
//! begin another clause weigh two.

use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::mention::Reading;
use crate::text::sentence::Sentence;
use crate::text::token::{TokenKind, words};

/// Running weight of the boundaries of a sentence.
#[derive(Debug)]
pub struct Clauses {
    start: usize,
    /// Weight of all boundaries before each token; what stands in brackets weighs more, what follows them does not.
    before: Vec<i32>,
    /// The verbs of saying.
    pub reporting: Vec<usize>,
}

const OPENERS: &[u64] = words![
    "which", "who", "whose", "when", "while", "although", "though", "but", "because", "whereas", "where", "after", "before", "until", "since", "despite",
    "unless",
];
const STOPS: &[u64] = words![";", ":", "(", "—", "–"];

impl Clauses {
    /// The boundaries of `sentence`. A comma inside a number or date, or in a list of names, is one all the same.
    pub fn of(reading: &Reading, sentence: &Sentence, lexicon: &Lexicon) -> Self {
        let mut before = Vec::with_capacity(sentence.tokens.len() + 1);
        let (mut weight, mut reporting) = (0, Vec::new());
        let mut mention = reading.mentions.partition_point(|m| m.tokens.end <= sentence.tokens.start);
        for at in sentence.tokens.clone() {
            before.push(weight);
            while reading.mentions.get(mention).is_some_and(|m| m.tokens.end <= at) {
                mention += 1;
            }
            let inside = reading.mentions.get(mention).is_some_and(|m| m.tokens.contains(&at));
            if lexicon.words.classes(reading.marks[at]).contains(Class::REPORTING) {
                reporting.push(at);
            }
            if !inside {
                weight += weight_of(reading, at, lexicon);
            }
        }
        before.push(weight);
        Clauses { start: sentence.tokens.start, before, reporting }
    }

    /// Weight of the boundaries between two tokens.
    pub fn between(&self, from: usize, to: usize) -> u32 {
        let at = |i: usize| self.before.get(i.saturating_sub(self.start).min(self.before.len() - 1)).copied().unwrap_or(0);
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
