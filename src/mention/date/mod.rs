//! Dates in prose.
//!
//! In: a token. Out: a draft mention with an unresolved expression; ranges and open
//! periods are put together here from the forms in the other files of the folder.
//! `resolve` gives every expression its place in the calendar afterwards, in the
//! order of the text, because later dates lean on earlier ones.

mod counted;
pub mod expr;
pub mod form;
mod holiday;
mod lasting;
mod lists;
mod numeric;
mod parts;
mod relative;
pub mod resolve;
mod seasons;
mod steps;
pub mod tense;
#[cfg(test)]
mod tests;
mod written;
pub mod years;

use super::draft::{Draft, Kind};
use super::numeral;
use super::scene::Scene;
use crate::lexicon::word::{Class, Period};
use crate::text::token::words;
use expr::DateExpr;
use form::{Forms, Lead, Read};
use std::ops::Range;
use written::nth_day;
use years::{early_year, ends_clause};

/// Finds the date that begins at token `at`.
pub fn find(scene: &Scene, at: usize) -> Option<Draft> {
    // most numbers in words and articles begin no date: a glance at what follows saves the forms
    if idle(scene, at) {
        return None;
    }
    let lasting = if scene.is(at, Class::SHIFT | Class::PERIOD | Class::ARTICLE) { lasting::find(scene, at) } else { None };
    // "the past three months" is a duration first, "in a week" a date
    if lasting.is_some() && scene.is(at, Class::SHIFT) {
        return lasting;
    }
    let dated = opened(scene, at).or_else(|| range(scene, at));
    let Some((expr, end)) = dated.filter(|(_, end)| lasting.as_ref().is_none_or(|l| l.tokens.end <= *end)) else { return lasting };
    let (start, expr) = commencing(scene, at, expr);
    let (start, expr) = around(scene, start, expr, end);
    let kind = if expr.is_day() { Kind::Date } else { Kind::DateRange };
    let mut draft = Draft::new(start..end, kind, "date");
    draft.date = Some(expr);
    Some(draft)
}

/// "w/c 4 February": the week of that day.
fn commencing(scene: &Scene, at: usize, expr: DateExpr) -> (usize, DateExpr) {
    let said = at >= scene.start + 3 && scene.says(at - 3, "w") && scene.mark(at - 2, '/') && scene.says(at - 1, "c") && scene.glued(at - 1);
    if said && expr.is_day() { (at - 3, DateExpr::Around(Period::Week, Box::new(expr))) } else { (at, expr) }
}

/// "around 1875": a hedge before a year belongs to it, lest it be taken for a count.
fn around(scene: &Scene, at: usize, expr: DateExpr, end: usize) -> (usize, DateExpr) {
    let year = matches!(&expr, DateExpr::Year(_)) || matches!(&expr, DateExpr::Between(first, _) if matches!(**first, DateExpr::Year(_)));
    let word = at.saturating_sub(1 + usize::from(at > scene.start && scene.mark(at - 1, '.')));
    let short = word + 2 == at && scene.glued(word + 1) && scene.says_any(word, words!["c", "ca", "circ"]);
    let hedge = word >= scene.start
        && word < at
        && (short || scene.says_any(word, words!["around", "circa", "ca"]) || scene.says(word, "about") && ends_clause(scene, end));
    if !(year && hedge) {
        return (at, expr);
    }
    (word, if matches!(expr, DateExpr::Year(_)) { DateExpr::Circa(Box::new(expr)) } else { expr })
}

/// True if no form can begin here: an article without a period behind it, a number with
/// nothing of the calendar near it, or a small word ("from", "that") with neither near it.
fn idle(scene: &Scene, at: usize) -> bool {
    if scene.is(at, Class::ARTICLE) {
        return scene.word(at + 1).period().is_none() && !scene.is(at + 1, Class::NUMERAL);
    }
    let calendar = scene.holds(CALENDAR);
    let dated = |i: usize| calendar && scene.is(i, CALENDAR);
    let near = |reach: usize| calendar && leads_to(scene, at + 1..at + reach);
    let numbered = |i: usize| scene.digits(i).is_some_and(|d| d.len() <= 2 || d.len() == 4) || scene.is(i, Class::NUMERAL);
    match scene.digits(at) {
        Some(digits) => !matches!(digits.len(), 4 | 8) && !is_joined(scene, at) && !near(NEAR) && !is_listed(scene, at) && early_year(scene, at).is_none(),
        None if dated(at) || !scene.is_word(at) => false,
        None if scene.is(at, Class::NUMERAL) => {
            let half = (at + 1..at + 4).any(|i| scene.says(i, "half"));
            !half && !is_spoken_century(scene, at) && !near(NEAR)
        }
        None => !(at + 1..at + CLOSE).any(|i| dated(i) || numbered(i)) && !scene.says_any(at + 1, words!["now", "date"]),
    }
}

