//! Numbers in cells, and how exact they are.
//!
//! In: the text of a cell, and the style in which a table writes its numbers. Out: a decimal, a
//! tolerance, the worth of the last digit that counts; and of many cells the style that they
//! share. It refuses to know columns and rows.

use crate::measure::interval::Interval;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::fmt;

/// How a table writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// What stands before the decimals.
    pub decimal: char,
    /// What stands between thousands; a space is any space or apostrophe.
    pub group: Option<char>,
}

/// A decimal point, and nothing between thousands: the style of programs.
pub const PLAIN: Style = Style { decimal: '.', group: None };

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |c: char| match c {
            '.' => "point",
            ',' => "comma",
            _ => "space",
        };
        write!(f, "decimal {}", name(self.decimal))?;
        self.group.map_or(Ok(()), |group| write!(f, ", thousands by {}", name(group)))
    }
}

/// A decimal in a table's style; exponents are allowed.
pub fn parse(text: &str, style: Style) -> Option<Decimal> {
    if style == PLAIN {
        return parse_plain(text).or_else(|| text.starts_with('−').then(|| parse_plain(&text.replacen('−', "-", 1)))?);
    }
    parse_plain(&plain(text, style)?)
}

fn parse_plain(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}

/// The number in the plain style. None if its groups are not of three digits.
fn plain(text: &str, style: Style) -> Option<String> {
    let text = unspaced_minus(text);
    let (whole, decimals) = text.split_once(style.decimal).map_or((&*text, None), |(whole, decimals)| (whole, Some(decimals)));
    let whole = match style.group {
        Some(' ') => ungrouped(whole, is_space)?,
        Some(group) => ungrouped(whole, |c| c == group)?,
        None => whole.to_owned(),
    };
    Some(decimals.map_or(whole.clone(), |decimals| format!("{whole}.{decimals}")))
}

fn unspaced_minus(text: &str) -> Cow<'_, str> {
    if text.starts_with('−') { text.replacen('−', "-", 1).into() } else { text.into() }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '\u{2019}')
}

/// The digits without what stands between thousands.
fn ungrouped(whole: &str, is_group: impl Fn(char) -> bool) -> Option<String> {
    let mut parts = whole.split(is_group);
    let first = parts.next()?;
    let digits = first.trim_start_matches(['-', '+']).len();
    let rest: Vec<&str> = parts.collect();
    let grouped = (1..=3).contains(&digits) && rest.iter().all(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()));
    (rest.is_empty() || grouped).then(|| format!("{first}{}", rest.concat()))
}

/// What the form of one number tells of the style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Digits alone, or "1.234": fits every style.
    Any,
    /// The point stands before decimals: "12.5".
    Point,
    /// The comma does: "12,5", "1.234,5".
    Comma,
    /// The comma stands between thousands: "1,234,567", "1,234.5".
    CommaGroups,
    /// One comma and three digits: "1,234".
    EitherComma,
    /// No number.
    Other,
}

/// The form, and whether spaces stand between thousands.
fn form(text: &str) -> (Form, bool) {
    let text = unspaced_minus(text);
    let text = text.trim_start_matches(['-', '+']);
    let spaced = text.contains(is_space);
    let Some(digits) = text.split([',', '.']).map(|part| ungrouped(part, is_space)).collect::<Option<Vec<String>>>() else { return (Form::Other, false) };
    if digits.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return (Form::Other, false);
    }
    let marks: Vec<char> = text.chars().filter(|c| matches!(c, ',' | '.')).collect();
    let thousands = |parts: &[String]| parts[1..].iter().all(|p| p.len() == 3) && parts[0].len() <= 3 && parts[0] != "0";
    let form = match marks[..] {
        [] => Form::Any,
        ['.'] if thousands(&digits) => Form::Any,
        ['.'] => Form::Point,
        [','] if thousands(&digits) => Form::EitherComma,
        [','] => Form::Comma,
        _ if marks.iter().all(|&m| m == '.') && thousands(&digits) => Form::Comma,
        _ if marks.iter().all(|&m| m == ',') && thousands(&digits) => Form::CommaGroups,
        [ref groups @ .., last] if groups.iter().all(|&m| m != last && m == groups[0]) && thousands(&digits[..digits.len() - 1]) => {
            if last == ',' {
                Form::Comma
            } else {
                Form::CommaGroups
            }
        }
        _ => Form::Other,
    };
    (form, spaced)
}

/// True if a number could mean one thing with a decimal comma and another with commas between thousands.
pub fn reads_two_ways(text: &str) -> bool {
    form(text).0 == Form::EitherComma
}

/// The style that the numbers of a table share: the one that is sure from some of them and
/// fits all. [`PLAIN`] where they do not agree, or where nothing is sure.
pub fn detect<'t>(cells: impl Iterator<Item = &'t str>) -> Style {
    let (mut point, mut comma, mut groups, mut either, mut spaced) = (false, false, false, false, false);
    for (form, spaces) in cells.map(form) {
        spaced |= spaces;
        match form {
            Form::Point => point = true,
            Form::Comma => comma = true,
            Form::CommaGroups => groups = true,
            Form::EitherComma => either = true,
            Form::Any | Form::Other => {}
        }
    }
    let space = spaced.then_some(' ');
    match () {
        () if comma && (point || groups) => PLAIN,
        () if comma => Style { decimal: ',', group: space.or(Some('.')) },
        () if groups || either && point => Style { decimal: '.', group: Some(',') },
        () if either => PLAIN,
        () => Style { decimal: '.', group: space },
    }
}

