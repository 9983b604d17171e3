//! Flags and their help. Lists of formats, readers and codes derive from their tables.

use super::archive::args::{ImpactArgs, IndexArgs, LookArgs, StaleArgs};
use super::decisions::args::{CorrectionsArgs, DecideArgs, ReviewArgs};
use super::refs_args::{AuditArgs, DiffArgs, ImportArgs, ShowArgs, SuggestArgs};
use super::snapshot::args::SnapshotCommand;
use crate::article::{READERS, parse_date};
use crate::report::FORMATS;
use crate::rule::Level;
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// A linter for facts: reads quantitative and dated claims in articles and checks them
/// against curated reference tables and against the article's own calendar and units.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Examples:\n  factlint check article.md                       check one article against the built-in tables\n  factlint check articles/ --references desk/     check a folder against your own tables\n  factlint check wire.jsonl --format jsonl        one result a line, for programs\n  factlint extract article.md                     show what is read, without judging it\n  factlint rule FL100                             the manual of a check\n\nExit codes: 0 nothing to report at or above --fail-on, 1 findings, 2 something could not be read."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the claims of articles and report the verdicts
    Check(CheckArgs),
    /// Show the numbers, dates and claims of articles, without a reference
    Extract(ExtractArgs),
    /// Work on reference tables
    Refs {
        /// What to do with them.
        #[command(subcommand)]
        command: RefsCommand,
    },
    /// Explain a check: what it does, why, and when it stays silent
    Rule(RuleArgs),
    /// Write a commented factlint.toml, with the references and articles that are found
    Init(InitArgs),
    /// Print a JSON Schema: of a report, factlint.toml, a baseline, a decision
    Schema {
        /// Of what.
        #[arg(default_value = "report")]
        of: SchemaOf,
    },
    /// Go through findings and decide on each
    Review(ReviewArgs),
    /// Decide on findings from a script: accept, dismiss, waive, and why
    Decide(DecideArgs),
    /// Hold the verdicts of articles against those that were approved
    Snapshot {
        /// What to do with them.
        #[command(subcommand)]
        command: SnapshotCommand,
    },
    /// Write the corrections of what was accepted, and put right what has one value
    Corrections(CorrectionsArgs),
    /// Make the claim store of an archive, or bring it up to date
    Index(IndexArgs),
    /// Tell which verdicts flip between two editions of reference tables
    Impact(ImpactArgs),
    /// Tell what articles of an archive say of one another, and which rows they use
    Archive(LookArgs),
    /// Tell which claims of an archive went stale since they were published
    Stale(StaleArgs),
    /// Measure the verdicts against claims whose verdicts are known
    Eval(EvalArgs),
    /// Print the manual page, or write a page for each command to a folder
    Man(ManArgs),
    /// Print completions for a shell
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// What is read and how results are written.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Articles: files, folders (searched by extension, .gitignore respected), or - for standard input,
    /// which is read too if nothing is named and something is piped in
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Read every file as this format, whatever its extension
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(READERS.iter().map(|r| r.name)))]
    pub input_format: Option<String>,

    /// The date of articles that do not say theirs; "Friday" and "last month" lean on it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<NaiveDate>,

    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = FORMATS[0].name, value_parser = PossibleValuesParser::new(FORMATS.iter().map(|f| f.name)))]
    pub format: String,

    /// Write to a file instead of standard output; FORMAT=FILE writes another format, and may be repeated;
    /// the file - is standard output
    #[arg(long, value_name = "[FORMAT=]FILE")]
    pub output: Vec<String>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,

    /// Show how each result was reached
    #[arg(long)]
    pub explain: bool,

    #[command(flatten)]
    pub rules: RulesArgs,
}

/// How many articles at a time, and by which configuration.
#[derive(Debug, Clone, Args)]
pub struct RulesArgs {
    /// Articles read at the same time [default: the number of cores]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,

    /// Read this configuration [default: factlint.toml, found from the articles' folder upward]
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,

    /// Read no configuration
    #[arg(long)]
    pub isolated: bool,
}

