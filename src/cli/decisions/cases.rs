//! Findings as they are gone through: each with its id, what was decided of it, and how it
//! is written on one line.

use super::Decisions;
use crate::decision::{Decision, Given, Home, Kind, Ledger, Thread};
use crate::report::finding::{ArticleReport, Finding};
use crate::report::fingerprint;
use crate::rule::Level;
use crate::verdict::kind::Verdict;

/// A finding that can be decided on.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// Where the article stands.
    pub home: &'a Home,
    /// It.
    pub finding: Finding<'a>,
}

impl<'a> Case<'a> {
    /// The cases of an article: its findings, but none that a comment, the configuration or a baseline silenced.
    pub fn of(report: &'a ArticleReport, home: &'a Home) -> impl Iterator<Item = Case<'a>> {
        let told = report.judged().filter(|f| {
            let held = f.claim.silenced.as_ref().is_some_and(|s| s.by == "decision");
            held || f.judged.level > Level::None && f.judged.verdict != Verdict::NoReference
        });
        told.map(move |finding| Case { home, finding })
    }

    /// What it is called: sixteen digits.
    pub fn id(&self) -> String {
        id(self.home, &self.finding)
    }

    /// True if nothing that holds was decided of it.
    pub fn is_open(&self) -> bool {
        self.finding.claim.decided.as_ref().is_none_or(|d| d.reopened.is_some())
    }

    /// The decisions on it, the oldest first.
    pub fn history<'d>(&self, ledger: &'d Ledger) -> &'d [Decision] {
        let thread = self.finding.claim.decided.as_ref().and_then(|d| ledger.thread(&d.thread));
        thread.map_or(&[], |Thread(all)| all)
    }

    /// A decision on it, not yet in a ledger.
    pub fn decide(&self, given: &Given, ledger: &Ledger) -> Decision {
        decide(self.home, &self.finding, given, ledger)
    }

    /// Where it stands, for people and programs: file, line, column.
    pub fn place(&self) -> String {
        let span = &self.finding.claim.span;
        format!("{}:{}:{}", self.finding.report.path, span.line, span.column)
    }

    /// The state in a word.
    pub fn state(&self) -> &'static str {
        match &self.finding.claim.decided {
            None => "open",
            Some(decided) if decided.reopened.is_some() => "reopened",
            Some(decided) => decided.decision,
        }
    }
}

/// What a finding is called.
pub fn id(home: &Home, finding: &Finding<'_>) -> String {
    fingerprint::of_texts(&[&home.path, home.article.as_deref().unwrap_or_default(), &fingerprint::of(finding)])
}

/// A decision on a finding, not yet in a ledger.
pub fn decide(home: &Home, finding: &Finding<'_>, given: &Given, ledger: &Ledger) -> Decision {
    let earlier = finding.claim.decided.as_ref().filter(|d| d.own || given.decision == Kind::Reopen).map(|d| d.thread.clone());
    let thread = earlier.unwrap_or_else(|| ledger.free(id(home, finding)));
    Decision::on(finding, home, given, Some(thread))
}

impl Decisions {
    /// Decides on cases, and writes the ledger; returns the lines that it has more.
    ///
    /// # Errors
    /// If the ledger cannot be read or written.
    pub fn decide(&mut self, cases: &[Case<'_>], given: &Given) -> anyhow::Result<Vec<Decision>> {
        self.change(|ledger| {
            let decisions = cases.iter().map(|case| case.decide(given, ledger)).collect();
            Ok(ledger.extend(decisions))
        })
    }
}
