//! Numbers as they are written, in digits or in words.
//!
//! In: a token at which a number may begin. Out: its figure, whether it is an
//! ordinal, a fraction or only a lower bound ("tens of thousands"), and where it ends.
//! It refuses to know units, hedges, ranges and nouns: those are `amount`'s.

use super::scene::Scene;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::text::token::TokenKind;
use rust_decimal::Decimal;

/// What kind of number word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Digits, with or without a scale word.
    Digits,
    /// In words.
    Words,
    /// "several", "dozens": a lower bound.
    Vague,
    /// "34th", "third".
    Ordinal,
    /// "two thirds", "half".
    Fraction,
    /// "twice".
    Multiple,
}

/// One number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numeral {
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// What it amounts to.
    pub figure: Figure,
    /// How it is written.
    pub shape: Shape,
    /// The product of the scale words that belong to it ("million").
    pub scale: Option<Decimal>,
}

/// Reads the number that begins at token `at`. With `money`, single letters behind
/// the digits are scales ("$5m").
pub fn read(scene: &Scene, at: usize, money: bool) -> Option<Numeral> {
    signed(scene, at, money).or_else(|| unsigned(scene, at, money))
}

fn signed(scene: &Scene, at: usize, money: bool) -> Option<Numeral> {
    let minus = scene.mark(at, '-') || scene.mark(at, '−') || scene.mark(at, '–');
    let sign_mark = (minus || scene.mark(at, '+')) && !scene.glued(at) && scene.glued(at + 1);
    let after_bracket = minus && scene.glued(at) && scene.glued(at + 1) && at > scene.start && (scene.mark(at - 1, '(') || scene.mark(at - 1, '['));
    let sign_word = scene.says_any(at, &["minus", "negative"]);
    if !(sign_mark || after_bracket || sign_word) {
        return None;
    }
    let read = unsigned(scene, at + 1, money).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words | Shape::Fraction))?;
    let value = if minus || sign_word { -read.figure.value } else { read.figure.value };
    Some(Numeral { start: at, figure: Figure { value, ..read.figure }, ..read })
}

fn unsigned(scene: &Scene, at: usize, money: bool) -> Option<Numeral> {
    if let Some((figure, end)) = digits(scene, at).or_else(|| vulgar(scene, at)) {
        return ordinal_digits(scene, at, figure, end).or_else(|| Some(scaled(scene, at, figure, end, money)));
    }
    if !scene.is(at, Class::NUMERAL | Class::ARTICLE) {
        return None;
    }
    multiple(scene, at).or_else(|| half(scene, at)).or_else(|| plural(scene, at)).or_else(|| vague(scene, at)).or_else(|| words(scene, at))
}

// ---- digits

/// A literal in digits: groups, a decimal part, a fraction behind it.
fn digits(scene: &Scene, at: usize) -> Option<(Figure, usize)> {
    if scene.mark(at, '.') && !scene.glued(at) && scene.glued(at + 1) {
        let fraction = scene.digits(at + 1)?;
        return decimal(&format!("0.{fraction}")).map(|f| (f, at + 2));
    }
    let first = scene.digits(at)?;
    let (whole, mut end) = grouped(scene, at, first);
    let mut text = whole;
    if let Some(fraction) = decimal_part(scene, end) {
        text = format!("{text}.{fraction}");
        end += 2;
    }
    let figure = decimal(&text)?;
    Some(mixed_fraction(scene, figure, end).or_else(|| power_of_ten(scene, figure, end)).unwrap_or((figure, end)))
}

fn decimal(text: &str) -> Option<Figure> {
    text.parse::<Decimal>().ok().map(Figure::written)
}

/// The digits behind a decimal point at `end`; a second point makes it a version or an address, not a number.
fn decimal_part<'a>(scene: &Scene<'a>, end: usize) -> Option<&'a str> {
    let point = scene.mark(end, '.') || scene.mark(end, '·');
    (point && scene.glued(end) && scene.glued(end + 1)).then(|| scene.digits(end + 1))?
}

