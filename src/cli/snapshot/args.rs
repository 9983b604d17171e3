//! Flags of `snapshot`.

use crate::cli::args::{ArticlesArgs, Colour};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `snapshot …`.
#[derive(Debug, Subcommand)]
pub enum SnapshotCommand {
    /// Compare the verdicts of articles with the approved ones; nothing is written. Exit code 1 if one differs, an
    /// article has none, or a file of approved verdicts is of no article
    Check(CheckArgs),
    /// Approve the verdicts as they are now
    Accept(AcceptArgs),
    /// Go through what differs, old and new side by side, and approve claim by claim
    Review(ReviewArgs),
}

/// Where approved verdicts are, and of which articles.
#[derive(Debug, Clone, Args)]
pub struct FolderArgs {
    #[command(flatten)]
    pub articles: ArticlesArgs,

    /// The folder of approved verdicts, one file an article [default: snapshots/ beside the configuration, else here]
    #[arg(long, value_name = "FOLDER")]
    pub snapshots: Option<PathBuf>,
}

/// `snapshot check`.
#[derive(Debug, Args)]
#[command(
    after_help = "A file of approved verdicts holds each claim's sentence, its verdict and the rows with their values, and names the version of factlint, the configuration and the tables that they were approved with: what differs is told together with what has changed since."
)]
pub struct CheckArgs {
    #[command(flatten)]
    pub folder: FolderArgs,

    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(["text", "json"]))]
    pub format: String,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// `snapshot accept`.
#[derive(Debug, Args)]
#[command(
    after_help = "A file whose verdicts are as they were is left alone, so that a diff shows what flipped and nothing else. In CI (the variable CI is set) nothing is ever approved."
)]
pub struct AcceptArgs {
    #[command(flatten)]
    pub folder: FolderArgs,

    /// Write down the versions and tables of today also where no verdict differs
    #[arg(long)]
    pub repin: bool,

    /// Take away files of approved verdicts whose article is no longer there
    #[arg(long)]
    pub prune: bool,

    /// Show what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `snapshot review`.
#[derive(Debug, Args)]
#[command(
    after_help = "Keys: a or Enter approve · r or Esc reject (the approved verdict stays) · s or Space skip · A R S the same for all the rest · b back · q quit. Each file is written when you leave its last change."
)]
pub struct ReviewArgs {
    #[command(flatten)]
    pub folder: FolderArgs,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}
