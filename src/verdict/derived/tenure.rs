//! How long somebody was in office, from the rows of the terms.
//!
//! In: a length of time in a sentence that names a person and tells of an office: "ruled Chad for 30 years", "after 23
//! years in power", "was prime minister for 11 years". Out: the time from the beginning of a term to its end, to the day
//! of the story if it goes on, or to a date of the sentence. Which of several terms is meant is not told by the words, so
//! any of them may agree, and only who held office once, and is said to have ruled, can be contradicted.

use super::Derived;
use super::lasting::{between, derived};
use crate::claim::allowed::allowed;
use crate::claim::{Claim, CueHit, PartReading, says};
use crate::lexicon::cue::CueClass;
use crate::link::subject::Candidate;
use crate::link::tenure::{ends, ruled, terms_of, told};
use crate::link::{Candidates, Context, subject};
use crate::measure::interval::Interval;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Fact};
use crate::text::token::{TokenKind, words};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// How far before the length of time its verb may stand, in tokens: "ruled the desert republic of Chad for".
const VERB: u32 = 7;
/// How far behind "as" the title may stand, in tokens: "as the country's president".
const TITLE: usize = 5;
/// Terms that lie no farther apart are one, in days.
const GAP: i64 = 62;
/// A person must be told as well as this.
const TOLD: f64 = 0.60;
/// Words before a length of time that make it a part of the time in office, or another one.
const PART: &[u64] = words!["first", "last", "next", "past", "previous", "another", "remaining", "final", "early", "more", "every", "each"];
/// Words behind it that count it from something else, or say that it is a part.
const COUNTED: &[u64] = words!["later", "after", "before", "earlier", "ago", "into", "older", "younger", "of", "more", "longer"];

/// An unbroken time in office.
struct Run {
    from: NaiveDate,
    /// None while it goes on.
    to: Option<NaiveDate>,
    rows: Vec<Fact>,
}

/// How long the person whom the sentence names was in office.
pub fn derive(claim: &Claim, mention: &Mention, _: &Candidates, context: &Context<'_>) -> Option<Derived> {
    let part = &context.parts[claim.part];
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let counted = says(part, end, COUNTED) || start > 0 && says(part, start - 1, PART);
    if mention.kind != Kind::Duration || mention.vague || mention.is_place_in_time() || counted {
        return None;
    }
    let all = verb_of_all(claim, mention, part);
    if all.is_none() && !is_of_office(claim, mention, part) {
        return None;
    }
    let admitted = allowed(mention, context.lexicon)?.supported;
    // whoever counts the years may count one more or less
    let year = context.lexicon.units.by_name("year")?.convert(Decimal::ONE, mention.unit.as_ref()?)?;
    let people: Vec<Candidate> = people(claim, context);
    let lengths = |person: &Candidate| {
        let mut runs = runs(person.entity, context);
        runs.retain(|run| is_there(run, claim, part));
        spans(&runs, claim, context).into_iter().filter_map(|span| length(span, mention, context))
    };
    let agreeing = people.iter().filter(|person| !is_owner(person, claim, part)).find_map(|person| {
        let found = lengths(person).find(|(value, ..)| admitted.meets(value));
        found.map(|found| told_of(person, found, year))
    });
    agreeing.or_else(|| {
        let [person] = &people[..] else { return None };
        let told = all.is_some_and(|verb| is_subject(person, verb, claim, part)) && is_only_run(person.entity, claim, context);
        // the last is to the end of the term, or to the day of the story
        lengths(person).last().filter(|_| told).map(|found| told_of(person, found, year))
    })
}

/// True if the tables of leaders know of one time in power alone, and the sentence tells of all of it.
fn is_only_run(person: EntityId, claim: &Claim, context: &Context<'_>) -> bool {
    let held = runs(person, context);
    let [only] = &held[..] else { return false };
    // who rules is whom those tables name, whatever the office
    let leads = only.rows.iter().all(|row| !context.lexicon.cues.is_office(&context.reference.property(row.property).id));
    // "has ruled for" is counted to the day of the article
    leads && context.date.is_some() && is_of_whole(claim, only, &context.parts[claim.part])
}