/// Digits with thousands in groups, by comma, thin space or (with more than one group) full stop.
fn grouped(scene: &Scene, at: usize, first: &str) -> (String, usize) {
    let mut text = first.to_owned();
    let mut end = at + 1;
    if first.len() > 3 || first.starts_with('0') {
        return (text, end);
    }
    while let Some((group, next)) = next_group(scene, end) {
        text.push_str(group);
        end = next;
    }
    (text, end)
}

/// The next group of three (or, in Indian style, two) digits, with the token behind it.
fn next_group<'a>(scene: &Scene<'a>, at: usize) -> Option<(&'a str, usize)> {
    if scene.mark(at, ',') && scene.glued(at) && scene.glued(at + 1) {
        let group = scene.digits(at + 1)?;
        let indian = group.len() == 2 && scene.mark(at + 2, ',') && scene.glued(at + 2) && scene.glued(at + 3) && scene.digits(at + 3).is_some();
        return (group.len() == 3 || indian).then_some((group, at + 2));
    }
    let group = scene.digits(at).filter(|g| g.len() == 3)?;
    let gap = scene.text.get(scene.tokens[at - 1].end as usize..scene.tokens[at].start as usize)?;
    matches!(gap, "\u{a0}" | "\u{2009}" | "\u{202f}").then_some((group, at + 1))
}

/// "3½", "3 1/2": a whole number with a fraction behind it.
fn mixed_fraction(scene: &Scene, whole: Figure, end: usize) -> Option<(Figure, usize)> {
    let (fraction, next) = vulgar(scene, end).filter(|_| scene.glued(end)).or_else(|| slashed(scene, end).filter(|(f, _)| f.value < Decimal::ONE))?;
    let exact = whole.step == Decimal::ONE;
    exact.then(|| (Figure { value: whole.value + fraction.value, step: fraction.step, scaled: false }, next))
}

