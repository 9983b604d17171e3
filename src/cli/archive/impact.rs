//! `impact`: which verdicts flip between two editions of the tables.
//!
//! In: two editions; the store of an archive, or articles. Out: the answer in the format that was
//! asked for. With a store, only those articles are read whose questions the editions answer
//! otherwise than the one by which the store was made, and those whose files changed since;
//! what the store knows under an edition is taken from it. It writes nothing but the answer.

use super::args::ImpactArgs;
use super::index::place;
use super::scan::{Found, line, scan};
use super::{Desk, Options, refused, the_store};
use crate::archive::change::changes;
use crate::archive::impact::{Flip, Impact, Sides, flips};
use crate::archive::said::{Pair, Said};
use crate::archive::store::{Entry, Store};
use crate::article::Reader;
use crate::cli::input::{Job, jobs_of, shown};
use crate::cli::output::replace;
use crate::cli::references::{Origin, load_to_check};
use crate::cli::revision;
use crate::cli::work::Work;
use crate::cli::{Outcome, batch, decisions, progress};
use crate::problem::Problem;
use crate::reference::asked::Edition;
use crate::reference::{Loaded, Reference};
use crate::report::claim_text::ClaimText;
use crate::report::finding::{ArticleReport, Finding};
use crate::verdict::kind::{VERDICTS, Verdict};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// `factlint impact`.
pub fn run(args: &ImpactArgs) -> anyhow::Result<Outcome> {
    let kept = if args.paths.is_empty() { Some(the_store(&args.store)?) } else { None };
    let stamp = kept.as_ref().map(|store| store.stamp.clone());
    let roots = stamp.as_ref().map_or_else(|| args.paths.clone(), |s| s.roots.iter().map(PathBuf::from).collect());
    let options = stamp.as_ref().map_or(Options { date: args.date, as_of: args.as_of }, |s| Options { date: s.date, as_of: s.as_of });
    let Some(desk) = Desk::new(&args.store, &roots, options)? else { return Ok(Outcome::Unreadable) };
    if let Some(reason) = stamp.as_ref().map(|s| refused(s, &desk)).transpose()?.flatten() {
        anyhow::bail!("the claim store {} cannot be used: {reason}; `factlint index` brings it up to date", shown(&desk.path));
    }
    let format = stamp.map_or_else(|| args.input_format.clone(), |s| s.input_format);
    let (editions, files) = std::thread::scope(|scope| {
        let files = scope.spawn(|| scan(&roots, format.as_deref(), &desk.rules.settled, desk.rules.threads));
        (Editions::load(args), files.join())
    });
    let (editions, (found, problems)) = (editions?, files.map_err(|_| anyhow::anyhow!("the articles cannot be listed"))?);
    decisions::say(&problems);
    let changes = changes(editions.before(), editions.after(), &editions.differing());
    let mut impact = Impact::new(&editions.before().packages, &editions.after().packages, changes);
    let plan = match &kept {
        Some(store) => Plan::from_store(store, &found, &editions)?,
        None => Plan { todo: found.iter().map(|f| Todo::All(f.path.clone(), f.reader)).collect(), ..Plan::default() },
    };
    impact.notes.clone_from(&plan.notes);
    let works = [desk.work(editions.before()), desk.work(editions.after())];
    let errors = judge(plan, kept.as_ref(), &works, desk.rules.threads, &mut impact)?;
    anyhow::ensure!(!editions.all().iter().any(|r| r.is_damaged()), "an index of the references is damaged; `factlint refs build` makes it anew");
    anyhow::ensure!(!kept.as_ref().is_some_and(Store::is_damaged), "the claim store {} is damaged; `factlint index` makes it anew", shown(&desk.path));
    impact.trace();
    write(args, &editions.named(&rendered(&args.format, &impact)?))?;
    let fails: Vec<Verdict> = VERDICTS.into_iter().filter(|v| args.fail_on_flip.iter().any(|name| name == v.name())).collect();
    let unread = errors + editions.errors() + problems.iter().filter(|p| p.is_error()).count();
    Ok(match () {
        () if unread > 0 => Outcome::Unreadable,
        () if impact.flips_to(&fails) => Outcome::Findings,
        () => Outcome::Clean,
    })
}

