//! What the page knows and does.
//!
//! In: articles read once, and what an editor decides of them. Out: the state of every
//! finding, and changes to the ledger, to an article, to the drafts. A request names an
//! article by an id that was given out, never by a path. Every change says which version it
//! was made on; on another one it is refused.

use super::now;
use crate::cli::decisions::cases::{Case, decide};
use crate::cli::decisions::patch::{Again, Patch, again, edit};
use crate::cli::decisions::prepare::{Gathered, Prepared};
use crate::cli::decisions::{Decisions, drafts, said};
use crate::cli::input::shown;
use crate::decision::{Decision, Given, Home, Kind, Ledger, Scope, stand};
use crate::report::finding::{ArticleReport, Finding, Summary};
use crate::report::html::{Live, Offer, id_of, live, section};
use crate::report::{Run, fingerprint};
use crate::rule::Level;
use crate::verdict::kind::Verdict;
use axum::http::StatusCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

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

type Result<T> = std::result::Result<T, Refused>;

fn refused(status: StatusCode, why: impl Into<String>) -> Refused {
    Refused { status, why: why.into(), article: false }
}

impl From<anyhow::Error> for Refused {
    fn from(error: anyhow::Error) -> Self {
        refused(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}"))
    }
}

/// An article on the page.
struct Entry {
    id: String,
    /// Its report without decisions.
    report: ArticleReport,
    home: Home,
    /// What its file was when it was read.
    version: String,
    stamp: Option<(SystemTime, u64)>,
    /// The last change that was written into it here.
    patch: Option<Patch>,
}

/// Everything that the page is about.
pub struct Desk {
    prepared: Prepared,
    entries: Vec<Entry>,
    summary: Summary,
    /// Files and folders that were named, in full: nothing else is written to.
    roots: Vec<PathBuf>,
    drafts: PathBuf,
    who: String,
    /// Nothing may be written.
    pub read_only: bool,
    /// What was decided here, and can be taken out of the ledger again.
    made: Vec<Decision>,
}

/// The state of all findings.
#[derive(Debug, Serialize)]
pub struct State {
    ledger: String,
    articles: BTreeMap<String, ArticleState>,
}

#[derive(Debug, Serialize)]
struct ArticleState {
    version: String,
    findings: BTreeMap<String, FindingState>,
}

#[derive(Debug, Default, Serialize)]
struct FindingState {
    open: bool,
    decision: Option<&'static str>,
    reopened: Option<String>,
    history: Vec<String>,
}

/// The versions alone.
#[derive(Debug, Serialize)]
pub struct Versions {
    ledger: String,
    articles: BTreeMap<String, String>,
}

/// Which finding a request is about, who asks, and what they saw.
#[derive(Debug, Deserialize)]
pub struct Target {
    article: String,
    #[serde(default)]
    finding: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    ledger: String,
}

/// A decision as the page sends it.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(flatten)]
    target: Target,
    decision: Kind,
    #[serde(default)]
    scope: Scope,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    until: Option<NaiveDate>,
    #[serde(default)]
    write: Option<String>,
}

/// A replacement as the page sends it.
#[derive(Debug, Deserialize)]
pub struct Fix {
    #[serde(flatten)]
    target: Target,
    right: String,
}

/// What a decision or its undoing came to.
#[derive(Debug, Serialize)]
pub struct Decided {
    line: String,
    state: State,
}

/// What a change of an article came to.
#[derive(Debug, Serialize)]
pub struct Fixed {
    diff: String,
    still: Vec<String>,
    new: Vec<String>,
    section: String,
    state: State,
}

/// A drafted row.
#[derive(Debug, Serialize)]
pub struct Drafted {
    file: String,
    row: String,
}

/// An article as it is now.
#[derive(Debug, Serialize)]
pub struct Section {
    section: String,
    state: State,
}