fn told_of(person: &Candidate, (value, from, to, rows): Length, year: Decimal) -> Derived {
    Derived { slack: year, ..derived(person.entity, person.strength, "Time in office", value, rows, (&from, &to)) }
}

/// The persons whom the sentence names, or stands for by a pronoun, that have held an office.
fn people(claim: &Claim, context: &Context<'_>) -> Vec<Candidate> {
    let all = subject::candidates(claim, &[], context);
    let person = |c: &Candidate| c.strength >= TOLD && context.reference.kind_of(c.entity) == "person";
    all.into_iter().filter(|c| person(c) && terms_of(c.entity, context).next().is_some()).collect()
}

/// True if the length of time is tied to an office, be it all of the time or a part.
fn is_of_office(claim: &Claim, mention: &Mention, part: &PartReading<'_>) -> bool {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let runs_for = start > 0 && says(part, start - 1, words!["for"]);
    let near = |h: &CueHit| h.tokens.1.end < start && h.place.gap <= VERB && h.place.clauses <= 1;
    let holds = || told(claim, CueClass::Office).filter(|h| &*h.value == "hold");
    // "prime minister of Chad for 11 years", and not "President Diallo was ill for 11 years"
    let plain = |at: usize| part.names_in(claim.sentence).iter().any(|n| n.tokens.contains(&at)) || says(part, at, words!["of", "the"]);
    let called = |h: &CueHit| !part.names_in(claim.sentence).iter().any(|n| n.tokens.start == h.tokens.1.end);
    let titled = |h: &CueHit| h.tokens.1.end < start && called(h) && (h.tokens.1.end..start - 1).all(plain);
    let mut titles = told(claim, CueClass::Title);
    let as_title = |h: &CueHit| says(part, end, words!["as"]) && (end..=end + TITLE).contains(&h.tokens.1.start);
    runs_for && holds().any(near) || holds().any(|h| h.tokens.1.start == end) || titles.any(|h| runs_for && titled(h) || as_title(h))
}

/// True unless the verb is of power over somebody else than the row's: "ruled Mali".
fn is_there(run: &Run, claim: &Claim, part: &PartReading<'_>) -> bool {
    let named = ruled(claim, part);
    named.is_empty() || named.iter().any(|name| name.entities.iter().any(|e| run.rows.iter().any(|row| row.subject == e.0)))
}

/// "Diallo's brother": somebody else is the subject.
fn is_owner(person: &Candidate, claim: &Claim, part: &PartReading<'_>) -> bool {
    let name = person.name.filter(|name| name.0 == claim.part).map(|name| &part.names[name.1]);
    name.is_some_and(|name| says(part, name.tokens.end, words!["'s", "’s"]))
}

/// Where the verb begins of "ruled Chad for 30 years", "was toppled after 30 years in power": all of the time is told, and no part of it.
fn verb_of_all(claim: &Claim, mention: &Mention, part: &PartReading<'_>) -> Option<usize> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let mut holds = told(claim, CueClass::Office).filter(|h| &*h.value == "hold");
    let named = |at: usize| part.names_in(claim.sentence).iter().any(|n| n.tokens.contains(&at)) || says(part, at, words!["the", "over", "in", "country"]);
    let over =
        |at: usize| part.reading.tokens.get(at).is_none_or(|t| t.kind == TokenKind::Mark && !t.is_hyphen()) || says(part, at, words!["until", "and", "but"]);
    let ruled = |h: &CueHit| start > h.tokens.1.end && says(part, start - 1, words!["for"]) && (h.tokens.1.end..start - 1).all(named) && over(end);
    let ended = || told(claim, CueClass::Office).find(|h| &*h.value == "end").map(|h| h.tokens.1.start);
    let in_power = |h: &CueHit| h.tokens.1.start == end && says(part, start.saturating_sub(1), words!["after"]) && over(h.tokens.1.end);
    holds.find_map(|h| if ruled(h) { Some(h.tokens.1.start) } else { ended().filter(|_| in_power(h)) })
}

