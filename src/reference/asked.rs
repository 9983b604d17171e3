//! What an article asks of the facts, and what each question was answered in an edition.
//!
//! In: questions as they are put, and a reference. Out: the questions of one article; keys for
//! them that are the same in every edition; and, for an edition, a print of every answer. An
//! article whose questions all have the same answers in two editions has the same verdicts in
//! both, as long as the names of entities and properties are the same ([`Edition::names`]):
//! how those are found in text is not noted. It refuses to know articles.

use super::index::pack::{Texts, put_tail};
use super::{EntityId, Fact, Property, PropertyId, Reference, ValueKind};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// A question to the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// What is said of a subject's property?
    Rows(EntityId, PropertyId),
    /// Is anything said of it?
    Any(EntityId, PropertyId),
    /// Which properties are told of a subject?
    Properties(EntityId),
    /// Of which subjects is a property told?
    Subjects(PropertyId),
    /// Which rows name someone as holder?
    Held(EntityId),
}

/// Questions as they are put, each once.
#[derive(Debug, Default)]
pub(super) struct Asked(Mutex<FxHashSet<Question>>);

impl Asked {
    pub(super) fn note(&self, question: Question) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(question);
    }

    pub(super) fn sorted(&self) -> Vec<Question> {
        let mut all: Vec<Question> = self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect();
        all.sort_unstable();
        all
    }
}

/// The answers of an edition, as prints of 64 bits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edition {
    /// Entities, properties, events: all that names are found by, and whether there are facts at all.
    pub names: u64,
    /// Keys of questions that have an answer, in order, each with the print of the answer.
    pub answers: Vec<(u64, u64)>,
}

impl Edition {
    /// The answers of a reference.
    pub fn of(reference: &Reference) -> Self {
        let mut held: BTreeMap<EntityId, Xxh3> = BTreeMap::new();
        let mut told: BTreeMap<PropertyId, Xxh3> = BTreeMap::new();
        let mut answers = Vec::new();
        let mut answer = |question, print| answers.push((reference.key(question), print));
        for number in 0..reference.entities().len() as u32 {
            let subject = EntityId(number);
            let mut properties = Xxh3::new();
            for (property, facts) in reference.properties_of(subject) {
                let mut rows = Xxh3::new();
                for fact in facts {
                    let row = reference.print(&fact);
                    rows.update(&row);
                    if let (ValueKind::Name, Some(object)) = (reference.property(property).kind, fact.object) {
                        held.entry(object).or_default().update(&row);
                    }
                }
                answer(Question::Rows(subject, property), rows.digest());
                answer(Question::Any(subject, property), 1);
                properties.update(reference.property(property).id.as_bytes());
                properties.update(b"\n");
                let subjects = told.entry(property).or_default();
                subjects.update(reference.entity(subject).id.as_bytes());
                subjects.update(b"\n");
            }
            answer(Question::Properties(subject), properties.digest());
        }
        for (entity, rows) in held {
            answer(Question::Held(entity), rows.digest());
        }
        for (property, subjects) in told {
            answer(Question::Subjects(property), subjects.digest());
        }
        answers.sort_unstable();
        Edition { names: reference.names_print(), answers }
    }

    /// Keys of questions that the two answer differently, in order. Both are in the order of keys.
    pub fn differing(one: &[(u64, u64)], other: &[(u64, u64)]) -> Vec<u64> {
        let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
        let mut keys = Vec::new();
        loop {
            let key = match (one.peek(), other.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) => a.0.min(b.0),
                (Some(only), None) | (None, Some(only)) => only.0,
            };
            if one.next_if(|a| a.0 == key) != other.next_if(|b| b.0 == key) {
                keys.push(key);
            }
        }
        keys.dedup();
        keys
    }
}

impl Reference {
    /// The key of a question, the same in every edition.
    pub fn key(&self, question: Question) -> u64 {
        let (kind, subject, property) = match question {
            Question::Rows(subject, property) => (b'r', Some(subject), Some(property)),
            Question::Any(subject, property) => (b'a', Some(subject), Some(property)),
            Question::Properties(subject) => (b'p', Some(subject), None),
            Question::Subjects(property) => (b's', None, Some(property)),
            Question::Held(entity) => (b'h', Some(entity), None),
        };
        let mut text = vec![kind];
        text.extend(subject.map_or("", |id| self.entity(id).id).bytes());
        text.push(0);
        text.extend(property.map_or("", |id| self.property(id).id.as_str()).bytes());
        xxh3_64(&text)
    }

