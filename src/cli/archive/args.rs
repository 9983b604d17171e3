//! Flags of the commands that work on an archive.

use crate::article::READERS;
use crate::cli::args::{RulesArgs, date};
use crate::verdict::kind::VERDICTS;
use chrono::NaiveDate;
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;

/// Where the store lies, and by which rules articles are judged.
#[derive(Debug, Clone, Args)]
pub struct StoreArgs {
    /// The claim store [default: factlint.store beside the configuration, else here]
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,

    #[command(flatten)]
    pub rules: RulesArgs,
}

/// `index`.
#[derive(Debug, Args)]
#[command(
    after_help = "The store holds, for each article, its claims with their verdicts and every question that judging them put to the tables. Run again, the command reads only articles that are new or changed, and those whose questions the tables now answer otherwise. It is written beside the old one and put in its place when it is whole."
)]
pub struct IndexArgs {
    /// Articles: files, or folders (searched by extension, .gitignore respected) [default: those of the store]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Reference tables, as for check
    #[arg(long, value_name = "PATH|built-in")]
    pub references: Vec<String>,

    /// Read every file as this format, whatever its extension
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(READERS.iter().map(|r| r.name)))]
    pub input_format: Option<String>,

    /// The date of articles that do not say theirs
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<NaiveDate>,

    /// Read the reference as it was on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: Option<NaiveDate>,

    #[command(flatten)]
    pub store: StoreArgs,
}

/// `impact`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  factlint index articles/ --references desk/          once, and whenever articles are added\n  factlint impact HEAD:desk desk/                       what the cells that were just edited do\n  factlint impact main:desk HEAD:desk --format markdown --fail-on-flip contradicted\n  factlint impact old/ new/ articles/                   without a store: all articles under both editions\n\nExit codes: 0, 1 if a verdict flips to one that --fail-on-flip names, 2 if something could not be read."
)]
pub struct ImpactArgs {
    /// The tables as they were: a package, a folder of packages, a CSV file; REVISION:PATH takes them from git
    pub old: String,

    /// The tables as they are, named in the same ways
    pub new: String,

    /// Articles to be judged under both editions, without the store [default: those of the store]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Tables that stand behind both editions, as they do for check; may be repeated
    #[arg(long, value_name = "PATH|built-in")]
    pub beside: Vec<String>,

    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(["text", "json", "markdown", "html"]))]
    pub format: String,

    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Exit with 1 if a verdict flips to one of these
    #[arg(long, value_name = "VERDICTS", value_delimiter = ',', value_parser = PossibleValuesParser::new(VERDICTS.iter().map(|v| v.name())))]
    pub fail_on_flip: Vec<String>,

    /// Read every file as this format, whatever its extension
    #[arg(long, value_name = "FORMAT", requires = "paths", value_parser = PossibleValuesParser::new(READERS.iter().map(|r| r.name)))]
    pub input_format: Option<String>,

    /// The date of articles that do not say theirs
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, requires = "paths")]
    pub date: Option<NaiveDate>,

    /// Read the references as they were on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, requires = "paths")]
    pub as_of: Option<NaiveDate>,

    #[command(flatten)]
    pub store: StoreArgs,
}

/// `archive`.
#[derive(Debug, Args)]
#[command(
    after_help = "Facts are told apart by subject, property, object and period. Two articles differ if what their words admit excludes each other; what somebody else says and what is denied is left aside. A figure is repeated if it was wrong in an article, right in a later one, and wrong again the same way in one after that. Everything is read from the claim store: `factlint index` brings it up to date."
)]
pub struct LookArgs {
    /// Name the rows of the tables that no verdict rests on, too
    #[arg(long)]
    pub unused: bool,

    /// Of each list show at most so many; JSON has all
    #[arg(long, value_name = "N", default_value = "20")]
    pub limit: usize,

    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(["text", "json"]))]
    pub format: String,

    #[command(flatten)]
    pub store: StoreArgs,
}

/// `stale`.
#[derive(Debug, Args)]
#[command(
    after_help = "A claim is stale if it was right by the rows that were there on the day of its article, and would be outdated or contradicted if the article came out on --as-of: newer rows say otherwise. What an article dates itself by its own day (\"last year\") is of that day, and not looked at."
)]
pub struct StaleArgs {
    /// The day as of which claims are looked at
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: NaiveDate,

    /// Reference tables [default: those that the store was made by]
    #[arg(long, value_name = "PATH|built-in")]
    pub references: Vec<String>,

    /// How to write the answer
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(["text", "json"]))]
    pub format: String,

    /// Exit with 1 if a claim is stale
    #[arg(long)]
    pub fail_on_stale: bool,

    #[command(flatten)]
    pub store: StoreArgs,
}
