//! Works the weights of the confidence out from verdicts that are known to be right or wrong.
//!
//! In: outcomes, each with the terms its confidence was built from. Out: weights, one set
//! for verdicts that agree and one for those that differ: a logistic regression, drawn
//! towards the weights there are by as much as a few claims weigh, none below zero (no
//! term makes a verdict less sure by being better). The same outcomes give the same file.

use crate::verdict::confidence::{SIDES, Side, TERMS, Weights, features, share};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A verdict with rows: what its confidence was built from, and whether it was right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Whether the rows agree.
    pub side: Side,
    /// The terms of the link.
    pub terms: BTreeMap<String, f64>,
    /// The digits match sharply.
    pub sharp: bool,
    /// What was said.
    pub confidence: f64,
    /// Whether it was so.
    pub right: bool,
}

/// Steps of the descent, and how long each is.
const STEPS: usize = 5_000;
const PACE: f64 = 0.5;
/// How strongly weights are drawn to where they began: a few claims move them little, a thousand as far as they will.
const PRIOR: f64 = 3.0;
/// Where the weights begin: agreeing rows make up for a weak link, differing ones do not.
const BEGIN: [Weights; 2] = [[3.0, 1.0, 1.0, 0.5, 0.5, 1.0], [3.0, 2.0, 2.0, 1.0, 1.0, 0.0]];

/// The weights that fit the outcomes best.
pub fn fit(outcomes: &[Outcome]) -> [Weights; 2] {
    SIDES.map(|(_, side)| {
        let here: Vec<(Weights, f64)> = outcomes.iter().filter(|o| o.side == side).map(|o| (features_of(o), f64::from(u8::from(o.right)))).collect();
        descend(&here, BEGIN[side as usize])
    })
}

fn features_of(outcome: &Outcome) -> Weights {
    features(|name| outcome.terms.get(name).copied().unwrap_or(1.0), outcome.sharp)
}

fn descend(outcomes: &[(Weights, f64)], begin: Weights) -> Weights {
    let mut weights = begin;
    let mass = outcomes.len() as f64 + PRIOR;
    for _ in 0..STEPS {
        let mut slope = [0.0; TERMS.len()];
        for (features, right) in outcomes {
            let error = right - share(&weights, features);
            for (slope, feature) in slope.iter_mut().zip(features) {
                *slope += error * feature;
            }
        }
        for (term, weight) in weights.iter_mut().enumerate() {
            *weight += PACE * (slope[term] + PRIOR * (begin[term] - *weight)) / mass;
            // the constant may be what it likes
            if term > 0 {
                *weight = weight.max(0.0);
            }
        }
    }
    weights.map(|w| (w * 100.0).round() / 100.0)
}

/// The mean squared error of what the weights say of the outcomes (Brier's score): 0 is best.
pub fn error(outcomes: &[Outcome], weights: &[Weights; 2]) -> f64 {
    let one = |o: &Outcome| (share(&weights[o.side as usize], &features_of(o)) - f64::from(u8::from(o.right))).powi(2);
    outcomes.iter().map(one).sum::<f64>() / outcomes.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, Outcome, Side, error, fit};
    use crate::verdict::confidence::{features, share};
    use std::collections::BTreeMap;

    fn outcome(side: Side, subject: f64, right: bool) -> Outcome {
        Outcome { side, terms: BTreeMap::from([("subject".to_owned(), subject)]), sharp: false, confidence: 0.5, right }
    }

    #[test]
    fn what_is_said_comes_true_as_often() {
        let many = |subject, right: usize, of: usize| (0..of).map(move |n| outcome(Side::Differs, subject, n < right));
        let outcomes: Vec<Outcome> = many(0.95, 1900, 2000).chain(many(0.6, 1200, 2000)).collect();
        let weights = fit(&outcomes);
        let said = |subject: f64| share(&weights[1], &features(|name| if name == "subject" { subject } else { 1.0 }, false));
        assert!((said(0.95) - 0.95).abs() < 0.02 && (said(0.6) - 0.6).abs() < 0.03, "{} {}", said(0.95), said(0.6));
        assert!(error(&outcomes, &weights) < error(&outcomes, &BEGIN));
        assert_eq!(format!("{:?}", weights[0]), format!("{:?}", BEGIN[0]), "nothing is known of the other side");
        assert_eq!(format!("{weights:?}"), format!("{:?}", fit(&outcomes)));
    }
}