/// `check`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Reference tables: a data package (folder or datapackage.json), a folder of packages, a CSV file,
    /// "built-in" for the starter tables, or "none"; may be repeated, the first has precedence [default:
    /// references/ found from here upward, else the built-in tables]
    #[arg(long, value_name = "PATH|built-in|none")]
    pub references: Vec<String>,

    /// Read the tables, even if `refs build` has made an index of them
    #[arg(long)]
    pub no_index: bool,

    /// Report only these checks: codes or their beginnings, separated by commas (FL3,FL401)
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Read the reference as it was on this day: rows measured later are not there
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: Option<NaiveDate>,

    /// Exit with 1 if a finding is at least this loud [default: error]
    #[arg(long, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,

    /// Exit with 0 whatever is found (unreadable input is still 2)
    #[arg(long)]
    pub exit_zero: bool,

    /// Show every claim, also those that are supported or have no reference
    #[arg(long, short)]
    pub verbose: bool,

    /// Leave alone the findings that this file lists; they are known by their words, not by their lines
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Write the findings of this run to a file for --baseline
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub write_baseline: Option<PathBuf>,

    #[command(flatten)]
    pub ledger: LedgerArgs,

    /// Exit with 1 if the baseline, a decision or a comment in an article silences what is no longer there
    #[arg(long)]
    pub check_stale: bool,

    /// Report only findings on lines that git says have changed since this commit or branch
    #[arg(long, value_name = "BASE")]
    pub diff: Option<String>,

    /// Print the configuration that is in force, and stop
    #[arg(long)]
    pub print_config: bool,

    /// Report at most so many findings, and say how many there are beside
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,

    /// Stop behind the first article with a finding that fails the run
    #[arg(long)]
    pub fail_fast: bool,

    /// Keep results, and use them again where article, references, configuration and version are the same
    #[arg(long)]
    pub cache: bool,

    /// Keep nothing, whatever the configuration says
    #[arg(long, conflicts_with = "cache")]
    pub no_cache: bool,

    /// Where results are kept [default: .factlint-cache beside the configuration, else here]
    #[arg(long, value_name = "FOLDER")]
    pub cache_dir: Option<PathBuf>,

    /// Check again whatever is saved, until Ctrl-C
    #[arg(long, conflicts_with_all = ["output", "write_baseline", "diff"])]
    pub watch: bool,
}

/// Which articles are looked at, and what they are held against: as for `check`.
#[derive(Debug, Clone, Args)]
pub struct ArticlesArgs {
    /// Articles: files, or folders (searched by extension, .gitignore respected)
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// Read every file as this format, whatever its extension
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(READERS.iter().map(|r| r.name)))]
    pub input_format: Option<String>,

    /// The date of articles that do not say theirs
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<NaiveDate>,

    /// Reference tables, as for check
    #[arg(long, value_name = "PATH|built-in|none")]
    pub references: Vec<String>,

    /// Read the tables, even if `refs build` has made an index of them
    #[arg(long)]
    pub no_index: bool,

    /// Read the reference as it was on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: Option<NaiveDate>,

    /// Only these checks: codes or their beginnings, separated by commas
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub select: Vec<String>,

    #[command(flatten)]
    pub rules: RulesArgs,
}

/// Where decisions are kept, and as of which day they hold.
#[derive(Debug, Clone, Args)]
pub struct LedgerArgs {
    /// What editors decided of findings, or "none" [default: factlint-decisions.jsonl beside the configuration, else
    /// found from the articles' folder upward]
    #[arg(long, value_name = "FILE|none")]
    pub decisions: Option<String>,

    /// The day on which waivers are looked at [default: --as-of, else today; asked for only if a waiver has an end]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    #[command(flatten)]
    pub input: InputArgs,
}

