//! Which values a property can have: by their kind and unit, by what is counted, and by what a rate is per.
//!
//! In: a property, a mention, and the phrase that leads from the one to the other. Out: whether the one can
//! be a value of the other. How well the phrase stands there is for `property` to know.

use super::Context;
use crate::claim::{Claim, Manner, PartReading, TermCue, says, unit};
use crate::lexicon::Lexicon;
use crate::lexicon::word::Class;
use crate::measure::unit::{Dimension, Unit};
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::names::NameForm;
use crate::reference::{Property, ValueKind};
use crate::text::span::{Plain, Span};
use crate::text::token::{Token, TokenKind, words};
use rust_decimal::Decimal;

/// Numbers below this without a noun count nothing unless a phrase is tied to them.
const SMALL: i64 = 1000;
/// How far a number without an ending may stand from the phrase for a rank, in tokens: "ranked at number 34", "won three terms".
const BESIDE: u32 = 4;
/// How many tokens what is counted may have before its "per".
const COUNTED: usize = 3;

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
        (Kind::Quantity | Kind::Temperature | Kind::Duration, ValueKind::Quantity) | (Kind::Quantity, ValueKind::Money) => same(unit, own),
        (Kind::Number, ValueKind::Count) => here || mention.noun.as_ref().is_none_or(|n| noun(&n.lemma)),
        (Kind::Number, ValueKind::Date | ValueKind::Name) => false,
        (Kind::Number, _) => here || mention.noun.is_none(),
        (Kind::Ordinal, ValueKind::Rank) => true,
        _ => false,
    }
}

/// True if the claim's value can be a value of the property.
pub(super) fn fits(property: &Property, mention: &Mention, claim: &Claim, cue: &TermCue, context: &Context<'_>) -> bool {
    let unit = mention.unit.as_deref();
    let own = property.unit.as_deref();
    match (mention.kind, property.kind) {
        (Kind::Date | Kind::DateRange, ValueKind::Date) => true,
        (Kind::Duration, ValueKind::Duration) => same(unit, own),
        (Kind::Age, ValueKind::Duration) => property.id.contains("age") && same(unit, own),
        (Kind::Percent, ValueKind::Percent) => unit.is_some_and(|u| u.tag == "percent"),
        // "$70 a barrel" is a rate, of money
        (Kind::Money | Kind::Quantity, ValueKind::Money) | (Kind::Quantity | Kind::Temperature | Kind::Duration, ValueKind::Quantity) => same(unit, own),
        (Kind::Number, ValueKind::Count) => counts(property, mention, claim, cue, context),
        // an index or ratio has a unit of its own or none, and decimals
        (Kind::Number, ValueKind::Quantity) => {
            let decimal = mention.value.is_some_and(|v| v.has_point());
            let per = is_per_same(mention, property, claim, context);
            let fitting = per.unwrap_or(decimal);
            let bare = (mention.noun.is_none() || per.is_some()) && own.is_none_or(|u| u.dimension.is_none());
            bare && fitting
                || is_spelled_out(mention, cue, context)
                || decimal && own.is_none_or(|u| u.dimension.is_none()) && is_compound(mention, cue, context)
        }
        (Kind::Ordinal, ValueKind::Rank) => true,
        // "(three abstained)" is no place in an order that the sentence tells elsewhere
        (Kind::Number, ValueKind::Rank) => cue.bound || cue.place.sentences_back == 0 && cue.place.gap <= BESIDE,
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

/// Whether "4 per 1,000 live births", "4 for every 1,000", is per what the property's unit is; none where the words have no such base.
fn is_per_same(mention: &Mention, property: &Property, claim: &Claim, context: &Context<'_>) -> Option<bool> {
    let part = &context.parts[claim.part];
    // "8 deaths per 100,000"
    let every = |at: usize| says(part, at, words!["for", "in"]) && says(part, at + 1, words!["every", "each"]);
    let behind = |at: usize| if every(at) { Some(at + 2) } else { says(part, at, words!["per"]).then_some(at + 1) };
    let at = (mention.tokens.end..mention.tokens.end + COUNTED).find_map(behind)?;
    let base = part.reading.mention_at(at).filter(|m| m.tokens.start == at && m.kind == Kind::Number)?;
    let (written, digits) = (&property.written_unit, base.value.map_or_else(String::new, |figure| figure.value.normalize().to_string()));
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

/// True if the phrase and the value are one adjective: "a 7.0-magnitude earthquake", "a 7.0 magnitude earthquake".
fn is_compound(mention: &Mention, cue: &TermCue, context: &Context<'_>) -> bool {
    let part = &context.parts[cue.term.0];
    let (term, value) = (&part.terms[cue.term.1].tokens, &mention.tokens);
    let hyphen = part.reading.tokens.get(value.end).is_some_and(Token::is_hyphen);
    let noun = part.reading.tokens.get(term.end).is_some_and(|t| t.kind == TokenKind::Word);
    let single = term.len() == 1 && !context.lexicon.words.is_plural(part.reading.tokens[term.start].span().of(part.text));
    cue.place.sentences_back == 0 && noun && single && term.start == value.end + usize::from(hyphen)
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
pub(super) fn is_bare_value(property: &Property, mention: &Mention, claim: &Claim, cue: &TermCue, context: &Context<'_>) -> bool {
    let measured = matches!(property.kind, ValueKind::Percent | ValueKind::Money | ValueKind::Duration | ValueKind::Quantity);
    // "magnitude 7.0 earthquake" counts no earthquakes; "the size of one department" does count
    let digits = || mention.span.of(context.parts[claim.part].text).contains(|c: char| c.is_ascii_digit());
    let beside = cue.bound && cue.place.before && cue.place.gap == 0 && digits();
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
        || is_anaphora(mention, &context.parts[claim.part])
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

/// "the border between the two": they were named before, and nothing is counted.
fn is_anaphora(mention: &Mention, part: &PartReading<'_>) -> bool {
    let start = mention.tokens.start;
    let in_words = !mention.span.of(part.text).contains(|c: char| c.is_ascii_digit());
    in_words && start > 0 && says(part, start - 1, words!["the", "these", "those", "all"])
}

/// True if a number could be a year as well: four digits in one piece, whatever hedge stands before them.
pub(super) fn is_year(mention: &Mention, claim: &Claim, context: &Context<'_>) -> bool {
    let written = mention.span.of(context.parts[claim.part].text);
    let digits = written.rsplit(' ').next().unwrap_or(written);
    mention.noun.as_ref().is_none_or(|n| !context.lexicon.cues.is_people(&n.lemma))
        && digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits.starts_with('1') || digits.starts_with('2'))
}

pub(super) fn same(unit: Option<&Unit>, own: Option<&Unit>) -> bool {
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
    let state = |word: &str| matches!(word, "state" | "country" | "nation");
    noun.lemma == counted || state(&noun.lemma) && state(counted) || people && cues.is_people(counted) || property.triggers.iter().any(named)
}

/// True if the noun names a people ("Armenians").
fn is_demonym(claim: &Claim, noun: Span<Plain>, context: &Context<'_>) -> bool {
    claim.names.iter().filter(|c| c.name.0 == claim.part && c.place.sentences_back == 0).any(|cue| {
        let part = &context.parts[cue.name.0];
        let name = &part.names[cue.name.1];
        crate::claim::span_of(part, &name.tokens).overlaps(noun) && name.entities.iter().any(|(_, form)| *form == NameForm::Demonym)
    })
}

pub(super) fn holds_word(label: &str, word: &str) -> bool {
    label.split(|c: char| !c.is_alphabetic()).any(|w| w.eq_ignore_ascii_case(word))
}
