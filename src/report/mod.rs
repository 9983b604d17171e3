//! Reports: what every format reads, and the formats.
//!
//! In: a checked article. Out: an [`ArticleReport`], built once,
//! with every span as line and column; and for each format three pure functions that
//! make text of it. It refuses to open files and to know terminals.

mod build;
mod compact;
mod csv;
pub mod finding;
mod json;
mod markdown;
mod terminal;

pub use build::{Detail, build};
use finding::{ArticleReport, Summary};

/// What a format is told of the run.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The packages used, one line each.
    pub references: Vec<String>,
    /// Colours may be used.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Show claims without a finding too.
    pub verbose: bool,
    /// Show how each link was made.
    pub explain: bool,
}

/// A format.
pub struct Format {
    /// Its name, for `--format`.
    pub name: &'static str,
    /// What it is for, in one line.
    pub what: &'static str,
    /// It shows the words around a claim.
    pub sentences: bool,
    /// What stands before the first article.
    pub head: fn(&Run) -> String,
    /// One article. The flag says that another stood before it.
    pub article: fn(&ArticleReport, &Run, bool) -> String,
    /// What stands behind the last article.
    pub tail: fn(&Summary, &Run) -> String,
}

/// Every format; the first is the default.
pub const FORMATS: &[Format] = &[
    Format {
        name: "text",
        what: "for the terminal: excerpts with carets, evidence, a summary and the coverage ledger",
        sentences: true,
        head: terminal::head,
        article: terminal::article,
        tail: terminal::tail,
    },
    Format {
        name: "json",
        what: "one document with all articles, by the published schema",
        sentences: false,
        head: json::head,
        article: json::article,
        tail: json::tail,
    },
    Format {
        name: "jsonl",
        what: "one article a line, in input order, by the published schema",
        sentences: false,
        head: json::no_head,
        article: json::line,
        tail: json::no_tail,
    },
    Format { name: "csv", what: "one claim a row, for spreadsheets", sentences: true, head: csv::head, article: csv::article, tail: csv::tail },
    Format {
        name: "markdown",
        what: "a table of findings an article, for pull requests and mails",
        sentences: false,
        head: markdown::head,
        article: markdown::article,
        tail: markdown::tail,
    },
];

/// The format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}
