//! Plain text files. The whole file is the body; there is no title and no date. Comments
//! that are meant for the tool are no text.

use super::blocks::blocks_of;
use super::{Article, Field, Part, directive};
use crate::problem::Problem;
use crate::text::plain::PlainText;
use crate::text::source::Source;

/// Reads a file of plain text.
pub fn read(source: Source) -> (Article, Vec<Problem>) {
    let comments = directive::comments_in(source.text());
    let (directives, problems) = directive::read(&source, &comments);
    // white space of the same length: what stands behind keeps its place
    let mut text = source.text().to_owned();
    for comment in comments {
        text.replace_range(comment.range(), &" ".repeat(comment.len() as usize));
    }
    let blocks = blocks_of(&text);
    let parts = vec![Part { field: Field::Text, text: PlainText::identical(text, blocks) }];
    (Article { id: source.name.clone(), parts, date: None, source, directives, runs: None }, problems)
}
