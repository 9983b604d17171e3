//! `completions`: derived from the flags.

use super::Outcome;
use super::args::Cli;
use clap::CommandFactory;

/// `factlint completions`.
pub fn run(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut buffer = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "factlint", &mut buffer);
    std::io::Write::write_all(&mut std::io::stdout().lock(), &buffer)?;
    Ok(Outcome::Clean)
}
