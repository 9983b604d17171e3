//! FL208: a p-value that does not follow from its test statistic, as *statcheck* finds them
//! (Nuijten and others, Behavior Research Methods 48, 2016): t, F, χ², r and z with their
//! degrees of freedom, reported in the form of the APA.
//!
//! In: the mentions of a part. Out: findings. It refuses to know what was tested, and
//! reads no other forms.

use super::{Inconsistency, View};
use crate::rule::{Rule, Severity};
use crate::text::token::words;
use puruspe::{betai, erfc, gammq};
use rust_decimal::prelude::ToPrimitive;

/// "t(38) = 2.10, p = .072".
pub const STATISTIC: Rule = Rule {
    code: "FL208",
    name: "statistical-test",
    summary: "the p-value does not follow from the test statistic and its degrees of freedom",
    checks: "Where a test is reported as \"t(38) = 2.10, p = .043\" (t, F, χ2, r or z; p with =, < or >), p is worked out from the statistic, each as exact as it is written, two-sided and one-sided. Where significance at .05 is another than the one reported, that is said.",
    why: "One paper in eight reports a test whose p-value turns its conclusion around, and stories about studies copy it.",
    example: "\"t(38) = 2.10, p = .43\": t makes .042.",
    silent: "A one-sided or a two-sided p fits, the sentence speaks of adjusted or corrected values, or the form is another.",
};

/// How far back from the closing bracket the opening one is looked for.
const BRACKET: usize = 14;
/// Numbers in a report before its p: two degrees of freedom, the sample, the statistic.
const NUMBERS: usize = 4;
/// Significance is told at this level.
const ALPHA: f64 = 0.05;

/// A reported test.
struct Test {
    kind: Kind,
    freedom: (f64, f64),
    /// The least and the greatest that the statistic may be, without its sign.
    statistic: (f64, f64),
    /// Where its report begins: the letter.
    start: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    T,
    F,
    ChiSquared,
    R,
    Z,
}

/// The letters of the tests, as they are written before the brackets.
const LETTERS: [(&str, Kind); 10] = [
    ("t", Kind::T),
    ("F", Kind::F),
    ("χ2", Kind::ChiSquared),
    ("χ²", Kind::ChiSquared),
    ("Χ2", Kind::ChiSquared),
    ("X2", Kind::ChiSquared),
    ("chi2", Kind::ChiSquared),
    ("r", Kind::R),
    ("z", Kind::Z),
    ("Z", Kind::Z),
];

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    // brackets and points within a report may look like the end of a sentence
    found.extend((1..view.mentions().len()).filter_map(|p| judge(view, p, p.saturating_sub(NUMBERS))));
}

/// What the mention `p` says of the test before it, if that is wrong. `first` is the first mention that may be of the same report.
fn judge(view: &View<'_>, p: usize, first: usize) -> Option<Inconsistency> {
    let at = view.mentions()[p].tokens.start;
    let sign = ['=', '<', '>'].into_iter().find(|&sign| at >= 3 && view.mark(at - 1, sign))?;
    if !matches!(view.word(at - 2), "p" | "P") || !(view.mark(at - 3, ',') || view.mark(at - 3, ';')) {
        return None;
    }
    let statistic = (first..p).rfind(|&i| view.mentions()[i].tokens.end == at - 3)?;
    let test = test(view, statistic, first)?;
    let reported = ends(view, p)?;
    // the greater statistic makes the lesser p
    let (low, high) = (test.p(test.statistic.1), test.p(test.statistic.0));
    let fits = |share: f64| match sign {
        '=' => low * share <= reported.1 && high * share >= reported.0,
        '<' => low * share < reported.1,
        _ => high * share > reported.0,
    };
    if !low.is_finite() || !high.is_finite() || fits(1.0) || fits(0.5) || is_adjusted(view, p) {
        return None;
    }
    let value = f64::midpoint(low, high);
    let says_so = if sign == '>' { reported.1 < ALPHA } else { reported.0 <= ALPHA };
    let turned = [1.0, 0.5].iter().all(|share| (low * share <= ALPHA) != says_so && (high * share <= ALPHA) != says_so);
    let turns = if turned { ", and whether that is significant at .05 changes" } else { "" };
    let report = view.part.text.get(view.part.reading.tokens[test.start].span().start as usize..view.mentions()[statistic].span.end as usize)?;
    Some(Inconsistency {
        mention: p,
        related: (first..p).filter(|&i| view.mentions()[i].tokens.start > test.start).collect(),
        explanation: format!("{report} makes p {} (one-sided {}); the text says p {sign} {}{turns}.", told(value), told(value / 2.0), view.text(p)),
        would_pass: format!("p {}", told(value)),
        severity: if turned { Severity::Conclusion } else { Severity::Slip },
        ..view.slip(STATISTIC.code)
    })
}

/// The test whose statistic is the mention `statistic`.
fn test(view: &View<'_>, statistic: usize, first: usize) -> Option<Test> {
    let equals = view.mentions()[statistic].tokens.start.checked_sub(1).filter(|&at| view.mark(at, '='))?;
    let (start, freedom) = if view.mark(equals.checked_sub(1)?, ')') { in_brackets(view, equals - 1, statistic, first)? } else { (equals - 1, Vec::new()) };
    let (start, kind) = letter(view, start)?;
    let whole = |n: usize| freedom.get(n).copied().filter(|f| *f > 0.0);
    let freedom = match kind {
        Kind::F => (whole(0)?, whole(1).filter(|_| freedom.len() == 2)?),
        Kind::T | Kind::R => (whole(0).filter(|_| freedom.len() == 1)?, 0.0),
        Kind::ChiSquared => (whole(0)?, 0.0),
        Kind::Z => (0.0, 0.0),
    };
    let (low, high) = ends(view, statistic)?;
    // −3.4 is as far from nothing as 3.4
    let statistic = if low < 0.0 && high > 0.0 { (0.0, high.max(-low)) } else { (low.abs().min(high.abs()), low.abs().max(high.abs())) };
    let possible = kind != Kind::R || statistic.1 < 1.0;
    possible.then_some(Test { kind, freedom, statistic, start })
}

