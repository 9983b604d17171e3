//! The page for editors: one file that needs no network.
//!
//! In: articles with their texts. Out: a page with each article as it reads, its claims
//! marked in place, a note beside each, the ledger, an overview of all articles, filters and
//! keys. Nothing of an article or a table becomes markup, and a policy in the page lets only
//! the page's own script run. It knows no files.

mod article;
mod live;
mod note;
mod page;
mod plot;

pub use article::id_of;
pub use live::{Live, Offer, live, section};

use super::document::{Entry, Limit};
use super::finding::ArticleReport;
use super::{Format, Run, Writing};

/// What a browser still opens at once; beyond it the articles with the loudest findings are kept.
const MOST_BYTES: usize = 64 << 20;

/// The page.
pub const FORMAT: Format = Format {
    name: "html",
    what: "one self-contained page for editors: the article, notes beside its claims, filters, an overview",
    sentences: true,
    texts: true,
    article: |report, run| vec![entry(report, run)],
    writing: Writing::Gathered { limit: Limit::Bytes(MOST_BYTES), whole: page::whole },
};

/// An article of the page.
fn entry(report: &ArticleReport, run: &Run) -> Entry {
    Entry { level: report.level(), brief: article::row(report), text: article::section_as(report, run, &id_of(report)) }
}
