//! The command line: flags, files, progress, exit codes.
//!
//! The only room that opens files, asks for terminals and prints. Exit codes: 0 nothing
//! at or above `--fail-on`; 1 findings at or above it; 2 usage, unreadable input or an
//! error of the tool's own. 1 and 2 are never mixed.

mod archive;
mod args;
mod baseline;
mod batch;
mod cache;
mod check;
mod completions;
mod config;
mod decisions;
mod diff;
mod durable;
mod eval;
mod index;
mod input;
mod interrupt;
mod man;
mod mapping;
mod output;
mod progress;
mod references;
mod refs;
mod refs_args;
mod refs_audit;
mod refs_diff;
mod refs_import;
mod refs_show;
mod refs_suggest;
mod refs_validate;
mod repository;
mod revision;
mod rule;
mod schema;
mod screen;
mod setup;
mod snapshot;
mod tables;
mod unzip;
mod watch;
mod work;

use args::{Cli, Command};
use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing at or above the level that fails.
    Clean,
    /// Findings at or above it.
    Findings,
    /// Something could not be read.
    Unreadable,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Unreadable => 2,
            Outcome::Interrupted => interrupt::CODE,
        })
    }
}

/// Runs the command that the arguments name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // help and version are no errors
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match run(cli) {
        Ok(outcome) => outcome.into(),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("factlint: error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<Outcome> {
    match cli.command {
        Command::Check(args) => check::check(&args),
        Command::Extract(args) => check::extract(&args),
        Command::Review(args) => decisions::review::run(&args),
        Command::Snapshot { command } => snapshot::run(&command),
        Command::Corrections(args) => decisions::corrections::run(&args),
        Command::Decide(args) => decisions::decide::run(&args),
        Command::Index(args) => archive::index::run(&args),
        Command::Archive(args) => archive::look::run(&args),
        Command::Stale(args) => archive::stale::run(&args),
        Command::Impact(args) => archive::impact::run(&args),
        Command::Refs { command } => refs::run(command),
        Command::Rule(args) => rule::run(&args),
        Command::Schema { of } => schema::run(of),
        Command::Man(args) => man::run(&args),
        Command::Init(args) => config::init::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Completions { shell } => completions::run(shell),
    }
}

/// True if the reader of our output went away (`factlint … | head`).
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|e| e.downcast_ref::<std::io::Error>()).any(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}