/// "½" as a number of its own.
fn vulgar(scene: &Scene, at: usize) -> Option<(Figure, usize)> {
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

/// "1/2" with a denominator that fractions have.
fn slashed(scene: &Scene, at: usize) -> Option<(Figure, usize)> {
    let (over, under) = (scene.number(at)?, scene.number(at + 2)?);
    let tight = scene.mark(at + 1, '/') && scene.glued(at + 1) && scene.glued(at + 2);
    let plain = matches!(under, 2..=10 | 12 | 16 | 20 | 32 | 64 | 100) && over > 0 && !scene.mark(at + 3, '/');
    (tight && plain).then(|| fraction(over.into(), under.into()))?.map(|f| (f, at + 3))
}

/// A fraction as a figure. Its step is half its distance to the next simple fraction: a "third" is not meant to two digits.
fn fraction(over: i64, under: i64) -> Option<Figure> {
    let value = Decimal::from(over).checked_div(Decimal::from(under))?;
    Some(Figure { value, step: Decimal::new(1, 2), scaled: false })
}

/// "1.5 × 10^6", "2e10".
fn power_of_ten(scene: &Scene, figure: Figure, end: usize) -> Option<(Figure, usize)> {
    let exponent = |at: usize| {
        let negative = scene.mark(at, '-') || scene.mark(at, '−');
        let at = at + usize::from(negative);
        scene.number(at).filter(|&e| e <= 27).map(|e| (if negative { -(e as i32) } else { e as i32 }, at + 1))
    };
    let (power, next) = if scene.says_any(end, &["e"]) && scene.glued(end) && scene.glued(end + 1) {
        exponent(end + 1)?
    } else {
        let times = scene.mark(end, '×') || scene.says(end, "x");
        let caret = scene.mark(end + 2, '^');
        (times && scene.digits(end + 1) == Some("10") && caret).then(|| exponent(end + 3))??
    };
    let factor = Decimal::TEN;
    let scale = (0..power.abs()).try_fold(Decimal::ONE, |acc, _| if power > 0 { acc.checked_mul(factor) } else { acc.checked_div(factor) })?;
    figure.converted_by(scale).map(|f| (f, next))
}

/// "34th": an ordinal if the ending is glued to the digits.
fn ordinal_digits(scene: &Scene, start: usize, figure: Figure, end: usize) -> Option<Numeral> {
    let ending = scene.glued(end) && scene.says_any(end, &["st", "nd", "rd", "th"]);
    (ending && figure.value.scale() == 0).then_some(Numeral { start, end: end + 1, figure, shape: Shape::Ordinal, scale: None })
}

/// Scale words behind a number in digits: "1.3 million", "120k", "$5m", "3 dozen".
fn scaled(scene: &Scene, start: usize, figure: Figure, end: usize, money: bool) -> Numeral {
    let mut numeral = Numeral { start, end, figure, shape: Shape::Digits, scale: None };
    while let Some((factor, next)) = scale_at(scene, numeral.end, money) {
        let Some(figure) = numeral.figure.scaled_by(factor) else { break };
        numeral = Numeral { end: next, figure, scale: Some(numeral.scale.unwrap_or(Decimal::ONE) * factor), ..numeral };
    }
    numeral
}

/// The scale word at `at`, a hyphen before it allowed, with the token behind it.
fn scale_at(scene: &Scene, at: usize, money: bool) -> Option<(Decimal, usize)> {
    let at = if scene.inner_hyphen(at) { at + 1 } else { at };
    let word = scene.word(at);
    if let Some(factor) = word.value(Class::SCALE).or_else(|| word.value(Class::GROUP).filter(|_| !scene.says(at, "score"))) {
        return Some((Decimal::from(factor), skip_point(scene, at + 1)));
    }
    let factor = word.value(Class::SUFFIX).filter(|_| scene.glued(at))?;
    let thousand = scene.says(at, "k") && (money || scene.str(at) == "k");
    (thousand || money || scene.says(at, "bn")).then_some((Decimal::from(factor), at + 1))
}

/// Skips the full stop of an abbreviated scale ("5 mln. tonnes").
fn skip_point(scene: &Scene, at: usize) -> usize {
    let abbreviated = scene.says_any(at - 1, &["mln", "bln", "mn", "bn", "tn", "trn"]);
    if abbreviated && scene.mark(at, '.') && scene.glued(at) && at + 1 < scene.end() { at + 1 } else { at }
}

// ---- words

/// A number in words: "twenty-six", "one hundred and five thousand", "two thirds", "the twenty-first".
fn words(scene: &Scene, at: usize) -> Option<Numeral> {
    let article = scene.is(at, Class::ARTICLE);
    let short_scale = scene.is(at, Class::SCALE) && scene.str(at).len() < 5;
    if short_scale || article && !scene.is(at + 1, Class::SCALE | Class::GROUP | Class::FRACTION | Class::ORDINAL) {
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
    while let Some(next) = sum.take(scene, end) {
        end = next;
    }
    let value = sum.value()?;
    if sum.ordinal {
        return Some(Numeral { start: at, end, figure: Figure::written(value), shape: Shape::Ordinal, scale: None });
    }
    if let Some(read) = share(scene, at, value, end) {
        return Some(read);
    }
    let figure = Figure { value, step: sum.step(), scaled: sum.scaled };
    let numeral = Numeral { start: at, end, figure, shape: Shape::Words, scale: sum.scale_word() };
    Some(and_a_half(scene, numeral).unwrap_or(numeral))
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
    started: bool,
    scaled: bool,
    ordinal: bool,
}

impl Sum {
    /// Takes the word at `at` if it continues the number; returns the token behind it.
    fn take(&mut self, scene: &Scene, at: usize) -> Option<usize> {
        if self.ordinal {
            return None;
        }
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
        self.started = true;
        Some(at + 1)
    }

    /// Skips a hyphen or an "and" inside the number; without one, a second word must still fit.
    fn skip_joint(&self, scene: &Scene, at: usize) -> usize {
        let started = self.started || !self.group.is_zero();
        let hyphen = scene.inner_hyphen(at) && scene.is(at + 1, Class::CARDINAL | Class::ORDINAL | Class::SCALE | Class::GROUP);
        let and = scene.says(at, "and") && self.scaled && scene.is(at + 1, Class::CARDINAL) && !scene.is(at + 1, Class::ORDINAL);
        at + usize::from(started && (hyphen || and))
    }

    /// True if a word of this value can stand next: units behind tens, anything behind a hundred.
    fn fits(&self, value: i64) -> bool {
        let rest = (self.group % Decimal::ONE_HUNDRED).to_string().parse::<i64>().unwrap_or(0);
        match rest {
            0 => value < 100 && (value > 0 || !self.started),
            20..=90 if rest % 10 == 0 => (1..10).contains(&value),
            _ => false,
        }
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

/// "two and a half", "two and three quarters", with a scale behind it.
fn and_a_half(scene: &Scene, whole: Numeral) -> Option<Numeral> {
    let mut at = whole.end;
    let hyphen = scene.inner_hyphen(at);
    at += usize::from(hyphen);
    if !scene.says(at, "and") || whole.scale.is_some() {
        return None;
    }
    at += 1 + usize::from(scene.inner_hyphen(at + 1));
    let fraction = words(scene, at).filter(|n| n.shape == Shape::Fraction)?;
    let figure = Figure { value: whole.figure.value + fraction.figure.value, step: Decimal::new(5, 1), scaled: false };
    Some(scaled(scene, whole.start, figure, fraction.end, false)).map(|n| Numeral { shape: Shape::Words, ..n })
}

/// "two thirds", "a quarter": `count` parts, the name of the part at `at`.
fn share(scene: &Scene, start: usize, count: Decimal, at: usize) -> Option<Numeral> {
    let name = at + usize::from(scene.inner_hyphen(at));
    let parts = denominator(scene, name, count)?;
    let value = count.checked_div(Decimal::from(parts))?;
    let figure = Figure { value, step: Decimal::new(1, 2), scaled: false };
    Some(Numeral { start, end: name + 1, figure, shape: Shape::Fraction, scale: None })
}

/// How many parts the word names: "half", "quarters", and "third(s)", "tenths" where a share is meant.
fn denominator(scene: &Scene, at: usize, count: Decimal) -> Option<i64> {
    if let Some(parts) = scene.value(at, Class::FRACTION) {
        // "a quarter" of the calendar is not a share
        let calendar = scene.word(at).period().is_some() && !scene.says(at + 1, "of");
        return (!calendar || count != Decimal::ONE).then_some(parts);
    }
    let word = scene.str(at);
    let plural = word.strip_suffix(['s', 'S']).and_then(|single| scene.lexicon.words.look_up(single).value(Class::ORDINAL));
    let singular = scene.value(at, Class::ORDINAL).filter(|_| count == Decimal::ONE && scene.says(at + 1, "of"));
    plural.or(singular).filter(|&parts| parts > 2)
}

/// "half a million", "half of the", "half": a half that does not stand behind a number.
fn half(scene: &Scene, at: usize) -> Option<Numeral> {
    if !scene.says(at, "half") {
        return None;
    }
    let article = usize::from(scene.is(at + 1, Class::ARTICLE));
    if let Some(scale) = scene.value(at + 1 + article, Class::SCALE).or_else(|| scene.value(at + 1 + article, Class::GROUP)) {
        let figure = fraction(1, 2)?.scaled_by(Decimal::from(scale))?;
        let figure = Figure { step: figure.value, ..figure };
        return Some(Numeral { start: at, end: at + 2 + article, figure, shape: Shape::Words, scale: Some(Decimal::from(scale)) });
    }
    Some(Numeral { start: at, end: at + 1, figure: fraction(1, 2)?, shape: Shape::Fraction, scale: None })
}

/// "thousands", "tens of thousands", "hundreds of millions".
fn plural(scene: &Scene, at: usize) -> Option<Numeral> {
    let mut value = Decimal::from(scene.value(at, Class::PLURAL)?);
    let mut end = at + 1;
    while scene.says(end, "of") {
        let Some(factor) = scene.value(end + 1, Class::PLURAL).filter(|&f| f >= 1000) else { break };
        value = value.checked_mul(Decimal::from(factor))?;
        end += 2;
    }
    Some(vague_numeral(at, end, value))
}

/// "several", "a few", "a couple of", "many", with a scale behind: "several hundred".
fn vague(scene: &Scene, at: usize) -> Option<Numeral> {
    let article = usize::from(scene.is(at, Class::ARTICLE));
    let mut value = Decimal::from(scene.value(at + article, Class::VAGUE)?);
    let mut end = at + article + 1;
    let of = usize::from(scene.says(end, "of"));
    if let Some(scale) = scene.value(end + of, Class::SCALE).or_else(|| scene.value(end + of, Class::GROUP)) {
        value = value.checked_mul(Decimal::from(scale))?;
        end += of + 1;
    }
    Some(vague_numeral(at, end, value))
}

fn vague_numeral(start: usize, end: usize, value: Decimal) -> Numeral {
    Numeral { start, end, figure: Figure { value, step: value, scaled: true }, shape: Shape::Vague, scale: None }
}

/// "twice", "threefold".
fn multiple(scene: &Scene, at: usize) -> Option<Numeral> {
    let value = scene.value(at, Class::MULTIPLE)?;
    Some(Numeral { start: at, end: at + 1, figure: Figure::whole(value), shape: Shape::Multiple, scale: None })
}

#[cfg(test)]
mod tests {
    use super::super::testing::with_scene;
    use super::{Shape, read};

    fn value(text: &str) -> Option<(String, Shape, usize)> {
        with_scene(text, |scene| read(scene, 0, false).map(|n| (n.figure.value.normalize().to_string(), n.shape, n.end)))
    }

    #[test]
    fn digits_with_groups_decimals_and_scales() {
        for (text, expected) in [
            ("1,234.5", "1234.5"),
            ("12,34,567 rupees", "1234567"),
            ("1\u{a0}234\u{a0}567", "1234567"),
            (".5", "0.5"),
            ("−5", "-5"),
            ("minus five", "-5"),
            ("3½", "3.5"),
            ("10 1/2 miles", "10.5"),
            ("1.3 million", "1300000"),
            ("5.7bn", "5700000000"),
            ("12k", "12000"),
            ("3 dozen", "36"),
            ("2.5 × 10^3", "2500"),
            ("1.3e6", "1300000"),
        ] {
            assert_eq!(value(text).map(|v| v.0).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn numbers_in_words() {
        for (text, expected) in [
            ("twenty-six", "26"),
            ("a hundred", "100"),
            ("one hundred and five thousand", "105000"),
            ("two million three hundred thousand", "2300000"),
            ("half a million", "500000"),
            ("two and a half", "2.5"),
            ("two and a half million", "2500000"),
            ("three quarters", "0.75"),
            ("nineteen", "19"),
            ("zero", "0"),
        ] {
            assert_eq!(value(text).map(|v| v.0).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn vague_numbers_are_lower_bounds_and_ordinals_are_no_counts() {
        for (text, expected, shape) in [
            ("tens of thousands of people", "10000", Shape::Vague),
            ("several hundred", "300", Shape::Vague),
            ("a couple of years", "2", Shape::Vague),
            ("dozens", "24", Shape::Vague),
            ("34th", "34", Shape::Ordinal),
            ("twenty-first", "21", Shape::Ordinal),
            ("two thirds", "0.6666666666666666666666666667", Shape::Fraction),
        ] {
            assert_eq!(value(text).map(|v| (v.0, v.1)), Some((expected.to_owned(), shape)), "{text}");
        }
    }

    #[test]
    fn a_number_stops_where_the_next_begins() {
        assert_eq!(value("five twenty"), Some(("5".into(), Shape::Words, 1)));
        assert_eq!(value("two and three"), Some(("2".into(), Shape::Words, 1)));
        assert_eq!(value("a dog"), None);
    }
}
