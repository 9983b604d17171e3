//! `--watch`: what is saved is checked again, against tables that stay in memory.
//!
//! In: the articles' paths and a run that is ready. Out: the report of each file that was
//! saved, until Ctrl-C. Tables and configuration are not read again: that is said at the
//! start.

use super::args::InputArgs;
use super::check::inputs;
use super::input::Job;
use super::output::sinks;
use super::work::Work;
use super::{Outcome, interrupt};
use crate::report::summary::Summary;
use notify::{EventKind, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// An editor saves in several steps: what follows within this time is one change.
const SETTLE: Duration = Duration::from_millis(20);
/// How often Ctrl-C is asked for.
const BREATH: Duration = Duration::from_millis(200);

/// Watches until Ctrl-C.
pub fn run(input: &InputArgs, mut work: Work<'_>) -> anyhow::Result<Outcome> {
    anyhow::ensure!(!input.paths.is_empty() && input.paths.iter().all(|p| p.as_os_str() != "-"), "--watch needs files or folders");
    interrupt::listen();
    let (send, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event| drop(send.send(event)))?;
    for path in &input.paths {
        // a file is often replaced by another one of its name: its folder is watched
        let (place, mode) = if path.is_dir() { (path.as_path(), RecursiveMode::Recursive) } else { (parent(path), RecursiveMode::NonRecursive) };
        watcher.watch(place, mode)?;
    }
    let first: Vec<Job> = inputs(input, work.settled)?.jobs().collect();
    report(input, &mut work, first)?;
    anstream::eprintln!("factlint: watching; tables, configuration and decisions are read at the start. Ctrl-C ends.");
    while !interrupt::asked() {
        let saved = changed(&events)?;
        if saved.is_empty() {
            continue;
        }
        let since = Instant::now();
        let wanted = inputs(input, work.settled)?;
        let jobs: Vec<Job> = wanted.jobs().filter(|job| job.path().is_some_and(|path| saved.contains(&whole(path)))).collect();
        if !jobs.is_empty() {
            report(input, &mut work, jobs)?;
            anstream::eprintln!("factlint: checked in {} ms", since.elapsed().as_millis());
        }
    }
    Ok(Outcome::Clean)
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// The files that were saved since last time; none if nothing happened for a while.
fn changed(events: &Receiver<notify::Result<notify::Event>>) -> anyhow::Result<BTreeSet<PathBuf>> {
    let mut saved = BTreeSet::new();
    let mut wait = BREATH;
    loop {
        match events.recv_timeout(wait) {
            Ok(event) => {
                let event = event?;
                if matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_)) {
                    saved.extend(event.paths.iter().map(|path| whole(path)));
                    wait = SETTLE;
                }
            }
            Err(RecvTimeoutError::Timeout) => return Ok(saved),
            Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the files can no longer be watched"),
        }
    }
}

/// Checks and writes some articles.
fn report(input: &InputArgs, work: &mut Work<'_>, jobs: Vec<Job>) -> anyhow::Result<()> {
    let mut sinks = sinks(&input.format, &[])?;
    work.formats = sinks.iter().map(|s| s.format).collect();
    work.limited = false;
    let mut summary = Summary::default();
    for sink in &mut sinks {
        sink.begin(&work.run)?;
    }
    for job in jobs {
        let done = work.one(job);
        summary.merge(&done.summary);
        for (sink, entries) in sinks.iter_mut().zip(done.entries) {
            sink.add(entries)?;
        }
    }
    sinks.into_iter().try_for_each(|sink| sink.end(&summary, &work.run))
}

impl Job {
    /// The file of a job that is one.
    fn path(&self) -> Option<&Path> {
        match self {
            Job::File(path, _) => Some(path),
            Job::Line(name, ..) => Some(Path::new(name)),
            Job::Bytes(..) | Job::Unread(..) => None,
        }
    }
}
