//! `decide`: decisions from a script. Everything is given, nothing is asked.

use super::args::DecideArgs;
use super::cases::Case;
use super::drafts;
use super::prepare::{Gathered, Prepared, prepare};
use crate::cli::Outcome;
use crate::cli::input::shown;
use crate::decision::{Given, Kind, Moment};
use anyhow::{bail, ensure};
use std::io::Write;

/// Digits of an id that are enough if no other begins so.
const SHORTEST: usize = 4;

/// `factlint decide`.
pub fn run(args: &DecideArgs) -> anyhow::Result<Outcome> {
    let given = args.kind.kind().map(|kind| given(args, kind)).transpose()?;
    let Some(mut prepared) = prepare(&args.read)? else { return Ok(Outcome::Unreadable) };
    let gathered = prepared.gather(|report| !report.claims.is_empty())?;
    let Some(given) = given else { return prune(args, &mut prepared, &gathered) };
    let cases = chosen(args, &gathered, given.decision)?;
    let mut out = std::io::stdout().lock();
    for case in &cases {
        writeln!(out, "{} {} {} {:?} ({})", given.decision.name(), case.id(), case.place(), case.finding.words(), case.finding.judged.code)?;
    }
    if args.dry_run {
        writeln!(out, "nothing was written: --dry-run")?;
    } else {
        let lines = prepared.decisions.decide(&cases, &given)?;
        let plural = if lines.len() == 1 { "" } else { "s" };
        writeln!(out, "{} decision{plural} written to {}", lines.len(), shown(&prepared.decisions.path))?;
        if given.decision == Kind::CorrectReference {
            let path = drafts::locate(args.drafts.drafts.as_deref(), &prepared.decisions.path);
            writeln!(out, "{}", drafts::said(&path, &cases.iter().map(|case| case.finding).collect::<Vec<_>>()))?;
        }
    }
    Ok(if gathered.is_unreadable() { Outcome::Unreadable } else { Outcome::Clean })
}

fn given(args: &DecideArgs, kind: Kind) -> anyhow::Result<Given> {
    let given = Given {
        decision: kind,
        scope: args.scope(),
        who: args.who.clone().unwrap_or_default(),
        when: Moment::try_from(args.when.clone().unwrap_or_default()).map_err(|e| anyhow::anyhow!("--when {e}"))?,
        reason: args.reason.clone(),
        until: args.until,
        write: args.write.clone(),
    };
    given.check().map_err(anyhow::Error::msg)?;
    let day = given.when.day();
    anyhow::ensure!(given.until.is_none_or(|until| until >= day), "--until: the last day of a waiver is {day} or later, when it is decided");
    Ok(given)
}

/// The findings that the flags name.
fn chosen<'g>(args: &DecideArgs, gathered: &'g Gathered, kind: Kind) -> anyhow::Result<Vec<Case<'g>>> {
    let cases = gathered.cases();
    let mut chosen: Vec<Case<'g>> = Vec::new();
    for wanted in &args.finding {
        chosen.push(named(&cases, wanted)?);
    }
    for place in &args.at {
        let here: Vec<Case<'g>> = cases.iter().filter(|case| stands(case, place)).copied().collect();
        ensure!(!here.is_empty(), "--at {place}: no finding stands there; `factlint review --list` shows where they are");
        chosen.extend(here);
    }
    let of_code = |case: &&Case<'g>| args.code.iter().any(|code| case.finding.judged.code.starts_with(code.as_str()));
    // what is decided already is named one by one
    let open = |case: &&Case<'g>| case.is_open() != (kind == Kind::Reopen);
    chosen.extend(cases.iter().filter(of_code).filter(open));
    if args.all {
        chosen.extend(cases.iter().filter(open));
    }
    let mut seen = std::collections::BTreeSet::new();
    chosen.retain(|case| seen.insert(case.id()));
    ensure!(!chosen.is_empty(), "no finding is meant: {} were found, none of them is {}", cases.len(), if kind == Kind::Reopen { "decided" } else { "open" });
    Ok(chosen)
}

fn named<'g>(cases: &[Case<'g>], wanted: &str) -> anyhow::Result<Case<'g>> {
    ensure!(wanted.len() >= SHORTEST, "--finding {wanted}: expected at least {SHORTEST} digits of an id");
    let mut found = cases.iter().filter(|case| case.id().starts_with(&wanted.to_ascii_lowercase()));
    match (found.next(), found.next()) {
        (Some(case), None) => Ok(*case),
        (Some(_), Some(_)) => bail!("--finding {wanted}: several ids begin so; give more digits"),
        _ => bail!("--finding {wanted}: no finding has that id; `factlint review --list` shows them"),
    }
}

fn stands(case: &Case<'_>, place: &str) -> bool {
    let whole = case.place();
    whole == place || whole.rsplit_once(':').is_some_and(|(line, _)| line == place)
}

/// Takes decisions out whose finding is gone: those that are dead, and those that were carried out.
fn prune(args: &DecideArgs, prepared: &mut Prepared, gathered: &Gathered) -> anyhow::Result<Outcome> {
    let mut out = std::io::stdout().lock();
    let ended = gathered.met.ended(&prepared.decisions);
    for (decision, fate) in &ended {
        writeln!(out, "prune {} {} {:?}: {}; {fate}", decision.thread, decision.path, decision.words, decision.line())?;
    }
    let threads: Vec<String> = ended.iter().map(|(decision, _)| decision.thread.clone()).collect();
    if args.dry_run || threads.is_empty() {
        writeln!(out, "nothing was written{}", if args.dry_run { ": --dry-run" } else { ": every decision is about something that is there" })?;
    } else {
        prepared.decisions.change(|ledger| {
            ledger.remove(&threads);
            Ok(())
        })?;
        writeln!(out, "{} pruned from {}", threads.len(), shown(&prepared.decisions.path))?;
    }
    Ok(if gathered.is_unreadable() { Outcome::Unreadable } else { Outcome::Clean })
}
