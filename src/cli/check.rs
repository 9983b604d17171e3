//! `check` and `extract`.

use super::args::{CheckArgs, Colour, ExtractArgs, FailOn, InputArgs};
use super::input::{Inputs, Job, read};
use super::output::{Sink, sinks};
use super::references::{Origin, load_to_check};
use super::repository::Repository;
use super::{Outcome, batch, progress};
use crate::lexicon::Lexicon;
use crate::pipeline::{Settings, check as check_article, extract_only};
use crate::reference::Reference;
use crate::report::finding::{ArticleReport, Summary};
use crate::report::{Detail, Entry, Format, Run, build};
use crate::rule::Level;
use indicatif::ProgressBar;
use std::io::IsTerminal;

/// Everything that one run needs.
struct Work<'a> {
    reference: &'a Reference,
    settings: Settings,
    run: Run,
    formats: Vec<&'static Format>,
    /// Judge the claims, not only extract them.
    judge: bool,
    select: &'a [String],
}

/// `factlint check`.
pub fn check(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let origin = Origin::of(&args.references);
    let (loaded, notes) = load_to_check(&origin, !args.no_index);
    for note in notes.iter().filter(|note| note.warning || args.verbose) {
        anstream::eprintln!("factlint: {}: {}", if note.warning { "warning" } else { "note" }, note.text);
    }
    let settings = Settings { as_of: args.as_of, date: args.input.date };
    let run = Run { references: loaded.reference.packages.clone(), verbose: args.verbose, ..run_of(&args.input) };
    let mut summary = Summary { problems: loaded.problems.clone(), ..Summary::default() };
    summary.note(&loaded.problems);
    say(&loaded.problems, &args.input);
    for code in &args.select {
        anyhow::ensure!(is_code(code), "--select {code}: no check has a code that begins so; `factlint rule` lists them");
    }
    execute(&args.input, run, &loaded.reference, settings, true, &args.select, &mut summary)?;
    let unusable = loaded.reference.is_empty() && origin != Origin::None && summary.coverage.mentions_total > 0;
    if unusable {
        anstream::eprintln!("factlint: error: there are claims, but no usable reference; use --references none to check articles against themselves alone");
    }
    Ok(outcome(&summary, args, unusable))
}

fn outcome(summary: &Summary, args: &CheckArgs, unusable: bool) -> Outcome {
    let fail_on = if args.exit_zero { FailOn::Never } else { args.fail_on };
    match () {
        () if summary.errors > 0 || unusable => Outcome::Unreadable,
        () if summary.level.is_some_and(|level| fail_on.fails(level)) => Outcome::Findings,
        () => Outcome::Clean,
    }
}

fn is_code(beginning: &str) -> bool {
    let upper = beginning.trim().to_uppercase();
    crate::report::manual::all().any(|rule| rule.code.starts_with(&upper))
}

/// `factlint extract`.
pub fn extract(args: &ExtractArgs) -> anyhow::Result<Outcome> {
    let settings = Settings { as_of: None, date: args.input.date };
    let mut summary = Summary::default();
    let run = Run { verbose: true, ..run_of(&args.input) };
    execute(&args.input, run, &Reference::default(), settings, false, &[], &mut summary)?;
    Ok(if summary.errors > 0 { Outcome::Unreadable } else { Outcome::Clean })
}

fn run_of(input: &InputArgs) -> Run {
    let terminal = std::io::stdout().is_terminal() && input.output.is_empty();
    let colour = match input.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
    };
    let width = if terminal { console_width() } else { 0 };
    let repository = Repository::here();
    let root = repository.as_ref().map(|r| super::input::shown(&r.root));
    let below_root = repository.map(|r| r.below).unwrap_or_default();
    Run { colour, width, explain: input.explain, below_root, root, ..Run::default() }
}

fn console_width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).unwrap_or(100)
}

