//! SARIF 2.1.0, as code scanning of GitHub and other hosts read it.
//!
//! Every result has a location and a fingerprint of its content; paths are relative to the
//! repository's root, columns count characters, ends are exclusive. A host takes 25,000
//! results: the loudest are kept, and the run says how many are not there.

use super::document::Gathered;
use super::finding::{Finding, Place};
use super::notice::{INPUT, INPUT_MEANS, Notice, of_article, of_problems};
use super::paths::uri;
use super::row::EvidenceOut;
use super::summary::Summary;
use super::{Entry, Format, Limit, Run, Writing, manual, tame};
use crate::rule::{Level, Rule};
use serde_json::{Value, json};

/// What GitHub takes of one run.
const MOST: usize = 25_000;
/// Characters of a rule's description that GitHub takes.
const DESCRIPTION: usize = 1000;

/// SARIF.
pub const FORMAT: Format = Format {
    name: "sarif",
    what: "SARIF 2.1.0, for code scanning",
    sentences: true,
    texts: false,
    article: |report, run| of_article(report, run).iter().map(entry).collect(),
    writing: Writing::Gathered { limit: Limit::Total(MOST), whole },
};

fn entry(notice: &Notice<'_>) -> Entry {
    Entry::new(notice.level, result(notice).to_string())
}

fn level(level: Level) -> &'static str {
    level.name()
}

fn result(notice: &Notice<'_>) -> Value {
    let location = json!({"physicalLocation": {"artifactLocation": {"uri": uri(&notice.path)}, "region": region(notice.place)}});
    let mut result = json!({
        "ruleId": notice.code,
        "level": level(notice.level),
        "message": {"text": notice.message},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": format!("{}:1", notice.fingerprint)},
    });
    if let Some(finding) = &notice.finding {
        result["properties"] = properties(finding);
        if let Some(fix) = fix(finding, notice) {
            result["fixes"] = json!([fix]);
        }
    }
    result
}

/// Where; a place without an end is its line.
fn region(place: Place) -> Value {
    if (place.line, place.column) == (place.end_line, place.end_column) {
        return json!({"startLine": place.line, "startColumn": place.column});
    }
    json!({"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column})
}

fn properties(finding: &Finding<'_>) -> Value {
    let rows: Vec<Value> = finding.judged.evidence.iter().map(row).collect();
    json!({"verdict": finding.judged.verdict.name(), "confidence": finding.judged.confidence, "claim": finding.claim.id, "rows": rows})
}

fn row(row: &EvidenceOut) -> Value {
    json!({"fact": tame::line(&row.fact), "place": row.place, "source": tame::line(&row.source), "agrees": row.agrees})
}

fn fix(finding: &Finding<'_>, notice: &Notice<'_>) -> Option<Value> {
    let suggestion = finding.judged.suggestion.as_deref().filter(|s| !s.is_empty())?;
    Some(json!({
        "description": {"text": format!("Write {:?} instead.", tame::line(suggestion))},
        "artifactChanges": [{
            "artifactLocation": {"uri": uri(&notice.path)},
            "replacements": [{"deletedRegion": region(notice.place), "insertedContent": {"text": tame::line(suggestion)}}],
        }],
    }))
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": tame::cut(rule.summary, DESCRIPTION)},
        "fullDescription": {"text": tame::cut(rule.checks, DESCRIPTION)},
        "help": {"text": manual::markdown(rule, 1), "markdown": manual::markdown(rule, 1)},
        "properties": {"precision": "high", "tags": ["facts"]},
    })
}

/// The pseudo-rule of what could not be read.
fn input_rule() -> Value {
    json!({
        "id": INPUT,
        "name": "unreadable",
        "shortDescription": {"text": INPUT_MEANS},
        "fullDescription": {"text": "An article, a table or a line that could not be read in whole; what is said of the rest may be incomplete."},
        "help": {"text": "Correct the file at the place that is named, and run the check again."},
        "properties": {"precision": "very-high", "tags": ["input"]},
    })
}

fn whole(gathered: &Gathered, summary: &Summary, run: &Run) -> String {
    let rules: Vec<Value> = manual::all().map(rule).chain([input_rule()]).collect();
    let driver = json!({"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION"), "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules});
    let mut results: Vec<String> = of_problems(&summary.problems, run).iter().map(|n| result(n).to_string()).collect();
    results.extend(gathered.shown().into_iter().map(|e| e.text.clone()));
    let mut told = vec![ledger(summary, run)];
    let left_out = gathered.left_out() + summary.left_out;
    if left_out > 0 {
        told.push(notification("warning", &format!("{left_out} results are not in this file; the loudest are.")));
    }
    let invocation = json!({"executionSuccessful": summary.errors == 0, "toolExecutionNotifications": told});
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{},\"columnKind\":\"unicodeCodePoints\",\"invocations\":[{invocation}],\"results\":[\n{}\n]}}]}}\n",
        json!({"driver": driver}),
        results.join(",\n")
    )
}

/// What was not checked: silence must not read as approval.
fn ledger(summary: &Summary, run: &Run) -> Value {
    let references = if run.references.is_empty() { "none".to_owned() } else { run.references.join("; ") };
    notification("note", &format!("{}. References: {references}.", summary.ledger()))
}

fn notification(level: &str, text: &str) -> Value {
    json!({"level": level, "message": {"text": tame::line(text)}})
}
