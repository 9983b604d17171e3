//! Makes an index of what was read.
//!
//! In: entities, properties and rows in the order of their files. Out: the sections of an
//! index: numbers are given in the order of ids and rows are sorted, so that the order of
//! rows and files changes nothing.

use super::access::put_entity;
use super::entities::EntityRow;
use super::events;
use super::index::head::Head;
use super::index::pack::{self, put_record};
use super::index::write::{Sink, Writer};
use super::index::{Index, Section, fingerprint, table};
use super::load::{Builder, Key, Tails};
use super::names::{NameTables, Names};
use super::{EntityId, FactValue};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// An index that is ready to be written.
pub struct Compiled {
    head: Vec<u8>,
    strings: Vec<u8>,
    keys: Vec<Key>,
    tails: Tails,
    sections: Vec<(Section, Vec<u8>)>,
    names: Arc<Index>,
}

/// The sections that make names findable, written twice: events are found by them.
const OF_NAMES: [Section; 6] = [Section::EntityStarts, Section::Entities, Section::Names, Section::Firsts, Section::Sieve, Section::Heads];

impl Compiled {
    pub(super) fn of(mut builder: Builder) -> Self {
        builder.mark_superseded();
        builder.settle_texts();
        builder.renumber();
        let groups = Groups::of(&builder.keys, builder.entities.len());
        builder.mark_symmetric(&groups);
        let names = Arc::new(Index::trusted(names(&builder.entities)));
        let finder = Names::new(Arc::clone(&names), &[], &builder.lexicon.synonyms);
        let events = events::of(&builder.entities, &finder, builder.lexicon);
        let holders = builder.holders();
        let sections = groups.written(builder.properties.len()).into_iter().chain([(Section::Holders, holders)]).collect();
        let Builder { packages, files, unit_names: units, properties, problems, strings, keys, tails, .. } = builder;
        let head = Head { packages, files, units, properties, events, problems };
        Compiled { head: head.written(), strings: strings.bytes, keys, tails, sections, names }
    }

    /// Writes the index: everything behind the header into `sink`, and gives the header. The
    /// `stamp` is the caller's own.
    pub fn write(&self, stamp: &[u8], sink: &mut Sink<'_>) -> Vec<u8> {
        let mut writer = Writer::new(sink);
        writer.section(Section::Stamp, stamp);
        writer.section(Section::Head, &self.head);
        writer.section(Section::Strings, &self.strings);
        for section in OF_NAMES {
            writer.section(section, self.names.whole(section));
        }
        for (section, bytes) in &self.sections {
            writer.section(*section, bytes);
        }
        self.write_facts(&mut writer);
        writer.finish(fingerprint()).to_vec()
    }

    fn write_facts(&self, writer: &mut Writer<'_>) {
        let mut starts = Vec::with_capacity((self.keys.len() + 1) * 8);
        let (mut record, mut start) = (Vec::new(), 0_u64);
        writer.begin(Section::Facts);
        for key in &self.keys {
            let tail = self.tails.at(key.tail);
            put_record(&mut record, key.subject, key.property, key.object.checked_sub(1), &tail[..key.length as usize]);
            writer.put(Section::Facts, &record);
            starts.extend(start.to_le_bytes());
            start += record.len() as u64;
            record.clear();
        }
        starts.extend(start.to_le_bytes());
        writer.section(Section::FactStarts, &starts);
    }

    /// The index as one piece of memory.
    pub(super) fn in_memory(&self) -> Vec<u8> {
        let mut memory = vec![0; super::index::HEADER];
        let header = self.write(&[], &mut |bytes| memory.extend_from_slice(bytes));
        memory[..header.len()].copy_from_slice(&header);
        memory
    }
}

