//! Single words that reading numbers and dates turns on.
//!
//! In: `numerals.csv`, `calendar.csv`, `words.csv`. Out: for a token, the classes of
//! its word and the value it has in each ("second" is an ordinal, "may" a month and
//! a function word). Which class is meant is for the finders to decide.

use super::places::Places;
use super::table::rows;
use crate::text::token::{Token, TokenKind, hash_word, tokenize};
use bitflags::bitflags;
use rustc_hash::FxHashMap;
use serde::Deserialize;

bitflags! {
    /// What a word can be; a word may be several.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Class: u64 {
        /// "seven", "twenty".
        const CARDINAL = 1;
        /// "seventh".
        const ORDINAL = 1 << 1;
        /// "million": multiplies what stands before it.
        const SCALE = 1 << 2;
        /// "k": a scale only when glued to digits or behind a currency.
        const SUFFIX = 1 << 3;
        /// "dozen": a scale that is also a noun.
        const GROUP = 1 << 4;
        /// "thousands": one of them at least.
        const PLURAL = 1 << 5;
        /// "several": a lower bound.
        const VAGUE = 1 << 6;
        /// "half"; the value is the denominator.
        const FRACTION = 1 << 7;
        /// "a".
        const ARTICLE = 1 << 8;
        /// "twice".
        const MULTIPLE = 1 << 9;
        /// "October", "Oct".
        const MONTH = 1 << 10;
        /// "Friday"; Monday is 0.
        const WEEKDAY = 1 << 11;
        /// "Fri", a weekday only beside a date.
        const WEEKDAY_SHORT = 1 << 12;
        /// "summer"; the value is its first month in the north.
        const SEASON = 1 << 13;
        /// "yesterday"; the value is in days.
        const DAY_OFFSET = 1 << 14;
        /// "early" 1, "mid" 2, "late" 3.
        const PART = 1 << 15;
        /// "last" −1, "this" 0, "next" 1.
        const SHIFT = 1 << 16;
        /// "year"; the value is a [`Period`].
        const PERIOD = 1 << 17;
        /// "ago" −1, "later" 1.
        const DIRECTION = 1 << 18;
        /// "BC" −1, "AD" 1.
        const ERA = 1 << 19;
        /// "eighties".
        const DECADE_WORD = 1 << 20;
        /// "since".
        const OPEN_START = 1 << 21;
        /// "until".
        const OPEN_END = 1 << 22;
        /// A word at which a noun phrase ends.
        const FUNCTION = 1 << 23;
        /// "they".
        const PRONOUN = 1 << 24;
        /// "their".
        const POSSESSIVE = 1 << 25;
        /// "these".
        const DEMONSTRATIVE = 1 << 26;
        /// "says".
        const REPORTING = 1 << 27;
        /// "will": what follows lies ahead.
        const FUTURE = 1 << 28;
        /// "not".
        const NEGATION = 1 << 29;
        /// "rose" 1, "fell" −1, "changed" 0.
        const CHANGE = 1 << 30;
        /// "Section": the number behind it is a name, not a count.
        const LABEL = 1 << 31;
        /// "from", "between": a range may follow.
        const RANGE_START = 1 << 32;
        /// "same".
        const SAME = 1 << 33;
        /// "annually".
        const SET = 1 << 34;
        /// "every".
        const SET_START = 1 << 35;
        /// "aged".
        const AGE = 1 << 36;
        /// "noon".
        const CLOCK = 1 << 37;
        /// "growth": behind a property's phrase it makes another property of it.
        const HEAD = 1 << 38;
        /// "paid": money is spoken of.
        const MONEY = 1 << 39;
        /// "EOM": a part of the current month (or, above 10, year); "latest" 0.
        const EDGE = 1 << 40;
        /// "Easter", "Labor": a holiday may begin here.
        const HOLIDAY = 1 << 41;
        /// "Road": ends an address.
        const STREET = 1 << 42;
        /// "minus".
        const SIGN = 1 << 43;
        /// "old": an age may stand before it.
        const OLD = 1 << 44;
        /// "must": what follows is not done yet.
        const MODAL = 1 << 45;
        /// "was": what follows lies back.
        const PAST = 1 << 46;
        /// "morning".
        const DAY_PART = 1 << 47;
        /// "total", "average": a noun for any figure; what it measures is named elsewhere.
        const MEASURE = 1 << 48;
        /// "opens": in the present, right before a date, a plan.
        const PRESENT = 1 << 49;
        /// "RM", "Canadian": a currency may begin here.
        const CURRENCY = 1 << 50;
        /// "doubled", "twice", "fivefold": the value is the multiple in hundredths; 0 for "times", which counts it.
        const RATIO = 1 << 51;
        /// "levels", "models": things that are told apart by the year before them.
        const YEARLY = 1 << 52;
        /// "high", "annual": before a noun it narrows nothing down.
        const PLAIN = 1 << 53;
        /// "outskirts", "half": behind it and "of" stands the whole.
        const PORTION = 1 << 54;
        /// "northern": before a place it names a part of it.
        const SIDE = 1 << 55;
    }
}

