//! FL304: years in brackets that end before they begin, and lives longer than anyone's.

use super::{Inconsistency, View};
use crate::lexicon::word::Class;
use crate::measure::when::When;
use crate::mention::date::expr::DateExpr;
use crate::rule::Rule;
use crate::text::token::{Form, TokenKind, words};
use std::ops::Range;

/// "(1865–1399)".
pub const LIFE: Rule = Rule {
    code: "FL304",
    name: "life",
    summary: "the years in brackets, or the days of a period, end before they begin",
    checks: "Where two years stand in brackets with a dash between them, the second must not be the earlier; where they are somebody's days of birth and death, no more than 120 years may lie between them. Nor must the last day of a period (\"from 12 June to 9 June\") be the earlier one.",
    why: "Digits change places, and centuries are typed by habit.",
    example: "\"the poet (1950–1886)\".",
    silent: "The years are before Christ, circa, or of another calendar; days of two months without a year may lie in two years.",
};

/// The longest life, in years, that is let pass.
const LONGEST: i32 = 120;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    let tokens = &view.part.reading.tokens;
    for (mention, told) in view.mentions().iter().enumerate() {
        found.extend(period(view, mention));
        // few brackets close behind a year, and fewer hold a dash before it
        let close = told.tokens.end;
        if !view.mark(close, ')') || tokens[close - 1].kind != TokenKind::Digits {
            continue;
        }
        let Some(at) = (close.saturating_sub(CLOSES - 1)..close).rev().find(|&i| tokens[i].is_dash()) else { continue };
        // a year, or a place, must stand before
        let before = at.checked_sub(1).map(|i| tokens[i]);
        if !before.is_some_and(|t| t.kind == TokenKind::Digits || t.form.contains(Form::CAPITAL)) {
            continue;
        }
        let Some(bracket) = bracket(view, at) else { continue };
        let Some((first, last)) = years(view, at, &bracket) else { continue };
        let (from, to) = (number(view, first), number(view, last));
        let named = is_named(view, &bracket) && to - from <= LONGEST + CENTURY;
        let person = is_person(view, &bracket, at) || named;
        // "(1103–1100)" without an era may lie before Christ
        if to < from && is_ancient(view, from, to) {
            continue;
        }
        if !(to < from || person && to - from > LONGEST) || is_other_calendar(view, &bracket) {
            continue;
        }
        let wrong = if to < from { format!("{to} is before {from}.") } else { format!("From {from} to {to} are {} years.", to - from) };
        let right = if to < from { format!("{to}–{from}, or another year") } else { "years of one life".to_owned() };
        found.push(Inconsistency { mention, explanation: wrong, would_pass: right, ..view.slip(LIFE.code) });
    }
}

/// "from 12 June 2023 to 9 June 2023".
fn period(view: &View<'_>, mention: usize) -> Option<Inconsistency> {
    let told = &view.mentions()[mention];
    let Some(DateExpr::Between(first, last)) = &told.said else { return None };
    let (DateExpr::Day { year: begins, month, day, .. }, DateExpr::Day { year: ends, month: last_month, day: last_day, .. }) = (&**first, &**last) else {
        return None;
    };
    let back = (last_month, last_day) < (month, day);
    let reversed = match (begins, ends) {
        // two years in brackets are looked at by themselves
        (Some(begins), Some(ends)) => begins == ends && back || begins > ends && !view.mark(told.tokens.end, ')'),
        // "from 30 June 1986 to 29 June" is a year
        (Some(_), None) => false,
        (None, _) => month == last_month && *last_day + 1 < *day,
    };
    let written = |year: &Option<i32>, month: u32, day: u32| {
        let year = year.or(*ends);
        When::ymd(year.unwrap_or(LEAP), month, day)
            .map(|when| if year.is_some() { when.to_string() } else { when.to_string().replace(&format!(" {LEAP}"), "") })
    };
    let (from, to) = (written(begins, *month, *day)?, written(ends, *last_month, *last_day)?);
    let finding = Inconsistency {
        mention,
        explanation: format!("{to} is before {from}."),
        would_pass: "a last day that is the later one".to_owned(),
        ..view.slip(LIFE.code)
    };
    reversed.then_some(finding)
}

/// A year that has every day.
const LEAP: i32 = 2000;

/// How far a bracket may lie from its dash: "(born …; 9 October 1940 – 8 December 1980)".
const REACH: usize = 60;
/// How far behind its dash a bracket may close.
const CLOSES: usize = 6;

/// The brackets around a dash, if they hold nothing else of the kind.
fn bracket(view: &View<'_>, dash: usize) -> Option<Range<usize>> {
    // where it closes is soon seen
    let close = (dash..(dash + CLOSES).min(view.part.reading.tokens.len())).find(|&i| view.mark(i, ')') || view.mark(i, '(')).filter(|&i| view.mark(i, ')'))?;
    let open = (dash.saturating_sub(REACH)..dash).rev().find(|&i| view.mark(i, '(') || view.mark(i, ')')).filter(|&i| view.mark(i, '('))?;
    let single = (open..close).filter(|&i| view.part.reading.tokens[i].is_dash()).count() == 1;
    single.then_some(open..close)
}

/// The last year before the dash and the last one behind it: the dash joins what stands beside it.
fn years(view: &View<'_>, dash: usize, bracket: &Range<usize>) -> Option<(usize, usize)> {
    let year = |i: &usize| view.part.reading.tokens[*i].kind == TokenKind::Digits && view.word(*i).len() == 4 && (1000..2100).contains(&number(view, *i));
    // "1908 in Innsbruck – 1944"
    let place = dash >= 3 && view.says(dash - 2, words!["in", "at"]) && view.part.reading.tokens[dash - 1].form.contains(Form::CAPITAL);
    let first = dash.checked_sub(if place { 3 } else { 1 }).filter(|i| bracket.contains(i)).filter(year)?;
    let last = (dash + 1..bracket.end).rev().find(|i| year(i)).filter(|&i| i + 1 == bracket.end)?;
    // "1865–1399" or "16 July 1860 – 30 April 1943", not "1865 – 3 of 1399"
    let between = (dash + 1..last).all(|i| view.classes(i).contains(Class::MONTH) || view.word(i).len() <= 2 || view.mark(i, ','));
    between.then_some((first, last))
}

