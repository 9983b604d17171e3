//! `corrections`: what was accepted, as the house prints it and as the files are to be
//! changed.

use super::args::CorrectionsArgs;
use super::cases::Case;
use super::patch::{Edit, Patch, again, edit};
use super::prepare::{Gathered, Prepared, prepare};
use crate::cli::Outcome;
use crate::decision::{Decision, Kind, Ledger, correction, right};
use crate::report::tame::line;
use anyhow::Context;
use serde::Serialize;
use std::io::Write;

/// A correction.
#[derive(Debug, Serialize)]
struct Correction {
    /// What `factlint decide` calls the finding.
    id: String,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
    line: u32,
    column: u32,
    code: &'static str,
    wrong: String,
    /// What is right, where there is one value.
    right: Option<String>,
    /// The text of the correction.
    correction: String,
    /// `--fix` can put it right.
    fixable: bool,
    /// Why it cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    by_hand: Option<String>,
    who: String,
    when: String,
}

/// The accepted findings of a file, and how it is to be changed.
struct File<'g> {
    corrections: Vec<Correction>,
    patch: Option<Patch>,
    first: Case<'g>,
}

/// `factlint corrections`.
pub fn run(args: &CorrectionsArgs) -> anyhow::Result<Outcome> {
    let Some(prepared) = prepare(&args.read)? else { return Ok(Outcome::Unreadable) };
    let gathered = prepared.gather(|report| report.claims.iter().any(|c| c.decided.is_some()))?;
    let files = files(&gathered, &prepared)?;
    let mut out = std::io::stdout().lock();
    match args.format.as_str() {
        "json" => {
            let all: Vec<&Correction> = files.iter().flat_map(|file| &file.corrections).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        }
        _ => show(&files, &mut out)?,
    }
    let read = if gathered.is_unreadable() { Outcome::Unreadable } else { Outcome::Clean };
    if !args.fix && !args.dry_run {
        return Ok(read);
    }
    let mut still = 0;
    for file in &files {
        let Some(patch) = &file.patch else { continue };
        writeln!(out, "\n{}", patch.diff().trim_end())?;
        if !args.dry_run {
            out.flush()?;
            still += fix(&prepared, file, patch, &mut out)?;
        }
    }
    if args.dry_run {
        writeln!(out, "\nnothing was written: --dry-run")?;
    }
    Ok(if read == Outcome::Clean && still > 0 { Outcome::Findings } else { read })
}

/// Writes a file and checks it again; returns how much of it is still found wrong.
fn fix(prepared: &Prepared, file: &File<'_>, patch: &Patch, out: &mut impl Write) -> anyhow::Result<usize> {
    patch.write()?;
    let (again, _) = again(prepared, patch, file.first.finding.report, file.first.home)?;
    let count = patch.edits.len();
    writeln!(out, "{}: {count} put right; checked again: {} still found wrong, {} new", line(&patch.path), again.still.len(), again.new.len())?;
    for (what, said) in again.still.iter().map(|s| ("still wrong", s)).chain(again.new.iter().map(|s| ("new", s))) {
        writeln!(out, "  {what}: {}", line(said))?;
    }
    Ok(again.still.len() + again.new.len())
}

/// The accepted findings by file, in the order of the input.
fn files<'g>(gathered: &'g Gathered, prepared: &Prepared) -> anyhow::Result<Vec<File<'g>>> {
    let ledger = &prepared.decisions.ledger;
    let cases = gathered.cases();
    let accepted: Vec<(Case<'g>, &Decision)> = cases.iter().filter_map(|case| Some((*case, accepted(case, ledger)?))).collect();
    let template = prepared.setup.rules.config.corrections.as_ref().and_then(|c| c.template.as_deref());
    accepted.chunk_by(|a, b| a.0.finding.report.path == b.0.finding.report.path).map(|chunk| file(chunk, template)).collect()
}

fn file<'g>(accepted: &[(Case<'g>, &Decision)], template: Option<&str>) -> anyhow::Result<File<'g>> {
    let first = accepted[0].0;
    let path = &first.finding.report.path;
    let bytes = if path == "-" { Vec::new() } else { std::fs::read(path).with_context(|| format!("{path} cannot be read"))? };
    let mut edits: Vec<Edit> = Vec::new();
    let mut corrections = Vec::new();
    for (case, decision) in accepted {
        let right = right(&case.finding, decision);
        let edit = right.as_ref().map_or_else(|| Err("there is no single value that is right".to_owned()), |right| edit(case, right, &bytes));
        let by_hand = edit.as_ref().err().cloned();
        edits.extend(edit.ok());
        corrections.push(Correction {
            id: case.id(),
            path: path.clone(),
            article: case.home.article.clone(),
            line: case.finding.claim.span.line,
            column: case.finding.claim.span.column,
            code: case.finding.judged.code,
            wrong: case.finding.words().to_owned(),
            right,
            correction: correction(&case.finding, decision, template),
            fixable: by_hand.is_none(),
            by_hand,
            who: decision.who.clone(),
            when: decision.when.to_string(),
        });
    }
    if edits.is_empty() {
        return Ok(File { corrections, patch: None, first });
    }
    let (patch, over) = Patch::new(path, bytes, edits);
    for correction in corrections.iter_mut().filter(|c| over.iter().any(|edit| edit.wrong == c.wrong && c.right.as_deref() == Some(edit.right.as_str()))) {
        correction.fixable = false;
        correction.by_hand = Some("another correction changes the same words".to_owned());
    }
    Ok(File { corrections, patch: Some(patch), first })
}

/// The decision on a finding, if it was accepted and still is.
fn accepted<'l>(case: &Case<'_>, ledger: &'l Ledger) -> Option<&'l Decision> {
    if case.is_open() {
        return None;
    }
    case.history(ledger).last().filter(|d| d.decision == Kind::Accept)
}

fn show(files: &[File<'_>], out: &mut impl Write) -> std::io::Result<()> {
    for file in files {
        let report = file.first.finding.report;
        writeln!(out, "{}", line(&report.path))?;
        for one in &file.corrections {
            writeln!(out, "  {}", line(&one.correction))?;
            let right = one.right.as_ref().map_or_else(String::new, |right| format!(" → {:?}", line(right)));
            let by_hand = one.by_hand.as_ref().map_or_else(String::new, |why| format!("; by hand: {why}"));
            writeln!(out, "    {}:{} {:?}{right} (accepted by {} on {}){by_hand}", one.line, one.column, line(&one.wrong), line(&one.who), one.when)?;
        }
    }
    let all = || files.iter().flat_map(|file| &file.corrections);
    let fixable = all().filter(|c| c.fixable).count();
    writeln!(out, "{} corrections in {} files: {fixable} can be put right with --fix, {} by hand", all().count(), files.len(), all().count() - fixable)
}
