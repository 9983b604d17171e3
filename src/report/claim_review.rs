//! ClaimReview of schema.org as JSON-LD: what search engines and archives of fact checks read.
//!
//! Only what was checked is a review: a claim without a row is none. The date is the
//! article's; the clock is not asked.

use super::finding::{ArticleReport, Finding};
use super::paths::{from_root, uri};
use super::{Entry, Format, Run, Writing, tame};
use crate::verdict::kind::{Bucket, Verdict};
use serde_json::{Value, json};

/// ClaimReview.
pub const FORMAT: Format = Format {
    name: "claimreview",
    what: "ClaimReview of schema.org, as JSON-LD",
    sentences: true,
    texts: false,
    article: |report, run| reviews(report, run),
    writing: Writing::Streamed {
        head: |_| "{\"@context\":\"https://schema.org\",\"@graph\":[\n".to_owned(),
        between: ",\n",
        tail: |_, _, _| "\n]}\n".to_owned(),
    },
};

fn reviews(report: &ArticleReport, run: &Run) -> Vec<Entry> {
    let path = uri(&from_root(&report.path, run));
    let checked = report.judged().filter(|f| f.judged.verdict.bucket() == Bucket::Checked);
    checked.map(|finding| Entry::new(finding.level(), review(&finding, &path).to_string())).collect()
}

fn review(finding: &Finding<'_>, path: &str) -> Value {
    let judged = finding.judged;
    let url = format!("{path}#{}", finding.claim.id);
    let mut item = json!({"@type": "Claim", "appearance": {"@type": "CreativeWork", "url": path, "name": tame::line(finding.report.name())}});
    if let Some(who) = &finding.claim.attribution {
        item["author"] = json!({"@type": "Person", "name": tame::line(who)});
    }
    let mut review = json!({
        "@type": "ClaimReview",
        "@id": url,
        "url": url,
        "claimReviewed": tame::line(finding.sentence()),
        "author": {"@type": "Organization", "name": env!("CARGO_PKG_NAME")},
        "reviewBody": tame::line(&judged.explanation),
        "reviewRating": {"@type": "Rating", "alternateName": said(judged.verdict), "ratingValue": rating(judged.verdict), "bestRating": 5, "worstRating": 1},
    });
    if let Some(date) = finding.report.date {
        review["datePublished"] = json!(date);
        item["datePublished"] = json!(date);
    }
    review["itemReviewed"] = item;
    let sources: Vec<Value> =
        judged.evidence.iter().filter_map(|e| e.source_url.as_deref()).filter(|u| tame::is_web(u)).map(|u| json!(tame::line(u))).collect();
    if !sources.is_empty() {
        review["citation"] = json!(sources);
    }
    review
}

/// From 5, right, to 1, wrong.
fn rating(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Supported => 5,
        Verdict::Close => 4,
        Verdict::Outdated | Verdict::Disputed => 3,
        _ => 1,
    }
}

fn said(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "Supported",
        Verdict::Close => "Close",
        Verdict::Outdated => "Outdated",
        Verdict::Disputed => "Disputed",
        Verdict::Inconsistent => "Inconsistent",
        _ => "Contradicted",
    }
}
