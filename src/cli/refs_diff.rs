//! `refs diff`.

use super::Outcome;
use super::references::load_as;
use super::refs_args::DiffArgs;
use super::revision::Edition;
use crate::desk::diff::diff;
use std::io::Write;

/// `factlint refs diff`.
pub fn run(args: &DiffArgs) -> anyhow::Result<Outcome> {
    let (before, after) = (Edition::of(&args.old)?, Edition::of(&args.new)?);
    let load = |edition: &Edition| load_as("refs diff", &edition.origin, &|text| edition.named(text));
    let ((old, first), (new, second)) = (load(&before)?, load(&after)?);
    let diff = diff(&old.reference, &new.reference);
    let text = match args.format.as_str() {
        "json" => serde_json::to_string_pretty(&diff)? + "\n",
        "markdown" => diff.markdown(),
        _ => diff.text(),
    };
    std::io::stdout().lock().write_all(after.named(&before.named(&text)).as_bytes())?;
    Ok(match () {
        () if first == Outcome::Unreadable || second == Outcome::Unreadable => Outcome::Unreadable,
        () if args.exit_code && !diff.is_empty() => Outcome::Findings,
        () => Outcome::Clean,
    })
}
