//! `refs show`.

use super::Outcome;
use super::references::{Origin, load_for};
use super::refs_args::ShowArgs;
use crate::desk::show::show;
use std::io::Write;

/// Rows that are shown of a long list.
const MOST: usize = 30;

/// `factlint refs show`.
pub fn run(args: &ShowArgs) -> anyhow::Result<Outcome> {
    let (loaded, outcome) = load_for("refs show", &Origin::of(&args.references))?;
    let shown = show(&loaded.reference, &args.subject, args.property.as_deref()).map_err(anyhow::Error::msg)?;
    let mut out = std::io::stdout().lock();
    if args.format == "json" {
        serde_json::to_writer_pretty(&mut out, &shown)?;
        writeln!(out)?;
    } else {
        write!(out, "{}", shown.text(if args.all { usize::MAX } else { MOST }))?;
    }
    Ok(outcome)
}
