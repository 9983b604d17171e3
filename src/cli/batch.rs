//! Articles in batches: read and judged in parallel, written in their order.
//!
//! In: a stream of jobs and a function that makes one result of each. Out: the results,
//! in the order of the jobs, whatever the number of threads. Workers take the next few jobs
//! whenever they are free, while the results before them are being written; memory holds a
//! bounded number of results.

use super::input::Job;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Jobs that a worker takes at a time.
const JOBS: usize = 32;
/// Bytes of articles that are enough for a time.
const BYTES: usize = 1 << 20;
/// How many times of each worker may wait to be written.
const AHEAD: usize = 8;

/// Threads for a run: as many as wanted, else one a core.
pub fn threads(wanted: Option<u16>) -> usize {
    wanted.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Runs `work` over all jobs with `threads` threads and hands each result to `take`, in order, until it has enough.
pub fn run<T: Send>(
    jobs: impl Iterator<Item = Job> + Send,
    threads: usize,
    work: impl Fn(Job) -> T + Sync,
    mut take: impl FnMut(T) -> anyhow::Result<ControlFlow<()>>,
) -> anyhow::Result<()> {
    if threads == 1 {
        for job in jobs {
            if take(work(job))?.is_break() {
                break;
            }
        }
        return Ok(());
    }
    let queue = Queue::new(jobs, threads);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| queue.serve(&work));
        }
        let written = queue.drain(&mut take);
        // after an error, or with enough, nobody will read on
        queue.close();
        written
    })
}

/// Jobs to come and results to be written.
struct Queue<I: Iterator, T> {
    jobs: Mutex<Source<I>>,
    state: Mutex<State<T>>,
    changed: Condvar,
    ahead: usize,
}

/// Where jobs come from.
struct Source<I: Iterator> {
    jobs: I,
    /// How often a worker has taken some.
    turns: usize,
}

struct State<T> {
    /// Results by turn.
    done: BTreeMap<usize, Vec<T>>,
    /// The turn whose results are written next.
    next: usize,
    /// Workers that may still bring results.
    workers: usize,
    closed: bool,
}

impl<I: Iterator<Item = Job>, T> Queue<I, T> {
    fn new(jobs: I, threads: usize) -> Self {
        let state = State { done: BTreeMap::new(), next: 0, workers: threads, closed: false };
        Queue { jobs: Mutex::new(Source { jobs, turns: 0 }), state: Mutex::new(state), changed: Condvar::new(), ahead: AHEAD * threads }
    }

    /// What a worker does: takes jobs and brings results until there are no more.
    fn serve(&self, work: impl Fn(Job) -> T) {
        let leaving = Leaving { queue: self };
        while let Some((turn, jobs)) = self.take_jobs() {
            let results = jobs.into_iter().map(&work).collect();
            if !self.bring(turn, results) {
                break;
            }
        }
        drop(leaving);
    }

    /// The next few jobs, and whose turn they are; none at the end.
    fn take_jobs(&self) -> Option<(usize, Vec<Job>)> {
        let mut source = lock(&self.jobs);
        let (mut taken, mut bytes) = (Vec::new(), 0);
        while taken.len() < JOBS && bytes < BYTES {
            let Some(job) = source.jobs.next() else { break };
            bytes += size(&job);
            taken.push(job);
        }
        source.turns += 1;
        (!taken.is_empty()).then_some((source.turns - 1, taken))
    }

    /// Hands over results, once they are not too far ahead of what is written. False if nobody wants them.
    fn bring(&self, turn: usize, results: Vec<T>) -> bool {
        let mut state = lock(&self.state);
        while turn > state.next + self.ahead && !state.closed {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.done.insert(turn, results);
        self.changed.notify_all();
        !state.closed
    }

    /// Writes results in their order until all workers have left or `take` has enough.
    fn drain(&self, take: &mut impl FnMut(T) -> anyhow::Result<ControlFlow<()>>) -> anyhow::Result<()> {
        loop {
            let mut state = lock(&self.state);
            let results = loop {
                let turn = state.next;
                match state.done.remove(&turn) {
                    Some(results) => break results,
                    None if state.workers == 0 => return Ok(()),
                    None => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                }
            };
            state.next += 1;
            drop(state);
            self.changed.notify_all();
            for result in results {
                if take(result)?.is_break() {
                    return Ok(());
                }
            }
        }
    }

    fn close(&self) {
        lock(&self.state).closed = true;
        self.changed.notify_all();
    }
}

/// Signs a worker off, however it leaves.
struct Leaving<'a, I: Iterator<Item = Job>, T> {
    queue: &'a Queue<I, T>,
}

impl<I: Iterator<Item = Job>, T> Drop for Leaving<'_, I, T> {
    fn drop(&mut self) {
        lock(&self.queue.state).workers -= 1;
        self.queue.changed.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Bytes of a job, as far as they are known.
pub fn size(job: &Job) -> usize {
    match job {
        Job::Line(_, _, bytes) | Job::Bytes(_, _, bytes) => bytes.len(),
        Job::File(path, _) => std::fs::metadata(path).map_or(0, |m| usize::try_from(m.len()).unwrap_or(usize::MAX)),
        Job::Unread(..) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::cli::input::Job;
    use std::ops::ControlFlow;

    fn jobs(count: u32) -> impl Iterator<Item = Job> {
        (0..count).map(|number| Job::Line("a".to_owned(), number, Vec::new()))
    }

    fn line(job: &Job) -> u32 {
        if let Job::Line(_, line, _) = job { *line } else { u32::MAX }
    }

    #[test]
    fn results_come_in_the_order_of_the_jobs_however_long_each_takes() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let slow_first = |job: Job| {
                if line(&job).is_multiple_of(97) {
                    std::thread::sleep(std::time::Duration::from_millis(3));
                }
                line(&job)
            };
            run(jobs(3000), threads, slow_first, |line| {
                seen.push(line);
                Ok(ControlFlow::Continue(()))
            })
            .expect("nothing fails");
            assert_eq!(seen, (0..3000).collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn an_error_of_the_writer_ends_the_run() {
        for threads in [1, 4] {
            let mut written = 0;
            let full = run(
                jobs(100_000),
                threads,
                |job| line(&job),
                |_| {
                    written += 1;
                    anyhow::ensure!(written < 50, "disk full");
                    Ok(ControlFlow::Continue(()))
                },
            );
            assert_eq!(full.map_err(|e| e.to_string()), Err("disk full".to_owned()));
        }
    }

    #[test]
    fn a_writer_that_has_enough_ends_the_run() {
        for threads in [1, 4] {
            let mut seen = Vec::new();
            let enough = run(
                jobs(100_000),
                threads,
                |job| line(&job),
                |line| {
                    seen.push(line);
                    Ok(if line == 40 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
                },
            );
            assert!(enough.is_ok() && seen == (0..=40).collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn no_job_is_no_result() {
        run(jobs(0), 3, |_| (), |()| anyhow::bail!("there is none")).expect("nothing is taken");
    }
}
