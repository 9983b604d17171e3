//! JSON: one document, or one article a line.

use super::finding::{ArticleReport, SCHEMA_VERSION};
use super::summary::Summary;
use super::{Entry, Format, Run, Writing, compact};

/// One document.
pub const DOCUMENT: Format = Format {
    name: "json",
    what: "one document with all articles, by the published schema",
    sentences: false,
    texts: false,
    article: |report, _| Entry::whole(to_json(report, room(report))),
    writing: Writing::Streamed { head, between: ",\n", tail },
};

/// One article a line.
pub const LINES: Format = Format {
    name: "jsonl",
    what: "one article a line, in input order, by the published schema",
    sentences: false,
    texts: false,
    article: line,
    writing: Writing::Streamed { head: |_| String::new(), between: "", tail: |_, _, _| String::new() },
};

fn head(run: &Run) -> String {
    let tool = serde_json::json!({"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")});
    let references = serde_json::json!(run.references);
    format!("{{\"schema_version\":{SCHEMA_VERSION},\"tool\":{tool},\"references\":{references},\"articles\":[\n")
}

fn tail(summary: &Summary, _run: &Run, _follows: bool) -> String {
    format!("\n],\"summary\":{}}}\n", to_json(summary, ROOM))
}

fn line(report: &ArticleReport, _run: &Run) -> Vec<Entry> {
    let mut line = to_json(report, room(report));
    line.push('\n');
    Entry::whole(line)
}

/// Bytes that what is said of one mention takes: asked for at once, they need not grow.
const ROOM: usize = 1 << 10;

fn room(report: &ArticleReport) -> usize {
    ROOM * (report.mentions.len() + 1)
}

/// Reports hold no map with keys that are not strings, and no number that JSON lacks.
fn to_json(value: &impl serde::Serialize, room: usize) -> String {
    match compact::to_vec(value, room) {
        Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
        Err(e) => serde_json::json!({"error": e.to_string()}).to_string(),
    }
}
