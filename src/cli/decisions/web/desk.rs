//! What the page knows.
//!
//! In: articles, and the ledger. Out: the page, and the state of every finding. A request
//! names an article by an id that was given out, never by a path. What others change is
//! seen at the next request. What is written stands in `change`.

use super::wire::{ArticleState, FindingState, Refused, Result, Section, State, Versions, refused};
use crate::cli::decisions::patch::Patch;
use crate::cli::decisions::prepare::{Gathered, Prepared};
use crate::cli::decisions::{Decisions, said};
use crate::decision::{Decision, Home, Kind, stand};
use crate::report::finding::{ArticleReport, Finding};
use crate::report::html::{Live, Offer, id_of, live, section};
use crate::report::summary::Summary;
use crate::report::{Run, fingerprint};
use crate::rule::Level;
use crate::verdict::kind::Verdict;
use axum::http::StatusCode;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// An article on the page.
pub(super) struct Entry {
    pub(super) id: String,
    /// Its report without decisions.
    pub(super) report: ArticleReport,
    pub(super) home: Home,
    /// What its file was when it was read.
    pub(super) file: File,
    /// The last change that was written into it here.
    pub(super) patch: Option<Patch>,
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) version: String,
    stamp: Stamp,
}

/// When a file was last written, and its size: cheaper than its bytes.
type Stamp = Option<(SystemTime, u64)>;

/// Everything that the page is about.
pub struct Desk {
    pub(super) prepared: Prepared,
    pub(super) entries: Vec<Entry>,
    summary: Summary,
    /// Files and folders that were named, in full: nothing else is written to.
    pub(super) roots: Vec<PathBuf>,
    pub(super) drafts: PathBuf,
    who: String,
    /// Nothing may be written.
    pub read_only: bool,
    /// When the ledger was read last, its file's time and size.
    ledger: Stamp,
    /// What was decided here, and can be taken out of the ledger again.
    pub(super) made: Vec<Decision>,
}

