//! Dates that are written out: days, months, years, decades, centuries, quarters.
//!
//! In: a token. Out: the expression that begins there and the token behind it.
//! Nothing is resolved here: "31 June" is read as it stands.

use super::super::noun;
use super::super::scene::Scene;
use super::expr::DateExpr;
use crate::lexicon::word::{Class, Period};
use crate::measure::when::Grain;

/// An expression and the token behind it.
pub type Read = Option<(DateExpr, usize)>;

/// Every written form, in no order: the longest reading wins.
pub const FORMS: &[fn(&Scene, usize) -> Read] = &[month_first, day_first, iso, slashed, year, decade, century, months, weekday_first];

/// The month named at `at`, with the token behind it (and behind its full stop).
pub fn month(scene: &Scene, at: usize) -> Option<(u32, usize)> {
    let month = u32::try_from(scene.value(at, Class::MONTH)?).ok()?;
    let word = scene.str(at);
    let short = word.len() <= 4 && !matches!(month, 5..=7) || word.len() == 3 && month != 5;
    let point = short && scene.mark(at + 1, '.') && scene.glued(at + 1);
    Some((month, at + 1 + usize::from(point)))
}

/// A day of the month, with or without "th". Up to 39, so that "32 December" is read, and found to be wrong.
fn day(scene: &Scene, at: usize) -> Option<(u32, usize)> {
    let day = scene.number(at).filter(|d| (1..40).contains(d) && scene.str(at).len() <= 2)?;
    if scene.mark(at + 1, ':') && scene.glued(at + 1) || scene.mark(at + 1, '.') && scene.glued(at + 1) && scene.glued(at + 2) && scene.digits(at + 2).is_some()
    {
        return None;
    }
    let ending = scene.glued(at + 1) && scene.says_any(at + 1, &["st", "nd", "rd", "th"]);
    Some((day, at + 1 + usize::from(ending)))
}

/// A year behind a month or day, a comma allowed before it.
fn year_behind(scene: &Scene, at: usize) -> Option<(i32, usize)> {
    let comma = scene.mark(at, ',');
    let of = scene.says(at, "of");
    let from = at + usize::from(comma || of);
    let year = four_digits(scene, from)?;
    let counted = !comma && is_counted(scene, from);
    (!counted).then_some((year, from + 1))
}

/// Four digits that can be a year.
fn four_digits(scene: &Scene, at: usize) -> Option<i32> {
    let digits = scene.digits(at).filter(|d| d.len() == 4)?;
    let grouped = scene.mark(at + 1, ',') && scene.glued(at + 1) && scene.glued(at + 2) && scene.digits(at + 2).is_some_and(|d| d.len() == 3);
    let decimal = scene.mark(at + 1, '.') && scene.glued(at + 1) && scene.glued(at + 2) && scene.digits(at + 2).is_some();
    let year: i32 = digits.parse().ok()?;
    ((1000..2200).contains(&year) && !grouped && !decimal).then_some(year)
}

/// True if the number at `at` counts a noun or has a unit: then it is no year.
fn is_counted(scene: &Scene, at: usize) -> bool {
    let next = at + 1;
    let unit = scene
        .lexicon
        .units
        .unit_at(scene.text, scene.tokens, next)
        .is_some_and(|u| !u.cautious && (!u.unit.tag.is_empty() || scene.word(next).period().is_none()));
    let sign = scene.mark(next, '%') || scene.lexicon.units.currency_at(scene.text, scene.tokens, next).is_some();
    let counts = noun::head(scene, next, 3).is_some_and(|n| n.plural && scene.lexicon.words.is_plural(scene.str(next)) && !scene.is_capital(next));
    unit || sign || counts
}

/// "October 18, 1991", "October 18", "October 1991", "October".
fn month_first(scene: &Scene, at: usize) -> Read {
    let (month, next) = month(scene, at)?;
    if let Some((day, end)) = day(scene, next).filter(|&(d, end)| d <= 31 || year_behind(scene, end).is_some()) {
        let counted = scene.digits(end - 1).is_some() && is_counted(scene, end - 1) && year_behind(scene, end).is_none();
        if !counted {
            let (year, end) = year_behind(scene, end).map_or((None, end), |(y, e)| (Some(y), e));
            return Some((DateExpr::Day { year, month, day, weekday: None }, end));
        }
    }
    if let Some((year, end)) = year_behind(scene, next).or_else(|| short_year(scene, next)) {
        return Some((DateExpr::Month { year: Some(year), month }, end));
    }
    is_month_here(scene, at).then_some((DateExpr::Month { year: None, month }, next))
}

