//! Properties that no phrase names: told by a verb and the unit, or by what the unit counts.
//!
//! In: a number, and the verbs and nouns of its sentence. Out: properties with a strength, as `property` has
//! them from phrases.

use super::Context;
use super::fit::{holds_word, is_year, same};
use super::label::Words;
use super::property::{Candidate, GENERIC};
use crate::claim::{Claim, CueHit, PartReading, is_of_members, says};
use crate::lexicon::Lexicon;
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::mention::draft::Kind;
use crate::mention::name::FoundCue;
use crate::reference::{Property, PropertyId, ValueKind};
use crate::text::token::{TokenKind, words};
use rust_decimal::Decimal;
use std::cell::OnceCell;

/// What a verb and a unit are worth together.
const MEASURED: f64 = 0.86;
/// What growth is worth as a phrase for that of the economy.
const GROWN: f64 = 0.72;
/// A place of fewer is one of something else.
const FEWEST: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
/// How far before its noun the article of a place may stand: "a small landlocked country".
const ADJECTIVES: usize = 4;
/// What verbs of spending tell.
const SPENDING: &str = "spending";
/// How far behind a share of income what it is spent on may stand, in tokens.
const SPENT: usize = 6;
/// How far before its end the word for a rule may stand, in tokens.
const RULED: usize = 8;
/// How far before the value such a verb may stand, in tokens.
const VERB_REACH: u32 = 3;

/// Properties told by a verb and the unit: what "covers 900 square kilometres" has an area, what "passed with
/// 61 percent" a share of those for it, "the 15 that make up the bloc" are its members.
pub(super) fn measured(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
    let near = |h: &&CueHit| h.place.sentences_back == 0 && (h.place.before && h.place.gap <= VERB_REACH || !h.place.before && h.place.gap == 0);
    let Some(verb) = claim.cues.iter().filter(|h| h.class == CueClass::Measuring).find(near) else { return Vec::new() };
    let of_kind = |p: &Property| match mention.kind {
        Kind::Quantity => p.kind == ValueKind::Quantity && same(mention.unit.as_deref(), p.unit.as_deref()),
        Kind::Percent => p.kind == ValueKind::Percent,
        Kind::Number => p.kind == ValueKind::Count && !mention.vague && !is_year(mention, claim, context),
        _ => false,
    };
    let words = OnceCell::new();
    let named = |p: &Property| holds_word(&p.label, &verb.value) || &*verb.value == SPENDING && p.phrases().any(|phrase| holds_word(phrase, SPENDING));
    let fitting = context.reference.properties().iter().enumerate().filter(|(_, p)| of_kind(p) && named(p));
    let candidate = |(number, property): (usize, &Property)| {
        let told = is_whole(property)
            || mention.kind == Kind::Percent && is_spent_on(property, verb, claim, context)
            || mention.kind == Kind::Quantity && names_rest(property, &verb.value, claim, context)
            || property.kind == ValueKind::Percent && words.get_or_init(|| Words::of(claim, context)).hold_another(&property.label);
        let strength = if told { MEASURED } else { GENERIC };
        Candidate { property: PropertyId(number as u32), strength, reason: "a verb and the unit" }
    };
    fitting.map(candidate).collect()
}

/// "Women in Chad have 6 children on average" of "children per woman": a property whose unit is of the noun that is counted, per
/// a noun that the sentence has.
pub(super) fn averaged(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
    let Some(noun) = mention.noun.as_ref().filter(|_| mention.kind == Kind::Number && !mention.vague) else { return Vec::new() };
    let part = &context.parts[claim.part];
    let tokens = || part.reading.sentences[claim.sentence].tokens.clone();
    if !tokens().any(|at| says(part, at, words!["average", "averages", "typical", "typically", "each"])) {
        return Vec::new();
    }
    let lemma = |word: &str| context.lexicon.words.lemma(word);
    let said = |wanted: &str| tokens().any(|at| lemma(part.reading.tokens[at].span().of(part.text)) == wanted);
    let told = |unit: &str| unit.split_once(" per ").is_some_and(|(what, whose)| lemma(what) == noun.lemma && said(&lemma(whose)));
    let fitting = context.reference.properties().iter().enumerate().filter(|(_, p)| p.kind == ValueKind::Quantity && told(&p.written_unit));
    fitting.map(|(number, _)| Candidate { property: PropertyId(number as u32), strength: MEASURED, reason: "an average of what the unit counts" }).collect()
}

