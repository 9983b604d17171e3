//! How sure a verdict is: one number between 0 and 1, from named terms.
//!
//! In: the terms of a link, whether its digits match sharply, and whether the rows agree.
//! Out: the share of such verdicts that are right. The weights stand in `confidence.csv`;
//! `factlint eval --fit` works them out from claims whose verdicts are known.

use super::kind::Verdict;
use crate::lexicon::table::rows;
use crate::link::score::Score;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Whether the rows speak for the claim or against it: each has weights of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Supported, close.
    Agrees,
    /// Contradicted, outdated, disputed, ambiguous.
    Differs,
}

/// Both sides, with their names in the file of weights.
pub const SIDES: [(&str, Side); 2] = [("agrees", Side::Agrees), ("differs", Side::Differs)];

/// The terms, in the order of the file: a constant, the logarithms of the link's terms, and 1 for a sharp match.
pub const TERMS: [&str; 6] = ["constant", "subject", "property", "object", "time", SHARP];
/// The term for three significant digits, or a day, in common with the row.
pub const SHARP: &str = "sharp match";

/// A claim of the link's terms below this is no less sure.
const LEAST: f64 = 0.05;

/// The weights of one side, in the order of [`TERMS`].
pub type Weights = [f64; TERMS.len()];

#[derive(Deserialize)]
struct Row {
    side: Side,
    term: String,
    weight: f64,
}

static WEIGHTS: LazyLock<[Weights; 2]> = LazyLock::new(|| read(include_str!("confidence.csv")));

/// Reads a file of weights.
///
/// # Panics
/// If the file that is compiled in is broken, which a test excludes.
fn read(text: &str) -> [Weights; 2] {
    let mut weights = [[0.0; TERMS.len()]; 2];
    for row in rows::<Row>("confidence.csv", text) {
        let term = TERMS.iter().position(|t| *t == row.term).unwrap_or_else(|| panic!("verdict/confidence.csv: no term {:?}", row.term));
        weights[row.side as usize][term] = row.weight;
    }
    weights
}

/// The file of weights for these; `read` takes it back.
pub fn written(weights: &[Weights; 2]) -> String {
    let mut file = "side,term,weight\n".to_owned();
    for ((name, _), weights) in SIDES.iter().zip(weights) {
        for (term, weight) in TERMS.iter().zip(weights) {
            file.push_str(&format!("{name},{term},{weight:.2}\n"));
        }
    }
    file
}

impl Side {
    /// The side of a verdict; none where no row is compared.
    pub fn of(verdict: Verdict) -> Option<Side> {
        match verdict {
            Verdict::Supported | Verdict::Close => Some(Side::Agrees),
            Verdict::Contradicted | Verdict::Outdated | Verdict::Disputed | Verdict::Ambiguous => Some(Side::Differs),
            Verdict::Inconsistent | Verdict::NoReference | Verdict::NotCheckable => None,
        }
    }
}

/// What the weights multiply.
pub fn features(term: impl Fn(&str) -> f64, sharp: bool) -> Weights {
    let log = |name: &str| term(name).max(LEAST).ln();
    [1.0, log("subject"), log("property"), log("object"), log("time"), f64::from(u8::from(sharp))]
}

/// The share that is right of verdicts with these features.
pub fn share(weights: &Weights, features: &Weights) -> f64 {
    let sum: f64 = weights.iter().zip(features).map(|(w, f)| w * f).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// How sure a verdict is, to two digits, so that it prints the same everywhere; never quite certain.
pub fn of(side: Side, score: &Score, sharp: bool) -> f64 {
    let share = share(&WEIGHTS[side as usize], &features(|name| score.term(name), sharp));
    (share * 100.0).round().clamp(1.0, 99.0) / 100.0
}

#[cfg(test)]
mod tests {
    use super::{SIDES, Side, TERMS, WEIGHTS, of, read, written};
    use crate::link::score::Score;

    fn score(subject: f64, property: f64) -> Score {
        Score::default().with("subject", subject, "").with("property", property, "")
    }

    #[test]
    fn the_weights_are_pinned() {
        assert_eq!(written(&WEIGHTS), include_str!("confidence.csv"), "the file is as `factlint eval --fit` writes it");
        assert_eq!(written(&read(&written(&WEIGHTS))), written(&WEIGHTS));
        let told = SIDES.map(|(_, side)| [(0.95, 0.93, true), (0.95, 0.93, false), (0.7, 0.62, false)].map(|(s, p, sharp)| of(side, &score(s, p), sharp)));
        assert_eq!(format!("{told:?}"), "[[0.99, 0.95, 0.93], [0.98, 0.98, 0.94]]");
    }

    #[test]
    fn no_term_makes_a_verdict_less_sure_by_being_better() {
        for (side, weights) in SIDES.iter().zip(WEIGHTS.iter()) {
            for (term, weight) in TERMS.iter().zip(weights).skip(1) {
                assert!(*weight >= 0.0, "{}, {term}: {weight}", side.0);
            }
        }
        assert!(of(Side::Agrees, &score(0.95, 0.93), false) > of(Side::Agrees, &score(0.5, 0.5), false));
    }
}
