//! The compiled form of reference tables: one file, read in place.
//!
//! In: memory. Out: its sections, whose bytes are verified block by block when they are first
//! touched; opening reads the header and the checksums alone, whatever the number of rows.
//!
//! ```text
//! header    512 bytes: magic, format, fingerprint, lengths, sections, its own checksum (XXH3-64)
//! sections  one behind the other, in blocks of 64 KiB
//! sums      XXH3-64 of each block
//! ```
//!
//! All numbers are little-endian. Tables are sorted by a 64-bit hash and have a directory by
//! its first bits (see [`table`]). What stands in a section is said where it is written.

pub mod bytes;
pub mod codec;
pub mod head;
pub mod pack;
pub mod table;
pub mod write;

use crate::lexicon::Lexicon;
use crate::text::token::tokenize;
use bytes::{Bytes, Memory};
use codec::Reader;
use std::ops::Range;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// How an index begins.
const MAGIC: &[u8; 8] = b"factlidx";
/// The form of the file; a change of any section's form counts it up.
const FORMAT: u32 = 5;
/// Bytes of the header.
pub const HEADER: usize = 512;
/// Where the header's own checksum stands.
const HEADER_SUM: usize = HEADER - 8;
/// Where the table of sections stands in the header.
const TABLE: usize = 64;

/// The parts of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What whoever wrote the file wants to know of its sources; nothing to this room.
    Stamp,
    /// Packages, files, properties, units, events, problems.
    Head,
    /// Texts that rows share, each with its length before it.
    Strings,
    /// Where each entity begins in `Entities`, and where the last ends.
    EntityStarts,
    /// Entities in the order of their ids.
    Entities,
    /// Where each row begins in `Facts`, and where the last ends.
    FactStarts,
    /// Rows by subject, property, object, time.
    Facts,
    /// Rows of one subject and property: the property, and the first row.
    Groups,
    /// The first group of each entity, and one behind the last.
    Subjects,
    /// By property: where its subjects begin in `SubjectsByProperty`.
    PropertyStarts,
    /// The subjects of each property.
    SubjectsByProperty,
    /// Names of entities by the key of the phrase.
    Names,
    /// The most words of a name by its first word.
    Firsts,
    /// First words again and the keys of the first two, as a sieve.
    Sieve,
    /// One-word names by their first two letters.
    Heads,
    /// Rows by who holds the property.
    Holders,
}

/// Every section.
const SECTIONS: usize = Section::Holders as usize + 1;

/// An index, open.
#[derive(Debug, Default)]
pub struct Index {
    bytes: Bytes,
    sections: [(u64, u64); SECTIONS],
}

impl Index {
    /// Opens an index that was written by whoever; its blocks are verified when they are touched.
    ///
    /// # Errors
    /// In words: it is no index, of another form, or damaged.
    pub fn open(memory: Memory, fingerprint: u64) -> Result<Self, String> {
        let all = (*memory).as_ref();
        let header = all.get(..HEADER).filter(|h| h.starts_with(MAGIC)).ok_or("it is not an index")?;
        let number = |at: usize| u64_at(header, at);
        if number(8) as u32 != FORMAT {
            return Err("it was written by another version".to_owned());
        }
        if xxh3_64(&header[..HEADER_SUM]) != number(HEADER_SUM) {
            return Err("its header is damaged".to_owned());
        }
        if number(16) != fingerprint {
            return Err("it was written by another version".to_owned());
        }
        let (body_end, length) = (number(24), number(32));
        if length != all.len() as u64 {
            return Err(format!("it has {} bytes and should have {length}", all.len()));
        }
        let sums = all.get(body_end as usize..).filter(|sums| xxh3_64(sums) == number(40)).ok_or("its checksums are damaged")?;
        let sums = sums.chunks_exact(8).map(|chunk| u64_at(chunk, 0)).collect();
        let sections = std::array::from_fn(|i| (number(TABLE + i * 16), number(TABLE + i * 16 + 8)));
        Ok(Index { bytes: Bytes::summed(memory, HEADER as u64..body_end, sums), sections })
    }

    /// An index that this process has just written.
    pub fn trusted(memory: Vec<u8>) -> Self {
        let sections = std::array::from_fn(|i| (u64_at(&memory, TABLE + i * 16), u64_at(&memory, TABLE + i * 16 + 8)));
        Index { bytes: Bytes::trusted(Box::new(memory)), sections }
    }

    /// Bytes in a section.
    pub fn len(&self, section: Section) -> u64 {
        self.sections[section as usize].1
    }

    /// A piece of a section; empty if it is not there or damaged.
    pub fn get(&self, section: Section, range: Range<u64>) -> &[u8] {
        let (start, length) = self.sections[section as usize];
        if range.end > length || range.start > range.end {
            return self.bytes.get(u64::MAX..u64::MAX);
        }
        self.bytes.get(start.saturating_add(range.start)..start.saturating_add(range.end))
    }

    /// A whole section.
    pub fn whole(&self, section: Section) -> &[u8] {
        self.get(section, 0..self.len(section))
    }

    /// Number `at` of a section of 32-bit numbers.
    pub fn u32(&self, section: Section, at: u64) -> u32 {
        let piece = self.get(section, at.saturating_mul(4)..at.saturating_mul(4).saturating_add(4));
        piece.try_into().map_or(0, u32::from_le_bytes)
    }

    /// Number `at` of a section of 64-bit numbers.
    pub fn u64(&self, section: Section, at: u64) -> u64 {
        u64_at(self.get(section, at.saturating_mul(8)..at.saturating_mul(8).saturating_add(8)), 0)
    }

    /// Record `at` of a section, whose beginnings (and last end) stand in another.
    pub fn record(&self, starts: Section, section: Section, at: u64) -> &[u8] {
        self.get(section, self.u64(starts, at)..self.u64(starts, at + 1))
    }

    /// The text that begins at a place of `Strings`.
    pub fn text(&self, at: u64) -> &str {
        /// Bytes that the length of a text takes at most.
        const LENGTH: u64 = 5;
        let end = at.saturating_add(LENGTH).min(self.len(Section::Strings));
        let before = self.get(Section::Strings, at.min(end)..end);
        let length = Reader::new(before).uint();
        let start = at + before.iter().take_while(|b| **b >= 0x80).count() as u64 + 1;
        std::str::from_utf8(self.get(Section::Strings, start..start.saturating_add(length))).unwrap_or_default()
    }

    /// True if something that was read was not as it was written.
    pub fn is_damaged(&self) -> bool {
        self.bytes.is_damaged()
    }
}

/// A 64-bit number in bytes; 0 behind their end.
pub fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// What of this program an index leans on besides its own form: the version, the words, units and
/// cues, and how words are cut and hashed. An index with another fingerprint is not used.
pub fn fingerprint() -> u64 {
    const PROBE: &str = "Côte d'Ivoire's U.S.-led 12-day cease-fire, 1.5%";
    let mut sum = xxh3_64(env!("CARGO_PKG_VERSION").as_bytes());
    for table in Lexicon::TABLES {
        sum = xxh3_64_with_seed(table.as_bytes(), sum);
    }
    for token in tokenize(PROBE) {
        sum = xxh3_64_with_seed(&token.hash.to_le_bytes(), sum.wrapping_add(u64::from(token.end)));
    }
    sum
}
