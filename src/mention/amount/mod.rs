//! Numbers with everything that belongs to them: currency, unit, the other end of a
//! range, the hedge, the counted noun.
//!
//! In: a token at which an amount may begin. Out: a draft mention of kind number,
//! percent, money, quantity, temperature or duration. It refuses what only looks like
//! an amount: codes, labels, scores, addresses.

use super::draft::{Bound, Draft, Hedge, Kind};
use super::noun;
use super::numeral::{self, Numeral, Shape};
use super::scene::Scene;
use crate::lexicon::hedge::HedgeKind;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::measure::unit::{Dimension, UnitRef};
use rust_decimal::Decimal;
use std::sync::Arc;

/// One end of an amount: "$5", "10 million", "44 mg".
#[derive(Debug, Clone)]
struct End {
    start: usize,
    end: usize,
    numeral: Numeral,
    unit: Option<UnitRef>,
}

/// Finds the amount that begins at token `at`.
pub fn find(scene: &Scene, at: usize) -> Option<Draft> {
    if is_code(scene, at) {
        return None;
    }
    let first = one_end(scene, at)?;
    let (low, high) = match other_end(scene, &first) {
        Some(second) => join(&first, &second),
        None => (first, None),
    };
    let draft = finish(scene, low, high);
    (!is_name_number(scene, &draft) && !is_pronoun(scene, &draft)).then_some(draft)
}

/// `[currency] number [unit]`.
fn one_end(scene: &Scene, at: usize) -> Option<End> {
    let currency = scene.lexicon.units.currency_at(scene.text, scene.tokens, at);
    let from = currency.as_ref().map_or(at, |c| c.end);
    let numeral = numeral::read(scene, from, currency.is_some())?;
    if matches!(numeral.shape, Shape::Ordinal | Shape::Multiple) || scene.mark(numeral.end, ':') && scene.glued(numeral.end) && scene.glued(numeral.end + 1) {
        return None;
    }
    let mut end = End { start: at, end: numeral.end, numeral, unit: currency.map(|c| c.unit) };
    if end.unit.is_none() {
        if let Some((unit, next)) = unit_behind(scene, &end.numeral) {
            end.unit = Some(unit);
            end.end = next;
        }
    } else if let Some(unit) = named_currency(scene, &end) {
        // "$5 Canadian dollars" is rare; "$5 US dollars" only repeats the sign
        end.end = unit;
    }
    Some(end)
}

/// The unit or currency behind a number; a glued hyphen may stand between ("44-day").
fn unit_behind(scene: &Scene, numeral: &Numeral) -> Option<(UnitRef, usize)> {
    let mut at = numeral.end;
    let of = numeral.shape == Shape::Vague && scene.says(at, "of");
    at += usize::from(of || scene.inner_hyphen(at));
    let units = &scene.lexicon.units;
    if let Some(found) = units.currency_at(scene.text, scene.tokens, at).filter(|f| f.end > at) {
        return Some((found.unit, found.end));
    }
    let found = units.unit_at(scene.text, scene.tokens, at)?;
    let allowed = !found.cautious || cautious_fits(scene, numeral, at, found.end);
    (allowed && !is_clock_like(scene, at)).then_some((found.unit, found.end))
}

/// Words that may follow a cautious symbol.
const GO_ON: [&str; 12] = ["of", "and", "or", "to", "by", "x", "per", "long", "wide", "high", "tall", "deep"];

/// A symbol that is also a word or a letter needs digits right before it and no new phrase behind it.
fn cautious_fits(scene: &Scene, numeral: &Numeral, at: usize, end: usize) -> bool {
    if numeral.shape != Shape::Digits || numeral.scale.is_some() {
        return false;
    }
    if scene.glued(at) {
        // "5m people": the letter is a scale
        return !(scene.is(at, Class::SUFFIX) && noun::head(scene, end, 3).is_some_and(|n| n.plural));
    }
    let next_is_open = scene.is_word(end) && !scene.says_any(end, &GO_ON);
    !(next_is_open || scene.digits(end).is_some() || scene.says(at, "a") || scene.says(at, "in") && scene.is_word(end))
}

/// "5 a.m.": the dotted word is a clock's.
fn is_clock_like(scene: &Scene, at: usize) -> bool {
    scene.says_any(at, &["a.m.", "p.m.", "a.m", "p.m", "am", "pm"])
}

fn named_currency(scene: &Scene, end: &End) -> Option<usize> {
    let unit = end.unit.as_ref()?;
    let found =
        scene.lexicon.units.unit_at(scene.text, scene.tokens, end.end).or_else(|| scene.lexicon.units.currency_at(scene.text, scene.tokens, end.end))?;
    (found.unit.tag == unit.tag).then_some(found.end)
}

