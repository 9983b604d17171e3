//! Those who have something together: "Chad and Mali have a combined population of", "38 million between them",
//! "the three Baltic states together".
//!
//! In: a claim and the words around its value. Out: the list that is named before it, or the countries of a group that
//! the reference knows. It refuses groups whose edge is in doubt: what they come to is, too.

use super::{Around, Asked, Context, MEAN, REACH};
use crate::claim::{NameCue, PartReading, says};
use crate::reference::EntityId;
use crate::text::token::{tokenize, words};
use std::collections::BTreeSet;

/// Words that add up.
const TOGETHER: &[u64] = words!["combined", "together", "total", "joint", "jointly", "altogether"];
/// How far behind the value "between them" may stand, in tokens.
const BEHIND: usize = 6;

impl Around<'_> {
    /// "X and Y have a combined population of".
    pub(super) fn together(&self) -> Option<Asked> {
        let start = self.mention.tokens.start;
        let first = self.sentence().start;
        // "the combined population of X and Y is"
        let owned = self.part.terms_in(self.claim.sentence).iter().map(|term| term.tokens.start).filter(|&at| first < at && at < start).map(|at| at - 1);
        let near = std::iter::once(first).chain(start.saturating_sub(REACH).max(first)..start).chain(owned);
        let mean = near.clone().any(|i| self.says(i, MEAN)) || self.says(first, words!["averaged"]) && self.says(first + 1, words!["over", "across"]);
        let behind = self.mention.tokens.end..self.mention.tokens.end + BEHIND;
        let between = |i: usize| is_between_them(self.part, i);
        let said = mean
            || near.clone().any(|i| self.says(i, TOGETHER) || between(i))
            || behind.clone().take(3).any(|i| self.says(i, words!["together", "combined"]))
            || behind.into_iter().any(between);
        let all = if said { self.list().or_else(|| self.members())? } else { return None };
        (all.len() > 1).then_some(Asked::Together { all, mean })
    }

    /// Those who are listed before the value, if each name is of one alone.
    pub(super) fn list(&self) -> Option<Vec<EntityId>> {
        let named = |n: &&NameCue| n.place.sentences_back == 0 && n.place.before && n.name.0 == self.claim.part;
        let list = self.claim.names.iter().filter(named).map(|n| n.list).min()?;
        let mut names: Vec<_> = self.claim.names.iter().filter(named).filter(|n| n.list == list).map(|n| &self.part.names[n.name.1]).collect();
        names.sort_by_key(|n| n.tokens.start);
        let single = names.len() > 1 && names.iter().all(|n| n.entities.len() == 1);
        single.then(|| names.iter().map(|n| n.entities[0].0).collect())
    }

    /// All countries of the group that the sentence names before the value.
    fn members(&self) -> Option<Vec<EntityId>> {
        let (sentence, start) = (self.sentence(), self.mention.tokens.start);
        let countries = |end: usize| self.says(end, words!["states", "countries", "nations", "republics"]);
        let named = |at: usize| self.context.lexicon.groups.at(&self.part.reading.tokens[..start], at).filter(|(_, end)| countries(*end));
        let (group, _) = (sentence.start..start).find_map(named)?;
        let members = entities(&group.members, self.context);
        (group.edge.is_empty() && members.len() == group.members.len()).then(|| members.into_iter().collect())
    }

    /// "have 16 million people", and not "16 million people without work".
    pub(super) fn has_people(&self) -> bool {
        let (start, end) = (self.mention.tokens.start, self.mention.tokens.end);
        let held = start > self.sentence().start && self.says(start - 1, words!["have", "has", "had"]);
        let part = self.sentence().contains(&(end + 1)) && !self.says(end + 1, words![".", ",", ";", "and", "while", "but", ")", "between"]);
        let people = || self.context.lexicon.cues.is_people(self.part.reading.tokens[end].span().of(self.part.text));
        held && self.sentence().contains(&end) && !part && people()
    }

    /// "X and Y together have", "Together, X and Y have": the last name before the value is that of the verb.
    pub(super) fn is_list_near(&self) -> bool {
        let start = self.mention.tokens.start;
        let last = self.part.names_in(self.claim.sentence).iter().map(|name| name.tokens.end).filter(|&end| end <= start).max();
        last.is_some_and(|end| (end..start).all(|i| self.says(i, words!["have", "has", "had", "together", "jointly", "now", "also"])))
    }
}

/// "between them", which adds up what each of several has.
pub fn is_between_them(part: &PartReading<'_>, at: usize) -> bool {
    says(part, at, words!["between"]) && says(part, at + 1, words!["them"])
}

/// The countries of these names that the reference knows.
pub fn entities(names: &[String], context: &Context<'_>) -> BTreeSet<EntityId> {
    let country = |id: &EntityId| context.reference.kind_of(*id) == "country";
    let bearers = |name: &String| {
        let tokens = tokenize(name);
        let found = if tokens.is_empty() { None } else { context.reference.names().name_at(name, &tokens, 0) };
        found.filter(|(_, end)| *end == tokens.len()).map(|(bearers, _)| bearers).unwrap_or_default()
    };
    names.iter().flat_map(bearers).map(|(id, _)| id).filter(country).collect()
}
