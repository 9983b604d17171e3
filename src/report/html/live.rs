//! The page made live: the same report, with a panel in which findings are decided.
//!
//! In: articles with their reports, and the secret that requests of the page carry. Out: the
//! page and the policy that it is to be served under. What is decided and where it is
//! kept is known to whoever serves it.

use super::super::finding::ArticleReport;
use super::super::summary::Summary;
use super::super::{Entry, Run};
use super::entry;
use super::page::{More, page, policy};
use maud::{Markup, html};

/// A page and what it may do.
pub struct Live {
    /// The page.
    pub html: String,
    /// Its policy, as a header says it.
    pub policy: String,
}

/// What the panel offers.
pub struct Offer<'a> {
    /// Carried by every request of the page.
    pub token: &'a str,
    /// Who decides, unless somebody else is written into the page.
    pub who: &'a str,
    /// Nothing can be decided.
    pub read_only: bool,
    /// Kinds of decisions: the key, the name, what it means.
    pub kinds: &'a [(char, &'static str, &'static str)],
    /// Scopes: the name, what it means.
    pub scopes: &'a [(&'static str, &'static str)],
}

/// An article of the page, after it was read again; it keeps its id.
pub fn section(report: &ArticleReport, run: &Run, id: &str) -> String {
    super::article::section_as(report, &Run { live: true, ..run.clone() }, id)
}

/// The page of these articles.
pub fn live<'r>(reports: impl Iterator<Item = &'r ArticleReport>, summary: &Summary, run: &Run, offer: &Offer<'_>) -> Live {
    let run = Run { live: true, ..run.clone() };
    // nothing is left out: what is not on the page could not be decided
    let entries: Vec<Entry> = reports.map(|report| entry(report, &run)).collect();
    let more =
        More { style: include_str!("live.css"), script: include_str!("live.js"), token: Some(offer.token.to_owned()), states: true, panel: panel(offer) };
    let all: Vec<&Entry> = entries.iter().collect();
    Live { html: page(&all, 0, summary, &run, &more), policy: policy(&more) }
}

fn panel(offer: &Offer<'_>) -> Markup {
    html! {
        section #desk aria-label="Decide" data-read-only[offer.read_only] {
            div.line {
                p #where { "Choose a finding: click it, or press j." }
                p #progress { progress #bar max="1" value="0" aria-label="Findings decided" {} " " span #count {} }
            }
            form #decide {
                div.line {
                    @for (key, name, what) in offer.kinds { button type="button" data-kind=(name) title=(what) aria-keyshortcuts=(key) disabled { (what_of(name)) " " kbd { (key) } } }
                    button type="button" #undo title="take the last decision back" aria-keyshortcuts="u" disabled { "Undo " kbd { "u" } }
                }
                div.line {
                    label.wide { "Why " input name="reason" autocomplete="off" aria-keyshortcuts="e"; }
                    label { "Reaches " select name="scope" { @for (name, what) in offer.scopes { option value=(name) { (what) } } } }
                    label { "Until " input type="date" name="until"; }
                    label { "Who " input name="who" value=(offer.who) autocomplete="off" size="10"; }
                }
                div.line {
                    label.wide { "Write " input name="write" autocomplete="off"; }
                    button type="button" #fix title="write it into the article's file" aria-keyshortcuts="f" disabled { "Fix in the article " kbd { "f" } }
                    button type="button" #draft title="draft a row of the reference, unconfirmed" aria-keyshortcuts="d" disabled { "Draft a row " kbd { "d" } }
                }
            }
            ol #history aria-label="Decisions on this finding" {}
            pre #change tabindex="0" role="region" aria-label="What was written" hidden {}
            button type="button" #unfix hidden { "Take the change in the article back" }
        }
    }
}

/// A kind as a button says it.
fn what_of(name: &str) -> String {
    let text = name.replace('-', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
