//! Words that narrow a property down: men or women, city or country, at purchasing power parity.
//!
//! In: the qualifiers around a claim and those in a property's own label. Out: how far
//! the property still fits. Life expectancy "for men" is not the table's total, and GDP
//! "(PPP)" is not GDP at current prices; where the table has both, each finds its own.

use super::Context;
use crate::claim::{Claim, CueHit, PartReading};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::name::Term;
use crate::reference::{Property, PropertyId, ValueKind};
use crate::text::token::{Form, TokenKind};

/// A property that the words exclude: no link survives it.
const EXCLUDED: f64 = 0.1;
/// A property narrower than the words.
const NARROWER: f64 = 0.5;
/// A property in another measure than the usual one, where the words name none.
const OTHER_MEASURE: f64 = 0.97;
/// The qualifier of those who are grown up.
const ADULT: &str = "part=adult";
/// What a qualifier of men or women is of.
const SEX: &str = "sex";
/// How far behind a term or value its qualifier may stand, in tokens.
const REACH: usize = 3;

/// How far a property fits the qualifiers said of the term and the value, from 0 to 1.
pub fn fit(property: &Property, term: &Term, claim: &Claim, context: &Context<'_>) -> f64 {
    // shares are of those who can have them: "the adult literacy rate"
    let grown = |said: &&str| *said == ADULT && property.kind == ValueKind::Percent;
    let said: Vec<&str> = claim.cues.iter().filter(|hit| is_said_of(hit, term, claim, context)).map(|hit| &*hit.value).filter(|said| !grown(said)).collect();
    if property.kind == ValueKind::Count && is_of_strangers(term, claim, context) {
        return EXCLUDED;
    }
    let own = |said: &str| property.qualifiers.iter().any(|q| **q == *said);
    let narrows = |said: &&&str| !own(said) && !is_usual(said);
    if said.iter().any(|said| !own(said) && property.qualifiers.iter().any(|q| kind(q) == kind(said))) || said.iter().any(|s| narrows(&s)) {
        return EXCLUDED;
    }
    let unsaid = |q: &&std::sync::Arc<str>| !said.contains(&&***q) && !is_usual(q) && !stands_in(q, term, claim);
    match property.qualifiers.iter().find(unsaid) {
        // "refugees hosted" counts refugees, whoever says so
        Some(q) if kind(q) == "part" => 1.0,
        Some(q) if kind(q) == "measure" => OTHER_MEASURE,
        Some(_) => NARROWER,
        None => 1.0,
    }
}

/// The property of the same name that is of one sex alone, where the words tell of that: "63 percent of women can read" of the literacy of
/// women, by the phrases for literacy.
pub fn of_one_sex(property: PropertyId, term: &Term, claim: &Claim, context: &Context<'_>) -> Option<PropertyId> {
    let said = claim.cues.iter().find(|hit| hit.class == CueClass::Qualifier && kind(&hit.value) == SEX && is_said_of(hit, term, claim, context))?;
    let whole = context.reference.property(property);
    let begins = |p: &Property| p.label.strip_prefix(&*whole.label).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let same = |p: &Property| p.kind == whole.kind && p.written_unit == whole.written_unit;
    let narrower = |p: &Property| same(p) && begins(p) && matches!(&p.qualifiers[..], [only] if **only == *said.value);
    let found = context.reference.properties().iter().position(|p| whole.qualifiers.is_empty() && narrower(p));
    found.map(|number| PropertyId(number as u32))
}

/// True if an unknown name narrows the phrase down: of "the Bahai population" only some are counted.
fn is_of_strangers(term: &Term, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let (sentence, at) = (&part.reading.sentences[claim.sentence].tokens, term.tokens.start);
    let capital = |i: usize| part.reading.tokens[i].kind == TokenKind::Word && part.reading.tokens[i].form.contains(Form::CAPITAL);
    let named = |i: usize| part.names_in(claim.sentence).iter().any(|n| n.tokens.contains(&i));
    let plain = |i: usize| context.lexicon.words.classes(part.reading.marks[i]).intersects(Class::FUNCTION | Class::MONTH | Class::WEEKDAY);
    term.sentence == claim.sentence && at > sentence.start + 1 && capital(at - 1) && !capital(at) && !named(at - 1) && !plain(at - 1)
}

/// "sex" of "sex=male".
fn kind(qualifier: &str) -> &str {
    qualifier.split('=').next().unwrap_or_default()
}

/// What is meant where nothing is said.
fn is_usual(qualifier: &str) -> bool {
    qualifier == "measure=nominal"
}

/// True if the phrase for the property holds the qualifier.
fn stands_in(qualifier: &str, term: &Term, claim: &Claim) -> bool {
    let inside = |hit: &CueHit| hit.tokens.0 == claim.part && term.tokens.start <= hit.tokens.1.start && hit.tokens.1.end <= term.tokens.end;
    claim.cues.iter().any(|hit| hit.class == CueClass::Qualifier && *hit.value == *qualifier && inside(hit))
}

/// True if a qualifier stands beside the term or the value, and not inside the term itself, which the table gave.
fn is_said_of(hit: &CueHit, term: &Term, claim: &Claim, context: &Context<'_>) -> bool {
    if hit.class != CueClass::Qualifier || hit.tokens.0 != claim.part {
        return false;
    }
    let (part, at) = (&context.parts[claim.part], &hit.tokens.1);
    let value = &claim.mention(context.parts).tokens;
    let inside = at.start < term.tokens.end && term.tokens.start < at.end;
    // "women live 81 years, men 70"
    let mentions = &part.reading.mentions;
    let of_next = || mentions.get(mentions.partition_point(|m| m.tokens.start < at.end)).is_some_and(|m| m.tokens.start == at.end);
    let of_value = !(value.end <= at.start && of_next())
        && hit.place.sentences_back == 0
        && (at.end <= value.start && value.start - at.end <= 1 || is_behind(part, value.end, at.start, REACH));
    let before_term = at.end <= term.tokens.start && term.tokens.start - at.end <= 1 && !has_stop(part, at.end, term.tokens.start);
    !inside && (of_value || before_term || is_behind(part, term.tokens.end, at.start, REACH) || is_in_bracket(part, term.tokens.end, at.start))
}

/// True if `at` lies within a few words behind `end`, a comma between them at most.
fn is_behind(part: &PartReading<'_>, end: usize, at: usize, reach: usize) -> bool {
    end <= at && at - end < reach && !has_stop(part, end, at)
}

fn has_stop(part: &PartReading<'_>, from: usize, to: usize) -> bool {
    let number = |i: usize| part.reading.tokens[i].kind == TokenKind::Digits;
    let word = |i: usize| part.reading.tokens[i].span().of(part.text);
    (from..to).any(|i| number(i) || matches!(word(i), ";" | "." | "and" | "but" | "by" | "while" | "with" | "including" | ")"))
}

/// True if `at` lies in the bracket that opens right behind `end`, a tail like ", total" aside.
fn is_in_bracket(part: &PartReading<'_>, end: usize, at: usize) -> bool {
    let mark = |i: usize, mark: char| part.reading.tokens.get(i).is_some_and(|t| t.is_mark(mark));
    let open = (end..end + REACH).find(|&i| mark(i, '('));
    open.is_some_and(|open| open < at && !(open..at).any(|i| mark(i, ')')))
}
