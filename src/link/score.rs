//! How good a link is, and how alike two names are.
//!
//! A score is a weighted geometric mean of named terms between 0 and 1: one weak term
//! pulls it down, as one wrong word makes a wrong link. The weights are here and nowhere
//! else. This is the one room that compares spellings (strsim).

/// Weights of the terms. They need not add up to anything.
pub const WEIGHTS: [(&str, f64); 4] = [("subject", 0.40), ("property", 0.40), ("object", 0.10), ("time", 0.10)];

/// A link is taken at or above this confidence; below it the claim has no reference.
pub const LINKED: f64 = 0.55;
/// A mismatch is called a contradiction only at or above this one.
pub const CERTAIN: f64 = 0.66;
/// And only if the subject alone is told as surely as this …
pub const CERTAIN_SUBJECT: f64 = 0.70;
/// … or as this, where the sentence leaves it to be understood who is meant and the miss is clear, or a slip of the pen explains it …
pub const CERTAIN_CARRIED: f64 = 0.50;
/// … or as this, where the object is named too: a border needs both, and few stories name two such by chance.
pub const CERTAIN_PAIR: f64 = 0.50;
/// The least that is asked of whoever holds an office and is told by a part of the name, where a slip of the pen explains the miss.
pub const CERTAIN_SURNAME: f64 = 0.40;
/// The object itself must be told as surely as this, with what a name adds …
pub const CERTAIN_OBJECT: f64 = 0.65;
/// … and as this, where the object is only a part of a whole, such as a religion: those are named with many places.
pub const CERTAIN_PART: f64 = 0.60;
/// … and the phrase for the property as surely as this.
pub const CERTAIN_PROPERTY: f64 = 0.70;
/// The least confidence at which a link is taken whose rows a slip of the pen turns into the claim's value.
pub const SLIP: f64 = 0.60;
/// Subject and property are beyond doubt from this on each.
pub const SURE: f64 = 0.90;
/// Below this the phrase for the property is only a noun or unit: nothing but a match makes it one.
pub const NAMED_PROPERTY: f64 = 0.60;
/// A runner-up within this distance could be meant as well.
pub const MARGIN: f64 = 0.08;

/// Names are alike from this similarity on (Jaro-Winkler).
const ALIKE: f64 = 0.94;
/// Names of this many letters may have two slips.
const LONG_NAME: usize = 10;
/// Shorter names are like too many others.
const SHORT_NAME: usize = 5;
/// What a misspelt name costs.
pub const MISSPELT: f64 = 0.75;

/// A score with its terms.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// Name and value of each term, in the order of [`WEIGHTS`].
    pub terms: Vec<(&'static str, f64)>,
    /// What each term rests on, in words.
    pub reasons: Vec<&'static str>,
}

impl Score {
    /// Adds a term and what it rests on.
    #[must_use]
    pub fn with(mut self, term: &'static str, value: f64, reason: &'static str) -> Self {
        self.terms.push((term, value.clamp(0.0, 1.0)));
        self.reasons.push(reason);
        self
    }

    /// The value of a term; 1 if it is not there.
    pub fn term(&self, name: &str) -> f64 {
        self.terms.iter().find(|(n, _)| *n == name).map_or(1.0, |t| t.1)
    }

    /// True if the term rests on `reason`.
    pub fn rests_on(&self, name: &str, reason: &str) -> bool {
        self.terms.iter().zip(&self.reasons).any(|(term, r)| term.0 == name && *r == reason)
    }

    /// The confidence in the link, rounded to two digits so that it prints the same everywhere.
    pub fn confidence(&self) -> f64 {
        let (sum, weights) =
            WEIGHTS.iter().fold((0.0, 0.0), |(sum, weights), (name, weight)| (sum + weight * self.term(name).max(0.001).ln(), weights + weight));
        ((sum / weights).exp() * 100.0).round() / 100.0
    }
}

/// True if `written` is probably a misspelling of `name`: one slip, or two in a long name
/// (Slovenia and Slovakia are two letters apart and are two countries).
pub fn is_misspelling(written: &str, name: &str) -> bool {
    if !is_nearly(written.as_bytes(), name.as_bytes()) {
        return false;
    }
    let (written, name) = (written.to_lowercase(), name.to_lowercase());
    let slips = if name.chars().count() >= LONG_NAME { 2 } else { 1 };
    written != name && strsim::jaro_winkler(&written, &name) >= ALIKE && strsim::osa_distance(&written, &name) <= slips
}

/// True if two names are written so much alike that a reader may want to hear of it: nothing rests on it.
pub fn is_like(written: &str, name: &str) -> bool {
    if !is_nearly(written.as_bytes(), name.as_bytes()) {
        return false;
    }
    let (written, name) = (written.to_lowercase(), name.to_lowercase());
    let slips = if name.chars().count() >= LONG_NAME { 2 } else { 1 };
    written != name && written.chars().count() >= SHORT_NAME && strsim::osa_distance(&written, &name) <= slips
}

/// True unless what two spellings have in common at both ends leaves more between than slips
/// explain. Cheap, and rules out nearly everything; capitals count, for names have them in place.
fn is_nearly(a: &[u8], b: &[u8]) -> bool {
    let same = |(x, y): &(&u8, &u8)| x.eq_ignore_ascii_case(y);
    let head = a.iter().zip(b).take_while(same).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let longer = a.len().max(b.len());
    let slips = if longer >= LONG_NAME { longer / 2 } else { 2 };
    head + tail + slips >= longer
}

#[cfg(test)]
mod tests {
    use super::{Score, is_misspelling};

    #[test]
    fn one_weak_term_pulls_a_link_down() {
        let strong = Score::default().with("subject", 0.95, "").with("property", 0.95, "");
        let weak = Score::default().with("subject", 0.95, "").with("property", 0.2, "");
        assert!(strong.confidence() > 0.9, "{}", strong.confidence());
        assert!(weak.confidence() < super::LINKED, "{}", weak.confidence());
    }

    #[test]
    fn misspellings_are_near_and_other_names_are_not() {
        for (written, name) in [("Azerbaijain", "Azerbaijan"), ("Kyrgystan", "Kyrgyzstan"), ("Phillipines", "Philippines")] {
            assert!(is_misspelling(written, name), "{written}");
        }
        for (written, name) in [("Austria", "Australia"), ("Niger", "Nigeria"), ("Slovenia", "Slovakia"), ("Mali", "Malawi"), ("Iran", "Iraq")] {
            assert!(!is_misspelling(written, name), "{written}");
        }
    }
}
