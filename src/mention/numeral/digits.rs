//! Numbers in digits: groups, decimals, fractions, powers of ten.
//!
//! In: a token. Out: the figure that begins there and the token behind it. It refuses
//! to know scale words, signs and units.

use super::super::scene::Scene;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::text::token::{Form, TokenKind};
use crate::text::token::{hash_words, words};
use rust_decimal::Decimal;

/// A figure and the token behind it.
type Read = Option<(Figure, usize)>;

/// A literal in digits: groups, a decimal part, a fraction behind it.
pub(super) fn literal(scene: &Scene, at: usize) -> Read {
    if scene.mark(at, '.') && !scene.glued(at) && scene.glued(at + 1) {
        let figure = Digits::default().then(scene.digits(at + 1)?)?;
        return figure.decimals(scene.tokens[at + 1].len()).map(|f| (f, at + 2));
    }
    let first = scene.digits(at)?;
    if first.len() < MOST_PLACES
        && scene.token(at + 1).is_none_or(|next| next.kind == TokenKind::Word && next.form.contains(Form::SPACED) && next.hash != TIMES[0])
    {
        // nothing goes on: "60 people"
        return Some((Figure::written(Decimal::from(first.parse::<u64>().ok()?)), at + 1));
    }
    if let Some(read) = continental(scene, at, first) {
        return Some(read);
    }
    let (whole, end) = grouped(scene, at, first);
    let (figure, end) = match decimal_part(scene, end) {
        Some(fraction) => (whole?.then(fraction)?.decimals(fraction.len())?, end + 2),
        None => (whole?.decimals(0)?, end),
    };
    Some(mixed_fraction(scene, figure, end).or_else(|| power_of_ten(scene, figure, end)).or_else(|| power(scene, figure, end)).unwrap_or((figure, end)))
}

/// "5 x 10^6".
const TIMES: [u64; 1] = hash_words(["x"]);

/// Digits that a whole number holds in any case.
const MOST_PLACES: usize = 19;

/// Digits read one run after the other, the point left out.
#[derive(Debug, Clone, Copy, Default)]
struct Digits(i128);

impl Digits {
    /// The same with more digits behind them. None if there are more than a number holds.
    fn then(self, digits: &str) -> Option<Self> {
        let add = |number: i128, digit: u8| number.checked_mul(10)?.checked_add((digit - b'0').into());
        digits.bytes().try_fold(self.0, add).map(Digits)
    }

    /// The figure whose last digits, so many, stand behind the point.
    fn decimals(self, places: usize) -> Option<Figure> {
        Decimal::try_from_i128_with_scale(self.0, u32::try_from(places).ok()?).ok().map(Figure::written)
    }
}

/// True if the mark at `at` stands glued between digits; then these.
fn digits_behind<'a>(scene: &Scene<'a>, at: usize, mark: char) -> Option<&'a str> {
    (scene.mark(at, mark) && scene.glued(at) && scene.glued(at + 1)).then(|| scene.digits(at + 1))?
}

/// The digits behind a decimal point at `end`; a second point makes it a version or an address, not a number.
fn decimal_part<'a>(scene: &Scene<'a>, end: usize) -> Option<&'a str> {
    digits_behind(scene, end, '.').or_else(|| digits_behind(scene, end, '·'))
}

/// "1.234,5", "1.234.567" and "2,5": points between thousands, a comma before decimals.
/// One comma with one or two digits behind it is a decimal comma, unless a list goes on.
fn continental(scene: &Scene, at: usize, first: &str) -> Read {
    let marked = scene.mark(at + 1, '.') || scene.mark(at + 1, ',');
    if first.len() > 3 || !marked {
        return None;
    }
    let (mut whole, mut end, mut groups) = (Digits::default().then(first)?, at + 1, 0);
    while let Some(group) = digits_behind(scene, end, '.').filter(|g| g.len() == 3) {
        whole = whole.then(group)?;
        end += 2;
        groups += 1;
    }
    let fraction = digits_behind(scene, end, ',').filter(|f| f.len() < 3 && digits_behind(scene, end + 2, ',').is_none());
    let with = |fraction: &str| whole.then(fraction)?.decimals(fraction.len()).map(|f| (f, end + 2));
    match (groups, fraction) {
        (1.., Some(fraction)) => with(fraction),
        (2.., None) if digits_behind(scene, end, '.').is_none() => whole.decimals(0).map(|f| (f, end)),
        (0, Some(fraction)) if !is_listed(scene, at) => with(fraction),
        _ => None,
    }
}

/// True if the number is one of a list ("pages 1,3"): a comma glued before it, or a word that names parts.
fn is_listed(scene: &Scene, at: usize) -> bool {
    at > scene.start && (scene.mark(at - 1, ',') && scene.glued(at) || scene.is(at - 1, Class::LABEL))
}

/// Digits with thousands in groups, by comma or space, and the token behind them; no digits if there are too many.
fn grouped(scene: &Scene, at: usize, first: &str) -> (Option<Digits>, usize) {
    let mut whole = Digits::default().then(first);
    let mut end = at + 1;
    if first.len() > 3 || first.starts_with('0') {
        return (whole, end);
    }
    while let Some((group, next)) = next_group(scene, end) {
        whole = whole.and_then(|digits| digits.then(group));
        end = next;
    }
    if end == at + 1
        && let Some(next) = spaced_groups(scene, end)
    {
        let groups = (end..next).filter_map(|i| scene.digits(i));
        return (groups.fold(whole, |all, group| all?.then(group)), next);
    }
    (whole, end)
}

