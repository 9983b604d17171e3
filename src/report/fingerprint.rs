//! What a finding is known by from run to run.
//!
//! In: a finding. Out: sixteen hexadecimal digits of a SHA-256 over its sentence, its
//! words, its check and verdict, and the rows that it rests on with their values. Where the
//! article stands and on which line is no part of it: text may move. If the sentence or a
//! row changes, it is another finding.

use super::finding::{Finding, ValueOut};
use sha2::{Digest, Sha256};

/// Stands between the parts; no text holds it once control characters count as white space.
const BETWEEN: &[u8] = b"\x1f";

/// The fingerprint of a finding. Needs the words of its sentence.
pub fn of(finding: &Finding<'_>) -> String {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
        words.for_each(|word| {
            hash.update(word.as_bytes());
            hash.update(b" ");
        });
        hash.update(BETWEEN);
    };
    add(finding.sentence());
    add(finding.words());
    // the same words again in one article, or of another subject
    add(finding.claim.id.get(CLAIM_DIGITS..).unwrap_or_default());
    add(finding.judged.code);
    add(finding.judged.verdict.name());
    for row in &finding.judged.evidence {
        add(&row.fact);
        match &row.value {
            ValueOut::Number(number) => add(&number.0.normalize().to_string()),
            ValueOut::Text(text) => add(text),
        }
    }
    short(hash)
}

/// The digits that a claim's id begins with; what follows tells repetitions apart.
const CLAIM_DIGITS: usize = 16;

/// A fingerprint that no other file shares, for hosts that want each to be unique.
pub fn in_file(path: &str, finding: &Finding<'_>) -> String {
    of_texts(&[path, &of(finding)])
}

/// The fingerprint of texts in their order.
pub fn of_texts(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_bytes());
        hash.update(BETWEEN);
    }
    short(hash)
}

fn short(hash: Sha256) -> String {
    let digest = hash.finalize();
    let first = digest.first_chunk::<8>().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(first))
}
