//! Where a clause looks: back, as news does, or ahead.
//!
//! In: a sentence and the tokens of a date. Out: whether what is said of that date
//! still lies ahead. Without a tagger: the nearest cue before the date decides, else
//! one right behind it.

use super::super::scene::Scene;
use crate::lexicon::word::Class;
use crate::text::token::words;
use std::ops::Range;

/// How far before a date a cue may stand.
const BEFORE: usize = 30;
/// How far behind a date a cue may stand.
const BEHIND: usize = 6;

/// True if nothing but the date stands in the sentence: a request, an entry in a diary.
pub fn is_fragment(scene: &Scene, tokens: &Range<usize>) -> bool {
    let small = |i: usize| !scene.is_word(i) || scene.is(i, Class::FUNCTION) && scene.is_word(i);
    let around = tokens.start - scene.start + scene.end().saturating_sub(tokens.end);
    around <= 3 && (scene.start..tokens.start).chain(tokens.end..scene.end()).all(small)
}

/// True if the clause around these tokens looks ahead. What somebody has is there already, whatever the verb behind says of it
/// (`owned`): "Chad's 18 million people will vote". Only before a date (`dated`) is the present a plan: "takes 18 percent" is so now.
pub fn looks_ahead(scene: &Scene, tokens: &Range<usize>, owned: bool, dated: bool) -> bool {
    if is_fragment(scene, tokens) {
        return true;
    }
    if scene.is(tokens.start, Class::OPEN_START) {
        return false;
    }
    let plan = if dated { plan(scene, tokens.start) } else { None };
    if plan == Some(SURE) {
        return true;
    }
    if !scene.holds(CUES) {
        return plan.is_some() || scene.says(tokens.start, "by");
    }
    if is_told_of_past(scene, tokens.start) {
        return false;
    }
    let before = (scene.start..tokens.start).rev().take(BEFORE).take_while(|&i| !scene.mark(i, ';')).find_map(|i| cue(scene, i, true));
    // another clause behind a comma tells nothing, unless the date opens the sentence
    let opens = tokens.start < scene.start + 3;
    let same_clause = |i: &usize| opens || !(scene.mark(*i, ',') || scene.says_any(*i, words!["which", "that", "who", "and", "but"]));
    let behind = || (!owned).then(|| (tokens.end..(tokens.end + BEHIND).min(scene.end())).take_while(same_clause).find_map(|i| cue(scene, i, false))).flatten();
    // what is to be done by a day is not done yet
    before.or_else(behind).unwrap_or(plan.is_some() || scene.says(tokens.start, "by"))
}

/// "He will be buried on Monday, after he died on Saturday": a verb of the past right before the date, and no participle.
fn is_told_of_past(scene: &Scene, date: usize) -> bool {
    let Some(verb) = (scene.start..date).rev().find(|&i| !scene.says_any(i, words!["on", "in", "at", "the", "last", "late", "early"])) else { return false };
    let past = scene.says_any(verb, words!["died", "won", "left", "fell", "began", "broke", "struck", "resigned", "quit", "fled"]);
    let participle = verb > scene.start && scene.says_any(verb - 1, words!["be", "been", "being", "is", "are", "to", "will", "have", "not", "get"]);
    past && !participle
}

/// A verb that can be nothing but the present; "open" and "meet" can.
const SURE: i64 = 1;

/// "opens Monday", "meets again on Friday": in news the present right before a date is a plan.
fn plan(scene: &Scene, date: usize) -> Option<i64> {
    if !scene.holds(Class::PRESENT) {
        return None;
    }
    let other_date = |i: usize| scene.is(i, Class::MONTH | Class::WEEKDAY) || scene.digits(i).is_some() || scene.mark(i, ',');
    let verb = (scene.start..date).rev().find(|&i| !other_date(i) && !scene.says_any(i, words!["on", "in", "again", "here", "the", "and", "or"]))?;
    // "Quarter ends June 30" heads a table of what has been
    let heading = verb > scene.start && scene.word(verb - 1).period().is_some();
    scene.value(verb, Class::PRESENT).filter(|_| !scene.is_capital(verb) && !heading && !is_noun(scene, verb))
}

/// "a vote in January", "before his return in May": what is a verb elsewhere.
fn is_noun(scene: &Scene, at: usize) -> bool {
    let leads = |i: usize| scene.is(i, Class::ARTICLE | Class::POSSESSIVE) || scene.says_any(i, NOUN_LEADS);
    at > scene.start && (leads(at - 1) || at > scene.start + 1 && scene.says_any(at - 1, ADJECTIVES) && leads(at - 2))
}

/// Adjectives that stand before such a noun; any other word may be the subject of a verb: "the council meets".
const ADJECTIVES: &[u64] = words![
    "first",
    "second",
    "third",
    "final",
    "last",
    "new",
    "early",
    "late",
    "own",
    "national",
    "popular",
    "general",
    "snap",
    "secret",
    "close",
    "recent",
    "historic",
    "public",
    "parliamentary",
    "presidential",
];

/// Words that a noun follows, and no verb.
const NOUN_LEADS: &[u64] = words!["the", "'s", "\u{2019}s", "of", "in", "by", "at", "after", "before", "since", "until", "with", "from"];

/// Words that may tell where a clause looks.
const CUES: Class = Class::FUTURE.union(Class::MODAL).union(Class::REPORTING).union(Class::PAST);

/// Whether the word at `at` looks ahead or back, if it is a verb that tells; `leads` if it stands before the date.
fn cue(scene: &Scene, at: usize, leads: bool) -> Option<bool> {
    if !scene.is(at, CUES) {
        return None;
    }
    if scene.is(at, Class::FUTURE) {
        return is_future(scene, at, leads).then_some(true);
    }
    if scene.is(at, Class::PAST) {
        return Some(false);
    }
    // "May" is the month, and "Said" a name
    (!scene.is_capital(at)).then(|| scene.is(at, Class::MODAL))
}

/// Some of the words are nouns and participles too: they must lead to a verb or a time.
fn is_future(scene: &Scene, at: usize, leads: bool) -> bool {
    let to = scene.says(at + 1, "to");
    let be = at > scene.start && scene.says_any(at - 1, words!["is", "are", "be", "'s", "was", "were", "been", "now", "tentatively", "currently"]);
    let noun_behind = scene.is(at + 2, Class::POSSESSIVE) || scene.says_any(at + 2, words!["the", "a", "an"]) || scene.is_capital(at + 2);
    // "due to the war", "exports going to Chad"
    if scene.says_any(at, words!["due", "going"]) && to && noun_behind {
        return false;
    }
    if scene.says_any(at, words!["planned", "expected", "scheduled", "set", "due"]) {
        // "on Friday the government planned to pay" looks back
        return be
            || leads && to
            || !to && (scene.says_any(at + 1, words!["for", "on", "in", "next"]) || scene.is(at + 1, Class::WEEKDAY | Class::MONTH | Class::SHIFT))
            || scene.says(at, "due");
    }
    !scene.says_any(at, words!["plans", "aims", "hopes", "intends", "going", "forecast", "forecasts"]) || to || scene.says(at + 1, "for")
}
