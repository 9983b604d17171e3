//! What comes closest to a claim that no row decides, and what is missing.
//!
//! In: a claim and the link that fell short, if there was one. Out: whether it is the name, the
//! property, the time that the reference does not know, and at most three rows that come nearest
//! to it. Rows are picked by words, units and dates; no value is read. It refuses to judge: what
//! comes closest is no evidence.

use super::choose::facts_of;
use super::label::{self, Words};
use super::score::is_like;
use super::{Context, Link, Missing};
use crate::claim::{Claim, span_of};
use crate::lexicon::word::Class;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::reference::{EntityId, Fact, Property, PropertyId, Reference, ValueKind};
use crate::text::span::{Plain, Span};
use crate::text::token::{Form, TokenKind};
use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::rc::Rc;

/// Rows that are listed.
const MOST: usize = 3;
/// Names of a sentence that are asked.
const NAMES: usize = 4;

/// What is missing for a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Nobody near the claim is known.
    Subject,
    /// Somebody is known, but nothing that the sentence says of them.
    Property,
    /// Both are known, and there is no row for that time.
    Period,
    /// There is a row, of quite another size.
    Size,
    /// There are rows, but it is not sure that they are meant.
    Certainty,
}

/// What comes closest to a claim.
#[derive(Debug, Clone)]
pub struct Closest {
    /// What is missing.
    pub lack: Lack,
    /// Who is known.
    pub subject: Option<EntityId>,
    /// What the words say of them, if that is known.
    pub property: Option<PropertyId>,
    /// A name that is not known, by its words in the claim's part.
    pub unknown: Option<Span<Plain>>,
    /// Whose name is written nearly so.
    pub alike: Option<EntityId>,
    /// The rows that come nearest, best first.
    pub rows: Vec<Fact>,
}

/// Finds what comes closest to the claims of one article. What it has read of a sentence, it keeps for the sentence's other
/// claims.
pub struct Finder<'a> {
    context: Context<'a>,
    sentence: RefCell<Option<Rc<Sentence>>>,
}

/// A sentence as far as it is asked for.
struct Sentence {
    /// Part, and number there.
    place: (usize, usize),
    /// The tokens that have a capital and are part of nobody's name.
    strange: Vec<usize>,
    /// The properties whose labels have words of it, each with how many, once they are asked for.
    labels: OnceCell<Vec<(PropertyId, usize)>>,
}

impl<'a> Finder<'a> {
    /// Has found nothing yet.
    pub fn new(context: Context<'a>) -> Self {
        Finder { context, sentence: RefCell::default() }
    }

    /// What comes closest to a claim; `link` is what fell short, and `missing` is why.
    pub fn find(&self, claim: &Claim, link: Option<&Link>, missing: Option<Missing>) -> Closest {
        let desk = Desk { claim, mention: claim.mention(self.context.parts), context: &self.context, finder: self };
        match link {
            Some(link) => desk.of_link(link, missing),
            None => desk.unlinked(missing),
        }
    }

    /// The sentence of a claim.
    fn sentence(&self, claim: &Claim) -> Rc<Sentence> {
        let place = (claim.part, claim.sentence);
        if let Some(last) = self.sentence.borrow().as_ref().filter(|last| last.place == place) {
            return Rc::clone(last);
        }
        let tokens = self.context.parts[claim.part].reading.sentences[claim.sentence].tokens.clone();
        let strange = tokens.filter(|&i| is_strange(claim, i, &self.context)).collect();
        let sentence = Rc::new(Sentence { place, strange, labels: OnceCell::new() });
        *self.sentence.borrow_mut() = Some(Rc::clone(&sentence));
        sentence
    }
}

struct Desk<'f, 'a> {
    claim: &'f Claim,
    mention: &'a Mention,
    context: &'f Context<'a>,
    finder: &'f Finder<'a>,
}