impl Class {
    /// A numeral can begin with it.
    pub const NUMERAL: Class = Class::CARDINAL
        .union(Class::ORDINAL)
        .union(Class::SCALE)
        .union(Class::GROUP)
        .union(Class::PLURAL)
        .union(Class::VAGUE)
        .union(Class::FRACTION)
        .union(Class::MULTIPLE);
    /// A date can begin with it.
    pub const DATE: Class = Class::MONTH
        .union(Class::WEEKDAY)
        .union(Class::WEEKDAY_SHORT)
        .union(Class::SEASON)
        .union(Class::DAY_OFFSET)
        .union(Class::PART)
        .union(Class::SHIFT)
        .union(Class::DIRECTION)
        .union(Class::DECADE_WORD)
        .union(Class::OPEN_START)
        .union(Class::OPEN_END)
        .union(Class::RANGE_START)
        .union(Class::SAME)
        .union(Class::EDGE)
        .union(Class::HOLIDAY)
        .union(Class::DEMONSTRATIVE);
}

/// Names of the classes in the tables.
const CLASSES: &[(&str, Class)] = &[
    ("age", Class::AGE),
    ("article", Class::ARTICLE),
    ("cardinal", Class::CARDINAL),
    ("change", Class::CHANGE),
    ("clock", Class::CLOCK),
    ("day-offset", Class::DAY_OFFSET),
    ("day-part", Class::DAY_PART),
    ("decade-word", Class::DECADE_WORD),
    ("demonstrative", Class::DEMONSTRATIVE),
    ("direction", Class::DIRECTION),
    ("edge", Class::EDGE),
    ("era", Class::ERA),
    ("fraction", Class::FRACTION),
    ("function", Class::FUNCTION),
    ("future", Class::FUTURE),
    ("group", Class::GROUP),
    ("head", Class::HEAD),
    ("label", Class::LABEL),
    ("modal", Class::MODAL),
    ("measure", Class::MEASURE),
    ("money", Class::MONEY),
    ("month", Class::MONTH),
    ("multiple", Class::MULTIPLE),
    ("negation", Class::NEGATION),
    ("old", Class::OLD),
    ("open-end", Class::OPEN_END),
    ("open-start", Class::OPEN_START),
    ("ordinal", Class::ORDINAL),
    ("part", Class::PART),
    ("past", Class::PAST),
    ("period", Class::PERIOD),
    ("plain", Class::PLAIN),
    ("plural", Class::PLURAL),
    ("portion", Class::PORTION),
    ("possessive", Class::POSSESSIVE),
    ("present", Class::PRESENT),
    ("pronoun", Class::PRONOUN),
    ("range-start", Class::RANGE_START),
    ("ratio", Class::RATIO),
    ("reporting", Class::REPORTING),
    ("same", Class::SAME),
    ("scale", Class::SCALE),
    ("season", Class::SEASON),
    ("set", Class::SET),
    ("set-start", Class::SET_START),
    ("shift", Class::SHIFT),
    ("street", Class::STREET),
    ("side", Class::SIDE),
    ("sign", Class::SIGN),
    ("suffix", Class::SUFFIX),
    ("vague", Class::VAGUE),
    ("weekday", Class::WEEKDAY),
    ("weekday-short", Class::WEEKDAY_SHORT),
    ("yearly", Class::YEARLY),
];

/// Units of the calendar by which dates move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Two weeks.
    Fortnight,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years from a year that ends in 0.
    Decade,
    /// A hundred years from a year that ends in 1.
    Century,
    /// A thousand years.
    Millennium,
}