/// True if a word of the calendar stands in reach, and before it nothing that a counted or
/// written date does not hold: "5 million barrels a year" leads to no date.
fn leads_to(scene: &Scene, mut reach: Range<usize>) -> bool {
    let passes = Class::NUMERAL | Class::ARTICLE | Class::FUNCTION;
    let ends = reach.find(|&i| scene.is(i, CALENDAR) || scene.is_word(i) && !scene.is(i, passes) && !is_passed(scene, i));
    ends.is_some_and(|i| scene.is(i, CALENDAR))
}

/// Endings of ordinals, and the adjectives of periods: "two business days", "3 coming weeks", not "73 next year".
fn is_passed(scene: &Scene, at: usize) -> bool {
    let counted = || scene.lexicon.words.is_plural(scene.str(at + 1)) || scene.is(at.saturating_sub(1), Class::ORDINAL);
    scene.is(at, Class::SHIFT) && counted()
        || scene.says_any(at, words!["st", "nd", "rd", "th", "full", "calendar", "business", "working", "more", "fiscal", "coming", "upcoming"])
}

/// "25" in "April 24 and 25": the month stands a little before.
fn is_listed(scene: &Scene, at: usize) -> bool {
    scene.holds(Class::MONTH) && (at.saturating_sub(4)..at).any(|i| scene.is(i, Class::MONTH))
}

/// "nineteen eighty-four", "twenty ten": a number from ten to twenty with another right behind it.
fn is_spoken_century(scene: &Scene, at: usize) -> bool {
    let thousand =
        scene.says(at, "two") && scene.says(at + 1, "thousand") && at > scene.start && scene.says_any(at - 1, words!["in", "year", "of", "since", "until"]);
    thousand || scene.value(at, Class::CARDINAL).is_some_and(|v| (10..=20).contains(&v)) && scene.is(at + 1, Class::NUMERAL)
}

/// The same behind a word that only leads to a date: "by the middle of next year".
const CLOSE: usize = 6;

/// How far behind its first word a word of the calendar may stand: "two and a half or three years ago".
const NEAR: usize = 8;

/// Words that make a date of what stands near them.
const CALENDAR: Class = Class::MONTH
    .union(Class::WEEKDAY)
    .union(Class::WEEKDAY_SHORT)
    .union(Class::SEASON)
    .union(Class::PERIOD)
    .union(Class::ERA)
    .union(Class::HOLIDAY)
    .union(Class::DAY_PART)
    .union(Class::SET)
    .union(Class::EDGE)
    .union(Class::DAY_OFFSET)
    .union(Class::DECADE_WORD);

/// What can be counted off: without one of these near, no counted form begins.
const COUNTED: Class = Class::PERIOD.union(Class::WEEKDAY).union(Class::WEEKDAY_SHORT).union(Class::DIRECTION).union(Class::EDGE).union(Class::SET);

/// True if something is glued on behind the digits: "5th", "80s", "5/17", "17.5.2019", and no mere decimals.
fn is_joined(scene: &Scene, at: usize) -> bool {
    let decimal = scene.mark(at + 1, '.') && !scene.mark(at + 3, '.');
    scene.glued(at + 1) && !decimal && !scene.mark(at + 1, ',') && !scene.mark(at + 1, '%')
}

