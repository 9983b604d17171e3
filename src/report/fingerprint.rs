//! What a finding is known by from run to run.
//!
//! In: a finding. Out: sixteen hexadecimal digits of a SHA-256 over its sentence, its
//! words, its check and verdict, and the rows that it rests on with their values. Where the
//! article stands and on which line is no part of it: text may move. If the sentence or a
//! row changes, it is another finding.

use super::finding::Finding;
use sha2::{Digest, Sha256};

/// Stands between the parts; no text holds it once control characters count as white space.
const BETWEEN: &[u8] = b"\x1f";

/// The fingerprint of a finding. Needs the words of its sentence.
pub fn of(finding: &Finding<'_>) -> String {
    let mut parts = Parts::default();
    parts.add(finding.sentence());
    parts.add(finding.words());
    // the same words again in one article, or of another subject
    parts.add(finding.claim.id.get(CLAIM_DIGITS..).unwrap_or_default());
    parts.judged(finding);
    short(parts.0)
}

/// What a finding shares with every other one of the same sentence, words, subject, check, verdict and rows: it
/// does not count repetitions, which others are when a sentence is put in before them.
pub fn alike(finding: &Finding<'_>) -> String {
    let mut parts = Parts::default();
    parts.add(finding.sentence());
    parts.add(finding.words());
    parts.subject(finding);
    parts.judged(finding);
    short(parts.0)
}

/// What a finding shares with the same claim in other words: of one subject, property, value and time, judged by the
/// same rows. Without a subject the words count, since nothing else says what the claim is about.
pub fn of_claim(finding: &Finding<'_>) -> String {
    let claim = finding.claim;
    let mut parts = Parts::default();
    parts.subject(finding);
    if claim.subject.is_none() {
        parts.add(finding.sentence());
        parts.add(finding.words());
    }
    let ends = finding.judged.allowed.iter().flatten();
    for end in ends {
        parts.add(&end.map_or_else(String::new, |n| n.0.normalize().to_string()));
    }
    parts.add(finding.judged.allowed_unit.as_deref().unwrap_or_default());
    let days = [claim.value_from, claim.value_to, claim.from, claim.to];
    for day in days {
        parts.add(&day.map_or_else(String::new, |d| d.to_string()));
    }
    parts.add(if claim.negated { "denied" } else { "" });
    parts.judged(finding);
    short(parts.0)
}

/// Texts on their way into a hash.
#[derive(Default)]
struct Parts(Sha256);

impl Parts {
    /// Adds the words of a text.
    fn add(&mut self, text: &str) {
        let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
        words.for_each(|word| {
            self.0.update(word.as_bytes());
            self.0.update(b" ");
        });
        self.0.update(BETWEEN);
    }

    /// Adds what the claim is about.
    fn subject(&mut self, finding: &Finding<'_>) {
        let claim = finding.claim;
        for id in [&claim.subject, &claim.property, &claim.object] {
            self.add(id.as_deref().unwrap_or_default());
        }
    }

    /// Adds the check, its verdict, and the rows with their values.
    fn judged(&mut self, finding: &Finding<'_>) {
        self.add(finding.judged.code);
        self.add(finding.judged.verdict.name());
        for row in &finding.judged.evidence {
            self.add(&row.fact);
            self.add(&row.value.text());
        }
    }
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
