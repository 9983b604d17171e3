//! One sentence as the finders see it.
//!
//! In: a sentence's tokens and what the lexicon knows of each. Out: short questions
//! about a token ("is it a month?", "is it glued to the one before?"). Nothing here
//! searches, and nothing looks beyond the sentence.

use super::numeral::Numeral;
use crate::lexicon::Lexicon;
use crate::lexicon::word::{Class, Word};
use crate::text::span::{Plain, Span};
use crate::text::token::{Form, Token, TokenKind};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// A sentence under the finders' eyes. Token numbers are those of the whole part.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The part's plain text.
    pub text: &'a str,
    /// The part's tokens up to the end of this sentence.
    pub tokens: &'a [Token],
    /// The part's word numbers, parallel to `tokens`.
    pub marks: &'a [u16],
    /// The classes of this sentence's words: they are asked for most.
    pub classes: &'a [Class],
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The first token of the sentence.
    pub start: usize,
    /// Every class that some word of the sentence belongs to: what is not here need not be looked for.
    pub held: Class,
    /// The numerals of the part: several finders ask for the same one.
    pub numerals: &'a Numerals,
}

/// The numerals of a part that have been read, and where.
#[derive(Debug)]
pub struct Numerals {
    /// Of each token, which of `read` was last read there, from one on; none at first.
    last: Box<[Cell<u16>]>,
    read: RefCell<Vec<(NumeralKey, Option<Numeral>)>>,
}

/// Token, end of the sentence, and whether money stands before.
type NumeralKey = (usize, usize, bool);

impl Numerals {
    /// Has read nothing yet of a part with that many tokens.
    pub fn of(tokens: usize) -> Self {
        Numerals { last: vec![Cell::new(0); tokens].into(), read: RefCell::default() }
    }

    /// The numeral of `key`, read by `read` unless it was the last one read there.
    pub fn get_or(&self, key: NumeralKey, read: impl FnOnce() -> Option<Numeral>) -> Option<Numeral> {
        let Some(last) = self.last.get(key.0) else { return read() };
        let known = usize::from(last.get()).checked_sub(1).map(|number| self.read.borrow()[number]);
        if let Some((_, numeral)) = known.filter(|(known, _)| *known == key) {
            return numeral;
        }
        let numeral = read();
        let mut all = self.read.borrow_mut();
        match last.get() {
            0 if all.len() < usize::from(u16::MAX) => {
                all.push((key, numeral));
                last.set(all.len() as u16);
            }
            0 => {}
            number => all[usize::from(number) - 1] = (key, numeral),
        }
        numeral
    }
}

impl<'a> Scene<'a> {
    /// One past the last token of the sentence.
    pub fn end(&self) -> usize {
        self.tokens.len()
    }

    /// The token, if it is in the sentence.
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        if at < self.start { None } else { self.tokens.get(at) }
    }

    /// What is known of the word at `at`; of anything else, nothing.
    pub fn word(&self, at: usize) -> &'a Word {
        self.lexicon.words.get(self.mark_of(at))
    }

    fn mark_of(&self, at: usize) -> u16 {
        let inside = at >= self.start && at < self.end();
        if inside { self.marks[at] } else { 0 }
    }

    /// True if anything is known of the word but that a currency may begin with it.
    pub fn is_known(&self, at: usize) -> bool {
        self.mark_of(at) != 0 && self.class(at) != Class::CURRENCY
    }

    /// True if the word belongs to one of `classes`.
    pub fn is(&self, at: usize, classes: Class) -> bool {
        self.class(at).intersects(classes)
    }

    /// Every class that the word belongs to; none outside the sentence.
    #[inline]
    pub fn class(&self, at: usize) -> Class {
        self.classes.get(at.wrapping_sub(self.start)).copied().unwrap_or(Class::empty())
    }

    /// The word's value as a member of `class`.
    pub fn value(&self, at: usize, class: Class) -> Option<i64> {
        if self.class(at).contains(class) { self.lexicon.words.get(self.marks[at]).value(class) } else { None }
    }

    /// The letters of a token; empty beyond the sentence.
    pub fn str(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| t.span().of(self.text))
    }

    /// True if the token, without regard to capitals, is `word`.
    #[inline]
    pub fn says(&self, at: usize, word: &str) -> bool {
        // lengths first: most words differ there already
        self.token(at).is_some_and(|t| t.len() == word.len() && t.span().of(self.text).eq_ignore_ascii_case(word))
    }

    /// True if the token is one of `words`.
    pub fn says_any(&self, at: usize, words: &[u64]) -> bool {
        self.token(at).is_some_and(|token| words.contains(&token.hash))
    }

    /// The digits at `at`.
    pub fn digits(&self, at: usize) -> Option<&'a str> {
        self.token(at).filter(|t| t.kind == TokenKind::Digits).map(|t| t.span().of(self.text))
    }

    /// The digits at `at` as a number of at most nine digits.
    pub fn number(&self, at: usize) -> Option<u32> {
        let digits = self.digits(at).filter(|d| d.len() <= 9)?;
        Some(digits.bytes().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// True if some word of the sentence belongs to one of `classes`.
    pub fn holds(&self, classes: Class) -> bool {
        self.held.intersects(classes)
    }

    /// True if the token is this mark.
    pub fn mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|t| t.is_mark(mark))
    }

    /// True if the token is glued to the one before.
    pub fn glued(&self, at: usize) -> bool {
        at > self.start && self.token(at).is_some_and(Token::is_glued)
    }

    /// True if the token is a hyphen between two tokens without white space.
    pub fn inner_hyphen(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_hyphen) && self.glued(at) && self.glued(at + 1)
    }

    /// True if the token is a word of letters.
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// True if the word begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.form.contains(Form::CAPITAL))
    }

    /// The text span of a range of tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span<Plain> {
        let (first, last) = (self.tokens[tokens.start], self.tokens[tokens.end.max(tokens.start + 1) - 1]);
        Span::new(first.start, last.end)
    }

    /// The sentence cut off before token `end`.
    #[must_use]
    pub fn until(&self, end: usize) -> Self {
        let end = end.min(self.tokens.len());
        let classes = &self.classes[..end.saturating_sub(self.start).min(self.classes.len())];
        Scene { tokens: &self.tokens[..end], classes, ..*self }
    }
}