/// "Oct '91".
fn short_year(scene: &Scene, at: usize) -> Option<(i32, usize)> {
    let apostrophe = scene.mark(at, '\'') || scene.mark(at, '’') || scene.mark(at, '‘');
    let year = scene.number(at + 1).filter(|_| apostrophe && scene.glued(at + 1) && scene.str(at + 1).len() == 2)?;
    Some((full_year(year as i32), at + 2))
}

/// The century of a two-digit year: 00–29 are 2000s.
fn full_year(short: i32) -> i32 {
    if short < 30 { 2000 + short } else { 1900 + short }
}

/// A bare month name that is not the verb "may" or "march", nor a name.
fn is_month_here(scene: &Scene, at: usize) -> bool {
    let full = scene.str(at).len() > 3 || scene.value(at, Class::MONTH) == Some(5);
    let before = at.checked_sub(1).filter(|&i| i >= scene.start);
    let led = before.is_some_and(|i| {
        scene.is(i, Class::SHIFT | Class::PART | Class::OPEN_START | Class::OPEN_END)
            || scene.says_any(i, &["in", "of", "during", "from", "to", "for", "through", "before", "after", "between", "and", "or", "each", "every", "mid"])
            || scene.token(i).is_some_and(crate::text::token::Token::is_dash)
    });
    let verb_like = scene.says_any(at, &["may", "march", "mar"]);
    let named = scene.is_capital(at + 1) && scene.is_word(at + 1) && !scene.is(at + 1, Class::FUNCTION | Class::MONTH);
    scene.is_capital(at) && full && (led || !verb_like && before.is_some() && !named)
}

/// "18 October 1991", "the 18th of October", "18 October".
fn day_first(scene: &Scene, at: usize) -> Read {
    let (day, next) = day(scene, at)?;
    let of = usize::from(scene.says(next, "of"));
    let hyphen = usize::from(scene.inner_hyphen(next));
    let (month, end) = month(scene, next + of + hyphen)?;
    let lower = !scene.is_capital(next + of + hyphen) && scene.says_any(next + of, &["may", "march"]);
    let end = end + usize::from(scene.inner_hyphen(end));
    let (year, end) = year_behind(scene, end).or_else(|| short_year(scene, end)).map_or((None, end), |(y, e)| (Some(y), e));
    (!lower && (day <= 31 || year.is_some())).then_some((DateExpr::Day { year, month, day, weekday: None }, end))
}

/// "1991-10-18", "1991/10/18".
fn iso(scene: &Scene, at: usize) -> Read {
    let year = four_digits(scene, at)?;
    let joint = |i: usize| (scene.inner_hyphen(i) || scene.mark(i, '/')) && scene.glued(i) && scene.glued(i + 1);
    let two = |i: usize, max: u32| scene.number(i).filter(|n| scene.str(i).len() == 2 && (1..=max).contains(n));
    let month = two(at + 2, 12).filter(|_| joint(at + 1))?;
    let day = two(at + 4, 31).filter(|_| joint(at + 3))?;
    Some((DateExpr::Day { year: Some(year), month, day, weekday: None }, at + 5))
}

/// "10/18/1991", "18.10.1991": the order follows from the numbers, else the month stands first with slashes and the day with full stops.
fn slashed(scene: &Scene, at: usize) -> Read {
    let mark = ['/', '.', '-'].into_iter().find(|&m| scene.mark(at + 1, m) && scene.mark(at + 3, m))?;
    if !(1..5).all(|i| scene.glued(at + i)) {
        return None;
    }
    let (a, b) = (scene.number(at)?, scene.number(at + 2)?);
    let year = match scene.str(at + 4).len() {
        4 => four_digits(scene, at + 4)?,
        2 => full_year(scene.number(at + 4)? as i32),
        _ => return None,
    };
    let (month, day) = if (mark == '/' && a <= 12) || b > 12 { (a, b) } else { (b, a) };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((DateExpr::Day { year: Some(year), month, day, weekday: None }, at + 5))
}

