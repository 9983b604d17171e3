//! Whether a link is sure enough to call a claim wrong.
//!
//! In: a link held against its rows, the claim, and the words around it. Out: yes or no. A match is itself evidence for
//! its link and needs none of this; a mismatch stands on who, what and when alone, so each of the three must be told, and
//! nothing may say that another one is meant. A value that a slip of the pen makes of the row's is evidence too, and less
//! will do.

use super::corroborated::is_corroborated;
use super::decide::{Outcome, compare};
use super::kind::Verdict;
use super::slip::{Slip, Weight};
use super::value::{self, Agreement};
use super::{Evidence, date, derived, span, unsaid};
use crate::claim::allowed::{Allowed, allowed};
use crate::claim::{Claim, Manner, NameCue, says};
use crate::lexicon::word::Class;
use crate::link::called::CALLED;
use crate::link::dated::Ties;
use crate::link::events::Telling;
use crate::link::home::TOLD_OF;
use crate::link::narrow::is_narrowed;
use crate::link::own::{ONE_OF_KIND, OWN_DATE};
use crate::link::score::{
    CERTAIN, CERTAIN_CARRIED, CERTAIN_OBJECT, CERTAIN_PAIR, CERTAIN_PART, CERTAIN_PROPERTY, CERTAIN_SUBJECT, CERTAIN_SURNAME, NAMED_PROPERTY, SLIP,
};
use crate::link::subject::{NAMED_BEFORE, fits_kind};
use crate::link::worth::EVENTS;
use crate::link::{Context, object};
use crate::measure::slip::DateSlip;
use crate::measure::when::{Grain, When};
use crate::mention::Mention;
use crate::reference::{EntityId, Fact, FactValue, Temporal, ValueKind};
use crate::text::token::words;
use chrono::Datelike;
use rust_decimal::Decimal;
use std::cell::LazyCell;

/// An event that is told by its kind alone and comes again is another one if it lies farther from the row than this, in days.
const AGAIN: i64 = 366;

/// True if a link is sure enough to call a claim wrong.
pub(super) fn is_certain(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    is_told(outcome, claim, context)
        && outcome.link.rows.whole
        && !claim.manner.intersects(Manner::STATEMENT | Manner::PARTIAL)
        && !is_of_former_time(outcome, claim, context)
        && !is_counted_later(outcome, claim, context)
        && !is_another_of_its_kind(outcome, claim, context)
        && !is_while_it_lasts(outcome, claim, context)
        && !is_kept_on(outcome, claim, context)
        && !is_of_other_members(outcome, context)
        && !is_of_other_object(outcome, claim, context)
        && !is_yet_to_come(outcome.link.subject, context)
        && !is_foreseen(claim, context)
}

/// True if who and what the value is of is told well enough: by the words alone, or by the words and the value.
fn is_told(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let (link, score) = (outcome.link, &outcome.link.score);
    let sure = score.confidence();
    let narrowed = LazyCell::new(|| is_narrowed(claim, link, context));
    let another = LazyCell::new(|| is_of_another(outcome) || unsaid::is_beyond(link, claim, context));
    // a table of leaders has many by the surname alone, and a term of office tells whom it means
    let holder = context.reference.property(link.property).kind == ValueKind::Name;
    let subject = if holder { CERTAIN_SURNAME } else { CERTAIN_CARRIED };
    let slipped = |least: f64| sure >= least && score.term("subject") >= subject && !*another;
    sure >= CERTAIN
        && is_named(outcome, claim, context)
        && (!unsaid::is_far(link, claim, context) || is_corroborated(link, claim, context))
        && !unsaid::is_of_state(link, claim, context)
        && !*another
        && !*narrowed
        && !is_of_year_end(outcome, claim, context)
        && !is_of_another_count(outcome, context)
        || match slip_of(outcome, claim, context) {
            Weight::None => false,
            // one of many dates is hit by chance
            Weight::Little => slipped(CERTAIN) && score.term("property") >= NAMED_PROPERTY && outcome.evidence.len() <= FEW && !*narrowed,
            Weight::Some => slipped(SLIP) && !*narrowed,
            Weight::More => slipped(SLIP),
            Weight::Much => sure >= SLIP,
        }
}

