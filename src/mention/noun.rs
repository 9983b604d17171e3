//! The noun that a number counts.
//!
//! In: the token behind a number. Out: the head of the noun phrase there ("ethnic
//! Armenians" → "armenian"). Without a tagger: the phrase ends at a function word, a
//! mark or a number, and its head is its first plural, else its last word.

use super::draft::{Draft, Kind};
use super::scene::Scene;
use crate::lexicon::word::Class;
use crate::text::token::words;

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
        if scene.says_any(i + 1, words!["and", "or"]) && pairs(scene, i + 2) {
            i += 2;
            continue;
        }
        // "40 Model 3 sedans": the number is the name's
        if is_numbered(scene, i) {
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
const GO_ON: &[u64] = words!["to", "from", "including", "of", "which", "up", "down", "compared", "with", "against", "versus"];

/// How many words may stand before "including".
const ASIDE: usize = 4;

/// Gives numbers that count nothing the noun of the one before: where only such words stand
/// between, where the one is a part of the other, where both end a change ("fell 2% to 300
/// points and 3% to 400").
pub fn carry(scene: &Scene, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let here = &drafts[i];
        if !is_bare(here) || here.noun.is_some() {
            continue;
        }
        let from = if ends_change(scene, drafts, i) { (1..i).rev().find(|&j| is_bare(&drafts[j]) && ends_change(scene, drafts, j)) } else { Some(i - 1) };
        let Some(before) = from.map(|j| &drafts[j]) else { continue };
        let Some(noun) = before.noun.clone().filter(|n| n.plural && is_bare(before)) else { continue };
        let between = noun.end.max(before.tokens.end)..here.tokens.start;
        let joins = |at: usize| scene.says_any(at, GO_ON) || scene.mark(at, ',') && scene.says_any(at + 1, GO_ON);
        let joined = !between.is_empty() && between.len() <= 3 && between.clone().all(joins);
        let part = between.len() <= ASIDE && scene.says(here.tokens.start - 1, "including");
        if joined || part || before.tokens != drafts[i - 1].tokens {
            drafts[i].noun = Some(noun);
        }
    }
}

fn is_bare(draft: &Draft) -> bool {
    draft.kind == Kind::Number && draft.unit.is_none()
}

/// "fell 2% to 300", "fell 2% to a close of 300", "fell 2% at 300": the number is what the change led to.
fn ends_change(scene: &Scene, drafts: &[Draft], i: usize) -> bool {
    let (change, here) = (&drafts[i - 1], &drafts[i]);
    let between = change.tokens.end..here.tokens.start;
    let leads = |at: usize| scene.says_any(at, words!["to", "at"]);
    let near = (1..=ASIDE).contains(&between.len()) && between.clone().all(|i| scene.is_word(i));
    change.kind == Kind::Percent && near && leads(between.start) && (leads(between.end - 1) || scene.says(between.end - 1, "of"))
}

/// True if up to two adjectives or names and a plural stand at `at`: the phrase goes on over its "and".
fn pairs(scene: &Scene, at: usize) -> bool {
    let plural = |i: usize| scene.is_word(i) && !scene.is_capital(i) && scene.lexicon.words.is_plural(scene.str(i));
    let word = |i: usize| scene.is_word(i) && !plural(i) && !ends_phrase(scene, i, false);
    word(at) && (plural(at + 1) || scene.is_capital(at) && word(at + 1) && plural(at + 2)) && !ends_phrase(scene, at + 1, false)
}

/// "Model 3", "Boeing 747" before a plural.
fn is_numbered(scene: &Scene, at: usize) -> bool {
    let plural = scene.is_word(at + 2) && !scene.is_capital(at + 2) && scene.lexicon.words.is_plural(scene.str(at + 2));
    scene.is_capital(at) && scene.digits(at + 1).is_some_and(|d| d.len() < 4) && plural && !ends_phrase(scene, at + 2, false)
}

/// Words that tell when, where or of how many, and are counted by no number.
const ADVERBS: &[u64] = words![
    "today",
    "now",
    "yesterday",
    "tomorrow",
    "tonight",
    "currently",
    "nowadays",
    "then",
    "ago",
    "annually",
    "worldwide",
    "nationwide",
    "altogether",
    "apiece",
    "overall"
];

fn ends_phrase(scene: &Scene, at: usize, first: bool) -> bool {
    let classes = Class::FUNCTION | Class::PRONOUN | Class::FUTURE | Class::MONTH | Class::WEEKDAY;
    // "eight estimates" are a noun, whatever else the word can be
    let verb = scene.is(at, Class::REPORTING) && !(first && scene.lexicon.words.is_plural(scene.str(at)));
    let period = scene.says_any(at, words!["last", "next"]) && scene.is(at + 1, Class::PERIOD | Class::MONTH | Class::WEEKDAY | Class::SEASON);
    // "one index fell 2%": the verb of a change is no noun
    let change = !first && scene.is(at, Class::CHANGE) && (scene.digits(at + 1).is_some() || scene.says_any(at + 1, words!["to", "by", "from"]));
    // "3 million two years ago"; "two-bedroom" is an adjective
    let number = first && scene.is(at, Class::CARDINAL) && !scene.inner_hyphen(at + 1);
    period
        || number
        || scene.says_any(at, ADVERBS)
        || change
        || scene.is(at, classes) && !(scene.is(at, Class::FUNCTION) && scene.says_any(at, words!["such", "other", "more"]))
        || verb
        || scene.says(at, "'s")
}