/// "The 27-nation union" of its members: a property that counts states.
pub(super) fn joined(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
    if !is_of_members(&context.parts[claim.part], mention) {
        return Vec::new();
    }
    let counts = |p: &Property| p.kind == ValueKind::Count && p.counted.as_deref() == Some("state") && holds_word(&p.label, "members");
    let fitting = context.reference.properties().iter().enumerate().filter(|(_, p)| counts(p));
    fitting.map(|(number, _)| Candidate { property: PropertyId(number as u32), strength: MEASURED, reason: "so many members" }).collect()
}

/// "A country of 18 million" of all its people: a property that counts people.
pub(super) fn peopled(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
    if !is_size_of_place(&context.parts[claim.part], mention, context.lexicon) {
        return Vec::new();
    }
    of_people("a place of so many", context).collect()
}

/// The properties that count all people of a place.
pub(super) fn of_people<'a>(reason: &'static str, context: &'a Context<'_>) -> impl Iterator<Item = Candidate> + use<'a> {
    let counts = |p: &Property| p.kind == ValueKind::Count && p.phrases().any(|phrase| phrase == "people");
    let fitting = context.reference.properties().iter().enumerate().filter(move |(_, p)| counts(p));
    fitting.map(move |(number, _)| Candidate { property: PropertyId(number as u32), strength: MEASURED, reason })
}

/// "A $3 billion economy" of what it makes in a year: a property whose phrases tell how large an economy is.
pub(super) fn sized(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
    if !is_size_of_economy(&context.parts[claim.part], mention) {
        return Vec::new();
    }
    let sizes = |p: &Property| p.kind == ValueKind::Money && p.phrases().any(|phrase| phrase.ends_with("of the economy") || phrase.starts_with("economy "));
    let fitting = context.reference.properties().iter().enumerate().filter(|(_, p)| sizes(p));
    fitting.map(|(number, _)| Candidate { property: PropertyId(number as u32), strength: MEASURED, reason: "an economy of so much" }).collect()
}

/// "Growth slowed to 3.4 percent" of the economy's: a property that a phrase calls economic growth. What else may have grown is not told,
/// so a miss says less than where the economy is named.
pub(super) fn grown(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
    if !is_growth_of_economy(&context.parts[claim.part], mention) {
        return Vec::new();
    }
    let grows = |p: &Property| p.kind == ValueKind::Percent && p.phrases().any(|phrase| phrase == "economic growth");
    let fitting = context.reference.properties().iter().enumerate().filter(|(_, p)| grows(p));
    fitting.map(|(number, _)| Candidate { property: PropertyId(number as u32), strength: GROWN, reason: "growth, and nothing else that grew" }).collect()
}

/// Words between "growth" and how much it was: its verb, and what leads on from that.
const GREW: &[u64] = words![
    "was",
    "is",
    "were",
    "has",
    "had",
    "been",
    "be",
    "reached",
    "reaches",
    "slowed",
    "slows",
    "fell",
    "dropped",
    "rose",
    "picked",
    "accelerated",
    "hit",
    "came",
    "stood",
    "averaged",
    "averages",
    "ran",
    "eased",
    "recovered",
    "returned",
    "climbed",
    "up",
    "to",
    "at",
    "down",
    "in",
    "by",
    "a",
    "an",
    "of",
    "only",
    "just",
    "still",
    "then",
    "again",
    "meanwhile",
    "nevertheless",
    "nonetheless",
    "even",
    "managed",
    "though",
    "however",
    "also",
    "last",
    "this",
    "that",
    "year",
    "but",
    ","
];

