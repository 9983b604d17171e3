//! Whose the words say that a property is: "of Chad's exports", "of Chadian exports", "its exports to Mali".
//!
//! In: a claim, a phrase for a property and somebody who may have it. Out: whether the words say that somebody else has.
//! It refuses to say who has it: that is `subject`'s.

use super::Context;
use super::choose::facts_of;
use super::subject::Candidate as Subject;
use crate::claim::{Claim, PartReading, says};
use crate::lexicon::word::Class;
use crate::mention::name::{Name, Term};
use crate::reference::{PropertyId, ValueKind};
use crate::text::token::words;

/// What partners do with what somebody sells …
pub(super) const BUYS: &[u64] =
    words!["takes", "took", "take", "buys", "bought", "buy", "absorbs", "absorbed", "purchases", "purchased", "receives", "received"];
/// … and with what somebody buys.
pub(super) const SUPPLIES: &[u64] =
    words!["delivers", "delivered", "deliver", "supplies", "supplied", "supply", "provides", "provided", "ships", "shipped", "sends", "sent"];

pub(super) struct Whose<'a> {
    claim: &'a Claim,
    context: &'a Context<'a>,
    part: &'a PartReading<'a>,
    /// Phrases of the sentence that have their owner inside, "of Chad's exports", and the owner's name.
    owned: Vec<(&'a Term, &'a Name)>,
}

impl<'a> Whose<'a> {
    pub(super) fn of(claim: &'a Claim, context: &'a Context<'a>) -> Self {
        let part = &context.parts[claim.part];
        let inside = |term: &'a Term| part.names_in(claim.sentence).iter().find(|n| term.tokens.start < n.tokens.start && n.tokens.end < term.tokens.end);
        let long = part.terms_in(claim.sentence).iter().filter(|term| term.tokens.len() > 2);
        Whose { claim, context, part, owned: long.filter_map(|term| Some((term, inside(term)?))).collect() }
    }

    /// True if the words give the property to somebody else.
    pub(super) fn is_of_another(&self, property: PropertyId, subject: &Subject) -> bool {
        self.has_other_owner(property, subject) || self.is_other_side(property, subject) || self.is_at_the_other_end(property, subject)
    }

    /// "The land border with Chad is 900 kilometres long": not all of Chad's.
    fn is_at_the_other_end(&self, property: PropertyId, subject: &Subject) -> bool {
        let name = subject.name.filter(|name| name.0 == self.claim.part).map(|name| self.part.names[name.1].tokens.start);
        let with = |term: &Term| says(self.part, term.tokens.end, words!["with"]) && name.is_some_and(|at| at == term.tokens.end + 1);
        !self.context.reference.property(property).symmetric && self.terms(property).any(with)
    }

    fn terms(&self, property: PropertyId) -> impl Iterator<Item = &'a Term> {
        self.part.terms_in(self.claim.sentence).iter().filter(move |term| term.entries.iter().any(|e| e.property == property))
    }

    /// True if every phrase for the property that has an owner inside has another one.
    fn has_other_owner(&self, property: PropertyId, subject: &Subject) -> bool {
        let mut owners = self.owned.iter().filter(|(term, _)| term.entries.iter().any(|e| e.property == property)).map(|(_, name)| name).peekable();
        owners.peek().is_some() && owners.all(|name| name.entities.iter().all(|e| e.0 != subject.entity))
    }

    /// True for whoever stands behind "to" or "from" right behind a phrase for a share that has a partner: "sent 29 percent of its exports to
    /// Chad". Who fled from Chad did so there.
    fn is_other_side(&self, property: PropertyId, subject: &Subject) -> bool {
        let shared = self.context.reference.property(property).kind == ValueKind::Percent;
        let Some((_, name)) = subject.name.filter(|name| name.0 == self.claim.part && shared) else { return false };
        let name = &self.part.names[name];
        if name.sentence != self.claim.sentence {
            return false;
        }
        if self.is_partner(name) {
            return true;
        }
        let to = name.tokens.start.checked_sub(1).filter(|&at| says(self.part, at, words!["to", "from"]));
        let leads = to.is_some_and(|to| self.terms(property).any(|term| term.tokens.end == to || term.tokens.end == to + 1));
        let paired = || facts_of(subject.entity, property, self.context).iter().any(|fact| fact.object.is_some());
        self.is_behind_its(property, name) || leads && paired()
    }

    /// "Chad takes 29 percent of exports", "Chad supplies 16 percent of its imports": whoever does that is the partner of whose they are, in
    /// the next clause too.
    fn is_partner(&self, name: &Name) -> bool {
        let verb = name.tokens.end + usize::from(says(self.part, name.tokens.end, words!["alone", "now", "still"]));
        let value = &self.claim.mention(self.context.parts).tokens;
        let goods = |at: &usize| says(self.part, *at, words!["exports", "export", "imports", "import"]);
        let first = (verb..self.part.reading.sentences[self.claim.sentence].tokens.end).find(goods);
        let trades = |at: usize| {
            let sold = says(self.part, at, words!["exports", "export"]);
            says(self.part, verb, if sold { BUYS } else { SUPPLIES })
        };
        verb < value.start && first.is_some_and(trades)
    }

    /// "Arica sent 29 percent of its exports to Mali, more than to Chad": "its" stands for who leads the sentence, and for nobody behind,
    /// unless a phrase leads it ("With 29 percent of its exports going to Mali, Chad").
    fn is_behind_its(&self, property: PropertyId, name: &Name) -> bool {
        let value = &self.claim.mention(self.context.parts).tokens;
        let first = self.part.reading.sentences[self.claim.sentence].tokens.start;
        let led = first < value.start && !self.context.lexicon.words.classes(self.part.reading.marks[first]).contains(Class::FUNCTION);
        let its = |term: &Term| term.tokens.clone().any(|at| says(self.part, at, words!["its", "their"]));
        led && name.tokens.start > value.end && self.terms(property).any(its)
    }
}
