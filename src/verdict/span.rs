//! A span of time beside an event's name: "the Chad war (2005–2013)".
//!
//! In: a judgement that one end of a span agrees with a row. Out: the same, or that the other end does
//! not, where the span dates the event itself: in brackets behind its name, behind "of", behind a verb of lasting, or with who fought it.
//! Who served "in the war from 2006 to 2008" dates nothing of it; but a span that goes beyond the event is not approved.

use super::decide::level_of;
use super::derived::dates_of;
use super::kind::Verdict;
use super::value::Agreement;
use super::{Evidence, Judgement, UNLINKED, date, words};
use crate::claim::{Claim, PartReading, preposition, says};
use crate::link::worth::EVENTS;
use crate::link::{Context, Link, events};
use crate::measure::when::When;
use crate::mention::Mention;
use crate::reference::{EntityId, Fact};
use crate::text::token::words;
use chrono::Datelike;
use std::ops::Range;

/// How many words a verb of lasting may have.
const VERB: usize = 3;
/// How far before an event the verb may stand that says who waged it.
const WAGED: usize = 4;
const LASTING: &[u64] =
    words!["lasted", "raged", "ran", "fought", "waged", "continued", "stretched", "went", "on", "was", "were", "took", "place", "which", "that"];
const WAGING: &[u64] = words!["fought", "waged", "fighting", "waging"];
/// How far behind a span at the beginning of its sentence the event may stand that it dates, in tokens: "From 2005 to 2013 it fought a border war".
const OPENS: usize = 10;

/// Turns a judgement over if the span's other end is not the event's, or leaves it open if that end lies beyond the event.
pub(super) fn checked(judgement: Judgement, claim: &Claim, context: &Context<'_>) -> Judgement {
    let mention = claim.mention(context.parts);
    let Some(link) = judgement.link.as_ref().filter(|_| judgement.verdict == Verdict::Supported) else { return judgement };
    let Some((facts, said)) = missed(link.subject, mention, context) else { return judgement };
    if !is_beside(link, claim, mention, context) {
        return if is_outside(link.subject, &said, context) { open(judgement, claim, context) } else { judgement };
    }
    let level = level_of(Verdict::Contradicted, claim, mention);
    let off: Vec<Evidence> = facts.into_iter().map(|fact| Evidence { fact, agreement: Agreement::Off }).collect();
    let explanation = words::span(&off, said, context).into();
    let evidence = off.into_iter().chain(judgement.evidence).collect();
    Judgement { verdict: Verdict::Contradicted, level, evidence, explanation, would_pass: None, suggestion: None, correction: None, ..judgement }
}

/// True if a time lies before an event began or after it was over; of what is known to have begun alone, after it began.
pub(super) fn is_outside(event: EntityId, time: &When, context: &Context<'_>) -> bool {
    let (starts, ends) = (dates_of(event, "start", context), dates_of(event, "end", context));
    let before = starts.iter().all(|(_, start)| start.from.zip(time.to).is_some_and(|(start, day)| day < start));
    let last = if ends.is_empty() { &starts } else { &ends };
    let after = last.iter().all(|(_, end)| end.to.zip(time.from).is_some_and(|(end, day)| end < day));
    !starts.is_empty() && (before || after)
}

/// The same judgement of a claim that half agrees: it says neither that it is right nor that it is wrong.
fn open(judgement: Judgement, claim: &Claim, context: &Context<'_>) -> Judgement {
    let explanation = judgement.link.as_ref().map(|link| words::of(Verdict::NoReference, None, link, &judgement.evidence, None, claim, context).explanation);
    Judgement {
        verdict: Verdict::NoReference,
        rule: &UNLINKED,
        level: level_of(Verdict::NoReference, claim, claim.mention(context.parts)),
        explanation: explanation.unwrap_or_default().into(),
        would_pass: None,
        suggestion: None,
        correction: None,
        ..judgement
    }
}

/// The rows of the end that the span misses, and the year that it gives.
fn missed(event: EntityId, mention: &Mention, context: &Context<'_>) -> Option<(Vec<Fact>, When)> {
    let span = date::named(mention).filter(|when| date::is_years_long(mention, when) && EVENTS.contains(&context.reference.kind_of(event)))?;
    let ends = [("start", span.from), ("end", span.to)];
    ends.into_iter().find_map(|(label, day)| {
        let said = When::year(day?.year())?;
        let rows = dates_of(event, label, context);
        let off = |row: &When| date::compare(mention, &said, row) == Agreement::Off;
        (!rows.is_empty() && rows.iter().all(|(_, row)| off(row))).then(|| (rows.into_iter().map(|r| r.0).collect(), said))
    })
}

/// True if the span dates the event that is named beside it, or told beside it by its kind.
fn is_beside(link: &Link, claim: &Claim, mention: &Mention, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let name = link.name.filter(|name| name.0 == claim.part).map(|name| part.names[name.1].tokens.clone());
    let told = events::words_for(claim, link.subject, context);
    name.into_iter().chain(told.map(|h| h.tokens.1.clone())).any(|event| is_next_to(&event, &mention.tokens, part))
}

/// True if nothing but a mark or a verb of lasting stands between an event and the span behind it, nothing between the span and
/// the event, or only who fought it: "the 2005–2013 Chad war"; "fought a war from 2005 to 2013", "From 2005 to 2013 it fought a war", but not
/// "served in the war from 2006 to 2008".
fn is_next_to(event: &Range<usize>, value: &Range<usize>, part: &PartReading<'_>) -> bool {
    let waged = |from: usize| (from..event.start).rev().find(|&i| says(part, i, WAGING));
    if value.end <= event.start {
        let plain = |verb: usize| (verb + 1..=event.start).all(|i| preposition(part, i).is_none());
        return value.end == event.start || event.start - value.end <= OPENS && waged(value.end).is_some_and(plain);
    }
    if event.end == value.start {
        return waged(event.start.saturating_sub(WAGED)).is_some();
    }
    let mark = says(part, event.end, words!["(", "of", ","]);
    let mut between = event.end + usize::from(mark)..value.start;
    event.end < value.start && between.len() <= VERB && between.all(|i| says(part, i, LASTING))
}