/// "since 2014", "until Friday", "by the end of March", "after 2014", "no later than Monday".
fn opened(scene: &Scene, at: usize) -> Read {
    if !scene.is(at, Class::OPEN_START | Class::OPEN_END | Class::DIRECTION) {
        return None;
    }
    let from = at + 1 + usize::from(scene.says(at + 1, "the"));
    if scene.is(at, Class::DIRECTION) {
        return beyond(scene, at);
    }
    let (expr, end) = present(scene, at + 1).filter(|_| scene.is(at, Class::OPEN_END)).or_else(|| range(scene, from))?;
    // "by Friday" is one day to be ready, not a period; only years and longer run on
    let point = scene.says(at, "by") && expr.is_day();
    // what is to be done by the end of the year is not told of the last
    let expr = if scene.is(at, Class::OPEN_END) { relative::ahead_of_year_end(expr) } else { expr };
    // "until 1994 or later": that year at the earliest
    let expr = if let DateExpr::Since(first) = expr { *first } else { expr };
    match expr {
        _ if point => Some((expr, end)),
        _ if scene.is(at, Class::OPEN_START) => Some((DateExpr::Since(Box::new(expr)), end)),
        _ => Some((DateExpr::Until(Box::new(expr)), end)),
    }
}

/// "after 2014", "before the end of December", "later than Monday".
fn beyond(scene: &Scene, at: usize) -> Read {
    let than = scene.says_any(at, words!["later", "earlier"]) && scene.says(at + 1, "than");
    if !than && !scene.says_any(at, words!["after", "before"]) {
        return None;
    }
    let from = at + 1 + usize::from(than);
    let from = from + usize::from(scene.says(from, "the"));
    let (expr, end) = parted(scene, from)?;
    // "after the August 7 bombings" is after them
    let modifies = !ends_clause(scene, end) && !scene.is(end, Class::FUNCTION | Class::PRONOUN | Class::FUTURE);
    let no_later = than && scene.says(at, "later") && at > scene.start && scene.says(at - 1, "no");
    let expr = Box::new(expr);
    match () {
        () if modifies && !than || matches!(*expr, DateExpr::Offset { .. } | DateExpr::From { .. }) => None,
        () if no_later => Some((DateExpr::Until(expr), end)),
        () if scene.says_any(at, words!["before", "earlier"]) => Some((DateExpr::Before(expr), end)),
        () => Some((DateExpr::After(expr), end)),
    }
}

/// "now", "date" at the end of a range.
fn present(scene: &Scene, at: usize) -> Read {
    let here = scene.says_any(at, words!["now", "date"]) && (ends_clause(scene, at + 1) || scene.is(at + 1, Class::FUNCTION));
    here.then_some((DateExpr::DayOffset(0), at + 1))
}

/// One date, or two joined: "June 3-5", "1991-94", "from 1988 to 1994", "9 to 12 of June".
fn range(scene: &Scene, at: usize) -> Read {
    let led = scene.is(at, Class::RANGE_START);
    let between = scene.says(at, "between");
    let from = at + usize::from(led) + usize::from(led && scene.says(at + 1, "the"));
    if let Some(read) = days_of_month(scene, from, led) {
        return Some(read);
    }
    let first = parted(scene, from)?;
    if led && let Some(read) = lasting_from(scene, &first) {
        return Some(read);
    }
    let second = joined(scene, &first, led, between);
    match second {
        Some((last, end)) => Some((between_of(first.0, last)?, end)),
        None => Some(onward(scene, first)).filter(|(expr, _)| !led || matches!(expr, DateExpr::Since(_))),
    }
}

/// "2012 or later", "1 January and after", "2015 onwards", "1950 or earlier".
fn onward(scene: &Scene, (expr, end): (DateExpr, usize)) -> (DateExpr, usize) {
    let joined = |words: &[u64]| scene.says_any(end, words!["or", "and"]) && scene.says_any(end + 1, words) && ends_clause(scene, end + 2);
    if scene.says_any(end, words!["onward", "onwards"]) {
        (DateExpr::Since(Box::new(expr)), end + 1)
    } else if joined(words!["later", "after", "beyond"]) || scene.says(end, "and") && scene.says(end + 1, "thereafter") {
        (DateExpr::Since(Box::new(expr)), end + 2)
    } else if joined(words!["earlier", "before"]) {
        (DateExpr::Until(Box::new(expr)), end + 2)
    } else {
        (expr, end)
    }
}

