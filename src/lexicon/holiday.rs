//! Names of holidays.
//!
//! In: `holidays.csv`. Out: the holiday that stands at a token, as the rule of its
//! days. What day that is in a year is `measure`'s.

use super::table::{listed, rows};
use crate::measure::feast::Feast;
use crate::text::phrase::PhraseIndex;
use crate::text::token::Token;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Row {
    /// All its names.
    pub names: String,
    rule: String,
}

/// All holidays.
#[derive(Debug)]
pub struct Holidays {
    index: PhraseIndex<Feast>,
}

/// The rows of the table.
pub(super) fn table() -> Vec<Row> {
    rows("holidays.csv", include_str!("holidays.csv"))
}

impl Holidays {
    /// Reads the table.
    pub(super) fn load() -> Self {
        let mut index = PhraseIndex::default();
        for row in table() {
            let feast = Feast::parse(&row.rule).unwrap_or_else(|| panic!("lexicon/holidays.csv: {:?}", row.rule));
            for name in listed(&row.names) {
                index.insert(name, feast);
            }
        }
        Holidays { index }
    }

    /// The longest name that begins at token `at`, with the token behind it.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<(Feast, usize)> {
        let found = self.index.longest_at(tokens, at)?;
        found.values.first().map(|&feast| (feast, found.end))
    }
}