/// An index of entities and their names alone.
fn names(entities: &[EntityRow]) -> Vec<u8> {
    let (mut records, mut starts, mut tables) = (Vec::new(), Vec::with_capacity((entities.len() + 1) * 8), NameTables::default());
    for (number, entity) in entities.iter().enumerate() {
        let start = records.len();
        starts.extend((start as u64).to_le_bytes());
        put_entity(&mut records, entity);
        tables.add(EntityId(number as u32), &records[start..], start as u64);
    }
    starts.extend((records.len() as u64).to_le_bytes());
    let mut memory = vec![0; super::index::HEADER];
    let mut sink = |bytes: &[u8]| memory.extend_from_slice(bytes);
    let mut writer = Writer::new(&mut sink);
    writer.section(Section::EntityStarts, &starts);
    writer.section(Section::Entities, &records);
    for (section, bytes) in tables.written() {
        writer.section(section, &bytes);
    }
    let header = writer.finish(fingerprint());
    memory[..header.len()].copy_from_slice(&header);
    memory
}

/// Rows of one subject and property, which stand together.
struct Groups {
    /// Property, first row; one behind the last ends it.
    all: Vec<(u32, u32)>,
    /// By subject: its first group.
    subjects: Vec<u32>,
}

impl Groups {
    fn of(keys: &[Key], entities: usize) -> Self {
        let (mut all, mut subjects) = (Vec::new(), Vec::with_capacity(entities + 1));
        let mut before = None;
        for (number, key) in keys.iter().enumerate() {
            if before != Some((key.subject, key.property)) {
                subjects.resize((key.subject as usize + 1).max(subjects.len()), all.len() as u32);
                all.push((key.property, number as u32));
                before = Some((key.subject, key.property));
            }
        }
        subjects.resize(entities + 1, all.len() as u32);
        all.push((u32::MAX, keys.len() as u32));
        Groups { all, subjects }
    }

    /// The rows of a subject's property.
    fn rows(&self, subject: u32, property: u32) -> std::ops::Range<usize> {
        let first = self.subjects[subject as usize] as usize;
        let own = &self.all[first..self.subjects[subject as usize + 1] as usize];
        own.binary_search_by_key(&property, |group| group.0).map_or(0..0, |at| self.all[first + at].1 as usize..self.all[first + at + 1].1 as usize)
    }

    fn written(&self, properties: usize) -> [(Section, Vec<u8>); 4] {
        let pairs = self.all.iter().flat_map(|(property, first)| property.to_le_bytes().into_iter().chain(first.to_le_bytes()));
        let mut by_property: Vec<(u32, u32)> = self
            .subjects
            .windows(2)
            .enumerate()
            .flat_map(|(subject, ends)| self.all[ends[0] as usize..ends[1] as usize].iter().map(move |group| (group.0, subject as u32)))
            .collect();
        by_property.sort_unstable();
        let starts = (0..=properties as u32).flat_map(|property| (by_property.partition_point(|p| p.0 < property) as u32).to_le_bytes());
        [
            (Section::Groups, pairs.collect()),
            (Section::Subjects, self.subjects.iter().flat_map(|first| first.to_le_bytes()).collect()),
            (Section::PropertyStarts, starts.collect()),
            (Section::SubjectsByProperty, by_property.iter().flat_map(|p| p.1.to_le_bytes()).collect()),
        ]
    }
}

impl Builder {
    /// Marks the rows that others revise, in whichever package; a revision of a row that is not there is a problem.
    fn mark_superseded(&mut self) {
        for (id, missing) in std::mem::take(&mut self.revised) {
            match self.fact_with_id(&id) {
                Some(number) => pack::supersede(self.tails.at_mut(self.keys[number as usize].tail)),
                None => self.problems.push(missing),
            }
        }
        self.forget_ids();
    }

    /// An object given as a text that is the name of exactly one entity is that entity,
    /// whichever package names it.
    fn settle_texts(&mut self) {
        let is_text = |e: &EntityRow| e.kind == "text";
        let mut named: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        for (number, entity) in self.entities.iter().enumerate().filter(|(_, e)| !is_text(e)) {
            named.entry(&entity.name).and_modify(|only| *only = None).or_insert(Some(number));
        }
        let meant = |(number, entity): (usize, &EntityRow)| named.get(entity.name.as_str()).copied().flatten().filter(|_| is_text(entity)).unwrap_or(number);
        let stands_for: Vec<usize> = self.entities.iter().enumerate().map(meant).collect();
        let (mut kept, mut new) = (Vec::new(), vec![0; self.entities.len()]);
        for (number, entity) in std::mem::take(&mut self.entities).into_iter().enumerate() {
            if stands_for[number] == number {
                new[number] = kept.len() as u32;
                kept.push(entity);
            }
        }
        self.entities = kept;
        self.give_numbers(|entity| new[stands_for[entity as usize]], |property| property);
    }

