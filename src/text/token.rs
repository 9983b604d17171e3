//! Words, digit runs and punctuation marks.
//!
//! In: text. Out: tokens with their spans, a hash of the lower-cased form and how
//! the word was written (capital, all capitals, dotted). It refuses to know what
//! any word means; "1,234.5" is five tokens here, and "44-day" is three.

use super::chars::unaccented;
use super::span::{Plain, Span};
use bitflags::bitflags;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes; dotted abbreviations ("U.S.") are one word.
    Word,
    /// ASCII digits.
    Digits,
    /// One other character: punctuation, a symbol, a vulgar fraction.
    Mark,
}

bitflags! {
    /// How a token was written.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Form: u8 {
        /// White space, or the start of the text, stands before it.
        const SPACED = 1;
        /// The first letter is a capital.
        const CAPITAL = 2;
        /// All letters are capitals, and there are at least two.
        const UPPER = 4;
        /// Written with full stops between single letters.
        const DOTTED = 8;
    }
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Hash of the lower-cased form without full stops ([`hash_word`]).
    pub hash: u64,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it was written.
    pub form: Form,
}

impl Token {
    /// Where it stands.
    pub fn span(&self) -> Span<Plain> {
        Span::new(self.start, self.end)
    }

    /// True if it is this punctuation mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark && self.hash == hash_mark(mark)
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Tokens hold at least one character.
    pub fn is_empty(&self) -> bool {
        self.end == self.start
    }

    /// True if no white space stands between the previous token and this one.
    pub fn is_glued(&self) -> bool {
        !self.form.contains(Form::SPACED)
    }

    /// True if it is a hyphen or a hyphen-like dash (not an em dash).
    pub fn is_hyphen(&self) -> bool {
        self.kind == TokenKind::Mark && [HYPHEN, HYPHEN_2010, HYPHEN_2011].contains(&self.hash)
    }

    /// True if it is a hyphen or an en dash: what joins the ends of a range.
    pub fn is_dash(&self) -> bool {
        self.is_hyphen() || self.kind == TokenKind::Mark && [EN_DASH, FIGURE_DASH].contains(&self.hash)
    }
}

/// The bit that makes a small letter of an ASCII capital.
const LOWER: u8 = 0x20;
const HYPHEN: u64 = hash_mark('-');
const HYPHEN_2010: u64 = hash_mark('\u{2010}');
const HYPHEN_2011: u64 = hash_mark('\u{2011}');
const FIGURE_DASH: u64 = hash_mark('\u{2012}');
const EN_DASH: u64 = hash_mark('\u{2013}');

/// The hash of a word: its lower-cased bytes, eight at a time, each word of the machine stirred
/// in by a multiplication (Steele & Vigna's constant) whose upper half is folded onto the lower.
#[derive(Clone, Copy)]
struct Hash {
    value: u64,
    /// Bytes that do not fill eight yet.
    open: u64,
    len: u32,
}

impl Hash {
    const EMPTY: Hash = Hash { value: 0, open: 0, len: 0 };

    const fn chunk(value: u64, eight: u64) -> u64 {
        let stirred = (value ^ eight).wrapping_mul(0xd134_2543_de82_ef95);
        stirred ^ (stirred >> 32)
    }

    const fn byte(self, byte: u8) -> Self {
        let open = self.open | (byte as u64) << (8 * self.len);
        if self.len == 7 {
            return Hash { value: Hash::chunk(self.value, open), ..Hash::EMPTY };
        }
        Hash { open, len: self.len + 1, ..self }
    }

    const fn finish(self) -> u64 {
        if self.len == 0 { self.value } else { Hash::chunk(self.value, self.open) }
    }

    fn bytes(self, bytes: impl Iterator<Item = u8>) -> Self {
        bytes.fold(self, Hash::byte)
    }
}