impl<'a> Desk<'_, 'a> {
    fn reference(&self) -> &'a Reference {
        self.context.reference
    }

    fn of_link(&self, link: &Link, missing: Option<Missing>) -> Closest {
        let lack = match missing {
            Some(Missing::Period) => Lack::Period,
            Some(Missing::Size) => Lack::Size,
            _ => Lack::Certainty,
        };
        let own = facts_of(link.subject, link.property, self.context);
        let rows = self.nearest(own.iter().filter(|f| f.object == link.object));
        Closest { lack, subject: Some(link.subject), property: Some(link.property), unknown: None, alike: None, rows }
    }

    fn unlinked(&self, missing: Option<Missing>) -> Closest {
        let properties = self.properties();
        let property = properties.first().copied();
        // who is named in the sentence is meant, known or not
        let named = self.claim.names.iter().any(|n| n.place.sentences_back == 0);
        let unknown = if named { None } else { self.unknown() };
        let subjects = if unknown.is_some() { Vec::new() } else { self.subjects() };
        // somebody who has what the words say, else somebody with something like it
        let told = subjects.iter().find_map(|&s| properties.iter().find(|p| self.has(s, **p)).map(|p| (s, *p)));
        if let Some((subject, property)) = told {
            let lack = if missing == Some(Missing::Period) { Lack::Period } else { Lack::Certainty };
            let rows = self.nearest(facts_of(subject, property, self.context).iter());
            return Closest { lack, subject: Some(subject), property: Some(property), unknown: None, alike: None, rows };
        }
        if let Some(&first) = subjects.first() {
            let like = subjects.iter().map(|&s| (s, self.like(s))).find(|(_, rows)| !rows.is_empty());
            let (subject, rows) = like.unwrap_or((first, Vec::new()));
            return Closest { lack: Lack::Property, subject: Some(subject), property, unknown: None, alike: None, rows };
        }
        let alike = unknown.and_then(|name| self.alike(name));
        let rows = alike.zip(property).map_or_else(Vec::new, |(who, what)| self.nearest(facts_of(who, what, self.context).iter()));
        Closest { lack: Lack::Subject, subject: None, property, unknown, alike, rows }
    }

    fn has(&self, subject: EntityId, property: PropertyId) -> bool {
        !self.reference().facts_of(subject, property).is_empty()
    }

    /// The properties that the words around the claim name and whose values are of its kind, nearest first.
    fn properties(&self) -> Vec<PropertyId> {
        let entries = self.claim.terms.iter().flat_map(|cue| &self.context.parts[cue.term.0].terms[cue.term.1].entries);
        let mut found: Vec<PropertyId> = Vec::new();
        for entry in entries.filter(|e| is_of_kind(self.reference().property(e.property), self.mention)) {
            if !found.contains(&entry.property) {
                found.push(entry.property);
            }
        }
        found
    }

    /// Who is named in the claim's sentence, nearest first; of the sentences before only where nobody is.
    fn subjects(&self) -> Vec<EntityId> {
        let near = self.claim.names.iter().map(|n| n.place.sentences_back).min();
        let names = self.claim.names.iter().filter(|n| Some(n.place.sentences_back) == near).take(NAMES);
        let first = |n: &crate::claim::NameCue| self.context.parts[n.name.0].names[n.name.1].entities.first().map(|e| e.0);
        names.filter_map(first).collect()
    }

    /// Rows of a subject's properties whose labels have words of the sentence, or that measure the same, the likest first.
    fn like(&self, subject: EntityId) -> Vec<Fact> {
        let sentence = self.finder.sentence(self.claim);
        let said = sentence.labels.get_or_init(|| Words::of(self.claim, self.context).labels_held(self.reference()));
        let likeness = |id: PropertyId| {
            let said = said.binary_search_by_key(&id, |held| held.0).map_or(0, |at| said[at].1);
            said * 2 + usize::from(counts_same(self.reference().property(id), self.mention))
        };
        let counted = self.mention.noun.as_ref().map_or(&[][..], |noun| label::counting(&noun.lemma, self.reference()));
        let told = said.iter().map(|held| held.0).chain(counted.iter().copied());
        // a quantity may be of anything that is measured; the others are told by a word
        let own: Vec<PropertyId> = match self.mention.kind {
            Kind::Quantity | Kind::Temperature | Kind::Duration => self.reference().property_ids_of(subject).collect(),
            _ => told.collect(),
        };
        let fits = |id: &PropertyId| is_of_kind(self.reference().property(*id), self.mention) && self.has(subject, *id);
        let mut liked: Vec<(Reverse<usize>, PropertyId)> =
            own.into_iter().filter(fits).map(|id| (Reverse(likeness(id)), id)).filter(|(likeness, _)| likeness.0 > 0).collect();
        liked.sort_unstable();
        liked.dedup();
        liked.into_iter().take(MOST).filter_map(|(_, id)| self.nearest(facts_of(subject, id, self.context).iter()).into_iter().next()).collect()
    }

    /// The rows nearest to the claim's time, the latest first where it has none.
    fn nearest<'r>(&self, rows: impl Iterator<Item = &'r Fact>) -> Vec<Fact> {
        let period = self.claim.time.filter(|_| !self.mention.kind.is_date()).or_else(|| self.context.today().map(crate::measure::when::When::day));
        let apart = |f: &Fact| f.as_of.zip(period).map_or(i64::MAX, |(measured, period)| measured.days_apart(&period));
        let latest = |f: &Fact| Reverse(f.as_of.and_then(|w| w.to.or(w.from)));
        let mut order: Vec<_> = rows.map(|f| ((apart(f), latest(f), f.rank, f.object), f)).collect();
        // the order of rows in a file is nobody's choice
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.reference().row_id(a.1).cmp(self.reference().row_id(b.1))));
        order.into_iter().take(MOST).map(|(_, fact)| fact.clone()).collect()
    }

    /// The run of capitalised words in the claim's sentence, nearest before the value, that is nobody's name. A single word
    /// that begins a sentence need be none, nor need words in capitals.
    fn unknown(&self) -> Option<Span<Plain>> {
        let part = &self.context.parts[self.claim.part];
        let sentence = self.finder.sentence(self.claim);
        let before = sentence.strange.partition_point(|&i| i < self.mention.tokens.start);
        let strange = &sentence.strange[..before];
        let last = *strange.last()?;
        let run = strange.iter().rev().zip((0..=last).rev()).take_while(|(own, next)| **own == *next).count();
        let first = strange[before - run];
        let start = part.reading.sentences[self.claim.sentence].tokens.start;
        let span = span_of(part, &(first..last + 1));
        let shouted = !span.of(part.text).chars().any(char::is_lowercase);
        let begins = first == start && last == start;
        (!shouted && (!begins || self.alike(span).is_some())).then_some(span)
    }

    /// Whose name is written nearly like one of the words.
    fn alike(&self, name: Span<Plain>) -> Option<EntityId> {
        let part = &self.context.parts[self.claim.part];
        let sentence = self.finder.sentence(self.claim);
        let mut within = sentence.strange.iter().map(|&i| part.reading.tokens[i].span()).filter(|span| span.overlaps(name));
        within.find_map(|span| self.reference().alike(span.of(part.text), is_like))
    }
}

