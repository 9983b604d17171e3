//! A span of time beside an event's name: "the Chad war (2005–2013)".
//!
//! In: a judgement that one end of a span agrees with a row. Out: the same, or that the other end does
//! not, where the span dates the event itself: in brackets behind its name, behind "of", or behind a
//! verb of lasting. Who served "in the war from 2006 to 2008" dates nothing of it.

use super::decide::level_of;
use super::derived::dates_of;
use super::kind::Verdict;
use super::value::Agreement;
use super::{Evidence, Judgement, date, words};
use crate::claim::{Claim, PartReading, says};
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
const LASTING: &[u64] = words!["lasted", "raged", "ran", "fought", "continued", "stretched", "went", "on", "was", "were", "took", "place"];

/// Turns a judgement over if the span's other end is not the event's.
pub(super) fn checked(judgement: Judgement, claim: &Claim, context: &Context<'_>) -> Judgement {
    let mention = claim.mention(context.parts);
    let link = judgement.link.as_ref().filter(|l| judgement.verdict == Verdict::Supported && is_beside(l, claim, mention, context));
    let Some((facts, said)) = link.and_then(|l| missed(l.subject, mention, context)) else { return judgement };
    let level = level_of(Verdict::Contradicted, claim, mention);
    let off: Vec<Evidence> = facts.into_iter().map(|fact| Evidence { fact, agreement: Agreement::Off }).collect();
    let explanation = words::span(&off, said, context).into();
    let evidence = off.into_iter().chain(judgement.evidence).collect();
    Judgement { verdict: Verdict::Contradicted, level, evidence, explanation, would_pass: None, suggestion: None, correction: None, ..judgement }
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

/// True if nothing but a mark or a verb of lasting stands between an event and the span behind it, and nothing between the span and
/// the event: "the 2005–2013 Chad war"; "fought a war from 2005 to 2013", but not "served in the war from 2006 to 2008".
fn is_next_to(event: &Range<usize>, value: &Range<usize>, part: &PartReading<'_>) -> bool {
    if value.end == event.start {
        return true;
    }
    if event.end == value.start {
        return (event.start.saturating_sub(WAGED)..event.start).any(|i| says(part, i, words!["fought", "waged", "fighting", "waging"]));
    }
    let between = event.end..value.start;
    let mark = between.len() == 1 && says(part, event.end, words!["(", "of", ","]);
    event.end < value.start && (mark || between.len() <= VERB && between.into_iter().all(|i| says(part, i, LASTING)))
}