/// Both editions, loaded, with the prints of their answers.
struct Editions {
    sources: [revision::Edition; 2],
    loaded: [(Loaded, Edition); 2],
}

impl Editions {
    fn load(args: &ImpactArgs) -> anyhow::Result<Self> {
        let sources = [revision::Edition::of(&args.old)?, revision::Edition::of(&args.new)?];
        let one = |source: &revision::Edition| {
            let origin = beside(&source.origin, &args.beside);
            let (loaded, notes) = load_to_check(&origin, true);
            let answers = Edition::of(&loaded.reference);
            (loaded, answers, notes)
        };
        let [a, b] = &sources;
        let (first, second) = std::thread::scope(|scope| {
            let second = scope.spawn(|| one(b));
            (one(a), second.join())
        });
        let second = second.map_err(|_| anyhow::anyhow!("the new edition cannot be read"))?;
        let mut loaded = Vec::new();
        for ((tables, answers, notes), source) in [first, second].into_iter().zip(&sources) {
            notes.iter().filter(|n| n.warning).for_each(|n| anstream::eprintln!("factlint: warning: {}", source.named(&n.text)));
            let problems = tables.problems.iter().filter(|p| p.severity != crate::problem::Severity::Note);
            problems.for_each(|p| anstream::eprintln!("{}", source.named(&p.to_string())));
            loaded.push((tables, answers));
        }
        let loaded: [(Loaded, Edition); 2] = loaded.try_into().map_err(|_| anyhow::anyhow!("two editions are needed"))?;
        anyhow::ensure!(loaded.iter().any(|l| !l.0.reference.is_empty()), "neither edition holds a row");
        Ok(Editions { sources, loaded })
    }

    fn before(&self) -> &Reference {
        &self.loaded[0].0.reference
    }

    fn after(&self) -> &Reference {
        &self.loaded[1].0.reference
    }

    fn all(&self) -> [&Reference; 2] {
        [self.before(), self.after()]
    }

    fn errors(&self) -> usize {
        self.loaded.iter().flat_map(|l| &l.0.problems).filter(|p| p.is_error()).count()
    }

    /// Keys of questions that the two answer differently.
    fn differing(&self) -> Vec<u64> {
        Edition::differing(&self.loaded[0].1.answers, &self.loaded[1].1.answers)
    }

    /// Text with commits in place of the folders that stand for them.
    fn named(&self, text: &str) -> String {
        self.sources[1].named(&self.sources[0].named(text))
    }
}

/// An origin with other tables behind it.
fn beside(origin: &Origin, others: &[String]) -> Origin {
    let first = match origin {
        Origin::Paths(paths) => paths.clone(),
        Origin::Found(folder) => vec![folder.clone()],
        Origin::BuiltIn => vec![PathBuf::from("built-in")],
        Origin::None => Vec::new(),
    };
    if others.is_empty() { origin.clone() } else { Origin::Paths(first.into_iter().chain(others.iter().map(PathBuf::from)).collect()) }
}

