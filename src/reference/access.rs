//! What the rest of the program asks of a reference.
//!
//! In: an index, whether mapped from a file or just compiled from tables. Out: entities,
//! properties, facts, names. Both kinds are the same bytes, so that results are the same.

use super::asked::{Asked, Question};
use super::entities::EntityRow;
use super::events::Event;
use super::index::bytes::Memory;
use super::index::codec::Reader;
use super::index::head::Head;
use super::index::{Index, Section, pack, table};
use super::label_index::{LabelStems, Labels};
use super::lately::{Alike, Lately};
use super::names::Names;
use super::rows::Declaring;
use super::{Entity, EntityId, Fact, FactId, Loaded, Property, PropertyId, RowTexts};
use crate::lexicon::Lexicon;
use crate::measure::unit::UnitRef;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A CSV resource with facts, kept for whoever works on tables.
#[derive(Debug, Clone)]
pub(super) struct Resource {
    pub(super) text: Cow<'static, str>,
    pub(super) header: csv::StringRecord,
    pub(super) delimiter: u8,
}

/// Everything that is known.
#[derive(Debug, Default)]
pub struct Reference {
    pub(super) index: Arc<Index>,
    pub(super) properties: Arc<[Property]>,
    units: Arc<[String]>,
    unit_refs: Arc<[Option<UnitRef>]>,
    /// The files with facts, as the user named them.
    pub(super) files: Arc<[String]>,
    names: Arc<Names>,
    events: Arc<[Event]>,
    labels: Arc<OnceLock<Labels>>,
    lately: Arc<Lately>,
    alike: Arc<Alike>,
    /// What was asked, where somebody wants to know.
    asked: Option<Asked>,
    /// Their texts, where they are kept.
    pub(super) resources: Vec<Resource>,
    /// The tables of entities and properties, as they are written.
    pub(super) declaring: Vec<Declaring>,
    /// One line a package: what was loaded and from where.
    pub packages: Vec<String>,
}

/// Facts that stand together, in their order.
#[derive(Debug, Clone)]
pub struct Facts<'r> {
    reference: &'r Reference,
    range: Range<u32>,
    /// Whose they are, until it is noted that they were read.
    of: Option<(EntityId, PropertyId)>,
}

impl Facts<'_> {
    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        if let Some((subject, property)) = self.of {
            self.reference.note(Question::Any(subject, property));
        }
        self.range.is_empty()
    }

    /// All of them, from memory if they were read lately.
    pub fn all(self) -> Arc<[Fact]> {
        self.note();
        let (reference, range) = (self.reference, self.range);
        if range.is_empty() {
            return Arc::default();
        }
        reference.lately.get_or(range.start, || range.map(|id| reference.fact(FactId(id))).collect())
    }

    fn note(&self) {
        if let Some((subject, property)) = self.of {
            self.reference.note(Question::Rows(subject, property));
        }
    }
}