const PERIODS: [(&str, Period); 10] = [
    ("day", Period::Day),
    ("week", Period::Week),
    ("weekend", Period::Weekend),
    ("fortnight", Period::Fortnight),
    ("month", Period::Month),
    ("quarter", Period::Quarter),
    ("year", Period::Year),
    ("decade", Period::Decade),
    ("century", Period::Century),
    ("millennium", Period::Millennium),
];

#[derive(Deserialize)]
struct Row {
    word: String,
    class: String,
    value: String,
}

/// What is known of one word.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// Everything it can be.
    pub classes: Class,
    values: Vec<(Class, i64)>,
    lemma: Option<String>,
}

impl Word {
    /// Its value as a member of `class`, if it is one.
    pub fn value(&self, class: Class) -> Option<i64> {
        if !self.classes.contains(class) {
            return None;
        }
        self.values.iter().find(|(c, _)| *c == class).map(|&(_, v)| v)
    }

    /// Its period of the calendar, if it is one.
    pub fn period(&self) -> Option<Period> {
        let index = self.value(Class::PERIOD)?;
        PERIODS.get(usize::try_from(index).ok()?).map(|&(_, p)| p)
    }

    /// Its base form, where that is irregular.
    pub fn lemma(&self) -> Option<&str> {
        self.lemma.as_deref()
    }
}

/// All words of the tables.
#[derive(Debug)]
pub struct Words {
    /// By [`hash_word`]; the index 0 is a word that nothing is known of.
    index: FxHashMap<u64, u16>,
    /// The index again, for tokens: every token of every text is looked up.
    places: Places,
    words: Vec<Word>,
    /// The classes of each word again, close together: they are asked for most.
    classes: Vec<Class>,
}

impl Words {
    /// Reads the tables.
    pub(super) fn load() -> Self {
        let mut words = Words { index: FxHashMap::default(), places: Places::default(), words: vec![Word::default()], classes: Vec::new() };
        for (name, text) in
            [("numerals.csv", include_str!("numerals.csv")), ("calendar.csv", include_str!("calendar.csv")), ("words.csv", include_str!("words.csv"))]
        {
            for row in rows::<Row>(name, text) {
                words.add(name, &row);
            }
        }
        words.add_run_together();
        for row in super::holiday::table() {
            words.add_first_words(&row.names);
        }
        words
    }

    /// Marks the words with these hashes as beginnings of currencies.
    pub(super) fn mark_currencies(&mut self, mut firsts: Vec<u64>) {
        // the numbers of words do not depend on the order of a hash map
        firsts.sort_unstable();
        for hash in firsts {
            self.entry(hash).classes |= Class::CURRENCY;
        }
    }

    /// Makes the tables that tokens are looked up in; nothing may be added afterwards.
    pub(super) fn settle(&mut self) {
        self.classes = self.words.iter().map(|word| word.classes).collect();
        self.places = Places::of(&self.index);
    }

    /// Adds what careless writers run together: "twentyfive", "fortysecond".
    fn add_run_together(&mut self) {
        let numerals = rows::<Row>("numerals.csv", include_str!("numerals.csv"));
        let value = |row: &Row| row.value.parse::<i64>().unwrap_or(0);
        let named = |class: &'static str, from: i64, to: i64| numerals.iter().filter(move |row| row.class == class && (from..to).contains(&value(row)));
        for ten in named("cardinal", 20, 100) {
            for unit in named("cardinal", 1, 10).chain(named("ordinal", 1, 10)) {
                let row = Row { word: format!("{}{}", ten.word, unit.word), class: unit.class.clone(), value: (value(ten) + value(unit)).to_string() };
                self.add("numerals.csv", &row);
            }
        }
    }

    /// Marks the words with which the names of a holiday begin.
    fn add_first_words(&mut self, names: &str) {
        for name in super::table::listed(names) {
            if let Some(first) = tokenize(name).first() {
                self.entry(first.hash).classes |= Class::HOLIDAY;
            }
        }
    }

    /// The word with this hash, a new one if there is none.
    fn entry(&mut self, hash: u64) -> &mut Word {
        let next = self.words.len() as u16;
        let at = *self.index.entry(hash).or_insert(next);
        if at == next {
            self.words.push(Word::default());
        }
        &mut self.words[usize::from(at)]
    }

