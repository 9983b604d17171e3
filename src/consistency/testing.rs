//! From a sentence to its findings, for the tests of this room.

use crate::claim::testing::with_claims;
use crate::lexicon::Lexicon;

/// Code, explanation and remedy of every finding.
pub(super) fn explained(text: &str) -> Vec<String> {
    with_claims(text, |_, parts| {
        super::run(parts, chrono::NaiveDate::from_ymd_opt(2021, 6, 16), Lexicon::english())
            .iter()
            .map(|i| format!("{} {} → {}", i.code, i.explanation, i.would_pass))
            .collect()
    })
}
