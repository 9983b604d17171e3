//! Code Quality reports of GitLab: a JSON array, shown in merge requests.

use super::notice::{Notice, of_article, of_problems};
use super::summary::Summary;
use super::{Entry, Format, Run, Writing};
use crate::rule::Level;
use serde_json::json;

/// GitLab Code Quality.
pub const FORMAT: Format = Format {
    name: "gitlab",
    what: "a Code Quality report for GitLab",
    sentences: true,
    texts: false,
    article: |report, run| of_article(report, run).iter().map(entry).collect(),
    writing: Writing::Streamed { head: |_| "[\n".to_owned(), between: ",\n", tail },
};

fn entry(notice: &Notice<'_>) -> Entry {
    let issue = json!({
        "type": "issue",
        "description": format!("{}: {}", notice.code, notice.message),
        "check_name": notice.code,
        "categories": ["Bug Risk"],
        "fingerprint": notice.fingerprint,
        "severity": severity(notice.level),
        "location": {"path": notice.path, "lines": {"begin": notice.place.line, "end": notice.place.end_line}},
    });
    Entry::new(notice.level, issue.to_string())
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "critical",
        Level::Warning => "major",
        Level::Note => "minor",
        Level::None => "info",
    }
}

fn tail(summary: &Summary, run: &Run, follows: bool) -> String {
    let problems: Vec<String> = of_problems(&summary.problems, run).iter().map(|n| entry(n).text).collect();
    let comma = if follows && !problems.is_empty() { ",\n" } else { "" };
    format!("{comma}{}\n]\n", problems.join(",\n"))
}
