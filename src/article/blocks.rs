//! Paragraphs and headings of text without markup.
//!
//! In: text whose line ends may part paragraphs or only wrap lines. Out: its blocks.

use crate::text::plain::{Block, BlockKind};
use crate::text::span::Span;

/// A line that lines were wrapped at, at most.
const WRAP_COLUMN: usize = 110;
/// A heading has at most so many bytes.
const HEADING_BYTES: usize = 120;

/// The blocks of `text`: at blank lines, and at every line end unless lines are wrapped.
pub fn blocks_of(text: &str) -> Vec<Block> {
    let lines: Vec<(usize, &str)> = lines(text).collect();
    let wrapped = is_wrapped(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for &(start, line) in &lines {
        let content = line.trim();
        if content.is_empty() {
            open = false;
            continue;
        }
        let lead = line.len() - line.trim_start().len();
        let span = Span::new((start + lead) as u32, (start + lead + content.len()) as u32);
        let indented = lead >= 2;
        match blocks.last_mut() {
            Some(last) if open && wrapped && !indented => last.span = last.span.join(span),
            _ => blocks.push(Block { span, kind: BlockKind::Paragraph }),
        }
        open = true;
    }
    mark_headings(text, &mut blocks);
    blocks
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        (at, line.strip_suffix('\r').unwrap_or(line))
    })
}

/// True if most lines that another follows end in the middle of a sentence, and none is long.
fn is_wrapped(lines: &[(usize, &str)]) -> bool {
    let (mut inner, mut broken) = (0, 0);
    for pair in lines.windows(2) {
        let (line, next) = (pair[0].1.trim(), pair[1].1.trim());
        if line.is_empty() || next.is_empty() {
            continue;
        }
        inner += 1;
        broken += usize::from(!ends_sentence(line));
        if line.len() > WRAP_COLUMN {
            return false;
        }
    }
    inner >= 3 && broken * 2 > inner
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';', '…'])
}

/// A short block without a full stop, before a longer one, is a heading.
fn mark_headings(text: &str, blocks: &mut [Block]) {
    for i in 0..blocks.len().saturating_sub(1) {
        let content = blocks[i].span.of(text);
        let next = blocks[i + 1].span;
        if content.len() <= HEADING_BYTES && !ends_sentence(content) && !content.ends_with(',') && next.len() as usize > content.len() {
            blocks[i].kind = BlockKind::Heading;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, blocks_of};

    fn shown(text: &str) -> Vec<(String, BlockKind)> {
        blocks_of(text).iter().map(|b| (b.span.of(text).to_owned(), b.kind)).collect()
    }

    #[test]
    fn line_ends_part_paragraphs_and_short_lines_without_a_stop_are_headings() {
        let text = "The dam was opened in 1998.\nA long delay\nIt took 12 years to build the dam, and 40 villages moved.\n\nNobody objected.";
        let kinds: Vec<BlockKind> = shown(text).iter().map(|b| b.1).collect();
        assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Heading, BlockKind::Paragraph, BlockKind::Paragraph]);
    }

    #[test]
    fn wrapped_lines_are_joined_and_indents_begin_paragraphs() {
        let text = "   The council said on Monday that it would\nclose two of the five schools in the north of\nthe county, which had\n   A second paragraph begins here and goes on\nfor two lines.";
        assert_eq!(shown(text).len(), 2);
    }
}