/// "from 18 December for ten days".
fn lasting_from(scene: &Scene, first: &(DateExpr, usize)) -> Read {
    let at = first.1;
    let numeral = numeral::read(scene, at + 1, false).filter(|_| scene.says(at, "for"))?;
    let period = scene.word(numeral.end).period()?;
    let count = numeral.figure.value.to_string().parse().ok()?;
    Some((DateExpr::Run { steps: vec![(period, count)], from: Box::new(first.0.clone()) }, numeral.end + 1))
}

/// "9 to 12 of June", "1-8 September": two days, and the month behind the second.
fn days_of_month(scene: &Scene, at: usize, led: bool) -> Read {
    if scene.digits(at).is_none_or(|d| d.len() > 2) && !scene.is(at, Class::ORDINAL | Class::CARDINAL) {
        return None;
    }
    let first = match scene.number(at) {
        Some(day) if scene.str(at).len() <= 2 => nth_day(scene, at).or(Some((day, at + 1))),
        _ => nth_day(scene, at),
    };
    let (day, joint) = first.filter(|&(day, _)| (1..=31).contains(&day))?;
    let dash = scene.token(joint).is_some_and(crate::text::token::Token::is_dash);
    let and = scene.says(joint, "and") && led;
    if !(dash || and || scene.says_any(joint, words!["to", "through", "until", "till"])) {
        return None;
    }
    let next = joint + 1 + usize::from(scene.says(joint + 1, "the"));
    let (last, end) = written::day_and_month(scene, next)?;
    let DateExpr::Day { year, month, day: end_day, .. } = last else { return None };
    (day < end_day).then(|| {
        let first = DateExpr::Day { year, month, day, weekday: None };
        (DateExpr::Between(Box::new(first), Box::new(last)), end)
    })
}

fn between_of(first: DateExpr, last: DateExpr) -> Option<DateExpr> {
    let first = match last.year() {
        Some(year) if first.year().is_none() => first.in_year(year),
        _ => first,
    };
    let backwards = first.year().zip(last.year()).is_some_and(|(a, b)| a > b);
    (!backwards).then(|| DateExpr::Between(Box::new(first), Box::new(last)))
}

/// The second date of a range whose first ends at `first.1`.
fn joined(scene: &Scene, first: &(DateExpr, usize), led: bool, between: bool) -> Read {
    let at = first.1;
    let token = scene.token(at)?;
    let dash = token.is_dash() || token.is_mark('/') && matches!(first.0, DateExpr::Year(_)) || token.is_mark('~');
    let glued = scene.glued(at) && scene.glued(at + 1);
    let word = scene.says_any(at, words!["to", "through", "until", "till"]) || between && scene.says(at, "and");
    // a hyphen between spaces joins days and months, but years stand so beside other numbers
    let loose = !glued && token.is_hyphen() && !(named_day(&first.0));
    if !(dash && !loose || word) {
        return None;
    }
    let next = at + 1 + usize::from(scene.says_any(at + 1, words!["the", "till", "until"]));
    short_end(scene, &first.0, next, dash).or_else(|| present(scene, next).filter(|_| word)).or_else(|| {
        let second = parted(scene, next)?;
        let alike = led || dash && (glued || named_day(&second.0)) || std::mem::discriminant(&second.0) == std::mem::discriminant(&first.0);
        let through = scene.says(at, "through") && first.0.year().is_some() && second.0.year().is_some();
        let dash_fits = !dash || glued || named_day(&second.0) || !token.is_hyphen();
        ((alike || through) && dash_fits).then_some(second)
    })
}

fn named_day(expr: &DateExpr) -> bool {
    matches!(expr, DateExpr::Day { .. } | DateExpr::Month { .. })
}

