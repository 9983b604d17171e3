//! What only looks like an amount: codes, versions, labels, names, pronouns.
//!
//! In: a token, or a draft. Out: whether to leave it alone.

use super::super::draft::Draft;
use super::super::numeral::Shape;
use super::super::scene::Scene;
use crate::lexicon::word::Class;
use crate::text::token::Token;
use crate::text::token::words;
use rust_decimal::Decimal;

/// True if the digits at `at` are part of a name, code, version or address.
pub(super) fn is_code(scene: &Scene, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&i| i >= scene.start) else {
        return is_version(scene, at) || is_list_number(scene, at) || is_score(scene, at);
    };
    if scene.digits(at).is_some() && scene.glued(at) {
        let behind_letters = scene.is_word(before) && scene.lexicon.units.currency_at(scene.text, scene.tokens, before).is_none();
        let hyphened = scene.token(before).is_some_and(Token::is_hyphen)
            && scene.glued(before)
            && before > scene.start
            && scene.is_word(before - 1)
            && !scene.is(before - 1, Class::NUMERAL)
            && !scene.says_any(before - 1, words!["sub", "under", "over", "pre", "post", "to", "or", "in"]);
        let joined = ['.', ':', '/', '#', '_', '@', ',', '+'].iter().any(|&m| scene.mark(before, m)) && (scene.mark(before, '#') || scene.glued(before));
        // "22,24,26" is a list; groups of three would be one number
        let joined = joined && !(scene.mark(before, ',') && scene.str(at).len() < 3);
        if behind_letters || hyphened || joined {
            return true;
        }
    }
    let label = scene.is(before, Class::LABEL)
        && scene.digits(at).is_some()
        && !scene.is(before, Class::PERIOD)
        && (scene.is_capital(before) || !scene.says(before, "no"));
    let numbered = scene.mark(before, '.')
        && before > scene.start
        && scene.says_any(before - 1, words!["no", "nos", "fig", "vol", "sec", "art", "p", "pp"])
        && scene.is_capital(before - 1);
    let footnote = scene.mark(before, '[') && scene.mark(at + 1, ']');
    label && !scene.says_any(before, words!["number", "numbers", "class", "group", "up", "cut"]) && !is_measured(scene, before, at) && !is_issued(scene, before)
        || numbered
        || footnote
        || is_version(scene, at)
        || is_mixed_code(scene, at)
        || is_score(scene, at)
        || is_address(scene, at)
}

/// "marked 20 years", "in the area 40 people": behind a small word, a number that measures or counts people is no label.
fn is_measured(scene: &Scene, label: usize, at: usize) -> bool {
    let next = at + 1;
    let unit = || scene.lexicon.units.unit_at(scene.text, scene.tokens, next).is_some_and(|unit| !unit.cautious);
    !scene.is_capital(label) && (scene.mark(next, '%') || scene.is(next, Class::SCALE) || scene.lexicon.cues.is_people(scene.str(next)) || unit())
}

/// "will issue 300 shares", "to issue 20 billion": what does something labels nothing.
fn is_issued(scene: &Scene, label: usize) -> bool {
    let led = |i: usize| scene.is(i, Class::MODAL) || scene.says(i, "to");
    scene.says(label, "issue") && label > scene.start && led(label - 1)
}

/// "won 6-3", "a 10-2 loss": whole numbers of which the first is not the smaller make no range but a score.
fn is_score(scene: &Scene, at: usize) -> bool {
    let joined = |i: usize| scene.token(i).is_some_and(Token::is_dash) && scene.glued(i) && scene.glued(i + 1);
    // "11-1/2" is eleven and a half
    let halved = |i: usize| scene.mark(i, '/') && scene.glued(i) && scene.number(i + 1).is_some();
    let closed = |i: usize| !(scene.is_word(i) && scene.glued(i) || joined(i) || halved(i));
    let goals = |i: usize| scene.number(i).filter(|n| *n < 200);
    let score = |i: usize| joined(i + 1) && closed(i + 3) && goals(i).zip(goals(i + 2)).is_some_and(|(a, b)| a >= b);
    let second = at >= scene.start + 2 && score(at - 2);
    second || score(at) && !(at > scene.start && scene.glued(at))
}

