//! `refs diff`.

use super::Outcome;
use super::references::{Origin, load_for};
use super::refs_args::DiffArgs;
use crate::desk::diff::diff;
use std::io::Write;

/// `factlint refs diff`.
pub fn run(args: &DiffArgs) -> anyhow::Result<Outcome> {
    let side = |path: &String| load_for("refs diff", &Origin::of(std::slice::from_ref(path)));
    let ((old, first), (new, second)) = (side(&args.old)?, side(&args.new)?);
    let diff = diff(&old.reference, &new.reference);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match args.format.as_str() {
        "json" => {
            serde_json::to_writer_pretty(&mut out, &diff)?;
            writeln!(out)?;
        }
        "markdown" => write!(out, "{}", diff.markdown())?,
        _ => write!(out, "{}", diff.text())?,
    }
    out.flush()?;
    Ok(match () {
        () if first == Outcome::Unreadable || second == Outcome::Unreadable => Outcome::Unreadable,
        () if args.exit_code && !diff.is_empty() => Outcome::Findings,
        () => Outcome::Clean,
    })
}
