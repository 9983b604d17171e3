//! Numbers with everything that belongs to them: currency, unit, the other end of a
//! range, the hedge, the counted noun.
//!
//! In: a token at which an amount may begin. Out: a draft mention of kind number,
//! percent, money, quantity, temperature or duration. It refuses what only looks like
//! an amount: codes, labels, scores, addresses.

use super::date::years::tells_apart;
use super::draft::{Bound, Draft, Hedge, Kind};
use super::noun;
use super::numeral::{self, Numeral, Shape};
use super::scene::Scene;
use crate::lexicon::hedge::HedgeKind;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::measure::unit::{Dimension, Unit, UnitRef};
use crate::text::token::words;
use lookalike::{is_adjective, is_code, is_loose, is_name_number, is_pronoun};
use range::{join, other_end};
use rust_decimal::Decimal;
use std::sync::Arc;
use units::{named_currency, raised, unit_behind};

mod composite;
mod lookalike;
mod range;
#[cfg(test)]
mod tests;
mod units;

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
    if is_code(scene, at) || is_behind_sign(scene, at) || tells_apart(scene, at) {
        return None;
    }
    let first = composite::with_article(scene, at).or_else(|| one_end(scene, at))?;
    let (low, high) = match other_end(scene, &first) {
        Some(second) => join(&first, &second),
        None => (composite::joined(scene, &first).or_else(|| composite::shared_unit(scene, &first)).unwrap_or(first), None),
    };
    let draft = below_zero(scene, finish(scene, low, high));
    if is_name_number(scene, &draft) || is_adjective(scene, &draft) || is_pronoun(scene, &draft) || is_loose(scene, &draft) {
        return None;
    }
    Some(range::two_sided(scene, &draft).unwrap_or(draft))
}

/// True if a currency sign stands right before: the amount begins there.
fn is_behind_sign(scene: &Scene, at: usize) -> bool {
    let sign = at.checked_sub(1).filter(|&i| i >= scene.start && !scene.is_word(i) && scene.digits(i).is_none());
    sign.is_some_and(|i| scene.lexicon.units.currency_at(scene.text, scene.tokens, i).is_some_and(|c| c.end == at))
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
        if let Some(scaled) = scaled_code(scene, &end) {
            return Some(scaled);
        }
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

/// "30 MUSD", "20 kEUR": a scale letter before a currency's code, as financial reports write it.
fn scaled_code(scene: &Scene, end: &End) -> Option<End> {
    let word = scene.str(end.end);
    let factor = match word.as_bytes() {
        [b'M', ..] => 1_000_000,
        [b'k' | b'K', ..] => 1000,
        _ => return None,
    };
    let code = word.get(1..).filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()))?;
    let unit = scene.lexicon.units.by_name(code).filter(|u| Some(u.dimension) == Dimension::base("money"))?;
    let figure = end.numeral.figure.scaled_by(Decimal::from(factor)).filter(|_| end.numeral.scale.is_none())?;
    let numeral = Numeral { figure, scale: Some(Decimal::from(factor)), ..end.numeral };
    Some(End { end: end.end + 1, unit: Some(unit), numeral, ..end.clone() })
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

/// "12 below zero", "12 degrees below zero".
fn below_zero(scene: &Scene, draft: Draft) -> Draft {
    let at = draft.tokens.end;
    let degrees = draft.unit.as_ref().is_none_or(|u| u.name == "degree" || draft.kind == Kind::Temperature);
    let plain = draft.high.is_none() && matches!(draft.shape, Shape::Digits | Shape::Words) && draft.value.is_some_and(|f| f.value > Decimal::ZERO);
    if !(degrees && plain && scene.says(at, "below") && scene.says(at + 1, "zero")) {
        return draft;
    }
    let value = draft.value.map(|f| Figure { value: -f.value, ..f });
    let unit = draft.unit.clone().or_else(|| scene.lexicon.units.by_name("degree"));
    Draft { tokens: draft.tokens.start..at + 2, value, unit, kind: Kind::Temperature, noun: None, ..draft }
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
    let Some(unit) = draft.unit.clone() else { return };
    // "a 52,000 barrel-a-day refinery"
    let leading = usize::from(scene.inner_hyphen(draft.tokens.end) && scene.inner_hyphen(draft.tokens.end + 2));
    let at = behind_stuff(scene, draft.tokens.end, &unit).unwrap_or(draft.tokens.end + leading);
    let joined = scene.inner_hyphen(at + 1);
    let slash = scene.mark(at, '/') && scene.glued(at) && scene.glued(at + 1);
    let article = scene.says_any(at, RATE_ARTICLES) && unit.dimension != Dimension::base("time").unwrap_or_default();
    if !(slash || article || scene.says(at, "per")) {
        return;
    }
    if let Some(found) = scene.lexicon.units.unit_at(scene.text, scene.tokens, at + 1 + usize::from(joined)) {
        let time = Dimension::base("time") == Some(found.unit.dimension);
        // "$5 billion a year earlier" is no rate, "$50 a barrel on Friday" is
        if article && time && (scene.is(found.end, Class::DIRECTION) || scene.says_any(found.end, words!["before", "on"])) {
            return;
        }
        let fits = !article || time || unit.dimension == Dimension::base("money").unwrap_or_default();
        let (under, end) = raised(scene, found.unit, found.end);
        if let Some(unit) = unit.per(&under).filter(|_| fits && (!found.cautious || slash)) {
            draft.unit = Some(scene.lexicon.units.by_name(&unit.name).unwrap_or_else(|| Arc::new(unit)));
            draft.tokens.end = end;
        }
    } else if let Some(one) = one_of(scene, at) {
        draft.unit = unit.per(&one).map(Arc::new);
        draft.tokens.end = at + 2;
    }
}

