//! What `decide`, `review` and `corrections` need before they begin: the articles' reports
//! with the decisions laid over them.
//!
//! In: the flags. Out: everything that a check needs, read once, and a report of each
//! article that has findings.

use super::args::ReadArgs;
use super::{Decisions, Met, cases::Case, locate, say};
use crate::cli::check::run_here;
use crate::cli::config::{Config, Settled, load as load_config};
use crate::cli::input::{Inputs, Job, shown};
use crate::cli::references::{Origin, load_to_check};
use crate::cli::work::Work;
use crate::cli::{batch, progress};
use crate::decision::{Home, Told};
use crate::lexicon::Lexicon;
use crate::pipeline::Settings;
use crate::reference::Loaded;
use crate::report::finding::ArticleReport;
use crate::report::policy::is_code;
use crate::report::summary::Summary;
use crate::report::{FORMATS, Run, format};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// All that is read before articles are.
pub struct Prepared {
    /// The configuration; its paths are as from here.
    pub config: Config,
    settled: Settled,
    lexicon: Option<Lexicon>,
    tables: Loaded,
    /// The ledger.
    pub decisions: Decisions,
    settings: Settings,
    /// What formats are told.
    pub run: Run,
    /// What the user named.
    pub paths: Vec<PathBuf>,
    input_format: Option<String>,
    threads: usize,
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
    let loaded = load_config(args.config.as_deref(), args.isolated, &args.paths);
    if !loaded.problems.is_empty() {
        say(&loaded.problems);
        return Ok(None);
    }
    for code in &args.select {
        anyhow::ensure!(is_code(code), "--select {code}: no check has a code that begins so; `factlint rule` lists them");
    }
    let folder = loaded.folder();
    let from_here = |path: &String| if ["built-in", "none"].contains(&path.as_str()) { path.clone() } else { shown(&folder.join(path)) };
    let mut config = loaded.config.clone();
    config.references =
        if args.references.is_empty() { config.references.map(|all| all.iter().map(from_here).collect()) } else { Some(args.references.clone()) };
    config.decisions = config.decisions.as_ref().map(from_here);
    let as_of = args.as_of.or(config.as_of);
    let Some(path) = locate(&args.ledger, &config, loaded.file.as_deref(), args.isolated, &args.paths) else {
        anyhow::bail!("decisions are kept nowhere: --isolated and --decisions none leave no ledger; name one with --decisions FILE");
    };
    let decisions = match Decisions::read(&path, args.ledger.today.or(as_of)) {
        Ok(decisions) => decisions,
        Err(problems) => {
            say(&problems);
            return Ok(None);
        }
    };
    let mut settled = Settled::new(&loaded, &args.select)?;
    settled.leave_out(&path);
    let (tables, notes) = load_to_check(&Origin::of(config.references.as_deref().unwrap_or_default()), !args.no_index);
    for note in notes.iter().filter(|note| note.warning) {
        anstream::eprintln!("factlint: warning: {}", note.text);
    }
    say(&tables.problems);
    Ok(Some(Prepared {
        settings: Settings { as_of, date: args.date.or(config.date) },
        run: Run { references: tables.reference.packages.clone(), ..run_here() },
        lexicon: config.lexicon()?,
        settled,
        tables,
        decisions,
        config,
        paths: args.paths.clone(),
        input_format: args.input_format.clone(),
        threads: args.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from),
    }))
}

impl Prepared {
    /// What is done with an article; `held` says that decisions are laid over its report.
    fn work(&self, held: bool) -> Work<'_> {
        Work {
            reference: &self.tables.reference,
            lexicon: self.lexicon.as_ref().unwrap_or_else(|| Lexicon::english()),
            settings: self.settings.clone(),
            run: self.run.clone(),
            // the page shows articles as they read: what it needs is worked out
            formats: vec![format("html").unwrap_or(&FORMATS[0])],
            judge: true,
            settled: &self.settled,
            baseline: None,
            decisions: held.then_some(&self.decisions),
            changed: None,
            cache: None,
            accept: false,
            limited: false,
        }
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
        let inputs = Inputs::find(&self.paths, self.input_format.as_deref(), &self.settled);
        let mut gathered = Gathered::default();
        gathered.summary.problems.extend(self.tables.problems.iter().chain(&inputs.problems).cloned());
        let problems = gathered.summary.problems.clone();
        gathered.summary.note(&problems);
        say(&inputs.problems);
        let work = self.work(held);
        let bar = progress::Bar::new(inputs.bytes, inputs.articles());
        let each = |job: Job| {
            let bytes = batch::size(&job);
            let done = self.one(&work, job);
            bar.did(bytes);
            done
        };
        batch::run(inputs.jobs(), self.threads, each, |(report, home, told): (ArticleReport, Home, Told)| {
            anyhow::ensure!(!work.reference.is_damaged(), "the index of the references is damaged; `factlint refs build` makes it anew");
            say(&report.problems);
            gathered.summary.add(&report);
            gathered.met.add(told, &report.path);
            if wanted(&report) {
                gathered.reports.push((report, home));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        bar.finish();
        Ok(gathered)
    }

    /// Reads the articles of a file again, as they are on the disk now, without decisions.
    pub fn again(&self, path: &str) -> Vec<(ArticleReport, Home)> {
        let work = self.work(false);
        let inputs = Inputs::find(&[PathBuf::from(path)], self.input_format.as_deref(), &self.settled);
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
