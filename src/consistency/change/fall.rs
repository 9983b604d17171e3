//! FL203: a fall by more than all of it.

use super::is_denied;
use crate::consistency::operand::rough;
use crate::consistency::{Inconsistency, View};
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "fell 300 percent".
pub const FALL_OVER_ALL: Rule = Rule {
    code: "FL203",
    name: "fall-over-all",
    summary: "nothing can fall by more than all of it",
    checks: "What falls, drops or is cut by a percentage can lose 100 percent at most.",
    why: "A slipped point (\"209\" for \"20.9\"), or a ratio taken for a change.",
    example: "\"exports fell 704 percent\".",
    silent: "Something that can be below zero falls: a profit, a balance, a temperature.",
};

/// What can be below zero: a fall may be as deep as it likes.
const SIGNED: &[u64] = words![
    "profit",
    "profits",
    "income",
    "earnings",
    "loss",
    "losses",
    "deficit",
    "surplus",
    "margin",
    "margins",
    "balance",
    "cash",
    "flow",
    "net",
    "return",
    "returns",
    "result",
    "results",
    "temperature",
    "growth",
    "ebit",
    "ebitda"
];

/// How far behind the percentage what falls may be named: "a 300 percent fall in net income".
const SUBJECT: usize = 6;

pub(super) fn fall(view: &View<'_>, mention: usize, range: Range<usize>) -> Option<Inconsistency> {
    let stated = &view.mentions()[mention];
    let most = stated.value.filter(|v| v.value > Decimal::ONE_HUNDRED)?.value;
    let sentence = view.around(mention);
    let near = (sentence.start..stated.tokens.start)
        .rev()
        .take(3)
        .take_while(|&i| view.is_word(i) && !range.clone().any(|m| m != mention && view.mentions()[m].tokens.contains(&i)));
    let verb = near.into_iter().find(|&i| view.direction(i).is_some()).filter(|&i| view.direction(i) == Some(-1));
    let noun = (stated.tokens.end..(stated.tokens.end + 2).min(sentence.end)).find(|&i| view.direction(i).is_some()).filter(|&i| view.direction(i) == Some(-1));
    let at = noun.or(verb)?;
    let before = |words: &[u64]| stated.tokens.start > sentence.start && view.says(stated.tokens.start - 1, words);
    // "callable at 106 percent, declining", "cut the 250 percent rate": a level
    let level = before(words!["from", "to", "at", "with"]) || noun.is_none() && before(words!["the", "its", "their", "a", "an"]);
    let compared = level || view.says(stated.tokens.end, words!["of", "above", "higher", "more"]);
    let signed = (sentence.start..(stated.tokens.end + SUBJECT).min(sentence.end)).any(|i| view.says(i, SIGNED));
    if compared || signed || is_denied(view, at.saturating_sub(3)..stated.tokens.start) {
        return None;
    }
    Some(Inconsistency {
        mention,
        explanation: format!("A fall of {} percent takes more than there was.", rough(most)),
        would_pass: format!("at most 100 percent, such as {} percent", rough(most / Decimal::TEN)),
        ..view.slip(FALL_OVER_ALL.code)
    })
}