    /// All that a row says, whatever its place in the tables.
    fn print(&self, fact: &Fact) -> Vec<u8> {
        let texts = self.texts(fact);
        let mut row = Vec::new();
        put_tail(&mut row, fact, &Texts { id: texts.id, supersedes: texts.supersedes, ..Texts::default() });
        let said = [&*texts.value, texts.unit, texts.as_of, texts.published, texts.retrieved, texts.definition, texts.source, texts.source_url, texts.note];
        let ids = [self.entity(fact.subject).id, self.property(fact.property).id.as_str(), fact.object.map_or("", |object| self.entity(object).id)];
        for text in said.into_iter().chain(ids) {
            row.extend(text.bytes());
            row.push(0);
        }
        row
    }

    /// All that names are found by.
    fn names_print(&self) -> u64 {
        let mut print = Xxh3::new();
        let mut put = |text: &[u8]| {
            print.update(text);
            print.update(&[0]);
        };
        for entity in self.entities() {
            [entity.id, entity.name, entity.kind].map(str::as_bytes).into_iter().chain([entity.aliases, entity.demonyms]).for_each(&mut put);
        }
        self.properties().iter().for_each(|property: &Property| put(format!("{property:?}").as_bytes()));
        self.events().iter().for_each(|event| put(format!("{event:?}").as_bytes()));
        put(if self.is_empty() { b"none" } else { b"" });
        print.digest()
    }
}

#[cfg(test)]
mod tests {
    use super::{Edition, Question};
    use crate::lexicon::Lexicon;
    use crate::reference::package::bare_table;
    use crate::reference::{Builder, Reference};

    fn reference(rows: &str) -> Reference {
        let mut builder = Builder::new(Lexicon::english());
        let text = format!("id,subject,property,value,unit,as_of,source\n{rows}");
        builder.add(bare_table("t.csv", "t.csv", text.into()));
        builder.finish().reference
    }

    #[test]
    fn a_row_that_is_read_is_asked_for_and_one_that_is_only_counted_is_not() {
        let known = reference("a,Norland,population,100,people,2020,Census\nb,Sudmark,population,200,people,2020,Census\n");
        let listening = known.listening();
        let ids: Vec<_> = (0..2).map(crate::reference::EntityId).collect();
        let property = crate::reference::PropertyId(0);
        assert!(!listening.facts_of(ids[0], property).is_empty());
        assert_eq!(listening.facts_of(ids[1], property).count(), 1);
        assert_eq!(listening.asked(), [Question::Rows(ids[1], property), Question::Any(ids[0], property)]);
        assert!(known.asked().is_empty());
    }

    #[test]
    fn an_edition_differs_in_the_rows_that_differ_wherever_they_stand() {
        let old = reference("a,Norland,population,100,people,2020,Census\nb,Sudmark,population,200,people,2020,Census\n");
        let new = reference("b,Sudmark,population,250,people,2020,Census\na,Norland,population,100,people,2020,Census\n");
        let (before, after) = (Edition::of(&old), Edition::of(&new));
        assert_eq!(before.names, after.names);
        let sudmark = old.entities().position(|e| e.name == "Sudmark").expect("it is there") as u32;
        let rows = Question::Rows(crate::reference::EntityId(sudmark), crate::reference::PropertyId(0));
        assert_eq!(Edition::differing(&before.answers, &after.answers), [old.key(rows)]);
        assert!(Edition::differing(&before.answers, &before.answers).is_empty());
    }

    #[test]
    fn a_row_more_is_another_answer_to_whether_there_is_any() {
        let old = reference("a,Norland,population,100,people,2020,Census\nb,Sudmark,population,200,people,2020,Census\nc,Sudmark,area,5,km2,,Atlas\n");
        let new = reference(
            "a,Norland,population,100,people,2020,Census\nb,Sudmark,population,200,people,2020,Census\nc,Sudmark,area,5,km2,,Atlas\nd,Norland,area,7,km2,,Atlas\n",
        );
        let keys = Edition::differing(&Edition::of(&old).answers, &Edition::of(&new).answers);
        // its rows, whether there are any, Norland's properties, the subjects of the area
        assert_eq!(keys.len(), 4);
    }
}
