//! `schema`: the JSON Schemas of what others read and write.

use super::Outcome;
use super::args::SchemaOf;
use super::baseline::Baseline;
use super::config::Config;
use crate::decision::Decision;
use crate::report::finding::ArticleReport;
use std::io::Write;

/// `factlint schema`.
pub fn run(of: SchemaOf) -> anyhow::Result<Outcome> {
    let schema = match of {
        SchemaOf::Report => schemars::schema_for!(ArticleReport),
        SchemaOf::Config => schemars::schema_for!(Config),
        SchemaOf::Decision => schemars::schema_for!(Decision),
        SchemaOf::Baseline => schemars::schema_for!(Baseline),
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)?;
    Ok(Outcome::Clean)
}
