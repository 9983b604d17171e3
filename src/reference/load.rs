//! Reads packages, one after the other, into what [`super::compile`] makes an index of.
//!
//! In: packages, the first with precedence. Out: entities, properties, rows, and all problems.
//! Entities and properties of the same id are merged. Rows are packed as they come, so
//! that millions of them fit: what a row says takes its bytes and a key of 32.

use super::access::Resource;
use super::compile::Compiled;
use super::entities::EntityRow;
use super::index::Index;
use super::index::pack::{self, Texts, put_tail};
use super::package::{Package, Role};
use super::properties::{inferred, is_unknown_unit, unit_of};
use super::rows::Declaring;
use super::{EntityId, Fact, Property, PropertyId, Reference, entities, facts, properties};
use crate::lexicon::Lexicon;
use crate::measure::unit::UnitRef;
use crate::problem::Problem;
use chrono::{Datelike, NaiveDate};
use hashbrown::HashTable;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

/// A reference and what was wrong with its tables.
#[derive(Debug)]
pub struct Loaded {
    /// Everything that could be read.
    pub reference: Reference,
    /// Everything that could not.
    pub problems: Vec<Problem>,
}

/// What rows are sorted by, and where the rest of one is. Missing things are before all others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    pub(super) subject: u32,
    pub(super) property: u32,
    /// One more than the number of the object; 0 is none.
    pub(super) object: u32,
    /// The last day of the time when it was measured.
    as_of: i32,
    /// The first day on which it holds.
    valid_from: i32,
    /// Bytes of its tail.
    pub(super) length: u32,
    /// Where its tail begins.
    pub(super) tail: u64,
}

impl Key {
    /// What rows are sorted by.
    pub(super) fn order(&self) -> (u32, u32, u32, i32, i32) {
        (self.subject, self.property, self.object, self.as_of, self.valid_from)
    }
}

/// The day as a number; none is the least.
fn day_number(day: Option<NaiveDate>) -> i32 {
    day.map_or(i32::MIN, |d| d.num_days_from_ce())
}

/// The tails of rows, in pieces that never move: a vector that grows is there twice while it does.
#[derive(Debug, Default)]
pub(super) struct Tails(Vec<Vec<u8>>);

impl Tails {
    /// Bytes of a piece.
    const PIECE: usize = 16 << 20;

    /// Adds what `put` writes, and says where it is and how long.
    fn push(&mut self, put: impl FnOnce(&mut Vec<u8>)) -> (u64, u32) {
        if self.0.last().is_none_or(|piece| piece.len() >= Tails::PIECE) {
            self.0.push(Vec::new());
        }
        let number = self.0.len() - 1;
        let piece = &mut self.0[number];
        let start = piece.len();
        put(piece);
        ((number as u64) << 32 | start as u64, (piece.len() - start) as u32)
    }

    /// The bytes from a tail on.
    pub(super) fn at(&self, place: u64) -> &[u8] {
        &self.0[(place >> 32) as usize][place as u32 as usize..]
    }

    /// The same, to be changed.
    pub(super) fn at_mut(&mut self, place: u64) -> &mut [u8] {
        &mut self.0[(place >> 32) as usize][place as u32 as usize..]
    }
}

/// Texts that rows share.
#[derive(Debug)]
pub(super) struct Strings {
    pub(super) bytes: Vec<u8>,
    known: FxHashMap<u64, u64>,
}

impl Strings {
    /// Texts that are remembered: beyond that, one that comes again is written again.
    const REMEMBERED: usize = 1_000_000;

    fn new() -> Self {
        // the first place is the empty text's
        Strings { bytes: vec![0], known: FxHashMap::default() }
    }

    /// The place of a text.
    pub(super) fn place(&mut self, text: &str) -> u64 {
        if text.is_empty() {
            return 0;
        }
        let hash = xxh3_64(text.as_bytes());
        if let Some(&at) = self.known.get(&hash) {
            let (start, end) = (at as usize, self.bytes.len());
            if super::index::codec::Reader::new(&self.bytes[start..end]).text() == text {
                return at;
            }
        }
        let at = self.bytes.len() as u64;
        super::index::codec::put_text(&mut self.bytes, text);
        if self.known.len() < Strings::REMEMBERED {
            self.known.insert(hash, at);
        }
        at
    }
}

/// A unit as it is written.
#[derive(Debug, Clone)]
pub(super) struct WrittenUnit {
    /// Its number.
    pub(super) number: u64,
    /// What it is.
    pub(super) unit: Option<UnitRef>,
    /// Nobody knows it.
    pub(super) unknown: bool,
}

/// Where an id was used before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Used {
    /// Nowhere, or in another package for something else.
    Nowhere,
    /// In this package.
    Here,
    /// In an earlier package, for the same subject and property.
    Before,
}