/// True if the person's name, or "he" or "she", stands right before the verb: of "the judge whom X named has been in office" the judge does.
fn is_subject(person: &Candidate, verb: usize, claim: &Claim, part: &PartReading<'_>) -> bool {
    let first = part.reading.sentences[claim.sentence].tokens.start;
    let idle = |&at: &usize| says(part, at, words!["has", "have", "been", "was", "is", "who", ",", "finally"]);
    let before = (first..verb).rev().find(|at| !idle(at));
    let here = |name: &(usize, usize)| name.0 == claim.part && part.names[name.1].sentence == claim.sentence;
    let named = person.name.filter(here).map(|name| part.names[name.1].tokens.clone());
    before.is_some_and(|at| named.map_or_else(|| says(part, at, words!["he", "she"]), |name| name.end == at + 1))
}

/// True if nothing says that the time was a part of what the row has, or of another place: "had ruled for", "led the party for".
fn is_of_whole(claim: &Claim, run: &Run, part: &PartReading<'_>) -> bool {
    let mut tokens = part.reading.sentences[claim.sentence].tokens.clone();
    let led = |h: &CueHit| h.tokens.1.clone().any(|at| says(part, at, words!["led", "leads", "leading"]));
    let place = if ruled(claim, part).is_empty() { !told(claim, CueClass::Office).any(led) } else { is_there(run, claim, part) };
    place
        && !tokens.any(|at| {
            says(
                part,
                at,
                words!["had", "would", "could", "term", "terms", "stint", "again", "twice", "party", "then", "already", "governor", "mayor", "minister", "as"],
            )
        })
}

/// The unbroken times in office of a person, earliest first: terms that follow on one another in one place, whatever the office.
fn runs(person: EntityId, context: &Context<'_>) -> Vec<Run> {
    let mut rows: Vec<Fact> = terms_of(person, context).filter(|fact| ends(fact).0.is_some()).collect();
    rows.sort_by_key(|fact| (ends(fact).0, fact.id));
    let mut runs: Vec<Run> = Vec::new();
    for row in rows {
        let (Some(from), to) = ends(&row) else { continue };
        let goes_on = |run: &&mut Run| run.rows[0].subject == row.subject && run.to.is_none_or(|end| (from - end).num_days() <= GAP);
        match runs.last_mut().filter(goes_on) {
            Some(run) => {
                run.to = run.to.zip(to).map(|(a, b)| a.max(b));
                run.rows.push(row);
            }
            None => runs.push(Run { from, to, rows: vec![row] }),
        }
    }
    runs
}

/// A time in office from one day to another, with its rows.
type Span = (When, When, Vec<Fact>);
/// The same with its length.
type Length = (Interval, When, When, Vec<Fact>);

/// The times that may be meant: up to a date of the sentence, and to the end of each run.
fn spans(runs: &[Run], claim: &Claim, context: &Context<'_>) -> Vec<Span> {
    let part = &context.parts[claim.part];
    let today = context.today();
    let dates = || part.reading.mentions_in(claim.sentence).iter().filter(|m| m.kind.is_date()).filter_map(|m| m.named.or(m.when));
    let mut spans = Vec::new();
    for run in runs {
        // what goes on was so when the table was made, and nobody knows of later
        let known = run.rows.iter().filter_map(|row| row.as_of.and_then(|when| when.to)).max();
        let over = run.to.filter(|to| today.is_none_or(|today| *to <= today));
        let last = over.or_else(|| today.filter(|today| run.to.is_some() || known.is_none_or(|known| *today <= known)));
        let Some(last) = last else { continue };
        let inside = |when: &When| when.from.is_some_and(|day| day > run.from) && when.to.is_some_and(|day| day < last);
        let until = |to: When| (When::day(run.from), to, run.rows.clone());
        spans.extend(dates().filter(inside).map(until));
        let end = if over.is_some() { When::month(last.year(), last.month()) } else { Some(When::day(last)) };
        spans.extend(end.map(until));
    }
    spans
}

/// The length of a span in the mention's unit; in years, that of the calendar as well: "from 1981 to 2011, 30 years".
fn length((from, to, rows): Span, mention: &Mention, context: &Context<'_>) -> Option<Length> {
    let value = between(&from, &to, mention, context)?;
    let unit = mention.unit.as_ref()?;
    let years = to.from.zip(from.from).map(|(to, from)| Interval::point(Decimal::from(to.year() - from.year())));
    let value = years.filter(|_| unit.name == "year").map_or(value, |years| value.hull(&years));
    Some((value, from, to, rows))
}
