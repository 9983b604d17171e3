//! The plain text of one part of an article, and the way back to its source file.
//!
//! In: runs of text that a reader took from a source, each with where it stood.
//! Out: one string, its blocks (paragraph, heading, …), and for any span of it
//! the span of the source. It refuses to know which format the source is in.

use super::span::{File, Plain, Span};

/// What a block of text is; headings and list items end a sentence without a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title or sub-heading.
    Heading,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A caption.
    Caption,
}

/// A run of text that no sentence crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where, in the plain text.
    pub span: Span<Plain>,
    /// What it is.
    pub kind: BlockKind,
}

/// A stretch of plain text and the stretch of source that it came from. Where the
/// lengths differ (an entity, an escape) the whole stretch stands for the whole.
#[derive(Debug, Clone, Copy)]
struct Piece {
    plain: Span<Plain>,
    source: Span<File>,
}

/// Plain text with blocks and the map back to the source.
#[derive(Debug, Clone, Default)]
pub struct PlainText {
    text: String,
    blocks: Vec<Block>,
    /// In order of both coordinates; empty if plain text and source are the same.
    pieces: Vec<Piece>,
}

impl PlainText {
    /// Text that is its own source, with one block per line group.
    pub fn identical(text: String, blocks: Vec<Block>) -> Self {
        PlainText { text, blocks, pieces: Vec::new() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks, in order, none empty.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// True if offsets in the text and in the source are the same.
    pub fn is_identical(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Where a span of the plain text stands in the source.
    pub fn source_span(&self, span: Span<Plain>) -> Span<File> {
        if self.pieces.is_empty() {
            return Span::new(span.start, span.end);
        }
        let first = self.piece_at(span.start);
        let start = if is_linear(first) { first.source.start + span.start.saturating_sub(first.plain.start) } else { first.source.start };
        let last = self.piece_at(span.end.saturating_sub(1).max(span.start));
        let end = if is_linear(last) { last.source.start + span.end.saturating_sub(last.plain.start) } else { last.source.end };
        Span::new(start.min(first.source.end), end.min(last.source.end))
    }

    /// The piece that holds `offset`, else the next one, else the last.
    fn piece_at(&self, offset: u32) -> Piece {
        let index = self.pieces.partition_point(|p| p.plain.end <= offset);
        self.pieces[index.min(self.pieces.len() - 1)]
    }
}

fn is_linear(piece: Piece) -> bool {
    piece.plain.len() == piece.source.len()
}

/// Collects runs of text into a [`PlainText`].
#[derive(Debug, Default)]
pub struct PlainBuilder {
    text: PlainText,
    block_start: Option<(u32, BlockKind)>,
}

impl PlainBuilder {
    /// Appends `run`, which stood at `source`.
    pub fn push(&mut self, run: &str, source: Span<File>) {
        if run.is_empty() {
            return;
        }
        let start = self.text.text.len() as u32;
        self.text.text.push_str(run);
        let piece = Piece { plain: Span::new(start, self.text.text.len() as u32), source };
        match self.text.pieces.last_mut() {
            Some(last) if is_linear(*last) && is_linear(piece) && last.source.end == source.start && last.plain.end == start => {
                last.plain.end = piece.plain.end;
                last.source.end = source.end;
            }
            _ => self.text.pieces.push(piece),
        }
    }

    /// Appends a space unless the block is empty or ends with one.
    pub fn space(&mut self, source: Span<File>) {
        let open = self.block_start.is_some_and(|(start, _)| self.text.text.len() > start as usize);
        if open && !self.text.text.ends_with(char::is_whitespace) {
            self.push(" ", source);
        }
    }

    /// Begins a block; one that is open ends.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        self.block_start = Some((self.text.text.len() as u32, kind));
    }

    /// True while a block is open.
    pub fn is_open(&self) -> bool {
        self.block_start.is_some()
    }

    /// Ends the open block; one without visible text leaves no trace.
    pub fn close(&mut self) {
        let Some((start, kind)) = self.block_start.take() else { return };
        let end = self.text.text.trim_end().len().max(start as usize) as u32;
        self.text.text.truncate(end as usize);
        while self.text.pieces.last().is_some_and(|p| p.plain.start >= end) {
            self.text.pieces.pop();
        }
        if let Some(last) = self.text.pieces.last_mut()
            && last.plain.end > end
        {
            let cut = last.plain.end - end;
            if is_linear(*last) {
                last.source.end -= cut;
            }
            last.plain.end = end;
        }
        if end > start {
            self.text.blocks.push(Block { span: Span::new(start, end), kind });
            self.text.text.push('\n');
        }
    }

    /// The finished text with blocks that were found in it otherwise: nothing is cut off.
    pub fn finish_with(mut self, blocks: Vec<Block>) -> PlainText {
        self.text.blocks = blocks;
        self.text
    }

    /// The finished text.
    pub fn finish(mut self) -> PlainText {
        self.close();
        if self.text.text.ends_with('\n') {
            self.text.text.pop();
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, PlainBuilder, Span};

    #[test]
    fn spans_lead_back_through_entities_and_markup() {
        // source: <p>Fish &amp; <b>chips</b> 5</p>
        let mut b = PlainBuilder::default();
        b.open(BlockKind::Paragraph);
        b.push("Fish ", Span::new(3, 8));
        b.push("&", Span::new(8, 13));
        b.push(" ", Span::new(13, 14));
        b.push("chips", Span::new(17, 22));
        b.push(" 5 ", Span::new(26, 29));
        let text = b.finish();
        assert_eq!(text.text(), "Fish & chips 5");
        let source = |word: &str| {
            let at = text.text().find(word).unwrap() as u32;
            text.source_span(Span::new(at, at + word.len() as u32))
        };
        assert_eq!(source("&"), Span::new(8, 13));
        assert_eq!(source("chips"), Span::new(17, 22));
        assert_eq!(source("& chips"), Span::new(8, 22));
        assert_eq!(source("5"), Span::new(27, 28));
        assert_eq!(text.blocks().len(), 1);
    }

    #[test]
    fn blocks_are_separated_and_empty_ones_vanish() {
        let mut b = PlainBuilder::default();
        for (word, at) in [("One", 0), ("  ", 10), ("Two", 20)] {
            b.open(BlockKind::Paragraph);
            b.push(word, Span::new(at, at + word.len() as u32));
        }
        let text = b.finish();
        assert_eq!(text.text(), "One\nTwo");
        assert_eq!(text.blocks().len(), 2);
        assert_eq!(text.source_span(Span::new(4, 7)), Span::new(20, 23));
    }
}
