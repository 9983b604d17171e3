//! Phrases of one meaning, as tables and prose write them: abbreviations and spellings.
//!
//! In: `synonyms.csv`. Out: a phrase with one of them put in another's place.

use super::table::{listed, rows};
use crate::text::token::hash_word;
use rustc_hash::FxHashSet;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    phrase: String,
    same: String,
}

/// Groups of phrases that mean the same.
#[derive(Debug)]
pub struct Synonyms {
    groups: Vec<Vec<String>>,
    /// Hashes of their first words.
    firsts: FxHashSet<u64>,
}

impl Synonyms {
    /// Reads the table.
    pub(super) fn load() -> Self {
        let groups = rows::<Row>("synonyms.csv", include_str!("synonyms.csv"));
        let groups: Vec<Vec<String>> =
            groups.into_iter().map(|row| std::iter::once(row.phrase.clone()).chain(listed(&row.same).map(str::to_owned)).collect()).collect();
        let firsts = groups.iter().flatten().filter_map(|phrase| phrase.split_whitespace().next()).map(hash_word).collect();
        Synonyms { groups, firsts }
    }

    /// `phrase` with one synonym in another's place, for each that it holds as whole words.
    pub fn replaced(&self, phrase: &str) -> Vec<String> {
        if !phrase.split_whitespace().any(|word| self.firsts.contains(&hash_word(word))) {
            return Vec::new();
        }
        let padded = format!(" {phrase} ");
        let lower = padded.to_lowercase();
        let mut found = Vec::new();
        for group in &self.groups {
            for from in group {
                let Some(at) = lower.find(&format!(" {} ", from.to_lowercase())).filter(|_| lower.len() == padded.len()) else { continue };
                let others = group.iter().filter(|to| *to != from);
                found.extend(others.map(|to| format!("{}{to}{}", &padded[1..=at], &padded[at + from.len() + 1..padded.len() - 1])));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Synonyms;
    use crate::lexicon::table::rows;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Row {
        phrase: String,
        same: String,
        example: String,
    }

    #[test]
    fn every_synonym_is_replaced_in_its_own_example() {
        let synonyms = Synonyms::load();
        for row in rows::<Row>("synonyms.csv", include_str!("synonyms.csv")) {
            let example = row.example.trim_end_matches('.');
            let other = row.same.split('|').next().unwrap();
            assert!(synonyms.replaced(example).contains(&example.replacen(&row.phrase, other, 1)), "{example}");
        }
        assert!(synonyms.replaced("GDPs").is_empty());
    }
}