/// The hash of a word's lower-cased form; full stops and accents are left out and the
/// typographic apostrophe counts as the plain one, so "U.S." and "us" hash alike, and
/// "Schröder" is whom a table has as "Schroder".
pub fn hash_word(word: &str) -> u64 {
    if word.is_ascii() {
        return Hash::EMPTY.bytes(word.bytes().filter(|&b| b != b'.').map(|b| b.to_ascii_lowercase())).finish();
    }
    let mut hash = Hash::EMPTY;
    for c in word.chars().filter(|&c| c != '.').flat_map(char::to_lowercase) {
        let c = if c == '\u{2019}' { '\'' } else { unaccented(c) };
        hash = hash.bytes(c.encode_utf8(&mut [0; 4]).bytes());
    }
    hash.finish()
}

/// The hashes of words that rules ask for, known before the program runs: comparing a token
/// with any of them is a comparison of whole numbers. Written in lower case.
pub const fn hash_words<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut hashes = [0; N];
    let mut i = 0;
    while i < N {
        hashes[i] = hash_plain(words[i].as_bytes());
        i += 1;
    }
    hashes
}

/// As [`hash_word`] and [`hash_mark`], for what the source itself spells: without accents.
const fn hash_plain(word: &[u8]) -> u64 {
    let (mut hash, mut i) = (Hash::EMPTY, 0);
    while i < word.len() {
        assert!(!word[i].is_ascii_uppercase(), "words are asked for in lower case");
        assert!(!matches!(word[i], 0xc3..=0xc8), "words are asked for without accents");
        let apostrophe = word.len() > 3 && word[i] == 0xe2 && word[i + 1] == 0x80 && word[i + 2] == 0x99;
        let dropped = word[i] == b'.' && word.len() > 1;
        if !dropped {
            hash = hash.byte(if apostrophe { b'\'' } else { word[i] });
        }
        i += if apostrophe { 3 } else { 1 };
    }
    hash.finish()
}

/// The words that a rule asks a token for.
macro_rules! words {
    ($($word:expr),* $(,)?) => {
        const { &$crate::text::token::hash_words([$($word),*]) }
    };
}
pub(crate) use words;

/// The hash that a one-character mark carries.
pub const fn hash_mark(mark: char) -> u64 {
    let mut buffer = [0; 4];
    let bytes = mark.encode_utf8(&mut buffer).as_bytes();
    let (mut hash, mut i) = (Hash::EMPTY, 0);
    while i < bytes.len() {
        hash = hash.byte(bytes[i]);
        i += 1;
    }
    hash.finish()
}

