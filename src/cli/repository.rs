//! Where the run stands in its git repository.
//!
//! In: the working folder. Out: the repository's root, and the way from there to here.
//! Hosts want paths from the root, wherever the tool was started.

use std::path::PathBuf;

/// The root of a repository, and where the working folder stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// The folder that holds `.git`.
    pub root: PathBuf,
    /// "" or "news/": from the root to the working folder, with forward slashes.
    pub below: String,
}

impl Repository {
    /// The repository that the working folder is in, if it is in one.
    pub fn here() -> Option<Self> {
        let here = std::env::current_dir().ok()?;
        // a worktree has a file where others have a folder
        let root = here.ancestors().find(|folder| folder.join(".git").exists())?.to_path_buf();
        let steps: Vec<String> = here.strip_prefix(&root).ok()?.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        let below = steps.into_iter().map(|step| step + "/").collect();
        Some(Repository { root, below })
    }
}
