//! `schema`: the JSON Schema of an article's report.

use super::Outcome;
use crate::report::finding::ArticleReport;
use std::io::Write;

/// `factlint schema`.
pub fn run() -> anyhow::Result<Outcome> {
    let schema = schemars::schema_for!(ArticleReport);
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)?;
    Ok(Outcome::Clean)
}
