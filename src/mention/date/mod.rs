//! Dates in prose.
//!
//! In: a token. Out: a draft mention with an unresolved expression; ranges and open
//! periods are put together here from the forms in `written` and `relative`.
//! `resolve` gives every expression its place in the calendar afterwards, in the
//! order of the text, because later dates lean on earlier ones.

pub mod expr;
mod relative;
pub mod resolve;
mod written;

use super::draft::{Draft, Kind};
use super::scene::Scene;
use crate::lexicon::word::Class;
use expr::DateExpr;
use written::Read;

/// Finds the date that begins at token `at`.
pub fn find(scene: &Scene, at: usize) -> Option<Draft> {
    let (expr, end) = opened(scene, at).or_else(|| range(scene, at))?;
    let kind = if expr.is_day() { Kind::Date } else { Kind::DateRange };
    let mut draft = Draft::new(at..end, kind, "date");
    draft.date = Some(expr);
    Some(draft)
}

/// "since 2014", "until Friday", "by the end of March".
fn opened(scene: &Scene, at: usize) -> Read {
    let start = scene.is(at, Class::OPEN_START);
    let until = scene.is(at, Class::OPEN_END);
    if !start && !until {
        return None;
    }
    let from = at + 1 + usize::from(scene.says(at + 1, "the"));
    let (expr, end) = range(scene, from)?;
    // "by Friday" is one day to be ready, not a period; only years and longer run on
    let point = scene.says(at, "by") && expr.is_day();
    match expr {
        _ if point => Some((expr, end)),
        _ if start => Some((DateExpr::Since(Box::new(expr)), end)),
        _ => Some((DateExpr::Until(Box::new(expr)), end)),
    }
}

/// One date, or two joined: "June 3-5", "1991-94", "from 1988 to 1994".
fn range(scene: &Scene, at: usize) -> Read {
    let led = scene.is(at, Class::RANGE_START);
    let between = scene.says(at, "between");
    let from = at + usize::from(led) + usize::from(led && scene.says(at + 1, "the"));
    let first = parted(scene, from)?;
    let second = joined(scene, &first, led, between);
    match second {
        Some((last, end)) => Some((between_of(first.0, last)?, end)),
        None if led => None,
        None => Some(first),
    }
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
    let dash = token.is_dash() || token.is_mark('/') && matches!(first.0, DateExpr::Year(_));
    let glued = scene.glued(at) && scene.glued(at + 1);
    let word = scene.says_any(at, &["to", "through", "until", "till"]) || between && scene.says(at, "and");
    if !(dash && (glued || !token.is_hyphen()) || word) {
        return None;
    }
    let next = at + 1 + usize::from(scene.says_any(at + 1, &["the", "till", "until"]));
    short_end(scene, &first.0, next, dash).or_else(|| {
        let second = parted(scene, next)?;
        let alike = led || dash || std::mem::discriminant(&second.0) == std::mem::discriminant(&first.0);
        alike.then_some(second)
    })
}

/// "1991-94", "June 3-5": the second end leaves out what the first has said.
fn short_end(scene: &Scene, first: &DateExpr, at: usize, dash: bool) -> Read {
    let number = scene.number(at)?;
    match first {
        DateExpr::Year(year) if dash && scene.str(at).len() == 2 && scene.glued(at) && !scene.glued(at + 1) => {
            let last = year - year.rem_euclid(100) + number as i32;
            (last > *year).then_some((DateExpr::Year(last), at + 1))
        }
        DateExpr::Day { year, month, day, .. }
            if (1..=31).contains(&number) && number > *day && scene.str(at).len() <= 2 && !scene.is(at + 1, Class::MONTH) =>
        {
            let comma = scene.mark(at + 1, ',');
            let later = scene.number(at + 1 + usize::from(comma)).filter(|_| scene.str(at + 1 + usize::from(comma)).len() == 4).map(|y| y as i32);
            let end = if later.is_some() { at + 2 + usize::from(comma) } else { at + 1 };
            Some((DateExpr::Day { year: later.or(*year), month: *month, day: number, weekday: None }, end))
        }
        _ => None,
    }
}

/// A date with "early", "mid-", "the end of", "circa" before it.
fn parted(scene: &Scene, at: usize) -> Read {
    if scene.says_any(at, &["circa", "ca", "c"]) {
        let next = at + 1 + usize::from(scene.mark(at + 1, '.'));
        return simple(scene, next).filter(|(e, _)| e.year().is_some()).map(|(e, end)| (DateExpr::Circa(Box::new(e)), end));
    }
    if let Some(read) = part(scene, at) {
        return Some(read);
    }
    simple(scene, at)
}

/// "early 1990s", "late last year", "the end of 2019".
fn part(scene: &Scene, at: usize) -> Read {
    let part = scene.value(at, Class::PART)?;
    let noun = scene.says_any(at, &["beginning", "start", "end", "middle"]);
    let mut next = at + 1 + usize::from(scene.inner_hyphen(at + 1));
    if noun {
        next += usize::from(scene.says(next, "of")) + usize::from(scene.says(next + 1, "the"));
    } else {
        next += usize::from(scene.says(next, "part") && scene.says(next + 1, "of")) * 2;
        next += usize::from(scene.says_any(next, &["in", "on"])) + usize::from(scene.says(next, "the"));
        next += usize::from(scene.says(next, "the"));
    }
    if noun && next == at + 1 {
        return None;
    }
    let (expr, end) = simple(scene, next)?;
    // "late Monday", "late last Friday" name the day
    let expr = if expr.is_day() { expr } else { DateExpr::Part(part, Box::new(expr)) };
    Some((expr, end))
}

/// The longest single date at `at`.
fn simple(scene: &Scene, at: usize) -> Read {
    let forms = written::FORMS.iter().chain(relative::FORMS);
    // the first of the longest: written forms come before relative ones
    forms.filter_map(|form| form(scene, at)).fold(None, |best: Read, read| match best {
        Some(kept) if kept.1 >= read.1 => Some(kept),
        _ => Some(read),
    })
}
