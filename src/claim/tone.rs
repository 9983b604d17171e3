//! What a sentence, and the one behind it, say of all that it states: that it is untrue, or that something is left out of it.
//!
//! In: a sentence. Out: how the whole of it is meant, asked once for all its values. It refuses to know whether it is right.

use super::{PartReading, says};
use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::text::token::{TokenKind, words};
use std::ops::Range;

/// How a sentence that rejects the one before it names what that says.
const SAID: &[u64] =
    words!["figure", "number", "claim", "statement", "rumour", "rumor", "post", "story", "assertion", "allegation", "quote", "quotation", "report", "video"];
/// What it says of it.
const UNTRUE: &[u64] = words!["false", "untrue", "wrong", "incorrect", "nonsense", "invented", "fabricated", "fake", "misleading", "baseless", "unfounded"];
/// What it says that there is not for it.
const GROUNDS: &[u64] = words!["source", "evidence", "basis", "proof", "truth", "record"];
/// Words that may stand before either.
const PLAINLY: &[u64] = words!["simply", "plainly", "completely", "entirely", "demonstrably", "a"];
/// Nouns for what is untrue, and adverbs of those who say so.
const RUMOURS: &[u64] = words!["rumour", "rumor", "rumours", "rumors", "hoax", "myth", "lie", "lies", "falsehood", "canard"];
const UNTRULY: &[u64] = words!["falsely", "wrongly", "mistakenly", "erroneously", "incorrectly"];

/// Verbs of saying, as those have it who are several or still say so.
const CLAIM: &[u64] =
    words!["claim", "argue", "argues", "insist", "insists", "assert", "asserts", "believe", "believes", "believed", "maintain", "maintains", "assume", "write"];

/// How the whole of a sentence is meant.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tone {
    /// Something is left out of what it states: "leave out oil and", "not counting oil".
    pub leaves_out: bool,
    /// The next sentence says that it is not so.
    rejected: bool,
    /// The tokens that tell what it calls untrue: behind "a rumour that", "wrongly reported that", up to who says something else.
    untrue: Option<(usize, usize)>,
}

impl Tone {
    /// The tone of a part's sentence, by its number.
    pub(super) fn of(part: &PartReading<'_>, sentence: usize, lexicon: &Lexicon) -> Self {
        let tokens = part.reading.sentences[sentence].tokens.clone();
        let next = part.reading.sentences.get(sentence + 1).map(|next| next.tokens.clone());
        Tone {
            leaves_out: tokens.clone().any(|at| leaves_out(part, at, &tokens)),
            rejected: next.is_some_and(|next| rejects(part, &next)),
            untrue: told_as_slip(part, &tokens).or_else(|| tokens.clone().find_map(|at| called_untrue(part, at, &tokens, lexicon))),
        }
    }

    /// True if the text itself calls untrue what the value says.
    pub(super) fn is_untrue(&self, mention: &Mention) -> bool {
        self.rejected || self.untrue.is_some_and(|(from, to)| (from..to).contains(&mention.tokens.start))
    }
}

/// "leave out oil and the economy grew", "the economy, not counting oil, grew"
fn leaves_out(part: &PartReading<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let pair = |first: &[u64], second: &[u64]| says(part, at + 1, second) && says(part, at, first);
    at + 1 < sentence.end
        && (says(part, at, words!["excluding"])
            || pair(words!["leave", "leaves", "leaving", "left"], words!["out", "aside", "off"])
            || pair(words!["strip", "strips", "stripping", "stripped"], words!["out"])
            || pair(words!["not", "without"], words!["counting", "including"])
            || pair(words!["apart", "aside"], words!["from"]))
}

/// "That Chad has 40 million people was a slip of the tongue": the whole sentence.
fn told_as_slip(part: &PartReading<'_>, sentence: &Range<usize>) -> Option<(usize, usize)> {
    const SLIPS: &[u64] =
        words!["slip", "mistake", "error", "typo", "misprint", "exaggeration", "invention", "lie", "myth", "nonsense", "false", "wrong", "untrue"];
    let slip = |at: usize| says(part, at, SLIPS) || says(part, at, words!["a", "an"]) && says(part, at + 1, SLIPS);
    let told = says(part, sentence.start, words!["that"]) && sentence.clone().any(|at| says(part, at, words!["is", "was"]) && slip(at + 1));
    told.then_some((sentence.start, sentence.end))
}

