//! Writes an index.
//!
//! In: sections, piece by piece. Out: bytes for a sink, checksums of their blocks, and the header,
//! which is known last and stands first. Who opens files is the caller's business.

use super::{FORMAT, HEADER, HEADER_SUM, MAGIC, SECTIONS, Section, TABLE, bytes::BLOCK};
use xxhash_rust::xxh3::xxh3_64;

/// Takes the bytes behind the header, in order.
pub type Sink<'s> = dyn FnMut(&[u8]) + 's;

/// An index being written.
pub struct Writer<'s> {
    sink: &'s mut Sink<'s>,
    /// What does not fill a block yet.
    block: Vec<u8>,
    sums: Vec<u64>,
    at: u64,
    sections: [(u64, u64); SECTIONS],
}

impl<'s> Writer<'s> {
    /// Begins.
    pub fn new(sink: &'s mut Sink<'s>) -> Self {
        Writer { sink, block: Vec::with_capacity(BLOCK), sums: Vec::new(), at: HEADER as u64, sections: [(0, 0); SECTIONS] }
    }

    /// A section that is there in one piece.
    pub fn section(&mut self, section: Section, bytes: &[u8]) {
        self.begin(section);
        self.put(section, bytes);
    }

    /// Begins a section that comes in pieces.
    pub fn begin(&mut self, section: Section) {
        self.sections[section as usize] = (self.at, 0);
    }

    /// The next piece of the section that was begun last.
    pub fn put(&mut self, section: Section, mut bytes: &[u8]) {
        self.sections[section as usize].1 += bytes.len() as u64;
        self.at += bytes.len() as u64;
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - self.block.len()));
            self.block.extend_from_slice(now);
            bytes = later;
            if self.block.len() == BLOCK {
                self.flush();
            }
        }
    }

    fn flush(&mut self) {
        if !self.block.is_empty() {
            self.sums.push(xxh3_64(&self.block));
            (self.sink)(&self.block);
            self.block.clear();
        }
    }

    /// Writes the checksums, and gives the header.
    pub fn finish(mut self, fingerprint: u64) -> [u8; HEADER] {
        self.flush();
        let sums: Vec<u8> = self.sums.iter().flat_map(|sum| sum.to_le_bytes()).collect();
        // the last block ends where the checksums begin
        (self.sink)(&sums);
        let mut header = [0; HEADER];
        let mut put = |at: usize, number: u64| header[at..at + 8].copy_from_slice(&number.to_le_bytes());
        put(0, u64::from_le_bytes(*MAGIC));
        put(8, u64::from(FORMAT));
        put(16, fingerprint);
        put(24, self.at);
        put(32, self.at + sums.len() as u64);
        put(40, xxh3_64(&sums));
        for (i, (start, length)) in self.sections.into_iter().enumerate() {
            put(TABLE + i * 16, start);
            put(TABLE + i * 16 + 8, length);
        }
        let sum = xxh3_64(&header[..HEADER_SUM]);
        header[HEADER_SUM..].copy_from_slice(&sum.to_le_bytes());
        header
    }
}
