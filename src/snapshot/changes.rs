//! What differs between approved claims and those of now, claim by claim.
//!
//! In: two lists of claims as prose. Out: the steps that lead from the one to the other; a
//! claim whose sentence stayed is one change, however much of its verdict did. Some changes
//! can be taken over and others left.

use super::halves;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// One step from the old list to the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The claim's number among the old ones; none if it is new.
    pub old: Option<usize>,
    /// Its number among the new ones; none if it is gone.
    pub new: Option<usize>,
    /// It reads as before.
    pub same: bool,
}

impl Step {
    /// The old and the new text.
    pub fn texts<'t>(&self, old: &'t [String], new: &'t [String]) -> (Option<&'t str>, Option<&'t str>) {
        let text = |list: &'t [String], at: Option<usize>| at.and_then(|at| list.get(at)).map(String::as_str);
        (text(old, self.old), text(new, self.new))
    }
}

/// The steps from old claims to new ones, in the order of the article.
pub fn steps(old: &[String], new: &[String]) -> Vec<Step> {
    let mut steps = Vec::new();
    let sentences = |claims: &[String]| claims.iter().map(|claim| halves(claim).0.to_owned()).collect::<Vec<_>>();
    // equal claims hold the lists together; between them, equal sentences do
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (from, to) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            steps.extend(from.zip(to).map(|(old, new)| Step { old: Some(old), new: Some(new), same: true }));
            continue;
        }
        let (before, after) = (sentences(&old[from.clone()]), sentences(&new[to.clone()]));
        for inner in capture_diff_slices(Algorithm::Myers, &before, &after) {
            let places = |range: std::ops::Range<usize>, start: usize| range.map(move |at| Some(start + at));
            let (gone, come) = (places(inner.old_range(), from.start), places(inner.new_range(), to.start));
            // as many sentences in place of others: each was edited
            if matches!(inner, DiffOp::Equal { .. }) || inner.old_range().len() == inner.new_range().len() {
                steps.extend(gone.zip(come).map(|(old, new)| Step { old, new, same: false }));
            } else {
                steps.extend(gone.map(|old| Step { old, new: None, same: false }));
                steps.extend(come.map(|new| Step { old: None, new, same: false }));
            }
        }
    }
    steps
}

/// The old claims with some changes taken over: `taken` says of each step that is a change, in order, whether it is.
pub fn applied(steps: &[Step], old: &[String], new: &[String], taken: &[bool]) -> Vec<String> {
    let mut taken = taken.iter().copied();
    let kept = |step: &Step| {
        let (before, after) = step.texts(old, new);
        if step.same || taken.next().unwrap_or(false) { after } else { before }
    };
    steps.iter().filter_map(kept).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{applied, steps};
    use proptest::prelude::*;

    fn claims(all: &[&str]) -> Vec<String> {
        all.iter().map(|claim| claim.split_once('=').map_or_else(String::new, |(sentence, verdict)| format!("> {sentence}\n  {verdict}\n"))).collect()
    }

    /// "ab" for a claim whose verdict changed, "a-" for one that is gone, "-b" for a new one; equal ones are left out.
    fn shown(old: &[&str], new: &[&str]) -> Vec<String> {
        let (old_claims, new_claims) = (claims(old), claims(new));
        let name = |list: &[&str], at: Option<usize>| at.map_or("-".to_owned(), |at| list[at].to_owned());
        steps(&old_claims, &new_claims).iter().filter(|s| !s.same).map(|s| format!("{} {}", name(old, s.old), name(new, s.new))).collect()
    }

    #[test]
    fn a_flip_is_one_change_and_a_sentence_that_was_edited_too() {
        assert_eq!(shown(&["a=1", "b=1", "c=1"], &["a=1", "b=2", "c=1"]), ["b=1 b=2"]);
        assert_eq!(shown(&["a=1", "b=1"], &["a=2", "b=2"]), ["a=1 a=2", "b=1 b=2"]);
        assert_eq!(shown(&["a=1", "b=1"], &["a=1", "c=2"]), ["b=1 c=2"]);
        assert_eq!(shown(&["a=1", "b=1"], &["b=2", "c=1"]), ["a=1 -", "b=1 b=2", "- c=1"]);
        assert_eq!(shown(&["a=1", "a=1"], &["a=1", "a=2"]), ["a=1 a=2"]);
        assert_eq!(shown(&[], &["a=1"]), ["- a=1"]);
        assert_eq!(shown(&["a=1"], &["a=1"]), [""; 0]);
    }

    proptest! {
        #[test]
        fn all_taken_is_new_and_none_taken_is_old(
            old in proptest::collection::vec(proptest::sample::select(vec!["a=1", "a=2", "b=1", "b=2", "c=1"]), 0..8),
            new in proptest::collection::vec(proptest::sample::select(vec!["a=1", "a=2", "b=1", "b=2", "c=1"]), 0..8),
        ) {
            let (old, new) = (claims(&old), claims(&new));
            let steps = steps(&old, &new);
            let changes = steps.iter().filter(|s| !s.same).count();
            prop_assert_eq!(&applied(&steps, &old, &new, &vec![true; changes]), &new);
            prop_assert_eq!(&applied(&steps, &old, &new, &vec![false; changes]), &old);
        }
    }
}