fn execute(
    input: &InputArgs,
    run: Run,
    reference: &Reference,
    settings: Settings,
    judge: bool,
    select: &[String],
    summary: &mut Summary,
) -> anyhow::Result<()> {
    let mut sinks = sinks(&input.format, &input.output)?;
    let formats: Vec<&'static Format> = sinks.iter().map(|s| s.format).collect();
    let piped = [std::path::PathBuf::from("-")];
    let paths = if input.paths.is_empty() { &piped[..] } else { &input.paths[..] };
    anyhow::ensure!(
        !input.paths.is_empty() || !std::io::stdin().is_terminal(),
        "no article: name files or folders, or - for standard input; --help shows examples"
    );
    let inputs = Inputs::find(paths, input.input_format.as_deref());
    let bar = progress::bar(inputs.bytes);
    let threads = input.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let work = Work { reference, settings, run, formats, judge, select };
    for sink in &mut sinks {
        sink.begin(&work.run)?;
    }
    batch::run(
        inputs.jobs(),
        threads,
        |job| work.one(job, &bar),
        |done| {
            anyhow::ensure!(
                !reference.is_damaged(),
                "the index of the references is damaged: nothing that was read from it is told; `factlint refs build` makes it anew, --no-index reads the tables"
            );
            take(done, &mut sinks, summary, input)
        },
    )?;
    bar.finish_and_clear();
    sinks.into_iter().try_for_each(|sink| sink.end(summary, &work.run))
}

/// One article, done: what it adds to every document, and its part of the summary.
struct Done {
    entries: Vec<Vec<Entry>>,
    summary: Summary,
    problems: Vec<crate::problem::Problem>,
}

impl Work<'_> {
    fn one(&self, job: Job, bar: &ProgressBar) -> Done {
        let bytes = match &job {
            Job::Line(_, _, bytes) | Job::Bytes(_, _, bytes) => bytes.len() as u64,
            Job::File(path, _) => std::fs::metadata(path).map_or(0, |m| m.len()),
            Job::Unread(..) => 0,
        };
        let report = self.report(job);
        let entries = self.formats.iter().map(|format| (format.article)(&report, &self.run)).collect();
        let mut summary = Summary::default();
        summary.add(&report);
        bar.inc(bytes);
        Done { entries, summary, problems: report.problems }
    }

    fn report(&self, job: Job) -> ArticleReport {
        let (name, article, problems) = read(job);
        let Some(article) = article else { return ArticleReport::unread(&name, problems) };
        let lexicon = Lexicon::english();
        let checked = if self.judge {
            check_article(&article, lexicon, self.reference, &self.settings)
        } else {
            extract_only(&article, lexicon, self.reference, &self.settings)
        };
        let asked = |of: fn(&Format) -> bool| self.formats.iter().any(|f| of(f));
        let detail = Detail { explain: self.run.explain, sentences: asked(|f| f.sentences), texts: asked(|f| f.texts) };
        let mut report = build(&article, &checked, self.reference, problems, detail);
        if !self.select.is_empty() {
            for judged in report.claims.iter_mut().filter_map(|c| c.judged.as_mut()) {
                if !self.select.iter().any(|code| judged.code.starts_with(&code.trim().to_uppercase())) {
                    judged.level = Level::None;
                }
            }
        }
        report
    }
}

fn take(done: Done, sinks: &mut [Sink], summary: &mut Summary, input: &InputArgs) -> anyhow::Result<()> {
    for (sink, entries) in sinks.iter_mut().zip(done.entries) {
        sink.add(entries)?;
    }
    say(&done.problems, input);
    summary.merge(&done.summary);
    Ok(())
}

/// Problems go to standard error too, unless the text report on standard output shows them.
fn say(problems: &[crate::problem::Problem], input: &InputArgs) {
    if input.format != "text" || !input.output.is_empty() {
        for problem in problems {
            anstream::eprintln!("{problem}");
        }
    }
}
