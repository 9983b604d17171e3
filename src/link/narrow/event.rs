//! Words that put a value of an event somewhere else.
//!
//! In: the words around a count or a date of an event. Out: whether they name a place that is none of the event's: "the tsunami
//! killed 5,000 people in" a country that is no party of it.

use super::super::worth::EVENTS;
use super::super::{Link, events};
use super::{PHRASE, Words};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::name::Name;
use crate::reference::ValueKind;
use crate::text::token::{Form, words};

impl Words<'_> {
    /// "killed 5,000 people in Peru", of all that an event killed: where it is told, and the event has neither that place in its name
    /// nor as its party. A date of an event that is told by its kind alone is that of another one there.
    pub(super) fn is_of_some_place(&self, link: &Link) -> bool {
        if self.is_around(link) {
            return true;
        }
        let event = EVENTS.contains(&self.context.reference.kind_of(link.subject));
        let counts = self.property(link).kind == ValueKind::Count;
        let dated = self.kind().is_date() && link.name.is_none();
        if !event || !counts && !dated {
            return false;
        }
        let value = self.value();
        let sentence = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        // who voted "to stay in the union in the referendum on 3 May" did so anywhere
        let from = events::words_of(self.claim).map(|hit| hit.tokens.1.start).min().unwrap_or(sentence.start);
        let (from, to) = if counts { (value.end, (value.end + PHRASE).min(sentence.end)) } else { (from, sentence.end) };
        let placed = |at: &usize| self.says(*at, words!["in", "around"]);
        (from..to).chain([sentence.start]).filter(placed).any(|at| self.is_elsewhere(at + 1, link))
    }

    /// "Cholera killed 2,900", of those who died of conflicts: what the property counts the dead of is told by nothing in the sentence.
    pub(super) fn is_of_other_cause(&self, link: &Link) -> bool {
        const VIOLENT: [&str; 4] = ["conflict", "attack", "clash", "coup"];
        let property = self.property(link);
        let caused = property.kind == ValueKind::Count && VIOLENT.iter().any(|cause| property.begins_with(cause));
        let sentence = self.part.reading.sentences[self.claim.sentence].tokens.clone();
        let said = || sentence.clone().any(|at| property.begins_with(self.word(at)));
        let told = || self.claim.cues.iter().any(|hit| hit.place.sentences_back < 2 && hit.class == CueClass::Event && VIOLENT.contains(&&*hit.value));
        caused && !said() && !told()
    }

    /// "88,000 homeless around Arica", of all of Chile's.
    fn is_around(&self, link: &Link) -> bool {
        let own = |name: &Name| name.entities.iter().any(|e| e.0 == link.subject || Some(e.0) == link.object);
        let is_own = |at: usize| self.part.names_in(self.claim.sentence).iter().any(|name| name.tokens.contains(&at) && own(name));
        let end = self.value().end;
        let placed = |at: &usize| self.says(*at, words!["around", "near", "outside"]);
        self.property(link).kind == ValueKind::Count && (end..end + PHRASE).filter(placed).any(|at| !is_own(at + 1) && self.is_elsewhere(at + 1, link))
    }

    /// "in a single night of the war", "on the last day of the siege": a count of a part of its time.
    pub(super) fn is_of_some_time(&self, link: &Link) -> bool {
        let event = EVENTS.contains(&self.context.reference.kind_of(link.subject));
        if !event || self.property(link).kind != ValueKind::Count {
            return false;
        }
        let words = events::words_for(self.claim, link.subject, self.context).filter(|hit| hit.tokens.0 == self.claim.part).map(|hit| hit.tokens.1.clone());
        let named = self.name(link).map(|name| name.tokens.clone());
        words.chain(named).any(|tokens| {
            let of = (self.start()..tokens.start).rev().take(PHRASE).find(|&at| self.says(at, words!["of"]));
            // "in six years of war" is all of it
            let one = |at: &usize| self.class(*at).contains(Class::PERIOD) || self.says(*at, words!["night", "battle"]);
            of.and_then(|of| self.before(of)).filter(one).is_some_and(|at| !self.context.lexicon.words.is_plural(self.word(at)))
        })
    }

    /// True if the place that is named here is none of the event's.
    fn is_elsewhere(&self, at: usize, link: &Link) -> bool {
        let at = at + usize::from(self.says(at, words!["the", "neighbouring", "neighboring", "nearby"]));
        // "in May" is nowhere, whoever has that name
        if self.is_mentioned(at) {
            return false;
        }
        let name = self.part.names_in(self.claim.sentence).iter().find(|name| name.tokens.contains(&at));
        if let Some(name) = name {
            return !name.entities.iter().any(|e| events::takes_part(e.0, link.subject, self.context)) && !self.is_in_name(at, link);
        }
        let capital = self.is_word(at) && self.part.reading.tokens[at].form.contains(Form::CAPITAL);
        capital && !self.class(at).intersects(Class::MONTH | Class::WEEKDAY) && !self.is_in_name(at, link)
    }

    /// True if a name of the link's subject or object holds the word.
    fn is_in_name(&self, at: usize, link: &Link) -> bool {
        let word = self.word(at);
        let names = |id| self.context.reference.entity(id).names();
        names(link.subject).chain(link.object.into_iter().flat_map(names)).flat_map(|name| name.split(' ')).any(|own| own.eq_ignore_ascii_case(word))
    }
}
