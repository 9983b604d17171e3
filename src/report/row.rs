//! Rows of the reference in a report: those that decide, those that could be meant as well,
//! and those that only come close.
//!
//! Shapes only; `build` fills them. The field names are public, and the JSON Schema is
//! derived from these types.

use super::scalar::{Number, word};
use crate::verdict::kind::Verdict;
use schemars::JsonSchema;
use serde::Serialize;

/// A row that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EvidenceOut {
    /// The row's id.
    pub fact: String,
    /// Its value as written; a range or bound in words.
    pub value: ValueOut,
    /// Its unit as written.
    pub unit: Option<String>,
    /// When it was measured.
    pub as_of: Option<String>,
    /// Who says so.
    pub source: String,
    /// Where.
    pub source_url: Option<String>,
    /// The row agrees with the claim.
    pub agrees: bool,
    /// File and line of the row.
    pub place: String,
    /// What the table notes of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A row's value: a number where it is one, else text.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ValueOut {
    /// A single number.
    Number(Number),
    /// A date, a range, a name.
    Text(String),
}

impl ValueOut {
    /// The value in one way, however it is written: 20.0 is 20.
    pub fn text(&self) -> String {
        match self {
            ValueOut::Number(number) => number.0.normalize().to_string(),
            ValueOut::Text(text) => text.clone(),
        }
    }
}

/// A link that could be meant as well.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RunnerUp {
    /// The subject's id.
    pub subject: String,
    /// The property's id.
    pub property: String,
    /// The object's id.
    pub object: Option<String>,
    /// The confidence in it.
    pub confidence: f64,
    /// The verdict that its rows would give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Those rows, where the claim is ambiguous.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceOut>,
}

/// What is missing for a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MissingOut {
    /// "subject", "property", "period", "size" or "certainty".
    #[serde(serialize_with = "word")]
    pub what: &'static str,
    /// Whom the reference knows of those named: an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What the words say of them: an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// A name that the reference does not know, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<String>,
    /// Whose name is written nearly so: an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alike: Option<String>,
    /// The same in a sentence.
    pub said: String,
}

/// A row that comes close to what was not found; it judges nothing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClosestOut {
    /// The row's id.
    pub fact: String,
    /// Whose it is: an id.
    pub subject: String,
    /// Of what: an id.
    pub property: String,
    /// Its value as written; a range or bound in words.
    pub value: ValueOut,
    /// Its unit as written.
    pub unit: Option<String>,
    /// When it was measured.
    pub as_of: Option<String>,
    /// Who says so.
    pub source: String,
}

impl ClosestOut {
    /// The row in one line.
    pub fn line(&self) -> String {
        let unit = self.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
        let as_of = self.as_of.as_deref().map_or_else(String::new, |day| format!(", as of {day}"));
        super::tame::line(&format!("{} = {}{unit}{as_of} ({})", self.fact, self.value.text(), self.source))
    }
}
