//! The entities and properties that imported names may mean.

use crate::reference::package::Role;
use crate::reference::rows::Declaration;
use crate::reference::{Reference, ValueKind};
use rustc_hash::FxHashMap;

/// What names and codes stand for.
#[derive(Default)]
pub struct Known {
    /// Names in lower case; none where two things share one.
    names: FxHashMap<String, Option<String>>,
    codes: FxHashMap<String, String>,
    /// Ids and labels of properties in lower case.
    properties: FxHashMap<String, String>,
    kinds: FxHashMap<String, ValueKind>,
    /// The rows that declare entities and properties, to be copied where a package needs them.
    pub declared: Vec<Declaration>,
}

impl Known {
    /// Everything that references name; the first has precedence.
    pub fn of<'r>(references: impl IntoIterator<Item = &'r Reference>) -> Self {
        let mut known = Known::default();
        references.into_iter().for_each(|reference| known.add(reference));
        known
    }

    fn add(&mut self, reference: &Reference) {
        let known = self;
        let declared = reference.declarations();
        for entity in reference.entities().filter(|e| e.kind != "text") {
            for name in [entity.id].into_iter().chain(entity.names()) {
                let only = known.names.entry(name.to_lowercase()).or_insert_with(|| Some(entity.id.to_owned()));
                if only.as_deref().is_some_and(|id| id != entity.id) {
                    *only = None;
                }
            }
            // its own name is stronger than another's alias
            known.names.insert(entity.name.to_lowercase(), Some(entity.id.to_owned()));
        }
        for row in declared.iter().filter(|d| d.role == Role::Entities) {
            for code in row.get("iso").split('/').chain([row.get("wikidata")]).filter(|c| !c.is_empty()) {
                known.codes.entry(code.to_uppercase()).or_insert_with(|| row.get("id").to_owned());
            }
        }
        for property in reference.properties() {
            for name in [&property.label, &property.id] {
                known.properties.entry(name.to_lowercase()).or_insert_with(|| property.id.clone());
            }
            known.kinds.entry(property.id.clone()).or_insert(property.kind);
        }
        known.declared.extend(declared);
    }

    /// The entity that a code or a name stands for.
    pub fn entity(&self, name: &str, code: &str) -> Option<&str> {
        let by_code = self.codes.get(&code.to_uppercase()).map(String::as_str);
        by_code.or_else(|| self.names.get(&name.to_lowercase())?.as_deref())
    }

    /// The property that a name stands for.
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.get(&name.to_lowercase()).map(String::as_str)
    }

    /// The unit in which a property is declared; empty if it has none.
    pub fn unit(&self, property: &str) -> &str {
        self.declared.iter().find(|d| d.role == Role::Properties && d.get("id") == property).map_or("", |d| d.get("unit"))
    }

    /// What values a property has.
    pub fn kind(&self, property: &str) -> Option<ValueKind> {
        self.kinds.get(property).copied()
    }
}