/// Behind what is measured, if a rate follows: "300 barrels of oil a day".
fn behind_stuff(scene: &Scene, end: usize, unit: &Unit) -> Option<usize> {
    let stuff = |at: usize| scene.is_word(at) && !scene.is(at, Class::FUNCTION | Class::NUMERAL) && !scene.is_capital(at);
    let at = (end + 2..end + 4).take_while(|&at| stuff(at - 1)).find(|&at| scene.says_any(at, RATE_ARTICLES) || scene.says(at, "per"))?;
    let time = scene.lexicon.units.unit_at(scene.text, scene.tokens, at + 1).is_some_and(|found| Dimension::base("time") == Some(found.unit.dimension));
    (scene.says(end, "of") && time && unit.dimension != Dimension::base("money").unwrap_or_default()).then_some(at)
}

/// What money is paid for one of: "per capita", "per share", "a share".
fn one_of(scene: &Scene, at: usize) -> Option<Unit> {
    let noun = scene.is_word(at + 1) && !scene.is(at + 1, Class::FUNCTION | Class::NUMERAL) && !scene.is_capital(at + 1);
    match () {
        () if scene.says(at, "per") && scene.says_any(at + 1, words!["capita", "head", "person"]) => Some(Unit::opaque("person")),
        () if scene.says(at, "per") && noun => Some(Unit::opaque(&scene.lexicon.words.lemma(scene.str(at + 1)))),
        () if scene.says_any(at, RATE_ARTICLES) && scene.says_any(at + 1, SOLD_BY_ONE) => Some(Unit::opaque(&scene.str(at + 1).to_lowercase())),
        () => None,
    }
}

/// What is sold by the piece: behind an article it makes a rate, as other nouns do not.
const SOLD_BY_ONE: &[u64] = words!["share", "head", "person", "piece", "unit", "copy", "ticket", "bottle", "pop", "seat", "student", "pupil"];

/// Words that make a rate as "per" does: "$5 a year".
const RATE_ARTICLES: &[u64] = words!["a", "an", "each", "every"];

/// The noun that is counted, and a rate of counts ("15 people per square kilometre").
fn count(scene: &Scene, draft: &mut Draft) {
    let mut at = draft.tokens.end;
    let of_counts = matches!(draft.shape, Shape::Vague | Shape::Fraction) || draft.kind == Kind::Percent;
    if of_counts && scene.says(at, "of") {
        at += 1 + usize::from(scene.is(at + 1, Class::ARTICLE | Class::POSSESSIVE | Class::DEMONSTRATIVE) || scene.says(at + 1, "the"));
    } else if draft.kind == Kind::Percent {
        return;
    }
    at = whole_of(scene, at).filter(|_| of_counts).unwrap_or(at);
    at += usize::from(scene.inner_hyphen(at));
    // "3,000-plus guests"
    at += usize::from(scene.inner_hyphen(at.saturating_sub(1)) && scene.says_any(at, words!["plus", "odd"]));
    let one = draft.value.is_some_and(|f| f.value == Decimal::ONE);
    let noun = if one { noun::head_of_one(scene, at, 4) } else { noun::head(scene, at, REACH) };
    let Some(noun) = noun.or_else(|| of_the(scene, at)).or_else(|| people(scene, at)) else { return };
    if draft.kind == Kind::Number
        && (scene.says(noun.end, "per") || noun.lemma == "time" && scene.says_any(noun.end, RATE_ARTICLES))
        && let Some(found) = scene.lexicon.units.unit_at(scene.text, scene.tokens, noun.end + 1)
    {
        let counted = Unit::opaque(&noun.lemma);
        draft.unit = counted.per(&found.unit).map(Arc::new);
        draft.kind = Kind::Quantity;
        draft.tokens.end = found.end;
    }
    draft.noun = Some(noun);
}