impl Desk {
    /// Reads the articles.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn new(prepared: Prepared, drafts: PathBuf, who: String, read_only: bool) -> anyhow::Result<Self> {
        let Gathered { reports, summary, .. } = prepared.read(|report| report.id.is_some(), false)?;
        // a file of lines holds many articles, and is read once
        let mut files: BTreeMap<String, File> = BTreeMap::new();
        let entry = |(report, home): (ArticleReport, Home)| {
            let file = files.entry(report.path.clone()).or_insert_with(|| File::new(&report.path)).clone();
            Entry { id: id_of(&report), report, home, file, patch: None }
        };
        let entries = reports.into_iter().map(entry).collect();
        let roots = prepared.setup.paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        Ok(Desk { prepared, entries, summary, roots, drafts, who, read_only, ledger: None, made: Vec::new() })
    }

    /// True if something could not be read.
    pub fn is_unreadable(&self) -> bool {
        self.summary.errors > 0
    }

    /// The page.
    pub fn page(&self, token: &str) -> Live {
        let kinds = [
            ('a', Kind::Accept, "the article is wrong and is to be fixed"),
            ('r', Kind::Dismiss, "the claim is right, for a reason"),
            ('w', Kind::Waive, "leave it alone until a day"),
            ('c', Kind::CorrectReference, "the row is wrong: a new one is drafted"),
            ('x', Kind::NotAClaim, "nothing is claimed here"),
        ]
        .map(|(key, kind, what)| (key, kind.name(), what));
        let scopes: Vec<(&str, &str)> = crate::decision::SCOPES.iter().map(|s| (s.1, s.2)).collect();
        let offer = Offer { token, who: &self.who, read_only: self.read_only, kinds: &kinds, scopes: &scopes };
        live(self.entries.iter().map(|e| &e.report), &self.summary, &self.prepared.setup.run, &offer)
    }

    /// Reads the ledger anew, and what changed of the articles.
    pub(super) fn look(&mut self) -> Result<()> {
        let decisions = &self.prepared.decisions;
        let now = stamp(&decisions.path);
        if now.is_none() || now != self.ledger {
            self.reread()?;
            self.ledger = now;
        }
        let known: BTreeMap<String, Stamp> = self.entries.iter().map(|entry| (entry.report.path.clone(), entry.file.stamp)).collect();
        for (path, _) in known.iter().filter(|(path, before)| stamp(Path::new(path)) != **before) {
            self.again(path);
        }
        Ok(())
    }

    fn reread(&mut self) -> Result<()> {
        let decisions = &self.prepared.decisions;
        let read = Decisions::read(&decisions.path, decisions.today);
        self.prepared.decisions = read.map_err(|problems| refused(StatusCode::INTERNAL_SERVER_ERROR, said(&problems)))?;
        Ok(())
    }

    /// Reads a file's articles anew; those that are gone stay as they were.
    fn again(&mut self, path: &str) {
        let file = File::new(path);
        let mut fresh: BTreeMap<Home, ArticleReport> = self.prepared.again(path).into_iter().map(|(report, home)| (home, report)).collect();
        for entry in self.entries.iter_mut().filter(|entry| entry.report.path == path) {
            entry.file = file.clone();
            if let Some(report) = fresh.remove(&entry.home) {
                entry.report = report;
            }
        }
    }

    /// The state of all findings.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn state(&mut self) -> Result<State> {
        self.look()?;
        Ok(self.known())
    }

    pub(super) fn known(&self) -> State {
        let articles = self.entries.iter().map(|entry| (entry.id.clone(), self.of_article(entry))).collect();
        State { ledger: version(self.prepared.decisions.ledger.text().as_bytes()), articles }
    }

    fn of_article(&self, entry: &Entry) -> ArticleState {
        let decisions = &self.prepared.decisions;
        let matched = stand(&entry.report, &decisions.ledger, &entry.home, &decisions.orphans, decisions.today);
        let mut findings = BTreeMap::new();
        for (claim, standing) in entry.report.claims.iter().zip(&matched.by_claim) {
            let Some(judged) = &claim.judged else { continue };
            if judged.level == Level::None || judged.verdict == Verdict::NoReference {
                continue;
            }
            let finding = Finding { report: &entry.report, claim, judged };
            let state = standing.as_ref().map_or(FindingState { open: true, ..FindingState::default() }, |standing| {
                let reopened = standing.state.why();
                FindingState {
                    open: reopened.is_some(),
                    decision: Some(standing.decision.decision.name()),
                    reopened,
                    history: standing.thread.0.iter().map(Decision::line).collect(),
                }
            });
            findings.insert(fingerprint::of(&finding), state);
        }
        ArticleState { version: entry.file.version.clone(), findings }
    }

    /// The versions alone.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn versions(&mut self) -> Result<Versions> {
        self.look()?;
        let articles = self.entries.iter().map(|e| (e.id.clone(), e.file.version.clone())).collect();
        Ok(Versions { ledger: version(self.prepared.decisions.ledger.text().as_bytes()), articles })
    }

    /// An article as it is now.
    ///
    /// # Errors
    /// If there is none of that id.
    pub fn article(&mut self, id: &str) -> Result<Section> {
        self.look()?;
        let number = self.number(id)?;
        Ok(Section { section: self.section(number), state: self.known() })
    }

    pub(super) fn section(&self, number: usize) -> String {
        section(&self.entries[number].report, &Run { live: true, ..self.prepared.setup.run.clone() }, &self.entries[number].id)
    }

    pub(super) fn number(&self, id: &str) -> Result<usize> {
        self.entries.iter().position(|entry| entry.id == id).ok_or_else(|| refused(StatusCode::NOT_FOUND, "there is no such article on this page"))
    }
}

impl File {
    pub(super) fn new(path: &str) -> Self {
        let stamp = stamp(Path::new(path));
        File { stamp, version: std::fs::read(path).map_or_else(|_| String::new(), |bytes| version(&bytes)) }
    }
}

impl Entry {
    /// A claim by its fingerprint, and its place among the claims.
    pub(super) fn find(&self, wanted: &str) -> Result<(Finding<'_>, usize)> {
        let judged =
            self.report.claims.iter().enumerate().filter_map(|(n, claim)| Some((Finding { report: &self.report, claim, judged: claim.judged.as_ref()? }, n)));
        let mut found = judged.filter(|(finding, _)| fingerprint::of(finding) == wanted);
        found.next().ok_or_else(|| Refused { status: StatusCode::CONFLICT, why: "the finding is no longer there".to_owned(), article: true })
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// What tells one state of a file from another.
pub(super) fn version(bytes: &[u8]) -> String {
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(bytes))
}
