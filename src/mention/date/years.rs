//! Years, decades and centuries: "1991", "44 BC", "nineteen ninety-six", "the 1980s",
//! "the 19th century".
//!
//! In: a token. Out: the expression that begins there and the token behind it.

use super::super::noun;
use super::super::numeral::{self, Shape};
use super::super::scene::Scene;
use super::expr::DateExpr;
use super::form::{DateForm, Lead, Read};
use crate::lexicon::word::{Class, Period};
use crate::measure::when::Grain;
use crate::text::token::words;
use crate::text::token::{Form, Token};
use rust_decimal::prelude::ToPrimitive;

/// Years, decades, centuries.
pub const FORMS: &[DateForm] = &[
    DateForm { name: "year", leads: Lead::words(Class::ERA.union(Class::CARDINAL)).or_digits(1, 4).or_stranger(), example: "in 1991", read: year },
    DateForm { name: "labelled year", leads: Lead::words(Class::PERIOD.union(Class::EDGE)).or_rest(), example: "fiscal 1988", read: labelled },
    DateForm { name: "short year", leads: Lead::words(Class::empty()).or_rest(), example: "in '09", read: short_alone },
    DateForm { name: "decade", leads: Lead::words(Class::DECADE_WORD).or_digits(2, 4).or_rest(), example: "the 1980s", read: decade },
    DateForm { name: "century", leads: Lead::words(Class::CARDINAL.union(Class::ORDINAL)).or_digits(1, 2), example: "nineteenth century", read: century },
];

/// The century of a two-digit year: 00–29 are 2000s.
pub fn full_year(short: i32) -> i32 {
    if short < 30 { 2000 + short } else { 1900 + short }
}

/// True for an apostrophe of any shape.
pub fn apostrophe(scene: &Scene, at: usize) -> bool {
    scene.mark(at, '\'') || scene.mark(at, '’') || scene.mark(at, '‘')
}

/// A year behind a month or day; a comma, "of" or "in" allowed before it.
pub fn year_behind(scene: &Scene, at: usize) -> Option<(i32, usize)> {
    let comma = scene.mark(at, ',');
    let of = scene.says_any(at, words!["of", "in"]);
    let from = at + usize::from(comma || of);
    if let Some(year) = four_digits(scene, from) {
        let counted = !comma && is_counted(scene, from);
        return (!counted).then_some((year, from + 1));
    }
    let decimal = scene.glued(from + 1) && scene.glued(from + 2);
    let short = scene.number(from).filter(|_| scene.says(at, "of") && scene.str(from).len() == 2 && ends_clause(scene, from + 1) && !decimal);
    short.map(|y| (full_year(y as i32), from + 1)).or_else(|| short_year(scene, from)).or_else(|| spoken(scene, from))
}

/// "Oct '91".
fn short_year(scene: &Scene, at: usize) -> Option<(i32, usize)> {
    let year = scene.number(at + 1).filter(|_| apostrophe(scene, at) && scene.glued(at + 1) && scene.str(at + 1).len() == 2)?;
    Some((full_year(year as i32), at + 2))
}

/// True if nothing, or a mark that ends a clause, stands at `at`.
pub fn ends_clause(scene: &Scene, at: usize) -> bool {
    scene.token(at).is_none() || [',', '.', ';', '?', '!', ')', ':'].iter().any(|&m| scene.mark(at, m))
}

/// True if the clause ends or another begins at `at`: what stands before has no object.
pub fn stands_alone(scene: &Scene, at: usize) -> bool {
    ends_clause(scene, at) || scene.says_any(at, words!["and", "but", "or", "which", "who", "while", "when"])
}

/// Four digits that can be a year.
pub fn four_digits(scene: &Scene, at: usize) -> Option<i32> {
    let digits = scene.digits(at).filter(|d| d.len() == 4)?;
    let grouped = scene.mark(at + 1, ',') && scene.glued(at + 1) && scene.glued(at + 2) && scene.digits(at + 2).is_some_and(|d| d.len() == 3);
    let decimal = scene.mark(at + 1, '.') && scene.glued(at + 1) && scene.glued(at + 2) && scene.digits(at + 2).is_some();
    let year: i32 = digits.parse().ok()?;
    ((1000..2200).contains(&year) && !grouped && !decimal).then_some(year)
}

