//! What commands over articles need before they begin: configuration, words, tables.
//!
//! In: the flags that say which articles, and what they are held against. Out: everything
//! that a check needs, read once, and a stream of reports in the order of the input. It
//! knows of no ledger and no snapshots.

use super::args::ArticlesArgs;
use super::check::run_here;
use super::config::{Config, Settled, load as load_config};
use super::decisions::{Decisions, say};
use super::input::{Inputs, Job, shown};
use super::references::{Origin, load_to_check};
use super::work::Work;
use super::{batch, progress};
use crate::lexicon::Lexicon;
use crate::pipeline::Settings;
use crate::problem::Problem;
use crate::reference::Loaded;
use crate::report::policy::is_code;
use crate::report::{Format, Run};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// All that is read before articles are.
pub struct Setup {
    /// The configuration; its paths are as from here.
    pub config: Config,
    /// The configuration's file, if there is one.
    pub config_file: Option<PathBuf>,
    /// The policy that follows from it.
    pub settled: Settled,
    /// Where the tables come from.
    pub origin: Origin,
    /// The tables.
    pub tables: Loaded,
    /// What a run is told besides the articles.
    pub settings: Settings,
    /// What formats are told.
    pub run: Run,
    /// What the user named.
    pub paths: Vec<PathBuf>,
    lexicon: Option<Lexicon>,
    input_format: Option<String>,
    threads: usize,
}

impl Setup {
    /// Reads configuration and tables. None if the configuration cannot be read, which has been said.
    ///
    /// # Errors
    /// If a flag names what there is not.
    pub fn of(args: &ArticlesArgs) -> anyhow::Result<Option<Self>> {
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
        config.snapshots = config.snapshots.as_ref().map(from_here);
        config.as_of = args.as_of.or(config.as_of);
        config.date = args.date.or(config.date);
        if !args.select.is_empty() {
            config.select = Some(args.select.clone());
        }
        let settled = Settled::new(&loaded, &args.select)?;
        let origin = Origin::of(config.references.as_deref().unwrap_or_default());
        let (tables, notes) = load_to_check(&origin, !args.no_index);
        for note in notes.iter().filter(|note| note.warning) {
            anstream::eprintln!("factlint: warning: {}", note.text);
        }
        say(&tables.problems);
        Ok(Some(Setup {
            settings: Settings { as_of: config.as_of, date: config.date, ..Settings::default() },
            run: Run { references: tables.reference.packages.clone(), ..run_here() },
            lexicon: config.lexicon()?,
            config_file: loaded.file,
            settled,
            origin,
            tables,
            config,
            paths: args.paths.clone(),
            input_format: args.input_format.clone(),
            threads: args.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from),
        }))
    }

    /// What is done with an article for a format; `decisions` are laid over its report.
    pub fn work<'a>(&'a self, format: &'static Format, decisions: Option<&'a Decisions>) -> Work<'a> {
        Work {
            reference: &self.tables.reference,
            lexicon: self.lexicon.as_ref().unwrap_or_else(|| Lexicon::english()),
            settings: self.settings.clone(),
            run: self.run.clone(),
            formats: vec![format],
            judge: true,
            settled: &self.settled,
            baseline: None,
            decisions,
            changed: None,
            cache: None,
            accept: false,
            limited: false,
        }
    }

    /// Looks up the articles, says what is wrong with their paths, and returns that with what is wrong with the tables.
    pub fn inputs(&self) -> (Inputs, Vec<Problem>) {
        let inputs = self.inputs_at(&self.paths);
        say(&inputs.problems);
        let problems = self.tables.problems.iter().chain(&inputs.problems).cloned().collect();
        (inputs, problems)
    }

    /// The articles at some paths.
    pub fn inputs_at(&self, paths: &[PathBuf]) -> Inputs {
        Inputs::find(paths, self.input_format.as_deref(), &self.settled)
    }

    /// Makes one result of each article, and hands them over in the order of the input.
    ///
    /// # Errors
    /// If an index of the tables turns out to be damaged, or `take` fails.
    pub fn each<T: Send>(&self, inputs: Inputs, one: impl Fn(Job) -> T + Sync, mut take: impl FnMut(T) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let bar = progress::Bar::new(inputs.bytes(), inputs.articles());
        let each = |job: Job| {
            let bytes = batch::size(&job);
            let done = one(job);
            bar.did(bytes);
            done
        };
        batch::run(inputs.jobs(), self.threads, each, |result| {
            anyhow::ensure!(!self.tables.reference.is_damaged(), "the index of the references is damaged; `factlint refs build` makes it anew");
            take(result)?;
            Ok(ControlFlow::Continue(()))
        })?;
        bar.finish();
        Ok(())
    }
}
