//! Numbers as they are written, in digits or in words.
//!
//! In: a token at which a number may begin. Out: its figure, whether it is an
//! ordinal, a fraction or only a lower bound ("tens of thousands"), and where it ends.
//! It refuses to know units, hedges, ranges and nouns: those are `amount`'s.

mod digits;
mod fraction;
mod words;

pub use fraction::part_behind;

use super::scene::Scene;
use crate::lexicon::word::Class;
use crate::measure::figure::Figure;
use crate::text::token::words;
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
    // most words are none, and need no place among those kept
    if scene.is_word(at) && !scene.is(at, Class::NUMERAL | Class::ARTICLE | Class::SIGN) {
        return None;
    }
    scene.numerals.get_or((at, scene.end(), money), || signed(scene, at, money).or_else(|| unsigned(scene, at, money)))
}

fn signed(scene: &Scene, at: usize, money: bool) -> Option<Numeral> {
    if scene.digits(at).is_some() {
        return None;
    }
    let minus = scene.mark(at, '-') || scene.mark(at, '−') || scene.mark(at, '–');
    let sign_mark = (minus || scene.mark(at, '+')) && !scene.glued(at) && scene.glued(at + 1);
    let after_bracket = minus && scene.glued(at) && scene.glued(at + 1) && at > scene.start && (scene.mark(at - 1, '(') || scene.mark(at - 1, '['));
    let sign_word = scene.is(at, Class::SIGN);
    if !(sign_mark || after_bracket || sign_word) {
        return None;
    }
    let next = at + 1 + usize::from(sign_word && scene.inner_hyphen(at + 1));
    let read = unsigned(scene, next, money).filter(|n| matches!(n.shape, Shape::Digits | Shape::Words | Shape::Fraction))?;
    let value = if minus || sign_word { -read.figure.value } else { read.figure.value };
    Some(Numeral { start: at, figure: Figure { value, ..read.figure }, ..read })
}

fn unsigned(scene: &Scene, at: usize, money: bool) -> Option<Numeral> {
    let numeral = in_digits(scene, at, money).or_else(|| in_words(scene, at))?;
    let numeral = with_tolerance(scene, numeral);
    let whole = matches!(numeral.shape, Shape::Digits | Shape::Words);
    Some(fraction::and_a_half(scene, numeral).filter(|_| whole).or_else(|| fraction::ratio(scene, numeral)).unwrap_or(numeral))
}

/// "2.45 ± 0.01", "9.8 +/- 0.1": the tolerance is how exactly the number is meant.
fn with_tolerance(scene: &Scene, numeral: Numeral) -> Numeral {
    let at = numeral.end;
    let spelled = scene.mark(at, '+') && scene.mark(at + 1, '/') && scene.mark(at + 2, '-') && scene.glued(at + 1) && scene.glued(at + 2);
    let next = match () {
        () if numeral.shape != Shape::Digits => return numeral,
        () if scene.mark(at, '±') => at + 1,
        () if spelled => at + 3,
        () => return numeral,
    };
    match digits::literal(scene, next) {
        Some((tolerance, end)) if !tolerance.value.is_zero() => {
            let step = tolerance.value.saturating_mul(Decimal::TWO);
            Numeral { end, figure: Figure { step, ..numeral.figure }, ..numeral }
        }
        _ => numeral,
    }
}

fn in_digits(scene: &Scene, at: usize, money: bool) -> Option<Numeral> {
    if let Some((figure, end)) = digits::slashed(scene, at) {
        return Some(Numeral { start: at, end, figure, shape: Shape::Fraction, scale: None });
    }
    let (figure, end) = digits::literal(scene, at).or_else(|| digits::vulgar(scene, at))?;
    if let Some(ordinal) = ordinal_digits(scene, at, figure, end) {
        return Some(ordinal);
    }
    let numeral = scaled(scene, at, figure, end, money);
    Some(words::continued(scene, numeral).unwrap_or(numeral))
}

fn in_words(scene: &Scene, at: usize) -> Option<Numeral> {
    if !scene.is(at, Class::NUMERAL | Class::ARTICLE) {
        return None;
    }
    multiple(scene, at).or_else(|| fraction::half(scene, at)).or_else(|| plural(scene, at)).or_else(|| vague(scene, at)).or_else(|| words::words(scene, at))
}

// ---- scales

/// "34th": an ordinal if the ending is glued to the digits.
fn ordinal_digits(scene: &Scene, start: usize, figure: Figure, end: usize) -> Option<Numeral> {
    let ending = scene.glued(end) && scene.says_any(end, words!["st", "nd", "rd", "th"]);
    (ending && figure.value.scale() == 0).then_some(Numeral { start, end: end + 1, figure, shape: Shape::Ordinal, scale: None })
}

