//! Groups of countries within which superlatives are told: continents, regions, those without a coast.
//!
//! In: `groups.csv`, a closed list of members by name. Out: the group that a phrase names.
//! Which entities its members are, and which of them have rows, is for the rooms above.

use super::table::{listed, rows};
use crate::text::phrase::PhraseIndex;
use crate::text::token::Token;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    group: String,
    words: String,
    members: String,
    edge: String,
}

/// One group.
#[derive(Debug)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// The countries that are in it beyond doubt.
    pub members: Vec<String>,
    /// Those that some count in and some do not.
    pub edge: Vec<String>,
}

/// All groups.
#[derive(Debug)]
pub struct Groups {
    all: Vec<Group>,
    words: PhraseIndex<usize>,
}

impl Groups {
    /// Reads the table.
    pub(super) fn load() -> Self {
        let (mut all, mut words) = (Vec::new(), PhraseIndex::default());
        for row in rows::<Row>("groups.csv", include_str!("groups.csv")) {
            for phrase in listed(&row.words) {
                words.insert(phrase, all.len());
            }
            let names = |cell: &str| listed(cell).map(str::to_owned).collect();
            all.push(Group { members: names(&row.members), edge: names(&row.edge), name: row.group });
        }
        Groups { all, words }
    }

    /// The group that the longest phrase at token `at` names, and the token behind it.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<(&Group, usize)> {
        let found = self.words.longest_at(tokens, at)?;
        Some((self.all.get(*found.values.first()?)?, found.end))
    }

    /// All of them, in the order of the file.
    pub fn all(&self) -> &[Group] {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::{Groups, rows};
    use crate::text::token::tokenize;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Row {
        group: String,
        members: String,
        edge: String,
        example: String,
    }

    #[test]
    fn every_group_is_told_in_its_own_example() {
        let groups = Groups::load();
        for row in rows::<Row>("groups.csv", include_str!("groups.csv")) {
            let tokens = tokenize(&row.example);
            assert!((0..tokens.len()).any(|at| groups.at(&tokens, at).is_some_and(|(g, _)| g.name == row.group)), "{}", row.example);
            for cell in [&row.members, &row.edge] {
                let names: Vec<&str> = cell.split('|').collect();
                assert!(names.is_sorted(), "{}: {cell}", row.group);
            }
        }
    }
}
