//! From a sentence to its findings, for the tests of this room.

use crate::claim::PartReading;
use crate::claim::testing::{with_claims, with_claims_of};
use crate::lexicon::Lexicon;
use crate::text::plain::{BlockKind, PlainBuilder};
use crate::text::span::Span;

/// Code, explanation and remedy of every finding.
pub(super) fn explained(text: &str) -> Vec<String> {
    with_claims(text, |_, parts| told(parts))
}

/// The same of a table, its cells by rows, and a paragraph behind it.
pub(super) fn explained_table(rows: &[&[&str]], text: &str) -> Vec<String> {
    let mut builder = PlainBuilder::default();
    builder.table();
    for row in rows {
        builder.row();
        for cell in *row {
            builder.cell(1);
            builder.push(cell, Span::new(0, cell.len() as u32));
            builder.end_cell();
        }
    }
    builder.open(BlockKind::Paragraph);
    builder.push(text, Span::new(0, text.len() as u32));
    with_claims_of(&builder.finish(), |_, parts| told(parts))
}

fn told(parts: &[PartReading<'_>]) -> Vec<String> {
    let found = super::run(parts, chrono::NaiveDate::from_ymd_opt(2021, 6, 16), Lexicon::english());
    found.iter().map(|i| format!("{} {} → {}", i.code, i.explanation, i.would_pass)).collect()
}