fn number(view: &View<'_>, at: usize) -> i32 {
    view.word(at).parse().unwrap_or(0)
}

/// What a century typed by habit adds to a life.
const CENTURY: i32 = 100;

/// Years before this one, few apart, may lie before Christ though nobody says so.
const ANCIENT: i32 = 1300;

fn is_ancient(view: &View<'_>, from: i32, to: i32) -> bool {
    let era = words!["bc", "bce"];
    from < ANCIENT && from - to < CENTURY || view.part.reading.tokens.iter().any(|t| era.contains(&t.hash))
}

/// Last words of names that are nobody's.
const THINGS: &[u64] = words![
    "dynasty",
    "empire",
    "kingdom",
    "age",
    "period",
    "war",
    "wars",
    "republic",
    "church",
    "university",
    "college",
    "school",
    "society",
    "company",
    "colony",
    "era",
    "revolution",
    "party",
    "union",
    "state",
    "states",
    "house",
    "hospital",
    "street",
    "bridge",
    "palace",
    "army",
    "navy",
    "league",
    "confederation",
    "sultanate",
    "caliphate",
    "khanate",
    "duchy",
    "principality",
    "province",
    "rule",
    "occupation",
    "theatre",
    "theater",
    "museum",
    "library",
    "academy",
    "institute",
    "bank",
    "railway",
    "railroad",
    "canal",
    "castle",
    "cathedral",
    "abbey",
    "temple",
    "mosque",
    "club",
    "press",
    "times",
    "journal",
    "magazine",
    "gazette",
    "works",
    "mill",
    "order",
    "crusade",
    "crusades",
    "raj",
    "regency",
    "court",
    "commonwealth",
    "federation",
    "territory",
    "county",
    "parliament",
    "line",
    "school",
    "movement"
];

/// True if two capitalised words that can be a person's name stand right before the bracket.
fn is_named(view: &View<'_>, bracket: &Range<usize>) -> bool {
    let capital = |i: usize| view.is_word(i) && view.part.reading.tokens[i].form.contains(Form::CAPITAL) && !view.classes(i).intersects(Class::FUNCTION);
    let Some(last) = bracket.start.checked_sub(1).filter(|&i| capital(i)) else { return false };
    let first = (0..last).rev().take_while(|&i| capital(i) || view.mark(i, '.') || view.mark(i, '-')).last();
    let led = first.is_some_and(|i| i > 0 && view.says(i - 1, words!["the", "of", "in", "at"]));
    first.is_some_and(capital) && !led && !(first.unwrap_or(last)..=last).any(|i| view.says(i, THINGS))
}

/// True if the bracket tells of a birth, or holds whole dates, behind a name.
fn is_person(view: &View<'_>, bracket: &Range<usize>, dash: usize) -> bool {
    let named = bracket.start.checked_sub(1).is_some_and(|i| view.part.reading.tokens[i].form.contains(Form::CAPITAL));
    let month = |range: Range<usize>| range.into_iter().any(|i| view.classes(i).contains(Class::MONTH));
    let born = bracket.clone().any(|i| view.says(i, words!["born", "died", "b"]));
    named && (born || month(bracket.start..dash) && month(dash..bracket.end))
}

fn is_other_calendar(view: &View<'_>, bracket: &Range<usize>) -> bool {
    let said = words!["bc", "bce", "ah", "am", "be", "c", "ca", "circa", "isbn", "issn", "no", "nos", "pp", "p", "lines", "verses", "m", "ft", "km", "psi"];
    (bracket.start..bracket.end + 2).any(|i| view.says(i, said))
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained;

    #[test]
    fn periods_that_end_before_they_begin_are_named() {
        assert_eq!(
            explained("The fair ran from 12 June 2023 to 9 June 2023."),
            ["FL304 9 June 2023 is before 12 June 2023. → a last day that is the later one"]
        );
        for text in ["The fair runs from June 12 to June 9.", "The fair ran from 14 June to 9 June 2024."] {
            assert_eq!(explained(text).len(), 1, "{text}");
        }
        for text in [
            "The fair ran from 9 June 2023 to 12 June 2023.",
            "The season runs from November 12 to March 3.",
            "The year runs from June 30 to June 29.",
            "The lease ran from 30 June 1986 to 29 June 1987.",
        ] {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn years_that_run_backwards_are_named() {
        assert_eq!(explained("The poet Ada Stone (1865–1399) wrote it."), ["FL304 1399 is before 1865. → 1399–1865, or another year"]);
        assert_eq!(explained("Otto Stone (16 July 1860 – 30 April 1493) wrote it.").len(), 1);
        assert_eq!(explained("Karl Stone (1944 in Graz – 1908) was a miner.").len(), 1);
        assert_eq!(explained("Otto Stone (born 16 July 1760 – 30 April 1943) wrote it.").len(), 1);
    }

    #[test]
    fn eras_and_ages_are_left_alone() {
        for text in ["The empire (1299–1922) fell.", "The king (1350–1280 BC) built it.", "Ada Stone (1865–1939) wrote it.", "The band (pp. 1865–1399) played."]
        {
            assert_eq!(explained(text), [] as [&str; 0], "{text}");
        }
    }
}
