//! Numbers in words: "twenty-six", "one hundred and five thousand", "two point five".
//!
//! In: a token. Out: the numeral that begins there; digits may stand among the words
//! ("3 hundred and 21").

use super::super::scene::Scene;
use super::fraction::share;
use super::{Numeral, Shape, scaled};
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use rust_decimal::Decimal;

/// A scale word alone is no number from here on ("million"); "hundred" and "thousand" may be.
const BARE_SCALE: i64 = 1_000_000;

/// From here on a part behind "and" is one of the scale ("two million and one half").
const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// A number in words: "twenty-six", "one hundred and five thousand", "two thirds", "the twenty-first".
pub(super) fn words(scene: &Scene, at: usize) -> Option<Numeral> {
    let article = scene.is(at, Class::ARTICLE);
    if is_bare(scene, at) || article && !scene.is(at + 1, Class::SCALE | Class::GROUP | Class::FRACTION | Class::ORDINAL | Class::CARDINAL) {
        return None;
    }
    if article && !scene.is(at + 1, Class::SCALE | Class::GROUP) {
        return share(scene, at, Decimal::ONE, at + 1);
    }
    let mut sum = Sum::default();
    let mut end = at;
    if article {
        sum.group = Decimal::ONE;
        end += 1;
    }
    end = sum.take_all(scene, end);
    finish(scene, at, &sum, end)
}

/// True for scale and group words that are no number without one before them: "million", "score", "gross".
fn is_bare(scene: &Scene, at: usize) -> bool {
    let scale = scene.value(at, Class::SCALE).is_some_and(|s| s >= BARE_SCALE || scene.str(at).len() < 5);
    let group = scene.value(at, Class::GROUP).is_some() && !scene.says(at, "dozen");
    (scale || group) && !scene.is(at, Class::CARDINAL)
}

/// Words behind digits and their scale: "3 hundred and 21", "6 crore and two hundred".
pub(super) fn continued(scene: &Scene, digits: Numeral) -> Option<Numeral> {
    let scale = digits.scale.filter(|_| digits.figure.value.fract().is_zero())?;
    let and = scene.says(digits.end, "and");
    let at = digits.end + usize::from(and);
    // "3 hundred and 2 hundred" are two numbers
    let alone = !scene.inner_hyphen(at + 1) && !scene.is(at + 1, Class::SCALE);
    let rest = if let Some(figure) = scene.number(at).filter(|_| and && scale == Decimal::ONE_HUNDRED && alone) {
        (Decimal::from(figure), at + 1)
    } else {
        let mut sum = Sum::default();
        let end = sum.take_all(scene, at);
        let small = scale <= Decimal::from(1000) || sum.scaled;
        (sum.value().filter(|_| small && !sum.ordinal)?, end)
    };
    let fits = rest.0 < scale && rest.0 > Decimal::ZERO;
    let value = digits.figure.value.checked_add(rest.0).filter(|_| fits)?;
    Some(Numeral { end: rest.1, figure: Figure { value, step: Decimal::ONE, scaled: false }, shape: Shape::Words, scale: None, ..digits })
}

fn finish(scene: &Scene, at: usize, sum: &Sum, end: usize) -> Option<Numeral> {
    let value = sum.value()?;
    if sum.ordinal {
        return Some(Numeral { start: at, end, figure: Figure::written(value), shape: Shape::Ordinal, scale: None });
    }
    if let Some(read) = point(scene, at, value, end).or_else(|| parts(scene, at, sum, value, end)) {
        return Some(read);
    }
    let figure = Figure { value, step: sum.step(), scaled: sum.scaled };
    Some(Numeral { start: at, end, figure, shape: Shape::Words, scale: sum.scale_word() })
}