/// Verbs of what output does.
const GROWS: &[u64] =
    words!["grew", "grow", "grows", "grown", "rose", "rises", "expanded", "expands", "increased", "increases", "shrank", "shrunk", "contracted"];
/// How far behind its noun such a verb may stand, in tokens: "the economy nevertheless grew".
const VERB: usize = 4;

/// True for a percentage that the words tell as growth without saying of what, or as that of all output: "Growth was 3 percent", "output rose
/// by 3 percent".
pub(super) fn is_growth_of_economy(part: &PartReading<'_>, mention: &Mention) -> bool {
    if mention.kind != Kind::Percent {
        return false;
    }
    let first = part.reading.sentences[mention.sentence].tokens.start;
    let dated = |at: usize| part.reading.mention_at(at).is_some_and(|m| m.kind.is_date());
    let opens = |at: usize| at == first || says(part, at - 1, words![",", ";", ":", "and", "but", "while", "as", "that", "where", "when"]);
    let noun = (first..mention.tokens.start).rev().find(|&at| !says(part, at, GREW) && !says(part, at, GROWS) && !dated(at));
    let Some(noun) = noun else { return false };
    let grows = || (noun + 1..mention.tokens.start).take(VERB).any(|at| says(part, at, GROWS));
    let led = || noun > first && says(part, noun - 1, words!["the", "its"]) && opens(noun - 1);
    match () {
        () if says(part, noun, words!["growth"]) => noun + 1 < mention.tokens.start && opens(noun),
        () if says(part, noun, words!["output", "economy"]) => grows() && (opens(noun) || led()),
        () => false,
    }
}

/// "A colony of Chad until 1960" of its independence: a match tells as much, and a mismatch that somebody else ruled afterwards.
pub(super) fn ruled(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
    if !is_end_of_rule(&context.parts[claim.part], mention) {
        return Vec::new();
    }
    let frees = |p: &Property| p.kind == ValueKind::Date && p.phrases().any(|phrase| phrase == "independence");
    let fitting = context.reference.properties().iter().enumerate().filter(|(_, p)| frees(p));
    fitting.map(|(number, _)| Candidate { property: PropertyId(number as u32), strength: GENERIC, reason: "the end of foreign rule" }).collect()
}

/// True for a date until which somebody ruled: "under British rule until 1960", or since which nobody does.
pub(super) fn is_end_of_rule(part: &PartReading<'_>, mention: &Mention) -> bool {
    const RULE: &[u64] = words!["colony", "rule", "ruled", "protectorate", "dependency", "possession", "administered", "governed", "colonial"];
    let first = part.reading.sentences[mention.sentence].tokens.start;
    let before = |words: &[u64]| (first..mention.tokens.start).rev().take(RULED).any(|at| says(part, at, words));
    match mention.said {
        // "British until 1960"
        Some(DateExpr::Until(_)) => before(RULE) || part.names_in(mention.sentence).iter().any(|name| name.tokens.end == mention.tokens.start),
        Some(DateExpr::Since(_)) => before(RULE) && before(words!["free", "freed"]),
        // "British rule in Chad ended in 1960", "the end of colonial rule in 1960"
        _ => {
            let foreign = |at: usize| at > first && (says(part, at - 1, words!["colonial", "foreign"]) || part.names.iter().any(|name| name.tokens.end == at));
            let rule = (first..mention.tokens.start).rev().take(RULED).find(|&at| says(part, at, words!["rule"]));
            mention.kind.is_date() && rule.is_some_and(foreign) && before(words!["ended", "end", "ends"])
        }
    }
}

/// True for a sum that says what economy: "a $3 billion economy".
pub(super) fn is_size_of_economy(part: &PartReading<'_>, mention: &Mention) -> bool {
    mention.kind == Kind::Money && says(part, mention.tokens.end, words!["economy"])
}

