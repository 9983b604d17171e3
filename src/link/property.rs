//! What a claim may say of its subject.
//!
//! In: the terms around a claim and the kind of its value. Out: properties with a
//! strength and what it rests on. A property whose values are of another kind, measure
//! another thing or count other nouns is never a candidate.

use super::label::Words;
use super::{Context, people, phrase, qualifier};
use crate::claim::{Claim, CueHit, Manner, TermCue, says, unit};
use crate::lexicon::Lexicon;
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::measure::unit::{Dimension, Unit};
use crate::mention::Mention;
use crate::mention::date::expr::DateExpr;
use crate::mention::draft::Kind;
use crate::reference::names::{NameForm, TermEntry, TermForm};
use crate::reference::{Property, PropertyId, ValueKind};
use crate::text::span::{Plain, Span};
use crate::text::token::{Token, TokenKind, words};
use rust_decimal::Decimal;
use std::cell::OnceCell;
use std::ops::Range;

/// What a bare noun for people is worth as a phrase for a population: never enough for a contradiction.
const GENERIC: f64 = 0.58;

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
/// What a verb and a unit are worth together.
const MEASURED: f64 = 0.86;
/// How far before the value such a verb may stand, in tokens.
const VERB_REACH: u32 = 3;
/// What is left of a term in the sentence if the value stands behind "an army of".
const OTHER_HEAD: f64 = 0.55;
/// How far before the value the verb of having may stand, in tokens.
const HAVING: usize = 3;
/// Participles that do not end in "ed".
const IRREGULAR: &[u64] = words![
    "lost", "sent", "seen", "taken", "given", "let", "made", "put", "built", "won", "cut", "brought", "held", "kept", "left", "paid", "sold", "spent", "fed",
    "driven", "drawn", "found", "hit", "met", "taught", "told"
];
/// Numbers below this without a noun count nothing unless a phrase is tied to them.
const SMALL: i64 = 1000;

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
    for cue in &claim.terms {
        let term = &context.parts[cue.term.0].terms[cue.term.1];
        for entry in &term.entries {
            let property = context.reference.property(entry.property);
            let moved = claim.manner.contains(Manner::CHANGE) && !property.is_change && !term_holds_change(cue, context);
            let away = claim.manner.contains(Manner::DISTANCE) && !holds_word(&property.label, "distance");
            if moved || away || is_compounded(cue, context) {
                continue;
            }
            if fits(property, mention, claim, cue, context) || is_bare_value(property, mention, claim, cue, context) {
                let (strength, reason) = term_strength(cue, *entry, is_overridden(cue, property, context));
                let (most, reason) = most_of(cue, *entry, claim, context).map_or((1.0, reason), |(most, why)| (most, why));
                let strength = strength.min(most) * qualifier::fit(property, term, claim, context) * own_head(claim, cue);
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
        () if is_of_function_words(cue, context) => Some((GENERIC, "only a preposition")),
        () if is_denied(cue, context) => Some((GENERIC, "a phrase that is denied")),
        () if claim.mention(context.parts).kind.is_date() && phrase::is_of_another(cue, claim.mention(context.parts).tokens.start, context) => {
            Some((GENERIC, "a phrase of another noun"))
        }
        () if is_of_other_end(claim, context.reference.property(entry.property), context) => Some((GENERIC, "a date of the other end")),
        () if is_attributive(cue, claim, context) => Some((GENERIC, "a date of another noun")),
        () if is_unit(cue, claim, context) => Some((GENERIC, "only the unit")),
        () if is_base(cue, entry, claim, context) => Some((BASE, "what the share is of")),
        () if is_put_to_use(cue, context) => Some((GENERIC, "a part that is put to use")),
        () if is_of_years(context.reference.property(entry.property)) && claim.time.and_then(|t| t.length_days()).is_none_or(|days| days <= 300) => {
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
    let first = |words: [&str; 3]| property.label.split(' ').next().is_some_and(|word| words.iter().any(|w| w.eq_ignore_ascii_case(word)));
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

/// True if the phrase lies inside the value: it names no more than the unit does.
fn is_unit(cue: &TermCue, claim: &Claim, context: &Context<'_>) -> bool {
    let (term, value) = (&context.parts[cue.term.0].terms[cue.term.1].tokens, &claim.mention(context.parts).tokens);
    cue.place.sentences_back == 0 && claim.mention(context.parts).kind == Kind::Quantity && value.start <= term.start && term.end <= value.end
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

/// True if a property sums up what happens in a year.
fn is_of_years(property: &Property) -> bool {
    let label = property.label.to_lowercase();
    property.kind == ValueKind::Count && ["in a year", "per year", "a year", "yearly", "annual"].iter().any(|w| label.contains(w))
}

/// True if a phrase of the table is nothing but "since" or "until".
fn is_of_function_words(cue: &TermCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let idle = Class::FUNCTION | Class::OPEN_START | Class::OPEN_END | Class::RANGE_START;
    part.terms[cue.term.1].tokens.clone().all(|i| context.lexicon.words.get(part.reading.marks[i]).classes.intersects(idle))
}

/// Properties told by a verb and the unit: what "covers 900 square kilometres" has an area, what "passed with
/// 61 percent" a share of those for it, "the 15 that make up the bloc" are its members.
fn measured(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
    let near = |h: &&CueHit| h.place.sentences_back == 0 && (h.place.before && h.place.gap <= VERB_REACH || !h.place.before && h.place.gap == 0);
    let Some(verb) = claim.cues.iter().filter(|h| h.class == CueClass::Measuring).find(near) else { return Vec::new() };
    let of_kind = |p: &Property| match mention.kind {
        Kind::Quantity => p.kind == ValueKind::Quantity && same(mention.unit.as_deref(), p.unit.as_deref()),
        Kind::Percent => p.kind == ValueKind::Percent,
        Kind::Number => p.kind == ValueKind::Count && !mention.vague && !is_year(mention, claim, context),
        _ => false,
    };
    let words = OnceCell::new();
    let fitting = context.reference.properties().iter().enumerate().filter(|(_, p)| of_kind(p) && holds_word(&p.label, &verb.value));
    let candidate = |(number, property): (usize, &Property)| {
        let told = is_whole(property)
            || mention.kind == Kind::Quantity && names_rest(property, &verb.value, claim, context)
            || property.kind == ValueKind::Percent && words.get_or_init(|| Words::of(claim, context)).hold_another(&property.label);
        let strength = if told { MEASURED } else { GENERIC };
        Candidate { property: PropertyId(number as u32), strength, reason: "a verb and the unit" }
    };
    fitting.map(candidate).collect()
}

/// "Women in Chad have 6 children on average" of "children per woman": a property whose unit is of the noun that is counted, per
/// a noun that the sentence has.
fn averaged(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Vec<Candidate> {
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

/// True if the sentence has all words of the label but the verb's: "produced 10 billion cubic metres of gas" of "gas production".
fn names_rest(property: &Property, verb: &str, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let said = part.reading.sentences[claim.sentence].tokens.clone().map(|i| part.reading.tokens[i].span().of(part.text));
    let mut rest = property.label.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty() && !w.eq_ignore_ascii_case(verb)).peekable();
    rest.peek().is_some() && rest.all(|word| said.clone().any(|other| other.eq_ignore_ascii_case(word)))
}

fn holds_word(label: &str, word: &str) -> bool {
    label.split(|c: char| !c.is_alphabetic()).any(|w| w.eq_ignore_ascii_case(word))
}

/// True if a label says no more than what is measured, or that all of it is.
fn is_whole(property: &Property) -> bool {
    property.label.split_whitespace().count() == 1 || property.label.to_lowercase().contains("total")
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
    let has = matches!(claim.pattern, "name has value term" | "name, aside, has value term" | "name is home to value term" | "name, a place of value term")
        && cue.bound
        && !is_perfect(claim, context);
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

/// True if the noun behind the phrase makes it something else; "rate" does not where the property is one: "poverty rate".
fn is_overridden(cue: &TermCue, property: &Property, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let rate = || says(part, part.terms[cue.term.1].tokens.end, words!["rate", "rates", "share"]);
    cue.overridden && !(property.kind == ValueKind::Percent && rate())
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

/// True if the mention's value could be one of the property, as far as the mention alone tells;
/// `here`: the phrase for the property stands in its sentence; `people`: it counts people.
pub fn could_be(property: &Property, mention: &Mention, here: bool, people: bool, lexicon: &Lexicon) -> bool {
    let (unit, own) = (mention.unit.as_deref(), property.unit.as_deref());
    let counted = || property.counted.as_deref().unwrap_or("person");
    let begins_so = |phrase: &String, lemma: &str| phrase.contains(lemma.get(..4).unwrap_or(lemma));
    let noun = |lemma: &str| people && lexicon.cues.is_people(counted()) || lemma == counted() || property.triggers.iter().any(|p| begins_so(p, lemma));
    match (mention.kind, property.kind) {
        (Kind::Date | Kind::DateRange, ValueKind::Date) | (Kind::Percent, ValueKind::Percent) => true,
        (Kind::Duration | Kind::Age, ValueKind::Duration) | (Kind::Money, ValueKind::Money) => same(unit, own),
        (Kind::Quantity | Kind::Temperature | Kind::Duration, ValueKind::Quantity) => same(unit, own),
        (Kind::Number, ValueKind::Count) => here || mention.noun.as_ref().is_none_or(|n| noun(&n.lemma)),
        (Kind::Number, ValueKind::Date | ValueKind::Name) => false,
        (Kind::Number, _) => here || mention.noun.is_none(),
        (Kind::Ordinal, ValueKind::Rank) => true,
        _ => false,
    }
}

/// True if the claim's value can be a value of the property.
fn fits(property: &Property, mention: &Mention, claim: &Claim, cue: &TermCue, context: &Context<'_>) -> bool {
    let unit = mention.unit.as_deref();
    let own = property.unit.as_deref();
    match (mention.kind, property.kind) {
        (Kind::Date | Kind::DateRange, ValueKind::Date) => true,
        (Kind::Duration, ValueKind::Duration) => same(unit, own),
        (Kind::Age, ValueKind::Duration) => property.id.contains("age") && same(unit, own),
        (Kind::Percent, ValueKind::Percent) => unit.is_some_and(|u| u.tag == "percent"),
        (Kind::Money, ValueKind::Money) | (Kind::Quantity | Kind::Temperature | Kind::Duration, ValueKind::Quantity) => same(unit, own),
        (Kind::Number, ValueKind::Count) => counts(property, mention, claim, cue, context),
        // an index or ratio has a unit of its own or none, and decimals
        (Kind::Number, ValueKind::Quantity) => {
            let decimal = mention.value.is_some_and(|v| v.has_point());
            let per = is_per_same(mention, property, claim, context);
            let fitting = per.unwrap_or(decimal);
            let bare = (mention.noun.is_none() || per.is_some()) && own.is_none_or(|u| u.dimension.is_none());
            bare && fitting || is_spelled_out(mention, cue, context)
        }
        (Kind::Number | Kind::Ordinal, ValueKind::Rank) => true,
        _ => false,
    }
}

/// "are under 25", "those over 65": an age, and no value of what the sentence tells.
fn is_of_age(mention: &Mention, claim: &Claim, context: &Context<'_>) -> bool {
    let before = mention.tokens.start.checked_sub(1).filter(|_| mention.bound.is_some());
    before.is_some_and(|at| says(&context.parts[claim.part], at, words!["are", "were", "aged", "those", "people", "who"]))
}

/// True if the phrase is of an index, whose levels are no percentages: "the consumer price index rose to 761".
fn is_of_index(cue: &TermCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let end = part.terms[cue.term.1].tokens.end;
    (end - 1..=end).any(|at| says(part, at, words!["index", "indices"]))
}

/// How many tokens what is counted may have before its "per".
const COUNTED: usize = 3;

/// Whether "4 per 1,000 live births" is per what the property's unit is; none where the words have no such base.
fn is_per_same(mention: &Mention, property: &Property, claim: &Claim, context: &Context<'_>) -> Option<bool> {
    let part = &context.parts[claim.part];
    // "8 deaths per 100,000"
    let per = (mention.tokens.end..mention.tokens.end + COUNTED).find(|&at| says(part, at, words!["per"]))?;
    let base = part.reading.mentions.iter().find(|m| m.tokens.start == per + 1 && m.kind == Kind::Number)?;
    let (written, digits) = (&property.written_unit, digits_of(base.span.of(part.text)));
    if property.kind == ValueKind::Percent {
        return Some(digits == "100");
    }
    let next = part.reading.tokens.get(base.tokens.end).filter(|t| t.kind == TokenKind::Word).map(|t| t.span().of(part.text));
    let plain = |word: &str| context.lexicon.words.look_up(word).classes.contains(Class::FUNCTION);
    let people = |word: &str| context.lexicon.cues.is_people(word) && written.split(' ').any(|own| context.lexicon.cues.is_people(own));
    let whole = next.is_none_or(|word| plain(word) || people(word) || holds_word(written, word));
    Some(digits == digits_of(written) && whole)
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// True if the phrase stands right behind the value as the unit that it is told in: "4.1 children per woman".
fn is_spelled_out(mention: &Mention, cue: &TermCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let term = &part.terms[cue.term.1].tokens;
    let next = part.reading.tokens.get(term.end).filter(|t| t.kind == TokenKind::Word);
    // "deaths per 1,000 live births" are no deaths per 1,000 people
    let plain = |word: &str| context.lexicon.words.classes(part.reading.marks[term.end]).contains(Class::FUNCTION) || context.lexicon.cues.is_people(word);
    let whole = next.is_none_or(|t| plain(t.span().of(part.text)));
    whole && cue.place.sentences_back == 0 && term.start == mention.tokens.end && term.clone().any(|i| says(part, i, words!["per"]))
}

/// True if a number without a unit of its own can be a value of the property: the sentence
/// gives the unit elsewhere, or ties the number to the phrase ("inflation of 4.2").
fn is_bare_value(property: &Property, mention: &Mention, claim: &Claim, cue: &TermCue, context: &Context<'_>) -> bool {
    let measured = matches!(property.kind, ValueKind::Percent | ValueKind::Money | ValueKind::Duration | ValueKind::Quantity);
    // "magnitude 7.0 earthquake" counts no earthquakes
    let beside = cue.bound && cue.place.before && cue.place.gap == 0;
    if mention.kind != Kind::Number
        || mention.rule == "multiple"
        || is_of_age(mention, claim, context)
        || mention.noun.is_some() && !beside
        || mention.vague
        || claim.manner.contains(Manner::RANKED)
        || !measured
        || property.kind == ValueKind::Percent && is_of_index(cue, context)
        || is_per_same(mention, property, claim, context) == Some(false)
        || is_year(mention, claim, context)
    {
        return false;
    }
    // a share of more than the whole is none
    if property.kind == ValueKind::Percent && !property.is_change && mention.value.is_some_and(|v| v.value.abs() > Decimal::ONE_HUNDRED) {
        return false;
    }
    let part = &context.parts[claim.part];
    let term = (cue.term.0 == claim.part).then(|| &part.terms[cue.term.1].tokens);
    match unit::borrowed(part, mention, term, context.lexicon) {
        Some(unit) => same(Some(&unit), property.unit.as_deref()),
        None => cue.bound && cue.place.before,
    }
}

/// True if a number could be a year as well: four digits in one piece, whatever hedge stands before them.
fn is_year(mention: &Mention, claim: &Claim, context: &Context<'_>) -> bool {
    let written = mention.span.of(context.parts[claim.part].text);
    let digits = written.rsplit(' ').next().unwrap_or(written);
    mention.noun.as_ref().is_none_or(|n| !context.lexicon.cues.is_people(&n.lemma))
        && digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits.starts_with('1') || digits.starts_with('2'))
}

/// What it costs a term that does not stand with the value that another noun does: of
/// "an army of 500" the army is counted, whatever else the sentence speaks of.
fn own_head(claim: &Claim, cue: &TermCue) -> f64 {
    if cue.bound || !claim.manner.contains(Manner::OTHER_HEAD) { 1.0 } else { OTHER_HEAD }
}

fn same(unit: Option<&Unit>, own: Option<&Unit>) -> bool {
    match (unit, own) {
        (Some(a), Some(b)) => a.measures_same(b),
        // a table without a unit: lengths of time at least are years
        (Some(a), None) => Some(a.dimension) == Dimension::base("time"),
        _ => false,
    }
}

/// True if the noun that the claim counts is one that the property counts.
fn counts(property: &Property, mention: &Mention, claim: &Claim, cue: &TermCue, context: &Context<'_>) -> bool {
    if claim.manner.contains(Manner::RANKED)
        || mention.value.is_some_and(|v| !v.value.fract().is_zero() || v.has_point() && !v.scaled) && !(cue.bound && mention.is_dotted())
        || is_year(mention, claim, context)
    {
        return false;
    }
    let small = || mention.vague || mention.value.is_some_and(|v| !v.scaled && v.value < SMALL.into());
    // "a population of 10 million spread thinly": behind a phrase tied to the value what is no plural is not counted
    let part = &context.parts[claim.part];
    let plural = |span: Span<Plain>| span.of(part.text).rsplit(' ').next().is_some_and(|head| context.lexicon.words.is_plural(head));
    let Some(noun) = mention.noun.as_ref().filter(|n| !(cue.bound && cue.place.before && !plural(n.span))) else { return cue.bound || !small() };
    let cues = &context.lexicon.cues;
    let counted = property.counted.as_deref().unwrap_or("person");
    let people = cues.is_people(&noun.lemma) || is_demonym(claim, noun.span, context);
    let named = |phrase: &String| phrase.split_whitespace().any(|word| context.lexicon.words.lemma(word) == noun.lemma);
    noun.lemma == counted || people && cues.is_people(counted) || property.triggers.iter().any(named)
}

/// True if the noun names a people ("Armenians").
fn is_demonym(claim: &Claim, noun: Span<Plain>, context: &Context<'_>) -> bool {
    claim.names.iter().filter(|c| c.name.0 == claim.part && c.place.sentences_back == 0).any(|cue| {
        let part = &context.parts[cue.name.0];
        let name = &part.names[cue.name.1];
        crate::claim::span_of(part, &name.tokens).overlaps(noun) && name.entities.iter().any(|(_, form)| *form == NameForm::Demonym)
    })
}
