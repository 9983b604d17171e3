//! `review`: an editor goes through the findings and decides on each.
//!
//! In: articles with findings. Out: decisions in the ledger, each on the disk before the
//! next finding is shown; or, without questions, a list or a table of the findings.

mod line;
mod session;

use super::args::ReviewArgs;
use super::cases::Case;
use super::prepare::prepare;
use super::{drafts, export};
use crate::cli::Outcome;
use anyhow::{Context, ensure};
use session::Session;
use std::io::{IsTerminal, Write};
use std::process::Command;

/// `factlint review`.
pub fn run(args: &ReviewArgs) -> anyhow::Result<Outcome> {
    let Some(mut prepared) = prepare(&args.read)? else { return Ok(Outcome::Unreadable) };
    if args.web {
        return super::web::run(args, prepared);
    }
    let gathered = prepared.gather(|report| !report.claims.is_empty())?;
    let read = if gathered.is_unreadable() { Outcome::Unreadable } else { Outcome::Clean };
    let cases = gathered.cases();
    let shown: Vec<Case<'_>> = cases.iter().filter(|case| args.all || case.is_open()).copied().collect();
    let mut out = std::io::stdout();
    if args.list {
        export::list(&shown, &mut out)?;
        return Ok(read);
    }
    if args.export.is_some() {
        export::csv(&cases, &prepared.decisions.ledger, &mut out)?;
        return Ok(read);
    }
    let decided = cases.len() - cases.iter().filter(|case| case.is_open()).count();
    if shown.is_empty() {
        writeln!(out, "no finding is open; {decided} are decided (--all shows them)")?;
        return Ok(read);
    }
    ensure!(
        std::io::stdin().is_terminal() && out.is_terminal(),
        "review asks at a terminal, and this is none; `factlint review --list` shows the findings, `factlint decide` decides from scripts"
    );
    let who = args.who.clone().or_else(user).context("who decides is not known: --who NAME")?;
    let drafts = drafts::locate(args.drafts.drafts.as_deref(), &prepared.decisions.path);
    Session::new(&shown, &mut prepared.decisions, who, &prepared.setup.run, args.color.is_on(), drafts).run()?;
    Ok(read)
}

/// The user's name: as git knows it, else as the system does.
pub fn user() -> Option<String> {
    let git = Command::new("git").args(["config", "user.name"]).output().ok().filter(|output| output.status.success());
    let git = git.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let system = || ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    git.filter(|name| !name.is_empty()).or_else(system).filter(|name| !name.is_empty())
}
