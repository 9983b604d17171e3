//! Tables as they stand in the working folder or in a commit.
//!
//! In: a path, or `REVISION:PATH` as git writes it (the path from the repository's root;
//! `./` from here). Out: where to read them. What a commit holds is written to a folder
//! that goes with the value; what is said of it names the commit, never that folder.

use super::references::Origin;
use super::repository::Repository;
use anyhow::{Context, bail, ensure};
use std::path::Path;
use std::process::Command;

/// One of two editions that are compared.
pub struct Edition {
    /// Where to read it.
    pub origin: Origin,
    checkout: Option<Checkout>,
}

struct Checkout {
    folder: tempfile::TempDir,
    revision: String,
}

impl Edition {
    /// The edition that `word` names. What exists in the working folder is taken for a path.
    ///
    /// # Errors
    /// If git knows no such commit, or nothing stands there in it.
    pub fn of(word: &str) -> anyhow::Result<Self> {
        let here = Edition { origin: Origin::of(&[word.to_owned()]), checkout: None };
        let Some((revision, path)) = word.split_once(':').filter(|(revision, _)| !revision.is_empty()) else { return Ok(here) };
        let Some(repository) = Repository::here().filter(|_| !Path::new(word).exists()) else { return Ok(here) };
        // what begins with a dash would be an option
        ensure!(!revision.starts_with('-'), "{word}: expected a commit or a branch before the colon");
        let path = path.strip_prefix("./").map_or_else(|| path.to_owned(), |rest| format!("{}{rest}", repository.below));
        let path = path.trim_end_matches('/');
        let folder = check_out(&repository.root, revision, path).with_context(|| word.to_owned())?;
        let origin = Origin::of(&[folder.path().join(path).to_string_lossy().into_owned()]);
        Ok(Edition { origin, checkout: Some(Checkout { folder, revision: revision.to_owned() }) })
    }

    /// `text` with the commit in place of the folder that stands for it.
    pub fn named(&self, text: &str) -> String {
        let Some(Checkout { folder, revision }) = &self.checkout else { return text.to_owned() };
        text.replace(&format!("{}/", folder.path().display()), &format!("{revision}:"))
    }
}

/// Writes what stands at `path` in a commit to a folder, under its path from the root.
fn check_out(root: &Path, revision: &str, path: &str) -> anyhow::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir().context("no temporary folder can be made")?;
    let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", "--full-tree", revision, "--", path])?;
    let listed = String::from_utf8(listed).context("git names a file that is not UTF-8")?;
    let files: Vec<&str> = listed.split('\0').filter(|file| !file.is_empty()).collect();
    ensure!(!files.is_empty(), "nothing stands at {path:?} in {revision}; expected a path from the repository's root, or ./ and one from here");
    for file in files {
        let target = folder.path().join(file);
        std::fs::create_dir_all(target.parent().unwrap_or(folder.path()))?;
        std::fs::write(target, git(root, &["cat-file", "blob", &format!("{revision}:{file}")])?)?;
    }
    Ok(folder)
}

fn git(root: &Path, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output().context("git cannot be started")?;
    if !output.status.success() {
        bail!("git says: {}", String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default());
    }
    Ok(output.stdout)
}
