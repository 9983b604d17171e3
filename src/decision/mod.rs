//! Decisions of editors on findings, and how long each of them holds.
//!
//! In: a finding and what somebody decided of it; later the report of the article again.
//! Out: a [`Decision`] as one line of a ledger, and for each finding the decision that
//! stands, or why it no longer does. A decision is known by the words, the rows and the
//! rule that it was made on, never by a line: text may move around it, but when what it was
//! made on changes it opens again. It opens no files and asks no clock.

mod anchor;
mod correction;
mod hold;
mod ledger;
#[cfg(test)]
mod tests;

pub use anchor::{Matched, Orphans, Standing, State, stand};
pub use correction::{correction, places, right, unknown_places};
pub use hold::{Told, hold};
pub use ledger::{Ledger, Thread};

use crate::report::finding::Finding;
use crate::report::fingerprint;
use chrono::{DateTime, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is decided of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The article is wrong and is to be fixed: the finding stays until it is.
    Accept,
    /// The claim is right, for the reason that is given.
    Dismiss,
    /// Left alone until a day.
    Waive,
    /// The row is wrong: left alone until it changes.
    CorrectReference,
    /// What was read as a claim is none.
    NotAClaim,
    /// An earlier decision is taken back.
    Reopen,
}

/// Every kind with what it means, for help and pages.
pub const KINDS: &[(Kind, &str, &str)] = &[
    (Kind::Accept, "accept", "the article is wrong and is to be fixed"),
    (Kind::Dismiss, "dismiss", "the claim is right, for a reason"),
    (Kind::Waive, "waive", "leave it alone until a day"),
    (Kind::CorrectReference, "correct-reference", "the row is wrong and is to be corrected"),
    (Kind::NotAClaim, "not-a-claim", "nothing is claimed here"),
    (Kind::Reopen, "reopen", "take an earlier decision back"),
];

impl Kind {
    /// Its name in the ledger.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|k| k.0 == self).map_or("", |k| k.1)
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        KINDS.iter().find(|k| k.1 == name).map(|k| k.0)
    }

    /// True if the finding is held back while the decision stands.
    pub fn holds_back(self) -> bool {
        !matches!(self, Kind::Accept | Kind::Reopen)
    }

    /// True if a reason must be given: others have to be able to judge it.
    pub fn wants_reason(self) -> bool {
        matches!(self, Kind::Dismiss | Kind::Waive | Kind::NotAClaim)
    }
}

/// How far a decision reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// This claim in this place.
    #[default]
    Claim,
    /// This claim wherever it stands in this article.
    Article,
    /// This claim in whatever article.
    Everywhere,
}

/// Every scope with what it means.
pub const SCOPES: &[(Scope, &str, &str)] = &[
    (Scope::Claim, "claim", "this claim in this place"),
    (Scope::Article, "article", "this claim wherever it stands in this article"),
    (Scope::Everywhere, "everywhere", "this claim in whatever article"),
];

impl Scope {
    /// Its name in the ledger.
    pub fn name(self) -> &'static str {
        SCOPES.iter().find(|s| s.0 == self).map_or("", |s| s.1)
    }

    /// The scope of a name.
    pub fn named(name: &str) -> Option<Self> {
        SCOPES.iter().find(|s| s.1 == name).map(|s| s.0)
    }
}

/// A moment as ISO 8601 writes it: a day, or a day with a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct Moment(String);

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let day = |t: &str| t.len() == 10 && t.parse::<NaiveDate>().is_ok();
        let is_one = day(&text) || DateTime::parse_from_rfc3339(&text).is_ok();
        if is_one { Ok(Moment(text)) } else { Err(format!("{text:?} is no moment; expected 2025-08-07 or 2025-08-07T14:30:00Z")) }
    }
}

