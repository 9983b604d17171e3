//! Values that are asked of several rows: changes, multiples, differences, sums, shares.
//!
//! In: a claim and the words around its value. Out: what is to be worked out, of whom and
//! of which property. Such a value is no level of anything: "5 million more than X" is
//! nobody's population. What the rows make of it is for `verdict`.

mod group;
mod then;

pub use group::{entities, is_between_them};

use super::Context;
use super::measured;
use super::property::{self, Candidate as Property};
use super::subject::{self, Candidate as Subject};
use crate::claim::{Claim, NameCue, PartReading, says, span_of};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::measure::when::When;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::mention::name::Term;
use crate::reference::{EntityId, PropertyId, ValueKind};
use crate::text::token::words;
use chrono::Datelike;
use rust_decimal::Decimal;

/// How far from the value the words that ask may stand, in tokens.
const REACH: usize = 6;
/// How far behind the value another's name may stand.
const OTHER_REACH: u32 = 9;

/// How far behind a multiple its adjective may stand, in tokens.
const SIZE: usize = 3;

/// What a group is worth as subject, and a list that stands before its verb.
const LISTED: f64 = 0.86;

/// What is to be worked out.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// How far something moved between two times.
    Change {
        /// The first.
        from: When,
        /// The last.
        to: When,
        /// The words say that it fell.
        falls: bool,
    },
    /// How many times as large it is at the second time as at the first.
    Times {
        /// The first.
        from: When,
        /// The last.
        to: When,
    },
    /// How many times as large it is as another's.
    Multiple {
        /// The other.
        other: EntityId,
        /// "times larger than", which some take for one more.
        more: bool,
    },
    /// How much more it is than another's, in numbers or in percent of that.
    Difference {
        /// The other.
        other: EntityId,
        /// The words say that it is less.
        less: bool,
    },
    /// What several come to together, or on average.
    Together {
        /// All of them, the subject first.
        all: Vec<EntityId>,
        /// The mean of them.
        mean: bool,
    },
    /// Which part of another's it is, in percent.
    ShareOf {
        /// The whole.
        whole: EntityId,
    },
    /// How much it is for each inhabitant.
    PerHead,
}

impl Asked {
    /// True for a value that says how many times, which is never meant to the digit.
    pub fn is_multiple(&self) -> bool {
        matches!(self, Asked::Multiple { .. } | Asked::Times { .. })
    }

    /// The later of two times that are compared.
    pub fn last(&self) -> Option<When> {
        match self {
            Asked::Change { to, .. } | Asked::Times { to, .. } => Some(*to),
            _ => None,
        }
    }
}

/// A value to be worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Of whom.
    pub subject: EntityId,
    /// Which property.
    pub property: PropertyId,
    /// How well both are told.
    pub strength: f64,
    /// Only an adjective tells the property: "twice as large as" may be of people.
    pub compared: bool,
    /// What.
    pub asked: Asked,
}

/// Each of a people, behind "per".
pub const HEADS: &[u64] = words!["head", "capita", "person", "inhabitant", "citizen", "resident"];

/// What the words around a value ask for, if it is no level.
pub fn question(claim: &Claim, context: &Context<'_>) -> Option<Question> {
    let mention = claim.mention(context.parts);
    if mention.vague || !matches!(mention.kind, Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity) {
        return None;
    }
    let around = Around { claim, mention, part: &context.parts[claim.part], context };
    let asked = around
        .against()
        .or_else(|| around.change())
        .or_else(|| around.compared())
        .or_else(|| around.together())
        .or_else(|| around.share_of())
        .or_else(|| around.per_head())?;
    around.of(asked)
}

/// True if the words say how much more or less something is than another, whoever that is.
pub fn is_difference(claim: &Claim, context: &Context<'_>) -> bool {
    let (part, end) = (&context.parts[claim.part], claim.mention(context.parts).tokens.end);
    let until = (end + REACH).min(part.reading.sentences[claim.sentence].tokens.end);
    let near = || (end..until).take_while(|&i| !says(part, i, words![",", ";", "(", "and", "but"]));
    let compared = near().find(|&i| says(part, i, MORE) || says(part, i, LESS)).filter(|&i| i <= end + 2);
    // "500 metres lower", whoever else is as high as what
    let measured = claim.mention(context.parts).kind == Kind::Quantity && compared == Some(end);
    measured || compared.is_some_and(|at| near().any(|i| i > at && says(part, i, words!["than"])))
}

/// "a third", "half": a part of one, without a unit.
pub fn is_fraction(mention: &Mention) -> bool {
    mention.kind == Kind::Number && mention.unit.is_none() && mention.value.is_some_and(|v| v.value < Decimal::ONE && v.value > Decimal::ZERO)
}