/// True for a word of a claim's sentence with a capital that is part of nobody's name.
fn is_strange(claim: &Claim, at: usize, context: &Context<'_>) -> bool {
    let part = &context.parts[claim.part];
    let token = part.reading.tokens[at];
    let idle = Class::FUNCTION | Class::MONTH | Class::WEEKDAY | Class::NUMERAL | Class::PRONOUN;
    let capital = token.kind == TokenKind::Word && token.form.contains(Form::CAPITAL) && token.span().len() > 1;
    let known = || part.names_in(claim.sentence).iter().any(|n| n.tokens.contains(&at));
    capital && !context.lexicon.words.classes(part.reading.marks[at]).intersects(idle) && !known()
}

/// True if a value of the mention's kind could be one of the property.
fn is_of_kind(property: &Property, mention: &Mention) -> bool {
    let same = || mention.unit.as_deref().zip(property.unit.as_deref()).is_some_and(|(a, b)| a.measures_same(b));
    match (mention.kind, property.kind) {
        (Kind::Date | Kind::DateRange, ValueKind::Date)
        | (Kind::Percent, ValueKind::Percent)
        | (Kind::Money, ValueKind::Money)
        | (Kind::Duration | Kind::Age, ValueKind::Duration)
        | (Kind::Number, ValueKind::Count)
        | (Kind::Number | Kind::Ordinal, ValueKind::Rank) => true,
        (Kind::Quantity | Kind::Temperature | Kind::Duration, ValueKind::Quantity) => same(),
        _ => false,
    }
}

/// True if the property counts what the mention counts, or measures what it measures.
fn counts_same(property: &Property, mention: &Mention) -> bool {
    match property.kind {
        ValueKind::Quantity => true,
        ValueKind::Count => property.counted.as_ref().zip(mention.noun.as_ref()).is_some_and(|(counted, noun)| *counted == noun.lemma),
        _ => false,
    }
}
