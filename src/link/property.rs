//! What a claim may say of its subject.
//!
//! In: the terms around a claim and the kind of its value. Out: properties with a
//! strength and what it rests on. A property whose values are of another kind, measure
//! another thing or count other nouns is never a candidate.

use super::called::called;
use super::fit::{fits, holds_word, is_bare_value};
use super::measured::{averaged, grown, joined, measured, peopled, ruled, sized};
use super::{Context, people, phrase, qualifier};
use crate::claim::{Claim, Manner, TermCue, says};
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::mention::draft::Kind;
use crate::reference::names::{TermEntry, TermForm};
use crate::reference::{Property, PropertyId, ValueKind};
use crate::text::token::{Token, TokenKind, words};
use std::ops::Range;

/// What a bare noun for people is worth as a phrase for a population: never enough for a contradiction.
pub(super) const GENERIC: f64 = 0.58;
/// What a property rests on that a table tells by "since" alone.
pub(super) const PREPOSITION: &str = "only a preposition";

/// What a phrase is worth that another value of the same kind stands nearer to: too little for a contradiction.
const TAKEN: f64 = 0.62;
/// What a phrase rests on that a pattern ties to the value.
const TIED: &str = "a phrase tied to the value";
/// What a phrase is worth that names what the share is of: "a fifth of the farmland". No link survives it.
const BASE: f64 = 0.2;
/// How many words may stand between "of" and what a share is of.
const DETERMINERS: usize = 3;
/// A phrase worth no more than this is narrowed down to something else.
const NARROWED: f64 = 0.3;
/// What is left of a term in the sentence if the value stands behind "an army of".
const OTHER_HEAD: f64 = 0.55;
/// How far before the value the verb of having may stand, in tokens.
const HAVING: usize = 3;
/// Participles that do not end in "ed".
pub(super) const IRREGULAR: &[u64] = words![
    "lost", "sent", "seen", "taken", "given", "let", "made", "put", "built", "won", "cut", "brought", "held", "kept", "left", "paid", "sold", "spent", "fed",
    "driven", "drawn", "found", "hit", "met", "taught", "told", "repaid"
];
/// What is done with a part of an area.
const USED: &[u64] = words!["under", "planted", "sown", "harvested", "cultivated", "devoted", "irrigated", "affected", "burned", "burnt", "flooded", "mined"];

/// A property that may be meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Which.
    pub property: PropertyId,
    /// How well it stands there, 0 to 1.
    pub strength: f64,
    /// What that rests on.
    pub reason: &'static str,
}

/// All candidates, strongest first; each property once.
pub fn candidates(claim: &Claim, context: &Context<'_>) -> Vec<Candidate> {
    let mention = claim.mention(context.parts);
    let mut found: Vec<Candidate> = Vec::new();
    let goes_on = claim.terms.iter().any(|cue| is_joined(cue, mention, claim, context));
    for cue in claim.terms.iter().filter(|cue| !(goes_on && cue.place.clauses > 0)) {
        let term = &context.parts[cue.term.0].terms[cue.term.1];
        for entry in &term.entries {
            let property = context.reference.property(entry.property);
            // "prices rose by 5 percent" is the rate, and "the economy grew by 5 billion" no size of it
            let rate = || property.kind == ValueKind::Percent && term_holds_change(cue, context);
            let moved = claim.manner.contains(Manner::CHANGE) && !property.is_change && !rate();
            let away = claim.manner.contains(Manner::DISTANCE) && !holds_word(&property.label, "distance");
            if moved || away || is_compounded(cue, context) {
                continue;
            }
            if fits(property, mention, claim, cue, context) || is_bare_value(property, mention, claim, cue, context) {
                let (strength, reason) = term_strength(cue, *entry, is_overridden(cue, property, context));
                let (most, reason) = most_of(cue, *entry, claim, context).map_or((1.0, reason), |(most, why)| (most, why));
                let strength = strength.min(most) * own_head(claim, cue);
                found.extend(qualifier::of_one_sex(entry.property, term, claim, context).map(|narrower| {
                    let strength = strength * qualifier::fit(context.reference.property(narrower), term, claim, context);
                    Candidate { property: narrower, strength, reason }
                }));
                let strength = strength * qualifier::fit(property, term, claim, context);
                found.push(Candidate { property: entry.property, strength, reason });
            }
        }
    }
    // a phrase that is tied to the value and narrowed down speaks for the others of its property
    let narrowed: Vec<PropertyId> = found.iter().filter(|c| c.reason == TIED && c.strength <= NARROWED).map(|c| c.property).collect();
    for candidate in found.iter_mut().filter(|c| narrowed.contains(&c.property) && c.reason != TIED) {
        candidate.strength = candidate.strength.min(NARROWED);
    }
    found.extend(measured(claim, mention, context));
    found.extend(averaged(claim, mention, context));
    found.extend(peopled(claim, mention, context));
    found.extend(sized(claim, mention, context));
    found.extend(grown(claim, mention, context));
    found.extend(ruled(claim, mention, context));
    found.extend(joined(claim, mention, context));
    if found.iter().all(|c| c.strength <= GENERIC) {
        found.extend(called(claim, mention, context));
    }
    if mention.vague {
        // "thousands of people" alone says nothing of a population
        found.retain(|c| c.strength > GENERIC);
    }
    found.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.property.cmp(&b.property)));
    let mut best: Vec<Candidate> = Vec::new();
    for candidate in found {
        if !best.iter().any(|b| b.property == candidate.property) {
            best.push(candidate);
        }
    }
    best
}