/// The tokens of a text, in order.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0, spaced: true, tokens: Vec::with_capacity(text.len() / 5 + 4) };
    while scanner.at < scanner.bytes.len() {
        scanner.next();
    }
    scanner.tokens
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    spaced: bool,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn next(&mut self) {
        let byte = self.bytes[self.at];
        match byte {
            b' ' | b'\n' | b'\t' | b'\r' | 0x0b | 0x0c => {
                self.at += 1;
                self.spaced = true;
            }
            b'0'..=b'9' => self.digits(),
            b'a'..=b'z' | b'A'..=b'Z' => self.word(),
            b'\'' if self.is_possessive(self.at) => self.possessive(self.at + 2),
            0..128 => self.mark(1),
            _ => self.beyond_ascii(),
        }
    }

    fn beyond_ascii(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
        match c {
            _ if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') => {
                self.at += c.len_utf8();
                self.spaced = true;
            }
            '\u{2019}' if self.is_possessive(self.at) => self.possessive(self.at + 4),
            _ if c.is_alphabetic() => self.word(),
            _ => self.mark(c.len_utf8()),
        }
    }

    fn digits(&mut self) {
        let start = self.at;
        let mut hash = Hash::EMPTY;
        while let Some(b @ b'0'..=b'9') = self.bytes.get(self.at) {
            hash = hash.byte(*b);
            self.at += 1;
        }
        self.push(start, TokenKind::Digits, hash.finish(), Form::empty());
    }

    fn mark(&mut self, len: usize) {
        let start = self.at;
        self.at += len;
        let hash = Hash::EMPTY.bytes(self.bytes[start..self.at].iter().copied()).finish();
        self.push(start, TokenKind::Mark, hash, Form::empty());
    }

    /// Most words are ASCII letters alone: hashed, looked at and passed in one go.
    fn word(&mut self) {
        let start = self.at;
        let letters = letters(&self.bytes[start..]);
        self.at = start + letters.len;
        match self.bytes.get(self.at) {
            Some(b'\'' | 128..) => self.odd_word(start),
            Some(b'.') if letters.len == 1 => self.odd_word(start),
            _ => {
                let capital = if self.bytes[start] & LOWER == 0 { Form::CAPITAL } else { Form::empty() };
                let upper = if letters.len > 1 && !letters.lower { Form::UPPER } else { Form::empty() };
                self.push(start, TokenKind::Word, letters.hash, capital | upper);
            }
        }
    }

    /// A word with apostrophes, full stops or letters beyond ASCII.
    fn odd_word(&mut self, start: usize) {
        self.at = start;
        if let Some(end) = self.dotted_end(start) {
            self.at = end;
        } else {
            self.skip_letters();
        }
        let word = &self.text[start..self.at];
        let form = form_of(word);
        self.push(start, TokenKind::Word, hash_word(word), form);
    }

    /// Moves to the end of a word: letters, combining marks, apostrophes between letters.
    fn skip_letters(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            let len = match byte {
                b'a'..=b'z' | b'A'..=b'Z' => 1,
                b'\'' if self.joins(self.at, 1) => 1,
                0..128 => return,
                _ => {
                    let Some(c) = self.text[self.at..].chars().next() else { return };
                    let joins = c == '\u{2019}' && self.joins(self.at, 3);
                    if !(joins || c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c)) {
                        return;
                    }
                    c.len_utf8()
                }
            };
            self.at += len;
        }
    }

    /// True if the apostrophe at `at` stands between letters and does not begin "'s".
    fn joins(&self, at: usize, len: usize) -> bool {
        self.letter_at(at + len) && !self.is_possessive(at)
    }

    fn letter_at(&self, at: usize) -> bool {
        self.text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
    }

    /// True if "'s" (or "’s") stands at `at` and the word ends there.
    fn is_possessive(&self, at: usize) -> bool {
        let len = if self.bytes[at] == b'\'' { 1 } else { 3 };
        matches!(self.bytes.get(at + len), Some(b's' | b'S')) && !self.letter_at(at + len + 1) && at > 0 && !self.bytes[at - 1].is_ascii_whitespace()
    }

    fn possessive(&mut self, end: usize) {
        let start = self.at;
        self.at = end;
        self.push(start, TokenKind::Word, hash_word("'s"), Form::empty());
    }

    /// The end of a dotted abbreviation of single letters ("U.S.", "a.m.") that begins here.
    fn dotted_end(&self, start: usize) -> Option<usize> {
        let (mut at, mut letters) = (start, 0);
        while self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && self.bytes.get(at + 1) == Some(&b'.') {
            at += 2;
            letters += 1;
        }
        let ends = |at: usize| !self.bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        match letters {
            0 => None,
            // "U.S" without the last full stop
            _ if self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && ends(at + 1) => Some(at + 1),
            2.. if ends(at) => Some(at),
            _ => None,
        }
    }

    fn push(&mut self, start: usize, kind: TokenKind, hash: u64, form: Form) {
        let spaced = if self.spaced { Form::SPACED } else { Form::empty() };
        self.spaced = false;
        self.tokens.push(Token { hash, start: start as u32, end: self.at as u32, kind, form: form | spaced });
    }
}

/// ASCII letters at the beginning of a text.
struct Letters {
    len: usize,
    /// One of them is small.
    lower: bool,
    hash: u64,
}