/// Scale words behind a number in digits: "1.3 million", "120k", "$5m", "3 dozen".
fn scaled(scene: &Scene, start: usize, figure: Figure, end: usize, money: bool) -> Numeral {
    let mut numeral = Numeral { start, end, figure, shape: Shape::Digits, scale: None };
    while let Some((factor, next)) = scale_at(scene, numeral.end, money) {
        let Some(figure) = numeral.figure.scaled_by(factor) else { break };
        numeral = Numeral { end: next, figure, scale: Some(numeral.scale.unwrap_or(Decimal::ONE).saturating_mul(factor)), ..numeral };
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
    if !scene.is_word(at) {
        return None;
    }
    let factor = word.value(Class::SUFFIX).filter(|_| scene.glued(at))?;
    (money || is_scale_letter(scene, at)).then_some((Decimal::from(factor), at + 1))
}

/// True if a letter glued to digits is a scale without money before it: "12k", "3bn",
/// "4.3M" (metres are small, molars rare), "5m people".
fn is_scale_letter(scene: &Scene, at: usize) -> bool {
    // "573.15K" is a temperature: no thousands have a hundred and more before their point
    let kelvin = scene.str(at) == "K" && at >= scene.start + 3 && scene.mark(at - 2, '.') && scene.str(at - 3).len() > 2;
    let upper = matches!(scene.str(at), "M" | "MM" | "B" | "K") && !kelvin;
    let counts = scene.says(at, "m") && super::noun::head(scene, at + 1, 3).is_some_and(|n| n.plural);
    upper || counts || !kelvin && scene.says_any(at, words!["k", "bn"])
}

/// Skips the full stop of an abbreviated scale ("5 mln. tonnes").
fn skip_point(scene: &Scene, at: usize) -> usize {
    let abbreviated = scene.says_any(at - 1, words!["mln", "bln", "mn", "bn", "tn", "trn"]);
    if abbreviated && scene.mark(at, '.') && scene.glued(at) && at + 1 < scene.end() { at + 1 } else { at }
}

/// "thousands", "tens of thousands", "hundreds of millions".
fn plural(scene: &Scene, at: usize) -> Option<Numeral> {
    let mut value = Decimal::from(scene.value(at, Class::PLURAL)?);
    // those of a game or a test are no number; "scores of people" are
    if scene.says(at, "scores") && !scene.says(at + 1, "of") {
        return None;
    }
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
            ("10-1/2 miles", "10.5"),
            ("1.3 million", "1300000"),
            ("5.7bn", "5700000000"),
            ("12k", "12000"),
            ("3 dozen", "36"),
            ("2.5 × 10^3", "2500"),
            ("1.3e6", "1300000"),
            ("1.234,5", "1234.5"),
            ("1.234.567", "1234567"),
            ("2,5 litres", "2.5"),
            ("40 000 tents", "40000"),
            ("12 345 678 coins", "12345678"),
            ("3/4 cup", "0.75"),
            ("3 hundred and 21", "321"),
            ("6 crore and two hundred", "60000200"),
            ("3 million and a half", "3500000"),
            ("5m voters", "5000000"),
            ("2,000.45±0.01 pounds", "2000.45"),
            ("9.83e-3 +/- 1e-5 km", "0.00983"),
            ("412.5K", "412.5"),
            ("1.5K", "1500"),
            ("4.3M copies", "4300000"),
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
            ("minus-five", "-5"),
            ("two point two million", "2200000"),
            ("zero point zero eight", "0.08"),
            ("fifty - two", "52"),
            ("three dozens of them", "36"),
            ("five and a quarter", "5.25"),
            ("one hundred and three quarters", "100.75"),
            ("one eighth of it", "0.125"),
            ("three twenty-firsts", "0.1428571428571428571428571429"),
            ("two thirds of a million", "666666.6666666666666666666667"),
            ("one billion and a quarter million", "1000250000"),
            ("one in four children", "0.25"),
            ("nine out of ten", "0.9"),
            ("one over 20", "0.05"),
            ("three million, two hundred & forty", "3000240"),
            ("two million and one half", "2500000"),
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
        assert_eq!(value("three-nought-four").map(|v| v.2), Some(1));
        assert_eq!(value("nought-four").map(|v| v.2), Some(1));
        assert_eq!(value("a dog"), None);
        assert_eq!(value("million"), None);
        assert_eq!(value("score of the game"), None);
        assert_eq!(value("half-hearted"), None);
        assert_eq!(value("a fifth man"), None);
        assert_eq!(value("22,24,26"), Some(("22".into(), Shape::Digits, 1)));
        assert_eq!(value("5 200 guests").map(|v| v.2), Some(1));
        assert_eq!(value("one in March").map(|v| v.2), Some(1));
        assert_eq!(value("two in 2014").map(|v| v.2), Some(1));
    }
}
