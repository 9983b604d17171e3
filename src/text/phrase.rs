//! Phrases looked up in tokens, longest first.
//!
//! In: phrases, tokenized by the same rules as articles, each with a value. Out:
//! for a position in a token list, the longest phrase that begins there. Hyphens
//! inside a phrase are ignored on both sides ("cease-fire" and "cease fire" are one
//! key). It refuses to know what a phrase stands for, and compares by hash alone:
//! whoever needs the letters or the capitals to agree looks at the tokens.

use super::token::{Token, tokenize};
use rustc_hash::FxHashMap;

/// The longest phrase that can be found, in words.
const MAX_WORDS: usize = 16;

/// Values by phrase; several values may share one.
#[derive(Debug, Clone)]
pub struct PhraseIndex<T> {
    values: FxHashMap<u64, Vec<T>>,
    /// By the hash of a first word: the most words of any phrase that begins with it.
    longest: FxHashMap<u64, u8>,
    /// The first words again: most tokens are sent away here.
    firsts: Sieve,
    /// All keys folded into one number, in whatever order they came.
    sum: u64,
}

/// A set of hashes that answers "surely not" in a few instructions.
#[derive(Debug, Clone)]
pub struct Sieve(Box<[u64]>);

/// Words of 64 bits in a [`Sieve`], at least: small enough to stay near the processor.
const SIEVE: usize = 512;
/// Bits of a sieve for each hash in it, at least: fewer let too much through.
const ROOM: usize = 16;

impl Default for Sieve {
    fn default() -> Self {
        Sieve(Box::new([0; SIEVE]))
    }
}

impl Sieve {
    /// An empty one with room for so many hashes.
    pub fn with_room(hashes: usize) -> Self {
        Sieve(vec![0; (hashes * ROOM / 64).next_power_of_two().max(SIEVE)].into())
    }

    /// Adds a hash.
    pub fn insert(&mut self, hash: u64) {
        let (word, bit) = self.place(hash);
        self.0[word] |= bit;
    }

    /// False if the hash was surely never added.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.0[word] & bit != 0
    }

    /// Its bits.
    pub fn bits(&self) -> &[u64] {
        &self.0
    }

    /// The set with these bits; one whose length is no power of two sends nothing away.
    pub fn of_bits(bits: impl IntoIterator<Item = u64>) -> Self {
        let bits: Box<[u64]> = bits.into_iter().collect();
        if bits.len().is_power_of_two() { Sieve(bits) } else { Sieve(Box::new([u64::MAX; SIEVE])) }
    }

    /// The length is a power of two.
    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash / 64) as usize & (self.0.len() - 1), 1 << (hash % 64))
    }
}

impl<T> Default for PhraseIndex<T> {
    fn default() -> Self {
        PhraseIndex { values: FxHashMap::default(), longest: FxHashMap::default(), firsts: Sieve::default(), sum: 0 }
    }
}

/// A phrase found: where it ends (token index, exclusive) and what it stands for.
#[derive(Debug)]
pub struct Found<'a, T> {
    /// One past its last token.
    pub end: usize,
    /// The values of the phrase, in order of insertion.
    pub values: &'a [T],
}

impl<T> PhraseIndex<T> {
    /// Adds a phrase. One without words, or with more than sixteen, is not added and false is returned.
    pub fn insert(&mut self, phrase: &str, value: T) -> bool {
        self.insert_tokens(&tokenize(phrase), value)
    }

    /// Adds a phrase that is tokenized already, its hashes perhaps changed (to those of word stems).
    pub fn insert_tokens(&mut self, phrase: &[Token], value: T) -> bool {
        let Some(phrase) = PhraseKey::of(phrase) else { return false };
        self.values.entry(phrase.key).or_default().push(value);
        self.sum = self.sum.wrapping_add(phrase.key | 1);
        self.firsts.insert(phrase.first);
        let longest = self.longest.entry(phrase.first).or_default();
        *longest = (*longest).max(phrase.words);
        true
    }

    /// True if there is no phrase.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// A number that two indexes share only if they hold the same phrases.
    pub fn phrases(&self) -> u64 {
        self.sum
    }

