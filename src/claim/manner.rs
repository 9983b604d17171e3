//! How a sentence puts a value: as a fact, a forecast or a denial, as a change, a place in
//! an order, or as somebody else's.

use super::{Manner, Modality, PartReading, View, owner, reporting, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::measure::unit::Dimension;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::mention::name::FoundCue;
use crate::text::token::TokenKind;
use crate::text::token::words;
use rust_decimal::Decimal;

/// How far before "by" the verb of change may stand, in tokens.
const CHANGE_REACH: usize = 9;
/// How far before the value a word of foresight may stand, in tokens.
const FORECAST_REACH: usize = 12;
/// How far behind the value the verb of ability may stand: "80 percent of adults can read".
const BEHIND: usize = 6;
/// How far behind the value what is left out of it may begin, in tokens.
const LEFT_OUT: usize = 4;
/// Words behind a value, or at the head of its sentence, that leave something out of it.
const EXCEPT: &[u64] = words!["excluding", "excludes", "except", "excepting", "minus"];
/// A place in an order is hardly told beyond this.
const LAST_RANK: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);

/// The points of the compass.
pub const COMPASS: &[u64] = words!["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"];
/// Other words behind a length that make it a way from somewhere.
const AWAY: &[u64] = words!["away", "from", "off", "outside", "inland", "offshore", "upstream", "downstream", "inside"];

/// True for "the 27-nation union", by its name: what so many members are said of has them, whatever it will do.
pub fn is_of_members(part: &PartReading<'_>, mention: &Mention) -> bool {
    let end = mention.tokens.start + 1;
    let hyphen = part.reading.tokens.get(end).is_some_and(|t| t.is_hyphen() && t.is_glued());
    mention.kind == Kind::Number && hyphen && says(part, end + 1, words!["nation", "member", "state", "country"]) && part.is_named(end + 2)
}

/// What somebody was in office without.
const UNBROKEN: &[u64] = words!["interruption", "break", "pause", "interval", "doubt", "exception", "question"];

