//! What goes to and fro between the page and the desk, as JSON.

use crate::decision::{Kind, Scope};
use axum::http::StatusCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a request was not carried out.
#[derive(Debug)]
pub struct Refused {
    /// What kind of reason.
    pub status: StatusCode,
    /// The reason.
    pub why: String,
    /// It is the article that changed, not the ledger.
    pub article: bool,
}

/// What was asked for, or why not.
pub type Result<T> = std::result::Result<T, Refused>;

/// A refusal in the page's words.
pub fn refused(status: StatusCode, why: impl Into<String>) -> Refused {
    Refused { status, why: why.into(), article: false }
}

impl From<anyhow::Error> for Refused {
    fn from(error: anyhow::Error) -> Self {
        refused(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}"))
    }
}

/// The state of all findings.
#[derive(Debug, Serialize)]
pub struct State {
    pub(super) ledger: String,
    pub(super) articles: BTreeMap<String, ArticleState>,
}

#[derive(Debug, Serialize)]
pub(super) struct ArticleState {
    pub(super) version: String,
    pub(super) findings: BTreeMap<String, FindingState>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct FindingState {
    pub(super) open: bool,
    pub(super) decision: Option<&'static str>,
    pub(super) reopened: Option<String>,
    pub(super) history: Vec<String>,
}

/// The versions alone.
#[derive(Debug, Serialize)]
pub struct Versions {
    pub(super) ledger: String,
    pub(super) articles: BTreeMap<String, String>,
}

/// Which finding a request is about, who asks, and what they saw.
#[derive(Debug, Deserialize)]
pub struct Target {
    pub(super) article: String,
    #[serde(default)]
    pub(super) finding: String,
    #[serde(default)]
    pub(super) who: String,
    #[serde(default)]
    pub(super) version: String,
    #[serde(default)]
    pub(super) ledger: String,
}

/// A decision as the page sends it.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(flatten)]
    pub(super) target: Target,
    pub(super) decision: Kind,
    #[serde(default)]
    pub(super) scope: Scope,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) until: Option<NaiveDate>,
    #[serde(default)]
    pub(super) write: Option<String>,
}

/// A replacement as the page sends it.
#[derive(Debug, Deserialize)]
pub struct Fix {
    #[serde(flatten)]
    pub(super) target: Target,
    pub(super) right: String,
}

/// What a decision or its undoing came to.
#[derive(Debug, Serialize)]
pub struct Decided {
    pub(super) line: String,
    pub(super) state: State,
}

/// What a change of an article came to.
#[derive(Debug, Serialize)]
pub struct Fixed {
    pub(super) diff: String,
    pub(super) still: Vec<String>,
    pub(super) new: Vec<String>,
    pub(super) section: String,
    pub(super) state: State,
}

/// A drafted row.
#[derive(Debug, Serialize)]
pub struct Drafted {
    pub(super) file: String,
    pub(super) row: String,
}

/// An article as it is now.
#[derive(Debug, Serialize)]
pub struct Section {
    pub(super) section: String,
    pub(super) state: State,
}
