//! Checks that need no reference: the article against its own calendar, arithmetic and
//! units.
//!
//! In: the mentions of an article. Out: [`Inconsistency`]: a mention that cannot be
//! right by what the article itself says, with the arithmetic. A check speaks only if
//! no reading fits.

mod age;
mod anniversary;
mod change;
mod comparison;
mod conversion;
mod duration;
mod extent;
mod fraction;
mod impossible_date;
mod life;
mod list;
mod margin;
mod mean;
mod multiple;
mod operand;
mod person;
mod rate;
mod repeat;
mod scale;
mod series;
mod share;
mod statistic;
mod sum;
mod superlative;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod title;
mod weekday;

use crate::claim::PartReading;
use crate::lexicon::Lexicon;
use crate::mention::Mention;
use crate::rule::{Rule, Severity};
use chrono::NaiveDate;
use std::ops::Range;

/// A mention that is wrong by the article itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inconsistency {
    /// The check.
    pub code: &'static str,
    /// The part.
    pub part: usize,
    /// The deciding mention, of the part's.
    pub mention: usize,
    /// The other operands.
    pub related: Vec<usize>,
    /// The arithmetic, in one sentence.
    pub explanation: String,
    /// The smallest change that would make it right.
    pub would_pass: String,
    /// Words to put in place of the mention's.
    pub suggestion: Option<String>,
    /// How much hangs on it.
    pub severity: Severity,
}

/// What a check sees.
pub struct View<'a> {
    /// The part.
    pub part: &'a PartReading<'a>,
    /// All parts: the title among them.
    pub parts: &'a [PartReading<'a>],
    /// The article's date.
    pub date: Option<NaiveDate>,
    /// Its number.
    pub number: usize,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The part's mentions by their sentences: those of each that has any.
    pub ranges: &'a [Range<usize>],
}

impl View<'_> {
    /// What a check found in this part, without its mention and its words: a slip, with no other operand and nothing to put
    /// in its place.
    pub fn slip(&self, code: &'static str) -> Inconsistency {
        Inconsistency {
            code,
            part: self.number,
            mention: 0,
            related: Vec::new(),
            explanation: String::new(),
            would_pass: String::new(),
            suggestion: None,
            severity: Severity::Slip,
        }
    }
}

/// A check.
pub struct Check {
    /// Its manuals.
    pub rules: &'static [Rule],
    /// Looks at a part.
    pub run: fn(&View<'_>, &mut Vec<Inconsistency>),
}

/// Every check.
pub const CHECKS: &[Check] = &[
    Check { rules: &[change::PERCENT_CHANGE, change::DIRECTION, change::FALL_OVER_ALL], run: change::run },
    Check { rules: &[share::SHARE], run: share::run },
    Check { rules: &[], run: fraction::run },
    Check { rules: &[sum::SUM], run: sum::run },
    Check { rules: &[table::TABLE, table::QUOTE], run: table::run },
    Check { rules: &[multiple::MULTIPLE], run: multiple::run },
    Check { rules: &[rate::RATE], run: rate::run },
    Check { rules: &[statistic::STATISTIC], run: statistic::run },
    Check { rules: &[mean::MEAN], run: mean::run },
    Check { rules: &[comparison::COMPARISON], run: comparison::run },
    Check { rules: &[superlative::SUPERLATIVE], run: superlative::run },
    Check { rules: &[margin::MARGIN], run: margin::run },
    Check { rules: &[weekday::WEEKDAY], run: weekday::run },
    Check { rules: &[impossible_date::IMPOSSIBLE_DATE], run: impossible_date::run },
    Check { rules: &[duration::DURATION], run: duration::run },
    Check { rules: &[anniversary::ANNIVERSARY], run: anniversary::run },
    Check { rules: &[life::LIFE], run: life::run },
    Check { rules: &[age::AGE, age::EVENT], run: age::run },
    Check { rules: &[person::PERSON], run: person::run },
    Check { rules: &[conversion::CONVERSION], run: conversion::run },
    Check { rules: &[extent::EXTENT], run: extent::run },
    Check { rules: &[title::TITLE], run: title::run },
    Check { rules: &[repeat::REPEAT], run: repeat::run },
    Check { rules: &[scale::SCALE], run: scale::run },
    Check { rules: &[list::LIST], run: list::run },
    Check { rules: &[series::SERIES], run: series::run },
];

/// Runs every check over all parts, in the order of the text.
pub fn run(parts: &[PartReading<'_>], date: Option<NaiveDate>, lexicon: &Lexicon) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let ranges = by_sentence(&part.reading.mentions);
        let view = View { part, parts, date, number, lexicon, ranges: &ranges };
        for check in CHECKS {
            (check.run)(&view, &mut found);
        }
    }
    found.sort_by_key(|i| (i.part, i.mention, i.code));
    found
}

/// The places of the mentions of each sentence.
fn by_sentence(mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut end = 0;
    let of_sentence = mentions.chunk_by(|a, b| a.sentence == b.sentence);
    let places = of_sentence.map(|own| {
        end += own.len();
        end - own.len()..end
    });
    places.collect()
}
