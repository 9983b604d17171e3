//! `index`: makes the claim store of an archive, or brings it up to date.
//!
//! In: articles, tables, the old store. Out: the new one in its place, whole or not at all. An
//! article is read again if its bytes changed, or if the tables answer one of its questions
//! otherwise; everything is, if the tool, the configuration or names of entities changed.

use super::args::IndexArgs;
use super::scan::{Found, line_starts, scan};
use super::{Desk, Options, open, refused, tool};
use crate::archive::said::Said;
use crate::archive::store::{Draft, Entry, Stamp, Store};
use crate::cli::input::{Job, jobs_of, shown};
use crate::cli::references::{Origin, load_to_check};
use crate::cli::work::Work;
use crate::cli::{Outcome, batch, decisions, durable, progress};
use crate::problem::Problem;
use crate::reference::Loaded;
use crate::reference::asked::Edition;
use crate::text::source::MAX_ARTICLE_BYTES;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// `factlint index`.
pub fn run(args: &IndexArgs) -> anyhow::Result<Outcome> {
    let Some(first) = Desk::new(&args.store, &args.paths, Options { date: args.date, as_of: args.as_of })? else { return Ok(Outcome::Unreadable) };
    anyhow::ensure!(!args.paths.is_empty() || first.path.is_file(), "no article, and no claim store at {}: name files or folders", shown(&first.path));
    durable::locked(&first.path, || update(args, &first))
}

/// What the old store is good for.
struct Old {
    store: Store,
    /// The numbers of its files.
    files: FxHashMap<String, (u32, crate::archive::store::File)>,
    /// Its articles by file and line.
    articles: FxHashMap<(u32, u32), (u32, u128)>,
    /// Articles whose questions are answered otherwise now.
    touched: FxHashSet<u32>,
}

/// One job, done.
enum Done {
    /// As it was, under this number.
    Kept(u32),
    /// Read: the entry, the keys of its questions, and whether the old store had one in its place.
    New(Box<Entry>, Vec<u64>, bool),
    /// Not an article.
    Unread,
}

/// A job's file, what became of it, what was wrong.
struct Each {
    name: String,
    done: Done,
    problems: Vec<Problem>,
}

/// What an update came to.
#[derive(Default)]
struct Ran {
    /// Articles that were read.
    new: usize,
    /// Of these, those that an article of the old store had been.
    changed: usize,
    /// Articles that were taken over.
    kept: usize,
    /// Articles of the old store that are not there any more.
    gone: usize,
    errors: usize,
}

fn update(args: &IndexArgs, first: &Desk) -> anyhow::Result<Outcome> {
    let before = open(&first.path)?;
    let stamp = before.as_ref().and_then(|b| b.as_ref().ok()).map(|store| store.stamp.clone()).unwrap_or_default();
    let asked = Asked::of(args, &stamp);
    anyhow::ensure!(!asked.roots.is_empty(), "{} does not say what it was made of: name the articles", shown(&first.path));
    let Some(mut desk) = Desk::new(&args.store, &asked.roots, asked.options)? else { return Ok(Outcome::Unreadable) };
    desk.path.clone_from(&first.path);
    let tables = tables(&Origin::of(&asked.named(&desk)))?;
    let edition = Edition::of(&tables.reference);
    let old = match before {
        None => None,
        Some(Err(reason)) => again(&format!("{reason}; it is made anew")),
        Some(Ok(store)) => usable(store, &desk, &edition)?,
    };
    let (found, problems) = scan(&asked.roots, asked.input_format.as_deref(), &desk.rules.settled, desk.rules.threads);
    decisions::say(&problems);
    let mut ran = Ran { errors: tables.problems.iter().chain(&problems).filter(|p| p.is_error()).count(), ..Ran::default() };
    let draft = read(&found, old.as_ref(), &desk.work(&tables.reference), desk.rules.threads, &mut ran)?;
    let stamp = Stamp {
        tool: tool(),
        settings: desk.print()?,
        roots: asked.roots.iter().map(|root| shown(root)).collect(),
        input_format: asked.input_format,
        date: asked.options.date,
        as_of: asked.options.as_of,
        names: edition.names,
        named: asked.references,
        references: tables.reference.packages.clone(),
        claims: 0,
    };
    anyhow::ensure!(!tables.reference.is_damaged(), "the index of the references is damaged; `factlint refs build` makes it anew");
    if let Some(old) = old {
        anyhow::ensure!(!old.store.is_damaged(), "{} is damaged; remove it and run the command again", shown(&desk.path));
        ran.gone = (old.store.len() as usize).saturating_sub(ran.kept + ran.changed);
    }
    durable::write(&desk.path, &draft.written(&stamp, &edition.answers))?;
    writeln!(std::io::stdout().lock(), "{}: {}", shown(&desk.path), ran.words())?;
    Ok(if ran.errors > 0 { Outcome::Unreadable } else { Outcome::Clean })
}

