//! The noun that a number counts.
//!
//! In: the token behind a number. Out: the head of the noun phrase there ("ethnic
//! Armenians" → "armenian"). Without a tagger: the phrase ends at a function word, a
//! mark or a number, and its head is its first plural, else its last word.

use super::scene::Scene;
use crate::lexicon::word::Class;

/// A counted noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noun {
    /// First token of the noun phrase.
    pub start: usize,
    /// One past the head.
    pub end: usize,
    /// Base form of the head, in lower case.
    pub lemma: String,
    /// The head looks like a plural.
    pub plural: bool,
    /// Words up to the head.
    pub words: usize,
}

/// The head of the noun phrase that begins at `at`, looked for in at most `reach` words.
pub fn head(scene: &Scene, at: usize, reach: usize) -> Option<Noun> {
    let mut last = None;
    let (mut i, mut words) = (at, 0);
    while words < reach && scene.is_word(i) && !ends_phrase(scene, i) {
        words += 1;
        let word = scene.str(i);
        let plural = scene.lexicon.words.is_plural(word) && !is_adjective(scene, i);
        last = Some((i, plural, words));
        if plural {
            break;
        }
        i += 1;
        if scene.inner_hyphen(i) && scene.is_word(i + 1) {
            i += 1;
        }
    }
    let (head, plural, words) = last?;
    Some(Noun { start: at, end: head + 1, lemma: scene.lexicon.words.lemma(scene.str(head)), plural, words })
}

fn ends_phrase(scene: &Scene, at: usize) -> bool {
    let classes = Class::FUNCTION | Class::PRONOUN | Class::REPORTING | Class::FUTURE | Class::MONTH | Class::WEEKDAY;
    scene.is(at, classes) && !(scene.is(at, Class::FUNCTION) && scene.says_any(at, &["such", "other", "more"])) || scene.says(at, "'s")
}

/// A demonym before another word is an adjective ("ethnic Armenian villages"), and so is a word that a plural noun follows at once.
fn is_adjective(scene: &Scene, at: usize) -> bool {
    scene.inner_hyphen(at + 1) && scene.is_word(at + 2)
}
