//! The files of an archive as they are now.
//!
//! In: what was named. Out: each file once, with what the file system says of it; jobs for
//! whole files and for single lines of them.

use crate::archive::store::File;
use crate::article::Reader;
use crate::cli::config::Settled;
use crate::cli::input::{Inputs, Job, io_problem, shown};
use crate::cli::mapping::map;
use crate::problem::Problem;
use rustc_hash::FxHashSet;
use std::fs::Metadata;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A file that is there.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where.
    pub path: PathBuf,
    /// How it is read.
    pub reader: &'static Reader,
    /// What the file system says of it.
    pub file: File,
}

/// The files below these roots, each once, and what could not be read.
pub fn scan(roots: &[PathBuf], format: Option<&str>, settled: &Settled, threads: usize) -> (Vec<Found>, Vec<Problem>) {
    let (mut files, problems) = Inputs::find(roots, format, settled).split();
    if roots.len() > 1 {
        let mut seen = FxHashSet::default();
        files.retain(|(path, _)| seen.insert(path.clone()));
    }
    let look = |files: &[(PathBuf, &'static Reader)]| {
        let found = files.iter().map(|(path, reader)| Found { file: state(path), path: path.clone(), reader });
        found.collect::<Vec<Found>>()
    };
    let found = std::thread::scope(|scope| {
        let parts: Vec<_> = files.chunks(files.len().div_ceil(threads).max(1)).map(|part| scope.spawn(move || look(part))).collect();
        // a thread that looks at files does not panic; if one did, its files would be looked at here
        let looked = parts.into_iter().zip(files.chunks(files.len().div_ceil(threads).max(1)));
        looked.flat_map(|(part, files)| part.join().unwrap_or_else(|_| look(files))).collect()
    });
    (found, problems)
}

fn state(path: &Path) -> File {
    let path_shown = shown(path);
    let Ok(metadata) = std::fs::metadata(path) else { return File { path: path_shown, ..File::default() } };
    let modified = metadata.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos() as u64);
    File { path: path_shown, bytes: metadata.len(), modified, changed: changed(&metadata) }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime() as u64).wrapping_mul(1_000_000_000).wrapping_add(metadata.ctime_nsec() as u64)
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> u64 {
    0
}

/// Where each line of a file begins; a mark at the start is no text.
pub fn line_starts(path: &Path) -> std::io::Result<Vec<u64>> {
    let file = std::fs::File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Ok(Vec::new());
    }
    let bytes = map(&file)?;
    let first = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    Ok(std::iter::once(first).chain(memchr::memchr_iter(b'\n', &bytes).map(|at| at as u64 + 1)).collect())
}

/// One line of a file of lines, from where it is known to begin.
pub fn line(path: &Path, line: u32, start: u64, length: u64) -> Job {
    let name = shown(path);
    let mut bytes = vec![0; length as usize];
    let read = std::fs::File::open(path).and_then(|mut file| {
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)
    });
    match read {
        Ok(()) => Job::Line(name, line, bytes),
        Err(error) => {
            let problem = io_problem(&name, &error);
            Job::Unread(name, Box::new(problem))
        }
    }
}
