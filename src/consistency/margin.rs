//! FL213: a margin that is not the difference of its two numbers.
//!
//! In: "by N votes, A to B" and "A votes to B, a margin of N". Out: the margin, where no rounding
//! of the three lets it be the difference. What a score is of, it does not ask.

use super::{Inconsistency, View};
use crate::measure::figure::Figure;
use crate::measure::interval::{Interval, grouped};
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::token::words;
use rust_decimal::Decimal;
use std::ops::Range;

/// "won by 400 votes, 5,210 to 4,610".
pub const MARGIN: Rule = Rule {
    code: "FL213",
    name: "margin",
    summary: "the margin is not the difference of the two numbers",
    checks: "Where somebody wins or loses by a number of votes, points, goals, runs or seats, and the two numbers follow with \"to\" between them, or stand before \"a margin of\", the smaller is taken from the larger.",
    why: "Three numbers that bind each other: a slip in any of them shows.",
    example: "\"won by 400 votes, 5,210 to 4,610\": those are 600 apart.",
    silent: "The numbers are of a part of the contest (\"in the last quarter\"), a number is a range or a bound, or rounding allows it.",
};

/// What is won and lost by.
const COUNTED: &[u64] =
    words!["vote", "votes", "ballots", "point", "points", "goal", "goals", "run", "runs", "seat", "seats", "delegates", "stroke", "strokes"];
/// How many tokens "A votes to B, a margin of N" may hold before its margin.
const FAR: usize = 6;

/// Two numbers with "to" between them; read as one range where the second is the larger.
struct Score {
    first: usize,
    last: usize,
    figures: (Figure, Figure),
}

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for range in view.sentences(2) {
        for (margin, score) in range.clone().filter_map(|at| Some((at, score(view, at, &range)?))).filter_map(|(at, score)| {
            let by = at.checked_sub(1).filter(|&by| range.contains(&by) && is_won_by(view, by) && opens(view, by, at) && ends(view, score.last));
            let behind = || Some(score.last + 1).filter(|of| range.contains(of) && is_margin(view, score.last, *of));
            Some((by.or_else(behind)?, score))
        }) {
            found.extend(finding(view, margin, &score));
        }
    }
}

fn finding(view: &View<'_>, margin: usize, score: &Score) -> Option<Inconsistency> {
    let stated = view.meant(margin)?;
    let (one, other) = score.figures;
    let apart = one.value.checked_sub(other.value)?.abs();
    // votes that are told to the last one are not rounded, percentages are
    let counted = view.mentions()[score.first].kind == Kind::Number;
    let rounded = |figure: Figure| if counted && figure.step_of_last_digit() == Decimal::ONE { Decimal::ZERO } else { figure.step_of_last_digit() };
    let rounding = (rounded(one) + rounded(other)) / Decimal::TWO;
    let right = apart.normalize();
    (!Interval::around(apart, rounding).meets(&stated)).then(|| Inconsistency {
        mention: margin,
        related: if score.first == score.last { vec![score.first] } else { vec![score.first, score.last] },
        explanation: format!("{} and {} are {} apart; the text says {}.", grouped(one.value), grouped(other.value), grouped(right), view.text(margin)),
        would_pass: grouped(right),
        ..view.slip(MARGIN.code)
    })
}

/// "by 400 votes": a number behind "by", of what is counted in a contest.
fn is_won_by(view: &View<'_>, mention: usize) -> bool {
    let told = &view.mentions()[mention];
    let by = told.tokens.start > view.around(mention).start && view.says(told.tokens.start - 1, words!["by"]);
    by && told.bound.is_none() && counted_behind(view, mention).is_some()
}

/// The token behind a number and what it counts, if that is counted in a contest.
fn counted_behind(view: &View<'_>, mention: usize) -> Option<usize> {
    let end = view.mentions()[mention].tokens.end;
    // "points" of a percentage belong to the number
    let inside = view.says(end - 1, COUNTED).then_some(end);
    inside.or_else(|| view.says(end, COUNTED).then_some(end + 1))
}

/// "5,210 to 4,610", "52 votes to 41", "84 to 98".
fn score(view: &View<'_>, first: usize, range: &Range<usize>) -> Option<Score> {
    let a = &view.mentions()[first];
    let plain = |m: &Mention| m.bound.is_none() && m.hedge.is_none() && !m.vague && matches!(m.kind, Kind::Number | Kind::Percent);
    if let Some(high) = a.high.filter(|_| plain(a)) {
        return a.tokens.clone().any(|i| view.says(i, words!["to"])).then_some(Score { first, last: first, figures: (a.value?, high) });
    }
    let last = Some(first + 1).filter(|last| range.contains(last))?;
    let b = &view.mentions()[last];
    let gap = counted_behind(view, first).unwrap_or(a.tokens.end)..b.tokens.start;
    let told = plain(a) && plain(b) && a.kind == b.kind && b.high.is_none() && gap.len() == 1 && view.says(gap.start, words!["to", "against"]);
    told.then_some(Score { first, last, figures: (a.value?, b.value?) })
}

/// ", 5,210 to", "(5,210 to": nothing but a comma or bracket opens the score.
fn opens(view: &View<'_>, margin: usize, score: usize) -> bool {
    let from = counted_behind(view, margin).unwrap_or(view.mentions()[margin].tokens.end);
    let gap = from..view.mentions()[score].tokens.start;
    gap.len() == 1 && [',', '(', ':', '–', '—'].iter().any(|&mark| view.mark(gap.start, mark))
}

/// The sentence or clause ends with the score: "21 to 15 in the last quarter" is a part of it.
fn ends(view: &View<'_>, last: usize) -> bool {
    let end = counted_behind(view, last).unwrap_or(view.mentions()[last].tokens.end);
    end >= view.around(last).end || [',', '.', ';', ')'].iter().any(|&mark| view.mark(end, mark))
}

/// ", a margin of 21": a comma or bracket, and no words but these.
fn is_margin(view: &View<'_>, score: usize, margin: usize) -> bool {
    let from = counted_behind(view, score).unwrap_or(view.mentions()[score].tokens.end);
    let gap: Range<usize> = from..view.mentions()[margin].tokens.start;
    let of = gap.len() >= 3 && view.says(gap.end - 1, words!["of"]) && view.says(gap.end - 2, words!["margin", "majority", "lead"]);
    of && gap.len() <= FAR
        && view.mark(gap.start, ',')
        && gap.clone().skip(1).all(|i| view.says(i, words!["a", "by", "with", "for", "margin", "majority", "lead", "of"]))
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn margins_that_the_numbers_do_not_have_are_named() {
        assert_eq!(explained("Holm won by 400 votes, 5,210 to 4,610."), ["FL213 5,210 and 4,610 are 600 apart; the text says 400. → 600"]);
        for text in
            ["The motion passed by 52 votes to 41, a margin of 21.", "They lost by 12 points (84 to 98).", "The bill failed, 41 to 52, by a margin of 12."]
        {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn margins_that_fit_or_are_of_a_part_are_left_alone() {
        for text in [
            "Holm won by 600 votes, 5,210 to 4,610.",
            "Holm won by about 600 votes, 5,214 to 4,610.",
            "The motion passed by 52 votes to 41, a margin of 11.",
            "They lost by 14 points, 21 to 15 in the last quarter.",
            "They won by 3 points, 98 to 95.",
            "It rose by 40 points to 2,310.",
            "They won by more than 10 points, 98 to 84.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
