//! What machine formats tell: findings, and what could not be read, in one shape.
//!
//! In: an article's report, or problems. Out: notices with a level, a code, a place and a
//! message on one line. What could not be read is never left out: a run that lost
//! something must not look clean to a machine either.

use super::finding::{ArticleReport, Finding, Place};
use super::paths::from_root;
use super::{Run, fingerprint, tame};
use crate::problem::{Problem, Severity};
use crate::rule::Level;

/// The code of what could not be read.
pub const INPUT: &str = "input";
/// What that code means.
pub const INPUT_MEANS: &str = "input that could not be read as it should";

/// A finding or a problem.
pub struct Notice<'a> {
    /// Error, warning or note.
    pub level: Level,
    /// The code of the check, or [`INPUT`].
    pub code: &'a str,
    /// The file, from the repository's root.
    pub path: String,
    /// Where in it.
    pub place: Place,
    /// One line, never empty.
    pub message: String,
    /// Known by its content; unique in its file.
    pub fingerprint: String,
    /// The finding, if it is one.
    pub finding: Option<Finding<'a>>,
}

/// Everything that is worth telling of an article.
pub fn of_article<'a>(report: &'a ArticleReport, run: &Run) -> Vec<Notice<'a>> {
    let path = from_root(&report.path, run);
    let findings = report.findings(run.verbose).map(|finding| Notice {
        level: finding.level(),
        code: finding.judged.code,
        place: finding.place(),
        message: format!("“{}” {}", tame::cut(finding.words(), LONGEST), finding.message()),
        fingerprint: fingerprint::in_file(&path, &finding),
        path: path.clone(),
        finding: Some(finding),
    });
    let mut notices: Vec<Notice<'a>> = of_problems(&report.problems, run).into_iter().chain(findings).collect();
    set_apart(&mut notices);
    notices
}

/// Equal fingerprints in one article are told apart by their order.
fn set_apart(notices: &mut [Notice<'_>]) {
    let mut seen = rustc_hash::FxHashMap::default();
    for notice in notices {
        let again = seen.entry(notice.fingerprint.clone()).and_modify(|n| *n += 1).or_insert(0_u32);
        if *again > 0 {
            notice.fingerprint = format!("{}{again:x}", notice.fingerprint);
        }
    }
}

/// What could not be read.
pub fn of_problems<'a>(problems: &[Problem], run: &Run) -> Vec<Notice<'a>> {
    problems.iter().map(|problem| of_problem(problem, run)).collect()
}

fn of_problem<'a>(problem: &Problem, run: &Run) -> Notice<'a> {
    let (line, column) = (problem.line.unwrap_or(1), problem.column.unwrap_or(1));
    Notice {
        level: match problem.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Note => Level::Note,
        },
        code: problem.code.unwrap_or(INPUT),
        path: from_root(&problem.file, run),
        place: Place { line, column, end_line: line, end_column: column, byte_column: column, end_byte_column: column },
        message: tame::line(&problem.said()),
        fingerprint: fingerprint::of_texts(&[&problem.file, &problem.message, &problem.found]),
        finding: None,
    }
}

/// Characters of an article's own words in a message.
const LONGEST: usize = 80;
