//! What single words and phrases mean: number words, the calendar, hedges, units,
//! abbreviations. All of it is data, in the CSV files of this folder; each row
//! carries an example that a test reads.
//!
//! Out: one [`Lexicon`]. It refuses to know sentences and facts.

pub mod cue;
pub mod group;
pub mod hedge;
pub mod holiday;
pub mod homonym;
mod places;
pub mod synonym;
pub mod table;
pub mod unit;
pub mod verb;
pub mod word;

use crate::text::sentence::Abbreviations;
use crate::text::token::hash_word;
use cue::Cues;
use group::Groups;
use hedge::{Hedges, Intervals};
use holiday::Holidays;
use homonym::Homonyms;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::sync::LazyLock;
use synonym::Synonyms;
use unit::Units;
use word::Words;

/// Everything that is known of words.
#[derive(Debug)]
pub struct Lexicon {
    /// Single words.
    pub words: Words,
    /// Units and currencies.
    pub units: Units,
    /// Hedges.
    pub hedges: Hedges,
    /// What interval a hedge makes of a number.
    pub intervals: Intervals,
    /// How near a row is close, and how much series move.
    pub tolerances: Tolerances,
    /// In "5/12/2024" the day stands first.
    pub day_first: bool,
    /// Names of holidays.
    pub holidays: Holidays,
    /// Descriptions, kinds of events, titles.
    pub cues: Cues,
    /// Groups of countries that superlatives are told within.
    pub groups: Groups,
    /// Names that mean something else beside certain words.
    pub homonyms: Homonyms,
    /// Abbreviations and spellings of one meaning.
    pub synonyms: Synonyms,
    /// Abbreviations that do not end a sentence.
    pub abbreviations: Abbreviations,
}

/// What a number may be off, as shares of the row's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerances {
    /// A value within this share of the row's is close, however sharp both are.
    pub close: Decimal,
    /// What a series of counts or money is taken to move in a year, when it does not say itself.
    pub drift_a_year: Decimal,
}

impl Default for Tolerances {
    fn default() -> Self {
        Tolerances { close: Decimal::new(5, 3), drift_a_year: Decimal::new(2, 2) }
    }
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// The tables as they are written: whatever is compiled with their help is tied to them.
    pub const TABLES: [&'static str; 6] = [
        include_str!("units.csv"),
        include_str!("currencies.csv"),
        include_str!("words.csv"),
        include_str!("numerals.csv"),
        include_str!("cues.csv"),
        include_str!("synonyms.csv"),
    ];

    /// The English lexicon, compiled in and read once.
    pub fn english() -> &'static Lexicon {
        &ENGLISH
    }

    /// A lexicon of the caller's own, to be changed; reading it takes some milliseconds.
    pub fn own() -> Self {
        Lexicon::load()
    }

    fn load() -> Self {
        let (mut words, units) = (Words::load(), Units::load());
        words.mark_currencies(units.currencies_begin());
        words.settle();
        Lexicon {
            words,
            units,
            hedges: Hedges::load(),
            intervals: Intervals::load(),
            tolerances: Tolerances::default(),
            day_first: false,
            holidays: Holidays::load(),
            cues: Cues::load(),
            groups: Groups::load(),
            homonyms: Homonyms::load(),
            synonyms: Synonyms::load(),
            abbreviations: abbreviations(),
        }
    }
}

#[derive(Deserialize)]
struct ClassRow {
    word: String,
    class: String,
}

fn abbreviations() -> Abbreviations {
    let mut found = Abbreviations::default();
    for row in table::rows::<ClassRow>("abbreviations.csv", include_str!("abbreviations.csv")) {
        let set = if row.class == "leading" { &mut found.leading } else { &mut found.trailing };
        set.insert(hash_word(&row.word));
    }
    let calendar = table::rows::<ClassRow>("calendar.csv", include_str!("calendar.csv"));
    let goes_on = |row: &&ClassRow| ["month", "weekday"].contains(&row.class.as_str());
    found.continuing.extend(calendar.iter().filter(goes_on).map(|row| hash_word(&row.word)));
    found
}