/// "a rumour that Chad has", "wrongly claimed that Chad has": the tokens of what is said so, if it begins behind the "that" at `at`.
/// "It is no myth that" is none.
fn called_untrue(part: &PartReading<'_>, at: usize, sentence: &Range<usize>, lexicon: &Lexicon) -> Option<(usize, usize)> {
    if !says(part, at, words!["that"]) {
        return None;
    }
    let told = at + 1;
    let at = before_aside(part, at, sentence);
    let place = |back: usize| at.checked_sub(back).filter(|place| sentence.contains(place));
    let reporting = |at: usize| lexicon.words.classes(part.reading.marks[at]).contains(Class::REPORTING);
    let reports = |back: usize| place(back).is_some_and(reporting);
    let denied = |back: usize| place(back).is_some_and(|at| lexicon.words.classes(part.reading.marks[at]).contains(Class::NEGATION));
    let before = |back: usize, words: &[u64]| place(back).is_some_and(|at| says(part, at, words));
    let untrue = |back: usize| {
        let told = before(back, UNTRUE) || before(back, words!["true", "correct"]) && denied(back + 1);
        told && place(back).is_some_and(|at| is_impersonal(part, at, sentence))
    };
    let rumour = before(1, RUMOURS) && !denied(2) && !denied(3);
    let untruly = before(2, UNTRULY) && (reports(1) || before(1, CLAIM)) || before(1, UNTRULY) && reports(2);
    // "we wrote yesterday that": a paper puts itself right
    let earlier = |back: usize| before(back, words!["yesterday", "earlier", "previously", "wrongly", "mistakenly"]);
    let ours = (2..5).any(|back| before(back, words!["we"]) && (1..back).any(reports) && (1..back).any(earlier));
    // "it is not true that", "it would be wrong to say that"
    let called = ours || rumour || untruly || untrue(1) || reports(1) && before(2, words!["to"]) && untrue(3);
    called.then(|| (told, (told..sentence.end).find(|&at| reporting(at)).unwrap_or(sentence.end)))
}

/// Where the words end that lead to a "that", if an aside parts them from it: "it is not true, as some have it, that".
fn before_aside(part: &PartReading<'_>, that: usize, sentence: &Range<usize>) -> usize {
    let comma = |at: &usize| says(part, *at, words![","]);
    let closes = that.checked_sub(1).filter(|at| sentence.contains(at) && comma(at));
    closes.and_then(|closes| (sentence.start..closes).rev().find(comma)).unwrap_or(that)
}

/// True if "it" and a verb of being lead to a word: "it is simply not true".
fn is_impersonal(part: &PartReading<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let between = |at: &usize| says(part, *at, words!["is", "was", "would", "be", "not", "isn't", "wasn't", "n't"]) || says(part, *at, PLAINLY);
    (sentence.start..at).rev().find(|at| !between(at)).is_some_and(|at| says(part, at, words!["it"]))
}

/// "That is false.", "The figure was invented.", "There is no source for it."
fn rejects(part: &PartReading<'_>, sentence: &Range<usize>) -> bool {
    let first = sentence.start;
    let says = |at: usize, words: &[u64]| at < sentence.end && says(part, at, words);
    let ends = |at: usize| at >= sentence.end || part.reading.tokens[at].kind != TokenKind::Word || says(at, words!["and", "but"]);
    let it = |at: usize| says(at, words!["it", "this", "that", "them"]) && ends(at + 1) || says(at, words!["the", "this", "that"]) && says(at + 1, SAID);
    if says(first, words!["there"]) {
        let grounds = says(first + 1, words!["is", "was"]) && says(first + 2, words!["no"]) && says(first + 3, GROUNDS);
        return grounds && (ends(first + 4) || says(first + 4, words!["for", "of", "behind"]) && it(first + 5));
    }
    let verb = match () {
        () if says(first, words!["the", "this", "that"]) && says(first + 1, SAID) => first + 2,
        () if says(first, words!["that", "this", "it"]) => first + 1,
        () => return false,
    };
    let told = verb + 1 + usize::from(says(verb + 1, PLAINLY));
    let end = match () {
        () if says(told, UNTRUE) || says(told, words!["lie"]) => told + 1,
        () if says(told, words!["not"]) && says(told + 1, words!["true", "right", "correct", "so"]) => told + 2,
        () => return false,
    };
    // "it is wrong to say", "it was invented in 1891"
    says(verb, words!["is", "was"]) && ends(end)
}
