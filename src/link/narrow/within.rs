//! Words that say within which part of a country or a people the value holds.
//!
//! In: how the sentence opens, and the words behind the value. Out: whether they name a part: "In rural areas, …", "… among
//! women", "… in the private sector". Where the table's own phrase names the part, it is the whole.

use super::super::Link;
use super::{PHRASE, Words};
use crate::text::token::words;
use std::ops::Range;

/// Prepositions that lead to the part.
const WITHIN: &[u64] = words!["in", "among", "amongst", "across", "outside", "within", "around", "for", "throughout", "on"];
/// Parts of a number, or of a time, and no places: "for the most part", "in the first half".
const FRACTIONS: &[u64] = words!["most", "much", "part", "half", "quarter", "third", "rest", "section", "sections", "stretch", "edge"];
/// How far behind the beginning of a sentence the comma may stand behind such an opening, in tokens.
const OPENING: usize = 7;
/// How far behind the value and its phrase the preposition may stand.
const BEHIND: usize = 10;

impl Words<'_> {
    /// True if an opening or what follows on the value names a part of what the property is of.
    pub(super) fn is_within_part(&self, link: &Link, term: Option<&Range<usize>>) -> bool {
        if self.kind().is_date() {
            return false;
        }
        let (start, value) = (self.start(), self.value());
        let comma = (start + 1..start + OPENING).find(|&at| self.says(at, words![","])).filter(|&comma| comma <= value.start);
        let opens = comma.is_some_and(|comma| self.says(start, WITHIN) && self.names_part(start + 1..comma, link));
        opens || self.is_followed_by_part(value.end.max(term.map_or(0, |term| term.end)), link)
    }

    fn is_followed_by_part(&self, from: usize, link: &Link) -> bool {
        // "15 percent in 2024 in rural areas", "18 per 1,000 births in rural areas"
        let goes_on = |at: &usize| {
            let stops = self.says(*at, words!["and", "but", "while", "or", "who", "which", "that"]);
            (self.is_word(*at) || self.inside(*at) && self.is_mentioned(*at)) && !stops
        };
        let behind = |within: usize| (within + 1..within + 1 + PHRASE).take_while(goes_on).last().map_or(within + 1, |last| last + 1);
        let mut within = (from..from + BEHIND).take_while(goes_on).filter(|&at| self.says(at, WITHIN));
        within.any(|at| self.names_part(at + 1..behind(at), link))
    }

    /// True if one of the words is of a place or of a group that is only a part, and the phrase for the property has not the same.
    fn names_part(&self, words: Range<usize>, link: &Link) -> bool {
        let property = self.property(link);
        let place = |at: usize| self.is_part(at) && !self.says(at, FRACTIONS) || self.says(at, words!["sector", "sectors"]);
        let own = |at: usize| self.is_in_phrase(at, property) || self.is_named(at) || self.is_mentioned(at) || self.is_told_by(at, link);
        words.into_iter().any(|at| self.is_word(at) && (place(at) || self.is_qualifier(at) && property.qualifiers.is_empty()) && !own(at))
    }
}
