//! What `decide`, `review` and `corrections` need before they begin: the articles' reports
//! with the decisions laid over them.
//!
//! In: the flags. Out: everything that a check needs, read once, and a report of each
//! article that has findings.

use super::args::ReadArgs;
use super::{Decisions, Met, cases::Case, locate, say};
use crate::cli::input::Job;
use crate::cli::setup::Setup;
use crate::cli::work::Work;
use crate::decision::{Home, Told};
use crate::report::finding::ArticleReport;
use crate::report::summary::Summary;
use crate::report::{FORMATS, format};
use std::path::PathBuf;

/// All that is read before articles are.
pub struct Prepared {
    /// Configuration and tables.
    pub setup: Setup,
    /// The ledger.
    pub decisions: Decisions,
}

/// The reports of articles with findings.
#[derive(Default)]
pub struct Gathered {
    /// The reports, with the article's place in the ledger, in the order of the input.
    pub reports: Vec<(ArticleReport, Home)>,
    /// The totals of all articles.
    pub summary: Summary,
    /// What became of decisions.
    pub met: Met,
}

/// Reads configuration, tables and ledger. None if one of them cannot be read, which has been said.
pub fn prepare(args: &ReadArgs) -> anyhow::Result<Option<Prepared>> {
    let Some(mut setup) = Setup::of(&args.articles)? else { return Ok(None) };
    let Some(path) = locate(&args.ledger, &setup.rules.config, setup.rules.file.as_deref(), args.articles.rules.isolated, &setup.paths) else {
        anyhow::bail!("decisions are kept nowhere: --isolated and --decisions none leave no ledger; name one with --decisions FILE");
    };
    let decisions = match Decisions::read(&path, args.ledger.today.or(setup.rules.settings.as_of)) {
        Ok(decisions) => decisions,
        Err(problems) => {
            say(&problems);
            return Ok(None);
        }
    };
    setup.rules.settled.leave_out(&path);
    Ok(Some(Prepared { setup, decisions }))
}

impl Prepared {
    /// What is done with an article; `held` says that decisions are laid over its report. The page shows articles as
    /// they read: what it needs is worked out.
    fn work(&self, held: bool) -> Work<'_> {
        self.setup.work(format("html").unwrap_or(&FORMATS[0]), held.then_some(&self.decisions))
    }

    /// Reads all articles, lays the decisions over their reports, and keeps those that `wanted` wants.
    ///
    /// # Errors
    /// If an index of the tables turns out to be damaged.
    pub fn gather(&self, wanted: fn(&ArticleReport) -> bool) -> anyhow::Result<Gathered> {
        self.read(wanted, true)
    }

    /// The same; `held` says whether decisions are laid over the reports.
    ///
    /// # Errors
    /// If an index of the tables turns out to be damaged.
    pub fn read(&self, wanted: fn(&ArticleReport) -> bool, held: bool) -> anyhow::Result<Gathered> {
        let (inputs, problems) = self.setup.inputs();
        let mut gathered = Gathered::default();
        gathered.summary.note(&problems);
        gathered.summary.problems = problems;
        let work = self.work(held);
        self.setup.each(
            inputs,
            |job| self.one(&work, job),
            |(report, home, told)| {
                say(&report.problems);
                gathered.summary.add(&report);
                gathered.met.add(told, &report.path);
                if wanted(&report) {
                    gathered.reports.push((report, home));
                }
                Ok(())
            },
        )?;
        Ok(gathered)
    }

    /// Reads the articles of a file again, as they are on the disk now, without decisions.
    pub fn again(&self, path: &str) -> Vec<(ArticleReport, Home)> {
        let work = self.work(false);
        let inputs = self.setup.inputs_at(&[PathBuf::from(path)]);
        let articles = inputs.jobs().map(|job| self.one(&work, job)).filter(|(report, ..)| report.id.is_some());
        articles.map(|(report, home, _)| (report, home)).collect()
    }

    /// One article, its place in the ledger, and what is to be told of its decisions.
    fn one(&self, work: &Work<'_>, job: Job) -> (ArticleReport, Home, Told) {
        let by_line = matches!(job, Job::Line(..));
        let (report, _, told) = work.report(job);
        let home = self.decisions.home(&report.path, report.id.as_deref(), by_line);
        (report, home, told)
    }
}

impl Gathered {
    /// Every finding that is open or was decided, in the order of the input.
    pub fn cases(&self) -> Vec<Case<'_>> {
        self.reports.iter().flat_map(|(report, home)| Case::of(report, home)).collect()
    }

    /// True if something could not be read.
    pub fn is_unreadable(&self) -> bool {
        self.summary.errors > 0
    }
}