impl View<'_> {
    /// All that the words tell of how the value is put.
    pub(super) fn manner(&self) -> Manner {
        let stranger = owner::is_other(self.here(), self.mention, &self.span_of_run(), self.lexicon);
        [
            (Manner::STATEMENT, self.is_of_statement(self.mention)),
            (Manner::RANKED, self.is_ranked()),
            (Manner::OTHER_HEAD, self.has_other_head()),
            (Manner::CHANGE, self.is_change()),
            (Manner::OTHER_OWNER, stranger),
            (Manner::PARTIAL, self.is_partial()),
            (Manner::DISTANCE, self.is_distance()),
        ]
        .into_iter()
        .filter(|(_, holds)| *holds)
        .map(|(manner, _)| manner)
        .collect()
    }

    /// Forecasts and denials.
    pub(super) fn modality(&self) -> Modality {
        let part = self.here();
        let (start, own) = (self.sentence().tokens.start, self.mention.tokens.start);
        let near = own.saturating_sub(FORECAST_REACH).max(start);
        // "expected to live 80 years" is a measure of what is
        let lives = |c: &FoundCue| (c.tokens.end - 1..c.tokens.end + 2).any(|i| says(part, i, words!["to"]) && says(part, i + 1, words!["live"]));
        let foresees = |c: &&FoundCue| c.tokens.end <= own && c.cues.iter().any(|c| c.class == CueClass::Forecast) && !lives(c);
        let forecasts = || part.cues_in(self.mention.sentence).filter(foresees);
        let forecast = forecasts().any(|c| (near..own).contains(&c.tokens.start) && self.clauses.between(c.tokens.start, own) == 0)
            || forecasts().next().is_some_and(|first| self.is_second_forecast(first.tokens.end, forecasts()));
        let ahead =
            self.mention.future && !self.mention.kind.is_date() && !self.is_ability(start) && !is_of_members(part, self.mention) && !self.is_presupposed(start);
        let presupposed = self.mention.kind == Kind::Duration
            && part.cues_in(self.mention.sentence).any(|c| c.tokens.end == own && c.cues.iter().any(|c| c.class == CueClass::Ending));
        // "in office without interruption since 2010" denies nothing
        let unbroken = |i: usize| says(part, i, words!["without"]) && (i + 1..i + 3).any(|i| says(part, i, UNBROKEN));
        // nor does "no government" where the table asks since when there has been none
        let told = |i: usize| part.terms_in(self.mention.sentence).iter().any(|term| term.tokens.len() > 1 && term.tokens.contains(&i));
        let plain = |i: usize| unbroken(i) || told(i);
        let denied = (own.saturating_sub(3).max(start)..own).any(|i| self.lexicon.words.classes(part.reading.marks[i]).contains(Class::NEGATION) && !plain(i));
        match () {
            () if denied => Modality::Denied,
            () if self.tone.is_untrue(self.mention) => Modality::Rejected,
            () if presupposed => Modality::Asserted,
            () if forecast && !self.mention.kind.is_date() || ahead => Modality::Forecast,
            () => Modality::Asserted,
        }
    }

    /// "all 27 members must", "the 27 members will": whatever they do, there are so many. "Will guard Chad's 900-kilometre border": it is so long.
    fn is_presupposed(&self, start: usize) -> bool {
        let (own, end) = (self.mention.tokens.start, self.mention.tokens.end);
        let counted = self.mention.kind == Kind::Number && self.mention.noun.is_some();
        let hyphened = || self.mention.tokens.clone().any(|at| self.here().reading.tokens[at].is_hyphen());
        let noun = || end < self.sentence().tokens.end && self.here().reading.tokens[end].kind == TokenKind::Word;
        let measured = self.mention.kind == Kind::Quantity && hyphened() && noun();
        (counted || measured) && own > start && says(self.here(), own - 1, words!["the", "all", "its", "their", "'s", "’s"])
    }

    /// "can read and write": what people are able to do, they do today.
    fn is_ability(&self, start: usize) -> bool {
        let part = self.here();
        let class = |i: usize| self.lexicon.words.classes(part.reading.marks[i]);
        let modal = (start..self.mention.tokens.end).rev().find(|&i| class(i).intersects(Class::MODAL | Class::FUTURE));
        modal.is_some_and(|i| says(part, i, words!["can", "cannot"]))
            || modal.is_none() && (self.mention.tokens.end..self.sentence().tokens.end).take(BEHIND).any(|i| says(part, i, words!["can", "cannot"]))
    }

    /// True if the value is of a second thing that is foreseen: "forecast growth of 2 percent and a rise in prices of 4 percent".
    fn is_second_forecast<'f>(&self, first: usize, mut forecasts: impl Iterator<Item = &'f FoundCue>) -> bool {
        let (part, own) = (self.here(), self.mention.tokens.start);
        let and = (first..own).rev().find(|&i| says(part, i, words!["and"])).filter(|&and| says(part, and + 1, words!["a", "an"]));
        and.is_some_and(|and| forecasts.any(|c| c.tokens.end <= and && self.clauses.between(c.tokens.start, own) <= 1))
    }

    /// True if a reporting verb stands right beside a date, an "on" or "in" between them allowed, or right behind
    /// a share: those who say something are no part of a people that a table counts.
    pub(super) fn is_of_statement(&self, mention: &Mention) -> bool {
        let part = self.here();
        let reporting = |i: usize| reporting::is_verb(part.text, &part.reading, self.sentence(), self.lexicon, i);
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let first = self.sentence().tokens.start;
        if mention.kind == Kind::Percent {
            return end < self.sentence().tokens.end && (reporting(end) || says(part, end, words!["stating", "saying", "believing", "answering"]));
        }
        let before = start.checked_sub(1 + usize::from(start > first && says(part, start - 1, words!["on", "in"]))).filter(|&i| i >= first);
        mention.kind.is_date() && (before.is_some_and(reporting) || end < self.sentence().tokens.end && reporting(end))
    }

    /// True if words near the value, or at the head of its sentence, leave a part out, or if it is a share of a number
    /// of others ("60 percent of 6,300 employees").
    fn is_partial(&self) -> bool {
        let (sentence, value) = (self.sentence().tokens.clone(), &self.mention.tokens);
        if self.mention.kind == Kind::Percent && self.is_of_number(value.end) {
            return true;
        }
        let behind = value.end..(value.end + LEFT_OUT).min(sentence.end);
        std::iter::once(sentence.start).chain(behind).any(|i| says(self.here(), i, EXCEPT))
            || says(self.here(), sentence.start, words!["without", "ignoring", "omitting", "discounting", "disregarding"])
            || says(self.here(), sentence.start, words!["with", "including", "counting", "adding"])
                && says(self.here(), sentence.start + 1, words!["those", "everyone", "all"])
            || self.tone.leaves_out
    }

    /// True if "of" stands here and a number behind it, an article or possessive between them allowed.
    fn is_of_number(&self, at: usize) -> bool {
        let (part, mentions) = (self.here(), &self.here().reading.mentions);
        let number = |at: usize| {
            let next = mentions.partition_point(|m| m.tokens.end <= at);
            mentions.get(next).is_some_and(|m| m.tokens.start == at && m.kind == Kind::Number)
        };
        says(part, at, words!["of"]) && at + 2 < self.sentence().tokens.end && (number(at + 1) || number(at + 2))
    }

    /// True if a length of way and a direction say where something lies: "110 miles northeast of the capital".
    fn is_distance(&self) -> bool {
        let (part, end) = (self.here(), self.mention.tokens.end);
        let length = self.mention.unit.as_deref().is_some_and(|unit| Dimension::base("length") == Some(unit.dimension));
        let direction = |at: usize| at < self.sentence().tokens.end && (says(part, at, COMPASS) || says(part, at, AWAY));
        length && direction(end)
    }

    /// True if the value stands behind a verb of change and "by": it says how far something moved, not where it stands.
    fn is_change(&self) -> bool {
        let part = self.here();
        let (first, start) = (self.sentence().tokens.start, self.mention.tokens.start);
        let by = start > first && says(part, start - 1, words!["by"]);
        by && (start.saturating_sub(CHANGE_REACH).max(first)..start).any(|i| self.lexicon.words.classes(part.reading.marks[i]).contains(Class::CHANGE))
    }

    /// True if a noun and "of" stand right before the value, and the noun names no property.
    fn has_other_head(&self) -> bool {
        let part = self.here();
        let (first, start) = (self.sentence().tokens.start, self.span_of_run().start);
        if start < first + 2 || !says(part, start - 1, words!["of"]) {
            return false;
        }
        let noun = start - 2;
        let named = part.is_named(noun);
        let class = self.lexicon.words.classes(part.reading.marks[noun]);
        part.reading.tokens[noun].kind == TokenKind::Word && !named && !class.intersects(Class::FUNCTION | Class::MEASURE)
    }

    /// True if a word for a place in an order stands right before the number: "number 67", "a rank of 4".
    fn is_ranked(&self) -> bool {
        let start = self.span_of_run().start;
        // "its forces number 44,000" tells how many
        if self.mention.value.is_some_and(|v| v.value >= LAST_RANK) {
            return false;
        }
        self.here().cues_in(self.mention.sentence).any(|c| {
            let joined = || (c.tokens.end..start).all(|i| says(self.here(), i, words!["of", "at", "is", "was", "as", ":", "the", "world", "#", "."]));
            c.tokens.end <= start && start - c.tokens.end <= 3 && c.cues.iter().any(|c| c.class == CueClass::Rank) && joined()
        })
    }
}
