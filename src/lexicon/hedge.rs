//! Words that say how exactly a number is meant.
//!
//! In: `hedges.csv`. Out: the hedge that ends right before a number or begins right
//! behind it. What interval a hedge makes of a value is decided in `verdict`, from
//! the same row's kind.

use super::table::rows;
use crate::text::phrase::PhraseIndex;
use crate::text::token::Token;
use rust_decimal::Decimal;
use serde::Deserialize;

/// What a hedge does to the value it stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HedgeKind {
    /// "about": give or take.
    About,
    /// "nearly": a little below, never above.
    Nearly,
    /// "just over": a little above, never below.
    JustOver,
    /// "more than": above, up to the next round value.
    Over,
    /// "at least".
    AtLeast,
    /// "fewer than": below.
    Under,
    /// "at most".
    AtMost,
    /// "up to".
    UpTo,
    /// "exactly".
    Exactly,
}

impl HedgeKind {
    /// The name in tables and reports.
    pub fn name(self) -> &'static str {
        match self {
            HedgeKind::About => "about",
            HedgeKind::Nearly => "nearly",
            HedgeKind::JustOver => "just-over",
            HedgeKind::Over => "over",
            HedgeKind::AtLeast => "at-least",
            HedgeKind::Under => "under",
            HedgeKind::AtMost => "at-most",
            HedgeKind::UpTo => "up-to",
            HedgeKind::Exactly => "exactly",
        }
    }

    /// True if the number beside it is a lower bound.
    pub fn is_lower_bound(self) -> bool {
        matches!(self, HedgeKind::Over | HedgeKind::JustOver | HedgeKind::AtLeast)
    }

    /// True if the number beside it is an upper bound.
    pub fn is_upper_bound(self) -> bool {
        matches!(self, HedgeKind::Under | HedgeKind::AtMost | HedgeKind::UpTo)
    }
}

#[derive(Deserialize)]
struct Row {
    phrase: String,
    kind: HedgeKind,
    side: String,
}

/// How far a value may lie from what is written, in grains of the written number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Below, still supported; none is without limit.
    pub low: Option<Decimal>,
    /// Above, still supported.
    pub high: Option<Decimal>,
    /// Below, still close.
    pub close_low: Option<Decimal>,
    /// Above, still close.
    pub close_high: Option<Decimal>,
}

#[derive(Deserialize)]
struct IntervalRow {
    hedge: String,
    written: String,
    low: String,
    high: String,
    close_low: String,
    close_high: String,
}

/// The words-to-intervals table: a reach for each hedge, beside round and sharp numbers.
#[derive(Debug)]
pub struct Intervals(Vec<(String, String, Reach)>);

impl Intervals {
    /// Reads the table.
    pub(super) fn load() -> Self {
        let grains = |text: &str| if text.ends_with("inf") { None } else { Some(text.parse().unwrap_or_else(|_| panic!("lexicon/intervals.csv: {text:?}"))) };
        let row = |r: IntervalRow| {
            let reach = Reach { low: grains(&r.low), high: grains(&r.high), close_low: grains(&r.close_low), close_high: grains(&r.close_high) };
            (r.hedge, r.written, reach)
        };
        Intervals(rows("intervals.csv", include_str!("intervals.csv")).into_iter().map(row).collect())
    }

    /// The rows: hedge, how the number is written, reach.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &str, &Reach)> {
        self.0.iter().map(|(hedge, written, reach)| (hedge.as_str(), written.as_str(), reach))
    }

    /// The reach in the row of a hedge ("about", "none") and of how the number is written ("round", "sharp", "any"), to be changed.
    pub fn reach_mut(&mut self, hedge: &str, written: &str) -> Option<&mut Reach> {
        self.0.iter_mut().find(|r| r.0 == hedge && r.1 == written).map(|r| &mut r.2)
    }

    /// The reach of a number with a hedge, or with none.
    pub fn reach(&self, hedge: Option<HedgeKind>, sharp: bool) -> Reach {
        let name = hedge.map_or("none", HedgeKind::name);
        let written = if sharp { "sharp" } else { "round" };
        let fits = |r: &&(String, String, Reach)| r.0 == name && (r.1 == written || r.1 == "any");
        self.0
            .iter()
            .find(fits)
            .or_else(|| self.0.iter().find(|r| r.0 == "none"))
            .map_or(Reach { low: None, high: None, close_low: None, close_high: None }, |r| r.2)
    }
}

/// The most words that a hedge has.
const LONGEST: usize = 5;

/// All hedges.
#[derive(Debug)]
pub struct Hedges {
    before: PhraseIndex<HedgeKind>,
    after: PhraseIndex<HedgeKind>,
}

impl Hedges {
    /// Reads the table.
    pub(super) fn load() -> Self {
        let mut hedges = Hedges { before: PhraseIndex::default(), after: PhraseIndex::default() };
        for row in rows::<Row>("hedges.csv", include_str!("hedges.csv")) {
            let index = if row.side == "after" { &mut hedges.after } else { &mut hedges.before };
            index.insert(&row.phrase, row.kind);
        }
        hedges
    }

    /// The longest hedge that ends right before token `at`, with its first token.
    pub fn ending_before(&self, tokens: &[Token], at: usize, floor: usize) -> Option<(HedgeKind, usize)> {
        (at.saturating_sub(LONGEST).max(floor)..at).find_map(|start| {
            let mut kind = None;
            self.before.each_at(&tokens[..at], start, |found| {
                if found.end == at {
                    kind = found.values.first().copied();
                }
            });
            kind.map(|kind| (kind, start))
        })
    }

    /// The hedge that begins at token `at`, with the token behind it.
    pub fn beginning_at(&self, tokens: &[Token], at: usize) -> Option<(HedgeKind, usize)> {
        let found = self.after.longest_at(tokens, at)?;
        found.values.first().map(|&kind| (kind, found.end))
    }
}

#[cfg(test)]
mod tests {
    use super::{HedgeKind, Hedges};
    use crate::text::token::tokenize;

    #[test]
    fn the_longest_hedge_wins_on_either_side() {
        let hedges = Hedges::load();
        let tokens = tokenize("a little less than 500 or so");
        assert_eq!(hedges.ending_before(&tokens, 4, 0), Some((HedgeKind::Nearly, 0)));
        assert_eq!(hedges.ending_before(&tokens, 4, 2), Some((HedgeKind::Under, 2)));
        assert_eq!(hedges.beginning_at(&tokens, 5), Some((HedgeKind::About, 7)));
    }
}