/// True for a number without a noun, or of people, behind a kind of place that has people: "a small country of 18 million".
pub(super) fn is_size_of_place(part: &PartReading<'_>, mention: &Mention, lexicon: &Lexicon) -> bool {
    let people = mention.noun.as_ref().is_none_or(|noun| lexicon.cues.is_people(noun.span.of(part.text)));
    let bare = mention.kind == Kind::Number && people && !mention.vague && mention.value.is_some_and(|v| v.value >= FEWEST);
    let Some(of) = mention.tokens.start.checked_sub(1).filter(|&i| bare && says(part, i, words!["of"])) else { return false };
    let kind = part.cues_in(mention.sentence).find(|c| c.tokens.end == of && c.cues.iter().any(|c| c.class == CueClass::Description));
    let place = |c: &&FoundCue| c.cues.iter().any(|c| c.class == CueClass::Description && matches!(&*c.value, "country" | "city" | "region"));
    let led = |c: &FoundCue| (c.tokens.start.saturating_sub(ADJECTIVES)..c.tokens.start).any(|i| says(part, i, words!["a", "an", "the", "this"]));
    kind.filter(place).is_some_and(led)
}

/// True if the sentence has all words of the label but the verb's: "produced 10 billion cubic metres of gas" of "gas production".
fn names_rest(property: &Property, verb: &str, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let said = part.reading.sentences[claim.sentence].tokens.clone().map(|i| part.reading.tokens[i].span().of(part.text));
    let mut rest = property.label.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty() && !w.eq_ignore_ascii_case(verb)).peekable();
    rest.peek().is_some() && rest.all(|word| said.clone().any(|other| other.eq_ignore_ascii_case(word)))
}

/// "spent 4 percent of GDP on schools": a phrase for the property names what the money is spent on, and what its share is of is said.
fn is_spent_on(property: &Property, verb: &CueHit, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, value) = (&context.parts[claim.part], claim.mention(context.parts).tokens.end);
    if &*verb.value != SPENDING || !says(part, value, words!["of"]) {
        return false;
    }
    let tokens = value..part.reading.sentences[claim.sentence].tokens.end;
    let word = |at: usize| part.reading.tokens[at].span().of(part.text);
    let on = tokens.clone().take(SPENT).find(|&at| says(part, at, words!["on", "to", "for", "into"]));
    let Some(on) = on else { return false };
    let mut of = property.label.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 1 && w.chars().all(char::is_uppercase)).peekable();
    let said = |name: &str| {
        (value..on).any(|at| word(at) == name)
            || context.lexicon.synonyms.replaced(name).iter().any(|same| {
                (value..on).any(|at| {
                    let mut words = same.split(' ').enumerate();
                    words.all(|(step, other)| at + step < on && word(at + step).eq_ignore_ascii_case(other))
                })
            })
    };
    let goods = |phrase: &String| {
        let what: Vec<&str> = phrase.split_whitespace().take_while(|w| !w.eq_ignore_ascii_case(SPENDING)).collect();
        let begins = |from: usize| what.iter().enumerate().all(|(step, w)| from + step < tokens.end && word(from + step).eq_ignore_ascii_case(w));
        // "on health care" is on health; "on military pensions" is on some of it, "on health and schools" on more
        let ends = |from: usize| {
            let next = from + what.len();
            let plain = next >= tokens.end || part.reading.tokens[next].kind != TokenKind::Word;
            let function = next < tokens.end && context.lexicon.words.classes(part.reading.marks[next]).contains(Class::FUNCTION);
            plain || says(part, next, words!["care", "system", "services", "sector"]) || function && !says(part, next, words!["and", "or"])
        };
        holds_word(phrase, SPENDING) && !what.is_empty() && (on + 1..on + 3).any(|from| begins(from) && ends(from))
    };
    of.peek().is_some() && of.all(said) && property.phrases().any(goods)
}

/// True if a label says no more than what is measured, or that all of it is.
fn is_whole(property: &Property) -> bool {
    property.label.split_whitespace().count() == 1 || property.label.to_lowercase().contains("total")
}
