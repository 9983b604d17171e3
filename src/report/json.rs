//! JSON: one document, or one article a line.

use super::finding::{ArticleReport, SCHEMA_VERSION, Summary};
use super::{Run, compact};

/// Opens the document.
pub fn head(run: &Run) -> String {
    let tool = serde_json::json!({"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")});
    let references = serde_json::json!(run.references);
    format!("{{\"schema_version\":{SCHEMA_VERSION},\"tool\":{tool},\"references\":{references},\"articles\":[\n")
}

/// One article of the document.
pub fn article(report: &ArticleReport, _run: &Run, follows: bool) -> String {
    let json = to_json(report, room(report));
    if follows { format!(",\n{json}") } else { json }
}

/// Closes the document with the summary.
pub fn tail(summary: &Summary, _run: &Run) -> String {
    format!("\n],\"summary\":{}}}\n", to_json(summary, ROOM))
}

/// One article as one line.
pub fn line(report: &ArticleReport, _run: &Run, _follows: bool) -> String {
    let mut line = to_json(report, room(report));
    line.push('\n');
    line
}

/// Lines have no head.
pub fn no_head(_run: &Run) -> String {
    String::new()
}

/// Lines have no tail.
pub fn no_tail(_summary: &Summary, _run: &Run) -> String {
    String::new()
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