/// The ASCII letters that a text begins with, eight at a time: the usual tests for bytes within
/// bounds, in all bytes of a machine word at once.
fn letters(bytes: &[u8]) -> Letters {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    let (mut len, mut lower, mut hash) = (0, 0, 0);
    loop {
        let eight = match bytes[len..].first_chunk::<8>() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => bytes[len..].iter().rev().fold(0, |all, &b| all << 8 | u64::from(b)),
        };
        let small = eight | (ONES * u64::from(LOWER));
        let plain = small & !HIGHS;
        let is_letter = (plain + ONES * u64::from(0x80 - b'a')) & (ONES * u64::from(0x80 + b'z') - plain) & !eight & HIGHS;
        let run = (!is_letter & HIGHS).trailing_zeros() / 8;
        let within = if run == 8 { u64::MAX } else { (1 << (8 * run)) - 1 };
        if run > 0 {
            hash = Hash::chunk(hash, small & within);
            lower |= eight & within & (ONES * u64::from(LOWER));
        }
        len += run as usize;
        if run < 8 {
            return Letters { len, lower: lower != 0, hash };
        }
    }
}

fn form_of(word: &str) -> Form {
    let mut form = Form::empty();
    let first = word.chars().next().unwrap_or(' ');
    if first.is_uppercase() {
        form |= Form::CAPITAL;
        if word.len() > 1 && !word.chars().any(char::is_lowercase) {
            form |= Form::UPPER;
        }
    }
    if word.contains('.') {
        form |= Form::DOTTED;
    }
    form
}

#[cfg(test)]
mod tests {
    use super::{Form, hash_mark, hash_word, hash_words, tokenize};

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.span().of(text)).collect()
    }

    #[test]
    fn digits_words_and_marks() {
        assert_eq!(words("about $1,234.5m (44-day)"), ["about", "$", "1", ",", "234", ".", "5", "m", "(", "44", "-", "day", ")"]);
        assert_eq!(words("½ été 5°C"), ["½", "été", "5", "°", "C"]);
    }

    #[test]
    fn possessives_split_and_other_apostrophes_do_not() {
        assert_eq!(words("Kenya's O’Brien’s don't '80s"), ["Kenya", "'s", "O’Brien", "’s", "don't", "'", "80", "s"]);
    }

    #[test]
    fn dotted_abbreviations_are_one_word_and_sentence_ends_are_not() {
        assert_eq!(words("The U.S. at 5 p.m. in plan B."), ["The", "U.S.", "at", "5", "p.m.", "in", "plan", "B", "."]);
        assert_eq!(hash_word("U.S."), hash_word("us"));
        assert_eq!(hash_words(["us", "p.m.", "o’clock", "zurich", "lodz"]), ["US", "pm", "O'clock", "Zürich", "Łódź"].map(hash_word));
        assert_eq!(hash_words([".", "–", "’"]), ['.', '–', '’'].map(hash_mark));
        assert!(tokenize("U.S.")[0].form.contains(Form::UPPER | Form::DOTTED));
    }

    #[test]
    fn words_of_any_length_hash_as_their_letters_do_and_end_where_letters_end() {
        for len in 1..40 {
            let word: String = "Abcdefghijklmnopqrstuvwxyz".chars().cycle().take(len).collect();
            for behind in ["", " x", "@", "[", "`", "{", "1", "-", "/"] {
                let text = format!("{word}{behind}");
                let first = tokenize(&text)[0];
                assert_eq!((first.len(), first.hash), (len, hash_word(&word)), "{text:?}");
            }
        }
        let shouted = tokenize("ABCDEFGHIJ ABCDEFGHIj A");
        assert_eq!([true, false, false], [0, 1, 2].map(|i: usize| shouted[i].form.contains(Form::UPPER)));
    }

    #[test]
    fn glued_tokens_know_it() {
        let tokens = tokenize("12k 12 k");
        let glued: Vec<bool> = tokens.iter().map(super::Token::is_glued).collect();
        assert_eq!(glued, [false, true, false, false]);
    }
}
