//! The bytes of an index, each block verified when it is first touched.
//!
//! In: memory, and the checksum of each of its blocks. Out: pieces of it whose checksums hold.
//! A piece that is damaged or not there is empty, and [`Bytes::is_damaged`] says so from then on:
//! whoever reads asks before the result is used.

use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use xxhash_rust::xxh3::xxh3_64;

/// Memory that somebody holds: a file that is mapped, or a vector.
pub type Memory = Box<dyn AsRef<[u8]> + Send + Sync>;

/// Bytes that share a checksum: an article's questions touch a few hundred blocks.
pub const BLOCK: usize = 1 << 16;

/// Memory with its checksums.
pub struct Bytes {
    memory: Memory,
    /// Where the blocks begin, and where the last ends.
    blocks: Range<u64>,
    /// The checksum of each block; empty if the memory is our own and needs none.
    sums: Vec<u64>,
    /// A bit for each block that was verified.
    seen: Vec<AtomicU64>,
    damaged: AtomicBool,
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.all().len())
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Bytes::trusted(Box::new(Vec::new()))
    }
}

impl Bytes {
    /// Memory that this process has written itself.
    pub fn trusted(memory: Memory) -> Self {
        Bytes { memory, blocks: 0..0, sums: Vec::new(), seen: Vec::new(), damaged: AtomicBool::new(false) }
    }

    /// Memory with these `blocks`, and their checksums.
    pub fn summed(memory: Memory, blocks: Range<u64>, sums: Vec<u64>) -> Self {
        let seen = (0..=sums.len() / 64).map(|_| AtomicU64::new(0)).collect();
        Bytes { memory, blocks, sums, seen, damaged: AtomicBool::new(false) }
    }

    /// All of it, verified or not.
    pub fn all(&self) -> &[u8] {
        (*self.memory).as_ref()
    }

    /// A piece, empty if it is not there or damaged.
    pub fn get(&self, range: Range<u64>) -> &[u8] {
        let piece = self.all().get(range.start as usize..range.end as usize);
        match piece {
            Some(piece) if range.is_empty() || self.sums.is_empty() || self.holds(&range) => piece,
            _ => {
                self.damaged.store(true, Ordering::Relaxed);
                &[]
            }
        }
    }

    /// True if a piece that was asked for was not as it was written.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    fn holds(&self, range: &Range<u64>) -> bool {
        let block = |at: u64| at.checked_sub(self.blocks.start).map(|at| at as usize / BLOCK);
        let Some((first, last)) = block(range.start).zip(block(range.end - 1)) else { return false };
        (first..=last).all(|number| self.block_holds(number))
    }

    fn block_holds(&self, number: usize) -> bool {
        let (word, bit) = (number / 64, 1 << (number % 64));
        let Some((&sum, seen)) = self.sums.get(number).zip(self.seen.get(word)) else { return false };
        if seen.load(Ordering::Relaxed) & bit > 0 {
            return true;
        }
        let start = self.blocks.start as usize + number * BLOCK;
        let end = (start + BLOCK).min(self.blocks.end as usize);
        let holds = self.all().get(start..end).is_some_and(|block| xxh3_64(block) == sum);
        if holds {
            seen.fetch_or(bit, Ordering::Relaxed);
        }
        holds
    }
}
