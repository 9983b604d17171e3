//! `stale`: which claims of an archive were right when they were published and are not any more.
//!
//! In: the store, the tables, a day. Out: claims that were right by the rows that were there on the
//! day of their article, and would be outdated or contradicted if it came out on the given day. Only
//! articles are read that ask for a row which was measured between the two days.

use super::args::StaleArgs;
use super::impact::{copy, sentence};
use super::scan::{Found, line, scan};
use super::{Desk, Options, refused, the_store};
use crate::archive::impact::{Flip, Sides, flips};
use crate::archive::said::{Said, pairs};
use crate::archive::store::{Entry, Store};
use crate::cli::input::{Job, jobs_of};
use crate::cli::references::{Origin, load_to_check};
use crate::cli::work::Work;
use crate::cli::{Outcome, batch, decisions};
use crate::pipeline::Settings;
use crate::problem::Problem;
use crate::reference::asked::{Edition, Question};
use crate::reference::{EntityId, Reference};
use crate::verdict::kind::Verdict;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// The answer.
#[derive(Serialize)]
struct Answer {
    schema_version: u32,
    as_of: NaiveDate,
    articles: u32,
    stale: Vec<Flip>,
}

/// `factlint stale`.
pub fn run(args: &StaleArgs) -> anyhow::Result<Outcome> {
    let store = the_store(&args.store)?;
    let roots: Vec<PathBuf> = store.stamp.roots.iter().map(PathBuf::from).collect();
    let Some(desk) = Desk::new(&args.store, &roots, Options { date: store.stamp.date, as_of: store.stamp.as_of })? else { return Ok(Outcome::Unreadable) };
    let refuse = |reason: &str| anyhow::anyhow!("the claim store cannot be used: {reason}; `factlint index` brings it up to date");
    if let Some(reason) = refused(&store.stamp, &desk)? {
        return Err(refuse(reason));
    }
    let (found, problems) = scan(&roots, store.stamp.input_format.as_deref(), &desk.rules.settled, desk.rules.threads);
    decisions::say(&problems);
    let found = as_indexed(&store, found).ok_or_else(|| refuse("articles have changed since"))?;
    let configured = desk.rules.config.references.clone().unwrap_or_default();
    let named = [&args.references, &store.stamp.named, &configured].into_iter().find(|names| !names.is_empty()).unwrap_or(&configured);
    let (tables, _) = load_to_check(&Origin::of(named), true);
    let edition = Edition::of(&tables.reference);
    let same = edition.names == store.stamp.names && edition.answers == store.answers();
    anyhow::ensure!(same, refuse("tables have changed since"));
    let (stale, errors) = judge(&store, &found, &desk.work(&tables.reference), desk.rules.threads, args.as_of)?;
    anyhow::ensure!(!store.is_damaged() && !tables.reference.is_damaged(), "the claim store or the index of the references is damaged; make it anew");
    let answer = Answer { schema_version: 1, as_of: args.as_of, articles: store.len(), stale };
    let text = if args.format == "json" { serde_json::to_string_pretty(&answer)? + "\n" } else { answer.text() };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(match () {
        () if errors > 0 || problems.iter().any(Problem::is_error) => Outcome::Unreadable,
        () if args.fail_on_stale && answer.stale.iter().any(|flip| !flip.silenced) => Outcome::Findings,
        () => Outcome::Clean,
    })
}

impl Answer {
    fn text(&self) -> String {
        let claims: String = self.stale.iter().map(|flip| flip.text() + "\n").collect();
        let count = self.stale.len();
        format!("{claims}{count} claim{} of {} articles went stale by {}\n", if count == 1 { "" } else { "s" }, self.articles, self.as_of)
    }
}

/// The files of the store as they are found, if they are all as they were; what is not in the store is said.
fn as_indexed(store: &Store, found: Vec<Found>) -> Option<Vec<Found>> {
    let mut by_path: FxHashMap<String, Found> = found.into_iter().map(|found| (found.file.path.clone(), found)).collect();
    let known = store.files().into_iter().map(|file| by_path.remove(&file.path).filter(|found| found.file == file)).collect();
    if !by_path.is_empty() {
        anstream::eprintln!("factlint: note: files not in the store: {}; `factlint index` brings it up to date", by_path.len());
    }
    known
}