// ---- ranges

/// The other end of a range behind `first`.
fn other_end(scene: &Scene, first: &End) -> Option<End> {
    if matches!(first.numeral.shape, Shape::Vague) {
        return None;
    }
    let (next, joint) = joint(scene, first)?;
    if is_code(scene, next) && !matches!(joint, Joint::Dash) {
        return None;
    }
    let second = one_end(scene, next).filter(|e| !matches!(e.numeral.shape, Shape::Vague))?;
    fits(scene, first, &second, joint).then_some(second)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    And,
    Or,
}

/// What joins two ends: a dash, "to", "or", and "and" behind "between".
fn joint(scene: &Scene, first: &End) -> Option<(usize, Joint)> {
    let at = first.end;
    let token = scene.token(at)?;
    if token.is_dash() {
        let glued = scene.glued(at) && scene.glued(at + 1);
        let spaced = !scene.glued(at) && !scene.glued(at + 1) && !token.is_hyphen();
        if scene.inner_hyphen(at) && scene.says_any(at + 1, &["to", "or"]) && scene.inner_hyphen(at + 2) {
            return Some((at + 3, Joint::To));
        }
        return (glued || spaced).then_some((at + 1, Joint::Dash));
    }
    let before = |n: usize| first.start.checked_sub(n).filter(|&i| i >= scene.start);
    let between = before(1).is_some_and(|i| scene.says(i, "between"));
    match () {
        () if scene.says_any(at, &["to", "through"]) => Some((at + 1, Joint::To)),
        () if scene.says(at, "or") => Some((at + 1, Joint::Or)),
        () if scene.says(at, "and") && between => Some((at + 1, Joint::And)),
        () => None,
    }
}

/// True if the two ends make one range.
fn fits(scene: &Scene, first: &End, second: &End, joint: Joint) -> bool {
    let units_agree = match (&first.unit, &second.unit) {
        (Some(a), Some(b)) => a.measures_same(b),
        (Some(a), None) => a.dimension == Dimension::base("money").unwrap_or_default() && first.start < first.numeral.start,
        _ => true,
    };
    if !units_agree || is_change(scene, first) && joint != Joint::Dash {
        return false;
    }
    let (low, high) = (shared_scale(first, second).value, second.numeral.figure.value);
    let chained = scene.token(second.end).is_some_and(|t| t.is_hyphen() || t.is_mark('/')) && scene.glued(second.end) && scene.digits(second.end + 1).is_some();
    if low >= high || chained {
        return false;
    }
    match joint {
        // "one or two", "44 or 50": neighbours, not alternatives of another kind
        Joint::Or => high <= low * Decimal::from(3),
        Joint::Dash => high <= low.abs().max(Decimal::ONE) * Decimal::from(1000),
        Joint::To | Joint::And => true,
    }
}

/// True if "from X to Y" tells a change ("rose from 5 to 10"), not a range.
fn is_change(scene: &Scene, first: &End) -> bool {
    let Some(from) = first.start.checked_sub(1).filter(|&i| i >= scene.start && scene.says(i, "from")) else {
        let near = first.start.saturating_sub(2).max(scene.start);
        return (near..first.start).any(|i| scene.value(i, Class::CHANGE).is_some_and(|v| v != 0));
    };
    (from.saturating_sub(8).max(scene.start)..from).any(|i| scene.value(i, Class::CHANGE).is_some_and(|v| v != 0))
}

/// The first end's figure with the second's scale word, where it is meant for both ("5 to 10 million").
fn shared_scale(first: &End, second: &End) -> Figure {
    let (a, b) = (&first.numeral, &second.numeral);
    match b.scale.filter(|_| a.scale.is_none()) {
        Some(scale) if a.figure.value < b.figure.value / scale => a.figure.scaled_by(scale).unwrap_or(a.figure),
        _ => a.figure,
    }
}

fn join(first: &End, second: &End) -> (End, Option<Figure>) {
    let figure = shared_scale(first, second);
    let unit = second.unit.clone().or_else(|| first.unit.clone());
    let numeral = Numeral { figure, ..first.numeral };
    let low = End { numeral, unit, end: second.end, start: first.start };
    (low, Some(second.numeral.figure))
}

// ---- what belongs to it

