//! Words that make a name less than its bearer.
//!
//! In: a name and the words around it. Out: whether they are of a part, of somebody who belongs to it, or of something
//! that only lies there: "northern Chile", "Chile's largest port", "a park in Chile covers".

use super::super::Link;
use super::super::property::IRREGULAR;
use super::super::subject::fits_kind;
use super::{HAS, PHRASE, Words};
use crate::claim::{COMPASS, preposition};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::name::Name;
use crate::reference::names::NameForm;
use crate::text::token::{Form, words};
use std::ops::Range;

/// Words behind which another one is named: "X's border with Y".
const LINKS: &[u64] = words!["with", "of", "to", "from", "in", "between", "against", "and", "for", "by", "on", "at", "over"];
/// Whose is what a country has.
const SPEAKERS: &[u64] = words!["government", "treasury", "authorities", "public", "parliament", "assembly", "leaders", "leader", "president"];

impl Words<'_> {
    /// "northern Chile", "the south of Chile", "in Chile's capital".
    pub(super) fn is_part_of_place(&self, name: &Name, term: &Range<usize>, link: &Link) -> bool {
        // "Chad's ice covers": what has no phrase of its own is told of what is owned
        if term.is_empty() && self.owns_part(name, term) {
            return true;
        }
        if self.is_adjective(name, term, link)
            || self.is_place_of_subject(name, term, link)
            || self.leads_to_name(name, term, link)
            || self.owns_subject(name, term)
        {
            return true;
        }
        let Some(before) = self.before(name.tokens.start) else { return false };
        // "the rest of the Netherlands"
        let of = if self.says(before, words!["the"]) { self.before(before).unwrap_or(before) } else { before };
        let part_of = || self.says(of, words!["of"]) && self.before(of).is_some_and(|at| self.is_part(at) && !term.contains(&at));
        // "3 percent of Chile's electricity" is of all that the share is of
        let whole = self.value().end;
        let shared = self.says(whole, words!["of"]) && (whole..whole + 3).contains(&name.tokens.start);
        // "in Chile's north"; "Arica, Chile's port, …" is of Arica
        let placed = !shared && preposition(self.part, name.tokens.start).is_some() || self.says(before, words![","]) && self.is_set_off(name);
        self.class(before).contains(Class::SIDE) && !term.contains(&before) || part_of() || placed && self.owns_part(name, term)
    }

    /// "the Chilean island", "the U.S. state": the noun behind a people's name, or behind an article and a name, is neither a phrase
    /// for the property nor somebody who speaks for all.
    pub(super) fn is_adjective(&self, name: &Name, term: &Range<usize>, link: &Link) -> bool {
        let noun = (name.tokens.end..name.tokens.end + PHRASE).find(|&at| !self.inside(at) || !self.class(at).contains(Class::PLAIN));
        // "Chadians voted for": a people itself is no adjective
        let people = name.entities.iter().all(|e| e.1 == NameForm::Demonym) && self.context.lexicon.words.is_plural(self.word(name.tokens.end - 1));
        let Some(noun) = noun.filter(|&at| !people && self.says_something(at) && !term.contains(&at)) else { return false };
        let some = !self.is_all(noun) || self.is_qualifier(noun);
        if name.entities.contains(&(link.subject, NameForm::Demonym)) {
            return some && !self.is_told_by(noun, link);
        }
        // "the Netherlands spends"
        let article = self.before(name.tokens.start).is_some_and(|at| self.says(at, words!["the", "a", "an"]));
        let led = self.claim.cues.iter().any(|hit| hit.class == CueClass::Title && hit.tokens.0 == self.claim.part && hit.tokens.1.contains(&noun));
        article && some && !led && !self.may_be_verb(noun)
    }

    /// "women", "the young"
    pub(super) fn is_qualifier(&self, at: usize) -> bool {
        self.claim.cues.iter().any(|hit| hit.class == CueClass::Qualifier && hit.tokens.0 == self.claim.part && hit.tokens.1.contains(&at))
    }

    /// True for a title, an event, or a description that fits the subject.
    pub(super) fn is_told_by(&self, at: usize, link: &Link) -> bool {
        let own = self.claim.cues.iter().filter(|hit| hit.tokens.0 == self.claim.part && hit.tokens.1.contains(&at));
        own.into_iter().any(|hit| match hit.class {
            CueClass::Title | CueClass::Event | CueClass::Happening => true,
            CueClass::Description => fits_kind(self.context, link.subject, &hit.value),
            _ => false,
        })
    }

    /// "The Kano hills in Nigeria have 300 inhabitants", "50 square kilometres in Nigeria, home to 300": the name says where the subject is.
    pub(super) fn is_place_of_subject(&self, name: &Name, term: &Range<usize>, link: &Link) -> bool {
        let value = self.value().start;
        let within = self.before(name.tokens.start).filter(|&at| self.says(at, words!["in"])).and_then(|at| self.before(at));
        let verb = self.says(name.tokens.end, words!["has", "have", "had", "covers", "cover", "is", "are", "was", "were", "boasts"]);
        let behind = name.tokens.end < value && (term.is_empty() || name.tokens.end < term.start);
        let apposed = self.says(name.tokens.end, words![","]) && self.says(name.tokens.end + 1, words!["home"]);
        let measured = within.is_some_and(|at| self.is_mentioned(at) || self.is_part(at));
        apposed && measured
            || verb
                && behind
                && within.is_some_and(|at| self.is_word(at) && !self.class(at).contains(Class::FUNCTION) && !self.is_of_term(at, link) && !self.is_all(at))
    }

    /// True if a phrase for the property holds the word.
    pub(super) fn is_of_term(&self, at: usize, link: &Link) -> bool {
        let terms = self.part.terms_in(self.claim.sentence).iter();
        terms.filter(|term| term.tokens.contains(&at)).any(|term| term.entries.iter().any(|e| e.property == link.property))
    }

    /// "Chile's capital Santiago has": who is named behind is meant, unless a title leads to them.
    pub(super) fn leads_to_name(&self, name: &Name, term: &Range<usize>, link: &Link) -> bool {
        let end = name.tokens.end;
        // "Chad's per capita GDP" names nobody
        let capital = |at: &usize| !term.contains(at) && self.part.reading.tokens[*at].form.contains(Form::CAPITAL);
        let owned = (end + 1..end + 1 + PHRASE).take_while(|&at| self.is_word(at) && !self.says(at, LINKS));
        let named = owned.clone().find(capital);
        self.says(end, words!["'s", "’s"]) && named.is_some_and(|at| at > end + 1 && !(end + 1..at).any(|at| self.is_told_by(at, link)))
    }

    /// "Chile's largest port, Arica, has", "Chad's herdsmen have": the verb is of what is owned, unless that speaks for all.
    pub(super) fn owns_subject(&self, name: &Name, term: &Range<usize>) -> bool {
        if self.owns_who_acts(name, term) {
            return true;
        }
        if !self.owns_part(name, term) {
            return false;
        }
        let last = self.part.reading.sentences[self.claim.sentence].tokens.end;
        let ends = |&at: &usize| !self.is_word(at) || self.says(at, HAS) || self.class(at).contains(Class::FUNCTION);
        let end = (name.tokens.end + 1..last).find(ends).unwrap_or(last);
        let speaks = (name.tokens.end + 1..end).any(|at| self.says(at, SPEAKERS));
        // "Chad's young, of whom one in five"
        let told_of = (end + 1..end + 3).any(|at| self.says(at, words!["whom", "who", "which", "whose"]));
        if !speaks && told_of && self.says(end, words![","]) {
            return true;
        }
        let aside = || (end + 1..=end + 1 + PHRASE).find(|&at| self.says(at, words![","])).map(|comma| comma + 1);
        let verb = if self.says(end, words![","]) { aside() } else { Some(end) };
        !speaks && verb.is_some_and(|verb| self.says(verb, HAS) && verb < self.value().start)
    }

    /// "Chad's central bank gained independence in 1990": what is owned does what the date is of.
    pub(super) fn owns_who_acts(&self, name: &Name, term: &Range<usize>) -> bool {
        let past = |at: usize| self.is_word(at) && (self.word(at).ends_with("ed") || self.says(at, IRREGULAR));
        let owned = name.tokens.end + 1;
        if !self.kind().is_date() || !self.says(name.tokens.end, words!["'s", "’s"]) || term.end <= owned {
            return false;
        }
        let Some(verb) = (owned + 1..term.end).find(|&at| past(at)).filter(|verb| verb + 3 > term.start) else { return false };
        let nouns = || owned..verb;
        let acts = |at: usize| self.is_word(at) && !self.class(at).contains(Class::FUNCTION) && !self.is_all(at) && !self.says(at, SPEAKERS);
        nouns().all(acts) && nouns().any(|at| self.says_something(at))
    }

    /// True if a comma ends what the name owns.
    pub(super) fn is_set_off(&self, name: &Name) -> bool {
        (name.tokens.end..=name.tokens.end + PHRASE).find(|&at| !self.is_word(at)).is_some_and(|at| self.says(at, words![","]))
    }

    pub(super) fn is_part(&self, at: usize) -> bool {
        self.class(at).contains(Class::PORTION) || self.says(at, COMPASS)
    }

    /// True if what the name owns is neither the phrase for the property nor all of it: "Chile's north", not "Chile's exports".
    pub(super) fn owns_part(&self, name: &Name, term: &Range<usize>) -> bool {
        let end = name.tokens.end;
        if !self.says(end, words!["'s", "’s"]) {
            return false;
        }
        let owned = (end + 1..end + 1 + PHRASE).take_while(|&at| self.is_word(at) && !self.class(at).contains(Class::FUNCTION));
        let mut owned = owned.skip_while(|&at| self.class(at).intersects(Class::PLAIN | Class::NUMERAL)).peekable();
        owned.peek().is_some() && !owned.any(|at| term.contains(&at) || self.is_all(at))
    }
}