/// A year alone, with or without an era: "1991", "44 BC", "AD 79".
fn year(scene: &Scene, at: usize) -> Read {
    if let Some(read) = era_year(scene, at) {
        return Some(read);
    }
    let year = four_digits(scene, at)?;
    let before = at.checked_sub(1).filter(|&i| i >= scene.start);
    let glued = before.is_some_and(|i| {
        scene.glued(at)
            && !scene.mark(i, '(')
            && !scene.mark(i, '[')
            && !scene.token(i).is_some_and(crate::text::token::Token::is_dash)
            && !scene.mark(i, '/')
            && !scene.mark(i, '"')
            && !scene.mark(i, '“')
    });
    let priced = before.is_some_and(|i| {
        scene.lexicon.units.currency_at(scene.text, scene.tokens, i).is_some() || scene.is(i, Class::LABEL) && scene.word(i).period().is_none()
    });
    if glued || priced || scene.glued(at + 1) && (scene.is_word(at + 1) && !scene.says(at + 1, "'s") || scene.mark(at + 1, ':')) {
        return None;
    }
    let led = before.is_some_and(|i| {
        scene.is(i, Class::OPEN_START | Class::OPEN_END | Class::RANGE_START | Class::PART | Class::MONTH | Class::SEASON)
            || scene.says_any(i, &["in", "during", "of", "year", "circa", "before", "after"])
    });
    let likely = (1500..2100).contains(&year) && scene.token(at).is_some();
    ((led || likely) && !is_counted(scene, at)).then_some((DateExpr::Year(year), at + 1))
}

fn era_year(scene: &Scene, at: usize) -> Read {
    if scene.value(at, Class::ERA) == Some(1) && scene.token(at).is_some_and(|t| t.form.contains(crate::text::token::Form::UPPER)) {
        return scene.number(at + 1).filter(|y| (1..2200).contains(y)).map(|y| (DateExpr::Year(y as i32), at + 2));
    }
    let year = scene.number(at).filter(|y| *y > 0)? as i32;
    let upper = scene.token(at + 1).is_some_and(|t| t.form.contains(crate::text::token::Form::UPPER));
    match scene.value(at + 1, Class::ERA).filter(|_| upper)? {
        -1 => Some((DateExpr::Year(1 - year), at + 2)),
        _ => Some((DateExpr::Year(year), at + 2)),
    }
}

/// "1980s", "1980's", "'80s", "the eighties".
fn decade(scene: &Scene, at: usize) -> Read {
    if let Some(decade) = scene.value(at, Class::DECADE_WORD) {
        let led = at > scene.start
            && (scene.says(at - 1, "the") || scene.is(at - 1, Class::PART) || scene.token(at - 1).is_some_and(crate::text::token::Token::is_hyphen));
        return led.then_some((DateExpr::DecadeWord(decade as i32), at + 1));
    }
    let apostrophe = scene.mark(at, '\'') || scene.mark(at, '’') || scene.mark(at, '‘');
    let digits = at + usize::from(apostrophe);
    let year = scene.number(digits)? as i32;
    let plural = scene.glued(digits + 1) && scene.says_any(digits + 1, &["s", "'s", "’s"]);
    if !plural || year % 10 != 0 {
        return None;
    }
    match scene.str(digits).len() {
        4 if year % 100 == 0 && scene.says_any(digits, &["1700", "1800", "1900", "1600", "1500"]) => {
            Some((DateExpr::Years { first: year, last: year + 99, grain: Grain::Century }, digits + 2))
        }
        4 if year >= 1000 => Some((DateExpr::Years { first: year, last: year + 9, grain: Grain::Decade }, digits + 2)),
        2 if apostrophe && scene.glued(digits) => Some((DateExpr::DecadeWord(year), digits + 2)),
        2 if at > scene.start && scene.says(at - 1, "the") && year >= 20 => Some((DateExpr::DecadeWord(year), digits + 2)),
        _ => None,
    }
}

/// "the 19th century", "nineteenth-century", "the 6th century BC".
fn century(scene: &Scene, at: usize) -> Read {
    let numeral = super::super::numeral::read(scene, at, false).filter(|n| n.shape == super::super::numeral::Shape::Ordinal)?;
    let name = numeral.end + usize::from(scene.inner_hyphen(numeral.end));
    let (length, grain) = match scene.word(name).period()? {
        Period::Century => (100, Grain::Century),
        Period::Millennium => (1000, Grain::Span),
        _ => return None,
    };
    let n: i32 = numeral.figure.value.to_string().parse().ok().filter(|n| (1..60).contains(n))?;
    if scene.value(name + 1, Class::ERA) == Some(-1) {
        return Some((DateExpr::Years { first: 1 - n * length, last: -(n - 1) * length, grain }, name + 2));
    }
    let era = usize::from(scene.value(name + 1, Class::ERA) == Some(1));
    Some((DateExpr::Years { first: (n - 1) * length + 1, last: n * length, grain }, name + 1 + era))
}

