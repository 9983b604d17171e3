//! What commands over articles need before they begin: configuration, words, tables.
//!
//! In: the flags that say which articles, and what they are held against. Out: everything
//! that a check needs, read once, and a stream of reports in the order of the input. It
//! knows of no ledger and no snapshots.

use super::args::ArticlesArgs;
use super::check::run_here;
use super::config::{Config, Settled, load as load_config};
use super::decisions::{Decisions, say};
use super::input::{Inputs, Job};
use super::references::{Origin, load_to_check};
use super::work::Work;
use super::{batch, progress};
use crate::lexicon::Lexicon;
use crate::pipeline::Settings;
use crate::problem::Problem;
use crate::reference::{Loaded, Reference};
use crate::report::policy::is_code;
use crate::report::{Format, Run};
use chrono::NaiveDate;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What articles are judged by, beside tables.
pub struct Rules {
    /// The configuration with the command line over it; its paths are as from here.
    pub config: Config,
    /// The configuration's file, if there is one.
    pub file: Option<PathBuf>,
    /// The policy that follows from it.
    pub settled: Settled,
    /// What a run is told besides the articles.
    pub settings: Settings,
    /// Articles read at the same time.
    pub threads: usize,
    lexicon: Option<Lexicon>,
}

impl Rules {
    /// Reads the configuration. None if it cannot be read, which has been said.
    ///
    /// # Errors
    /// If a hedge has no row.
    pub fn read(named: Option<&Path>, isolated: bool, articles: &[PathBuf], own: Own<'_>) -> anyhow::Result<Option<Self>> {
        let loaded = load_config(named, isolated, articles);
        if !loaded.problems.is_empty() {
            say(&loaded.problems);
            return Ok(None);
        }
        let mut config = loaded.config.placed(&loaded.folder());
        config.as_of = own.as_of.or(config.as_of);
        config.date = own.date.or(config.date);
        if !own.select.is_empty() {
            config.select = Some(own.select.to_vec());
        }
        Ok(Some(Rules {
            settled: Settled::new(&loaded, own.select)?,
            settings: Settings { as_of: config.as_of, date: config.date, ..Settings::default() },
            lexicon: config.lexicon()?,
            threads: batch::threads(own.jobs),
            file: loaded.file,
            config,
        }))
    }

    /// What is done with an article for a format, by these tables.
    pub fn work<'a>(&'a self, reference: &'a Reference, run: Run, format: &'static Format) -> Work<'a> {
        Work {
            reference,
            lexicon: self.lexicon.as_ref().unwrap_or_else(|| Lexicon::english()),
            settings: self.settings.clone(),
            run,
            formats: vec![format],
            judge: true,
            settled: &self.settled,
            baseline: None,
            decisions: None,
            changed: None,
            cache: None,
            accept: false,
            limited: false,
        }
    }
}

/// What the command line says over the configuration.
#[derive(Debug, Clone, Copy, Default)]
pub struct Own<'a> {
    /// Only these checks.
    pub select: &'a [String],
    /// The date of articles that do not say theirs.
    pub date: Option<NaiveDate>,
    /// The day at which tables are read.
    pub as_of: Option<NaiveDate>,
    /// Articles read at the same time.
    pub jobs: Option<u16>,
}

/// All that is read before articles are.
pub struct Setup {
    /// Configuration and words.
    pub rules: Rules,
    /// Where the tables come from.
    pub origin: Origin,
    /// The tables.
    pub tables: Loaded,
    /// What formats are told.
    pub run: Run,
    /// What the user named.
    pub paths: Vec<PathBuf>,
    input_format: Option<String>,
}

impl Setup {
    /// Reads configuration and tables. None if the configuration cannot be read, which has been said.
    ///
    /// # Errors
    /// If a flag names what there is not.
    pub fn of(args: &ArticlesArgs) -> anyhow::Result<Option<Self>> {
        let own = Own { select: &args.select, date: args.date, as_of: args.as_of, jobs: args.rules.jobs };
        let Some(mut rules) = Rules::read(args.rules.config.as_deref(), args.rules.isolated, &args.paths, own)? else { return Ok(None) };
        for code in &args.select {
            anyhow::ensure!(is_code(code), "--select {code}: no check has a code that begins so; `factlint rule` lists them");
        }
        if !args.references.is_empty() {
            rules.config.references = Some(args.references.clone());
        }
        let origin = Origin::of(rules.config.references.as_deref().unwrap_or_default());
        let (tables, notes) = load_to_check(&origin, !args.no_index);
        for note in notes.iter().filter(|note| note.warning) {
            anstream::eprintln!("factlint: warning: {}", note.text);
        }
        say(&tables.problems);
        let run = Run { references: tables.reference.packages.clone(), ..run_here() };
        Ok(Some(Setup { rules, origin, tables, run, paths: args.paths.clone(), input_format: args.input_format.clone() }))
    }

    /// What is done with an article for a format; `decisions` are laid over its report.
    pub fn work<'a>(&'a self, format: &'static Format, decisions: Option<&'a Decisions>) -> Work<'a> {
        Work { decisions, ..self.rules.work(&self.tables.reference, self.run.clone(), format) }
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
        Inputs::find(paths, self.input_format.as_deref(), &self.rules.settled)
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
        batch::run(inputs.jobs(), self.rules.threads, each, |result| {
            anyhow::ensure!(!self.tables.reference.is_damaged(), "the index of the references is damaged; `factlint refs build` makes it anew");
            take(result)?;
            Ok(ControlFlow::Continue(()))
        })?;
        bar.finish();
        Ok(())
    }
}
