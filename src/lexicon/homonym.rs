//! Names that mean something else beside certain words: the state beside "Atlanta", the bird
//! beside "roast".
//!
//! In: `homonyms.csv`. Out: whether one of these words stands around a name. What the name
//! would mean otherwise is for the rooms above.

use super::table::{listed, rows};
use crate::text::token::{Form, Token, hash_word};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    name: String,
    words: String,
}

/// By the hash of a name: hashes of the words that make it another's.
#[derive(Debug)]
pub struct Homonyms(FxHashMap<u64, FxHashSet<u64>>);

impl Homonyms {
    /// Reads the table.
    pub(super) fn load() -> Self {
        let rows = rows::<Row>("homonyms.csv", include_str!("homonyms.csv"));
        Homonyms(rows.iter().map(|row| (hash_word(&row.name), listed(&row.words).map(hash_word).collect())).collect())
    }

    /// True if a name means something else beside the words of its sentence, or beside the names of the one before.
    pub fn is_another(&self, name: u64, sentence: &[Token], before: &[Token]) -> bool {
        let Some(words) = self.0.get(&name) else { return false };
        let names = before.iter().filter(|token| token.form.contains(Form::CAPITAL));
        sentence.iter().chain(names).any(|token| words.contains(&token.hash))
    }
}

#[cfg(test)]
mod tests {
    use super::{Homonyms, rows};
    use crate::text::token::{hash_word, tokenize};
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Row {
        name: String,
        example: String,
        other: String,
    }

    #[test]
    fn every_name_is_anothers_in_its_own_example_and_its_own_elsewhere() {
        let homonyms = Homonyms::load();
        let told = |name: &str, text: &str| {
            let tokens = tokenize(text);
            let at = tokens.iter().position(|t| t.hash == hash_word(name)).unwrap_or_else(|| panic!("{name} in {text:?}"));
            homonyms.is_another(tokens[at].hash, &tokens, &[])
        };
        for row in rows::<Row>("homonyms.csv", include_str!("homonyms.csv")) {
            assert!(told(&row.name, &row.example), "{}", row.example);
            assert!(!told(&row.name, &row.other), "{}", row.other);
        }
    }
}
