//! Which decision stands for which finding.
//!
//! In: the report of an article, the ledger, the day. Out: for each claim its decision, and
//! whether it still holds. Found by what they share first; of several that are alike by what
//! stands around them, as the W3C's Web Annotation does (quote, prefix, suffix). A decision
//! whose finding is no longer there as it was is held against what comes nearest, so that it
//! can be said what changed.

use super::{Decision, Home, Ledger, Scope, Thread, one_line, rows};
use crate::report::finding::{ArticleReport, Finding};
use crate::report::fingerprint;
use crate::rule::Level;
use chrono::NaiveDate;
use strsim::sorensen_dice;

/// Characters that are kept of what stands on either side of a sentence.
const AROUND: usize = 48;
/// What comes nearer than this is taken for the same, changed. A third of the words of a
/// sentence may be others if its neighbours are the same.
const NEAR: f64 = 0.6;

/// How a decision stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Holds,
    /// Its last day is over.
    Expired(NaiveDate),
    /// What it was made on changed: in which ways.
    Changed(Vec<String>),
}

impl State {
    /// Why the decision is open again.
    pub fn why(&self) -> Option<String> {
        match self {
            State::Holds => None,
            State::Expired(day) => Some(format!("it held until {day}")),
            State::Changed(how) => Some(how.join("; ")),
        }
    }
}

/// A decision on a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// It, with its history.
    pub thread: &'a Thread,
    /// The one that counts.
    pub decision: &'a Decision,
    /// How it stands.
    pub state: State,
    /// It was made on this finding, and does not only reach it from elsewhere.
    pub own: bool,
}

/// The decisions on the claims of an article.
#[derive(Debug, Default)]
pub struct Matched<'a> {
    /// Parallel to the report's claims.
    pub by_claim: Vec<Option<Standing<'a>>>,
    /// Decisions of this article whose finding is no longer there, and what became of it.
    pub gone: Vec<(&'a Decision, &'static str)>,
}

/// Finds the decisions on an article's claims. `orphans` are threads whose article is no longer where it was.
pub fn stand<'a>(report: &ArticleReport, ledger: &'a Ledger, home: &Home, orphans: &[&'a Thread], today: Option<NaiveDate>) -> Matched<'a> {
    let mut matching = Matching { report, findings: findings(report), by_claim: report.claims.iter().map(|_| None).collect() };
    let own: Vec<(&Thread, &Decision)> = ledger.of_home(home).filter_map(|t| Some((t, t.in_force()?))).collect();
    let moved = orphans.iter().filter_map(|t| Some((*t, t.in_force()?)));
    let moved: Vec<(&Thread, &Decision)> = moved.filter(|(_, d)| matching.findings.iter().any(|f| f.alike == d.anchor)).collect();
    let anchored: Vec<(&Thread, &Decision)> = own.iter().chain(&moved).copied().collect();
    matching.same(&anchored, today);
    matching.elsewhere(ledger, &own, today);
    let gone = matching.changed(&own);
    Matched { by_claim: matching.by_claim, gone }
}

/// A claim that is a finding, whoever silenced it since.
struct Found<'r> {
    number: usize,
    finding: Finding<'r>,
    alike: String,
}

fn findings(report: &ArticleReport) -> Vec<Found<'_>> {
    let judged = report.claims.iter().enumerate().filter_map(|(number, claim)| Some((number, Finding { report, claim, judged: claim.judged.as_ref()? })));
    let loud = judged.filter(|(_, f)| f.judged.verdict.level() > Level::None);
    loud.map(|(number, finding)| Found { number, alike: fingerprint::alike(&finding), finding }).collect()
}

struct Matching<'a, 'r> {
    report: &'r ArticleReport,
    findings: Vec<Found<'r>>,
    by_claim: Vec<Option<Standing<'a>>>,
}