/// How many words the counted noun may stand behind the number.
const REACH: usize = 6;

/// Behind the number that a share is taken of, an adjective before it or not: "a third of the combined 300 ships".
fn whole_of(scene: &Scene, at: usize) -> Option<usize> {
    (at..at + 2).find_map(|i| numeral::read(scene, i, false)).filter(|n| n.shape == Shape::Digits).map(|n| n.end)
}

/// "2,000 who had fled": whoever they are.
fn people(scene: &Scene, at: usize) -> Option<noun::Noun> {
    (at > scene.start && scene.says(at, "who")).then(|| noun::Noun { start: at, end: at, lemma: "people".to_owned(), plural: true, words: 0 })
}

/// "two of the ships", "one of its oldest ships": the noun behind "of the".
fn of_the(scene: &Scene, at: usize) -> Option<noun::Noun> {
    let whole = scene.says(at, "of") && (scene.says(at + 1, "the") || scene.is(at + 1, Class::POSSESSIVE | Class::DEMONSTRATIVE));
    let owned = scene.says(at, "of") && scene.is_capital(at + 1) && scene.says_any(at + 2, words!["'s", "’s"]);
    let at = at + 2 + usize::from(owned || scene.says(at + 2, "most"));
    noun::head(scene, at, REACH).filter(|n| (whole || owned) && n.plural)
}

/// The hedge before the amount or behind it.
pub(super) fn hedge(scene: &Scene, draft: &mut Draft) {
    let hedges = &scene.lexicon.hedges;
    if let Some((kind, start)) =
        hedges.ending_before(scene.tokens, draft.tokens.start, scene.start).filter(|&(kind, start)| is_hedge_here(scene, draft, kind, start))
    {
        draft.hedge = Some(Hedge { kind, tokens: start..draft.tokens.start });
        draft.tokens.start = start;
    } else {
        let end = draft.tokens.end;
        let at = end + usize::from(scene.inner_hyphen(end));
        // "5,000 or more than 4,500" are two bounds
        if let Some((kind, next)) = hedges.beginning_at(scene.tokens, at).filter(|&(_, next)| !scene.mark(at, '+') && !scene.says(next, "than")) {
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
    let preposition = single && scene.says_any(start, words!["over", "under", "below", "above", "around", "about", "near", "beyond"]);
    let behind = start.checked_sub(1).filter(|&i| i >= scene.start);
    let measured = behind
        .is_some_and(|i| scene.says_any(i, words!["for", "by", "of", "to", "at", "is", "was", "are", "were", "has", "have", "had", "with", "lasted", "spans"]));
    let during = draft.kind == Kind::Duration && kind == HedgeKind::Over && scene.says(start, "over");
    // "jurisdiction over 10 provinces", "ruled over three islands": no more than ten are meant
    let ruled = single && scene.says(start, "over") && behind.is_some_and(|i| scene.says_any(i, RULE));
    // "extends over 900 kilometres", "adds up to 900": the verb's own words
    let spread = single && scene.says(start, "over") && behind.is_some_and(|i| scene.says_any(i, SPREAD));
    let added = scene.says(start, "up") && behind.is_some_and(|i| scene.says_any(i, words!["add", "adds", "added", "adding"]));
    !(preposition && during && !measured || ruled || spread || added)
}

/// What something does over an area or a length.
const SPREAD: &[u64] = words![
    "extend",
    "extends",
    "extended",
    "extending",
    "stretch",
    "stretches",
    "stretched",
    "stretching",
    "spread",
    "spreads",
    "spreading",
    "sprawl",
    "sprawls",
    "sprawling",
    "sprawled",
    "scattered",
    "distributed",
    "strung",
    "ranges",
    "ranging",
];

/// What one has or does over others.
const RULE: &[u64] = words![
    "jurisdiction",
    "authority",
    "sovereignty",
    "dominion",
    "dominance",
    "supremacy",
    "control",
    "power",
    "presides",
    "presided",
    "presiding",
    "rule",
    "rules",
    "ruled",
    "ruling",
    "reigned",
    "reigns",
    "reigning"
];
