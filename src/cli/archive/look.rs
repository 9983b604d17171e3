//! `archive`: what the articles of a store say of one another, and which rows they use.

use super::args::LookArgs;
use super::{Desk, Options, the_store};
use crate::archive::checks::{Findings, look};
use crate::cli::Outcome;
use crate::cli::references::{Origin, load_to_check};
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::io::Write;

/// The answer as JSON.
#[derive(Serialize)]
struct Answer<'a> {
    schema_version: u32,
    #[serde(flatten)]
    findings: &'a Findings,
    #[serde(skip_serializing_if = "Option::is_none")]
    unused: Option<&'a [String]>,
}

/// `factlint archive`.
pub fn run(args: &LookArgs) -> anyhow::Result<Outcome> {
    let store = the_store(&args.store)?;
    let findings = look(&store);
    anyhow::ensure!(!store.is_damaged(), "the claim store is damaged; `factlint index` makes it anew");
    let unused = if args.unused { Some(unused(args, &store.stamp.named, &findings)?) } else { None };
    let text = match args.format.as_str() {
        "json" => serde_json::to_string_pretty(&Answer { schema_version: 1, findings: &findings, unused: unused.as_deref() })? + "\n",
        _ => findings.text(args.limit, unused.as_deref()),
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::Clean)
}

/// Rows of the store's tables, as they are now, that no verdict rests on.
fn unused(args: &LookArgs, named: &[String], findings: &Findings) -> anyhow::Result<Vec<String>> {
    let configured = Desk::new(&args.store, &[], Options::default())?.and_then(|desk| desk.rules.config.references).unwrap_or_default();
    let (tables, _) = load_to_check(&Origin::of(if named.is_empty() { &configured } else { named }), true);
    let used: FxHashSet<&str> = findings.used.iter().map(|row| row.row.as_str()).collect();
    let ids = tables.reference.facts().map(|fact| tables.reference.texts(&fact).id);
    let mut unused: Vec<String> = ids.filter(|id| !used.contains(id)).map(str::to_owned).collect();
    unused.sort_unstable();
    anyhow::ensure!(!tables.reference.is_damaged(), "the index of the references is damaged; `factlint refs build` makes it anew");
    Ok(unused)
}
