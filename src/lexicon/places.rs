//! Numbers by hash, looked up without a branch.
//!
//! In: the words of the lexicon by their hashes. Out: for any hash, the word's number or
//! zero. Whether a token's word is known cannot be guessed by the processor, so the answer
//! takes three reads and a comparison, whatever it is: a perfect hash by displacement
//! (Belazzougui, Botelho, Dietzfelbinger, "Hash, displace, and compress", ESA 2009). It
//! refuses to know what the words are.

use rustc_hash::FxHashMap;

/// Groups of hashes that are displaced together.
const GROUPS: usize = 1 << 10;
/// Places for words: at least twice as many as there are words.
const SLOTS: usize = 1 << 13;

/// The places of all words.
#[derive(Debug)]
pub struct Places {
    displaced: Vec<u16>,
    /// The number of the word at each place; 0 where there is none.
    slots: Vec<u16>,
    /// The hash of each word, by its number.
    hashes: Vec<u64>,
}

impl Default for Places {
    fn default() -> Self {
        Places { displaced: vec![0; GROUPS], slots: vec![0; SLOTS], hashes: vec![0] }
    }
}

impl Places {
    /// Gives every hash a place of its own, the largest groups first.
    ///
    /// # Panics
    /// If the lexicon has outgrown the table: a test builds it.
    pub fn of(numbers: &FxHashMap<u64, u16>) -> Self {
        let mut groups: Vec<Vec<(u64, u16)>> = vec![Vec::new(); GROUPS];
        let mut words: Vec<(u64, u16)> = numbers.iter().map(|(&hash, &number)| (hash, number)).collect();
        assert!(words.len() * 2 <= SLOTS, "{} words are too many for {SLOTS} places", words.len());
        words.sort_unstable();
        for word in words {
            groups[group(word.0)].push(word);
        }
        let mut order: Vec<usize> = (0..GROUPS).filter(|&g| !groups[g].is_empty()).collect();
        order.sort_by_key(|&g| std::cmp::Reverse(groups[g].len()));
        let mut places = Places::default();
        places.hashes.resize(1 + usize::from(numbers.values().copied().max().unwrap_or(0)), 0);
        for g in order {
            let fits = |by: &u16| places.is_free(&groups[g], *by);
            let by = (0..u16::MAX).find(fits).unwrap_or_else(|| panic!("no place for {} words of one group", groups[g].len()));
            places.displaced[g] = by;
            for &(hash, number) in &groups[g] {
                places.slots[slot(hash, by)] = number;
                places.hashes[usize::from(number)] = hash;
            }
        }
        places
    }

    /// True if the words of a group have free places of their own, displaced by `by`.
    fn is_free(&self, words: &[(u64, u16)], by: u16) -> bool {
        let places: Vec<usize> = words.iter().map(|word| slot(word.0, by)).collect();
        places.iter().enumerate().all(|(i, place)| self.slots[*place] == 0 && !places[..i].contains(place))
    }

    /// The number of the word with this hash; 0 if there is none.
    #[inline]
    pub fn get(&self, hash: u64) -> u16 {
        let number = self.slots[slot(hash, self.displaced[group(hash)])];
        number * u16::from(self.hashes[usize::from(number)] == hash)
    }
}

fn group(hash: u64) -> usize {
    hash as usize % GROUPS
}

/// The place of a hash in a group that is displaced by `by`.
fn slot(hash: u64, by: u16) -> usize {
    let stirred = (hash >> 10) ^ u64::from(by).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (stirred.wrapping_mul(0xd134_2543_de82_ef95) >> 51) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::text::token::hash_word;
    use rustc_hash::FxHashMap;

    #[test]
    fn every_word_is_found_and_no_other() {
        let hash = |i: u16| hash_word(&format!("word{}", "x".repeat(usize::from(i))));
        let numbers: FxHashMap<u64, u16> = (1..=2000).map(|i| (hash(i), i)).collect();
        let places = Places::of(&numbers);
        assert!((1..=2000).all(|i| places.get(hash(i)) == i));
        assert!((2001..4000).all(|i| places.get(hash(i)) == 0));
        assert_eq!(Places::default().get(0), 0);
    }
}
