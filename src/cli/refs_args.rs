//! Flags of the commands that work on tables.

use super::args::{FailOn, date};
use crate::article::READERS;
use crate::desk::import::FORMATS;
use chrono::NaiveDate;
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;

/// `refs audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Data packages, folders of packages, or CSV files; the first has precedence, and later ones
    /// are held against it [default: as for check]
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,

    /// Name what is out of date on this day too; without it, tables are held against themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub as_of: Option<NaiveDate>,

    /// Report only these checks: codes or their beginnings, separated by commas (FL92,FL940)
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub select: Vec<String>,

    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(super::refs_validate::formats()))]
    pub format: String,

    /// Exit with 1 if a finding is at least this loud
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub fail_on: FailOn,

    /// Show what is accepted too, with the reasons
    #[arg(long, short)]
    pub verbose: bool,
}

/// `refs import`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  factlint refs import API_SP.POP.TOTL.csv --into desk/ --name population --dry-run\n  factlint refs import rates.csv --into desk/ --source \"Central bank\" --source-url https://bank.org/rates\n  factlint refs import other/datapackage.json --into desk/\n\nWhat columns and names mean is detected, shown by --dry-run, and kept in the package as factlint.imports\nof its datapackage.json: edit it there, and import again."
)]
pub struct ImportArgs {
    /// Files to import: CSV, JSON, or data packages
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// The package (a folder) that the rows go into; it is made where there is none
    #[arg(long, value_name = "DIR")]
    pub into: String,

    /// What the import is called: NAME.csv in the package; a second import of the same name replaces it
    /// [default: the name of the file or resource]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// A mapping in a JSON file, instead of the one that the package keeps
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,

    /// Read the files as this format, whatever they look like
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|f| f.name)))]
    pub input_format: Option<String>,

    /// Tables whose entities and properties the names may mean, beside the package's own [default: as for check]
    #[arg(long, value_name = "PATH|built-in")]
    pub references: Vec<String>,

    /// Who publishes the values
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,

    /// Where
    #[arg(long, value_name = "URL")]
    pub source_url: Option<String>,

    /// The day on which the file was fetched
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub retrieved: Option<NaiveDate>,

    /// The property of all values, where the file holds one alone
    #[arg(long, value_name = "ID")]
    pub property: Option<String>,

    /// The unit of all values, where the file does not say
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,

    /// Show the first rows as they would read, and the mapping; write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Rows that --dry-run shows
    #[arg(long, value_name = "N", default_value = "10")]
    pub rows: usize,
}

/// `refs show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The subject: its id, a name, an alias
    pub subject: String,

    /// One of its properties: id, label or phrase
    pub property: Option<String>,

    /// Reference tables [default: as for check]
    #[arg(long, value_name = "PATH|built-in")]
    pub references: Vec<String>,

    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(["text", "json"]))]
    pub format: String,

    /// Show every row of a long series
    #[arg(long)]
    pub all: bool,
}

/// `refs diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The tables as they were: a package, a folder of packages, a CSV file; REVISION:PATH takes them from git
    pub old: String,

    /// The tables as they are, named in the same ways
    pub new: String,

    /// How to write the result
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(["text", "json", "markdown"]))]
    pub format: String,

    /// Exit with 1 if anything changed
    #[arg(long)]
    pub exit_code: bool,
}

/// `refs suggest`.
#[derive(Debug, Args)]
pub struct SuggestArgs {
    /// Articles: files, folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// Read every file as this format, whatever its extension
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(READERS.iter().map(|r| r.name)))]
    pub input_format: Option<String>,

    /// The date of articles that do not say theirs
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<NaiveDate>,

    /// Reference tables [default: as for check]
    #[arg(long, value_name = "PATH|built-in")]
    pub references: Vec<String>,

    /// Write the drafts to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