/// True if the number at `at` counts a noun or has a unit: then it is no year.
pub fn is_counted(scene: &Scene, at: usize) -> bool {
    let next = at + 1;
    // "2016 Stone", "2022′": a name, or a careless apostrophe
    let no_unit = scene.is_capital(next) || !scene.is_word(next) && scene.glued(next) && !scene.mark(next, '%');
    let unit = scene
        .lexicon
        .units
        .unit_at(scene.text, scene.tokens, next)
        .filter(|_| !no_unit)
        .is_some_and(|u| !u.cautious && (!u.unit.tag.is_empty() || scene.word(next).period().is_none()));
    let sign = scene.mark(next, '%') || scene.lexicon.units.currency_at(scene.text, scene.tokens, next).is_some();
    let counts = noun::head(scene, next, 3).is_some_and(|n| n.plural && scene.lexicon.words.is_plural(scene.str(next)) && !scene.is_capital(next));
    unit || sign || counts && !modifies(scene, at)
}

/// What is called by its year: "the Companies Act 1965".
fn is_law(scene: &Scene, at: usize) -> bool {
    scene.is_capital(at) && scene.says_any(at, words!["act", "bill", "law", "ordinance"])
}

/// "the 1992 protests", "the country's 2014 elections": behind a determiner a number so written is a year.
fn modifies(scene: &Scene, at: usize) -> bool {
    let led = at > scene.start && (scene.says_any(at - 1, words!["the", "'s", "’s"]) || scene.is(at - 1, Class::POSSESSIVE) || is_law(scene, at - 1));
    led && is_recent_year(scene, at) || tells_apart(scene, at)
}

/// "2019 levels", "1998 models": a year, whatever stands before it.
pub fn tells_apart(scene: &Scene, at: usize) -> bool {
    // "2000 models" may be so many, and "2000 data" not
    let round = || four_digits(scene, at) == Some(2000) && scene.says_any(at + 1, words!["data", "levels", "statistics"]);
    scene.is(at + 1, Class::YEARLY) && (is_recent_year(scene, at) || round())
}

fn is_recent_year(scene: &Scene, at: usize) -> bool {
    four_digits(scene, at).is_some_and(|y| (1900..2100).contains(&y) && y % 100 != 0)
}

/// "nineteen ninety-six", "two thousand and fifteen", "seventeen hundred thirty-three".
pub fn spoken(scene: &Scene, at: usize) -> Option<(i32, usize)> {
    if !scene.is(at, Class::CARDINAL) {
        return None;
    }
    let first = numeral::read(scene, at, false).filter(|n| n.shape == Shape::Words)?;
    let value = first.figure.value.to_i32()?;
    let (year, end) = match value {
        11..=20 => {
            let rest = numeral::read(scene, first.end, false).filter(|n| n.shape == Shape::Words)?;
            let short = rest.figure.value.to_i32().filter(|y| (10..100).contains(y))?;
            (value * 100 + short, rest.end)
        }
        1100..2200 => (value, first.end),
        _ => return None,
    };
    let counted = scene.is_word(end) && !scene.is(end, Class::FUNCTION) && is_counted(scene, end - 1);
    (!counted).then_some((year, end))
}

/// Words that a year can stand behind.
const LEADS: &[u64] = words!["in", "during", "of", "year", "circa", "before", "after", "fiscal", "than"];

fn is_led(scene: &Scene, at: usize) -> bool {
    let classes = Class::OPEN_START.union(Class::OPEN_END).union(Class::RANGE_START).union(Class::PART).union(Class::MONTH).union(Class::SEASON);
    let short = at >= scene.start + 2 && scene.mark(at - 1, '.') && scene.glued(at - 1) && scene.says_any(at - 2, words!["c", "ca"]);
    short || at > scene.start && (scene.is(at - 1, classes) || scene.says_any(at - 1, LEADS))
}

/// "an average of 1500", "a total of 2000": the words before it measure something.
fn is_measured(scene: &Scene, at: usize) -> bool {
    at >= scene.start + 2
        && scene.says(at - 1, "of")
        && scene.says_any(at - 2, words!["average", "total", "maximum", "minimum", "sum", "number", "rate", "record"])
}

/// "the year 2000", "fiscal 1988", "the school year 2008".
fn labelled(scene: &Scene, at: usize) -> Read {
    let mut from = at;
    if let Some(read) = by_the_books(scene, at) {
        return Some(read);
    }
    from += usize::from(scene.says_any(from, words!["fiscal", "calendar", "school", "academic", "financial"]));
    from += usize::from(scene.says(from, "year"));
    let (year, end) = four_digits(scene, from).map(|y| (y, from + 1)).or_else(|| spoken(scene, from))?;
    (from > at && !is_counted(scene, end - 1)).then_some((DateExpr::Year(year), end))
}

