//! The note beside a claim: verdict, what was read, the rows, the arithmetic, what would pass.

use super::super::claim_text::evidence;
use super::super::finding::{Finding, VerdictOut};
use super::super::fingerprint;
use super::super::markdown::icon;
use super::super::row::{EvidenceOut, ValueOut};
use super::super::scalar::{Day, Number};
use super::super::tame::{cut, is_web, line};
use super::plot;
use crate::measure::interval::grouped;
use crate::rule::Level;
use maud::{Markup, html};

/// Rows that are listed.
const ROWS: usize = 8;

/// The note of a finding.
pub fn note(finding: &Finding<'_>, id: &str, live: bool) -> Markup {
    let judged = finding.judged;
    let verdict = judged.verdict.name();
    html! {
        details class=(format!("note {verdict}")) #(id) data-verdict=(verdict) data-level=(judged.level.name()) data-code=(judged.code) data-finding=[live.then(|| fingerprint::of(finding))] open[judged.level >= Level::Warning] {
            summary {
                span.icon aria-hidden="true" { (icon(judged.verdict)) } " "
                b { (verdict) } " " q { (cut(finding.words(), 60)) } " " span.code { (judged.code) }
            }
            @if let Some(silenced) = &finding.claim.silenced { p.silenced { "Silenced (" (silenced.by) "): " (line(&silenced.reason)) } }
            @if let Some(decided) = &finding.claim.decided { p.decided { "Decided: " (line(&decided.line())) } }
            p.why { (line(&judged.explanation)) }
            @if let Some(pass) = &judged.would_pass { p.pass { "Would pass: " b { (line(pass)) } } }
            @if let Some(suggestion) = &judged.suggestion {
                p.rewrite { "Write: " ins { (line(suggestion)) } " " button.copy type="button" data-copy=(line(suggestion)) { "Copy" } }
            }
            (plot::plot(finding))
            (rows(&judged.evidence[..judged.evidence.len().min(1)]))
            details.more {
                summary { "How it was read" @if judged.evidence.len() > 1 { ", and " (judged.evidence.len() - 1) " more row" (if judged.evidence.len() > 2 { "s" } else { "" }) } }
                (read(finding))
                (rows(judged.evidence.get(1..).unwrap_or_default()))
                (closest(judged))
                (links(finding))
            }
        }
    }
}

/// What was read: subject, property, value, time, who says so.
fn read(finding: &Finding<'_>) -> Markup {
    let claim = finding.claim;
    let judged = finding.judged;
    let parts = [
        ("Subject", claim.subject.clone().or_else(|| claim.subject_text.clone())),
        ("Property", claim.property.clone().or_else(|| claim.property_text.clone())),
        ("With", claim.object.clone()),
        ("Hedge", claim.hedge.clone()),
        ("Admits", judged.allowed.map(|ends| format!("{} {}", interval(ends), judged.allowed_unit.as_deref().unwrap_or_default()))),
        ("Value", days(claim.value_from, claim.value_to)),
        ("Time", days(claim.from, claim.to)),
        ("Said by", claim.attribution.clone()),
        ("Place", Some(format!("line {}, column {}", claim.span.line, claim.span.column))),
    ];
    html! { dl.read { @for (name, text) in parts.iter().filter_map(|(n, t)| t.as_ref().map(|t| (n, t))) { div { dt { (name) } dd { (cut(text, 200)) } } } } }
}

fn interval(ends: [Option<Number>; 2]) -> String {
    let show = |n: Number| grouped(n.0.normalize());
    match ends {
        [Some(low), Some(high)] if low == high => show(low),
        [Some(low), Some(high)] => format!("{} to {}", show(low), show(high)),
        [Some(low), None] => format!("{} or more", show(low)),
        [None, Some(high)] => format!("{} or less", show(high)),
        [None, None] => "any value".to_owned(),
    }
}

fn days(from: Option<Day>, to: Option<Day>) -> Option<String> {
    let show = |day: Option<Day>| day.map_or_else(|| "…".to_owned(), |d| d.to_string());
    match (from, to) {
        (None, None) => None,
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (from, to) => Some(format!("{} to {}", show(from), show(to))),
    }
}

fn rows(evidence: &[EvidenceOut]) -> Markup {
    html! {
        @if !evidence.is_empty() {
            ul.rows { @for row in evidence.iter().take(ROWS) { (row_of(row)) } @if evidence.len() > ROWS { li { "and " (evidence.len() - ROWS) " more rows" } } }
        }
    }
}

fn row_of(row: &EvidenceOut) -> Markup {
    let value = match &row.value {
        ValueOut::Number(number) => grouped(number.0.normalize()),
        ValueOut::Text(text) => line(text),
    };
    let source = row.source_url.as_deref().filter(|url| is_web(url));
    html! {
        li {
            span.icon aria-hidden="true" { (if row.agrees { "✓" } else { "✗" }) }
            span.sr { (if row.agrees { "agrees: " } else { "does not agree: " }) }
            " " b { (cut(&value, 80)) @if let Some(unit) = &row.unit { " " (cut(unit, 40)) } }
            @if let Some(as_of) = &row.as_of { " (" (cut(as_of, 40)) ")" } " "
            @match source { Some(url) => a href=(line(url)) rel="noopener noreferrer" { (cut(&row.source, 120)) }, None => (cut(&row.source, 120)) }
            " " code { (cut(&row.fact, 80)) } " " span.path { (line(&row.place)) }
            @if let Some(note) = &row.note { " " span.remark { (cut(note, 200)) } }
        }
    }
}

/// What is missing where no row decides, and the rows that come nearest.
fn closest(judged: &VerdictOut) -> Markup {
    html! {
        @if let Some(missing) = &judged.missing { p.links { (line(&missing.said)) } }
        @if !judged.closest.is_empty() { ul.rows { @for row in &judged.closest { li { "Closest: " (cut(&row.line(), 300)) } } } }
    }
}

/// Why this row and not another.
fn links(finding: &Finding<'_>) -> Markup {
    let judged = finding.judged;
    html! {
        @if !judged.runners_up.is_empty() {
            p.links { "Could be meant as well: "
                @for (n, other) in judged.runners_up.iter().take(5).enumerate() { (if n > 0 { "; " } else { "" }) (line(&other.property)) " of " (line(&other.subject)) @if let Some(object) = &other.object { " (" (line(object)) ")" } (format!(" {:.2}", other.confidence)) @if let Some(verdict) = other.verdict { ", would be " (verdict.name()) } @for row in &other.evidence { ", " (line(&evidence(row))) } }
            }
        }
        @if !judged.score.is_empty() {
            p.links { (format!("Confidence {:.2}: ", judged.confidence)) @for (n, term) in judged.score.iter().enumerate() { (if n > 0 { ", " } else { "" }) (term.term) (format!(" {:.2} ({})", term.value, term.reason)) } }
        }
    }
}
