//! Plain text files. The whole file is the body; there is no title and no date.

use super::blocks::blocks_of;
use super::{Article, Field, Part};
use crate::problem::Problem;
use crate::text::plain::PlainText;
use crate::text::source::Source;

/// Reads a file of plain text.
pub fn read(source: Source) -> (Article, Vec<Problem>) {
    let text = PlainText::identical(source.text().to_owned(), blocks_of(source.text()));
    let parts = vec![Part { field: Field::Text, text }];
    (Article { id: source.name.clone(), parts, date: None, source }, Vec::new())
}
