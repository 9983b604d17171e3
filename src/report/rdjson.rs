//! The diagnostic format of reviewdog: columns count bytes of UTF-8, ends are exclusive,
//! and a suggestion can be applied with one click.

use super::finding::Place;
use super::notice::{Notice, of_article, of_problems};
use super::summary::Summary;
use super::{Entry, Format, Run, Writing, tame};
use crate::rule::Level;
use serde_json::{Value, json};

/// Reviewdog's JSON.
pub const FORMAT: Format = Format {
    name: "rdjson",
    what: "diagnostics for reviewdog, with suggested changes",
    sentences: true,
    texts: false,
    article: |report, run| of_article(report, run).iter().map(entry).collect(),
    writing: Writing::Streamed { head, between: ",\n", tail },
};

fn head(_run: &Run) -> String {
    format!("{{\"source\":{{\"name\":\"{}\"}},\"diagnostics\":[\n", env!("CARGO_PKG_NAME"))
}

fn entry(notice: &Notice<'_>) -> Entry {
    let range = range(notice.place);
    let mut diagnostic = json!({
        "message": notice.message,
        "location": {"path": notice.path, "range": range},
        "severity": severity(notice.level),
        "code": {"value": notice.code},
    });
    if let Some(text) = notice.finding.as_ref().and_then(|f| f.judged.suggestion.as_deref()) {
        diagnostic["suggestions"] = json!([{"range": range, "text": tame::line(text)}]);
    }
    Entry::new(notice.level, diagnostic.to_string())
}

fn range(place: Place) -> Value {
    let start = json!({"line": place.line, "column": place.byte_column});
    json!({"start": start, "end": {"line": place.end_line, "column": place.end_byte_column}})
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Note | Level::None => "INFO",
    }
}

fn tail(summary: &Summary, run: &Run, follows: bool) -> String {
    let problems: Vec<String> = of_problems(&summary.problems, run).iter().map(|n| entry(n).text).collect();
    let comma = if follows && !problems.is_empty() { ",\n" } else { "" };
    format!("{comma}{}\n]}}\n", problems.join(",\n"))
}
