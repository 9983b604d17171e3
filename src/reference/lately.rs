//! What was asked of a reference lately, ready to be answered again.
//!
//! In: where rows begin, and how to read them; a word, and how to look for names like it. Out: the
//! same, from memory if it was asked for not long ago: the countries of one story are those of the
//! next. It holds a few thousand answers and forgets all of a part when that is full. What it
//! answers never depends on what it still holds.

use super::{EntityId, Fact};
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Parts with a lock of their own: threads seldom wait for each other.
const PARTS: usize = 16;
/// Rows that a part holds before it forgets them: some hundred kilobytes.
const MOST: usize = 1 << 11;

/// The rows that were read lately.
#[derive(Default)]
pub(super) struct Lately([Mutex<Part>; PARTS]);

#[derive(Default)]
struct Part {
    rows: FxHashMap<u32, Arc<[Fact]>>,
    held: usize,
}

impl fmt::Debug for Lately {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lately")
    }
}

impl Lately {
    /// The rows that begin at `first`, read by `read` unless they are still here.
    pub(super) fn get_or(&self, first: u32, read: impl FnOnce() -> Arc<[Fact]>) -> Arc<[Fact]> {
        let mut part = self.0[first as usize % PARTS].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rows) = part.rows.get(&first) {
            return Arc::clone(rows);
        }
        let rows = read();
        if part.held > MOST {
            *part = Part::default();
        }
        part.held += rows.len() + 1;
        part.rows.insert(first, Arc::clone(&rows));
        rows
    }
}

/// Whose names were found like words.
#[derive(Debug, Default)]
pub(super) struct Alike(Mutex<FxHashMap<Box<str>, Option<EntityId>>>);

impl Alike {
    /// Whose name is like `word`, found by `find` unless it was looked for lately.
    pub(super) fn get_or(&self, word: &str, find: impl FnOnce() -> Option<EntityId>) -> Option<EntityId> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(whose) = known.get(word) {
            return *whose;
        }
        let whose = find();
        if known.len() > MOST {
            known.clear();
        }
        known.insert(word.into(), whose);
        whose
    }
}

#[cfg(test)]
mod tests {
    use super::{Alike, Lately, MOST};
    use crate::reference::EntityId;

    #[test]
    fn a_word_is_looked_for_once() {
        let alike = Alike::default();
        assert_eq!([Some(EntityId(1)), None].map(|found| alike.get_or("Chda", || found)), [Some(EntityId(1)); 2]);
        assert_eq!(alike.get_or("Chdb", || None), None);
    }

    #[test]
    fn what_is_read_twice_is_read_once_until_there_is_too_much() {
        let (lately, mut reads) = (Lately::default(), 0);
        for first in [7, 7, 23] {
            lately.get_or(first, || {
                reads += 1;
                [].into()
            });
        }
        assert_eq!(reads, 2);
        (0..2 * MOST as u32).for_each(|n| drop(lately.get_or(n * 16, || [].into())));
        let held: usize = lately.0.iter().map(|part| part.lock().map_or(0, |p| p.rows.len())).sum();
        assert!(held <= MOST + 3, "{held}");
    }
}
