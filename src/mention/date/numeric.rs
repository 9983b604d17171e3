//! Dates in digits: "1991-10-18", "10/18/1991", "31-Oct-74", "2014-10", "5/12".
//!
//! In: a token. Out: the expression that begins there and the token behind it. Which
//! number is the month follows from the numbers; else it stands first with slashes,
//! and the day with full stops.

use super::super::scene::Scene;
use super::expr::DateExpr;
use super::form::Read;
use super::written::month;
use super::years::{ends_clause, four_digits, full_year};
use crate::lexicon::word::Class;
use crate::text::token::words;

/// One member of a date in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Member {
    Name(u32),
    Year(i32),
    Short(u32),
}

fn member(scene: &Scene, at: usize) -> Option<Member> {
    if let Some(digits) = scene.digits(at) {
        return match digits.len() {
            4 => four_digits(scene, at).map(Member::Year),
            1 | 2 => scene.number(at).map(Member::Short),
            _ => None,
        };
    }
    month(scene, at).map(|(m, _)| Member::Name(m))
}

/// True if the same mark joins what stands before and behind it, without white space.
fn joined(scene: &Scene, at: usize, mark: char) -> bool {
    scene.mark(at, mark) && scene.glued(at) && scene.glued(at + 1)
}

/// Three members with two equal marks: "1991-10-18", "10/18/91", "Sep-23-2020", "2019/aug/01".
pub fn triple(scene: &Scene, at: usize) -> Read {
    let mark = ['/', '-', '.'].into_iter().find(|&m| joined(scene, at + 1, m) && joined(scene, at + 3, m))?;
    let members = [member(scene, at)?, member(scene, at + 2)?, member(scene, at + 4)?];
    // one more number, and it is a version, an address, a telephone
    if joined(scene, at + 5, mark) && scene.digits(at + 6).is_some() {
        return None;
    }
    // with full stops, and where the desk says so, the day stands first
    let order = if scene.lexicon.day_first { '.' } else { mark };
    let (year, month, day) = match members {
        [Member::Year(y), Member::Short(m), Member::Short(d)] => (y, m, d),
        [Member::Short(a), Member::Short(b), Member::Year(y)] => ordered(a, b, y, order),
        [Member::Short(a), Member::Short(b), Member::Short(y)] if mark != '-' || a <= 31 => ordered(a, b, two_digits(scene, at + 4, y)?, order),
        [Member::Name(m), Member::Short(d), Member::Year(y)] | [Member::Short(d), Member::Name(m), Member::Year(y)] => (y, m, d),
        [Member::Name(m), Member::Year(y), Member::Short(d)] | [Member::Short(d), Member::Year(y), Member::Name(m)] => (y, m, d),
        [Member::Year(y), Member::Name(m), Member::Short(d)] => (y, m, d),
        [Member::Short(d), Member::Name(m), Member::Short(y)] => (two_digits(scene, at + 4, y)?, m, d),
        _ => return None,
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((DateExpr::Day { year: Some(year), month, day, weekday: None }, at + 5))
}

fn ordered(a: u32, b: u32, year: i32, mark: char) -> (i32, u32, u32) {
    if (mark != '.' && a <= 12) || b > 12 { (year, a, b) } else { (year, b, a) }
}

fn two_digits(scene: &Scene, at: usize, year: u32) -> Option<i32> {
    (scene.str(at).len() == 2).then(|| full_year(year as i32))
}

/// Two members: "2014-10", "2/2013", "Dec-2018", "Oct/2", and "5/12" where a date is expected.
pub fn pair(scene: &Scene, at: usize) -> Read {
    let mark = ['/', '-'].into_iter().find(|&m| joined(scene, at + 1, m))?;
    if joined(scene, at + 3, mark) && scene.digits(at + 4).is_some_and(|d| d.len() < 5) && !is_pair(scene, at + 4) {
        return None;
    }
    let (first, second) = (member(scene, at)?, member(scene, at + 2)?);
    let month_of = |month: u32, year: i32| (1..=12).contains(&month).then_some((DateExpr::Month { year: Some(year), month }, at + 3));
    match (first, second) {
        (Member::Name(m), Member::Year(y)) => month_of(m, y),
        // "2010-12" are two years
        (Member::Year(y), Member::Short(m)) if scene.str(at + 2).len() == 2 && (mark == '/' || (m as i32) <= y % 100) => month_of(m, y),
        (Member::Short(m), Member::Year(y)) if y >= 1900 => month_of(m, y),
        (Member::Name(m), Member::Short(d)) if mark == '/' => day_of(scene, m, d, at),
        (Member::Short(m), Member::Short(d)) if mark == '/' && expects_date(scene, at) || mark == '-' && at == scene.start && scene.token(at + 3).is_none() => {
            day_of(scene, m, d, at)
        }
        _ => None,
    }
}

fn is_pair(scene: &Scene, at: usize) -> bool {
    joined(scene, at + 1, '/')
}

fn day_of(scene: &Scene, month: u32, day: u32, at: usize) -> Read {
    let year = four_digits(scene, at + 4).filter(|_| scene.mark(at + 3, ','));
    let end = if year.is_some() { at + 5 } else { at + 3 };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((DateExpr::Day { year, month, day, weekday: None }, end))
}

/// "5/12" is a day, and not a share, behind a word that dates follow and before the end of the clause or another date.
fn expects_date(scene: &Scene, at: usize) -> bool {
    let classes = Class::WEEKDAY.union(Class::SHIFT).union(Class::OPEN_START).union(Class::OPEN_END).union(Class::RANGE_START);
    let alone = at == scene.start && scene.token(at + 3).is_none();
    let led = at > scene.start
        && (scene.is(at - 1, classes)
            || scene.says_any(at - 1, words!["on", "dated", "from", "to", "before", "after"])
            || (scene.token(at - 1).is_some_and(crate::text::token::Token::is_dash) || scene.mark(at - 1, ',') || scene.says(at - 1, "or"))
                && at > scene.start + 3
                && scene.mark(at - 3, '/'));
    let goes_on =
        scene.token(at + 3).is_some_and(crate::text::token::Token::is_dash) || scene.says_any(at + 3, words!["to", "and", "or", "until", "through", "at"]);
    let to_another = scene.token(at + 3).is_some_and(crate::text::token::Token::is_dash) && is_pair(scene, at + 4);
    alone || to_another || led && (ends_clause(scene, at + 3) || goes_on || scene.is(at + 3, Class::FUNCTION) && !scene.says(at + 3, "of"))
}

/// "20170302": eight digits that are a day.
pub fn run(scene: &Scene, at: usize) -> Read {
    let digits = scene.digits(at).filter(|d| d.len() == 8 && (d.starts_with("19") || d.starts_with("20")))?;
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let counted = scene.is_word(at + 1) && !scene.glued(at + 1) && !scene.is(at + 1, Class::FUNCTION);
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && !counted;
    valid.then_some((DateExpr::Day { year: Some(year as i32), month, day, weekday: None }, at + 1))
}
