//! `snapshot`: the verdicts of a corpus held against those that were approved.
//!
//! In: articles, tables, the folder of approved verdicts. Out: what differs, and with
//! `accept` and `review` the folder with what was approved. `check` writes nothing, and in
//! CI nothing is ever approved.

pub mod args;
mod compared;
mod review;
mod store;
mod tell;

use super::Outcome;
use crate::report::summary::counted;
use anyhow::ensure;
use args::{AcceptArgs, CheckArgs, SnapshotCommand};
use compared::{Compared, Corpus, State, corpus};
use std::io::Write;
use tell::{Counts, Paint};

/// `factlint snapshot …`.
pub fn run(command: &SnapshotCommand) -> anyhow::Result<Outcome> {
    match command {
        SnapshotCommand::Check(args) => check(args),
        SnapshotCommand::Accept(args) => accept(args),
        SnapshotCommand::Review(args) => review::run(args),
    }
}

fn check(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let Some(corpus) = corpus(&args.folder)? else { return Ok(Outcome::Unreadable) };
    let out = if args.format == "json" { tell::json(&corpus)? } else { tell::text(&corpus, Paint::new(args.color.is_on())) };
    std::io::stdout().lock().write_all(out.as_bytes())?;
    Ok(match () {
        () if corpus.unreadable => Outcome::Unreadable,
        () if Counts::of(&corpus).is_same() => Outcome::Clean,
        () => Outcome::Findings,
    })
}

fn accept(args: &AcceptArgs) -> anyhow::Result<Outcome> {
    ensure!(args.dry_run || !in_ci(), "in CI nothing is approved (the variable CI is set); run `factlint snapshot accept` at a desk and commit the files");
    let Some(corpus) = corpus(&args.folder)? else { return Ok(Outcome::Unreadable) };
    let wanted: Vec<&Compared> = corpus.articles.iter().filter(|article| is_wanted(article, args.repin)).collect();
    if !args.dry_run {
        corpus.store.locked(|| wanted.iter().try_for_each(|article| corpus.store.write(&article.now)))?;
    }
    let mut out = std::io::stdout().lock();
    for article in &wanted {
        writeln!(out, "{}: {}", article.now.subject, what(article))?;
    }
    let verb = if args.dry_run { "would be written" } else { "written" };
    writeln!(out, "{} of {} {verb} to {}", wanted.len(), corpus.articles.len(), corpus.store.shown())?;
    prune(args, &corpus, &mut out)?;
    Ok(if corpus.unreadable { Outcome::Unreadable } else { Outcome::Clean })
}

/// True for an article whose file is to be written.
fn is_wanted(article: &Compared, repin: bool) -> bool {
    article.state() != State::Same || repin && !article.since().is_empty()
}

fn what(article: &Compared) -> String {
    match article.state() {
        State::New => format!("new, {}", counted(article.now.claims.len(), "claim")),
        State::Changed => format!("{} of {} verdicts differed", article.changes().count(), article.steps.len()),
        State::Same => "no verdict differs; versions and tables are those of today".to_owned(),
    }
}

/// Takes away files of articles that are gone, if that is wanted, or says that they are there.
fn prune(args: &AcceptArgs, corpus: &Corpus, out: &mut dyn Write) -> anyhow::Result<()> {
    for (file, snapshot) in &corpus.orphans {
        if args.prune && !args.dry_run {
            std::fs::remove_file(file)?;
        }
        writeln!(
            out,
            "{}: {}",
            snapshot.subject,
            if args.prune { "taken away: the article is not there" } else { "the article is not there; --prune takes its file away" }
        )?;
    }
    Ok(())
}

/// True if nobody is there who could approve: the rule of cargo-insta.
fn in_ci() -> bool {
    match std::env::var("CI").ok().as_deref() {
        Some("false" | "0" | "") => false,
        Some(_) => true,
        None => std::env::var_os("TF_BUILD").is_some(),
    }
}
