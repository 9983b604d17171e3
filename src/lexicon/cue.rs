//! Words that tell what stands for what: descriptions ("the country"), kinds of events
//! ("at war"), titles, people, forecasts.
//!
//! In: `cues.csv`. Out: the cue at a token. What it refers to is for `claim` and `link`.

use super::table::rows;
use crate::text::phrase::PhraseIndex;
use crate::text::token::{Token, hash_word};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::Arc;

/// What a cue tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CueClass {
    /// Stands for something named before; the value is its kind.
    Description,
    /// Names a kind of event; the value is the kind.
    Event,
    /// What is said holds of each ("both").
    Distributive,
    /// An office; the value is the property of its holder.
    Title,
    /// Takes, holds or leaves an office: "become" with its name, "begin", "hold", "end".
    Office,
    /// What follows is foreseen or aimed at, not counted.
    Forecast,
    /// Ends something: how long that has lasted is presupposed, whatever the mood of the sentence.
    Ending,
    /// Names a source.
    Source,
    /// A noun for people.
    People,
    /// What follows is a place in an order, no count.
    Rank,
    /// Says that an event came to pass: a date beside it is the event's own.
    Happening,
    /// A verb that says what a quantity measures; the value is a word of the property's label ("covers": area).
    Measuring,
    /// A property named so is a change, and "rose by 4 percent" can be its value.
    Change,
    /// Counts the years since something.
    Anniversary,
    /// A verb by which one attacks another.
    Attacking,
    /// Compares things by a property; the value is its label, "total" aside ("as large as": area).
    Comparative,
    /// Orders things by a property; the value is a word of its label ("largest": area).
    Superlative,
    /// Narrows a property down; the value is `kind=which` ("sex=male").
    Qualifier,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// What it tells.
    pub class: CueClass,
    /// Of what kind.
    pub value: Arc<str>,
}

#[derive(Deserialize)]
struct Row {
    phrase: String,
    class: CueClass,
    value: String,
}

/// All cues.
#[derive(Debug)]
pub struct Cues {
    index: PhraseIndex<Cue>,
    /// Hashes of the nouns for people.
    people: FxHashSet<u64>,
    /// The properties of those who hold the offices that titles name.
    offices: FxHashSet<Arc<str>>,
}

impl Cues {
    /// Reads the table.
    pub(super) fn load() -> Self {
        let (mut index, mut people, mut offices) = (PhraseIndex::default(), FxHashSet::default(), FxHashSet::default());
        for row in rows::<Row>("cues.csv", include_str!("cues.csv")) {
            if row.class == CueClass::People {
                people.insert(hash_word(&row.phrase));
            }
            let value: Arc<str> = row.value.into();
            if row.class == CueClass::Title {
                offices.insert(value.clone());
            }
            index.insert(&row.phrase, Cue { class: row.class, value });
        }
        Cues { index, people, offices }
    }

    /// The longest cue that begins at token `at`, all that it can tell, and the token behind it.
    #[inline]
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<(&[Cue], usize)> {
        self.index.longest_at(tokens, at).map(|found| (found.values, found.end))
    }

    /// True if a title names the office that holders of the property have.
    pub fn is_office(&self, property: &str) -> bool {
        self.offices.contains(property)
    }

    /// True if the word is a noun for people.
    pub fn is_people(&self, noun: &str) -> bool {
        self.people.contains(&hash_word(noun))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cues, rows};
    use crate::text::token::tokenize;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Row {
        phrase: String,
        class: String,
        value: String,
        example: String,
    }

    #[test]
    fn every_cue_is_found_in_its_own_example() {
        let cues = Cues::load();
        for row in rows::<Row>("cues.csv", include_str!("cues.csv")) {
            let tokens = tokenize(&row.example);
            let found = (0..tokens.len()).any(|at| {
                cues.at(&tokens, at)
                    .is_some_and(|(found, _)| found.iter().any(|c| *c.value == *row.value && format!("{:?}", c.class).to_lowercase() == row.class))
            });
            assert!(found, "{:?} in {:?}", row.phrase, row.example);
        }
    }
}
