//! Corrections that were published, in sentences of our own: what was wrong in print is caught,
//! and what it was corrected to is let pass.

use super::testing::explained;
use crate::lexicon::table::rows;
use serde::Deserialize;

#[derive(Deserialize)]
struct Correction {
    wrong: String,
    right: String,
    code: String,
}

#[test]
fn published_corrections_are_caught_and_their_corrected_versions_pass() {
    let all = rows::<Correction>("published.csv", include_str!("../../claims/corrections/published.csv"));
    assert!(all.len() >= 10, "{} corrections", all.len());
    for Correction { wrong, right, code } in all {
        let caught = explained(&wrong);
        assert!(caught.iter().any(|finding| finding.starts_with(&code)), "{wrong} → {caught:?}");
        assert_eq!(explained(&right), [] as [&str; 0], "{right}");
    }
}
