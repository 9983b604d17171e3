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
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
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

/// Threads whose article is no longer where it was, by what their findings share.
pub type Orphans = BTreeMap<String, Vec<String>>;

/// Finds the decisions on an article's claims.
pub fn stand<'a>(report: &ArticleReport, ledger: &'a Ledger, home: &Home, orphans: &Orphans, today: Option<NaiveDate>) -> Matched<'a> {
    let mut matching = Matching { report, findings: findings(report), by_claim: report.claims.iter().map(|_| None).collect() };
    let own: Vec<(&Thread, &Decision)> = ledger.of_home(home).filter_map(|t| Some((t, t.in_force()?))).collect();
    let anchors: BTreeSet<&String> = matching.findings.iter().map(|f| &f.alike).collect();
    let moved = anchors.iter().filter_map(|anchor| orphans.get(*anchor)).flatten().filter_map(|name| ledger.thread(name));
    let moved: Vec<(&Thread, &Decision)> = moved.filter_map(|t| Some((t, t.in_force()?))).collect();
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
    /// What stands before and behind its sentence; worked out when it is asked for.
    around: OnceCell<(String, String)>,
}

impl Found<'_> {
    /// How alike what stands around a decision's sentence and this one's is, 0 to 1.
    fn surroundings(&self, decision: &Decision) -> f64 {
        let (before, after) = self.around.get_or_init(|| context(&self.finding));
        f64::midpoint(sorensen_dice(&decision.before, before), sorensen_dice(&decision.after, after))
    }

    /// How near it comes to what was decided on, 0 to 1.
    fn nearness(&self, decision: &Decision) -> f64 {
        let (sentence, words) = (one_line(self.finding.sentence()), one_line(self.finding.words()));
        let words = if words == decision.words { 0.1 } else { 0.0 };
        0.7 * sorensen_dice(&decision.sentence, &sentence) + 0.2 * self.surroundings(decision) + words
    }
}

fn findings(report: &ArticleReport) -> Vec<Found<'_>> {
    let judged = report.claims.iter().enumerate().filter_map(|(number, claim)| Some((number, Finding { report, claim, judged: claim.judged.as_ref()? })));
    let loud = judged.filter(|(_, f)| f.judged.verdict.level() > Level::None);
    loud.map(|(number, finding)| Found { number, alike: fingerprint::alike(&finding), finding, around: OnceCell::new() }).collect()
}

struct Matching<'a, 'r> {
    report: &'r ArticleReport,
    findings: Vec<Found<'r>>,
    by_claim: Vec<Option<Standing<'a>>>,
}

impl<'a> Matching<'a, '_> {
    /// Decisions whose finding is there as it was; of several the one in the same surroundings.
    fn same(&mut self, anchored: &[(&'a Thread, &'a Decision)], today: Option<NaiveDate>) {
        let mut by_anchor: BTreeMap<&str, Vec<&Found<'_>>> = BTreeMap::new();
        for found in &self.findings {
            by_anchor.entry(&found.alike).or_default().push(found);
        }
        let alike = |decision: &Decision| by_anchor.get(decision.anchor.as_str()).into_iter().flatten().copied();
        let pairs = anchored.iter().enumerate().flat_map(|(n, (_, d))| alike(d).map(move |found| (found.surroundings(d), n, found.number)));
        let states = matched(pairs.collect(), anchored.len());
        for (thread, number) in states {
            self.by_claim[number] = Some(standing(anchored[thread].0, anchored[thread].1, true, today));
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
        let standing: BTreeSet<&str> = self.by_claim.iter().flatten().map(|s| s.decision.thread.as_str()).collect();
        let left: Vec<(&Thread, &Decision)> = own.iter().filter(|(_, d)| !standing.contains(d.thread.as_str())).copied().collect();
        // the words alone are compared first: a row that is revised changes many findings at once, and no sentence
        let told = self.nearest(&left, |decision, found| {
            let same = one_line(found.finding.words()) == decision.words && one_line(found.finding.sentence()) == decision.sentence;
            same.then(|| 1.0 + found.surroundings(decision))
        });
        let left: Vec<(&Thread, &Decision)> = left.into_iter().enumerate().filter(|(n, _)| !told.contains(n)).map(|(_, one)| one).collect();
        let told = self.nearest(&left, |decision, found| Some(found.nearness(decision)).filter(|near| *near >= NEAR));
        left.iter().enumerate().filter(|(n, _)| !told.contains(n)).map(|(_, (_, decision))| (*decision, self.fate(decision))).collect()
    }

    /// Says of the nearest findings that they changed; returns the places of the decisions that have one.
    fn nearest(&mut self, left: &[(&'a Thread, &'a Decision)], near: impl Fn(&Decision, &Found<'_>) -> Option<f64>) -> BTreeSet<usize> {
        let open: Vec<&Found<'_>> = self.findings.iter().filter(|f| self.by_claim[f.number].is_none()).collect();
        let pair = |n: usize, decision: &Decision| open.iter().filter_map(|f| Some((near(decision, f)?, n, f.number))).collect::<Vec<_>>();
        let pairs = left.iter().enumerate().flat_map(|(n, (_, decision))| pair(n, decision)).collect();
        let matched = matched(pairs, left.len());
        for (n, number) in &matched {
            let Some(found) = self.findings.iter().find(|f| f.number == *number) else { continue };
            let (thread, decision) = left[*n];
            let state = State::Changed(differences(decision, &found.finding));
            self.by_claim[*number] = Some(Standing { thread, decision, state, own: true });
        }
        matched.into_iter().map(|(n, _)| n).collect()
    }

    /// What became of a claim that is no finding any more.
    fn fate(&self, decision: &Decision) -> &'static str {
        let said = self.report.judged().any(|f| one_line(f.words()) == decision.words && one_line(f.sentence()) == decision.sentence);
        if said { "the claim is no longer found wrong" } else { "its sentence is no longer there" }
    }
}

/// Of pairs (how sure, decision, claim) the surest, each decision and each claim once; where nothing tells them apart, in the order of the text.
fn matched(mut pairs: Vec<(f64, usize, usize)>, decisions: usize) -> Vec<(usize, usize)> {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)).then(a.1.cmp(&b.1)));
    let mut used = vec![false; decisions];
    let mut claims = BTreeSet::new();
    pairs.retain(|(_, decision, claim)| {
        let free = !used[*decision] && !claims.contains(claim);
        if free {
            used[*decision] = true;
            claims.insert(*claim);
        }
        free
    });
    pairs.into_iter().map(|(_, decision, claim)| (decision, claim)).collect()
}

fn standing<'a>(thread: &'a Thread, decision: &'a Decision, own: bool, today: Option<NaiveDate>) -> Standing<'a> {
    let over = decision.until.zip(today).filter(|(until, today)| today > until).map(|(until, _)| until);
    Standing { thread, decision, state: over.map_or(State::Holds, State::Expired), own }
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