/// "two thirds"; behind an "and" only what follows it is divided: "one hundred and three quarters".
fn parts(scene: &Scene, at: usize, sum: &Sum, value: Decimal, end: usize) -> Option<Numeral> {
    if let Some(part) = tens_of_parts(scene, at, sum, value, end) {
        return Some(part);
    }
    let whole = sum.before_and.unwrap_or_default();
    let scaled = whole >= MILLION && !(value - whole).is_zero();
    let proper = share(scene, at, value - whole, end).filter(|part| part.figure.value < if scaled { whole } else { Decimal::ONE });
    // "two million and one half" shares the million: two and a half of them
    let proper = proper.map(|part| match sum.last_scale.filter(|_| scaled && part.figure.value < Decimal::ONE) {
        Some(scale) => part.figure.scaled_by(Decimal::from(scale)).map_or(part, |figure| Numeral { figure, ..part }),
        None => part,
    });
    let (whole, part) = match proper {
        Some(part) => (whole, part),
        None => (Decimal::ZERO, share(scene, at, value, end)?),
    };
    let value = whole.checked_add(part.figure.value)?;
    Some(Numeral { figure: Figure { value, ..part.figure }, ..part })
}

/// "one hundred thirty-fifths": the tens belong to the parts.
fn tens_of_parts(scene: &Scene, at: usize, sum: &Sum, value: Decimal, end: usize) -> Option<Numeral> {
    let tens = sum.group % Decimal::ONE_HUNDRED;
    let count = value - tens;
    let next = end + usize::from(scene.inner_hyphen(end));
    let (unit, _, last) = ordinal_at(scene, next).filter(|(unit, plural, _)| *plural && (1..10).contains(unit))?;
    let likely = sum.is_tens() && sum.before_and.is_none() && !count.is_zero();
    let figure = Figure { value: count.checked_div(tens + Decimal::from(unit))?, step: Decimal::new(1, 2), scaled: false };
    likely.then_some(Numeral { start: at, end: last, figure, shape: Shape::Fraction, scale: None })
}

/// "two point five", "zero point zero eight": digits in words behind the point, a scale behind them.
fn point(scene: &Scene, at: usize, whole: Decimal, end: usize) -> Option<Numeral> {
    if !scene.says(end, "point") {
        return None;
    }
    let (mut text, mut next) = (String::new(), end + 1);
    while let Some(digit) = scene.value(next, Class::CARDINAL).filter(|d| *d < 10 || text.is_empty()) {
        text.push_str(&digit.to_string());
        next += 1;
        if digit >= 10 {
            break;
        }
    }
    let value: Decimal = format!("{whole}.{text}").parse().ok().filter(|_| !text.is_empty())?;
    Some(Numeral { shape: Shape::Words, ..scaled(scene, at, Figure::written(value), next, false) })
}

/// The ordinal that begins at `at`, as the name of parts: its value, whether it is a plural, the token behind it.
pub(super) fn ordinal_at(scene: &Scene, at: usize) -> Option<(i64, bool, usize)> {
    let one = |i: usize| {
        let word = scene.str(i);
        let plural = word.strip_suffix(['s', 'S']).and_then(|single| scene.lexicon.words.look_up(single).value(Class::ORDINAL));
        plural.map(|v| (v, true)).or_else(|| scene.value(i, Class::ORDINAL).map(|v| (v, false)))
    };
    if let Some((value, plural)) = one(at) {
        return Some((value, plural, at + 1));
    }
    let tens = scene.value(at, Class::CARDINAL).filter(|t| (20..100).contains(t) && t % 10 == 0)?;
    let next = at + 1 + usize::from(scene.inner_hyphen(at + 1));
    let (unit, plural) = one(next).filter(|(unit, _)| (1..10).contains(unit))?;
    Some((tens + unit, plural, next + 1))
}

/// The running value of a number in words.
#[derive(Debug, Default)]
struct Sum {
    /// Finished groups (thousands, millions).
    total: Decimal,
    /// The group being read, below a thousand.
    group: Decimal,
    /// The last scale finished; the next must be smaller.
    last_scale: Option<i64>,
    /// The value before the last "and".
    before_and: Option<Decimal>,
    started: bool,
    scaled: bool,
    ordinal: bool,
}

impl Sum {
    /// Takes words from `at` as long as they continue the number; returns the token behind them.
    fn take_all(&mut self, scene: &Scene, at: usize) -> usize {
        let mut end = at;
        while let Some(next) = self.take(scene, end) {
            end = next;
        }
        end
    }