/// "FY18", "FY 2018".
fn by_the_books(scene: &Scene, at: usize) -> Read {
    let glued = scene.glued(at + 1);
    let upper = scene.says_any(at, words!["fy", "cy"]) && (glued || scene.token(at).is_some_and(|t| t.form.contains(Form::UPPER)));
    let short = || scene.number(at + 1).filter(|_| scene.str(at + 1).len() == 2 && glued).map(|y| full_year(y as i32));
    let year = upper.then(|| four_digits(scene, at + 1).or_else(short))??;
    Some((DateExpr::Year(year), at + 2))
}

/// "'09" where a year can stand.
fn short_alone(scene: &Scene, at: usize) -> Read {
    let (year, end) = short_year(scene, at).filter(|&(_, end)| is_led(scene, at) && !scene.glued(at) && (!scene.glued(end) || ends_clause(scene, end)))?;
    Some((DateExpr::Year(year), end))
}

/// A year alone, with or without an era: "1991", "44 BC", "AD 79".
fn year(scene: &Scene, at: usize) -> Read {
    if let Some(read) = era_year(scene, at) {
        return Some(read);
    }
    if is_led(scene, at)
        && let Some((year, end)) = spoken(scene, at)
    {
        return Some((DateExpr::Year(year), end));
    }
    if let Some(year) = early_year(scene, at) {
        return Some((DateExpr::Year(year), at + 1));
    }
    let year = four_digits(scene, at)?;
    let before = at.checked_sub(1).filter(|&i| i >= scene.start);
    let opens = |i: usize| ['(', '[', '/', '~', '"', '“', '\'', '‘', '`'].iter().any(|&m| scene.mark(i, m)) || scene.token(i).is_some_and(Token::is_dash);
    let glued = scene.glued(at) && before.is_some_and(|i| !opens(i));
    // "the Companies Act 1965" is of that year, "Section 1965" is not
    let numbered = |i: usize| scene.is(i, Class::LABEL) && scene.word(i).period().is_none() && !is_law(scene, i);
    let priced = before.is_some_and(|i| scene.lexicon.units.currency_at(scene.text, scene.tokens, i).is_some() || numbered(i));
    if glued || priced || is_measured(scene, at) || scene.glued(at + 1) && (scene.is_word(at + 1) && !scene.says(at + 1, "'s") || scene.mark(at + 1, ':')) {
        return None;
    }
    let likely = (1500..2100).contains(&year);
    ((likely || is_led(scene, at)) && !is_counted(scene, at)).then_some((DateExpr::Year(year), at + 1))
}

/// "was sacked in 410.", "the usual date of its baptism is 864.": three digits that end their clause, behind "in" or where a date
/// is told; "one in 250" is a share, "in 410 villages" counts.
pub fn early_year(scene: &Scene, at: usize) -> Option<i32> {
    let digits = scene.digits(at).filter(|d| d.len() == 3 && !d.starts_with('0') && !scene.glued(at))?;
    let led = at > scene.start + 1 && scene.says(at - 1, "in") && scene.is_word(at - 2) && !scene.is(at - 2, Class::CARDINAL.union(Class::LABEL));
    let led = led || tells_a_date(scene, at);
    let grouped = scene.glued(at + 1) && scene.glued(at + 2) && scene.token(at + 2).is_some();
    (led && ends_clause(scene, at + 1) && !grouped).then(|| digits.parse().ok()).flatten()
}

/// True behind a clause that begins with "the official date of …" and its verb: what follows is when.
fn tells_a_date(scene: &Scene, at: usize) -> bool {
    const TELLS: &[u64] = words!["is", "was"];
    if at <= scene.start || !scene.says_any(at - 1, TELLS) {
        return false;
    }
    let begins = (scene.start..at - 1).rev().take_while(|&i| scene.is_word(i) && !scene.says_any(i, TELLS)).last();
    let dates = |i: usize| scene.says_any(i, words!["date", "year"]) && scene.says_any(i + 1, words!["of", "for", "when"]);
    // "in the year of the flood the toll was 864" tells none
    let led = |first: usize| scene.says(first, "the") || scene.is(first, Class::POSSESSIVE);
    begins.is_some_and(|first| led(first) && (first..first + 4).any(dates))
}

