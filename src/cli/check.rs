//! `check` and `extract`: what is to be read, what it is held against, and what a run comes to.

use super::args::{CheckArgs, Colour, ExtractArgs, FailOn, InputArgs};
use super::baseline::{Accepted, Baseline};
use super::cache::{self, Cache};
use super::config::{Config, Loaded, Settled, load as load_config};
use super::decisions::{self, Decisions};
use super::diff::Changed;
use super::input::{Inputs, shown};
use super::output::{Sink, sinks};
use super::references::{Origin, load_to_check};
use super::repository::Repository;
use super::work::{Done, Work};
use super::{Outcome, batch, interrupt, progress, watch};
use crate::lexicon::Lexicon;
use crate::pipeline::Settings;
use crate::problem::Problem;
use crate::reference::Reference;
use crate::report::policy::is_code;
use crate::report::summary::Summary;
use crate::report::{Format, Run};
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// What a run came to.
#[derive(Default)]
struct Ran {
    summary: Summary,
    /// Articles that were read.
    paths: BTreeSet<String>,
    /// Fingerprints of the baseline that were met.
    met: BTreeSet<String>,
    accepted: Vec<Accepted>,
    /// Comments that silence nothing.
    unused: usize,
    /// What is to be told of decisions.
    decided: decisions::Met,
    /// Findings so far.
    told: usize,
    interrupted: bool,
    run: Run,
}

/// How far a run goes.
#[derive(Default)]
struct Bounds {
    /// Stop behind the first article with a finding so loud.
    fail_fast: Option<FailOn>,
    max_findings: Option<usize>,
}

/// `factlint check`.
pub fn check(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let loaded = load_config(args.input.rules.config.as_deref(), args.input.rules.isolated, &args.input.paths);
    if !loaded.problems.is_empty() {
        loaded.problems.iter().for_each(|problem| anstream::eprintln!("{problem}"));
        return Ok(Outcome::Unreadable);
    }
    let config = effective(args, &loaded.config, &loaded.folder());
    if args.print_config {
        return print(&config, loaded.file.as_deref());
    }
    for code in &args.select {
        anyhow::ensure!(is_code(code), "--select {code}: no check has a code that begins so; `factlint rule` lists them");
    }
    let mut settled = Settled::new(&loaded, &args.select)?;
    let own = config.lexicon()?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::english());
    let Ok(baseline) = baseline_of(&config) else { return Ok(Outcome::Unreadable) };
    let Ok(decisions) = decisions_of(args, &config, &loaded, &mut settled) else { return Ok(Outcome::Unreadable) };
    let changed = args.diff.as_deref().map(Changed::since).transpose()?;
    let origin = Origin::of(config.references.as_deref().unwrap_or_default());
    let (tables, notes) = load_to_check(&origin, !args.no_index);
    for note in notes.iter().filter(|note| note.warning || args.verbose) {
        anstream::eprintln!("factlint: {}: {}", if note.warning { "warning" } else { "note" }, note.text);
    }
    let reference = &tables.reference;
    let work = Work {
        reference,
        lexicon,
        settings: Settings { as_of: config.as_of, date: config.date, ..Settings::default() },
        run: Run { references: reference.packages.clone(), verbose: args.verbose, ..run_of(&args.input) },
        formats: Vec::new(),
        judge: true,
        settled: &settled,
        baseline: baseline.as_ref().map(Baseline::prints),
        decisions: decisions.as_ref(),
        changed,
        cache: None,
        accept: args.write_baseline.is_some(),
        limited: config.max_findings.is_some(),
    };
    let summary = Summary { problems: tables.problems.clone(), ..Summary::default() };
    let fail_on = config.fail_on.unwrap_or(FailOn::Error);
    let bounds = Bounds { fail_fast: args.fail_fast.then_some(fail_on), max_findings: config.max_findings };
    let cache = Caching { config: &config, folder: loaded.folder(), origin: &origin };
    let mut ran = if args.watch { return watch::run(&args.input, work) } else { execute(&args.input, work, &bounds, summary, Some(&cache))? };
    if ran.interrupted {
        return Ok(Outcome::Interrupted);
    }
    if let Some(path) = &args.write_baseline {
        let count = ran.accepted.len();
        Baseline::write(std::mem::take(&mut ran.accepted), path)?;
        anstream::eprintln!("factlint: {count} finding{} written to {}", if count == 1 { "" } else { "s" }, path.display());
    }
    let stale =
        baseline.as_ref().map_or(0, |baseline| say_stale(baseline, &ran)) + decisions.as_ref().map_or(0, |decisions| ran.decided.say(decisions)) + ran.unused;
    let unusable = reference.is_empty() && origin != Origin::None && ran.summary.coverage.mentions_total > 0;
    Ok(outcome(args, &ran, fail_on, stale, unusable))
}

