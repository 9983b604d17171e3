//! Results of earlier runs.
//!
//! In: an article's bytes and all that its result depends on: path, references,
//! configuration, options, the tool itself. Out: the result, if one with the same key was
//! kept. A key is a SHA-256 over all of it, so that nothing stale is ever taken; a result
//! that cannot be read is made anew. With and without it a run writes the same bytes.

use super::input::{Job, io_problem, shown};
use super::work::Done;
use crate::problem::Problem;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The folder that is used by default.
pub const FOLDER: &str = ".factlint-cache";

/// Kept results.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// What all articles of this run share.
    run: [u8; 32],
}

impl Cache {
    /// Opens or makes a cache. `parts` is all that results depend on beside the articles.
    ///
    /// # Errors
    /// If the folder cannot be made.
    pub fn open(folder: &Path, parts: &[Vec<u8>]) -> anyhow::Result<Self> {
        use anyhow::Context;
        std::fs::create_dir_all(folder).with_context(|| format!("the cache {} cannot be made", folder.display()))?;
        // version control and indexers leave it alone
        let _ = std::fs::write(folder.join(".gitignore"), "*\n");
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Ok(Cache { folder: folder.to_path_buf(), run: hash.finalize().into() })
    }

    /// The key of a job, and the job with its bytes read. No key for what cannot be read.
    pub fn key(&self, job: Job) -> (Option<String>, Job) {
        let (name, line, reader, bytes) = match job {
            Job::File(path, reader) => match std::fs::read(&path) {
                Ok(bytes) => (shown(&path), 0, reader.name, bytes),
                // it says itself what is wrong
                Err(_) => return (None, Job::File(path, reader)),
            },
            Job::Bytes(name, reader, bytes) => (name, 0, reader.name, bytes),
            Job::Line(name, line, bytes) => (name, line, "jsonl", bytes),
            unread @ Job::Unread(..) => return (None, unread),
        };
        let mut hash = Sha256::new();
        hash.update(self.run);
        for part in [name.as_bytes(), &line.to_le_bytes(), reader.as_bytes(), &bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let digest: [u8; 32] = hash.finalize().into();
        let key = digest.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        let job = match crate::article::reader(reader) {
            Some(reader) if line == 0 => Job::Bytes(name, reader, bytes),
            _ => Job::Line(name, line, bytes),
        };
        (Some(key), job)
    }

    /// A kept result.
    pub fn get(&self, key: &str) -> Option<Done> {
        serde_json::from_slice(&std::fs::read(self.path(key)).ok()?).ok()
    }

    /// Keeps a result; if the disk is full or read-only, the next run makes it anew.
    pub fn put(&self, key: &str, done: &Done) {
        let path = self.path(key);
        let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
        let written = path.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok())
            && serde_json::to_vec(done).is_ok_and(|bytes| std::fs::write(&temporary, bytes).is_ok());
        if written {
            let _ = std::fs::rename(&temporary, &path);
        }
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(&key[..2]).join(&key[2..])
    }
}

/// What tells one build of the tool from another: itself.
pub fn tool() -> Vec<u8> {
    let own = std::env::current_exe().and_then(std::fs::read).unwrap_or_default();
    let mut part = env!("CARGO_PKG_VERSION").as_bytes().to_vec();
    part.extend(Sha256::digest(&own));
    part
}

/// What tells one state of reference tables from another: the bytes of every file below their paths.
///
/// # Errors
/// If a file cannot be read.
pub fn tables(paths: &[PathBuf]) -> Result<Vec<u8>, Problem> {
    let mut hash = Sha256::new();
    for path in paths {
        for entry in ignore::WalkBuilder::new(path).standard_filters(false).sort_by_file_name(std::ffi::OsStr::cmp).build() {
            let Ok(entry) = entry else { continue };
            if entry.file_type().is_some_and(|t| t.is_file()) {
                let name = shown(entry.path());
                let bytes = std::fs::read(entry.path()).map_err(|e| io_problem(&name, &e))?;
                hash.update(name.as_bytes());
                hash.update(Sha256::digest(&bytes));
            }
        }
    }
    Ok(hash.finalize().to_vec())
}
