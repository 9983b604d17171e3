//! What the desk writes: decisions, words in an article, drafts of rows. Every change says
//! which version it was made on; on another one it is refused.

use super::super::now;
use super::desk::{Desk, Entry, File, version};
use super::wire::{Decided, Drafted, Fix, Fixed, Refused, Result, Target, Wanted, refused};
use crate::cli::decisions::cases::{Case, decide};
use crate::cli::decisions::drafts;
use crate::cli::decisions::patch::{Again, Patch, again, edit};
use crate::cli::input::shown;
use crate::decision::{Decision, Given, Kind, Scope, stand};
use axum::http::StatusCode;
use std::path::Path;

impl Desk {
    /// The ledger is the one that the page saw.
    fn seen(&self, wanted: &str) -> Result<()> {
        let ledger = &self.prepared.decisions.ledger;
        if version(ledger.text().as_bytes()) == wanted { Ok(()) } else { Err(conflict()) }
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
        let matched = stand(&entry.report, &decisions.ledger, &entry.home, &decisions.orphans, decisions.today);
        let (found, place) = entry.find(finding)?;
        let thread = matched.by_claim[place].as_ref().filter(|s| s.own || given.decision == Kind::Reopen).map(|s| s.thread.0[0].thread.clone());
        let changed = prepared.decisions.change(|ledger| {
            if version(ledger.text().as_bytes()) != seen {
                return Ok(None);
            }
            let fresh = decide(&entry.home, &found, given, ledger);
            Ok(Some(ledger.add(Decision { thread: thread.unwrap_or(fresh.thread.clone()), ..fresh })))
        })?;
        let decision = changed.ok_or_else(conflict)?;
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
        let matched = stand(&entry.report, &decisions.ledger, &entry.home, &decisions.orphans, decisions.today);
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
            return Err(conflict());
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
        let (diff, path) = (patch.diff(), patch.path.clone());
        // taking back is not taken back
        let kept = (!patch.edits.is_empty()).then_some(patch);
        let entry = &mut self.entries[number];
        (entry.report, entry.file, entry.patch) = (report, File::new(&path), kept);
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
        if version(&bytes) != seen || entry.file.version != seen {
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

/// Somebody wrote to the ledger meanwhile.
fn conflict() -> Refused {
    refused(StatusCode::CONFLICT, "the ledger changed since this page read it")
}