/// "the third quarter of 2019", "Q3 2019", "first-half", "summer 2019".
fn months(scene: &Scene, at: usize) -> Read {
    let (month, count, grain, next) = season(scene, at).or_else(|| ordinal_part(scene, at)).or_else(|| letter_part(scene, at))?;
    let of = usize::from(scene.says_any(next, &["of", "in"]));
    let the_year = scene.says(next + of, "the") && scene.word(next + of + 1).period() == Some(Period::Year);
    if the_year {
        return Some((DateExpr::Months { year: None, month, count, grain }, next + of + 2));
    }
    match year_behind(scene, next).or_else(|| four_digits(scene, next + of).map(|y| (y, next + of + 1))) {
        Some((year, end)) => Some((DateExpr::Months { year: Some(year), month, count, grain }, end)),
        None => is_part_here(scene, at).then_some((DateExpr::Months { year: None, month, count, grain }, next)),
    }
}

fn season(scene: &Scene, at: usize) -> Option<(u32, u32, Grain, usize)> {
    let month = scene.value(at, Class::SEASON)?;
    Some((month as u32, 3, Grain::Quarter, at + 1))
}

fn ordinal_part(scene: &Scene, at: usize) -> Option<(u32, u32, Grain, usize)> {
    let nth = scene
        .value(at, Class::ORDINAL)
        .or_else(|| scene.number(at).filter(|_| scene.glued(at + 1) && scene.says_any(at + 1, &["st", "nd", "rd", "th"])).map(i64::from))?;
    let next = at + 1 + usize::from(scene.digits(at).is_some());
    let next = next + usize::from(scene.inner_hyphen(next));
    let nth = u32::try_from(nth).ok()?;
    if scene.says(next, "quarter") && (1..=4).contains(&nth) {
        Some((nth * 3 - 2, 3, Grain::Quarter, next + 1))
    } else if scene.says(next, "half") && (1..=2).contains(&nth) {
        Some((nth * 6 - 5, 6, Grain::Half, next + 1))
    } else {
        None
    }
}

fn letter_part(scene: &Scene, at: usize) -> Option<(u32, u32, Grain, usize)> {
    let nth = scene.number(at + 1).filter(|_| scene.glued(at + 1))?;
    match scene.str(at) {
        "Q" if (1..=4).contains(&nth) => Some((nth * 3 - 2, 3, Grain::Quarter, at + 2)),
        "H" if (1..=2).contains(&nth) => Some((nth * 6 - 5, 6, Grain::Half, at + 2)),
        _ => None,
    }
}

/// A season, quarter or half without a year is a date only where something says so.
fn is_part_here(scene: &Scene, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|&i| i >= scene.start);
    let led = before.is_some_and(|i| {
        scene.is(i, Class::SHIFT | Class::PART | Class::DEMONSTRATIVE) || scene.says_any(i, &["in", "its", "during", "this", "last", "since", "until", "for"])
    });
    let the = before.is_some_and(|i| scene.says(i, "the") && i > scene.start && scene.says_any(i - 1, &["in", "for", "during", "since", "of", "by", "until"]));
    if scene.is(at, Class::SEASON) {
        let verb = scene.says_any(at, &["spring", "fall"]) && !led && !the;
        return !verb && (led || the);
    }
    led || the || scene.says(at + 1, "quarter") || scene.str(at) == "Q" || scene.inner_hyphen(at + 1)
}

/// "Friday, 7 August 2025", "Fri 7 Aug", "Friday, August 7", "Friday the 13th" not.
fn weekday_first(scene: &Scene, at: usize) -> Read {
    let weekday = scene.value(at, Class::WEEKDAY).or_else(|| scene.value(at, Class::WEEKDAY_SHORT).filter(|_| scene.is_capital(at)))?;
    let point = usize::from(scene.mark(at + 1, '.') && scene.glued(at + 1) && scene.str(at).len() <= 5);
    let comma = usize::from(scene.mark(at + 1 + point, ','));
    let mut from = at + 1 + point + comma;
    from += usize::from(scene.says(from, "the"));
    let bracket = usize::from(scene.mark(from, '('));
    let (expr, end) = [month_first, day_first, iso, slashed].iter().filter_map(|form| form(scene, from + bracket)).max_by_key(|r| r.1)?;
    match expr {
        DateExpr::Day { year, month, day, .. } => Some((DateExpr::Day { year, month, day, weekday: u32::try_from(weekday).ok() }, end + bracket)),
        _ => None,
    }
}
