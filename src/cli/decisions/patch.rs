//! Words in an article's file, replaced.
//!
//! In: findings with the words that are right. Out: the file's bytes with them in place,
//! and the diff; or why a finding cannot be put right here. A place is taken from the
//! finding's span and held against the bytes on the disk: where they are not the judged
//! words themselves, nothing is written.

use super::cases::Case;
use super::prepare::Prepared;
use crate::cli::durable;
use crate::decision::Home;
use crate::report::finding::{ArticleReport, Finding, SpanOut};
use crate::report::tame::tame;
use crate::rule::Level;
use crate::verdict::kind::Verdict;
use anyhow::Context;
use similar::TextDiff;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

/// A replacement of words in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the file.
    pub range: Range<usize>,
    /// What stands there.
    pub wrong: String,
    /// What is to stand there.
    pub right: String,
}

/// A file before and after.
#[derive(Debug)]
pub struct Patch {
    /// The file, as the user named it.
    pub path: String,
    /// What it was.
    pub before: Vec<u8>,
    /// What it becomes.
    pub after: Vec<u8>,
    /// The replacements, in the order of the file.
    pub edits: Vec<Edit>,
}

/// The replacement that puts a finding right.
///
/// # Errors
/// Why there is none.
pub fn edit(case: &Case<'_>, right: &str, bytes: &[u8]) -> Result<Edit, String> {
    let report = case.finding.report;
    let extension = Path::new(&report.path).extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if case.home.article.is_some() {
        return Err("the article is a line of a file that something else writes".to_owned());
    }
    if case.finding.claim.span.run.is_some() || extension == "docx" {
        return Err("the file is no text: put it right in the word processor".to_owned());
    }
    if right.contains(['<', '>', '&', '\n']) {
        return Err("what is to be written would be markup".to_owned());
    }
    let range = range(&case.finding.claim.span);
    let wrong = case.finding.words();
    if bytes.get(range.clone()) != Some(wrong.as_bytes()) {
        return Err("the words do not stand in the file as they are read (marks, other encoding, or a line end between them)".to_owned());
    }
    Ok(Edit { range, wrong: wrong.to_owned(), right: right.to_owned() })
}

/// The bytes of the file that a span means.
fn range(span: &SpanOut) -> Range<usize> {
    match span.source_byte {
        Some([start, end]) => start as usize..end as usize,
        None => span.byte[0] as usize..span.byte[1] as usize,
    }
}

impl Patch {
    /// Puts replacements into a file's bytes. Those that are said twice count once; of those that overlap the later ones
    /// are given back.
    pub fn new(path: &str, before: Vec<u8>, mut edits: Vec<Edit>) -> (Self, Vec<Edit>) {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        edits.dedup();
        let (mut kept, mut over): (Vec<Edit>, Vec<Edit>) = (Vec::new(), Vec::new());
        for edit in edits {
            let clashes = kept.last().is_some_and(|last| edit.range.start < last.range.end);
            if clashes { over.push(edit) } else { kept.push(edit) }
        }
        let mut after = Vec::with_capacity(before.len());
        let mut at = 0;
        for edit in &kept {
            after.extend_from_slice(&before[at..edit.range.start]);
            after.extend_from_slice(edit.right.as_bytes());
            at = edit.range.end;
        }
        after.extend_from_slice(&before[at..]);
        (Patch { path: path.to_owned(), before, after, edits: kept }, over)
    }

    /// The change as a unified diff.
    pub fn diff(&self) -> String {
        let (before, after) = (String::from_utf8_lossy(&self.before), String::from_utf8_lossy(&self.after));
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        let path = self.path.trim_start_matches("./");
        tame(&diff.unified_diff().context_radius(2).header(&format!("a/{path}"), &format!("b/{path}")).to_string()).into_owned()
    }

    /// Writes the file, unless it is no longer what it was.
    ///
    /// # Errors
    /// If it changed meanwhile, or cannot be written.
    pub fn write(&self) -> anyhow::Result<()> {
        let path = Path::new(&self.path);
        anyhow::ensure!(std::fs::read(path)? == self.before, "{}: the file changed meanwhile; nothing was written to it", self.path);
        durable::write(path, &self.after)
    }

    /// Where the words that were put in stand now.
    fn places(&self) -> Vec<Range<usize>> {
        let mut shift = 0_isize;
        let place = |edit: &Edit| {
            let start = edit.range.start.saturating_add_signed(shift);
            shift += edit.right.len() as isize - edit.range.len() as isize;
            start..start + edit.right.len()
        };
        self.edits.iter().map(place).collect()
    }
}

/// What a new look at a patched file found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// What is still found wrong where words were put in.
    pub still: Vec<String>,
    /// Findings that were not there before.
    pub new: Vec<String>,
}

/// Checks a patched file again, from the disk.
///
/// # Errors
/// If it cannot be read.
pub fn again(prepared: &Prepared, patch: &Patch, before: &ArticleReport, home: &Home) -> anyhow::Result<(Again, ArticleReport)> {
    let fresh = prepared.again(&patch.path).into_iter().find(|(_, other)| other == home);
    let (report, _) = fresh.with_context(|| format!("{}: the article is no longer there", patch.path))?;
    let known: BTreeSet<String> = loud(before).map(|f| words(&f)).collect();
    let places = patch.places();
    let mut again = Again::default();
    for finding in loud(&report) {
        let here = range(&finding.claim.span);
        let said = format!("{}:{}:{}: {}", report.path, finding.claim.span.line, finding.claim.span.column, finding.message());
        if places.iter().any(|place| place.start < here.end && here.start < place.end) {
            again.still.push(said);
        } else if !known.contains(&words(&finding)) {
            again.new.push(said);
        }
    }
    Ok((again, report))
}

/// What a finding is known by although its sentence was edited: the check and the judged words.
fn words(finding: &Finding<'_>) -> String {
    format!("{} {}", finding.judged.code, finding.words())
}

fn loud(report: &ArticleReport) -> impl Iterator<Item = Finding<'_>> {
    report.judged().filter(|f| f.judged.verdict.level() > Level::Note && f.judged.verdict != Verdict::NoReference)
}

#[cfg(test)]
mod tests {
    use super::{Edit, Patch};

    fn edit(range: std::ops::Range<usize>, right: &str) -> Edit {
        Edit { wrong: String::new(), range, right: right.to_owned() }
    }

    #[test]
    fn words_are_put_in_from_the_front_and_their_places_move_along() {
        let (patch, over) = Patch::new("a.md", b"one two three\n".to_vec(), vec![edit(8..13, "3"), edit(0..3, "first"), edit(0..3, "first"), edit(1..4, "x")]);
        assert_eq!((patch.after.as_slice(), over.len()), (&b"first two 3\n"[..], 1));
        assert_eq!(patch.places(), [0..5, 10..11]);
        assert!(patch.diff().contains("-one two three\n+first two 3\n"), "{}", patch.diff());
    }
}