impl Desk {
    /// Reads the articles.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn new(prepared: Prepared, drafts: PathBuf, who: String, read_only: bool) -> anyhow::Result<Self> {
        let Gathered { reports, summary, .. } = prepared.read(|report| report.id.is_some(), false)?;
        let entries = reports.into_iter().map(|(report, home)| Entry::new(id_of(&report), report, home)).collect();
        let roots = prepared.paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        Ok(Desk { prepared, entries, summary, roots, drafts, who, read_only, made: Vec::new() })
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
        live(self.entries.iter().map(|e| &e.report), &self.summary, &self.prepared.run, &offer)
    }

    /// Reads the ledger anew, and what changed of the articles.
    fn look(&mut self) -> Result<()> {
        let decisions = &self.prepared.decisions;
        let read = Decisions::read(&decisions.path, decisions.today);
        self.prepared.decisions = read.map_err(|problems| refused(StatusCode::INTERNAL_SERVER_ERROR, said(&problems)))?;
        for number in 0..self.entries.len() {
            if self.entries[number].stamp != stamp(&self.entries[number].report.path) {
                self.again(number);
            }
        }
        Ok(())
    }

    /// Reads an article anew; one that is gone stays as it was.
    fn again(&mut self, number: usize) {
        let entry = &self.entries[number];
        if let Ok((report, home)) = self.prepared.again(&entry.report.path, entry.home.article.as_deref()) {
            let patch = self.entries[number].patch.take();
            let id = self.entries[number].id.clone();
            self.entries[number] = Entry { patch, ..Entry::new(id, report, home) };
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

    fn known(&self) -> State {
        let articles = self.entries.iter().map(|entry| (entry.id.clone(), self.of_article(entry))).collect();
        State { ledger: version(self.prepared.decisions.ledger.text().as_bytes()), articles }
    }

    fn of_article(&self, entry: &Entry) -> ArticleState {
        let decisions = &self.prepared.decisions;
        let matched = stand(&entry.report, &decisions.ledger, &entry.home, &decisions.orphans(), decisions.today);
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
        ArticleState { version: entry.version.clone(), findings }
    }

    /// The versions alone.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn versions(&mut self) -> Result<Versions> {
        self.look()?;
        let articles = self.entries.iter().map(|e| (e.id.clone(), e.version.clone())).collect();
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

    fn section(&self, number: usize) -> String {
        section(&self.entries[number].report, &Run { live: true, ..self.prepared.run.clone() }, &self.entries[number].id)
    }

    fn number(&self, id: &str) -> Result<usize> {
        self.entries.iter().position(|entry| entry.id == id).ok_or_else(|| refused(StatusCode::NOT_FOUND, "there is no such article on this page"))
    }

    /// The ledger is the one that the page saw.
    fn seen(&self, wanted: &str) -> Result<()> {
        let ledger = &self.prepared.decisions.ledger;
        if version(ledger.text().as_bytes()) == wanted { Ok(()) } else { Err(conflict(ledger)) }
    }

    /// Decides on a finding.
    ///
    /// # Errors
    /// If it is not there, the decision lacks something, or the ledger is another than the page saw.
    pub fn decide(&mut self, wanted: &Wanted) -> Result<Decided> {
        self.look()?;
        let given = Given {
            decision: wanted.decision,
            scope: wanted.scope,
            who: wanted.target.who.clone(),
            when: now()?,
            reason: wanted.reason.clone(),
            until: wanted.until,
            write: wanted.write.clone(),
        };
        given.check().map_err(|why| refused(StatusCode::UNPROCESSABLE_ENTITY, why))?;
        let number = self.number(&wanted.target.article)?;
        self.seen(&wanted.target.version)?;
        let line = self.write(number, &wanted.target.finding, &given, &wanted.target.version)?;
        if wanted.decision == Kind::CorrectReference {
            // the row is wrong whether or not a new one can be drafted
            let _ = self.draft(&wanted.target);
        }
        Ok(Decided { line, state: self.known() })
    }

    /// Writes a decision; returns its line.
    fn write(&mut self, number: usize, finding: &str, given: &Given, seen: &str) -> Result<String> {
        let Desk { prepared, entries, .. } = self;
        let entry = &entries[number];
        let decisions = &prepared.decisions;
        let matched = stand(&entry.report, &decisions.ledger, &entry.home, &decisions.orphans(), decisions.today);
        let (found, place) = entry.find(finding)?;
        let thread = matched.by_claim[place].as_ref().filter(|s| s.own || given.decision == Kind::Reopen).map(|s| s.thread.0[0].thread.clone());
        let changed = prepared.decisions.change(|ledger| {
            if version(ledger.text().as_bytes()) != seen {
                return Ok(None);
            }
            let fresh = decide(&entry.home, &found, given, ledger);
            Ok(Some(ledger.add(Decision { thread: thread.unwrap_or(fresh.thread.clone()), ..fresh })))
        })?;
        let decision = changed.ok_or_else(|| conflict(&self.prepared.decisions.ledger))?;
        let line = serde_json::to_string(&decision).unwrap_or_default();
        self.made.push(decision);
        Ok(line)
    }

    /// Takes the last decision on a finding back: out of the ledger if it was made here, else by a line that says so.
    ///
    /// # Errors
    /// If there is none, or the ledger is another than the page saw.
    pub fn undo(&mut self, target: &Target) -> Result<Decided> {
        self.look()?;
        let number = self.number(&target.article)?;
        self.seen(&target.version)?;
        let entry = &self.entries[number];
        let (_, place) = entry.find(&target.finding)?;
        let decisions = &self.prepared.decisions;
        let matched = stand(&entry.report, &decisions.ledger, &entry.home, &decisions.orphans(), decisions.today);
        let last = matched.by_claim[place].as_ref().map(|s| s.decision.clone());
        let last = last.ok_or_else(|| refused(StatusCode::UNPROCESSABLE_ENTITY, "nothing was decided of it"))?;
        if !self.made.contains(&last) {
            let given =
                Given { decision: Kind::Reopen, scope: Scope::Claim, who: target.who.clone(), when: now()?, reason: String::new(), until: None, write: None };
            given.check().map_err(|why| refused(StatusCode::UNPROCESSABLE_ENTITY, why))?;
            let line = self.write(number, &target.finding, &given, &target.version)?;
            return Ok(Decided { line, state: self.known() });
        }
        let taken = self.prepared.decisions.change(|ledger| Ok(version(ledger.text().as_bytes()) == target.version && ledger.take_back(&last)))?;
        if !taken {
            return Err(conflict(&self.prepared.decisions.ledger));
        }
        self.made.retain(|made| *made != last);
        Ok(Decided { line: serde_json::to_string(&last).unwrap_or_default(), state: self.known() })
    }

    /// Accepts a finding and puts its words right in the article's file.
    ///
    /// # Errors
    /// If the file or the ledger is another than the page saw, or the words cannot be replaced.
    pub fn fix(&mut self, fix: &Fix) -> Result<Fixed> {
        self.look()?;
        let number = self.number(&fix.target.article)?;
        let entry = &self.entries[number];
        let bytes = self.writable(entry, &fix.target.version)?;
        let (finding, _) = entry.find(&fix.target.finding)?;
        let case = Case { home: &entry.home, finding };
        let edit = edit(&case, fix.right.trim(), &bytes).map_err(|why| refused(StatusCode::UNPROCESSABLE_ENTITY, why))?;
        let own = finding.judged.suggestion.as_deref() != Some(fix.right.trim());
        let given = Given {
            decision: Kind::Accept,
            scope: Scope::Claim,
            who: fix.target.who.clone(),
            when: now()?,
            reason: String::new(),
            until: None,
            write: own.then(|| fix.right.trim().to_owned()),
        };
        given.check().map_err(|why| refused(StatusCode::UNPROCESSABLE_ENTITY, why))?;
        let (patch, _) = Patch::new(&entry.report.path, bytes, vec![edit]);
        self.write(number, &fix.target.finding, &given, &fix.target.ledger)?;
        self.put(number, patch)
    }

    /// Writes the file back as it was before the last change made here.
    ///
    /// # Errors
    /// If nothing was changed here, or the file changed since.
    pub fn unfix(&mut self, target: &Target) -> Result<Fixed> {
        self.look()?;
        let number = self.number(&target.article)?;
        self.writable(&self.entries[number], &target.version)?;
        let Some(patch) = self.entries[number].patch.take() else {
            return Err(refused(StatusCode::UNPROCESSABLE_ENTITY, "nothing was changed in this article here"));
        };
        self.put(number, Patch { before: patch.after, after: patch.before, edits: Vec::new(), path: patch.path })
    }

    /// Writes a change, and reads the article again from the disk.
    fn put(&mut self, number: usize, patch: Patch) -> Result<Fixed> {
        patch.write()?;
        let entry = &self.entries[number];
        let (Again { still, new }, report) = again(&self.prepared, &patch, &entry.report, &entry.home)?;
        let (id, home) = (entry.id.clone(), entry.home.clone());
        let diff = patch.diff();
        // taking back is not taken back
        let kept = (!patch.edits.is_empty()).then_some(patch);
        self.entries[number] = Entry { patch: kept, ..Entry::new(id, report, home) };
        Ok(Fixed { diff, still, new, section: self.section(number), state: self.known() })
    }

    /// The bytes of an article's file, if it may be written to and is what the page saw.
    fn writable(&self, entry: &Entry, seen: &str) -> Result<Vec<u8>> {
        let gone = |error: std::io::Error| refused(StatusCode::CONFLICT, format!("{}: {error}", entry.report.path));
        let whole = Path::new(&entry.report.path).canonicalize().map_err(gone)?;
        if !self.roots.iter().any(|root| whole.starts_with(root)) {
            return Err(refused(StatusCode::FORBIDDEN, "the article's file lies outside of what was named for review"));
        }
        let bytes = std::fs::read(&whole).map_err(gone)?;
        if version(&bytes) != seen || entry.version != seen {
            return Err(Refused { status: StatusCode::CONFLICT, why: "the article changed since this page read it".to_owned(), article: true });
        }
        Ok(bytes)
    }

    /// Drafts a row for a claim.
    ///
    /// # Errors
    /// If none can be drafted or written.
    pub fn draft(&mut self, target: &Target) -> Result<Drafted> {
        let entry = &self.entries[self.number(&target.article)?];
        let (finding, _) = entry.find(&target.finding)?;
        let rows = drafts::add(&self.drafts, &[finding]).map_err(|error| refused(StatusCode::UNPROCESSABLE_ENTITY, format!("{error:#}")))?;
        let row = if rows.is_empty() { "the row is drafted already".to_owned() } else { rows.concat().trim_end().to_owned() };
        Ok(Drafted { file: shown(&self.drafts), row })
    }
}

impl Entry {
    fn new(id: String, report: ArticleReport, home: Home) -> Self {
        let version = std::fs::read(&report.path).map_or_else(|_| String::new(), |bytes| version(&bytes));
        Entry { stamp: stamp(&report.path), id, report, home, version, patch: None }
    }

    /// A claim by its fingerprint, and its place among the claims.
    fn find(&self, wanted: &str) -> Result<(Finding<'_>, usize)> {
        let judged =
            self.report.claims.iter().enumerate().filter_map(|(n, claim)| Some((Finding { report: &self.report, claim, judged: claim.judged.as_ref()? }, n)));
        let mut found = judged.filter(|(finding, _)| fingerprint::of(finding) == wanted);
        found.next().ok_or_else(|| Refused { status: StatusCode::CONFLICT, why: "the finding is no longer there".to_owned(), article: true })
    }
}

/// When a file was last written, and its size: cheaper than its bytes.
fn stamp(path: &str) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// What tells one state of a file from another.
fn version(bytes: &[u8]) -> String {
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(bytes))
}

/// Somebody wrote to the ledger meanwhile.
fn conflict(ledger: &Ledger) -> Refused {
    let last = ledger.decisions().max_by(|a, b| a.when.cmp(&b.when));
    let who = last.map_or_else(String::new, |d| format!("; the last line is {:?}: {}", d.words, d.line()));
    refused(StatusCode::CONFLICT, format!("the ledger changed since this page read it{who}"))
}