/// Adds rate, noun, hedge and kind.
fn finish(scene: &Scene, low: End, high: Option<Figure>) -> Draft {
    let mut draft = Draft::new(low.start..low.end, Kind::Number, "amount");
    draft.value = Some(low.numeral.figure);
    draft.high = high;
    draft.shape = low.numeral.shape;
    draft.unit = low.unit;
    if draft.unit.is_some() {
        rate(scene, &mut draft);
    }
    draft.kind = kind_of(draft.unit.as_ref());
    if matches!(draft.kind, Kind::Number | Kind::Percent) {
        count(scene, &mut draft);
    }
    if draft.shape == Shape::Vague {
        draft.bound = Some(Bound::Lower);
        draft.hedge = Some(Hedge { kind: HedgeKind::AtLeast, tokens: low.start..low.numeral.end });
    }
    hedge(scene, &mut draft);
    draft
}

/// The kind that a unit makes of a number.
fn kind_of(unit: Option<&UnitRef>) -> Kind {
    let Some(unit) = unit else { return Kind::Number };
    let is = |name: &str| Dimension::base(name) == Some(unit.dimension);
    match () {
        () if unit.tag == "percent" || unit.tag == "percentage point" => Kind::Percent,
        () if is("money") => Kind::Money,
        () if is("temperature") => Kind::Temperature,
        () if is("time") && unit.tag.is_empty() => Kind::Duration,
        () => Kind::Quantity,
    }
}

/// "a year", "per barrel", "/day" behind a unit.
fn rate(scene: &Scene, draft: &mut Draft) {
    let at = draft.tokens.end;
    let Some(unit) = draft.unit.clone() else { return };
    let slash = scene.mark(at, '/') && scene.glued(at) && scene.glued(at + 1);
    let article = scene.says_any(at, &["a", "an", "each", "every"]) && unit.dimension != Dimension::base("time").unwrap_or_default();
    if !(slash || article || scene.says(at, "per")) {
        return;
    }
    if let Some(found) = scene.lexicon.units.unit_at(scene.text, scene.tokens, at + 1) {
        let fits = !article || Dimension::base("time") == Some(found.unit.dimension) || unit.dimension == Dimension::base("money").unwrap_or_default();
        if let Some(unit) = unit.per(&found.unit).filter(|_| fits && (!found.cautious || slash)) {
            draft.unit = Some(Arc::new(unit));
            draft.tokens.end = found.end;
        }
    } else if scene.says(at, "per") && scene.says_any(at + 1, &["capita", "head", "person"]) {
        let person = crate::measure::unit::Unit::opaque("person");
        draft.unit = unit.per(&person).map(Arc::new);
        draft.tokens.end = at + 2;
    }
}

/// The noun that is counted, and a rate of counts ("15 people per square kilometre").
fn count(scene: &Scene, draft: &mut Draft) {
    let mut at = draft.tokens.end;
    let of_counts = matches!(draft.shape, Shape::Vague | Shape::Fraction) || draft.kind == Kind::Percent;
    if of_counts && scene.says(at, "of") {
        at += 1 + usize::from(scene.is(at + 1, Class::ARTICLE | Class::POSSESSIVE | Class::DEMONSTRATIVE) || scene.says(at + 1, "the"));
    } else if draft.kind == Kind::Percent {
        return;
    }
    at += usize::from(scene.inner_hyphen(at));
    let one = draft.value.is_some_and(|f| f.value == Decimal::ONE);
    let Some(noun) = noun::head(scene, at, 4).filter(|n| n.plural || one || draft.tokens.end < at || n.words == 1) else { return };
    if draft.kind == Kind::Number
        && scene.says(noun.end, "per")
        && let Some(found) = scene.lexicon.units.unit_at(scene.text, scene.tokens, noun.end + 1)
    {
        let counted = crate::measure::unit::Unit::opaque(&noun.lemma);
        draft.unit = counted.per(&found.unit).map(Arc::new);
        draft.kind = Kind::Quantity;
        draft.tokens.end = found.end;
    }
    draft.noun = Some(noun);
}

/// The hedge before the amount or behind it.
fn hedge(scene: &Scene, draft: &mut Draft) {
    let hedges = &scene.lexicon.hedges;
    if let Some((kind, start)) =
        hedges.ending_before(scene.tokens, draft.tokens.start, scene.start).filter(|&(kind, start)| is_hedge_here(scene, draft, kind, start))
    {
        draft.hedge = Some(Hedge { kind, tokens: start..draft.tokens.start });
        draft.tokens.start = start;
    } else {
        let end = draft.tokens.end;
        let at = end + usize::from(scene.inner_hyphen(end));
        if let Some((kind, next)) = hedges.beginning_at(scene.tokens, at).filter(|_| !scene.mark(at, '+')) {
            draft.hedge = Some(Hedge { kind, tokens: at..next });
            draft.tokens.end = next;
        }
    }
    let kind = draft.hedge.as_ref().map(|h| h.kind);
    if draft.high.is_none() && kind.is_some_and(HedgeKind::is_lower_bound) {
        draft.bound = Some(Bound::Lower);
    } else if draft.high.is_none() && kind.is_some_and(HedgeKind::is_upper_bound) {
        draft.bound = Some(Bound::Upper);
    }
}