/// "1. Wash the rice.": a small number and a full stop open the line.
fn is_list_number(scene: &Scene, at: usize) -> bool {
    let alone = at + 2 >= scene.end() || scene.is_capital(at + 2) && !scene.glued(at + 2);
    at == scene.start && alone && scene.digits(at).is_some_and(|d| d.len() <= 2) && scene.mark(at + 1, '.') && scene.glued(at + 1)
}

/// "06F6", "3D2": digits, capitals and digits again without a gap.
fn is_mixed_code(scene: &Scene, at: usize) -> bool {
    let glued = |i: usize| scene.glued(i);
    scene.digits(at).is_some()
        && glued(at + 1)
        && scene.is_word(at + 1)
        && scene.str(at + 1).bytes().all(|b| b.is_ascii_uppercase())
        && glued(at + 2)
        && scene.digits(at + 2).is_some()
}

/// Words in the name of a street, its kind among them.
const STREET_WORDS: usize = 5;

/// "358 Harbour Way", "9 E 71st St": a house number before the name of a street.
fn is_address(scene: &Scene, at: usize) -> bool {
    let house = scene.digits(at).is_some_and(|d| d.len() <= 5);
    let mut next = at + 1;
    // "22 Ave Borgmann"
    let leads = scene.is(at + 1, Class::STREET) && scene.is_capital(at + 1) && scene.is_capital(at + 2) && scene.is_word(at + 2);
    while house && next <= at + STREET_WORDS {
        if leads {
            return true;
        }
        if next > at + 1 && scene.is(next, Class::STREET) && scene.is_capital(next) {
            // "12 Fleet Street shops" are counted
            return !scene.lexicon.words.is_plural(scene.str(next + 1)) || scene.is_capital(next + 1);
        }
        let numbered = scene.digits(next).is_some() && scene.glued(next + 1) && scene.says_any(next + 1, words!["st", "nd", "rd", "th"]);
        if !(numbered || scene.is_word(next) && scene.is_capital(next) && !scene.glued(next)) {
            return false;
        }
        next += if numbered { 2 } else { 1 };
    }
    false
}

/// "192.168.1.2", "3.5.1", "12/5/2019": more than one point or slash; "5/0" is no number either.
fn is_version(scene: &Scene, at: usize) -> bool {
    let next = |i: usize, mark: char| scene.mark(i, mark) && scene.glued(i) && scene.glued(i + 1) && scene.digits(i + 1).is_some();
    let nothing = next(at + 1, '/') && scene.number(at + 2) == Some(0);
    nothing || scene.digits(at).is_some() && (next(at + 1, '.') && next(at + 3, '.') || next(at + 1, '/') && next(at + 3, '/'))
}

/// "many friends", "several ships", "few of them": words of quantity that are no number. With a
/// unit ("several years") or a scale ("several hundred") they are one, and so is "a few" alone.
pub(super) fn is_loose(scene: &Scene, draft: &Draft) -> bool {
    let word = draft.tokens.end - 1;
    let loose = scene.says_any(word, words!["many", "numerous"]) || scene.says_any(word, words!["several", "few"]) && scene.is_word(draft.tokens.end);
    draft.shape == Shape::Vague && draft.unit.is_none() && loose
}

/// Words before which "one" stands for something named before.
const OF_PRONOUN: &[u64] = words!["the", "this", "that", "which", "each", "every", "another", "any", "no"];

