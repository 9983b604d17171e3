//! The page around the articles: head, overview, filters, keys.

use super::super::Run;
use super::super::document::{Entry, Gathered};
use super::super::finding::Coverage;
use super::super::markdown::icon;
use super::super::summary::Summary;
use super::super::tame::line;
use crate::verdict::kind::{VERDICTS, Verdict};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Verdicts that are shown from the start; the others are a click away.
fn is_shown_at_first(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Supported | Verdict::NotCheckable)
}

/// What a live page has beside a report.
#[derive(Default)]
pub struct More {
    /// Rules of style.
    pub style: &'static str,
    /// A script behind the page's own.
    pub script: &'static str,
    /// What the body says to the script.
    pub token: Option<String>,
    /// Findings can be filtered by what was decided.
    pub states: bool,
    /// What stands behind the articles.
    pub panel: Markup,
}

/// The whole page.
pub fn whole(gathered: &Gathered, summary: &Summary, run: &Run) -> String {
    page(&gathered.shown(), gathered.left_out(), summary, run, &More::default())
}

/// The page of these entries.
pub fn page(entries: &[&Entry], left_out: usize, summary: &Summary, run: &Run, more: &More) -> String {
    let many = entries.len() > 1;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head(summary, more))
            body data-token=[more.token.as_ref()] {
                a.skip href="#articles" { "Skip to the articles" }
                header.top {
                    h1 { "Fact check" }
                    p.sum { (line(&summary.ledger())) "." }
                    (bar(summary.coverage))
                    p.refs { "References: " (if run.references.is_empty() { "none".to_owned() } else { line(&run.references.join("; ")) }) }
                    (problems(summary))
                    @if left_out > 0 { p.warn { (left_out) " articles are not on this page, which would be too large; those with the loudest findings are." } }
                    @if summary.left_out > 0 { p.warn { (summary.left_out) " findings are not on this page: a limit was set." } }
                    (filters(summary, many, more.states))
                }
                main {
                    @if many { (overview(entries.iter().map(|e| e.brief.as_str()))) }
                    div #articles { @for entry in entries { (PreEscaped(&entry.text)) } }
                    p #none hidden { "Nothing passes the filters." }
                }
                (more.panel)
                footer { p { "factlint " (env!("CARGO_PKG_VERSION")) ". What is not marked was not judged. Keys: j and k next and last finding, n and p next and last article, / search, Enter opens a note." } }
                div #told role="status" aria-live="polite" {}
                script { (PreEscaped(SCRIPT)) }
                @if !more.script.is_empty() { script { (PreEscaped(more.script)) } }
            }
        }
    };
    page.into_string()
}

/// Nothing may be loaded, and only this page's own scripts may run; one that is live asks whence it came.
pub fn policy(more: &More) -> String {
    let hash = |script: &str| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes())));
    let (other, connect) = if more.script.is_empty() { (String::new(), "") } else { (hash(more.script), "connect-src 'self'; ") };
    format!("default-src 'none'; style-src 'unsafe-inline'; script-src{}{other}; {connect}img-src data:; base-uri 'none'; form-action 'none'", hash(SCRIPT))
}

fn head(summary: &Summary, more: &More) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy(more));
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            title { "Fact check: " (summary.articles) " article" (if summary.articles == 1 { "" } else { "s" }) }
            style { (PreEscaped(STYLE)) (PreEscaped(more.style)) }
        }
    }
}

fn problems(summary: &Summary) -> Markup {
    html! {
        @if summary.errors > 0 {
            p.warn role="note" { (summary.errors) " thing" (if summary.errors == 1 { "" } else { "s" }) " could not be read: this is not a clean result." }
        }
        @if !summary.problems.is_empty() {
            details.problems { summary { (summary.problems.len()) " problems with tables and paths" } ul { @for problem in summary.problems.iter().take(200) { li { (line(&problem.to_string())) } } } }
        }
    }
}

/// The ledger as a bar: nothing that was not checked looks like approval.
pub fn bar(coverage: Coverage) -> Markup {
    let parts =
        [("checked", coverage.checked), ("no-reference", coverage.no_reference), ("ambiguous", coverage.ambiguous), ("not-checkable", coverage.not_checkable)];
    let said: Vec<String> = parts.iter().map(|(name, n)| format!("{n} {}", name.replace('-', " "))).collect();
    let total = coverage.mentions_total.max(1) as f64;
    html! {
        span.bar role="img" aria-label=(format!("of {} numbers and dates: {}", coverage.mentions_total, said.join(", "))) {
            @for (name, n) in parts.iter().filter(|p| p.1 > 0) { span class=(format!("b-{name}")) style=(format!("width:{:.1}%", *n as f64 / total * 100.0)) title=(format!("{n} {name}")) {} }
        }
    }
}

fn filters(summary: &Summary, many: bool, states: bool) -> Markup {
    let counts: Vec<(Verdict, usize)> = VERDICTS.iter().map(|v| (*v, summary.verdicts.iter().find(|c| c.0 == *v).map_or(0, |c| c.1))).collect();
    html! {
        form.filters role="search" aria-label="Filters" {
            fieldset {
                legend { "Verdicts" }
                @for (verdict, count) in counts.iter().filter(|c| c.1 > 0) {
                    label class=(format!("f {}", verdict.name())) {
                        input type="checkbox" name="verdict" value=(verdict.name()) checked[is_shown_at_first(*verdict)];
                        span.icon aria-hidden="true" { (icon(*verdict)) } " " (verdict.name()) " " b { (count) }
                    }
                }
            }
            label { "Level " select name="level" { option value="" { "all" } option value="error" { "errors" } option value="warning" { "warnings" } option value="note" { "notes" } } }
            label { "Check " select name="code" { option value="" { "all" } } }
            @if states { label { "Decided " select name="state" { option value="" { "all" } option value="open" { "open" } option value="decided" { "decided" } } } }
            @if many { label { "Article " select name="article" { option value="" { "all" } } } }
            label { "Search " input type="search" name="words" placeholder="words, rows, sources" aria-keyshortcuts="/"; }
            button type="button" name="theme" { "Dark or light" }
        }
    }
}

fn overview<'a>(rows: impl Iterator<Item = &'a str>) -> Markup {
    let columns = [("name", "Article"), ("date", "Date"), ("error", "Errors"), ("warning", "Warnings"), ("note", "Notes"), ("checked", "Checked")];
    html! {
        section.overview aria-label="Overview" {
            h2 { "Overview" }
            div.scroll tabindex="0" role="region" aria-label="Table of articles" {
                table #overview {
                    thead { tr { @for (key, label) in columns { th scope="col" { button type="button" data-sort=(key) { (label) } } } } }
                    tbody { @for row in rows { (PreEscaped(row)) } }
                }
            }
        }
    }
}