/// The day of the last row that each article asks for, up to a day.
fn last_rows(store: &Store, reference: &Reference, as_of: NaiveDate) -> Vec<Option<NaiveDate>> {
    let mut last = vec![None; store.len() as usize];
    for subject in (0..reference.entities().len() as u32).map(EntityId) {
        for (property, facts) in reference.properties_of(subject) {
            let measured = facts.filter_map(|fact| fact.as_of.and_then(|when| when.from)).filter(|day| *day <= as_of).max();
            let asking = measured.map_or_else(Vec::new, |_| store.asking(reference.key(Question::Rows(subject, property))));
            for article in asking {
                let own = &mut last[article as usize];
                *own = (*own).max(measured);
            }
        }
    }
    last
}

/// The claims that went stale, and how many articles could not be read.
fn judge(store: &Store, found: &[Found], work: &Work<'_>, threads: usize, as_of: NaiveDate) -> anyhow::Result<(Vec<Flip>, usize)> {
    let last = last_rows(store, work.reference, as_of);
    let day = |entry: &Entry| entry.date.parse::<NaiveDate>().ok();
    let candidates: Vec<(Entry, NaiveDate)> = (0..store.len())
        .filter(|number| last[*number as usize].is_some())
        .filter_map(|number| {
            let entry = store.article(number);
            let date = day(&entry).filter(|date| *date < as_of && last[number as usize].is_some_and(|row| row > *date))?;
            entry.claims.iter().any(|said| !said.rows.is_empty()).then_some((entry, date))
        })
        .collect();
    let dates: FxHashMap<(String, u32), NaiveDate> =
        candidates.iter().filter_map(|(entry, date)| Some(((found.get(entry.file as usize)?.file.path.clone(), entry.line), *date))).collect();
    let jobs = candidates.into_iter().filter_map(|(entry, _)| {
        let Found { path, reader, .. } = found.get(entry.file as usize)?;
        if entry.line == 0 { jobs_of(path.clone(), reader).next() } else { Some(line(path, entry.line, entry.start, entry.length)) }
    });
    let jobs: Vec<Job> = jobs.collect();
    let (mut stale, mut errors) = (Vec::new(), 0);
    let each = |job: Job| dates.get(&super::index::place(&job)).map(|date| one(job, *date, as_of, work));
    batch::run(jobs.into_iter(), threads, each, |each: Option<(Vec<Flip>, Vec<Problem>)>| {
        let (flips, problems) = each.unwrap_or_default();
        decisions::say(&problems);
        errors += problems.iter().filter(|p| p.is_error()).count();
        stale.extend(flips);
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((stale, errors))
}

/// The stale claims of one article.
fn one(job: Job, date: NaiveDate, as_of: NaiveDate, work: &Work<'_>) -> (Vec<Flip>, Vec<Problem>) {
    let by_line = matches!(job, Job::Line(..));
    let on = |day: NaiveDate, job: Job| {
        let settings = Settings { as_of: Some(day), published: Some(day), ..work.settings.clone() };
        work.with(settings).report(job).0
    };
    let reports = [on(date, copy(&job)), on(as_of, job)];
    let [(places, old), (new_places, new)]: [(Vec<usize>, Vec<Said>); 2] = [0, 1].map(|at| Said::all(&reports[at]).into_iter().unzip());
    // what moves with the day of the article is of that day
    let lasting: Vec<_> = pairs(&old, &new)
        .into_iter()
        .filter_map(|(i, j)| Some((i?, j?)))
        .filter(|&(i, j)| (&old[i].period, &old[i].date, &old[i].about) == (&new[j].period, &new[j].date, &new[j].about))
        .collect();
    let keep = |said: &[Said], of: fn(&(usize, usize)) -> usize| lasting.iter().map(|pair| said[of(pair)].clone()).collect::<Vec<_>>();
    let (old, new) = (keep(&old, |pair| pair.0), keep(&new, |pair| pair.1));
    let text = |(i, j): (Option<usize>, Option<usize>)| {
        let after = j.and_then(|j| sentence(&reports[1], new_places[lasting[j].1]));
        after.or_else(|| i.and_then(|i| sentence(&reports[0], places[lasting[i].0])))
    };
    let article = reports[0].id.as_deref().filter(|_| by_line).unwrap_or_default();
    let mut flips = flips(&Sides { path: &reports[0].path, article, old: &old, new: &new }, &text);
    let was = |flip: &Flip| flip.before.as_ref().is_some_and(|side| matches!(side.verdict, Verdict::Supported | Verdict::Close));
    let is = |flip: &Flip| flip.after.as_ref().is_some_and(|side| matches!(side.verdict, Verdict::Outdated | Verdict::Contradicted));
    flips.retain(|flip| was(flip) && is(flip));
    (flips, reports[0].problems.clone())
}
