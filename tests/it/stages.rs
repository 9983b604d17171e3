//! One set of snapshots a stage: what was read, what was claimed, what it was linked to, what came out.

use crate::tool::{SAMPLES, approve, items, mention, place, plain_text, report, sentence, text, verdicts_as_they_are};
use serde_json::Value;

/// The sample's name without its extension.
fn name(sample: &str) -> &str {
    sample.rsplit_once('.').map_or(sample, |(name, _)| name)
}

fn joined(parts: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let shown = parts.into_iter().filter(|(_, value)| !value.is_empty());
    shown.map(|(label, value)| if label.is_empty() { value } else { format!("{label} {value}") }).collect::<Vec<_>>().join(" · ")
}

fn period(value: &Value, from: &str, to: &str) -> String {
    match (text(value, from), text(value, to)) {
        (from, to) if from == to => from,
        (from, to) => format!("{from}/{to}"),
    }
}

fn range(value: &Value) -> String {
    let (low, high) = (text(value, "value"), text(value, "value_high"));
    if high.is_empty() { low } else { format!("{low}..{high}") }
}

#[test]
fn mentions() {
    for sample in SAMPLES {
        let report = report(sample);
        let line = |m: &Value| {
            let what = joined([
                ("", text(m, "kind")),
                ("", range(m)),
                ("bound", text(m, "bound")),
                ("", text(m, "unit")),
                ("of", text(m, "noun")),
                ("hedge", text(m, "hedge")),
                ("", period(m, "from", "to")),
                ("grain", text(m, "grain")),
                ("by", text(m, "rule")),
            ]);
            format!("{:<6} {:<26} {what}\n", place(m), text(m, "text").replace('\n', " "))
        };
        approve("mentions", name(sample), &items(report, "mentions").iter().map(line).collect::<String>());
    }
}

#[test]
fn claims() {
    for sample in SAMPLES {
        let (report, article) = (report(sample), plain_text(sample));
        let line = |c: &Value| {
            let what = joined([
                ("of", text(c, "subject_text")),
                ("says", text(c, "property_text")),
                ("time", period(c, "from", "to")),
                ("said by", text(c, "attribution")),
                ("", if c["negated"] == Value::Bool(true) { "negated".to_owned() } else { String::new() }),
                ("pattern", text(c, "pattern")),
            ]);
            format!("{:<6} {}\n       {what}\n", place(c), sentence(&article, c))
        };
        approve("claims", name(sample), &items(report, "claims").iter().map(line).collect::<String>());
    }
}

#[test]
fn links() {
    for sample in SAMPLES {
        let report = report(sample);
        let terms = |c: &Value| {
            items(c, "score")
                .iter()
                .map(|t| format!("\n       {:<9} {:<5} {}", text(t, "term"), text(t, "value"), text(t, "reason")))
                .collect::<Vec<_>>()
                .concat()
        };
        let runners = |c: &Value| {
            let runner = |r: &Value| {
                format!("\n       or {}", joined([("", text(r, "subject")), ("", text(r, "property")), ("", text(r, "object")), ("", text(r, "confidence"))]))
            };
            items(c, "runners_up").iter().map(runner).collect::<Vec<_>>().concat()
        };
        let line = |c: &Value| {
            let to = joined([("", text(c, "subject")), ("", text(c, "property")), ("", text(c, "object")), ("", text(c, "confidence"))]);
            format!("{:<6} {} → {to}{}{}\n", place(c), text(mention(report, c), "text").replace('\n', " "), terms(c), runners(c))
        };
        let linked = |c: &&Value| !c["subject"].is_null();
        approve("links", name(sample), &items(report, "claims").iter().filter(linked).map(line).collect::<String>());
    }
}

#[test]
fn verdicts() {
    for (sample, claims) in SAMPLES.iter().zip(verdicts_as_they_are()) {
        approve("verdicts", name(sample), &claims.join("\n\n"));
    }
}
