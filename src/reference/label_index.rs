//! Labels and phrases of properties by the words that they begin with.
//!
//! In: properties, and how the words of each label begin, as whoever looks them up has worked it out.
//! Out: tables from a beginning, and from a counted thing, to properties. It refuses to know how a
//! beginning is cut from a word.

use super::{Property, PropertyId};
use rustc_hash::FxHashMap;

/// How the long words of a property's label begin, and those of each of its phrases.
pub type LabelStems = Vec<Vec<u64>>;

/// A label or phrase: whose, and its number there; the label itself is the first.
pub type PhraseId = (PropertyId, u16);

/// What is worked out of the labels and phrases of all properties.
#[derive(Debug, Default)]
pub struct Labels {
    /// The phrases of which a word begins so, once for each such word.
    pub by_stem: FxHashMap<u64, Vec<PhraseId>>,
    /// The properties that count such things.
    pub by_counted: FxHashMap<String, Vec<PropertyId>>,
}

impl Labels {
    pub(super) fn of(properties: &[Property], stems_of: impl Fn(&Property) -> LabelStems) -> Self {
        let mut labels = Labels::default();
        for (number, property) in properties.iter().enumerate() {
            let id = PropertyId(number as u32);
            for (phrase, stems) in (0_u16..).zip(stems_of(property)) {
                for stem in stems {
                    labels.by_stem.entry(stem).or_default().push((id, phrase));
                }
            }
            if let Some(counted) = &property.counted {
                labels.by_counted.entry(counted.clone()).or_default().push(id);
            }
        }
        labels
    }
}
