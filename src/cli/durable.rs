//! Files that many write and none may lose: whole or not at all, on the disk before it is
//! said that they are, one writer at a time.
//!
//! In: a path and what becomes of its text. Out: the file with the new text, or as it was.
//! A process that is killed leaves the one or the other; what it leaves beside the file is
//! written over by the next.

use anyhow::Context;
use std::ffi::OsString;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes a file whole or not at all, and not before it is on the disk. Permissions stay as they were.
///
/// # Errors
/// If it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let named = || format!("{} cannot be written", path.display());
    // what a link leads to is written, and the link stays one
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let temporary = beside(&path, ".tmp");
    let mut file = File::create(&temporary).with_context(named)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let kept = written.and_then(|()| match std::fs::metadata(&path) {
        Ok(metadata) => std::fs::set_permissions(&temporary, metadata.permissions()),
        Err(_) => Ok(()),
    });
    kept.and_then(|()| std::fs::rename(&temporary, &path)).inspect_err(|_| drop(std::fs::remove_file(&temporary))).with_context(named)?;
    // the name is on the disk only when its folder is; where folders cannot be opened, the system sees to it
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Runs `change` while no other process does so for the same file.
///
/// # Errors
/// If the lock cannot be had, or `change` fails.
pub fn locked<T>(path: &Path, change: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    let name = beside(path, ".lock");
    let lock = File::options().create(true).append(true).open(&name).with_context(|| format!("{} cannot be made", name.display()))?;
    lock.lock().with_context(|| format!("{} cannot be locked", name.display()))?;
    // the file stays: taken away, it would be another's lock
    change()
}

/// ".name.ext" beside a file.
fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(extension);
    path.with_file_name(name)
}