    fn add(&mut self, table: &str, row: &Row) {
        let word = self.entry(hash_word(&row.word));
        if row.class == "lemma" {
            word.lemma = Some(row.value.clone());
            return;
        }
        let class = CLASSES.iter().find(|(name, _)| *name == row.class).unwrap_or_else(|| panic!("lexicon/{table}: no class {:?}", row.class)).1;
        let period = PERIODS.iter().position(|(name, _)| *name == if row.value.is_empty() { &row.word } else { &row.value });
        let value = if class == Class::PERIOD { period.unwrap_or(0) as i64 } else { row.value.parse().unwrap_or(0) };
        word.classes |= class;
        word.values.push((class, value));
    }

    /// The number of the token's word; 0 if nothing is known of it.
    pub fn mark(&self, token: &Token) -> u16 {
        let word = self.places.get(token.hash);
        if token.kind == TokenKind::Word { word } else { 0 }
    }

    /// The word with a number given by [`Words::mark`].
    pub fn get(&self, mark: u16) -> &Word {
        &self.words[usize::from(mark)]
    }

    /// The classes of the word with that number.
    pub fn classes(&self, mark: u16) -> Class {
        self.classes[usize::from(mark)]
    }

    /// What is known of a word by its letters.
    pub fn look_up(&self, word: &str) -> &Word {
        self.get(self.index.get(&hash_word(word)).copied().unwrap_or(0))
    }

    /// The base form of a noun: irregular ones from the table, others by the regular plural.
    pub fn lemma(&self, noun: &str) -> String {
        let lower = noun.to_lowercase();
        if let Some(lemma) = self.look_up(&lower).lemma() {
            return lemma.to_owned();
        }
        singular(&lower).unwrap_or(lower)
    }

    /// True if the word looks like a plural noun.
    pub fn is_plural(&self, noun: &str) -> bool {
        match self.look_up(noun).lemma() {
            Some(lemma) => !lemma.eq_ignore_ascii_case(noun) || COLLECTIVE.contains(&lemma),
            None => is_regular_plural(noun),
        }
    }
}

/// Nouns with one form for one and many.
const COLLECTIVE: [&str; 15] =
    ["aircraft", "cattle", "crew", "deer", "fish", "folk", "livestock", "personnel", "police", "poultry", "series", "sheep", "spacecraft", "species", "staff"];

/// True if a word looks like a regular plural, in small letters or capitals.
fn is_regular_plural(word: &str) -> bool {
    let [stem @ .., b's' | b'S'] = word.as_bytes() else { return false };
    match stem {
        [] | [_] | [.., b's' | b'S' | b'u' | b'U' | b'i' | b'I' | b'\''] => false,
        [short @ .., b'i' | b'I', b'e' | b'E'] => short.len() > 1,
        _ => true,
    }
}

/// The singular of a regular plural. None if the word does not look like one.
fn singular(lower: &str) -> Option<String> {
    let stem = lower.strip_suffix('s').filter(|_| is_regular_plural(lower))?;
    if let Some(short) = stem.strip_suffix("ie") {
        return Some(format!("{short}y"));
    }
    for ending in ["she", "che", "xe", "sse", "zze"] {
        if stem.ends_with(ending) {
            return Some(stem[..stem.len() - 1].to_owned());
        }
    }
    Some(stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Class, Period, Words};

    #[test]
    fn a_word_has_a_value_for_each_class() {
        let words = Words::load();
        assert_eq!(words.look_up("October").value(Class::MONTH), Some(10));
        assert_eq!(words.look_up("quarter").value(Class::FRACTION), Some(4));
        assert_eq!(words.look_up("Quarter").period(), Some(Period::Quarter));
        assert_eq!(words.look_up("years").period(), Some(Period::Year));
        assert!(words.look_up("zebra").classes.is_empty());
        assert_eq!(words.look_up("twentyfive").value(Class::CARDINAL), Some(25));
        assert_eq!(words.look_up("fortysecond").value(Class::ORDINAL), Some(42));
    }

    #[test]
    fn lemmas() {
        let words = Words::load();
        for (plural, lemma) in [
            ("people", "person"),
            ("Armenians", "armenian"),
            ("cities", "city"),
            ("homes", "home"),
            ("churches", "church"),
            ("boxes", "box"),
            ("women", "woman"),
            ("houses", "house"),
            ("glass", "glass"),
            ("troops", "troop"),
        ] {
            assert_eq!(words.lemma(plural), lemma, "{plural}");
        }
        assert!(words.is_plural("homes") && words.is_plural("people") && words.is_plural("aircraft"));
        assert!(!words.is_plural("glass") && !words.is_plural("status") && !words.is_plural("home"));
    }
}