/// What a finished run comes to. `stale` are silenced findings that are no more, `unusable` a reference without a row.
fn outcome(args: &CheckArgs, ran: &Ran, fail_on: FailOn, stale: usize, unusable: bool) -> Outcome {
    if unusable {
        anstream::eprintln!("factlint: error: there are claims, but no usable reference; use --references none to check articles against themselves alone");
    }
    let fails = if args.exit_zero { FailOn::Never } else { fail_on };
    match () {
        () if ran.summary.errors > 0 || unusable => Outcome::Unreadable,
        () if ran.summary.level.is_some_and(|level| fails.fails(level)) && args.write_baseline.is_none() => Outcome::Findings,
        () if args.check_stale && stale > 0 && !args.exit_zero => Outcome::Findings,
        () => Outcome::Clean,
    }
}

/// A file could not be used, and this was said.
struct Unusable;

/// The findings that are accepted already.
fn baseline_of(config: &Config) -> Result<Option<Baseline>, Unusable> {
    let read = config.baseline.as_deref().map(|path| Baseline::read(path.as_ref())).transpose();
    read.map_err(|problem| {
        anstream::eprintln!("{problem}");
        Unusable
    })
}

/// What editors decided; their ledger is no article.
fn decisions_of(args: &CheckArgs, config: &Config, loaded: &Loaded, settled: &mut Settled) -> Result<Option<Decisions>, Unusable> {
    let ledger = decisions::locate(&args.ledger, config, loaded.file.as_deref(), args.input.rules.isolated, &args.input.paths);
    if let Some(ledger) = &ledger {
        settled.leave_out(ledger);
    }
    let read = ledger.map(|path| Decisions::read(&path, args.ledger.today.or(config.as_of))).transpose();
    let decisions = read.map_err(|problems| {
        decisions::say(&problems);
        Unusable
    })?;
    Ok(decisions.filter(|d| !d.ledger.is_empty()))
}

/// `factlint extract`.
pub fn extract(args: &ExtractArgs) -> anyhow::Result<Outcome> {
    let loaded = load_config(args.input.rules.config.as_deref(), args.input.rules.isolated, &args.input.paths);
    if !loaded.problems.is_empty() {
        loaded.problems.iter().for_each(|problem| anstream::eprintln!("{problem}"));
        return Ok(Outcome::Unreadable);
    }
    let settled = Settled::new(&loaded, &[])?;
    let own = loaded.config.lexicon()?;
    let work = Work {
        reference: &Reference::default(),
        lexicon: own.as_ref().unwrap_or_else(|| Lexicon::english()),
        settings: Settings { as_of: None, date: args.input.date.or(loaded.config.date), ..Settings::default() },
        run: Run { verbose: true, ..run_of(&args.input) },
        formats: Vec::new(),
        judge: false,
        settled: &settled,
        baseline: None,
        decisions: None,
        changed: None,
        cache: None,
        accept: false,
        limited: false,
    };
    let ran = execute(&args.input, work, &Bounds::default(), Summary::default(), None)?;
    Ok(match () {
        () if ran.interrupted => Outcome::Interrupted,
        () if ran.summary.errors > 0 => Outcome::Unreadable,
        () => Outcome::Clean,
    })
}