impl<'a> Matching<'a, '_> {
    /// Decisions whose finding is there as it was; of several the one in the same surroundings.
    fn same(&mut self, anchored: &[(&'a Thread, &'a Decision)], today: Option<NaiveDate>) {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (thread, (_, decision)) in anchored.iter().enumerate() {
            let alike: Vec<&Found<'_>> = self.findings.iter().filter(|f| f.alike == decision.anchor).collect();
            pairs.extend(alike.iter().map(|f| (surroundings(decision, &f.finding), thread, f.number)));
        }
        // the surest first; where nothing tells them apart, in the order of the text
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        let mut used = vec![false; anchored.len()];
        for (_, thread, number) in pairs {
            if !used[thread] && self.by_claim[number].is_none() {
                used[thread] = true;
                self.by_claim[number] = Some(standing(anchored[thread].0, anchored[thread].1, true, today));
            }
        }
    }

    /// Decisions that reach further than their own place.
    fn elsewhere(&mut self, ledger: &'a Ledger, own: &[(&'a Thread, &'a Decision)], today: Option<NaiveDate>) {
        for found in &self.findings {
            if self.by_claim[found.number].is_some() {
                continue;
            }
            let claim = fingerprint::of_claim(&found.finding);
            let here = own.iter().find(|(_, d)| d.scope == Scope::Article && d.claim == claim).copied();
            let far = || ledger.of_claim(&claim).and_then(|t| Some((t, t.in_force()?)));
            self.by_claim[found.number] = here.or_else(far).map(|(thread, decision)| standing(thread, decision, false, today));
        }
    }

    /// Decisions of this article that stand for nothing as it is: what changed, or that it is gone.
    fn changed(&mut self, own: &[(&'a Thread, &'a Decision)]) -> Vec<(&'a Decision, &'static str)> {
        let stands = |d: &Decision, by: &[Option<Standing<'_>>]| by.iter().flatten().any(|s| s.decision.thread == d.thread);
        let mut gone = Vec::new();
        for (thread, decision) in own {
            if stands(decision, &self.by_claim) {
                continue;
            }
            let open = self.findings.iter().filter(|f| self.by_claim[f.number].is_none());
            let near = open.map(|f| (nearness(decision, &f.finding), f)).filter(|(near, _)| *near >= NEAR).max_by(|a, b| a.0.total_cmp(&b.0));
            match near {
                Some((_, found)) => {
                    let state = State::Changed(differences(decision, &found.finding));
                    self.by_claim[found.number] = Some(Standing { thread, decision, state, own: true });
                }
                None => gone.push((*decision, self.fate(decision))),
            }
        }
        gone
    }

    /// What became of a claim that is no finding any more.
    fn fate(&self, decision: &Decision) -> &'static str {
        let said = self.report.judged().any(|f| one_line(f.words()) == decision.words && one_line(f.sentence()) == decision.sentence);
        if said { "the claim is no longer found wrong" } else { "its sentence is no longer there" }
    }
}

fn standing<'a>(thread: &'a Thread, decision: &'a Decision, own: bool, today: Option<NaiveDate>) -> Standing<'a> {
    let over = decision.until.zip(today).filter(|(until, today)| today > until).map(|(until, _)| until);
    Standing { thread, decision, state: over.map_or(State::Holds, State::Expired), own }
}

/// How alike what stands around a decision's sentence and a finding's is, 0 to 1.
fn surroundings(decision: &Decision, finding: &Finding<'_>) -> f64 {
    let (before, after) = context(finding);
    f64::midpoint(sorensen_dice(&decision.before, &before), sorensen_dice(&decision.after, &after))
}

/// How near a finding comes to what was decided on, 0 to 1.
fn nearness(decision: &Decision, finding: &Finding<'_>) -> f64 {
    let sentence = sorensen_dice(&decision.sentence, &one_line(finding.sentence()));
    let words = if one_line(finding.words()) == decision.words { 0.1 } else { 0.0 };
    0.7 * sentence + 0.2 * surroundings(decision, finding) + words
}

/// What stands before and behind a finding's sentence, where the report holds the article's text.
pub fn context(finding: &Finding<'_>) -> (String, String) {
    let Some(text) = finding.report.texts.iter().find(|t| t.field == finding.claim.field) else { return (String::new(), String::new()) };
    // the mention's place is known in bytes, and its place in the sentence's words too
    let shown = finding.claim.sentence.shown.as_ref();
    let start = (finding.claim.span.byte[0] as usize).saturating_sub(shown.map_or(0, |s| s.at));
    let end = start + shown.map_or(0, |s| s.sentence.len());
    let before = text.text.get(..start).unwrap_or_default();
    let after = text.text.get(end..).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    (one_line(&before[from..]), one_line(&after[..to]))
}

/// In which ways a finding differs from what was decided on.
fn differences(decision: &Decision, finding: &Finding<'_>) -> Vec<String> {
    let mut how = Vec::new();
    let (sentence, words) = (one_line(finding.sentence()), one_line(finding.words()));
    if sentence != decision.sentence {
        how.push(format!("the sentence was {:?} and is {sentence:?}", decision.sentence));
    } else if words != decision.words {
        how.push(format!("the words judged were {:?} and are {words:?}", decision.words));
    }
    if decision.code != finding.judged.code || decision.verdict != finding.judged.verdict.name() {
        how.push(format!("the rule said {} {} and says {} {}", decision.code, decision.verdict, finding.judged.code, finding.judged.verdict.name()));
    }
    how.extend(revised(&decision.rows, &rows(finding)));
    if how.is_empty() {
        how.push("the claim is read as being about something else".to_owned());
    }
    how
}

/// Rows that have another value, came or went.
fn revised(before: &[String], now: &[String]) -> Vec<String> {
    let id = |row: &str| row.split(" = ").next().unwrap_or_default().to_owned();
    let value = |row: &str| row.split_once(" = ").map_or(String::new(), |(_, value)| value.to_owned());
    let find = |rows: &[String], wanted: &str| rows.iter().find(|row| id(row) == wanted).cloned();
    let mut how = Vec::new();
    for row in before.iter().filter(|row| !now.contains(row)) {
        how.push(match find(now, &id(row)) {
            Some(other) => format!("row {} was {} and is {}", id(row), value(row), value(&other)),
            None => format!("row {} was compared and is not any more", id(row)),
        });
    }
    how.extend(now.iter().filter(|row| find(before, &id(row)).is_none()).map(|row| format!("row {row} is compared now")));
    how
}
