//! Corrections that were published, in sentences of our own: what was wrong in print is caught,
//! and what it was corrected to is let pass.

use super::testing::explained;
use crate::claim::testing::with_claims;
use crate::lexicon::Lexicon;
use crate::lexicon::table::rows;
use crate::rule::Severity;
use serde::Deserialize;

#[derive(Deserialize)]
struct Correction {
    wrong: String,
    right: String,
    code: String,
}

#[test]
fn what_changes_the_conclusion_is_told_from_a_slip() {
    for (text, severity) in [
        ("Profit fell to 17.1 million euros from 11.5 million euros.", Severity::Conclusion),
        ("Of the 70 members, 30, or 57 percent, agreed.", Severity::Conclusion),
        ("Of the 70 members, 30, or 34 percent, agreed.", Severity::Slip),
        ("It opened on 31 June 2023.", Severity::Slip),
    ] {
        let found = with_claims(text, |_, parts| super::run(parts, None, Lexicon::english()).iter().map(|i| i.severity).collect::<Vec<_>>());
        assert_eq!(found, [severity], "{text}");
    }
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