/// "3 points", "3 percentage points".
pub fn is_points(mention: &Mention) -> bool {
    let noun = || mention.kind == Kind::Number && mention.noun.as_ref().is_some_and(|noun| noun.lemma == "point");
    mention.unit.as_ref().is_some_and(|u| u.name.contains("point")) || noun()
}

struct Around<'a> {
    claim: &'a Claim,
    mention: &'a Mention,
    part: &'a PartReading<'a>,
    context: &'a Context<'a>,
}

/// Words that make a value a level, however things moved: "rose to 5 million".
const LEVELS: &[u64] = words!["to", "at", "from"];
const MORE: &[u64] = words!["more", "larger", "bigger", "greater", "higher", "longer", "taller", "older"];
const LESS: &[u64] = words!["fewer", "less", "smaller", "lower", "shorter", "lighter"];
const YEARLY: &[u64] = words!["annual", "annually", "yearly", "averaged", "averaging"];
const MEAN: &[u64] = words!["average", "mean"];

impl Around<'_> {
    fn says(&self, at: usize, words: &[u64]) -> bool {
        says(self.part, at, words)
    }

    fn sentence(&self) -> std::ops::Range<usize> {
        self.part.reading.sentences[self.claim.sentence].tokens.clone()
    }

    /// "rose by 12 percent between 2010 and 2020", "has doubled since 1990".
    fn change(&self) -> Option<Asked> {
        let period = self.claim.time?;
        let to = period.to.map(When::day).or_else(|| self.context.today().map(When::day))?;
        let (first, last) = (period.from?.year(), to.from?.year());
        let (sentence, value) = (self.sentence(), &self.mention.tokens);
        // nobody has measured what is to come, and a rate is not what came of it in the end
        let ahead = self.context.today().is_some_and(|day| last > day.year());
        if last <= first || ahead || value.start > sentence.start && self.says(value.start - 1, LEVELS) || self.is_rate() {
            return None;
        }
        let before = (value.start.saturating_sub(REACH).max(sentence.start)..value.start).rev();
        let behind = value.end..(value.end + 3).min(sentence.end);
        let stop = |i: &usize| self.says(*i, words![",", ";", "and", "but", "("]);
        let (from, to) = (When::year(first)?, When::year(last)?);
        // "has doubled since 1990"
        let verb = || self.part.reading.tokens[value.end - 1].span().of(self.part.text).ends_with("ed");
        if self.mention.rule == "multiple" && verb() {
            return Some(Asked::Times { from, to });
        }
        let moved = |i: usize| {
            let word = self.context.lexicon.words.get(self.part.reading.marks[i]);
            word.value(Class::CHANGE).filter(|direction| *direction != 0)
        };
        let direction = before.take_while(|i| !stop(i)).chain(behind.take_while(|i| !stop(i))).find_map(moved)?;
        Some(Asked::Change { from, to, falls: direction < 0 })
    }

    /// "at an average 5 percent", "by 3 percent a year", "by 3 percent annually".
    fn is_rate(&self) -> bool {
        let (sentence, value) = (self.sentence(), &self.mention.tokens);
        let before = value.start.saturating_sub(REACH).max(sentence.start)..value.start;
        let stop = |i: &usize| self.says(*i, words![",", ";", "and", "but", "("]);
        let yearly = value.end..(value.end + 3).min(sentence.end);
        let each = self.says(value.end, words!["a", "per", "each", "every"]) && self.says(value.end + 1, words!["year", "annum", "quarter", "month"]);
        let inside = || value.clone().any(|i| self.says(i, words!["year", "annum", "quarter", "month"]));
        each || inside() || before.rev().take_while(|i| !stop(i)).chain(yearly).any(|i| self.says(i, MEAN) || self.says(i, YEARLY))
    }

    /// "twice as large as X", "5 million more people than X".
    fn compared(&self) -> Option<Asked> {
        let end = self.mention.tokens.end;
        let (other, at) = self.other(end)?;
        // "three times what it was; Chad" leads to another clause
        if (end..at).any(|i| self.says(i, words![";", "what"])) {
            return None;
        }
        let joined = (end..at).rev().find(|&i| !self.says(i, words!["the", "that", "of", "in"]))?;
        let word = |words: &[u64]| (end..joined).any(|i| self.says(i, words));
        let than = self.says(joined, words!["than"]);
        // "Chad's was twice the size of Mali's": of what they have, and it is not named here
        if self.is_elided() {
            return None;
        }
        let differs = than && is_difference(self.claim, self.context);
        match () {
            () if self.is_multiple() && (than || self.says(at - 1, words!["of", "as", "the"])) => Some(Asked::Multiple { other, more: word(MORE) }),
            () if differs && word(MORE) => Some(Asked::Difference { other, less: false }),
            () if differs && word(LESS) => Some(Asked::Difference { other, less: true }),
            () => None,
        }
    }

    /// True if the sentence leaves out what somebody has: "Chad's was", "that of Mali's."
    fn is_elided(&self) -> bool {
        let verb = |at: usize| {
            self.says(at, words!["is", "was", "are", "were", "has", "had"]) || !self.sentence().contains(&at) || self.says(at, words![".", ",", ";"])
        };
        self.part.names_in(self.claim.sentence).iter().any(|name| self.says(name.tokens.end, words!["'s", "’s"]) && verb(name.tokens.end + 1))
    }

    /// "twice", "three times", "half the size of".
    fn is_multiple(&self) -> bool {
        let counts = self.mention.noun.as_ref().is_some_and(|n| n.lemma == "time") || self.says(self.mention.tokens.end, words!["times"]);
        self.mention.kind == Kind::Number && (counts || self.mention.rule == "multiple" || self.is_fraction_of())
    }

    /// "is half the size of", "has a third as many": a fraction of another's, and no part of it, as "has taken in half the people of" is.
    fn is_fraction_of(&self) -> bool {
        let (start, end) = (self.mention.tokens.start, self.mention.tokens.end);
        let before = (self.sentence().start..start).rev().find(|&i| !self.says(i, words!["only", "just", "barely", "hardly", "still", "now", "also"]));
        let led = before.is_some_and(|i| self.says(i, words!["is", "was", "are", "were", "has", "have", "had"]));
        let of = end + usize::from(self.says(end, words!["of"]));
        is_fraction(self.mention)
            && led
            && (self.says(of, words!["the"]) || self.says(end, words!["as"]) && self.says(end + 1, words!["many", "large", "big", "long", "high"]))
    }

    /// Who is named next behind a token, and where the name begins.
    fn other(&self, behind: usize) -> Option<(EntityId, usize)> {
        let near = |n: &&NameCue| n.place.sentences_back == 0 && !n.place.before && n.place.gap <= OTHER_REACH && n.name.0 == self.claim.part;
        let names = self.claim.names.iter().filter(near).map(|n| &self.part.names[n.name.1]);
        let name = names.filter(|n| n.tokens.start > behind && !n.inside).min_by_key(|n| n.tokens.start)?;
        Some((name.entities.first()?.0, name.tokens.start))
    }

    /// "2 percent of the world's population".
    fn share_of(&self) -> Option<Asked> {
        let end = self.mention.tokens.end;
        if self.mention.kind != Kind::Percent || !self.says(end, words!["of"]) {
            return None;
        }
        let (whole, at) = self.other(end)?;
        let is_whole = matches!(self.context.reference.kind_of(whole), "aggregate" | "organisation" | "region" | "");
        (is_whole && at <= end + 4).then_some(Asked::ShareOf { whole })
    }

    /// "$5,000 per head".
    fn per_head(&self) -> Option<Asked> {
        let end = self.mention.tokens.end;
        let said = self.says(end, words!["per", "a", "for"]) && self.says(end + 1, HEADS);
        let each = self.mention.unit.as_ref().is_some_and(|u| u.name.ends_with(" per person") || u.name.ends_with(" per head"));
        (self.mention.kind == Kind::Money && said || each).then_some(Asked::PerHead)
    }

    /// Of whom and of what it is asked.
    fn of(&self, asked: Asked) -> Option<Question> {
        let held = matches!(asked, Asked::Together { .. }) && self.has_people();
        let mut properties: Vec<Property> = if held { measured::of_people("people whom they have", self.context).collect() } else { Vec::new() };
        properties.extend(property::named(self.claim, self.context));
        let named = properties.len();
        properties.extend(self.compared_by());
        let (subject, told) = self.whose(&asked, &properties)?;
        let compared = !properties.iter().take(named).any(|p| self.fits(&asked, p, subject)) && self.is_of_size();
        let mut fitting = properties.into_iter().filter(|p| self.fits(&asked, p, subject)).peekable();
        // "beds for its people, six times as many as": more of what is told than of the people
        let first = *fitting.peek()?;
        let property = fitting.find(|p| !self.is_people_alone(p.property)).unwrap_or(first);
        Some(Question { subject, property: property.property, strength: told.min(property.strength), compared, asked })
    }

    /// Whose value is asked for, and how well that is told.
    fn whose(&self, asked: &Asked, properties: &[Property]) -> Option<(EntityId, f64)> {
        let others: &[EntityId] = match asked {
            Asked::Multiple { other, .. } | Asked::Difference { other, .. } | Asked::ShareOf { whole: other } => std::slice::from_ref(other),
            _ => &[],
        };
        let subjects = subject::candidates(self.claim, properties, self.context);
        let leads = |s: &&Subject| !others.contains(&s.entity) && s.leads;
        // "2 percent of the world's people live in X"
        let behind = |s: &&Subject| !others.contains(&s.entity) && s.name.is_some_and(|name| self.is_lived_in(name));
        let subject = match asked {
            Asked::Together { all, .. } if self.list().is_none() || self.has_people() && self.is_list_near() => return Some((all[0], LISTED)),
            Asked::Together { all, .. } => subjects.iter().find(|s| s.entity == all[0] && s.leads && s.list.is_some()),
            Asked::Change { .. } | Asked::Times { .. } => subjects.first(),
            Asked::ShareOf { .. } => subjects.iter().find(leads).or_else(|| subjects.iter().find(behind)),
            _ => subjects.iter().find(leads),
        };
        subject.map(|subject| (subject.entity, subject.strength))
    }

    /// "twice as large as", "the size of": in area, in people, or in what they produce.
    fn is_of_size(&self) -> bool {
        let end = self.mention.tokens.end;
        (end..end + SIZE).any(|i| self.says(i, words!["large", "larger", "big", "bigger", "small", "smaller", "size"]))
    }

    /// True for a name behind "live in".
    fn is_lived_in(&self, (part, name): (usize, usize)) -> bool {
        let Some(start) = self.part.names.get(name).filter(|_| part == self.claim.part).map(|name| name.tokens.start) else { return false };
        let verb = || (start.saturating_sub(3)..start).any(|i| self.says(i, words!["live", "lives", "lived"]));
        start > self.mention.tokens.end && self.says(start - 1, words!["in"]) && verb()
    }

    /// True if nothing in the sentence tells the property but a noun for people.
    fn is_people_alone(&self, property: PropertyId) -> bool {
        let part = &self.context.parts[self.claim.part];
        let people = |term: &Term| self.context.lexicon.cues.is_people(span_of(part, &term.tokens).of(part.text));
        let mut terms = part.terms_in(self.claim.sentence).iter().filter(|term| term.entries.iter().any(|e| e.property == property)).peekable();
        terms.peek().is_some() && terms.all(people)
    }

    /// True if the property's values can be reckoned with so, and the subject has any.
    fn fits(&self, asked: &Asked, property: &Property, subject: EntityId) -> bool {
        let described = self.context.reference.property(property.property);
        let amount = matches!(described.kind, ValueKind::Count | ValueKind::Money | ValueKind::Quantity);
        let points = is_points(self.mention);
        // "as much" is told of no heads
        let much = || (0..3).any(|i| self.says(self.mention.tokens.end + i, words!["much"])) && described.kind == ValueKind::Count;
        let kind = match (asked, self.mention.kind) {
            (Asked::Multiple { .. }, _) if much() => false,
            (Asked::Difference { .. }, Kind::Percent) => !points && amount && !described.is_change,
            (Asked::Change { .. }, Kind::Percent | Kind::Number) if points => described.kind == ValueKind::Percent,
            // "nearly four times its 2021 rate"
            (Asked::Times { .. }, _) => !much() && (amount || described.kind == ValueKind::Percent),
            (Asked::Change { .. }, Kind::Number) if is_fraction(self.mention) => amount && !described.is_change,
            (Asked::Change { .. } | Asked::ShareOf { .. }, Kind::Percent) | (Asked::Multiple { .. }, _) => amount && !described.is_change,
            (Asked::PerHead, _) => described.kind == ValueKind::Money && !described.label.to_lowercase().contains("per "),
            (Asked::Together { mean: true, .. }, Kind::Percent) => described.kind == ValueKind::Percent,
            (_, Kind::Number) => described.kind == ValueKind::Count,
            (_, Kind::Money) => described.kind == ValueKind::Money,
            (_, Kind::Quantity) => described.kind == ValueKind::Quantity && self.measures_same(described.unit.as_deref()),
            _ => false,
        };
        kind && !self.context.reference.facts_of(subject, property.property).is_empty()
    }

    fn measures_same(&self, own: Option<&crate::measure::unit::Unit>) -> bool {
        self.mention.unit.as_deref().zip(own).is_some_and(|(a, b)| a.measures_same(b))
    }

    /// Properties that an adjective compares: what is "as large as" another is so in its area.
    fn compared_by(&self) -> Vec<Property> {
        let near = |h: &&crate::claim::CueHit| h.class == CueClass::Comparative && h.place.sentences_back == 0 && !h.place.before && h.place.gap <= 2;
        let Some(word) = self.claim.cues.iter().find(near).map(|h| &h.value) else { return Vec::new() };
        let all = self.context.reference.properties().iter().enumerate();
        let called = |label: &str| label.eq_ignore_ascii_case(word) || label.eq_ignore_ascii_case(&format!("total {word}"));
        all.filter(|(_, p)| called(&p.label)).map(|(n, _)| Property { property: PropertyId(n as u32), strength: 0.86, reason: "what is compared" }).collect()
    }
}