/// "the one with Peru", "the second one", "another one": no number, unless a noun is counted ("the one hundred men").
pub(super) fn is_pronoun(scene: &Scene, draft: &Draft) -> bool {
    let end = draft.tokens.end;
    let start = end - 1;
    // "the only one" too
    if draft.tokens.len() > 1 + usize::from(draft.hedge.is_some()) || !scene.says(start, "one") {
        return false;
    }
    let before = start.checked_sub(1).filter(|&i| i >= scene.start);
    let led = before.is_some_and(|i| scene.says_any(i, OF_PRONOUN) || scene.is(i, Class::ORDINAL));
    let nobody = before.is_some_and(|i| scene.says(i, "no"));
    // "one might say", "one has to ask"
    let anyone =
        scene.says_any(end, words!["can", "might", "must", "should", "would", "could", "cannot"]) || scene.says(end, "has") && scene.says(end + 1, "to");
    nobody || draft.noun.is_none() && (led || anyone) || stands_for_another(scene, start)
}

/// "a bitter one", "the only one left": an adjective behind an article, and nothing that is counted.
fn stands_for_another(scene: &Scene, at: usize) -> bool {
    let described = at >= scene.start + 2 && scene.is_word(at - 1) && !scene.is(at - 1, Class::FUNCTION | Class::NUMERAL);
    let article = described && (scene.says_any(at - 2, words!["a", "an", "the"]));
    article && (!scene.is_word(at + 1) || scene.is(at + 1, Class::FUNCTION) || scene.str(at + 1).ends_with("ing"))
}

/// "a four-door car", "six-speed gears": what a small number in words makes an adjective of is not counted.
pub(super) fn is_adjective(scene: &Scene, draft: &Draft) -> bool {
    let end = draft.tokens.end;
    let words = draft.shape == Shape::Words && draft.unit.is_none() && draft.hedge.is_none() && draft.high.is_none();
    let compound = scene.inner_hyphen(end) && scene.is_word(end + 1) && !scene.lexicon.words.is_plural(scene.str(end + 1));
    words && compound && draft.value.is_some_and(|f| f.value <= Decimal::from(12))
}

/// "Apollo 11", "Big 12", "777F", "3D", "Ortega (4)": a number in a name or behind it.
pub(super) fn is_name_number(scene: &Scene, draft: &Draft) -> bool {
    let plain = draft.unit.is_none() && draft.high.is_none() && draft.shape == Shape::Digits;
    let (start, end) = (draft.tokens.start, draft.tokens.end);
    // "up to 3G": a code, whatever stands before it
    let code = scene.is_word(end) && scene.glued(end) && scene.is_capital(end);
    if !plain || draft.hedge.is_some() && !code {
        return false;
    }
    let glued_letters = scene.is_word(end) && scene.glued(end) && !scene.says(end, "'s");
    let glued_code =
        scene.token(end).is_some_and(Token::is_hyphen) && scene.glued(end) && scene.is_word(end + 1) && scene.glued(end + 1) && scene.str(end + 1).len() == 1;
    let before = start.checked_sub(1).filter(|&i| i >= scene.start);
    let calendar = Class::MONTH.union(Class::WEEKDAY).union(Class::FUNCTION);
    // "iPhone 11" too
    let named = |i: usize| scene.str(i).bytes().any(|b| b.is_ascii_uppercase());
    let behind_name = before.is_some_and(|i| scene.is_word(i) && named(i) && !scene.is(i, calendar) && !scene.is(i, Class::CHANGE));
    let counts = draft.noun.as_ref().is_some_and(|n| n.plural);
    let small = draft.value.is_some_and(|f| f.value < Decimal::from(10_000) && f.value.scale() == 0);
    let jersey = before.is_some_and(|i| scene.mark(i, '(') && i > scene.start && scene.is_word(i - 1) && scene.is_capital(i - 1));
    let jersey = jersey && scene.mark(end, ')') && draft.tokens.len() == 1 && draft.value.is_some_and(|f| f.value < Decimal::ONE_HUNDRED);
    // "40 Ranger 6 vans": what is counted is counted already
    let counted = start >= scene.start + 2 && (scene.digits(start - 2).is_some() || scene.is(start - 2, Class::NUMERAL));
    jersey || glued_letters || glued_code || behind_name && (!counts || counted) && small && !draft.in_words(scene)
}
