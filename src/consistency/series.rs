//! FL503: a series that cannot have ended so.
//!
//! In: "best of seven" and a score in one sentence. Out: a winner with more or fewer wins than
//! such a series asks for, or a last game with a number that the wins do not add up to. It
//! knows no sport: the rule is that of every series of so many games.

use super::{Inconsistency, View};
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// "won the best-of-seven series 3–2".
pub const SERIES: Rule = Rule {
    code: "FL503",
    name: "series",
    summary: "no series of so many games ends so",
    checks: "Whoever wins the best of N games has more than half of N wins, and the two sides' wins are as many as the games that were played.",
    why: "The score of the last match is taken for that of the series.",
    example: "\"won the best-of-seven final 3–2 in game seven\": it takes four wins.",
    silent: "Nobody is said to have won, or somebody leads.",
};

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(1) {
        // "best of seven": most numbers are of nothing
        let of = |i: usize| (1..=2).any(|back| view.mentions()[i].tokens.start.checked_sub(back).is_some_and(|at| view.says(at, words!["of"])));
        if !range.clone().any(of) {
            continue;
        }
        let sentence = view.around(range.start);
        let Some(at) = sentence.clone().find(|&i| view.says(i, words!["best"])) else { continue };
        found.extend(finding(view, at, &sentence, &range));
    }
}

fn finding(view: &View<'_>, best: usize, sentence: &Range<usize>, range: &Range<usize>) -> Option<Inconsistency> {
    let series = view.mark(best + 1, '-') || sentence.clone().any(|i| view.says(i, words!["series", "playoff", "playoffs"]));
    let of = (best + 1..best + 3).find(|&i| view.says(i, words!["of"])).filter(|_| series)?;
    let games = (of + 1..of + 3).find_map(|i| number(view, i)).filter(|n| n % 2 == 1 && (3..=15).contains(n))?;
    let won = sentence.clone().any(|i| view.says(i, words!["won", "win", "wins", "winning", "took", "clinched", "beat", "defeated"]));
    let open = sentence.clone().any(|i| view.says(i, words!["lead", "leads", "led", "leading", "trail", "trails", "trailed", "level", "if"]));
    let (dash, high, low) = sentence.clone().find_map(|i| score(view, i)).filter(|_| won && !open)?;
    let needed = i64::from(games) / 2 + 1;
    let last = sentence.clone().find(|&i| view.says(i, words!["game"])).and_then(|i| number(view, i + 1)).map(i64::from);
    let wrong = high != needed || low >= needed || last.is_some_and(|last| last != high + low);
    let mention = view.mention_at(dash - 1).or_else(|| view.mention_at(of + 1)).or_else(|| view.mention_at(of + 2)).unwrap_or(range.start);
    wrong.then(|| Inconsistency {
        mention,
        explanation: format!("The best of {games} takes {needed} wins; {high}–{low} are {high} wins in {} games.", high + low),
        would_pass: format!("{needed}–{}", last.map_or(low.min(needed - 1), |last| (last - needed).clamp(0, needed - 1))),
        ..view.slip(SERIES.code)
    })
}

/// A whole number at a token, in digits or words.
fn number(view: &View<'_>, at: usize) -> Option<i32> {
    let mention = view.mention_at(at)?;
    view.mentions()[mention].value?.value.to_i32()
}

/// "3–2": two numbers of one or two digits with a dash between them.
fn score(view: &View<'_>, dash: usize) -> Option<(usize, i64, i64)> {
    let tokens = &view.part.reading.tokens;
    let digits = |i: usize| Some(view.word(i)).filter(|word| word.len() <= 2).and_then(|word| word.parse::<i64>().ok());
    let glued = tokens.get(dash)?.is_dash() && dash > 0;
    let (first, second) = (digits(dash.checked_sub(1)?)?, digits(dash + 1)?);
    glued.then_some((dash, first.max(second), first.min(second)))
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn series_that_cannot_end_so_are_named() {
        assert_eq!(explained("Graz won the best-of-seven final 3–2 in game seven."), ["FL503 The best of 7 takes 4 wins; 3–2 are 3 wins in 5 games. → 4–3"]);
        assert_eq!(explained("Graz won the best-of-five series 3-1 in game five.").len(), 1);
    }

    #[test]
    fn series_that_can_or_go_on_are_left_alone() {
        for text in [
            "Graz won the best-of-seven final 4–3 in game seven.",
            "Graz leads the best-of-seven final 3–2 after a win at home.",
            "Graz won the best-of-five series 3-1.",
            "It was the best of 7 films, and the team won 3–2.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