/// True if prices are told of as they stood when the year was over, and the row is the mean of the year: "inflation fell to 20 percent" is what
/// it had come to, and the two differ by half and more. What "averaged" is the mean.
fn is_of_year_end(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let property = context.reference.property(outcome.link.property);
    let prices = property.kind == ValueKind::Percent && property.temporal == Temporal::Series && property.phrases().any(|phrase| phrase.contains("inflation"));
    let part = &context.parts[claim.part];
    let mean = |at: usize| says(part, at, words!["average", "averaged", "averages", "averaging", "mean"]);
    let value = claim.mention(context.parts).tokens.start;
    let moves = |at: usize| context.lexicon.words.classes(part.reading.marks[at]).contains(Class::CHANGE) || says(part, at, words!["down", "up", "cut"]);
    let to = value.checked_sub(1).filter(|&to| prices && says(part, to, words!["to"]));
    let reached = to.is_some_and(|to| (to.saturating_sub(REACHED)..to).any(moves));
    reached && !value::is_far(outcome.allowed.as_ref(), &outcome.evidence) && !part.reading.sentences[claim.sentence].tokens.clone().any(mean)
}

/// Rows that a weak slip is held against, at most.
const FEW: usize = 2;

/// Counts of one year by two hands lie as far apart as this, as a share.
const COUNTS: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// True if the rows count year by year, and miss what the words admit by no more than another count may: tables are revised, and what was
/// written at the time is not.
fn is_of_another_count(outcome: &Outcome<'_>, context: &Context<'_>) -> bool {
    let property = context.reference.property(outcome.link.property);
    let counted = property.kind == ValueKind::Count && property.temporal == Temporal::Series && outcome.verdict == Verdict::Contradicted;
    let near = |allowed: &Allowed| outcome.evidence.iter().any(|e| value::compare(allowed, &e.fact, COUNTS) != Agreement::Off);
    counted && outcome.allowed.as_ref().is_some_and(near)
}

/// How far before "to" and the value the verb may stand that leads there, in tokens.
const REACHED: usize = 4;

