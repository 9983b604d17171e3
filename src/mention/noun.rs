//! The noun that a number counts.
//!
//! In: the token behind a number. Out: the head of the noun phrase there ("ethnic
//! Armenians" → "armenian"). Without a tagger: the phrase ends at a function word, a
//! mark or a number, and its head is its first plural, else its last word.

use super::draft::{Draft, Kind};
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
    phrase(scene, at, reach, false)
}

/// The noun that "one" counts: it ends before a plural, which is the verb ("one plan asks").
pub fn head_of_one(scene: &Scene, at: usize, reach: usize) -> Option<Noun> {
    phrase(scene, at, reach, true)
}

fn phrase(scene: &Scene, at: usize, reach: usize, one: bool) -> Option<Noun> {
    let (mut first, mut last) = (None, None);
    let (mut i, mut words) = (at, 0);
    while words < reach && scene.is_word(i) && !ends_phrase(scene, i, i == at) {
        let compound = scene.inner_hyphen(i + 1) && scene.is_word(i + 2);
        let plural = scene.lexicon.words.is_plural(scene.str(i)) && !compound;
        if one && plural && last.is_some() {
            break;
        }
        words += 1;
        last = Some((i, plural, words));
        first = first.or(last.filter(|_| !compound && !scene.is_capital(i)));
        if plural {
            break;
        }
        // "digital and physical sales": two adjectives of one noun
        if scene.says_any(i + 1, &["and", "or"]) && pairs(scene, i + 2) {
            i += 2;
            continue;
        }
        // the parts of "coal-fired" are one word
        i += if compound { 2 } else { 1 };
        if compound && !scene.lexicon.words.is_plural(scene.str(i)) {
            i += 1;
        }
    }
    // "a 12 page document": without a plural the number counts what stands beside it
    let (head, plural, words) = last.filter(|l| l.1 || one).or(first).or(last)?;
    Some(Noun { start: at, end: head + 1, lemma: scene.lexicon.words.lemma(scene.str(head)), plural, words })
}

/// Words between a count and another of the same things: "rose 60 points to 4,500", "2 million
/// homes, including 300,000 in the north".
const GO_ON: [&str; 11] = ["to", "from", "including", "of", "which", "up", "down", "compared", "with", "against", "versus"];

/// Gives numbers that count nothing the noun of the one before, where only such words stand between.
pub fn carry(scene: &Scene, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, here) = (&drafts[i - 1], &drafts[i]);
        let bare = |d: &Draft| d.kind == Kind::Number && d.unit.is_none();
        let Some(noun) = before.noun.clone().filter(|n| n.plural && bare(before) && bare(here) && here.noun.is_none()) else { continue };
        let between = noun.end.max(before.tokens.end)..here.tokens.start;
        let joins = |at: usize| scene.says_any(at, &GO_ON) || scene.mark(at, ',') && scene.says_any(at + 1, &GO_ON);
        if !between.is_empty() && between.len() <= 3 && between.clone().all(joins) {
            drafts[i].noun = Some(noun);
        }
    }
}

/// True if an adjective and a plural stand at `at`: the phrase goes on over its "and".
fn pairs(scene: &Scene, at: usize) -> bool {
    let word = |i: usize| scene.is_word(i) && !scene.is_capital(i) && !ends_phrase(scene, i, false);
    word(at) && word(at + 1) && !scene.lexicon.words.is_plural(scene.str(at)) && scene.lexicon.words.is_plural(scene.str(at + 1))
}

fn ends_phrase(scene: &Scene, at: usize, first: bool) -> bool {
    let classes = Class::FUNCTION | Class::PRONOUN | Class::FUTURE | Class::MONTH | Class::WEEKDAY;
    // "eight estimates" are a noun, whatever else the word can be
    let verb = scene.is(at, Class::REPORTING) && !(first && scene.lexicon.words.is_plural(scene.str(at)));
    scene.is(at, classes) && !(scene.is(at, Class::FUNCTION) && scene.says_any(at, &["such", "other", "more"])) || verb || scene.says(at, "'s")
}