/// The configuration with the command line over it; paths are as from here.
fn effective(args: &CheckArgs, config: &Config, folder: &std::path::Path) -> Config {
    let mut config = config.placed(folder);
    if !args.references.is_empty() {
        config.references = Some(args.references.clone());
    }
    config.baseline = args.baseline.as_deref().map(shown).or(config.baseline);
    config.decisions = args.ledger.decisions.clone().or(config.decisions);
    config.cache_dir = args.cache_dir.as_deref().map(shown).or(config.cache_dir);
    config.cache = if args.no_cache {
        Some(false)
    } else if args.cache {
        Some(true)
    } else {
        config.cache
    };
    config.date = args.input.date.or(config.date);
    config.as_of = args.as_of.or(config.as_of);
    config.fail_on = args.fail_on.or(config.fail_on);
    config.max_findings = args.max_findings.or(config.max_findings);
    if !args.select.is_empty() {
        config.select = Some(args.select.clone());
    }
    config
}

fn print(config: &Config, file: Option<&std::path::Path>) -> anyhow::Result<Outcome> {
    let mut out = std::io::stdout().lock();
    let file = file.map_or_else(|| "none; these are the command line and the defaults".to_owned(), shown);
    let whole = Config { fail_on: config.fail_on.or(Some(FailOn::Error)), cache: config.cache.or(Some(false)), ..config.clone() };
    writeln!(out, "# configuration: {file}\n{}", toml::to_string(&whole)?.trim_end())?;
    Ok(Outcome::Clean)
}

/// Says what a baseline accepts that is no longer there; returns how much.
fn say_stale(baseline: &Baseline, ran: &Ran) -> usize {
    let stale = baseline.stale(&ran.met, &ran.paths, &ran.run);
    for entry in &stale {
        anstream::eprintln!("{}: warning: the baseline accepts what is no longer there: {} {} {:?}", entry.path, entry.code, entry.verdict, entry.words);
    }
    stale.len()
}

fn run_of(input: &InputArgs) -> Run {
    let terminal = std::io::stdout().is_terminal() && input.output.is_empty();
    let colour = input.color == Colour::Always || terminal && input.color.is_on();
    let width = if terminal { console_width() } else { 0 };
    Run { colour, width, explain: input.explain, ..run_here() }
}

/// A run in this folder: machine formats name files from the repository's root.
pub fn run_here() -> Run {
    let repository = Repository::here();
    let root = repository.as_ref().map(|r| shown(&r.root));
    let below_root = repository.map(|r| r.below).unwrap_or_default();
    Run { below_root, root, ..Run::default() }
}

fn console_width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).unwrap_or(100)
}

/// What a cache is keyed by, beside the articles.
struct Caching<'a> {
    config: &'a Config,
    folder: PathBuf,
    origin: &'a Origin,
}

impl Caching<'_> {
    fn open(&self, work: &Work<'_>) -> anyhow::Result<Option<Cache>> {
        if self.config.cache != Some(true) {
            return Ok(None);
        }
        let folder = self.config.cache_dir.as_ref().map_or_else(|| self.folder.join(cache::FOLDER), PathBuf::from);
        let tables = match self.origin {
            Origin::Paths(paths) => cache::tables(paths),
            Origin::Found(folder) => cache::tables(std::slice::from_ref(folder)),
            Origin::BuiltIn | Origin::None => Ok(Vec::new()),
        };
        let tables = tables.map_err(|problem| anyhow::anyhow!("{problem}"))?;
        let formats: Vec<&str> = work.formats.iter().map(|f| f.name).collect();
        let options = format!("{:?} {:?} {:?} {:?} {formats:?} {} {:?}", work.run, work.settled, work.baseline, work.changed, work.accept, work.decisions);
        let parts = [cache::tool(), tables, serde_json::to_vec(self.config)?, options.into_bytes()];
        Cache::open(&folder, &parts).map(Some)
    }
}

