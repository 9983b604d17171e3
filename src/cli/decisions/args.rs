//! Flags of the commands that work on decisions.

use crate::cli::args::{ArticlesArgs, Colour, LedgerArgs, date};
use crate::decision::{Kind, SCOPES, Scope};
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{ArgGroup, Args};
use std::path::PathBuf;

/// Which articles are looked at, what they are held against, and what was decided of them: as for `check`.
#[derive(Debug, Clone, Args)]
pub struct ReadArgs {
    #[command(flatten)]
    pub articles: ArticlesArgs,

    #[command(flatten)]
    pub ledger: LedgerArgs,
}

/// `review`.
#[derive(Debug, Args)]
#[command(
    after_help = "Keys: a or Enter accept (the article is wrong) · r or Esc dismiss, with a reason · s or Space skip · A R S the same for all the rest · w waive until a day · c the row is wrong · n nothing is claimed · e accept and say what to write · o how far it reaches · u undo · b back · q quit.\nEvery decision is written at once to factlint-decisions.jsonl; check honours it as long as what it was made on stays the same."
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct ReviewArgs {
    #[command(flatten)]
    pub read: ReadArgs,

    /// Who decides [default: git's user.name, else the name of the user]
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,

    /// Show what was decided already, too
    #[arg(long)]
    pub all: bool,

    /// Write the findings, one a line with its id and state, and ask nothing
    #[arg(long, conflicts_with = "export")]
    pub list: bool,

    /// Write the findings and what was decided of them as a table, and ask nothing
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(["csv"]))]
    pub export: Option<String>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,

    /// Review on a page in the browser, which only this machine can open; Ctrl-C ends it
    #[arg(long, conflicts_with_all = ["list", "export"])]
    pub web: bool,

    /// The port of the page [default: one that is free]
    #[arg(long, value_name = "PORT", requires = "web", default_value_t = 0, hide_default_value = true)]
    pub port: u16,

    /// Show the page, and let nothing be decided or written
    #[arg(long, requires = "web")]
    pub read_only: bool,

    #[command(flatten)]
    pub drafts: DraftsArgs,
}

/// Where drafts of rows go.
#[derive(Debug, Clone, Args)]
pub struct DraftsArgs {
    /// Rows drafted for the reference, unconfirmed until a person fills them in [default: factlint-drafts.csv beside
    /// the ledger]
    #[arg(long, value_name = "FILE")]
    pub drafts: Option<PathBuf>,
}

/// `corrections`.
#[derive(Debug, Args)]
#[command(
    after_help = "The wording is the house's own: [corrections] template in factlint.toml. --fix replaces the judged words by the value that is right where there is one (the suggestion, or what the editor gave with --write), shows the change as a diff, writes each file whole or not at all, and checks it again from the disk."
)]
pub struct CorrectionsArgs {
    #[command(flatten)]
    pub read: ReadArgs,

    /// How to write the list
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = PossibleValuesParser::new(["text", "json"]))]
    pub format: String,

    /// Put right in the articles what has one value: the diff is shown first
    #[arg(long)]
    pub fix: bool,

    /// Show the diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `decide`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("decision").required(true))]
#[command(group = ArgGroup::new("which").required(true).multiple(true))]
#[command(
    after_help = "Examples:\n  factlint review articles/ --list                 the findings with their ids\n  factlint decide articles/ --finding 1f0c9a --dismiss --reason \"the mayor's own count\" --who Ada --when 2025-08-07\n  factlint decide story.md --at story.md:12 --waive --until 2025-12-31 --reason \"census due\" --who Ada --when 2025-08-07\n\nA decision holds as long as the sentence, the rows and the rule are what they were; then the finding is open again, and check says why."
)]
pub struct DecideArgs {
    #[command(flatten)]
    pub read: ReadArgs,

    /// The findings with these ids, or with the one that begins so; `factlint review --list` shows them
    #[arg(long, value_name = "ID", group = "which")]
    pub finding: Vec<String>,

    /// The findings on this line
    #[arg(long, value_name = "FILE:LINE[:COLUMN]", group = "which")]
    pub at: Vec<String>,

    /// The findings of these checks: codes or their beginnings
    #[arg(long, value_name = "CODES", value_delimiter = ',', group = "which")]
    pub code: Vec<String>,

    /// All findings that are open
    #[arg(long, group = "which")]
    pub all: bool,

    #[command(flatten)]
    pub kind: KindArgs,

    /// Who decides
    #[arg(long, value_name = "NAME", required_unless_present = "prune")]
    pub who: Option<String>,

    /// When: a day or a moment; the clock is not asked
    #[arg(long, value_name = "WHEN", required_unless_present = "prune")]
    pub when: Option<String>,

    /// Why
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub reason: String,

    /// The last day that a waiver holds
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub until: Option<NaiveDate>,

    /// How far the decision reaches
    #[arg(long, value_name = "SCOPE", default_value = "claim", value_parser = PossibleValuesParser::new(SCOPES.iter().map(|s| s.1)))]
    pub scope: String,

    /// What the article should say instead of the judged words
    #[arg(long, value_name = "WORDS")]
    pub write: Option<String>,

    #[command(flatten)]
    pub drafts: DraftsArgs,

    /// Show what would be decided, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

impl DecideArgs {
    /// How far it reaches.
    pub fn scope(&self) -> Scope {
        Scope::named(&self.scope).unwrap_or_default()
    }
}

/// What is decided.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct KindArgs {
    /// The article is wrong and is to be fixed
    #[arg(long, group = "decision")]
    pub accept: bool,

    /// The claim is right, for the reason given
    #[arg(long, group = "decision")]
    pub dismiss: bool,

    /// Leave it alone until a day
    #[arg(long, group = "decision")]
    pub waive: bool,

    /// The row is wrong and is to be corrected
    #[arg(long, group = "decision")]
    pub correct_reference: bool,

    /// Nothing is claimed here
    #[arg(long, group = "decision")]
    pub not_a_claim: bool,

    /// Take an earlier decision back
    #[arg(long, group = "decision")]
    pub reopen: bool,

    /// Take decisions out of the ledger whose finding is no longer there
    #[arg(long, groups = ["decision", "which"])]
    pub prune: bool,
}

impl KindArgs {
    /// The kind; none if the ledger is to be pruned.
    pub fn kind(&self) -> Option<Kind> {
        let flags = [
            (self.accept, Kind::Accept),
            (self.dismiss, Kind::Dismiss),
            (self.waive, Kind::Waive),
            (self.correct_reference, Kind::CorrectReference),
            (self.not_a_claim, Kind::NotAClaim),
            (self.reopen, Kind::Reopen),
        ];
        flags.into_iter().find(|(set, _)| *set).map(|(_, kind)| kind)
    }
}