/// `refs …`.
#[derive(Debug, Subcommand)]
pub enum RefsCommand {
    /// Check the structure of reference tables: columns, types, keys, dates, units
    Validate(ValidateArgs),
    /// Compile reference tables into an index that `check` reads in place, however many rows there are
    Build(BuildArgs),
    /// Check the content of reference tables: duplicates, slips of units and thousands, totals,
    /// rival values, stale series, names for two things, and tables against each other
    Audit(AuditArgs),
    /// Turn tables of others into rows of a package: CSV of any shape, World Bank, Our World in Data,
    /// Factbook, Wikidata, data packages
    Import(ImportArgs),
    /// Show what the tables know of a subject, and draw its series
    Show(ShowArgs),
    /// Show what a new edition of tables changes: rows added, removed, revised
    Diff(DiffArgs),
    /// Draft rows for claims of articles that no table holds, to be confirmed by a person
    Suggest(SuggestArgs),
}

/// `refs build`.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Data packages, folders of packages, or CSV files, as they will be named for check: one index holds them
    /// all [default: as for check]
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,

    /// Write the index to the cache folder instead of beside the tables; where several are named, or the
    /// folder is read-only, it goes there anyway
    #[arg(long)]
    pub cache: bool,
}

/// `refs validate`.
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// Data packages, folders of packages, or CSV files [default: as for check]
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,

    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(super::refs_validate::formats()))]
    pub format: String,

    /// Exit with 1 at a problem of this severity
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub fail_on: FailOn,
}

/// `eval`.
#[derive(Debug, Args)]
#[command(
    after_help = "A gold table is a CSV with the columns quote (words of the article that stand there once, the number or date in [brackets]) and verdict (one, or several with | between), and if you like rows (ids of reference rows, one of which must be used), article (its file; else the one of the table's name beside it) and id (which line of a .jsonl)."
)]
pub struct EvalArgs {
    /// Gold tables, or folders of them
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,

    /// Reference tables, as for check
    #[arg(long, value_name = "PATH|built-in|none")]
    pub references: Vec<String>,

    /// The date of articles that do not say theirs
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<NaiveDate>,

    /// Read the reference as it was on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: Option<NaiveDate>,

    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(["text", "json"]))]
    pub format: String,

    /// Write the totals alone
    #[arg(long)]
    pub summary: bool,

    /// Exit with 1 if a smaller share of the claims than this is right
    #[arg(long, value_name = "SHARE")]
    pub fail_under: Option<f64>,

    /// Fit the weights of the confidence to the verdicts and write them to this file
    #[arg(long, value_name = "FILE")]
    pub fit: Option<PathBuf>,

    /// Fit to the verdicts of an earlier run too (its --format json); may be repeated
    #[arg(long, value_name = "RUN.json", requires = "fit")]
    pub add: Vec<PathBuf>,
}

/// `rule`.
#[derive(Debug, Args)]
pub struct RuleArgs {
    /// The code of a check, such as FL100; without one, all checks are listed
    pub code: Option<String>,

    /// Print every manual
    #[arg(long, conflicts_with = "code")]
    pub all: bool,
}

/// `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to write it to
    #[arg(default_value = ".")]
    pub folder: PathBuf,

    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The folder for the pages: factlint.1, factlint-check.1, …
    pub folder: Option<PathBuf>,
}

/// What a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// An article's report: `--format jsonl`, and each article of `--format json`.
    Report,
    /// `factlint.toml`.
    Config,
    /// A baseline.
    Baseline,
    /// A line of the ledger of decisions.
    Decision,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// True if standard output gets colours.
    pub fn is_on(self) -> bool {
        match self {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
        }
    }
}

/// The level that fails a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors: contradicted, inconsistent.
    Error,
    /// Warnings too: outdated, disputed, attributed errors.
    Warning,
    /// Notes too: close, ambiguous, no-reference.
    Note,
    /// Nothing.
    Never,
}

impl FailOn {
    /// True if a finding of this level fails the run.
    pub fn fails(self, level: Level) -> bool {
        match self {
            FailOn::Error => level >= Level::Error,
            FailOn::Warning => level >= Level::Warning,
            FailOn::Note => level >= Level::Note,
            FailOn::Never => false,
        }
    }
}

/// A day on the command line.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    parse_date(text).ok_or_else(|| "expected a date such as 2025-08-07".to_owned())
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_declaration_holds_together() {
        Cli::command().debug_assert();
    }
}
