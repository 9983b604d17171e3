//! The nine verdicts.

use crate::rule::Level;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is said of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The reference value lies in the interval that the claim's words allow.
    Supported,
    /// Outside that interval, within one grain of it.
    Close,
    /// Agrees with an earlier row that a later one has replaced.
    Outdated,
    /// Linked with confidence, and outside.
    Contradicted,
    /// Wrong by the article itself.
    Inconsistent,
    /// Agrees only with sources of lower rank.
    Disputed,
    /// Several rows fit and would give different verdicts.
    Ambiguous,
    /// Checkable, but the reference has no row for it.
    NoReference,
    /// Asserts nothing that can be checked.
    NotCheckable,
}

/// All verdicts, worst first: the order of summaries.
pub const VERDICTS: [Verdict; 9] = [
    Verdict::Contradicted,
    Verdict::Inconsistent,
    Verdict::Outdated,
    Verdict::Disputed,
    Verdict::Close,
    Verdict::Ambiguous,
    Verdict::NoReference,
    Verdict::Supported,
    Verdict::NotCheckable,
];

/// Where a claim is counted in the coverage ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// A verdict was reached.
    Checked,
    /// No row.
    NoReference,
    /// Nothing to check.
    NotCheckable,
    /// Several rows.
    Ambiguous,
}

impl Verdict {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Supported => "supported",
            Verdict::Close => "close",
            Verdict::Outdated => "outdated",
            Verdict::Contradicted => "contradicted",
            Verdict::Inconsistent => "inconsistent",
            Verdict::Disputed => "disputed",
            Verdict::Ambiguous => "ambiguous",
            Verdict::NoReference => "no-reference",
            Verdict::NotCheckable => "not-checkable",
        }
    }

    /// How loud it is by default.
    pub fn level(self) -> Level {
        match self {
            Verdict::Contradicted | Verdict::Inconsistent => Level::Error,
            Verdict::Outdated | Verdict::Disputed => Level::Warning,
            Verdict::Close | Verdict::Ambiguous | Verdict::NoReference => Level::Note,
            Verdict::Supported | Verdict::NotCheckable => Level::None,
        }
    }

    /// Its place in the coverage ledger.
    pub fn bucket(self) -> Bucket {
        match self {
            Verdict::NoReference => Bucket::NoReference,
            Verdict::NotCheckable => Bucket::NotCheckable,
            Verdict::Ambiguous => Bucket::Ambiguous,
            _ => Bucket::Checked,
        }
    }
}
