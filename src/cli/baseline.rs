//! Findings that were accepted before.
//!
//! In: a file that `--write-baseline` wrote. Out: the fingerprints in it, and which of them
//! were not met again. A finding is known by its sentence, its words, its check and verdict
//! and its rows: it stays known if lines move, or if the article does; it comes back if its
//! sentence or a row changes.

use super::input::io_problem;
use crate::problem::Problem;
use crate::report::finding::ArticleReport;
use crate::report::{Run, fingerprint, from_root};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// The version of the file.
const VERSION: u32 = 1;

/// A baseline: findings that are left alone.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The version of this shape.
    pub version: u32,
    /// The findings, in the order of their paths.
    pub findings: Vec<Accepted>,
}

/// A finding that is left alone. Only the fingerprint counts; the rest is for those who read the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The article.
    pub path: String,
    /// What it is known by.
    pub fingerprint: String,
    /// The check.
    pub code: String,
    /// The verdict.
    pub verdict: String,
    /// The words that are judged.
    pub words: String,
    /// The sentence around them.
    pub sentence: String,
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// A problem with its place, if it is none.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let name = super::input::shown(path);
        let text = std::fs::read_to_string(path).map_err(|e| io_problem(&name, &e))?;
        let read: Baseline = serde_json::from_str(&text).map_err(|e| {
            Problem::error(&name, format!("the baseline cannot be read: {e}"))
                .at(e.line() as u32, e.column() as u32)
                .expected("a file that --write-baseline wrote", "")
        })?;
        if read.version != VERSION {
            return Err(Problem::error(&name, "the baseline is of another version").expected(format!("version {VERSION}"), read.version.to_string()));
        }
        Ok(read)
    }

    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(mut findings: Vec<Accepted>, path: &Path) -> anyhow::Result<()> {
        findings.sort();
        findings.dedup();
        let text = serde_json::to_string_pretty(&Baseline { version: VERSION, findings })? + "\n";
        super::output::replace(path, text.as_bytes())
    }

    /// The fingerprints.
    pub fn prints(&self) -> BTreeSet<String> {
        self.findings.iter().map(|f| f.fingerprint.clone()).collect()
    }

    /// What was accepted in articles that were checked, and is no longer there.
    pub fn stale<'a>(&'a self, met: &BTreeSet<String>, checked: &BTreeSet<String>, run: &Run) -> Vec<&'a Accepted> {
        let root = run.root.as_ref().map_or_else(std::path::PathBuf::new, std::path::PathBuf::from);
        let gone = |path: &str| checked.contains(path) || !root.join(path).exists();
        self.findings.iter().filter(|f| !met.contains(&f.fingerprint) && gone(&f.path)).collect()
    }
}

/// What a baseline would hold of an article; its path is from the repository's root, so that others can use it.
pub fn accepted(report: &ArticleReport, run: &Run) -> Vec<Accepted> {
    let of = |f: crate::report::finding::Finding<'_>| Accepted {
        path: from_root(&report.path, run),
        fingerprint: fingerprint::of(&f),
        code: f.judged.code.to_owned(),
        verdict: f.judged.verdict.name().to_owned(),
        words: f.words().to_owned(),
        sentence: f.sentence().split_whitespace().collect::<Vec<_>>().join(" "),
    };
    report.findings(true).map(of).collect()
}