/// What is to be indexed: as the command line says, else as the store does.
struct Asked {
    roots: Vec<PathBuf>,
    input_format: Option<String>,
    options: Options,
    /// Tables that the command line names, or did when the store was made.
    references: Vec<String>,
}

impl Asked {
    fn of(args: &IndexArgs, stamp: &Stamp) -> Self {
        // other articles are another archive
        let same = args.paths.is_empty();
        let options = Options { date: args.date.or(stamp.date.filter(|_| same)), as_of: args.as_of.or(stamp.as_of.filter(|_| same)) };
        let input_format = args.input_format.clone().or_else(|| stamp.input_format.clone().filter(|_| same));
        let roots = if same { stamp.roots.iter().map(PathBuf::from).collect() } else { args.paths.clone() };
        let references = if same && args.references.is_empty() { stamp.named.clone() } else { args.references.clone() };
        Asked { roots, input_format, options, references }
    }

    /// The tables: as named, else by the configuration.
    fn named(&self, desk: &Desk) -> Vec<String> {
        if self.references.is_empty() { desk.rules.config.references.clone().unwrap_or_default() } else { self.references.clone() }
    }
}

/// The tables; what is wrong with them is said.
fn tables(origin: &Origin) -> anyhow::Result<Loaded> {
    let (tables, notes) = load_to_check(origin, true);
    notes.iter().filter(|note| note.warning).for_each(|note| anstream::eprintln!("factlint: warning: {}", note.text));
    decisions::say(&tables.problems);
    anyhow::ensure!(!tables.reference.is_empty(), "there is no usable reference: an archive without one asks nothing");
    Ok(tables)
}

impl Ran {
    fn words(&self) -> String {
        let gone = if self.gone == 0 { String::new() } else { format!(", {} no longer there", self.gone) };
        let total = self.new + self.kept;
        format!("{total} article{}, {} read, {} as they were{gone}", if total == 1 { "" } else { "s" }, self.new, self.kept)
    }
}

/// Says why everything is read again.
fn again(reason: &str) -> Option<Old> {
    anstream::eprintln!("factlint: note: every article is read: of the claim store, {reason}");
    None
}

/// What an old store is good for, if anything.
fn usable(store: Store, desk: &Desk, edition: &Edition) -> anyhow::Result<Option<Old>> {
    if let Some(reason) = refused(&store.stamp, desk)? {
        return Ok(again(reason));
    }
    if store.stamp.names != edition.names {
        return Ok(again("entities or properties have changed since"));
    }
    let files = store.files().into_iter().enumerate().map(|(number, file)| (file.path.clone(), (number as u32, file))).collect();
    let articles = (0..store.len()).map(|number| {
        let entry = store.article(number);
        ((entry.file, entry.line), (number, entry.hash))
    });
    let articles = articles.collect();
    let touched = Edition::differing(&store.answers(), &edition.answers).into_iter().flat_map(|key| store.asking(key)).collect();
    if store.is_damaged() {
        return Ok(again("it is damaged; it is made anew"));
    }
    Ok(Some(Old { store, files, articles, touched }))
}

