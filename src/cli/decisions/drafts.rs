//! Drafts of rows, where an editor says that the reference is wrong or lacks one.
//!
//! In: findings. Out: rows in a table beside the ledger, as `refs suggest` drafts them:
//! without a value and marked unconfirmed, so that no verdict uses them until a person has
//! looked the value up. A row that is there already is not drafted twice.

use crate::cli::durable;
use crate::cli::refs_suggest::gap;
use crate::desk::suggest::{COLUMNS, draft};
use crate::report::finding::Finding;
use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};

/// The file's name where nobody gave another.
pub const FILE: &str = "factlint-drafts.csv";

/// The file that is named, else the one beside the ledger.
pub fn locate(named: Option<&Path>, ledger: &Path) -> PathBuf {
    named.map_or_else(|| ledger.with_file_name(FILE), Path::to_path_buf)
}

/// Drafts rows for findings; returns those that are new, as lines of CSV.
///
/// # Errors
/// If neither subject nor property of any can be told, or the file cannot be read as such a table or be written.
pub fn add(path: &Path, findings: &[Finding<'_>]) -> anyhow::Result<Vec<String>> {
    let gaps: Vec<_> = findings.iter().map(|f| gap(f.report, f.claim, f.sentence())).collect();
    let rows = draft(&gaps).rows;
    ensure!(!rows.is_empty(), "no row can be drafted: neither the subject nor the property of the claim could be told");
    durable::locked(path, || {
        let mut text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => line(&COLUMNS)?,
            Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
        };
        let mut table = csv::Reader::from_reader(text.as_bytes());
        let heads = table.headers().with_context(|| format!("{} is no table", path.display()))?;
        ensure!(
            heads.iter().eq(COLUMNS),
            "{}: expected the columns {}, found {}",
            path.display(),
            COLUMNS.join(","),
            heads.iter().collect::<Vec<_>>().join(",")
        );
        let known: Vec<String> = table.records().filter_map(Result::ok).filter_map(|r| r.get(0).map(str::to_owned)).collect();
        let new: Vec<String> = rows.iter().filter(|row| !known.contains(&row[0])).map(|row| line(row)).collect::<anyhow::Result<_>>()?;
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&new.concat());
        if !new.is_empty() {
            durable::write(path, text.as_bytes())?;
        }
        Ok(new)
    })
}

/// The same, and what is to be said of it: that a row is wrong is decided whether or not another can be drafted.
pub fn said(path: &Path, findings: &[Finding<'_>]) -> String {
    match add(path, findings) {
        Ok(rows) if rows.is_empty() => format!("the row is drafted already in {}", path.display()),
        Ok(rows) => format!("{} row{} drafted in {}, unconfirmed", rows.len(), if rows.len() == 1 { "" } else { "s" }, path.display()),
        Err(error) => format!("{error:#}"),
    }
}

fn line<T: AsRef<[u8]>>(cells: &[T]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    Ok(String::from_utf8(writer.into_inner()?)?)
}