/// Collects packages.
pub struct Builder {
    pub(super) lexicon: &'static Lexicon,
    pub(super) entities: Vec<EntityRow>,
    pub(super) properties: Vec<Property>,
    pub(super) keys: Vec<Key>,
    pub(super) tails: Tails,
    pub(super) strings: Strings,
    /// Rows with ids, by the hash of the id: four bytes each, the id itself is in the row.
    fact_ids: HashTable<u32>,
    /// The first row of the package being read.
    package_start: u32,
    /// Ids of rows that others revise, each with what to say if there is no such row.
    pub(super) revised: Vec<(String, Problem)>,
    /// The package being read declares its entities.
    pub(super) has_entities: bool,
    /// The package being read declares its properties.
    pub(super) has_properties: bool,
    /// Units that a table of properties declares: known to mean something, if only to that table.
    declared_units: FxHashSet<String>,
    entity_ids: FxHashMap<String, EntityId>,
    property_ids: FxHashMap<String, PropertyId>,
    units: FxHashMap<String, WrittenUnit>,
    pub(super) unit_names: Vec<String>,
    pub(super) files: Vec<String>,
    /// Texts of tables are kept for whoever works on them.
    keep: bool,
    resources: Vec<Resource>,
    declaring: Vec<Declaring>,
    pub(super) packages: Vec<(String, u64)>,
    pub(super) problems: Vec<Problem>,
}

impl Builder {
    /// An empty reference.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Builder {
            lexicon,
            entities: Vec::new(),
            properties: Vec::new(),
            keys: Vec::new(),
            tails: Tails::default(),
            strings: Strings::new(),
            fact_ids: HashTable::new(),
            package_start: 0,
            revised: Vec::new(),
            has_entities: false,
            has_properties: false,
            declared_units: FxHashSet::default(),
            entity_ids: FxHashMap::default(),
            property_ids: FxHashMap::default(),
            units: FxHashMap::default(),
            unit_names: vec![String::new()],
            files: Vec::new(),
            keep: true,
            resources: Vec::new(),
            declaring: Vec::new(),
            packages: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The same, without keeping the texts of tables: rows can be judged by, but not shown as they are written.
    #[must_use]
    pub fn forgetting(self) -> Self {
        Builder { keep: false, ..self }
    }

    /// Adds a package; what it says of an entity or property that an earlier one describes adds names only.
    pub fn add(&mut self, package: Package) {
        let mut problems = package.problems;
        (self.has_entities, self.has_properties) = (false, false);
        for resource in package.resources.iter().filter(|r| r.role == Role::Entities) {
            self.has_entities = true;
            for entity in entities::read(&resource.file, &resource.text, &resource.layout, &mut problems) {
                self.merge_entity(entity);
            }
        }
        for resource in package.resources.iter().filter(|r| r.role == Role::Properties) {
            self.has_properties = true;
            for property in properties::read(&resource.file, &resource.text, &resource.layout, self.lexicon, &mut problems) {
                self.declared_units.extend(property.unit.as_ref().map(|u| u.name.clone()));
                self.merge_property(property);
            }
        }
        let before = self.keys.len();
        self.package_start = before as u32;
        let (facts, declaring): (Vec<_>, Vec<_>) = package.resources.into_iter().partition(|r| r.role == Role::Facts);
        for mut resource in facts {
            let number = self.files.len() as u64;
            if self.keep {
                resource.join(&mut problems);
            }
            if let Some(read) = facts::read(&mut resource, number, self, &mut problems) {
                self.files.push(resource.file);
                if self.keep {
                    self.resources.push(Resource { text: resource.text, header: read.header, delimiter: read.delimiter });
                }
            }
        }
        if self.keep {
            self.declaring.extend(declaring.into_iter().map(Declaring::of));
        }
        self.packages.push((package.title, (self.keys.len() - before) as u64));
        self.problems.extend(problems);
    }

    /// Adds a row.
    pub(super) fn push(&mut self, fact: &Fact, texts: &Texts<'_>) {
        let (tail, length) = self.tails.push(|out| put_tail(out, fact, texts));
        if self.keys.len() == self.keys.capacity() {
            // by a quarter, not by the whole: keys of millions of rows are large
            self.keys.reserve_exact((self.keys.len() / 4).max(1024));
        }
        self.keys.push(Key {
            subject: fact.subject.0,
            property: fact.property.0,
            object: fact.object.map_or(0, |o| o.0 + 1),
            as_of: day_number(fact.as_of.and_then(|w| w.to.or(w.from))),
            valid_from: day_number(fact.valid.and_then(|w| w.from)),
            length,
            tail,
        });
        if !texts.id.is_empty() {
            self.note_id(texts.id);
        }
    }

    /// The bytes of a row from its tail on.
    pub(super) fn tail(&self, number: u32) -> &[u8] {
        self.tails.at(self.keys[number as usize].tail)
    }

    /// The first row with an id: packages may use one id for different things, the first has precedence.
    pub(super) fn fact_with_id(&self, id: &str) -> Option<u32> {
        self.facts_with_id(id).min()
    }

    /// The rows with an id.
    pub(super) fn facts_with_id(&self, id: &str) -> impl Iterator<Item = u32> {
        let is_so = move |number: &u32| pack::tail_id(self.tail(*number)) == id;
        self.fact_ids.iter_hash(xxh3_64(id.as_bytes())).copied().filter(is_so)
    }