/// True for a phrase that goes on from a share with "of", and can have it: "a quarter of Chad's exports" is no share of what the next
/// clause tells.
fn is_joined(cue: &TermCue, mention: &Mention, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, end) = (&context.parts[claim.part], mention.tokens.end);
    let term = &context.parts[cue.term.0].terms[cue.term.1];
    let of = mention.kind == Kind::Percent && cue.term.0 == claim.part && term.tokens.start == end && says(part, end, words!["of"]);
    of && term.entries.iter().any(|entry| fits(context.reference.property(entry.property), mention, claim, cue, context))
}

/// The properties that phrases of the claim's sentence name, whatever the kind of its value; strongest first.
pub fn named(claim: &Claim, context: &Context<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for cue in claim.terms.iter().filter(|c| c.place.sentences_back == 0) {
        let term = &context.parts[cue.term.0].terms[cue.term.1];
        for entry in &term.entries {
            let property = context.reference.property(entry.property);
            let (strength, reason) = term_strength(cue, *entry, is_overridden(cue, property, context));
            let strength = strength * qualifier::fit(property, term, claim, context);
            found.push(Candidate { property: entry.property, strength, reason });
        }
    }
    found.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.property.cmp(&b.property)));
    found
}

/// True if the phrase is the first part of a compound: "inflation-adjusted growth" is no inflation.
fn is_compounded(cue: &TermCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let end = part.terms[cue.term.1].tokens.end;
    let token = |at: usize| part.reading.tokens.get(at).filter(|t| t.is_glued());
    token(end).is_some_and(Token::is_hyphen) && token(end + 1).is_some_and(|t| t.kind == TokenKind::Word)
}

/// True if the phrase says itself that something changed ("prices rose").
fn term_holds_change(cue: &TermCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    part.terms[cue.term.1].tokens.clone().any(|i| context.lexicon.words.get(part.reading.marks[i]).classes.contains(Class::CHANGE))
}

/// What a term is worth at most that is no sure sign of its property, and why.
fn most_of(cue: &TermCue, entry: TermEntry, claim: &Claim, context: &Context<'_>) -> Option<(f64, &'static str)> {
    match () {
        () if is_generic(cue, claim, context) => Some((GENERIC, "only the noun that is counted")),
        () if is_of_function_words(cue, context) => Some((GENERIC, PREPOSITION)),
        () if is_denied(cue, context) => Some((GENERIC, "a phrase that is denied")),
        () if claim.mention(context.parts).kind.is_date() && phrase::is_of_another(cue, claim.mention(context.parts).tokens.start, context) => {
            Some((GENERIC, "a phrase of another noun"))
        }
        () if is_of_other_end(claim, context.reference.property(entry.property), context) => Some((GENERIC, "a date of the other end")),
        () if is_attributive(cue, claim, context) => Some((GENERIC, "a date of another noun")),
        () if is_unit(cue, claim, context) => Some((GENERIC, "only the unit")),
        () if is_base(cue, entry, claim, context) => Some((BASE, "what the share is of")),
        () if is_drawn_from(cue, claim, context) => Some((BASE, "what some are out of")),
        () if is_put_to_use(cue, context) => Some((GENERIC, "a part that is put to use")),
        () if context.reference.property(entry.property).is_yearly_count() && claim.time.and_then(|t| t.length_days()).is_none_or(|days| days <= 300) => {
            Some((GENERIC, "a sum of a year, and no year is said"))
        }
        () if entry.form == TermForm::Derived && entry.words == 1 && !cue.bound => Some((GENERIC, "one word of a label")),
        () if !cue.bound && cue.taken => Some((TAKEN, "a phrase that another value stands nearer to")),
        () => None,
    }
}

