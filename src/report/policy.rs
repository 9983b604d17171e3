//! What a desk wants to hear of: which checks, how loud, and what is known already.
//!
//! In: a report, the desk's policy, the comments of the article, fingerprints that were
//! accepted before, lines that changed. Out: the same report with other levels. A verdict
//! never changes, and a finding that is silenced says by whom and why. It refuses to read
//! files.

use super::finding::{ArticleReport, Finding, Silenced};
use super::{fingerprint, manual};
use crate::article::directive::Directive;
use crate::problem::Problem;
use crate::rule::Level;
use crate::verdict::kind::{VERDICTS, Verdict};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// How claims count that the article gives to somebody else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Attribution {
    /// One level down.
    #[default]
    Lower,
    /// Like the article's own.
    Keep,
    /// Not at all.
    Ignore,
}

/// What a desk wants to hear of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Only these checks, by the beginnings of their codes; all if empty.
    pub select: Vec<String>,
    /// Not these checks, and why, where a reason was given.
    pub ignore: Vec<(String, String)>,
    /// Levels by code, or by verdict.
    pub levels: BTreeMap<String, Level>,
    /// How claims count that somebody else makes.
    pub attribution: Attribution,
}

/// Lines of one file that changed.
pub type Lines = Vec<RangeInclusive<u32>>;

/// What is known of an article beside what it says.
#[derive(Debug, Default)]
pub struct Known<'a> {
    /// Its comments.
    pub directives: &'a [Directive],
    /// Fingerprints that were accepted before.
    pub baseline: Option<&'a BTreeSet<String>>,
    /// The lines that changed, and since when; none if all count.
    pub changed: Option<(&'a Lines, &'a str)>,
}

/// True if some check has a code that begins so.
pub fn is_code(beginning: &str) -> bool {
    manual::all().any(|rule| covers(beginning, rule.code))
}

fn covers(beginning: &str, code: &str) -> bool {
    let beginning = beginning.trim();
    !beginning.is_empty() && code.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning))
}

/// What levels can be set for: codes, their beginnings, verdicts.
pub fn is_level_key(key: &str) -> bool {
    is_code(key) || VERDICTS.iter().any(|v| v.name() == key)
}

/// Applies all of it; returns the fingerprints of the baseline that were met.
pub fn apply(report: &mut ArticleReport, policy: &Policy, known: &Known<'_>) -> Vec<String> {
    let mut met = Vec::new();
    let mut used = vec![false; known.directives.len()];
    for number in 0..report.claims.len() {
        let Some(level) = level_of(report, number, policy) else { continue };
        let silenced = (level > Level::None).then(|| silencer(report, number, policy, known, &mut used, &mut met)).flatten();
        let claim = &mut report.claims[number];
        if let Some(judged) = &mut claim.judged {
            judged.level = if silenced.is_some() { Level::None } else { level };
        }
        claim.silenced = silenced;
    }
    report.problems.extend(unused(report, known.directives, &used));
    met
}

/// The level of a claim by the policy, before anything silences it.
fn level_of(report: &ArticleReport, number: usize, policy: &Policy) -> Option<Level> {
    let claim = &report.claims[number];
    let judged = claim.judged.as_ref()?;
    if judged.level == Level::None || !policy.select.is_empty() && !policy.select.iter().any(|s| covers(s, judged.code)) {
        return Some(Level::None);
    }
    let said = claim.attribution.is_some();
    let plain = judged.verdict.level();
    let set = policy.level(judged.code, judged.verdict);
    Some(match (set, policy.attribution) {
        (Some(level), Attribution::Lower) if said && level > Level::None => level.lowered(),
        (Some(level), _) => level,
        (None, Attribution::Keep) if said && judged.level == plain.lowered() => plain,
        (None, _) => judged.level,
    })
}

impl Policy {
    /// The level that was set: the longest code first, then the verdict. A code sets what its
    /// check finds wrong; quieter verdicts keep their own.
    fn level(&self, code: &str, verdict: Verdict) -> Option<Level> {
        let by_code = self.levels.iter().filter(|(key, _)| covers(key, code)).max_by_key(|(key, _)| key.len()).map(|(_, level)| *level);
        let wrong = matches!(verdict, Verdict::Contradicted | Verdict::Inconsistent);
        by_code.filter(|level| wrong || *level == Level::None).or_else(|| self.levels.get(verdict.name()).copied())
    }
}

/// Who silences a finding, if anybody does. All that could are asked, so that none seems unused beside another.
fn silencer(report: &ArticleReport, number: usize, policy: &Policy, known: &Known<'_>, used: &mut [bool], met: &mut Vec<String>) -> Option<Silenced> {
    let claim = &report.claims[number];
    let finding = Finding { report, claim, judged: claim.judged.as_ref()? };
    let by_comment = comment(&finding, known.directives, used);
    let by_baseline = known.baseline.and_then(|accepted| {
        let print = fingerprint::of(&finding);
        accepted.contains(&print).then(|| {
            met.push(print);
            Silenced { by: "baseline", reason: "accepted before".to_owned() }
        })
    });
    let by_config = policy.ignore.iter().find(|(code, _)| covers(code, finding.judged.code)).map(|(code, reason)| {
        let reason = if reason.is_empty() { format!("the configuration ignores {code}") } else { reason.clone() };
        Silenced { by: "config", reason }
    });
    let said = || claim.attribution.is_some() && policy.attribution == Attribution::Ignore;
    let by_attribution = said().then(|| Silenced { by: "config", reason: "the configuration ignores what others say".to_owned() });
    by_comment.or(by_baseline).or(by_config).or(by_attribution).or_else(|| unchanged(&finding, known))
}

fn comment(finding: &Finding<'_>, directives: &[Directive], used: &mut [bool]) -> Option<Silenced> {
    let place = finding.place();
    let mut found = None;
    for (directive, used) in directives.iter().zip(used) {
        let [first, last] = directive.lines;
        let here = first <= place.end_line.max(place.line) && place.line <= last;
        if here && directive.codes.iter().any(|code| covers(code, finding.judged.code)) {
            *used = true;
            found.get_or_insert_with(|| Silenced { by: "inline", reason: directive.reason.clone() });
        }
    }
    found
}

fn unchanged(finding: &Finding<'_>, known: &Known<'_>) -> Option<Silenced> {
    let (lines, since) = known.changed?;
    let place = finding.place();
    let touched = lines.iter().any(|range| *range.start() <= place.end_line.max(place.line) && place.line <= *range.end());
    (!touched).then(|| Silenced { by: "diff", reason: format!("the line has not changed since {since}") })
}

/// Comments that silence nothing, and codes that no check has.
fn unused(report: &ArticleReport, directives: &[Directive], used: &[bool]) -> Vec<Problem> {
    let say = |directive: &Directive, problem: Problem| problem.at(directive.place[0], directive.place[1]);
    let unknown = directives.iter().flat_map(|d| d.codes.iter().filter(|code| !is_code(code)).map(move |code| (d, code)));
    let unknown = unknown.map(|(d, code)| {
        say(d, Problem::error(&report.path, "the comment names a check that there is not").expected("a code that `factlint rule` lists", code))
    });
    let idle = directives.iter().zip(used).filter(|(d, used)| !**used && d.codes.iter().all(|c| is_code(c)));
    let idle = idle.map(|(d, _)| say(d, Problem::warning(&report.path, UNUSED).expected("a finding of this check in its lines", d.codes.join(" "))));
    unknown.chain(idle).collect()
}

/// What is said of a comment that silences nothing.
pub const UNUSED: &str = "the comment silences nothing";
