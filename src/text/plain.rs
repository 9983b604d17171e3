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

/// A block that stands in a table, and where. Empty cells have no block; one cell may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// The block, by its number.
    pub block: usize,
    /// Which table of the text, from 1.
    pub table: u32,
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 1.
    pub column: u32,
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
    cells: Vec<Cell>,
    /// In order of both coordinates; empty if plain text and source are the same.
    pieces: Vec<Piece>,
}

impl PlainText {
    /// Text that is its own source, with one block per line group.
    pub fn identical(text: String, blocks: Vec<Block>) -> Self {
        PlainText { text, blocks, cells: Vec::new(), pieces: Vec::new() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks, in order, none empty.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Which blocks stand in which place of a table, in order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
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
    /// Where in a table the text stands.
    grid: Cell,
    /// The column of the next cell.
    next: u32,
    in_cell: bool,
    /// The columns of the table are known.
    aligned: bool,
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

    /// A table begins.
    pub fn table(&mut self) {
        self.close();
        self.grid = Cell { block: 0, table: self.grid.table + 1, row: 0, column: 0 };
        (self.in_cell, self.aligned) = (false, true);
    }

    /// A row of the table begins.
    pub fn row(&mut self) {
        self.close();
        self.grid = Cell { row: self.grid.row + 1, column: 0, ..self.grid };
        self.next = 1;
        self.in_cell = false;
    }

    /// A cell of the row begins; the next one stands `wide` columns further right.
    pub fn cell(&mut self, wide: u32) {
        self.open(BlockKind::Cell);
        self.grid.column = self.next;
        self.next = self.next.saturating_add(wide.max(1));
        self.in_cell = self.aligned;
    }

    /// Nobody knows any more which column a cell of this table is in.
    pub fn misalign(&mut self) {
        self.aligned = false;
    }

    /// The cell ends.
    pub fn end_cell(&mut self) {
        self.close();
        self.in_cell = false;
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
            if self.in_cell {
                self.text.cells.push(Cell { block: self.text.blocks.len(), ..self.grid });
            }
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