/// True if the phrase stands right behind a "not".
fn is_denied(cue: &TermCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let start = part.terms[cue.term.1].tokens.start;
    let before = start.checked_sub(1).filter(|&i| cue.place.sentences_back == 0 && i < part.reading.marks.len());
    before.is_some_and(|i| context.lexicon.words.classes(part.reading.marks[i]).contains(Class::NEGATION))
}

/// True if "out of" leads from the value to the phrase: "100,000 left, out of a population of".
fn is_drawn_from(cue: &TermCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, value) = (&context.parts[cue.term.0], claim.mention(context.parts).tokens.end);
    let term = part.terms[cue.term.1].tokens.start;
    let near = (term.saturating_sub(DETERMINERS)..term).rev().find(|&at| says(part, at, words!["out"]) && says(part, at + 1, words!["of"]));
    cue.place.sentences_back == 0 && cue.term.0 == claim.part && near.is_some_and(|out| value <= out)
}

/// True if the words behind the phrase say what is on it: "the area under cotton", "the land area sown to wheat".
fn is_put_to_use(cue: &TermCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    says(part, part.terms[cue.term.1].tokens.end, USED)
}

/// True if the words date an end and the property a beginning, or the other way round: restrictions "through 1994".
fn is_of_other_end(claim: &Claim, property: &Property, context: &Context<'_>) -> bool {
    let mention = claim.mention(context.parts);
    if property.kind != ValueKind::Date || !mention.kind.is_date() {
        return false;
    }
    let part = &context.parts[claim.part];
    let first = |words: [&str; 3]| words.iter().any(|word| property.begins_with(word));
    let before = mention.tokens.start.checked_sub(1).filter(|_| mention.tokens.start > part.reading.sentences[claim.sentence].tokens.start);
    let through = || before.is_some_and(|i| says(part, i, words!["through", "until", "till"]));
    match mention.said {
        Some(DateExpr::Since(_)) => first(["end", "death", "dissolution"]),
        Some(DateExpr::Until(_)) => first(["start", "birth", "founding"]),
        _ => through() && first(["start", "birth", "founding"]),
    }
}

/// True if the date stands before a noun that is no part of the phrase: "its 1987 growth" dates the growth.
fn is_attributive(cue: &TermCue, claim: &Claim, context: &Context<'_>) -> bool {
    let mention = claim.mention(context.parts);
    let (part, at) = (&context.parts[claim.part], &mention.tokens);
    let sentence = &part.reading.sentences[claim.sentence].tokens;
    if !mention.kind.is_date() || at.start == sentence.start || at.end >= sentence.end {
        return false;
    }
    let class = |i: usize| context.lexicon.words.classes(part.reading.marks[i]);
    let token = |i: usize| part.reading.tokens[i];
    let own = cue.term.0 == claim.part && part.terms[cue.term.1].tokens.contains(&at.end);
    let noun = token(at.end).kind == TokenKind::Word && !class(at.end).intersects(Class::FUNCTION | Class::REPORTING);
    let determined = says(part, at.start - 1, words!["a", "an", "the", "this", "that"]) || class(at.start - 1).contains(Class::POSSESSIVE);
    determined && noun && !own
}

/// True if the phrase lies inside the value, or goes on from it with "of" where nobody has it: it names no more than the unit does.
fn is_unit(cue: &TermCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (term, value) = (&context.parts[cue.term.0].terms[cue.term.1].tokens, &claim.mention(context.parts).tokens);
    let begins = cue.place.sentences_back == 0 && claim.mention(context.parts).kind == Kind::Quantity && value.contains(&term.start);
    // "brought up 84,000 barrels of oil"; what somebody has of it, or sits on, is told by the phrase
    let held = |at: usize| says(&context.parts[claim.part], at, words!["has", "have", "had", "holds", "held", "on"]);
    let of = says(&context.parts[claim.part], value.end, words!["of"]);
    begins && (term.end <= value.end || of && !(value.start.saturating_sub(HAVING + 1)..value.start).any(held))
}

