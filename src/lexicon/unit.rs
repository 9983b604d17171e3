//! How units and currencies are written.
//!
//! In: `units.csv`, `currencies.csv`. Out: the unit that stands at a token, with the
//! token behind it; the unit of a name, as reference tables write it. What units mean
//! (dimension, factor) is `measure`'s.

use super::table::{listed, rows};
use crate::measure::unit::{Dimension, Unit, UnitRef};
use crate::text::phrase::PhraseIndex;
use crate::text::token::{Form, Token, TokenKind, words};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
struct UnitRow {
    name: String,
    dimension: String,
    factor: Decimal,
    offset: Decimal,
    tag: String,
    words: String,
    symbols: String,
    prefixes: String,
}

#[derive(Deserialize)]
struct CurrencyRow {
    name: String,
    iso: String,
    /// The currency that it is compared with, where that is another.
    tag: String,
    symbols: String,
    words: String,
    subunits: String,
}

/// Word and symbol of a metric prefix, and its power of ten.
const PREFIXES: [(&str, &str, i32); 13] = [
    ("nano", "n", -9),
    ("pico", "p", -12),
    ("micro", "µ", -6),
    ("milli", "m", -3),
    ("centi", "c", -2),
    ("deci", "d", -1),
    ("hecto", "h", 2),
    ("kilo", "k", 3),
    ("mega", "M", 6),
    ("giga", "G", 9),
    ("tera", "T", 12),
    ("peta", "P", 15),
    ("exa", "E", 18),
];

/// How a unit may be written at one place.
#[derive(Debug, Clone)]
struct Spelling {
    unit: UnitRef,
    /// Symbols keep their capitals ("MW" is not "mW"); words do not.
    exact: Option<String>,
    /// A symbol that is also a word or a letter ("in", "m"): only right behind digits.
    cautious: bool,
}

/// A unit found in tokens.
#[derive(Debug, Clone)]
pub struct UnitFound {
    /// Which.
    pub unit: UnitRef,
    /// One past its last token.
    pub end: usize,
    /// It was written as a symbol that could also be a word or a letter.
    pub cautious: bool,
    /// What else the same word names: "pound" is money and weight.
    pub other: Option<UnitRef>,
}

/// All units and currencies.
#[derive(Debug)]
pub struct Units {
    spellings: PhraseIndex<Spelling>,
    currencies: PhraseIndex<Spelling>,
    names: FxHashMap<String, UnitRef>,
    /// Words long enough to be known in spite of a slip, by their first letter.
    long: FxHashMap<u8, Vec<(String, UnitRef)>>,
}

/// A slip of one letter in a word of so many may make another word of a shorter one.
const LONG_WORD: usize = 8;

impl Units {
    /// Reads the tables.
    pub(super) fn load() -> Self {
        let mut units =
            Units { spellings: PhraseIndex::default(), currencies: PhraseIndex::default(), names: FxHashMap::default(), long: FxHashMap::default() };
        for row in rows::<UnitRow>("units.csv", include_str!("units.csv")) {
            units.add_with_prefixes(&row);
        }
        for row in rows::<CurrencyRow>("currencies.csv", include_str!("currencies.csv")) {
            units.add_currency(&row);
        }
        units
    }

    fn add_with_prefixes(&mut self, row: &UnitRow) {
        let dimension = Dimension::parse(&row.dimension).unwrap_or_else(|| panic!("lexicon/units.csv: {}: no dimension {:?}", row.name, row.dimension));
        let base = Unit { name: row.name.clone(), dimension, factor: row.factor, offset: row.offset, tag: row.tag.clone() };
        self.add(&base, "", "", row);
        for prefix in listed(&row.prefixes) {
            let (word, symbol, power) =
                PREFIXES.iter().find(|p| p.0 == prefix).unwrap_or_else(|| panic!("lexicon/units.csv: {}: no prefix {prefix:?}", row.name));
            let factor = (0..power.abs()).fold(row.factor, |f, _| if *power > 0 { f * Decimal::TEN } else { f / Decimal::TEN });
            let unit = Unit { name: format!("{word}{}", row.name), factor, ..base.clone() };
            self.add(&unit, word, symbol, row);
        }
    }

