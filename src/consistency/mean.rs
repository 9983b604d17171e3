//! FL210: a mean that no so many whole numbers can have (the GRIM test: Brown and Heathers,
//! Social Psychological and Personality Science 8, 2017).
//!
//! In: a mean with its decimals and the number of those it is of. Out: a mean that no sum of
//! whole numbers gives. That the values are whole the words must say; what they measure it does
//! not ask.

use super::{Inconsistency, View};
use crate::measure::figure::Figure;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "20 children rated it, M = 3.47".
pub const MEAN: Rule = Rule {
    code: "FL210",
    name: "mean",
    summary: "no so many whole numbers have this mean",
    checks: "Where a sentence gives a mean (\"M = 3.47\", \"a mean of 3.47\", \"averaged 3.47\") of ratings, scores, counts or points on a scale, and how many they are of (\"n = 20\", \"20 children\"), some sum of whole numbers must give the mean, rounded either way.",
    why: "A mean with two decimals of few people can take few values; half of the 71 papers that were first tested so had one that is none of them (Brown and Heathers, 2016).",
    example: "\"the 20 children rated it, M = 3.47\": 69 of 20 is 3.45, and 70 is 3.50.",
    silent: "There are so many people that any decimals can be right, several items were averaged, values are weighted or adjusted, or the sentence gives several groups or does not say that whole numbers were asked for.",
};

/// More people than this can have any mean of two decimals.
const MOST: i64 = 100;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(2) {
        let sentence = view.around(range.start);
        let means: Vec<usize> = range.clone().filter(|&i| is_mean(view, i)).collect();
        let [mean] = means[..] else { continue };
        if is_whole(view, &sentence) {
            found.extend(only(range.filter(|&i| i != mean && is_count(view, i))).and_then(|count| finding(view, mean, count)));
        }
    }
}

fn only(mut all: impl Iterator<Item = usize>) -> Option<usize> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// True if the words say that whole numbers were asked for, and one from each.
fn is_whole(view: &View<'_>, sentence: &Range<usize>) -> bool {
    let whole = words!["rating", "ratings", "rated", "rate", "likert", "score", "scores", "scored", "scale", "counted", "points"];
    let other = words!["items", "item", "weighted", "adjusted", "trials", "subscale", "subscales", "composite", "months", "weeks", "predicted", "per"];
    sentence.clone().any(|i| view.says(i, whole)) && !sentence.clone().any(|i| view.says(i, other))
}

/// "M = 3.47", "a mean of 3.47", "averaged 3.47".
fn is_mean(view: &View<'_>, mention: usize) -> bool {
    let told = &view.mentions()[mention];
    let at = told.tokens.start;
    let decimals = told.kind == Kind::Number && told.high.is_none() && told.hedge.is_none() && told.value.is_some_and(|v| v.has_point());
    let lettered = at >= 2 && view.mark(at - 1, '=') && view.word(at - 2) == "M";
    let worded = (at.saturating_sub(2)..at).any(|i| view.says(i, words!["mean", "average", "averaged", "averaging"]));
    decimals && (lettered || worded)
}

/// "n = 20", "20 children".
fn is_count(view: &View<'_>, mention: usize) -> bool {
    let told = &view.mentions()[mention];
    let at = told.tokens.start;
    let whole = told.kind == Kind::Number && told.high.is_none() && told.hedge.is_none() && told.value.is_some_and(|v| v.value.fract().is_zero() && !v.scaled);
    let lettered = at >= 2 && view.mark(at - 1, '=') && matches!(view.word(at - 2), "n" | "N");
    let people = || told.noun.as_ref().is_some_and(|n| view.lexicon.cues.is_people(n.span.of(view.part.text).rsplit(' ').next().unwrap_or_default()));
    whole && (lettered || people())
}

fn finding(view: &View<'_>, mean: usize, count: usize) -> Option<Inconsistency> {
    let (told, people): (Figure, Decimal) = (view.mentions()[mean].value?, view.mentions()[count].value?.value);
    if people < Decimal::TWO || people > Decimal::from(MOST) || told.step >= Decimal::ONE {
        return None;
    }
    let sum = told.value.checked_mul(people)?;
    let near = [sum.floor(), sum.ceil()];
    let mean_of = |sum: Decimal| sum.checked_div(people);
    if near.iter().any(|&sum| mean_of(sum).is_none_or(|right| (right - told.value).abs() <= told.step / Decimal::TWO)) {
        return None;
    }
    let places = told.step.scale();
    let written = near.map(|sum| format!("{sum} / {people} = {}", mean_of(sum).unwrap_or_default().round_dp(places)));
    Some(Inconsistency {
        mention: mean,
        related: vec![count],
        explanation: format!("No {people} whole numbers have the mean {}: {} and {}.", told.value, written[0], written[1]),
        would_pass: near.map(|sum| mean_of(sum).unwrap_or_default().round_dp(places).to_string()).join(" or "),
        ..view.slip(MEAN.code)
    })
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn means_that_no_whole_numbers_have_are_named() {
        assert_eq!(
            explained("The 20 children rated the toy (M = 3.47)."),
            ["FL210 No 20 whole numbers have the mean 3.47: 69 / 20 = 3.45 and 70 / 20 = 3.50. → 3.45 or 3.50"]
        );
        assert_eq!(explained("On a scale from 1 to 7 it had a mean of 5.19 (n = 28).").len(), 1);
    }

    #[test]
    fn means_that_some_whole_numbers_have_are_left_alone() {
        for text in [
            "The 20 children rated the toy (M = 3.45).",
            "The 250 children rated the toy (M = 3.47).",
            "The 20 children rated four items (M = 3.47).",
            "The 20 children were 3.47 metres from the door on average.",
            "On a scale from 1 to 7 it had a mean of 5.18 (n = 28).",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