/// What a value and its two ends admit together. An end that repeats the value makes it one-sided.
pub fn range(value: Option<Decimal>, low: Option<Decimal>, high: Option<Decimal>) -> Interval {
    match (value, low, high) {
        (Some(v), None, None) => Interval::point(v),
        (Some(v), Some(l), None) if l == v => Interval::at_least(v),
        (Some(v), None, Some(h)) if h == v => Interval::at_most(v),
        (Some(v), l, h) => Interval { low: l.or(Some(v)), high: h.or(Some(v)) },
        (None, l, h) => Interval { low: l, high: h },
    }
}

/// A tolerance: a number in the row's unit, or "2%" of the value. None if it is neither, or below zero.
pub fn tolerance(text: &str, value: Decimal, style: Style) -> Option<Decimal> {
    let amount = match text.strip_suffix('%') {
        Some(share) => parse(share.trim_end(), style)?.checked_mul(value.abs())?.checked_div(Decimal::ONE_HUNDRED)?,
        None => parse(text, style)?,
    };
    (amount >= Decimal::ZERO).then_some(amount)
}

/// The worth of digit number `digits` of the value: 1,300,000 with 2 → 100,000.
pub fn step(digits: &str, value: Decimal) -> Option<Decimal> {
    let digits = digits.parse::<i32>().ok().filter(|d| (1..=28).contains(d))?;
    let first = value.mantissa().unsigned_abs().checked_ilog10()? as i32 - value.scale() as i32;
    let last = first - digits + 1;
    match u32::try_from(last) {
        Ok(zeros) => Decimal::try_from_i128_with_scale(10_i128.checked_pow(zeros)?, 0).ok(),
        Err(_) => Decimal::try_new(1, last.unsigned_abs()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::{PLAIN, Style, detect, parse, reads_two_ways, step, tolerance};
    use rust_decimal::Decimal;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn significant_digits_give_the_worth_of_the_last() {
        for (digits, value, worth) in
            [("2", "1300000", "100000"), ("1", "1300000", "1000000"), ("3", "1.30", "0.01"), ("1", "0.05", "0.01"), ("4", "-2317", "1")]
        {
            assert_eq!(step(digits, d(value)), Some(d(worth)), "{digits} of {value}");
        }
        for (digits, value) in [("0", "12"), ("two", "12"), ("29", "12"), ("1", "0")] {
            assert_eq!(step(digits, d(value)), None, "{digits} of {value}");
        }
    }

    #[test]
    fn a_tolerance_is_a_number_or_a_share_of_the_value() {
        assert_eq!(tolerance("500", d("12000"), PLAIN), Some(d("500")));
        assert_eq!(tolerance("2.5 %", d("-200"), PLAIN), Some(d("5")));
        assert_eq!(tolerance("-1", d("5"), PLAIN), None);
        assert_eq!(tolerance("small", d("5"), PLAIN), None);
    }

    #[test]
    fn a_style_is_told_by_the_numbers_that_leave_no_doubt() {
        let style = |decimal, group| Style { decimal, group };
        for (cells, found) in [
            (&["12", "1.234", "5.5"][..], PLAIN),
            (&["12,5", "1.234", "7"], style(',', Some('.'))),
            (&["1.234,50", "3"], style(',', Some('.'))),
            (&["1.234.567"], style(',', Some('.'))),
            (&["1,234,567", "12"], style('.', Some(','))),
            (&["1,234", "12.5"], style('.', Some(','))),
            (&["1,234.5"], style('.', Some(','))),
            (&["1 234 567", "12,5"], style(',', Some(' '))),
            (&["1\u{202f}234", "12.5"], style('.', Some(' '))),
            (&["8'848", "12"], style('.', Some(' '))),
            // nothing is sure, or everything is
            (&["1,234", "567"], PLAIN),
            (&["12,5", "12.5"], PLAIN),
            (&["12,5", "1,234,567"], PLAIN),
            (&["many", "", "1,2,3"], PLAIN),
        ] {
            assert_eq!(detect(cells.iter().copied()), found, "{cells:?}");
        }
    }

    #[test]
    fn numbers_are_read_in_their_tables_style() {
        let comma = Style { decimal: ',', group: Some('.') };
        for (text, value) in [("1.234,50", "1234.50"), ("-0,5", "-0.5"), ("−12", "-12"), ("1.234.567", "1234567"), ("1234567,8", "1234567.8")] {
            assert_eq!(parse(text, comma).map(|v| v.to_string()), Some(value.to_owned()), "{text}");
        }
        for text in ["1.5", "12.34,5", "1,5,5", "1.2345"] {
            assert_eq!(parse(text, comma), None, "{text}");
        }
        assert_eq!(parse("1 234", Style { decimal: '.', group: Some(' ') }), Some(d("1234")));
        assert_eq!(parse("−1.5e3", PLAIN), Some(d("-1500")));
        assert!(reads_two_ways("1,234") && !reads_two_ways("0,125") && !reads_two_ways("12,5"));
    }
}
