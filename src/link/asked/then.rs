//! Values that are held against an earlier one of the same: "38 percent below those of 1990", "up 32 percent on
//! 2010", "three times as many as in 1990", "twice its 2021 rate", "a third more than the year before".
//!
//! In: a claim and the words behind its value. Out: the two years that are compared. The later one is the other
//! year of the sentence, or that of the article.

use super::{Around, Asked, LESS, MORE};
use crate::lexicon::word::Class;
use crate::measure::when::{Grain, When};
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::text::token::{TokenKind, words};
use chrono::Datelike;
use std::ops::Range;

/// How far behind the value the earlier year may stand, in tokens.
const REACH: usize = 9;
/// Besides adjectives, words that say that the value is more than then …
const ABOVE: &[u64] = words!["above", "over", "up"];
/// … and less.
const BELOW: &[u64] = words!["below", "under", "down"];
/// What stands for the same thing then.
const SAME: &[u64] = words!["that", "those", "what", "level", "levels", "figure", "number", "size", "value", "rate", "share", "total", "as"];

impl Around<'_> {
    pub(super) fn against(&self) -> Option<Asked> {
        let value = &self.mention.tokens;
        let then = self.part.reading.mentions_in(self.claim.sentence).iter().find(|m| m.tokens.start >= value.end)?;
        let first = year_of(then).filter(|_| then.tokens.start <= value.end + REACH)?;
        let between = value.end..then.tokens.start;
        if !self.leads_to_year(&between) {
            return None;
        }
        let last = self.later(then, first)?;
        let (from, to) = (When::year(first)?, When::year(last)?);
        if self.is_multiple() || self.is_part(&between) {
            return between.clone().chain([then.tokens.end]).any(|i| self.says(i, SAME)).then_some(Asked::Times { from, to });
        }
        let side = self.side(&between)?;
        matches!(self.mention.kind, Kind::Percent | Kind::Number | Kind::Money | Kind::Quantity).then_some(Asked::Change { from, to, falls: side })
    }

    /// "half the level of 1990", "less than half of what it was in 1990".
    fn is_part(&self, between: &Range<usize>) -> bool {
        let of = between.start + usize::from(self.says(between.start, words!["of"]));
        matches!(self.mention.kind, Kind::Number | Kind::Percent) && self.says(of, words!["the", "its", "their", "what"])
    }

    /// True for words between the value and a year that name nobody, end no clause, and lead to the year by a preposition.
    fn leads_to_year(&self, between: &Range<usize>) -> bool {
        let last = between.end.checked_sub(1).filter(|&at| at >= between.start);
        // "its 2021 rate", "than the year before", "what it was a year earlier"
        let level = self.says(between.end + 1, SAME) && last.is_some_and(|at| self.says(at, words!["its", "their", "the"]));
        let told = last.is_some_and(|at| self.says(at, words!["the", "was", "were"]));
        let relative = told && self.part.reading.tokens[between.end].kind == TokenKind::Word;
        let led = level || relative || last.is_some_and(|at| self.says(at, words!["in", "of", "on", "than", "from"]));
        let named = self.part.names_in(self.claim.sentence).iter().any(|name| between.contains(&name.tokens.start));
        let plain = |at: usize| self.part.reading.tokens[at].kind == TokenKind::Word && !self.says(at, words!["and", "but", "while", "when", "after"]);
        led && !named && between.clone().all(plain)
    }

    /// True if the value is said to be less than then, false if more; neither without a word for it.
    fn side(&self, between: &Range<usize>) -> Option<bool> {
        let before = self.mention.tokens.start.checked_sub(1).filter(|&at| at >= self.sentence().start);
        // "up 32 percent on 2010"; of "up 32 percent in 2010" the year is that of the rise
        let moved = before.filter(|&at| self.says(at, words!["up", "down"]) && self.says(between.end - 1, words!["on", "from"]));
        let near = || moved.into_iter().chain(between.clone().take(3));
        // "3 percent more people in 2010" compares nothing with that year
        let compared =
            moved.is_some() || self.says(between.start, words!["above", "over", "below", "under"]) || between.clone().any(|i| self.says(i, words!["than"]));
        let more = |at: usize| self.says(at, ABOVE) || self.says(at, MORE);
        let less = |at: usize| self.says(at, BELOW) || self.says(at, LESS);
        let found = near().find_map(|at| if more(at) { Some(false) } else { less(at).then_some(true) });
        found.filter(|_| compared)
    }

    /// The year that is compared with the first: the sentence's other one, or the article's.
    fn later(&self, then: &Mention, first: i32) -> Option<i32> {
        let story = self.context.today()?.year();
        let all = self.part.reading.mentions_in(self.claim.sentence).iter().filter(|m| m.tokens != then.tokens && m.kind.is_date());
        let others: Vec<&Mention> = all.collect();
        let last = match others[..] {
            [] => story,
            [other] => year_of(other)?,
            _ => return None,
        };
        // "is now three times as many" and the past: which year is told of is not said
        let past =
            |at: usize| self.context.lexicon.words.classes(self.part.reading.marks[at]).contains(Class::PAST) || self.says(at, words!["was", "were", "had"]);
        let told = !others.is_empty() || !(self.sentence().start..self.mention.tokens.start).any(past);
        (told && first < last && last <= story).then_some(last)
    }
}

/// The year that a date names, and nothing finer.
fn year_of(date: &Mention) -> Option<i32> {
    let when = date.when.filter(|when| date.kind.is_date() && when.grain == Grain::Year && date.named.is_none())?;
    when.from.map(|day| day.year())
}
