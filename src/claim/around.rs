//! What stands around a value: names, phrases for properties, descriptions.
//!
//! In: the sentences near a claim. Out: every name, term and cue there with its place,
//! seen from the value, nearest first. Which of them is meant is not told here.

use super::pattern::Bound;
use super::{CueHit, NameCue, PartReading, Place, REACH, TermCue, View, says};
use crate::lexicon::cue::CueClass;
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::name::Name;
use crate::text::token::{Form, hash_words, words};
use std::ops::Range;
use std::sync::Arc;

/// How far back it looks for descriptions and kinds of events.
const CUE_REACH: usize = 1;

/// How many names, terms and cues a claim keeps: in a table without stops the far ones are nobody's.
const NEAREST: usize = 64;
/// How many mentions on either side of a term may take it.
const RIVALS: usize = 3;

impl<'a> View<'a> {
    /// Where tokens stand that are `back` sentences from the value's.
    fn place(&self, tokens: &Range<usize>, back: u32) -> Place {
        let own = self.here().reading.mentions[self.origin].tokens.start..self.mention.tokens.end;
        let before = tokens.start < own.start;
        let (from, to) = if before { (tokens.end, own.start) } else { (own.end, tokens.start) };
        let clauses = if back == 0 { self.clauses.between(from.min(to), to.max(from)) } else { 0 };
        Place { sentences_back: back, gap: to.saturating_sub(from) as u32, before, clauses }
    }

