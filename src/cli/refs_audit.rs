//! `refs audit`.

use super::Outcome;
use super::progress;
use super::references::{Origin, descriptors, load};
use super::refs_args::AuditArgs;
use super::refs_validate::{level, write_report};
use crate::desk::audit::{Audit, CHECKS, Desk, acceptances, run as audit};
use crate::lexicon::Lexicon;
use crate::problem::Problem;
use crate::reference::Loaded;
use std::io::Write;

/// `factlint refs audit`.
pub fn run(args: &AuditArgs) -> anyhow::Result<Outcome> {
    let origin = Origin::of(&args.paths);
    anyhow::ensure!(origin != Origin::None, "refs audit needs reference tables, not \"none\"");
    let loaded = load(&origin);
    let accepted: Vec<_> = descriptors(&origin).iter().flat_map(|(file, text)| acceptances(file, text)).collect();
    let bar = progress::steps(CHECKS.len());
    let begun = |check: &str| {
        bar.set_message(check.to_owned());
        bar.inc(1);
    };
    let mut found = audit(&Desk::new(&loaded.reference, Lexicon::english(), args.as_of), &accepted, &begun);
    bar.finish_and_clear();
    if !args.select.is_empty() {
        found.findings.retain(|p| args.select.iter().any(|s| p.code.is_some_and(|c| c.starts_with(&s.to_uppercase()))));
    }
    match args.format.as_str() {
        "text" => write_text(&loaded, &found, args.verbose)?,
        "json" => write_json(&loaded, &found)?,
        format => write_report(format, &[&loaded.problems[..], &found.findings].concat(), &loaded.reference)?,
    }
    let unreadable = loaded.reference.is_empty() || loaded.problems.iter().any(Problem::is_error);
    let worst = found.findings.iter().map(|p| level(p.severity)).max();
    Ok(match () {
        () if unreadable => Outcome::Unreadable,
        () if worst.is_some_and(|level| args.fail_on.fails(level)) => Outcome::Findings,
        () => Outcome::Clean,
    })
}

fn write_json(loaded: &Loaded, found: &Audit) -> anyhow::Result<()> {
    let accepted: Vec<_> = found.accepted.iter().map(|(problem, reason)| serde_json::json!({"finding": problem, "reason": reason})).collect();
    let json = serde_json::json!({ "packages": loaded.reference.packages, "problems": loaded.problems, "findings": found.findings, "accepted": accepted });
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer_pretty(&mut out, &json)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

fn write_text(loaded: &Loaded, found: &Audit, verbose: bool) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for problem in &loaded.problems {
        writeln!(out, "{problem}")?;
    }
    for problem in &found.findings {
        writeln!(out, "{problem}\n  about: {}", problem.about)?;
    }
    for (problem, reason) in found.accepted.iter().filter(|_| verbose) {
        writeln!(out, "{problem}\n  about: {}\n  accepted: {reason}", problem.about)?;
    }
    for package in &loaded.reference.packages {
        writeln!(out, "{package}")?;
    }
    writeln!(out, "{}", summary(found))?;
    Ok(out.flush()?)
}

fn summary(found: &Audit) -> String {
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let hint =
        if found.findings.is_empty() { "" } else { "; `factlint rule CODE` explains one, factlint.accepted in datapackage.json accepts one with a reason" };
    format!("{}, {} accepted{hint}", plural(found.findings.len(), "finding"), found.accepted.len())
}