impl Moment {
    /// Its day.
    pub fn day(&self) -> NaiveDate {
        self.0.get(..10).and_then(|day| day.parse().ok()).unwrap_or_default()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What somebody gives when deciding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// What.
    pub decision: Kind,
    /// How far it reaches.
    #[serde(default)]
    pub scope: Scope,
    /// Who decides.
    pub who: String,
    /// When: given, never asked of a clock here.
    pub when: Moment,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// The last day that a waiver holds.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// What the article should say instead of the judged words, where an editor gave it.
    #[serde(default)]
    pub write: Option<String>,
}

impl Given {
    /// What is missing or does not fit together, in one sentence.
    ///
    /// # Errors
    /// That sentence.
    pub fn check(&self) -> Result<(), String> {
        let name = self.decision.name();
        match () {
            () if self.who.trim().is_empty() => Err("who decides is not said".to_owned()),
            () if self.decision.wants_reason() && self.reason.trim().is_empty() => Err(format!("{name} needs a reason")),
            () if self.decision == Kind::Waive && self.until.is_none() => Err("waive needs the last day that it holds (until)".to_owned()),
            () if self.decision != Kind::Waive && self.until.is_some() => Err(format!("{name} takes no last day (until); waive does")),
            () if self.decision != Kind::Accept && self.write.is_some() => Err(format!("{name} takes no words to write; accept does")),
            () => Ok(()),
        }
    }
}

/// A line of the ledger: what was decided, and all that it was decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The article's file, from the ledger's folder.
    pub path: String,
    /// The article's id, where its file holds several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The words that were judged.
    pub words: String,
    /// What was decided.
    pub decision: Kind,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who decided.
    pub who: String,
    /// When.
    pub when: Moment,
    /// The last day that it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// How far it reaches.
    pub scope: Scope,
    /// What the article should say instead, where the editor gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub write: Option<String>,
    /// The sentence, on one line.
    pub sentence: String,
    /// What stands before the sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What stands behind it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// The check.
    pub code: String,
    /// The verdict.
    pub verdict: String,
    /// The rows that were compared, with their values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
    /// What a finding must share with this one.
    pub anchor: String,
    /// What the same claim in other words shares.
    pub claim: String,
    /// All decisions on one finding share it.
    pub thread: String,
    /// The place among them, from 1: the last one counts.
    pub turn: u32,
}

/// Where an article stands: its file from the ledger's folder, and its id if the file holds several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Home {
    /// The file.
    pub path: String,
    /// The id.
    pub article: Option<String>,
}

impl Decision {
    /// Where its article stands.
    pub fn home(&self) -> Home {
        Home { path: self.path.clone(), article: self.article.clone() }
    }

    /// The decision in few words.
    pub fn line(&self) -> String {
        let reason = if self.reason.is_empty() { String::new() } else { format!(": {}", self.reason) };
        let until = self.until.map_or_else(String::new, |day| format!(" until {day}"));
        format!("{}{until} by {} on {}{reason}", self.decision.name(), self.who, self.when)
    }

    /// A decision on a finding. `thread` is the one that it carries on, or else a new one begins.
    pub fn on(finding: &Finding<'_>, home: &Home, verdict: &Given, thread: Option<String>) -> Self {
        let (before, after) = anchor::context(finding);
        let own = || fingerprint::of_texts(&[&home.path, home.article.as_deref().unwrap_or_default(), &fingerprint::of(finding)]);
        Decision {
            path: home.path.clone(),
            article: home.article.clone(),
            words: one_line(finding.words()),
            decision: verdict.decision,
            reason: one_line(&verdict.reason),
            who: one_line(&verdict.who),
            when: verdict.when.clone(),
            until: verdict.until,
            scope: verdict.scope,
            write: verdict.write.as_deref().map(one_line),
            sentence: one_line(finding.sentence()),
            before,
            after,
            code: finding.judged.code.to_owned(),
            verdict: finding.judged.verdict.name().to_owned(),
            rows: rows(finding),
            anchor: fingerprint::alike(finding),
            claim: fingerprint::of_claim(finding),
            thread: thread.unwrap_or_else(own),
            turn: 0,
        }
    }
}

/// The rows of a finding with their values, as the ledger writes them.
fn rows(finding: &Finding<'_>) -> Vec<String> {
    finding.judged.evidence.iter().map(|row| format!("{} = {}", one_line(&row.fact), one_line(&row.value.text()))).collect()
}

/// A text on one line.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