fn execute(input: &InputArgs, mut work: Work<'_>, bounds: &Bounds, summary: Summary, caching: Option<&Caching<'_>>) -> anyhow::Result<Ran> {
    let mut sinks = sinks(&input.format, &input.output)?;
    work.formats = sinks.iter().map(|s| s.format).collect::<Vec<&'static Format>>();
    work.cache = caching.map(|c| c.open(&work)).transpose()?.flatten();
    if work.limited {
        // what is shown of an article depends on those before it
        work.cache = None;
    }
    let inputs = inputs(input, work.settled)?;
    let mut ran = Ran { summary, ..Ran::default() };
    ran.summary.problems.extend(inputs.problems.iter().cloned());
    let told = ran.summary.problems.clone();
    ran.summary.note(&told);
    say(&told, input);
    interrupt::listen();
    let bar = progress::Bar::new(inputs.bytes(), inputs.articles());
    let threads = batch::threads(input.rules.jobs);
    for sink in &mut sinks {
        sink.begin(&work.run)?;
    }
    let each = |job: super::input::Job| {
        let bytes = batch::size(&job);
        let done = if interrupt::asked() { Done::default() } else { work.one(job) };
        bar.did(bytes);
        done
    };
    batch::run(inputs.jobs(), threads, each, |done| take(done, &work, &mut sinks, &mut ran, input, bounds))?;
    let (done, all) = bar.finish();
    if ran.interrupted {
        let all = all.map_or_else(String::new, |all| format!(" of {all}"));
        anstream::eprintln!("factlint: interrupted after {done}{all} articles; no report file was written");
        return Ok(ran);
    }
    sinks.into_iter().try_for_each(|sink| sink.end(&ran.summary, &work.run))?;
    ran.run = work.run;
    Ok(ran)
}

/// What there is to read, by the command line and the configuration.
pub fn inputs(input: &InputArgs, settled: &Settled) -> anyhow::Result<Inputs> {
    let piped = [PathBuf::from("-")];
    let paths = if input.paths.is_empty() { &piped[..] } else { &input.paths[..] };
    anyhow::ensure!(
        !input.paths.is_empty() || !std::io::stdin().is_terminal(),
        "no article: name files or folders, or - for standard input; --help shows examples"
    );
    Ok(Inputs::find(paths, input.input_format.as_deref(), settled))
}

/// Writes what an article adds, and counts it; says when it is enough.
fn take(mut done: Done, work: &Work<'_>, sinks: &mut [Sink], ran: &mut Ran, input: &InputArgs, bounds: &Bounds) -> anyhow::Result<ControlFlow<()>> {
    anyhow::ensure!(
        !work.reference.is_damaged(),
        "the index of the references is damaged: nothing that was read from it is told; `factlint refs build` makes it anew, --no-index reads the tables"
    );
    if interrupt::asked() {
        ran.interrupted = true;
        return Ok(ControlFlow::Break(()));
    }
    if let (Some(most), Some(mut report)) = (bounds.max_findings, done.report.take()) {
        let told = report.findings(work.run.verbose).count();
        report.keep(most.saturating_sub(ran.told), work.run.verbose);
        ran.told += told;
        ran.summary.left_out += report.left_out;
        done.entries = work.render(&report);
    }
    for (sink, entries) in sinks.iter_mut().zip(done.entries) {
        sink.add(entries)?;
    }
    say(&done.problems, input);
    ran.summary.merge(&done.summary);
    ran.paths.insert(done.path);
    ran.met.extend(done.met);
    ran.accepted.extend(done.accepted);
    ran.unused += done.unused;
    ran.decided.add(done.told, &done.name);
    let enough = bounds.fail_fast.is_some_and(|fail| done.summary.errors > 0 || done.summary.level.is_some_and(|level| fail.fails(level)));
    if enough {
        anstream::eprintln!("factlint: stopped after {} articles, at the first that fails: --fail-fast", ran.summary.articles);
        return Ok(ControlFlow::Break(()));
    }
    Ok(ControlFlow::Continue(()))
}

/// Problems go to standard error too, unless the text report on standard output shows them.
fn say(problems: &[Problem], input: &InputArgs) {
    if input.format != "text" || !input.output.is_empty() {
        for problem in problems {
            anstream::eprintln!("{problem}");
        }
    }
}
