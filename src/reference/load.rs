//! Puts packages together into a [`Reference`].
//!
//! In: packages, one after the other, the first with precedence. Out: the reference
//! and all problems. Entities and properties of the same id are merged; numbers are
//! given in the order of ids, so that the order of rows and files changes nothing.

use super::entities::EntityRow;
use super::names::Names;
use super::package::{Package, ResourceText, Role};
use super::properties::{inferred, unit_of};
use super::{EntityId, Fact, FactId, Property, PropertyId, Reference, Resource, ValueKind, entities, events, facts, properties};
use crate::lexicon::Lexicon;
use crate::measure::unit::UnitRef;
use crate::problem::Problem;
use rustc_hash::{FxHashMap, FxHashSet};

/// A reference and what was wrong with its tables.
#[derive(Debug)]
pub struct Loaded {
    /// Everything that could be read.
    pub reference: Reference,
    /// Everything that could not.
    pub problems: Vec<Problem>,
}

/// Collects packages.
pub struct Builder {
    pub(super) lexicon: &'static Lexicon,
    pub(super) entities: Vec<EntityRow>,
    pub(super) properties: Vec<Property>,
    pub(super) facts: Vec<Fact>,
    /// By the id of a row: its number among the facts.
    pub(super) fact_ids: FxHashMap<String, usize>,
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
    units: FxHashMap<String, Option<UnitRef>>,
    resources: Vec<Resource>,
    declaring: Vec<ResourceText>,
    packages: Vec<String>,
    problems: Vec<Problem>,
}

