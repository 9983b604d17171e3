//! Articles in batches: read and judged in parallel, written in their order.
//!
//! In: a stream of jobs and a function that makes one result of each. Out: the results,
//! in the order of the jobs, whatever the number of threads. Memory holds one batch.

use super::input::Job;
use rayon::prelude::*;
use std::ops::ControlFlow;

/// Jobs in a batch, for each thread.
const PER_THREAD: usize = 128;
/// Bytes in a batch.
const BYTES: usize = 8 << 20;

/// Runs `work` over all jobs with `threads` threads and hands each result to `take`, in order, until it has enough.
pub fn run<T: Send>(
    jobs: impl Iterator<Item = Job>,
    threads: usize,
    work: impl Fn(Job) -> T + Sync,
    mut take: impl FnMut(T) -> anyhow::Result<ControlFlow<()>>,
) -> anyhow::Result<()> {
    let mut jobs = jobs.peekable();
    if threads == 1 {
        for job in jobs {
            if take(work(job))?.is_break() {
                break;
            }
        }
        return Ok(());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    while jobs.peek().is_some() {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < PER_THREAD * threads && bytes < BYTES {
            let Some(job) = jobs.next() else { break };
            bytes += size(&job);
            batch.push(job);
        }
        let results: Vec<T> = pool.install(|| batch.into_par_iter().map(&work).collect());
        for result in results {
            if take(result)?.is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Bytes of a job, as far as they are known.
pub fn size(job: &Job) -> usize {
    match job {
        Job::Line(_, _, bytes) | Job::Bytes(_, _, bytes) => bytes.len(),
        Job::File(path, _) => std::fs::metadata(path).map_or(0, |m| usize::try_from(m.len()).unwrap_or(usize::MAX)),
        Job::Unread(..) => 0,
    }
}