/// What the slips say for a link that lead from its rows to the claim. Where the sentence has a row's value as well, the claim's is of
/// something else.
fn slip_of(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> Weight {
    let mention = claim.mention(context.parts);
    let told = |e: &Evidence| has_value_of(&e.fact, claim, context);
    let rows = || outcome.evidence.iter().filter(|_| outcome.verdict == Verdict::Contradicted);
    let weight = |e: &Evidence| Slip::of(mention, &e.fact, context.lexicon).map(|slip| slip.weight(mention, &e.fact));
    let slip = rows().filter_map(weight).max().unwrap_or(Weight::None);
    if slip > Weight::None && rows().any(told) { Weight::None } else { slip }
}

/// True if another number or date of the claim's sentence agrees with a row.
fn has_value_of(fact: &Fact, claim: &Claim, context: &Context<'_>) -> bool {
    let others = &context.parts[claim.part].reading.mentions;
    let mut others = others.iter().enumerate().filter(|(at, other)| *at != claim.mention && other.sentence == claim.sentence);
    // a year that holds the row's day says nothing of another day
    let length = |mention: &Mention| date::named(mention).and_then(|named| named.length_days());
    let own = length(claim.mention(context.parts));
    others.any(|(_, other)| {
        if own < length(other) {
            return false;
        }
        let admitted = allowed(other, context.lexicon);
        compare(other, context.parts[claim.part].text, admitted.as_ref(), fact, Decimal::ZERO, context) == Agreement::Agrees
    })
}

/// True if subject, object and property are told as well as a mismatch wants it.
fn is_named(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let score = &outcome.link.score;
    let told = score.term("property") >= CERTAIN_PROPERTY || score.term("property") >= ONE_OF_KIND && is_missed_by_days(outcome, claim, context);
    told && least_subject(outcome, claim, context).is_some_and(|least| score.term("subject") >= least)
}

/// How well the subject must be told; none if the object is not told well enough.
fn least_subject(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> Option<f64> {
    let (link, score) = (outcome.link, &outcome.link.score);
    let part = link.object.is_some_and(|o| context.reference.kind_of(o) == "text");
    match () {
        () if !score.rests_on("object", object::NAMED) => {
            let carried = unsaid::is_left_to(link, claim, context) && unsaid::is_clear(outcome, claim, context);
            Some(if carried { CERTAIN_CARRIED } else { CERTAIN_SUBJECT })
        }
        // where the sentence names somebody else, the article's topic is hardly meant
        () if score.rests_on("subject", TOLD_OF) && names_country(claim, context) => Some(CERTAIN_SUBJECT),
        () if part => Some(CERTAIN_PART),
        // "China provides half of imports": not of whoever was named before
        () if score.rests_on("subject", NAMED_BEFORE) && context.reference.property(link.property).kind == ValueKind::Percent => Some(CERTAIN_SUBJECT),
        () if !context.reference.property(link.property).symmetric || speaks_of_both(claim) => Some(CERTAIN_PAIR),
        // of "its border with Chad" the one is named, and whom the other word stands for must be as sure as ever
        () => {
            let object_here =
                claim.names.iter().any(|n| is_here(n) && context.parts[n.name.0].names[n.name.1].entities.iter().any(|e| Some(e.0) == link.object));
            let subject_here = link.name.is_none_or(|name| claim.names.iter().any(|n| is_here(n) && n.name == name));
            (object_here || link.name.is_none() || score.term("object") >= CERTAIN_OBJECT).then_some(if subject_here { CERTAIN_PAIR } else { CERTAIN_SUBJECT })
        }
    }
}

fn names_country(claim: &Claim, context: &Context<'_>) -> bool {
    let country = |n: &NameCue| context.parts[n.name.0].names[n.name.1].entities.iter().any(|e| fits_kind(context, e.0, "country"));
    claim.names.iter().any(|n| is_here(n) && country(n))
}

/// True if a word of the claim's own sentence stands for several: "their border".
fn speaks_of_both(claim: &Claim) -> bool {
    claim.cues.iter().any(|h| h.place.sentences_back == 0 && h.plural)
}

fn is_here(name: &NameCue) -> bool {
    name.place.sentences_back == 0
}

/// True if a better link is of another subject, or the words leave open which object is meant.
fn is_of_another(outcome: &Outcome<'_>) -> bool {
    let score = &outcome.link.score;
    outcome.beaten
        || [object::INSTEAD, object::DEFINITION].iter().any(|reason| score.rests_on("object", reason))
        || score.rests_on("object", object::UNSAID) && !outcome.missed
        || score.rests_on("property", CALLED)
}

/// True if the rows' day is the one that is named, but for some days or the year, and the words mean that event: "an earthquake" is any,
/// unless the day has the row's digits in another order.
fn is_missed_by_days(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let Some(named) = date::named(claim.mention(context.parts)).filter(|named| named.grain == Grain::Day) else { return false };
    let definite = Telling::of(claim, outcome.link.subject, context).is_none_or(|told| !told.indefinite);
    let slip = |row: &When| match DateSlip::between(&named, row) {
        Some(DateSlip::Year) => definite,
        slip => date::is_within_a_fortnight(&named, row) && (definite || matches!(slip, Some(DateSlip::Turned | DateSlip::Exchanged))),
    };
    let near = |e: &Evidence| matches!(e.fact.value, FactValue::Date(row) if row.grain == Grain::Day && slip(&row));
    !outcome.evidence.is_empty() && outcome.evidence.iter().all(near)
}

/// True if the rows say that they hold from a later day on than the claim's: what was so before they do not tell.
fn is_of_former_time(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let Some(last) = claim.time.and_then(|time| time.to).filter(|_| !claim.mention(context.parts).kind.is_date()) else { return false };
    let later = |e: &Evidence| e.fact.valid.is_some_and(|valid| valid.from.is_some_and(|from| from > last));
    outcome.evidence.iter().all(later)
}

/// How far apart the sums of a union may lie for its members alone, as a share.
const MEMBERS: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// True if the row counts what a union or region had in a year gone by, and is not far off: tables reckon past years with the members of
/// today.
fn is_of_other_members(outcome: &Outcome<'_>, context: &Context<'_>) -> bool {
    let (link, reference) = (outcome.link, context.reference);
    let property = reference.property(link.property);
    let counted = property.kind == ValueKind::Count && property.temporal == Temporal::Series && reference.kind_of(link.subject) == "aggregate";
    let Some(allowed) = outcome.allowed.as_ref().filter(|_| counted && outcome.verdict == Verdict::Contradicted) else { return false };
    let near = |e: &Evidence| value::compare(allowed, &e.fact, MEMBERS) != Agreement::Off;
    let last = outcome.evidence.iter().filter_map(|e| e.fact.as_of?.to).max();
    let gone_by = reference.facts_of(link.subject, link.property).any(|f| f.as_of.and_then(|w| w.from) > last);
    gone_by && outcome.evidence.iter().any(near)
}

/// True if the row of another object agrees, and the sentence does not name the link's own, or the other one is named near as well: "the
/// frontier with Chad" of a story about two of its neighbours.
fn is_of_other_object(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let link = outcome.link;
    let Some(object) = link.object.filter(|_| context.reference.property(link.property).symmetric) else { return false };
    let bears = |n: &NameCue, entity: EntityId| context.parts[n.name.0].names[n.name.1].is_of(entity);
    let own = claim.names.iter().any(|n| is_here(n) && bears(n, object));
    let near = |entity: EntityId| context.parts[claim.part].names.iter().any(|name| name.is_of(entity));
    let agrees = |fact: &Fact| outcome.allowed.as_ref().is_some_and(|allowed| value::compare(allowed, fact, Decimal::ZERO) == Agreement::Agrees);
    let others = context.reference.facts_of(link.subject, link.property).filter(|fact| fact.object != Some(object) && agrees(fact));
    others.into_iter().any(|fact| !own || fact.object.is_some_and(near))
}

/// How many days before the day of a count another one of the kind may have been taken.
const BEFORE_COUNT: i64 = 60;

/// True if the rows count on a day shortly after the one that is told: "45 votes on Tuesday" of who got 59 a week later.
fn is_counted_later(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let point = context.reference.property(outcome.link.property).temporal == Temporal::Point && !claim.mention(context.parts).kind.is_date();
    let Some(told) = claim.time.filter(|time| point && time.grain == Grain::Day) else { return false };
    let later = |row: &When| row.grain == Grain::Day && told.to < row.from && told.days_apart(row) <= BEFORE_COUNT;
    !outcome.evidence.is_empty() && outcome.evidence.iter().all(|e| e.fact.as_of.is_some_and(|row| later(&row)))
}

/// True if an event that comes again, and is only told by its kind, is hardly the row's: its date lies more than a year off, or its
/// size is told of another day.
fn is_another_of_its_kind(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let subject = outcome.link.subject;
    let Some(told) = Telling::of(claim, subject, context).filter(|_| outcome.link.name.is_none()) else { return false };
    let mention = claim.mention(context.parts);
    if mention.kind.is_date() {
        return told.recurs && is_far_off(outcome, mention);
    }
    // "The ceremony lasted 48 minutes": of one of many
    if told.recurs && context.reference.property(outcome.link.property).kind == ValueKind::Duration {
        return true;
    }
    let quantity = context.reference.property(outcome.link.property).kind == ValueKind::Quantity;
    let own = claim.time.is_some_and(|time| is_of_another_day(subject, &time, context));
    is_dated_otherwise(subject, claim, context) || quantity && told.indefinite && (own || is_of_named_day(subject, claim, context))
}

/// True if a day is named before the value, and the event did not begin on it: "struck on Saturday by an earthquake of magnitude 7.2".
fn is_of_named_day(event: EntityId, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let value = claim.mention(context.parts).tokens.start;
    let before = part.reading.mentions_in(claim.sentence).iter().filter(|m| m.tokens.end <= value);
    before.filter_map(date::named).any(|day| day.grain == Grain::Day && is_of_another_day(event, &day, context))
}

/// True if a date of the sentence belongs to the event, and is not within its time: "the fighting in April 2016 killed 200 people".
fn is_dated_otherwise(event: EntityId, claim: &Claim, context: &Context<'_>) -> bool {
    let mentions = context.parts[claim.part].reading.mentions_in(claim.sentence).iter().filter(|m| m.kind.is_date());
    let ties = Ties::of(claim, context);
    let mut dates = mentions.filter(|m| ties.is_of_event(m, event)).filter_map(date::named);
    dates.any(|when| span::is_outside(event, &when, context))
}

/// True for a date behind the word for a conflict that may lie within its time: "the war in 2007" of one that began in 2005.
fn is_while_it_lasts(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let subject = outcome.link.subject;
    let own = outcome.link.score.rests_on("property", OWN_DATE) && EVENTS.contains(&context.reference.kind_of(subject));
    let Some(named) = date::named(claim.mention(context.parts)).filter(|_| own && !Ties::of(claim, context).happens()) else { return false };
    let lasts = Telling::of(claim, subject, context).is_some_and(|told| told.lasts);
    let began = derived::dates_of(subject, "start", context).iter().any(|(_, start)| start.from.zip(named.to).is_some_and(|(start, day)| start <= day));
    let over = derived::dates_of(subject, "end", context).iter().any(|(_, end)| end.to.zip(named.from).is_some_and(|(end, day)| end < day));
    lasts && began && !over
}

/// Words of keeping a day.
const KEEPS: &[u64] = words![
    "celebrate",
    "celebrated",
    "celebrates",
    "celebrating",
    "celebration",
    "celebrations",
    "mark",
    "marked",
    "marks",
    "marking",
    "commemorate",
    "commemorated",
    "commemorates",
    "commemorating",
    "commemoration",
    "anniversary",
    "feast",
    "festival",
    "festivities",
    "parade",
    "parades",
    "rally",
    "ceremony",
    "ceremonies",
    "remembered",
    "remember",
    "honoured",
    "honored",
    "holiday",
    "jubilee",
    "fireworks",
    "wreaths",
];

/// True for the day of a later year on which the row's is kept: "celebrated its independence on 27 April 2014".
fn is_kept_on(outcome: &Outcome<'_>, claim: &Claim, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let Some(named) = date::named(claim.mention(context.parts)) else { return false };
    let later = |row: &When| DateSlip::between(&named, row) == Some(DateSlip::Year) && row.from < named.from;
    let kept = outcome.evidence.iter().any(|e| matches!(e.fact.value, FactValue::Date(row) if later(&row)));
    kept && part.reading.sentences[claim.sentence].tokens.clone().any(|at| says(part, at, KEEPS))
}

fn is_far_off(outcome: &Outcome<'_>, mention: &Mention) -> bool {
    let Some(named) = date::named(mention) else { return false };
    let far = |row: &When| named.days_apart(row) > AGAIN && DateSlip::between(&named, row) != Some(DateSlip::Year);
    outcome.evidence.iter().all(|e| matches!(e.fact.value, FactValue::Date(row) if far(&row)))
}

/// True if the day that is told of an event is not the one on which it began.
fn is_of_another_day(event: EntityId, time: &When, context: &Context<'_>) -> bool {
    let starts = derived::dates_of(event, "start", context);
    !starts.is_empty() && time.length_days().is_some_and(|days| days <= AGAIN) && !starts.iter().any(|(_, start)| start.meets(time))
}

/// True if the claim is of a year after the article's, by its number: nobody has counted then. "The following year" is any.
fn is_foreseen(claim: &Claim, context: &Context<'_>) -> bool {
    let Some(day) = context.date.filter(|_| !claim.mention(context.parts).kind.is_date()) else { return false };
    let ahead = |time: &When| time.from.is_none_or(|from| from > day) && time.to.is_some_and(|to| to.year() > day.year());
    let part = &context.parts[claim.part];
    let numbered = |m: &&Mention| m.kind.is_date() && m.span.of(part.text).contains(|c: char| c.is_ascii_digit());
    claim.time.as_ref().is_some_and(ahead) && part.reading.mentions_in(claim.sentence).iter().filter(numbered).filter_map(|m| m.when).any(|when| ahead(&when))
}

/// True for an event that begins after the article's day: another one is told of.
fn is_yet_to_come(subject: EntityId, context: &Context<'_>) -> bool {
    let Some(day) = context.date.filter(|_| EVENTS.contains(&context.reference.kind_of(subject))) else { return false };
    let starts = derived::dates_of(subject, "start", context);
    !starts.is_empty() && starts.iter().all(|(_, start)| start.from.is_some_and(|from| from > day))
}
