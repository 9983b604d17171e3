//! Tables that are looked up by a hash, in place.
//!
//! In: rows with a 64-bit key and two numbers. Out: a section: the number of buckets, the first row
//! of each bucket (and one behind the last), the rows by their keys. A bucket holds the keys
//! that begin with its own bits, four of them on average.

use super::{Index, Section, u64_at};

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// What it is looked up by: its first bits must be spread evenly.
    pub key: u64,
    /// What it says.
    pub one: u64,
    /// What else.
    pub two: u64,
}

/// Bytes of a row.
const ROW: u64 = 24;
/// Rows that share a bucket.
const SHARE: usize = 4;
/// The golden ratio, by which small numbers are spread over all bits (Knuth).
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The key of a number.
pub fn key_of(number: u64) -> u64 {
    number.wrapping_mul(GOLDEN)
}

/// The section of a table.
pub fn written(mut rows: Vec<Row>) -> Vec<u8> {
    rows.sort_unstable();
    let bits = (rows.len() / SHARE).max(1).next_power_of_two().ilog2();
    let mut out = Vec::with_capacity(8 + (4 << bits) + rows.len() * ROW as usize);
    out.extend(u64::from(bits).to_le_bytes());
    let mut first = 0;
    for bucket in 0..=1_u64 << bits {
        first += rows[first..].iter().take_while(|row| bucket_of(row.key, bits) < bucket).count();
        out.extend((first as u32).to_le_bytes());
    }
    for row in rows {
        for number in [row.key, row.one, row.two] {
            out.extend(number.to_le_bytes());
        }
    }
    out
}

fn bucket_of(key: u64, bits: u32) -> u64 {
    key.checked_shr(64 - bits).unwrap_or(0)
}

/// The rows with a key, in their order.
pub fn find(index: &Index, section: Section, key: u64) -> impl Iterator<Item = Row> + use<'_> {
    bucket(index, section, key).chunks_exact(ROW as usize).map(row).skip_while(move |row| row.key < key).take_while(move |row| row.key == key)
}

fn row(bytes: &[u8]) -> Row {
    Row { key: u64_at(bytes, 0), one: u64_at(bytes, 8), two: u64_at(bytes, 16) }
}

/// The rows that share a bucket with a key.
fn bucket(index: &Index, section: Section, key: u64) -> &[u8] {
    /// Where the buckets begin.
    const BUCKETS: u64 = 2;
    if index.len(section) == 0 {
        return &[];
    }
    let bits = index.u64(section, 0).min(32) as u32;
    let bucket = BUCKETS + bucket_of(key, bits);
    let both = u64_at(index.get(section, bucket * 4..bucket * 4 + 8), 0);
    let (from, to) = (both & u64::from(u32::MAX), both >> 32);
    let rows = 8 + (4 << bits) + 4;
    index.get(section, rows + from * ROW..rows + to * ROW)
}
