//! What a check is: everything that is known of it, said once.
//!
//! `factlint rule`, the rules of machine formats and the documentation all derive from
//! these declarations, which stand beside the code of each check.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How loud a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing to do.
    None,
    /// Worth knowing.
    Note,
    /// Worth a look.
    Warning,
    /// Wrong, as far as the tool can tell.
    Error,
}

impl Level {
    /// The name in the output and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// One step quieter; an error becomes a warning, a note stays one.
    #[must_use]
    pub fn lowered(self) -> Self {
        match self {
            Level::Error => Level::Warning,
            Level::Warning => Level::Note,
            other => other,
        }
    }
}

/// How much hangs on what is wrong by the article itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A number, a day or a word is wrong; what is told stays true.
    Slip,
    /// What is told is another thing: a rise is a fall, the majority a minority, what is significant is not.
    Conclusion,
}

impl Severity {
    /// A share that is told against the one that is right, in percent: on the other side of one half, another side has
    /// the majority.
    pub fn of_shares(told: Decimal, right: Decimal) -> Self {
        let half = Decimal::from(50);
        let across = told < half && right > half || told > half && right < half;
        if across { Severity::Conclusion } else { Severity::Slip }
    }
}

/// A check and its manual.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// "FL100".
    pub code: &'static str,
    /// "value", for people.
    pub name: &'static str,
    /// One line: what it says.
    pub summary: &'static str,
    /// What it checks and how.
    pub checks: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// A sentence that it flags, and what it says of it.
    pub example: &'static str,
    /// When it stays silent.
    pub silent: &'static str,
}