    /// Adds every way to write a unit, with a prefix word and symbol before each.
    fn add(&mut self, unit: &Unit, word: &str, symbol: &str, row: &UnitRow) {
        let unit = Arc::new(unit.clone());
        self.names.insert(unit.name.clone(), unit.clone());
        for form in listed(&row.words) {
            let (form, also_plural) = form.strip_prefix('=').map_or((form, true), |f| (f, false));
            let written = format!("{word}{form}");
            self.spell(&unit, &written, false);
            if also_plural {
                self.spell(&unit, &plural(&written), false);
            }
        }
        for form in listed(&row.symbols) {
            let (form, cautious) = form.strip_prefix('~').map_or((form, false), |f| (f, true));
            // "=ha": its plural would be another word
            let (form, singular_only) = form.strip_prefix('=').map_or((form, false), |f| (f, true));
            let micro = ["µ", "μ", "u"];
            let symbols: &[&str] = if symbol == "µ" { &micro } else { &[symbol] };
            for symbol in symbols {
                let exact = format!("{symbol}{form}");
                self.names.entry(exact.clone()).or_insert_with(|| unit.clone());
                let spelling = Spelling { unit: unit.clone(), exact: Some(exact.clone()), cautious: cautious && symbol.is_empty() };
                self.spellings.insert(&exact, spelling);
                // "5 kms": careless, and common
                let plural = format!("{exact}s");
                if !singular_only && exact.len() > 1 && exact.chars().all(char::is_lowercase) && !self.names.contains_key(&plural) {
                    self.spellings.insert(&plural, Spelling { unit: unit.clone(), exact: Some(plural.clone()), cautious: false });
                }
            }
        }
    }

    fn spell(&mut self, unit: &UnitRef, written: &str, cautious: bool) {
        self.names.entry(written.to_lowercase()).or_insert_with(|| unit.clone());
        self.spellings.insert(written, Spelling { unit: unit.clone(), exact: None, cautious });
        if written.len() >= LONG_WORD && written.bytes().all(|b| b.is_ascii_lowercase()) {
            self.long.entry(written.as_bytes()[0]).or_default().push((written.to_owned(), unit.clone()));
        }
    }

    /// The unit of a long word with one letter wrong, left out, added or swapped: "kilometrs".
    pub fn misspelt(&self, word: &str) -> Option<&UnitRef> {
        let known = self.long.get(word.as_bytes().first().filter(|_| word.len() >= LONG_WORD)?)?;
        known.iter().find(|(name, _)| is_one_slip(name.as_bytes(), word.as_bytes())).map(|(_, unit)| unit)
    }

    fn add_currency(&mut self, row: &CurrencyRow) {
        let money = Dimension::base("money").unwrap_or_default();
        let unit = Unit {
            name: row.name.clone(),
            dimension: money,
            factor: Decimal::ONE,
            offset: Decimal::ZERO,
            tag: if row.tag.is_empty() { row.name.clone() } else { row.tag.clone() },
        };
        let shared = Arc::new(unit.clone());
        self.names.insert(row.name.clone(), shared.clone());
        for form in listed(&row.words) {
            let (form, also_plural) = form.strip_prefix('=').map_or((form, true), |f| (f, false));
            self.spell(&shared, form, false);
            if also_plural {
                self.spell(&shared, &plural(form), false);
            }
        }
        for symbol in listed(&row.symbols).chain(std::iter::once(row.iso.as_str()).filter(|iso| !iso.is_empty())) {
            self.names.entry(symbol.to_owned()).or_insert_with(|| shared.clone());
            self.currencies.insert(symbol, Spelling { unit: shared.clone(), exact: Some(symbol.to_owned()), cautious: false });
        }
        if let Some(first) = listed(&row.subunits).next() {
            let name = first.trim_start_matches(['=', '~']);
            let cent = Arc::new(Unit { name: name.to_owned(), factor: Decimal::new(1, 2), ..unit });
            for form in listed(&row.subunits) {
                let cautious = form.starts_with('~');
                let bare = form.trim_start_matches(['=', '~']);
                let exact = cautious.then(|| bare.to_owned());
                self.spellings.insert(bare, Spelling { unit: cent.clone(), exact, cautious });
                if !form.starts_with(['=', '~']) {
                    self.spell(&cent, &plural(bare), false);
                }
            }
        }
    }

    /// The unit that begins at token `at`, longest first.
    pub fn unit_at(&self, text: &str, tokens: &[Token], at: usize) -> Option<UnitFound> {
        find(&self.spellings, text, tokens, at)
    }

    /// The hashes of the words and signs that a currency begins with.
    pub(super) fn currencies_begin(&self) -> Vec<u64> {
        self.currencies.firsts()
    }

    /// The currency sign or code that begins at token `at`.
    pub fn currency_at(&self, text: &str, tokens: &[Token], at: usize) -> Option<UnitFound> {
        find(&self.currencies, text, tokens, at)
    }

    /// The unit of a name or symbol as a table writes it, "per" and "/" included.
    pub fn by_name(&self, name: &str) -> Option<UnitRef> {
        let name = name.trim();
        if let Some(unit) = self.names.get(name).or_else(|| self.names.get(&name.to_lowercase())) {
            return Some(unit.clone());
        }
        let (over, under) = name.split_once(" per ").or_else(|| name.split_once('/'))?;
        self.by_name(over)?.per(&*self.by_name(under)?).map(Arc::new)
    }
}

