//! What a whole run comes to.
//!
//! In: reports and problems, one by one. Out: their counts, and one sentence about them.
//! It knows nothing of formats.

use super::finding::{ArticleReport, Coverage, is_zero};
use crate::problem::Problem;
use crate::rule::Level;
use crate::verdict::kind::{VERDICTS, Verdict};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Totals of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Articles read.
    pub articles: usize,
    /// Rows read, where tables were looked at and no articles.
    #[serde(skip)]
    pub rows: Option<usize>,
    /// Claims by verdict, in the order of [`VERDICTS`]; claims of a group count once each.
    pub verdicts: Vec<(Verdict, usize)>,
    /// The ledger of all articles.
    pub coverage: Coverage,
    /// Problems with severity error.
    pub errors: usize,
    /// Problems with severity warning.
    pub warnings: usize,
    /// The loudest level of any claim.
    pub level: Option<Level>,
    /// What could not be read outside of articles: reference tables, paths.
    pub problems: Vec<Problem>,
    /// Findings that somebody silenced.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub silenced: usize,
    /// Findings that a limit left out of the report.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub left_out: usize,
}

/// "1 row", "2 rows".
pub fn counted(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

impl Summary {
    /// Adds an article.
    pub fn add(&mut self, report: &ArticleReport) {
        self.articles += usize::from(report.id.is_some());
        self.level = self.level.max(Some(report.level()));
        if self.verdicts.is_empty() {
            self.verdicts = VERDICTS.iter().map(|v| (*v, 0)).collect();
        }
        self.silenced += report.claims.iter().filter(|c| c.silenced.is_some()).count();
        for judged in report.claims.iter().filter_map(|c| c.judged.as_ref()) {
            if let Some(count) = self.verdicts.iter_mut().find(|(v, _)| *v == judged.verdict) {
                count.1 += 1;
            }
        }
        if let Some(coverage) = report.coverage {
            self.coverage.add(&coverage);
        }
        self.note(&report.problems);
    }

    /// Adds another summary's counts.
    pub fn merge(&mut self, other: &Summary) {
        self.articles += other.articles;
        self.level = self.level.max(other.level);
        if self.verdicts.is_empty() {
            self.verdicts.clone_from(&other.verdicts);
        } else {
            for (mine, theirs) in self.verdicts.iter_mut().zip(&other.verdicts) {
                mine.1 += theirs.1;
            }
        }
        self.coverage.add(&other.coverage);
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.silenced += other.silenced;
        self.left_out += other.left_out;
    }

    /// One sentence without its stop: how many claims got which verdict, and what was not checked.
    pub fn ledger(&self) -> String {
        if let Some(rows) = self.rows {
            return format!("{}: {}, {}", counted(rows, "row"), counted(self.errors, "error"), counted(self.warnings, "warning"));
        }
        let counts: Vec<String> = self.verdicts.iter().filter(|(_, n)| *n > 0).map(|(v, n)| format!("{n} {}", v.name())).collect();
        let counts = if counts.is_empty() { "no claims".to_owned() } else { counts.join(", ") };
        let c = self.coverage;
        let silenced = if self.silenced > 0 { format!("; {} silenced", self.silenced) } else { String::new() };
        format!(
            "{}: {counts}; checked {} of {} numbers and dates, {} without a reference, {} ambiguous, {} not checkable{silenced}",
            counted(self.articles, "article"),
            c.checked,
            c.mentions_total,
            c.no_reference,
            c.ambiguous,
            c.not_checkable
        )
    }

    /// Counts problems.
    pub fn note(&mut self, problems: &[Problem]) {
        let errors = problems.iter().filter(|p| p.is_error()).count();
        self.errors += errors;
        self.warnings += problems.len() - errors;
    }
}