/// True if the phrase, and no other one for its property, stands right behind a share and "of": "a fifth of Chad's farmland is salty".
fn is_base(cue: &TermCue, entry: TermEntry, claim: &Claim, context: &Context<'_>) -> bool {
    let (part, mention) = (&context.parts[claim.part], claim.mention(context.parts));
    let end = mention.tokens.end;
    let share = mention.kind == Kind::Percent && context.reference.property(entry.property).kind == ValueKind::Percent;
    if !share || cue.place.sentences_back > 0 || cue.term.0 != claim.part || !says(part, end, words!["of"]) {
        return false;
    }
    let inside = |term: &Range<usize>| (end + 1..=end + 1 + DETERMINERS).contains(&term.start);
    let own = part.terms_in(claim.sentence).iter().filter(|term| term.entries.iter().any(|e| e.property == entry.property));
    let verb = part.reading.tokens.get(part.terms[cue.term.1].tokens.end);
    let goes_on = verb.is_some_and(|t| t.kind == TokenKind::Word);
    goes_on && own.into_iter().all(|term| inside(&term.tokens))
}

/// True if a phrase of the table is nothing but "since" or "until".
fn is_of_function_words(cue: &TermCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let idle = Class::FUNCTION | Class::OPEN_START | Class::OPEN_END | Class::RANGE_START;
    part.terms[cue.term.1].tokens.clone().all(|i| context.lexicon.words.get(part.reading.marks[i]).classes.intersects(idle))
}

/// True if the term is only a noun for people ("500 people"), and no verb says that they live there.
fn is_generic(cue: &TermCue, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let (term, value) = (&part.terms[cue.term.1].tokens, &claim.mention(context.parts).tokens);
    // of "million people" the value has its own word already
    let overlaps = cue.term.0 == claim.part && term.start < value.end && value.end < term.end && value.start <= term.start;
    let own = if overlaps { value.end..term.end } else { term.clone() };
    let words = crate::claim::span_of(part, &own).of(part.text);
    if !context.lexicon.cues.is_people(words) {
        return false;
    }
    let has = claim.counts_all && cue.bound && !is_perfect(claim, context) && !people::are_limited(claim, &own, context);
    !(has || people::are_all(claim, &own, context))
}

/// True if the verb of having before the value is part of another verb's perfect tense: "has resettled three million people".
pub(super) fn is_perfect(claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let (first, value) = (part.reading.sentences[claim.sentence].tokens.start, claim.mention(context.parts).tokens.start);
    let has = (first.max(value.saturating_sub(HAVING))..value).rev().find(|&i| says(part, i, words!["has", "have", "had"]));
    let verb = has.map(|has| has + 1).filter(|&verb| verb < value && part.reading.tokens[verb].kind == TokenKind::Word);
    verb.is_some_and(|verb| part.reading.tokens[verb].span().of(part.text).ends_with("ed") || says(part, verb, IRREGULAR))
}

/// True if the noun behind the phrase makes it something else; "rate" does not where the property is one: "poverty rate", "mortality rate".
fn is_overridden(cue: &TermCue, property: &Property, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let rate = || says(part, part.terms[cue.term.1].tokens.end, words!["rate", "rates", "share", "ratio"]);
    let is_rate = property.kind == ValueKind::Percent || property.kind == ValueKind::Quantity && property.written_unit.contains("per ");
    cue.overridden && !(is_rate && rate())
}

fn term_strength(cue: &TermCue, entry: TermEntry, overridden: bool) -> (f64, &'static str) {
    let place = cue.place;
    let (mut strength, reason) = match () {
        () if cue.bound => (0.93, TIED),
        () if place.sentences_back == 0 => {
            (0.84 - (f64::from(place.clauses) * 0.06).min(0.3) - (f64::from(place.gap) * 0.006).min(0.12), "a phrase in the sentence")
        }
        () => (0.34, "a phrase in a sentence nearby"),
    };
    strength += (f64::from(entry.words.min(4)) - 1.0) * 0.03;
    strength -= match entry.form {
        TermForm::Trigger => 0.0,
        TermForm::Label => 0.02,
        TermForm::Derived => 0.04,
    };
    if overridden {
        strength *= 0.4;
    }
    (strength.min(0.99), reason)
}

/// What it costs a term that does not stand with the value that another noun does: of
/// "an army of 500" the army is counted, whatever else the sentence speaks of.
fn own_head(claim: &Claim, cue: &TermCue) -> f64 {
    if cue.bound || !claim.manner.contains(Manner::OTHER_HEAD) { 1.0 } else { OTHER_HEAD }
}