impl Builder {
    /// An empty reference.
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Builder {
            lexicon,
            entities: Vec::new(),
            properties: Vec::new(),
            facts: Vec::new(),
            fact_ids: FxHashMap::default(),
            revised: Vec::new(),
            has_entities: false,
            has_properties: false,
            declared_units: FxHashSet::default(),
            entity_ids: FxHashMap::default(),
            property_ids: FxHashMap::default(),
            units: FxHashMap::default(),
            resources: Vec::new(),
            declaring: Vec::new(),
            packages: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Adds a package; what it says of an entity or property that an earlier one describes adds names only.
    pub fn add(&mut self, package: Package) {
        let mut problems = package.problems;
        (self.has_entities, self.has_properties) = (false, false);
        for resource in package.resources.iter().filter(|r| r.role == Role::Entities) {
            self.has_entities = true;
            for entity in entities::read(&resource.file, &resource.text, &mut problems) {
                self.merge_entity(entity);
            }
        }
        for resource in package.resources.iter().filter(|r| r.role == Role::Properties) {
            self.has_properties = true;
            for property in properties::read(&resource.file, &resource.text, self.lexicon, &mut problems) {
                self.declared_units.extend(property.unit.as_ref().map(|u| u.name.clone()));
                self.merge_property(property);
            }
        }
        let before = self.facts.len();
        let (facts, declaring): (Vec<_>, Vec<_>) = package.resources.into_iter().partition(|r| r.role == Role::Facts);
        self.declaring.extend(declaring);
        for resource in facts {
            let number = self.resources.len() as u32;
            if let Some(header) = facts::read(&resource.file, &resource.text, number, self, &mut problems) {
                self.resources.push(Resource { file: resource.file, text: resource.text, header });
            }
        }
        self.packages.push(format!("{} ({} facts)", package.title, self.facts.len() - before));
        self.problems.extend(problems);
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

    pub(super) fn declares_unit(&self, unit: &str) -> bool {
        self.declared_units.contains(unit)
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
    pub(super) fn unit(&mut self, written: &str) -> Option<UnitRef> {
        if let Some(known) = self.units.get(written) {
            return known.clone();
        }
        let unit = unit_of(written, self.lexicon);
        self.units.insert(written.to_owned(), unit.clone());
        unit
    }

    /// The finished reference.
    pub fn finish(mut self) -> Loaded {
        self.mark_superseded();
        self.settle_texts();
        self.renumber();
        mark_symmetric(&mut self.properties, &self.facts);
        let mut by_subject = FxHashMap::default();
        let mut start = 0;
        while start < self.facts.len() {
            let key = (self.facts[start].subject, self.facts[start].property);
            let end = start + self.facts[start..].partition_point(|f| (f.subject, f.property) == key);
            by_subject.insert(key, start..end);
            start = end;
        }
        let names = Names::new(&self.entities, &self.properties, &self.lexicon.synonyms);
        let events = events::of(&self.entities, &names, self.lexicon);
        let holders = holders(&self.facts, &self.properties);
        let Builder { entities, properties, facts, resources, declaring, packages, problems, .. } = self;
        Loaded { reference: Reference { entities, properties, facts, by_subject, resources, declaring, names, events, holders, packages }, problems }
    }

    /// Marks the rows that others revise, in whichever package; a revision of a row that is not there is a problem.
    fn mark_superseded(&mut self) {
        for (id, missing) in std::mem::take(&mut self.revised) {
            match self.fact_ids.get(&id) {
                Some(&number) => self.facts[number].superseded = true,
                None => self.problems.push(missing),
            }
        }
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
        let settle = |id: EntityId| EntityId(new[stands_for[id.0 as usize]]);
        for fact in &mut self.facts {
            fact.subject = settle(fact.subject);
            fact.object = fact.object.map(settle);
        }
    }

    /// Gives entities and properties the numbers of their ids' order, and sorts the facts.
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
        for fact in &mut self.facts {
            fact.subject = EntityId(entity_map[fact.subject.0 as usize]);
            fact.object = fact.object.map(|o| EntityId(entity_map[o.0 as usize]));
            fact.property = PropertyId(property_map[fact.property.0 as usize]);
        }
        let files: Vec<&str> = self.resources.iter().map(|r| r.file.as_str()).collect();
        let key = |f: &Fact| (f.subject, f.property, f.object, f.as_of.and_then(|w| w.to.or(w.from)), f.valid.and_then(|w| w.from));
        // rows that agree in all of that are ordered by what they say, then by where they stand
        self.facts.sort_by(|a, b| {
            key(a)
                .cmp(&key(b))
                .then_with(|| fact_order(a).cmp(&fact_order(b)))
                .then_with(|| (files[a.row.resource as usize], a.row.line).cmp(&(files[b.row.resource as usize], b.row.line)))
        });
        for (number, fact) in self.facts.iter_mut().enumerate() {
            fact.id = FactId(number as u32);
        }
    }
}

/// Who holds what: the facts of name properties by their objects.
fn holders(facts: &[Fact], properties: &[Property]) -> FxHashMap<EntityId, Vec<FactId>> {
    let mut holders: FxHashMap<EntityId, Vec<FactId>> = FxHashMap::default();
    for fact in facts.iter().filter(|f| properties[f.property.0 as usize].kind == ValueKind::Name) {
        if let Some(object) = fact.object {
            holders.entry(object).or_default().push(fact.id);
        }
    }
    holders
}

/// An order by content.
fn fact_order(fact: &Fact) -> (Option<rust_decimal::Decimal>, Option<rust_decimal::Decimal>, Option<chrono::NaiveDate>) {
    match fact.value {
        super::FactValue::Number { range, .. } => (range.low, range.high, None),
        super::FactValue::Date(when) => (None, None, when.from),
        super::FactValue::Name => (None, None, None),
    }
}

/// A property whose rows mostly stand both ways with the same value holds both ways.
fn mark_symmetric(properties: &mut [Property], facts: &[Fact]) {
    const FEW: usize = 3;
    let mut rows = FxHashMap::default();
    for fact in facts {
        if let (Some(object), super::FactValue::Number { range, .. }) = (fact.object, fact.value) {
            rows.insert((fact.property, fact.subject, object), range);
        }
    }
    let mut mirrored = vec![(0usize, 0usize); properties.len()];
    for fact in facts {
        let (Some(object), super::FactValue::Number { range, .. }) = (fact.object, fact.value) else { continue };
        let count = &mut mirrored[fact.property.0 as usize];
        count.0 += 1;
        count.1 += usize::from(rows.get(&(fact.property, object, fact.subject)) == Some(&range));
    }
    for (property, (all, both)) in properties.iter_mut().zip(mirrored) {
        property.symmetric |= both >= FEW && both * 2 > all;
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