/// "1991-94", "June 3-5", "April ninth through seventeenth": the second end leaves out what the first has said.
fn short_end(scene: &Scene, first: &DateExpr, at: usize, dash: bool) -> Read {
    match first {
        DateExpr::Year(year) if dash && scene.str(at).len() == 2 && scene.glued(at) && !goes_on(scene, at + 1) => {
            let last = year - year.rem_euclid(100) + scene.number(at)? as i32;
            (last > *year).then_some((DateExpr::Year(last), at + 1))
        }
        DateExpr::Day { year, month, day, .. } => {
            let plain = scene.number(at).filter(|_| scene.str(at).len() <= 2).map(|n| (n, at + 1));
            let (last, end) = nth_day(scene, at).or(plain).filter(|(n, _)| (1..=31).contains(n) && n > day)?;
            if scene.is(end, Class::MONTH)
                || scene.says(end, "of")
                || ['/', '-', '.'].iter().any(|&m| scene.mark(end, m)) && scene.glued(end) && scene.glued(end + 1) && scene.digits(end + 1).is_some()
                || scene.mark(end, ':')
            {
                return None;
            }
            let comma = usize::from(scene.mark(end, ','));
            let later = years::four_digits(scene, end + comma);
            let end = if later.is_some() { end + 1 + comma } else { end };
            Some((DateExpr::Day { year: later.or(*year), month: *month, day: last, weekday: None }, end))
        }
        _ => None,
    }
}

/// True if more letters, digits or a joint are glued on at `at`; a mark that ends a clause is none.
fn goes_on(scene: &Scene, at: usize) -> bool {
    let joint = scene.glued(at + 1) && scene.token(at + 1).is_some();
    scene.glued(at) && (scene.is_word(at) || scene.digits(at).is_some() || joint && !ends_clause(scene, at))
}

/// A date with "early", "mid-", "the end of", "circa" before it.
fn parted(scene: &Scene, at: usize) -> Read {
    if !scene.is(at, form::LEADS) && scene.says_any(at, words!["circa", "ca", "c"]) {
        let next = at + 1 + usize::from(scene.mark(at + 1, '.'));
        return single(scene, next).filter(|(e, _)| e.year().is_some()).map(|(e, end)| (DateExpr::Circa(Box::new(e)), end));
    }
    if let Some(read) = part(scene, at) {
        return Some(read);
    }
    simple(scene, at)
}

/// "early 1990s", "late last year", "the end of 2019", "the end of the month".
fn part(scene: &Scene, at: usize) -> Read {
    let part = scene.value(at, Class::PART)?;
    let noun = scene.says_any(at, words!["beginning", "start", "end", "middle"]);
    let mut next = at + 1 + usize::from(scene.inner_hyphen(at + 1));
    if noun {
        next += usize::from(scene.says(next, "of"));
    } else {
        next += usize::from(scene.says(next, "part") && scene.says(next + 1, "of")) * 2;
        next += usize::from(scene.says_any(next, words!["in", "on"]));
    }
    if noun && next == at + 1 {
        return None;
    }
    next += usize::from(scene.says_any(next, words!["the", "around"]));
    let whole = scene.word(next).period().filter(|_| noun && !scene.lexicon.words.is_plural(scene.str(next)));
    let definite = whole.filter(|p| matches!(p, Period::Week | Period::Month | Period::Quarter | Period::Year | Period::Decade | Period::Century));
    let (expr, end) = definite.map(|period| (DateExpr::Definite(period), next + 1)).or_else(|| simple(scene, next))?;
    // "late Monday", "late last Friday" name the day
    let expr = if expr.is_day() { expr } else { DateExpr::Part(part, Box::new(expr)) };
    Some((expr, end))
}

/// Every form that is not counted off from another, in the order that decides between equals.
static PLAIN: Forms = Forms::of(&[written::FORMS, lists::FORMS, years::FORMS, seasons::FORMS, relative::FORMS, holiday::FORMS]);
/// Those that are.
static COUNTED_OFF: Forms = Forms::of(&[counted::FORMS]);

/// The longest date at `at` that is not counted off from another.
fn single(scene: &Scene, at: usize) -> Read {
    PLAIN.longest(scene, at, Lead::at(scene, at))
}

/// The longest single date at `at`.
fn simple(scene: &Scene, at: usize) -> Read {
    let lead = Lead::at(scene, at);
    let plain = PLAIN.longest(scene, at, lead);
    let counts = !scene.is(at, Class::MONTH) && (at..at + NEAR).any(|i| scene.is(i, COUNTED));
    let counted = if counts { COUNTED_OFF.longest(scene, at, lead) } else { None };
    match (plain, counted) {
        (Some(a), Some(b)) => Some(if b.1 > a.1 { b } else { a }),
        (a, b) => a.or(b),
    }
}
