//! Anniversaries, from the year of the event and that of the story.

use super::Derived;
use crate::claim::{Claim, says};
use crate::link::{Candidates, Context, subject};
use crate::measure::interval::Interval;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Fact, FactValue, ValueKind};
use crate::text::token::{Form, words};
use chrono::Datelike;
use rust_decimal::Decimal;

/// How far behind the ordinal "anniversary" may stand, in tokens.
const REACH: usize = 5;
/// What leads to what a phrase names and is not that: "its vote for independence", "the declaration of".
const OTHERS: &[u64] =
    words!["vote", "referendum", "war", "struggle", "fight", "battle", "campaign", "movement", "plebiscite", "demand", "bid", "call", "talks"];
/// Subjects that are tried.
const SUBJECTS: usize = 4;

/// Which anniversary the claim's subject has in the year of the story.
pub fn derive(claim: &Claim, mention: &Mention, _: &Candidates, context: &Context<'_>) -> Option<Derived> {
    let word = anniversary(claim, mention, context).filter(|_| mention.kind == Kind::Ordinal)?;
    // the year that is told of, or the story's: another date of the sentence may be of something else
    let told = claim.time.and_then(|when| when.from).map(|day| day.year());
    let years: Vec<i32> = told.into_iter().chain(context.today().map(|day| day.year())).collect();
    let subjects = subject::candidates(claim, &[], context);
    subjects.iter().filter(|s| is_whose(s, word, claim, context)).take(SUBJECTS).find_map(|subject| {
        let facts = dates(subject.entity, claim, context);
        let in_year = |year: i32| facts.iter().filter_map(move |f| Some((year, i64::from(year - year_of(f)?), f)));
        let ages: Vec<(i32, i64, &Fact)> = years.iter().flat_map(|year| in_year(*year)).filter(|(_, age, _)| *age > 0).collect();
        let said = mention.value?.value;
        let (year, age, fact) = *ages.iter().find(|(_, age, _)| Decimal::from(*age) == said).or_else(|| ages.first())?;
        Some(Derived {
            subject: subject.entity,
            strength: subject.strength,
            label: "Anniversary",
            value: Interval::point(age.into()),
            slack: Decimal::ZERO,
            facts: vec![fact.clone()],
            arithmetic: format!("{year} \u{2212} {} = {age} years", year_of(fact)?),
        })
    })
}

/// The word "anniversary" a few words behind the ordinal.
fn anniversary(claim: &Claim, mention: &Mention, context: &Context<'_>) -> Option<usize> {
    let part = &context.parts[claim.part];
    let end = part.reading.sentences[claim.sentence].tokens.end;
    (mention.tokens.end..end.min(mention.tokens.end + REACH)).find(|&i| says(part, i, words!["anniversary"]))
}

/// True unless the words behind "anniversary of" name somebody else: "Chad marks the 30th anniversary of the Utopia
/// Treaty" tells nothing of Chad.
fn is_whose(subject: &subject::Candidate, word: usize, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let of = word + 1;
    let first = of + 1 + usize::from(says(part, of + 1, words!["the", "a", "an"]));
    let named = says(part, of, words!["of"]) && part.reading.tokens.get(first).is_some_and(|t| t.form.contains(Form::CAPITAL));
    let behind = |(at, name): (usize, usize)| at == claim.part && context.parts[at].names[name].tokens.start > word;
    (!named || subject.name.is_none_or(behind)) && !is_of_another(word, claim, context)
}

/// True if what is kept is something else than the phrase names: "the anniversary of its vote for independence".
fn is_of_another(word: usize, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let first = word + 2;
    let Some(term) = part.terms_in(claim.sentence).iter().find(|term| term.tokens.start >= first && says(part, word + 1, words!["of"])) else { return false };
    (first..term.tokens.start).any(|at| says(part, at, OTHERS))
}

/// Rows with the date of an event, or of what a phrase in the sentence names of the subject.
fn dates(subject: EntityId, claim: &Claim, context: &Context<'_>) -> Vec<Fact> {
    let event = context.reference.events().iter().any(|e| e.entity == subject);
    let named = |property| {
        let here = claim.terms.iter().filter(|t| t.place.sentences_back == 0);
        here.into_iter().any(|t| context.parts[t.term.0].terms[t.term.1].entries.iter().any(|e| e.property == property))
    };
    let dated = context.reference.properties_of(subject).filter(|(p, _)| context.reference.property(*p).kind == ValueKind::Date && (event || named(*p)));
    dated.flat_map(|(_, facts)| facts).collect()
}

/// The year of a row's date, if it names one.
fn year_of(fact: &Fact) -> Option<i32> {
    match fact.value {
        FactValue::Date(when) => when.from.zip(when.to).filter(|(a, b)| a.year() == b.year()).map(|(a, _)| a.year()),
        _ => None,
    }
}