    /// What an id stands for already, for a row of the package that is being read.
    pub(super) fn use_of(&self, id: &str, subject: &str, property: &str) -> Used {
        let same = |known: Option<u32>, told: u32| known == Some(told);
        let (subject, property) = (self.entity_ids.get(subject).map(|e| e.0), self.property_ids.get(property).map(|p| p.0));
        let mut used = Used::Nowhere;
        for number in self.facts_with_id(id) {
            let key = &self.keys[number as usize];
            match () {
                () if number >= self.package_start => return Used::Here,
                () if same(subject, key.subject) && same(property, key.property) => used = Used::Before,
                () => {}
            }
        }
        used
    }

    /// Lets go of the ids, when no row comes any more.
    pub(super) fn forget_ids(&mut self) {
        self.fact_ids = HashTable::new();
    }

    /// Notes the id of the row that was added last.
    fn note_id(&mut self, id: &str) {
        let number = self.keys.len() as u32 - 1;
        let (keys, tails) = (&self.keys, &self.tails);
        let hash_of = |number: &u32| xxh3_64(pack::tail_id(tails.at(keys[*number as usize].tail)).as_bytes());
        self.fact_ids.insert_unique(xxh3_64(id.as_bytes()), number, hash_of);
    }

    /// Notes that something could not be read at all.
    pub fn fail(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes several such things.
    pub fn fail_all(&mut self, problems: Vec<Problem>) {
        self.problems.extend(problems);
    }

    fn merge_entity(&mut self, entity: EntityRow) {
        if let Some(id) = self.entity_ids.get(&entity.id) {
            self.entities[id.0 as usize].merge(entity);
        } else {
            let id = EntityId(self.entities.len() as u32);
            self.entity_ids.insert(entity.id.clone(), id);
            self.entities.push(entity);
        }
    }

    fn merge_property(&mut self, property: Property) {
        if let Some(id) = self.property_ids.get(&property.id) {
            let known = &mut self.properties[id.0 as usize];
            let new: Vec<String> = property.triggers.into_iter().filter(|t| !known.triggers.contains(t)).collect();
            known.triggers.extend(new);
            known.symmetric |= property.symmetric;
        } else {
            self.property_ids.insert(property.id.clone(), PropertyId(self.properties.len() as u32));
            self.properties.push(property);
        }
    }

    pub(super) fn knows_entity(&self, id: &str) -> bool {
        self.entity_ids.contains_key(id)
    }

    pub(super) fn knows_property(&self, id: &str) -> bool {
        self.property_ids.contains_key(id)
    }

    /// The number of an entity; an unknown one is made from its id.
    pub(super) fn entity(&mut self, id: &str) -> EntityId {
        self.named(id, || EntityRow { id: id.to_owned(), name: title_case(id), ..EntityRow::default() })
    }

    /// The number of an object: an entity, or a text of its own.
    pub(super) fn object(&mut self, text: &str) -> EntityId {
        self.named(text, || EntityRow { id: text.to_owned(), name: text.to_owned(), kind: "text".to_owned(), ..EntityRow::default() })
    }

    fn named(&mut self, id: &str, new: impl FnOnce() -> EntityRow) -> EntityId {
        if let Some(&known) = self.entity_ids.get(id) {
            return known;
        }
        let number = EntityId(self.entities.len() as u32);
        self.entity_ids.insert(id.to_owned(), number);
        self.entities.push(new());
        number
    }

    /// The number of a property; an unknown one is inferred from its id and unit.
    pub(super) fn property(&mut self, id: &str, unit: &str) -> PropertyId {
        if let Some(&known) = self.property_ids.get(id) {
            return known;
        }
        let number = PropertyId(self.properties.len() as u32);
        self.property_ids.insert(id.to_owned(), number);
        self.properties.push(inferred(id, unit, self.lexicon));
        number
    }

    /// The unit that a table names.
    pub(super) fn unit(&mut self, written: &str) -> WrittenUnit {
        if let Some(known) = self.units.get(written) {
            return known.clone();
        }
        let unknown = is_unknown_unit(written, self.lexicon) && !self.declared_units.contains(written);
        let number = if written.is_empty() { 0 } else { self.unit_names.len() as u64 };
        if number > 0 {
            self.unit_names.push(written.to_owned());
        }
        let unit = WrittenUnit { number, unit: unit_of(written, self.lexicon), unknown };
        self.units.insert(written.to_owned(), unit.clone());
        unit
    }

    /// The finished reference.
    pub fn finish(mut self) -> Loaded {
        let (resources, declaring) = (std::mem::take(&mut self.resources), std::mem::take(&mut self.declaring));
        let lexicon = self.lexicon;
        let index = Index::trusted(self.compile().in_memory());
        let mut loaded = Reference::of(index, &[], lexicon);
        (loaded.reference.resources, loaded.reference.declaring) = (resources, declaring);
        loaded
    }

    /// What is to be written to a file.
    pub fn compile(self) -> Compiled {
        Compiled::of(self)
    }
}

fn title_case(id: &str) -> String {
    let words = id.split(['-', '_', ' ']).filter(|w| !w.is_empty());
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    words.map(capital).collect::<Vec<_>>().join(" ")
}
