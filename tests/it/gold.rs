//! The samples against their hand-written tables: precision and recall, printed and approved.

use crate::tool::{SAMPLES, approve, items, plain_text, report, root, text};
use serde::Deserialize;
use serde_json::Value;
use std::fmt::Write as _;
use std::ops::Range;

#[derive(Deserialize)]
struct Expected {
    quote: String,
    verdict: String,
    rows: String,
    #[allow(dead_code, reason = "for the reader of the table")]
    why: String,
}

/// Where the bracketed words of a quote stand in the article, in characters.
fn find(article: &str, quote: &str) -> Range<u64> {
    let (open, close) = (quote.find('[').expect("a bracket opens"), quote.find(']').expect("a bracket closes"));
    let bare = quote.replace(['[', ']'], "");
    let flat = article.replace(['\n', '\u{a0}'], " ");
    assert_eq!(flat.matches(&bare).count(), 1, "{quote:?} must stand in the article exactly once");
    let at = flat.find(&bare).expect("counted before");
    let chars = |text: &str| text.chars().count() as u64;
    let start = chars(&flat[..at]) + chars(&quote[..open]);
    start..start + chars(&quote[open + 1..close])
}

fn overlaps(claim: &Value, words: &Range<u64>) -> bool {
    let end = |i: usize| claim["span"]["char"][i].as_u64().expect("an offset");
    end(0) < words.end && words.start < end(1)
}

/// How the tool did on one sample.
#[derive(Default)]
struct Score {
    expected: usize,
    right: usize,
    errors_expected: usize,
    errors_caught: usize,
    errors_reported: usize,
    wrong: Vec<String>,
}

fn is_error(verdict: &str) -> bool {
    matches!(verdict, "contradicted" | "inconsistent")
}

fn score(sample: &str) -> Score {
    let (report, article) = (report(sample, None), plain_text(sample));
    let name = sample.rsplit_once('.').expect("an extension").0;
    let mut table = csv::Reader::from_path(root().join("claims").join(format!("{name}.csv"))).expect("a gold table");
    let claims = items(&report, "claims");
    let mut score = Score {
        errors_reported: claims.iter().filter(|c| is_error(&text(c, "verdict"))).map(|c| text(c, "mention")).collect::<std::collections::BTreeSet<_>>().len(),
        ..Score::default()
    };
    for row in table.deserialize() {
        let expected: Expected = row.expect("a row: quote,verdict,rows,why");
        let words = find(&article, &expected.quote);
        let found: Vec<&Value> = claims.iter().filter(|c| overlaps(c, &words)).collect();
        let wanted: Vec<&str> = expected.rows.split('|').filter(|id| !id.is_empty()).collect();
        let by_row = |c: &&Value| wanted.is_empty() || items(c, "evidence").iter().any(|e| wanted.contains(&text(e, "fact").as_str()));
        let right = found.iter().any(|c| text(c, "verdict") == expected.verdict && by_row(c));
        score.expected += 1;
        score.right += usize::from(right);
        score.errors_expected += usize::from(is_error(&expected.verdict));
        score.errors_caught += usize::from(is_error(&expected.verdict) && found.iter().any(|c| is_error(&text(c, "verdict"))));
        if !right {
            let got: Vec<String> = found.iter().map(|c| text(c, "verdict")).collect();
            score.wrong.push(format!(
                "{sample}: {} – expected {}, got {}",
                expected.quote,
                expected.verdict,
                if got.is_empty() { "nothing".to_owned() } else { got.join(", ") }
            ));
        }
    }
    score
}

#[test]
fn samples_get_the_verdicts_that_their_tables_expect() {
    let mut page = format!("{:<28} {:>8} {:>6} {:>7} {:>10}\n", "", "expected", "right", "recall", "precision");
    let mut wrong = Vec::new();
    for sample in SAMPLES {
        let score = score(sample);
        let share = |part: usize, whole: usize| if whole == 0 { "–".to_owned() } else { format!("{:.2}", part as f64 / whole as f64) };
        let _ = writeln!(page, "{sample:<28} {:>8} {:>6} {:>7} {:>10}", score.expected, score.right, share(score.right, score.expected), "");
        let (caught, reported) = (score.errors_caught, score.errors_reported);
        let _ = writeln!(
            page,
            "{:<28} {:>8} {caught:>6} {:>7} {:>10}",
            "  of these errors",
            score.errors_expected,
            share(caught, score.errors_expected),
            share(caught, reported)
        );
        wrong.extend(score.wrong);
    }
    #[allow(clippy::print_stdout, reason = "the figures are there to be read: cargo test -- --nocapture")]
    {
        println!("{page}");
    }
    approve("", "gold", &page);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
