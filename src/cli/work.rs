//! What is done with one article: read, judged, held against the desk's policy, rendered.
//!
//! In: a job and all that the run knows. Out: what the article adds to every document, and
//! its part of the totals. It writes nothing.

use super::baseline::{Accepted, accepted};
use super::cache::Cache;
use super::config::Settled;
use super::decisions::Decisions;
use super::diff::Changed;
use super::input::{Job, read};
use crate::decision::{Told, hold};
use crate::lexicon::Lexicon;
use crate::pipeline::{Settings, check as check_article, extract_only};
use crate::problem::Problem;
use crate::reference::Reference;
use crate::report::finding::ArticleReport;
use crate::report::policy::{Known, UNUSED, apply};
use crate::report::summary::Summary;
use crate::report::{Detail, Entry, Format, Run, build, from_root};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Everything that one run needs.
pub struct Work<'a> {
    /// The tables.
    pub reference: &'a Reference,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// What a run is told besides the articles.
    pub settings: Settings,
    /// What formats are told.
    pub run: Run,
    /// The formats that are written.
    pub formats: Vec<&'static Format>,
    /// Judge the claims, not only extract them.
    pub judge: bool,
    /// The configuration.
    pub settled: &'a Settled,
    /// Fingerprints of findings that are left alone.
    pub baseline: Option<BTreeSet<String>>,
    /// What was decided of findings.
    pub decisions: Option<&'a Decisions>,
    /// The lines that count.
    pub changed: Option<Changed>,
    /// Results of earlier runs.
    pub cache: Option<Cache>,
    /// Findings are wanted for a new baseline.
    pub accept: bool,
    /// Reports are rendered later, when it is known how many findings there are before.
    pub limited: bool,
}

/// One article, done.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Done {
    /// The article's path from the repository's root.
    pub path: String,
    /// The same as the user named it.
    pub name: String,
    /// What it adds to every document.
    pub entries: Vec<Vec<Entry>>,
    /// Its part of the totals.
    pub summary: Summary,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// Fingerprints of the baseline that were met.
    pub met: Vec<String>,
    /// What a new baseline would hold of it.
    pub accepted: Vec<Accepted>,
    /// Comments that silence nothing.
    pub unused: usize,
    /// What is to be told of decisions.
    pub told: Told,
    /// The report itself, where it is rendered later.
    #[serde(skip)]
    pub report: Option<ArticleReport>,
}

impl Work<'_> {
    /// Does one article, unless an earlier run did.
    pub fn one(&self, job: Job) -> Done {
        let Some(cache) = &self.cache else { return self.anew(job) };
        match cache.key(job) {
            (None, job) => self.anew(job),
            (Some(key), job) => cache.get(&key).unwrap_or_else(|| {
                let done = self.anew(job);
                // what a damaged index says is not kept
                if !self.reference.is_damaged() {
                    cache.put(&key, &done);
                }
                done
            }),
        }
    }

    fn anew(&self, job: Job) -> Done {
        let (report, met, told) = self.report(job);
        let mut summary = Summary::default();
        summary.add(&report);
        let entries = if self.limited { Vec::new() } else { self.render(&report) };
        Done {
            path: from_root(&report.path, &self.run),
            name: report.path.clone(),
            entries,
            summary,
            met,
            told,
            accepted: if self.accept { accepted(&report, &self.run) } else { Vec::new() },
            unused: report.problems.iter().filter(|p| p.message == UNUSED).count(),
            problems: report.problems.clone(),
            report: self.limited.then_some(report),
        }
    }

    /// The same work by other settings, without what a run keeps or lays over its reports.
    pub fn with(&self, settings: Settings) -> Work<'_> {
        Work { settings, run: self.run.clone(), formats: self.formats.clone(), baseline: None, decisions: None, changed: None, cache: None, ..*self }
    }

    /// What a report adds to every document.
    pub fn render(&self, report: &ArticleReport) -> Vec<Vec<Entry>> {
        self.formats.iter().map(|format| (format.article)(report, &self.run)).collect()
    }

    /// The report of an article, the fingerprints of the baseline that it met, and what is to be told of decisions.
    pub fn report(&self, job: Job) -> (ArticleReport, Vec<String>, Told) {
        self.report_by(job, self.reference)
    }

    /// The same by a reference of the caller's, which may listen to what is asked.
    pub fn report_by(&self, job: Job, reference: &Reference) -> (ArticleReport, Vec<String>, Told) {
        let by_line = matches!(job, Job::Line(..));
        let (name, article, problems) = read(job);
        let Some(article) = article else { return (ArticleReport::unread(&name, problems), Vec::new(), Told::default()) };
        let settings = Settings { date: self.settings.date.or_else(|| self.settled.date(&name)), ..self.settings.clone() };
        let checked =
            if self.judge { check_article(&article, self.lexicon, reference, &settings) } else { extract_only(&article, self.lexicon, reference, &settings) };
        // what stands around a sentence tells decisions on equal ones apart
        let around = self.decisions.is_some_and(|decisions| decisions.knows(&decisions.home(&name, Some(&article.id), by_line)));
        let mut report = build(&article, &checked, reference, problems, self.detail(!article.directives.is_empty(), around));
        let known = Known {
            directives: &article.directives,
            baseline: self.baseline.as_ref(),
            changed: self.changed.as_ref().map(|c| (c.lines(&from_root(&report.path, &self.run)), c.since.as_str())),
        };
        let met = if self.judge { apply(&mut report, &self.settled.policy(&name), &known) } else { Vec::new() };
        let told = self.decisions.map_or_else(Told::default, |decisions| {
            let home = decisions.home(&report.path, report.id.as_deref(), by_line);
            hold(&mut report, &decisions.ledger, &home, &decisions.orphans, decisions.today)
        });
        (report, met, told)
    }

    /// Sentences and ends of places are worked out only if something asks for them.
    fn detail(&self, silenced: bool, around: bool) -> Detail {
        let asked = |of: fn(&Format) -> bool| self.formats.iter().any(|f| of(f));
        let sentences = asked(|f| f.sentences) || silenced || self.accept || self.baseline.is_some() || self.changed.is_some() || self.decisions.is_some();
        Detail { explain: self.run.explain, sentences, texts: asked(|f| f.texts) || around, closest: !self.formats.is_empty() }
    }
}