/// Reads what is to be read, and puts the new store together in the order of the files.
fn read(found: &[Found], old: Option<&Old>, work: &Work<'_>, threads: usize, ran: &mut Ran) -> anyhow::Result<Draft> {
    let states: FxHashMap<&str, &Found> = found.iter().map(|f| (f.file.path.as_str(), f)).collect();
    let mut draft = Draft::default();
    let mut numbers: Vec<Option<u32>> = vec![None; old.map_or(0, |o| o.store.len() as usize)];
    let bar = progress::Bar::new(found.iter().map(|f| f.file.bytes).sum(), None);
    let each = |job: Job| {
        let bytes = batch::size(&job);
        let each = one(job, old, &states, work);
        bar.did(bytes);
        each
    };
    let mut at: Option<(String, u32, Vec<u64>)> = None;
    let jobs = found.iter().map(|f| (f.path.clone(), f.reader)).collect::<Vec<_>>().into_iter().flat_map(|(path, reader)| jobs_of(path, reader));
    batch::run(jobs, threads, each, |Each { name, done, problems }| {
        decisions::say(&problems);
        ran.errors += problems.iter().filter(|p| p.is_error()).count();
        let (mut entry, kept, keys) = match done {
            Done::Unread => return Ok(ControlFlow::Continue(())),
            Done::Kept(number) => (old.map(|o| o.store.article(number)).unwrap_or_default(), Some(number), Vec::new()),
            Done::New(entry, keys, was) => {
                ran.changed += usize::from(was);
                (*entry, None, keys)
            }
        };
        if at.as_ref().is_none_or(|(path, ..)| *path != name) {
            let Some(found) = states.get(name.as_str()) else { return Ok(ControlFlow::Continue(())) };
            let starts = if found.reader.is_by_line() { line_starts(&found.path).unwrap_or_default() } else { Vec::new() };
            at = Some((name, draft.file(&found.file), starts));
        }
        let (_, file, starts) = at.as_ref().map_or(("", 0, &[][..]), |(name, file, starts)| (name.as_str(), *file, starts));
        entry.file = file;
        entry.start = (entry.line as usize).checked_sub(1).and_then(|line| starts.get(line)).copied().unwrap_or(0);
        let number = draft.article(&entry);
        draft.asks(number, &keys);
        match kept {
            Some(old) => {
                numbers[old as usize] = Some(number);
                ran.kept += 1;
            }
            None => ran.new += 1,
        }
        Ok(ControlFlow::Continue(()))
    })?;
    bar.finish();
    if let Some(old) = old {
        draft.asks_as_in(&old.store, &numbers);
    }
    Ok(draft)
}

/// Reads an article, unless the old store knows it as it is.
fn one(job: Job, old: Option<&Old>, states: &FxHashMap<&str, &Found>, work: &Work<'_>) -> Each {
    let (name, line) = place(&job);
    let before = old.and_then(|old| {
        let (file, state) = old.files.get(&name)?;
        let (number, hash) = *old.articles.get(&(*file, line))?;
        let same_file = states.get(name.as_str()).is_some_and(|found| found.file == *state);
        Some((number, hash, same_file))
    });
    let known = before.filter(|(number, ..)| old.is_some_and(|old| !old.touched.contains(number)));
    if let Some((number, _, true)) = known {
        return Each { name, done: Done::Kept(number), problems: Vec::new() };
    }
    let (hash, length, job) = hashed(job);
    if let Some((number, _, _)) = known.filter(|known| Some(known.1) == hash) {
        return Each { name, done: Done::Kept(number), problems: Vec::new() };
    }
    let listening = work.reference.listening();
    let (report, ..) = work.report_by(job, &listening);
    let problems = report.problems.clone();
    let (Some(hash), Some(id)) = (hash, &report.id) else { return Each { name, done: Done::Unread, problems } };
    let mut keys: Vec<u64> = listening.asked().into_iter().map(|question| listening.key(question)).collect();
    keys.sort_unstable();
    let date = report.date.map_or_else(String::new, |day| day.to_string());
    let claims = Said::all(&report).into_iter().map(|(_, said)| said).collect();
    let entry = Entry { file: 0, line, start: 0, length, hash, id: id.clone(), date, claims };
    Each { name, done: Done::New(Box::new(entry), keys, before.is_some()), problems }
}

/// The file of a job, and its line.
pub fn place(job: &Job) -> (String, u32) {
    match job {
        Job::File(path, _) => (shown(path), 0),
        Job::Line(name, line, _) => (name.clone(), *line),
        Job::Bytes(name, ..) | Job::Unread(name, _) => (name.clone(), 0),
    }
}

/// The hash of an article's bytes, how many there are, and the job with them read; no hash for what cannot be read.
fn hashed(job: Job) -> (Option<u128>, u64, Job) {
    let job = match job {
        Job::File(path, reader) => match whole(&path) {
            Some(bytes) => Job::Bytes(shown(&path), reader, bytes),
            // it says itself what is wrong
            None => Job::File(path, reader),
        },
        other => other,
    };
    let (hash, length) = match &job {
        Job::Bytes(_, _, bytes) | Job::Line(_, _, bytes) => (Some(xxh3_128(bytes)), bytes.len() as u64),
        Job::File(..) | Job::Unread(..) => (None, 0),
    };
    (hash, length, job)
}

fn whole(path: &Path) -> Option<Vec<u8>> {
    let small = std::fs::metadata(path).ok()?.len() <= MAX_ARTICLE_BYTES as u64;
    small.then(|| std::fs::read(path).ok()).flatten()
}
