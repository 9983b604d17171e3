//! Web Annotations (W3C) as JSON-LD: each verdict with a quotation that finds its place in
//! the article again, wherever it is published.

use super::finding::{ArticleReport, Finding};
use super::fingerprint::in_file;
use super::paths::{from_root, uri};
use super::{Entry, Format, Run, Writing, tame};
use crate::rule::Level;
use serde_json::{Value, json};

/// Characters that are quoted before and behind the words.
const CONTEXT: usize = 32;

/// Web Annotations.
pub const FORMAT: Format = Format {
    name: "webannotation",
    what: "Web Annotations of the W3C, as JSON-LD, that quote their place",
    sentences: true,
    texts: false,
    article: |report, run| annotations(report, run),
    writing: Writing::Streamed {
        head: |_| "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:factlint:report\",\"type\":\"AnnotationPage\",\"items\":[\n".to_owned(),
        between: ",\n",
        tail: |_, _, _| "\n]}\n".to_owned(),
    },
};

fn annotations(report: &ArticleReport, run: &Run) -> Vec<Entry> {
    let path = from_root(&report.path, run);
    let told = report.judged().filter(|f| run.verbose || f.judged.level > Level::None);
    told.map(|finding| Entry::new(finding.level(), annotation(&finding, &path).to_string())).collect()
}

fn annotation(finding: &Finding<'_>, path: &str) -> Value {
    let judged = finding.judged;
    let mut target = json!({"source": uri(path), "selector": selectors(finding)});
    if finding.claim.field == "title" {
        target["scope"] = json!("urn:factlint:title");
    }
    json!({
        "id": format!("urn:factlint:{}", in_file(path, finding)),
        "type": "Annotation",
        "motivation": "assessing",
        "body": [
            {"type": "TextualBody", "value": finding.message(), "format": "text/plain", "language": "en", "purpose": "assessing"},
            {"type": "TextualBody", "value": judged.verdict.name(), "purpose": "tagging"},
            {"type": "TextualBody", "value": judged.code, "purpose": "tagging"},
        ],
        "target": target,
    })
}

/// A quotation, and the place in the plain text for readers that have it.
fn selectors(finding: &Finding<'_>) -> Value {
    let sentence = finding.sentence();
    let words = finding.words();
    let at = finding.claim.sentence.shown.as_ref().map_or(0, |s| s.at).min(sentence.len());
    let before: String = sentence.get(..at).unwrap_or_default().chars().rev().take(CONTEXT).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = sentence.get(at + words.len()..).unwrap_or_default().chars().take(CONTEXT).collect();
    let mut quote = json!({"type": "TextQuoteSelector", "exact": tame::tame(words)});
    for (key, text) in [("prefix", before), ("suffix", after)] {
        if !text.is_empty() {
            quote[key] = json!(tame::tame(&text));
        }
    }
    let [start, end] = finding.claim.span.char;
    json!([quote, {"type": "TextPositionSelector", "start": start, "end": end}])
}
