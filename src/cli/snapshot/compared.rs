//! Articles held against what was approved of them.
//!
//! In: the flags. Out: for each article its verdicts of now, those that were approved, and
//! the steps between them; files of approved verdicts that are of no article.

use super::args::FolderArgs;
use super::store::{self, Store};
use crate::cli::decisions::say;
use crate::cli::input::Job;
use crate::cli::setup::Setup;
use crate::cli::work::Work;
use crate::problem::Problem;
use crate::report::FORMATS;
use crate::report::format;
use crate::snapshot::changes::{Step, applied, steps};
use crate::snapshot::pins::Pins;
use crate::snapshot::{Snapshot, Subject};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What became of an article's verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// As approved.
    Same,
    /// Other than approved.
    Changed,
    /// Nothing was approved.
    New,
}

impl State {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            State::Same => "same",
            State::Changed => "changed",
            State::New => "new",
        }
    }
}

/// An article held against what was approved of it.
pub struct Compared {
    /// Its verdicts now.
    pub now: Snapshot,
    /// What was approved.
    pub approved: Option<Snapshot>,
    /// What lies between them.
    pub steps: Vec<Step>,
}

impl Compared {
    fn new(now: Snapshot, approved: Option<Snapshot>) -> Self {
        let steps = steps(approved.as_ref().map_or(&[], |a| &a.claims), &now.claims);
        Compared { now, approved, steps }
    }

    /// What became of it.
    pub fn state(&self) -> State {
        match &self.approved {
            None => State::New,
            Some(_) if self.changes().next().is_none() => State::Same,
            Some(_) => State::Changed,
        }
    }

    /// The steps that are changes.
    pub fn changes(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| !step.same)
    }

    /// The old and the new text of a change.
    pub fn texts(&self, step: &Step) -> (Option<&str>, Option<&str>) {
        step.texts(self.approved.as_ref().map_or(&[], |a| &a.claims), &self.now.claims)
    }

    /// The approved verdicts with some changes taken over: `taken` says of each change whether it is. Where nothing
    /// was approved, the first says it of all.
    pub fn with(&self, taken: &[bool]) -> Option<Snapshot> {
        let Some(approved) = &self.approved else { return taken.contains(&true).then(|| self.now.clone()) };
        let claims = applied(&self.steps, &approved.claims, &self.now.claims, taken);
        // what was left is still of the older state
        let pins = if claims == self.now.claims { &self.now.pins } else { &approved.pins };
        Some(Snapshot { subject: self.now.subject.clone(), pins: pins.clone(), claims })
    }

    /// What has changed since the approval, in words.
    pub fn since(&self) -> Vec<String> {
        self.approved.as_ref().map(|a| a.pins.changed(&self.now.pins)).unwrap_or_default()
    }
}

/// All of it.
pub struct Corpus {
    /// The folder of approved verdicts.
    pub store: Store,
    /// The articles, in the order of the input.
    pub articles: Vec<Compared>,
    /// Files of approved verdicts whose article is not there.
    pub orphans: Vec<(PathBuf, Snapshot)>,
    /// Something could not be read, which has been said.
    pub unreadable: bool,
}

/// Reads all articles and what was approved of them. None if the configuration cannot be read, which has been said.
///
/// # Errors
/// If a flag names what there is not, or an index of the tables is damaged.
pub fn corpus(args: &FolderArgs) -> anyhow::Result<Option<Corpus>> {
    let Some(setup) = Setup::of(&args.articles)? else { return Ok(None) };
    let store = Store::of(args.snapshots.as_deref(), &setup)?;
    let pins = match store::pins(&setup, &store) {
        Ok(pins) => pins,
        Err(problem) => {
            say(&[problem]);
            return Ok(None);
        }
    };
    let (inputs, problems) = setup.inputs();
    let mut corpus = Corpus { store, articles: Vec::new(), orphans: Vec::new(), unreadable: problems.iter().any(Problem::is_error) };
    // an article that cannot be read now is not gone
    let (mut met, mut unread) = (BTreeSet::new(), BTreeSet::new());
    let work = setup.work(format("csv").unwrap_or(&FORMATS[0]), None);
    let mut articles = Vec::new();
    setup.each(
        inputs,
        |job| one(job, &work, &corpus.store, &pins),
        |(subject, done, problems)| {
            say(&problems);
            corpus.unreadable |= problems.iter().any(Problem::is_error);
            let again = !met.insert(subject.file());
            match done {
                None => drop(unread.insert(subject.path)),
                Some(_) if again => {
                    corpus.unreadable = true;
                    let message = "another article has the same path and id, and one file of approved verdicts cannot be of both";
                    say(&[Problem::error(&subject.path, message).expected("an id of its own", subject.to_string())]);
                }
                Some(done) => articles.push(done),
            }
            Ok(())
        },
    )?;
    corpus.articles = articles;
    let (others, problems) = corpus.store.others(&met);
    let of_none = |snapshot: &Snapshot| corpus.store.is_within(&snapshot.subject, &setup.paths) && !unread.contains(&snapshot.subject.path);
    corpus.orphans = others.into_iter().filter(|(_, snapshot)| of_none(snapshot)).collect();
    corpus.unreadable |= !problems.is_empty();
    say(&problems);
    Ok(Some(corpus))
}

/// One article: which it is, how it compares if it and what was approved of it can be read, and what is wrong.
fn one(job: Job, work: &Work<'_>, store: &Store, pins: &Pins) -> (Subject, Option<Compared>, Vec<Problem>) {
    let by_line = matches!(job, Job::Line(..));
    let (report, ..) = work.report(job);
    let subject = store.subject(&report.path, report.id.as_deref().filter(|_| by_line));
    let mut problems = report.problems.clone();
    if report.id.is_none() {
        return (subject, None, problems);
    }
    match store.read(&subject) {
        Ok(approved) => (subject.clone(), Some(Compared::new(Snapshot::of(subject, &report, pins.clone()), approved)), problems),
        Err(problem) => {
            problems.push(problem);
            (subject, None, problems)
        }
    }
}
