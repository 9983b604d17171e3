//! Reports: what every format reads, and the formats.
//!
//! In: a checked article. Out: an [`ArticleReport`], built once,
//! with every span as line and column; and for each format a [`Format`] that
//! makes text of it. It refuses to open files and to know terminals.

mod build;
mod checkstyle;
mod claim_review;
pub mod claim_text;
mod compact;
mod csv;
mod document;
pub mod finding;
pub mod fingerprint;
mod github;
mod gitlab;
pub mod html;
mod json;
mod junit;
pub mod manual;
mod markdown;
mod notice;
mod paths;
pub mod policy;
mod rdjson;
pub mod row;
mod sarif;
pub mod scalar;
pub mod summary;
pub mod tame;
mod terminal;
mod web_annotation;
mod xml;

pub use build::{Detail, build};
pub use document::{Document, Entry};
use document::{Gathered, Limit};
use finding::ArticleReport;
pub use paths::from_root;
use summary::Summary;
pub use terminal::one;

/// What a format is told of the run.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
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
    /// Where the run's folder stands below the root of its repository: "" or "news/".
    pub below_root: String,
    /// The page is live: its notes name their findings.
    pub live: bool,
    /// The root of the repository; paths below it are shown relative to it.
    pub root: Option<String>,
}

/// A format.
pub struct Format {
    /// Its name, for `--format`.
    pub name: &'static str,
    /// What it is for, in one line.
    pub what: &'static str,
    /// It shows the words around a claim, and where a claim ends.
    pub sentences: bool,
    /// It shows articles as they read, and series.
    pub texts: bool,
    /// What one article adds to the document.
    pub article: fn(&ArticleReport, &Run) -> Vec<Entry>,
    /// How the document is made of what the articles add.
    pub writing: Writing,
}

/// How a document is made of entries.
pub enum Writing {
    /// As they come, in the order of the input.
    Streamed {
        /// What stands before the first entry.
        head: fn(&Run) -> String,
        /// What stands between two entries.
        between: &'static str,
        /// What stands behind the last entry; the flag says that there was one.
        tail: fn(&Summary, &Run, bool) -> String,
    },
    /// At the end, the loudest first, and no more than its readers take.
    Gathered {
        /// How many entries there may be.
        limit: Limit,
        /// The whole document.
        whole: fn(&Gathered, &Summary, &Run) -> String,
    },
}

/// Every format; the first is the default.
pub const FORMATS: &[Format] = &[
    terminal::FORMAT,
    json::DOCUMENT,
    json::LINES,
    csv::FORMAT,
    html::FORMAT,
    markdown::FORMAT,
    sarif::FORMAT,
    junit::FORMAT,
    github::ANNOTATIONS,
    github::SUMMARY,
    gitlab::FORMAT,
    checkstyle::FORMAT,
    rdjson::FORMAT,
    claim_review::FORMAT,
    web_annotation::FORMAT,
];

/// The format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}