/// "over three days" is during them; "for over three days" is longer than them.
fn is_hedge_here(scene: &Scene, draft: &Draft, kind: HedgeKind, start: usize) -> bool {
    let single = draft.tokens.start - start == 1;
    let preposition = single && scene.says_any(start, &["over", "under", "below", "above", "around", "about", "near", "beyond"]);
    let behind = start.checked_sub(1).filter(|&i| i >= scene.start);
    let measured = behind
        .is_some_and(|i| scene.says_any(i, &["for", "by", "of", "to", "at", "is", "was", "are", "were", "has", "have", "had", "with", "lasted", "spans"]));
    let during = draft.kind == Kind::Duration && kind == HedgeKind::Over && scene.says(start, "over");
    !(preposition && during && !measured)
}

// ---- what only looks like an amount

/// True if the digits at `at` are part of a name, code, version or address.
fn is_code(scene: &Scene, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&i| i >= scene.start) else { return is_version(scene, at) };
    if scene.digits(at).is_some() && scene.glued(at) {
        let behind_letters = scene.is_word(before) && scene.lexicon.units.currency_at(scene.text, scene.tokens, before).is_none();
        let hyphened = scene.token(before).is_some_and(super::super::text::token::Token::is_hyphen)
            && scene.glued(before)
            && before > scene.start
            && scene.is_word(before - 1)
            && !scene.is(before - 1, Class::NUMERAL);
        let joined = ['.', ':', '/', '#', '_', '@', ','].iter().any(|&m| scene.mark(before, m)) && (scene.mark(before, '#') || scene.glued(before));
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
        && scene.says_any(before - 1, &["no", "nos", "fig", "vol", "sec", "art", "p", "pp"])
        && scene.is_capital(before - 1);
    let footnote = scene.mark(before, '[') && scene.mark(at + 1, ']');
    label && !scene.says_any(before, &["number", "numbers", "class", "group", "up", "cut"]) || numbered || footnote || is_version(scene, at)
}

/// "192.168.1.2", "3.5.1", "12/5/2019": more than one point or slash.
fn is_version(scene: &Scene, at: usize) -> bool {
    let next = |i: usize, mark: char| scene.mark(i, mark) && scene.glued(i) && scene.glued(i + 1) && scene.digits(i + 1).is_some();
    scene.digits(at).is_some() && (next(at + 1, '.') && next(at + 3, '.') || next(at + 1, '/') && next(at + 3, '/'))
}

/// Words before which "one" stands for something named before.
const OF_PRONOUN: [&str; 9] = ["the", "this", "that", "which", "each", "every", "another", "any", "no"];

/// "the one with Peru", "the second one", "another one": no number, unless a noun is counted ("the one hundred men").
fn is_pronoun(scene: &Scene, draft: &Draft) -> bool {
    let start = draft.tokens.start;
    let alone = draft.tokens.len() == 1 && scene.says(start, "one") && draft.noun.is_none();
    let led = start > scene.start && (scene.says_any(start - 1, &OF_PRONOUN) || scene.is(start - 1, Class::ORDINAL));
    alone && led
}

/// "Apollo 11", "Big 12", "777F", "3D": a number in a name.
fn is_name_number(scene: &Scene, draft: &Draft) -> bool {
    let plain = draft.unit.is_none() && draft.hedge.is_none() && draft.high.is_none() && draft.shape == Shape::Digits;
    if !plain {
        return false;
    }
    let (start, end) = (draft.tokens.start, draft.tokens.end);
    let glued_letters = scene.is_word(end) && scene.glued(end) && !scene.says(end, "'s");
    let glued_code = scene.token(end).is_some_and(super::super::text::token::Token::is_hyphen)
        && scene.glued(end)
        && scene.is_word(end + 1)
        && scene.glued(end + 1)
        && scene.str(end + 1).len() == 1;
    let before = start.checked_sub(1).filter(|&i| i >= scene.start);
    let calendar = Class::MONTH.union(Class::WEEKDAY).union(Class::FUNCTION);
    let behind_name = before.is_some_and(|i| scene.is_word(i) && scene.is_capital(i) && !scene.is(i, calendar) && !scene.is(i, Class::CHANGE));
    let counts = draft.noun.as_ref().is_some_and(|n| n.plural);
    let small = draft.value.is_some_and(|f| f.value < Decimal::from(10_000) && f.value.scale() == 0);
    glued_letters || glued_code || behind_name && !counts && small && !draft.in_words(scene)
}