fn era_year(scene: &Scene, at: usize) -> Read {
    if scene.value(at, Class::ERA) == Some(1) && scene.token(at).is_some_and(|t| t.form.contains(Form::UPPER)) {
        return scene.number(at + 1).filter(|y| (1..2200).contains(y)).map(|y| (DateExpr::Year(y as i32), at + 2));
    }
    let year = scene.number(at).filter(|y| *y > 0)? as i32;
    let upper = scene.token(at + 1).is_some_and(|t| t.form.contains(Form::UPPER));
    match scene.value(at + 1, Class::ERA).filter(|_| upper)? {
        -1 => Some((DateExpr::Year(1 - year), at + 2)),
        _ => Some((DateExpr::Year(year), at + 2)),
    }
}

/// "1980s", "1980's", "'80s", "the eighties".
fn decade(scene: &Scene, at: usize) -> Read {
    if let Some(decade) = scene.value(at, Class::DECADE_WORD) {
        let led = at > scene.start
            && (scene.says_any(at - 1, words!["the", "in"])
                || scene.is(at - 1, Class::PART) && !(at > scene.start + 1 && scene.is(at - 2, Class::POSSESSIVE))
                || scene.token(at - 1).is_some_and(Token::is_hyphen));
        return led.then_some((DateExpr::DecadeWord(decade as i32), at + 1));
    }
    let apostrophe = apostrophe(scene, at);
    let digits = at + usize::from(apostrophe);
    let year = scene.number(digits)? as i32;
    let plural = scene.glued(digits + 1) && scene.says_any(digits + 1, words!["s", "'s", "’s"]);
    if !plural || year % 10 != 0 {
        return None;
    }
    match scene.str(digits).len() {
        4 if year % 100 == 0 && scene.says_any(digits, words!["1700", "1800", "1900", "1600", "1500"]) => {
            Some((DateExpr::Years { first: year, last: year + 99, grain: Grain::Century }, digits + 2))
        }
        4 if year >= 1000 => Some((DateExpr::Years { first: year, last: year + 9, grain: Grain::Decade }, digits + 2)),
        3 if at > scene.start + 1 && scene.says(at - 1, "the") && scene.says_any(at - 2, words!["in", "of", "during", "since", "by", "until", "from"]) => {
            Some((DateExpr::Years { first: year, last: year + 9, grain: Grain::Decade }, digits + 2))
        }
        2 if apostrophe && scene.glued(digits) => Some((DateExpr::DecadeWord(year), digits + 2)),
        2 if at > scene.start && scene.says(at - 1, "the") && year >= 20 => Some((DateExpr::DecadeWord(year), digits + 2)),
        _ => None,
    }
}

/// "the 19th century", "nineteenth-century", "the 6th century BC".
fn century(scene: &Scene, at: usize) -> Read {
    let numeral = numeral::read(scene, at, false).filter(|n| n.shape == Shape::Ordinal)?;
    let ends_at = numeral.end + usize::from(scene.inner_hyphen(numeral.end));
    // "the 9th and the 11th centuries": the name stands behind the last
    let (name, shared) = match shared_name(scene, numeral.end) {
        Some(name) if scene.word(ends_at).period().is_none() => (name, true),
        _ => (ends_at, false),
    };
    let (length, grain) = match scene.word(name).period()? {
        Period::Century => (100, Grain::Century),
        Period::Millennium => (1000, Grain::Span),
        _ => return None,
    };
    let n: i32 = numeral.figure.value.to_string().parse().ok().filter(|n| (1..60).contains(n))?;
    let era = scene.value(name + 1, Class::ERA);
    let end = if shared { numeral.end } else { name + 1 + usize::from(era.is_some()) };
    if era == Some(-1) {
        return Some((DateExpr::Years { first: 1 - n * length, last: -(n - 1) * length, grain }, end));
    }
    // by popular usage, and that of EDTF, a century begins with its round year
    let first = ((n - 1) * length).max(1);
    Some((DateExpr::Years { first, last: n * length - 1, grain }, end))
}

/// Where "centuries" stands behind "… to the 11th": the name of the ordinal before the joint too.
fn shared_name(scene: &Scene, joint: usize) -> Option<usize> {
    let joined = scene.says_any(joint, words!["to", "and", "or", "through"]) || scene.token(joint).is_some_and(Token::is_dash);
    let next = joint + 1 + usize::from(scene.says(joint + 1, "the"));
    let other = numeral::read(scene, next, false).filter(|n| joined && n.shape == Shape::Ordinal)?;
    let name = other.end + usize::from(scene.inner_hyphen(other.end));
    scene.word(name).period().filter(|p| matches!(p, Period::Century | Period::Millennium))?;
    Some(name)
}