    /// The sentences that a claim looks at, with how far back each is: its own, those
    /// before it, and for a heading the one behind it.
    fn reach(&self, most: usize) -> impl Iterator<Item = (usize, u32)> + use<'a> {
        let own = self.mention.sentence;
        let sentences = &self.here().reading.sentences;
        let heading = self.sentence().kind == crate::text::plain::BlockKind::Heading;
        let behind = (heading && most > 0 && own + 1 < sentences.len()).then_some((own + 1, 1));
        (0..=most).filter_map(move |back| own.checked_sub(back).map(|s| (s, back as u32))).chain(behind)
    }

    pub(super) fn names(&self, bound: &Bound, reach: usize) -> Vec<NameCue> {
        let mut cues = Vec::new();
        let part = self.here();
        for (sentence, back) in self.reach(reach) {
            let first = part.names.partition_point(|n| n.sentence < sentence);
            let here = part.names[first..].iter().take_while(|n| n.sentence == sentence);
            let mut list = 0;
            for (offset, name) in here.enumerate() {
                let before = offset.checked_sub(1).map(|before| &part.names[first + before]);
                if before.is_some_and(|before| !self.is_listed(before.tokens.end, name)) {
                    list += 1;
                }
                let mut cue = self.name_cue((self.part, first + offset), name, back, sentence as u32 * 1000 + list);
                cue.bound = back == 0 && bound.name == Some(first + offset);
                // "between Chad and Mali", "with Chad (900 km) and Mali (800 km)"
                let listed = before.is_some_and(|before| self.is_listed(self.behind_brackets(before), name));
                cue.preposition = cue.preposition.or_else(|| cues.last().filter(|_| listed).and_then(|before: &NameCue| before.preposition));
                cues.push(cue);
            }
        }
        if !part.is_title && reach > 0 {
            cues.extend(self.title_names());
        }
        cues.sort_by_key(|c| (c.place.sentences_back, c.place.clauses, c.place.gap));
        cues.truncate(NEAREST);
        cues
    }

    /// Names of the title: what the article as a whole is about.
    fn title_names(&self) -> Vec<NameCue> {
        let Some((number, title)) = self.parts.iter().enumerate().find(|(_, p)| p.is_title) else { return Vec::new() };
        let back = REACH as u32 + 1;
        title
            .names
            .iter()
            .enumerate()
            .map(|(i, name)| NameCue { preposition: None, possessive: false, ..self.name_cue((number, i), name, back, u32::MAX) })
            .collect()
    }

    fn name_cue(&self, name: (usize, usize), found: &Name, back: u32, list: u32) -> NameCue {
        let part = &self.parts[name.0];
        let place = self.place(&found.tokens, back);
        let relative = relative_behind(part, found.tokens.end).filter(|&at| back == 0 && at < self.mention.tokens.start);
        NameCue {
            name,
            // "X, which …": the relative clause is about X
            place: relative.map_or(place, |at| Place { clauses: self.clauses.between(at, self.mention.tokens.start).min(place.clauses), ..place }),
            preposition: preposition(part, found.tokens.start),
            possessive: says(part, found.tokens.end, words!["'s", "’s"]),
            list,
            bound: false,
        }
    }

    /// True if only commas, "and", "or", articles stand between the end of a name and the next one.
    fn is_listed(&self, end: usize, next: &Name) -> bool {
        let part = self.here();
        let mut between = end..next.tokens.start;
        between.len() <= 3 && between.all(|i| says(part, i, words![",", "and", "or", "&", "the", "both", "-", "–"]))
    }

    /// One past a name and what stands in brackets behind it.
    fn behind_brackets(&self, name: &Name) -> usize {
        let (part, end) = (self.here(), name.tokens.end);
        let closed = || (end + 1..=end + BRACKETED).find(|&i| says(part, i, words![")"]));
        says(part, end, words!["("]).then(closed).flatten().map_or(end, |close| close + 1)
    }

    pub(super) fn terms(&self, bound: &Bound, reach: usize) -> Vec<TermCue> {
        let part = self.here();
        let mut cues = Vec::new();
        for (sentence, back) in self.reach(reach) {
            let first = part.terms.partition_point(|t| t.sentence < sentence);
            for (offset, term) in part.terms[first..].iter().take_while(|t| t.sentence == sentence).enumerate() {
                let number = first + offset;
                let inside = back == 0 && self.mention.tokens.start <= term.tokens.start && term.tokens.end <= self.mention.tokens.end;
                let overridden = self.lexicon.words.classes(part.reading.marks.get(term.tokens.end).copied().unwrap_or(0)).intersects(Class::HEAD);
                cues.push(TermCue {
                    term: (self.part, number),
                    place: self.place(&term.tokens, back),
                    bound: back == 0 && (inside || bound.terms.contains(&number)),
                    taken: false,
                    overridden,
                });
            }
        }
        cues.sort_by_key(|c| (!c.bound, c.place.sentences_back, c.place.clauses, c.place.gap));
        cues.truncate(NEAREST);
        let listed: Vec<&Mention> = self.in_brackets().collect();
        for cue in cues.iter_mut().filter(|c| c.place.sentences_back == 0) {
            let term = &part.terms[cue.term.1].tokens;
            cue.taken = self.is_taken(term, &listed);
            // the next of a series or list is as well told as the first one
            let first = self.goes_on_from(term).or_else(|| listed.last().copied().filter(|m| term.end <= m.tokens.start));
            if let Some(first) = first.filter(|_| !cue.taken) {
                // what stands in brackets is told where they open
                let at = first.tokens.start - usize::from(first.tokens.start > 0 && says(part, first.tokens.start - 1, words!["("]));
                let from = term.end.min(at);
                cue.place = Place { clauses: self.clauses.between(from, at), gap: (at - from) as u32, ..cue.place };
            }
        }
        cues
    }

    pub(super) fn cues(&self) -> Vec<CueHit> {
        let part = self.here();
        let mut hits: Vec<CueHit> = self.sentence().tokens.clone().filter_map(|at| self.pronoun(at)).collect();
        for (sentence, back) in self.reach(CUE_REACH) {
            for found in part.cues_in(sentence) {
                let last = part.reading.tokens[found.tokens.end - 1].span().of(part.text);
                let place = self.place(&found.tokens, back);
                let cues = found.cues.iter().filter(|c| c.class != CueClass::People);
                hits.extend(cues.map(|cue| CueHit {
                    class: cue.class,
                    value: Arc::clone(&cue.value),
                    tokens: (self.part, found.tokens.clone()),
                    place,
                    plural: self.lexicon.words.is_plural(last),
                }));
            }
        }
        hits.sort_by_key(|h| (h.place.sentences_back, h.place.clauses, h.place.gap));
        hits.truncate(NEAREST);
        hits
    }

    /// "it", "its", "they", "their" as a description of whatever was named before.
    fn pronoun(&self, at: usize) -> Option<CueHit> {
        let part = self.here();
        let classes = self.lexicon.words.classes(part.reading.marks[at]);
        if !classes.intersects(Class::PRONOUN | Class::POSSESSIVE) {
            return None;
        }
        let plural = says(part, at, words!["they", "their", "them"]);
        let thing = plural || says(part, at, words!["it", "its"]);
        let person = says(part, at, words!["he", "she", "his", "her", "him"]);
        let value = if person { "person" } else { "any" };
        (thing || person).then(|| CueHit {
            class: CueClass::Description,
            value: value.into(),
            tokens: (self.part, at..at + 1),
            place: self.place(&(at..at + 1), 0),
            plural,
        })
    }

    /// True if another mention of the value's kind, with no other between, is bound more closely to a term.
    fn is_taken(&self, term: &Range<usize>, listed: &[&Mention]) -> bool {
        let own = self.place(term, 0);
        let sentence = self.mention.sentence;
        let near = |m: &&Mention| m.sentence == sentence && m.kind.is_date() == self.mention.kind.is_date() && m.tokens != self.mention.tokens && m.can_claim();
        let mentions = &self.here().reading.mentions;
        let first = mentions.partition_point(|m| m.tokens.start < term.start).saturating_sub(RIVALS);
        let of_series = |m: &Mention| self.goes_on(m, term) || listed.iter().any(|other| other.tokens == m.tokens);
        let rivals = mentions[first..].iter().take(2 * RIVALS).filter(near).filter(|m| !self.is_of_statement(m) && !of_series(m));
        rivals.into_iter().any(|other| {
            let (from, to) = if other.tokens.start >= term.end { (term.end, other.tokens.start) } else { (other.tokens.end, term.start) };
            let gap = to.saturating_sub(from) as u32;
            gap <= own.gap + 2 && self.clauses.between(from.min(to), to.max(from)) < own.clauses
        })
    }

    /// The value of the term that this one goes on from.
    fn goes_on_from(&self, term: &Range<usize>) -> Option<&Mention> {
        let mentions = &self.here().reading.mentions;
        let own = mentions.partition_point(|m| m.tokens.start < self.mention.tokens.start);
        mentions[..own].iter().rev().take(RIVALS).take_while(|m| m.sentence == self.mention.sentence).find(|m| self.goes_on(m, term))
    }

    /// The values before this one that stand in brackets behind the names of one list, as it does, nearest first: "borders Mali (900 km), Niger
    /// (1,200 km)".
    fn in_brackets(&self) -> impl Iterator<Item = &Mention> {
        let part = self.here();
        let mentions = &part.reading.mentions;
        let own = mentions.partition_point(|m| m.tokens.start < self.mention.tokens.start);
        let opens = |m: &Mention| m.tokens.start > 0 && says(part, m.tokens.start - 1, words!["("]);
        let mut next = Some(self.mention).filter(|m| opens(m));
        mentions[..own].iter().rev().map_while(move |m| {
            let behind = next.filter(|next| m.sentence == next.sentence && m.kind == next.kind && opens(m) && says(part, m.tokens.end, words![")"]))?;
            let mut between = m.tokens.end + 1..behind.tokens.start - 1;
            let plain = between.len() <= BRACKETED && between.all(|i| part.is_named(i) || says(part, i, words![",", "and", "or", "&", "the"]));
            next = plain.then_some(m);
            next
        })
    }

    /// True if the value is the next of one series: "the population was 3 million in 1990 and 2 million in 2020".
    fn goes_on(&self, other: &Mention, term: &Range<usize>) -> bool {
        fn unit(mention: &Mention) -> Option<&str> {
            mention.unit.as_ref().map(|unit| &*unit.name)
        }
        let alike = other.kind == self.mention.kind && unit(other) == unit(self.mention) && !other.kind.is_date();
        if !alike || term.start >= other.tokens.start || other.tokens.start >= self.mention.tokens.start {
            return false;
        }
        let Some((first, second)) = self.dated(other).zip(self.dated(self.mention)) else { return false };
        let part = self.here();
        let between = first.tokens.end..self.mention.tokens.start;
        let renamed = part.terms_in(self.mention.sentence).iter().any(|t| between.contains(&t.tokens.start));
        first.when != second.when && between.len() <= APART && between.into_iter().all(|i| says(part, i, GOES_ON)) && !renamed
    }

    /// The date right behind a value.
    fn dated(&self, value: &Mention) -> Option<&Mention> {
        let mentions = &self.here().reading.mentions;
        let next = mentions.partition_point(|m| m.tokens.start < value.tokens.end);
        let part = self.here();
        // "9 percent in Chad in 2019" is of somebody else
        let name = |at: usize| part.reading.tokens[at].form.contains(Form::CAPITAL) && !part.reading.tokens[at].form.contains(Form::UPPER);
        let near = |m: &&Mention| m.tokens.start - value.tokens.end <= DATED && !(value.tokens.end..m.tokens.start).any(name);
        mentions.get(next).filter(|m| m.sentence == value.sentence && m.kind.is_date()).filter(near)
    }
}

