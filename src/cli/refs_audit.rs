//! `refs audit`.

use super::Outcome;
use super::references::{Origin, descriptors, load};
use super::refs_args::AuditArgs;
use crate::desk::audit::{Audit, Desk, acceptances, run as audit};
use crate::lexicon::Lexicon;
use crate::problem::{Problem, Severity};
use crate::rule::Level;
use std::io::Write;

/// `factlint refs audit`.
pub fn run(args: &AuditArgs) -> anyhow::Result<Outcome> {
    let origin = Origin::of(&args.paths);
    anyhow::ensure!(origin != Origin::None, "refs audit needs reference tables, not \"none\"");
    let loaded = load(&origin);
    let accepted: Vec<_> = descriptors(&origin).iter().flat_map(|(file, text)| acceptances(file, text)).collect();
    let mut found = audit(&Desk::new(&loaded.reference, Lexicon::english(), args.as_of), &accepted);
    if !args.select.is_empty() {
        found.findings.retain(|p| args.select.iter().any(|s| p.code.is_some_and(|c| c.starts_with(&s.to_uppercase()))));
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if args.format == "json" {
        let accepted: Vec<_> = found.accepted.iter().map(|(problem, reason)| serde_json::json!({"finding": problem, "reason": reason})).collect();
        let json = serde_json::json!({ "packages": loaded.reference.packages, "problems": loaded.problems, "findings": found.findings, "accepted": accepted });
        serde_json::to_writer_pretty(&mut out, &json)?;
        writeln!(out)?;
    } else {
        for problem in &loaded.problems {
            writeln!(out, "{problem}")?;
        }
        write_text(&mut out, &found, args.verbose)?;
        for package in &loaded.reference.packages {
            writeln!(out, "{package}")?;
        }
        writeln!(out, "{}", summary(&found))?;
    }
    out.flush()?;
    let unreadable = loaded.reference.is_empty() || loaded.problems.iter().any(Problem::is_error);
    let worst = found.findings.iter().map(|p| level(p.severity)).max();
    Ok(match () {
        () if unreadable => Outcome::Unreadable,
        () if worst.is_some_and(|level| args.fail_on.fails(level)) => Outcome::Findings,
        () => Outcome::Clean,
    })
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Note => Level::Note,
        Severity::Warning => Level::Warning,
        Severity::Error => Level::Error,
    }
}

fn write_text(out: &mut impl Write, found: &Audit, verbose: bool) -> std::io::Result<()> {
    for problem in &found.findings {
        writeln!(out, "{problem}\n  about: {}", problem.about)?;
    }
    if verbose {
        for (problem, reason) in &found.accepted {
            writeln!(out, "{problem}\n  about: {}\n  accepted: {reason}", problem.about)?;
        }
    }
    Ok(())
}

fn summary(found: &Audit) -> String {
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let hint =
        if found.findings.is_empty() { "" } else { "; `factlint rule CODE` explains one, factlint.accepted in datapackage.json accepts one with a reason" };
    format!("{}, {} accepted{hint}", plural(found.findings.len(), "finding"), found.accepted.len())
}