/// What is to be read.
enum Todo {
    /// All articles of a file.
    All(PathBuf, &'static Reader),
    /// One that the store knows, in a file that is as it was.
    Known(PathBuf, &'static Reader, u32, Box<Entry>),
}

/// How the answer is found.
#[derive(Default)]
struct Plan {
    todo: Vec<Todo>,
    /// Articles that are not read, as nothing that they ask has changed.
    passed: usize,
    /// Articles whose verdicts in the store are not those of the old edition.
    not_old: Touched,
    /// The same for the new one.
    not_new: Touched,
    notes: Vec<String>,
}

/// Articles by their numbers.
#[derive(Default)]
enum Touched {
    #[default]
    All,
    These(FxHashSet<u32>),
}

impl Touched {
    fn has(&self, number: u32) -> bool {
        match self {
            Touched::All => true,
            Touched::These(numbers) => numbers.contains(&number),
        }
    }

    /// Those whose questions an edition answers otherwise than the one that the store was made by.
    fn by(store: &Store, answers: &[(u64, u64)], edition: &Edition) -> Self {
        if store.stamp.names != edition.names {
            return Touched::All;
        }
        let keys = Edition::differing(answers, &edition.answers);
        Touched::These(keys.into_iter().flat_map(|key| store.asking(key)).collect())
    }
}

impl Plan {
    fn from_store(store: &Store, found: &[Found], editions: &Editions) -> anyhow::Result<Self> {
        let answers = store.answers();
        let [not_old, not_new] = [0, 1].map(|at| Touched::by(store, &answers, &editions.loaded[at].1));
        let mut plan = Plan { not_old, not_new, ..Plan::default() };
        if editions.loaded.iter().any(|(_, edition)| edition.names != store.stamp.names) {
            let which = if editions.loaded[0].1.names == editions.loaded[1].1.names { "both editions and the store" } else { "the editions" };
            plan.notes.push(format!("every article was read again, as entities or properties of {which} differ"));
        }
        let mut entries: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for number in 0..store.len() {
            entries.entry(store.file_of(number)).or_default().push(number);
        }
        let files: FxHashMap<String, (u32, crate::archive::store::File)> =
            store.files().into_iter().enumerate().map(|(number, file)| (file.path.clone(), (number as u32, file))).collect();
        let (mut new, mut changed, mut there) = (0, 0, FxHashSet::default());
        for Found { path, reader, file } in found {
            let known = files.get(&file.path);
            there.extend(known.map(|k| k.0));
            match known {
                Some((number, was)) if was == file => plan.known(store, entries.get(number).map_or(&[], Vec::as_slice), path, reader),
                known => {
                    *(if known.is_some() { &mut changed } else { &mut new }) += 1;
                    plan.todo.push(Todo::All(path.clone(), reader));
                }
            }
        }
        let gone = files.values().filter(|f| !there.contains(&f.0)).count();
        anyhow::ensure!(
            gone < files.len() || files.is_empty(),
            "none of the files of the claim store is there: run the command in the folder in which it was made"
        );
        for (count, what) in [(new, "not in the store"), (changed, "changed since they were indexed"), (gone, "in the store and no longer there")] {
            if count > 0 {
                let also = if what.starts_with("in the store") { "" } else { "; they were read" };
                plan.notes.push(format!("files {what}: {count}{also}. `factlint index` brings the store up to date"));
            }
        }
        Ok(plan)
    }

    /// Adds those articles of a file that are to be read.
    fn known(&mut self, store: &Store, numbers: &[u32], path: &std::path::Path, reader: &'static Reader) {
        for &number in numbers {
            if self.not_old.has(number) || self.not_new.has(number) {
                self.todo.push(Todo::Known(path.to_path_buf(), reader, number, Box::new(store.article(number))));
            } else {
                self.passed += 1;
            }
        }
    }
}

/// What became of one article.
#[derive(Default)]
struct Each {
    flips: Vec<Flip>,
    problems: Vec<Problem>,
    is_article: bool,
}

/// Judges what is to be read; returns how much of it could not be.
fn judge(plan: Plan, store: Option<&Store>, works: &[Work<'_>; 2], threads: usize, impact: &mut Impact) -> anyhow::Result<usize> {
    let Plan { todo, passed, not_old, not_new, .. } = plan;
    let known: FxHashMap<(String, u32), u32> =
        todo.iter().filter_map(|todo| if let Todo::Known(path, _, number, entry) = todo { Some(((shown(path), entry.line), *number)) } else { None }).collect();
    let bar = progress::Bar::new(0, None);
    let jobs = todo.into_iter().flat_map(|todo| match todo {
        Todo::All(path, reader) => jobs_of(path, reader),
        Todo::Known(path, reader, _, entry) if entry.line == 0 => jobs_of(path, reader),
        Todo::Known(path, _, _, entry) => Box::new(std::iter::once(line(&path, entry.line, entry.start, entry.length))),
    });
    let each = |job: Job| {
        let bytes = batch::size(&job);
        let kept = known.get(&place(&job)).zip(store).map(|(&number, store)| (store.article(number), not_old.has(number), not_new.has(number)));
        let each = one(job, kept.as_ref(), works);
        bar.did(bytes);
        each
    };
    let mut errors = 0;
    batch::run(jobs, threads, each, |each: Each| {
        decisions::say(&each.problems);
        errors += each.problems.iter().filter(|p| p.is_error()).count();
        impact.read += usize::from(each.is_article);
        impact.flips.extend(each.flips);
        Ok(ControlFlow::Continue(()))
    })?;
    bar.finish();
    impact.articles = impact.read + passed;
    Ok(errors)
}

/// The flips of an article; `kept` is what the store knows of it, and under which editions that does not hold.
fn one(job: Job, kept: Option<&(Entry, bool, bool)>, works: &[Work<'_>; 2]) -> Each {
    let (by_line, again) = (matches!(job, Job::Line(..)), copy(&job));
    let anew = |at: usize, job: Job| works[at].report(job).0;
    let reports = match kept {
        Some((_, false, _)) => [None, Some(anew(1, job))],
        Some((_, _, false)) => [Some(anew(0, job)), None],
        _ => [Some(anew(0, copy(&job))), Some(anew(1, job))],
    };
    let claims = |report: &Option<ArticleReport>| match (report, kept) {
        (Some(report), _) => Said::all(report),
        (None, Some((entry, ..))) => entry.claims.iter().cloned().map(|said| (0, said)).collect(),
        (None, None) => Vec::new(),
    };
    let sides = [&reports[0], &reports[1]].map(|report| claims(report).into_iter().unzip());
    let [(old_places, old), (new_places, new)]: [(Vec<usize>, Vec<Said>); 2] = sides;
    let text = |(i, j): Pair| {
        let after = j.and_then(|j| sentence(reports[1].as_ref()?, new_places[j]));
        after.or_else(|| i.and_then(|i| sentence(reports[0].as_ref()?, old_places[i])))
    };
    let Some(report) = reports.iter().flatten().next_back() else { return Each::default() };
    let article = report.id.as_deref().filter(|_| by_line).unwrap_or_default();
    let flips = flips(&Sides { path: &report.path, article, old: &old, new: &new }, &text);
    if kept.is_some() && flips.iter().any(|flip| flip.sentence.is_empty()) {
        // a claim that is only in the edition of the store: its words are known when it is judged again
        return one(again, None, works);
    }
    Each { flips, is_article: report.id.is_some(), problems: report.problems.clone() }
}

/// The sentence of a claim.
pub fn sentence(report: &ArticleReport, at: usize) -> Option<ClaimText> {
    let claim = report.claims.get(at)?;
    Some(ClaimText::of(&Finding { report, claim, judged: claim.judged.as_ref()? }))
}

pub fn copy(job: &Job) -> Job {
    match job {
        Job::File(path, reader) => Job::File(path.clone(), reader),
        Job::Bytes(name, reader, bytes) => Job::Bytes(name.clone(), reader, bytes.clone()),
        Job::Line(name, line, bytes) => Job::Line(name.clone(), *line, bytes.clone()),
        Job::Unread(name, problem) => Job::Unread(name.clone(), problem.clone()),
    }
}

fn rendered(format: &str, impact: &Impact) -> anyhow::Result<String> {
    Ok(match format {
        "json" => serde_json::to_string_pretty(impact)? + "\n",
        "markdown" => impact.markdown(),
        "html" => impact.html(),
        _ => impact.text(),
    })
}

fn write(args: &ImpactArgs, text: &str) -> anyhow::Result<()> {
    match &args.output {
        Some(path) if path.as_os_str() != "-" => replace(path, text.as_bytes()),
        _ => Ok(std::io::stdout().lock().write_all(text.as_bytes())?),
    }
}