/// The letter that ends at token `at`, and where it begins: a "2" may be a token of its own.
fn letter(view: &View<'_>, at: usize) -> Option<(usize, Kind)> {
    let written = |start: usize| (start..=at).map(|i| view.word(i)).collect::<String>();
    let known = |start: usize| LETTERS.iter().find(|(letter, _)| *letter == written(start)).map(|(_, kind)| (start, *kind));
    known(at).or_else(|| known(at.checked_sub(1)?))
}

/// The letter before the bracket that closes at `close`, and the numbers within.
fn in_brackets(view: &View<'_>, close: usize, statistic: usize, first: usize) -> Option<(usize, Vec<f64>)> {
    let open = (close.saturating_sub(BRACKET)..close).rfind(|&at| view.mark(at, '('))?;
    let within = (first..statistic).filter(|&i| view.mentions()[i].tokens.start > open && view.mentions()[i].tokens.end <= close);
    let numbers: Option<Vec<f64>> = within.map(|i| view.mentions()[i].value?.value.to_f64()).collect();
    Some((open.checked_sub(1)?, numbers?))
}

/// The least and the greatest value that is written so.
fn ends(view: &View<'_>, mention: usize) -> Option<(f64, f64)> {
    let mention = &view.mentions()[mention];
    let figure = mention.value.filter(|_| mention.high.is_none() && mention.unit.is_none())?;
    let (value, half) = (figure.value.to_f64()?, figure.step_of_last_digit().to_f64()? / 2.0);
    Some((value - half, value + half))
}

impl Test {
    /// The two-sided p of a statistic.
    fn p(&self, x: f64) -> f64 {
        let (a, b) = self.freedom;
        match self.kind {
            Kind::T => betai(a / 2.0, 0.5, a / (a + x * x)),
            Kind::R => betai(a / 2.0, 0.5, 1.0 - x * x),
            Kind::F => betai(b / 2.0, a / 2.0, b / (b + a * x)),
            Kind::ChiSquared => gammq(a / 2.0, x / 2.0),
            Kind::Z => erfc(x / std::f64::consts::SQRT_2),
        }
    }
}

/// Corrections for many tests, and for spheres that are none, make another p.
fn is_adjusted(view: &View<'_>, p: usize) -> bool {
    let adjusting = words!["adjusted", "corrected", "correction", "bonferroni", "holm", "greenhouse", "huynh", "fdr", "permutation", "bootstrapped"];
    view.around(p).any(|at| view.says(at, adjusting))
}

/// "= .042", as papers print it.
fn told(p: f64) -> String {
    if p < 0.0005 { "< .001".to_owned() } else { format!("= {p:.3}").replace("0.", ".") }
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn p_values_that_do_not_follow_are_named() {
        for (text, expected) in [
            (
                "Readers recalled more, t(38) = 2.10, p = .43.",
                "FL208 t(38) = 2.10 makes p = .042 (one-sided = .021); the text says p = .43, and whether that is significant at .05 changes. → p = .042",
            ),
            ("The gap held, F(2, 57) = 4.10, p = .002.", "FL208 F(2, 57) = 4.10 makes p = .022 (one-sided = .011); the text says p = .002. → p = .022"),
            (
                "Turnout differed, χ2(1, N = 90) = 1.20, p < .05.",
                "FL208 χ2(1, N = 90) = 1.20 makes p = .273 (one-sided = .137); the text says p < .05, and whether that is significant at .05 changes. → p = .273",
            ),
            ("Age and speed went together, r(58) = .30, p < .001.", "FL208 r(58) = .30 makes p = .020 (one-sided = .010); the text says p < .001. → p = .020"),
            (
                "Sales rose, z = -2.10, p = .36.",
                "FL208 z = -2.10 makes p = .036 (one-sided = .018); the text says p = .36, and whether that is significant at .05 changes. → p = .036",
            ),
        ] {
            assert_eq!(explained(text), [expected], "{text}");
        }
    }

    #[test]
    fn p_values_that_follow_one_way_or_another_are_left_alone() {
        for text in [
            "Readers recalled more, t(38) = 2.10, p = .042.",
            "Readers recalled more, t(38) = 2.10, p = .021, as was foreseen.",
            "Readers recalled more, t(38) = 2.1, p = .04, and F(2, 57) = 4.10, p = .022.",
            "The gap held, F(2, 57) = 4.10, p < .05; it was wide, t(12) = -5.4, p < .001.",
            "Turnout did not differ, χ2(1, N = 90) = 1.20, p > .05.",
            "Age and speed went together, r(58) = .30, p = .02.",
            "The gap held, F(2, 57) = 4.10, p < .05. Turnout differed, χ2(1, N = 90) = 3.90, p = .048.",
            "After a Bonferroni correction the gap was gone, t(38) = 2.10, p = .43.",
            "The train was late, t(38) = 2.10, and the price, p = .43, fell.",
            "In box (38) = 2.10, p = .43 was printed.",
        ] {
            assert_eq!(explained(text), [""; 0], "{text}");
        }
    }
}