    /// The hashes of all first words, in no order.
    pub fn firsts(&self) -> Vec<u64> {
        self.longest.keys().copied().collect()
    }

    /// False if surely no phrase begins with the token.
    #[inline]
    pub fn may_begin(&self, token: Token) -> bool {
        self.firsts.may_hold(token.hash)
    }

    /// The most words of any phrase that begins with the token at `at`; 0 if none does.
    pub fn words_from(&self, tokens: &[Token], at: usize) -> u8 {
        let first = tokens.get(at).filter(|first| self.may_begin(**first));
        first.and_then(|first| self.longest.get(&first.hash)).copied().unwrap_or(0)
    }

    /// The longest phrase that begins at token `at`.
    #[inline]
    pub fn longest_at(&self, tokens: &[Token], at: usize) -> Option<Found<'_, T>> {
        let mut best = None;
        self.each_at(tokens, at, |found| best = Some(found));
        best
    }

    /// Calls `visit` with every phrase that begins at token `at`, shortest first.
    #[inline]
    pub fn each_at<'a>(&'a self, tokens: &[Token], at: usize, visit: impl FnMut(Found<'a, T>)) {
        // most words begin no phrase, and are sent away without a call
        if tokens.get(at).is_some_and(|&first| self.may_begin(first)) {
            self.phrases_at(tokens, at, visit);
        }
    }

    #[inline(never)]
    fn phrases_at<'a>(&'a self, tokens: &[Token], at: usize, mut visit: impl FnMut(Found<'a, T>)) {
        let Some(&longest) = self.longest.get(&tokens[at].hash) else { return };
        each_key(tokens, at, longest, |key, end| {
            if let Some(values) = self.values.get(&key) {
                visit(Found { end, values });
            }
        });
    }
}

/// What a phrase is looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseKey {
    /// Of all its words in their order.
    pub key: u64,
    /// The hash of its first word.
    pub first: u64,
    /// How many words it has.
    pub words: u8,
}

impl PhraseKey {
    /// The key of a phrase. None if it has no words, or more than sixteen.
    pub fn of(phrase: &[Token]) -> Option<Self> {
        let mut hashes = phrase.iter().filter(|t| !t.is_hyphen()).map(|t| t.hash);
        let first = hashes.next()?;
        let (key, words) = hashes.fold((combine(0, first), 1), |(key, words), hash| (combine(key, hash), words + 1));
        (words <= MAX_WORDS).then_some(PhraseKey { key, first, words: words as u8 })
    }
}

/// Calls `visit` with the keys of the phrases of up to `longest` words that begin at token `at`, shortest
/// first, and with where each ends.
pub fn each_key(tokens: &[Token], at: usize, longest: u8, mut visit: impl FnMut(u64, usize)) {
    let (mut key, mut words) = (0, 0);
    for (index, token) in tokens.iter().enumerate().skip(at) {
        if token.is_hyphen() {
            continue;
        }
        key = combine(key, token.hash);
        words += 1;
        visit(key, index + 1);
        if words == longest {
            return;
        }
    }
}

/// The key of a phrase so far with one more word: order counts.
pub fn combine(key: u64, hash: u64) -> u64 {
    (key.rotate_left(21) ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::{PhraseIndex, tokenize};

    #[test]
    fn longest_wins_and_hyphens_do_not_matter() {
        let mut index = PhraseIndex::default();
        for (phrase, value) in [("square", 1), ("square kilometre", 2), ("cease-fire", 3)] {
            assert!(index.insert(phrase, value));
        }
        let find = |text: &str| index.longest_at(&tokenize(text), 0).map(|f| (f.end, f.values.to_vec()));
        assert_eq!(find("Square Kilometre of"), Some((2, vec![2])));
        assert_eq!(find("square-kilometre"), Some((3, vec![2])));
        assert_eq!(find("square mile"), Some((1, vec![1])));
        assert_eq!(find("cease fire"), Some((2, vec![3])));
        assert_eq!(find("circle"), None);
        assert!(!index.insert("", 9));
    }
}
