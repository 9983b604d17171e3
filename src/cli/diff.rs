//! Lines that have changed since a commit.
//!
//! In: the name of a commit or branch. Out: for each file the lines that are new or other
//! than there. Git is asked; files that it does not know yet have changed in whole.

use super::repository::Repository;
use crate::report::policy::Lines;
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Changed lines by path from the repository's root.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Since when.
    pub since: String,
    files: BTreeMap<String, Lines>,
}

impl Changed {
    /// Asks git.
    ///
    /// # Errors
    /// If there is no repository, no git, or no such commit.
    pub fn since(base: &str) -> anyhow::Result<Self> {
        let Some(repository) = Repository::here() else { bail!("--diff {base}: this folder is in no git repository") };
        // what begins with a dash would be an option
        anyhow::ensure!(!base.starts_with('-') && !base.is_empty(), "--diff {base}: expected a commit or a branch");
        let ask = |arguments: &[&str]| git(&repository.root, base, arguments);
        let patch =
            ask(&["-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--src-prefix=a/", "--dst-prefix=b/", base, "--"])?;
        let unknown = ask(&["ls-files", "--others", "--exclude-standard", "-z"])?;
        let mut files = read(&patch);
        files.extend(unknown.split('\0').filter(|path| !path.is_empty()).map(|path| (path.to_owned(), vec![1..=u32::MAX])));
        Ok(Changed { since: base.to_owned(), files })
    }

    /// The changed lines of a file, by its path from the root.
    pub fn lines(&self, path: &str) -> &Lines {
        const NONE: &Lines = &Vec::new();
        self.files.get(path).unwrap_or(NONE)
    }
}

fn git(root: &Path, base: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output().context("--diff needs git, which cannot be started")?;
    if !output.status.success() {
        bail!("--diff {base}: git says: {}", String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Reads a patch without context lines.
fn read(patch: &str) -> BTreeMap<String, Lines> {
    let mut files: BTreeMap<String, Lines> = BTreeMap::new();
    let mut path = None;
    let mut left = 0;
    for line in patch.lines() {
        // lines of a hunk are no headers, whatever they look like
        if left > 0 && line.starts_with(['+', '-']) {
            left -= 1;
            continue;
        }
        if let Some(rest) = line.strip_prefix("+++ ") {
            path = unquoted(rest.trim_end_matches('\t')).strip_prefix("b/").map(str::to_owned);
        } else if let Some((old, new)) = hunk(line) {
            left = old.1 + new.1;
            if let (Some(path), 1..) = (&path, new.1) {
                files.entry(path.clone()).or_default().push(new.0..=new.0 + new.1 - 1);
            }
        } else if line.starts_with("diff --git ") {
            path = None;
        } else if let Some(rest) = line.strip_prefix("Binary files ")
            && let Some((_, new)) = rest.split_once(" and b/")
        {
            files.insert(new.trim_end_matches(" differ").to_owned(), vec![1..=u32::MAX]);
        }
    }
    files
}

/// "@@ -3,2 +4 @@": first line and count, before and after.
fn hunk(line: &str) -> Option<((u32, u32), (u32, u32))> {
    let mut words = line.strip_prefix("@@ ")?.split(' ');
    let mut range = |sign: char| {
        let word = words.next()?.strip_prefix(sign)?;
        let (start, count) = word.split_once(',').unwrap_or((word, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    Some((range('-')?, range('+')?))
}

/// A path that git has put in quotation marks.
fn unquoted(path: &str) -> String {
    let Some(inner) = path.strip_prefix('"').and_then(|p| p.strip_suffix('"')) else { return path.to_owned() };
    inner.replace("\\\"", "\"").replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\")
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_patch_gives_the_new_lines_of_each_file() {
        let patch = "diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n@@ -1 +1,2 @@ head\n-old\n+++ b/not-a-header\n+new\n@@ -9,2 +10,0 @@\n-a\n-b\n@@ -20 +19 @@\n-c\n+d\n\
            diff --git a/gone.md b/gone.md\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\ndiff --git a/w.docx b/w.docx\nBinary files a/w.docx and b/w.docx differ\n";
        let read = read(patch);
        assert_eq!(read.keys().collect::<Vec<_>>(), ["w.docx", "x.md"]);
        assert_eq!(read["x.md"], [1..=2, 19..=19]);
    }
}