fn find(index: &PhraseIndex<Spelling>, text: &str, tokens: &[Token], at: usize) -> Option<UnitFound> {
    let mut best = None;
    index.each_at(tokens, at, |found| {
        let written = &text[tokens[at].start as usize..tokens[found.end - 1].end as usize];
        let fits = |s: &&Spelling| s.exact.as_deref().is_none_or(|exact| exact == written);
        // an exact symbol beats a word: "L" the litre, "M" not the metre
        let exact = found.values.iter().filter(fits).max_by_key(|s| s.exact.is_some());
        let spelling = exact.map(|s| (s, s.cautious)).or_else(|| careless(found.values, written).map(|s| (s, !written.contains('.'))));
        if let Some((s, cautious)) = spelling.filter(|_| ends_there(tokens, found.end)) {
            let other = found.values.iter().filter(fits).find(|o| o.exact.is_none() && !o.unit.measures_same(&s.unit));
            best = Some((s, found.end, cautious, other));
        }
    });
    best.map(|(s, end, cautious, other)| UnitFound { unit: s.unit.clone(), end, cautious, other: other.map(|o| o.unit.clone()) })
}

/// A symbol of two letters or more that is written all in capitals or with full stops ("49.5
/// HZ", "5 k.g."), if it can only be one.
fn careless<'a>(spellings: &'a [Spelling], written: &str) -> Option<&'a Spelling> {
    let dotted = written.contains('.');
    let capitals = written.len() > 1 && written.bytes().all(|b| b.is_ascii_uppercase());
    if !(dotted || capitals) {
        return None;
    }
    let bare: String = written.chars().filter(|&c| c != '.').collect();
    let same = |s: &&Spelling| s.exact.as_deref().is_some_and(|exact| if dotted { exact == bare } else { exact.eq_ignore_ascii_case(&bare) });
    let mut fitting = spellings.iter().filter(same).filter(|_| bare.len() > 1);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// True unless more letters or digits are glued on behind ("5 mAh" is not "5 mA").
fn ends_there(tokens: &[Token], end: usize) -> bool {
    let glued_word = |t: &Token| t.kind == TokenKind::Word && !t.form.contains(Form::SPACED);
    let last_is_word = tokens[end - 1].kind == TokenKind::Word;
    !(last_is_word && tokens.get(end).is_some_and(glued_word) && !is_possessive_tail(tokens, end))
}

fn is_possessive_tail(tokens: &[Token], end: usize) -> bool {
    words!["'s"].contains(&tokens[end].hash)
}

/// True if one letter is wrong, left out, added, or swapped with the next.
fn is_one_slip(a: &[u8], b: &[u8]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - tail], &b[..b.len() - tail]) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([x1, x2], [y1, y2]) => x1 == y2 && x2 == y1,
        _ => false,
    }
}

fn plural(word: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|e| word.ends_with(e));
    if ends(&["ch", "sh", "x", "s"]) {
        format!("{word}es")
    } else if word.ends_with('y') && !ends(&["ay", "ey", "oy"]) {
        format!("{}ies", &word[..word.len() - 1])
    } else {
        format!("{word}s")
    }
}

#[cfg(test)]
mod tests {
    use super::Units;
    use crate::text::token::tokenize;
    use rust_decimal::Decimal;

    fn at_start(text: &str) -> Option<(String, usize)> {
        let units = Units::load();
        units.unit_at(text, &tokenize(text), 0).map(|f| (f.unit.name.clone(), f.end))
    }

    #[test]
    fn longest_spelling_and_exact_symbol_win() {
        assert_eq!(at_start("square kilometers of land"), Some(("square kilometre".into(), 2)));
        assert_eq!(at_start("MW of power"), Some(("megawatt".into(), 1)));
        assert_eq!(at_start("mW of power"), Some(("milliwatt".into(), 1)));
        assert_eq!(at_start("km² of"), Some(("square kilometre".into(), 2)));
        assert_eq!(at_start("kilometer-long"), Some(("kilometre".into(), 1)));
        assert_eq!(at_start("meters"), Some(("metre".into(), 1)));
        assert_eq!(at_start("almost"), None);
    }

    #[test]
    fn a_slip_in_a_long_word_is_forgiven() {
        let units = Units::load();
        let read = |word: &str| units.misspelt(word).map(|u| u.name.clone());
        assert_eq!(read("kilomters"), Some("kilometre".into()));
        assert_eq!(read("fahrenhiet"), Some("fahrenheit".into()));
        for other in ["protesters", "millions", "kilos", "meterz"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn tables_may_write_units_in_many_ways() {
        let units = Units::load();
        for (written, name) in [
            ("sq km", "square kilometre"),
            ("km", "kilometre"),
            ("%", "percent"),
            ("years", "year"),
            ("USD", "us dollar"),
            ("barrels per day", "barrel per day"),
            ("kW", "kilowatt"),
        ] {
            assert_eq!(units.by_name(written).map(|u| u.name.clone()).as_deref(), Some(name), "{written}");
        }
        assert!(units.by_name("widgets").is_none());
    }

    #[test]
    fn prefixes_scale_exactly() {
        let units = Units::load();
        let (km, mile) = (units.by_name("km").unwrap(), units.by_name("mile").unwrap());
        assert_eq!(mile.convert(Decimal::from(1000), &km), Some("1609.344".parse().unwrap()));
    }
}
