//! `man`: manual pages, derived from the flags.

use super::Outcome;
use super::args::{Cli, ManArgs};
use anyhow::Context;
use clap::CommandFactory;
use std::io::Write;

/// `factlint man`.
pub fn run(args: &ManArgs) -> anyhow::Result<Outcome> {
    let command = Cli::command();
    if let Some(folder) = &args.folder {
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        clap_mangen::generate_to(command, folder).with_context(|| format!("{} cannot be written", folder.display()))?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        std::io::stdout().lock().write_all(&page)?;
    }
    Ok(Outcome::Clean)
}
