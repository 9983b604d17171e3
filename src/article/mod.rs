//! Articles from files.
//!
//! In: a decoded source in one of the formats of [`READERS`]. Out: an [`Article`]:
//! title and body as plain text that leads back to the source, and the date that
//! sentences lean on. It refuses to know what a sentence is about, and asks no clock.

mod blocks;
mod dateline;
pub mod directive;
pub mod docx;
mod html;
mod html_rules;
mod jsonl;
mod markdown;
mod plain_text;

use crate::problem::Problem;
use crate::text::plain::PlainText;
use crate::text::source::Source;
use chrono::NaiveDate;
pub use dateline::parse_date;
use directive::Directive;
pub use jsonl::{JsonLine, read_line};

/// Which part of an article a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
    /// The body.
    Text,
}

impl Field {
    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Text => "text",
        }
    }
}

/// A part of an article.
#[derive(Debug, Clone)]
pub struct Part {
    /// Which.
    pub field: Field,
    /// Its text.
    pub text: PlainText,
}

/// An article, ready to be read.
#[derive(Debug, Clone)]
pub struct Article {
    /// What the output calls it.
    pub id: String,
    /// The title, if there is one, then the body.
    pub parts: Vec<Part>,
    /// The date of publication, if the source or the user says it.
    pub date: Option<NaiveDate>,
    /// The file, or the line of it, that the article stands in.
    pub source: Source,
    /// What its comments say to the tool.
    pub directives: Vec<Directive>,
    /// Where its text stands in a word processor's file.
    pub runs: Option<docx::Runs>,
}

impl Article {
    /// The text of one part; empty if the article has no such part.
    pub fn text(&self, field: Field) -> &str {
        self.part(field).map_or("", |p| p.text.text())
    }

    /// One part.
    pub fn part(&self, field: Field) -> Option<&Part> {
        self.parts.iter().find(|p| p.field == field)
    }
}

/// Makes an article of a whole file.
pub type ReadFile = fn(Source) -> (Article, Vec<Problem>);

/// Makes an article of a file's name and its parts: names and texts.
pub type ReadParts = fn(&str, &[(String, String)]) -> (Option<Article>, Vec<Problem>);

/// A format that articles come in.
#[derive(Debug)]
pub struct Reader {
    /// Its name, for `--input-format`.
    pub name: &'static str,
    /// File extensions, in lower case.
    pub extensions: &'static [&'static str],
    /// What is read, in one line.
    pub reads: &'static str,
    /// Reads one article from a whole file of text.
    pub read: Option<ReadFile>,
    /// Reads one article from the parts of a zip file.
    pub unzipped: Option<ReadParts>,
}

impl Reader {
    /// True if a file of this format holds an article a line.
    pub fn is_by_line(&self) -> bool {
        self.read.is_none() && self.unzipped.is_none()
    }
}

/// Every format.
pub const READERS: &[Reader] = &[
    Reader {
        name: "text",
        extensions: &["txt", "text"],
        reads: "plain text; blank lines or line ends part paragraphs",
        read: Some(plain_text::read),
        unzipped: None,
    },
    Reader {
        name: "markdown",
        extensions: &["md", "markdown"],
        reads: "CommonMark with front matter; code and link targets are skipped",
        read: Some(markdown::read),
        unzipped: None,
    },
    Reader {
        name: "html",
        extensions: &["html", "htm", "xhtml"],
        reads: "the main text of a page; navigation, asides and footers are skipped",
        read: Some(html::read),
        unzipped: None,
    },
    Reader {
        name: "docx",
        extensions: &["docx"],
        reads: "Word documents; a line is a paragraph; deleted and hidden text is skipped",
        read: None,
        unzipped: Some(docx::read),
    },
    Reader {
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        reads: "one article a line: {\"id\", \"text\", \"title\"?, \"date\"?}",
        read: None,
        unzipped: None,
    },
];

/// The reader of a name or of a file's extension.
pub fn reader(name_or_extension: &str) -> Option<&'static Reader> {
    let wanted = name_or_extension.to_ascii_lowercase();
    READERS.iter().find(|r| r.name == wanted || r.extensions.contains(&wanted.as_str()))
}
