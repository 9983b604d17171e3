//! How well the verdicts are: against claims whose verdicts are known.
//!
//! In: gold tables and the reports of their articles. Out: a [`Tally`]: what was expected,
//! found and raised, verdict by verdict, property by property, check by check, and how
//! often the confidence was right. It opens no file.

pub mod fit;
pub mod gold;
mod text;

use crate::report::finding::{ArticleReport, ClaimOut};
use crate::verdict::confidence::{SHARP, Side};
use crate::verdict::kind::{VERDICTS, Verdict};
use fit::Outcome;
use gold::Gold;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
pub use text::{summary, text};

/// How many of how many.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Of these …
    pub of: usize,
    /// … so many are right.
    pub right: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }

    /// The share; none of nothing.
    pub fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

/// A gold claim that did not get what it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// File and line of the gold table.
    pub place: String,
    /// The words.
    pub quote: String,
    /// What it should get.
    pub expected: String,
    /// What it got: verdict and code; "nothing" if no claim stands there.
    pub found: String,
}

/// Verdicts against a gold table.
#[derive(Debug, Default, Serialize)]
pub struct Tally {
    /// Gold claims, and those with the right verdict from a right row.
    pub claims: Share,
    /// Gold claims that are wrong in the article, and those of them that were called so.
    pub errors: Share,
    /// Error verdicts, and those of them on gold claims that are wrong: precision.
    pub alarms: Share,
    /// By expected verdict and found one.
    pub confusion: BTreeMap<String, BTreeMap<String, usize>>,
    /// By property of the claim found.
    pub properties: BTreeMap<String, Share>,
    /// By code of the check.
    pub checks: BTreeMap<String, Share>,
    /// By stated confidence, the highest band first.
    pub calibration: Vec<Band>,
    /// What went wrong.
    pub misses: Vec<Miss>,
    /// What the confidence was built from, claim by claim: what `--fit` works on.
    pub outcomes: Vec<Outcome>,
}

/// Verdicts of about the same confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// The lowest confidence in the band; it ends where the one before begins.
    pub from: f64,
    /// Verdicts in it.
    pub of: usize,
    /// So many are right.
    pub right: usize,
    /// Their mean confidence.
    pub said: f64,
}

/// Where bands of confidence begin.
const BANDS: [f64; 6] = [0.95, 0.90, 0.80, 0.70, 0.50, 0.0];

fn is_error(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Contradicted | Verdict::Inconsistent)
}

impl Tally {
    /// Adds the gold claims of one article.
    pub fn add(&mut self, golds: &[Gold], report: &ArticleReport) {
        let mut wrong_there = Vec::new();
        for gold in golds {
            let found: Vec<&ClaimOut> = report.claims.iter().filter(|c| gold.is_at(c)).collect();
            self.add_one(gold, &found);
            if gold.verdicts.iter().any(|v| is_error(*v)) {
                wrong_there.extend(found.iter().map(|c| c.mention));
            }
        }
        let raised: BTreeSet<usize> = report.claims.iter().filter(|c| verdict(c).is_some_and(is_error)).map(|c| c.mention).collect();
        for mention in raised {
            self.alarms.count(wrong_there.contains(&mention));
        }
    }

    fn add_one(&mut self, gold: &Gold, found: &[&ClaimOut]) {
        let right = found.iter().find(|c| gold.is_met_by(c)).copied();
        let best = right.or_else(|| found.iter().copied().min_by_key(|c| verdict(c)));
        self.claims.count(right.is_some());
        if gold.verdicts.iter().any(|v| is_error(*v)) {
            self.errors.count(found.iter().any(|c| verdict(c).is_some_and(is_error)));
        }
        let name = best.and_then(verdict).map_or("nothing", Verdict::name);
        *self.confusion.entry(gold.expected()).or_default().entry(name.to_owned()).or_default() += 1;
        if let Some(claim) = best {
            let property = claim.property.clone().unwrap_or_else(|| "–".to_owned());
            self.properties.entry(property).or_default().count(right.is_some());
            let code = claim.judged.as_ref().map_or("–", |j| j.code);
            self.checks.entry(code.to_owned()).or_default().count(right.is_some());
            self.outcomes.extend(outcome(claim, right.is_some()));
        }
        if right.is_none() {
            let code = best.and_then(|c| c.judged.as_ref()).map_or_else(String::new, |j| format!(" ({})", j.code));
            self.misses.push(Miss { place: gold.place.clone(), quote: gold.quote.clone(), expected: gold.expected(), found: format!("{name}{code}") });
        }
    }

    /// Works out what needs all outcomes.
    pub fn finish(&mut self) {
        let mut above = f64::INFINITY;
        for from in BANDS {
            let here: Vec<&Outcome> = self.outcomes.iter().filter(|o| o.confidence >= from && o.confidence < above).collect();
            above = from;
            if !here.is_empty() {
                let said = here.iter().map(|o| o.confidence).sum::<f64>() / here.len() as f64;
                let right = here.iter().filter(|o| o.right).count();
                self.calibration.push(Band { from, of: here.len(), right, said: (said * 1000.0).round() / 1000.0 });
            }
        }
    }
}

fn verdict(claim: &ClaimOut) -> Option<Verdict> {
    claim.judged.as_ref().map(|j| j.verdict)
}

/// What the confidence of a verdict with rows was built from.
fn outcome(claim: &ClaimOut, right: bool) -> Option<Outcome> {
    let judged = claim.judged.as_ref().filter(|j| !j.score.is_empty())?;
    let side = Side::of(judged.verdict)?;
    let terms = judged.score.iter().filter(|t| t.term != SHARP).map(|t| (t.term.to_owned(), t.value)).collect();
    Some(Outcome { side, terms, sharp: judged.score.iter().any(|t| t.term == SHARP), confidence: judged.confidence, right })
}

/// A verdict by its name.
fn by_name(name: &str) -> Option<Verdict> {
    VERDICTS.into_iter().find(|v| v.name() == name)
}
