//! Which mentions a row could be about at all.
//!
//! In: a part with its mentions, names, terms and cues. Out: for every mention whether
//! anything stands near it that could tell a property of its kind. Most numbers of a
//! story are of things that no table holds; nothing more is asked about those.

use super::fit::could_be;
use super::measured::{is_end_of_rule, is_growth_of_economy, is_size_of_economy, is_size_of_place};
use crate::claim::{PartReading, REACH, Worth, is_of_members, says, share, span_of};
use crate::lexicon::Lexicon;
use crate::lexicon::cue::CueClass;
use crate::measure::unit::Dimension;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::mention::name::Name;
use crate::reference::names::{NameForm, TermEntry};
use crate::reference::{EntityId, Reference};
use crate::text::plain::BlockKind;
use crate::text::token::words;
use std::ops::RangeInclusive;

/// Kinds of entities whose dates and lengths need no phrase: they are the event's own.
pub const EVENTS: [&str; 6] = ["conflict", "event", "agreement", "project", "disaster", "election"];

/// For every mention of `part` whether a row could be about it; `title` is the article's.
pub fn looking_up(part: &PartReading<'_>, title: Option<&PartReading<'_>>, reference: &Reference, lexicon: &Lexicon) -> Vec<Worth> {
    let around = Around { part, title, reference, lexicon };
    let worth = |mention: &Mention| {
        let share = share::of(mention, part, lexicon);
        if mention.can_claim() { around.of(share.as_ref().unwrap_or(mention)) } else { Worth::Nothing }
    };
    part.reading.mentions.iter().map(worth).collect()
}

struct Around<'a> {
    part: &'a PartReading<'a>,
    title: Option<&'a PartReading<'a>>,
    reference: &'a Reference,
    lexicon: &'a Lexicon,
}

impl Around<'_> {
    fn of(&self, mention: &Mention) -> Worth {
        let own = mention.sentence;
        let people = self.counts_people(mention);
        match () {
            () if self.is_base(mention) => Worth::Nothing,
            () if self.has_term(mention, own, people) => Worth::Here,
            () if self.reach(mention).any(|sentence| sentence != own && self.has_term(mention, sentence, people)) || self.needs_no_term(mention) => Worth::Near,
            () => Worth::Nothing,
        }
    }

    /// "9 doctors per 1,000 people", "one in every 1,000": what a rate is told of.
    fn is_base(&self, mention: &Mention) -> bool {
        let start = mention.tokens.start;
        let word = |back: usize, words: &[u64]| start >= back && says(self.part, start - back, words);
        mention.kind == Kind::Number && (word(1, words!["per"]) || word(1, words!["every", "each"]) && word(2, words!["in", "for", "of", "to"]))
    }

    /// True if something else than a phrase could tell the property.
    fn needs_no_term(&self, mention: &Mention) -> bool {
        match mention.kind {
            Kind::Date | Kind::DateRange => self.has_event(mention) || self.has_office(mention) || is_end_of_rule(self.part, mention),
            Kind::Duration => self.has_event(mention) || self.is_counted_from(mention) || self.has_office(mention),
            Kind::Age => self.has_person(mention),
            Kind::Percent => !self.part.names_in(mention.sentence).is_empty() || is_growth_of_economy(self.part, mention),
            Kind::Number => {
                self.has_cue(mention, CueClass::Measuring)
                    || self.has_cue(mention, CueClass::Comparative)
                    || is_size_of_place(self.part, mention, self.lexicon)
                    || is_of_members(self.part, mention)
            }
            Kind::Money => is_size_of_economy(self.part, mention) || !self.part.terms_in(mention.sentence).is_empty(),
            Kind::Quantity => is_density(mention) || self.has_cue(mention, CueClass::Measuring),
            Kind::Ordinal => self.has_cue(mention, CueClass::Superlative) || self.is_anniversary(mention),
            _ => false,
        }
    }

    /// The sentences whose names and terms are the mention's too.
    fn reach(&self, mention: &Mention) -> RangeInclusive<usize> {
        let own = mention.sentence;
        let heading = self.part.reading.sentences[own].kind == BlockKind::Heading;
        own.saturating_sub(REACH)..=own + usize::from(heading)
    }

    /// True if a phrase in the sentence names a property that the mention's value could be one of.
    fn has_term(&self, mention: &Mention, sentence: usize, people: bool) -> bool {
        let here = sentence == mention.sentence;
        let told = |entry: &TermEntry| could_be(self.reference.property(entry.property), mention, here, people, self.lexicon);
        self.part.terms_in(sentence).iter().any(|term| term.entries.iter().any(told))
    }

    /// True if the noun is one for people, or names a people.
    fn counts_people(&self, mention: &Mention) -> bool {
        let Some(noun) = &mention.noun else { return false };
        let named = |name: &&Name| span_of(self.part, &name.tokens).overlaps(noun.span);
        let demonym = |name: &Name| name.entities.iter().any(|(_, form)| *form == NameForm::Demonym);
        self.lexicon.cues.is_people(&noun.lemma) || self.part.names_in(mention.sentence).iter().find(named).is_some_and(demonym)
    }

    fn has_cue(&self, mention: &Mention, class: CueClass) -> bool {
        self.part.cues_in(mention.sentence).any(|found| found.cues.iter().any(|cue| cue.class == class))
    }

    /// "20 years after independence".
    fn is_counted_from(&self, mention: &Mention) -> bool {
        says(self.part, mention.tokens.end, words!["after", "before", "later"]) && !self.part.terms_in(mention.sentence).is_empty()
    }

    /// "became president in 1999", "ruled for 30 years"
    fn has_office(&self, mention: &Mention) -> bool {
        let named = || self.part.names_in(mention.sentence).iter().any(|name| self.is_persons(name));
        (self.has_cue(mention, CueClass::Office) || self.has_cue(mention, CueClass::Title)) && named()
    }

    fn has_person(&self, mention: &Mention) -> bool {
        self.reach(mention).flat_map(|sentence| self.part.names_in(sentence)).any(|name| self.is_persons(name))
    }

    fn is_persons(&self, name: &Name) -> bool {
        name.entities.iter().any(|&(entity, _)| self.reference.kind_of(entity) == "person")
    }

    fn is_anniversary(&self, mention: &Mention) -> bool {
        mention.noun.as_ref().is_some_and(|n| n.lemma == "anniversary") || self.has_cue(mention, CueClass::Anniversary)
    }

    /// True if an event is named near, by its name or by its kind.
    fn has_event(&self, mention: &Mention) -> bool {
        let kinds = |sentence: usize| self.part.cues_in(sentence).any(|f| f.cues.iter().any(|c| c.class == CueClass::Event));
        let is_event = |&(entity, _): &(EntityId, _)| EVENTS.contains(&self.reference.kind_of(entity));
        let names = self.reach(mention).flat_map(|sentence| self.part.names_in(sentence)).chain(self.title.iter().flat_map(|t| &t.names));
        (mention.sentence.saturating_sub(1)..=mention.sentence).any(kinds) || names.into_iter().any(|name| name.entities.iter().any(is_event))
    }
}

/// "people per square kilometre" and the like.
fn is_density(mention: &Mention) -> bool {
    mention.unit.as_ref().is_some_and(|u| u.tag == "person" && Dimension::parse("1/length^2") == Some(u.dimension))
}