impl Iterator for Facts<'_> {
    type Item = Fact;

    fn next(&mut self) -> Option<Fact> {
        self.note();
        self.of = None;
        self.range.next().map(|id| self.reference.fact(FactId(id)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.note();
        self.range.size_hint()
    }
}

impl ExactSizeIterator for Facts<'_> {}

impl Reference {
    /// Opens an index; `places` are its packages as the user names them, in order.
    ///
    /// # Errors
    /// In words: it is no index, of another version, or damaged.
    pub fn open(memory: Memory, places: &[String], lexicon: &Lexicon) -> Result<Loaded, String> {
        let loaded = Reference::of(Index::open(memory, super::index::fingerprint())?, places, lexicon);
        let hollow = loaded.reference.properties.is_empty() && !loaded.reference.is_empty();
        if hollow || loaded.reference.is_damaged() { Err("it is damaged".to_owned()) } else { Ok(loaded) }
    }

    pub(super) fn of(index: Index, places: &[String], lexicon: &Lexicon) -> Loaded {
        let index = Arc::new(index);
        let head = Head::read(index.whole(Section::Head), places, lexicon);
        let unit_refs = head.units.iter().map(|written| super::properties::unit_of(written, lexicon)).collect();
        let names = Names::new(Arc::clone(&index), &head.properties, &lexicon.synonyms);
        let packages = head.packages.iter().map(|(title, facts)| format!("{title} ({facts} facts)")).collect();
        let reference = Reference {
            index,
            properties: head.properties.into(),
            units: head.units.into(),
            unit_refs,
            files: head.files.into(),
            names: Arc::new(names),
            events: head.events.into(),
            packages,
            ..Reference::default()
        };
        Loaded { reference, problems: head.problems }
    }

    /// The same reference, which notes what it is asked from now on.
    #[must_use]
    pub fn listening(&self) -> Self {
        Reference {
            index: Arc::clone(&self.index),
            properties: Arc::clone(&self.properties),
            units: Arc::clone(&self.units),
            unit_refs: Arc::clone(&self.unit_refs),
            files: Arc::clone(&self.files),
            names: Arc::clone(&self.names),
            events: Arc::clone(&self.events),
            labels: Arc::clone(&self.labels),
            lately: Arc::clone(&self.lately),
            alike: Arc::clone(&self.alike),
            asked: Some(Asked::default()),
            ..Reference::default()
        }
    }

    /// What was asked of it since it listens, in order; nothing if it does not.
    pub fn asked(&self) -> Vec<Question> {
        self.asked.as_ref().map_or_else(Vec::new, Asked::sorted)
    }

    fn note(&self, question: Question) {
        if let Some(asked) = &self.asked {
            asked.note(question);
        }
    }

    /// True if something that was asked for was not as it was written: nothing that was made of it may be used.
    pub fn is_damaged(&self) -> bool {
        self.index.is_damaged()
    }

    /// An entity.
    pub fn entity(&self, id: EntityId) -> Entity<'_> {
        entity(self.index.record(Section::EntityStarts, Section::Entities, u64::from(id.0)))
    }

    /// What an entity is: its [`Entity::kind`] without the rest.
    pub fn kind_of(&self, id: EntityId) -> &str {
        let mut reader = Reader::new(self.index.record(Section::EntityStarts, Section::Entities, u64::from(id.0)));
        reader.raw();
        reader.raw();
        reader.text()
    }

    /// A property.
    pub fn property(&self, id: PropertyId) -> &Property {
        &self.properties[id.0 as usize]
    }

    /// All entities, sorted by id.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = Entity<'_>> {
        (0..numbers_in(&self.index, Section::EntityStarts)).map(|id| self.entity(EntityId(id)))
    }

    /// All properties, sorted by id.
    pub fn properties(&self) -> &[Property] {
        &self.properties
    }

    /// A fact.
    pub fn fact(&self, id: FactId) -> Fact {
        let mut fact = pack::fact(self.record(id), id, &self.unit_refs);
        if fact.property.0 as usize >= self.properties.len() {
            fact.property = PropertyId(0);
        }
        fact
    }

    fn record(&self, id: FactId) -> &[u8] {
        self.index.record(Section::FactStarts, Section::Facts, u64::from(id.0))
    }

    /// All facts, sorted by subject and property.
    pub fn facts(&self) -> Facts<'_> {
        self.range(0..numbers_in(&self.index, Section::FactStarts), None)
    }

    /// What is said of a subject's property.
    pub fn facts_of(&self, subject: EntityId, property: PropertyId) -> Facts<'_> {
        let (mut groups, of) = (self.groups(subject), Some((subject, property)));
        while groups.start < groups.end {
            let middle = groups.start + (groups.end - groups.start) / 2;
            match self.group(middle).0.cmp(&property) {
                std::cmp::Ordering::Less => groups.start = middle + 1,
                std::cmp::Ordering::Equal => return self.range(self.rows_of(middle), of),
                std::cmp::Ordering::Greater => groups.end = middle,
            }
        }
        self.range(0..0, of)
    }

    fn range(&self, range: Range<u32>, of: Option<(EntityId, PropertyId)>) -> Facts<'_> {
        let rows = numbers_in(&self.index, Section::FactStarts);
        Facts { reference: self, range: range.start.min(rows)..range.end.min(rows), of }
    }

    /// The groups of a subject's rows.
    fn groups(&self, subject: EntityId) -> Range<u64> {
        let first = |at: u64| u64::from(self.index.u32(Section::Subjects, at));
        if u64::from(subject.0) * 4 + 8 > self.index.len(Section::Subjects) {
            return 0..0;
        }
        first(u64::from(subject.0))..first(u64::from(subject.0) + 1)
    }

    /// The property of a group, and its first row.
    fn group(&self, number: u64) -> (PropertyId, u32) {
        let both = super::index::u64_at(self.index.get(Section::Groups, number * 8..number * 8 + 8), 0);
        (PropertyId(both as u32), (both >> 32) as u32)
    }

    fn rows_of(&self, group: u64) -> Range<u32> {
        self.group(group).1..self.group(group + 1).1
    }

    /// What is said of a subject, property by property.
    pub fn properties_of(&self, subject: EntityId) -> impl Iterator<Item = (PropertyId, Facts<'_>)> {
        self.note(Question::Properties(subject));
        let groups = self.groups(subject).map(|group| (self.group(group).0, self.rows_of(group)));
        let known = groups.filter(|(id, _)| (id.0 as usize) < self.properties.len());
        known.map(move |(property, rows)| (property, self.range(rows, Some((subject, property)))))
    }

    /// The properties that are told of a subject, without a look at its rows.
    pub fn property_ids_of(&self, subject: EntityId) -> impl Iterator<Item = PropertyId> {
        self.note(Question::Properties(subject));
        let groups = self.groups(subject);
        let numbers = self.index.get(Section::Groups, groups.start.saturating_mul(8)..groups.end.saturating_mul(8)).chunks_exact(8);
        let ids = numbers.map(|both| PropertyId(super::index::u64_at(both, 0) as u32));
        ids.filter(|id| (id.0 as usize) < self.properties.len())
    }

    /// Worked out once for every property, by whoever asks first.
    pub fn labels(&self, stems_of: impl Fn(&Property) -> LabelStems) -> &Labels {
        self.labels.get_or_init(|| Labels::of(&self.properties, stems_of))
    }

    /// The subjects of which a property is told, in the order of their ids.
    pub fn subjects_with(&self, property: PropertyId) -> impl Iterator<Item = EntityId> + use<'_> {
        self.note(Question::Subjects(property));
        let start = |at: u32| u64::from(self.index.u32(Section::PropertyStarts, u64::from(at)));
        (start(property.0)..start(property.0 + 1)).map(|at| EntityId(self.index.u32(Section::SubjectsByProperty, at)))
    }

    /// What exactly a row measures ("nominal", "city proper"); empty if the table does not say.
    pub fn definition(&self, fact: &Fact) -> &str {
        self.index.text(pack::texts(self.record(fact.id)).shared[3])
    }

    /// Conflicts, talks, treaties that can be named by their kind and their parties.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The facts that name someone or something as holder of a property (a president).
    pub fn held_by(&self, entity: EntityId) -> impl Iterator<Item = Fact> + use<'_> {
        self.note(Question::Held(entity));
        table::find(&self.index, Section::Holders, table::key_of(entity.0.into())).map(|row| self.fact(FactId(row.one as u32)))
    }

    /// Names of entities and phrases for properties.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Whose name is like a word, by a `test` of word and name that is always the same: it is remembered.
    pub fn alike(&self, word: &str, test: impl Fn(&str, &str) -> bool) -> Option<EntityId> {
        self.alike.get_or(word, || self.names.similar(word).filter(|(_, name)| test(word, name)).map(|(who, _)| who).min())
    }

    /// True if there are no facts.
    pub fn is_empty(&self) -> bool {
        self.facts().is_empty()
    }

    /// The id of a row.
    pub fn row_id(&self, fact: &Fact) -> &str {
        pack::row_id(self.record(fact.id))
    }

    /// The texts of a row.
    pub fn texts(&self, fact: &Fact) -> RowTexts<'_> {
        let texts = pack::texts(self.record(fact.id));
        let text = |at: u64| self.index.text(at);
        let (file, line, _) = texts.place;
        RowTexts {
            id: texts.id,
            source: text(texts.shared[0]),
            source_url: text(texts.shared[1]),
            note: text(texts.shared[2]),
            definition: text(texts.shared[3]),
            value: shown(texts.values),
            unit: self.units.get(texts.unit as usize).map_or("", String::as_str),
            as_of: text(texts.times[0]),
            published: text(texts.times[1]),
            retrieved: text(texts.times[2]),
            supersedes: texts.supersedes,
            file: self.files.get(file as usize).map_or("", String::as_str),
            line,
        }
    }

    /// Where a row stands: resource, line, first byte of its text.
    pub(super) fn place(&self, fact: &Fact) -> (usize, u32, usize) {
        let (resource, line, start) = pack::texts(self.record(fact.id)).place;
        (resource as usize, line as u32, start as usize)
    }
}

/// The entity of a record.
pub(super) fn entity(record: &[u8]) -> Entity<'_> {
    let mut reader = Reader::new(record);
    Entity { id: reader.text(), name: reader.text(), kind: reader.text(), aliases: reader.raw(), demonyms: reader.raw(), short: reader.raw() }
}

/// Appends the record of an entity.
pub(super) fn put_entity(out: &mut Vec<u8>, entity: &EntityRow) {
    for text in [&entity.id, &entity.name, &entity.kind, &entity.aliases, &entity.demonyms, &entity.short_names()] {
        super::index::codec::put_text(out, text);
    }
}

/// How many records have their beginnings in a section.
fn numbers_in(index: &Index, starts: Section) -> u32 {
    (index.len(starts) / 8).saturating_sub(1) as u32
}

/// A value as it is written, or both ends.
fn shown([value, low, high]: [&str; 3]) -> String {
    match (value.is_empty(), low.is_empty(), high.is_empty()) {
        (false, ..) => value.to_owned(),
        (_, false, false) => format!("{low}–{high}"),
        (_, false, true) => format!("{low} or more"),
        (_, true, false) => format!("up to {high}"),
        _ => String::new(),
    }
}