    /// Takes the word at `at` if it continues the number; returns the token behind it.
    fn take(&mut self, scene: &Scene, at: usize) -> Option<usize> {
        if self.ordinal {
            return None;
        }
        let (start, before) = (at, self.value());
        let at = self.skip_joint(scene, at);
        let word = scene.word(at);
        if let Some(value) = word.value(Class::CARDINAL).filter(|&v| self.fits(v)) {
            self.group += Decimal::from(value);
        } else if let Some(value) = word.value(Class::ORDINAL).filter(|&v| self.fits(v) && (!self.started || self.group != Decimal::ZERO && v < 10)) {
            self.group += Decimal::from(value);
            self.ordinal = true;
        } else if let Some(scale) = word.value(Class::SCALE).or_else(|| word.value(Class::GROUP)) {
            self.scale(scale)?;
        } else if let Some(scale) = word.value(Class::ORDINAL).filter(|&v| v >= 100) {
            self.scale(scale)?;
            self.ordinal = true;
        } else {
            return None;
        }
        if scene.says(start, "and") || scene.mark(start, '&') {
            self.before_and = before;
        }
        self.started = true;
        Some(at + 1)
    }

    /// Skips a hyphen or an "and" inside the number; without one, a second word must still fit.
    fn skip_joint(&self, scene: &Scene, at: usize) -> usize {
        let started = self.started || !self.group.is_zero();
        let goes_on = scene.is(at + 1, Class::CARDINAL | Class::ORDINAL | Class::SCALE | Class::GROUP);
        let hyphen = scene.inner_hyphen(at) && goes_on;
        // "fifty - two" of transcripts
        let spaced =
            scene.token(at).is_some_and(crate::text::token::Token::is_hyphen) && self.is_tens() && scene.value(at + 1, Class::CARDINAL).is_some_and(|v| v < 10);
        let and = scene.says(at, "and") || scene.mark(at, '&');
        let and = and && self.scaled && scene.is(at + 1, Class::CARDINAL) && !scene.is(at + 1, Class::ORDINAL);
        // "three million, two hundred and forty"
        let comma = scene.mark(at, ',') && self.scale_word().is_some() && scene.is(at + 1, Class::CARDINAL) && scene.says(at + 2, "hundred");
        at + usize::from(started && (hyphen || spaced || and || comma))
    }

    /// True behind twenty, thirty … ninety.
    fn is_tens(&self) -> bool {
        let rest = self.group % Decimal::ONE_HUNDRED;
        rest >= Decimal::from(20) && (rest % Decimal::TEN).is_zero()
    }

    /// True if a word of this value can stand next: units behind tens, anything behind a hundred.
    fn fits(&self, value: i64) -> bool {
        // "three-nought-four" is said digit by digit
        if self.started && self.value().is_some_and(|v| v.is_zero()) {
            return false;
        }
        if (self.group % Decimal::ONE_HUNDRED).is_zero() {
            return value < 100 && (value > 0 || !self.started);
        }
        self.is_tens() && (1..10).contains(&value)
    }

    fn scale(&mut self, scale: i64) -> Option<()> {
        let group = if self.group.is_zero() && !self.started { Decimal::ONE } else { self.group };
        if group.is_zero() || self.last_scale.is_some_and(|last| scale >= last) {
            return None;
        }
        self.scaled = true;
        if scale == 100 {
            self.group = group.checked_mul(Decimal::ONE_HUNDRED)?;
        } else {
            self.total = self.total.checked_add(group.checked_mul(Decimal::from(scale))?)?;
            self.group = Decimal::ZERO;
            self.last_scale = Some(scale);
        }
        Some(())
    }

    fn value(&self) -> Option<Decimal> {
        if self.started { self.total.checked_add(self.group) } else { None }
    }

    /// The last scale word, if nothing stands behind it.
    fn scale_word(&self) -> Option<Decimal> {
        self.last_scale.filter(|_| self.group.is_zero()).map(Decimal::from)
    }

    fn step(&self) -> Decimal {
        match self.last_scale {
            Some(scale) if self.group.is_zero() => Decimal::from(scale),
            _ => Decimal::ONE,
        }
    }
}