/// The next group of three (or, in Indian style, two) digits, with the token behind it.
fn next_group<'a>(scene: &Scene<'a>, at: usize) -> Option<(&'a str, usize)> {
    if let Some(group) = digits_behind(scene, at, ',') {
        let indian = group.len() == 2 && ends_in_thousands(scene, at + 2);
        return (group.len() == 3 || indian).then_some((group, at + 2));
    }
    let group = scene.digits(at).filter(|g| g.len() == 3)?;
    let gap = scene.text.get(scene.tokens[at - 1].end as usize..scene.tokens[at].start as usize)?;
    matches!(gap, "\u{a0}" | "\u{2009}" | "\u{202f}").then_some((group, at + 1))
}

/// True if groups of two digits go on from `at` and end in one of three: lakhs and crores, not a list.
fn ends_in_thousands(scene: &Scene, at: usize) -> bool {
    match digits_behind(scene, at, ',') {
        Some(group) if group.len() == 2 => ends_in_thousands(scene, at + 2),
        group => group.is_some_and(|g| g.len() == 3),
    }
}

/// Groups behind plain spaces: two or more of them, or one of zeros. "5 200 people" may be two numbers.
fn spaced_groups(scene: &Scene, at: usize) -> Option<usize> {
    let end = (at..scene.end()).find(|&i| scene.digits(i).is_none_or(|d| d.len() != 3) || scene.glued(i)).unwrap_or(scene.end());
    (end > at + 1 || scene.str(at) == "000").then_some(end)
}

/// "3½", "3 1/2", "3-1/2": a whole number with a fraction behind it.
fn mixed_fraction(scene: &Scene, whole: Figure, end: usize) -> Read {
    let joined = || slashed(scene, end + 1).filter(|_| scene.inner_hyphen(end));
    let (fraction, next) = vulgar(scene, end).filter(|_| scene.glued(end)).or_else(|| slashed(scene, end)).or_else(joined)?;
    let exact = whole.step == Decimal::ONE;
    exact.then(|| (Figure { value: whole.value + fraction.value, step: fraction.step, scaled: false }, next))
}

/// "½" as a number of its own.
pub(super) fn vulgar(scene: &Scene, at: usize) -> Read {
    const VULGAR: [(&str, i64, i64); 15] = [
        ("½", 1, 2),
        ("⅓", 1, 3),
        ("⅔", 2, 3),
        ("¼", 1, 4),
        ("¾", 3, 4),
        ("⅕", 1, 5),
        ("⅖", 2, 5),
        ("⅗", 3, 5),
        ("⅘", 4, 5),
        ("⅙", 1, 6),
        ("⅚", 5, 6),
        ("⅛", 1, 8),
        ("⅜", 3, 8),
        ("⅝", 5, 8),
        ("⅞", 7, 8),
    ];
    scene.token(at).filter(|t| t.kind == TokenKind::Mark)?;
    let &(_, over, under) = VULGAR.iter().find(|(mark, ..)| *mark == scene.str(at))?;
    fraction(over, under).map(|f| (f, at + 1))
}

/// "1/2": below one, with a denominator that fractions have.
pub(super) fn slashed(scene: &Scene, at: usize) -> Read {
    let tight = scene.mark(at + 1, '/') && scene.glued(at + 1) && scene.glued(at + 2);
    let (over, under) = if tight { (scene.number(at)?, scene.number(at + 2)?) } else { return None };
    let plain = matches!(under, 2..=10 | 12 | 16 | 20 | 32 | 40 | 50 | 64 | 100 | 1000) && (1..under).contains(&over) && !scene.mark(at + 3, '/');
    plain.then(|| fraction(over.into(), under.into()))?.map(|f| (f, at + 3))
}

/// A fraction as a figure. Its step is a hundredth: a "third" is not meant to more digits.
pub(super) fn fraction(over: i64, under: i64) -> Option<Figure> {
    let value = Decimal::from(over).checked_div(Decimal::from(under))?;
    Some(Figure { value, step: Decimal::new(1, 2), scaled: false })
}

/// "1.1^23": a number to the power of a whole one.
fn power(scene: &Scene, base: Figure, end: usize) -> Read {
    let caret = scene.mark(end, '^') && scene.glued(end) && scene.glued(end + 1);
    let sign = usize::from(scene.mark(end + 1, '-') || scene.mark(end + 1, '+'));
    let exponent = scene.number(end + 1 + sign).filter(|e| caret && *e <= 64)?;
    let value = (0..exponent).try_fold(Decimal::ONE, |acc, _| acc.checked_mul(base.value))?;
    let value = if scene.mark(end + 1, '-') { Decimal::ONE.checked_div(value)? } else { value };
    Some((Figure { value, ..base }, end + 2 + sign))
}

/// "1.5 × 10^6", "8x2^10", "2e10".
fn power_of_ten(scene: &Scene, figure: Figure, end: usize) -> Read {
    let exponent = |at: usize| {
        let negative = scene.mark(at, '-') || scene.mark(at, '−');
        let at = at + usize::from(negative);
        scene.number(at).filter(|&e| e <= 27).map(|e| (if negative { -(e as i32) } else { e as i32 }, at + 1))
    };
    let mut factor = Decimal::TEN;
    let (power, next) = if scene.says_any(end, words!["e"]) && scene.glued(end) && scene.glued(end + 1) {
        exponent(end + 1)?
    } else {
        let times = scene.mark(end, '×') || scene.says(end, "x");
        let caret = scene.mark(end + 2, '^');
        factor = scene.number(end + 1).filter(|&base| times && caret && base <= 10)?.into();
        exponent(end + 3)?
    };
    let scale = (0..power.abs()).try_fold(Decimal::ONE, |acc, _| if power > 0 { acc.checked_mul(factor) } else { acc.checked_div(factor) })?;
    figure.converted_by(scale).map(|f| (f, next))
}