/// What may stand between two values of one thing at two times, besides what is done with it.
const GOES_ON: &[u64] = words![
    "to", "and", "but", "after", "from", "only", "just", "some", "about", "at", "was", "were", "is", "down", "up", "then", "still", "even", "had", "worth",
    "nearly", "almost", "over", "reached", "fell", "rose", "stood", ",", "(", ")",
];
/// How many tokens an item of a list may have behind its name, in brackets, or between two values in brackets.
const BRACKETED: usize = 8;
/// How far behind a value the date stands that is its own, in tokens.
const DATED: usize = 5;
/// How many tokens may stand between the date of one value and the next value.
const APART: usize = 6;

/// Prepositions that show what a name does.
const PREPOSITIONS: [&str; 18] =
    ["of", "in", "from", "to", "with", "by", "for", "against", "between", "into", "than", "via", "near", "at", "during", "after", "before", "under"];

const PREPOSITION_HASHES: [u64; PREPOSITIONS.len()] = hash_words(PREPOSITIONS);

/// The preposition right before a token, an article between them or not.
pub fn preposition(part: &PartReading<'_>, at: usize) -> Option<&'static str> {
    let article = at.checked_sub(1).is_some_and(|i| says(part, i, words!["the", "a", "an", "neighbouring", "neighboring", "nearby", "both"]));
    let before = at.checked_sub(1 + usize::from(article))?;
    let said = part.reading.tokens.get(before)?.hash;
    let found = PREPOSITION_HASHES.iter().position(|&hash| hash == said)?;
    // "independent of Chad": whom somebody has left
    let left = says(part, before, words!["of"]) && before > 0 && says(part, before - 1, words!["independent", "free", "rid"]);
    if left { Some("from") } else { PREPOSITIONS.get(found).copied() }
}

/// The token behind ", which" or "who" at `at`.
fn relative_behind(part: &PartReading<'_>, at: usize) -> Option<usize> {
    let pronoun = at + usize::from(says(part, at, words![","]));
    says(part, pronoun, words!["which", "who", "that"]).then_some(pronoun + 1)
}
