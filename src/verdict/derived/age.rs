//! Ages, from a day of birth and the day of the story.

use super::{Derived, dates_of};
use crate::claim::{Claim, preposition, says};
use crate::link::{Candidates, Context, subject};
use crate::measure::interval::Interval;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::text::token::{TokenKind, words};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// The age of whom the value stands beside, on the day of the story or of death.
pub fn derive(claim: &Claim, mention: &Mention, _: &Candidates, context: &Context<'_>) -> Option<Derived> {
    if mention.kind != Kind::Age {
        return None;
    }
    let people = subject::candidates(claim, &[], context);
    let person = people.iter().find(|s| context.reference.kind_of(s.entity) == "person").filter(|s| !is_of_stranger(s, claim, context))?;
    let born = dates_of(person.entity, "birth", context).into_iter().next()?;
    let died = dates_of(person.entity, "death", context).into_iter().next();
    let dated = claim.time.and_then(|t| t.from.zip(t.to)).filter(|(from, to)| from == to).map(|(day, _)| day);
    let today = dated.or(context.today())?;
    let day = died.as_ref().and_then(|(_, when)| when.from).filter(|died| *died < today).unwrap_or(today);
    let (first, last) = (born.1.from?, born.1.to?);
    let (low, high) = (years(last, day), years(first, day));
    let facts = std::iter::once(born.0).chain(died.filter(|_| day != today).map(|d| d.0)).collect();
    Some(Derived {
        subject: person.entity,
        strength: person.strength,
        label: "Age",
        value: Interval::between(Decimal::from(low), Decimal::from(high)),
        slack: Decimal::ZERO,
        facts,
        arithmetic: format!("born {}, {} years old on {day}", born.1, if low == high { low.to_string() } else { format!("{low} or {high}") }),
    })
}

/// How far before an age the article of a noun may stand that has it, in tokens: "a retired and bearded farmer aged 71".
const ARTICLE: usize = 5;

/// "The witness, a farmer aged 71", "Faye met a farmer aged 71": a noun right before the age has it, unless it tells who the person is.
fn is_of_stranger(person: &subject::Candidate, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let (value, start) = (claim.mention(context.parts).tokens.start, part.reading.sentences[claim.sentence].tokens.start);
    let mut before = (start..value).rev().take(ARTICLE).take_while(|&at| part.reading.tokens[at].kind == TokenKind::Word);
    let article = before.find(|&at| says(part, at, words!["a", "an", "another"]));
    // "died in a hospital aged 85"
    let Some(article) = article.filter(|&at| at + 1 < value && preposition(part, at).is_none()) else { return false };
    let name = person.name.filter(|name| name.0 == claim.part).map(|(_, name)| &part.names[name]).filter(|name| name.sentence == claim.sentence);
    let apposed = |from: usize| (from..article).all(|at| says(part, at, words![",", "is", "was", "who", "(", "–", "—"]));
    name.is_none_or(|name| name.tokens.end <= article && !apposed(name.tokens.end))
}

/// Whole years from one day to another.
fn years(from: NaiveDate, to: NaiveDate) -> i32 {
    to.year() - from.year() - i32::from((to.month(), to.day()) < (from.month(), from.day()))
}