    /// Gives entities and properties the numbers of their ids' order, and sorts the rows.
    fn renumber(&mut self) {
        fn order<T>(items: Vec<T>, id: impl Fn(&T) -> &str) -> (Vec<T>, Vec<u32>) {
            let mut keyed: Vec<(usize, T)> = items.into_iter().enumerate().collect();
            keyed.sort_by(|a, b| id(&a.1).cmp(id(&b.1)));
            let mut new = vec![0; keyed.len()];
            for (number, (old, _)) in keyed.iter().enumerate() {
                new[*old] = number as u32;
            }
            (keyed.into_iter().map(|(_, item)| item).collect(), new)
        }
        let (entities, entity_map) = order(std::mem::take(&mut self.entities), |e| &e.id);
        let (properties, property_map) = order(std::mem::take(&mut self.properties), |p| &p.id);
        (self.entities, self.properties) = (entities, properties);
        self.give_numbers(|entity| entity_map[entity as usize], |property| property_map[property as usize]);
        let tails = &self.tails;
        let tail = |key: &Key| tails.at(key.tail);
        // rows that agree in all of that are ordered by what they say, then by where they stand
        self.keys.sort_unstable_by(|a, b| {
            let by_value = || value_order(tail(a)).cmp(&value_order(tail(b)));
            let by_place = || pack::tail_place(tail(a)).cmp(&pack::tail_place(tail(b)));
            a.order().cmp(&b.order()).then_with(by_value).then_with(by_place)
        });
    }

    fn give_numbers(&mut self, entity: impl Fn(u32) -> u32, property: impl Fn(u32) -> u32) {
        for key in &mut self.keys {
            key.subject = entity(key.subject);
            key.property = property(key.property);
            key.object = key.object.checked_sub(1).map_or(0, |object| entity(object) + 1);
        }
    }

    /// A property whose rows mostly stand both ways with the same value holds both ways.
    fn mark_symmetric(&mut self, groups: &Groups) {
        const FEW: usize = 3;
        let range = |key: &Key| match pack::tail_value(self.tails.at(key.tail)) {
            FactValue::Number { range, .. } => Some(range),
            _ => None,
        };
        let mut mirrored = vec![(0_usize, 0_usize); self.properties.len()];
        for key in self.keys.iter().filter(|key| key.object > 0) {
            let Some(own) = range(key) else { continue };
            let back = self.keys[groups.rows(key.object - 1, key.property)].iter().filter(|k| k.object == key.subject + 1);
            let both = back.map(range).next_back().is_some_and(|other| other == Some(own));
            let count = &mut mirrored[key.property as usize];
            (count.0, count.1) = (count.0 + 1, count.1 + usize::from(both));
        }
        for (property, (all, both)) in self.properties.iter_mut().zip(mirrored) {
            property.symmetric |= both >= FEW && both * 2 > all;
        }
    }

    /// Who holds what: the rows of names by their objects.
    fn holders(&self) -> Vec<u8> {
        let is_name = |key: &Key| self.properties[key.property as usize].kind == super::ValueKind::Name;
        let held = self.keys.iter().enumerate().filter(|(_, key)| key.object > 0 && is_name(key));
        table::written(held.map(|(number, key)| table::Row { key: table::key_of((key.object - 1).into()), one: number as u64, two: 0 }).collect())
    }
}

/// An order by content.
fn value_order(tail: &[u8]) -> (Option<rust_decimal::Decimal>, Option<rust_decimal::Decimal>, Option<chrono::NaiveDate>) {
    match pack::tail_value(tail) {
        FactValue::Number { range, .. } => (range.low, range.high, None),
        FactValue::Date(when) => (None, None, when.from),
        FactValue::Name => (None, None, None),
    }
}
