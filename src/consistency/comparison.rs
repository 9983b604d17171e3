//! FL211: a comparison that its two numbers turn around.
//!
//! In: two numbers of a sentence with "more than", "lower than" and the like between them. Out:
//! the first, where it lies on the other side of the second. "20 more than the 50 expected" is a
//! difference and no comparison: a comma or bracket must stand before the word that compares.

use super::operand::is_number;
use super::{Inconsistency, View};
use crate::rule::{Rule, Severity};
use crate::text::token::{Form, words};

/// "5 million people, more than Brandt's 6 million".
pub const COMPARISON: Rule = Rule {
    code: "FL211",
    name: "comparison",
    summary: "\"more than\" or \"less than\", and the numbers say otherwise",
    checks: "Where a number, behind a comma or bracket, is said to be more, higher, larger, less, lower or fewer than another number of the same unit or noun, whose owner stands before it, the two must differ in that direction.",
    why: "Two numbers change places, or the wrong one of two names is made the larger.",
    example: "\"Arcen has 5 million people, more than Bolt's 6 million\".",
    silent: "The numbers are of other things or within their rounding, the first is a difference (\"20 more than the 50\"), or the sentence denies it.",
};

/// Tokens between the first number and the word that compares.
const BEFORE: usize = 4;
/// Tokens between "than" and the second number.
const BEHIND: usize = 4;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(2) {
        found.extend(range.clone().skip(1).filter_map(|second| finding(view, second - 1, second)));
    }
}

fn finding(view: &View<'_>, first: usize, second: usize) -> Option<Inconsistency> {
    let (a, b) = (&view.mentions()[first], &view.mentions()[second]);
    let between = view.between(first, second);
    if !is_number(a) || !is_number(b) || between.len() > BEFORE + BEHIND + 2 {
        return None;
    }
    let than = between.clone().find(|&i| view.says(i, words!["than"]))?;
    let up = view.says(than - 1, words!["more", "higher", "larger", "greater", "bigger", "longer", "heavier", "taller"]);
    let down = view.says(than - 1, words!["less", "lower", "smaller", "fewer", "shorter", "lighter"]);
    let lead = between.start..than - 1;
    let parted = lead.clone().any(|i| view.mark(i, ',') || view.mark(i, '(') || view.mark(i, '–') || view.mark(i, '—'));
    let told = lead.clone().all(|i| !view.says(i, words!["and", "but", "times", "percent", "with", "not", "no"]));
    let owner = (than + 1..between.end).all(|i| is_owner(view, i)) && between.end > than + 1;
    if !(up || down) || !parted || !told || !owner || lead.len() > BEFORE || between.end - than > BEHIND + 1 {
        return None;
    }
    let (one, other) = view.aligned_as_meant(first, second)?;
    let below = |x: Option<rust_decimal::Decimal>, y: Option<rust_decimal::Decimal>| x.zip(y).is_some_and(|(x, y)| x < y);
    let turned = if up { below(one.high, other.low) } else { below(other.high, one.low) };
    turned.then(|| Inconsistency {
        mention: first,
        related: vec![second],
        explanation: format!(
            "{} is {} than {}; the text says \u{201c}{}\u{201d}.",
            view.text(first),
            if up { "less" } else { "more" },
            view.text(second),
            view.word(than - 1)
        ),
        would_pass: format!("\u{201c}{}\u{201d}, or the two numbers the other way round", opposite(view.word(than - 1))),
        severity: Severity::Conclusion,
        ..view.slip(COMPARISON.code)
    })
}

/// A word that may stand between "than" and the second number: whose it is.
fn is_owner(view: &View<'_>, at: usize) -> bool {
    let name = view.part.reading.tokens[at].form.contains(Form::CAPITAL);
    name || view.says(at, words!["the", "'s", "s", "its", "their", "his", "her", "last", "year", "previous", "rival", "neighbouring", "in", "of"])
        || view.mark(at, '\'')
        || view.mark(at, '’')
}

fn opposite(word: &str) -> &'static str {
    match word {
        "more" | "greater" => "less",
        "higher" => "lower",
        "larger" | "bigger" => "smaller",
        "longer" | "taller" => "shorter",
        "heavier" => "lighter",
        "lower" => "higher",
        "smaller" => "larger",
        "shorter" => "longer",
        "lighter" => "heavier",
        _ => "more",
    }
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn comparisons_that_the_numbers_turn_around_are_named() {
        assert_eq!(
            explained("Arcen has 5.1 million people, more than Bolt's 6.2 million."),
            ["FL211 5.1 million is less than 6.2 million; the text says “more”. → “less”, or the two numbers the other way round"]
        );
        for text in ["It sold 412 cars, fewer than the 380 of 2019.", "The town grew by 2.1 percent (lower than its 1.4 percent)."] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn comparisons_that_fit_and_differences_are_left_alone() {
        for text in [
            "Arcen has 6.2 million people, more than Bolt's 5.1 million.",
            "Arcen sold 20 cars more than the 50 that were planned.",
            "It has 5 million people, 20 percent more than the 6 million of 1990.",
            "They lost 5 million euros, more than 6 million dollars.",
            "It took 3 hours, less than the 200 minutes planned.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
